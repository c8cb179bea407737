"""Sentence → expected events: what is one, who did it to whom, and what must not become one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.extraction import extract
from dateline.extraction.events import find_events
from dateline.extraction.quantities import find_quantities
from dateline.extraction.times import find_times
from dateline.model import AnnotatedReport, EventMention

Annotate = Callable[..., AnnotatedReport]
HERE = Path(__file__).parent


def table(name: str) -> list[list[str]]:
    """The rows of a table beside this file, without comments and the head."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")][1:]


def events_of(annotate: Annotate, text: str, published: str = "2025-06-10") -> tuple[list[EventMention], str]:
    annotated = annotate(text, published=published)
    found = find_events(annotated, (), find_times(annotated), find_quantities(annotated), ())
    return list(found), annotated.report.text


def row(event: EventMention, text: str) -> tuple[str, str, list[str], list[str]]:
    actors = sorted(filler.span.of(text) for filler in event.actors)
    recipients = sorted(filler.span.of(text) for filler in event.recipients)
    return event.type.value, event.modality.value, actors, recipients


# (sentence, type, modality, actors, recipients)
HAPPENED: list[tuple[str, str, str, list[str], list[str]]] = [
    # ASSAULT
    ("Rebels attacked the garrison at dawn.", "ASSAULT", "occurred", ["Rebels"], ["the garrison"]),
    ("The army shelled three villages near the border.", "ASSAULT", "occurred", ["The army"], ["three villages"]),
    ("Militants ambushed a police convoy on Tuesday.", "ASSAULT", "occurred", ["Militants"], ["a police convoy"]),
    ("Gunmen opened fire on worshippers.", "ASSAULT", "occurred", ["Gunmen"], ["worshippers"]),
    ("The patrol came under fire from insurgents.", "ASSAULT", "occurred", ["insurgents"], ["The patrol"]),
    ("Troops carried out a raid on the compound.", "ASSAULT", "occurred", ["Troops"], ["the compound"]),
    ("Russian drones struck a power plant in Odesa.", "ASSAULT", "occurred", ["Russian"], ["a power plant"]),
    ("Israeli strikes on Gaza killed 12 people.", "ASSAULT", "occurred", ["Israeli"], ["12 people", "Gaza"]),
    ("Clashes between soldiers and tribesmen erupted in Marib.", "ASSAULT", "occurred", ["soldiers", "tribesmen"], []),
    ("Soldiers clashed with smugglers near the river.", "ASSAULT", "occurred", ["Soldiers", "smugglers"], []),
    ("Gunmen kill five in market attack", "ASSAULT", "occurred", ["Gunmen"], []),
    ("Rebels killed 14 in the market.", "ASSAULT", "occurred", ["Rebels"], []),
    ("An attack at 05:04am killed six people.", "ASSAULT", "occurred", [], ["six people"]),
    ("Troops fired into the air.", "ASSAULT", "occurred", ["Troops"], []),
    ("Police deployed along the road.", "MOBILIZE", "occurred", ["Police"], []),
    ("The two tribes attacked each other.", "ASSAULT", "occurred", ["The two tribes"], []),
    ("F-16 missions struck rebel depots.", "ASSAULT", "occurred", [], ["rebel depots"]),
    ("Six of the soldiers attacked a guard.", "ASSAULT", "occurred", ["Six of the soldiers"], ["a guard"]),
    ("Four policemen killed in ambush in Quetta", "ASSAULT", "occurred", [], ["Four policemen"]),
    ("Jihadists beheaded two aid workers.", "ASSAULT", "occurred", ["Jihadists"], ["two aid workers"]),
    ("Militiamen kidnapped a priest in the capital.", "ASSAULT", "occurred", ["Militiamen"], ["a priest"]),
    ("Rioters set fire to a courthouse.", "ASSAULT", "occurred", ["Rioters"], ["a courthouse"]),
    ("Separatists violated the ceasefire overnight.", "ASSAULT", "occurred", ["Separatists"], []),
    ("Police fired tear gas at protesters.", "ASSAULT", "occurred", ["Police"], ["protesters"]),
    ("Rebels captured the town of Goma.", "ASSAULT", "occurred", ["Rebels"], ["the town of Goma"]),
    ("Many fled as government troops bombarded the port.", "ASSAULT", "occurred", ["government troops"], ["the port"]),
    ("Guards tortured detainees at the camp.", "ASSAULT", "occurred", ["Guards"], ["detainees"]),
    ("The two armies are fighting along the ridge.", "ASSAULT", "ongoing", ["The two armies"], []),
    # COERCE
    ("Police arrested a journalist in Minsk.", "COERCE", "occurred", ["Police"], ["a journalist"]),
    ("Two activists were detained by border guards.", "COERCE", "occurred", ["border guards"], ["Two activists"]),
    ("The junta imposed a curfew on the capital.", "COERCE", "occurred", ["The junta"], ["the capital"]),
    ("The army ordered residents to leave their homes.", "COERCE", "occurred", ["The army"], ["residents"]),
    ("The army told residents they must leave their homes.", "COERCE", "occurred", ["The army"], ["residents"]),
    ("Turkey deported 40 migrants on Friday.", "COERCE", "occurred", ["Turkey"], ["40 migrants"]),
    ("Troops besieged the town for a week.", "COERCE", "occurred", ["Troops"], ["the town"]),
    # SANCTION
    ("Canada imposed sanctions on two Belarusian banks.", "SANCTION", "occurred", ["Canada"], ["two Belarusian banks"]),
    ("Poland expelled three Russian diplomats.", "SANCTION", "occurred", ["Poland"], ["three Russian diplomats"]),
    ("Algeria cut diplomatic ties with Morocco.", "SANCTION", "occurred", ["Algeria"], ["Morocco"]),
    ("Germany suspended aid to Niger.", "SANCTION", "occurred", ["Germany"], ["Niger"]),
    ("Iran broke off talks with Washington.", "SANCTION", "occurred", ["Iran"], ["Washington"]),
    # MOBILIZE
    ("Ethiopia deployed tanks along the border.", "MOBILIZE", "occurred", ["Ethiopia"], []),
    ("Pakistan put its forces on high alert.", "MOBILIZE", "occurred", ["Pakistan"], []),
    ("North Korea test-fired a ballistic missile.", "MOBILIZE", "occurred", ["North Korea"], []),
    # PROTEST
    ("Thousands of students marched against the government.", "PROTEST", "occurred", ["Thousands of students"],
     ["the government"]),
    ("Farmers blocked a highway outside Lyon.", "PROTEST", "occurred", ["Farmers"], []),
    ("Prisoners began a hunger strike on Monday.", "PROTEST", "occurred", ["Prisoners"], []),
    ("Dock workers went on strike in Durban.", "PROTEST", "occurred", ["Dock workers"], []),
    # CONSULT
    ("The Egyptian president met Sudanese leaders in Cairo.", "CONSULT", "occurred",
     ["Sudanese leaders", "The Egyptian president"], []),
    ("Envoys from both countries held talks in Muscat.", "CONSULT", "occurred", ["Envoys"], []),
    ("Talks between Armenia and Azerbaijan resumed on Monday.", "CONSULT", "occurred", ["Armenia", "Azerbaijan"], []),
    ("The minister spoke by phone with his Qatari counterpart.", "CONSULT", "occurred",
     ["The minister", "his Qatari counterpart"], []),
    # AGREE
    ("Chad and Sudan signed a peace agreement in Doha.", "AGREE", "occurred", ["Chad", "Sudan"], []),
    ("The government reached a deal with the rebels.", "AGREE", "occurred", ["The government", "the rebels"], []),
    ("Norway agreed to send engineers to Jordan.", "AGREE", "verbal", ["Norway"], ["Jordan"]),
    ("France will give Lebanon a loan.", "AGREE", "verbal", ["France"], ["Lebanon"]),
    ("Japan is ready to resume talks with Seoul.", "AGREE", "verbal", ["Japan", "Seoul"], []),
    ("A truce between the army and the militia took effect at noon.", "AGREE", "occurred",
     ["the army", "the militia"], []),
    ("The two sides agreed to exchange prisoners.", "AGREE", "verbal", ["The two sides"], []),
    ("The army agreed to withdraw its artillery.", "AGREE", "verbal", ["The army"], []),
    ("Clashes between government troops and the border guards (KBG) have been ongoing.", "ASSAULT", "ongoing",
     ["government troops", "the border guards"], []),
    ("Tensions between the army and the border guards (KBG) have been ongoing, with militias shelling the port.",
     "ASSAULT", "ongoing", ["the army", "the border guards"], []),
    # SUPPORT, COOPERATE, AID
    ("The Pope praised Colombian negotiators.", "SUPPORT", "verbal", ["The Pope"], ["Colombian negotiators"]),
    ("Spain recognised the Palestinian state.", "SUPPORT", "occurred", ["Spain"], ["the Palestinian state"]),
    ("Russia and Ukraine exchanged 200 prisoners.", "COOPERATE", "occurred", ["Russia", "Ukraine"], []),
    ("Kenya shared intelligence with Uganda.", "COOPERATE", "occurred", ["Kenya", "Uganda"], []),
    ("The agency delivered food to refugees in Chad.", "AID", "occurred", ["The agency"], ["refugees"]),
    ("Helicopters evacuated wounded civilians from the valley.", "AID", "occurred", ["Helicopters"],
     ["wounded civilians"]),
    ("Brazil granted asylum to a Bolivian senator.", "AID", "occurred", ["Brazil"], ["a Bolivian senator"]),
    # CONCEDE, RETREAT
    ("The union gave up its demands.", "CONCEDE", "occurred", ["The union"], []),
    ("The army withdrew its artillery on Sunday.", "RETREAT", "occurred", ["The army"], []),
    ("The cabinet accepted the demands of the unions.", "CONCEDE", "occurred", ["The cabinet"], ["the unions"]),
    ("Thailand lifted restrictions on journalists.", "CONCEDE", "occurred", ["Thailand"], ["journalists"]),
    ("The army withdrew from the northern district.", "RETREAT", "occurred", ["The army"], []),
    ("Guerrillas released five hostages.", "RETREAT", "occurred", ["Guerrillas"], ["five hostages"]),
    ("The prime minister resigned on Sunday.", "RETREAT", "occurred", ["The prime minister"], []),
    ("Fighters laid down their arms in the square.", "RETREAT", "occurred", ["Fighters"], []),
    # REQUEST, ACCUSE, REJECT, THREATEN: the words were said
    ("The envoy urged both sides to halt attacks.", "REQUEST", "verbal", ["The envoy"], ["both sides"]),
    ("Ukraine demanded that Russia withdraw its troops.", "REQUEST", "verbal", ["Ukraine"], ["Russia"]),
    ("The bishop called on the rebels to free the nuns.", "REQUEST", "verbal", ["The bishop"], ["the rebels"]),
    ("The minister said that Serbia must hand over the suspects.", "REQUEST", "verbal", ["The minister"], ["Serbia"]),
    ("Rwanda accused Burundi of arming the rebels.", "ACCUSE", "verbal", ["Rwanda"], ["Burundi"]),
    ("Amnesty International condemned the Iranian government.", "ACCUSE", "verbal", ["Amnesty International"],
     ["the Iranian government"]),
    ("Prosecutors are investigating the mayor.", "ACCUSE", "ongoing", ["Prosecutors"], ["the mayor"]),
    ("Hungary rejected a German proposal.", "REJECT", "verbal", ["Hungary"], ["German"]),
    ("The rebels refused to meet the mediators.", "REJECT", "verbal", ["The rebels"], ["the mediators"]),
    ("The minister said he would not help Eritrea.", "REJECT", "verbal", ["he"], ["Eritrea"]),
    ("The general threatened to bomb the capital.", "THREATEN", "verbal", ["The general"], ["the capital"]),
    ("Iran vowed to retaliate against Israel.", "THREATEN", "verbal", ["Iran"], ["Israel"]),
]  # fmt: skip

