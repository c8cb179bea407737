"""Reports that repeat another, whole or in passages: who had what first, and how the others repeat it.

Pairs to look at share a hash of the sample that each reading carries (an inverted index finds them; what stands in very
many reports is furniture and finds nothing by itself). Their words are then compared:

* containment: eight-word runs in common, as a share of the shorter report's. Runs inside words that both quote from one
  speaker are taken off: to quote the same sentence is not to copy.
* passages (`passages`): stretches of sentences that are alike. They say how much of a report is a copy: one that is
  mostly its own is no copy for carrying two paragraphs of another, and yet those count once.
* facts in order: the counts and quoted remarks that both tell, in the same order, as a share of the shorter list. A
  re-worded republication keeps them where it keeps no run of words.
* revisions: the same address, whatever the words. An earlier revision counts as a copy of the later ones, so that an
  outlet that corrects itself is no second origin beside itself.

What people decided stands: reports held apart are not compared, reports called copies are one group whatever they say.

Only reports in one language are compared: a translation shares no words with its original, and only English is read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations, pairwise
from typing import TypeVar

from dateline.model import CopyGroup, CopyKind, DerivedReport, Directness, Judgement, Passage, ReportClaims
from dateline.reconciliation.components import Components
from dateline.reconciliation.constraints import Constraints
from dateline.reconciliation.ids import short_hash
from dateline.reconciliation.originals import likely_original, same_outlet
from dateline.reconciliation.passages import Stretch, find_stretches, related
from dateline.reconciliation.spread import Spread, cut, here
from dateline.reconciliation.tellers import Tellers
from dateline.reconciliation.wording import Wording
from dateline.reference.addresses import plain_address
from dateline.reference.folding import fold

COPIED = 0.08  # containment from here up is a copy: independent reports of one event share one run in a hundred
EXACT = 0.9
MOSTLY = 0.5  # of a report's words: from here up it is the other's text, below it is its own
FACTS_ALIKE = 0.6
FACTS_LEAST = 6
_COMMON = 40  # reports; where more of them share a run, each is paired with the first _HUBS only: growth stays linear
_HUBS = 4
_FURNITURE = 0.04  # of the shorter sample; whoever shares less, and only what stands in very many reports, is left out
_MOST_FACTS = 400
_STRONG = 0.5
_KEPT = 1024  # reports whose words are at hand
_PIECE = 500  # pairs compared in one go
_Item = TypeVar("_Item", int, str)


@dataclass(frozen=True, slots=True)
class Repeat:
    """A pair of reports found to repeat one text."""

    left: str
    right: str
    score: float
    kind: CopyKind
    reason: str
    copied: tuple[float, float] = (1.0, 1.0)  # of the words of each: the share that stands in the other


@dataclass(frozen=True, slots=True)
class Repeats:
    """What was found. tellers: whose words each copied sentence is, for counting origins."""

    copies: tuple[CopyGroup, ...]
    passages: tuple[Passage, ...]
    judgements: tuple[Judgement, ...]
    tellers: Tellers


def find_repeats(
    readings: Sequence[ReportClaims],
    decided: Constraints[str] | None = None,
    originals: Mapping[str, str] | None = None,
    spread: Spread = here,
) -> Repeats:
    """Groups of reports that repeat one text, passages, and the pairs behind them, all in a fixed order.

    decided: by people, which reports are copies and which are not; originals: by report, the one it was said to repeat.
    """
    decided, originals = decided or Constraints(), originals or {}
    by_id = {r.report: r for r in readings}
    tellers = Tellers(by_id)
    candidates, furniture = _candidates(by_id)
    candidates = [pair for pair in candidates if not decided.bars([pair[0]], [pair[1]])]
    compared = [c for made in spread(compare_reports, _pieces(candidates, by_id, furniture)) for c in made]
    compared.sort(key=lambda c: (c.left, c.right))
    for each in compared:
        tellers.same(each.left, each.right, each.alike)
    pairs = [c.repeat for c in compared if c.repeat is not None]
    spans = [(c.left, c.right, stretch, passage) for c in compared for stretch, passage in c.stretches]
    revisions = {(p.left, p.right): p for p in _revisions(by_id) if not _barred(p, decided)}
    pairs = [p for p in pairs if (p.left, p.right) not in revisions] + list(revisions.values())
    pairs += [p for p in _re_worded_pairs(by_id, {(p.left, p.right) for p in pairs}) if not _barred(p, decided)]
    found = sorted(pairs, key=_order)
    pairs = sorted([*found, *_called_copies(decided, by_id, {(p.left, p.right) for p in found})], key=_order)
    together = _connected(pairs, decided)
    inside = _by_group(together, pairs)
    groups = sorted((_group(m, inside[m[0]], by_id, originals) for m in together), key=lambda g: g.reports)
    tellers.settle(groups)
    judgements = tuple(
        Judgement("report", p.left, p.right, "same", p.score, p.reason, parts=((p.kind.value, p.score, p.reason),))
        for p in found
    )
    return Repeats(tuple(groups), tuple(_told_once(spans, tellers)), judgements, tellers)


def _order(pair: Repeat) -> tuple[str, str]:
    return (pair.left, pair.right)


def _barred(pair: Repeat, decided: Constraints[str]) -> bool:
    return decided.bars([pair.left], [pair.right])


def _called_copies(
    decided: Constraints[str], by_id: Mapping[str, ReportClaims], known: Collection[tuple[str, str]]
) -> Iterator[Repeat]:
    """Pairs that only people call copies, as far as both were read."""
    for group in decided.groups:
        there = [report for report in group if report in by_id]
        for left, right in combinations(there, 2):
            if (left, right) not in known:
                yield Repeat(left, right, 1.0, CopyKind.REWORDED, "called a copy by a person")


# -- candidates -----------------------------------------------------------------------------------------------------


def _candidates(by_id: Mapping[str, ReportClaims]) -> tuple[list[tuple[str, str]], frozenset[int]]:
    """Pairs whose samples meet; where only furniture is common, those of which it is a good part. And the furniture."""
    few, many, furniture = _shared({r: reading.shingles for r, reading in by_id.items()})
    for (left, right), count in many.items():
        if count >= _FURNITURE * min(len(by_id[left].shingles), len(by_id[right].shingles)):
            few[left, right] += count
    return sorted(few), furniture


def _shared(
    items: Mapping[str, Sequence[_Item]],
) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]], frozenset[_Item]]:
    """How many items each two reports share: those that stand in few reports, and those that stand in very many.

    And which stand in very many. An item of one report alone, as most are, costs no list.
    """
    holders: dict[_Item, str | list[str]] = {}
    for report in sorted(items):
        for item in items[report]:
            known = holders.setdefault(item, report)
            if isinstance(known, list):
                known.append(report)
            elif known is not report:
                holders[item] = [known, report]
    few: Counter[tuple[str, str]] = Counter()
    many: Counter[tuple[str, str]] = Counter()
    furniture = set()
    for item, reports in holders.items():
        if isinstance(reports, str):
            continue
        if len(reports) <= _COMMON:
            few.update(combinations(reports, 2))
        else:
            furniture.add(item)
            many.update((hub, other) for n, hub in enumerate(reports[:_HUBS]) for other in reports[n + 1 :])
    return few, many, frozenset(furniture)


def _revisions(by_id: Mapping[str, ReportClaims]) -> Iterator[Repeat]:
    """Each report with the next one at its address: enough to connect all of them."""
    at: dict[str, list[str]] = {}
    for report, reading in sorted(by_id.items()):
        page = plain_address(reading.address) if reading.address else None
        if page:
            at.setdefault(page, []).append(report)
    for reports in at.values():
        for left, right in pairwise(reports):
            yield Repeat(left, right, 1.0, CopyKind.REVISION, "revisions of one report: the same address")


# -- word for word --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Words:
    """Pairs of reports to compare, with what these hold of words, outlets and quotations."""

    pairs: Sequence[tuple[str, str]]
    readings: Mapping[str, ReportClaims]
    furniture: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Compared:
    """A pair that shares words. alike: sentences of both that are the same; stretches: the passages of such."""

    left: str
    right: str
    repeat: Repeat | None
    stretches: Sequence[tuple[Stretch, Passage]]
    alike: Sequence[tuple[int, int]]


def _pieces(
    pairs: Sequence[tuple[str, str]], by_id: Mapping[str, ReportClaims], furniture: frozenset[int]
) -> Iterator[_Words]:
    """Reports that pairs connect stay together as far as they fit, so that few are read twice."""
    for groups in cut(_components(pairs), len, _PIECE):
        together = [pair for group in groups for pair in group]
        for start in range(0, len(together), _PIECE):
            some = together[start : start + _PIECE]
            words = {r: _words_alone(by_id[r]) for r in dict.fromkeys(r for pair in some for r in pair)}
            yield _Words(some, words, furniture)


def _components(pairs: Sequence[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """The pairs of each group of connected reports, in order."""
    connected = Components[str]()
    for left, right in pairs:
        connected.join(left, right)
    found: dict[str, list[tuple[str, str]]] = {}
    for pair in pairs:
        found.setdefault(connected.find(pair[0]), []).append(pair)
    return list(found.values())


def _words_alone(reading: ReportClaims) -> ReportClaims:
    return replace(reading, entities=(), claims=(), shingles=(), flags=(), details=())


def compare_reports(piece: _Words) -> list[_Compared]:
    """Those of the pairs that have words in common."""
    wording = lru_cache(maxsize=_KEPT)(lambda report: Wording(piece.readings[report]))
    found = (_compare(wording(left), wording(right), piece.furniture) for left, right in piece.pairs)
    return [compared for compared in found if compared is not None]


def _compare(left: Wording, right: Wording, furniture: Collection[int]) -> _Compared | None:
    """Whether one repeats the other, and the passages that both have; None where they have nothing in common."""
    common = [r for r in left.runs.keys() & right.runs.keys() if not (left.is_quoted(r) and right.is_quoted(r))]
    if not common:
        return None
    stretches = find_stretches(left, right, common, furniture)
    alike = [pair for stretch in stretches for pair in stretch.pairs]
    repeat = _repeat(left, right, len(common), alike)
    spans = [(stretch, _spans(left, right, stretch)) for stretch in stretches]
    return _Compared(left.report, right.report, repeat, spans, alike)


def _repeat(left: Wording, right: Wording, common: int, alike: Sequence[tuple[int, int]]) -> Repeat | None:
    """Whether one repeats the other. common: how many runs both have; alike: the sentences of their passages."""
    least, most = sorted((len(left.runs), len(right.runs)))
    containment = common / least
    if containment < COPIED:
        return None
    if containment < MOSTLY:
        alike = [*alike, *related(left, right, alike)]
    copied = (_share(left, {i for i, _ in alike}), _share(right, {j for _, j in alike}))
    kind = _kind(left, right, containment, common / most, min(copied))
    if kind is CopyKind.PASSAGES:
        return None
    reason = f"{kind.value}: {containment:.0%} of the shorter report's eight-word runs stand in the other"
    score = round(min(1.0, containment), 4)
    return Repeat(left.report, right.report, score, kind, reason, copied)


def _kind(left: Wording, right: Wording, containment: float, whole: float, copied: float) -> CopyKind:
    if containment >= MOSTLY and same_outlet(left.reading, right.reading) and whole < 1.0:
        return CopyKind.REVISION
    if whole >= EXACT:
        return CopyKind.EXACT
    if containment >= MOSTLY:
        return CopyKind.CUT
    return CopyKind.REWORDED if copied >= MOSTLY else CopyKind.PASSAGES


def _share(wording: Wording, sentences: set[int]) -> float:
    """Of the report's own words, quotations apart, those in the sentences."""
    return sum(len(wording.told(s)) for s in sentences) / max(1, wording.own)


