"""Many reports into a record: the stations in this process, or in several. Scale is a way of calling them."""

from dateline.batch.memory import read_in_memory
from dateline.batch.reading import read_into

__all__ = ["read_in_memory", "read_into"]
