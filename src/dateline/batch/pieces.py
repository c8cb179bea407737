"""A piece of work between processes: packed, done, packed again. Light, since every process of a pool imports it."""

from __future__ import annotations

import copyreg
import io
import pickle
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import fields, is_dataclass
from multiprocessing.connection import Connection
from operator import attrgetter
from typing import Any

from dateline.batch.collector import collect_seldom
from dateline.batch.interrupts import leave_on_interrupt

_Reducer = Callable[[Any], Any]


def serve(pipe: Connection) -> None:
    """What a process of a pool does: piece after piece, until the other end is closed.

    What was made of a piece goes back as it is; of one that raised, nothing and then what was raised.
    """
    leave_on_interrupt()
    collect_seldom()
    with suppress(EOFError, OSError):
        while True:
            sent = pipe.recv_bytes()
            try:
                made = do(sent)
            except Exception as error:  # noqa: BLE001  (whatever it is, it is raised where the piece came from)
                pipe.send_bytes(b"")
                pipe.send_bytes(_raised(error))
            else:
                pipe.send_bytes(made)


def do(sent: bytes) -> bytes:
    """The work and its piece unpacked; what was made of it, packed."""
    work, piece = unpacked(sent)
    return packed(work(piece))


def _raised(error: Exception) -> bytes:
    """With the place where it was raised, which is not sent along."""
    place = "".join(traceback.format_exception(error))
    try:
        error.add_note(f"in another process:\n{place}")
        sent = pickle.dumps(error)
        pickle.loads(sent)  # some can be packed and not unpacked
    except Exception:  # noqa: BLE001  (any class may fail in its own way to be packed)
        sent = pickle.dumps(RuntimeError(place))
    return sent


def packed(value: object) -> bytes:
    stream = io.BytesIO()
    pickler = pickle.Pickler(stream, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = _reducers
    pickler.dump(value)
    return stream.getvalue()


def unpacked(sent: bytes) -> Any:
    return pickle.loads(sent)


class _Reducers(dict[type, _Reducer]):
    """How objects are taken apart: dataclasses by their fields, in a third of the time that Python takes by itself."""

    def __missing__(self, kind: type) -> _Reducer:
        if not is_dataclass(kind) or not all(field.init and not field.kw_only for field in fields(kind)):
            raise KeyError(kind)
        names = [field.name for field in fields(kind)]
        values = attrgetter(*names)
        self[kind] = (lambda o: (kind, values(o))) if len(names) > 1 else (lambda o: (kind, (values(o),)))
        return self[kind]


_reducers = _Reducers(copyreg.dispatch_table)
