"""What a line is by itself: furniture, time stamp, caption, byline, tags. When in doubt a line is left to be body."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dateline.intake.lines import Line
from dateline.intake.stamps import Clock, Date, find_clocks, find_dates, zone_at
from dateline.model import BlockKind
from dateline.reference import outlets
from dateline.reference.furniture import phrases

_ADDRESS = re.compile(r"(?:https?://|www\.|pic\.twitter\.com/)\S+|@\w+|\S+@\S+\.\w+", re.I)
_POST = re.compile(r"[—–-]+\s?[^—–]{2,80}\(@\w+\)(?:\s.{0,40})?$|@\w+\s·.*$")
_COUNT = re.compile(
    r"(?:about\s)?\d[\d.,]*\s?[km]?\+?[\s-]?(?:shares?|views?|comments?|likes?|reads?|followers|votes?|points?|photos?|images?"
    r"|min(?:ute)?s?(?:\s(?:read|ago))?|h(?:ou)?rs?\sago|days?\sago|weeks?\sago|months?\sago|of\s\d+|px)\W*",
    re.I,
)
_AGO = re.compile(
    r"(?:(?:updated|published|posted|modified)\s)?(?:about\s|an?\s|\d+\s?)(?:min(?:ute)?|h(?:ou)?r|day|week|month)s?\sago\W*",
    re.I,
)
_CRUMBS = re.compile(r"[^/>»›|]{1,60}(?:\s[/>»›|]\s[^/>»›|]{1,120}){2,}|home\s?[/>»›|].+", re.I)
_HASHTAGS = re.compile(r"(?:#\w+[\s,]*)+")
_RELEASE_NUMBER = re.compile(
    r"(?:(?:release\s)?(?:no|number)\.?:?\s*)?(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-[A-Z]{1,3}-\d{2,4}(?:\b.{0,40})?", re.I
)
_INITIALS = re.compile(r"\(?[a-z]{2,4}(?:[/-][a-z]{2,4}){1,3}\)?|[A-Z]{2,3}/[A-Z]{2,3}(?:/[A-Z]{2,3})?")

_BY = re.compile(r"(?:by|from|BY|By|From|FROM)[:\s]\s*(?P<names>\S.*)")
NAME_WORDS = frozenset({
    "and", "in", "for", "of", "the", "with", "at", "to", "de", "da", "di", "del", "der", "den", "van", "von",
    "bin", "ibn", "al", "el", "le", "la"
})  # fmt: skip
_CREDITS_WORK = re.compile(
    r"[\W_]*(?:additional\s|contributing\s)?(?:reporting|writing|written|editing|compiled|edited|translated|translation)"
    r"\s(?:by|from)\b.*",
    re.I,
)
_WORK_WORDS = frozenset(
    {"reporting", "writing", "editing", "additional", "by", "from", "newsroom", "bureau", "written", "translation"}
)

_PHOTO_WORD = (
    r"(?:photos?|photographs?|pics?|pictures?|images?|getty|handout|screengrab|screenshot|file|courtesy|via|credits?)"
)
_BRACKET_END = re.compile(r"[(\[](?P<in>[^()\[\]]{2,90})[)\]]\W*$")
_SLASH_END = re.compile(r"(?:[.!?)\]”\"]|\s-)\s*/\s?(?P<in>[A-Z][\w .&'’-]{1,40})$")
_LABEL_END = re.compile(
    rf"(?:^|[.!?)\]”\"]\s|\s?[-–—|/]\s)(?:file )?{_PHOTO_WORD}(?: credit| courtesy)?s?\s?[:/]"
    r"\s?(?P<in>[^.!?]{1,70})\.?$",
    re.I,
)
_CREDIT_SENTENCE = re.compile(
    rf"(?:^|[.!?)\]”\"]\s){_PHOTO_WORD}(?: was)?"
    r" (?:by|posted|courtesy|taken|provided|shared|released|supplied|from|obtained)\b(?P<in>[^.!?]{1,90})\.?$",
    re.I,
)
_NAME_END = re.compile(r".*[.!?)\]”\"]\s+(?P<in>[A-Z][\w.&'’/ -]{1,45})$")
_THIS_PHOTO = re.compile(
    r"this\s(?:[\w-]+\s){0,3}(?:photo|photograph|picture|image|screengrab|grab|handout)(?:\s\w+)?\s"
    r"(?:taken|made available|obtained|released by|provided by|posted by|dated)\b",
    re.I,
)
_SAYS = re.compile(
    r"\b(?:said|says|told|tells|added|adds|reported|reports|announced|stated|warned|claimed|accused|denied|confirmed"
    r"|according to)\b"
)
_FINITE = re.compile(
    r"\b(?:show(?:s|ed)?|appear(?:s|ed)?|suggest(?:s|ed)?|reveal(?:s|ed)?|depict(?:s|ed)?|confirm(?:s|ed)?|was|were|is|are"
    r"|had|has|have|said|says)\b"
)
LONGEST_CAPTION = 70  # words
AGENCY_CREDIT = "agency after the words"
"""A rule that the last paragraph of a text fits as well: agencies sign what they wrote."""

_STAMP_WORD = re.compile(
    r"\b(?:\d+\s(?:minute|min|hour|hr|day|week|month|year)s?\sago|(?:first\s)?published(?:\s(?:in|by))?|posted|created"
    r"|issued|released|dated?|filed|publication date|updated?|modified|edited|last\s(?:updated|modified)|revised|as of"
    r"|at|on|time|local time|local|by|gmt|utc|hrs|hours|am|pm|[ap]\.m\.|the|mon|tue|tues|wed|wednes|thu|thur|thurs|fri"
    r"|sat|satur|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.I,
)
_UPDATE = re.compile(r"\b(?:updated?|modified|edited|revised)\b", re.I)
_PUBLISH = re.compile(r"\b(?:published(?:\s(?:in|by))?|posted|created|issued|released|publication)\b", re.I)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time of publication as the page prints it. label: "published", "updated" or ""."""

    date: Date
    clock: Clock | None
    label: str


