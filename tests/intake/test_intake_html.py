"""Web pages: main text, metadata, and every character mapped back into the page's source."""

from __future__ import annotations

import html

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import ReportError
from dateline.intake import read_report
from dateline.intake.page_walk import walk
from dateline.model import BlockKind, RawReport, Report

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Two killed as convoy hit near Goma | Example Lakes Times</title>
<meta property="og:title" content="Two killed as convoy hit near Goma">
<meta property="og:site_name" content="Example Lakes Times">
<meta property="article:published_time" content="2026-02-03T08:15:00+02:00">
<link rel="canonical" href="https://www.example-lakes.example/news/1">
<script>var a = "<p>The army never said this.</p>";</script><style>p { color: red }</style></head>
<body><nav><ul><li><a href="/">Home</a></li><li>Politics</li></ul></nav><header><div>Example Lakes Times</div></header>
<article><h1>Two killed as convoy hit near Goma</h1><div class="byline">By Jane Roe</div>
<time datetime="2026-02-03">3 February 2026</time>
<figure><img src="x.jpg"><figcaption>A truck burns near Goma</figcaption></figure>
<p>Two people were killed on Monday when a convoy was hit near Goma, the governor&rsquo;s office said.</p>
<p>&ldquo;The <b>attack</b> was carried out by
   armed men,&rdquo; spokesman Jean Doe said. He did not name a group &amp; gave no details.</p>
<h2>Ceasefire in doubt</h2>
<p>The army accused rebels of breaking the ceasefire that was signed in December after talks in Doha.
<p>Rebels denied the accusation &#8212; and blamed militias. A spokesman said they would answer any attack.</p>
<div class="related"><h3>Related stories</h3><ul><li><a href="/2">Talks resume in Doha</a></li></ul></div></article>
<aside><p>Subscribe to our newsletter for more.</p></aside>
<footer>Copyright 2026 Example Lakes Times. All rights reserved.</footer></body></html>"""


def page(source: str) -> Report:
    return read_report(RawReport("x.html", source.encode(), "text/html"))


def texts(report: Report, *kinds: BlockKind) -> list[str]:
    return [report.text[b.start : b.end] for b in report.blocks if b.kind in kinds]


def test_main_text_headline_and_furniture() -> None:
    report = page(PAGE)
    assert texts(report, BlockKind.HEADLINE) == ["Two killed as convoy hit near Goma"]
    assert texts(report, BlockKind.SUBHEAD) == ["Ceasefire in doubt"]
    assert texts(report, BlockKind.CAPTION) == ["A truck burns near Goma"]
    assert texts(report, BlockKind.BYLINE) == ["By Jane Roe"]
    body = texts(report, BlockKind.BODY)
    assert [b.split()[0] for b in body] == ["Two", "“The", "The", "Rebels"]
    assert body[1].startswith("“The attack was carried out by armed men,” spokesman Jean Doe said.")
    assert "never said this" not in report.text
    assert "color" not in report.text


def test_metadata_say_who_and_when() -> None:
    report = page(PAGE)
    assert (report.outlet and (report.outlet.name, report.outlet.origin)) == ("Example Lakes Times", "metadata")
    assert report.published is not None
    assert (report.published.value, report.published.zone) == ("2026-02-03T08:15:00", "+02:00")
    assert report.address == "https://www.example-lakes.example/news/1"


def test_every_character_is_mapped_back() -> None:
    report = page(PAGE)
    for offset, character in enumerate(report.text):
        source = report.original_offset(offset)
        if source is None:
            assert character == "\n"
            continue
        written = PAGE[source : source + 10]
        assert written[0] == character or (character == " " and written[0].isspace()) or _entity(written) == character


def _entity(written: str) -> str:
    return html.unescape(written[: written.find(";") + 1])


@pytest.mark.parametrize(
    ("head", "value"),
    [
        ('<meta name="date" content="2026-02-03">', "2026-02-03"),
        ('<meta itemprop="datePublished" content="2026-02-03T08:15">', "2026-02-03T08:15"),
        (
            '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "datePublished": "2026-02-03"}]}'
            "</script>",
            "2026-02-03",
        ),
        ('<script type="application/ld+json">{broken</script>', None),
        ('<meta name="generator" content="2026-02-03">', None),
        ("", None),
    ],
)
def test_publication_time_is_taken_from_metadata_only(head: str, value: str | None) -> None:
    body = "<p>The army said that it had left the town on 1 March 2026 after the talks.</p>" * 3
    report = page(f"<html><head>{head}</head><body><article>{body}</article></body></html>")
    assert (report.published.value if report.published else None) == value


@pytest.mark.parametrize(
    ("source", "read"),
    [
        ("<p>The army said it left.", ["The army said it left."]),
        (
            "<html><head><title>Army leaves town</title><p>The army said it left.",
            ["Army leaves town", "The army said it left."],
        ),
        ("<p>The army <b>said <i>it left</b> the town.</p>", ["The army said it left the town."]),
        ("<p>He said &nosuch; &amp it &lt;was&gt; so &#x41;.", ["He said &nosuch; & it <was> so A."]),
        (
            "<div>The army said it left.<br><br>The mayor said no.</div>",
            ["The army said it left.", "The mayor said no."],
        ),
        ("<p hidden>The army lied to us.</p><p>The army said it left.</p>", ["The army said it left."]),
        ("<p>The army said it left.</p><script>if (a < b) { x }", ["The army said it left."]),
    ],
)
def test_bad_markup_is_read(source: str, read: list[str]) -> None:
    report = page(source)
    assert texts(report, BlockKind.HEADLINE, BlockKind.BODY) == read


def test_without_a_main_text_the_elements_decide() -> None:
    report = page(
        "<body><nav><p>The menu says hello.</p></nav><p>The army said it left.</p><footer>We sell cars.</footer>"
    )
    assert texts(report, BlockKind.BODY) == ["The army said it left."]


def test_a_paragraph_that_the_extractor_passes_over_is_kept() -> None:
    long = "The army said on Monday that it had taken the town after three days of fighting in the streets. "
    paragraphs = [long * 2, "“No.”", "He left.", long.replace("town", "port") * 2, "Nobody else spoke of it."]
    report = page("<body><article>" + "".join(f"<p>{p}</p>" for p in paragraphs) + "</article></body>")
    assert "He left." in texts(report, BlockKind.BODY)
    assert "Nobody else spoke of it." in texts(report, BlockKind.BODY)


@pytest.mark.parametrize("source", ["<html></html>", "<script>x</script>", "<!-- nothing -->", "<nav>Home</nav>"])
def test_a_page_without_text_is_empty(source: str) -> None:
    with pytest.raises(ReportError) as caught:
        page(source)
    assert caught.value.reason == "empty"


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<div",
                "<b>",
                "<br>",
                "&amp;",
                "&",
                "<",
                ">",
                "</",
                "<!--",
                "-->",
                "word ",
                "\n",
                "“",
                "<script>",
                "</script>",
                "<li>",
                "<title>",
                "]]>",
                "<![CDATA[",
            ]
        ),
        max_size=25,
    )
)
def test_walking_never_fails_and_maps_exactly(parts: list[str]) -> None:
    source = "".join(parts)
    walked = walk(source)
    assert all(0 <= p.start < p.end <= len(walked.text) for p in walked.pieces)
    for segment in walked.segments:
        for n in range(segment.length):
            mine, theirs = walked.text[segment.start + n], source[segment.source + n]
            assert mine == theirs or (mine == " " and theirs.isspace()) or source[segment.source] == "&"
