"""Which language a text is in: told by words where they are clear, by the language model where they are not."""

from __future__ import annotations

import subprocess
import sys

import pytest
from babel import Locale

from dateline.errors import ReportError
from dateline.intake import report_from_text
from dateline.reference.language_words import language_names, language_words
from dateline.reference.tables import read_table

NEWS = {
    "ar": "قال المتحدث إن القوات التي وصلت إلى البلدة كانت في طريقها منذ أيام.\n\nوأضاف أن ذلك لم يكن في الخطة.",
    "de": "Nach Angaben des Sprechers wurden zwei Soldaten verletzt und nicht getötet. Sie haben sich auf dem Weg zur "
    "Grenze verirrt.\n\nDie Brücke ist auch für Lastwagen gesperrt, eine zweite über den Fluss wird gebaut.",
    "es": "El portavoz dijo el lunes que la reunión fue muy larga, pero también útil, según sus notas.\n\nDespués de "
    "la reunión no hubo preguntas sobre el acuerdo.",
    "fa": "سخنگو گفت که نیروها از شهر به روستا رفته بودند و این راه برای آنها باز بود.",
    "fr": "Le porte-parole a déclaré mercredi que deux soldats ont été blessés dans une attaque sur la route, après "
    "une longue nuit.\n\nElle est fermée pour deux jours, selon cette source.",
    "he": "הדובר אמר כי הכוחות של הצבא לא הגיעו אל הכפר, אך גם לא חזרו לאחר הלילה. זה היה יותר קשה.",
    "it": "Il portavoce ha detto che due soldati sono stati feriti nella notte, dopo una lunga marcia sul confine "
    "della provincia.\n\nAnche la strada è chiusa, e gli abitanti delle case vicine non possono uscire.",
    "pl": "Rzecznik powiedział, że dwóch żołnierzy zostało rannych podczas ataku, który był dla wojska niespodzianką. "
    "Droga jest zamknięta także przez dwa dni.",
    "pt": "O porta-voz disse que dois soldados não foram feridos em uma emboscada, também após uma longa noite. A "
    "estrada está fechada até amanhã e os moradores são levados pela ponte.",
    "ru": "По словам представителя, 4 января несколько человек были ранены.\n\nДорога закрыта, сообщил он.",
    "tr": "Sözcü, iki askerin yaralı olduğunu belirtti ve yolun kapalı olduğunu söyledi. Köy halkı için ise yeni bir "
    "yol açıldı, ancak bu yol çok uzun ve dağlara kadar gidiyor.",
    "uk": "За словами речника, двоє військових були поранені після обстрілу, який тривав кілька годин. Дорога "
    "закрита, повідомив він.",
}  # fmt: skip


@pytest.mark.parametrize("language", NEWS)
def test_a_text_of_a_common_language_is_set_aside_as_that(language: str) -> None:
    with pytest.raises(ReportError) as caught:
        report_from_text(NEWS[language])
    assert (caught.value.reason, caught.value.language) == ("language", language)


def test_common_languages_are_told_without_the_language_model() -> None:
    """It takes half a second and 100 MB."""
    code = f"""
import sys
from dateline.errors import ReportError
from dateline.intake import report_from_text
for text in {list(NEWS.values())!r}:
    try:
        report_from_text(text)
    except ReportError as error:
        assert error.reason == "language", error
    else:
        raise AssertionError(text)
assert "py3langid" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Говорителят каза, че двама войници са били ранени при нападение от бунтовници, когато са минали моста.",
            "bg",
        ),
        ("Гласноговорникот изјави дека двајца војници се ранети во нападот на патот кон границата вчера.", "mk"),
        ("Прэс-сакратар паведаміў, што двое вайскоўцаў былі параненыя пасля абстрэлу, які працягваўся ўсю ноч.", "be"),
        ("ترجمان نے کہا کہ دو فوجی حملے میں زخمی ہوئے ہیں اور سڑک کو بند کر دیا گیا ہے۔", "ur"),
        (
            "El portaveu va dir que dos soldats van resultar ferits en un atac a la carretera, després d'una nit molt "
            "llarga, i que els veïns no poden sortir de casa.",
            "ca",
        ),
    ],
)
def test_a_neighbour_is_not_taken_for_the_language_of_the_list(text: str, language: str) -> None:
    with pytest.raises(ReportError) as caught:
        report_from_text(text)
    assert caught.value.language == language


@pytest.mark.parametrize(
    "text",
    [
        "Los Angeles 101, Las Vegas 88; Los Alamos 70, Las Cruces 66; El Paso 90, El Centro 80; Los Gatos 77, Las "
        "Palmas 75; Los Altos 60.",
        "Coalition patrol detained two armed insurgents near Khost. Forces searched several compounds without "
        "incident; soldiers recovered grenades and rifles from one.",
        "Der Spiegel, Die Zeit, Der Standard, Le Monde, El Mundo, La Repubblica, Die Presse and Der Tagesspiegel "
        "printed maps of Nordstadt, Suedstadt, Weststadt.",
    ],
)
def test_english_with_few_small_words_is_read(text: str) -> None:
    assert report_from_text(text).language == "en"


def test_the_list_names_its_languages_as_others_are_named() -> None:
    names = Locale("en").languages
    assert all(name == names[code] for code, name in language_names().items())


def test_no_word_tells_two_languages() -> None:
    rows = read_table("language_words.tsv").rows
    assert len(language_words()) == sum(len(row["words"].split()) for row in rows)
    assert all(word == word.lower() for word in language_words())
