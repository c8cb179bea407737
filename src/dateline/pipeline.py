"""The order of the stations. A newcomer starts here.

find_reports → read_report → annotate → extract → resolve      one report at a time
reconcile                                                      all readings together
"""

from __future__ import annotations

import hashlib
import logging
import traceback
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import TypeVar

from dateline import intake, reconciliation
from dateline.errors import DatelineError, ReportError
from dateline.extraction import extract
from dateline.language import Annotator
from dateline.model import (
    AnnotatedReport,
    Claim,
    Decision,
    Entity,
    Flag,
    RawReport,
    Reconciliation,
    Report,
    ReportClaims,
    SetAside,
    Statement,
)
from dateline.reference.gazetteer import added_details
from dateline.resolution import resolve

CHUNK_REPORTS = 16
CHUNK_BYTES = 400_000
INTERNAL_ERROR = "internal error"

_log = logging.getLogger(__name__)
_PACKAGE = Path(__file__).parent
_READS = ("model", "reference", "intake", "language", "extraction", "resolution")  # what a reading depends on
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class ReadReport:
    """A report that was read, with what it claims. All offsets count into `report.text`."""

    report: Report
    reading: ReportClaims

    @property
    def statements(self) -> tuple[Statement, ...]:
        return self.reading.statements

    @property
    def claims(self) -> tuple[Claim, ...]:
        return self.reading.claims

    @property
    def entities(self) -> tuple[Entity, ...]:
        return self.reading.entities

    @property
    def flags(self) -> tuple[Flag, ...]:
        return self.reading.flags


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A report that was already read by this version with this model: nothing was done."""

    report: str
    file: str


Outcome = ReadReport | Unchanged | SetAside
Known = Callable[[Collection[str]], Collection[str]]


def read_one(raw: RawReport, annotator: Annotator) -> tuple[Report, ReportClaims]:
    """One report through all stations up to its claims. Raises ReportError when it cannot be read."""
    report = intake.read_report(raw)
    return report, _claims(annotator.annotate(report))


def read_report(report: Report, annotator: Annotator) -> ReadReport:
    """A report that intake has made, through the other stations. Raises what the stations raise."""
    return ReadReport(report, _claims(annotator.annotate(report)))


def read_many(
    raws: Iterable[RawReport | SetAside], annotator: Annotator, known: Known = lambda ids: ()
) -> Iterator[Outcome]:
    """Many reports, in order, in batches. What goes wrong in one is its own outcome and harms no other.

    known: of some report IDs, those that need no reading.
    """
    for chunk in chunks(raws):
        yield from read_chunk(chunk, annotator, known)


def chunks(raws: Iterable[RawReport | SetAside]) -> Iterator[tuple[RawReport | SetAside, ...]]:
    """Reports in groups of a fixed size, so that batches are the same however many processes share them."""
    group: list[RawReport | SetAside] = []
    size = 0
    for raw in raws:
        group.append(raw)
        size += len(raw.content) if isinstance(raw, RawReport) else 0
        if len(group) >= CHUNK_REPORTS or size >= CHUNK_BYTES:
            yield tuple(group)
            group, size = [], 0
    if group:
        yield tuple(group)


def read_chunk(
    raws: Sequence[RawReport | SetAside], annotator: Annotator, known: Known = lambda ids: ()
) -> Iterator[Outcome]:
    """The outcome of each report of one batch, in order."""
    taken = [_take_in(raw) for raw in raws]
    done = set(known([item.id for item in taken if isinstance(item, Report)]))
    fresh: list[Report] = []
    outcomes: list[Outcome | None] = []
    for item in taken:
        if isinstance(item, SetAside):
            outcomes.append(item)
        elif item.id in done:
            outcomes.append(Unchanged(item.id, item.file))
        else:
            done.add(item.id)
            fresh.append(item)
            outcomes.append(None)
    read = _read_all(fresh, annotator)
    done_with = (next(read) if outcome is None else outcome for outcome in outcomes)
    return (_with_raw(outcome, raw) for outcome, raw in zip(done_with, raws, strict=True))


def reconcile(
    readings: Iterable[ReportClaims],
    decisions: Iterable[Decision] = (),
    spread: reconciliation.Spread = reconciliation.here,
) -> Reconciliation:
    """Entities, events, copies and disputes over all readings together, as people decided where they did.

    Their order is of no consequence, nor is where the heavy parts are done (spread).
    """
    return reconciliation.reconcile(tuple(readings), decisions, spread)


def refusal(decision: Decision, claim: Claim | None) -> str:
    """Why a claim, or a new one (None), cannot have the values of a decision; "" when it can."""
    return reconciliation.refusal(decision, claim)


def impossible(
    readings: Sequence[ReportClaims], before: Sequence[Decision], decisions: Sequence[Decision]
) -> tuple[tuple[Decision, str], ...]:
    """Those of some decisions that are not possible after the ones before, with the reason."""
    return reconciliation.impossible(readings, before, decisions)


def published_by(readings: Sequence[ReportClaims], moment: str) -> list[ReportClaims]:
    """Those of the readings whose reports were published by a moment. Raises ValueError for what is no moment."""
    return reconciliation.published_by(readings, moment)


def known_by(moments: Mapping[str, str], moment: str) -> set[str]:
    """The keys whose moments are no later than another one. Raises ValueError for what is no moment."""
    return reconciliation.known_by(moments, moment)


@cache
def code_mark() -> str:
    """A short hash of the code and lists that a reading depends on.

    A reading made by other ones is made again, whatever the version number says. Data other than code and lists
    (the gazetteer) counts by its size, what the user added to the gazetteer by its fingerprint.
    """
    found = hashlib.sha256()
    for path in sorted(p for part in _READS for p in (_PACKAGE / part).rglob("*") if p.is_file()):
        if path.suffix in (".py", ".tsv"):
            found.update(path.name.encode() + b"\0" + path.read_bytes())
        elif path.suffix != ".pyc":
            found.update(f"{path.name} {path.stat().st_size}".encode())
    for name, about in added_details().items():
        found.update(f"{name} {about['version']}".encode())
    return found.hexdigest()[:12]


def _claims(annotated: AnnotatedReport) -> ReportClaims:
    return resolve(extract(annotated))


def _take_in(raw: RawReport | SetAside) -> Report | SetAside:
    raw = replace(raw, file=raw.file.encode("utf-8", "backslashreplace").decode("utf-8"))  # a name may hold any byte
    if isinstance(raw, SetAside):
        return raw
    return _guarded(partial(intake.read_report, raw), SetAside(raw.file, "", "", address=raw.address))


def _with_raw(outcome: Outcome, raw: RawReport | SetAside) -> Outcome:
    """What was not read keeps what it was to be read from."""
    return replace(outcome, raw=raw) if isinstance(outcome, SetAside) and isinstance(raw, RawReport) else outcome


def _read_all(reports: Sequence[Report], annotator: Annotator) -> Iterator[ReadReport | SetAside]:
    for report, annotated in zip(reports, _annotate_all(reports, annotator), strict=True):
        if isinstance(annotated, SetAside):
            yield annotated
            continue
        claims = _guarded(partial(_claims, annotated), _unread(report))
        yield claims if isinstance(claims, SetAside) else ReadReport(report, claims)


def _annotate_all(reports: Sequence[Report], annotator: Annotator) -> Sequence[AnnotatedReport | SetAside]:
    """All in one batch; one by one where the batch fails, so that only the culprit is set aside."""
    if not reports:
        return ()
    batch = _guarded(partial(_annotate_batch, reports, annotator), _unread(reports[0]))
    if not isinstance(batch, SetAside):
        return batch
    return [_guarded(partial(annotator.annotate, report), _unread(report)) for report in reports]


def _annotate_batch(reports: Sequence[Report], annotator: Annotator) -> list[AnnotatedReport]:
    return list(annotator.annotate_many(reports))


def _unread(report: Report) -> SetAside:
    return SetAside(report.file, "", "", report=report.id, address=report.address, language=report.language)


def _guarded(work: Callable[[], _T], unread: SetAside) -> _T | SetAside:
    """The single boundary where any failure becomes a listed, unread report.

    Errors about the whole run (no model, broken reference list) go through: they would be the same for every report.
    """
    try:
        return work()
    except ReportError as error:
        language = error.language or unread.language
        return replace(unread, reason=error.reason, detail=error.detail, language=language)
    except DatelineError:
        raise
    except Exception as error:  # noqa: BLE001  a defect of ours must cost one report, not the run
        _log.debug("internal error while reading %s", unread.file, exc_info=True)
        what = f"{type(error).__name__}: {error}"
        return replace(unread, reason=INTERNAL_ERROR, detail=what, details=_frames(error))


def _frames(error: Exception) -> tuple[str, ...]:
    """The calls that led to the error, inside dateline, without the paths of this machine."""
    lines = []
    for frame in traceback.extract_tb(error.__traceback__):
        path = Path(frame.filename)
        where = path.relative_to(_PACKAGE).as_posix() if path.is_relative_to(_PACKAGE) else path.name
        lines.append(f"{where}:{frame.lineno} in {frame.name}")
    return tuple(lines)
