"""Decisions from the pages: made, shown with what became of them, taken back."""

from __future__ import annotations

import hmac
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData

from dateline.deciding import Decider, ReaderThings, keep
from dateline.errors import InputError
from dateline.model import Anchor, ClaimRef, Decision, DecisionKind, Ruling, Subject
from dateline.pages.rows import shortened
from dateline.pages.web.asked import AskedPage, AskedReader
from dateline.pages.web.lines import EventItem, Pager, event_items, pager
from dateline.pages.web.shelf import WebShelf
from dateline.pages.web.site import AUTHOR, LOCAL_PATH, Frame, frame_of, render, segment, site_of
from dateline.record import Reader, open_record

router = APIRouter(include_in_schema=False)
WAIT_SECONDS = 6.0
MOST_VALUES = 200
MOST_NAME = 80
SHOWN = 5  # of the places that a decision is about
LONGEST = 10_000  # characters of a reason or note
_NEEDS_REASON = {"merge", "split", "reject", "correct", "add", "copy", "no_copy", "note"}


@dataclass(frozen=True, slots=True)
class DecisionItem:
    """A decision in words. became: the status of its ruling, "" until the record is brought together with it."""

    id: str
    link: str
    what: str
    about: tuple[tuple[str, str], ...]
    others: tuple[tuple[str, str], ...]
    more: int
    values: tuple[tuple[str, str], ...]
    author: str
    made: str
    reason: str
    became: str
    why: str
    of: str
    can_undo: bool


