"""Where the people stand around a word of harm: by the tree, else by what stands beside the word."""

from __future__ import annotations

from dateline.extraction.counts import count_in
from dateline.model import AnnotatedReport, Token
from dateline.reference.harms import harm_words, people_words
from dateline.reference.numbers import is_number_word, vague_numbers

_RELATIVES = frozenset(("who", "whom", "that", "which"))
# Words between people and the verb of their harm that the tree is not needed to see past.
_HELPERS = frozenset(
    (
        *(
            "was",
            "were",
            "is",
            "are",
            "be",
            "been",
            "being",
            "has",
            "have",
            "had",
            "got",
            "get",
            "gets",
            "also",
            "later",
        ),
        *(
            "then",
            "reportedly",
            "allegedly",
            "both",
            "all",
            "and",
            "or",
            "already",
            "still",
            "immediately",
            "either",
            ",",
        ),
    )
)
_PARTICLES = frozenset(("down", "dead", "up", "and", "or", "to", "death"))
_OLDEST = 115  # years
_COUNT_POS = frozenset(("ADJ", "DET", "NUM"))
_COUNT_WORDS = frozenset(("at", "least", "than", "more", "to", "up", "-"))


def object_of(annotated: AnnotatedReport, verb: Token) -> Token | None:
    """Who a verb of harm befalls ("killed three", "three were killed", "three killed in the raid")."""
    return _not_age(annotated, _object_of(annotated, verb))


def subject_of(annotated: AnnotatedReport, verb: Token) -> Token | None:
    """Who does or undergoes what an intransitive verb says ("three died")."""
    return _not_age(annotated, _subject_of(annotated, verb))


def _not_age(annotated: AnnotatedReport, token: Token | None) -> Token | None:
    """Whose age a number is: "the boy" in "the boy, 14, was killed"; any other token itself."""
    if token is None or token.index < 2 or not token.text.isdecimal():
        return token
    if len(token.text) > len(str(_OLDEST)) or int(token.text) > _OLDEST:
        return token
    comma, who = annotated.tokens[token.index - 1], annotated.tokens[token.index - 2]
    same = who.sentence == token.sentence and comma.text == ","
    known = who.pos == "PROPN" or people_words().get(who.lower) == "person"
    return who if same and known else token


def _object_of(annotated: AnnotatedReport, verb: Token) -> Token | None:
    direct = annotated.child(verb.index, "dobj")
    active = not _is_passive(annotated, verb) or (verb.dep == "acl" and not annotated.child(verb.index, "auxpass"))
    if direct is not None and active:  # with an object of its own a participle is no passive: "the raid killed nine"
        return _resolved(annotated, direct, verb)
    if verb.tag in ("VBN", "VBD") and (number := _number_before(annotated, verb)) is not None:
        return number
    if _is_passive(annotated, verb):
        return _passive_subject(annotated, verb) or left_of(annotated, verb.index)
    shared = _shared_object(annotated, verb) or _counted_right(annotated, verb)
    if shared is not None:
        return shared
    if verb.tag in ("VBN", "VBD") or verb.lower in harm_words("adjective"):
        subject = annotated.child(verb.index, "nsubj", "nsubjpass")
        right = right_of(annotated, verb.index)
        if right is not None and subject is not None:
            return right
        if subject is None and verb.dep in ("xcomp", "oprd") and annotated.tokens[verb.head].lemma == "find":
            return subject_of(annotated, verb)  # "woman found shot to death"
        return _resolved(annotated, subject, verb) or left_of(annotated, verb.index) or right
    return right_of(annotated, verb.index)


def _number_before(annotated: AnnotatedReport, verb: Token) -> Token | None:
    """A bare number right before a participle: "5 soldiers killed, 3 wounded"."""
    before = annotated.tokens[verb.index - 1] if verb.index else verb
    if before.sentence != verb.sentence or before.index == verb.index:
        return None
    counts = before.pos == "NUM" or is_number_word(before.lower) or before.lower in vague_numbers()
    return before if counts and before.head >= verb.index - 1 else None


def _subject_of(annotated: AnnotatedReport, verb: Token) -> Token | None:
    for token in _verb_chain(annotated, verb):
        holders = (token, *annotated.children(token.index, "aux"))  # "30 are missing", 30 hung on "are"
        subject = next((s for h in holders if (s := annotated.child(h.index, "nsubj", "nsubjpass"))), None)
        if subject is not None:
            return _resolved(annotated, subject, token)
        if token.dep in ("acl", "relcl"):
            return annotated.tokens[token.head]
    return left_of(annotated, verb.index) or _stray_subject(annotated, verb)


def _stray_subject(annotated: AnnotatedReport, verb: Token) -> Token | None:
    """People before a verb that the tree hung on it as something else ("About 400 people - mostly women - fled")."""
    for token in annotated.children(verb.index, "npadvmod", "dep", "appos", "parataxis", "nmod"):
        if token.index < verb.index and people_words().get(token.lemma) in ("person", "plural"):
            return token
    return None


