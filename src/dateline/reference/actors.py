"""What kind of actor a phrase names: its country, PLOVER sector and ACLED actor type.

Sources: `data/actors.tsv` (words), `data/organizations.tsv` (well-known bodies and armed groups), `data/peoples.tsv`,
`data/actor_qualifiers.tsv` and the countries list. A field that the phrase does not support stays None.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from dateline.model.frozen import frozen
from dateline.reference.countries import capital_of, country_of, demonym_of, may_open_nation, peoples, seat_of
from dateline.reference.folding import fold
from dateline.reference.gazetteer import Gazetteer
from dateline.reference.leaders import Leader, find_leader
from dateline.reference.outlets import by_name as known_outlet
from dateline.reference.tables import read_table

STATE_SECTORS = frozenset({"GOV", "MIL", "COP", "SPY"})
OFFICE_SECTORS = frozenset({"GOV", "MIL", "COP", "SPY", "LEG", "JUD"})
# ACLED inter terms that follow from a PLOVER sector when the lists name no other.
_TYPE_OF_SECTOR = {
    **dict.fromkeys(STATE_SECTORS, "State forces"),
    "REB": "Rebel group",
    **dict.fromkeys(("UAF", "CRM"), "Political militia"),
    **dict.fromkeys("LEG JUD PTY OPP CVL BUS EDU MED REL NGO LAB AGR HLH REF SOC ELI".split(), "Civilians"),  # noqa: SIM905
}
_LONGEST = 9  # words of the longest entry of any list
_OPENING = re.compile(r"^(?:al|el|as|an)-(?=[A-Z])")  # "al-Shabaab" is capitalised
_TOKEN = re.compile(r"[^\s,;:()\"“”]+")
_POSSESSIVE = re.compile(r"['’]s?$")
_DASH = re.compile(r"[-–]")
_JOINED = re.compile(r"[-–/]")
_DECIDES = 4  # weight of a noun that says by itself what the actor is
_WELL_KNOWN = 5.0  # importance of a place that lends an actor its country: towns of about 100 000


@frozen
class ActorClass:
    """country: ISO 3166-1 alpha-3, or UNO, EUR, IGO. sector: PLOVER. actor_type: ACLED inter term. None: not said."""

    country: str | None = None
    sector: str | None = None
    actor_type: str | None = None
    reason: str = ""


@frozen
class Organization:
    """A well-known body. sector: PLOVER; actor_type: ACLED, "" where it follows from the sector."""

    name: str
    country: str | None
    sector: str
    actor_type: str


@frozen
class _Noun:
    """An entry of actors.tsv found in a phrase at word `at`."""

    words: str
    sector: str
    weight: int
    actor_type: str
    at: int


@frozen
class _Parts:
    """A phrase in pieces: the head part, what follows "of/in/from", all as raw words."""

    head: tuple[str, ...]
    complement: tuple[str, ...]
    former: bool


def classify(phrase: str, day: str | None = None) -> ActorClass:
    """What kind of actor `phrase` names: "Syrian army spokesman" → SYR, MIL, State forces.

    day: ISO, as of when; without it a leader of the list has a country and no sector.

    "former president of Chad" → TCD, ELI; "a Taliban commander" → AFG, REB; "villagers" → CVL alone; a person's bare
    name → nothing.
    """
    said, leader = _classify(phrase)
    return said if leader is None else _as_of(day, said, leader)


@lru_cache(maxsize=16384)
def _classify(phrase: str) -> tuple[ActorClass, Leader | None]:
    """What the phrase says whatever the day, and the leader on whose days in office it depends, if on anyone's."""
    parts = _split(phrase)
    noun = _deciding_noun(parts)
    organization, named = _organization_in(_sender(phrase) if noun is not None and noun.weight >= _DECIDES else phrase)
    sector, actor_type, reason = _sector(noun, organization, named, parts.former)
    country, from_what = _country(parts, phrase, organization, noun is not None)
    seat = seat_of(phrase)
    if seat is not None:
        country, sector, from_what = country or seat.country, seat.sector, seat.name
    elif sector is None and country is not None and _is_bare_country(phrase):
        sector, reason = "GOV", "a country or capital named as an actor is its government"
    elif sector is None and (outlet := known_outlet(phrase)) is not None and not outlet.also:
        country, sector, from_what = outlet.country or country, "MED", outlet.name
        reason = f"{outlet.name} in the list of outlets"
    if sector is None:
        return ActorClass(country, None, None, f"country from {from_what!r}" if country else ""), find_leader(phrase)
    if not actor_type:
        actor_type = _TYPE_OF_SECTOR.get(sector, "")
    why = "; ".join(part for part in (reason, f"country from {from_what!r}" if country else "") if part)
    return ActorClass(country, sector, actor_type or None, why), None


