"""Many reports into a record: the stations in this process, or in several. Scale is a way of calling them.

`reading.read_into` writes to a record, `memory.read_in_memory` makes one that is not kept. Nothing is imported here:
a reading process must be able to set itself up before it loads the stations.
"""
