"""Revisions of one report: how a later text at one address is known, and what it claims otherwise.

A report is a later revision of another when it came from the same address or, without one, from the same file and
with much of the same text (a path can be given to another text altogether). They follow each other by their time of
publication, where it is unknown by the time at which they were first read. All are kept, each with its own claims.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, delete, func, insert, or_, select, tuple_, update

from dateline.model import Claim, HarmKind, Report, ReportClaims
from dateline.record import schema
from dateline.record.codec import decode
from dateline.reference.addresses import plain_address
from dateline.reference.folding import fold

_STANDARD_INPUT = "-"
_ALIKE = 0.3  # of the shorter text's eight-word runs
_ADDRESS, _FILE = "address", "file"


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
    pairs = sorted(_pairs(earlier.claims, later.claims))
    before: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, left, right in pairs:
        if left not in before and right not in taken:
            before[left] = right
            taken.add(right)
    both = [
        ChangedClaim(earlier.claims[left], later.claims[right], fields)
        for left, right in sorted(before.items())
        if (fields := _differing(earlier.claims[left], later.claims[right]))
    ]
    return Changes(
        added=tuple(claim for n, claim in enumerate(later.claims) if n not in taken),
        gone=tuple(claim for n, claim in enumerate(earlier.claims) if n not in before),
        changed=tuple(both),
        same=len(before) - len(both),
    )


def _pairs(left: Sequence[Claim], right: Sequence[Claim]) -> Iterator[tuple[int, int, int, int]]:
    """Number of differing fields, distance in the order, and the two places, of claims that may be one."""
    places: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for n, claim in enumerate(right):
        places[_key(claim)].append(n)
    for n, claim in enumerate(left):
        for other in places[_key(claim)]:
            yield len(_differing(claim, right[other])), abs(n - other), n, other


def _key(claim: Claim) -> tuple[str, str]:
    return claim.type.value, fold(claim.trigger.quote)


def _differing(before: Claim, after: Claim) -> tuple[tuple[str, str, str], ...]:
    old, new = _fields(before), _fields(after)
    return tuple((name, old[name], new[name]) for name in old if old[name] != new[name])


def _fields(claim: Claim) -> dict[str, str]:
    """The values of a claim in words."""
    place, time = claim.place, claim.time
    return {
        "mode": claim.mode or "",
        "modality": claim.modality.value,
        "certainty": claim.certainty.value,
        "actors": "; ".join(actor.name for actor in claim.actors),
        "recipients": "; ".join(actor.name for actor in claim.recipients),
        "place": place.name if place else "",
        "start": (time.start or "") if time else "",
        "end": (time.end or "") if time else "",
        **{kind.value: "; ".join(h.words for h in claim.harms if h.kind is kind) for kind in HarmKind},
        "said_by": " < ".join(link.name or link.role.value for link in claim.chain),
    }


# -- in the database ------------------------------------------------------------------------------------------------


def location_of(report: Report) -> str | None:
    """Under which a later revision of the report is known again; None where nothing lasting names it.

    A line of a JSON Lines file has no lasting name: its number moves when lines are put before it.
    """
    if report.address:
        page = plain_address(report.address)
        return f"{_ADDRESS} {page}" if page else None
    if report.file == _STANDARD_INPUT or "#" in report.file:
        return None
    return f"{_FILE} {report.file}"


def link(connection: Connection, report: str, location: str | None) -> None:
    """Put a report that is in the record into its place between the others of its location."""
    if location is None:
        return
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
    if same == _ADDRESS:
        return True
    column = schema.reading.c
    documents = connection.execute(select(column.claims).where(column.report.in_([earlier, later]))).scalars()
    return _alike(decode(ReportClaims, document).shingles for document in documents)


def _alike(texts: Iterable[tuple[int, ...]]) -> bool:
    runs = [set(text) for text in texts]
    least = min(map(len, runs))
    return len(runs) == 2 and least > 0 and len(runs[0] & runs[1]) >= _ALIKE * least


def _set(connection: Connection, later: str, earlier: str, same: str) -> None:
    connection.execute(delete(schema.revision).where(schema.revision.c.report == later))
    connection.execute(insert(schema.revision).values(report=later, earlier=earlier, same=same))
