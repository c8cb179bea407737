"""The entities that a pipeline's recogniser finds: the same ones, worked out for many tokens at once.

spaCy's recogniser goes token by token: it begins, goes on with, ends or leaves out an entity, whatever scores best of
what is allowed. Outside an entity its scores depend on the token alone, inside one on the token and where the entity
began. So all tokens are first scored as if they were outside, then every beginning is followed, all of them one token
further at a time; last the documents are walked and what began inside another entity is passed over.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from dateline.language.en.vectors import Floats, Ints, multiplied

Entity = tuple[int, int, str]  # tokens `[first, last)` and label
_FEATURES = 3  # the token, the first of the open entity, the one before the token
_PIECES = 2
_UNNAMED = ("M-", "U-")  # moves that are never allowed where nothing is marked beforehand


class Recogniser:
    """Decodes greedily with the weights of a pipeline's `ner`."""

    def __init__(self, linear: Any, lower: Any, upper: Any, moves: Sequence[str]) -> None:
        """moves: names of the scores, B-, I-, L-, U- and a label, or O."""
        self._linear: Floats = np.ascontiguousarray(linear.get_param("W").T)
        self._linear_bias: Floats = linear.get_param("b")
        weights = lower.get_param("W")  # (features, hidden, pieces, hidden)
        self._hidden: int = weights.shape[1]
        self._lower: Floats = np.ascontiguousarray(weights.reshape(-1, weights.shape[-1]).T)
        self._absent: Floats = lower.get_param("pad").reshape(_FEATURES, -1)
        self._lower_bias: Floats = lower.get_param("b").reshape(-1)
        self._upper: Floats = np.ascontiguousarray(upper.get_param("W").T)
        self._upper_bias: Floats = upper.get_param("b")
        kinds = [move.partition("-") for move in moves]
        self._labels = [label for _, _, label in kinds]
        outside = [at for at, move in enumerate(moves) if move[0] in "BUO" and move not in _UNNAMED]
        self._outside = np.array(outside, np.int64)
        self._begins = np.array([moves[at][0] == "B" for at in outside])
        self._single = np.array([moves[at][0] == "U" for at in outside])
        at_move = {move: at for at, move in enumerate(moves)}
        self._inner = np.array([at_move.get(f"I-{label}", -1) for label in self._labels], np.int64)
        self._last = np.array([at_move.get(f"L-{label}", -1) for label in self._labels], np.int64)

    @classmethod
    def of(cls, pipe: Any) -> Self | None:
        """None for a recogniser of another kind."""
        model, config = pipe.model, pipe.cfg
        if model.name != "parser_model" or not model.attrs["has_upper"] or model.attrs["unseen_classes"]:
            return None
        if config.get("beam_width") != 1 or config.get("incorrect_spans_key"):
            return None
        tok2vec, lower, upper = model.layers
        names = [layer.name for layer in tok2vec.layers[-2:]]
        if names != ["list2array", "linear"] or lower.name != "precomputable_affine" or upper.name != "linear":
            return None
        if (lower.get_dim("nF"), lower.get_dim("nP")) != (_FEATURES, _PIECES):
            return None
        return cls(
            tok2vec.layers[-1], lower, upper, [pipe.moves.get_class_name(at) for at in range(pipe.moves.n_moves)]
        )

    def entities(
        self, vectors: Floats, lengths: Sequence[int], blank: NDArray[np.bool_], starts: NDArray[np.bool_]
    ) -> list[list[Entity]]:
        """The entities of each document. blank: tokens of white space; starts: tokens that start a sentence."""
        if not len(vectors):
            return [[] for _ in lengths]
        features = multiplied(multiplied(vectors, self._linear) + self._linear_bias, self._lower)
        parts = features.reshape(len(vectors), _FEATURES, -1)
        ends = np.cumsum(lengths)
        closing = np.zeros(len(vectors), bool)  # no entity goes on after these
        closing[ends[np.array(lengths) > 0] - 1] = True
        closing[:-1] |= starts[1:]
        moves = self._moves_outside(parts, blank, closing)
        begun = np.flatnonzero(np.isin(moves, self._outside[self._begins]))
        until = dict(zip(begun.tolist(), self._ends(parts, begun, moves[begun], closing).tolist(), strict=True))
        single = np.isin(moves, self._outside[self._single])
        return self._walked(moves, until, np.flatnonzero(single | np.isin(np.arange(len(moves)), begun)), ends)

    def _moves_outside(self, parts: Floats, blank: NDArray[np.bool_], closing: NDArray[np.bool_]) -> Ints:
        """What the recogniser would do at each token if no entity were open."""
        scores = self._scores((parts[:, 0] + self._absent[1]) + self._absent[2])[:, self._outside]
        scores[np.ix_(blank, self._begins | self._single)] = -np.inf
        scores[np.ix_(closing, self._begins)] = -np.inf
        best: Ints = self._outside[scores.argmax(axis=1)]
        return best

    def _ends(self, parts: Floats, begun: Ints, moves: Ints, closing: NDArray[np.bool_]) -> Ints:
        """Where the entities that begin at some tokens end (the token after the last)."""
        ends = np.zeros(len(begun), np.int64)
        open_ = np.arange(len(begun))
        inner, last = self._inner[moves], self._last[moves]
        at = begun + 1
        while len(open_):
            now = at[open_]
            rows = (parts[now, 0] + parts[begun[open_], 1]) + parts[now - 1, 2]
            scores = self._scores(rows)
            each = np.arange(len(open_))
            on, off = scores[each, inner[open_]], scores[each, last[open_]]
            goes_on = np.where(inner[open_] < last[open_], on >= off, on > off) & ~closing[now]
            ends[open_[~goes_on]] = now[~goes_on] + 1
            open_ = open_[goes_on]
            at[open_] += 1
        return ends

    def _scores(self, rows: Floats) -> Floats:
        """rows: the sums of the features of each state."""
        pairs = (rows + self._lower_bias).reshape(len(rows), self._hidden, _PIECES)
        return multiplied(np.maximum(pairs[:, :, 0], pairs[:, :, 1]), self._upper) + self._upper_bias

    def _walked(self, moves: Ints, until: dict[int, int], named: Ints, ends: Ints) -> list[list[Entity]]:
        found: list[list[Entity]] = [[] for _ in ends]
        documents = np.searchsorted(ends, named, side="right").tolist()
        offsets = [0, *ends.tolist()]
        free = 0
        for at, document in zip(named.tolist(), documents, strict=True):
            if at < free:
                continue
            free = until.get(at, at + 1)
            start = offsets[document]
            found[document].append((at - start, free - start, self._labels[moves[at]]))
        return found
