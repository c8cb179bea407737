"""What role phrases and pronouns stand for: "the envoy", "the ministry", "he".

Each goes back to a name, or to a role phrase before it ("two officials … they"); what fits nothing stays as it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.model import EntityKind, Mention, MentionKind, Token
from dateline.reference.actors import as_organization, classify
from dateline.reference.countries import country_of, demonym_of
from dateline.reference.folding import fold
from dateline.reference.office_words import can_stand_for, is_sort_of, speaks_of_many
from dateline.reference.outlets import by_name as known_outlet
from dateline.reference.titles import gender_of
from dateline.resolution.coreference import Cluster
from dateline.resolution.evidence import words
from dateline.resolution.scene import Scene

PERSON, BODY, GROUP, PLACE = EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.GROUP, EntityKind.PLACE
_OBJECTS = frozenset({"dobj", "pobj", "iobj", "dative"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "agent", "csubj"})
_SINGULAR = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_NEAR = {"person": 4, "it": 1, "they": 2}  # sentences back that a pronoun reaches
_FAR = 40  # sentences back that "the envoy" reaches
_SOON = 4  # sentences ahead in which "the army" may be named in full
_OF_OUTLETS = frozenset(
    {"agency", "outlet", "channel", "broadcaster", "newspaper", "paper", "network", "radio", "television", "magazine"}
)
_CARRIER = 1.5  # salience that an outlet loses where it only carries
_MAY_ATTACK = frozenset({"GOV", "MIL", "COP", "REB", "SPY", "UAF", "CRM"})
_ENOUGH = 0.0  # salience below which a pronoun is left open


@dataclass
class Antecedents:
    """of: mention index → index of the mention that it stands for (a name, or a role phrase). reason: why.

    open: what a role phrase could stand for, where it cannot be told.
    """

    of: dict[int, int] = field(default_factory=dict)
    reason: dict[int, str] = field(default_factory=dict)
    open: dict[int, str] = field(default_factory=dict)

    def base(self, index: int) -> int:
        """The mention at the end of the line."""
        seen = {index}
        while index in self.of and self.of[index] not in seen:
            index = self.of[index]
            seen.add(index)
        return index

    def set(self, index: int, target: int, reason: str) -> None:
        self.of[index] = target
        self.reason[index] = reason


def names_beside(scene: Scene) -> Antecedents:
    """The role phrases that hold or stand beside a name: "the news agency X", "the X channel"."""
    found = Antecedents()
    for index, mention in enumerate(scene.reading.mentions):
        if mention.kind is MentionKind.NOMINAL:
            beside = _beside(scene, index, mention)
            if beside is not None:
                found.set(index, beside, "stands beside the name")
    return found


def find_antecedents(scene: Scene, found: Antecedents) -> Antecedents:
    """For every further role phrase and pronoun that goes back to something, in text order."""
    for index, mention in enumerate(scene.reading.mentions):
        if mention.kind is MentionKind.NOMINAL and index not in found.of and index not in scene.cluster_of:
            _take_up(scene, found, index, mention)
        elif mention.kind is MentionKind.PRONOUN:
            if mention.rule == "relative":
                _relative(scene, found, index)
            elif mention.rule == "first person":
                _first_person(scene, found, index)
            else:
                _pronoun(scene, found, index, mention)
    return found


# -- role phrases ---------------------------------------------------------------------------------------------------


def _take_up(scene: Scene, found: Antecedents, index: int, mention: Mention) -> None:
    """A definite role phrase to the name it takes up again."""
    head = scene.token(index)
    if not _is_definite(scene, mention, head):
        return
    if mention.entity_kind is PERSON:
        _take_up_person(scene, found, index, mention, head)
    elif mention.entity_kind is BODY:
        _take_up_body(scene, found, index, mention, head)


def _beside(scene: Scene, index: int, mention: Mention) -> int | None:
    """ "the X channel", "the news agency X", "internal security forces (X)"."""
    if mention.span.end in scene.bracketed:
        return scene.bracketed[mention.span.end]
    head = mention.head
    for other in scene.by_sentence[scene.sentence_of[index]]:
        if other not in scene.cluster_of:
            continue
        token = scene.token(other)
        kind = scene.reading.mentions[other].entity_kind
        if kind is not mention.entity_kind or kind is PLACE:
            continue
        if token.dep == "appos" and kind is PERSON and _hangs_on(scene, token, head):
            return other  # "an analyst in Tunis, X": the parser hangs X on Tunis
        if token.head == head and token.dep in ("appos", "compound", "nmod") and token.index != head:
            return other
        before = scene.annotated.tokens[head]
        if before.dep == "appos" and before.head == token.index != head:
            return other
        bare = scene.reading.mentions[other].span.start
        if 0 < bare - before.end <= 1 and before.tag in ("NN", "NNP"):
            return other  # "the state news agency X"
    return None


def _hangs_on(scene: Scene, name: Token, head: int) -> bool:
    """Whether a name in apposition closes the phrase of a noun, through its prepositions, past nobody else."""
    tokens = scene.annotated.tokens
    at = tokens[name.head]
    while at.index > head and at.dep in ("pobj", "prep", "compound"):
        if at.index in scene.by_head and scene.reading.mentions[scene.by_head[at.index]].entity_kind is PERSON:
            return False
        at = tokens[at.head]
    first = scene.annotated.subtree(name.index)[0]
    return at.index == head != name.head and tokens[first - 1].text == ","


def _is_definite(scene: Scene, mention: Mention, head: Token) -> bool:
    """ "the", "his", "Syria's", "this": not "a", "two", "some"; bare only where capitalised ("Army")."""
    kids = scene.annotated.children(head.index, "det", "poss", "nummod")
    if any(kid.dep == "nummod" for kid in kids):
        return False
    if kids:
        return kids[0].lower in ("the", "this", "that") or kids[0].dep == "poss"
    return False


def _nations(text: str) -> set[str]:
    found = {demonym_of(word) or country_of(word) for word in text.replace("'s", "").replace("’s", "").split()}
    return {code for code in found if code}


def _take_up_person(scene: Scene, found: Antecedents, index: int, mention: Mention, head: Token) -> None:
    """ "the envoy" to the last one before whose office has the word, and no other modifier than the phrase's.

    Someone unnamed ("a spokesman for the army … the spokesman") counts as one named does. Two who stand in one sentence
    leave it open, unless only one of them speaks there.
    """
    fitting: list[int] = []
    for other in _people_before(scene, index, head):
        if fitting and scene.sentence_of[other] != scene.sentence_of[fitting[0]]:
            break
        if _fits_person(scene, index, other):
            who = _name_behind(scene, other)
            if not any(_is_same(scene, who, known) for known in fitting):
                fitting.append(who)
    if len(fitting) > 1:
        speaking = [other for other in fitting if _speaks(scene, other)]
        if len(speaking) != 1:
            found.open[index] = " or ".join(_called(scene, other) for other in reversed(fitting))
            return
        fitting = speaking
    if not fitting:
        return
    other = fitting[0]
    if other in scene.cluster_of:
        title = scene.titles[id(scene.cluster_of[other])].split(" | ")[0]
        found.set(index, other, f"the last one named with that office: {title}")
    else:
        found.set(index, other, f"the last one so called: {_called(scene, other)}")


def _people_before(scene: Scene, index: int, head: Token) -> list[int]:
    """People named, and those that the same noun describes without a name ("a senior official"), nearest first."""
    named = _names_before(scene, index, PERSON)
    if head.tag not in ("NN", "NNP"):
        return named
    at, last = scene.reading.mentions[index].span.start, scene.sentence_of[index]
    unnamed = [
        other
        for sentence in range(last, max(-1, last - _SOON - 1), -1)
        for other in scene.by_sentence.get(sentence, ())
        if scene.reading.mentions[other].kind is MentionKind.NOMINAL
        and other not in scene.cluster_of
        and scene.reading.mentions[other].entity_kind is PERSON
        and scene.reading.mentions[other].span.end <= at
        and scene.token(other).lemma.lower() == head.lemma.lower()
        and _is_first(scene, other)
    ]
    return sorted({*named, *unnamed}, key=lambda other: -scene.reading.mentions[other].span.start)


def _name_behind(scene: Scene, other: int) -> int:
    """The name that an office stands in front of, where the parser has not joined them; else the phrase itself."""
    end = scene.reading.mentions[other].span.end
    behind = (i for i in scene.by_sentence[scene.sentence_of[other]] if i in scene.cluster_of and i not in (other,))
    return next((i for i in behind if scene.reading.mentions[i].span.start == end + 1), other)


def _is_first(scene: Scene, other: int) -> bool:
    """Whether a phrase brings someone in: "a", "an unnamed", or "the" with words of its own ("the army spokesman")."""
    kids = scene.annotated.children(scene.token(other).index, "det", "poss", "nummod", "amod", "compound", "prep")
    return [kid.lower for kid in kids] != ["the"] and not any(kid.dep == "nummod" for kid in kids)


def _fits_person(scene: Scene, index: int, other: int) -> bool:
    head = scene.token(index)
    phrase = words(scene.annotated.report, scene.reading.mentions[index].span)
    cluster = scene.cluster_of.get(other)
    told = scene.titles[id(cluster)] if cluster is not None else _called(scene, other)
    gender, own_gender = gender_of(head.text), cluster.gender if cluster is not None else ""
    if not can_stand_for(head.text, told) or (gender and own_gender and gender != own_gender):
        return False
    nations, own = _nations(phrase), _nations(told)
    if nations and own and not nations & own:
        return False
    return all(fold(word) in fold(told).split() for word in _modifiers(scene, head) if not _nations(word))


def _is_same(scene: Scene, one: int, other: int) -> bool:
    left, right = scene.cluster_of.get(one), scene.cluster_of.get(other)
    return left is right if left is not None or right is not None else _called(scene, one) == _called(scene, other)


def _speaks(scene: Scene, other: int) -> bool:
    return scene.token(other).index in scene.speakers


def _called(scene: Scene, other: int) -> str:
    mention = scene.reading.mentions[other]
    return words(scene.annotated.report, mention.name or mention.span)


def _modifiers(scene: Scene, head: Token) -> list[str]:
    return [t.text for t in scene.annotated.children(head.index, "amod", "compound", "nmod") if t.text[0].isalpha()]


def _take_up_body(scene: Scene, found: Antecedents, index: int, mention: Mention, head: Token) -> None:
    """ "the ministry" to the last body before that the phrase fits, else to the only one that fits soon after."""
    before = _names_before(scene, index, BODY, GROUP)
    for other in before:
        cluster = scene.cluster_of[other]
        if _fits_body(scene, cluster, mention, head):
            found.set(index, other, f"the last body named that the word fits: {cluster.names[0]}")
            return
        if _is_sort_of(scene, cluster, mention, head):
            rivals = _rivals(scene, other, before, mention, head)
            if rivals:
                found.open[index] = " or ".join([cluster.names[0], *rivals])
            else:
                found.set(index, other, f"the last body named of the sort that the word says: {cluster.names[0]}")
            return
    described = _described_before(scene, index, head)
    if described is not None:
        found.set(index, described, f"the last one so called: {_called(scene, described)}")
        return
    here = scene.sentence_of[index]
    after = [o for n in range(here, here + _SOON) for o in scene.by_sentence.get(n, ()) if o in scene.cluster_of]
    after = [o for o in after if o > index and head.lower in fold(scene.cluster_of[o].names[0]).split()]
    fitting = [o for o in after if _fits_body(scene, scene.cluster_of[o], mention, head)]
    if len({id(scene.cluster_of[o]) for o in fitting}) == 1:
        name = scene.cluster_of[fitting[0]].names[0]
        found.set(index, fitting[0], f"the only body named soon after that the word fits: {name}")


def _is_sort_of(scene: Scene, cluster: Cluster, mention: Mention, head: Token) -> bool:
    """ "The militant group" of Hezbollah, whose name has no such word: by what kind of body it is known to be."""
    body = as_organization(cluster.names[0])
    if cluster.kind not in (BODY, GROUP) or body is None or known_outlet(cluster.names[0]) is not None:
        return False
    name, nations = fold(" | ".join(cluster.names)).split(), _nations(words(scene.annotated.report, mention.span))
    modifiers = [m for m in _modifiers(scene, head) if fold(m) not in name and not _nations(m)]
    return is_sort_of(head.text, modifiers, body.sector) and (not nations or body.country in nations)


def _rivals(scene: Scene, other: int, before: Sequence[int], mention: Mention, head: Token) -> list[str]:
    """Other bodies that the word fits as well: of the same sentence; of the whole text before, for "the rebels"."""
    near = (o for o in before if speaks_of_many(head.text) or scene.sentence_of[o] == scene.sentence_of[other])
    clusters = {id(scene.cluster_of[o]): scene.cluster_of[o] for o in near if not _is_same(scene, o, other)}
    return [c.names[0] for c in clusters.values() if _is_sort_of(scene, c, mention, head)]


def _described_before(scene: Scene, index: int, head: Token) -> int | None:
    """ "the ministry" to "the defence ministry" before it: the last phrase of the noun with words of its own."""
    if _modifiers(scene, head) or scene.annotated.child(head.index, "poss") is not None:
        return None
    last = scene.sentence_of[index]
    for sentence in range(last, max(-1, last - _SOON - 1), -1):
        for other in reversed(scene.by_sentence.get(sentence, ())):
            mention, token = scene.reading.mentions[other], scene.token(other)
            if mention.kind is not MentionKind.NOMINAL or mention.entity_kind is not BODY or token.index >= head.index:
                continue
            alike = token.lemma.lower() == head.lemma.lower() and token.tag.endswith("S") == head.tag.endswith("S")
            if alike and _is_first(scene, other):
                return other
    return None


def _fits_body(scene: Scene, cluster: Cluster, mention: Mention, head: Token) -> bool:
    """Whether the phrase's noun can stand for the body, and its modifiers and nationality are the body's too."""
    if cluster.kind not in (BODY, GROUP):
        return False
    name, outlet = " | ".join(cluster.names), known_outlet(cluster.names[0])
    fits = can_stand_for(head.text, name)
    if head.lower in _OF_OUTLETS:
        fits = fits or (outlet is not None and (head.lower != "agency" or outlet.is_agency))
    elif outlet is not None:
        return False
    if not fits or any(fold(word) not in fold(name).split() for word in _modifiers(scene, head)):
        return False
    nations, own = _nations(words(scene.annotated.report, mention.span)), _nations(name)
    return not nations or not own or bool(nations & own)


def _names_before(scene: Scene, index: int, *kinds: EntityKind) -> list[int]:
    """Name mentions of the kinds before a mention, nearest first."""
    at = scene.reading.mentions[index].span.start
    last = scene.sentence_of[index]
    return [
        other
        for sentence in range(last, max(-1, last - _FAR), -1)
        for other in reversed(scene.by_sentence.get(sentence, ()))
        if other in scene.cluster_of
        and scene.reading.mentions[other].span.start < at
        and not scene.reading.mentions[other].span.overlaps(scene.reading.mentions[index].span)
        and scene.cluster_of[other].kind in kinds
    ]


# -- pronouns -------------------------------------------------------------------------------------------------------


def _relative(scene: Scene, found: Antecedents, index: int) -> None:
    """ "who", "which" to the mention at the noun that its clause hangs on."""
    tokens = scene.annotated.tokens
    noun = next((t.head for t in scene.annotated.ancestors(scene.token(index).index) if t.dep == "relcl"), None)
    if noun is None:
        return
    for other in scene.by_sentence[tokens[noun].sentence]:
        if other != index and scene.reading.mentions[other].head == noun:
            found.set(index, other, "the noun that the clause describes")
            return


def _first_person(scene: Scene, found: Antecedents, index: int) -> None:
    """ "I" and "we" in a quote to its speaker."""
    quote = scene.quote_around(scene.token(index).start)
    if quote is None or quote.speaker is None or quote.speaker == scene.token(index).index:
        return
    speaker = scene.by_head.get(quote.speaker)
    if speaker is not None:
        found.set(index, speaker, "the speaker of the quote")


def _pronoun(scene: Scene, found: Antecedents, index: int, mention: Mention) -> None:
    word = scene.token(index).lower
    gender = _SINGULAR.get(word)
    reach = _NEAR["person" if gender else "it" if word.startswith("it") else "they"]
    last = scene.sentence_of[index]
    best: tuple[float, int, int] | None = None
    for sentence in range(last, -1, -1):
        if scene.told[last] - scene.told[sentence] > reach:
            break
        for other in scene.by_sentence.get(sentence, ()):
            if scene.reading.mentions[other].span.start >= mention.span.start:
                continue
            if not _fits(scene, found, other, word, gender):
                continue
            if _is_own_quote(scene, found, index, other) or _only_tells_of_it(scene, index, other):
                continue
            score = _salience(scene, index, other) - (_CARRIER if _only_carries(scene, found, other) else 0.0)
            if best is None or (score, other) > best[:2]:
                best = (score, other, sentence)
    if best is not None and best[0] > _ENOUGH:
        name = words(scene.annotated.report, scene.reading.mentions[found.base(best[1])].span)
        found.set(index, best[1], f"{word!r}: {name}, the nearest that fits")


def _only_carries(scene: Scene, found: Antecedents, other: int) -> bool:
    """ "the statement was carried by X": an outlet that another's words came through."""
    cluster = scene.cluster_of.get(found.base(other))
    if cluster is None or known_outlet(cluster.names[0]) is None:
        return False
    token = scene.token(other)
    deps = {token.dep, *(above.dep for above in scene.annotated.ancestors(token.index) if above.tag[:2] != "VB")}
    return "agent" in deps


