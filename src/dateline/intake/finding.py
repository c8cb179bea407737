"""Paths → raw reports: files, folders, standard input; lines of JSON Lines, records of WARC, rows of Parquet files."""

from __future__ import annotations

import codecs
import gzip
import io
import json
import os
import re
import sys
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from pathlib import Path
from typing import BinaryIO, cast

from dateline.errors import InputError
from dateline.intake.decoding import is_binary
from dateline.intake.media import DAMAGED, HTML, JSON, LONGEST_LINE, MOST_BYTES, TEXT, is_html
from dateline.intake.sections import is_warc
from dateline.intake.tables import read_table
from dateline.intake.warc import read_warc
from dateline.model import RawReport, SetAside

STANDARD_INPUT = "-"
_JSON_LINES, _WARC, _PARQUET = "application/jsonl", "application/warc", "application/vnd.apache.parquet"
_MEDIA_TYPES = {
    ".txt": TEXT,
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".jsonl": _JSON_LINES,
    ".ndjson": _JSON_LINES,
    ".jsonl.gz": _JSON_LINES,
    ".ndjson.gz": _JSON_LINES,
    ".warc": _WARC,
    ".warc.gz": _WARC,
    ".parquet": _PARQUET,
}
IN_FOLDERS = (".txt", ".html", ".htm", ".jsonl", ".jsonl.gz", ".ndjson.gz", ".warc", ".warc.gz", ".parquet")
"""Suffixes that are read in folders. A file with another one is read when it is named, by what is in it."""
_GZIP_MAGIC, _PARQUET_MAGIC = b"\x1f\x8b", b"PAR1"
_SHARD = re.compile(r"([0-9a-f]{2})[0-9a-f]{30}\.parquet")
_PLACE = re.compile(r"\d+(?:\+\d+)?")


def find_reports(paths: Sequence[str], passed_over: Counter[str] | None = None) -> Iterator[RawReport | SetAside]:
    """Every report in the paths: files, folders (walked in sorted order), "-" for standard input.

    What cannot be opened is set aside. Raises InputError, before anything is read, when a path does not exist or
    a folder has no report in it. Hidden files and folders are passed over; a file reached twice is read once.
    passed_over: counts the records of WARC files that are no page, by what they are, as the files are read.
    """
    found: list[str | SetAside] = []
    for path in paths:
        found += _list(path)
    return _read(found, Counter() if passed_over is None else passed_over)


def find_again(items: Iterable[SetAside], kept: Callable[[str], RawReport | None]) -> Iterator[RawReport | SetAside]:
    """Reports that were set aside, to be read again: from the file where it is still there, else from what was kept.

    kept: what was kept of a report, by its file. A piece of a larger file (a line, a record) and standard input are
    taken from what was kept first: a line's number moves. Such files are read once each, after all else; where a part
    of one was damaged and is whole again, what follows it is read too. What is nowhere to be found comes back as it was
    set aside.
    """
    pieces: dict[str, dict[str, SetAside]] = {}
    given: set[str] = set()
    for item in items:
        path, is_piece, place = item.file.rpartition("#")
        if Path(item.file).is_file():
            yield from _read([item.file], Counter())
        elif (raw := kept(item.file)) is not None:
            yield raw
        elif is_piece and _PLACE.fullmatch(place) and Path(path).is_file():
            pieces.setdefault(path, {})[item.file] = item
            continue
        else:
            yield item
        given.add(item.file)
    for path, wanted in pieces.items():
        yield from _pieces_again(path, wanted, given)


def _pieces_again(path: str, wanted: dict[str, SetAside], given: Set[str]) -> Iterator[RawReport | SetAside]:
    is_mended = False
    for found in _read([path], Counter()):
        item = wanted.pop(found.file, None)
        if item is not None or (is_mended and found.file not in given):
            yield found
        is_mended = is_mended or (item is not None and item.reason == DAMAGED and isinstance(found, RawReport))
    yield from wanted.values()


def _list(path: str) -> list[str | SetAside]:
    if path == STANDARD_INPUT:
        return [path]
    if not os.path.lexists(path):
        raise InputError(f"{path}: no such file or folder")
    if not Path(path).is_dir():
        return [_file_or_aside(path)]
    files = _walk(path)
    if not files:
        kinds = ", ".join(IN_FOLDERS)
        raise InputError(f"{path}: no report in this folder (looked for files ending in {kinds})")
    return files


def _walk(folder: str) -> list[str | SetAside]:
    found: list[str | SetAside] = []

    def refused(error: OSError) -> None:
        found.append(SetAside(str(error.filename), "unreadable", f"the folder cannot be opened: {error.strerror}"))

    for parent, folders, files in os.walk(folder, onerror=refused):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        named = [f for f in sorted(files) if _is_for_us(Path(parent).name, f)]
        found += [_file_or_aside(os.path.join(parent, f)) for f in named]  # noqa: PTH118  (the path as the user wrote it)
    return found


def _is_for_us(folder: str, file: str) -> bool:
    """Whether a file in a folder is read. Shards that workers left (`--engine dask`) stand there under known names."""
    shard = _SHARD.fullmatch(file)
    return _suffix(file) in IN_FOLDERS and not file.startswith(".") and not (shard and shard[1] == folder)


