"""Two tables of step 2: how roles fail, and who does each activity of managing."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from assessment_kit import words
from assessment_kit.analysis.managing_activities import KEY_GROUP
from assessment_kit.analysis.result import StepResult
from assessment_kit.analysis.roles_gaps import ACTIVITIES, DEFINED, NOTHING, QUALITY
from assessment_kit.show.charts.roles_words import gap_of, source
from assessment_kit.show.pieces import Gap, Table


def defects(result: StepResult) -> Table | Gap:
    """One row per kind of defect, with its count and examples."""
    table = result.tables["defects"]
    if table.empty:
        return gap_of(result, QUALITY, DEFINED, NOTHING)
    worst = table.sort_values("value", ascending=False, kind="stable").iloc[0]
    clean = not table["count"].gt(0).any()
    return Table(
        title="The papers show no defect in roles and responsibilities"
        if clean
        else f"Most frequent defect: {worst['name'].lower()}, in {_of(worst['count'], worst['n'], worst['counted'])}",
        subtitle="Responsibilities are entries that name a role accountable or responsible; processes are the key ones and all at the top of the list.",
        source=source(result, "responsibilities", "processes"),
        columns=("Defect", "What it means", "Found", "Of", "Share", "For example"),
        rows=[
            (
                row["name"], row["meaning"], words.number(row["count"]), f"{words.number(row['n'])} {row['counted']}",
                words.percent(row["value"]), words.listing(row["examples"][:2]) or "–",
            )
            for row in table.to_dict("records")
        ],
        align="llrlrl",
    )  # fmt: skip


def activities(result: StepResult) -> Table | Gap:
    """Per activity of managing: how often one role answers for it, nobody does, or several do."""
    table = result.tables["activities"]
    if table.empty:
        return gap_of(result, ACTIVITIES, DEFINED, NOTHING)
    rows = table.to_dict("records")
    starts = [i for i, row in enumerate(rows) if i == 0 or row["group"] != rows[i - 1]["group"]]
    return Table(
        title=_title(rows),
        subtitle="How many processes have one role that is accountable for the activity. Whoever answers for the whole answers for each part.",
        source=source(result, "responsibilities", "processes", "management_processes"),
        columns=("Activity", "Processes", "One role", "Nobody", "Several or disputed", "Most often"),
        rows=[
            (
                row["activity"], words.number(row["n"]), words.number(row["one"]), words.number(row["none"]),
                words.number(row["disputed"]), row["mostly"] or "–",
            )
            for row in rows
        ],
        align="lrrrrl",
        groups={str(i): rows[i]["group"] for i in starts},
    )  # fmt: skip


def _title(rows: Sequence[Mapping[Hashable, Any]]) -> str:
    """The weakest activity in the key processes; without those, how many management processes have nobody."""
    in_key = [row for row in rows if row["group"] == KEY_GROUP]
    if in_key:
        weak = max(in_key, key=lambda row: row["none"] / row["n"])
        none = weak["none"]
        title = (
            f"Weakest: {weak['activity'].lower()}, for which nobody answers in {_of(none, weak['n'], 'key processes')}"
        )
    else:
        none = sum(row["none"] for row in rows)
        title = f"Nobody answers for {_of(none, sum(row['n'] for row in rows), 'management processes')}"
    if none:
        return title
    others = [row for row in rows if row["group"] != KEY_GROUP]
    left = sum(row["none"] for row in others)
    if left:
        return f"Somebody answers in each key process, but for {_of(left, sum(row['n'] for row in others), 'management processes')} nobody does"
    return "Somebody answers for each activity of managing"


def _of(count: float, n: float, many: str) -> str:
    """``3 of 12 key processes``, ``both key processes``, ``all 5 roles``, ``the only process``."""
    if n == 1:
        if many.endswith("ies"):
            return f"the only {many.removesuffix('ies')}y"
        return f"the only {many.removesuffix('es') if many.endswith('processes') else many.removesuffix('s')}"
    if count == n:
        return f"both {many}" if n == 2 else f"all {words.number(n)} {many}"
    return f"{words.number(count)} of {words.number(n)} {many}"
