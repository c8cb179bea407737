"""English through any installed spaCy pipeline that has a tagger and a parser."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import NumpyOps

from dateline.errors import ModelError
from dateline.language.en.marks import Marks
from dateline.language.en.named import Entity
from dateline.language.en.quick import QuickReader, StockReader
from dateline.model import AnnotatedReport, BlockKind, NamedSpan, Report, Sentence, Token

REPORTS_AT_ONCE = 64
_READ: list[int | str] = ["IDX", "HEAD", "LENGTH", "IS_SPACE"]  # of each token; HEAD is relative


@dataclass(frozen=True)
class SpacyAnnotator:
    """Annotates each read block by itself, so that no sentence runs from a headline into the text."""

    nlp: Language
    model: str
    marks: Marks
    reader: QuickReader | StockReader

    @classmethod
    def load(cls, name: str) -> SpacyAnnotator:
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
            raise ModelError(
                f"language model {name!r} lacks a tagger or a parser (it has: {', '.join(nlp.pipe_names)})"
            )
        _use_blas(nlp)
        _keep_whole(nlp)
        version = f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"
        marks = Marks(nlp)
        return cls(nlp, version, marks, QuickReader.of(nlp) or StockReader(nlp))

    def annotate(self, report: Report) -> AnnotatedReport:
        return next(self.annotate_many([report]))

    def annotate_many(self, reports: Iterable[Report]) -> Iterator[AnnotatedReport]:
        source = iter(reports)
        while batch := list(islice(source, REPORTS_AT_ONCE)):
            blocks = [
                (at, number, block.start, block.end)
                for at, report in enumerate(batch)
                for number, block in enumerate(report.blocks)
                if block.kind.is_read
            ]
            docs = self.reader.read(batch[at].matching[start:end] for at, _, start, end in blocks)
            gathered: list[list[tuple[int, int, Doc, list[Entity]]]] = [[] for _ in batch]
            for (at, number, start, _), (doc, entities) in zip(blocks, docs, strict=True):
                gathered[at].append((number, start, doc, entities))
            for report, parts in zip(batch, gathered, strict=True):
                yield self._assemble(report, parts)

    def _assemble(self, report: Report, parts: list[tuple[int, int, Doc, list[Entity]]]) -> AnnotatedReport:
        """Plain data out of the blocks' docs: blank tokens dropped, indices and offsets made those of the report."""
        tokens: list[Token] = []
        sentences: list[Sentence] = []
        names: list[NamedSpan] = []
        for block, offset, doc, entities in parts:
            rows = doc.to_array(_READ).astype("int64").tolist()
            marks = self.marks.of(doc)
            heads = [at + row[1] for at, row in enumerate(rows)]
            labels = [""] * len(rows)
            for first, last, label in entities:
                labels[first:last] = [label] * (last - first)
            index: dict[int, int] = {}
            for at, row in enumerate(rows):
                if not row[3]:
                    index[at] = len(tokens) + len(index)
            headline = report.blocks[block].kind is BlockKind.HEADLINE
            for sent in doc.sents:
                words = [at for at in range(sent.start, sent.end) if at in index]
                if not words:
                    continue
                number = len(sentences)
                root = index.get(sent.root.i, index[words[0]])
                for at in words:
                    head = heads[at]
                    while head not in index and heads[head] != head:
                        head = heads[head]
                    start = offset + rows[at][0]
                    end = start + rows[at][2]
                    tag, pos, lemma, dep = marks[at]
                    text = report.matching[start:end]
                    low = text.lower()
                    tokens.append(
                        Token(
                            index[at],
                            start,
                            end,
                            text,
                            lemma or low,
                            pos,
                            tag,
                            dep,
                            index.get(head, root),
                            labels[at],
                            number,
                            low,
                        )
                    )
                sentences.append(
                    Sentence(
                        index=number,
                        start=tokens[index[words[0]]].start,
                        end=tokens[index[words[-1]]].end,
                        first=index[words[0]],
                        last=index[words[-1]] + 1,
                        block=block,
                        root=root,
                        headline=headline,
                    )
                )
            for first, last, label in entities:
                inside = [index[at] for at in range(first, last) if at in index]
                if inside:
                    names.append(
                        NamedSpan(
                            start=tokens[inside[0]].start,
                            end=tokens[inside[-1]].end,
                            first=inside[0],
                            last=inside[-1] + 1,
                            label=label,
                        )
                    )
        return AnnotatedReport(report, tuple(sentences), tuple(tokens), tuple(names), self.model)


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