def _suffix(file: str) -> str:
    """In lower case; with what was compressed: ".warc.gz"."""
    *_, before, last = ("", "", *(suffix.lower() for suffix in Path(file).suffixes))
    return before + last if last == ".gz" else last


def _file_or_aside(path: str) -> str | SetAside:
    """The path itself; set aside when it is a pipe or a device, which could keep the run waiting for ever."""
    if Path(path).is_file() or not Path(path).exists():
        return path
    return SetAside(path, "unreadable", "not a regular file")


def _read(found: Sequence[str | SetAside], passed_over: Counter[str]) -> Iterator[RawReport | SetAside]:
    seen: set[str] = set()
    for item in found:
        if isinstance(item, SetAside):
            yield item
            continue
        real = item if item == STANDARD_INPUT else os.path.realpath(item)
        if real in seen:
            continue
        seen.add(real)
        try:
            yield from _read_file(item, passed_over)
        except OSError as error:
            yield SetAside(item, "unreadable", f"the file cannot be read: {error.strerror or error}")


def _read_file(file: str, passed_over: Counter[str]) -> Iterator[RawReport | SetAside]:
    if file == STANDARD_INPUT:
        yield from _by_content(file, sys.stdin.buffer.read())
        return
    path = Path(file)
    media = _MEDIA_TYPES.get(_suffix(file)) or _archive(path)
    if media in (_JSON_LINES, _WARC, _PARQUET):
        with path.open("rb") as stream:
            if media == _WARC:
                yield from read_warc(file, stream, passed_over)
            elif media == _PARQUET:
                yield from read_table(file, stream)
            else:
                yield from _json_lines(file, _unpacked(stream))
        return
    if path.stat().st_size > MOST_BYTES.get(media or TEXT, 0) and media:
        yield SetAside(
            file,
            "too-long",
            f"the file has {path.stat().st_size:,} bytes; a report has fewer than {MOST_BYTES[media]:,}",
        )
        return
    content = path.read_bytes()
    if media == HTML:
        yield RawReport(file, content, media)
    elif media == TEXT:
        yield RawReport(file, content, HTML if is_html(content) else TEXT)
    else:
        yield from _by_content(file, content)


def _archive(path: Path) -> str | None:
    """What kind of archive a file with another suffix is."""
    with path.open("rb") as stream:
        if stream.read(len(_PARQUET_MAGIC)) == _PARQUET_MAGIC:
            return _PARQUET
        return _WARC if is_warc(stream) else None


def _by_content(file: str, content: bytes) -> Iterator[RawReport | SetAside]:
    """Standard input, or a file with another suffix: HTML, JSON Lines, one JSON object, or else plain text."""
    head = content.lstrip(codecs.BOM_UTF8).lstrip()[:1]
    if is_html(content):
        yield RawReport(file, content, HTML)
    elif head == b"{" and not is_binary(content):
        first, _, rest = content.strip().partition(b"\n")
        if rest and _is_object(first):
            yield from _json_lines(file, io.BytesIO(content))
        else:
            yield RawReport(file, content, JSON if _is_object(content) else TEXT)
    elif head == b"[" and _is_list(content):
        yield SetAside(file, "malformed", "a JSON list; give one object a line (.jsonl)")
    else:
        yield RawReport(file, content, TEXT)


def _unpacked(stream: BinaryIO) -> BinaryIO:
    is_packed = stream.read(len(_GZIP_MAGIC)) == _GZIP_MAGIC
    stream.seek(0)
    return cast(BinaryIO, gzip.GzipFile(fileobj=stream)) if is_packed else stream


def _json_lines(file: str, stream: BinaryIO) -> Iterator[RawReport | SetAside]:
    """One raw report a line, named by file and line number; blank lines are passed over."""
    number = 0
    try:
        for number, line in enumerate(_utf8_lines(stream), start=1):
            name = f"{file}#{number}"
            if len(line) > LONGEST_LINE:
                yield SetAside(name, "too-long", f"the line has more than {LONGEST_LINE:,} bytes")
            elif line.strip():
                yield RawReport(name, line.strip(b"\r\n"), JSON)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        why = f"the file is cut off or damaged ({error}); what stands from here on cannot be read"
        yield SetAside(f"{file}#{number + 1}", DAMAGED, why)


def _utf8_lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines without the file's byte order mark; of an endless line only so much that it is seen to be too long."""
    head = stream.read(3)
    stream.seek(0)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        for text in io.TextIOWrapper(stream, "utf-16", errors="replace", newline="\n"):
            yield text.encode()
        return
    stream.seek(3 if head == codecs.BOM_UTF8 else 0)
    while line := stream.readline(LONGEST_LINE + 1):
        yield line
        while len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            line = stream.readline(LONGEST_LINE + 1)


def _is_object(content: bytes) -> bool:
    return isinstance(_json(content), dict)


def _is_list(content: bytes) -> bool:
    return isinstance(_json(content), list)


def _json(content: bytes) -> object:
    try:
        return json.loads(content.decode("utf-8-sig"), strict=False)
    except (ValueError, RecursionError):
        return None
