"""What a page's metadata states: title, site, address, time of publication. Nothing is read off the running text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.intake.page_walk import Walked

_DATES = (
    "article:published_time", "og:article:published_time", "datepublished", "og:published_time",
    "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date",
    "pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "article.published",
    "cxenseparse:recs:publishtime", "date", "rnews:datepublished", "article:published", "published_at",
    "dcterms.created", "originalpublicationdate",
)  # fmt: skip
_TITLES = (
    "og:title", "twitter:title", "parsely-title", "dc.title", "headline",
)  # fmt: skip
_SITES = (
    "og:site_name", "application-name", "al:android:app_name", "dc.publisher", "publisher",
    "twitter:app:name:iphone",
)  # fmt: skip
_ADDRESSES = ("og:url", "parsely-link")
_ARTICLES = frozenset({"newsarticle", "article", "reportagenewsarticle", "analysisnewsarticle", "backgroundnewsarticle",
                       "blogposting", "liveblogposting", "webpage", "opinionnewsarticle", "report"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Facts:
    """As stated; None where nothing is. published: as it stands there, ISO 8601 most of the time."""

    title: str | None
    site: str | None
    address: str | None
    published: str | None


def facts_of(walked: Walked, address: str | None) -> Facts:
    """Meta elements, then JSON-LD, then a `time` element inside the article that is marked as publication."""
    linked = list(_articles(walked.scripts))
    return Facts(
        title=_meta(walked, _TITLES) or _linked(linked, "headline") or _linked(linked, "name"),
        site=_meta(walked, _SITES) or _publisher(linked),
        address=address or _http(_meta(walked, _ADDRESSES)) or _http(walked.links.get("canonical")),
        published=_meta(walked, _DATES) or _linked(linked, "datePublished") or _time(walked),
    )


def _meta(walked: Walked, names: tuple[str, ...]) -> str | None:
    stated: dict[str, str] = {}
    for name, content in walked.metas:
        stated.setdefault(name, " ".join(content.split()))
    return next((stated[n] for n in names if stated.get(n)), None)


def _http(address: str | None) -> str | None:
    return address if address and address.startswith(("http://", "https://")) else None


def _time(walked: Walked) -> str | None:
    """The `time` element that is marked as publication, or the only one of the article."""
    marked = [when for when, around in walked.times if around & {"datepublished", "pubdate"}]
    inside = [when for when, around in walked.times if "article" in around]
    if marked:
        return marked[0]
    return inside[0] if len(set(inside)) == 1 else None


def _articles(scripts: list[str]) -> Iterator[dict[str, object]]:
    """The objects of type Article (or a kind of it) in the page's JSON-LD, the more specific type first."""
    found: list[dict[str, object]] = []
    for script in scripts:
        try:
            found += _objects(json.loads(script, strict=False), 0)
        except (ValueError, RecursionError):  # pages carry broken JSON-LD; what it says is then unknown
            continue
    articles = [o for o in found if _types(o) & _ARTICLES]
    yield from sorted(articles, key=lambda o: _types(o) == {"webpage"})


def _objects(value: object, depth: int) -> list[dict[str, object]]:
    if depth > 6:
        return []
    if isinstance(value, list):
        return [o for item in value for o in _objects(item, depth + 1)]
    if not isinstance(value, dict):
        return []
    return [value, *_objects(value.get("@graph"), depth + 1), *_objects(value.get("mainEntity"), depth + 1)]


def _types(item: dict[str, object]) -> set[str]:
    stated = item.get("@type")
    names = stated if isinstance(stated, list) else [stated]
    return {n.lower() for n in names if isinstance(n, str)}


def _linked(articles: list[dict[str, object]], key: str) -> str | None:
    return next((v.strip() for a in articles if isinstance(v := a.get(key), str) and v.strip()), None)


def _publisher(articles: list[dict[str, object]]) -> str | None:
    for article in articles:
        publisher = article.get("publisher")
        if isinstance(publisher, list) and publisher:
            publisher = publisher[0]
        name = publisher.get("name") if isinstance(publisher, dict) else publisher
        if isinstance(name, str) and name.strip():
            return name.strip()
    return None
