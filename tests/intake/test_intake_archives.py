"""WARC, Parquet and packed JSON Lines files → raw reports: what is a page, what is passed over, what is set aside."""

from __future__ import annotations

import gzip
import json
import tracemalloc
import zlib
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from archives import answer, packed, page, record, request, sentence
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.errors import ReportError
from dateline.intake import find_again, find_reports, read_report
from dateline.model import RawReport, SetAside

PLACES = ("Arbat", "Belin", "Corva", "Dunes", "Eshan")
PAGES = tuple(record(number, answer(page(place))) for number, place in enumerate(PLACES))


def found(path: Path, content: bytes | None = None) -> list[RawReport | SetAside]:
    if content is not None:
        path.write_bytes(content)
    return list(find_reports([str(path)]))


def places(items: list[RawReport | SetAside]) -> list[str]:
    """The place that each page tells of; the reason of what was set aside."""
    return [
        next(p for p in PLACES if p.encode() in item.content) if isinstance(item, RawReport) else item.reason
        for item in items
    ]


def only(items: list[RawReport | SetAside]) -> RawReport:
    (item,) = items
    assert isinstance(item, RawReport), item
    return item


# -- WARC: what is a page ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("is_packed", [True, False])
def test_each_page_of_an_archive_is_a_report(tmp_path: Path, is_packed: bool) -> None:
    records = (record("info", b"software: none\r\n", "warcinfo"), request(0), *PAGES[:2])
    path = tmp_path / ("news.warc.gz" if is_packed else "news.warc")
    items = found(path, packed(*records) if is_packed else b"".join(records))
    assert places(items) == ["Arbat", "Belin"]
    starts = [sum(len(packed(r) if is_packed else r) for r in records[:n]) for n in (2, 3)]
    assert [item.file for item in items] == [f"{path}#{start}" for start in starts]
    first = items[0]
    assert isinstance(first, RawReport)
    assert (first.address, first.retrieved) == ("https://courier.example/0", "2031-05-06T12:00:00Z")
    report = read_report(first)
    assert sentence("Arbat") in report.text
    assert report.published is not None
    assert report.published.value == "2031-05-06T10:00:00"
    assert report.outlet is not None
    assert report.outlet.name == "courier.example"


def test_what_is_no_page_is_passed_over_and_counted(tmp_path: Path) -> None:
    image, plain = ("Content-Type: image/jpeg",), ("Content-Type: text/plain",)
    records = (
        record("info", b"", "warcinfo"),
        request(1),
        record(2, answer(b"\xff\xd8\xff", *image)),
        record(3, answer(b"", "Location: https://courier.example/4", status="301 Moved")),
        record(4, answer(page("Arbat"), status="404 Not Found")),
        record("robots.txt", answer(b"User-agent: *", *plain)),
        record(5, answer(b"\x00\x01", "Server: none")),
        record(6, answer(b""), "revisit"),
        record(7, b"10.0.0.1", extra=["WARC-Target-URI: dns:courier.example", "Content-Type: text/dns"]),
        PAGES[1],
    )
    path, passed_over = tmp_path / "news.warc.gz", Counter[str]()
    path.write_bytes(packed(*records))
    assert places(list(find_reports([str(path)], passed_over))) == ["Belin"]
    assert passed_over == {
        "warcinfo": 1,
        "request": 1,
        "answer of type image": 1,
        "answer of status 301": 1,
        "answer of status 404": 1,
        "robots.txt": 1,
        "answer of no stated type": 1,
        "revisit": 1,
        "response": 1,
    }


def test_an_archive_without_a_page_is_set_aside_and_says_what_it_holds(tmp_path: Path) -> None:
    (item,) = found(tmp_path / "news.warc.gz", packed(request(1), request(2), record("info", b"", "warcinfo")))
    assert isinstance(item, SetAside)
    assert item.file == str(tmp_path / "news.warc.gz")
    assert (item.reason, item.detail) == ("empty", "no record in it holds a page (2 request, 1 warcinfo)")
    (nothing,) = found(tmp_path / "none.warc.gz", b"")
    assert isinstance(nothing, SetAside)
    assert nothing.detail == "there is no record in it"