# (sentence, type, modality): spoken of, but not a fact on the ground
SPOKEN_OF: list[tuple[str, str, str]] = [
    ("The general threatened to bomb the capital.", "ASSAULT", "threatened"),
    ("The envoy urged both sides to halt attacks.", "RETREAT", "requested"),
    ("Ukraine demanded that Russia withdraw its troops.", "RETREAT", "requested"),
    ("Norway agreed to send aid to Jordan.", "AID", "promised"),
    ("The army denied shelling the hospital.", "ASSAULT", "denied"),
    ("The army denied that its troops shelled the hospital.", "ASSAULT", "denied"),
    ("The rebels did not attack the convoy.", "ASSAULT", "negated"),
    ("The rebels are planning to attack the port.", "ASSAULT", "planned"),
    ("If the rebels attack the port, thousands will flee.", "ASSAULT", "conditional"),
    ("Residents fear that militants will attack the town.", "ASSAULT", "feared"),
    ("Villagers fear an attack by militants.", "ASSAULT", "feared"),
    ("The army may shell the town.", "ASSAULT", "conditional"),
    ("The rebels refused to release the hostages.", "RETREAT", "negated"),
    ("The prince pledged to visit Oman.", "CONSULT", "promised"),
    ("The leaders will meet in Geneva.", "CONSULT", "planned"),
    ("Police prevented an attack on the embassy.", "ASSAULT", "negated"),
    ("The two countries have no plans to resume talks.", "CONSULT", "negated"),
    ("Rebels bombed the depot in 2019.", "ASSAULT", "historical"),
    ("Gunmen attacked the same mosque last year.", "ASSAULT", "historical"),
    ("The premier returned three years after troops stormed his palace.", "ASSAULT", "historical"),
    ("The council demanded the release of the prisoners.", "RETREAT", "requested"),
    ("Troops advanced without firing at the crowd.", "ASSAULT", "negated"),
    ("Chad rivals to hold talks in Doha on Friday", "CONSULT", "planned"),
    ("Mali: army, rebels to resume talks", "CONSULT", "planned"),
    ("The release of the hostages was expected on Sunday.", "RETREAT", "planned"),
    ("Monday was to have seen the release of a third group of hostages.", "RETREAT", "planned"),
    ("No withdrawal has taken place.", "RETREAT", "negated"),
    ("The release of the nuns had not happened by nightfall.", "RETREAT", "negated"),
    ("The envoy urged both sides to pause attacks, reduce tensions immediately, and talk.", "RETREAT", "requested"),
    ('"Stop the shelling and withdraw your troops," the envoy told the rebels.', "RETREAT", "requested"),
    ("We appeal to both sides: halt attacks, reduce tensions and release all prisoners.", "RETREAT", "requested"),
    ("The army said it would keep its posts until the rebels withdraw from the port.", "RETREAT", "planned"),
    ("The junta is bound to release the prisoners.", "RETREAT", "planned"),
    ("The deal covers the release of 40 hostages by Friday.", "RETREAT", "planned"),
    ("Villagers left ahead of the resumption of shelling.", "ASSAULT", "planned"),
    ("The two sides stood on the threshold of signing a peace agreement.", "AGREE", "planned"),
    ("The corridor allowed the evacuation of civilians.", "AID", "planned"),
]


