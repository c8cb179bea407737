"""A record of an earlier schema brought to this one: Alembic orders and runs the files in `migrations/`.

Which of them a record has had is told by its own table `schema_version`, a row each time, and nowhere else.
"""

from __future__ import annotations

import logging
from pathlib import Path

from sqlalchemy import Connection

from dateline.record import line_rows, queries, reconciled, schema
from dateline.record.database import Database

_log = logging.getLogger(__name__)
_FOLDER = Path(__file__).parent / "migrations"


def upgrade(database: Database, connection: Connection, version: int, now: str) -> None:
    """Bring the tables from a schema version to this one, inside the caller's transaction; a copy is kept first."""
    target = schema.SCHEMA_VERSION
    copy = database.keep_copy(target)
    kept = f"; as it was it is kept in {copy}" if copy else ""
    _log.warning("record %s is brought from schema %d to %d%s", database.name, version, target, kept)
    migrate(connection, str(version))
    line_rows.rebuild(connection, reconciled.load(connection))
    for number in range(version + 1, target + 1):
        queries.insert_rows(connection, schema.schema_version, {"version": number, "applied": now})


def migrate(connection: Connection, version: str, target: str = "head") -> None:
    """Run the files after a version ("base" for an empty database) up to another."""
    from alembic.migration import MigrationContext  # takes a while to import, and few records need it
    from alembic.operations import Operations
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory(str(_FOLDER), version_locations=[str(_FOLDER)])
    with Operations.context(MigrationContext.configure(connection)):
        for script in reversed(list(scripts.iterate_revisions(target, version))):
            script.module.upgrade()
