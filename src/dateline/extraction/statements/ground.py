"""What every statement rule looks at: the tree, the cue verbs, the quotations, verbs hung too low."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from dateline.extraction.chains import role_of
from dateline.extraction.quotes import Quotation
from dateline.extraction.statements.cuewords import Match, match_verbs
from dateline.extraction.statements.grammar import is_infinitive
from dateline.model import AnnotatedReport, LinkRole, Token
from dateline.reference.cues import source_roles

_DASHES = frozenset({",", "—", "–", "--", "-", ";"})


@dataclass(frozen=True)
class Ground:
    """quotes: all quotations; matches: cue verbs by token."""

    a: AnnotatedReport
    quotes: tuple[Quotation, ...]
    matches: Mapping[int, tuple[Match, ...]]

    @classmethod
    def of(cls, annotated: AnnotatedReport, quotes: tuple[Quotation, ...]) -> Ground:
        return cls(annotated, quotes, match_verbs(annotated))

    @cached_property
    def outer_quotes(self) -> tuple[Quotation, ...]:
        return tuple(q for q in self.quotes if q.depth == 0)

    @cached_property
    def quote_at(self) -> tuple[int, ...]:
        """For each token the place of the quotation around it in `outer_quotes`, or -1."""
        places = [-1] * len(self.a.tokens)
        for n, quote in enumerate(self.outer_quotes):
            for token in self.a.tokens_in(quote.inner):
                places[token.index] = n
        return tuple(places)

    @cached_property
    def lifted(self) -> dict[int, int]:
        """Cue verbs inside another cue's content that go with that cue: "said that A did B, adding that …" → said."""
        found: dict[int, int] = {}
        for verb in self.matches:
            for clause in self.a.children(verb, "ccomp"):
                if clause.index < verb:
                    continue
                that = self.a.child(clause.index, "mark")
                for i in self.a.subtree(clause.index):
                    if i not in self.matches or i in found:
                        continue
                    before = that is not None and i < that.index and self.a.tokens[i].tag == "VBG"
                    if before or (i > clause.index and self._goes_with(i, clause, verb)):
                        found[i] = verb
        return found

    def _goes_with(self, inner: int, clause: Token, verb: int) -> bool:
        a, token = self.a, self.a.tokens[inner]
        if self.quote_at[inner] >= 0 and self.quote_at[inner] != self.quote_at[verb]:
            return False
        if token.tag == "VBG" and token.dep in ("advcl", "acl", "conj", "prep"):
            return a.tokens[a.subtree(inner)[0] - 1].text in _DASHES
        if token.dep != "conj" or token.head != clause.index or is_infinitive(a, inner):
            return False
        if a.child(inner, "nsubj", "nsubjpass") is not None:
            return False
        tense = a.tokens[verb].tag
        if token.tag != tense or token.tag not in ("VBD", "VBZ", "VBP"):
            return False
        return clause.tag != tense or (a.child(inner, "ccomp") is not None and not self._speaks(clause))

    def _speaks(self, clause: Token) -> bool:
        """Whether the subject of a clause could be a source: a name, a pronoun, a word for people or bodies."""
        own = self.a.child(clause.index, "nsubj", "nsubjpass", "expl")
        return own is None or own.pos != "NOUN" or own.ent != "" or own.lemma.lower() in source_roles()

    @cached_property
    def _roles(self) -> dict[int, LinkRole]:
        return {}

    def role_of(self, head: int) -> LinkRole:
        """What a source is, looked up once: of a speaker it is asked by several rules."""
        found = self._roles.get(head)
        if found is None:
            found = self._roles[head] = role_of(self.a, head)
        return found

    def content_end(self, token: int) -> int:
        """One past the last token of the sentence, final punctuation left out."""
        sentence = self.a.sentences[self.a.tokens[token].sentence]
        last = sentence.last
        while last > sentence.first and self.a.tokens[last - 1].pos == "PUNCT":
            last -= 1
        return last


__all__ = ["Ground"]
