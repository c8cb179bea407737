"""The cue lexicon is well formed, and what stands in it reaches the statements."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.extraction.statements import find_statements
from dateline.model import AnnotatedReport, Certainty, LinkRole
from dateline.reference.cues import CLAUSE_FRAMES, cue_words, cues, is_silent, source_roles
from dateline.reference.tables import read_table

_PREPOSITIONS = frozenset(
    ("about", "against", "at", "by", "for", "from", "in", "into", "of", "on", "over", "to", "with")
)


def test_every_row_is_readable_and_listed_once() -> None:
    rows = read_table("cues.tsv").rows
    keys = [(row["lemma"], row["pos"]) for row in rows]
    assert len(keys) == len(set(keys))
    known = CLAUSE_FRAMES | _PREPOSITIONS
    unknown = {frame for row in rows for frame in row["frames"].split()} - known
    assert unknown == set()


def test_the_lexicon_is_broad() -> None:
    assert len(cues("verb")) >= 250
    assert len(cues("noun")) >= 80


def test_sources_and_what_never_speaks_do_not_overlap() -> None:
    assert [word for word in source_roles() if is_silent(word) or word in cue_words("silent")] == []


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("The minister said the road was open.", Certainty.CERTAIN),
        ("The minister suggested the road was open.", Certainty.PROBABLE),
        ("The minister speculated that the road was open.", Certainty.POSSIBLE),
        ("The minister asked whether the road was open.", Certainty.UNKNOWN),
    ],
)
def test_strength_is_the_cues(text: str, strength: Certainty, annotate: Callable[..., AnnotatedReport]) -> None:
    statements, _ = find_statements(annotate(text))
    assert [s.strength for s in statements] == [strength]


def test_hearsay_stands_inside_its_statement(annotate: Callable[..., AnnotatedReport]) -> None:
    statements, _ = find_statements(annotate("The governor said witnesses told police that the gate was open."))
    outer, inner = statements
    assert outer.parent is None
    assert inner.parent == 0
    assert [step.role for step in inner.chain] == [LinkRole.SPEAKER, LinkRole.SPEAKER]


def test_a_carried_medium_is_marked_with_where_it_was_named(annotate: Callable[..., AnnotatedReport]) -> None:
    text = "In a post on Telegram, Petrenko said the power was back.\n\nHe said the water would follow."
    statements, _ = find_statements(annotate(text))
    first, second = (s.chain[0] for s in statements)
    assert (first.carried, second.carried) == (False, True)
    assert second.medium == first.medium
    assert second.medium is not None
    assert second.medium.of(text) == "Telegram"


def test_nothing_is_lost_on_odd_text(annotate: Callable[..., AnnotatedReport]) -> None:
    for text in ("“", "said", "“said” said “said”", ": : :", "According to", "He said: “", "— Name", "“A,” said"):
        find_statements(annotate(f"The road to the port is closed.\n\n{text}"))
