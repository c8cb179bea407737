"""A WARC file as sections: runs of bytes that begin with a record, each to be read on its own.

An uncompressed file is one section. Of a compressed one each gzip member that begins with a record begins a section,
so that a damaged one costs no other.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain
from typing import BinaryIO, Protocol

_PIECE = 65_536
_GZIP_MAGIC = b"\x1f\x8b\x08"
_ENOUGH = 4_096
"""Bytes of a gzip member in which its first line is."""
_GZIP = 31  # zlib's number for "with a gzip header"
FIRST_LINE = re.compile(rb"WARC/\d\.\d+[ \t]*\r?\n")
_NEXT_RECORD = re.compile(rb"^WARC/\d\.\d+[ \t]*\r?\n(?=[A-Za-z-]+[ \t]*:)", re.M)
_MOST_TURNS = 100
_BLANK_LINES = 8
_LONGEST_START = 64
"""Bytes by which the first line of a record and the beginning of the second can be told."""


class DamageError(Exception):
    """The bytes cannot be had: the file is cut off, or its compression is broken."""


class Section:
    """The bytes of one section, in order. Reading raises DamageError.

    start: where it begins in a compressed file; None for the whole of an uncompressed one. position: bytes read.
    """

    def __init__(self, source: _Source, start: int | None = None) -> None:
        self._source = source
        self._pieces = source.pieces(0)
        self._held = b""
        self._used = 0  # of what is held
        self._turns = 0
        self.start = start
        self.position = 0

    def name(self, position: int) -> str:
        """What the record at a position goes by within its file: "1912", or "1912+8690" inside a gzip member."""
        if self.start is None:
            return str(position)
        return f"{self.start}+{position}" if position else str(self.start)

    def read(self, size: int) -> bytes:
        """So many bytes; fewer only at the end."""
        parts, missing = [], size
        while missing and self._fill():
            parts.append(self._take(missing))
            missing -= len(parts[-1])
        return b"".join(parts)

    def skip(self, size: int) -> int:
        """Pass over so many bytes; how many there were."""
        missing = size
        while missing and self._fill():
            missing -= len(self._take(missing))
        return size - missing

    def line(self, most: int) -> bytes:
        """The next line with its end, or as much of it as `most` bytes."""
        parts, room = [], most
        while room and self._fill():
            end = self._held.find(b"\n", self._used, self._used + room) + 1
            parts.append(self._take(end - self._used if end else room))
            room -= len(parts[-1])
            if end:
                break
        return b"".join(parts)

    def back_to(self, position: int) -> None:
        """Read on from an earlier place; where that was asked for too often, from here."""
        self._turns += 1
        if self._turns <= _MOST_TURNS:
            self._pieces = self._source.pieces(position)
            self._held, self._used = b"", 0
            self.position = position

    def ends_record(self) -> bool:
        """Whether nothing but blank lines stands before the next record or the end. Nothing is passed over."""
        before, line = b"", b""
        for _ in range(_BLANK_LINES):
            line = self.line(_LONGEST_START)
            before += line
            if line.strip() or not line:
                break
        self._held, self._used = before + self._held[self._used :], 0
        self.position -= len(before)
        return not line.strip() or FIRST_LINE.match(line) is not None

    def to_next_record(self) -> bool:
        """Pass over everything before the next record; False when there is none."""
        while True:
            found = _NEXT_RECORD.search(self._held, self._used)
            self._take((found.start() if found else max(self._used, len(self._held) - _LONGEST_START)) - self._used)
            if found:
                return True
            more = next(self._pieces, b"")
            if not more:
                self._take(_LONGEST_START)
                return False
            self._held, self._used = self._held[self._used :] + more, 0

    def _fill(self) -> bool:
        if self._used >= len(self._held):
            self._held, self._used = next(self._pieces, b""), 0
        return bool(self._held)

    def _take(self, most: int) -> bytes:
        taken = self._held[self._used : self._used + most]
        self._used += len(taken)
        self.position += len(taken)
        return taken


class _Source(Protocol):
    def pieces(self, position: int) -> Iterator[bytes]: ...


def sections(stream: BinaryIO) -> Iterator[Section]:
    """The sections of a file, in order. What is wanted of one must be read before the next is asked for."""
    start: int | None = 0
    if not _is_packed(stream):
        yield Section(_Plain(stream))
        return
    while start is not None:
        members = _Members(stream, start)
        section = Section(members, start)
        yield section
        with suppress(DamageError):
            while section.skip(_PIECE):
                pass
        start = _next_section(stream, start + 1) if members.is_damaged else members.next_section


def is_warc(stream: BinaryIO) -> bool:
    """Whether a file begins with a record, packed or not."""
    stream.seek(0)
    return FIRST_LINE.match(stream.read(_LONGEST_START)) is not None or _begins_record(stream, 0)


def _is_packed(stream: BinaryIO) -> bool:
    """Also where the first bytes are damaged."""
    stream.seek(0)
    head = stream.read(_LONGEST_START)
    if head.startswith(_GZIP_MAGIC) or FIRST_LINE.match(head.lstrip()):
        return head.startswith(_GZIP_MAGIC)
    return _next_section(stream, 0) is not None


class _Plain:
    """A whole file that is not compressed."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def pieces(self, position: int) -> Iterator[bytes]:
        self._stream.seek(position)
        while piece := self._stream.read(_PIECE):
            yield piece