def _as_of(day: str | None, said: ActorClass, leader: Leader) -> ActorClass:
    """The leader's class on a day: the country alone where the list does not tell what the leader was then."""
    sector = leader.sector(day)
    if sector is None:
        return said
    why = "; ".join(filter(None, (f"{leader.name} in the list of leaders", said.reason)))
    return ActorClass(said.country, sector, _TYPE_OF_SECTOR.get(sector), why)


@lru_cache(maxsize=16384)
def find_organization(phrase: str) -> Organization | None:
    """The longest well-known body named in `phrase` ("members of the Kurdistan Workers' Party"), or None.

    Acronyms are matched in capitals, or in text that has no capitals at all.
    """
    return _organization_in(phrase)[0]


def as_organization(phrase: str) -> Organization | None:
    """The well-known body that a phrase names with all its words, or None."""
    found, named = _organization_in(phrase)
    return found if named == " ".join(filter(None, map(fold, _words(phrase)))) else None


def _organization_in(phrase: str) -> tuple[Organization | None, str]:
    """The longest well-known body named in `phrase`, and the words that name it, folded."""
    words = _words(phrase)
    folded = [fold(word) for word in words]
    likely = [n for n, word in enumerate(folded) if not word or word.partition(" ")[0] in _organization_starts()]
    any_case = phrase == phrase.lower()
    for size in range(min(_LONGEST, len(words)), 0, -1) if likely else ():
        for first in likely:
            if first + size > len(words):
                break
            run = words[first : first + size]
            key = " ".join(filter(None, folded[first : first + size]))
            found = _organization_forms().get(key)
            if found is not None and _written_so(run, found[1], any_case):
                return found[0], key
    return None, ""


def _sender(phrase: str) -> str:
    """A phrase without those that someone is sent to: "Japan's envoy | to the United Nations"."""
    words = phrase.split()
    return " ".join(words[: _first("sent", [word.lower() for word in words])])


def _written_so(run: tuple[str, ...], as_written: str, any_case: bool) -> bool:
    """`as_written`: "capitals" for acronyms, "always" for those that are words otherwise, "" for names."""
    raw = "".join(run)
    if as_written == "always":
        return raw[:1].isupper() and (not raw.isalpha() or raw.isupper() or raw.istitle())
    if any_case:
        return len(raw) > 2
    return (
        raw.replace(".", "").replace("-", "").isupper()
        if as_written == "capitals"
        else _OPENING.sub("", raw)[:1].isupper()
    )


def _words(phrase: str) -> tuple[str, ...]:
    words = _TOKEN.findall(phrase)
    if "'" in phrase or "’" in phrase:
        words = [_POSSESSIVE.sub("", word) or word for word in words]
    return tuple(words)


def _split(phrase: str) -> _Parts:
    """Head part and complement: "former head of the Chadian army in exile" → (former head), (the Chadian army …)."""
    words = _words(phrase)
    small = [word.lower() for word in words]
    words = words[: _first("stop", small)]
    small = small[: len(words)]
    former = not _qualifiers()["former"].isdisjoint(small[:4]) or any(
        word.startswith(("ex-", "former-")) for word in small[:4]
    )
    of, about = _first("of", small), _first("about", small)
    return _Parts(words[: min(of, about)], words[of + 1 : about], former)