def _fits(scene: Scene, found: Antecedents, other: int, word: str, gender: str | None) -> bool:
    """Whether the pronoun can mean the mention, or what that stands for: a person for "he", no place for "they"."""
    base = found.base(other)
    mention = scene.reading.mentions[base]
    cluster = scene.cluster_of.get(base)
    kind = cluster.kind if cluster is not None else mention.entity_kind
    if mention.kind is MentionKind.PRONOUN:
        return False
    if gender is not None:
        known = cluster.gender if cluster is not None else gender_of(words(scene.annotated.report, mention.span))
        return kind is PERSON and (not known or known == gender)
    if word.startswith("it"):
        return kind is BODY or (kind is PLACE and cluster is not None and country_of(cluster.names[0]) is not None)
    return kind in (GROUP, BODY) and not (cluster is not None and known_outlet(cluster.names[0]))


def _is_own_quote(scene: Scene, found: Antecedents, index: int, other: int) -> bool:
    """Whether the pronoun stands in the verbatim words of the one mentioned, who is "I" there and not "he"."""
    quote = scene.quote_around(scene.token(index).start)
    if quote is None or not quote.verbatim or quote.speaker is None:
        return False
    speaker = scene.by_head.get(quote.speaker)
    if speaker is None:
        return False
    said, meant = found.base(speaker), found.base(other)
    return said == meant or (said in scene.cluster_of and scene.cluster_of[said] is scene.cluster_of.get(meant))


