"""nbformat, at half the start-up time: import its names from here.

Its checks of schemas load a library that builds a grammar of internationalised web addresses, which takes longer than all other
imports together. No notebook holds such an address where a schema would look for it, so that library is not there for it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without(name: str) -> Iterator[None]:
    """Inside, this module is not there to be imported; afterwards it is again. One that is loaded already stays."""
    if name in sys.modules:
        yield
        return
    sys.modules[name] = None  # type: ignore[assignment]  # how Python is told that there is none
    try:
        yield
    finally:
        del sys.modules[name]


with without("rfc3987_syntax"):
    from nbformat import NO_CONVERT, NotebookNode, read, v4

__all__ = ["NO_CONVERT", "NotebookNode", "read", "v4", "without"]