def test_pages_without_an_http_answer_and_plain_texts_are_read(tmp_path: Path) -> None:
    records = (
        record(0, page("Arbat"), "resource", extra=["Content-Type: text/html"]),
        record(1, answer(sentence("Belin").encode(), "content-type:text/plain")),
        record(2, answer(page("Corva"), "Content-Type: text/plain")),
        record(3, answer(page("Dunes"), "Server: none")),
        record(4, answer(page("Eshan"), "Content-Type: application/xhtml+xml")),
    )
    items = found(tmp_path / "news.warc.gz", packed(*records))
    assert places(items) == list(PLACES)
    assert [i.media_type for i in items if isinstance(i, RawReport)] == ["text/html", "text/plain", *["text/html"] * 3]


def chunked(body: bytes, size: int = 50) -> bytes:
    pieces = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x;note=1\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def raw_deflate(body: bytes) -> bytes:
    deflate = zlib.compressobj(wbits=-15)
    return deflate.compress(body) + deflate.flush()


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        (["Transfer-Encoding: chunked"], chunked(page("Arbat"))),
        (["Content-Encoding: gzip"], gzip.compress(page("Arbat"))),
        (["Content-Encoding: gzip"], gzip.compress(page("Arbat")[:99]) + gzip.compress(page("Arbat")[99:])),
        (["Content-Encoding: deflate"], zlib.compress(page("Arbat"))),
        (["Content-Encoding: deflate"], raw_deflate(page("Arbat"))),
        (["Transfer-Encoding: chunked", "Content-Encoding: x-gzip"], chunked(gzip.compress(page("Arbat")))),
        (["Content-Encoding: gzip, gzip"], gzip.compress(gzip.compress(page("Arbat")))),
        (["Content-Encoding: identity"], page("Arbat")),
        # what the headers say was undone already by whoever made the archive
        (["Transfer-Encoding: chunked"], page("Arbat")),
        (["Transfer-Encoding: chunked", "Content-Encoding: gzip"], gzip.compress(page("Arbat"))),
        (["Content-Encoding: gzip"], page("Arbat")),
        (["Content-Encoding: br"], page("Arbat")),
    ],
)
def test_chunks_are_joined_and_compression_undone(tmp_path: Path, headers: list[str], body: bytes) -> None:
    block = answer(body, "Content-Type: text/html", *headers)
    assert only(found(tmp_path / "news.warc.gz", packed(record(0, block)))).content == page("Arbat")


@pytest.mark.parametrize(("coding", "codec"), [("br", "brotli"), ("zstd", "zstd")])
def test_newer_ways_of_compression_are_undone_too(tmp_path: Path, coding: str, codec: str) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    body = pyarrow.compress(page("Arbat"), codec=codec, asbytes=True)
    records = [record(n, answer(b, "Content-Type: text/html", f"Content-Encoding: {coding}"))
               for n, b in enumerate((body, body[:-9]))]  # fmt: skip
    whole, cut = found(tmp_path / "news.warc.gz", packed(*records))
    assert isinstance(whole, RawReport)
    assert whole.content == page("Arbat")
    assert isinstance(cut, SetAside)
    assert cut.reason == "malformed"


def test_the_charset_of_the_answer_is_believed_where_the_bytes_are_not_utf_8(tmp_path: Path) -> None:
    text = f"<html><body><p>Командир said: {sentence('Arbat')}</p></body></html>"

    def words(content: bytes, charset: str) -> str:
        block = answer(content, f'Content-Type: text/html; charset="{charset}"')
        return read_report(only(found(tmp_path / "news.warc", record(0, block)))).text

    assert words(text.encode("cp1251"), "Windows-1251").startswith("Командир said")
    assert words(text.encode(), "Windows-1251").startswith("Командир said")
    for charset in ("ISO-8859-1", "no-such-thing", "base64", "utf-8"):
        assert "“We left”" in words(f"<html><p>“We left”, he said. {sentence('Arbat')}</p>".encode("cp1252"), charset)


# -- WARC: what is damaged ---------------------------------------------------------------------------------------------


