"""spaCy's small English pipelines, run by hand: the labels that `nlp.pipe` gives, bit for bit, at half the cost.

The encoders (`vectors.py`), the tagger and the recogniser (`named.py`) work with the pipeline's weights in fewer,
larger steps. The parser's moves are spaCy's own, made from here, where Python's lock is held: inside, its C++ takes and
gives back the lock at every look at a token. Whether that holds for a pipeline is looked up in its parts and tried on a
few sentences when it is loaded; one that is built otherwise is run by spaCy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Any, Self

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model

from dateline.language.en.named import Entity, Recogniser
from dateline.language.en.vectors import OF_WORDS, Encoder, Floats, Words, multiplied

_PIPES = {"tok2vec", "tagger", "parser", "ner"}
_TOKENS_AT_ONCE = 8192
_LEXICAL = frozenset({*OF_WORDS, "LOWER"})  # what the encoders and `Marks` read of a word
_TRIAL = (
    "Kestria's army said on Monday that 12 soldiers had been killed near the town of Old Velm.",
    "\"We won't leave,\" Mayor Ana Brel of the Ostra Workers' Party told The Harbour Post; talks in the\n\n\n"
    "United Nations' office in Geneva, due at 9 a.m. on 3 March 2031, were off. It cost $1.5 million, 40 percent more.",
    "Two.",
    " ",
)


class StockReader:
    """Any pipeline, as spaCy runs it."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp

    def read(self, texts: Iterable[str]) -> Iterator[tuple[Doc, list[Entity]]]:
        """Each text's tokens, tags and tree, and the entities in it."""
        for doc in self._nlp.pipe(texts):
            yield doc, [(ent.start, ent.end, ent.label_) for ent in doc.ents]


class QuickReader:
    """A pipeline whose parts are known."""

    def __init__(self, nlp: Language, encoder: Encoder, tagger: Any, named: tuple[Encoder, Recogniser] | None) -> None:
        self._nlp = nlp
        self._words = Words()
        self._encoder = encoder
        self._tagger = tagger
        softmax = tagger.model.layers[1].layers[0]
        self._tag_weights: Floats = np.ascontiguousarray(softmax.get_param("W").T)
        self._tag_bias: Floats = softmax.get_param("b")
        parser: Any = nlp.get_pipe("parser")
        self._parser = parser
        upper = parser.model.layers[-1]
        self._move_weights: Floats = np.ascontiguousarray(upper.get_param("W").T)
        self._move_bias: Floats = upper.get_param("b")
        self._named = named

    @classmethod
    def of(cls, nlp: Language) -> Self | None:
        """None for a pipeline that it cannot stand in for. Else its parser is from now on this reader's."""
        if not _PIPES.issuperset(nlp.pipe_names) or nlp.pipe_names[:3] != ["tok2vec", "tagger", "parser"]:
            return None
        parts: list[Any] = [nlp.get_pipe(name) for name in ("tok2vec", "tagger", "parser")]
        tok2vec, tagger, parser = parts
        encoder = Encoder.of(tok2vec.model)
        if encoder is None or not (_listens(tagger, "with_array(softmax)") and _listens(parser, "list2array")):
            return None
        if not _is_greedy(parser):
            return None
        named = None
        if "ner" in nlp.pipe_names:
            ner: Any = nlp.get_pipe("ner")
            own = ner.model.get_ref("tok2vec").layers
            found = Encoder.of(own[0] if own else ner.model), Recogniser.of(ner)
            if found[0] is None or found[1] is None:
                return None
            named = (found[0], found[1])
        expected = list(StockReader(nlp).read(_TRIAL))
        reader = cls(nlp, encoder, tagger, named)
        layer = parser.model.layers[0]
        own_layer = _linear_of_vectors(layer.layers[-1])
        parser.model.replace_node(layer, own_layer)
        if _same(reader.read(_TRIAL), expected):
            _leave_out_unread(nlp)
            return reader
        parser.model.replace_node(own_layer, layer)
        return None

    def read(self, texts: Iterable[str]) -> Iterator[tuple[Doc, list[Entity]]]:
        """Each text's tokens, tags and tree, and the entities in it."""
        some: list[Doc] = []
        size = 0
        for text in texts:
            doc = self._nlp.make_doc(text)
            if some and size + len(doc) > _TOKENS_AT_ONCE:
                yield from self._marked(some)
                some, size = [], 0
            some.append(doc)
            size += len(doc)
        if some:
            yield from self._marked(some)

    def _marked(self, docs: Sequence[Doc]) -> Iterator[tuple[Doc, list[Entity]]]:
        lengths = [len(doc) for doc in docs]
        seen = self._words.of(docs)
        vectors = self._encoder.vectors(*seen, self._words.generation, lengths)
        tags = (multiplied(vectors, self._tag_weights) + self._tag_bias).argmax(axis=1)
        ends = list(accumulate(lengths))
        spans = [slice(end - length, end) for end, length in zip(ends, lengths, strict=True)]
        for doc, span in zip(docs, spans, strict=True):
            doc.tensor = vectors[span]  # type: ignore[assignment]  # declared as of another type of number
        self._tagger.set_annotations(docs, [tags[span] for span in spans])
        self._parse(docs)
        if self._named is None:
            return zip(docs, [[] for _ in docs], strict=True)
        encoder, recogniser = self._named
        marks = np.concatenate([doc.to_array(["IS_SPACE", "SENT_START"]) for doc in docs]) == 1
        own = encoder.vectors(*seen, self._words.generation, lengths)
        return zip(docs, recogniser.entities(own, lengths, marks[:, 0], marks[:, 1]), strict=True)

    def _parse(self, docs: Sequence[Doc]) -> None:
        """Head and label of each token, greedily, one move in each document at a time."""
        parser = self._parser
        states = parser.moves.init_batch(docs)
        step = parser.model.predict(docs)
        open_ = [state for state in states if not state.is_final()]
        while open_:
            hidden, _ = step.state2vec(step.get_token_ids(open_), False)
            if len(hidden) == 1:
                hidden = np.repeat(hidden, 2, axis=0)  # as `multiplied`: for so many columns two rows are enough
            scores = hidden @ self._move_weights
            scores += self._move_bias
            open_ = parser.transition_states(open_, scores[: len(open_)])
        step.clear_memory()
        parser.set_annotations(docs, states)