# -- re-worded ------------------------------------------------------------------------------------------------------


def _re_worded_pairs(by_id: Mapping[str, ReportClaims], known: set[tuple[str, str]]) -> Iterator[Repeat]:
    facts = {r: _facts(reading) for r, reading in by_id.items()}
    few, many, _ = _shared(facts)
    for (left, right), count in sorted((few + many).items()):
        if count >= FACTS_LEAST and (left, right) not in known:
            repeat = _re_worded(left, right, facts[left], facts[right])
            if repeat:
                yield repeat


def _facts(reading: ReportClaims) -> list[str]:
    """Counts of people and quoted remarks in the order of the text: what a rewriter keeps."""
    facts: list[tuple[int, str]] = []
    for claim in reading.claims:
        for harm in claim.harms:
            if harm.minimum and harm.evidence:
                facts.append((harm.evidence[0].start, f"{harm.kind.value} {harm.minimum}"))
    for statement in reading.statements:
        words = fold(statement.content).split()
        if statement.directness is not Directness.INDIRECT and len(words) >= 3:
            facts.append((statement.start, " ".join(words[:6])))
    return list(dict.fromkeys(fact for _, fact in sorted(facts)))[:_MOST_FACTS]


def _re_worded(left: str, right: str, ours: list[str], theirs: list[str]) -> Repeat | None:
    common = _longest_common(ours, theirs)
    share = common / min(len(ours), len(theirs))
    if common < FACTS_LEAST or share < FACTS_ALIKE:
        return None
    reason = f"re-worded: {common} of {min(len(ours), len(theirs))} counts and remarks are the same, in the same order"
    return Repeat(left, right, round(share, 4), CopyKind.REWORDED, reason)