def stamps_in(text: str) -> list[Stamp]:
    """The whole dates of a line, each with its hour and its label ("Published: 07:41, May 14, 2024 | Updated: …")."""
    dates, clocks = find_dates(text), find_clocks(text)
    found = []
    for number, date in enumerate(dates):
        before = dates[number - 1].end if number else 0
        after = dates[number + 1].start if number + 1 < len(dates) else len(text)
        near = [
            c
            for c in clocks
            if before <= c.start and c.end <= after and "|" not in text[min(c.start, date.start) : max(c.end, date.end)]
        ]
        clock = min(near, key=lambda c: max(c.start - date.end, date.start - c.end), default=None)
        if clock and clock.zone is None and (zone := zone_at(text, date.end)):
            clock = replace(clock, zone=zone)
        lead = text[before : min(date.start, clock.start if clock else date.start)]
        label = "updated" if _UPDATE.search(lead) else "published" if _PUBLISH.search(lead) else ""
        found.append(Stamp(date, clock, label))
    return found


def label_of(text: str) -> str:
    """What a short line says of the time in the line below it: "published", "updated", "other" ("Event date"), ""."""
    if len(text.split()) > 4:
        return ""
    if _UPDATE.search(text):
        return "updated"
    if _PUBLISH.search(text):
        return "published"
    return "other" if re.search(r"\b(?:date|time|when|deadline|start|end)s?\b", text, re.I) else ""


def classify(line: Line) -> None:
    """Say what the line is, if it shows by itself; leave its kind None otherwise."""
    for rule in (_time_stamp, _furniture, _caption, _byline, _tags):
        found = rule(line)
        if found:
            line.set(*found)
            return


def release_number(line: Line) -> tuple[int, int] | None:
    """Year and month in a press release's number ("2010-09-CA-005"), or None."""
    match = _RELEASE_NUMBER.search(line.text)
    return (int(match["y"]), int(match["m"])) if match else None


def _furniture(line: Line) -> tuple[BlockKind, str] | None:
    text, folded, known = line.text, line.folded, phrases()
    if kind := known.lines.get(folded):
        return BlockKind(kind), "known line"
    if folded in known.labels or folded in known.stops:
        return BlockKind.FURNITURE, "label"
    if _RELEASE_NUMBER.fullmatch(text):
        return BlockKind.HEADER, "release number"
    if _AGO.fullmatch(text):
        return BlockKind.TIMESTAMP, "so long ago"
    if _ADDRESS.fullmatch(text) or _COUNT.fullmatch(text) or _POST.fullmatch(text):
        return BlockKind.FURNITURE, "address or count"
    if _CRUMBS.fullmatch(text) and not line.ends_sentence and len(line.words) <= 25:
        return BlockKind.FURNITURE, "breadcrumbs"
    if line.opens_quote:
        return None
    return _furniture_phrase(line) or _no_words(line)


def _furniture_phrase(line: Line) -> tuple[BlockKind, str] | None:
    folded, known, size = line.folded, phrases(), len(line.words)
    if size <= 25 and known.leads.match(folded):
        return BlockKind.FURNITURE, "leads elsewhere"
    if size <= 30:
        for kind, pattern in known.starts:
            if pattern.match(folded) and (kind != "byline" or size <= 4 or not line.is_prose):
                return BlockKind(kind), "known beginning"
    if size <= 60 and known.has_anywhere(folded):
        return BlockKind.FURNITURE, "known phrase"
    hints = known.hints_in(folded)
    if (hints >= 2 and size <= 60) or (hints and size <= 5 and not line.ends_sentence):
        return BlockKind.FURNITURE, "two hints" if hints >= 2 else "hint in a short line"
    return None


