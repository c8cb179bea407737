"""From paths and bytes to reports: what is read, what is set aside, and why."""

from __future__ import annotations

import io
import json
import os
import sys
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import InputError, ReportError
from dateline.intake import find_reports, read_report, report_from_text
from dateline.model import BlockKind, RawReport, Report, SetAside

SENTENCE = "The army said on Monday that three soldiers were killed near the town by a mine."


def raw(content: bytes, media: str = "text/plain") -> RawReport:
    return RawReport("x", content, media)


def one(path: Path) -> Report:
    (found,) = find_reports([str(path)])
    assert isinstance(found, RawReport)
    return read_report(found)


def reason(path: Path) -> str:
    (found,) = find_reports([str(path)])
    if isinstance(found, SetAside):
        return found.reason
    with pytest.raises(ReportError) as caught:
        read_report(found)
    return caught.value.reason


# -- finding -----------------------------------------------------------------------------------------------------------


def test_folders_are_walked_in_sorted_order_and_other_files_passed_over(tmp_path: Path) -> None:
    for name in ("b.txt", "a.html", "sub/c.htm", "sub/a.TXT", "notes.md", "data.csv", ".hidden.txt", ".git/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(SENTENCE)
    (tmp_path / "z.jsonl").write_text('{"text": "a"}\n\n{"text": "b"}\n')
    names = [os.path.relpath(r.file, tmp_path) for r in find_reports([str(tmp_path)])]
    assert names == ["a.html", "b.txt", "z.jsonl#1", "z.jsonl#3", "sub/a.TXT", "sub/c.htm"]


def test_a_file_reached_twice_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(SENTENCE)
    assert len(list(find_reports([str(path), str(tmp_path), str(path)]))) == 1


def test_a_missing_path_is_an_error_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE)
    with pytest.raises(InputError, match=r"nowhere\.txt"):
        find_reports([str(tmp_path), str(tmp_path / "nowhere.txt")])


def test_a_folder_without_reports_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("x")
    with pytest.raises(InputError, match="no report"):
        find_reports([str(tmp_path)])


def test_what_cannot_be_opened_is_set_aside(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "ok.txt").write_text(SENTENCE)
    found = list(find_reports([str(tmp_path)]))
    assert [(Path(f.file).name, isinstance(f, SetAside)) for f in found] == [
        ("gone.txt", True),
        ("ok.txt", False),
        ("pipe.txt", True),
    ]
    assert {f.reason for f in found if isinstance(f, SetAside)} == {"unreadable"}


@pytest.mark.parametrize(
    ("content", "names", "media"),
    [
        (SENTENCE.encode(), ["-"], "text/plain"),
        (b"<!DOCTYPE html><html><p>The army left.</p></html>", ["-"], "text/html"),
        (b'{"text": "a"}\n{"text": "b"}\n', ["-#1", "-#2"], "application/json"),
        (b'{\n "text": "a"\n}', ["-"], "application/json"),
        (b"{Not JSON} the army said.", ["-"], "text/plain"),
    ],
)
def test_standard_input_is_read_by_its_content(
    monkeypatch: pytest.MonkeyPatch, content: bytes, names: list[str], media: str
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    found = list(find_reports(["-"]))
    assert [f.file for f in found] == names
    assert {f.media_type for f in found if isinstance(f, RawReport)} == {media}


def test_a_named_file_with_another_suffix_is_read_by_its_content(tmp_path: Path) -> None:
    page, text, table = tmp_path / "page.dat", tmp_path / "report.text", tmp_path / "list.json"
    page.write_text(f"<html><body><p>{SENTENCE}</p></body></html>")
    text.write_text(SENTENCE)
    table.write_text('[{"text": "a"}]')
    assert one(page).text == one(text).text == SENTENCE
    assert reason(table) == "malformed"


# -- decoding ----------------------------------------------------------------------------------------------------------

ACCENTED = "José Müller said on Monday that the army had left the town of Sévaré and that nobody was hurt."


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (ACCENTED.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + ACCENTED.encode(), "utf-8"),
        (ACCENTED.encode("latin-1"), "latin-1"),
        (ACCENTED.encode("utf-16"), "utf-16-le"),
        (ACCENTED.encode("utf-16-be"), "utf-16-be"),
        (ACCENTED.encode("utf-32"), "utf-32-le"),
    ],
)
def test_encodings(content: bytes, encoding: str) -> None:
    report = read_report(raw(content))
    assert (report.text, report.encoding, report.notes) == (ACCENTED, encoding, ())


def test_curly_quotes_of_windows() -> None:
    report = read_report(raw("“We left,” he said – at noon.".encode("cp1252")))
    assert (report.text, report.encoding) == ("“We left,” he said – at noon.", "cp1252")


@pytest.mark.parametrize("cut", [1, 2])
def test_a_text_cut_in_the_middle_of_a_character_is_read_and_noted(cut: int) -> None:
    report = read_report(raw((SENTENCE + " He said “no”").encode()[:-cut]))
    assert report.text == SENTENCE + " He said “no"
    assert "middle of a character" in report.notes[0]


