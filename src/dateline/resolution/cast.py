"""The cast of one report: its entities, and which mention is whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from dateline.model import ActorRef, Entity, EntityKind, Link, LinkRole, MentionKind, Reading, Span
from dateline.resolution.actors import describe_actor
from dateline.resolution.antecedents import Antecedents
from dateline.resolution.documents import author_of
from dateline.resolution.evidence import once, quotes, words
from dateline.resolution.headline_labels import owner_of_label

_ARMED = frozenset({"MIL", "REB", "UAF", "COP"})
_DEEPEST = 50  # "He added" after "he added": followed back so far


@dataclass(frozen=True)
class Cast:
    """entities: by first appearance. entity_of: entity ID by index of a name mention (or of a body's role phrase)."""

    reading: Reading
    entities: tuple[Entity, ...]
    entity_of: Mapping[int, str]
    antecedents: Antecedents

    def who(self, span: Span, head: int | None) -> ActorRef:
        """The one that a phrase names, by the mention at its head; a phrase that goes back to nobody stays a phrase."""
        key = (span, head)
        if key not in self._who:
            self._who[key] = self._find_who(span, head)
        return self._who[key]

    def _find_who(self, span: Span, head: int | None) -> ActorRef:
        report = self.reading.annotated.report
        index = self._mention_at(span, head)
        if index is None or self.antecedents.base(index) not in self.entity_of:
            named = self._apposed(span, head)
            index = named if named is not None else index
        if index is None:
            return self._forces(span, head) or self._phrase(span)
        base = self.antecedents.base(index)
        stands_at = self.reading.mentions[base]
        back = quotes(report, stands_at.span) if base != index else ()
        if base not in self.entity_of:
            if (forces := self._forces(span, head)) is not None:
                return forces
            phrase = self._phrase(span if base == index else self._source_at.get(stands_at.head, stands_at.span))
            return replace(phrase, evidence=(*quotes(report, span), *back))
        entity = self._by_id[self.entity_of[base]]
        country, sector, actor_type = entity.country, entity.sector, entity.actor_type
        if not (country and sector and actor_type):
            said = describe_actor(words(report, stands_at.span), entity.name)
            country, sector = country or said.country, sector or said.sector
            actor_type = actor_type or said.actor_type
        evidence = once((*quotes(report, span), *back))
        return ActorRef(entity.name, entity.id, country, sector, actor_type, evidence)

    def _forces(self, span: Span, head: int | None) -> ActorRef | None:
        """ "its fighters", "their jets", where the pronoun stands for somebody: an armed group itself, else its arm."""
        annotated = self.reading.annotated
        owner = annotated.child(head, "poss") if head is not None else None
        index = self._by_head.get(owner.index) if owner is not None and owner.lower in ("its", "their") else None
        base = None if index is None else self.antecedents.base(index)
        if owner is None or base is None or base not in self.entity_of:
            return None
        report = annotated.report
        said, entity = describe_actor(words(report, span)), self._by_id[self.entity_of[base]]
        if said.sector not in _ARMED:
            return None
        evidence = quotes(report, span, self.reading.mentions[base].span)
        if entity.sector in _ARMED and entity.sector != "MIL":
            return ActorRef(entity.name, entity.id, entity.country, entity.sector, entity.actor_type, evidence)
        arm = words(report, Span(owner.end, span.end)).strip()
        return ActorRef(f"{entity.name}'s {arm}", None, entity.country, said.sector, said.actor_type, evidence)

    def speaker(self, statement: int) -> ActorRef | None:
        """Who a statement is credited to: its own source phrase, else whose statement it continues."""
        return self._speaker(statement)[0]

    def speaker_reason(self, statement: int) -> str:
        """How the speaker was found."""
        return self._speaker(statement)[1]

    def name_of(self, span: Span) -> str:
        """What a phrase names: the entity's name for a name inside it that fills it, else its own words."""
        if span in self._by_span:
            return self.who(span, None).name
        inside = self.reading.annotated.tokens_in(span)
        bare = [token for token in inside if token.lower != "the"]
        name = Span(bare[0].start, bare[-1].end) if bare else span
        return self.who(name if name in self._by_span else span, None).name

    def _speaker(self, statement: int) -> tuple[ActorRef | None, str]:
        if statement not in self._speakers:
            self._speakers[statement] = self._find_speaker(statement)
        return self._speakers[statement]

    def _find_speaker(self, statement: int) -> tuple[ActorRef | None, str]:
        chain = self.reading.statements[statement].chain
        if chain and chain[0].role is LinkRole.RUMOUR:
            return None, "a rumour: nobody is named who says so"
        if (author := self.author(statement)) is not None:
            return author
        who, reason = self._credited(statement)
        if who is not None and who.entity is None:
            owner = owner_of_label(self.reading, statement, self.speaker, self._titles)
            return owner if owner is not None else (who, reason)
        return who, reason

    def author(self, statement: int) -> tuple[ActorRef, str] | None:
        """Who speaks in the document that the statement's source is ("the statement said"), with the reason."""
        return author_of(self.reading, statement, self.speaker)

    def _credited(self, statement: int) -> tuple[ActorRef | None, str]:
        reading = self.reading
        reason, seen = "", 0
        index: int | None = statement
        while index is not None and seen < _DEEPEST:
            mention = reading.statements[index]
            if mention.speaker is not None and not (self._is_open_pronoun(mention.speaker, mention.speaker_head)):
                who = self.who(mention.speaker, mention.speaker_head)
                return who, "; ".join(filter(None, (reason, self._reason(mention.speaker, mention.speaker_head))))
            reason, index, seen = "continues the statement before", mention.continues, seen + 1
        own = reading.statements[statement]
        if own.speaker is None:
            return None, ""
        return self.who(own.speaker, own.speaker_head), "nobody before that the pronoun fits"

    def _reason(self, span: Span, head: int | None) -> str:
        at = self._mention_at(span, head)
        if at is None:
            return ""
        could = self.antecedents.open.get(at)
        return self.antecedents.reason.get(at, "") if could is None else f"cannot be told: {could}"

    def _is_open_pronoun(self, span: Span, head: int | None) -> bool:
        at = self._mention_at(span, head)
        return at is not None and self.reading.mentions[self.antecedents.base(at)].kind is MentionKind.PRONOUN

    def _apposed(self, span: Span, head: int | None) -> int | None:
        """ "the then-minister, Karl Voss": the person's name in apposition to the phrase's head."""
        if head is None:
            return None
        annotated = self.reading.annotated
        for kid in annotated.children(head, "appos"):
            index = self._by_head.get(kid.index)
            if index is None or not span.contains(self.reading.mentions[index].span):
                continue
            mention = self.reading.mentions[index]
            if (
                mention.kind is MentionKind.NAME
                and mention.entity_kind is EntityKind.PERSON
                and index in self.entity_of
            ):
                return index
        return None

    def _phrase(self, span: Span) -> ActorRef:
        report = self.reading.annotated.report
        phrase = words(report, span)
        said = describe_actor(phrase)
        return ActorRef(phrase, None, said.country, said.sector, said.actor_type, quotes(report, span))

    def _mention_at(self, span: Span, head: int | None) -> int | None:
        """The mention at the phrase's head token; without one, the mention that is the phrase."""
        if head is not None:
            found = self._by_head.get(head)
            if found is not None:
                return None if self._is_part_of_name(found, span) else found
        found = self._by_span.get(span)
        if found is not None or head is None:
            return found
        token = self.reading.annotated.tokens[head].span
        around = [i for i in self._named_by_token.get(head, ()) if self.reading.mentions[i].span.contains(token)]
        return min(around, key=lambda i: len(self.reading.mentions[i].span), default=None)

    def _is_part_of_name(self, index: int, span: Span) -> bool:
        """ "Northland Syria writes": a name that ends with a country's is not the country."""
        mention = self.reading.mentions[index]
        tokens = self.reading.annotated.tokens
        before = tokens[mention.head - 1] if mention.head else tokens[0]
        return (
            mention.entity_kind is EntityKind.PLACE
            and span.contains(before.span)
            and not mention.span.contains(before.span)
            and (before.pos, before.dep, before.head) == ("PROPN", "compound", mention.head)
            and before.ent not in ("GPE", "NORP", "LOC")
        )

    @cached_property
    def _who(self) -> dict[tuple[Span, int | None], ActorRef]:
        """As they are asked for."""
        return {}

    @cached_property
    def _speakers(self) -> dict[int, tuple[ActorRef | None, str]]:
        """By statement, as they are asked for."""
        return {}

    @cached_property
    def chains(self) -> dict[int | None, tuple[Link, ...]]:
        """By statement, as `chain_of` is asked for them."""
        return {}

    @cached_property
    def _source_at(self) -> dict[int, Span]:
        """The whole phrase of each source by its head: "a source in the government"."""
        heads = {s.speaker_head: s.speaker for s in reversed(self.reading.statements)}
        return {head: span for head, span in heads.items() if head is not None and span is not None}

    @cached_property
    def _titles(self) -> dict[str, str]:
        """By entity: its titles, offices and names, as words."""
        report = self.reading.annotated.report
        found = {e.id: [e.name, *e.aliases, *(office.title for office in e.offices)] for e in self.entities}
        for index, entity in self.entity_of.items():
            found[entity].append(words(report, self.reading.mentions[index].span))
        return {entity: " | ".join(dict.fromkeys(names)) for entity, names in found.items()}

    @cached_property
    def _by_id(self) -> dict[str, Entity]:
        return {entity.id: entity for entity in self.entities}

    @cached_property
    def _by_head(self) -> dict[int, int]:
        found: dict[int, int] = {}
        for index, mention in enumerate(self.reading.mentions):
            before = found.get(mention.head)
            if before is None or self._rank(index) < self._rank(before):
                found[mention.head] = index
        return found

    def _rank(self, index: int) -> tuple[int, int]:
        """Names before role phrases before pronouns; places after other names."""
        mention = self.reading.mentions[index]
        order = (MentionKind.NAME, MentionKind.NOMINAL, MentionKind.PRONOUN)
        return order.index(mention.kind), int(mention.entity_kind is EntityKind.PLACE)

    @cached_property
    def _by_span(self) -> dict[Span, int]:
        found: dict[Span, int] = {}
        for index, mention in enumerate(self.reading.mentions):
            for span in (mention.name, mention.span):
                if span is not None:
                    found.setdefault(span, index)
        return found

    @cached_property
    def _named_by_token(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for index, mention in enumerate(self.reading.mentions):
            if mention.kind is MentionKind.NAME:
                for token in self.reading.annotated.indices_in(mention.span):
                    found.setdefault(token, []).append(index)
        return found
