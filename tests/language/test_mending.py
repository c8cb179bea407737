"""Trees put right: participles of belief and telling that the parser takes for the verb of the sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.model import AnnotatedReport

Annotate = Callable[..., AnnotatedReport]


def described(report: AnnotatedReport, word: str) -> tuple[str, str, str]:
    """Of the first token with a text: tag, label, and the head's text."""
    token = next(t for t in report.tokens if t.text == word)
    return token.tag, token.dep, report.tokens[token.head].text


@pytest.mark.parametrize(
    ("text", "noun", "participle", "main"),
    [
        ("Rebels said to be loyal to the governor attacked a convoy near Ostra.", "Rebels", "said", "attacked"),
        ("Militants thought to be from Miyaze abducted 30 girls.", "Militants", "thought", "abducted"),
        ("Gunmen believed to be rebels had attacked a bus.", "Gunmen", "believed", "attacked"),
        (
            "Gunmen believed to belong to the Miyaze Liberation Front killed 14 people in the town.",
            "Gunmen",
            "believed",
            "killed",
        ),
        ("Police said two men thought to be agents were arrested on Monday.", "men", "thought", "arrested"),
    ],
)
def test_a_participle_before_an_infinitive_is_no_verb_of_its_own(
    annotate: Annotate, text: str, noun: str, participle: str, main: str
) -> None:
    report = annotate(text)
    assert described(report, participle) == ("VBN", "acl", noun)
    assert described(report, noun)[2] == main
    assert described(report, noun)[1] in ("nsubj", "nsubjpass")
    roots = [report.tokens[s.root].text for s in report.sentences]
    assert roots == [main if main != "arrested" else "said"]


def test_a_verb_with_a_subject_is_no_adjective(annotate: Annotate) -> None:
    report = annotate("Belarus jailed opposition activist Maria Kalenik for 11 years.")
    assert described(report, "jailed")[1:] == ("ROOT", "jailed")
    assert described(report, "Belarus")[1:] == ("nsubj", "jailed")
    assert described(report, "Kalenik")[1:] == ("dobj", "jailed")
    assert report.tokens[report.sentences[0].root].text == "jailed"


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Officials believe the rebels to have killed the hostages.", "believe"),
        ("The army said on Monday it had left.", "said"),
        ("The minister said to stay at home.", "said"),
        ("The governor knows how to wait.", "knows"),
        ("The envoy reported to the council that the truce held.", "reported"),
    ],
)
def test_a_verb_that_is_one_stays_the_root(annotate: Annotate, text: str, verb: str) -> None:
    report = annotate(text)
    assert described(report, verb)[1] == "ROOT"
    assert report.tokens[report.sentences[0].root].text == verb


def test_every_head_is_in_its_sentence_and_every_sentence_has_one_root(annotate: Annotate) -> None:
    report = annotate(
        "Fighters reported to be from Chad have seized Faya, and men believed to be rebels fled. Rebels said to be "
        "loyal to him attacked a convoy, killing two, police said."
    )
    for sentence in report.sentences:
        inside = report.tokens[sentence.first : sentence.last]
        assert [t.index for t in inside if t.head == t.index] == [sentence.root]
        assert all(sentence.first <= t.head < sentence.last for t in inside)
        for token in inside:
            seen = {token.index}
            while token.head != token.index:
                token = report.tokens[token.head]
                assert token.index not in seen
                seen.add(token.index)