class _Members:
    """The gzip members of one section.

    After the last piece: next_section, where something else follows; is_damaged, whether there should be more pieces.
    """

    def __init__(self, stream: BinaryIO, start: int) -> None:
        self._stream = stream
        self._at = start
        self._packed = b""  # of the file, from _at on
        self._start = start
        self.next_section: int | None = None
        self.is_damaged = False

    def pieces(self, position: int) -> Iterator[bytes]:
        self._at, self._packed = self._start, b""
        self.next_section, self.is_damaged = None, False
        is_first = True
        while self._more() and (is_first or self._is_member()):
            at = self._at
            member = self._member()
            try:
                first = next(member, b"")
            except DamageError:
                if is_first:
                    raise
                first, self.is_damaged = b"", False
            if not is_first and (not first or FIRST_LINE.match(first)):
                self.next_section = at  # another record, or what must not cost the one before it
                return
            for piece in chain((first,), member):
                if wanted := piece[position:]:
                    yield wanted
                position = max(position - len(piece), 0)
            is_first = False

    def _member(self) -> Iterator[bytes]:
        inflate = zlib.decompressobj(_GZIP)
        size = _ENOUGH  # at first: the section before looks at it too
        while not inflate.eof:
            is_end = not self._more()
            try:
                piece = inflate.decompress(self._packed, size)
            except zlib.error as error:
                raise self._damage(f"the compressed bytes are damaged ({str(error).rpartition(': ')[2]})") from error
            left = inflate.unused_data if inflate.eof else inflate.unconsumed_tail
            self._at += len(self._packed) - len(left)
            self._packed, size = left, _PIECE
            if piece:
                yield piece
            elif is_end and not inflate.eof:
                raise self._damage("the file is cut off")

    def _is_member(self) -> bool:
        """Whether another member follows. Zeros after one are filling."""
        while self._more():
            bare = self._packed.lstrip(b"\0")
            self._at += len(self._packed) - len(bare)
            self._packed = bare
            if bare:
                if len(bare) < len(_GZIP_MAGIC):
                    self._packed += self._stream.read(_PIECE)
                if self._packed.startswith(_GZIP_MAGIC):
                    return True
                self.next_section = self._at
                return False
        return False

    def _damage(self, what: str) -> DamageError:
        self.is_damaged = True
        return DamageError(what)

    def _more(self) -> bool:
        if not self._packed:
            self._stream.seek(self._at)
            self._packed = self._stream.read(_PIECE)
        return bool(self._packed)


def _next_section(stream: BinaryIO, start: int) -> int | None:
    """The first gzip member from `start` on that begins with a record."""
    while True:
        stream.seek(start)
        packed = stream.read(_PIECE)
        at = packed.find(_GZIP_MAGIC)
        while at >= 0:
            if _begins_record(stream, start + at):
                return start + at
            at = packed.find(_GZIP_MAGIC, at + 1)
        if len(packed) < _PIECE:
            return None
        start += len(packed) - len(_GZIP_MAGIC) + 1


def _begins_record(stream: BinaryIO, at: int) -> bool:
    stream.seek(at)
    try:
        head = zlib.decompressobj(_GZIP).decompress(stream.read(_ENOUGH), _LONGEST_START)
    except zlib.error:
        return False
    return FIRST_LINE.match(head) is not None
