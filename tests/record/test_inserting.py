"""Many rows at once, on every engine."""

from __future__ import annotations

from filled import sql

from dateline.record import EntityFilter, open_record
from dateline.record.inserting import insert_many
from dateline.record.schema import canonical_entity, entity_line

MANY = 500  # more than one statement takes


def test_many_rows_are_there_and_found_by_their_words_in_whatever_order_they_come(location: str) -> None:
    entities = [
        {"id": f"n-{n}", "position": n, "kind": "person", "name": f"Omid's {n}", "document": "{}"} for n in range(MANY)
    ]
    lines = [
        {
            "number": n,
            "entity": f"n-{n}",
            "kind": "person",
            "name": f"Omid's {n}",
            "reports": 1,
            "words": f"omid w{n} _",
        }
        for n in reversed(range(MANY))
    ]
    with open_record(location) as record:
        with record._database.writing() as connection:
            insert_many(connection, canonical_entity, entities)
            insert_many(connection, entity_line, lines)
            insert_many(connection, entity_line, [])
        reader = record.reader()
        assert reader.entities(EntityFilter(text="omid")).total == MANY
        for n in (0, 7, MANY - 1):
            assert [line.id for line in reader.entities(EntityFilter(text=f"w{n}")).items] == [f"n-{n}"]
    assert sql(location, "SELECT count(*), max(name) FROM canonical_entity") == [(MANY, "Omid's 99")]
