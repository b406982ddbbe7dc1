"""The tree in a situation's `when`: all / any / not over leaves that compare one figure with a bound.

A leaf names one source and one or more comparisons:
``{indicator: "metrics.orphans", above: 0.25}``, ``{item: "roles.clear", below: 3}``, ``{facet: "E1.exists", at_most: 0.5}``,
with an optional ``field`` (value, count, n, or low and high, the ends of its interval; value by default). The checks here are of form; diagnosis evaluates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

SOURCES = ("indicator", "item", "facet")
COMPARISONS = ("above", "below", "at_least", "at_most", "between")
FIELDS = ("value", "count", "n", "low", "high")

FIGURE = re.compile(r"\{([a-z0-9_.]+)(?::([a-z_]+))?\}")
"""A figure in a text: ``{roles.no_owner:count}``; the part after the colon says which face of it, see diagnosis.sentences."""


def figures_in(text: str) -> set[str]:
    """The ids of the figures that a text names."""
    return {match[1] for match in FIGURE.finditer(text)} - {"client"}


def leaves(tree: object) -> Iterator[Mapping[str, object]]:
    """Every leaf of the tree, from left to right."""
    if isinstance(tree, Mapping):
        if "all" in tree or "any" in tree:
            branches = tree.get("all", tree.get("any"))
            if isinstance(branches, list):
                for branch in branches:
                    yield from leaves(branch)
        elif "not" in tree:
            yield from leaves(tree["not"])
        else:
            yield tree


def faults_in(tree: object) -> Iterator[str]:
    """What is wrong with the form of the tree."""
    if not isinstance(tree, Mapping):
        yield f"a condition must be a mapping, not {tree!r}"
    elif {"all", "any", "not"} & set(tree):
        if len(tree) != 1:
            yield "all, any and not stand alone"
        elif "not" in tree:
            yield from faults_in(tree["not"])
        else:
            branches = tree.get("all", tree.get("any"))
            if not isinstance(branches, list) or not branches:
                yield "all and any hold a list of conditions"
            else:
                for branch in branches:
                    yield from faults_in(branch)
    else:
        yield from _faults_in_leaf(tree)


def _faults_in_leaf(leaf: Mapping[str, object]) -> Iterator[str]:
    if sum(source in leaf for source in SOURCES) != 1:
        yield f"a leaf names one of {', '.join(SOURCES)}: {dict(leaf)!r}"
    comparisons = [key for key in leaf if key in COMPARISONS]
    if not comparisons:
        yield f"a leaf compares with one of {', '.join(COMPARISONS)}: {dict(leaf)!r}"
    unknown = set(leaf) - set(SOURCES) - set(COMPARISONS) - {"field"}
    if unknown:
        yield f"unknown words in a leaf: {', '.join(sorted(map(str, unknown)))}"
    if leaf.get("field", "value") not in FIELDS:
        yield f"field is one of {', '.join(FIELDS)}, not {leaf['field']!r}"
    for key in comparisons:
        bound = leaf[key]
        good = (
            isinstance(bound, list) and len(bound) == 2 and all(_is_number(b) for b in bound) and bound[0] <= bound[1]
            if key == "between"
            else _is_number(bound)
        )
        if not good:
            yield f"{key} needs {'two rising numbers' if key == 'between' else 'a number'}, not {bound!r}"


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