def _longest_common(ours: list[str], theirs: list[str]) -> int:
    """Length of the longest common subsequence."""
    row = [0] * (len(theirs) + 1)
    for item in ours:
        before = 0
        for i, other in enumerate(theirs, start=1):
            before, row[i] = row[i], before + 1 if item == other else max(row[i], row[i - 1])
    return row[-1]


# -- groups ---------------------------------------------------------------------------------------------------------


def _connected(pairs: Sequence[Repeat], decided: Constraints[str]) -> list[list[str]]:
    """Groups, strongest pairs first. A weak pair joins two groups only where half of their members repeat each other:
    a page that gathers two stories does not make them one."""
    linked = {(p.left, p.right) for p in pairs}
    group_of: dict[str, list[str]] = {}
    for pair in sorted(pairs, key=lambda p: (-p.score, p.left, p.right)):
        ours = group_of.setdefault(pair.left, [pair.left])
        theirs = group_of.setdefault(pair.right, [pair.right])
        if ours is theirs or decided.bars(ours, theirs):
            continue
        called = pair.right in decided.group(pair.left)
        if called or pair.score >= _STRONG or _half_linked(ours, theirs, linked):
            ours.extend(theirs)
            group_of.update(dict.fromkeys(theirs, ours))
    groups = {id(members): sorted(members) for members in group_of.values() if len(members) > 1}
    return sorted(groups.values())


