"""The vectors that a pipeline's encoder gives to tokens: its own numbers, in half the time.

spaCy's small encoders embed each token by attributes of its word, then let some layers look one token to each side.
What the embedding gives depends on the word alone and is remembered; what the first layer multiplies depends on a
token's word and the two beside it, so it is multiplied once for each word and added up for each token. The layers run
over a thousand tokens at a time in memory that is used again. Multiplications are of at least `_LEAST_ROWS` rows: fewer
take another path through the library that rounds otherwise, and a token's vector would depend on what else is read
along with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

_LEAST_ROWS = 256
_ROWS_AT_ONCE = 1024
_MOST_WORDS = 50_000  # remembered; then all are forgotten
OF_WORDS = ("ORTH", "NORM", "SPACY", "PREFIX", "SUFFIX", "SHAPE", "IS_SPACE")
_KEY = 3  # of them the first tell the others
_EMBED = ["extract_features", "list2ragged", "with_array", "with_array", "ragged2list"]
_LAYER = ["expand_window", "maxout", "layernorm"]
_Parts = tuple[Floats, Floats, Floats]  # of each word, to the token after it, itself and the one before it


def multiplied(rows: Floats, weights: Floats) -> Floats:
    """rows: (n, k). weights: (k, m). Each row's product is the same whatever the other rows are."""
    missing = _LEAST_ROWS - len(rows)
    if missing <= 0:
        return rows @ weights
    padded: Floats = np.concatenate([rows, np.zeros((missing, rows.shape[1]), np.float32)]) @ weights
    return padded[: len(rows)]


class Words:
    """Numbers for the words of documents, by what the encoders see of them."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[int, ...], int] = {}
        self.generation = 0
        """Grows when the numbers are given anew."""

    def of(self, docs: Sequence[Doc]) -> tuple[Ints, NDArray[np.uint64], Ints]:
        """The number of each token's word; the attributes (`OF_WORDS`) of the new ones among them, by number."""
        if len(self._numbers) > _MOST_WORDS:
            self._numbers.clear()
            self.generation += 1
        seen = np.concatenate([doc.to_array(list(OF_WORDS)) for doc in docs])
        numbers = self._numbers
        first = len(numbers)
        found = np.fromiter(
            (numbers.setdefault(key, len(numbers)) for key in zip(*seen[:, :_KEY].T.tolist(), strict=True)),
            np.int64,
            len(seen),
        )
        new, at = np.unique(found, return_index=True)
        return found, seen[at[new >= first]], new[new >= first]


class Encoder:
    """Runs one encoder of a pipeline."""

    def __init__(self, model: Any, layers: Sequence[Any]) -> None:
        embed = model.get_ref("embed")
        self._columns = [OF_WORDS.index(name) for name in embed.layers[0].attrs["columns"]]
        self._embeddings, self._mixing = embed.layers[2], embed.layers[3]
        self._layers = [_Layer(*nodes) for nodes in layers]
        self.width: int = model.get_dim("nO")
        self._words: Floats = np.zeros((0, self.width), np.float32)
        self._generation = -1

    @classmethod
    def of(cls, model: Any) -> Self | None:
        """None for an encoder of another kind."""
        if not (model.has_ref("embed") and model.has_ref("encode")):
            return None
        embed, encode = model.get_ref("embed"), model.get_ref("encode")
        if [layer.name.partition("(")[0] for layer in embed.layers] != _EMBED:
            return None
        if not set(OF_WORDS).issuperset(embed.layers[0].attrs["columns"]):
            return None
        depth = len(encode.layers[0].layers) if encode.layers else 0
        if not encode.name.startswith("with_array") or encode.attrs["pad"] != depth:
            return None
        layers = []
        for residual in encode.layers[0].layers:
            nodes = [node for node in residual.walk() if not node.layers and node.name != "dropout"]
            if [node.name for node in nodes] != _LAYER or not residual.name.startswith("residual"):
                return None
            if nodes[0].attrs["window_size"] != 1:
                return None
            layers.append(nodes)
        return cls(model, layers)

    def vectors(self, found: Ints, seen: NDArray[np.uint64], new: Ints, generation: int, lengths: list[int]) -> Floats:
        """The vector of each token. found, seen, new: of `Words.of`. lengths: tokens of each document."""
        self._learn(seen, new, generation)
        out = np.empty((len(found), self.width), np.float32)
        numbers, places = np.unique(found, return_inverse=True)
        words = np.concatenate([np.zeros((1, self.width), np.float32), self._words[numbers]])
        parts = self._layers[0].parts(words)
        for first, last, start in _portions(lengths):
            self._run(words, parts, places + 1, lengths[first:last], start, out)
        return out

    def _learn(self, seen: NDArray[np.uint64], new: Ints, generation: int) -> None:
        if generation != self._generation:
            self._words, self._generation = np.zeros((0, self.width), np.float32), generation
        if not len(new):
            return
        rows = seen[:, self._columns]
        missing = max(0, _LEAST_ROWS - len(rows))
        made = self._mixing.predict(self._embeddings.predict(np.pad(rows, ((0, missing), (0, 0)))))
        if len(self._words) <= new[-1]:
            grown = np.zeros((max(int(new[-1]) + 1, 2 * len(self._words)), self.width), np.float32)
            grown[: len(self._words)] = self._words
            self._words = grown
        self._words[new] = made[: len(new)]

    def _run(self, words: Floats, parts: _Parts, places: Ints, lengths: Sequence[int], start: int, out: Floats) -> None:
        """Documents one below the other, as many rows of zeros between them as there are layers.

        words: the first is of zeros; parts: what the first layer makes of each. places: the word of each token.
        """
        between = len(self._layers)
        ends = list(accumulate(length + between for length in lengths))
        of_row = np.zeros(max(ends[-1] + between, _LEAST_ROWS), np.int64)
        at = start
        for end, length in zip(ends, lengths, strict=True):
            of_row[end - length : end] = places[at : at + length]
            at += length
        rows = words[of_row]
        scratch = _Scratch(len(rows), self.width, max(layer.pieces for layer in self._layers))
        self._layers[0].run_of_words(rows, parts, of_row, scratch)
        for layer in self._layers[1:]:
            layer.run(rows, scratch)
        at = start
        for end, length in zip(ends, lengths, strict=True):
            out[at : at + length] = rows[end - length : end]
            at += length


