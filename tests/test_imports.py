"""Imports go one way, and each outside library comes in by one door (docs of the layout: CONTRIBUTING.md)."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "dateline"
STATIONS = ("intake", "language", "extraction", "resolution", "reconciliation")
BELOW_STATIONS = ("reference", "model", "errors")
MAY_IMPORT: dict[str, tuple[str, ...]] = {
    "errors": (),
    "model": ("errors",),
    "reference": ("model", "errors"),
    **dict.fromkeys(STATIONS, BELOW_STATIONS),
    "record": BELOW_STATIONS,
    "pipeline": (*STATIONS, *BELOW_STATIONS),
    "viewing": ("pipeline", "record", *BELOW_STATIONS),
    "deciding": ("pipeline", "record", *BELOW_STATIONS),
    **dict.fromkeys(("exports", "batch"), ("deciding", "viewing", "pipeline", "record", *STATIONS, *BELOW_STATIONS)),
    "pages": ("exports", "deciding", "viewing", "pipeline", "record", *STATIONS, *BELOW_STATIONS),
    "cli": ("exports", "pages", "batch", "deciding", "viewing", "pipeline", "record", *STATIONS, *BELOW_STATIONS),
    "__main__": ("cli",),
    "__init__": ("exports", "pages", "batch", "deciding", "viewing", "pipeline", "record", *STATIONS, *BELOW_STATIONS),
}
DOORS: dict[str, tuple[str, ...]] = {
    "spacy": ("language",),
    "thinc": ("language",),
    "sqlalchemy": ("record",),
    "sqlite3": ("record", "reference", "language"),  # a gazetteer opens in reference, the cache of passages in language
    "trafilatura": ("intake",),
    "jinja2": ("pages",),
    "fastapi": ("pages",),
    "starlette": ("pages",),
    "uvicorn": ("cli",),
    "bokeh": ("pages",),
    "pandas": ("exports", "__init__"),
    "pydantic": ("record", "exports", "pages"),
    "alembic": ("record",),
    "psycopg": ("record",),
    "click": ("cli",),
    "rich": ("cli",),
    "multiprocessing": ("batch",),
    "concurrent": ("batch",),
    "dask": ("batch",),
    "distributed": ("batch",),
    "pyarrow": ("batch", "intake"),  # shards are written in batch, archives read in intake
}
MODULES = sorted(PACKAGE.rglob("*.py"))


def part_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and dotted name of every import, wherever it stands; `from dateline import x` as "dateline.x"."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: relative import"
            module = node.module or ""
            names = [f"{module}.{alias.name}" for alias in node.names] if module == "dateline" else [module]
            yield from ((node.lineno, name) for name in names)


def wrong_imports(part: str, tree: ast.AST) -> Iterator[str]:
    for line, name in imported(tree):
        top, _, rest = name.partition(".")
        if top == "dateline":
            target = rest.split(".")[0]
            if target not in (part, "__version__", *MAY_IMPORT[part]):
                yield f"line {line}: {part} imports {name}"
        elif part not in DOORS.get(top, (part,)):
            yield f"line {line}: {top} may be imported only in {', '.join(DOORS[top])}"
        elif part in ("model", "errors") and top not in sys.stdlib_module_names:
            yield f"line {line}: {part} imports {top}; it keeps to the standard library"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_go_one_way(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not list(wrong_imports(part_of(path), tree))


def test_every_part_has_its_place_in_the_order() -> None:
    assert {part_of(path) for path in MODULES} <= MAY_IMPORT.keys()


@pytest.mark.parametrize(
    ("part", "line"),
    [
        ("extraction", "from dateline.resolution import resolve"),
        ("extraction", "import dateline.record.store"),
        ("model", "from dateline import pipeline"),
        ("model", "import numpy"),
        ("reference", "def f():\n    from dateline.intake import find_reports"),
        ("exports", "from dateline.pages.brief import render_brief"),
        ("resolution", "import spacy"),
        ("pages", "from sqlalchemy import select"),
    ],
)
def test_a_wrong_import_is_seen(part: str, line: str) -> None:
    assert list(wrong_imports(part, ast.parse(line)))


@pytest.mark.parametrize("statement", ["import dateline", "import dateline.cli", "import dateline.model"])
def test_light_modules_bring_in_nothing_heavy(statement: str) -> None:
    look = f"import sys; {statement}; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    heavy = {"spacy", "numpy", "pandas", "sqlalchemy", "pydantic", "rich", "lxml", "jinja2", "distributed", "pyarrow"}
    heavy |= {"fastapi", "uvicorn", "bokeh"}
    assert not heavy & set(done.stdout.split())
