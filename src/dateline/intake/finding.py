"""Paths → raw reports: files, folders, standard input, lines of JSON Lines files."""

from __future__ import annotations

import codecs
import io
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from dateline.errors import InputError
from dateline.intake.decoding import MOST_CHARACTERS, is_binary
from dateline.intake.reading import MOST_PAGE_CHARACTERS
from dateline.model import RawReport, SetAside

STANDARD_INPUT = "-"
_TEXT, _HTML, _JSON, _JSON_LINES = "text/plain", "text/html", "application/json", "application/jsonl"
_MEDIA_TYPES = {
    ".txt": _TEXT,
    ".html": _HTML,
    ".htm": _HTML,
    ".xhtml": _HTML,
    ".jsonl": _JSON_LINES,
    ".ndjson": _JSON_LINES,
}
IN_FOLDERS = (".txt", ".html", ".htm", ".jsonl")
"""Suffixes that are read in folders. A file with another one is read when it is named, by what is in it."""
LONGEST_LINE = 8 * MOST_CHARACTERS
"""Bytes of a line of a JSON Lines file; escapes take up to six a character."""
_MOST_BYTES = {_TEXT: 4 * MOST_CHARACTERS + 4, _HTML: 4 * MOST_PAGE_CHARACTERS + 4}


def find_reports(paths: Sequence[str]) -> Iterator[RawReport | SetAside]:
    """Every report in the paths: files, folders (walked in sorted order), "-" for standard input.

    What cannot be opened is set aside. Raises InputError, before anything is read, when a path does not exist or
    a folder has no report in it. Hidden files and folders are passed over; a file reached twice is read once.
    """
    found: list[str | SetAside] = []
    for path in paths:
        found += _list(path)
    return _read(found)


def find_again(items: Iterable[SetAside], kept: Callable[[str], RawReport | None]) -> Iterator[RawReport | SetAside]:
    """Reports that were set aside, to be read again: from the file where it is still there, else from what was kept.

    kept: what was kept of a report, by its file. A line of a JSON Lines file and standard input are taken from what
    was kept first: a line's number moves. What is nowhere to be found comes back as it was set aside.
    """
    for item in items:
        path, is_line, number = item.file.rpartition("#")
        if Path(item.file).is_file():
            yield from _read([item.file])
        elif (raw := kept(item.file)) is not None:
            yield raw
        elif is_line and number.isdecimal() and Path(path).is_file():
            yield next((raw for raw in _read([path]) if raw.file == item.file), item)
        else:
            yield item


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
        named = [f for f in sorted(files) if Path(f).suffix.lower() in IN_FOLDERS and not f.startswith(".")]
        found += [_file_or_aside(os.path.join(parent, f)) for f in named]  # noqa: PTH118  (the path as the user wrote it)
    return found


def _file_or_aside(path: str) -> str | SetAside:
    """The path itself; set aside when it is a pipe or a device, which could keep the run waiting for ever."""
    if Path(path).is_file() or not Path(path).exists():
        return path
    return SetAside(path, "unreadable", "not a regular file")


def _read(found: Sequence[str | SetAside]) -> Iterator[RawReport | SetAside]:
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
            yield from _read_file(item)
        except OSError as error:
            yield SetAside(item, "unreadable", f"the file cannot be read: {error.strerror or error}")


def _read_file(file: str) -> Iterator[RawReport | SetAside]:
    if file == STANDARD_INPUT:
        yield from _by_content(file, sys.stdin.buffer.read())
        return
    path = Path(file)
    media = _MEDIA_TYPES.get(path.suffix.lower())
    if media == _JSON_LINES:
        with path.open("rb") as stream:
            yield from _json_lines(file, stream)
        return
    if path.stat().st_size > _MOST_BYTES.get(media or _TEXT, 0) and media:
        yield SetAside(
            file,
            "too-long",
            f"the file has {path.stat().st_size:,} bytes; a report has fewer than {_MOST_BYTES[media]:,}",
        )
        return
    content = path.read_bytes()
    if media == _HTML:
        yield RawReport(file, content, media)
    elif media == _TEXT:
        yield RawReport(file, content, _HTML if _is_html(content) else _TEXT)
    else:
        yield from _by_content(file, content)


def _by_content(file: str, content: bytes) -> Iterator[RawReport | SetAside]:
    """Standard input, or a file with another suffix: HTML, JSON Lines, one JSON object, or else plain text."""
    head = content.lstrip(codecs.BOM_UTF8).lstrip()[:1]
    if _is_html(content):
        yield RawReport(file, content, _HTML)
    elif head == b"{" and not is_binary(content):
        first, _, rest = content.strip().partition(b"\n")
        if rest and _is_object(first):
            yield from _json_lines(file, io.BytesIO(content))
        else:
            yield RawReport(file, content, _JSON if _is_object(content) else _TEXT)
    elif head == b"[" and _is_list(content):
        yield SetAside(file, "malformed", "a JSON list; give one object a line (.jsonl)")
    else:
        yield RawReport(file, content, _TEXT)


def _json_lines(file: str, stream: BinaryIO) -> Iterator[RawReport | SetAside]:
    """One raw report a line, named by file and line number; blank lines are passed over."""
    lines = _utf8_lines(stream)
    for number, line in enumerate(lines, start=1):
        name = f"{file}#{number}"
        if len(line) > LONGEST_LINE:
            yield SetAside(name, "too-long", f"the line has more than {LONGEST_LINE:,} bytes")
        elif line.strip():
            yield RawReport(name, line.strip(b"\r\n"), _JSON)


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


def _is_html(content: bytes) -> bool:
    head = content.lstrip(codecs.BOM_UTF8).lstrip()[:200].lower()
    return head.startswith((b"<!doctype html", b"<html")) or (
        head.startswith(b"<?xml") and b"<html" in content[:1000].lower()
    )


def _is_object(content: bytes) -> bool:
    return isinstance(_json(content), dict)


def _is_list(content: bytes) -> bool:
    return isinstance(_json(content), list)


def _json(content: bytes) -> object:
    try:
        return json.loads(content.decode("utf-8-sig"), strict=False)
    except (ValueError, RecursionError):
        return None
