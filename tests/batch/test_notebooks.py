"""The notebooks as the batch runs and writes them."""

import json
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode, v4

from assessment_kit.batch import notebooks
from assessment_kit.batch.cells import UnknownParameterError, run_cells
from assessment_kit.errors import NotebookError
from assessment_kit.shipped import SAMPLE_CLIENTS

PARAMETERS = v4.new_code_cell('client: str = ""', metadata={"tags": ["parameters"]})


def notebook(*sources: str) -> NotebookNode:
    """A notebook with a parameters cell, words of two lines, and these code cells."""
    cells = [PARAMETERS.copy(), v4.new_markdown_cell("# Größe 中\nTwo lines"), *map(v4.new_code_cell, sources)]
    made: NotebookNode = v4.new_notebook(
        cells=cells, metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    )
    return made


def test_a_written_notebook_is_valid_and_reads_the_same_as_one_that_nbformat_wrote() -> None:
    ran = notebook("print('a\\nb')\n{'x': 1}", "1 +\\\n 1", "")
    assert run_cells(ran) is None
    read = nbformat.reads(notebooks.as_text(ran), as_version=4)
    nbformat.validate(read)
    assert read == nbformat.reads(nbformat.writes(ran), as_version=4)
    assert read.cells[2].outputs[0].text == "a\nb\n"


def test_one_changed_line_of_source_is_one_changed_line_of_the_file() -> None:
    first, second = notebook("a = 1\nb = 2"), notebook("a = 1\nb = 3")
    for one, two in zip(first.cells, second.cells, strict=True):
        two.id = one.id = "same"
    pairs = zip(notebooks.as_text(first).splitlines(), notebooks.as_text(second).splitlines(), strict=True)
    assert [(one.strip(" ,]"), two.strip(" ,]")) for one, two in pairs if one != two] == [('"b = 2"', '"b = 3"')]


def test_what_a_cell_shows_passes_through_json_as_from_a_kernel() -> None:
    source = "class Shown:\n    def _repr_mimebundle_(self, **_):\n        return {'application/json': {1: (2, b'png')}}\nShown()"
    ran = notebook(source)
    run_cells(ran)
    assert ran.cells[-1].outputs[0].data["application/json"] == {"1": [2, "cG5n"]}  # base64 of the three letters


def test_the_parameter_stands_behind_the_parameters_cell_and_leaves_no_trace() -> None:
    given = notebooks.with_parameters(notebook("client"), {"client": "{ACME} 'quoted' \\ 中"})
    assert "injected-parameters" in given.cells[1].metadata.tags
    run_cells(given)
    assert given.cells[-1].outputs[0].data["text/plain"] == repr("{ACME} 'quoted' \\ 中")
    assert "ACME" not in json.dumps([c.source for c in notebooks.without_traces(given).cells])


def test_an_unknown_parameter_stops_before_any_cell_runs() -> None:
    given = notebooks.with_parameters(notebook("raise SystemError"), {"clinet": "acme"})
    with pytest.raises(UnknownParameterError, match="no parameter clinet; it has client"):
        run_cells(given)


def test_a_cell_that_fails_is_told_by_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nbformat.write(notebook("1", "raise ValueError('no two')"), tmp_path / "broken.ipynb")
    monkeypatch.setattr(notebooks, "NOTEBOOKS", tmp_path)
    with pytest.raises(NotebookError, match="broken, cell 4: ValueError: no two"):
        notebooks.execute("broken", tmp_path)


def test_who_stops_the_run_in_the_middle_of_a_cell_stops_it() -> None:
    with pytest.raises(KeyboardInterrupt):  # and does not leave a failed client behind
        run_cells(notebook("raise KeyboardInterrupt"))


def test_the_shipped_notebook_is_read_once_and_not_changed_by_a_run() -> None:
    before = notebooks.as_text(notebooks.parsed("02_roles"))
    ran = notebooks.execute("02_roles", SAMPLE_CLIENTS / "harbour")
    assert any(c.get("outputs") for c in ran.cells)
    assert notebooks.as_text(notebooks.parsed("02_roles")) == before
