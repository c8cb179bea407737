"""The closed vocabularies that claims are written in."""

from __future__ import annotations

from enum import StrEnum


class EventType(StrEnum):
    """The sixteen event types of PLOVER (Political Language Ontology for Verifiable Event Records, 2021 categories)."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class Modality(StrEnum):
    """What a claim says of the world (PLOVER auxiliary modes, spelt out).

    Only OCCURRED and ONGOING say that something happened on the ground as news; HISTORICAL recalls an earlier event.
    VERBAL is for types whose deed is words (REQUEST, ACCUSE, REJECT, THREATEN, a vow): the words were said, nothing
    of what they speak of happened on the ground.
    """

    OCCURRED = "occurred"
    ONGOING = "ongoing"
    HISTORICAL = "historical"
    VERBAL = "verbal"
    PLANNED = "planned"
    THREATENED = "threatened"
    PROMISED = "promised"
    REQUESTED = "requested"
    FEARED = "feared"
    CONDITIONAL = "conditional"
    DENIED = "denied"
    NEGATED = "negated"

    @property
    def on_the_ground(self) -> bool:
        """Whether the claim says that something happened or is happening, beyond words."""
        return self in (Modality.OCCURRED, Modality.ONGOING, Modality.HISTORICAL)


class Certainty(StrEnum):
    """How sure the asserter sounds (FactBank's grades). Apart from modality and from our own confidence."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNKNOWN = "unknown"


class SayingKind(StrEnum):
    """What kind of saying a cue names."""

    ASSERTED = "asserted"
    CONFIRMED = "confirmed"
    DENIED = "denied"
    ACCUSED = "accused"
    WARNED = "warned"
    URGED = "urged"
    PROMISED = "promised"
    SPECULATED = "speculated"
    BELIEVED = "believed"  # beliefs, hopes, intentions credited to someone
    ASKED = "asked"
    DECLINED = "declined"  # "declined to comment", "has not confirmed": never support


class Directness(StrEnum):
    DIRECT = "direct"  # all of the content in quotation marks
    MIXED = "mixed"  # some of it
    INDIRECT = "indirect"


class HarmKind(StrEnum):
    KILLED = "killed"
    INJURED = "injured"
    CASUALTIES = "casualties"  # dead and injured not told apart
    MISSING = "missing"
    CAPTURED = "captured"
    DETAINED = "detained"
    DISPLACED = "displaced"
    EVACUATED = "evacuated"


class CopyKind(StrEnum):
    """How a report repeats another (PROV wasDerivedFrom; a revision: wasRevisionOf)."""

    EXACT = "exact copy"
    CUT = "cut or extended"  # most of one text, with cuts and additions: how outlets carry an agency
    PASSAGES = "passages"  # some of another text, beside words of its own
    REWORDED = "re-worded"  # the same counts and remarks in the same order, in other words
    REVISION = "revision"  # the same report by the same outlet, earlier or later


class EntityKind(StrEnum):
    """FollowTheMoney's Person and Organization; PLACE; GROUP for peoples and unorganised collectives."""

    PERSON = "person"
    ORGANIZATION = "organization"
    PLACE = "place"
    GROUP = "group"


class MentionKind(StrEnum):
    NAME = "name"
    NOMINAL = "nominal"  # "the army", "a senior official", "villagers"
    PRONOUN = "pronoun"


class PlacePrecision(StrEnum):
    """How exact a place is (after ACLED geo_precision, widened). Nothing finer than the text supports."""

    EXACT = "exact"  # the named place itself: a town, a base
    NEAR = "near"  # "30 km east of", "outside"
    CITY = "city"  # a neighbourhood or site put at its city
    PROVINCE = "province"
    COUNTRY = "country"
    UNKNOWN = "unknown"


class TimePrecision(StrEnum):
    """How exact a time is (after ACLED time_precision)."""

    HOUR = "hour"
    DAY = "day"
    DAYS = "days"  # an interval of days
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


class LinkRole(StrEnum):
    """What a link of a source chain is."""

    SPEAKER = "speaker"  # who said or wrote it: person, body, unnamed official
    DOCUMENT = "document"  # a court filing, a decree, a video, maps
    MEDIUM = "medium"  # another outlet or agency that carried it: TASS, Reuters, a radio
    OUTLET = "outlet"  # who published the report: always the last link
    RUMOUR = "rumour"  # "reports say", "reportedly": nobody behind it


class FlagKind(StrEnum):
    """Integrity flags, each with a reason and, where it stands in the text, a span."""

    LOOKALIKE = "look-alike letter"
    UNDATED = "undated report"
    UNSIGNED = "unsigned report"
    UNSOURCED = "claim without a source"
    SOLE_SOURCE = "single source"
    PARTIES_ONLY = "only parties to the conflict"
    CONTRADICTION = "contradicts another sentence"
    AGAINST_THE_REST = "contradicts the rest"
    CORRECTED = "corrected later"
    OLDER = "older than it seems"
    OPINION = "opinion in the outlet's voice"
    COPY = "copy of another report"
    STRAY_QUOTE = "stray quotation mark"
    FURNITURE = "page furniture"
