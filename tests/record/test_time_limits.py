"""Questions that take too long are cut off, on every engine; whoever asks next is answered."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from filled import fill
from sqlalchemy import QueuePool, literal, select, text

from dateline.errors import RecordError, TooSlowError
from dateline.record import Record, open_record

_COUNT = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {}) SELECT count(*) FROM n"
ENDLESS, COUNTED = text(_COUNT.format(2_000_000_000)), text(_COUNT.format(400_000))


@pytest.fixture
def record(location: str) -> Iterator[Record]:
    with open_record(location) as opened:
        fill(opened)
        yield opened


def test_a_slow_question_ends_in_time_and_the_next_one_is_answered(record: Record) -> None:
    limited = record.reader(seconds=0.3)
    for _ in range(3):
        start = time.monotonic()
        with pytest.raises(TooSlowError, match=r"needs more than 0\.3 seconds"), limited._reads() as connection:
            connection.execute(ENDLESS)
        assert time.monotonic() - start < 5
        assert limited.events().total == 2
    with record._reads() as connection:  # a connection of the same pool goes on for as long as it likes
        assert connection.execute(select(literal(1))).scalar() == 1


def test_the_limit_does_not_outlive_its_question(record: Record) -> None:
    with pytest.raises(TooSlowError), record.reader(seconds=0.001)._reads() as connection:
        connection.execute(ENDLESS)
    with record._reads() as connection:
        assert connection.execute(COUNTED).scalar() == 400_000


def test_other_errors_stay_what_they_are(record: Record) -> None:
    with pytest.raises(RecordError) as told, record.reader(seconds=5)._reads() as connection:
        connection.execute(text("SELECT no_such_column FROM report"))
    assert not isinstance(told.value, TooSlowError)


def test_whoever_finds_nobody_free_is_told_so(record: Record) -> None:
    pool = record._database.engine.pool
    assert isinstance(pool, QueuePool)
    pool._timeout = 0.1
    with ExitStack() as busy:
        for _ in range(pool.size() + pool._max_overflow):
            busy.enter_context(record._reads())
        with pytest.raises(TooSlowError, match="too much is asked"):
            record.reader(seconds=5).events()
    assert record.reader(seconds=5).events().total == 2