def _verb_chain(annotated: AnnotatedReport, verb: Token) -> list[Token]:
    """The verb, then the verbs whose subject it shares by coordination or as their complement, nearest first."""
    chain = [verb]
    while chain[-1].dep in ("conj", "xcomp", "oprd", "acomp", "advcl", "ccomp", "pcomp") and len(chain) < 5:
        head = annotated.tokens[chain[-1].head]
        if chain[-1].dep == "pcomp":  # "killed four before being shot"
            head = annotated.tokens[head.head]
        if head.index == chain[-1].index or not (head.tag.startswith("VB") or head.pos in ("VERB", "AUX")):
            break
        if annotated.child(chain[-1].index, "nsubj", "nsubjpass") is not None:
            break
        chain.append(head)
    return chain


def _is_passive(annotated: AnnotatedReport, verb: Token) -> bool:
    if verb.tag not in ("VBN", "VBD"):
        return False
    helpers = annotated.children(verb.index, "auxpass", "aux")
    if any(h.dep == "auxpass" or h.lemma in ("be", "get") for h in helpers):
        return True
    if helpers:
        return False
    if annotated.child(verb.index, "agent") is not None or (verb.dep in ("acl", "amod") and verb.tag == "VBN"):
        return True
    if verb.dep in ("conj", "xcomp", "oprd", "acomp", "ccomp") and annotated.child(verb.index, "nsubj") is None:
        head = annotated.tokens[verb.head]
        if annotated.child(verb.index, "dobj") is not None:
            return False
        return head.index != verb.index and verb.tag == "VBN" and _is_passive(annotated, head)
    return False


def _passive_subject(annotated: AnnotatedReport, verb: Token) -> Token | None:
    if verb.dep == "acl":
        return annotated.tokens[verb.head]
    if verb.dep == "amod" and verb.head > verb.index:
        return annotated.tokens[verb.head]
    for token in _verb_chain(annotated, verb):
        subject = annotated.child(token.index, "nsubjpass", "nsubj")
        if subject is not None and token is not verb and annotated.child(verb.index, "auxpass") is not None:
            near = left_of(annotated, verb.index)  # "lost 13 trucks and six soldiers were killed"
            if near is not None and near.head != subject.head and _is_counted(annotated, near):
                return near
        if subject is not None:
            return _resolved(annotated, subject, token)
        if token.dep in ("acl", "relcl"):
            return annotated.tokens[token.head]
    return None


def _is_counted(annotated: AnnotatedReport, token: Token) -> bool:
    before = count_in(annotated.tokens, max(0, token.index - 1), token.index)
    return before is not None and people_words().get(token.lemma) in ("person", "plural")


def _shared_object(annotated: AnnotatedReport, verb: Token) -> Token | None:
    """ "killed or wounded 30": the object stands with the second verb."""
    for other in annotated.children(verb.index, "conj"):
        if other.tag.startswith("VB") and other.index - verb.index <= 2:
            return annotated.child(other.index, "dobj")
    return None


def _counted_right(annotated: AnnotatedReport, verb: Token) -> Token | None:
    """ "injured over 70": the number right after a verb, or the noun that it counts."""
    end = min(verb.index + 8, annotated.sentences[verb.sentence].last)
    count = count_in(annotated.tokens, verb.index + 1, end)
    if count is None or count.first != verb.index + 1:
        return None
    noun = right_of(annotated, count.last - 1)
    return noun if noun is not None else annotated.tokens[count.last - 1]


def _resolved(annotated: AnnotatedReport, token: Token | None, verb: Token) -> Token | None:
    """A relative pronoun's antecedent; any other token itself."""
    if token is None or token.lower not in _RELATIVES:
        return token
    for above in (verb, *annotated.ancestors(verb.index)):
        if above.dep == "relcl":
            return annotated.tokens[above.head]
    return left_of(annotated, token.index)


def left_of(annotated: AnnotatedReport, index: int) -> Token | None:
    """The noun, pronoun or number right before a verb and its helpers, where the tree has lost the subject."""
    tokens, sentence = annotated.tokens, annotated.tokens[index].sentence
    verbs = harm_words("verb")
    at = index - 1
    while at >= 0 and tokens[at].sentence == sentence and index - at <= 8:
        token = tokens[at]
        if token.lower in _HELPERS or token.pos in ("AUX", "ADV", "PART") or token.lemma in verbs:
            at -= 1
            continue
        return token if _nominal(token) else None
    return None


def right_of(annotated: AnnotatedReport, index: int) -> Token | None:
    """The head of the noun phrase right after a word, where the tree has lost the object."""
    tokens, sentence = annotated.tokens, annotated.tokens[index].sentence
    at, head = index + 1, None
    while at < len(tokens) and tokens[at].sentence == sentence and at - index <= 12:
        token = tokens[at]
        if token.text in ("-", "–") and tokens[at - 1].end == token.start and at > index + 1:
            at += 2  # the rest of a word in pieces: "an eight-year-old boy"
            continue
        if head is None and at - index <= 2 and token.lower in _PARTICLES:
            pass  # "shot dead", "gunned down", "beaten to death"
        elif _nominal(token) and token.tag != "PRP$":
            head = token
        elif not _opens_noun_phrase(token) or (head is not None and token.pos != "ADJ"):
            break
        at += 1
    return head


def _opens_noun_phrase(token: Token) -> bool:
    return token.pos in _COUNT_POS or token.lower in _COUNT_WORDS or token.tag == "PRP$"


def _nominal(token: Token) -> bool:
    return (
        token.pos in ("NOUN", "PROPN", "PRON", "NUM") or is_number_word(token.lower) or token.lower in vague_numbers()
    )