def _only_tells_of_it(scene: Scene, index: int, other: int) -> bool:
    """Whether the pronoun carries out an attack, and the one mentioned only tells of such: a ministry, or a source that
    bears no arms. "The health ministry said 40 were hurt. They shelled the hospital."
    """
    if scene.token(index).index not in scene.attackers:
        return False
    phrase = _called(scene, other)
    sector = classify(phrase).sector
    civil = sector is not None and sector not in _MAY_ATTACK
    return can_stand_for("ministry", phrase) or (civil and scene.token(other).index in scene.speakers)


def _salience(scene: Scene, index: int, other: int) -> float:
    """How strongly a mention offers itself: near, a subject, a speaker; not within the speaker's own quote."""
    here, there = scene.sentence_of[index], scene.sentence_of[other]
    pronoun, token = scene.token(index), scene.token(other)
    mention = scene.reading.mentions[other]
    told = scene.told
    score = 2.0 - 0.9 * (told[here] - told[there])
    if here != there and scene.annotated.sentences[here].block == scene.annotated.sentences[there].block:
        score += 0.4
    if token.dep in _SUBJECTS or (token.dep == "appos" and scene.annotated.tokens[token.head].dep in _SUBJECTS):
        score += 1.0
    elif scene.annotated.sentences[there].first >= token.index - 2 and token.dep not in ("poss", "compound", "pobj"):
        score += 1.0  # "X, too, would not …": first in its sentence, whatever the parser makes of it
    elif token.dep in ("poss", "compound", "nmod", "amod"):
        score -= 0.6
    elif token.dep in _OBJECTS:
        score += 0.3 if pronoun.dep in _OBJECTS else -0.2
    if pronoun.lower in ("they", "them", "their"):
        score += 0.6 if mention.entity_kind is GROUP else -0.4
    if token.index in scene.speakers:
        score += 0.9 if pronoun.index in scene.speakers else 0.4
    if mention.kind is MentionKind.NOMINAL and other not in scene.cluster_of:
        score -= 0.4
    if scene.quote_around(pronoun.start) is None and scene.quote_around(token.start) is not None:
        score -= 1.0
    if here == there and token.dep in _SUBJECTS and _is_object_of(scene, pronoun, token):
        score -= 9.0  # never: another is meant, or "himself" would stand there
    return score


