"""Two tables of step 2: how roles fail, and who does each activity of managing."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from assessment_kit import words
from assessment_kit.analysis.managing_activities import KEY_GROUP
from assessment_kit.analysis.result import StepResult
from assessment_kit.show.pieces import Gap, Table

_SOURCE = "List of responsibilities. Full count."


def defects(result: StepResult) -> Table | Gap:
    """One row per kind of defect, with its count and examples."""
    table = result.tables["defects"]
    if table.empty:
        return _gap(
            result, "How well roles are defined", "No source says how clear or how feasible responsibilities are"
        )
    worst = table.sort_values("value", ascending=False, kind="stable").iloc[0]
    clean = not table["count"].gt(0).any()
    return Table(
        title="No defect was found in roles and responsibilities"
        if clean
        else f"Most frequent defect: {worst['name'].lower()}, in {words.number(worst['count'])} of {words.number(worst['n'])} {worst['counted']}",
        subtitle="Statements are entries that name a role accountable or responsible; processes are the key ones and all at the top of the list.",
        source="List of responsibilities and list of processes. Full count.",
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
        return _gap(result, "Who does each activity of managing", "No source tells the activities of managing apart")
    rows = table.to_dict("records")
    starts = [i for i, row in enumerate(rows) if i == 0 or row["group"] != rows[i - 1]["group"]]
    return Table(
        title=_title(rows),
        subtitle="How many processes have one role that is accountable for the activity. Whoever answers for the whole answers for each part.",
        source=_SOURCE,
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
        none, where = weak["none"], words.plural(weak["n"], "key process", "key processes")
        title = f"Weakest: {weak['activity'].lower()}, for which nobody answers in {words.number(none)} of {where}"
    else:
        none = sum(row["none"] for row in rows)
        where = words.plural(sum(row["n"] for row in rows), "management process", "management processes")
        title = f"Nobody answers for {words.number(none)} of {where}"
    return title if none else "Somebody answers for each activity of managing"


def _gap(result: StepResult, what: str, why: str) -> Gap:
    """The gap that the analysis told, or one of our own where the list is there but says nothing of it."""
    told = next((gap for gap in result.not_assessed if gap.what == what), None)
    return (
        Gap.of(told)
        if told
        else Gap(what, why, "These columns of the list of responsibilities, filled in with the client")
    )
