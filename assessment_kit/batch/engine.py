"""A papermill engine that runs the cells in this process: no kernel to start, no sockets.

Registered as ``assessment-kit``, so that ``papermill --engine assessment-kit`` has it too. Each notebook gets a shell of its
own, and the process is expected to serve one client only, which keeps clients apart as well as a fresh kernel does.

papermill only warns of a parameter that the notebook does not know, and a misspelt client would then run on the default one.
Here that is an error.
"""

from __future__ import annotations

import ast
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from typing import Any

import nbformat
from nbformat import NotebookNode
from papermill.engines import Engine
from papermill.exceptions import PapermillException


class UnknownParameterError(PapermillException):  # type: ignore[misc]
    """The notebook has no such parameter."""


class InProcessEngine(Engine):  # type: ignore[misc]
    """Runs the code cells of a notebook in this process, in a fresh IPython shell."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **_: object) -> None:  # noqa: ARG003  papermill's own signature
        """Fill in the outputs of every code cell; stops at the first cell that fails."""
        check_parameters(nb_man.nb)
        with shell() as running:
            count = 0
            for index, cell in enumerate(nb_man.nb.cells):
                if cell.cell_type != "code" or not cell.source.strip():
                    continue
                count += 1
                nb_man.cell_start(cell, index)
                cell.execution_count = count
                failed = run_cell(running, cell)
                if failed is not None:
                    nb_man.cell_exception(cell, index, exception=failed)
                    return  # papermill reads the error from the cell's output and raises
                nb_man.cell_complete(cell, index)


def check_parameters(notebook: NotebookNode) -> None:
    """Refuse injected parameters that the parameters cell does not have.

    Raises
    ------
    UnknownParameterError : names the parameter and those that there are.
    """
    injected = _assigned(notebook, "injected-parameters")
    known = _assigned(notebook, "parameters")
    unknown = sorted(injected - known)
    if unknown:
        raise UnknownParameterError(
            f"The notebook has no parameter {', '.join(unknown)}; it has {', '.join(sorted(known)) or 'none'}."
        )


def _assigned(notebook: NotebookNode, tag: str) -> set[str]:
    names: set[str] = set()
    for cell in notebook.cells:
        if cell.cell_type == "code" and tag in cell.metadata.get("tags", []):
            for node in ast.walk(ast.parse(cell.source)):
                if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                    names.add(node.id)
    return names


@contextmanager
def shell() -> Iterator[Any]:
    """A fresh IPython shell without history; the one that was there before, if any, comes back afterwards."""
    from IPython.core.interactiveshell import InteractiveShell  # noqa: PLC0415  papermill loads this module at its own import
    from traitlets.config import Config  # noqa: PLC0415

    before: Any = InteractiveShell._instance  # noqa: SLF001
    owners: list[Any] = [
        c for c in InteractiveShell.mro() if before is not None and getattr(c, "_instance", None) is before
    ]
    hook, main = sys.displayhook, sys.modules.get("__main__")
    InteractiveShell.clear_instance()
    config = Config(
        {"HistoryManager": {"enabled": False}, "InteractiveShell": {"colors": "nocolor", "xmode": "Minimal"}}
    )
    try:
        yield InteractiveShell.instance(config=config)
    finally:
        InteractiveShell.clear_instance()
        for owner in owners:
            owner._instance = before  # noqa: SLF001
        sys.displayhook = hook
        if main is not None:
            sys.modules["__main__"] = main


def run_cell(running: Any, cell: NotebookNode) -> BaseException | None:
    """Run one cell and put its outputs into it, in the order in which they came; the error, if it failed."""
    from IPython.core.displayhook import CapturingDisplayHook  # noqa: PLC0415
    from IPython.core.displaypub import CapturingDisplayPublisher  # noqa: PLC0415

    publisher = CapturingDisplayPublisher(shell=running)
    shown: list[dict[str, Any]] = []
    publisher.outputs = shown
    running.display_pub = publisher
    running.display_trap.hook = CapturingDisplayHook(shell=running, outputs=shown)
    said, warned = io.StringIO(), io.StringIO()
    with redirect_stdout(said), redirect_stderr(warned):
        result = running.run_cell(cell.source, store_history=False)
    failed: BaseException | None = result.error_before_exec or result.error_in_exec
    cell.outputs = [
        nbformat.v4.new_output("stream", name=name, text=text)
        for name, text in (("stdout", said.getvalue()), ("stderr", warned.getvalue()))
        if text and not failed
    ]
    cell.outputs += [
        nbformat.v4.new_output("display_data", data=o["data"], metadata=o["metadata"] or {}) for o in shown
    ]
    if failed is not None:
        trace = [line for line in (said.getvalue() + warned.getvalue()).splitlines() if line]
        error = nbformat.v4.new_output("error", ename=type(failed).__name__, evalue=str(failed), traceback=trace)
        cell.outputs.append(error)
    return failed
