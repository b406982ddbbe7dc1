"""Whether anybody looks: in the batch, under papermill and in a plain shell the cells of the forms show nothing.

A kernel that JupyterLab (or Notebook) started has ``JPY_SESSION_NAME`` in its environment, one of VS Code ``VSCODE_PID``; those of
papermill and nbclient have neither. ``ASSESSMENT_QUIET=1`` silences the forms anywhere.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import TypeVar

from assessment_kit.show.pieces import is_content_only

QUIET_VARIABLE = "ASSESSMENT_QUIET"
_FRONT_ENDS = ("JPY_SESSION_NAME", "VSCODE_PID")
_T = TypeVar("_T")


def quiet() -> bool:
    """Nobody looks, so that no form, no state of one and no message may be made."""
    if is_content_only() or os.environ.get(QUIET_VARIABLE, "") not in ("", "0"):
        return True
    return not (_has_kernel() and any(os.environ.get(name) for name in _FRONT_ENDS))


def _has_kernel() -> bool:
    shell = sys.modules.get("IPython")
    running = shell.get_ipython() if shell is not None else None
    return getattr(running, "kernel", None) is not None


def shown(make: Callable[[], _T]) -> _T | None:
    """What `make` makes where somebody looks, else nothing; in the batch it is not even made."""
    return None if quiet() else make()
