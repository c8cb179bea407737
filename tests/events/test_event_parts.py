"""What hangs on an event: harm, places, times, names, modes and their codes; and the event lists themselves."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.extraction.events import find_events
from dateline.extraction.quantities import find_quantities
from dateline.extraction.times import find_times
from dateline.model import (
    AnnotatedReport,
    Certainty,
    Directness,
    EventMention,
    EventType,
    Quantity,
    SayingKind,
    Span,
    StatementMention,
    TimeMention,
)
from dateline.reference.events import codes, event_lexicon, plover_mode
from dateline.reference.tables import read_table

Annotate = Callable[..., AnnotatedReport]
Found = tuple[list[EventMention], str, tuple[TimeMention, ...], tuple[Quantity, ...]]


def read(annotate: Annotate, text: str, published: str | None = "2025-06-10") -> Found:
    annotated = annotate(text, published=published)
    times, quantities = find_times(annotated), find_quantities(annotated)
    return list(find_events(annotated, (), times, quantities, ())), annotated.report.text, times, quantities


def of_type(found: Found, kind: str) -> list[EventMention]:
    return [e for e in found[0] if e.type.value == kind]


HARM = [
    ("Three people died and seven were injured in clashes in Homs.", {"killed": "Three", "injured": "seven"}),
    ("Gunmen stormed a market, killing nine and wounding 20.", {"killed": "nine", "injured": "20"}),
    ("Two villages were shelled by rebels, killing four.", {"killed": "four"}),
    ("A car bomb killed at least 12 people in Mogadishu.", {"killed": "at least 12"}),
]


@pytest.mark.parametrize(("sentence", "harm"), HARM)
def test_one_attack_has_all_the_harm_of_its_sentence(annotate: Annotate, sentence: str, harm: dict[str, str]) -> None:
    found = read(annotate, sentence)
    attacks = of_type(found, "ASSAULT")
    assert len(attacks) == 1
    told = {found[3][i].kind.value: found[3][i].span.of(found[1]) for i in attacks[0].quantities}
    assert told == harm


def test_a_list_of_thousands_without_a_full_stop_is_read_to_its_end(annotate: Annotate) -> None:
    found = read(annotate, f"On Monday {'rebels attacked the village and killed two men and ' * 1200}left.")
    killed = [found[3][i].span.of(found[1]) for e in of_type(found, "ASSAULT") for i in e.quantities]
    assert len(killed) == 1200


def test_the_dead_of_the_next_sentence_belong_to_an_attack(annotate: Annotate) -> None:
    found = read(annotate, "Shells hit the old town of Homs on Monday. Three people died.")
    told = [found[3][i].span.of(found[1]) for e in of_type(found, "ASSAULT") for i in e.quantities]
    assert told == ["Three"]


@pytest.mark.parametrize(
    "text",
    [
        "A bus crashed near Lima. Three people died and seven were injured.",
        "The earthquake struck at night. Forty people were killed.",
        "A ferry sank in the strait. Six people died.",
    ],
)
def test_accidents_are_nobodys_attack(annotate: Annotate, text: str) -> None:
    assert of_type(read(annotate, text), "ASSAULT") == []


def test_coordinated_deeds_on_things_stay_apart(annotate: Annotate) -> None:
    found = read(annotate, "Guerrillas killed a farmer and burned a truck.")
    assert sorted(e.mode or "" for e in of_type(found, "ASSAULT")) == ["", "arson"]


def test_place_under_the_trigger_comes_first_and_the_place_of_speaking_last(annotate: Annotate) -> None:
    found = read(annotate, "Speaking in Geneva, the envoy said that rebels attacked a school in Khartoum.")
    attack = of_type(found, "ASSAULT")[0]
    assert attack.places[0].span.of(found[1]) == "Khartoum"


def test_the_day_of_the_saying_is_no_time_of_the_deed(annotate: Annotate) -> None:
    found = read(annotate, "The ministry said on Thursday that militants attacked a convoy on Tuesday.")
    attack = of_type(found, "ASSAULT")[0]
    assert [found[2][i].span.of(found[1]) for i in attack.times] == ["Tuesday"]


def test_a_named_past_agreement_is_background_with_its_name(annotate: Annotate) -> None:
    found = read(
        annotate, "The April 5, 2024 power-sharing agreement between the council and the rebels remains on paper."
    )
    event = of_type(found, "AGREE")[0]
    assert event.name is not None
    assert event.name.of(found[1]).startswith("April 5, 2024")
    assert event.modality.value == "historical"
    assert sorted(f.span.of(found[1]) for f in event.actors) == ["the council", "the rebels"]


def test_the_innermost_statement_holds_the_event(annotate: Annotate) -> None:
    annotated = annotate("Rebels bombed the depot, officials said.")
    text = annotated.report.text
    content = Span(0, text.index(", officials"))
    said = StatementMention(
        (content,), None, None, None, Directness.INDIRECT, SayingKind.ASSERTED, Certainty.CERTAIN, (), 0, "test"
    )
    wide = StatementMention(
        (Span(0, len(text)),),
        None,
        None,
        None,
        Directness.INDIRECT,
        SayingKind.ASSERTED,
        Certainty.CERTAIN,
        (),
        0,
        "test",
    )
    assert [e.statement for e in find_events(annotated, (wide, said), (), (), ())] == [1]


def test_whose_threat_it_is(annotate: Annotate) -> None:
    found = read(annotate, "The colonel threatened to shell the port.")
    attack = of_type(found, "ASSAULT")[0]
    assert attack.modality_holder is not None
    assert attack.modality_holder.of(found[1]) == "The colonel"
    assert attack.modality_cue is not None
    assert attack.modality_cue.of(found[1]) == "threatened"


SUB_EVENTS = [
    ("Warplanes bombed a village near Idlib.", "Air/drone strike"),
    ("A drone strike hit a fuel depot.", "Air/drone strike"),
    ("The army shelled the suburb.", "Shelling/artillery/missile attack"),
    ("Militants fired rockets at the airport.", "Shelling/artillery/missile attack"),
    ("A roadside bomb killed two soldiers.", "Remote explosive/landmine/IED"),
    ("A suicide bomber blew himself up at a checkpoint, killing six.", "Suicide bomb"),
    ("Attackers threw a grenade at a bar.", "Grenade"),
    ("Soldiers clashed with rebels in the forest.", "Armed clash"),
    ("Gunmen killed a village elder.", "Attack"),
    ("Militiamen raped three women.", "Sexual violence"),
    ("Bandits abducted a trader.", "Abduction/forced disappearance"),
    ("Police arrested four students.", "Arrests"),
    ("Hundreds of farmers marched in the capital.", "Peaceful protest"),
    ("Youths rioted in the suburbs.", "Violent demonstration"),
    ("Police fired tear gas at demonstrators.", "Protest with intervention"),
    ("Soldiers shot dead a protester.", "Excessive force against protesters"),
    ("A mob lynched a man accused of theft.", "Mob violence"),
    ("Looters ransacked a warehouse and torched a shop.", "Looting/property destruction"),
    ("Rebels seized the town of Bunia.", "Non-state actor overtakes territory"),
    ("Government troops recaptured the town of Bunia.", "Government regains territory"),
    ("The two sides signed a peace deal.", "Agreement"),
    ("Soldiers discovered a weapons cache.", "Disrupted weapons use"),
    ("The army set up a base near the river.", "Headquarters or base established"),
]


@pytest.mark.parametrize(("sentence", "sub_event"), SUB_EVENTS)
def test_acled_sub_event(annotate: Annotate, sentence: str, sub_event: str) -> None:
    events = read(annotate, sentence)[0]
    assert sub_event in [codes(e.type, e.mode).acled_sub_event for e in events]


def test_codes_know_every_type_and_survive_unknown_modes() -> None:
    for kind in EventType:
        assert codes(kind).cameo_root.isdigit()
        assert codes(kind, "no such mode") == codes(kind)
    assert codes(EventType.ASSAULT, "firearms", armed=True).acled_sub_event == "Armed clash"
    assert codes(EventType.ASSAULT, "abduct").cameo_root == "18"
    assert plover_mode(EventType.ASSAULT, "arson") == "destroy"
    assert plover_mode(EventType.ASSAULT, "clash") is None


def test_every_mode_in_the_lists_has_codes() -> None:
    known = {(row["type"], row["mode"]) for row in read_table("plover_acled.tsv").rows}
    for name in ("event_verbs.tsv", "event_nouns.tsv", "event_phrases.tsv", "event_modes.tsv"):
        for row in read_table(name).rows:
            if row["mode"] and not row["type"].startswith("@"):
                assert (row["type"], row["mode"]) in known, (name, row)


def test_every_class_that_a_frame_asks_for_exists() -> None:
    lexicon = event_lexicon()
    classes = {c for senses in lexicon.nouns.values() for sense in senses for c in sense.classes}
    made = {
        "NAME",
        "GROUP",
        "PERSON",
        "TERRITORY",
        "BUILDING",
        "BASE",
        "GPE",
        "PEOPLE",
        "PRONOUN",
        "COUNT",
        "EVENT",
        "PERSONNAME",
    }
    for frames in lexicon.verbs.values():
        for frame in frames:
            conditions = {c for alternative in frame.objects for c in alternative if not c.startswith("~")}
            for condition in conditions | set(frame.subjects):
                if condition.isupper():
                    assert condition in classes | made | set(lexicon.groups), (frame.rule, condition)


def test_lower_case_text_reads_the_same(annotate: Annotate) -> None:
    events = read(annotate, "guerrillas attacked an army patrol and kidnapped two engineers near the farm.")[0]
    assert sorted((e.type.value, e.mode or "") for e in events) == [("ASSAULT", ""), ("ASSAULT", "abduct")]


def test_the_order_of_calls_changes_nothing(annotate: Annotate) -> None:
    annotated = annotate("Rebels attacked the port, killing two, and the army shelled their camp.")
    assert find_events(annotated, (), (), (), ()) == find_events(annotated, (), (), (), ())


def test_a_deal_named_by_its_day_was_made_then(annotate: Annotate) -> None:
    text = "The envoy said the parties had been on the threshold of concluding the May 3, 2024 integration agreement."
    found = [e for e in of_type(read(annotate, text), "AGREE") if e.name is not None]
    assert [e.modality.value for e in found] == ["historical"]
