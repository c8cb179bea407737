"""Schema 3: the places of the whole record, its sizes, and its days by type are counted beforehand, in `tally`.

No table changes: every upgrade makes the lines and tallies again from the documents.
"""

from __future__ import annotations

revision = "3"
down_revision = "2"


def upgrade() -> None:
    """Nothing beyond what every upgrade does."""
