"""What we know about the world, as data that people can review: code lists, gazetteer, outlets, cue words.

Every list carries a version. `tables.read_table` reads the tab-separated ones; `versions()` names them all for a run.
"""
