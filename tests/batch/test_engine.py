"""The in-process papermill engine."""

import sys
from pathlib import Path

import nbformat
import papermill
import pytest
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError

from assessment_kit.batch.cells import UnknownParameterError

PARAMETERS = nbformat.v4.new_code_cell('client: str = ""', metadata={"tags": ["parameters"]})


def run(tmp_path: Path, *sources: str, **parameters: object) -> NotebookNode:
    """Run cells through papermill with the engine; nothing is written but the input."""
    cells = [PARAMETERS, *(nbformat.v4.new_code_cell(s) for s in sources)]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    path = tmp_path / "in.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), path)
    done: NotebookNode = papermill.execute_notebook(
        str(path), None, parameters, engine_name="assessment-kit", progress_bar=False, log_output=False
    )
    return done


def test_outputs_are_kept_in_order(tmp_path: Path) -> None:
    done = run(tmp_path, "print('said'); from IPython.display import HTML, display\ndisplay(HTML('<b>1</b>'))\n1 + 1")
    outputs = done.cells[-1].outputs
    assert outputs[0].text == "said\n"
    assert [o.data.get("text/html") or o.data["text/plain"] for o in outputs[1:]] == ["<b>1</b>", "2"]


def test_the_parameter_reaches_the_cells(tmp_path: Path) -> None:
    done = run(tmp_path, "client", client="{ACME} 'quoted' \\ 中")
    assert done.cells[-1].outputs[0].data["text/plain"] == repr("{ACME} 'quoted' \\ 中")


def test_a_misspelt_parameter_is_an_error_and_never_the_default_client(tmp_path: Path) -> None:
    with pytest.raises(UnknownParameterError, match="no parameter clinet; it has client"):
        run(tmp_path, "client", clinet="acme")


def test_the_first_failing_cell_stops_the_notebook(tmp_path: Path) -> None:
    marker = tmp_path / "ran"
    with pytest.raises(PapermillExecutionError, match="cell no two"):
        run(tmp_path, "1", "raise ValueError('cell no two')", f"open({str(marker)!r}, 'w')")
    assert not marker.exists()


def test_each_notebook_has_its_own_names(tmp_path: Path) -> None:
    run(tmp_path, "left_behind = 1")
    done = run(tmp_path, "'left_behind' in globals()")
    assert done.cells[-1].outputs[0].data["text/plain"] == "False"


def test_the_process_is_left_as_it_was(tmp_path: Path) -> None:
    hook, main = sys.displayhook, sys.modules["__main__"]
    run(tmp_path, "1")
    assert sys.displayhook is hook
    assert sys.modules["__main__"] is main
