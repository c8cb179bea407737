"""JSON Lines: the lossless form, one row a line, UTF-8, and the JSON Schema of a row."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from pydantic import TypeAdapter

from dateline.exports.build import build_rows
from dateline.exports.rows import SCHEMA, VERSION, AnyRow, Row
from dateline.record import RecordView

SCHEMA_FILE = f"{SCHEMA}-{VERSION.split('.')[0]}.schema.json"


def jsonl_lines(view: RecordView) -> Iterator[bytes]:
    """One line a row, line break included. Fixed order; only the last lines, of the kinds "run" and
    "first_read", tell of the clock."""
    adapter = _row_adapter()
    for row in build_rows(view):
        yield adapter.dump_json(row) + b"\n"


def make_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one row, made from the row types."""
    made = _row_adapter().json_schema(mode="serialization")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{SCHEMA} {VERSION}",
        "description": "One line of `dateline export --format jsonl`.",
        **made,
    }


def schema_text() -> str:
    """The schema as it stands in the package."""
    return (files("dateline.exports") / "schema" / SCHEMA_FILE).read_text(encoding="utf-8")


def make_schema_text() -> str:
    """The schema as it should stand there."""
    return json.dumps(make_schema(), indent=1, ensure_ascii=False, sort_keys=True) + "\n"


@cache
def _row_adapter() -> TypeAdapter[Row]:
    return TypeAdapter(AnyRow)