def test_a_few_broken_characters_are_replaced_and_noted() -> None:
    report = read_report(raw("“One” “two” “three”, he said.".encode().replace(b"two\xe2\x80\x9d", b"two\xe2\x80")))
    assert report.encoding == "utf-8"
    assert report.text.startswith("“One” “two\ufffd “three”")
    assert report.notes == ("1 broken character replaced",)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "empty"),
        (b" \n\t\r\n\xc2\xa0", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "binary"),
        (b"%PDF-1.7\n" + b"text " * 40, "binary"),
        (b"\x7fELF\x02\x01\x01" + b"\x00" * 50, "binary"),
        (b"PK\x03\x04" + b"abc" * 30, "binary"),
        (b"a\x00b\x00\x00\x07c" * 50, "binary"),
        (bytes(range(1, 32)) * 20, "binary"),
        (b"The army said so. " * 120_000, "too-long"),
        (
            ("Le ministère a annoncé lundi que trois soldats avaient été tués dans une attaque. " * 3).encode(),
            "language",
        ),
        (("Министерство обороны сообщило, что трое военных погибли. " * 3).encode("cp1251"), "language"),
        (b"see more", "empty"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, content: bytes, expected: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    assert reason(path) == expected


def test_a_huge_file_is_set_aside_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as stream:
        stream.truncate(50_000_000)
    assert reason(path) == "too-long"


# -- identity ----------------------------------------------------------------------------------------------------------


def test_the_id_is_the_hash_of_the_raw_bytes_and_the_address(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbf" + SENTENCE.encode())
    assert one(path).id == "r-" + sha256(b"\0" + path.read_bytes()).hexdigest()[:16]
    addressed = report_from_text(SENTENCE, address="https://a.example/b")
    assert addressed.id == "r-" + sha256(b"https://a.example/b\0" + SENTENCE.encode()).hexdigest()[:16]
    assert addressed.id != report_from_text(SENTENCE).id


def test_offsets_count_in_the_file_as_it_is(tmp_path: Path) -> None:
    text = f"Blast in the market\r\n\r\n{SENTENCE}\r\n"
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode())
    report = one(path)
    assert report.text == text
    assert [text[b.start : b.end] for b in report.blocks] == ["Blast in the market", SENTENCE]
    assert report.original_offset(25) == 25


# -- languages ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Het leger zei maandag dat drie soldaten zijn gedood bij een aanval in het noorden van het land. " * 2,
            "Dutch",
        ),
        ("El ejército dijo el lunes que tres soldados murieron en un ataque en el norte. " * 2, "Spanish"),
        ("Ordu pazartesi günü ülkenin kuzeyindeki saldırıda üç askerin öldüğünü açıkladı. " * 3, "Turkish"),
        ("قال الجيش يوم الاثنين إن ثلاثة جنود قتلوا قرب البلدة.", "Arabic"),
        ("Армия сообщила в понедельник, что трое солдат погибли.", "Russian"),
    ],
)
def test_other_languages_are_set_aside_by_name(text: str, language: str) -> None:
    with pytest.raises(ReportError, match=f"in {language}") as caught:
        report_from_text(text)
    assert caught.value.reason == "language"


@pytest.mark.parametrize(
    "text",
    [
        "Kyiv",
        "Putin, Zelensky, Macron, Merz: Alaska?",
        "ARMY SEIZES GOMA AIRPORT AS REBELS FLEE, OFFICIALS SAY",
        "Dmytro Kuleba, Andriy Yermak, Rustem Umerov, Oleksandr Syrskyi and Kyrylo Budanov met Sergei Lavrov, Yuri "
        "Ushakov, Kirill Dmitriev and Vladimir Medinsky in Abu Dhabi.",
        "guerrillas of the army of national liberation today blew up a pipeline in arauca, sources said.",
        "المبعوث الأمريكي\n\nThe envoy said on Monday that the talks had failed, and that he would go home at once.",
    ],
)
def test_english_is_read_however_short_or_foreign_its_names(text: str) -> None:
    assert report_from_text(text).language == "en"


def test_a_paragraph_in_another_script_is_not_read() -> None:
    report = report_from_text(
        f"{SENTENCE}\n\nقال الجيش يوم الاثنين إن ثلاثة جنود قتلوا قرب البلدة.\n\nHe gave no reason."
    )
    assert [b.kind for b in report.blocks] == [BlockKind.BODY, BlockKind.FURNITURE, BlockKind.BODY]


# -- JSON Lines --------------------------------------------------------------------------------------------------------


