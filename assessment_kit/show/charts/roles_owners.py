"""Who answers for each process, as a list: for narrow screens, and where a matrix of processes and roles would be mostly empty."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

from assessment_kit import words
from assessment_kit.language import later, phrase
from assessment_kit.show import theme
from assessment_kit.show.charts.canvas import Canvas
from assessment_kit.show.charts.lettering import fit, lines, width

ATTENTION = ("none", "disagree", "several", "one")
"""What wants attention first."""
_HEAD, _ONE_LINE, _TWO_LINES, _GAP = 28, 28, 43, 14

_VERDICT = later("Who answers")

Process = Mapping[Hashable, Any]


def by_attention(key: pd.DataFrame) -> pd.DataFrame:
    """The processes that want attention first on top; among these the most urgent, then in the order of the client's list."""
    order = key.assign(
        rank=key["status"].map({status: i for i, status in enumerate(ATTENTION)}),
        heat=-key["urgency"].astype("Float64").fillna(0.0).astype(float),
    )
    return order.sort_values(["rank", "heat"], kind="stable").drop(columns=["rank", "heat"])


def wide_list(shown: pd.DataFrame, doing: Mapping[str, int], of: int) -> alt.TopLevelMixin:
    """One process per row: its name, the roles accountable for the whole of it, and the verdict in words."""
    processes = shown.to_dict("records")
    longest = max(width(p["name"], bold=True) for p in processes) + _GAP + 1
    verdicts = max(*(width(p["verdict"], bold=True) + 20 for p in processes), width(_VERDICT))
    names = min(longest, 250)
    room = theme.WIDE - names - verdicts - _GAP
    told = [lines(accountable(p, doing.get(p["process_id"], 0), 1.8 * room), room) for p in processes]
    sheet, y = Canvas(theme.WIDE), float(_HEAD)
    for x, text in (
        (0.0, phrase("Key process")),
        (names, phrase("Accountable for the whole")),
        (theme.WIDE - verdicts, _VERDICT),
    ):
        sheet.text(x, _HEAD - 14, text, theme.QUIET)
    for process, who in zip(processes, told, strict=True):
        step = _ONE_LINE if len(who) < 2 else _TWO_LINES
        middle, bold = y + step / 2, process["status"] != "one"
        sheet.line([(0, y), (theme.WIDE, y)], theme.HAIR)
        sheet.text(0, middle, fit(process["name"], names - _GAP, bold=bold), bold=bold, tip=process["name"])
        for i, part in enumerate(who):
            place = middle + 15 * (i - (len(who) - 1) / 2)
            sheet.text(names, place, part, theme.INK if process["owner_titles"] else theme.QUIET, tip=_all(process))
        mark_verdict(sheet, process, theme.WIDE - verdicts, middle)
        y += step
    if of > len(shown):
        sheet.text(0, y + 12, more(of - len(shown)), theme.QUIET)
    return sheet.chart(y + (24 if of > len(shown) else 4))


def narrow_list(shown: pd.DataFrame, doing: Mapping[str, int], of: int) -> alt.TopLevelMixin:
    """One process in two lines: its name and verdict, and below who is named."""
    step, left = 44, of - len(shown)
    sheet = Canvas(theme.NARROW)
    for i, process in enumerate(shown.to_dict("records")):
        y, bold = 14 + step * i, process["status"] != "one"
        room = theme.NARROW - width(process["verdict"], bold=True) - 34
        sheet.text(0, y, fit(process["name"], room, bold=bold), bold=bold, tip=process["name"])
        mark_verdict(sheet, process, theme.NARROW, y, right=True)
        who = accountable(process, doing.get(process["process_id"], 0), theme.NARROW)
        sheet.text(0, y + 17, fit(who, theme.NARROW), theme.QUIET, tip=_all(process) or who)
        sheet.line([(0, y + step - 14), (theme.NARROW, y + step - 14)], theme.HAIR)
    if left:
        sheet.text(0, step * len(shown) + 10, fit(more(left), theme.NARROW), theme.QUIET)
    return sheet.chart(step * len(shown) + (22 if left else 0))


def more(left: int) -> str:
    """``and 4 more key processes, in the table of figures``."""
    return phrase(
        "and {processes}, in the table of figures",
        processes=words.plural(left, "more key process", "more key processes"),
    )


def mark_verdict(sheet: Canvas, process: Process, x: float, y: float, *, right: bool = False) -> None:
    """The mark and the words, from x on or up to x: hollow for nobody, one dot, two dots, unequal."""
    status, said = process["status"], process["verdict"]
    colour = theme.SOUND if status == "one" else theme.CHANGE
    mark = x - width(said, bold=True) - 8 if right else x + 6
    sheet.text(x if right else x + 20, y, said, colour, bold=True, align="right" if right else "left")
    if status == "disagree":
        sheet.text(mark, y, "≠", colour, bold=True, align="center", size=15)
    elif status == "several":
        sheet.dot(mark - 5, y, colour, size=60)
        sheet.dot(mark + 5, y, colour, size=60)
    else:
        sheet.dot(mark, y, colour, size=60, hollow=status == "none")


def accountable(process: Process, doing: int, room: float) -> str:
    """Whoever is accountable, as many by title as fit, and how many more; the owners of parts where nobody has the whole."""
    titles = process["owner_titles"]
    if not titles:
        return (
            phrase("nobody; {roles} responsible for doing it", roles=words.plural(doing, "role"))
            if doing
            else phrase("nobody is named")
        )
    before = phrase("for parts only: ") if process["in_parts"] else ""
    told = [before + _listed(titles, most) for most in (3, 2, 1)]
    return next((text for text in told if width(text) <= room), told[-1])


def _all(process: Process) -> str:
    return _listed(process["owner_titles"], most=8)


def _listed(titles: Sequence[str], most: int) -> str:
    """With semicolons where a title holds a comma; what stands before it is said once: Clinic manager, North; South."""
    if len(titles) < 2 or not any("," in title for title in titles):
        return words.listing(titles, most=most)
    shown = [
        title.partition(", ")[2]
        if i and "," in title and title.partition(", ")[0] == titles[i - 1].partition(", ")[0]
        else title
        for i, title in enumerate(titles[:most])
    ]
    left = len(titles) - most
    return "; ".join([*shown, *([phrase("and {left} more", left=words.number(left))] if left > 0 else [])])
