"""What changed in the tables, a file a schema version, in the order of their numbers. Run by `record.upgrading`."""