def _first(effect: str, words: Sequence[str]) -> int:
    """Where the first word behind another one stands that has the effect; the end where there is none."""
    listed = _qualifiers()[effect]
    if listed.isdisjoint(words):
        return len(words)
    return next((at for at, word in enumerate(words) if at and word in listed), len(words))


def _nouns_in(words: tuple[str, ...]) -> list[_Noun]:
    """Entries of actors.tsv in the words, longest match from the left, not overlapping."""
    keys = [key for word in words for key in fold(word).split()]
    lexicon, found, at = _lexicon(), [], 0
    while at < len(keys):
        if keys[at] not in _lexicon_starts():
            at += 1
            continue
        for size in range(min(5, len(keys) - at), 0, -1):
            entry = lexicon.get(" ".join(keys[at : at + size]))
            if entry is not None:
                found.append(_Noun(" ".join(keys[at : at + size]), *entry, at + size))
                at += size
                break
        else:
            at += 1
    return found


def _deciding_noun(parts: _Parts) -> _Noun | None:
    """The heaviest word of the head part, the rightmost of equals; the complement decides where the head says little.

    A phrase that runs over "of" ("ministry of defence", "members of parliament") is one entry and wins.
    """
    whole = _nouns_in((*parts.head, "of", *parts.complement)) if parts.complement else []
    whole = [noun for noun in whole if " of " in noun.words]
    head = _nouns_in(parts.head)
    best = max(whole + head, key=lambda n: (n.weight, n.at), default=None)
    if parts.complement and (best is None or best.weight <= 2):
        below = max(_nouns_in(parts.complement), key=lambda n: (n.weight, -n.at), default=None)
        if below is not None and (best is None or below.weight >= 4):
            return below
    return best


def _sector(
    noun: _Noun | None, organization: Organization | None, named: str, former: bool
) -> tuple[str | None, str, str]:
    """Sector, ACLED type ("" where usual) and reason. named: the words that name the organization."""
    inside = noun is not None and f" {noun.words} " in f" {named} "
    if organization is not None and (noun is None or noun.weight <= 2 or inside or _is_side_of(organization, noun)):
        reason = f"{organization.name} in the list of organisations"
        if organization.sector == "IGO" and noun is not None and noun.sector == "MIL":
            return "MIL", "External/other forces", f"{noun.words!r} of {organization.name}"
        if former and noun is not None:
            return "ELI", "", f"formerly of {organization.name}"
        return organization.sector, organization.actor_type, reason
    if noun is None or noun.sector == "UNK":
        return (None, "", "") if noun is None else ("UNK", "", f"{noun.words!r} says no more")
    if former and noun.sector in OFFICE_SECTORS | {"PTY"}:
        return "ELI", "", f"no longer {noun.words!r}"
    return noun.sector, noun.actor_type, f"{noun.words!r} in the list of actors"


def _is_side_of(organization: Organization, noun: _Noun) -> bool:
    """Soldiers, militants and the like of an armed group or body belong to it; its mayors and doctors do not."""
    if noun.words in fold(organization.name):
        return True
    if organization.sector in ("REB", "UAF", "CRM"):
        return noun.sector in ("MIL", "REB", "UAF", "CRM")
    if organization.sector in ("IGO", "NGO", "MED", "COP", "SPY"):
        return noun.sector in ("GOV", "MIL", "COP", "SPY", "LAB", "NGO")
    return organization.sector == noun.sector or (organization.sector == "MIL" and noun.sector == "GOV")


def _country(parts: _Parts, phrase: str, organization: Organization | None, is_actor: bool) -> tuple[str | None, str]:
    """The nationality said in the head part, else the organisation's home, else what follows "of", else a city's."""
    for found in (_named_country(parts.head), (organization.country, organization.name) if organization else None):
        if found is not None and found[0]:
            return found
    found = _named_country(parts.complement)
    if found is not None:
        return found
    if capital_of(phrase):
        return capital_of(phrase), phrase
    if (leader := find_leader(phrase)) is not None:
        return leader.country, leader.name
    return _city_country(phrase) if is_actor else (None, "")


