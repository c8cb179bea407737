"""dateline serve: the record as pages in a browser."""

from __future__ import annotations

import ipaddress
import socket
import sys

import click

from dateline.cli.options import record_option
from dateline.cli.terminal import clean
from dateline.errors import InputError


@click.command("serve")
@record_option
@click.option("--host", metavar="ADDRESS", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option(
    "--port", metavar="N", type=click.IntRange(0, 65535), default=8031, show_default=True, help="0: any free."
)
@click.option(
    "--read-only/--decisions",
    "read_only",
    default=None,
    help="Whether the pages only show or take decisions too.  [default: decisions, on this machine alone]",
)
@click.option("--by", "author", metavar="NAME", help="Who decides, where a form names nobody.  [default: your login]")
@click.option(
    "--allow-host", "hosts", metavar="NAME", multiple=True, help="A name that the server may be asked for by."
)
def command(
    record: str, host: str, port: int, read_only: bool | None, author: str | None, hosts: tuple[str, ...]
) -> None:
    """Show the record as pages in a browser: map, timeline, every value with its words; decide there.

    Listens on this machine alone unless --host says otherwise; there is no log-in, so let in only whom you trust.
    """
    try:
        import uvicorn

        from dateline.pages.web.app import make_app
    except ImportError as error:
        raise InputError(f"pages need more packages ({error.name}): pip install 'dateline[serve]'") from error
    from dateline.cli.decide import you

    if read_only is None:
        read_only = not _is_loopback(host)
    author = (author if author is not None else ("" if read_only else you())).strip()
    app, site = make_app(record, may_decide=not read_only, author=author, hosts=(host, *hosts))
    sock = _listen(host, port)
    try:
        shown = f"[{host}]" if ":" in host else host
        click.echo(f"dateline: {clean(site.record.name)} at http://{shown}:{sock.getsockname()[1]}/", err=True)
        if not site.may_decide:
            click.echo("dateline: shown only; it takes no decisions", err=True)
        click.echo("dateline: Ctrl-C ends it", err=True)
        config = uvicorn.Config(
            app, log_level="warning", access_log=False, server_header=False, date_header=False, timeout_keep_alive=30
        )
        uvicorn.Server(config).run(sockets=[sock])
    except KeyboardInterrupt:
        sys.exit(0)
    finally:
        site.close()


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    sock = socket.socket(family, socket.SOCK_STREAM)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind((host, port))
        sock.listen()  # whoever reads the address may ask at once, and waits
    except OSError as error:
        sock.close()
        raise InputError(f"cannot listen at {host}:{port}: {error.strerror or error}; give another --port") from error
    return sock
