"""Bytes → text: byte order marks, UTF-8, and for the rest the likeliest encoding."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from dateline.errors import ReportError

MOST_CHARACTERS = 400_000
"""A longer text is a book and not one report (it would be some 65,000 words); this much is read in about a minute."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf",
    b"Rar!", b"\x7fELF", b"MZ\x90", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"SQLite format 3", b"OggS", b"ID3", b"RIFF",
    b"\x00\x00\x00", b"\xca\xfe\xba\xbe", b"II*\x00", b"MM\x00*", b"wOF",
)  # fmt: skip
_CONTROLS_ABOVE_ASCII = re.compile(r"[\x80-\x9f]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x1f]")  # all but tabs, and what ends a line or a page
_SAMPLE = 65_536
_MOST_NULS = 0.001
_MOST_CONTROLS = 0.05
_SPARSE = 0.15
"""Share of non-ASCII bytes up to which an 8-bit text is read as Western European: accents and curly quotes."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was read in, and what had to be left out or replaced on the way."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(content: bytes, most: int = MOST_CHARACTERS, stated: str | None = None) -> Decoded:
    """The text of `content` without its byte order mark.

    stated: the encoding that came with it; believed where the bytes are not UTF-8. Raises ReportError: "empty" for
    nothing or only blanks, "binary", "too-long" for more than `most` characters.
    """
    if len(content) > 4 * most:
        raise _too_long(most)
    mark, encoding = next(((m, e) for m, e in _MARKS if content.startswith(m)), (b"", ""))
    encoding = encoding or _utf16_without_mark(content)
    if not encoding and is_binary(content):
        raise ReportError("binary", "the file is not text")
    decoded = _decode(content[len(mark) :], encoding, stated)
    if len(decoded.text) > most:
        raise _too_long(most)
    if not decoded.text.strip():
        raise ReportError("empty", "there is no text in it")
    if _controls(decoded.text[:_SAMPLE]) > _MOST_CONTROLS:
        raise ReportError("binary", "the file is not text: too many control characters")
    return decoded


def is_binary(content: bytes) -> bool:
    """Whether the bytes are those of an image, an archive, an office file or a program."""
    if content.startswith(_MAGIC):
        return True
    sample = content[:_SAMPLE]
    return sample.count(0) > _MOST_NULS * len(sample)


def _too_long(most: int) -> ReportError:
    return ReportError("too-long", f"the text has more than {most:,} characters; split it into reports")


def _decode(content: bytes, encoding: str, stated: str | None) -> Decoded:
    if encoding.startswith(("utf-16", "utf-32")):
        width = 2 if encoding.startswith("utf-16") else 4
        spare = len(content) % width
        text = content[: len(content) - spare].decode(encoding, "replace")
        return Decoded(text, encoding, (_cut_note(spare),) if spare else ())
    try:
        return Decoded(content.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and error.start >= len(content) - 3:
            return Decoded(content[: error.start].decode("utf-8"), "utf-8", (_cut_note(len(content) - error.start),))
    return _mostly_utf8(content) or _as_stated(content, stated) or _eight_bit(content)


def _cut_note(count: int) -> str:
    return f"the file ends in the middle of a character: its last {count} byte{'s' if count > 1 else ''} left out"


def _mostly_utf8(content: bytes) -> Decoded | None:
    """UTF-8 with a few broken characters: they become U+FFFD. None when most characters beyond ASCII are broken."""
    text = content.decode("utf-8", "replace")
    broken = text.count("\ufffd") - content.count(b"\xef\xbf\xbd")
    whole = len(text) - len(text.encode("ascii", "ignore")) - text.count("\ufffd")
    if whole < 4 * broken:
        return None
    return Decoded(text, "utf-8", (f"{broken} broken character{'s' if broken > 1 else ''} replaced",))


def _as_stated(content: bytes, stated: str | None) -> Decoded | None:
    """None where the text would hold control characters: who says Latin-1 often means Windows' own."""
    try:
        text = content.decode(stated) if stated else ""
    except (LookupError, ValueError):
        return None
    return Decoded(text, stated) if stated and not _CONTROLS_ABOVE_ASCII.search(text) else None


def _eight_bit(content: bytes) -> Decoded:
    high = sum(byte >= 0x80 for byte in content[:_SAMPLE])
    if high <= _SPARSE * min(len(content), _SAMPLE):
        western = "cp1252" if any(0x80 <= byte <= 0x9F for byte in content) else "latin-1"
        try:
            return Decoded(content.decode(western), western)
        except UnicodeDecodeError:  # cp1252 leaves five bytes undefined
            return Decoded(content.decode("cp1252", "replace"), "cp1252", ("undefined characters replaced",))
    from charset_normalizer import from_bytes  # a fifth of a second to import, and most texts are UTF-8

    best = from_bytes(content[:_SAMPLE]).best()
    if best is None:
        raise ReportError("binary", "the file is not text in any known encoding")
    return Decoded(content.decode(best.encoding, "replace"), best.encoding.replace("_", "-"))


def _utf16_without_mark(content: bytes) -> str:
    """ASCII in UTF-16 has a NUL in every other byte."""
    sample = content[: _SAMPLE // 2 * 2]
    if len(sample) < 8:
        return ""
    even, odd = sample[::2].count(0) / (len(sample) / 2), sample[1::2].count(0) / (len(sample) / 2)
    if odd > 0.4 and even < 0.02:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 and odd < 0.02 else ""


def _controls(sample: str) -> float:
    return len(_CONTROL.findall(sample)) / len(sample)
