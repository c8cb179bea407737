"""Schema 3: the places of the whole record, its sizes, and its days by type are counted beforehand, in `tally`.

No table changes: every upgrade makes the lines and tallies again from the documents. New is a counter of
reconciliations.
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import Integer, column, table

from dateline.record.types import text

revision = "3"
down_revision = "2"


def upgrade() -> None:
    counter = table("counter", column("name", text(20)), column("number", Integer))
    op.bulk_insert(counter, [{"name": "made", "number": 0}])
