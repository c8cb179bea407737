"""What a gate before the parser could spare, and what it would lose.

    python -m benchmarks.gate [--texts FOLDER] [--reports 1236] [--repeats 3]

A gate closes sentences before they are parsed. Three are tried, on the development sets and on reports off the subject
(`off_topic.txt`, written for this). "perfect" knows the outcome: it closes what no claim, statement or detail stands
in. "words" closes what has no entry of the lists that extraction goes by (verbs with the particle, the kind of object
and the preposition that their frame needs, nouns, words of harm, cues of saying, patterns of details), no quotation
mark, colon or dash. "tags" is the same where a verb must be tagged as one, a noun as one.

Printed for each gate: the share of the tokens in the sentences, paragraphs and reports that it closes; what CPU time
reading (language, extraction, resolution) saves on texts that never had those sentences, more than which no gate
spares, whatever it makes of a closed sentence and however cheaply it decides; and what is lost where closed sentences
are read lightly: words and parts of speech stay, the tree is gone, with the recogniser's names or without them. Losses
are shares of what the full reading finds: gone, or with another value in a field; "new" is what only the gated reading
finds.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby, islice
from pathlib import Path

import spacy

from benchmarks.stations import readable
from dateline import intake
from dateline.extraction import extract
from dateline.language import DEFAULT_MODEL
from dateline.language.en.spacy_annotator import Pipeline, SpacyAnnotator
from dateline.model import AnnotatedReport, Claim, Report, ReportClaims, Sentence, Statement
from dateline.reference.cues import CLAUSE_FRAMES, cue_words, cues
from dateline.reference.details import find_details
from dateline.reference.events import ANY_EVENT, NO_EVENT, event_lexicon
from dateline.reference.harms import harm_cues, harm_words
from dateline.resolution import resolve

OFF_TOPIC = Path(__file__).parent / "off_topic.txt"
UNITS = ("sentences", "paragraphs", "reports")
GATES = ("perfect", "words", "tags")
TIMED = 150  # reports at most
_WORD = re.compile(r"[a-z]+")
_MARKS = re.compile(r"""["“”„«»‘:—–]|(?<!\w)'|(?<=[.,!?])['’]| - """)
_KINDS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}
_WHO_OR_WHERE = frozenset(
    {"AGENT", "ARMED", "BASE", "BUILDING", "CIVIL", "CROWD", "GPE", "GROUP", "HUMAN", "NAME", "OFFICIAL", "PERSON"}
    | {"TERRITORY"}
)  # classes of objects that any name may be of
_HELD_BY_NOUN = frozenset({NO_EVENT, "@object", "@subject", ANY_EVENT})  # the noun that names the event opens

Needs = tuple[frozenset[str], ...]
Facts = dict[tuple[object, ...], tuple[object, ...]]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.gate")
    parser.add_argument(
        "--texts", default="../shared/eval", help="folder with the development sets (default: %(default)s)"
    )
    parser.add_argument("--reports", type=int, default=1236)
    parser.add_argument("--repeats", type=int, default=3)
    options = parser.parse_args()
    development = list(islice(readable(Path(options.texts)), options.reports))
    if not development:
        print(f"benchmarks: no texts found under {options.texts}", file=sys.stderr)
        return 2
    pipeline = Pipeline(DEFAULT_MODEL)
    show("off the subject", off_topic(), pipeline, 5 * options.repeats)
    show("development sets", development, pipeline, options.repeats)
    return 0


def off_topic() -> list[Report]:
    _, *texts = OFF_TOPIC.read_text(encoding="utf-8").split("===\n")
    return [intake.report_from_text(text, file=f"{number:02}.txt") for number, text in enumerate(texts)]


def show(name: str, reports: Sequence[Report], pipeline: Pipeline, repeats: int) -> None:
    read = [(full, resolve(extract(full))) for full in SpacyAnnotator(pipeline, None).annotate_many(reports)]
    found = sum((Counter(count(facts(reading))) for _, reading in read), Counter[str]())
    tokens = sum(len(full.tokens) for full, _ in read)
    print(f"{name}: {len(read)} reports, {tokens:,} tokens; {', '.join(f'{n:,} {kind}' for kind, n in found.items())}")
    closed = {gate: [closed_by(gate, *each) for each in read] for gate in GATES}
    timed = {
        gate: [without(full, some) for (full, _), some in zip(read[:TIMED], closed[gate], strict=False)]
        for gate in GATES
    }
    whole = [without(full, set()) for full, _ in read[:TIMED]]
    rounds = [[seconds(some, pipeline) for some in (whole, *timed.values())] for _ in range(repeats)]
    for at, gate in enumerate(GATES, start=1):
        shares = sum((sizes(full, some) for (full, _), some in zip(read, closed[gate], strict=True)), Counter[str]())
        print(f"  {gate}: closed {', '.join(f'{shares[unit] / tokens:.1%} of tokens by {unit}' for unit in UNITS)}")
        spared = 1 - min(each[at] for each in rounds) / min(each[0] for each in rounds)
        print(f"    reading without them spares {spared:.1%} of the CPU time")
        for named in (False, True):
            print(f"    lost without their tree{'' if named else ' and names'}:")
            lost = Counter[str]()
            for (full, reading), some in zip(read, closed[gate], strict=True):
                if some:
                    light = resolve(extract(lightly(full, some, named=named)))
                    lost.update(losses(facts(reading), facts(light)))
            for kind, of in found.items():
                parts = (f"{lost[f'{kind} {what}']:,} {what}" for what in ("gone", "changed", "new"))
                share = (lost[f"{kind} gone"] + lost[f"{kind} changed"]) / of
                print(f"      {kind}: {', '.join(parts)} of {of:,}: {share:.2%} lost", flush=True)


