"""The figures as a reader meets them: drawn in a browser under the content policy of the pages."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import made_up
import pytest
from axe_playwright_python.sync_playwright import Axe
from figure_pages import ADDRESSES, HOSTILE, PLACES, Server, event, war

from dateline.model import Claim, Dispute, Moment, Place, PlacePrecision, Reconciliation, Time, TimePrecision, Toll
from dateline.pages.web import timelines
from dateline.pages.web.figures import (
    Look,
    event_figure,
    overview_figure,
    place_figure,
    scripts,
    sources_figure,
)
from dateline.pages.web.looks import DARK, LIGHT
from dateline.record import EventFilter, Reader, open_record
from dateline.record.lines import Source

EVENTS, MANY = 150, 2_300
WIDE, PHONE = {"width": 1040, "height": 900}, {"width": 360, "height": 740}
SOURCES = (
    Source("Plain Wire", 40, (("Northwire", 12), ("Telegram", 3))),
    Source(HOSTILE, 9, ((HOSTILE, 4), ("Northwire", 1))),
    Source(None, 3, (("Northwire", 2),)),
    Source("Harbour Times", 2, ()),
)
MARKS = """(name) => {
  const walk = (view) => view.frame ? [view] : (view.child_views ?? []).flatMap(walk);
  const found = [];
  for (const root of Bokeh.index.roots) for (const view of walk(root)) {
    const at = view.el.getBoundingClientRect();
    for (const renderer of view.model.renderers) {
      const {x, y} = renderer.glyph;
      const source = renderer.data_source;
      if (!x?.field || !source.get_column(name)) continue;
      const xs = source.get_array(x.field), ys = source.get_array(y.field);
      source.get_array(name).forEach((address, n) => found.push({
        address, x: at.left + view.frame.x_scale.compute(xs[n]), y: at.top + view.frame.y_scale.compute(ys[n]),
        what: source.get_array("what")[n],
      }));
    }
  }
  return found;
}"""


def toll(kind: str, least: int | None, most: int | None) -> Toll:
    return Toll(kind, least, most, "lowest to highest", ())


ACCOUNT = (
    Moment("2031-05-03", 2, 1, (toll("killed", 5, 5),), None, None, (), ("killed",)),
    Moment("2031-05-04", 4, 2, (toll("killed", 5, 12), toll("injured", 20, 40)), None, None, (), ("killed", "injured")),
    Moment("2031-05-09", 9, 3, (toll("killed", 30, None), toll("injured", 20, 40)), None, None, (), ("killed",)),
)


def claims(*places: Place | None) -> list[Claim]:
    told = made_up.view().readings[0].claims[0]
    return [replace(told, id=f"c{n}", report=f"r-{n}", place=place) for n, place in enumerate(places)]


def named(report: str) -> str:
    return f"{HOSTILE} {report}, 2031-05-03"


def reader_of(folder: Path, made: Reconciliation) -> Reader:
    folder.mkdir(exist_ok=True)
    record = open_record(folder / "war.db")
    record.replace_reconciliation(made, record.snapshot().changes)
    return record.reader()


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    return reader_of(tmp_path_factory.mktemp("war"), war(EVENTS))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    place = replace(PLACES[0], name=HOSTILE)
    made = tuple(event(n, place=place, summary=f"{HOSTILE} {n}") for n in range(3))
    lone = event(9, place=replace(PLACES[5], name=HOSTILE), summary=HOSTILE)
    return reader_of(tmp_path_factory.mktemp("hostile"), Reconciliation(events=(*made, lone)))


@pytest.fixture(scope="module")
def base(reader: Reader, hostile: Reader, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    many = reader_of(tmp_path_factory.mktemp("many"), war(MANY))
    figures: dict[str, Callable[[Look], str]] = {
        "overview": lambda look: overview_figure(reader, EventFilter(), ADDRESSES, look),
        "many": lambda look: overview_figure(many, EventFilter(), ADDRESSES, look),
        "hostile": lambda look: overview_figure(hostile, EventFilter(), ADDRESSES, look),
        "place": lambda look: place_figure(reader, EventFilter(place="geonames:1"), 34.34, 62.2, ADDRESSES, look),
        "event": lambda look: event_figure(event(4, account=ACCOUNT), claims(*PLACES[:4]), named, look),
        "sources": lambda look: sources_figure(SOURCES, ADDRESSES, look),
        "nothing": lambda look: overview_figure(reader, EventFilter(text="nowhere"), ADDRESSES, look),
    }
    with Server(figures).running() as address:
        yield address


NAMES = ("overview", "many", "hostile", "place", "event", "sources")


@pytest.fixture
def show(browser: Any, base: str) -> Iterator[Callable[..., tuple[Any, list[str]]]]:
    """`show(name, …)`: the page once its figure is drawn, and what went wrong or was asked for from elsewhere."""
    contexts = []

    def run(name: str, state: str = "drawn", **options: Any) -> tuple[Any, list[str]]:
        context = browser.new_context(**{"viewport": WIDE, **options})
        contexts.append(context)
        page = context.new_page()
        trouble: list[str] = []
        page.on("console", lambda message: trouble.append(message.text) if message.type != "log" else None)
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("dialog", lambda dialog: (trouble.append("dialog " + dialog.message), dialog.dismiss()))
        page.on("request", lambda r: trouble.append(r.url) if not r.url.startswith((base, "data:")) else None)
        page.goto(f"{base}/page/{name}")
        page.wait_for_selector(f".figure[data-state={state}]")
        page.wait_for_timeout(300)  # the last of Bokeh's own painting
        return page, trouble

    yield run
    for context in contexts:
        context.close()


def plots(page: Any) -> Any:
    return page.locator(".drawing .bk-Figure")


def inked(page: Any) -> list[int]:
    """Of each canvas with anything on it, how many pixels."""
    found = page.evaluate(
        """() => {
          const inside = (node) => [...node.querySelectorAll("*")].flatMap(
            (one) => [one, ...(one.shadowRoot ? inside(one.shadowRoot) : [])]);
          const canvases = inside(document.querySelector(".drawing")).filter((one) => one.tagName === "CANVAS");
          const inked = (one) => one.getContext("2d").getImageData(0, 0, one.width, one.height).data;
          return canvases.map((one) => inked(one).filter((value, n) => n % 4 == 3 && value).length);
        }"""
    )
    return [number for number in found if number]


# -- in the browser ---------------------------------------------------------------------------------------------------


@pytest.mark.browser
@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", NAMES)
def test_is_drawn_under_the_policy_and_fits(
    show: Callable[..., Any], name: str, scheme: str, viewport: dict[str, int]
) -> None:
    page, trouble = show(name, viewport=viewport, color_scheme=scheme)
    assert trouble == []
    assert len(inked(page)) >= plots(page).count() >= 1
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    drawing = page.locator(".drawing").bounding_box()
    assert drawing["width"] > viewport["width"] - 80
    assert drawing["height"] > 90


@pytest.mark.browser
@pytest.mark.parametrize("name", NAMES)
def test_no_serious_accessibility_finding(show: Callable[..., Any], name: str) -> None:
    page, _ = show(name)
    found = Axe().run(page).response["violations"]
    assert [(f["id"], f["nodes"][0]["html"]) for f in found if f["impact"] in ("serious", "critical")] == []


@pytest.mark.browser
def test_says_in_words_what_is_drawn_and_keeps_the_list(show: Callable[..., Any]) -> None:
    page, _ = show("overview")
    label = page.locator(".drawing").get_attribute("aria-label")
    assert label.startswith(
        "150 events, 17 disputed. A map with 137 of them at 8 places. A timeline by type, from 2031-"
    )
    assert "Borders" in page.locator(".figure-notes").inner_text()
    page.locator(".figure-list summary").press("Enter")
    assert page.locator(".figure-list a").is_visible()


@pytest.mark.browser
def test_without_anything_to_draw_the_list_stays_as_it_was(show: Callable[..., Any]) -> None:
    page, trouble = show("nothing", "empty")
    assert trouble == []
    assert page.locator(".figure > ul a").is_visible()
    assert page.locator(".drawing").count() == 0


@pytest.mark.browser
def test_a_figure_that_fails_leaves_its_list(browser: Any, base: str) -> None:
    page = browser.new_page()
    page.route("**/bokeh.min.js", lambda route: route.abort())
    page.goto(f"{base}/page/overview")
    page.wait_for_selector(".figure[data-state=empty]")
    assert page.locator(".figure a").is_visible()
    page.close()


@pytest.mark.browser
def test_what_is_chosen_on_one_is_chosen_on_the_other(show: Callable[..., Any]) -> None:
    page, _ = show("overview")
    world, time = plots(page).nth(0), plots(page).nth(1)
    before = world.screenshot()
    box = time.bounding_box()
    page.mouse.move(box["x"] + 130, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + 330, box["y"] + 150, steps=5)
    page.mouse.up()
    page.wait_for_timeout(300)
    chosen = page.evaluate(
        "() => Bokeh.documents[0].roots()[0].children.map((plot) => plot.renderers.map((r) => r.data_source)"
        ".find((source) => source.get_column('event')).selected.indices.length)"
    )
    assert chosen[0] == chosen[1] > 10
    assert world.screenshot() != before  # the chosen are ringed there
    page.locator("[title='Back to the start']").first.click()
    before = time.screenshot()
    page.locator("[title='Choose events']").first.click()
    box = world.bounding_box()
    page.mouse.move(box["x"] + 330, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + 460, box["y"] + 140, steps=5)
    page.mouse.up()
    page.wait_for_timeout(300)
    assert time.screenshot() != before  # the others are faint there


def tap(page: Any, mark: dict[str, Any]) -> str:
    page.mouse.click(mark["x"], mark["y"])
    page.wait_for_url(lambda url: "/page/" not in url, timeout=5_000)
    return str(page.evaluate("location.pathname + location.search"))


@pytest.mark.browser
@pytest.mark.parametrize(
    ("name", "column", "begins"),
    [
        ("overview", "address", "/events?place=geonames%3A"),
        ("overview", "event", "/events/ev-"),
        ("many", "address", "/events?"),
        ("hostile", "address", "/events/ev-00009"),
    ],
)
def test_a_tap_leads_to_the_event_or_to_the_list(show: Callable[..., Any], name: str, column: str, begins: str) -> None:
    page, _ = show(name)
    marks = [m for m in page.evaluate(MARKS, column) if m["address"].startswith(begins) and m["y"] == m["y"]]
    mark = max(marks, key=lambda m: (m["x"], m["y"])) if column == "address" else marks[-1]
    if column == "event":
        mark = max((m for m in page.evaluate(MARKS, column) if m["x"] == m["x"]), key=lambda m: m["y"])
    assert tap(page, mark) == mark["address"]


@pytest.mark.browser
def test_a_tap_on_a_line_leads_to_the_outlet(show: Callable[..., Any]) -> None:
    page, _ = show("sources")
    box = plots(page).bounding_box()
    page.mouse.click(box["x"] + 0.31 * box["width"], box["y"] + 30 + (box["height"] - 34) / 6)
    page.wait_for_url("**/reports?outlet=Plain+Wire")


@pytest.mark.browser
@pytest.mark.parametrize(("name", "column"), [("hostile", "address"), ("hostile", "event")])
def test_hostile_names_are_inert_where_the_pointer_shows_them(show: Callable[..., Any], name: str, column: str) -> None:
    page, trouble = show(name)
    mark = next(m for m in page.evaluate(MARKS, column) if m["x"] == m["x"] and m["y"] == m["y"])
    page.mouse.move(mark["x"], mark["y"])
    tooltip = page.locator(".bk-tooltip-content").first
    tooltip.wait_for()
    assert "<img src=x onerror=alert(1)>" in tooltip.inner_text()
    assert page.locator(".drawing img, .bk-Tooltip img").count() == 0
    assert trouble == []


@pytest.mark.browser
def test_the_wheel_scrolls_the_page_until_enlarging_is_switched_on(show: Callable[..., Any]) -> None:
    page, _ = show("overview", viewport={"width": 1040, "height": 500})
    start = "() => Bokeh.documents[0].roots()[0].children[0].x_range.end - " + (
        "Bokeh.documents[0].roots()[0].children[0].x_range.start"
    )
    width = page.evaluate(start)
    box = plots(page).nth(0).bounding_box()
    page.mouse.move(box["x"] + 300, box["y"] + 200)
    page.mouse.wheel(0, -100)
    page.mouse.wheel(0, 100)
    page.wait_for_timeout(300)
    assert page.evaluate("scrollY") > 0
    assert page.evaluate(start) == width
    page.evaluate("scrollTo(0, 0)")
    page.locator("[title^='Enlarge with the wheel']").first.click()
    page.mouse.move(box["x"] + 300, box["y"] + 200)
    page.mouse.wheel(0, -100)
    page.wait_for_timeout(300)
    assert page.evaluate("scrollY") == 0
    assert page.evaluate(start) < width


@pytest.mark.browser
def test_colours_follow_the_reader_while_the_page_is_open(show: Callable[..., Any]) -> None:
    page, trouble = show("overview", color_scheme="light")
    sea = "() => Bokeh.documents.at(-1).roots()[0].children[0].background_fill_color"
    assert page.evaluate(sea) == LIGHT.sea
    page.emulate_media(color_scheme="dark")
    for _ in range(50):
        page.wait_for_timeout(100)
        if page.evaluate(sea) == DARK.sea:
            break
    assert page.evaluate(sea) == DARK.sea
    assert plots(page).count() == 2
    assert trouble == []


@pytest.mark.browser
def test_all_of_a_figure_is_on_paper(show: Callable[..., Any]) -> None:
    page, trouble = show("overview")
    page.pdf(format="A5")
    copies = page.locator(".paper canvas")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 500, "height": 700})
    assert copies.count() == 1
    assert copies.first.bounding_box()["width"] <= 500
    assert copies.first.evaluate("(one) => one.width") > 900  # the whole width, shrunk and not cut
    assert not page.locator(".drawing").is_visible()
    assert trouble == []


# -- as data ----------------------------------------------------------------------------------------------------------


def sources_of(text: str) -> list[dict[str, list[Any]]]:
    """The columns of every source that has words for the pointer; numbers that came packed are left out."""
    found: list[dict[str, list[Any]]] = []

    def walk(part: Any) -> None:
        if isinstance(part, dict):
            if part.get("name") == "ColumnDataSource":
                columns = dict(part["attributes"]["data"]["entries"])
                if "what" in columns:
                    found.append(columns)
            for value in part.values():
                walk(value)
        elif isinstance(part, list):
            for value in part:
                walk(value)

    walk(json.loads(text)["doc"])
    return found


def spots_of(text: str) -> dict[str, dict[str, Any]]:
    """The marks of a map by what is said of them."""
    (columns,) = (c for c in sources_of(text) if "dash" in c)
    rows = zip(*columns.values(), strict=True)
    return {row["what"]: row for row in (dict(zip(columns, row, strict=True)) for row in rows)}


def test_the_same_events_give_the_same_text(reader: Reader) -> None:
    with ThreadPoolExecutor(4) as pool:
        made = [pool.submit(overview_figure, reader, EventFilter(), ADDRESSES, Look()) for _ in range(8)]
    texts = {one.result() for one in made}
    assert len(texts) == 1
    assert overview_figure(reader, EventFilter(), ADDRESSES, Look(dark=True)) not in texts


def test_an_area_is_a_dashed_ring_and_a_country_is_not_on_the_map(reader: Reader) -> None:
    spots = spots_of(overview_figure(reader, EventFilter(), ADDRESSES, Look()))
    rings = {what.split(":")[0] for what, spot in spots.items() if spot["dash"]}
    assert rings == {"Badghis", "Farah"}
    assert not any(what.startswith("Afghanistan") for what in spots)
    least = min(spot["size"] for spot in spots.values() if spot["dash"])
    assert least > max(spot["size"] for spot in spots.values() if not spot["dash"])
    assert all(spot["inside"] < 0.2 for spot in spots.values() if spot["dash"])


def test_what_is_disputed_has_a_shape_of_its_own(tmp_path: Path) -> None:
    quiet = event(1, place=PLACES[0], disputes=(), summary="Quiet")
    loud = event(2, place=PLACES[5], disputes=(Dispute("killed", (), "two tolls"),), summary="Loud")
    text = overview_figure(reader_of(tmp_path, Reconciliation(events=(quiet, loud))), EventFilter(), ADDRESSES, Look())
    spots = spots_of(text)
    assert (spots["Quiet"]["marker"], spots["Loud"]["marker"]) == ("circle", "square")
    assert "disputed: killed" in spots["Loud"]["told"]
    (events,) = (c for c in sources_of(text) if "event" in c)
    assert dict(zip(events["what"], events["marker"], strict=True)) == {"Quiet": "circle", "Loud": "square"}


def test_events_of_one_place_are_one_mark_with_their_number(reader: Reader) -> None:
    spots = spots_of(overview_figure(reader, EventFilter(), ADDRESSES, Look()))
    herat = next(what for what in spots if what.startswith("Herat: "))
    listed = reader.events(EventFilter(place="geonames:1"), limit=500)
    disputed = sum(bool(line.disputed) for line in listed)
    assert herat == f"Herat: {len(listed)} events, {disputed} disputed"
    assert spots[herat]["address"] == "/events?place=geonames%3A1"
    nowhere_named = next(spot for what, spot in spots.items() if what.startswith("Zaranj: "))
    assert nowhere_named["address"].startswith("/events?bbox=")


def test_many_are_counted_and_none_is_lost(tmp_path: Path) -> None:
    reader = reader_of(tmp_path, war(MANY))
    text = overview_figure(reader, EventFilter(), ADDRESSES, Look())
    spots = spots_of(text)
    on_map = sum(int(what.split(": ")[1].split(" ")[0].replace(",", "")) for what in spots)
    assert on_map == sum(place.events for place in reader.map_places())
    (bars,) = (c for c in sources_of(text) if "left" in c)
    assert sum(int(told.split(" ")[0].replace(",", "")) for told in bars["told"]) == sum(
        tally.events for tally in reader.timeline() if tally.period
    )
    assert all("types=" in address and "since=2031-05-" in address for address in bars["address"])
    assert json.loads(text)["label"].startswith("2,300 events, 256 disputed.")


def test_marks_of_several_places_lie_apart(tmp_path: Path) -> None:
    towns = [
        Place(f"Town {n}", PlacePrecision.EXACT, f"geonames:{n + 100}", 25 + n % 17 * 0.9, 30 + n % 41 * 1.1, "AFG")
        for n in range(400)
    ]
    made = tuple(event(n, place=towns[n % 400], disputes=()) for n in range(2_100))
    for look in (Look(), Look(narrow=True)):
        reader = reader_of(tmp_path / ("phone" if look.narrow else "wide"), Reconciliation(events=made))
        spots = list(spots_of(overview_figure(reader, EventFilter(), ADDRESSES, look)).values())
        several = [spot for spot in spots if " places: " in spot["what"]]
        assert len(several) > 5
        for one in several:
            for other in several:
                apart = math.dist((one["x"], one["y"]), (other["x"], other["y"]))
                assert one is other or apart >= (one["size"] + other["size"]) / 2


def test_a_time_no_finer_than_a_month_is_said_not_drawn(tmp_path: Path) -> None:
    month = event(1, time=Time("2031-05", "2031-05", TimePrecision.MONTH))
    day = event(2, time=Time("2031-05-04", "2031-05-04", TimePrecision.DAY))
    text = overview_figure(reader_of(tmp_path, Reconciliation(events=(month, day))), EventFilter(), ADDRESSES, Look())
    assert "Not drawn: 1 event without a day." in json.loads(text)["notes"]


def test_a_place_without_events_around_it_or_coordinates(reader: Reader) -> None:
    asked = EventFilter(place="geonames:7")
    assert "A map" not in json.loads(place_figure(reader, asked, None, None, ADDRESSES, Look()))["label"]
    around = spots_of(place_figure(reader, EventFilter(place="geonames:1"), 34.34, 62.2, ADDRESSES, Look()))
    faint = {what.split(":")[0] for what, spot in around.items() if spot["inside"] in (0.35, 0.14)}
    assert "Herat" not in faint
    assert "Mashhad" in faint


def test_an_event_shows_which_claim_puts_it_where() -> None:
    vague = Place("Herat Province", PlacePrecision.PROVINCE, None, 34.3, 62.2, "AFG")
    happening = event(1, place=PLACES[0], account=(), disputes=())
    text = event_figure(happening, claims(PLACES[0], PLACES[0], vague, PLACES[6], None), str.upper, Look())
    spots = spots_of(text)
    assert spots["Herat (exact): 2 claims"]["told"] == "R-0, R-1"
    assert spots["Herat Province (province): 1 claim"]["dash"]
    assert spots["Herat Province (province): 1 claim"]["inside"] < spots["Herat (exact): 2 claims"]["inside"]
    assert any("2 claims without a place that can be put on a map" in note for note in json.loads(text)["notes"])


def test_an_account_tells_each_move_of_a_toll() -> None:
    text = event_figure(event(1, account=ACCOUNT), claims(PLACES[0]), str.upper, Look())
    assert (
        "killed 5 by 2031-05-03, 5–12 by 2031-05-04, at least 30 by 2031-05-09; injured 20–40 by 2031-05-04."
        in json.loads(text)["label"]
    )
    bands = [c for c in sources_of(text) if "hatch" in c]
    assert [len(c["what"]) for c in bands] == [3, 2]
    assert bands[0]["hatch"] == [" ", " ", "dot"]  # an open top looks different
    assert "Dotted: open upwards." in json.loads(text)["notes"][-1]
    nowhere = event(1, place=PLACES[6], account=ACCOUNT[:1])
    assert event_figure(nowhere, claims(PLACES[6]), str.upper, Look()) == ""


def test_sources_are_told_with_numbers() -> None:
    made = json.loads(sources_figure(SOURCES, ADDRESSES, Look()))
    assert made["label"].startswith("3 outlets and the 3 media they relay. Most: Plain Wire relays Northwire in 12 ")
    assert made["notes"][-1] == "Not drawn: 1 outlet naming nobody."
    assert sources_figure(SOURCES[3:], ADDRESSES, Look()) == ""


def test_marks_of_a_day_stand_side_by_side_and_never_on_each_other() -> None:
    things = [timelines.Lasting("ASSAULT", 100 + n % 5, 100 + n % 5 + (n % 7 == 0) * 2) for n in range(60)]
    for look in (Look(), Look(narrow=True)):
        first, last = timelines.main_days([thing.first for thing in things])
        layout = timelines.lay_out(things, first, last, look)
        spots = [(round(at), y) for at, _, y in layout.places]
        assert len(set(spots)) == len(things)
        for thing, (at, _, _) in zip(things, layout.places, strict=True):
            day = at / timelines.DAY + 719_163
            assert thing.first <= day < thing.first + 1  # never moved out of its day


def test_a_day_far_off_does_not_press_the_others_together() -> None:
    days = [1_000 + n % 30 for n in range(300)]
    assert timelines.main_days([*days, 5, 99_999]) == (1_000, 1_029)
    assert timelines.main_days([10, 400]) == (10, 400)  # of two, neither is far off


def test_every_script_stands_in_the_package() -> None:
    for name, path, kind in scripts():
        assert path.is_file()
        assert path.name == name
        assert kind == "text/javascript"