def _half_linked(ours: Sequence[str], theirs: Sequence[str], linked: set[tuple[str, str]]) -> bool:
    crossing = sum((min(a, b), max(a, b)) in linked for a in ours for b in theirs)
    return 2 * crossing >= len(ours) * len(theirs)


def _by_group(groups: Sequence[Sequence[str]], pairs: Sequence[Repeat]) -> Mapping[str, list[Repeat]]:
    """The pairs inside each group, by its first report."""
    first = {report: members[0] for members in groups for report in members}
    inside: dict[str, list[Repeat]] = {members[0]: [] for members in groups}
    for pair in pairs:
        if first.get(pair.left) == first.get(pair.right, pair.right):
            inside[first[pair.left]].append(pair)
    return inside


def _group(
    members: Sequence[str], inside: Sequence[Repeat], by_id: Mapping[str, ReportClaims], originals: Mapping[str, str]
) -> CopyGroup:
    original, why = likely_original([by_id[m] for m in members])
    first = original.report if original else None
    named = next((originals[m] for m in members if originals.get(m) in members), None)
    if named is not None:
        first, why = named, "named as the original by a person"
    derived = tuple(_derived(m, first, inside) for m in members if m != first)
    kinds = ", ".join(sorted({d.kind.value for d in derived}))
    return CopyGroup(
        id=f"copy-{short_hash(members[0])}",
        reports=tuple(members),
        original=first,
        reason=f"{kinds}; {why}",
        score=min(p.score for p in inside),
        derived=derived,
    )


