"""Two tables of step 2: how roles fail, and who does each activity of managing."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from assessment_kit import words
from assessment_kit.analysis.managing_activities import KEY_GROUP
from assessment_kit.analysis.result import StepResult
from assessment_kit.analysis.roles_gaps import ACTIVITIES, DEFINED, NOTHING, QUALITY
from assessment_kit.language import phrase
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
        title=phrase("The papers show no defect in roles and responsibilities")
        if clean
        else phrase("Most frequent defect: {name}, in {count}", name=words.lowered(worst["name"]), count=_of(worst["count"], worst["n"], worst["counted"])),
        subtitle=phrase("Responsibilities are entries that name a role accountable or responsible; processes are the key ones and all at the top of the list."),
        source=source(result, "responsibilities", "processes"),
        columns=(phrase("Defect"), phrase("What it means"), phrase("Found"), phrase("Of"), phrase("Share"), phrase("For example")),
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
        subtitle=phrase("How many processes have one role that is accountable for the activity. Whoever answers for the whole answers for each part."),
        source=source(result, "responsibilities", "processes", "management_processes"),
        columns=(phrase("Activity"), phrase("Processes"), phrase("One role"), phrase("Nobody"), phrase("Several or disputed"), phrase("Most often")),
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
        title = phrase(
            "Weakest: {activity}, for which nobody answers in {none}",
            activity=words.lowered(weak["activity"]),
            none=_of(none, weak["n"], phrase("key processes")),
        )
    else:
        none = sum(row["none"] for row in rows)
        title = phrase(
            "Nobody answers for {none}", none=_of(none, sum(row["n"] for row in rows), phrase("management processes"))
        )
    if none:
        return title
    others = [row for row in rows if row["group"] != KEY_GROUP]
    left = sum(row["none"] for row in others)
    if left:
        return phrase(
            "Somebody answers in each key process, but for {left} nobody does",
            left=_of(left, sum(row["n"] for row in others), phrase("management processes")),
        )
    return phrase("Somebody answers for each activity of managing")


def _of(count: float, n: float, many: str) -> str:
    """``3 of 12 key processes``, ``both key processes``, ``all 5 roles``, ``the only process``."""
    if n == 1:
        if many.endswith("ies"):
            return phrase("the only {removesuffix}y", removesuffix=many.removesuffix("ies"))
        return phrase(
            "the only {removesuffix}",
            removesuffix=many.removesuffix("es") if many.endswith("processes") else many.removesuffix("s"),
        )
    if count == n:
        return phrase("both {many}", many=many) if n == 2 else phrase("all {n} {many}", n=words.number(n), many=many)
    return phrase("{count} of {n} {many}", count=words.number(count), n=words.number(n), many=many)
