"""Reports that repeat another: the same text, an agency's text with cuts and additions, or a re-wording.

Two measures over pairs that share anything at all (an inverted index finds them; runs of words that stand in very many
reports are furniture and find nothing), and revisions whatever they share:

* containment: eight-word runs in common, as a share of the shorter report's. Runs inside words that both quote from one
  speaker are taken off: to quote the same sentence is not to copy.
* facts in order: the counts and quoted remarks that both tell, in the same order, as a share of the shorter list. A
  re-worded republication keeps them where it keeps no run of words.
* revisions: the same address, whatever the words. An earlier revision counts as a copy of the later ones, so that an
  outlet that corrects itself is no second origin beside itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from dateline.model import CopyGroup, Directness, Judgement, LinkRole, ReportClaims
from dateline.reconciliation.ids import short_hash
from dateline.reference.addresses import plain_address
from dateline.reference.folding import fold

COPIED = 0.08  # containment from here up is a copy: independent reports of one event share one run in a hundred
EXACT = 0.9
FACTS_ALIKE = 0.6
FACTS_LEAST = 6
_RUN = 8
_COMMON = 40  # reports; where more of them share a run, each is paired with the first _HUBS only: growth stays linear
_HUBS = 4
_MOST_FACTS = 400
_STRONG = 0.5


@dataclass(frozen=True, slots=True)
class Repeat:
    """A pair of reports found to repeat one text."""

    left: str
    right: str
    score: float
    kind: str
    reason: str


def find_copies(readings: Sequence[ReportClaims]) -> tuple[tuple[CopyGroup, ...], tuple[Judgement, ...]]:
    """Groups of reports that repeat one text, sorted by their first report, and the pairs behind them."""
    by_id = {r.report: r for r in readings}
    pairs = _repeats(by_id)
    groups = [_group(members, pairs, by_id) for members in _connected(pairs)]
    judgements = tuple(
        Judgement("report", p.left, p.right, "same", p.score, p.reason, parts=((p.kind, p.score, p.reason),))
        for p in pairs
    )
    return tuple(sorted(groups, key=lambda g: g.reports)), judgements


def _repeats(by_id: dict[str, ReportClaims]) -> list[Repeat]:
    found: dict[tuple[str, str], Repeat] = {}
    shared = _shared({r: set(reading.shingles) for r, reading in by_id.items()})
    quoted = {r: _quoted(reading) for r, reading in by_id.items()}
    for (left, right), runs in sorted(shared.items()):
        repeat = _word_for_word(by_id[left], by_id[right], runs - _quoted_runs(quoted[left], quoted[right]))
        if repeat:
            found[left, right] = repeat
    for left, right in _revisions(by_id):
        found[left, right] = Repeat(left, right, 1.0, "revision", "revisions of one report: the same address")
    facts = {r: _facts(reading) for r, reading in by_id.items()}
    for (left, right), count in sorted(_shared({r: set(f) for r, f in facts.items()}).items()):
        if count >= FACTS_LEAST and (left, right) not in found:
            repeat = _re_worded(by_id[left], by_id[right], facts[left], facts[right])
            if repeat:
                found[left, right] = repeat
    return [found[pair] for pair in sorted(found)]


def _shared(items: dict[str, set[int]] | dict[str, set[str]]) -> Counter[tuple[str, str]]:
    """How many items each two reports share, over those pairs that share any."""
    holders: defaultdict[object, list[str]] = defaultdict(list)
    for report in sorted(items):
        for item in items[report]:
            holders[item].append(report)
    counts: Counter[tuple[str, str]] = Counter()
    for reports in holders.values():
        if len(reports) <= _COMMON:
            counts.update(combinations(reports, 2))
        else:
            counts.update((hub, other) for n, hub in enumerate(reports[:_HUBS]) for other in reports[n + 1 :])
    return counts


def _revisions(by_id: dict[str, ReportClaims]) -> list[tuple[str, str]]:
    """Each report with the next one at its address: enough to connect all of them."""
    at: defaultdict[str, list[str]] = defaultdict(list)
    for report, reading in sorted(by_id.items()):
        page = plain_address(reading.address) if reading.address else None
        if page:
            at[page].append(report)
    return [pair for reports in at.values() for pair in pairwise(reports)]


# -- word for word --------------------------------------------------------------------------------------------------


def _word_for_word(left: ReportClaims, right: ReportClaims, runs: int) -> Repeat | None:
    least = min(len(left.shingles), len(right.shingles))
    containment = runs / least if least else 0.0
    if containment < COPIED:
        return None
    whole = runs / max(len(left.shingles), len(right.shingles))
    kind = "exact" if whole >= EXACT else "cut or extended" if containment >= 0.5 else "re-worded in part"
    reason = f"{kind}: {containment:.0%} of the shorter report's eight-word runs stand in the other"
    return Repeat(left.report, right.report, round(min(1.0, containment), 4), kind, reason)


def _quoted(reading: ReportClaims) -> list[list[str]]:
    """The words of each quoted remark."""
    return [
        fold(part.quote).split()
        for statement in reading.statements
        if statement.directness is not Directness.INDIRECT
        for part in statement.parts
    ]


def _quoted_runs(ours: list[list[str]], theirs: list[list[str]]) -> int:
    """Eight-word runs that stand in quoted remarks of both."""
    known = {run for words in theirs for run in _runs(words)}
    return len({run for words in ours for run in _runs(words)} & known)


def _runs(words: list[str]) -> Iterable[tuple[str, ...]]:
    return (tuple(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1))


# -- re-worded ------------------------------------------------------------------------------------------------------


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


def _re_worded(left: ReportClaims, right: ReportClaims, ours: list[str], theirs: list[str]) -> Repeat | None:
    common = _longest_common(ours, theirs)
    share = common / min(len(ours), len(theirs))
    if common < FACTS_LEAST or share < FACTS_ALIKE:
        return None
    reason = f"re-worded: {common} of {min(len(ours), len(theirs))} counts and remarks are the same, in the same order"
    return Repeat(left.report, right.report, round(share, 4), "re-worded", reason)


def _longest_common(ours: list[str], theirs: list[str]) -> int:
    """Length of the longest common subsequence."""
    row = [0] * (len(theirs) + 1)
    for item in ours:
        before = 0
        for i, other in enumerate(theirs, start=1):
            before, row[i] = row[i], before + 1 if item == other else max(row[i], row[i - 1])
    return row[-1]


# -- groups ---------------------------------------------------------------------------------------------------------


def _connected(pairs: Sequence[Repeat]) -> list[list[str]]:
    """Groups, strongest pairs first. A weak pair joins two groups only where half of their members repeat each other:
    a page that gathers two stories does not make them one."""
    linked = {(p.left, p.right) for p in pairs}
    group_of: dict[str, list[str]] = {}
    for pair in sorted(pairs, key=lambda p: (-p.score, p.left, p.right)):
        ours = group_of.setdefault(pair.left, [pair.left])
        theirs = group_of.setdefault(pair.right, [pair.right])
        if ours is theirs:
            continue
        if pair.score >= _STRONG or _half_linked(ours, theirs, linked):
            ours.extend(theirs)
            group_of.update(dict.fromkeys(theirs, ours))
    groups = {id(members): sorted(members) for members in group_of.values() if len(members) > 1}
    return sorted(groups.values())


def _half_linked(ours: Sequence[str], theirs: Sequence[str], linked: set[tuple[str, str]]) -> bool:
    crossing = sum((min(a, b), max(a, b)) in linked for a in ours for b in theirs)
    return 2 * crossing >= len(ours) * len(theirs)


def _group(members: Sequence[str], pairs: Sequence[Repeat], by_id: dict[str, ReportClaims]) -> CopyGroup:
    inside = [p for p in pairs if p.left in members]
    original, why = _original([by_id[m] for m in members])
    kinds = ", ".join(sorted({p.kind for p in inside}))
    return CopyGroup(
        id=f"copy-{short_hash(members[0])}",
        reports=tuple(members),
        original=original,
        reason=f"{kinds}; {why}",
        score=min(p.score for p in inside),
    )


def _original(readings: Sequence[ReportClaims]) -> tuple[str | None, str]:
    """The likely original: the one the others name as their source, else the earliest, else the one that says most."""
    named = _named_by_others(readings)
    if named is not None:
        return named.report, f"the others name {named.outlet.name if named.outlet else named.report} as their source"
    dated = [(r.published.value, r.report) for r in readings if r.published]
    if len(dated) == len(readings) and len({value[:10] for value, _ in dated}) > 1:
        value, report = min(dated)
        return report, f"published first ({value})"
    if len(dated) == len(readings) and all(len(value) > 10 for value, _ in dated) and len(set(dated)) > 1:
        value, report = min(dated)
        return report, f"published first ({value})"
    longest = max(readings, key=lambda r: (len(r.shingles), r.report))
    if sum(len(r.shingles) == len(longest.shingles) for r in readings) > 1:
        return None, "nothing tells which came first"
    return longest.report, "the longest text"


def _named_by_others(readings: Sequence[ReportClaims]) -> ReportClaims | None:
    """The one report whose outlet others of the group credit, while it credits none of theirs."""
    outlets = {fold(r.outlet.name): r for r in readings if r.outlet}
    credited = {r.report: _credited(r) for r in readings}
    candidates = [
        own
        for name, own in sorted(outlets.items())
        if any(name in credited[r.report] for r in readings if r is not own)
        and not credited[own.report] & (outlets.keys() - {name})
    ]
    return candidates[0] if len(candidates) == 1 else None


def _credited(reading: ReportClaims) -> set[str]:
    """Folded names of the media that a report credits."""
    chains = [s.chain for s in reading.statements] + [c.chain for c in reading.claims]
    return {fold(link.name) for chain in chains for link in chain if link.role is LinkRole.MEDIUM and link.name}
