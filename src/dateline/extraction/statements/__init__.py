"""Statements: words and views that a report credits to someone, with source, cue and content."""

from dateline.extraction.statements.assemble import find_statements

__all__ = ["find_statements"]
