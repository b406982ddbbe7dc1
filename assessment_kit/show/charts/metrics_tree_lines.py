"""The lines of the three columns of the tree of metrics: groups that collect, goals, key processes, and what joins them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from assessment_kit import words
from assessment_kit.language import phrase

MOST_GROUPS, MOST_GOALS, MOST_PROCESSES = 10, 12, 14


@dataclass(frozen=True)
class Node:
    """One line of a column: how it is called, what is said below it, and whether it must change."""

    label: str
    note: str
    bad: bool
    members: frozenset[str]
    count: int = 0
    loose: int = 0


def groups_of(metrics: pd.DataFrame) -> list[Node]:
    names = metrics["collector"].fillna("All metrics").replace("", "nobody named")
    order = names.value_counts()
    shown = list(order.index[: MOST_GROUPS - 1 if len(order) > MOST_GROUPS else MOST_GROUPS])
    rest = phrase("{order} others", order=len(order) - len(shown))
    place = names.where(names.isin(shown), rest)
    return [
        Node(str(name), "", name == "nobody named", frozenset(rows["metric_id"]), len(rows), int((~rows["serves"].fillna(True)).sum()))
        for name, rows in metrics.groupby(place.astype(pd.CategoricalDtype([*shown, rest])), observed=True)
    ]  # fmt: skip


def aims_of(goals: pd.DataFrame, metrics: pd.DataFrame) -> list[Node]:
    """The goals; where there are many, those of the top with all that serves them; what leads nowhere in one line."""
    many = len(goals) > MOST_GOALS
    key: pd.Series = goals["goal_id"].astype(object)
    if many and goals["traces"].notna().any():
        key = goals["top_id"].where(goals["traces"].fillna(False), "adrift")
    sums = goals.assign(key=key).groupby("key", sort=False)
    text = goals.drop_duplicates("goal_id").set_index("goal_id")["text"]
    known = bool(metrics["serves"].notna().any())
    nodes = []
    for name, rows in sums:
        count = int(rows["metrics"].sum())
        adrift = name == "adrift"
        label = (
            phrase("{rows} goals that lead nowhere", rows=words.number(len(rows)))
            if adrift
            else str(text.get(name, name))
        )
        below = (
            phrase(", {goals} below", goals=words.plural(len(rows) - 1, "goal"))
            if many and not adrift and len(rows) > 1
            else ""
        )
        measured = bool(rows["has_metric"].fillna(False).any())
        said = (
            words.plural(count, "metric")
            if count
            else phrase("measured by goals below")
            if measured
            else phrase("no metric")
        )
        nodes.append(
            Node(
                label,
                said + below if known else "",
                (known and not measured) or adrift,
                frozenset(rows["goal_id"]),
                count,
            )
        )
    nodes.sort(key=lambda n: (n.bad, -n.count))
    return _folded(nodes, MOST_GOALS, "goals")


def ends_of(processes: pd.DataFrame) -> list[Node]:
    """The key processes, those that lack something last."""
    nodes = []
    for row in processes.to_dict("records"):
        lacks = [
            what
            for what, has in (("goal", row["has_goal"]), ("metric", row["has_metric"]))
            if not words.missing(has) and not has
        ]
        note = (
            phrase("no goal, no metric") if len(lacks) == 2 else phrase("no {lacks}", lacks=lacks[0]) if lacks else ""
        )
        nodes.append(Node(str(row["name"]), note, bool(lacks), frozenset([row["process_id"]]), int(row["metrics"])))
    nodes.sort(key=lambda n: (n.bad, len(n.note), -n.count))
    return _folded(nodes, MOST_PROCESSES, "processes")


def _folded(nodes: list[Node], most: int, what: str) -> list[Node]:
    """At most so many lines: what exceeds is put together, the good and the bad each by themselves."""
    if len(nodes) <= most:
        return nodes
    made: list[Node] = []
    for bad in (False, True):
        part = [n for n in nodes if n.bad is bad]
        room = max(3, round(most * len(part) / len(nodes))) if part else 0
        made += part[: room - 1] if len(part) > room else part
        rest = part[room - 1 :] if len(part) > room else []
        if rest:
            notes = {n.note for n in rest}
            note = notes.pop() if bad and len(notes) == 1 else phrase("goal or metric missing") if bad else ""
            members = frozenset().union(*(n.members for n in rest))
            made.append(
                Node(
                    phrase("and {rest} more {what}", rest=words.number(len(rest)), what=what),
                    note,
                    bad,
                    members,
                    sum(n.count for n in rest),
                )
            )
    return made


def joined(left: Sequence[Node], right: Sequence[Node], pairs: pd.DataFrame) -> dict[tuple[int, int], int]:
    """How many of the pairs join each line of the left column with each of the right one."""
    a, b = ({member: i for i, node in enumerate(nodes) for member in node.members} for nodes in (left, right))
    pairs_of_lines = pd.DataFrame({"a": pairs.iloc[:, 0].map(a), "b": pairs.iloc[:, 1].map(b)}).dropna().astype(int)
    totals = pairs_of_lines.groupby(["a", "b"]).size().reset_index(name="n")
    return {(int(i), int(j)): int(n) for i, j, n in totals.itertuples(index=False)}
