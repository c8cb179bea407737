"""When two addresses are one: http or https, a host in capitals and a last slash make no difference."""

from __future__ import annotations


def plain_address(address: str) -> str | None:
    """The address as it is compared; None for one that names no page ("https://wire.example/": its text changes daily).

    What follows the path (a query, a fragment) tells pages apart, and stays.
    """
    bare = address.strip().removeprefix("https://").removeprefix("http://").rstrip("/")
    host, slash, page = bare.partition("/")
    return f"{host.lower()}/{page}" if slash and page else None
