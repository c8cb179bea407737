"""When two texts are revisions of one report, and which claims of the one are those of the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from dateline.model import Claim, HarmKind
from dateline.reference.addresses import plain_address
from dateline.reference.folding import fold

ADDRESS, FILE = "address", "file"
_STANDARD_INPUT = "-"
_ALIKE = 0.3  # of the shorter text's eight-word runs


def location(address: str | None, file: str) -> str | None:
    """Under which a later revision of a report is known again; None where nothing lasting names it.

    A line of a JSON Lines file has no lasting name: its number moves when lines are put before it.
    """
    if address:
        page = plain_address(address)
        return f"{ADDRESS} {page}" if page else None
    if file == _STANDARD_INPUT or "#" in file:
        return None
    return f"{FILE} {file}"


def alike(one: Collection[int], other: Collection[int]) -> bool:
    """Whether two texts have much in common, by samples of the hashes of their eight-word runs.

    A path can be given to another text altogether; an address stays its report's, whatever the words.
    """
    ours, theirs = set(one), set(other)
    least = min(len(ours), len(theirs))
    return least > 0 and len(ours & theirs) >= _ALIKE * least


def paired(earlier: Sequence[Claim], later: Sequence[Claim]) -> dict[int, int]:
    """Claims that are one, by their places in the order of either text.

    They have a type and a trigger in common; of several such, those most alike in their values are one.
    """
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, left, right in sorted(_pairs(earlier, later)):
        if left not in pairs and right not in taken:
            pairs[left] = right
            taken.add(right)
    return pairs


def _pairs(left: Sequence[Claim], right: Sequence[Claim]) -> Iterator[tuple[int, int, int, int]]:
    """Number of differing fields, distance in the order, and the two places, of claims that may be one."""
    places: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for n, claim in enumerate(right):
        places[_key(claim)].append(n)
    for n, claim in enumerate(left):
        for other in places[_key(claim)]:
            yield len(differing(claim, right[other])), abs(n - other), n, other


def _key(claim: Claim) -> tuple[str, str]:
    return claim.type.value, fold(claim.trigger.quote)


def differing(before: Claim, after: Claim) -> tuple[tuple[str, str, str], ...]:
    """Field, value before and value after, of the fields that differ; "" for no value."""
    old, new = _values(before), _values(after)
    return tuple((name, old[name], new[name]) for name in old if old[name] != new[name])


def _values(claim: Claim) -> Mapping[str, str]:
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
