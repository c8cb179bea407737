"""The grammar of English time expressions, over the classes of `time_lexer`.

A pattern names a class in angle brackets and a macro in braces; blanks mean nothing. Of the patterns that fit at a
place the longest wins, then the one listed first. What each means stands in `time_meanings`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from dateline.extraction import time_meanings as mean
from dateline.extraction.time_lexer import CODES, Lexeme
from dateline.extraction.time_meanings import NOTHING, Builder, Draft, Found
from dateline.reference.screening import Screen, needed_sets, screened

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


_GRAMMAR: tuple[tuple[str, str, Builder], ...] = (
    ("age", "{count}<dash>?(?:<unit>|<units>)<dash>?<old>", mean.nothing),
    ("iso date", "(?P<iso><iso>)", mean.iso),
    ("numeric date", "(?P<numeric><numeric>)", mean.numeric),
    ("date", "{weekday}?(?P<mon>{mon})(?P<day>{dd})(?:<comma>|<of>)?(?P<year><year>)", mean.full_date),
    ("date", "{weekday}?<the>?(?P<day>{dd}){sep}?(?P<mon>{mon})(?:<comma>|{sep})?(?P<year><year>)", mean.full_date),
    ("short date", "(?P<day><day>)(?P<mon><abbreviated-month>|<weak-month>)(?P<short><number>|<day>)", mean.full_date),
    ("days of a month", "<between>(?P<mon>{mon})(?P<day>{dd})<and>(?P<second>{dd}){year}?", mean.days_of_month),
    ("days of a month", "<from>?(?P<mon>{mon})(?P<day>{dd}){to}(?P<second>{dd}){year}?", mean.days_of_month),
    (
        "days of a month",
        "(?:<from>|<between>)?<the>?(?P<day>{dd})(?:{to}|<and>)<the>?(?P<second>{dd})<of>?(?P<mon>{mon}){year}?",
        mean.days_of_month,
    ),
    ("day and month", "{weekday}?(?P<mon>{mon})(?P<day>{dd})", mean.month_day),
    ("day and month", "{weekday}?<the>?(?P<day>{dd})<of>?(?P<mon>{mon})", mean.month_day),
    ("day of the month", "(?<=<on>)<the>(?P<day><ordinal>)(?![{noun}<dash><unit>])", mean.day_only),
    ("day of the month", "(?P<wd>{wd})<comma>?<the>(?P<day><ordinal>)(?!<of>)", mean.day_only),
    ("month and year", "{early}?(?P<mon>{mon})(?:<comma>|<of>)?(?P<year><year>)", mean.month_year),
    ("month", "{last-next}?{early}?(?P<mon><month>|<abbreviated-month>(?=<dot>))(?!<name>)", mean.month),
    ("month", "(?<=[{when}<of>])(?P<mon><month>|<abbreviated-month>)", mean.month),
    ("month", "(?<=[<in><since><by><until>])(?P<mon><weak-month>)", mean.month),
    ("month", "(?<=[<from><before><after><over>])(?P<mon><weak-month>)(?![{noun}])", mean.month),
    ("month", "(?:{last-next}|{early})(?P<mon><weak-month>)", mean.month),
    ("holiday", "(?P<holiday><holiday>)", mean.holiday),
    ("years", "(?P<year><year>)<dash>(?P<second><year>|<day>|<number>)(?![<other><dash>])", mean.years),
    ("year", "{early}(?P<year><year>)(?![{measured}])", mean.year),
    ("year", "(?<=[{when}<open>])(?P<year><year>)(?![{measured}])", mean.year),
    ("year", "(?<=[<of><to><and><from><between>])(?P<year><year>)(?![{measured}{noun}])", mean.year),
    ("year", "(?<=[<the><apostrophe><previous>])(?P<year><year>)(?=<other>)", mean.year),
    ("decade", "<the>?{early}?(?P<decade><decade>)", mean.decade),
    ("habit", "<weekdays>", mean.nothing),
    (
        "weekday",
        "{shift}?(?:(?P<last><last>)|(?P<past><past>|<previous>)|<the>?(?P<next><next>|<coming>)|"
        "(?P<this><this>|<that>)|<the>(?P<following><following>))?(?P<wd><weekday>)(?P<part><part>)?",
        mean.weekday,
    ),
    ("weekday", "(?<=<on>)(?P<wd><abbreviated-weekday>)(?P<part><part>)?", mean.weekday),
    ("weekday", "(?P<wd><weekday>)(?P<last><last>)(?![<unit><units>])", mean.weekday),
    (
        "weekday of a week",
        "(?P<wd><weekday>)(?P<part><part>)?<of>?(?:(?P<last><last>)|(?P<next><next>)|<this>)(?P<unit><unit>)",
        mean.weekday_of_week,
    ),
    ("day", "(?P<shift><shift>|<early>)?(?P<rel><relative-day>)(?P<part><part>)?", mean.relative_day),
    ("day", "<the>(?P<unit><unit>)(?:<before>|<after>)(?P<rel><relative-day>)", mean.day_beyond),
    ("part of the day", "{shift}?(?:(?P<last><last>)|<this>)(?P<part><part>)", mean.relative_part),
    (
        "part of that day",
        "(?:<that>|<the>?<same>|<the>(?:(?P<previous><previous>)|(?P<next><following>|<next>)))(?P<part><part>)",
        mean.anchored_part,
    ),
    ("part of the day", "<in>?<the>(?P<shift><early>)(?:(?P<unit><units>)|(?P<part><part>))", mean.anchored_part),
    ("part of the day", "(?:<in><the>|<at>|<before>|<after>|<by>|<until>)(?P<part><part>)", mean.anchored_part),
    ("end of the year", "{the-end}(?:(?P<last><last>)|<this>|(?P<next><next>))(?P<unit><unit>)", mean.relative_unit),
    ("end of the year", "{the-end}<the>(?P<unit><unit>)", mean.relative_unit),
    (
        "week, month or year",
        "{shift}?(?:(?P<last><last>)|<this>|(?P<next><next>|<coming>))(?P<unit><unit>)",
        mean.relative_unit,
    ),
    ("weekend", "<the>(?P<unit><unit>)", mean.weekend),
    ("weekend", "(?P<unit><unit>)(?=<other>)", mean.weekend),
    ("day of a row", "(?:<a>|<the>|<other>)(?P<nth><ordinal>)<other>?(?P<unit><unit>)", mean.day_of_row),
    (
        "of the day",
        "(?P<shift><shift>|<early>)(?:<on>?<in><the>|<on><the>|(?P<that><that>|<the>?<same>))(?P<unit><unit>)",
        mean.of_the_unit,
    ),
    ("ago", "{count}{units}<ago>", mean.ago),
    ("ago", "(?P<count>)(?P<unit><units>)<ago>", mean.ago),
    ("in some time", "<in>{count}{units}(?:<apostrophe><other>)?(?![<of><ago>])", mean.in_units),
    (
        "from the time before",
        "{count}{units}(?:(?P<shift><shift>)|(?P<before><before>)|(?P<after><after>))",
        mean.anchored_units,
    ),
    (
        "from the time before",
        "(?P<count>)(?P<unit><units>)(?:(?P<shift><shift>)|(?P<after><after>))",
        mean.anchored_units,
    ),
    (
        "that day",
        "(?:<that>|<the>?<same>|<the>(?:(?P<previous><previous>)|(?P<next><next>|<following>)))(?P<unit><unit>)",
        mean.anchored_unit,
    ),
    (
        "the day before",
        "<the>(?P<unit><unit>)(?:(?P<previous><before>)|(?P<next><after>))(?=<comma>|<dot>|<close>|<and>|$)",
        mean.anchored_unit,
    ),
    ("span", "<the>?(?:<past>|<last>|<previous>){count}{units}", mean.span),
    ("span", "<the>(?:<past>|<last>){units}", mean.span),
    ("span", "<past>{units}", mean.span),
    ("span", "<the>?(?P<next><next>|<coming>|<following>){count}{units}", mean.span),
    ("span", "<the>(?P<next><coming>){units}", mean.span),
    ("recent", "<in>?<recent>(?P<unit><units>)", mean.vague),
    ("length", "<for>(?:<other>|<over>){0,2}{count}{units}", mean.duration),
    ("length", "<over>{count}{units}", mean.duration),
    ("length", "<for>(?P<unit><units>)", mean.duration),
    ("length", "{count}<dash>(?P<unit><unit>)(?!<dash>)", mean.duration),
    ("length", "{count}{units}<of>", mean.duration),
    ("length", "<after>(?:<other>|<over>){0,2}{count}{units}<of>", mean.duration_before),
    ("clock", "(?P<clock><clock>)", mean.clock),
    ("vague", "(?P<vague><vague>)", mean.vague),
)


@cache
def _compiled() -> tuple[tuple[str, re.Pattern[str], Builder], ...]:
    return tuple((name, _compile(pattern), build) for name, pattern, build in _GRAMMAR)


@cache
def _screen() -> Screen:
    return Screen(needed_sets(pattern, 1) for _, pattern, _ in _compiled())


def parse(lexemes: Sequence[Lexeme], codes: str) -> list[tuple[int, int, Draft]]:
    """Time expressions as (first lexeme, end lexeme, draft), in text order, none overlapping."""
    hits = [
        (match.start(), -match.end(), order, match)
        for order in _screen().passing(screened(codes))
        for match in _compiled()[order][1].finditer(codes)
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