class _Scratch:
    """Memory for the layers over a number of rows."""

    def __init__(self, rows: int, width: int, pieces: int) -> None:
        self.windows: Floats = np.zeros((rows, 3 * width), np.float32)
        self.products: Floats = np.empty((rows, pieces * width), np.float32)
        self.beside: Floats = np.empty((rows, pieces * width), np.float32)
        self.best: Floats = np.empty((rows, width), np.float32)
        self.squares: Floats = np.empty((rows, width), np.float32)


class _Layer:
    """Window of three, linear, the largest of some pieces, normalised, added to what came in."""

    def __init__(self, window: Any, maxout: Any, norm: Any) -> None:
        weights = maxout.get_param("W")  # (width, pieces, 3 * width)
        width, self.pieces, wide = weights.shape
        by_piece = weights.transpose(1, 0, 2).reshape(self.pieces * width, wide)
        self._weights: Floats = np.ascontiguousarray(by_piece.T)
        self._bias: Floats = np.ascontiguousarray(maxout.get_param("b").T).reshape(-1)
        self._scale: Floats = norm.get_param("G")
        self._shift: Floats = norm.get_param("b")

    def parts(self, words: Floats) -> _Parts:
        width = words.shape[1]
        before, own, after = (multiplied(words, self._weights[at * width : (at + 1) * width]) for at in range(3))
        own += self._bias
        return before, own, after

    def run_of_words(self, rows: Floats, parts: _Parts, of_row: Ints, scratch: _Scratch) -> None:
        """As `run`, where the rows are words that were multiplied already. of_row: the word of each row."""
        before, own, after = parts
        products, more = scratch.products[:, : len(self._bias)], scratch.beside[:, : len(self._bias)]
        np.take(own, of_row, axis=0, out=products, mode="clip")
        products[1:] += np.take(before, of_row[:-1], axis=0, out=more[1:], mode="clip")
        products[:-1] += np.take(after, of_row[1:], axis=0, out=more[:-1], mode="clip")
        self._add_best(rows, products, scratch)

    def run(self, rows: Floats, scratch: _Scratch) -> None:
        width = rows.shape[1]
        windows, products = scratch.windows, scratch.products[:, : len(self._bias)]
        windows[1:, :width] = rows[:-1]
        windows[:, width : 2 * width] = rows
        windows[:-1, 2 * width :] = rows[1:]
        np.matmul(windows, self._weights, out=products)
        products += self._bias
        self._add_best(rows, products, scratch)

    def _add_best(self, rows: Floats, products: Floats, scratch: _Scratch) -> None:
        width = rows.shape[1]
        best, squares = scratch.best, scratch.squares
        np.maximum(products[:, :width], products[:, width : 2 * width], out=best)
        for piece in range(2, self.pieces):
            np.maximum(best, products[:, piece * width : (piece + 1) * width], out=best)
        best -= best.mean(axis=1, keepdims=True)
        np.multiply(best, best, out=squares)
        best *= (squares.mean(axis=1, keepdims=True) + np.float32(1e-8)) ** np.float32(-0.5)
        best *= self._scale
        best += self._shift
        rows += best


def _portions(lengths: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Documents `[first, last)` of about `_ROWS_AT_ONCE` tokens together, and the token that the first begins with."""
    first = start = size = 0
    for at, length in enumerate(lengths):
        if size and size + length > _ROWS_AT_ONCE:
            yield first, at, start
            first, start, size = at, start + size, 0
        size += length
    if first < len(lengths):
        yield first, len(lengths), start
