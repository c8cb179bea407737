"""Outlets of the world by name and by host: who publishes, who relays, who is an agency (`data/outlets.tsv`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from urllib.parse import urlsplit

from dateline.reference.folding import fold
from dateline.reference.tables import read_table

_AGENCY_KINDS = frozenset({"agency", "state-agency"})
_STATE_KINDS = frozenset({"state-agency", "state-broadcaster"})
_SECOND_LEVEL = frozenset({
    "ac", "co", "com", "edu", "gen", "go", "gob", "gov", "gub", "gv", "mil", "ne", "net",
    "or", "org"
})  # fmt: skip
"""Labels under a two-letter top level that are part of the public suffix ("example.co.uk", "example.com.tr")."""


@dataclass(frozen=True, slots=True)
class KnownOutlet:
    """An outlet of the list. kind: see the head of outlets.tsv. country: ISO 3166-1 alpha-3 of its seat, or "".

    also: countries in which its letters are those of another body too ("AFP": the Philippines' armed forces).
    """

    name: str
    aliases: tuple[str, ...]
    hosts: tuple[str, ...]
    kind: str
    country: str
    also: tuple[str, ...] = ()

    @property
    def is_agency(self) -> bool:
        """Whether it is a news, photo or press-release agency."""
        return self.kind in _AGENCY_KINDS

    @property
    def is_state(self) -> bool:
        """Whether it is a state's agency or a broadcaster that a state pays for."""
        return self.kind in _STATE_KINDS


@lru_cache(maxsize=32768)
def by_name(name: str) -> KnownOutlet | None:
    """The outlet of that name or alias, whatever its case, accents and article, or None.

    Names that are also common words ("Dawn", "Mint") match only as the list writes them.
    """
    name = " ".join(name.split())
    return _cased_names().get(name) or _folded_names().get(_without_article(fold(name)))


def by_host(address: str) -> KnownOutlet | None:
    """The outlet that a URL or host belongs to ("https://news.example.com/a" → the owner of example.com), or None.

    Hosts under which anyone publishes ("example.substack.com") belong to nobody in the list.
    """
    found = _listed(host_of(address))
    return None if found is None or found.kind == "platform" else found


def host_name(address: str) -> str | None:
    """What a site is called for want of a better name: its registrable host ("www.example.co.uk" → "example.co.uk").

    On a platform where anyone publishes it is the whole host. None when there is no host, or only an IP address.
    """
    host = host_of(address)
    if "." not in host or host.replace(".", "").isdigit():
        return None
    found = _listed(host)
    if found is not None and found.kind == "platform":
        return host.removeprefix("www.")
    labels = host.split(".")
    keep = 3 if len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL and len(labels) > 2 else 2
    return ".".join(labels[-keep:])


def is_agency(name: str) -> bool:
    """Whether the name is that of a news, photo or press-release agency in the list."""
    found = by_name(name)
    return found is not None and found.is_agency


def host_of(address: str) -> str:
    """The host of a URL ("https://www.example.com:443/a" → "www.example.com"), or "" when it has none."""
    if "//" not in address:
        address = "//" + address
    try:
        return (urlsplit(address.strip()).hostname or "").rstrip(".").lower()
    except ValueError:  # "http://[" and the like
        return ""


def _listed(host: str) -> KnownOutlet | None:
    labels = host.split(".")
    hosts = _hosts()
    return next((hosts[h] for i in range(len(labels)) if (h := ".".join(labels[i:])) in hosts), None)


def _without_article(folded: str) -> str:
    return folded.removeprefix("the ")


@cache
def _outlets() -> tuple[tuple[KnownOutlet, frozenset[str]], ...]:
    return tuple(
        (
            KnownOutlet(
                row["name"],
                _list(row["aliases"]),
                _list(row["hosts"]),
                row["kind"],
                row["country"],
                _list(row["also"]),
            ),
            frozenset(_list(row["cased"])),
        )
        for row in read_table("outlets.tsv").rows
    )


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part for part in re.split(r"\s*;\s*", cell) if part)


@cache
def _folded_names() -> dict[str, KnownOutlet]:
    names: dict[str, KnownOutlet] = {}
    for outlet, cased in _outlets():
        for name in (outlet.name, *outlet.aliases):
            if name not in cased:
                names.setdefault(_without_article(fold(name)), outlet)
    return names


@cache
def _cased_names() -> dict[str, KnownOutlet]:
    return {name: outlet for outlet, cased in _outlets() for name in sorted(cased)}


@cache
def _hosts() -> dict[str, KnownOutlet]:
    return {host: outlet for outlet, _ in _outlets() for host in outlet.hosts}