# -- what a gate closes -----------------------------------------------------------------------------------------------


def closed_by(gate: str, full: AnnotatedReport, reading: ReportClaims) -> set[int]:
    """Numbers of the sentences that a gate closes."""
    if gate == "perfect":
        return {s.index for s in full.sentences} - telling(full, reading)
    return {s.index for s in full.sentences if not opens(full, s, tags=gate == "tags")}


def telling(full: AnnotatedReport, reading: ReportClaims) -> set[int]:
    """Sentences in which something stands that a claim, statement or detail is told by."""
    spans = [claim.trigger.span for claim in reading.claims]
    spans += [detail.sentence.span for detail in reading.details]
    for statement in reading.statements:
        spans += [part.span for part in statement.parts]
        spans += [statement.cue_evidence.span] if statement.cue_evidence is not None else []
    return {s.index for s in full.sentences for span in spans if s.start < span.end and span.start < s.end}


def opens(full: AnnotatedReport, sentence: Sentence, *, tags: bool) -> bool:
    text = sentence.span.of(full.report.matching)
    if _MARKS.search(text) or any(find_details(re.sub(r"\s", " ", text))):
        return True
    if tags:
        words = full.tokens[sentence.first : sentence.last]
        return is_open([(frozenset({t.lemma.lower(), t.lower}), _KINDS.get(t.pos, "other")) for t in words])
    return is_open([(lemmas(word), "") for word in _WORD.findall(text.lower())])


def is_open(words: Sequence[tuple[frozenset[str], str]]) -> bool:
    """Whether an entry of the lists has all its parts among the words. Each word: its lemmas, and its kind or ""."""
    there = frozenset().union(*(lemma for lemma, _ in words))
    return any(
        kind in ("", own) or not own
        for some, kind in words
        for lemma in some
        for own, needs in entries().get(lemma, ())
        if all(there & need for need in needs)
    )


@cache
def lemmas(word: str) -> frozenset[str]:
    """Whatever the word may be a form of, by the tables of the language model."""
    exceptions, rules = _lemma_tables()
    found = {word}
    for kind in ("verb", "noun", "adj"):
        found.update(exceptions[kind].get(word, ()))
        found.update(word[: len(word) - len(old)] + new for old, new in rules[kind] if word.endswith(old))
    return frozenset(found)


@cache
def _lemma_tables() -> tuple[dict[str, dict[str, list[str]]], dict[str, list[tuple[str, str]]]]:
    tables = spacy.load(DEFAULT_MODEL).get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
    return tables.get_table("lemma_exc"), tables.get_table("lemma_rules")


@cache
def entries() -> dict[str, list[tuple[str, Needs]]]:
    """First word of each entry → its kind ("" for any) and the sets of lemmas of each of which one must be there."""
    found: dict[str, list[tuple[str, Needs]]] = defaultdict(list)

    def add(kind: str, words: Iterable[str], *needs: frozenset[str]) -> None:
        first, *others = words
        found[first].append((kind, (*(frozenset({word}) for word in others), *needs)))

    lexicon = event_lexicon()
    for verb, frames in lexicon.verbs.items():
        for frame in frames:
            if frame.type not in _HELD_BY_NOUN:
                needs = [frozenset(frame.needs[0].split("|"))] if frame.needs else []
                needs += [of for of in (_objects(frame.objects),) if of]
                add("verb", (verb, *frame.particle.split()), *needs)
    for noun, senses in lexicon.nouns.items():
        for sense in senses:
            if sense.type:
                add("noun", (noun, *(word for word in (*sense.before, *sense.after) if word.isalpha())))
    for noun in lexicon.nominals:
        add("noun", (noun,))
    for kind in ("verb", "noun", "adjective"):
        for word in harm_words(kind):
            add(kind, word.split())
        for group in cues(kind).values():
            for cue in group:
                add(kind, cue.words, *([] if cue.frames & CLAUSE_FRAMES or not cue.frames else [cue.prepositions]))
    loose = [word for kind in ("toll", "lives-verb") for word in harm_cues(kind)]
    loose += [word for kind in ("hearsay", "viewpoint", "answering", "withholding") for word in cue_words(kind)]
    for word in (*loose, "according"):
        add("", word.split())
    return dict(found)


