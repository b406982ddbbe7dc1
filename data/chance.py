"""Chance that is the same on every machine and does not shift when something else is added."""

from __future__ import annotations

import hashlib
import random

_SEED = "sample clients, October 2026"


def draws(*names: str) -> random.Random:
    """A generator of its own for whatever the names name: one metric, one respondent's answer to one statement."""
    digest = hashlib.sha256("\x1f".join((_SEED, *names)).encode()).digest()
    return random.Random(int.from_bytes(digest[:8], "big"))
