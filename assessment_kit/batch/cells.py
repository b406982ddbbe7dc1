"""Runs the cells of a notebook in this process: no kernel to start, no sockets.

Each notebook gets a shell of its own, and the process is expected to serve one client only, which keeps clients apart as well
as a fresh kernel does. What a cell shows passes through JSON, as it would on its way from a kernel.
"""

from __future__ import annotations

import ast
import io
import json
import sys
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from typing import Any

from assessment_kit.errors import AssessmentError
from assessment_kit.report.notebook_format import NotebookNode


class UnknownParameterError(AssessmentError):
    """The notebook has no such parameter."""


def run_cells(
    notebook: NotebookNode,
    started: Callable[[NotebookNode, int], None] = lambda *_: None,
    ended: Callable[[NotebookNode, int], None] = lambda *_: None,
) -> tuple[int, BaseException] | None:
    """Fill in the outputs of every code cell; the place and error of the first that fails, which is the last that runs.

    Parameters
    ----------
    started, ended : called with a cell and its place; `ended` only for those that did not fail.

    Raises
    ------
    UnknownParameterError : before anything is run.
    """
    check_parameters(notebook)
    with shell() as running:
        code = [
            (i, c) for i, c in enumerate(notebook.cells) if c["cell_type"] == "code" and "".join(c["source"]).strip()
        ]
        for count, (index, cell) in enumerate(code, start=1):
            started(cell, index)
            cell["execution_count"] = count
            failed = run_cell(running, cell)
            if failed is not None:
                return index, failed
            ended(cell, index)
    return None


def check_parameters(notebook: NotebookNode) -> None:
    """Refuse injected parameters that the parameters cell does not have.

    papermill only warns of them, and a misspelt client would then run on the default one.

    Raises
    ------
    UnknownParameterError : names the parameter and those that there are.
    """
    injected = assigned(notebook, "injected-parameters")
    known = assigned(notebook, "parameters")
    unknown = sorted(injected - known)
    if unknown:
        raise UnknownParameterError(
            f"The notebook has no parameter {', '.join(unknown)}; it has {', '.join(sorted(known)) or 'none'}."
        )


def assigned(notebook: NotebookNode, tag: str) -> set[str]:
    """Names that the cells with this tag assign to."""
    names: set[str] = set()
    for cell in notebook.cells:
        if cell["cell_type"] == "code" and tag in cell["metadata"].get("tags", []):
            for node in ast.walk(ast.parse(cell["source"])):
                if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                    names.add(node.id)
    return names


@contextmanager
def shell() -> Iterator[Any]:
    """A fresh IPython shell without history; the one that was there before, if any, comes back afterwards."""
    from IPython.core.interactiveshell import InteractiveShell  # noqa: PLC0415  the kernel engine needs none of it here
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
        result = running.run_cell(cell["source"], store_history=False)
    failed: BaseException | None = result.error_before_exec or result.error_in_exec
    if isinstance(failed, KeyboardInterrupt):  # somebody stops the run, not this cell
        raise failed
    spoken = [("stdout", said.getvalue()), ("stderr", warned.getvalue())]
    cell["outputs"] = [_output("stream", name=n, text=t) for n, t in spoken if t and not failed]
    cell["outputs"] += [_displayed(o["data"], o["metadata"]) for o in shown]
    if failed is not None:
        trace = [line for _, text in spoken for line in text.splitlines() if line]
        cell["outputs"].append(
            _output("error", ename=type(failed).__name__, evalue=str(failed), traceback=trace)
        )  # fmt: skip
    return failed


def _displayed(data: Any, metadata: Any) -> NotebookNode:
    """As a kernel would have sent it: tuples are lists, keys are texts, and nothing is shared with the cell's own values."""
    return _output(
        "display_data", **json.loads(json.dumps({"data": data, "metadata": metadata or {}}, default=_as_sent))
    )


def _as_sent(value: object) -> str:
    """Pictures go in base64, as a kernel sends them; what else is no JSON goes as its text."""
    return b64encode(value).decode() if isinstance(value, bytes) else str(value)


def _output(kind: str, **content: Any) -> NotebookNode:
    return NotebookNode(output_type=kind, **content)
