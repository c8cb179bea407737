"""The reading of a harm field: a range between figures that single sources state, never a sum, never an average.

The rule, in order:

1. Figures of claims that something happened. Parts of another figure ("three of them children") and, where anyone
   counts people, zeros are left out.
2. Numbers before words. Where anyone gives a number, words and bare plurals ("dozens", "casualties") are left out: they
   neither widen nor narrow it. Only where nobody does are they read, by their documented least number, and the toll is
   vague.
3. Scope. A figure for people at large goes before one for a category or a side ("civilians", "Thai soldiers"). Where
   there are only such, the category of the largest figure is read and the others left out: they may overlap.
4. Time. Of one origin only the latest figure stands; its earlier ones were running totals.
5. A figure below a third of the largest is an early count or a count of a part, not a rival total; it is left out.
6. The range runs from the smallest to the largest of what is left, latest first. A figure's own upper bound counts only
   where it is stated ("between 10 and 12"). The top is open where nobody closes the largest figure ("at least 30"
   beside 12), the bottom where nobody closes the smallest ("up to 22").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.model import ClaimRef, Harm, HarmKind, Modality, Toll
from dateline.reconciliation.nodes import Node, outlet_of
from dateline.reconciliation.origins import Sources
from dateline.reference.folding import fold
from dateline.reference.victims import people_at_large

RULE = (
    "range over what single sources state, latest of each origin; parts, words beside numbers, categories beside a "
    "total, and counts under a third of the largest left out"
)
READ = (HarmKind.KILLED, HarmKind.INJURED, HarmKind.CASUALTIES, HarmKind.DISPLACED, HarmKind.EVACUATED)
_PART = 3


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of one claim. scope: whom it counts, folded; "" for people at large."""

    node: Node
    harm: Harm
    scope: str
    origin: str

    @property
    def low(self) -> int:
        return self.harm.minimum if self.harm.minimum is not None else self.harm.maximum or 0

    @property
    def high(self) -> int:
        return self.low if self.harm.maximum is None else self.harm.maximum

    @property
    def open(self) -> bool:
        """ "At least", "more than"."""
        return self.harm.maximum is None

    @property
    def day(self) -> int:
        """The day the report was published, 0 where it is unknown."""
        return self.node.news_day or 0


def figures(nodes: Sequence[Node], kind: HarmKind, sources: Sources) -> list[Figure]:
    """Every figure of one kind in claims that say it happened, parts of other figures left out.

    What an outlet takes back it no longer gives, in whichever report.
    """
    found = []
    taken_back = {(outlet_of(n.claim), h.minimum, h.maximum) for n in nodes for h in n.withdrawn if h.kind is kind}
    for node in nodes:
        source = sources.of(node.claim)
        for harm in node.claim.harms:
            told = node.claim.modality in (Modality.OCCURRED, Modality.ONGOING, Modality.HISTORICAL)
            counts = harm.kind is kind and told and not harm.subset and (harm.minimum, harm.maximum) != (None, None)
            if counts and (outlet_of(node.claim), harm.minimum, harm.maximum) not in taken_back:
                found.append(Figure(node, harm, scope_of(harm), source.key if source else "rumour"))
    return found


def scope_of(harm: Harm) -> str:
    """Whom a figure counts: "" for people at large, else the folded words ("civilians", "thai soldiers")."""
    return " ".join(w for w in fold(harm.victims or "").split() if w not in people_at_large())


def read_toll(nodes: Sequence[Node], kind: HarmKind, sources: Sources) -> Toll | None:
    """The toll of one kind by the module's rule; None where nobody gives a figure."""
    counted = figures(nodes, kind, sources)
    if any(f.high > 0 for f in counted):
        counted = [f for f in counted if f.high > 0]
    if not counted:
        return None
    left = _whole(_latest(_scoped(_numbers(counted) or counted)))
    left.sort(key=lambda f: (-f.day, f.node.order))
    low, high = min(f.low for f in left), max(f.high for f in left)
    return Toll(
        kind=kind.value,
        minimum=None if all(f.harm.minimum is None for f in left if f.low == low) else low,
        maximum=None if all(f.open for f in left if f.high == high) else high,
        rule=RULE,
        claims=tuple(dict.fromkeys(ClaimRef(f.node.ref.report, f.node.ref.id) for f in left)),
        words=tuple(dict.fromkeys(f.harm.words for f in left)),
        highest=high,
        vague=all(f.harm.vague for f in left),
    )


def _numbers(counted: list[Figure]) -> list[Figure]:
    return [f for f in counted if not f.harm.vague]


def _scoped(counted: list[Figure]) -> list[Figure]:
    at_large = [f for f in counted if not f.scope]
    largest = max(counted, key=lambda f: (f.high, f.node.order))
    if at_large and _PART * max(f.high for f in at_large) > largest.high:
        return at_large
    return [f for f in counted if f.scope == largest.scope]


def _latest(counted: list[Figure]) -> list[Figure]:
    """Of each origin the figures of its latest day (all of them where days are unknown)."""
    newest: dict[str, int] = {}
    for figure in counted:
        newest[figure.origin] = max(newest.get(figure.origin, 0), figure.day)
    return [f for f in counted if f.day in (0, newest[f.origin])]


def _whole(counted: list[Figure]) -> list[Figure]:
    largest = max(f.high for f in counted)
    return [f for f in counted if _PART * f.high > largest or largest == 0]