@pytest.mark.parametrize(("sentence", "kind", "modality", "actors", "recipients"), HAPPENED)
def test_what_happened_and_who_to_whom(
    annotate: Annotate, sentence: str, kind: str, modality: str, actors: list[str], recipients: list[str]
) -> None:
    events, text = events_of(annotate, sentence)
    assert (kind, modality, sorted(actors), sorted(recipients)) in [row(e, text) for e in events]


@pytest.mark.parametrize(("sentence", "kind", "modality"), SPOKEN_OF)
def test_what_is_only_spoken_of(annotate: Annotate, sentence: str, kind: str, modality: str) -> None:
    events, _ = events_of(annotate, sentence)
    assert (kind, modality) in [(e.type.value, e.modality.value) for e in events]
    assert not [e for e in events if e.type.value == kind and e.modality.on_the_ground and modality != "historical"]


# (sentence, the types of all its events): one phrase does not become several
ONE_EACH: list[tuple[str, list[str]]] = [
    ("The army withdrew its artillery from the front line.", ["RETREAT"]),
    ("The army agreed to withdraw its artillery.", ["AGREE", "RETREAT"]),
    ("Norway said it was ready to back attempts to calm the border.", ["AGREE"]),
    ("Turkey supported efforts to reduce tensions.", ["SUPPORT"]),
    ("Tensions between the army and the border guards rose after militias shelled the port.", ["ASSAULT"]),
    ("The union gave up its demands.", ["CONCEDE"]),
]