def _listens(pipe: Any, then: str) -> bool:
    """Whether a pipe takes the vectors of the pipeline's encoder, and then does what it is known to do."""
    layers = pipe.model.layers if pipe.model.name != "parser_model" else pipe.model.layers[0].layers
    return len(layers) >= 2 and layers[0].name == "tok2vec-listener" and layers[1].name == then


def _is_greedy(parser: Any) -> bool:
    about = parser.model.attrs
    return bool(about["has_upper"] and not about["unseen_classes"] and parser.cfg.get("beam_width") == 1)


def _leave_out_unread(nlp: Language) -> None:
    """Of a new word spaCy works out twenty attributes, such as whether it looks like an address: half of its time."""
    vocab: Any = nlp.vocab
    read = {vocab.strings[name] for name in _LEXICAL}
    vocab.lex_attr_getters = {at: make for at, make in vocab.lex_attr_getters.items() if at in read}


def _linear_of_vectors(linear: Any) -> Any:
    """The parser's first layer, over the vectors that documents carry."""
    weights: Floats = np.ascontiguousarray(linear.get_param("W").T)
    bias: Floats = linear.get_param("b")

    def forward(model: Any, docs: Sequence[Doc], is_train: bool) -> tuple[Floats, Any]:
        vectors = np.concatenate([doc.tensor for doc in docs])
        return multiplied(vectors, weights) + bias, None

    return Model("linear_of_vectors", forward)


def _same(ours: Iterable[tuple[Doc, list[Entity]]], theirs: Iterable[tuple[Doc, list[Entity]]]) -> bool:
    marks: list[int | str] = ["TAG", "DEP", "HEAD", "SENT_START"]
    return all(
        np.array_equal(one.to_array(marks), two.to_array(marks)) and ents == other
        for (one, ents), (two, other) in zip(ours, theirs, strict=True)
    )
