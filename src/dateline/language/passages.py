"""Passages that were read before: what the language station made of a text, kept across runs in one file of the user.

Copies of agency reports, and whatever is read again after another part of dateline changed, need no language model. A
passage is known by its text, the model and the code and version of everything that reads it, so that what comes out is
what would be made. The file is nobody's only copy of anything: where it is damaged, locked or cannot be written, the
run goes on without it.
"""

from __future__ import annotations

import json
import logging
import os
import sqlite3
import zlib
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import platformdirs

MOST_BYTES = 512_000_000
"""Of the file; then the oldest quarter of what is in it goes."""
_MOST_IN_MEMORY = 60_000  # tokens
_BUSY_SECONDS = 0.5
_CHECK = 8  # bytes of a hash before each passage
_KEYS_AT_ONCE = 500
_log = logging.getLogger(__name__)

Word = tuple[int, int, str, str, str, str, int, str]
"""Start, end (characters), lemma, part of speech, tag, label, head (a word's number), label of its entity or ""."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with its grammar, blanks left out. All numbers count from the start of the text.

    sentences: first word, the one after the last, root. names: first word, the one after the last, label.
    """

    words: Sequence[Word]
    sentences: Sequence[tuple[int, int, int]]
    names: Sequence[tuple[int, int, str]]


def cache_folder() -> Path:
    """DATELINE_CACHE, or the user's cache folder."""
    return Path(os.environ.get("DATELINE_CACHE") or platformdirs.user_cache_path("dateline", appauthor=False))


class Passages:
    """What was read in this process lately, and what is in a file. folder: None for no file."""

    def __init__(self, mark: str, folder: Path | None) -> None:
        """mark: of the model and all that decides what a passage looks like."""
        self._mark = mark.encode() + b"\0"
        self._lately: OrderedDict[bytes, Passage] = OrderedDict()
        self._words = 0
        self._file = None if folder is None else _File(folder / "passages.db")

    def key(self, text: str) -> bytes:
        return blake2b(self._mark + text.encode("utf-8", "surrogatepass"), digest_size=16).digest()

    def known(self, keys: Iterable[bytes]) -> dict[bytes, Passage]:
        wanted = dict.fromkeys(keys)
        found = {key: self._lately[key] for key in wanted if key in self._lately}
        if self._file is not None:
            found |= self._file.known([key for key in wanted if key not in found])
        return found

    def keep(self, made: Mapping[bytes, Passage]) -> None:
        for key, passage in made.items():
            self._lately[key] = passage
            self._words += len(passage.words)
        while self._words > _MOST_IN_MEMORY:
            _, oldest = self._lately.popitem(last=False)
            self._words -= len(oldest.words)
        if self._file is not None:
            self._file.keep(made)


class _File:
    """An SQLite file that several runs may use at once. It fails silently, and is let alone from then on."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None
        try:
            self._open()
        except sqlite3.OperationalError as error:  # locked, or no place to write
            self._give_up(error)
        except sqlite3.DatabaseError as error:  # damaged: made anew by the next run
            self._give_up(error)
            for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
                with suppress(OSError):
                    path.with_name(name).unlink()
        except OSError as error:
            self._give_up(error)

    def known(self, keys: Sequence[bytes]) -> dict[bytes, Passage]:
        found: dict[bytes, Passage] = {}
        if self._connection is None:
            return found
        try:
            for first in range(0, len(keys), _KEYS_AT_ONCE):
                some = keys[first : first + _KEYS_AT_ONCE]
                asked = f"SELECT key, body FROM passage WHERE key IN ({','.join('?' * len(some))})"
                for key, body in self._connection.execute(asked, some):
                    passage = _unpacked(body)
                    if passage is not None:
                        found[key] = passage
        except sqlite3.Error as error:
            self._give_up(error)
        return found

    def keep(self, made: Mapping[bytes, Passage]) -> None:
        if self._connection is None or not made:
            return
        try:
            with self._connection:
                self._connection.executemany(
                    "INSERT OR REPLACE INTO passage (key, body) VALUES (?, ?)",
                    [(key, _packed(passage)) for key, passage in made.items()],
                )
                self._bound()
        except sqlite3.OperationalError:  # another run writes: what is not kept is read again some time
            _log.debug("passages not kept in %s", self._path, exc_info=True)
        except sqlite3.Error as error:
            self._give_up(error)

    def _open(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(self._path, timeout=_BUSY_SECONDS, check_same_thread=False)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = OFF")
        self._connection.execute(
            "CREATE TABLE IF NOT EXISTS passage "
            "(number INTEGER PRIMARY KEY, key BLOB UNIQUE NOT NULL, body BLOB NOT NULL)"
        )
        self._connection.commit()

    def _bound(self) -> None:
        connection = self._connection
        assert connection is not None
        (pages,), (size,), (unused,) = (
            connection.execute(f"PRAGMA {name}").fetchone() for name in ("page_count", "page_size", "freelist_count")
        )
        if (pages - unused) * size <= MOST_BYTES:
            return
        connection.execute(
            "DELETE FROM passage WHERE number <= (SELECT min(number) + (max(number) - min(number)) / 4 FROM passage)"
        )

    def _give_up(self, error: Exception) -> None:
        _log.debug("the cache %s is not used: %s", self._path, error)
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.close()
        self._connection = None


def _packed(passage: Passage) -> bytes:
    """Columns of JSON, strings by their place in a list, compressed, after a hash of it all."""
    strings: dict[str, int] = {}
    columns = [list(column) for column in zip(*passage.words, strict=True)] or [[] for _ in range(8)]
    for at in (2, 3, 4, 5, 7):
        columns[at] = [strings.setdefault(value, len(strings)) for value in columns[at]]
    whole = [list(strings), columns, list(passage.sentences), list(passage.names)]
    body = zlib.compress(json.dumps(whole, separators=(",", ":")).encode(), 1)
    return _check(body) + body


def _unpacked(stored: bytes) -> Passage | None:
    """None for one that is damaged."""
    body = stored[_CHECK:]
    if stored[:_CHECK] != _check(body):
        return None
    strings, columns, sentences, names = json.loads(zlib.decompress(body))
    for at in (2, 3, 4, 5, 7):
        columns[at] = [strings[value] for value in columns[at]]
    return Passage(tuple(zip(*columns, strict=True)), tuple(map(tuple, sentences)), tuple(map(tuple, names)))


def _check(body: bytes) -> bytes:
    return blake2b(body, digest_size=_CHECK).digest()
