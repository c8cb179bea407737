"""Dateline: news reports in; a sourced record of events and statements out."""

__version__ = "0.1.0"
