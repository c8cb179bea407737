"""The quick reader gives what the pipeline gives: every tag, head, label and entity, whatever is read along with it."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language

from dateline.language import DEFAULT_MODEL
from dateline.language.en.quick import QuickReader

TEXTS = (
    "Forces of Kestria shelled the port of Old Velm on Tuesday, killing 12 people, its governor Dara Holt said.",
    "\"We won't go,\" she told The Harbour Post on 3 March 2031.\n\n\nThe United Nations' envoy Lund left at 9 a.m.",
    "Talks between the Ostra Workers' Party and the National Front cost $1.5 million, or 40 percent more than in 2029.",
    "Two.",
    "",
    " \n ",
    "No",
    "BREAKING: At least 3 dead in Velm -- Reuters\tSecond blast reported in the old town near St. Anne's Hospital",
    "The mayor, who had fled in the first days of the war and whom nobody expected back, returned. " * 40,
)


RULES = ["attribute_ruler", "lemmatizer"]  # `Marks` stands in for them


@pytest.fixture(scope="module")
def quick() -> QuickReader:
    reader = QuickReader.of(spacy.load(DEFAULT_MODEL, disable=RULES))
    assert reader is not None
    return reader


def marks(reader: QuickReader | Language, texts: tuple[str, ...]) -> list[object]:
    docs = reader.read(texts) if isinstance(reader, QuickReader) else ((doc, None) for doc in reader.pipe(texts))
    return [
        (
            [(t.text, t.tag_, t.dep_, t.head.i, t.is_sent_start) for t in doc],
            [(e.start, e.end, e.label_) for e in doc.ents] if found is None else found,
        )
        for doc, found in docs
    ]


def test_the_labels_are_those_of_the_pipeline(quick: QuickReader) -> None:
    stock = marks(spacy.load(DEFAULT_MODEL, disable=RULES), TEXTS)
    assert marks(quick, TEXTS) == stock
    assert marks(quick, TEXTS) == stock  # the words are remembered now


def test_a_text_has_the_same_vectors_whatever_is_read_with_it(quick: QuickReader) -> None:
    together = {doc.text: doc.tensor.tobytes() for doc, _ in quick.read(TEXTS)}
    alone = {text: next(iter(quick.read([text])))[0].tensor.tobytes() for text in reversed(TEXTS)}
    assert alone == together


def test_a_pipeline_of_other_parts_is_left_to_spacy() -> None:
    nlp = spacy.load(DEFAULT_MODEL, disable=RULES)
    ruler = nlp.add_pipe("entity_ruler", before="ner")
    ruler.add_patterns([{"label": "GPE", "pattern": "Old Velm"}])  # type: ignore[attr-defined]
    assert QuickReader.of(nlp) is None
    assert [ent.text for ent in nlp("The mayor of Old Velm left.").ents] == ["Old Velm"]