def test_a_damaged_member_costs_no_other(tmp_path: Path) -> None:
    members = [packed(one) for one in PAGES]
    spoilt = bytearray(members[2])
    spoilt[len(spoilt) // 2] ^= 0xFF
    cases = {
        "spoilt": bytes(spoilt),
        "cut": members[2][:200],
        "its checksum": members[2][:-8] + b"12345678",
        "no member": b"what is this doing here" * 9,
    }
    for case, damaged in cases.items():
        items = found(tmp_path / "news.warc.gz", b"".join([*members[:2], damaged, *members[3:]]))
        assert places(items) == ["Arbat", "Belin", "damaged", "Dunes", "Eshan"], case
        assert items[2].file.endswith(f"#{len(members[0] + members[1])}"), case


def test_a_file_that_was_cut_off_gives_what_is_whole(tmp_path: Path) -> None:
    for content in (packed(*PAGES), b"".join(PAGES), gzip.compress(b"".join(PAGES))):
        items = found(tmp_path / "news.warc.gz", content[: -len(content) // 50])
        assert places(items) == ["Arbat", "Belin", "Corva", "Dunes", "damaged"]
        assert isinstance(items[-1], SetAside)
        assert "cut off" in items[-1].detail


@pytest.mark.parametrize("length", [0, 60, 10**9, 10**14, "many", -4, ""])
@pytest.mark.parametrize("is_packed", [True, False])
def test_a_record_that_is_not_as_long_as_it_says_is_set_aside_and_swallows_no_other(
    tmp_path: Path, length: object, is_packed: bool
) -> None:
    wrong = record(9, answer(page("Corva")), length=length)
    records = (*PAGES[:2], wrong, *PAGES[3:])
    items = found(tmp_path / "news.warc.gz", packed(*records) if is_packed else b"".join(records))
    assert places(items) == ["Arbat", "Belin", "damaged", "Dunes", "Eshan"]


def test_a_record_that_reaches_into_the_next_is_set_aside_and_the_next_read(tmp_path: Path) -> None:
    wrong = record(9, answer(page("Corva")), length=len(answer(page("Corva"))) + 300)
    for content in (b"".join([wrong, *PAGES[3:]]), gzip.compress(b"".join([wrong, *PAGES[3:]]))):
        items = found(tmp_path / "news.warc.gz", content)
        assert places(items) == ["damaged", "Dunes", "Eshan"]


@pytest.mark.parametrize(
    ("headers", "body", "reason"),
    [
        (["Transfer-Encoding: chunked"], b"ZZ\r\nhello\r\n0\r\n\r\n", "malformed"),
        (["Transfer-Encoding: chunked"], chunked(page("Arbat"))[:-40], "truncated"),
        (["Transfer-Encoding: chunked"], chunked(page("Arbat"))[:-5], "truncated"),
        (["Transfer-Encoding: chunked"], b"FFFFFFFF\r\n" + page("Arbat"), "truncated"),
        (["Content-Encoding: gzip"], gzip.compress(page("Arbat"))[:-20], "truncated"),
        (["Content-Encoding: gzip"], gzip.compress(page("Arbat"))[:-8] + b"12345678", "malformed"),
        (["Content-Encoding: deflate"], b"\xff\xff\xff", "malformed"),
        (["Content-Encoding: quantum"], b"\x01\x02\x03", "unreadable"),
    ],
)
def test_a_page_that_cannot_be_unpacked_is_set_aside_with_its_address(
    tmp_path: Path, headers: list[str], body: bytes, reason: str
) -> None:
    spoilt = record(7, answer(body, "Content-Type: text/html", *headers))
    item, after = found(tmp_path / "news.warc.gz", packed(spoilt, PAGES[1]))
    assert isinstance(item, SetAside)
    assert (item.reason, item.address) == (reason, "https://courier.example/7")
    assert places([after]) == ["Belin"]


def test_an_answer_that_is_none_is_set_aside(tmp_path: Path) -> None:
    endless = answer(b"").removesuffix(b"\r\n") + b"X-Header: y\r\n" * 9000
    for block in (b"no answer at all", endless, b"HTTP/1.1 OK\r\n\r\n"):
        assert places(found(tmp_path / "a.warc.gz", packed(record(0, block), PAGES[1]))) == ["malformed", "Belin"]


def test_a_huge_page_is_set_aside_and_never_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "news.warc.gz"
    huge = record(8, answer(b"<html>" + b"<p>On and on.</p>" * 3_000_000))
    bomb = record(9, answer(gzip.compress(b"<html>" + b" " * 60_000_000, mtime=0), "Content-Type: text/html",
                            "Content-Encoding: gzip"))  # fmt: skip
    path.write_bytes(packed(PAGES[0], huge, PAGES[1], bomb, PAGES[2]))
    del huge
    tracemalloc.start()
    some = [(type(item), getattr(item, "reason", "")) for item in find_reports([str(path)])]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    aside = (SetAside, "too-long")
    assert some == [(RawReport, ""), aside, (RawReport, ""), aside, (RawReport, "")]
    assert peak < 90_000_000  # of which the page that is unpacked, to its limit, is most


def test_a_text_that_is_called_an_archive_is_set_aside(tmp_path: Path) -> None:
    for name in ("news.warc.gz", "news.warc", "news.parquet"):
        (item,) = found(tmp_path / name, sentence("Arbat").encode())
        assert isinstance(item, SetAside)
        assert item.reason in ("damaged", "malformed")
        assert "WARC" in item.detail or "Parquet" in item.detail


def test_members_cut_anywhere_are_one_stream(tmp_path: Path) -> None:
    """As some programs pack: blocks of one size, whatever stands in them, an empty one last; zeros to fill a tape."""
    whole = b"".join(PAGES)
    blocks = [gzip.compress(whole[at : at + 300]) for at in range(0, len(whole), 300)]
    items = found(tmp_path / "news.warc.gz", b"".join(blocks) + gzip.compress(b"") + b"\0" * 999)
    assert places(items) == list(PLACES)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_whatever_byte_is_spoilt_the_other_pages_are_read(tmp_path: Path, data: st.DataObject) -> None:
    members = [packed(one) for one in PAGES]
    at = data.draw(st.integers(0, sum(map(len, members)) - 1))
    content = bytearray(b"".join(members))
    content[at] ^= data.draw(st.integers(1, 255))
    items = found(tmp_path / "news.warc.gz", bytes(content))
    hit = next(n for n in range(len(members)) if at < sum(map(len, members[: n + 1])))
    starts = {f"{tmp_path / 'news.warc.gz'}#{sum(map(len, members[:n]))}": n for n in range(len(members))}
    whole = {starts[item.file]: item.content for item in items if isinstance(item, RawReport)}
    assert {n: page(place) for n, place in enumerate(PLACES) if n != hit}.items() <= whole.items()
    assert hit in whole or any(isinstance(item, SetAside) for item in items)
    assert whole.get(hit, page(PLACES[hit])) == page(PLACES[hit])


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_nothing_in_an_archive_stops_a_run(tmp_path: Path, data: st.DataObject) -> None:
    piece = st.one_of(st.binary(max_size=40), st.sampled_from([*PAGES, b"WARC/1.0\r\n", b"\r\n", packed(PAGES[0])]))
    content = b"".join(data.draw(st.lists(piece, max_size=6)))
    if data.draw(st.booleans()):
        content = gzip.compress(content)
    for suffix in ("warc.gz", "jsonl.gz", "parquet"):
        for item in found(tmp_path / f"news.{suffix}", content):
            assert isinstance(item, RawReport | SetAside)


# -- packed JSON Lines -------------------------------------------------------------------------------------------------


def lines(*texts: str) -> bytes:
    return b"".join(json.dumps({"text": text}).encode() + b"\n" for text in texts)


@pytest.mark.parametrize("name", ["news.jsonl.gz", "news.ndjson.gz", "NEWS.JSONL.GZ"])
def test_packed_lines_are_read_like_others(tmp_path: Path, name: str) -> None:
    for content in (gzip.compress(lines("a")) + gzip.compress(b"\n" + lines("b")), lines("a") + b"\n" + lines("b")):
        items = found(tmp_path / name, content)
        assert [(i.file, i.content) for i in items if isinstance(i, RawReport)] == [
            (f"{tmp_path / name}#1", b'{"text": "a"}'),
            (f"{tmp_path / name}#3", b'{"text": "b"}'),
        ]


def test_packed_lines_that_are_cut_off_give_what_is_whole(tmp_path: Path) -> None:
    content = gzip.compress(lines(*PLACES)) + gzip.compress(lines(*map(sentence, PLACES)))[:-20]
    items = found(tmp_path / "news.jsonl.gz", content)
    assert len([i for i in items if isinstance(i, RawReport)]) >= 5
    assert isinstance(items[-1], SetAside)
    assert items[-1].reason == "damaged"
    assert items[-1].file == f"{tmp_path / 'news.jsonl.gz'}#{len(items)}"


# -- Parquet -----------------------------------------------------------------------------------------------------------


def write_table(path: Path, columns: dict[str, Any], **options: Any) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    parquet.write_table(pyarrow.table(columns), path, **options)


def test_each_row_is_the_report_that_a_line_of_json_would_be(tmp_path: Path) -> None:
    when = [datetime(2031, 5, 6, 10, 30, tzinfo=UTC), datetime(2031, 5, 7, tzinfo=UTC)]
    columns = {
        "Body": [sentence("Arbat") + " “No,” said José.", sentence("Belin")],
        "headline": ['Mine "near" Arbat', None],
        "url": ["https://courier.example/1", None],
        "published": when,
        "source": [{"name": "Plain Wire", "id": 7}, None],
        "views": [1, 2],
        "authors": [["A"], []],
        "embedding": [[0.5] * 3, [0.1] * 3],
    }
    path = tmp_path / "news.parquet"
    write_table(path, columns)
    first, second = (read_report(item) for item in found(path) if isinstance(item, RawReport))
    assert (first.file, second.file) == (f"{path}#1", f"{path}#2")
    assert first.text == 'Mine "near" Arbat\n\n' + str(columns["Body"][0])
    assert first.headline is not None
    assert (first.address, first.outlet and first.outlet.name) == ("https://courier.example/1", "Plain Wire")
    assert first.published is not None
    assert (first.published.value, first.published.zone) == ("2031-05-06T10:30:00", "Z")
    assert second.published is not None
    assert second.published.value == "2031-05-07"  # a day, as most programs write one
    assert second.text == sentence("Belin")


def test_days_texts_of_other_kinds_and_other_encodings_are_read(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    accented = f"José Müller and Ana Sévaré said it. {sentence('Arbat')}"
    columns = {
        "content": pyarrow.array([accented.encode("latin-1"), accented.encode()], pyarrow.binary()),
        "date": pyarrow.array([date(2031, 5, 6), None]),
        "outlet": pyarrow.array(["Plain Wire", "Plain Wire"]).dictionary_encode(),
    }
    write_table(tmp_path / "news.parquet", columns)
    first, second = (read_report(item) for item in found(tmp_path / "news.parquet") if isinstance(item, RawReport))
    assert first.text == second.text == accented
    assert (first.encoding, second.encoding) == ("latin-1", "utf-8")
    assert first.published is not None
    assert first.published.value == "2031-05-06"
    assert second.outlet is not None
    assert second.outlet.name == "Plain Wire"


def test_rows_without_a_text_are_set_aside_one_by_one(tmp_path: Path) -> None:
    write_table(tmp_path / "news.parquet", {"text": [None, "", sentence("Arbat"), "x" * 4_000_000]})
    reasons = []
    for item in found(tmp_path / "news.parquet"):
        if isinstance(item, SetAside):
            reasons.append(item.reason)
            continue
        try:
            reasons.append(read_report(item).id[:2])
        except ReportError as error:
            reasons.append(error.reason)
    assert reasons == ["empty", "empty", "r-", "too-long"]


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        ({"text": [["a", "b"]], "url": ["x"]}, "text (list<"),
        ({"text": [7], "views": [1]}, "text (int64), views (int64)"),
        ({"article": [{"body": "a"}]}, "article (struct<"),
        ({"text": [None]}, "text (null)"),
    ],
)
def test_a_table_without_texts_is_set_aside_with_its_columns(
    tmp_path: Path, columns: dict[str, Any], told: str
) -> None:
    write_table(tmp_path / "news.parquet", columns)
    (item,) = found(tmp_path / "news.parquet")
    assert isinstance(item, SetAside)
    assert item.reason == "malformed"
    assert told in item.detail


def test_a_damaged_group_of_rows_is_set_aside_and_the_next_read(tmp_path: Path) -> None:
    path = tmp_path / "news.parquet"
    write_table(path, {"text": [sentence(place) for place in PLACES]}, row_group_size=2, use_dictionary=False,
                compression="gzip", write_page_checksum=True)  # fmt: skip
    from pyarrow import parquet

    column = parquet.read_metadata(path).row_group(1).column(0)
    content = bytearray(path.read_bytes())
    at = column.data_page_offset + column.total_compressed_size - 40
    content[at : at + 8] = bytes(byte ^ 0xFF for byte in content[at : at + 8])
    items = found(path, bytes(content))
    assert places(items) == ["Arbat", "Belin", "damaged", "Eshan"]
    assert [item.file.rpartition("#")[2] for item in items] == ["1", "2", "3", "5"]
    assert isinstance(items[2], SetAside)
    assert "rows 3 to 4" in items[2].detail


def test_a_cut_off_table_is_set_aside(tmp_path: Path) -> None:
    write_table(tmp_path / "news.parquet", {"text": [sentence("Arbat")]})
    content = (tmp_path / "news.parquet").read_bytes()
    for cut in (0, 4, len(content) // 2, len(content) - 3):
        (item,) = found(tmp_path / "news.parquet", content[:cut])
        assert isinstance(item, SetAside)
        assert item.reason == "malformed"


def test_without_the_library_a_table_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    (item,) = found(tmp_path / "news.parquet", b"PAR1")
    assert isinstance(item, SetAside)
    assert "pip install 'dateline[archives]'" in item.detail
    block = answer(b"\x8b\x01", "Content-Type: text/html", "Content-Encoding: br")
    (item,) = found(tmp_path / "news.warc", record(0, block))
    assert isinstance(item, SetAside)
    assert "pip install 'dateline[archives]'" in item.detail


# -- folders, and again ------------------------------------------------------------------------------------------------


def test_archives_in_a_folder_are_read_and_the_shards_of_a_cluster_passed_over(tmp_path: Path) -> None:
    from dateline.batch.shards import shard_path

    shard = shard_path(tmp_path / "war.db.shards", (), "mark")
    shard.parent.mkdir(parents=True)
    shard.write_bytes(b"PAR1")
    for name in ("a.warc.gz", "b.warc", "c.txt.gz", "d.gz", ".e.warc"):
        (tmp_path / name).write_bytes(packed(PAGES[0]) if name.endswith("gz") else PAGES[0])
    (tmp_path / "f.jsonl.gz").write_bytes(gzip.compress(lines("a")))
    assert [Path(item.file).name for item in found(tmp_path)] == ["a.warc.gz#0", "b.warc#0", "f.jsonl.gz#1"]


@pytest.mark.parametrize("content", [packed(*PAGES[:2]), b"".join(PAGES[:2])])
def test_an_archive_with_another_suffix_is_read_when_named(tmp_path: Path, content: bytes) -> None:
    assert places(found(tmp_path / "news.gz", content)) == ["Arbat", "Belin"]
    write_table(tmp_path / "news.parquet", {"text": [sentence("Corva")]})
    assert places(found(tmp_path / "news.pq", (tmp_path / "news.parquet").read_bytes())) == ["Corva"]


def test_what_was_damaged_is_read_again_with_what_follows_once_the_file_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "news.warc.gz"
    whole = packed(*PAGES)
    cut = found(path, whole[: len(packed(*PAGES[:3])) + 50])
    aside = [item for item in cut if isinstance(item, SetAside)]
    assert places(cut) == ["Arbat", "Belin", "Corva", "damaged"]
    assert list(find_again(aside, lambda file: None)) == aside
    path.write_bytes(whole)
    assert places(list(find_again(aside, lambda file: None))) == ["Dunes", "Eshan"]
    path.unlink()
    assert list(find_again(aside, lambda file: None)) == aside