def _derived(report: str, original: str | None, inside: Sequence[Repeat]) -> DerivedReport:
    """How a report repeats the original, or the one it is nearest to. Mostly its own, it only carries passages."""
    own = [p for p in inside if report in (p.left, p.right)]
    near = min(own, key=lambda p: (original not in (p.left, p.right), -p.score, p.left, p.right))
    kind, reason = near.kind, near.reason
    if near.kind is CopyKind.CUT and near.copied[near.right == report] < MOSTLY:
        kind, reason = CopyKind.PASSAGES, f"passages: {near.copied[near.right == report]:.0%} of it stands in the other"
    return DerivedReport(report, kind, near.right if near.left == report else near.left, near.score, reason)


# -- passages -------------------------------------------------------------------------------------------------------


def _spans(left: Wording, right: Wording, stretch: Stretch) -> Passage:
    (a, b), (c, d) = stretch.left, stretch.right
    ours, theirs = left.sentences, right.sentences
    return Passage(
        left.report, ours[a].start, ours[b].end, right.report, theirs[c].start, theirs[d].end, stretch.score, None, ""
    )


def _told_once(spans: Sequence[tuple[str, str, Stretch, Passage]], tellers: Tellers) -> list[Passage]:
    """Each copied passage beside the one it likely comes from; beside another copy only where the first is too unlike.

    Five outlets that carry one agency give four passages, not ten.
    """
    made: list[Passage] = []
    covered: set[tuple[str, int]] = set()
    rest = []
    for left, right, stretch, passage in spans:
        teller = tellers.carried(left, stretch.pairs[0][0])
        if teller.report not in (left, right):
            rest.append((left, right, stretch, passage))
            continue
        side = 0 if teller.report == right else 1  # of the pair: the copy
        covered |= {((left, right)[side], pair[side]) for pair in stretch.pairs}
        made.append(_directed(passage, teller.report, teller.known, teller.reason))
    for left, right, stretch, passage in rest:
        if any((left, i) not in covered or (right, j) not in covered for i, j in stretch.pairs):
            first = tellers.first((left, right))
            made.append(_directed(passage, first.report, first.known, first.reason))
    return sorted(made, key=lambda p: (p.report, p.start, p.of, p.of_start, p.end, p.of_end))


def _directed(passage: Passage, first: str, known: bool, reason: str) -> Passage:
    """The passage as one of the report that repeats `first`."""
    how = "word for word" if passage.score == 1.0 else f"{passage.score:.0%} of the words"
    own = (passage.report, passage.start, passage.end)
    other = (passage.of, passage.of_start, passage.of_end)
    copy, source = (other, own) if first == passage.report else (own, other)
    return Passage(*copy, *source, passage.score, first if known else None, f"{how}; {reason}")
