"""Tiny clients for the situations of this step."""

from __future__ import annotations

from tests.diagnosis.pairs import Pair

PAIRS: list[Pair] = []
