"""The record in other people's forms: JSON Lines, CSV, data frames. A file a format."""

from dateline.exports.csv import csv_lines
from dateline.exports.flat import TABLES, TableName, flat_rows
from dateline.exports.frame import to_frame
from dateline.exports.jsonl import jsonl_lines, make_schema_text, schema_text

__all__ = [
    "TABLES",
    "TableName",
    "csv_lines",
    "flat_rows",
    "jsonl_lines",
    "make_schema_text",
    "schema_text",
    "to_frame",
]
