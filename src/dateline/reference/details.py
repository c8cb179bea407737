"""Details of a happening that sentences give in words of their own: `detail_fields.tsv` and `detail_values.tsv`."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import cache
from typing import NamedTuple

from dateline.errors import ReferenceDataError
from dateline.reference.folding import fold
from dateline.reference.numbers import figure, number_value, number_words
from dateline.reference.screening import Screen, needed_sets, screened
from dateline.reference.tables import read_table

_NEGATION = re.compile(
    r"(?:\b(?:not|never|no|nor|neither|without|rather than|instead of|den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?)\b"
    r"|n['’]t\b)[^.,;:“”\"]{0,40}$",
    re.IGNORECASE,
)
_NAMED = re.compile(r"\{([a-z]+)\}")
_UNSETTLED = re.compile(
    r"\b(?:propos\w+|demand\w*|insist\w*|want(?:s|ed)?|refus\w+|reject\w*|call(?:s|ed|ing)? for|urg(?:e|es|ed|ing)"
    r"|offer(?:s|ed|ing)?|earlier|previous\w*|prior|expired?|last (?:week|month|year))\b",
    re.IGNORECASE,
)
_ONE = frozenset({"a", "an", "one", "1"})
_NAMED_HOURS = {"midnight": "00:00", "noon": "12:00", "midday": "12:00"}
_HOURS = {"hour": 1, "day": 24, "week": 168}
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9}
_AT_LEAST = re.compile(r"(?:at least|more than|over|no fewer than|upwards of)\b", re.IGNORECASE)
_ROUNDED = 0.1  # by how much of the greater two figures may differ that are one figure, rounded
_SPELT = 0.7  # how alike two spellings of one name are
_AN_HOUR = 60
_THIS_YEAR = re.compile(r"\b(?:the|this) year$")
_UNCLEAR_END = re.compile(r"\b(?:the|this|next) (?!year)\w+$|\bnext year$")


class DetailField(NamedTuple):
    """A field and where it is read (see the list). of: names of event types, empty for any."""

    of: frozenset[str]
    flags: frozenset[str]


class DetailWords(NamedTuple):
    """One way to give a field a value (see the list)."""

    field: str
    value: str
    part: bool
    negated: str
    settled: bool  # what is only asked for or was so before does not count
    beside: re.Pattern[str] | None
    pattern: re.Pattern[str]


class Found(NamedTuple):
    """A detail in a sentence, with the characters that give it."""

    field: str
    value: str
    part: bool
    start: int
    end: int


@cache
def detail_fields() -> dict[str, DetailField]:
    return {
        row["field"]: DetailField(frozenset(row["of"].split()) - {"*"}, frozenset(row["flags"].split()))
        for row in read_table("detail_fields.tsv").rows
    }


@cache
def detail_words() -> tuple[DetailWords, ...]:
    """The list's rows with their patterns put together."""
    names: dict[str, str] = {}
    found: list[DetailWords] = []
    for row in read_table("detail_values.tsv").rows:
        if row["field"].startswith("{"):
            names[row["field"]] = _spell_out(row["pattern"], names)
            continue
        if row["field"].partition("/")[0] not in detail_fields():
            raise ReferenceDataError(f"detail_values.tsv: {row['field']} is not in detail_fields.tsv")
        beside, pattern = (_spell_out(row[column], names) for column in ("beside", "pattern"))
        found.append(
            DetailWords(
                row["field"], row["value"], row["part"] == "yes", row["negated"],
                "settled" in detail_fields()[row["field"].partition("/")[0]].flags,
                re.compile(beside, re.IGNORECASE) if beside else None, re.compile(pattern, re.IGNORECASE),
            )
        )  # fmt: skip
    return tuple(found)


@cache
def _screen() -> Screen:
    patterns = [(words.pattern, words.beside) for words in detail_words()]
    return Screen([*needed_sets(told), *(needed_sets(beside) if beside else ())] for told, beside in patterns)


def detail_screen(text: str) -> Screen:
    """What `find_details` needs to look for in the sentences of a text."""
    return _screen().within(screened(text))


def find_details(sentence: str, screen: Screen | None = None) -> list[Found]:
    """The details that a sentence gives, in the order of the list. screen: `detail_screen` of a text it is in."""
    found: list[Found] = []
    passing = (screen or _screen()).passing(screened(sentence))
    if not passing:
        return found
    listed = [detail_words()[at] for at in passing]
    unsettled = any(words.settled for words in listed) and _UNSETTLED.search(sentence) is not None
    for words in listed:
        if (unsettled and words.settled) or (words.beside is not None and not words.beside.search(sentence)):
            continue
        for match in words.pattern.finditer(sentence):
            value = _value(words, match, sentence)
            aspect = words.field.replace("{who}", fold(match.groupdict().get("who") or "").rpartition(" ")[2])
            told = Found(aspect, value, words.part, match.start(), match.end())
            if value and not any(_overlap(told, other) for other in found):
                found.append(told)
    return found


def _spell_out(pattern: str, names: dict[str, str]) -> str:
    return _NAMED.sub(lambda m: names.get(m[0], m[0]), pattern)


def _overlap(one: Found, other: Found) -> bool:
    field = one.field.partition("/")[0] == other.field.partition("/")[0]
    return field and one.part == other.part and one.start < other.end and other.start < one.end


