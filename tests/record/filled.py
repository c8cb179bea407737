"""A run, a filled record, and SQL on either engine."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import made_up
import psycopg

from dateline.record import Record, Run

LISTS = (("cues.tsv", "2031-01-01"),)


def start(record: Record, version: str = "1.0") -> Run:
    return record.start_run(version, "en_made_up 1.0", LISTS)


def fill(record: Record) -> Run:
    run = start(record)
    view = made_up.view()
    for report, reading in zip(view.reports, view.readings, strict=True):
        record.add(report, reading, run)
    record.replace_reconciliation(view.reconciliation, record.snapshot().changes)
    return run


def sql(location: str | Path, statement: str) -> list[tuple[Any, ...]]:
    """Rows straight from the database, past dateline."""
    if "://" in str(location):
        with psycopg.connect(str(location), autocommit=True) as server:
            cursor = server.execute(statement)
            return cursor.fetchall() if cursor.description else []
    with closing(sqlite3.connect(location, isolation_level=None)) as file:
        return file.execute(statement).fetchall()