def _no_words(line: Line) -> tuple[BlockKind, str] | None:
    """Counters, clocks and signs: "403", "0:00 / 5:02", "+ ↺ − 16 px"."""
    if any(len(w) > 2 for w in line.words) or find_dates(line.text) or find_clocks(line.text):
        if not re.fullmatch(r"[\d:]+ ?/ ?[\d:]+", line.text):
            return None
    elif line.is_prose or line.bullet:
        return None
    return BlockKind.FURNITURE, "no words"


def _time_stamp(line: Line) -> tuple[BlockKind, str] | None:
    """A line made of dates, hours and labels, with a few capitalised words (section, outlet) at most."""
    if len(line.text) > 160 or not any(c.isdigit() for c in line.text):
        return None
    dates, clocks = find_dates(line.text), find_clocks(line.text)
    if not dates and not clocks:
        return None
    rest = line.text
    spans = [(d.start, d.end) for d in dates] + [(c.start, c.end) for c in clocks]
    for start, end in sorted(spans, reverse=True):
        rest = rest[:start] + " " + rest[end:]
    labelled = bool(_STAMP_WORD.search(rest))
    words = re.findall(r"[^\W_][\w'’.-]*", _STAMP_WORD.sub(" ", rest))
    sure = any(d.year for d in dates) or bool(clocks)
    if len(words) > 4 or any(w[0].islower() for w in words) or not (sure or (labelled and len(words) < 2) or not words):
        return None
    if not dates and len(words) > 1:
        return None
    return BlockKind.TIMESTAMP, "date or hour"


def _caption(line: Line) -> tuple[BlockKind, str] | None:
    size, text = len(line.words), line.text
    if size > LONGEST_CAPTION or line.opens_quote:
        return None
    if _THIS_PHOTO.match(text):
        return BlockKind.CAPTION, "photo credit"
    if (match := _LABEL_END.search(text)) and _names_only(match["in"]):
        return BlockKind.CAPTION, "photo credit"
    if (match := _CREDIT_SENTENCE.search(text)) and not _FINITE.search(match["in"]):
        return BlockKind.CAPTION, "photo credit"
    if _SAYS.search(text):
        return None
    if (match := _BRACKET_END.search(text)) and (rule := _bracket_credit(match["in"], alone=match.start() == 0)):
        return BlockKind.CAPTION, rule
    if _SLASH_END.search(text):
        return BlockKind.CAPTION, AGENCY_CREDIT
    if match := _NAME_END.match(text):
        if any(outlets.is_agency(p) for p in _parts(match["in"])):
            return BlockKind.CAPTION, AGENCY_CREDIT
        if match["in"].isupper() and len(match["in"]) >= 6 and len(match["in"].split()) <= 6:
            return BlockKind.CAPTION, "credit in capitals"
    return None


def _bracket_credit(inside: str, *, alone: bool) -> str:
    """The rule by which a bracket at the end of a line credits a picture, or "". One agency by itself signs a text."""
    if re.search(rf"\b{_PHOTO_WORD}\b", inside, re.I) and len(inside.split()) <= 12:
        return "credit in brackets" if _names_only(inside) else ""
    parts = _parts(inside)
    if len(parts) < 2:
        return ""
    return AGENCY_CREDIT if any(map(outlets.is_agency, parts)) or (alone and _names_only(inside)) else ""


def _parts(credit: str) -> list[str]:
    """Who is credited in "Jane Roe/AFP" or "Bernama via Xinhua"."""
    return [part.strip() for part in re.split(r"/|\bvia\b|\bfor\b", credit) if part.strip()]


def _names_only(credit: str) -> bool:
    """Whether a credit has only names in it, and words for pictures."""
    words = re.findall(r"[^\W\d_][\w'’]*", credit)
    return all(_in_name(w) or w == "by" or re.fullmatch(_PHOTO_WORD, w) for w in words)


def _byline(line: Line) -> tuple[BlockKind, str] | None:
    text, size = line.text.strip(), len(line.words)
    if _CREDITS_WORK.fullmatch(text) and all(_in_name(w) or w.lower() in _WORK_WORDS for w in line.words):
        return BlockKind.BYLINE, "credits the work"
    if size > 14:
        return None
    bare = text.strip("()[]—–- ")
    if outlets.by_name(bare) and any(c.isupper() for c in bare):
        return BlockKind.BYLINE, "outlet name"
    if _INITIALS.fullmatch(text):
        return BlockKind.BYLINE, "initials"
    match = _BY.fullmatch(text)
    if (
        match
        and not re.search(r"[.!?]$", text)
        and all(_in_name(w) for w in re.split(r"[\s,|&]+", match["names"]) if w)
    ):
        return BlockKind.BYLINE, "by a name"
    return None


def _in_name(word: str) -> bool:
    return word[0].isupper() or word.lower() in NAME_WORDS or not word[0].isalpha()


def _tags(line: Line) -> tuple[BlockKind, str] | None:
    return (BlockKind.TAGS, "hashtags") if _HASHTAGS.fullmatch(line.text) else None
