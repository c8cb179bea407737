"""Name pairs: same, different, cannot tell. A row is left name, right name, expected answer."""

from __future__ import annotations

import pytest

from dateline.model import EntityKind
from dateline.reference.names import compare_names, person_name, short_form
from dateline.reference.spelling import spelling_match

PEOPLE = [
    # transliteration from Arabic
    ("Muammar Gaddafi", "Moammar Qadhafi", "same"),
    ("Muammar Gaddafi", "Mu'ammar Kadafi", "same"),
    ("Abd al-Fattah al-Halabi", "Abdel-Fattah el-Halaby", "same"),
    ("Abdelfattah Halabi", "Abdul Fatah Al Halabi", "same"),
    ("Abdul Rahman Qasim", "Abdurrahman Kassem", "same"),
    ("Noureddine Jaber", "Nur al-Din Jabir", "same"),
    ("Youssef Haddad", "Yusuf Hadad", "same"),
    ("Khaled Mashaal", "Khalid Meshal", "same"),
    ("Hussein Salameh", "Hossein Salama", "same"),
    ("Asa'ad al-Rubai", "Asaad Al-Rubaie", "same"),
    ("Mohammed bin Rashid", "Muhammad ibn Rashed", "same"),
    ("Mohammed bin Rashid", "Mohammed bin Rashid Al Tamimi", "same"),
    ("Hamdan Daqlo", "Hamdan Dagalo", "same"),
    ("Fuad Jumblatt", "Fouad Joumblatt", "same"),
    # from Russian, Ukrainian, Belarusian
    ("Sergei Orlov", "Sergey Orloff", "same"),
    ("Sergei Orlov", "Sergey Viktorovich Orlov", "same"),
    ("Volodymyr Bondarenko", "Vladimir Bondarenko", "same"),
    ("Oleksandr Zaluzhny", "Aleksandr Zaluzhnyi", "same"),
    ("Dmytro Lytvynskyy", "Dmitry Litvinsky", "same"),
    ("Mykola Tyshchenko", "Nikolai Tishchenko", "same"),
    ("Yevgeny Primakov", "Evgeny Primakov", "same"),
    ("Viktor Yanukovych", "Victor Yanukovich", "same"),
    # from Turkish, Persian, Hebrew, Thai, Khmer and others
    ("Ömer Çavuşoğlu", "Omer Cavusoglu", "same"),
    ("Mehmet Yıldız", "Mohammed Yildiz", "same"),
    ("Ebrahim Hatami", "Ibrahim Khatami", "same"),
    ("Yitzhak Ben-Haim", "Itzhak Ben Haim", "same"),
    ("Somchai Suwannarat", "Somchay Suvannarat", "same"),
    ("Kim Jong Un", "Kim Jongun", "same"),
    ("Xi Jinping", "Jinping Xi", "same"),
    ("Ngô Đình Diệm", "Ngo Dinh Diem", "same"),
    # nicknames, initials, titles, suffixes
    ("Robert Halloran", "Bob Halloran", "same"),
    ("Thomas Whitlock", "Tom Whitlock", "same"),
    ("J. Whitlock", "James Whitlock", "same"),
    ("Gen. Tariq Aziz Rahmani", "Tariq Aziz Rahmani", "same"),
    ("Foreign Minister Anna Lind", "Anna Lind", "same"),
    ("Luiz Inácio da Costa", "Luiz Inacio Costa", "same"),
    # different people
    ("Muammar Gaddafi", "Saif al-Islam Gaddafi", "different"),
    ("Karim al-Nouri", "Nouri al-Karimi", "different"),
    ("Hafez al-Atrash", "Bashar al-Atrash", "different"),
    ("Salem al-Basri", "Basri al-Omar", "different"),
    ("Hassan Rouhani", "Hussein Rouhani", "different"),
    ("Kim Jong-un", "Kim Jong-il", "different"),
    ("Mohammed bin Salman", "Mohammed bin Zayed", "different"),
    ("Natalia Orlova", "Natalia Orlov", "different"),
    ("Omar Haddad", "Amr Haddad", "different"),
    ("Jamal Haddad", "Kamal Haddad", "different"),
    ("Jamal Haddad", "Jamil Haddad", "different"),
    ("Ali Karim", "Ali Karam", "unsure"),
    ("George Okello Jr", "George Okello Sr", "different"),
    ("Ahmed Hassan", "Mahmoud Hassan", "different"),
    ("Ali Ahmed", "Ali Hassan", "different"),
    ("Viktor Orlov", "Viktor Petrov", "different"),
    ("Maria Lopez", "Maria Perez", "different"),
    # cannot tell
    ("Gaddafi", "Muammar Kadafi", "unsure"),
    ("Orlov", "Sergei Orlov", "unsure"),
    ("Orlov", "Orloff", "unsure"),
    ("Ahmed", "Ahmed Haddad", "unsure"),
    ("Saddam Hussein", "Uday Saddam Hussein", "unsure"),
    ("George W. Barlow", "George H.W. Barlow", "unsure"),
    ("Ferit Haddad", "Firat Haddad", "unsure"),
    ("Hassan Ali Khaire", "Hassan Omar Khaire", "unsure"),
]

