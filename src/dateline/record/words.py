"""Words as both engines index them, and what people ask for as both engines understand it.

A text becomes the same list of folded words on either engine (`reference.folding`), so both find the same. A word of a
name is indexed once more under its field ("actor_berg"); "_" stands between pieces, so that no phrase reaches across.
SQLite indexes the list with FTS5, kept right by triggers; PostgreSQL as a `tsvector` with a GIN index.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
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

from dateline.reference.folding import fold

MOST_WORDS = 16_000
"""Of one text: PostgreSQL knows no positions beyond 16,383. The rest of a longer one is not searched."""
_LONGEST = 48  # letters of a word; the rest is cut off
_MOST_TERMS = 24
_BARRIER = "_"
_PART = re.compile(r'(?P<no>-?)"(?P<phrase>[^"]*)"?|(?P<word>\S+)')
_INDEXES = "_words"


class Words(TypeDecorator[str]):
    """A list of words, one blank between two."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(TSVECTOR() if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return _vector(value) if value is not None and dialect.name == "postgresql" else value


def words_of(*texts: str, **fields: Iterable[str]) -> str:
    """The words of the texts, and those of the fields under their names."""
    found: list[str] = []
    for text in texts:
        if text:
            found += [*_cut(text), _BARRIER]
        if len(found) >= MOST_WORDS:
            break
    for field, names in fields.items():
        for name in dict.fromkeys(names):
            found += [*(f"{field}_{word}" for word in _cut(name)), _BARRIER]
    return " ".join(found[:MOST_WORDS])


def _cut(text: str) -> list[str]:
    return [word[:_LONGEST] for word in fold(text).split()]


def _vector(words: str) -> str:
    at: dict[str, list[str]] = {}
    for position, word in enumerate(words.split(), 1):
        if word != _BARRIER:
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


@dataclass(frozen=True, slots=True)
class Term:
    """Words that follow each other. begins: the last of them may go on ("hospit*")."""

    words: tuple[str, ...]
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for: of each of `groups` one term, and none of `without`. Neither: nothing is ever found."""

    groups: tuple[tuple[Term, ...], ...] = ()
    without: tuple[Term, ...] = ()

    def joined(self, other: Sought) -> Sought:
        return Sought(self.groups + other.groups, self.without + other.without)

    def under(self, field: str) -> Sought:
        """The same, looked for in a field only."""

        def put(term: Term) -> Term:
            return replace(term, words=tuple(f"{field}_{word}" for word in term.words))

        return Sought(
            tuple(tuple(put(term) for term in group) for group in self.groups),
            tuple(put(term) for term in self.without),
        )

    @property
    def is_nothing(self) -> bool:
        return not self.groups and not self.without


def sought(asked: str) -> Sought:
    """What people write: words that must all be there, "words in this order", -not, this OR that, begin*.

    Whatever else is written is passed over; it never fails.
    """
    groups: list[tuple[Term, ...]] = []
    without: list[Term] = []
    is_or = False
    for part in _PART.finditer(asked):
        if part["word"] == "OR":
            is_or = bool(groups)
            continue
        term, is_not = _term(part)
        if term is None or len(groups) + len(without) >= _MOST_TERMS:
            continue
        if is_not:
            without.append(term)
        elif is_or:
            groups[-1] = (*groups[-1], term)
        else:
            groups.append((term,))
        is_or = False
    return Sought(tuple(groups), tuple(without))


def _term(part: re.Match[str]) -> tuple[Term | None, bool]:
    word = part["word"]
    bare = part["phrase"] if word is None else word
    is_not = bool(part["no"]) if word is None else len(bare) > 1 and bare.startswith("-")
    words = tuple(_cut(bare)[:_MOST_TERMS])
    return Term(words, begins=word is not None and bare.endswith("*")) if words else None, is_not


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
