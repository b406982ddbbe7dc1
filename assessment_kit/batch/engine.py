"""A papermill engine that runs the cells in this process.

Registered as ``assessment-kit``, so that ``papermill --engine assessment-kit`` has it too. The batch runs the same cells without
papermill around them (`notebooks.execute`), which would write each notebook twice for nothing.
"""

from __future__ import annotations

from typing import Any

from papermill.engines import Engine

from assessment_kit.batch.cells import run_cells


class InProcessEngine(Engine):  # type: ignore[misc]
    """Runs the code cells of a notebook in this process, in a fresh IPython shell."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **_: object) -> None:  # noqa: ARG003  papermill's own signature
        """Fill in the outputs of every code cell; stops at the first cell that fails."""
        failed = run_cells(nb_man.nb, nb_man.cell_start, nb_man.cell_complete)
        if failed is not None:  # papermill reads the error from the cell's output and raises
            index, error = failed
            nb_man.cell_exception(nb_man.nb.cells[index], index, exception=error)