def test_a_json_line_with_title_and_body(tmp_path: Path) -> None:
    item = {
        "id": 7,
        "title": "Mine kills three “soldiers”",
        "text": f'{SENTENCE}\nHe said "no" \\ {chr(0x1F600)} at noon.',
        "url": "https://www.bbc.co.uk/news/1",
        "date": "2026-02-03T10:00:00Z",
        "source": {"id": None, "name": "Example Wire"},
    }
    path = tmp_path / "a.jsonl"
    for ascii_only in (True, False):
        line = json.dumps(item, ensure_ascii=ascii_only)
        path.write_text(line + "\n", encoding="utf-8")
        report = one(path)
        assert report.text == f"{item['title']}\n\n{item['text']}"
        assert [b.kind for b in report.blocks] == [BlockKind.HEADLINE, BlockKind.BODY, BlockKind.BODY]
        assert (report.address, report.outlet and report.outlet.name) == (item["url"], "Example Wire")
        assert report.published is not None
        assert (report.published.value, report.published.zone, report.published.origin) == (
            "2026-02-03T10:00:00",
            "Z",
            "json",
        )
        for offset, character in enumerate(report.text):
            source = report.original_offset(offset)
            if source is None:
                assert character == "\n"
            else:
                assert line[source] in (character, "\\")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (b'{"text": "broken', "malformed"),
        (b"[1, 2]", "malformed"),
        (b"plain words", "malformed"),
        (b'{"text": "a"} and more', "malformed"),
        (b'{"title": "", "other": "x"}', "empty"),
        (b'{"text": {"a": 1}}', "empty"),
        (b'{"a":' * 50_000, "malformed"),
    ],
)
def test_a_bad_line_is_set_aside_alone(tmp_path: Path, line: bytes, expected: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(
        b"\xef\xbb\xbf"
        + json.dumps({"text": SENTENCE}).encode()
        + b"\n"
        + line
        + b"\n"
        + json.dumps({"body": SENTENCE}).encode()
    )
    found = [f for f in find_reports([str(path)]) if isinstance(f, RawReport)]
    assert [f.file for f in found] == [f"{path}#1", f"{path}#2", f"{path}#3"]
    assert read_report(found[0]).text == read_report(found[2]).text == SENTENCE
    with pytest.raises(ReportError) as caught:
        read_report(found[1])
    assert caught.value.reason == expected


@pytest.mark.parametrize(
    ("fields", "name", "address"),
    [
        ({"source": "https://www.bbc.co.uk"}, "BBC", None),
        ({"publisher": "Reuters News"}, "Reuters", None),
        ({"link": "https://www.dw.com/en/a"}, "Deutsche Welle", "https://www.dw.com/en/a"),
        ({"url": "https://a.example/b"}, "a.example", "https://a.example/b"),
        ({}, None, None),
    ],
)
def test_the_outlet_of_a_json_line(fields: dict[str, str], name: str | None, address: str | None) -> None:
    report = read_report(raw(json.dumps({"text": SENTENCE, **fields}).encode(), "application/json"))
    assert ((report.outlet and report.outlet.name), report.address) == (name, address)


def test_a_stated_language_decides_where_the_text_is_too_short() -> None:
    with pytest.raises(ReportError, match="in French"):
        read_report(raw(b'{"text": "Attaque sur Goma", "language": "fr"}', "application/json"))
    assert (
        read_report(raw(json.dumps({"text": SENTENCE, "language": "fr"}).encode(), "application/json")).text == SENTENCE
    )


def test_half_a_surrogate_pair_is_replaced() -> None:
    report = read_report(raw(b'{"text": "The army \\ud800 said that it had left."}', "application/json"))
    assert report.text == "The army \ufffd said that it had left."


# -- any input ---------------------------------------------------------------------------------------------------------

PIECES = [
    "The army left the town. ", "GOMA, ", "(Reuters) - ", "March 3", ", 2026 ", "\n", "\n\n", "\r\n", "URL: ",
    "DATE: ", "Photo: AFP", "Read more", "“", "”", "- ", "1. ", "RELATED", "By Jane Roe", "12:30 ", "/ ", "|",
    "Leave a Reply", "KYIV — ", "ABC", "é", "а", "\u2028", "\xa0", "ENDS", "03/10/2025", "[", "]", "(", ")",
    ": ", "Shafaq News", "said", "2010-09-CA-005", "#war ",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=30))
def test_whatever_comes_in_blocks_are_apart_and_spans_lie_in_the_text(pieces: list[str]) -> None:
    text = "".join(pieces)
    try:
        report = report_from_text(text)
    except ReportError:
        return
    assert len(report.matching) == len(report.text) == len(text)
    assert all(a.end <= b.start for a, b in pairwise(report.blocks))
    assert all(0 <= b.start < b.end <= len(text) for b in report.blocks)
    dateline = report.dateline
    spans = [dateline.span, dateline.place, dateline.day, dateline.outlet] if dateline else []
    spans += [report.headline, report.published and report.published.span, report.outlet and report.outlet.span]
    assert all(0 <= s.start < s.end <= len(text) for s in spans if s)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200), st.sampled_from(["text/plain", "text/html", "application/json"]))
def test_any_bytes_are_read_or_refused(content: bytes, media: str) -> None:
    try:
        report = read_report(raw(content, media))
    except ReportError:
        return
    assert any(b.kind.is_read for b in report.blocks)
