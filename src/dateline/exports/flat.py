"""Events, statements, claims and values of fields as flat tables, one cell a value: for spreadsheets, data frames."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Literal, get_args

from dateline.exports.build import claim_rows, event_rows, statement_rows
from dateline.exports.index import Index
from dateline.exports.parts import (
    ActorValue,
    Codes,
    EventActorValue,
    HarmValue,
    LinkValue,
    PlaceValue,
    TimeValue,
    TollValue,
)
from dateline.exports.rows import ClaimRow, EventRow, StatementRow
from dateline.model import Evidence
from dateline.record import RecordView
from dateline.reference.numbers import says_how_many

Cell = str | int | float | bool | None
FlatRow = dict[str, Cell]
TableName = Literal["events", "statements", "claims", "values"]
TABLES: tuple[TableName, ...] = get_args(TableName)
BETWEEN = "; "

_PLACE = ("place", "country", "lat", "lon", "place_precision")
_TIME = ("start", "end", "time_precision")
_ROLES = ("actors", "recipients", "reciprocal")
_TOLLS = ("killed_min", "killed_max", "killed_words", "injured_min", "injured_max", "injured_words")
_CODES = ("acled_event", "acled_sub_event", "cameo_root")
_SENTENCE = ("report", "sentence_start", "sentence_end", "sentence")
_COLUMNS: dict[TableName, tuple[str, ...]] = {
    "events": (
        *("id", "part_of", "type", "mode", "modality", *_TIME, *_PLACE, *_ROLES, *_TOLLS),
        *("origin_count", "origins", "disputed", "disputes", "name", "summary", *_CODES),
        *("claim_count", "report_count", "files", *_SENTENCE),
    ),
    "statements": (
        *("id", "report", "file", "start", "end", "speaker", "speaker_id", "cue", "content", "directness"),
        *("kind_of_saying", "strength", "negated", "hypothetical", "addressee", "medium", "venue", "chain", "parent"),
    ),
    "claims": (
        *("id", "events", "statement", "file", "type", "mode", "modality", "modality_holder", "certainty"),
        *(*_TIME, *_PLACE, *_ROLES, *_TOLLS, "chain", *_CODES, "trigger", *_SENTENCE),
    ),
    "values": (
        *("id", "event", "event_type", "event_summary", "field", "value", "origin_count", "origins"),
        *("party_count", "claim_count", "report_count", "claims", "files", *_SENTENCE),
    ),
}


def flat_columns(table: TableName) -> tuple[str, ...]:
    """The columns of a table, in order."""
    return _COLUMNS[table]


def flat_rows(view: RecordView, table: TableName) -> Iterator[FlatRow]:
    """The rows of one table; every row has the same columns in the same order. Raises KeyError for another name."""
    index = Index.of(view)
    files = {report.id: report.file for report in view.reports}
    makers: dict[TableName, Callable[[], Iterator[FlatRow]]] = {
        "events": lambda: (_event(row, files) for row in event_rows(view, index)),
        "statements": lambda: (_statement(row, files) for row in statement_rows(view, index)),
        "claims": lambda: (_claim(row, files) for row in claim_rows(view, index)),
        "values": lambda: (
            _value(row, number, files, index)
            for row in event_rows(view, index)
            for number, _ in enumerate(row.values, start=1)
        ),
    }
    return makers[table]()


def _event(row: EventRow, files: dict[str, str]) -> FlatRow:
    return {
        "id": row.id,
        "part_of": row.part_of,
        "type": row.type.value,
        "mode": row.mode,
        "modality": row.modality.value,
        "start": row.start,
        "end": row.end,
        "time_precision": row.time_precision.value,
        **_place(row.place),
        **_roles(row),
        **_toll("killed", row.tolls),
        **_toll("injured", row.tolls),
        "origin_count": row.origin_count,
        "origins": BETWEEN.join(origin.name for origin in row.origins),
        "disputed": BETWEEN.join(dispute.field for dispute in row.disputes),
        "disputes": BETWEEN.join(
            f"{dispute.field}: " + " / ".join(f"{side.value} ({', '.join(side.said_by)})" for side in dispute.values)
            for dispute in row.disputes
        ),
        "name": row.name,
        "summary": row.summary,
        **_codes(row.codes),
        "claim_count": len(row.claims),
        "report_count": len(row.reports),
        "files": BETWEEN.join(files.get(report, report) for report in row.reports),
        **_evidence(row.evidence[0] if row.evidence else None),
    }


def _statement(row: StatementRow, files: dict[str, str]) -> FlatRow:
    return {
        "id": row.id,
        "report": row.report,
        "file": files.get(row.report),
        "start": row.start,
        "end": row.end,
        "speaker": row.speaker.name if row.speaker else None,
        "speaker_id": row.speaker.entity_id if row.speaker else None,
        "cue": row.cue,
        "content": row.content,
        "directness": row.directness.value,
        "kind_of_saying": row.kind_of_saying.value,
        "strength": row.strength.value,
        "negated": row.negated,
        "hypothetical": row.hypothetical,
        "addressee": row.addressee,
        "medium": row.medium,
        "venue": row.venue,
        "chain": _chain(row.chain),
        "parent": row.parent,
    }


def _claim(row: ClaimRow, files: dict[str, str]) -> FlatRow:
    return {
        "id": row.id,
        "events": BETWEEN.join(row.events),
        "statement": row.statement,
        "file": files.get(row.report),
        "type": row.type.value,
        "mode": row.mode,
        "modality": row.modality.value,
        "modality_holder": row.modality_holder,
        "certainty": row.certainty.value,
        **_time(row.time),
        **_place(row.place),
        **_roles(row),
        **_toll("killed", row.harms),
        **_toll("injured", row.harms),
        "chain": _chain(row.chain),
        **_codes(row.codes),
        "trigger": row.trigger.quote,
        **_evidence(row.sentence),
    }


def _value(row: EventRow, number: int, files: dict[str, str], index: Index) -> FlatRow:
    """One value of one field: party_count says how many of its origins are themselves party to the event."""
    value = row.values[number - 1]
    claims = [index.by_id[claim] for claim in value.claims if claim in index.by_id]
    reports = list(dict.fromkeys(claim.report for claim in claims))
    return {
        "id": f"{row.id}/{number}",
        "event": row.id,
        "event_type": row.type.value,
        "event_summary": row.summary,
        "field": value.field,
        "value": value.value,
        "origin_count": value.origin_count,
        "origins": BETWEEN.join(f"{o.name} (party)" if o.party else o.name for o in value.origins),
        "party_count": sum(origin.party for origin in value.origins),
        "claim_count": len(value.claims),
        "report_count": len(reports),
        "claims": BETWEEN.join(value.claims),
        "files": BETWEEN.join(files.get(report, report) for report in reports),
        **_evidence(claims[0].sentence if claims else None),
    }


def _place(place: PlaceValue | None) -> FlatRow:
    return {
        "place": place.name if place else None,
        "country": place.country if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "place_precision": place.precision.value if place else None,
    }


def _time(time: TimeValue | None) -> FlatRow:
    return {
        "start": time.start if time else None,
        "end": time.end if time else None,
        "time_precision": time.precision.value if time else "unknown",
    }


def _roles(row: EventRow | ClaimRow) -> FlatRow:
    return {
        "actors": _names(row.actors),
        "recipients": _names(row.recipients),
        "reciprocal": row.reciprocal,
    }


def _codes(codes: Codes) -> FlatRow:
    return {
        "acled_event": codes.acled_event,
        "acled_sub_event": codes.acled_sub_event,
        "cameo_root": codes.cameo_root,
    }


def _names(actors: Sequence[ActorValue | EventActorValue]) -> str:
    return BETWEEN.join(actor.name for actor in actors)


def _toll(kind: str, harms: Sequence[HarmValue | TollValue]) -> FlatRow:
    """The first figure that is no part of another. An open end stays empty, and so does a plural ("casualties")."""
    whole = (h for h in harms if h.kind == kind and not (isinstance(h, HarmValue) and h.subset))
    first = next(whole, None)
    words = () if first is None else (first.words,) if isinstance(first.words, str) else first.words
    told = first is not None and (not first.vague or any(says_how_many(each) for each in words))
    return {
        f"{kind}_min": first.minimum if first and told else None,
        f"{kind}_max": first.maximum if first else None,
        f"{kind}_words": BETWEEN.join(words) or None,
    }


def _chain(chain: Sequence[LinkValue]) -> str:
    """Nearest the event first: "Omid Rahimi (X) < Plain Wire"."""
    names = ((link.name or link.role.value) + (f" ({link.medium})" if link.medium else "") for link in chain)
    return " < ".join(names)


def _evidence(evidence: Evidence | None) -> FlatRow:
    """Of an event: the first sentence among its claims."""
    return {
        "report": evidence.report if evidence else None,
        "sentence_start": evidence.start if evidence else None,
        "sentence_end": evidence.end if evidence else None,
        "sentence": evidence.quote if evidence else None,
    }