def _is_object_of(scene: Scene, pronoun: Token, subject: Token) -> bool:
    """ "X told him", "X arrived, telling them": the object of what the subject does is another."""
    reflexive = pronoun.lower.endswith(("self", "selves"))  # "blew himself up"
    if pronoun.dep not in ("dobj", "pobj", "iobj", "dative", "nsubj") or pronoun.tag == "PRP$" or reflexive:
        return False
    verb = scene.annotated.tokens[pronoun.head]
    if verb.pos == "ADP":
        verb = scene.annotated.tokens[verb.head]
    if pronoun.dep == "nsubj":
        if verb.dep not in ("xcomp", "ccomp") or verb.tag not in ("VB", "VBG"):
            return False
        if any(kid.tag in ("MD", "VBD", "VBZ", "VBP") for kid in scene.annotated.children(verb.index, "aux")):
            return False  # "X said they would leave": a clause of its own
        verb = scene.annotated.tokens[verb.head]  # "X told them to leave", parsed as "[they leave]"
    while verb.index != subject.head and verb.dep in ("advcl", "xcomp", "conj"):
        if scene.annotated.child(verb.index, "nsubj", "nsubjpass") is not None:
            return False
        verb = scene.annotated.tokens[verb.head]
    return verb.index == subject.head


__all__ = ["Antecedents", "find_antecedents", "names_beside"]
