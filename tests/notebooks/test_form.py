"""The notebooks keep their form: they tell, the package does."""

from __future__ import annotations

import ast
import re
from itertools import pairwise
from typing import Any

import nbformat
import pytest

from assessment_kit import shipped

PATHS = sorted(shipped.NOTEBOOKS.glob("*.ipynb"))
NAMES = ["00_start", "01_architecture", "02_roles", "03_metrics", "04_practices", "05_target_changes"]
NOT_HERE = (
    ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.For, ast.While,
    ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp,
)  # fmt: skip

each = pytest.mark.parametrize("notebook", [nbformat.read(p, as_version=4) for p in PATHS], ids=[p.stem for p in PATHS])
Notebook = Any  # nbformat's nodes have no types


def _code(notebook: Notebook) -> list[str]:
    return [cell.source for cell in notebook.cells if cell.cell_type == "code"]


def test_the_notebooks_are_there() -> None:
    assert [p.stem for p in PATHS] == NAMES


@each
def test_it_opens_with_a_title_and_a_question(notebook: Notebook) -> None:
    first = notebook.cells[0]
    assert first.cell_type == "markdown"
    assert first.source.startswith("# ")
    assert len(first.source.splitlines()) > 1


@each
def test_it_is_valid_and_its_cells_have_readable_names(notebook: Notebook) -> None:
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) >= (4, 5)
    ids = [cell.id for cell in notebook.cells]
    assert len(ids) == len(set(ids))
    assert [i for i in ids if not any(c.isalpha() for c in i) or len(i) < 3] == []


@each
def test_it_has_one_cell_of_parameters_that_need_no_value(notebook: Notebook) -> None:
    tagged = [c for c in notebook.cells if "parameters" in c.metadata.get("tags", [])]
    assert len(tagged) == 1
    lines = [line for line in tagged[0].source.splitlines() if line.strip()]
    for line in lines:
        name, _, rest = line.partition(":")
        assert name.isidentifier(), line
        assert "  # " in rest, f"no help beside {line}"
        assert "|" not in line, "papermill takes no union"
        assert line.split("  # ")[0].count("=") == 1, line
    assert lines[0].startswith('client: str = ""')


@each
def test_it_is_short(notebook: Notebook) -> None:
    assert 5 <= len(notebook.cells) <= 38
    assert sum(1 for source in _code(notebook) for line in source.splitlines() if line.strip()) <= 60


@each
def test_it_calls_and_does_not_program(notebook: Notebook) -> None:
    for source in _code(notebook):
        found = [type(node).__name__ for node in ast.walk(ast.parse(source)) if isinstance(node, NOT_HERE)]
        assert found == [], source


@each
def test_it_carries_no_state_of_one_machine(notebook: Notebook) -> None:
    assert "widgets" not in notebook.metadata
    assert notebook.metadata.kernelspec.name == "python3"
    assert re.findall(r"/(?:home|root|Users|tmp)/\w+|[A-Z]:\\\\|Traceback", nbformat.writes(notebook)) == []


@each
def test_every_heading_steps_down_one_at_a_time(notebook: Notebook) -> None:
    levels = [
        len(line) - len(line.lstrip("#"))
        for cell in notebook.cells
        if cell.cell_type == "markdown"
        for line in cell.source.splitlines()
        if line.startswith("#")
    ]
    assert levels.count(1) == 1
    assert all(b <= a + 1 for a, b in pairwise(levels))