BODIES = [
    ("Ministry of Defence", "Defense Ministry", "same"),
    ("Syrian Ministry of Foreign Affairs", "Foreign Ministry of Syria", "same"),
    ("Hezbollah", "Hizbullah", "same"),
    ("Peruvian Workers' Party", "Peru Workers Party", "same"),
    ("Thai Foreign Ministry", "Cambodian Foreign Ministry", "different"),
    ("National Liberation Army", "National Liberation Front", "different"),
    ("47th Brigade", "48th Brigade", "different"),
    ("NLA", "NLF", "different"),
    ("Foreign Ministry", "Thai Foreign Ministry", "unsure"),
    ("NLA", "National Liberation Army", "unsure"),
    ("Democratic Forces", "Free Democratic Forces", "unsure"),
]

PLACES = [
    ("Deir ez-Zor", "Deir Ezzor", "same"),
    ("Deir al-Zor", "Deir Ezzor", "same"),
    ("al-Hasakah", "Hassakeh", "same"),
    ("Kharkiv", "Kharkov", "unsure"),
    ("Nong Bua Lamphu", "Nong Bua Lam Phu", "same"),
    ("Latakia province", "Lattakia", "same"),
    ("Camp Ashraf", "Ashraf camp", "same"),
    ("Checkpoint 12", "Checkpoint 14", "different"),
    ("Homs", "Hama", "different"),
]


@pytest.mark.parametrize(("left", "right", "expected"), PEOPLE)
def test_people(left: str, right: str, expected: str) -> None:
    match = compare_names(left, right, EntityKind.PERSON)
    assert match.decision == expected, match


@pytest.mark.parametrize(("left", "right", "expected"), BODIES)
def test_bodies(left: str, right: str, expected: str) -> None:
    match = compare_names(left, right, EntityKind.ORGANIZATION)
    assert match.decision == expected, match


@pytest.mark.parametrize(("left", "right", "expected"), PLACES)
def test_places(left: str, right: str, expected: str) -> None:
    match = compare_names(left, right, EntityKind.PLACE)
    assert match.decision == expected, match


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [(a, b, EntityKind.PERSON) for a, b, _ in PEOPLE]
    + [(a, b, EntityKind.ORGANIZATION) for a, b, _ in BODIES]
    + [(a, b, EntityKind.PLACE) for a, b, _ in PLACES],
)
def test_the_order_of_the_two_does_not_matter(left: str, right: str, kind: EntityKind) -> None:
    one, other = compare_names(left, right, kind), compare_names(right, left, kind)
    assert (one.decision, one.score) == (other.decision, other.score)


@pytest.mark.parametrize(
    ("short", "full", "expected"),
    [
        ("Orlov", "Sergei Orlov", "family"),
        ("Orloff", "Sergei Orlov", "family"),
        ("al-Basri", "Salem al-Basri", "family"),
        ("Somchai", "Somchai Suwannarat", "given"),
        ("Rahman", "Rahmani Orlov", ""),
        ("Petrov", "Sergei Orlov", ""),
        ("Sergei Orlov", "Sergei Orlov", ""),
    ],
)
def test_short_forms(short: str, full: str, expected: str) -> None:
    assert short_form(short, full) == expected


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Abd al-Fattah al-Burhani", ("abdfattah", "burhani")),
        ("Abu Mahdi al-Basri", ("abumahdi", "basri")),
        ("Salah ad-Din Rahmani", ("salahdin", "rahmani")),
        ("Ludwig van der Berg", ("ludwig", "berg")),
        ("Lt. Gen. Anna Lind", ("anna", "lind")),
    ],
)
def test_a_name_is_taken_apart(name: str, words: tuple[str, ...]) -> None:
    assert person_name(name).words == words


@pytest.mark.parametrize(
    ("left", "right", "near"),
    [
        ("Zabadiyeh", "Zabadieh", True),
        ("Qusayr", "Kusair", True),
        ("Soleimani", "Sulaimani", True),
        ("Zelenskyy", "Zelensky", True),
        ("Houthi", "Huthi", True),
        ("Jamal", "Jamil", False),
        ("Hassan", "Hussein", False),
        ("Mitchell", "Marshall", False),
    ],
)
def test_spellings(left: str, right: str, near: bool) -> None:
    assert (spelling_match(left, right) >= 0.9) is near
