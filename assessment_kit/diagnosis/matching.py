"""Does a situation hold? Three answers: yes, no, and not known because a figure was not assessed (Kleene's logic).

An unknown never counts as no: ``any`` holds as soon as one branch holds, ``all`` fails as soon as one branch fails, and
everything else with an unknown in it is unknown.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

import pandas as pd

Figures = Mapping[str, Mapping[str, object]]
"""The indicators of the whole client (subject ""), by id; facets stand in it as ``E1.exists``."""

_COMPARE: dict[str, Callable[[float, float], bool]] = {
    "above": operator.gt,
    "below": operator.lt,
    "at_least": operator.ge,
    "at_most": operator.le,
}


@dataclass(frozen=True)
class Match:
    """The answer, with the figures that make it: those that hold for yes, all that were looked at otherwise."""

    holds: bool | None
    because: tuple[str, ...] = ()
    missing: tuple[str, ...] = field(default=())


def figures_by_id(indicators: pd.DataFrame) -> dict[str, dict[str, object]]:
    """The rows about the whole client, by indicator id."""
    whole = indicators[indicators["subject"] == ""]
    return {str(row["indicator_id"]): cast(dict[str, object], row) for row in whole.to_dict("records")}


def match(tree: Mapping[str, object], figures: Figures, least: int = 1) -> Match:
    """Evaluate a condition over the figures.

    Parameters
    ----------
    least : a share of fewer rows than this is not known where it is compared with anything but 0 and 1: one of two is no
        half of anything, though it is still more than none.
    """
    if "all" in tree or "any" in tree:
        is_any = "any" in tree
        branches = [
            match(t, figures, least) for t in cast(list[Mapping[str, object]], tree["any" if is_any else "all"])
        ]
        return _join(branches, decisive=is_any)
    if "not" in tree:
        inner = match(cast(Mapping[str, object], tree["not"]), figures, least)
        return Match(None if inner.holds is None else not inner.holds, inner.because, inner.missing)
    return _leaf(tree, figures, least)


def _join(branches: list[Match], *, decisive: bool) -> Match:
    deciding = [b for b in branches if b.holds is decisive]
    if deciding:
        return Match(decisive, _names(deciding))
    unknown = [b for b in branches if b.holds is None]
    if unknown:
        return Match(None, _names(branches), tuple(dict.fromkeys(m for b in unknown for m in b.missing)))
    return Match(not decisive, _names(branches))


def _names(branches: list[Match]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for b in branches for name in b.because))


def _leaf(leaf: Mapping[str, object], figures: Figures, least: int) -> Match:
    name = f"item.{leaf['item']}" if "item" in leaf else str(leaf.get("indicator", leaf.get("facet")))
    found = figures.get(name)
    value = None if found is None else cast(Any, found[str(leaf.get("field", "value"))])
    if value is None or pd.isna(value) or _too_few(leaf, cast(Mapping[str, object], found), least):
        return Match(None, (), (name,))
    holds = all(compare(value, cast(float, leaf[word])) for word, compare in _COMPARE.items() if word in leaf)
    if "between" in leaf:
        low, high = cast(list[float], leaf["between"])
        holds = holds and low <= value <= high
    return Match(holds, (name,))


def _too_few(leaf: Mapping[str, object], row: Mapping[str, object], least: int) -> bool:
    if row.get("unit") != "share" or leaf.get("field", "value") != "value" or cast(int, row["n"]) >= least:
        return False
    bounds = [leaf[word] for word in _COMPARE if word in leaf] + list(cast(list[object], leaf.get("between", [])))
    return any(bound not in (0, 1) for bound in bounds)
