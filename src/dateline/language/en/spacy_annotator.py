"""English through any installed spaCy pipeline that has a tagger and a parser."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from itertools import islice
from pathlib import Path

import spacy
import thinc
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import NumpyOps

from dateline.errors import ModelError
from dateline.language.en.marks import Marks
from dateline.language.en.mending import mended
from dateline.language.en.named import Entity
from dateline.language.en.quick import QuickReader, StockReader
from dateline.language.passages import Passage, Passages, Word
from dateline.model import AnnotatedReport, BlockKind, NamedSpan, Report, Sentence, Token

REPORTS_AT_ONCE = 64
MOST_NEW_WORDS = 200_000
"""Half a kilobyte each."""
_READ: list[int | str] = ["IDX", "HEAD", "LENGTH", "IS_SPACE"]  # of each token; HEAD is relative


class Pipeline:
    """A loaded model with what reads by it. spaCy keeps every word that it ever met: `fresh` begins again in time."""

    def __init__(self, name: str) -> None:
        """Raises ModelError."""
        self._name = name
        self.nlp = _load(name)
        self.marks = Marks(self.nlp)
        self.reader = QuickReader.of(self.nlp) or StockReader(self.nlp)
        self._most_words = len(self.nlp.vocab.strings) + MOST_NEW_WORDS

    def fresh(self) -> Pipeline:
        """Itself, or the model loaded anew where it has met too many words."""
        return self if len(self.nlp.vocab.strings) <= self._most_words else Pipeline(self._name)


class SpacyAnnotator:
    """Annotates each read block by itself, so that no sentence runs from a headline into the text."""

    def __init__(self, pipeline: Pipeline, cache: Path | None) -> None:
        nlp = pipeline.nlp
        self._pipeline = pipeline
        self.model = f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"
        self._passages = Passages(_mark(nlp) if cache else self.model, cache)

    @classmethod
    def load(cls, name: str, cache: Path | None = None) -> SpacyAnnotator:
        """cache: a folder in which to keep what was read, for other runs. Raises ModelError."""
        return cls(Pipeline(name), cache)

    def annotate(self, report: Report) -> AnnotatedReport:
        return next(self.annotate_many([report]))

    def annotate_many(self, reports: Iterable[Report]) -> Iterator[AnnotatedReport]:
        source = iter(reports)
        while batch := list(islice(source, REPORTS_AT_ONCE)):
            texts = {
                self._passages.key(text): text
                for report in batch
                for block in report.blocks
                if block.kind.is_read
                for text in (report.matching[block.start : block.end],)
            }
            read = self._read(texts)
            for report in batch:
                yield self._assembled(report, read)

    def _read(self, texts: Mapping[bytes, str]) -> dict[bytes, Passage]:
        """The passages of some texts by their keys; those known from before are not read again."""
        found = self._passages.known(texts)
        new = [key for key in texts if key not in found]
        self._pipeline = self._pipeline.fresh()
        docs = self._pipeline.reader.read(texts[key] for key in new)
        made = {key: self._passage(doc, entities) for key, (doc, entities) in zip(new, docs, strict=True)}
        self._passages.keep(made)
        return found | made

    def _passage(self, doc: Doc, entities: list[Entity]) -> Passage:
        """Plain data out of a doc: blank tokens dropped, each word's head the next one above it that is none."""
        rows = doc.to_array(_READ).astype("int64").tolist()
        marks = self._pipeline.marks.of(doc)
        heads = [at + row[1] for at, row in enumerate(rows)]
        labels = [""] * len(rows)
        for first, last, label in entities:
            labels[first:last] = [label] * (last - first)
        index: dict[int, int] = {}
        for at, row in enumerate(rows):
            if not row[3]:
                index[at] = len(index)
        words: list[Word] = []
        sentences: list[tuple[int, int, int]] = []
        for sent in doc.sents:
            inside = [at for at in range(sent.start, sent.end) if at in index]
            if not inside:
                continue
            root = index.get(sent.root.i, index[inside[0]])
            for at in inside:
                head = heads[at]
                while head not in index and heads[head] != head:
                    head = heads[head]
                start, _, length, _ = rows[at]
                tag, pos, lemma, dep = marks[at]
                words.append((start, start + length, lemma, pos, tag, dep, index.get(head, root), labels[at]))
            sentences.append((index[inside[0]], index[inside[-1]] + 1, root))
        names = []
        for first, last, label in entities:
            inside = [index[at] for at in range(first, last) if at in index]
            if inside:
                names.append((inside[0], inside[-1] + 1, label))
        sentences = mended(words, sentences)
        return Passage(tuple(words), tuple(sentences), tuple(names))

    def _assembled(self, report: Report, read: Mapping[bytes, Passage]) -> AnnotatedReport:
        """A report's passages put together, indices and offsets made those of the report."""
        tokens: list[Token] = []
        sentences: list[Sentence] = []
        names: list[NamedSpan] = []
        matching = report.matching
        for number, block in enumerate(report.blocks):
            if not block.kind.is_read:
                continue
            offset, base = block.start, len(tokens)
            passage = read[self._passages.key(matching[offset : block.end])]
            at = base
            for first, last, root in passage.sentences:
                sentence = len(sentences)
                for start, end, lemma, pos, tag, dep, head, ent in passage.words[first:last]:
                    text = matching[offset + start : offset + end]
                    low = text.lower()
                    tokens.append(
                        Token(
                            at, offset + start, offset + end, text, lemma or low, pos, tag, dep, base + head, ent,
                            sentence, low,
                        )
                    )  # fmt: skip
                    at += 1
                sentences.append(
                    Sentence(
                        index=sentence,
                        start=tokens[base + first].start,
                        end=tokens[base + last - 1].end,
                        first=base + first,
                        last=base + last,
                        block=number,
                        root=base + root,
                        headline=block.kind is BlockKind.HEADLINE,
                    )
                )
            names.extend(
                NamedSpan(tokens[base + first].start, tokens[base + last - 1].end, base + first, base + last, label)
                for first, last, label in passage.names
            )
        return AnnotatedReport(report, tuple(sentences), tuple(tokens), tuple(names), self.model)