def _value(words: DetailWords, match: re.Match[str], sentence: str) -> str:
    """The value with what the pattern caught put in; "" where the sentence gives none."""
    value = words.value
    if _NEGATION.search(sentence[: match.start()]):
        value = words.negated
    caught = match.groupdict()
    for name in _NAMED.findall(value):
        said = _say(name, caught)
        if said is None:
            return ""
        value = value.replace(f"{{{name}}}", said)
    return value


def _say(name: str, caught: dict[str, str | None]) -> str | None:
    """One caught part in a form in which equal things are equal; None where it cannot be told."""
    word = (caught.get("number") or "").lower()
    number = 1 if word in _ONE else number_value([word]) if word else _rank(caught.get("ordinal"))
    if name == "figure":
        return _figure(caught)
    if name == "names":
        return _names(caught["names"] or "")
    if name == "clock":
        return _clock((caught["clock"] or "").lower())
    if name == "end":
        end = (caught["end"] or "").lower()
        return None if _UNCLEAR_END.search(end) else end
    if number is None:
        return None
    if name == "number":
        return "a" if number == 1 else str(number)
    if name == "span":
        return _span(number, (caught["span"] or "").lower())
    return _unit((caught["unit"] or "").lower(), number)


def _rank(word: str | None) -> int | None:
    """ "third" and "3rd" → 3."""
    word = (word or "").lower()
    digits = re.match(r"\d+", word)
    kind, value = number_words().get(word, ("", 0))
    return int(digits[0]) if digits else value if kind == "ordinal" else None


def _figure(caught: dict[str, str | None]) -> str | None:
    """A count with what leaves it open: "at least 30"."""
    word = (caught["figure"] or "").lower()
    number = figure(word) if word[:1].isdigit() else number_value([word])
    if number is None:
        return None
    number *= _SCALES.get((caught.get("scale") or "").lower(), 1)
    least = "at least " if _AT_LEAST.match(caught.get("open") or "") else ""
    return f"{least}{number:,.0f}" if number == int(number) else f"{least}{number:,}"


def _names(words: str) -> str:
    """A list of names, in the order of the alphabet."""
    names = re.split(r",? and (?:the )?|, (?:the )?", words)
    return " and ".join(sorted({name.strip() for name in names if name.strip()}))


def alike(field: str, one: str, other: str) -> bool:
    """Whether two values of a field may be one: a figure rounded or left open, an hour, names spelt otherwise."""
    known = detail_fields().get(field)
    flags = known.flags if known is not None else frozenset()
    if one == other or not flags & {"count", "hour", "list"}:
        return one == other
    if "count" in flags:
        return _one_count(one, other)
    if "hour" in flags:
        apart = abs(_minutes(one) - _minutes(other))
        return min(apart, 24 * 60 - apart) <= _AN_HOUR
    ours, theirs = one.split(" and "), other.split(" and ")
    if len(ours) != len(theirs):
        return "whole" not in flags
    return all(any(_one_name(a, b) for b in theirs) for a in ours)


def _one_count(one: str, other: str) -> bool:
    ours, theirs = (float((re.search(r"\d[\d,]*(?:\.\d+)?", v) or ["0"])[0].replace(",", "")) for v in (one, other))
    if abs(ours - theirs) <= _ROUNDED * max(ours, theirs):
        return True
    low = one if ours < theirs else other
    return low.startswith("at least")


def _minutes(clock: str) -> int:
    hours, _, minutes = clock.partition(":")
    return int(hours) * 60 + int(minutes)


def _one_name(one: str, other: str) -> bool:
    ours, theirs = (re.sub(r"^(?:al|el|as|ash|az|an|ar|at|ad)[- ]", "", fold(name)) for name in (one, other))
    return ours in theirs or theirs in ours or SequenceMatcher(None, ours, theirs).ratio() >= _SPELT


def _clock(words: str) -> str | None:
    """ "6 p.m." and "18:00" → "18:00"; None for a bare number, which may be anything."""
    if words in _NAMED_HOURS:
        return _NAMED_HOURS[words]
    hour = re.match(r"(\d{1,2})(?:[:.](\d\d))?\s*([ap]?)", words)
    if hour is None or not (hour[2] or hour[3]) or int(hour[1]) > 24:
        return None
    at = int(hour[1]) % 12 + (12 if hour[3] == "p" else 0) if hour[3] else int(hour[1]) % 24
    return f"{at:02d}:{hour[2] or '00'}"


def _span(number: int, unit: str) -> str:
    """Hours, weeks and days in days where they are whole ("72 hours" is "3 days")."""
    hours = number * _HOURS.get(unit, 0)
    if hours and hours % 24 == 0:
        number, unit = hours // 24, "day"
    return f"{number} {unit}" + ("" if number == 1 else "s")


def _unit(word: str, number: int) -> str:
    single = word if word == "corps" else word.removesuffix("s")
    return single if number == 1 or single == "corps" else f"{single}s"


def in_year(value: str, year: int | None) -> str | None:
    """The value with "the year" told by its number; None where that is not known."""
    if not _THIS_YEAR.search(value):
        return value
    return None if year is None else _THIS_YEAR.sub(str(year), value)