def _objects(alternatives: Iterable[tuple[str, ...]]) -> frozenset[str]:
    """Lemmas of which one must be the object; empty where names, clauses or anything may be."""
    wanted = [name for alternative in alternatives for name in alternative]
    groups = event_lexicon().groups
    classes = {name: groups.get(name, frozenset()) | {name} for name in wanted}
    loose = any(name[0] in "~*-" or name == ANY_EVENT or classes[name] & _WHO_OR_WHERE for name in wanted)
    if loose or not wanted:
        return frozenset()
    return frozenset().union(*(_members(part) for name in wanted for part in classes[name]))


@cache
def _members(name: str) -> frozenset[str]:
    if not name.isupper():
        return frozenset({name})
    nouns = event_lexicon().nouns.items()
    return frozenset(noun for noun, senses in nouns if any(name in sense.classes for sense in senses))


def sizes(full: AnnotatedReport, closed: set[int]) -> Counter[str]:
    """Tokens in sentences that are closed, and in paragraphs and reports all of whose sentences are."""
    open_ = {s.block for s in full.sentences if s.index not in closed}
    size = [(s, s.last - s.first) for s in full.sentences]
    sentences = sum(n for s, n in size if s.index in closed)
    paragraphs = sum(n for s, n in size if s.block not in open_)
    return Counter(sentences=sentences, paragraphs=paragraphs, reports=0 if open_ else len(full.tokens))


# -- what is lost -----------------------------------------------------------------------------------------------------


def lightly(full: AnnotatedReport, closed: set[int], *, named: bool) -> AnnotatedReport:
    """Some sentences without their tree and, unless `named`, without the recogniser's names."""
    roots = {s.index: s.root for s in full.sentences}
    tokens = tuple(
        replace(
            t, dep="ROOT" if t.index == roots[t.sentence] else "dep", head=roots[t.sentence], ent=t.ent if named else ""
        )
        if t.sentence in closed
        else t
        for t in full.tokens
    )
    names = tuple(name for name in full.names if named or full.tokens[name.first].sentence not in closed)
    return AnnotatedReport(full.report, full.sentences, tokens, names, full.model)


def facts(reading: ReportClaims) -> dict[str, Facts]:
    """What a reading holds, by where it stands."""
    return {
        "claims": {(c.trigger.start, c.type): _claim(c) for c in reading.claims},
        "statements": {(s.start, s.end): _statement(s) for s in reading.statements},
        "details": {(d.words.start, d.field, d.part): (d.value,) for d in reading.details},
        "entities": {
            (e.kind, e.name): (e.country, e.place.id if e.place is not None else None) for e in reading.entities
        },
    }


def count(found: dict[str, Facts]) -> dict[str, int]:
    return {kind: len(some) for kind, some in found.items()}


def losses(before: dict[str, Facts], after: dict[str, Facts]) -> Counter[str]:
    lost = Counter[str]()
    for kind, some in before.items():
        then = after[kind]
        lost[f"{kind} gone"] += sum(key not in then for key in some)
        lost[f"{kind} changed"] += sum(then.get(key, value) != value for key, value in some.items())
        lost[f"{kind} new"] += sum(key not in some for key in then)
    return lost


def _claim(claim: Claim) -> tuple[object, ...]:
    place, time_ = claim.place, claim.time
    return (
        claim.modality,
        claim.certainty,
        tuple(actor.name for actor in claim.actors),
        tuple(actor.name for actor in claim.recipients),
        (place.name, place.id, place.country) if place is not None else None,
        (time_.start, time_.end) if time_ is not None else None,
        tuple((harm.kind, harm.minimum, harm.maximum) for harm in claim.harms),
        tuple(link.name for link in claim.chain),
    )


def _statement(statement: Statement) -> tuple[object, ...]:
    return (statement.speaker.name if statement.speaker is not None else None, statement.kind, statement.directness)


# -- what is spared ---------------------------------------------------------------------------------------------------


def without(full: AnnotatedReport, closed: set[int]) -> Report:
    """The report with its blocks cut where sentences are closed, so that nothing reads those."""
    blocks = [
        replace(full.report.blocks[number], start=some[0].start, end=some[-1].end)
        for (number, is_closed), group in groupby(full.sentences, lambda s: (s.block, s.index in closed))
        if not is_closed
        for some in (list(group),)
    ]
    return replace(full.report, blocks=tuple(blocks))


def seconds(reports: Sequence[Report], pipeline: Pipeline) -> float:
    annotator = SpacyAnnotator(pipeline, None)  # a new one has read nothing yet
    start = time.process_time()
    for full in annotator.annotate_many(reports):
        resolve(extract(full))
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())
