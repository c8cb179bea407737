"""The grammar of English time expressions, over the classes of `time_lexer`.

A pattern names a class in angle brackets and a macro in braces; blanks mean nothing. Of the patterns that fit at a
place the longest wins, then the one listed first. A builder says what the words mean; None: not a time after all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from dateline.extraction.time_lexer import CODES, Lexeme


@dataclass(frozen=True, slots=True)
class Draft:
    """A time expression before it is placed in a sentence; the fields are those of `TimeMention`."""

    start: int
    end: int
    kind: str
    value: str = ""
    unit: str = ""
    direction: str = ""
    part: str = ""
    duration: bool = False
    weekday: int = 0
    clock: str = ""
    rule: str = ""
    parts: tuple[Draft, ...] = ()


NOTHING = Draft(0, 0, "nothing")


class Found:
    """What a pattern matched: lexemes by group name."""

    def __init__(self, match: re.Match[str], lexemes: Sequence[Lexeme]) -> None:
        self._match = match
        self._lexemes = lexemes

    def get(self, group: str) -> Lexeme | None:
        """The first lexeme of a group, or None where the group did not take part."""
        if group not in self._match.re.groupindex:
            return None
        at = self._match.start(group)
        return self._lexemes[at] if at >= 0 and self._match.end(group) > at else None

    def before(self) -> str:
        """The word before the whole match, in lower case, or ""."""
        at = self._match.start()
        return self._lexemes[at - 1].text.lower() if at else ""

    def number(self, group: str) -> int:
        lexeme = self.get(group)
        return int(lexeme.value) if lexeme and lexeme.value else 0

    def value(self, group: str) -> str:
        lexeme = self.get(group)
        return lexeme.value if lexeme else ""

    def count(self) -> int | None:
        """What the group "count" counts: 1 for "a", None for "several" or nothing."""
        at, end = self._match.span("count")
        words = [x for x in self._lexemes[at:end] if x.kind in ("number", "day", "a", "few")]
        if not words or any(x.kind == "few" for x in words):
            return None
        return sum(1 if x.kind == "a" else int(x.value) for x in words)


_SHORT_UNITS = ("hour", "minute", "second", "century")

Builder = Callable[[Found], Draft | None]

_MACROS = {
    "wd": "(?: <weekday> | <abbreviated-weekday><dot>? )",
    "mon": "(?: <month> | <weak-month> | <abbreviated-month><dot>? )",
    "dd": "(?: <day> | <ordinal> )",
    "sep": "(?: <of> | <dash> )",
    "to": "(?: <to> | <until> | <dash> )",
    "year": "(?: <comma>?(?P<year><year>) )",
    "count": "(?P<count> <a>?<few><of>? | <a> | (?:<number>|<day>)(?:<dash>?<number>)? )",
    "units": "(?P<unit> <unit> | <units> )",
    "early": "(?: <the>?(?P<early><early>)(?: <in>|<of>|<dash>|<on> )? )",
    "the-end": "(?: <the>?(?P<shift><early>)<of> )",
    "shift": "(?: (?P<shift><shift>|<early>)<on>? )",
    "last-next": "(?: (?P<last><last>) | (?P<next><next>) | <this> )",
    "weekday": "(?: <this>?(?P<wd>{wd})<comma>?<open>? )",
    "when": "<in><since><by><until><before><after><over>",
    "noun": "<other><name><number><day>",
    "measured": "<unit><units><number>",
}


@cache
def _compile(pattern: str) -> re.Pattern[str]:
    """A pattern over names of classes as one over their characters."""
    for _ in range(2):  # macros may use macros
        pattern = re.sub(r"\{([a-z-]+)\}", lambda m: _MACROS[m[1]], pattern)
    pattern = re.sub(r"(?<!\?P)(?<!\?P=)<([a-z-]+)>", lambda m: re.escape(CODES[m[1]]), pattern)
    return re.compile(re.sub(r"\s+", "", pattern))


def _iso(f: Found) -> Draft:
    text = f.value("iso")
    clock = text[11:16] if len(text) > 10 else ""
    return Draft(0, 0, "date", text[:10], clock=clock)


def _numeric(f: Found) -> Draft | None:
    """ "08.01.2026" is day first; with slashes the order is taken only where one reading is possible."""
    text = f.value("numeric")
    first, second, year = (int(x) for x in re.split(r"[./]", text))
    year = _full_year(str(year)) if year < 100 else year
    if "/" in text and first <= 12 and second <= 12 and first != second:
        return Draft(0, 0, "date", str(year), rule="numeric, order of day and month unclear")
    month, day = (first, second) if second > 12 else (second, first)
    if month > 12 or day > 31 or not month or not day:
        return None
    return Draft(0, 0, "date", f"{year:04d}-{month:02d}-{day:02d}")


def _full_year(text: str) -> int:
    """The year that two digits stand for: 50-99 in the last century, 00-49 in this."""
    return (1900 if int(text) >= 50 else 2000) + int(text)


def _full_date(f: Found) -> Draft | None:
    if not 1 <= f.number("day") <= 31:
        return None
    year = f.number("year")
    short = f.get("short")
    if short is not None:
        if len(short.text) != 2:
            return None
        year = _full_year(short.text)
    value = f"{year:04d}-{f.number('mon'):02d}-{f.number('day'):02d}"
    return Draft(0, 0, "date", value, weekday=f.number("wd"))


def _month_day(f: Found) -> Draft | None:
    if not 1 <= f.number("day") <= 31:
        return None
    return Draft(0, 0, "partial", f"--{f.number('mon'):02d}-{f.number('day'):02d}", weekday=f.number("wd"))


def _days_of_month(f: Found) -> Draft | None:
    """ "October 15-17", "between 5 and 7 January 2026": a range of two days."""
    first, second, year, month = f.number("day"), f.number("second"), f.number("year"), f.number("mon")
    if not 1 <= first < second <= 31:
        return None
    kind, head = ("date", f"{year:04d}") if year else ("partial", "-")
    ends = tuple(Draft(0, 0, kind, f"{head}-{month:02d}-{day:02d}") for day in (first, second))
    return Draft(0, 0, "range", f"{ends[0].value}/{ends[1].value}", parts=ends)


def _month_year(f: Found) -> Draft:
    return Draft(0, 0, "date", f"{f.number('year'):04d}-{f.number('mon'):02d}", part=f.value("early"))


def _month(f: Found) -> Draft:
    direction = "past" if f.get("last") else "future" if f.get("next") else ""
    return Draft(0, 0, "partial", f"--{f.number('mon'):02d}", direction=direction, part=f.value("early"))


def _day_only(f: Found) -> Draft | None:
    day = f.number("day")
    return Draft(0, 0, "partial", f"---{day:02d}", weekday=f.number("wd")) if 1 <= day <= 31 else None


def _holiday(f: Found) -> Draft:
    return Draft(0, 0, "partial", f.value("holiday"))


def _year(f: Found) -> Draft | None:
    if f.number("year") < 1800:
        return None
    return Draft(0, 0, "date", f.value("year"), part=f.value("early"))


def _years(f: Found) -> Draft | None:
    first, second = f.value("year"), f.value("second")
    if len(second) == 2:
        second = first[:2] + second
    if int(second) <= int(first):
        return None
    ends = (Draft(0, 0, "date", first), Draft(0, 0, "date", second))
    return Draft(0, 0, "range", f"{first}/{second}", parts=ends)


def _decade(f: Found) -> Draft:
    text = re.sub(r"\D", "", f.value("decade"))
    year = int(text) if len(text) == 4 else 1900 + int(text)
    ends = (Draft(0, 0, "date", str(year)), Draft(0, 0, "date", str(year + 9)))
    return Draft(0, 0, "range", f"{year}/{year + 9}", part=f.value("early"), parts=ends)


def _direction(f: Found) -> str:
    if any(f.get(g) for g in ("last", "past", "previous")):
        return "past"
    return "future" if f.get("next") else ""


def _weekday(f: Found) -> Draft:
    part = f.value("part") or f.value("shift")
    if f.get("following"):
        return Draft(0, 0, "anchored", "1", "weekday", part=part, weekday=f.number("wd"))
    rule = "this" if f.get("this") else ""
    return Draft(0, 0, "weekday", f.value("wd"), direction=_direction(f), part=part, rule=rule)


def _weekday_of_week(f: Found) -> Draft:
    shift = -1 if f.get("last") else 1 if f.get("next") else 0
    return Draft(0, 0, "relative", str(shift), "week", part=f.value("part"), weekday=f.number("wd"))


def _relative_day(f: Found) -> Draft:
    day, _, part = f.value("rel").partition(" ")
    part = f.value("part") or f.value("shift") or part
    return Draft(0, 0, "relative", day, "day", part=part)


def _day_beyond(f: Found) -> Draft | None:
    """ "the day before yesterday", "the day after tomorrow"."""
    day = f.number("rel")
    if f.value("unit") != "day" or not day:
        return None
    return Draft(0, 0, "relative", str(2 * day), "day")


def _relative_part(f: Found) -> Draft:
    """ "last night", "this morning"."""
    return Draft(0, 0, "relative", "-1" if f.get("last") else "0", "day", part=f.value("part"))


def _anchored_part(f: Found) -> Draft | None:
    """ "that night", "the following morning", "at dawn", "in the early hours"."""
    if f.value("unit") not in ("", "hour"):
        return None
    value = "-1" if f.get("previous") else "1" if f.get("next") else "0"
    return Draft(0, 0, "anchored", value, "day", part=f.value("part") or "early")


def _relative_unit(f: Found) -> Draft | None:
    """ "last week", "earlier this month", "next year"."""
    unit = f.value("unit")
    if unit in _SHORT_UNITS:
        return None
    value = "-1" if f.get("last") else "1" if f.get("next") else "0"
    part = f.value("shift")
    direction = "past" if value == "-1" or part == "earlier" else "future" if value == "1" or part == "later" else ""
    if unit == "day":
        return Draft(0, 0, "anchored", value, "day", part=part)
    return Draft(0, 0, "relative", value, unit, direction, part)


def _weekend(f: Found) -> Draft | None:
    if f.value("unit") != "weekend":
        return None
    return Draft(0, 0, "relative", "0", "weekend")


def _of_the_unit(f: Found) -> Draft | None:
    """ "earlier in the day", "later that week", "later in the year"."""
    unit, part = f.value("unit"), f.value("shift")
    if unit not in ("day", "week", "month", "year"):
        return None
    if unit == "day" or f.get("that"):
        return Draft(0, 0, "anchored", "0", unit, part=part)
    direction = "past" if part == "earlier" else "future" if part == "later" else ""
    return Draft(0, 0, "relative", "0", unit, direction, part)


def _ago(f: Found) -> Draft:
    count = f.count()
    if count is None:
        return Draft(0, 0, "vague", "", f.value("unit"), "past")
    return Draft(0, 0, "relative", str(-count), f.value("unit"), "past", rule="ago")


def _in_units(f: Found) -> Draft | None:
    """ "in two days": the coming ones, if the clause speaks of the future; not "for the first time in two years"."""
    if f.before() == "time":
        return None
    count = f.count()
    if count is None:
        return Draft(0, 0, "vague", "", f.value("unit"), "future")
    return Draft(0, 0, "relative", str(count), f.value("unit"), "future", rule="in")


def _anchored_units(f: Found) -> Draft:
    """ "two days later", "a week before the vote"."""
    count = f.count()
    sign = 1 if f.value("shift") == "later" or f.get("after") else -1
    to_event = "event" if f.get("after") or f.get("before") else ""
    return Draft(0, 0, "anchored", "" if count is None else str(sign * count), f.value("unit"), rule=to_event)


def _anchored_unit(f: Found) -> Draft | None:
    """ "the same day", "the previous week", "the following month", "that day"."""
    unit = f.value("unit")
    if unit in _SHORT_UNITS:
        return None
    value = "-1" if f.get("previous") else "1" if f.get("next") else "0"
    return Draft(0, 0, "anchored", value, unit)


def _span(f: Found) -> Draft:
    """ "over the past thirteen months", "the next two days", "the past week"."""
    future = bool(f.get("next"))
    counted = f.get("count") is not None
    count = f.count() if counted else 1 if (f.get("unit") or Lexeme(0, 0, "", "", "")).kind == "unit" else None
    if count is None:
        return Draft(0, 0, "vague", "", f.value("unit"), "future" if future else "past")
    value = str(count if future else -count)
    return Draft(0, 0, "span-of-time", value, f.value("unit"), "future" if future else "past", duration=True)


def _duration(f: Found) -> Draft:
    """ "for three days", "two days of clashes", "a two-day visit": a length of time without a beginning."""
    count = f.count() if f.get("count") else None
    return Draft(0, 0, "span-of-time", "" if count is None else str(count), f.value("unit"), duration=True)


def _clock(f: Found) -> Draft | None:
    clock = clock_value(f.value("clock"))
    if clock is None:
        return None
    zone = _ZONE.search(f.value("clock"))
    return Draft(0, 0, "clock", clock, clock=f"{clock} {zone.group()}" if zone else clock)


_ZONE = re.compile(r"[A-Z]{3,4}$|(?:[A-Z][a-z]+ )?(?:local )?time$")


def clock_value(text: str) -> str | None:
    """The hour and minute of a clock time: "8.46am" → "08:46", "0900" → "09:00", "11 p.m." → "23:00"."""
    low = text.lower()
    digits = re.findall(r"\d+", low)
    if len(digits) == 1 and len(digits[0]) == 4:
        hour, minute = int(digits[0][:2]), int(digits[0][2:])
    else:
        hour, minute = int(digits[0]), int(digits[1]) if len(digits) > 1 else 0
    meridiem = re.search(r"([ap])\.?\s?m", low)
    if meridiem and hour <= 12:
        hour = hour % 12 + (12 if meridiem[1] == "p" else 0)
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None


def _vague(f: Found) -> Draft:
    unit = f.value("unit")
    future = f.get("next") or (f.get("vague") or Lexeme(0, 0, "", "", "")).text.lower() == "soon"
    return Draft(0, 0, "vague", "", unit, "future" if future else "past")


def _nothing(_: Found) -> Draft:
    """An age, a plural weekday of habit: words of time that date nothing."""
    return NOTHING


_GRAMMAR: tuple[tuple[str, str, Builder], ...] = (
    ("age", "{count}<dash>?(?:<unit>|<units>)<dash>?<old>", _nothing),
    ("iso date", "(?P<iso><iso>)", _iso),
    ("numeric date", "(?P<numeric><numeric>)", _numeric),
    ("date", "{weekday}?(?P<mon>{mon})(?P<day>{dd})(?:<comma>|<of>)?(?P<year><year>)", _full_date),
    ("date", "{weekday}?<the>?(?P<day>{dd}){sep}?(?P<mon>{mon})(?:<comma>|{sep})?(?P<year><year>)", _full_date),
    ("short date", "(?P<day><day>)(?P<mon><abbreviated-month>|<weak-month>)(?P<short><number>|<day>)", _full_date),
    ("days of a month", "<between>(?P<mon>{mon})(?P<day>{dd})<and>(?P<second>{dd}){year}?", _days_of_month),
    ("days of a month", "<from>?(?P<mon>{mon})(?P<day>{dd}){to}(?P<second>{dd}){year}?", _days_of_month),
    (
        "days of a month",
        "(?:<from>|<between>)?<the>?(?P<day>{dd})(?:{to}|<and>)<the>?(?P<second>{dd})<of>?(?P<mon>{mon}){year}?",
        _days_of_month,
    ),
    ("day and month", "{weekday}?(?P<mon>{mon})(?P<day>{dd})", _month_day),
    ("day and month", "{weekday}?<the>?(?P<day>{dd})<of>?(?P<mon>{mon})", _month_day),
    ("day of the month", "(?<=<on>)<the>(?P<day><ordinal>)(?![{noun}<dash>])", _day_only),
    ("day of the month", "(?P<wd>{wd})<comma>?<the>(?P<day><ordinal>)(?!<of>)", _day_only),
    ("month and year", "{early}?(?P<mon>{mon})(?:<comma>|<of>)?(?P<year><year>)", _month_year),
    ("month", "{last-next}?{early}?(?P<mon><month>|<abbreviated-month>(?=<dot>))(?!<name>)", _month),
    ("month", "(?<=[{when}<of>])(?P<mon><month>|<abbreviated-month>)", _month),
    ("month", "(?<=[<in><since><by><until>])(?P<mon><weak-month>)", _month),
    ("month", "(?<=[<from><before><after><over>])(?P<mon><weak-month>)(?![{noun}])", _month),
    ("month", "(?:{last-next}|{early})(?P<mon><weak-month>)", _month),
    ("holiday", "(?P<holiday><holiday>)", _holiday),
    ("years", "(?P<year><year>)<dash>(?P<second><year>|<day>|<number>)(?![<other><dash>])", _years),
    ("year", "{early}(?P<year><year>)(?![{measured}])", _year),
    ("year", "(?<=[{when}<open>])(?P<year><year>)(?![{measured}])", _year),
    ("year", "(?<=[<of><to><and><from><between>])(?P<year><year>)(?![{measured}{noun}])", _year),
    ("year", "(?<=[<the><apostrophe><previous>])(?P<year><year>)(?=<other>)", _year),
    ("decade", "<the>?{early}?(?P<decade><decade>)", _decade),
    ("habit", "<weekdays>", _nothing),
    (
        "weekday",
        "{shift}?(?:(?P<last><last>)|(?P<past><past>|<previous>)|<the>?(?P<next><next>|<coming>)|"
        "(?P<this><this>|<that>)|<the>(?P<following><following>))?(?P<wd><weekday>)(?P<part><part>)?",
        _weekday,
    ),
    ("weekday", "(?<=<on>)(?P<wd><abbreviated-weekday>)(?P<part><part>)?", _weekday),
    ("weekday", "(?P<wd><weekday>)(?P<last><last>)(?![<unit><units>])", _weekday),
    (
        "weekday of a week",
        "(?P<wd><weekday>)(?P<part><part>)?<of>?(?:(?P<last><last>)|(?P<next><next>)|<this>)(?P<unit><unit>)",
        _weekday_of_week,
    ),
    ("day", "(?P<shift><shift>|<early>)?(?P<rel><relative-day>)(?P<part><part>)?", _relative_day),
    ("day", "<the>(?P<unit><unit>)(?:<before>|<after>)(?P<rel><relative-day>)", _day_beyond),
    ("part of the day", "{shift}?(?:(?P<last><last>)|<this>)(?P<part><part>)", _relative_part),
    (
        "part of that day",
        "(?:<that>|<the>?<same>|<the>(?:(?P<previous><previous>)|(?P<next><following>|<next>)))(?P<part><part>)",
        _anchored_part,
    ),
    ("part of the day", "<in>?<the>(?P<shift><early>)(?:(?P<unit><units>)|(?P<part><part>))", _anchored_part),
    ("part of the day", "(?:<in><the>|<at>|<before>|<after>|<by>|<until>)(?P<part><part>)", _anchored_part),
    ("end of the year", "{the-end}(?:(?P<last><last>)|<this>|(?P<next><next>))(?P<unit><unit>)", _relative_unit),
    ("end of the year", "{the-end}<the>(?P<unit><unit>)", _relative_unit),
    (
        "week, month or year",
        "{shift}?(?:(?P<last><last>)|<this>|(?P<next><next>|<coming>))(?P<unit><unit>)",
        _relative_unit,
    ),
    ("weekend", "<the>(?P<unit><unit>)", _weekend),
    (
        "of the day",
        "(?P<shift><shift>|<early>)(?:<on>?<in><the>|<on><the>|(?P<that><that>|<the>?<same>))(?P<unit><unit>)",
        _of_the_unit,
    ),
    ("ago", "{count}{units}<ago>", _ago),
    ("ago", "(?P<count>)(?P<unit><units>)<ago>", _ago),
    ("in some time", "<in>{count}{units}(?:<apostrophe><other>)?(?![<of><ago>])", _in_units),
    (
        "from the time before",
        "{count}{units}(?:(?P<shift><shift>)|(?P<before><before>)|(?P<after><after>))",
        _anchored_units,
    ),
    ("from the time before", "(?P<count>)(?P<unit><units>)(?P<shift><shift>)", _anchored_units),
    (
        "that day",
        "(?:<that>|<the>?<same>|<the>(?:(?P<previous><previous>)|(?P<next><next>|<following>)))(?P<unit><unit>)",
        _anchored_unit,
    ),
    ("span", "<the>?(?:<past>|<last>|<previous>){count}{units}", _span),
    ("span", "<the>(?:<past>|<last>){units}", _span),
    ("span", "<past>{units}", _span),
    ("span", "<the>?(?P<next><next>|<coming>|<following>){count}{units}", _span),
    ("span", "<the>(?P<next><coming>){units}", _span),
    ("recent", "<in>?<recent>(?P<unit><units>)", _vague),
    ("length", "<for>(?:<other>|<over>){0,2}{count}{units}", _duration),
    ("length", "<over>{count}{units}", _duration),
    ("length", "<for>(?P<unit><units>)", _duration),
    ("length", "{count}<dash>(?P<unit><unit>)(?!<dash>)", _duration),
    ("length", "{count}{units}<of>", _duration),
    ("clock", "(?P<clock><clock>)", _clock),
    ("vague", "(?P<vague><vague>)", _vague),
)


@cache
def _compiled() -> tuple[tuple[str, re.Pattern[str], Builder], ...]:
    return tuple((name, _compile(pattern), build) for name, pattern, build in _GRAMMAR)


def parse(lexemes: Sequence[Lexeme], codes: str) -> list[tuple[int, int, Draft]]:
    """Time expressions as (first lexeme, end lexeme, draft), in text order, none overlapping."""
    hits = [
        (match.start(), -match.end(), order, match)
        for order, (_, pattern, _) in enumerate(_compiled())
        for match in pattern.finditer(codes)
        if match.end() > match.start()
    ]
    found: list[tuple[int, int, Draft]] = []
    reached = 0
    for first, minus_end, order, match in sorted(hits, key=lambda h: h[:3]):
        if first < reached:
            continue
        name, _, build = _compiled()[order]
        draft = build(Found(match, lexemes))
        if draft is None:
            continue
        reached = -minus_end
        if draft is not NOTHING:
            found.append((first, reached, _placed(draft, lexemes, first, reached, name)))
    return found


def _placed(draft: Draft, lexemes: Sequence[Lexeme], first: int, end: int, name: str) -> Draft:
    """The draft with its span (that of its parts is the whole) and the name of its rule."""
    if lexemes[first].kind == "the" and lexemes[first + 1].kind == "day":
        first += 1  # "the 10 March agreement"
    start, stop = lexemes[first].start, lexemes[end - 1].end
    parts = tuple(replace(p, start=start, end=stop, rule=name) for p in draft.parts)
    rule = f"{name}: {draft.rule}" if draft.rule else name
    return replace(draft, start=start, end=stop, rule=rule, parts=parts)
