"""Keeps quiet what a library written in C prints past Python.

HiGHS, the solver in scipy, has lines that it prints whatever its switches say (ERGO-Code/HiGHS, issue 2734). They would stand in the
middle of what a command tells, or of what another program reads from it.
"""

from __future__ import annotations

import ctypes
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_ONE_AT_A_TIME = threading.RLock()
_STDOUT = 1


@contextmanager
def silent() -> Iterator[None]:
    """Inside, nothing reaches the standard output of the process; what was printed before does."""
    with _ONE_AT_A_TIME:
        _flush()
        try:
            kept = os.dup(_STDOUT)
        except OSError:  # there is no standard output, as under pythonw
            yield
            return
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, _STDOUT)
        try:
            yield
        finally:
            _flush()  # a line may still wait in C's own buffer, and would come out after all
            os.dup2(kept, _STDOUT)
            os.close(nowhere)
            os.close(kept)


def _flush() -> None:
    """Python's buffer and C's."""
    if sys.stdout is not None:
        sys.stdout.flush()
    ctypes.CDLL("ucrtbase" if os.name == "nt" else None).fflush(None)