def _load(name: str) -> Language:
    try:
        nlp = spacy.load(name)
    except OSError as error:
        raise ModelError(
            f"language model {name!r} is not installed; install a spaCy pipeline for English "
            f"(pip install {name.replace('_', '-')}) or choose another with --model or DATELINE_MODEL"
        ) from error
    if nlp.lang != "en":
        raise ModelError(f"language model {name!r} is for {nlp.lang!r}; dateline reads English")
    if "parser" not in nlp.pipe_names or not {"tagger", "morphologizer"} & set(nlp.pipe_names):
        raise ModelError(f"language model {name!r} lacks a tagger or a parser (it has: {', '.join(nlp.pipe_names)})")
    _use_blas(nlp)
    _keep_whole(nlp)
    return nlp


def _mark(nlp: Language) -> str:
    """Of all that decides what comes out for a text: the model, spaCy, and the code here."""
    found = blake2b(
        json.dumps([nlp.meta, spacy.about.__version__, thinc.__version__], default=str, sort_keys=True).encode()
    )
    for path in sorted(Path(__file__).parents[1].rglob("*.py")):
        found.update(path.read_bytes())
    return found.hexdigest()


_WHOLE = ("pre-emptive", "pre-emptively", "Pre-emptive", "Pre-emptively")  # in parts the model takes "pre" for a verb


def _keep_whole(nlp: Language) -> None:
    add = getattr(nlp.tokenizer, "add_special_case", None)
    if add is not None:
        for word in _WHOLE:
            add(word, [{"ORTH": word}])


def _use_blas(nlp: Language) -> None:
    """Multiply with NumPy's OpenBLAS instead of blis: 1.6 to 1.8 times as fast, every label identical."""
    ops = NumpyOps(use_blis=False)
    for _, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        if model is None or not hasattr(model, "walk"):
            continue
        for node in model.walk():
            node.ops = ops
