"""What a time expression hangs on, and whether it says when something was or only until when.

"Wednesday's raid", "the May 5 accord": the time is the noun's own, and of nothing else in the sentence.
"before Friday", "by Friday", "ahead of Friday": an end, never the day itself.
"""

from __future__ import annotations

from dataclasses import replace

from dateline.model import AnnotatedReport, TimeMention, Token
from dateline.reference.events import event_lexicon

MODIFIER, BEFORE, BY = "modifier", "before", "by"
_ENDS = {
    ("before",): BEFORE,
    ("ahead", "of"): BEFORE,
    ("prior", "to"): BEFORE,
    ("by",): BY,
    ("later", "than"): BY,
}
_MODIFIERS = ("poss", "compound", "nmod", "amod", "nummod")
_ADVERBIAL = ("on", "in", "at", "during")
_HOLDERS = ("NOUN", "PROPN", "VERB", "AUX")


def tied(annotated: AnnotatedReport, mention: TimeMention) -> TimeMention:
    """The mention with its governor and its tie."""
    inside = annotated.tokens_in(mention.span)
    if not inside:
        return mention
    owner = _owner(annotated, inside)
    if owner is not None:
        return replace(mention, governor=owner.index, tie=MODIFIER)
    within = {token.index for token in inside}
    head = next((t for t in inside if t.head not in within or t.head == t.index), inside[0])
    above = _saying(annotated, inside[0])
    if above is None:
        above = next((t for t in annotated.ancestors(head.index) if t.pos in _HOLDERS and t.index not in within), None)
    return replace(mention, governor=-1 if above is None else above.index, tie=_end(annotated, inside[0]))


def _owner(annotated: AnnotatedReport, inside: tuple[Token, ...]) -> Token | None:
    """The noun that a time belongs to: "Tuesday's attack", "the May 3 agreement", "the accord of 2015"."""
    last, first = inside[-1], inside[0]
    for token in inside:
        head = annotated.tokens[token.head]
        if head.index > last.index and token.dep in _MODIFIERS and head.pos in ("NOUN", "PROPN"):
            return None if token.dep != "poss" and _adverbial(annotated, first, head) else _named_thing(annotated, head)
    before = annotated.tokens[first.index - 1] if first.index else first
    holder = annotated.tokens[before.head]
    if before.lower == "of" and before.dep == "prep" and holder.pos in ("NOUN", "PROPN"):
        return holder
    return None


def _saying(annotated: AnnotatedReport, first: Token) -> Token | None:
    """ "said on Tuesday the truce had failed": the verb of saying right before a time has it, however it was parsed."""
    at = first.index - 1
    if at >= 0 and annotated.tokens[at].lower == "on":
        at -= 1
    verb = annotated.tokens[at] if at >= 0 else first
    said = verb.lemma in event_lexicon().groups["SAYING"] and verb.tag in ("VBD", "VBZ", "VBP")
    return verb if said and verb.sentence == first.sentence else None


def _named_thing(annotated: AnnotatedReport, noun: Token) -> Token:
    """ "a Monday night drone strike": of the strike."""
    above = annotated.tokens[noun.head]
    within = noun.dep in ("compound", "nmod") and above.index > noun.index and above.pos in ("NOUN", "PROPN")
    return above if within else noun


def _adverbial(annotated: AnnotatedReport, first: Token, head: Token) -> bool:
    """Whether "On Friday gunmen …" was read as one phrase: no determiner stands between the preposition and the day."""
    before = annotated.tokens[first.index - 1] if first.index else None
    if before is None or before.sentence != first.sentence:
        return head.dep not in ("nsubj", "nsubjpass", "ROOT")
    return before.lower in _ADVERBIAL and first.lower not in ("the", "this", "that")


def _end(annotated: AnnotatedReport, first: Token) -> str:
    words = tuple(t.lower for t in annotated.tokens[max(0, first.index - 2) : first.index])
    return _ENDS.get(words[-1:], "") or _ENDS.get(words, "")


__all__ = ["BEFORE", "BY", "MODIFIER", "tied"]