@pytest.mark.parametrize(("sentence", "kinds"), ONE_EACH)
def test_one_phrase_is_one_event(annotate: Annotate, sentence: str, kinds: list[str]) -> None:
    events, _ = events_of(annotate, sentence)
    assert sorted(e.type.value for e in events) == kinds


def test_nobody_is_ordered_to_do_what_the_speaker_says_of_himself(annotate: Annotate) -> None:
    events, _ = events_of(annotate, '"We will not leave the city," Mayor Ana Brel told reporters.')
    assert "COERCE" not in {e.type.value for e in events}


@pytest.mark.parametrize("sentence", [cells[0] for cells in table("no_events.tsv")])
def test_what_must_not_become_an_event(annotate: Annotate, sentence: str) -> None:
    events, text = events_of(annotate, sentence)
    assert [row(e, text) for e in events] == []


def right(wanted: str, found: list[str]) -> bool:
    """Whether a cell of claims.tsv allows what was found."""
    if wanted in ("", "*"):
        return True
    allowed = [] if wanted == "-" else [sorted(name.strip() for name in way.split(";")) for way in wanted.split("|")]
    return sorted(found) in allowed if allowed else not found


@pytest.mark.parametrize("cells", table("claims.tsv"), ids=lambda cells: cells[0])
def test_the_whole_claim(annotate: Annotate, cells: list[str]) -> None:
    """As the pipeline reads it: with the mentions, places and statements of the sentence."""
    sentence, *wanted = cells
    reading = extract(annotate(sentence, published="2025-06-10"))
    text = reading.annotated.report.text
    claims = [
        [
            [event.type.value],
            [event.mode or ""],
            [event.modality.value],
            [filler.span.of(text) for filler in event.actors],
            [filler.span.of(text) for filler in event.recipients],
            [filler.span.of(text) for filler in event.places],
            [reading.times[i].span.of(text) for i in event.times],
        ]
        for event in reading.events
    ]
    fits = [
        all(right(cell, found) for cell, found in zip(wanted[:5], claim[:5], strict=True))
        and all(not cell or cell in found for cell, found in zip(wanted[5:], claim[5:], strict=True))
        for claim in claims
    ]
    assert any(fits), claims
