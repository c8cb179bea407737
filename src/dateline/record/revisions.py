"""Revisions of one report: how a later text at one address is known, and what it claims otherwise.

A report is a later revision of another when it came from the same address or, without one, from the same file and
with much of the same text (a path can be given to another text altogether). They follow each other by their time of
publication, where it is unknown by the time at which they were first read. All are kept, each with its own claims.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, bindparam, delete, func, insert, or_, select, tuple_, update

from dateline.model import Claim, ReportClaims
from dateline.record import schema
from dateline.record.codec import decode
from dateline.reference.revisions import ADDRESS, alike, differing, paired

_SHARED = (  # built once: most reports are the only ones of their place, and this is asked about every one
    select(schema.report.c.location)
    .where(schema.report.c.location.in_(bindparam("locations", expanding=True)))
    .where(schema.report.c.id.not_in(bindparam("of", expanding=True)))
)


@dataclass(frozen=True, slots=True)
class Revision:
    """A report and the revision before it. same: "address" or "file", by which they are known to be one report's."""

    report: str
    earlier: str
    same: str


@dataclass(frozen=True, slots=True)
class ChangedClaim:
    """One claim in both revisions. fields: name, value before, value after, of those that differ; "" for no value."""

    before: Claim
    after: Claim
    fields: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What a later revision claims otherwise, in the order of the texts; `same` claims are counted only."""

    added: tuple[Claim, ...]
    gone: tuple[Claim, ...]
    changed: tuple[ChangedClaim, ...]
    same: int


def changes(earlier: ReportClaims, later: ReportClaims) -> Changes:
    """What changed in the claims between two revisions.

    Claims are one when they have a type and a trigger in common; of several such, those most alike in their fields.
    """
    before = paired(earlier.claims, later.claims)
    taken = set(before.values())
    both = [
        ChangedClaim(earlier.claims[left], later.claims[right], fields)
        for left, right in sorted(before.items())
        if (fields := differing(earlier.claims[left], later.claims[right]))
    ]
    return Changes(
        added=tuple(claim for n, claim in enumerate(later.claims) if n not in taken),
        gone=tuple(claim for n, claim in enumerate(earlier.claims) if n not in before),
        changed=tuple(both),
        same=len(before) - len(both),
    )


# -- in the database ------------------------------------------------------------------------------------------------


def link(connection: Connection, places: Mapping[str, str | None]) -> None:
    """Put reports that are in the record, given with their locations, into their places between the others there."""
    named = {report: location for report, location in places.items() if location is not None}
    if not named:
        return
    some = {"locations": sorted(set(named.values())), "of": sorted(named)}
    shared = set(connection.execute(_SHARED, some).scalars())
    for report, location in named.items():
        if location in shared:
            _link(connection, report, location)


def _link(connection: Connection, report: str, location: str) -> None:
    before, after = _neighbours(connection, report, location)
    same = location.partition(" ")[0]
    if before is not None and _one_report(connection, before, report, same):
        _set(connection, report, before, same)
    if after is not None and _one_report(connection, report, after, same):
        _set(connection, after, report, same)


def unlink(connection: Connection, report: str) -> None:
    """Take a report out of its place; those before and after it follow each other then."""
    column = schema.revision.c
    before = connection.execute(select(column.earlier).where(column.report == report)).scalar()
    if before is not None:
        connection.execute(update(schema.revision).where(column.earlier == report).values(earlier=before))
    connection.execute(delete(schema.revision).where(or_(column.report == report, column.earlier == report)))


def all_revisions(connection: Connection) -> tuple[Revision, ...]:
    rows = connection.execute(select(schema.revision).order_by(schema.revision.c.report))
    return tuple(Revision(row.report, row.earlier, row.same) for row in rows)


def _neighbours(connection: Connection, report: str, location: str) -> tuple[str | None, str | None]:
    column = schema.report.c
    order: tuple[ColumnElement[str], ...] = (
        func.coalesce(column.published, column.first_read),
        column.first_read,
        column.id,
    )
    own = connection.execute(select(*order).where(column.id == report)).one()
    others = select(column.id).where(column.location == location).limit(1)
    before = others.where(tuple_(*order) < tuple_(*own)).order_by(*(part.desc() for part in order))
    after = others.where(tuple_(*order) > tuple_(*own)).order_by(*order)
    return connection.execute(before).scalar(), connection.execute(after).scalar()


def _one_report(connection: Connection, earlier: str, later: str, same: str) -> bool:
    if same == ADDRESS:
        return True
    column = schema.reading.c
    documents = connection.execute(select(column.claims).where(column.report.in_([earlier, later]))).scalars()
    runs = [decode(ReportClaims, document).shingles for document in documents]
    return len(runs) == 2 and alike(*runs)


def _set(connection: Connection, later: str, earlier: str, same: str) -> None:
    connection.execute(delete(schema.revision).where(schema.revision.c.report == later))
    connection.execute(insert(schema.revision).values(report=later, earlier=earlier, same=same))
