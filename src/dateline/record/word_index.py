"""How the engines index words and find them: SQLite with FTS5, kept right by triggers; PostgreSQL as a `tsvector` with
a GIN index.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import (
    DDL,
    ColumnElement,
    Dialect,
    Table,
    Text,
    cast,
    column,
    event,
    literal,
    literal_column,
    not_,
    select,
)
from sqlalchemy import table as lightweight
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR
from sqlalchemy.types import TypeDecorator, TypeEngine

from dateline.record.words import BARRIER, Sought, Term

_INDEXES = "_words"


class Words(TypeDecorator[str]):
    """A list of words, one blank between two."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(TSVECTOR() if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return _vector(value) if value is not None and dialect.name == "postgresql" else value


def _vector(words: str) -> str:
    at: dict[str, list[str]] = {}
    for position, word in enumerate(words.split(), 1):
        if word != BARRIER:
            at.setdefault(word, []).append(str(position))
    return " ".join(f"'{word}':{','.join(positions[:255])}" for word, positions in at.items())


def index_words(table: Table) -> None:
    """Have the tables' `words` indexed on SQLite when it is made: by triggers, so that nobody can forget it."""
    name, index = table.name, index_of(table)
    add = f"INSERT INTO {index}(rowid, words) VALUES (new.number, new.words);"
    drop = f"INSERT INTO {index}({index}, rowid, words) VALUES ('delete', old.number, old.words);"
    for statement in (
        f"CREATE VIRTUAL TABLE {index} USING fts5(words, content='{name}', content_rowid='number', "
        """tokenize="unicode61 remove_diacritics 0 tokenchars '_'")""",
        f"CREATE TRIGGER {name}_added AFTER INSERT ON {name} BEGIN {add} END",
        f"CREATE TRIGGER {name}_gone AFTER DELETE ON {name} BEGIN {drop} END",
        f"CREATE TRIGGER {name}_changed AFTER UPDATE OF number, words ON {name} BEGIN {drop} {add} END",
    ):
        event.listen(table, "after_create", DDL(statement).execute_if(dialect="sqlite"))  # type: ignore[no-untyped-call]


def index_of(table: Table) -> str:
    """The name of the index of a table's words on SQLite."""
    return f"{table.name}{_INDEXES}"


def matches(table: Table, what: Sought, dialect: str) -> ColumnElement[bool]:
    """Whether a row has one of each of the groups. On SQLite of a row of the index, to be joined by `rowid`."""
    if dialect == "postgresql":
        return _has(table, " & ".join(_any(map(_pg, group), " | ") for group in what.groups))
    query = " AND ".join(_any(map(_fts, group), " OR ") for group in what.groups)
    return literal_column(index_of(table)).bool_op("MATCH")(literal(query))


def lacks(table: Table, terms: Sequence[Term], dialect: str) -> ColumnElement[bool]:
    """Whether a row has none of the terms."""
    if dialect == "postgresql":
        return not_(_has(table, _any(map(_pg, terms), " | ")))
    name = index_of(table)
    index = lightweight(name, column("rowid"))
    found = select(index.c.rowid).where(literal_column(name).bool_op("MATCH")(literal(_any(map(_fts, terms), " OR "))))
    return table.c.number.not_in(found)


def _has(table: Table, query: str) -> ColumnElement[bool]:
    return table.c.words.bool_op("@@")(cast(literal(query), TSQUERY))


def _any(parts: Iterable[str], between: str) -> str:
    return f"({between.join(parts)})"


def _fts(term: Term) -> str:
    return f'"{" ".join(term.words)}"' + (" *" if term.begins else "")


def _pg(term: Term) -> str:
    *before, last = (f"'{word}'" for word in term.words)
    return "(" + " <-> ".join([*before, last + (":*" if term.begins else "")]) + ")"
