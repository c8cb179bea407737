"""Model types to JSON and back, nothing lost."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError

from dateline.errors import RecordError, ReportError
from dateline.model import RawReport, Report, SetAside

RAW = ("media_type", "given_address", "retrieved", "content")
MOST_KEPT = 4_000_000
"""Bytes of a report that was not read; a larger one is read again from its file or not at all."""
_T = TypeVar("_T")


_adapters: dict[type[Any], TypeAdapter[Any]] = {}


def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    """Built when first needed: the larger ones take a tenth of a second."""
    if kind not in _adapters:
        _adapters[kind] = TypeAdapter(kind)
    return _adapters[kind]


def encode(value: Any) -> str:
    """JSON of a model dataclass. Raises ReportError when it holds text that no file can hold (lone surrogates)."""
    try:
        return _adapter(type(value)).dump_json(value).decode("utf-8")
    except (PydanticSerializationError, UnicodeError) as error:
        raise _unstorable(error) from error


def _unstorable(error: Exception) -> ReportError:
    return ReportError("unstorable", f"its text has characters that cannot be stored: {error}")


def decode(kind: type[_T], document: str) -> _T:
    """The value that `encode` wrote. Raises RecordError when the document is damaged or from another version."""
    with _explained(kind):
        return cast(_T, _adapter(kind).validate_json(document))


def decode_part(kind: type[_T], part: object) -> _T:
    """A value out of the parsed JSON of a larger one."""
    with _explained(kind):
        return cast(_T, _adapter(kind).validate_python(part))


@contextmanager
def _explained(kind: type[Any]) -> Iterator[None]:
    try:
        yield
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise RecordError(
            f"the record holds a damaged {kind.__name__} ({where}: {first['msg']}); "
            "read its reports into a fresh record"
        ) from error


def refuse_nul(*rows: Mapping[str, Any]) -> None:
    """Raises ReportError for text with NUL characters, which not every engine can hold."""
    for row in rows:
        for name, value in row.items():
            if isinstance(value, str) and "\0" in value:
                raise ReportError("unstorable", f"its {name} has NUL characters, which cannot be stored")


def storable(item: SetAside) -> SetAside:
    """The same with characters that no file can hold written out ("\\udce9"): a list of failures must not fail."""

    def written_out(value: str | None) -> str | None:
        if value is None:
            return None
        return value.encode("utf-8", "backslashreplace").decode("utf-8").replace("\0", "\\x00")

    return replace(
        item,
        file=written_out(item.file) or "",
        reason=written_out(item.reason) or "",
        detail=written_out(item.detail) or "",
        address=written_out(item.address),
        details=tuple(written_out(line) or "" for line in item.details),
    )


def encode_raw(raw: RawReport | None) -> dict[str, Any]:
    """What was to be read, compressed; nothing where it is too large to be kept."""
    if raw is None or len(raw.content) > MOST_KEPT:
        return dict.fromkeys(RAW)
    return dict(zip(RAW, (raw.media_type, raw.address, raw.retrieved, zlib.compress(raw.content)), strict=True))


def decode_raw(file: str, row: Mapping[str, Any]) -> RawReport | None:
    """What `encode_raw` kept of a file; None for nothing."""
    if row["content"] is None:
        return None
    content = zlib.decompress(row["content"])
    return RawReport(file, content, row["media_type"], row["given_address"], row["retrieved"])


def encode_report(report: Report) -> tuple[str, str | None]:
    """A report without its two long texts, and its `matching` where it differs from `text`.

    Raises ReportError when any of it is text that no file can hold.
    """
    document = encode(replace(report, text="", matching=""))
    try:
        for text in (report.text, report.matching):
            text.encode("utf-8")
    except UnicodeError as error:
        raise _unstorable(error) from error
    return document, None if report.matching == report.text else report.matching


def decode_report(document: str, text: str, matching: str | None) -> Report:
    """The report again, texts put back."""
    return replace(decode(Report, document), text=text, matching=text if matching is None else matching)
