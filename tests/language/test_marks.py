"""Tags, parts of speech and lemmas are those of the whole pipeline, though its rules are not matched on every token."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language

from dateline.language import DEFAULT_MODEL
from dateline.language.en.marks import Marks

TEXTS = (
    "The mayors of Velm and Ostra have been meeting since Monday.\n\nThere's no deal, and there were never any talks.",
    "Let's go, she said. They ain't gonna leave; you gotta see it. C'mon, y'all, nothin' is over yet.",
    "He'd had enough. They're shelling the port that they'd left  while its gates weren't shut. To be or not to be.",
    "More than 40 of the worst-hit houses burnt down, which is what the guards' men feared most.\t(AP) -- Reuters",
    "",
    "  \n ",
)


def test_the_marks_are_those_of_the_whole_pipeline() -> None:
    whole, quick = spacy.load(DEFAULT_MODEL), spacy.load(DEFAULT_MODEL)
    marks = Marks(quick)
    assert "attribute_ruler" not in quick.pipe_names
    for _ in range(2):  # as first seen, and as remembered
        for text in TEXTS:
            stock = [(t.tag_, t.pos_, t.lemma_, t.dep_) for t in whole(text)]
            assert marks.of(quick(text)) == stock


def test_a_pipeline_with_rules_of_its_own_keeps_its_components() -> None:
    nlp = spacy.load(DEFAULT_MODEL)
    nlp.get_pipe("attribute_ruler").add([[{"SHAPE": "dddd"}]], {"LEMMA": "year"})  # type: ignore[attr-defined]
    marks = Marks(nlp)
    assert "attribute_ruler" in nlp.pipe_names
    assert [lemma for _, _, lemma, _ in marks.of(nlp("In 2031 it rained."))][1] == "year"


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        *(("hoped", "hope"), ("hopes", "hope"), ("hopped", "hop"), ("staged", "stage"), ("waging", "wage")),
        *(("raged", "rage"), ("raped", "rape"), ("hated", "hate"), ("robbed", "rob"), ("planned", "plan")),
        *(("routes", "route"), ("singing", "sing"), ("pushes", "push"), ("used", "use"), ("fleeing", "flee")),
        # of no list: the rules know no better than "readmitte"
        *(("readmitted", "readmit"), ("reoccupied", "reoccupy"), ("rearrested", "rearrest"), ("cordoned", "cordon")),
        *(("waterboarded", "waterboard"), ("geolocated", "geolocate"), ("weaponised", "weaponise")),
    ],
)
def test_a_verb_has_the_lemma_that_its_spelling_allows(form: str, lemma: str, pipeline: tuple[Language, Marks]) -> None:
    nlp, marks = pipeline
    subject = "The army is" if form.endswith("ing") else "The army" if form.endswith("es") else "The soldiers have"
    doc = nlp(f"{subject} {form} it.")
    assert marks.of(doc)[-3][2] == lemma


@pytest.fixture(scope="module")
def pipeline() -> tuple[Language, Marks]:
    nlp = spacy.load(DEFAULT_MODEL)
    return nlp, Marks(nlp)