def _named_country(words: tuple[str, ...]) -> tuple[str, str] | None:
    """The first country, nationality or people of one state named in the words."""
    kept = [w for w in words if not _is_backers(w)]
    cased = any(word[:1].isupper() for word in words)
    parts = [piece for word in kept for piece in (_JOINED.split(word) if not demonym_of(word) else [word])]
    for at, part in enumerate(parts):
        runs = [part] if part[:1].isupper() or (len(part) > 3 and not cased) else []
        if may_open_nation(part):
            runs = [" ".join(parts[at:end]) for end in range(min(at + 6, len(parts)), at + 1, -1)] + runs
        for run in runs:
            code = _nation_of(run)
            if code:
                return code, run
    return None


@lru_cache(maxsize=16384)
def _nation_of(run: str) -> str | None:
    """The country that the words name by nationality, name or people; none ("" or None) for others."""
    return demonym_of(run) or country_of(run) or peoples().get(fold(run))


def _is_backers(word: str) -> bool:
    """Whether a nationality inside the word is not the actor's: "Russian-backed", "pro-Iranian"."""
    if "-" not in word and "–" not in word:
        return False
    pieces = _DASH.split(word.lower())
    qualifiers = _qualifiers()
    return pieces[-1] in qualifiers["not-country"] or pieces[0] in qualifiers["not-country-before"]


def _city_country(phrase: str) -> tuple[str | None, str]:
    """The country of a capital or a well-known town in the phrase ("Kabul police", "the mayor of Aleppo").

    What follows a title is a person's name ("President Abraham Lincoln"), unless "of" stands between.
    """
    words = list(_words(phrase))
    titles = [n for n, word in enumerate(words[:-1]) if word.lower() in _qualifiers()["before-name"]]
    title = next((n for n in titles if words[n + 1].lower() not in _qualifiers()["of"]), len(words))
    words = [w for w in words[:title] if w[:1].isupper() and w.lower() not in _qualifiers()["no-town"]]
    gazetteer = Gazetteer.open()
    for size in (3, 2, 1):
        for at in range(len(words) - size + 1):
            run = " ".join(words[at : at + size])
            if capital_of(run):
                return capital_of(run), run
            best = next(iter(gazetteer.lookup(run)), None) if len(run) > 3 else None
            if best is not None and best.rank == 0 and best.importance >= _WELL_KNOWN and best.country:
                return best.country, run
    return None, ""


def _is_bare_country(phrase: str) -> bool:
    return bool(country_of(phrase) or capital_of(phrase))


@cache
def _lexicon() -> dict[str, tuple[str, int, str]]:
    return {
        fold(word): (row["sector"], int(row["weight"]), row["actor_type"])
        for row in read_table("actors.tsv").rows
        for word in row["words"].split("|")
    }


@cache
def _lexicon_starts() -> frozenset[str]:
    return frozenset(words.partition(" ")[0] for words in _lexicon())


@cache
def _qualifiers() -> dict[str, frozenset[str]]:
    return {row["effect"]: frozenset(row["words"].split("|")) for row in read_table("actor_qualifiers.tsv").rows}


@cache
def _organization_starts() -> frozenset[str]:
    return frozenset(form.partition(" ")[0] for form in _organization_forms())


@cache
def _organization_forms() -> dict[str, tuple[Organization, str]]:
    """Folded form → body and how it must be written."""
    table: dict[str, tuple[Organization, str]] = {}
    for row in read_table("organizations.tsv").rows:
        body = Organization(row["name"], row["country"] or None, row["sector"], row["actor_type"])
        always = row["as_written"].split("|")
        for form in (row["name"], *row["forms"].split("|")):
            if form:
                kind = "always" if form in always else "capitals" if form.isupper() and len(form) <= 6 else ""
                table.setdefault(fold(form), (body, kind))
                table.setdefault(fold(" ".join(_words(form))), (body, kind))
    return table
