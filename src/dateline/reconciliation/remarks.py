"""One statement that many report: outlets that quote the same words and tell the rest themselves.

Their reports are no copies of each other, and what they hand on has yet one origin, whoever each of them credits the
words to ("the ministry", "its spokeswoman", "officials"). Quotations are the same where they share a run of words that
two speakers do not say by chance. Reports that are copies of one text are one report here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.model import CanonicalEntity, Claim, ClaimRef, Directness, Link, LinkRole, ReportClaims, SharedStatement
from dateline.model import Statement as Saying
from dateline.reconciliation.components import Components
from dateline.reconciliation.copies import Repeats
from dateline.reconciliation.ids import short_hash
from dateline.reconciliation.nodes import Canonical
from dateline.reference.folding import fold

_RUN = 7  # quoted words
_NEAR = (LinkRole.SPEAKER, LinkRole.DOCUMENT)


@dataclass(frozen=True, slots=True)
class Remark:
    """The quoted words of one statement. link: whoever it is credited to."""

    ref: ClaimRef
    words: tuple[str, ...]
    link: Link | None

    @property
    def runs(self) -> frozenset[tuple[str, ...]]:
        return frozenset(self.words[at : at + _RUN] for at in range(len(self.words) - _RUN + 1))


class Remarks:
    """The shared statements over all reports, and which of them a claim hands on."""

    def __init__(self, readings: Sequence[ReportClaims], canonical: Canonical, repeats: Repeats) -> None:
        self._entities = {e.id: e for e in canonical.values()}
        remarks = {r.ref: r for reading in readings for r in _remarks(reading)}
        text = {
            d.report: g.id for g in repeats.copies for d in g.derived if repeats.tellers.of(d.report, None) is not None
        } | {g.original: g.id for g in repeats.copies if g.original}
        groups = [
            [remarks[ref] for ref in refs]
            for refs in _connected(list(remarks.values()))
            if len({text.get(ref.report, ref.report) for ref in refs}) > 1
        ]
        self.shared = tuple(sorted((_shared(g, canonical) for g in groups), key=lambda s: (s.reports, s.id)))
        self._of: dict[tuple[str, str], SharedStatement] = {}
        for shared in self.shared:
            for ref in shared.statements:
                self._of[ref.report, ref.id] = shared
                if (link := remarks[ref].link) is not None and link.name:
                    self._of.setdefault((ref.report, f"by {fold(link.name)}"), shared)

    def of(self, claim: Claim) -> SharedStatement | None:
        """The shared statement that a claim hands on: in the words quoted, or credited to whom they are."""
        found = self._of.get((claim.report, claim.statement or ""))
        first = next((link for link in claim.chain if link.role in _NEAR), None)
        if found is not None or first is None or not first.name or first.entity is not None:
            return found
        return self._of.get((claim.report, f"by {fold(first.name)}"))

    def speaker(self, shared: SharedStatement) -> CanonicalEntity | None:
        return self._entities.get(shared.entity) if shared.entity else None


def _remarks(reading: ReportClaims) -> list[Remark]:
    found = []
    for saying in reading.statements:
        words = _quoted(saying)
        if len(words) >= _RUN:
            link = next((link for link in saying.chain if link.role in _NEAR), None)
            found.append(Remark(ClaimRef(reading.report, saying.id), words, link))
    return found


def _quoted(saying: Saying) -> tuple[str, ...]:
    if saying.directness is Directness.INDIRECT:
        return ()
    return tuple(word for part in saying.parts for word in fold(part.quote).split())


def _connected(remarks: Sequence[Remark]) -> list[list[ClaimRef]]:
    """Remarks that share a run, directly or by others."""
    ordered = sorted(remarks, key=lambda r: r.ref)
    connected = Components[int]()
    first: dict[tuple[str, ...], int] = {}
    for number, remark in enumerate(ordered):
        for run in remark.runs:
            other = first.setdefault(run, number)
            connected.join(other, number)
    groups: dict[int, list[ClaimRef]] = {}
    for number, remark in enumerate(ordered):
        groups.setdefault(connected.find(number), []).append(remark.ref)
    return list(groups.values())


def _shared(group: Sequence[Remark], canonical: Canonical) -> SharedStatement:
    entities = [
        canonical.get(ClaimRef(r.ref.report, r.link.entity)) if r.link and r.link.entity else None for r in group
    ]
    named = Counter(e.id for e in entities if e is not None)
    entity = min(named, key=lambda e: (-named[e], e), default=None)
    name = next((e.name for e in entities if e is not None and e.id == entity), None)
    phrases = Counter(r.link.name for r in group if r.link and r.link.name)
    speaker = name or min(phrases, key=lambda p: (-phrases[p], p), default=None)
    words, score = _in_common(group)
    others = sorted({e.name for e in entities if e is not None and e.id != entity})
    reason = f"{len({r.ref.report for r in group})} reports quote the same words"
    reason += f" of {speaker}" if speaker else ""
    reason += f"; some credit {', '.join(others)}" if others else ""
    return SharedStatement(
        id=f"said-{short_hash(str(group[0].ref))}",
        reports=tuple(sorted({r.ref.report for r in group})),
        statements=tuple(r.ref for r in group),
        speaker=speaker,
        entity=entity,
        words=words,
        score=score,
        reason=reason,
    )


def _in_common(group: Sequence[Remark]) -> tuple[str, float]:
    """The longest run of words that two remarks of two reports share, and its share of the shorter of the two."""
    best: tuple[int, float, str] = (0, 0.0, "")
    holders: dict[tuple[str, ...], Remark] = {}
    for remark in group:
        words = remark.words
        for at in range(len(words) - _RUN + 1):
            other = holders.setdefault(words[at : at + _RUN], remark)
            if other.ref.report != remark.ref.report:
                length = _longest_from(words[at:], other.words)
                share = round(length / min(len(words), len(other.words)), 4)
                best = max(best, (length, share, " ".join(words[at : at + length])))
    return best[2], best[1]


def _longest_from(ours: Sequence[str], theirs: Sequence[str]) -> int:
    """How far the words go on as they do in the other remark."""
    longest = 0
    for start in (n for n in range(len(theirs)) if theirs[n] == ours[0]):
        length = next((n for n, (a, b) in enumerate(zip(ours, theirs[start:], strict=False)) if a != b), None)
        longest = max(longest, min(len(ours), len(theirs) - start) if length is None else length)
    return longest