@dataclass(frozen=True, slots=True)
class DecisionsPage:
    items: tuple[DecisionItem, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """events: those that rest on what it is about, as they stand now. back: where it was made, or ""."""

    item: DecisionItem
    events: tuple[EventItem, ...]
    names: tuple[tuple[str, str], ...]
    back: str


@router.get("/decisions")
def decisions(request: Request, reader: AskedReader, page: AskedPage) -> HTMLResponse:
    frame = frame_of(request, "Decisions")
    found = reader.decisions(page.limit, page.offset)
    shelf = WebShelf(reader, frame.root)
    shelf.load(a.report for d in found for a in (*d.targets, *d.others))
    items = tuple(_item(d, _ruling(reader, d.id), shelf, frame) for d in found)
    return render(
        request, "decisions.html", "Decisions", DecisionsPage(items, pager(found, frame.to("/decisions"), None, page))
    )


@router.get("/decisions/{id_}")
def decision(request: Request, reader: AskedReader, id_: str, back: str = "") -> HTMLResponse:
    found = reader.decision(id_)
    if found is None:
        raise HTTPException(404, f"There is no decision {id_} in this record.")
    frame = frame_of(request, "Decision")
    shelf = WebShelf(reader, frame.root)
    shelf.load(a.report for a in (*found.targets, *found.others))
    ruling = _ruling(reader, id_)
    claims = list(ruling.claims if ruling else ())
    ids = [e for report in _reports(claims) for e in _events_of(reader, report, claims)]
    canonical = reader.canonical_ids(ruling.entities if ruling else ())
    names = [(e.name, shelf.canonical(e.id)) for id_ in dict.fromkeys(canonical.values()) if (e := reader.entity(id_))]
    shown = DecisionPage(
        item=_item(found, ruling, shelf, frame),
        events=event_items(reader.event_lines(ids), shelf),
        names=tuple(names),
        back=frame.to(back) if LOCAL_PATH.fullmatch(back) and _is_there(reader, back) else "",
    )
    return render(request, "decision.html", "Decision", shown)


@router.post("/decide")
async def decide(request: Request) -> Response:
    """Make one decision: the form says which. Leads to the decision, with what became of it."""
    form = await request.form(max_files=0, max_fields=MOST_VALUES * 4)
    return await run_in_threadpool(_decide, request, form)


def _decide(request: Request, form: FormData) -> Response:
    site, frame = site_of(request), frame_of(request, "Decision")
    if not frame.may_decide:
        raise HTTPException(403, "This server takes no decisions: the record is shown read-only.")
    _check_sender(request, form, frame)
    back = _field(form, "back")
    request.state.back = frame.to(back) if LOCAL_PATH.fullmatch(back) else ""
    author = _field(form, "by").strip() or frame.author
    if len(author) > MOST_NAME:
        raise InputError(f"a name of more than {MOST_NAME} characters; give a shorter one")
    decider = Decider(ReaderThings(site.reader), author)
    made = _made(site.reader, decider, form)
    with open_record(site.record.location, create=False) as record:
        kept = keep(record, [made], later=True)
    for _, reason in kept.refused:
        raise InputError(f"this cannot be: {reason}")
    site.upkeep.start()
    site.upkeep.wait(WAIT_SECONDS)
    query = f"?back={segment(back)}" if LOCAL_PATH.fullmatch(back) else ""
    answer = RedirectResponse(frame.to(f"/decisions/{made.id}{query}"), 303)
    answer.set_cookie(AUTHOR, segment(author[:MOST_NAME]), httponly=True, samesite="strict", max_age=31_536_000)
    return answer


def _is_there(reader: Reader, path: str) -> bool:
    """Whether the page of an event or name outlasted the decision."""
    _, kind, id_ = f"{path}//".split("/")[:3]
    if kind == "events" and id_:
        return reader.event(id_.split("?")[0]) is not None
    return kind != "names" or not id_ or reader.entity(id_.split("?")[0]) is not None


def _check_sender(request: Request, form: FormData, frame: Frame) -> None:
    """A form of another site must not decide here."""
    origin, site = request.headers.get("origin"), request.headers.get("sec-fetch-site")
    foreign = (origin not in (None, "null") and urlsplit(origin or "").netloc != request.headers.get("host")) or (
        site not in (None, "same-origin", "none")
    )
    if foreign or not hmac.compare_digest(_field(form, "token").encode(), frame.token.encode()):
        raise HTTPException(403, "This form is out of date or not from this site. Go back, load the page again, retry.")


def _made(reader: Reader, decider: Decider, form: FormData) -> Decision:
    what, of, why = _field(form, "do"), _field(form, "of"), _field(form, "why").strip()
    if what in _NEEDS_REASON and not why:
        raise InputError("give a reason: who reads the log later has nothing else")
    makers: dict[str, Callable[[], Decision]] = {
        "merge": lambda: decider.merge([of, *_several(form, "other")], why),
        "split": lambda: decider.split(of, _several(form, "part"), why),
        "reject": lambda: _rejected(decider, form, of, why),
        "correct": lambda: decider.correct(of, _changed_values(form), why),
        "confirm": lambda: decider.confirm(of, why),
        "note": lambda: decider.note(of, why),
        "add": lambda: decider.add(of, _words(reader, of, form), _given_values(form), why),
        "copy": lambda: decider.copy(of, _other(form), why),
        "no_copy": lambda: decider.no_copy(of, _other(form), why),
        "undo": lambda: _undone(reader, decider, of, why),
    }
    if what not in makers:
        raise InputError(f"there is no such decision: {shortened(what, 40)!r}")
    return makers[what]()


def _undone(reader: Reader, decider: Decider, of: str, why: str) -> Decision:
    if reader.decision(of) is None:
        raise InputError(f"there is no decision {shortened(of, 40)} in the record")
    return decider.undo(of, why)


def _rejected(decider: Decider, form: FormData, of: str, why: str) -> Decision:
    """The whole, or those claims of it that are marked: one decision for one claim."""
    parts = _several(form, "part")
    if _field(form, "only") == "marked":
        if len(parts) != 1:
            raise InputError("mark the one claim to reject; reject several one by one, or the event whole")
        return decider.reject(parts[0], why)
    return decider.reject(of, why, _several(form, "field"))


def _changed_values(form: FormData) -> dict[str, str]:
    """The values that are not what they were when the form was shown."""
    given = {
        name.removeprefix("value."): _text(value) for name, value in form.multi_items() if name.startswith("value.")
    }
    was = {name.removeprefix("was."): _text(value) for name, value in form.multi_items() if name.startswith("was.")}
    changed = {field: value.strip() for field, value in given.items() if value.strip() != was.get(field, "").strip()}
    if not changed:
        raise InputError("nothing was changed: every field has the value that it had")
    return changed


def _given_values(form: FormData) -> dict[str, str]:
    pairs = (
        (name.removeprefix("value."), _text(v).strip()) for name, v in form.multi_items() if name.startswith("value.")
    )
    return {field: value for field, value in pairs if value}


def _words(reader: Reader, report: str, form: FormData) -> str | tuple[int, int]:
    """What is marked, by offsets where the page knows them."""
    offsets = [_field(form, name).strip() for name in ("start", "end")]
    found = reader.report(report) if all(re.fullmatch(r"[0-9]{1,9}", o) for o in offsets) else None
    if found is None:
        return _field(form, "words").strip()
    start, end = (_as_stored(found[0].text, int(offset)) for offset in offsets)
    return start, end


def _as_stored(text: str, shown: int) -> int:
    """Where in a text the character stands that a browser counts so: it shows CR LF as one line break."""
    if "\r\n" not in text:
        return shown
    at = 0
    for _ in range(shown):
        at = min(at + (2 if text.startswith("\r\n", at) else 1), len(text))
    return at


def _other(form: FormData) -> str:
    others = _several(form, "other")
    if len(others) != 1:
        raise InputError("name the other report by its ID")
    return others[0]


def _several(form: FormData, name: str) -> list[str]:
    values = (part.strip() for value in form.getlist(name) for part in re.split(r"[\s,]+", _text(value)))
    return list(dict.fromkeys(value for value in values if value))[:MOST_VALUES]


def _field(form: FormData, name: str) -> str:
    return _text(form.get(name, ""))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise InputError("no files, please")
    if len(value) > LONGEST:
        raise InputError(f"longer than {LONGEST:,} characters")
    return value


# -- in words --------------------------------------------------------------------------------------------------------


def _ruling(reader: Reader, decision_id: str) -> Ruling | None:
    return next(iter(reader.rulings(decision_id)), None)


def _reports(claims: list[ClaimRef]) -> list[str]:
    return list(dict.fromkeys(ref.report for ref in claims))[:50]


def _events_of(reader: Reader, report: str, claims: list[ClaimRef]) -> list[str]:
    wanted = {ref.id for ref in claims if ref.report == report}
    return [e for claim, events in reader.events_of_claims(report).items() if claim in wanted for e in events]


def _item(decision: Decision, ruling: Ruling | None, shelf: WebShelf, frame: Frame) -> DecisionItem:
    return DecisionItem(
        id=decision.id,
        link=frame.to(f"/decisions/{decision.id}"),
        what=_what(decision),
        about=tuple(_anchor(a, shelf) for a in decision.targets[:SHOWN]),
        others=tuple(_anchor(a, shelf) for a in decision.others[:SHOWN]),
        more=max(0, len(decision.targets) - SHOWN) + max(0, len(decision.others) - SHOWN),
        values=decision.values,
        author=decision.author,
        made=decision.made[:16].replace("T", " "),
        reason=decision.reason,
        became=ruling.status.value if ruling else "",
        why=ruling.reason if ruling else "",
        of=frame.to(f"/decisions/{decision.of}") if decision.of else "",
        can_undo=frame.may_decide and (ruling is None or ruling.status.value != "withdrawn"),
    )


def _what(decision: Decision) -> str:
    """What was done, in a word or two."""
    is_report = decision.subject is Subject.REPORT
    words = {
        DecisionKind.SAME: "a copy" if is_report else "merged",
        DecisionKind.DIFFERENT: "written independently" if is_report else "split out",
        DecisionKind.REJECT: "rejected",
        DecisionKind.CORRECT: "corrected",
        DecisionKind.CONFIRM: "confirmed",
        DecisionKind.ADD: "added",
        DecisionKind.NOTE: "noted",
        DecisionKind.WITHDRAW: "taken back",
    }
    subject = f" ({decision.subject.value})" if decision.kind is not DecisionKind.WITHDRAW else ""
    return words[decision.kind] + subject


def _anchor(anchor: Anchor, shelf: WebShelf) -> tuple[str, str]:
    """The words, in which report; and where they stand."""
    name = shelf.name(anchor.report)
    if anchor.start is None:
        return (f"{anchor.name}, {name}" if anchor.name else name), shelf.report(anchor.report)
    return f"“{shortened(anchor.quote or anchor.name, 80)}”, {name}", shelf.words(anchor.report, anchor.start)
