"""What the search for antecedents looks at: mentions by sentence, clusters, quotes, speakers, titles."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from dateline.model import AnnotatedReport, Directness, EventType, Reading, StatementMention, Token
from dateline.model.frozen import frozen
from dateline.resolution.coreference import Cluster
from dateline.resolution.evidence import words


@frozen
class Quote:
    """Words credited to someone: `[start, end)`, the head token of the speaker, whether all is in quotation marks."""

    start: int
    end: int
    speaker: int | None
    verbatim: bool


@dataclass(frozen=True)
class Scene:
    """cluster_of: by name mention. told: per sentence, how many sentences before it are the outlet's own, not quotes.

    bracketed: by where a phrase ends, the name mention that the text says is the same ("border police (X)").
    speakers: head tokens of all statements' speakers; attackers: of those who carry out attacks. titles: offices and
    titles by id() of the cluster, as words.
    """

    reading: Reading
    cluster_of: Mapping[int, Cluster]
    sentence_of: Sequence[int]
    by_sentence: Mapping[int, Sequence[int]]
    by_head: Mapping[int, int]
    speakers: frozenset[int]
    attackers: frozenset[int]
    quotes: Sequence[Quote]
    told: Sequence[int]
    titles: Mapping[int, str]
    bracketed: Mapping[int, int]

    def with_clusters(self, clusters: Sequence[Cluster]) -> Scene:
        """The same report once more is known of who is whom."""
        return replace(
            self,
            cluster_of=_cluster_of(clusters),
            titles=_titles(self.reading, clusters),
            bracketed=_bracketed(self.reading, clusters),
        )

    @cached_property
    def annotated(self) -> AnnotatedReport:
        return self.reading.annotated

    def token(self, mention: int) -> Token:
        return self.annotated.tokens[self.reading.mentions[mention].head]

    def quote_around(self, offset: int) -> Quote | None:
        """The quote that begins last before the character and holds it."""
        at = bisect_right(self._quote_starts, offset) - 1
        return self.quotes[at] if at >= 0 and self.quotes[at].end > offset else None

    @cached_property
    def _quote_starts(self) -> list[int]:
        return [quote.start for quote in self.quotes]


def set_scene(reading: Reading, clusters: Sequence[Cluster]) -> Scene:
    tokens = reading.annotated.tokens
    sentence_of = [tokens[mention.head].sentence for mention in reading.mentions]
    by_sentence: dict[int, list[int]] = {}
    for index, sentence in enumerate(sentence_of):
        by_sentence.setdefault(sentence, []).append(index)
    quotes = _quotes(reading)
    return Scene(
        reading=reading,
        cluster_of=_cluster_of(clusters),
        sentence_of=sentence_of,
        by_sentence=by_sentence,
        by_head={m.head: i for i, m in reversed(list(enumerate(reading.mentions)))},
        speakers=frozenset(s.speaker_head for s in reading.statements if s.speaker_head is not None),
        attackers=frozenset(a.head for e in reading.events if e.type is EventType.ASSAULT for a in e.actors),
        quotes=quotes,
        told=_told(reading, quotes),
        titles=_titles(reading, clusters),
        bracketed=_bracketed(reading, clusters),
    )


def _cluster_of(clusters: Sequence[Cluster]) -> dict[int, Cluster]:
    return {index: cluster for cluster in clusters for index in cluster.mentions}


def _quotes(reading: Reading) -> list[Quote]:
    """The statements that hold quoted words and stand in no other, in text order."""
    found = [
        Quote(part.start, part.end, _speaker(reading, statement), statement.directness is Directness.DIRECT)
        for statement in reading.statements
        if statement.directness is not Directness.INDIRECT and statement.parent is None
        for part in statement.content
    ]
    return sorted(found, key=lambda quote: (quote.start, quote.end))


def _speaker(reading: Reading, statement: StatementMention) -> int | None:
    """Head token of the speaker, of the statement continued where this one names nobody."""
    steps = 0
    while statement.speaker_head is None and statement.continues is not None and steps < len(reading.statements):
        statement, steps = reading.statements[statement.continues], steps + 1
    return statement.speaker_head


def _told(reading: Reading, quotes: Sequence[Quote]) -> list[int]:
    """A sentence wholly inside a quote puts no distance between a pronoun and what it stands for."""
    verbatim = [quote for quote in quotes if quote.verbatim]
    count, found, at, reach = 0, [], 0, 0
    for sentence in reading.annotated.sentences:
        found.append(count)
        while at < len(verbatim) and verbatim[at].start <= sentence.start:
            reach, at = max(reach, verbatim[at].end), at + 1
        count += reach + 2 < sentence.end
    return found


def _bracketed(reading: Reading, clusters: Sequence[Cluster]) -> dict[int, int]:
    if not reading.same_as:
        return {}
    by_span = {
        span: index
        for cluster in clusters
        for index in cluster.mentions
        for span in (reading.mentions[index].name, reading.mentions[index].span)
    }
    return {pair.left.end: by_span[pair.right] for pair in reading.same_as if pair.right in by_span}


def _titles(reading: Reading, clusters: Sequence[Cluster]) -> dict[int, str]:
    report = reading.annotated.report
    offices: dict[int, list[str]] = {}
    for office in reading.offices:
        offices.setdefault(office.mention, []).append(words(report, office.office))
    titles: dict[int, str] = {}
    for cluster in clusters:
        told = [words(report, t) for i in cluster.mentions if (t := reading.mentions[i].title) is not None]
        told += [text for i in cluster.mentions for text in offices.get(i, ())]
        titles[id(cluster)] = " | ".join(dict.fromkeys(told))
    return titles
