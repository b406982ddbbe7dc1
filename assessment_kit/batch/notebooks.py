"""The notebooks of the method: read once, run for a client by one of the engines, and written so that they are read again."""

from __future__ import annotations

import copy
import json
import tempfile
import warnings
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from assessment_kit.batch import faults
from assessment_kit.batch.cells import run_cells
from assessment_kit.errors import NotebookError
from assessment_kit.report.notebook_format import NO_CONVERT, NotebookNode, v4
from assessment_kit.report.notebook_format import read as read_notebook
from assessment_kit.shipped import NOTEBOOKS
from assessment_kit.show.pieces import content_only

ENGINE = "assessment-kit"
ERROR_NOTE = "papermill-error-cell-tag"
"""Cells that papermill puts into a notebook to say that one failed."""
STEPS = ("01_architecture", "02_roles", "03_metrics", "04_practices", "05_target_changes")


@lru_cache(maxsize=len(STEPS))
def parsed(step: str) -> NotebookNode:
    """The notebook as it is shipped. Shared: take a copy before changing it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # nbformat warns of what is its own to mend
        notebook: NotebookNode = read_notebook(NOTEBOOKS / f"{step}.ipynb", as_version=NO_CONVERT)
        return notebook if notebook.nbformat == v4.nbformat else v4.upgrade(notebook)


def execute(step: str, client: Path, engine: str = ENGINE) -> NotebookNode:
    """The notebook run for a client, without traces of this machine.

    Parameters
    ----------
    client : the client's folder. engine : our own runs the cells here; any other is one of papermill's, with a kernel.

    Raises
    ------
    NotebookError : names the cell that stopped.
    """
    parameters = {"client": str(client.resolve())}
    with content_only():
        run = _in_process if engine == ENGINE else _by_papermill
        return without_traces(run(step, parameters, engine))


def _in_process(step: str, parameters: Mapping[str, object], _: str) -> NotebookNode:
    notebook = with_parameters(copy.deepcopy(parsed(step)), parameters)
    failed = run_cells(notebook)
    if failed is not None:
        index, error = failed
        raise stopped(step, index, type(error).__name__, error, notebook) from error
    return notebook


def stopped(step: str, index: int, kind: str, error: BaseException, so_far: NotebookNode) -> NotebookError:
    """The error of a notebook that stopped, with the notebook up to there: it is kept among the reports, so the words of the
    error go through the same sieve as those of the log.
    """
    for output in so_far.cells[index].get("outputs", []) if index < len(so_far.cells) else []:
        if output["output_type"] == "error":
            said = faults.sieved(error)
            output["evalue"], output["traceback"] = said, [f"{kind}: {said}"]
    return NotebookError(step, index, f"{kind}: {error}", without_traces(so_far))


def _by_papermill(step: str, parameters: Mapping[str, object], engine: str) -> NotebookNode:
    import papermill  # noqa: PLC0415  a large library, for who asks for it
    from papermill.exceptions import PapermillExecutionError  # noqa: PLC0415

    with warnings.catch_warnings(), tempfile.TemporaryDirectory(prefix="assessment-kit-") as folder:
        warnings.simplefilter("ignore")  # nbformat and papermill warn of what is theirs to mend
        kept = Path(folder) / "notebook.ipynb"
        try:
            done: NotebookNode = papermill.execute_notebook(
                str(NOTEBOOKS / f"{step}.ipynb"), str(kept), parameters, engine_name=engine, progress_bar=False, log_output=False
            )  # fmt: skip
        except PapermillExecutionError as error:
            so_far = read_notebook(kept, as_version=v4.nbformat)
            so_far.cells = [c for c in so_far.cells if ERROR_NOTE not in c.metadata.get("tags", [])]
            index = next((i for i, c in enumerate(so_far.cells) if _failed(c)), error.cell_index)
            raise stopped(step, index, error.ename, ValueError(error.evalue), so_far) from error
    return done


def _failed(cell: NotebookNode) -> bool:
    return any(output["output_type"] == "error" for output in cell.get("outputs", []))


def with_parameters(notebook: NotebookNode, parameters: Mapping[str, object]) -> NotebookNode:
    """The notebook with a cell of these parameters behind its own, as papermill puts it; at the top where it has none."""
    source = "\n".join(("# Parameters", *(f"{name} = {value!r}" for name, value in parameters.items())))
    cell = v4.new_code_cell(source, metadata={"tags": ["injected-parameters"]})
    tagged = [i for i, c in enumerate(notebook.cells) if "parameters" in c["metadata"].get("tags", [])]
    notebook.cells.insert(tagged[0] + 1 if tagged else 0, cell)
    return notebook


def without_traces(notebook: NotebookNode) -> NotebookNode:
    """Drop what tells of this machine: the path of the client and the times of each cell."""
    notebook.metadata.pop("papermill", None)
    notebook.metadata.pop("widgets", None)
    notebook.cells = [c for c in notebook.cells if "injected-parameters" not in c.metadata.get("tags", [])]
    for cell in notebook.cells:
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
    return notebook


def as_text(notebook: NotebookNode) -> str:
    """The notebook as a file: a line per line of source and per output, so that two versions can be compared.

    nbformat would indent every value, for which Python has no fast writer; the content is the same.
    """
    cells = ",\n".join(_cell(cell) for cell in notebook["cells"])
    rest = {name: value for name, value in notebook.items() if name != "cells"}
    return f'{{"cells": [\n{cells}\n],\n{_plain(rest)[1:]}\n'


def _cell(cell: Mapping[str, Any]) -> str:
    lists = {"source": "".join(cell["source"]).splitlines(keepends=True)}
    if "outputs" in cell:
        lists["outputs"] = cell["outputs"]
    rest = _plain({name: value for name, value in cell.items() if name not in lists})
    long = "".join(f',\n"{name}": {_lines(values)}' for name, values in lists.items())
    return f"{rest[:-1]}{long}}}"


def _lines(values: list[Any]) -> str:
    return "[" + ",".join(f"\n {_plain(value)}" for value in values) + "]"


def _plain(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
