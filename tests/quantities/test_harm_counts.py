"""Sentences → the counts of people harmed that they state.

A row: text, then (kind, minimum, maximum, victims, index of the whole it is part of, running total) per count, in
text order. Conventions for vague numbers: reference/data/vague_numbers.tsv.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.extraction.quantities import find_quantities
from dateline.model import AnnotatedReport

Annotate = Callable[..., AnnotatedReport]
Expected = tuple[str, int | None, int | None, str | None, int | None, bool]
Row = tuple[str, list[Expected]]


def count(
    kind: str,
    low: int | None,
    high: int | None,
    victims: str | None = None,
    part_of: int | None = None,
    total: bool = False,
) -> Expected:
    return (kind, low, high, victims, part_of, total)


def counts_in(annotate: Annotate, text: str) -> list[Expected]:
    return [
        (
            q.kind.value,
            q.minimum,
            q.maximum,
            None if q.victims is None else q.victims.of(text),
            q.subset_of,
            q.running_total,
        )
        for q in find_quantities(annotate(text))
    ]


FIGURES: list[Row] = [
    ("Three people died when a bomb exploded.", [count("killed", 3, 3, "people")]),
    ("The blast killed seven soldiers.", [count("killed", 7, 7, "soldiers")]),
    ("Seven soldiers were killed by the blast.", [count("killed", 7, 7, "soldiers")]),
    ("Seven soldiers killed by the blast were buried.", [count("killed", 7, 7, "soldiers")]),
    ("The blast, which killed seven soldiers, shook the town.", [count("killed", 7, 7, "soldiers")]),
    ("The bomber struck at noon, killing seven.", [count("killed", 7, 7)]),
    ("The shelling claimed the lives of nine villagers.", [count("killed", 9, 9, "villagers")]),
    ("The shelling cost 12 lives.", [count("killed", 12, 12)]),
    ("Dozens of civilians lost their lives.", [count("killed", 12, None, "civilians")]),
    ("The deaths of five civilians were confirmed.", [count("killed", 5, 5, "civilians")]),
    ("Officials reported five deaths and 12 injuries.", [count("killed", 5, 5), count("injured", 12, 12)]),
    ("The bodies of 12 men were found in a well.", [count("killed", 12, 12, "men")]),
    ("Rescuers pulled 14 bodies from the rubble.", [count("killed", 14, 14)]),
    ("Twenty-two prisoners were executed.", [count("killed", 22, 22, "prisoners")]),
    ("A hundred and five people drowned.", [count("killed", 105, 105, "people")]),
    ("The quake killed 1,200 people.", [count("killed", 1200, 1200, "people")]),
    ("More than 300,000 on both sides had to leave their homes.", [count("displaced", 300000, None)]),
    ("The war displaced 2.5 million people.", [count("displaced", 2500000, 2500000, "people")]),
    ("Four men were beaten to death.", [count("killed", 4, 4, "men")]),
    ("They took 12 people hostage.", [count("captured", 12, 12, "people")]),
    ("Three suspects were taken into custody.", [count("detained", 3, 3, "suspects")]),
    ("Gunmen abducted 20 students.", [count("captured", 20, 20, "students")]),
    ("Police arrested five men and a woman.", [count("detained", 6, 6, "five men and a woman")]),
    ("Twelve soldiers went missing.", [count("missing", 12, 12, "soldiers")]),
    ("Twelve people remain in critical condition.", [count("injured", 12, 12, "people")]),
    ("Three others suffered gunshot wounds.", [count("injured", 3, 3, "others")]),
    ("A roadside bomb killed a family of five.", [count("killed", 5, 5, "a family of five")]),
    ("The crash killed all 14 people on board.", [count("killed", 14, 14, "people")]),
    ("The guards wounded 31 marchers.", [count("injured", 31, 31, "marchers")]),
    ("Both men died.", [count("killed", 2, 2, "men")]),
]

ONE: list[Row] = [
    ("A civilian was killed.", [count("killed", 1, 1, "civilian")]),
    ("The mayor was assassinated.", [count("killed", 1, 1, "The mayor")]),
    ("Gunmen shot dead a 35-year-old man in the market.", [count("killed", 1, 1, "35-year-old man")]),
    ("A 19-year-old man was shot and killed on Friday.", [count("killed", 1, 1, "19-year-old man")]),
    ("The man was fatally shot.", [count("killed", 1, 1, "The man")]),
    ("She was pronounced dead at the scene.", [count("killed", 1, 1, "She")]),
    ("The driver was found dead in his car.", [count("killed", 1, 1, "The driver")]),
    ("A soldier lost his right foot to a mine.", [count("injured", 1, 1, "soldier")]),
    ("Officers found a woman with a gunshot wound.", [count("injured", 1, 1, "woman")]),
    ("The death of a soldier was announced.", [count("killed", 1, 1, "soldier")]),
    ("The mayor's assassination shocked the town.", [count("killed", 1, 1, "The mayor")]),
    (
        "Two people were shot, one of whom later died.",
        [count("injured", 2, 2, "people"), count("killed", 1, 1, "one of whom")],
    ),
    ("One person was killed and another was injured.", [count("killed", 1, 1, "person"), count("injured", 1, 1)]),
    ("A teenager was stabbed to death.", [count("killed", 1, 1, "teenager")]),
    ("A reporter was kidnapped on the road.", [count("captured", 1, 1, "reporter")]),
]

RANGES: list[Row] = [
    ("At least 12 people were killed.", [count("killed", 12, None, "people")]),
    ("No fewer than 12 people were killed.", [count("killed", 12, None, "people")]),
    ("More than 20 people were killed.", [count("killed", 21, None, "people")]),
    ("More than a hundred people were detained.", [count("detained", 100, None, "people")]),
    ("Over 14,000 people were killed.", [count("killed", 14000, None, "people")]),
    ("Up to 50 soldiers are missing.", [count("missing", None, 50, "soldiers")]),
    ("As many as 50 soldiers were captured.", [count("captured", None, 50, "soldiers")]),
    ("Fewer than 10 people were hurt.", [count("injured", None, 9, "people")]),
    ("Nearly 300 families were evacuated.", [count("evacuated", 300, 300, "families")]),
    ("About 400 people fled to the border.", [count("displaced", 400, 400, "people")]),
    ("Some 70 rebels were captured.", [count("captured", 70, 70, "rebels")]),
    ("Between 20 and 30 fighters were killed.", [count("killed", 20, 30, "fighters")]),
    ("Some 20-30 militants were captured.", [count("captured", 20, 30, "militants")]),
    ("Five or six guards were wounded.", [count("injured", 5, 6, "guards")]),
    ("Thirty or more people were injured.", [count("injured", 30, None, "people")]),
    ("Half a dozen policemen were hurt.", [count("injured", 6, 6, "policemen")]),
    ("Around two dozen protesters were arrested.", [count("detained", 24, 24, "protesters")]),
    ("Dozens were wounded.", [count("injured", 12, None)]),
    ("Scores of people were killed.", [count("killed", 20, None, "people")]),
    ("More than half a million people were displaced.", [count("displaced", 500000, None, "people")]),
    ("Hundreds of residents fled the city.", [count("displaced", 100, None, "residents")]),
    ("Tens of thousands of people were displaced.", [count("displaced", 10000, None, "people")]),
    ("Several insurgents were detained.", [count("detained", 3, None, "insurgents")]),
    ("The fire displaced several hundred families.", [count("displaced", 300, None, "families")]),
    ("Civilians were killed in the raid.", [count("killed", 2, None, "Civilians")]),
    ("Casualties among civilians were reported.", [count("casualties", 2, None, "civilians")]),
]

SUMS: list[Row] = [
    ("Two soldiers and an interpreter were killed.", [count("killed", 3, 3, "Two soldiers and an interpreter")]),
    ("The strike wounded a mother and her two sons.", [count("injured", 3, 3, "a mother and her two sons")]),
    (
        "A commander and several of his men were captured.",
        [count("captured", 4, None, "A commander and several of his men")],
    ),
    (
        "Police detained a smuggler along with three of his men.",
        [count("detained", 4, 4, "a smuggler along with three of his men")],
    ),
    ("Four people, two women and two children, were killed.", [count("killed", 4, 4, "people")]),
    ("The attack hit two soldiers and a truck, killing three men.", [count("killed", 3, 3, "men")]),
    (
        "The attack killed two soldiers and wounded an interpreter.",
        [count("killed", 2, 2, "soldiers"), count("injured", 1, 1, "interpreter")],
    ),
    (
        "Two people were killed and three others injured.",
        [count("killed", 2, 2, "people"), count("injured", 3, 3, "others")],
    ),
    (
        "In the north 3 civilians and 5 rebels were killed.",
        [count("killed", 8, 8, "3 civilians and 5 rebels")],
    ),
    (
        "Officials say 17 miners, teenagers among them, and four guards were killed.",
        [count("killed", 21, 21, "17 miners, teenagers among them, and four guards")],
    ),
    (
        "The ambush killed at least 14 miners and injured over 60, the paper said.",
        [count("killed", 14, None, "miners"), count("injured", 61, None)],
    ),
    (
        "Losses stand at nine miners killed and about 40 wounded.",
        [count("killed", 9, 9, "miners"), count("injured", 40, 40)],
    ),
    (
        "He was held for killing six clergymen, a maid, and her daughter.",
        [count("killed", 8, 8, "six clergymen, a maid, and her daughter")],
    ),
    ("The bomb killed two guards, and a dog was found.", [count("killed", 2, 2, "guards")]),
    ("The strike left 12 dead and 30 wounded.", [count("killed", 12, 12), count("injured", 30, 30)]),
    ("Scores were killed or wounded.", [count("casualties", 20, None)]),
]

PARTS: list[Row] = [
    (
        "Seven people were killed, three of them children.",
        [count("killed", 7, 7, "people"), count("killed", 3, 3, "children", 0)],
    ),
    (
        "The blast killed at least 12 people, including two women and a child.",
        [count("killed", 12, None, "people"), count("killed", 3, 3, "two women and a child", 0)],
    ),
    (
        "More than 300 were evacuated, among them 40 children.",
        [count("evacuated", 300, None), count("evacuated", 40, 40, "children", 0)],
    ),
    (
        "Twelve soldiers, seven of whom were conscripts, were captured.",
        [count("captured", 12, 12, "soldiers"), count("captured", 7, 7, "conscripts", 0)],
    ),
    (
        "Four people, including the gunman, are dead.",
        [count("killed", 4, 4, "people"), count("killed", 1, 1, "the gunman", 0)],
    ),
    ("Among the wounded were three journalists.", [count("injured", 3, 3, "journalists")]),
    (
        "Ten people were killed. Among the dead were two nurses.",
        [count("killed", 10, 10, "people"), count("killed", 2, 2, "nurses", 0)],
    ),
]

TOTALS: list[Row] = [
    ("The death toll rose to 23.", [count("killed", 23, 23, None, None, True)]),
    ("The death toll rose from 12 to 15.", [count("killed", 15, 15, None, None, True)]),
    ("The ministry put the death toll at 56.", [count("killed", 56, 56, None, None, True)]),
    ("The governor put the dead at no less than 12.", [count("killed", 12, None, None, None, True)]),
    ("The death toll has passed 300.", [count("killed", 300, None, None, None, True)]),
    (
        "Ten people were killed, bringing the toll to 22.",
        [count("killed", 10, 10, "people"), count("killed", 22, 22, None, None, True)],
    ),
    ("It brought to 22 the number of people killed.", [count("killed", 22, 22, None, None, True)]),
    ("The number of injured has risen to more than 40.", [count("injured", 41, None, None, None, True)]),
    ("The number of people displaced had reached 120,000.", [count("displaced", 120000, 120000, None, None, True)]),
    (
        "More than 500,000 people have been killed since 2011.",
        [count("killed", 500000, None, "people", None, True)],
    ),
    ("The fighting has killed 40 people so far.", [count("killed", 40, 40, "people", None, True)]),
]

NONE: list[Row] = [
    ("There were no casualties.", [count("casualties", 0, 0)]),
    ("Nobody was hurt in the attack.", [count("injured", 0, 0)]),
    ("No one was killed.", [count("killed", 0, 0)]),
    ("No civilians were injured.", [count("injured", 0, 0, "civilians")]),
    ("The airstrike did not harm any civilians.", [count("injured", 0, 0, "any civilians")]),
    ("The police dispersed the crowd without injuring anyone.", [count("injured", 0, 0, "anyone")]),
    ("None of the passengers was hurt.", [count("injured", 0, 0)]),
]

HEADLINES: list[Row] = [
    ("Blast kills 12 in capital", [count("killed", 12, 12)]),
    ("At least 12 dead, dozens injured in market blast", [count("killed", 12, None), count("injured", 12, None)]),
    ("5 soldiers killed, 3 wounded in ambush", [count("killed", 5, 5, "soldiers"), count("injured", 3, 3)]),
    ("2 shot, 1 dead in Riverside", [count("injured", 2, 2), count("killed", 1, 1)]),
    ("Shooting leaves 2 dead, 1 injured", [count("killed", 2, 2), count("injured", 1, 1)]),
    ("UN says 7 aid workers killed in strike", [count("killed", 7, 7, "aid workers")]),
]

SHOOTINGS: list[Row] = [
    ("Boy, 14, shot and killed while walking home", [count("killed", 1, 1, "Boy")]),
    ("The driver, 33, died of his injuries.", [count("killed", 1, 1, "The driver")]),
    ("Man shot to death in parking lot", [count("killed", 1, 1, "Man")]),
    ("A 45-year-old man was gunned down outside his home.", [count("killed", 1, 1, "45-year-old man")]),
    ("The incident left a 16-year-old dead.", [count("killed", 1, 1, "16-year-old")]),
    ("Two teens were shot, one fatally.", [count("injured", 2, 2, "teens"), count("killed", 1, 1)]),
    ("The fatal shooting of a 19-year-old man shook the town.", [count("killed", 1, 1, "19-year-old man")]),
    ("At least 5 people were hit by gunfire.", [count("injured", 5, None, "people")]),
    ("A stray bullet struck a girl in the arm.", [count("injured", 1, 1, "girl")]),
    ("Officers found two men suffering from gunshot wounds.", [count("injured", 2, 2, "men")]),
    (
        "Police say a man is dead and a woman is in serious condition.",
        [count("killed", 1, 1, "man"), count("injured", 1, 1, "woman")],
    ),
    (
        "The victims were a man who was shot in the chest and a woman who was shot in the leg.",
        [count("injured", 1, 1, "man"), count("injured", 1, 1, "woman")],
    ),
    ("Two police officers were shot and wounded.", [count("injured", 2, 2, "police officers")]),
]

LOWER_CASE: list[Row] = [
    ("the bomb killed 3 peasants.", [count("killed", 3, 3, "peasants")]),
    (
        "two soldiers were killed and five wounded when guerrillas attacked a patrol.",
        [count("killed", 2, 2, "soldiers"), count("injured", 5, 5)],
    ),
    ("eight persons were kidnapped by the front.", [count("captured", 8, 8, "persons")]),
    ("the attack left one dead and several injured.", [count("killed", 1, 1), count("injured", 3, None)]),
    ("the priests were murdered by soldiers.", [count("killed", 2, None, "the priests")]),
]

NOT_PEOPLE: list[Row] = [
    ("The rebels captured the town.", []),
    ("Troops seized 30 rifles.", []),
    ("The court sentenced him to death.", []),
    ("The senate killed the bill.", []),
    ("The storm killed 40 cows.", []),
    ("The tariffs hurt the economy.", []),
    ("The talks are dead.", []),
    ("Documents were missing.", []),
    ("Police shot at the car.", []),
    ("The new tax takes effect, and prices took a hit.", []),
    ("He is a murder suspect.", []),
    ("Twelve percent of the land was seized.", []),
]

TABLES = (FIGURES, ONE, RANGES, SUMS, PARTS, TOTALS, NONE, HEADLINES, SHOOTINGS, LOWER_CASE, NOT_PEOPLE)


@pytest.mark.parametrize(("text", "expected"), [row for table in TABLES for row in table])
def test_counts(annotate: Annotate, text: str, expected: list[Expected]) -> None:
    assert counts_in(annotate, text) == expected


def test_there_are_at_least_80_rows() -> None:
    assert sum(len(table) for table in TABLES) >= 80


def test_the_words_stay_beside_the_range(annotate: Annotate) -> None:
    text = "The army said that more than two dozen people were killed."
    (quantity,) = find_quantities(annotate(text))
    assert quantity.span.of(text) == "more than two dozen"
    assert quantity.rule


def test_who_was_shot_dead_is_not_injured_too(annotate: Annotate) -> None:
    text = "The driver was shot in the head and died at a hospital."
    assert [q.kind.value for q in find_quantities(annotate(text))] == ["killed"]


def test_a_denied_or_feared_death_is_still_counted_for_the_event_to_judge(annotate: Annotate) -> None:
    text = "He warned that thousands would die."
    (quantity,) = find_quantities(annotate(text))
    assert (quantity.kind.value, quantity.minimum) == ("killed", 1000)


def test_what_is_only_planned_is_marked(annotate: Annotate) -> None:
    text = "Troops held two men in an operation to arrest a smuggler."
    rules = {q.rule.split("/", 1)[-1] for q in find_quantities(annotate(text)) if q.minimum == 1}
    assert rules == {"to come"}


@pytest.mark.parametrize(
    ("text", "vague"),
    [
        ("The blast killed seven soldiers.", [False]),
        ("At least 30 people were killed.", [False]),
        ("More than a dozen people were killed.", [False]),
        ("A couple of soldiers were wounded.", [False]),
        ("The mayor was killed.", [False]),
        ("No one was killed.", [False]),
        ("Dozens of civilians were killed.", [True]),
        ("Several hundred families were displaced.", [True]),
        ("The shelling caused casualties among soldiers.", [True]),
        ("Rescuers evacuated the wounded.", [True]),
        ("Civilians were killed by the shelling.", [True]),
        ("A commander and several of his men were captured.", [True]),
        ("Soldiers arrested the men and killed them.", [True, True]),
        ("At least 12 dead, dozens injured in market blast", [False, True]),
        ("The death toll rose to dozens.", [True]),
    ],
)
def test_words_that_are_no_number_are_vague(annotate: Annotate, text: str, vague: list[bool]) -> None:
    assert [q.vague for q in find_quantities(annotate(text))] == vague
