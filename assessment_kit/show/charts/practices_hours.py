"""Figure "hours": whose time meetings take, by level, purpose and role."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd

from assessment_kit import words
from assessment_kit.analysis.meeting_hours import LEVELS
from assessment_kit.analysis.practices_gaps import HOURS
from assessment_kit.analysis.result import StepResult
from assessment_kit.language import phrase
from assessment_kit.show import theme
from assessment_kit.show.charts.canvas import Canvas
from assessment_kit.show.charts.cells import records
from assessment_kit.show.charts.lettering import fit, width
from assessment_kit.show.charts.practices_gap import gap
from assessment_kit.show.pieces import Figure, Gap, figure

MOST_ROLES = {True: 15, False: 10}
"""Roles drawn, by whether the picture is wide."""
MOST_PURPOSES = 9
MOST_ROWS = 60
LINE = 21
_SHORT = 126.0
"""Room for the names of levels and purposes."""

Bar = tuple[str, float, bool, str]


def hours(result: StepResult) -> Figure | Gap:
    """Hours a year in meetings: per manager of each level, by purpose, and of the managers with most."""
    roles = result.tables.get("roles", pd.DataFrame())
    if roles.empty:
        return gap(result, HOURS)
    return figure(
        lambda size: _draw(size, result),
        title=_title(result, roles),
        subtitle=_subtitle(result, roles),
        source=phrase(
            "Meeting list, {rows}, and list of roles. Full count.",
            rows=words.plural(len(result.tables["meetings"]), "row"),
        ),
        alt_text=f"{_title(result, roles)}. {_levels_told(result)}",
        columns=(
            phrase("Manager"),
            phrase("Level"),
            phrase("Meetings"),
            phrase("Hours a year"),
            phrase("Of the working time"),
        ),
        rows=_rows(roles),
        margin=[
            phrase(
                "{often} is {hours_told}. Time to prepare and to travel comes on top.",
                often=words.sentence_case(_often(result)),
                hours_told=_hours_told(result),
            )
        ],
    )


def _title(result: StepResult, roles: pd.DataFrame) -> str:
    listed = result.row("practices.overloaded_roles")
    heavy = int(roles["heavy"].sum() if listed is None else listed["count"])
    if heavy:
        count = words.sentence_case(words.count_word(heavy))
        managers = words.plural(len(roles) if listed is None else int(listed["n"]), "manager")
        return phrase(
            "{count} of {managers} {word} {often} or more in meetings",
            count=count,
            managers=managers,
            word=phrase("spends") if heavy == 1 else phrase("spend"),
            often=_often(result),
        )
    levels = result.tables["levels"]
    if len(levels) > 1:
        most = levels.sort_values("hours_per_role", ascending=False, kind="stable").iloc[0]
        return phrase(
            "{label} spend {share} of their time in meetings, more than any other level",
            label=most["label"],
            share=words.percent(most["share"]),
        )
    first = roles.iloc[0]
    return phrase(
        "No manager spends more than {share} of the working time in meetings of the list",
        share=words.percent(first["share"]),
    )


def _subtitle(result: StepResult, roles: pd.DataFrame) -> str:
    text = phrase("Hours a year in the meetings of the list.")
    return text + (phrase(" Orange is {often} or more.", often=_often(result)) if roles["heavy"].any() else "")


def _often(result: StepResult) -> str:
    return words.days_of_a_week(result.limits.meetings.heavy_share)


def _line(result: StepResult) -> float:
    """Hours a year from which a manager sits in too many meetings."""
    return result.limits.meetings.heavy_share * result.limits.meetings.working_hours


def _hours_told(result: StepResult) -> str:
    whole = words.number(result.limits.meetings.working_hours)
    return phrase("{line} of the {whole} working hours of a year", line=words.number(round(_line(result))), whole=whole)


def _levels_told(result: StepResult) -> str:
    levels = result.tables["levels"]
    return " ".join(
        phrase(
            "{label}: {hours_per_role} hours a year each.",
            label=r["label"],
            hours_per_role=words.number(round(r["hours_per_role"])),
        )
        for r in records(levels)
    )


def _draw(size: int, result: StepResult) -> alt.TopLevelMixin:
    canvas = Canvas(size)
    wide = size >= theme.WIDE
    if wide:
        room = 330.0
        left = _levels(canvas, 0, 8, room, result, names=_SHORT)
        left = _purposes(canvas, 0, left + 18, room, result, names=_SHORT)
        right = _managers(canvas, size - room, 8, room, result, MOST_ROLES[True])
        return canvas.chart(max(left, right))
    y = _levels(canvas, 0, 8, size, result)
    y = _managers(canvas, 0, y + 18 if y > 8 else y, size, result, MOST_ROLES[False])
    return canvas.chart(_purposes(canvas, 0, y + 18, size, result))


def _levels(canvas: Canvas, x: float, y: float, room: float, result: StepResult, names: float = 0) -> float:
    levels = result.tables["levels"]
    if levels.empty:
        return y
    bars = [
        (str(r["label"]), float(r["hours_per_role"]), bool(r["heavy"]),
         phrase("{label}: {managers}, {hours} hours together", label=r["label"], managers=words.plural(int(r["roles"]), "manager"), hours=words.number(round(r["hours"]))))
        for r in records(levels)
    ]  # fmt: skip
    return _bars(canvas, x, y, room, phrase("Per manager, by level"), bars, names=names)


def _purposes(canvas: Canvas, x: float, y: float, room: float, result: StepResult, names: float = 0) -> float:
    purposes = result.tables["purposes"]
    timed = purposes[purposes["hours"] > 0]
    if timed.empty:
        return y
    bars = [
        (str(r["purpose"]), float(r["hours"]), False, f"{r['purpose']}: {words.plural(int(r['meetings']), 'meeting')}")
        for r in records(timed.head(MOST_PURPOSES))
    ]
    rest = timed.iloc[MOST_PURPOSES:]
    if len(rest):
        bars.append(
            (
                phrase("and {rest} more", rest=words.number(len(rest))),
                float(rest["hours"].sum()),
                False,
                words.listing(list(rest["purpose"]), 9),
            )
        )
    return _bars(canvas, x, y, room, phrase("All together, by purpose"), bars, names=names)


def _managers(canvas: Canvas, x: float, y: float, room: float, result: StepResult, most: int) -> float:
    roles = result.tables["roles"]
    shown = roles.head(most if len(roles) != most + 1 else most + 1)
    bars = [
        (str(r["title"]), float(r["hours"]), bool(r["heavy"]),
         phrase("{title}: {meetings}, {share} of the working time", title=r["title"], meetings=words.plural(int(r["meetings"]), "meeting"), share=words.percent(r["share"])))
        for r in records(shown)
    ]  # fmt: skip
    rest = roles.iloc[len(shown) :]
    note = (
        phrase(
            "and {rest} more with at most {hours} hours",
            rest=words.number(len(rest)),
            hours=words.number(round(rest["hours"].max())),
        )
        if len(rest)
        else ""
    )
    return _bars(
        canvas, x, y, room, phrase("Managers with most"), bars, line=(_line(result), _often(result)), note=note
    )


def _bars(
    canvas: Canvas, x: float, y: float, room: float, heading: str, bars: Sequence[Bar], *, line: tuple[float, str] | None = None, note: str = "", names: float = 0
) -> float:  # fmt: skip
    """One block of bars with names on the left and hours on the right; a line at so many hours, with its words."""
    canvas.text(x, y, heading, bold=True)
    names = names or min(max(width(name) for name, *_ in bars) + 8, room * 0.48)
    space = room - names - 46
    largest = max(1.0, *(value for _, value, _, _ in bars), line[0] if line and bars[0][2] else 0.0)
    y += 12
    top = y
    for name, value, heavy, tip in bars:
        middle = y + LINE / 2
        canvas.text(x, middle, fit(name, names - 6), theme.CHANGE if heavy else theme.INK, tip=tip)
        canvas.box(
            x + names,
            y + 5,
            max(1.0, value / largest * space),
            LINE - 10,
            theme.CHANGE if heavy else theme.MARK,
            tip=tip,
        )
        text = words.number(round(value)) if value >= 1 else words.number(value)
        canvas.text(x + room, middle, text, theme.CHANGE if heavy else theme.INK, align="right")
        y += LINE
    if line and line[0] <= largest:
        canvas.line(
            [(x + names + line[0] / largest * space, top), (x + names + line[0] / largest * space, y)],
            theme.INK,
            dash=True,
        )
        place = min(x + names + line[0] / largest * space, x + room - width(line[1]) / 2)
        canvas.text(place, y + 9, line[1], theme.QUIET, align="center", size=11)
        y += 18
    if note:
        canvas.text(x, y + 9, fit(note, room), theme.QUIET)
        y += 18
    return y + 4


def _rows(roles: pd.DataFrame) -> Sequence[Sequence[str]]:
    rows = [
        (str(r["title"]), phrase(LEVELS.get(str(r["level"]), "not known")), words.number(r["meetings"]), words.number(round(r["hours"])),
         words.percent(r["share"]))
        for r in records(roles.head(MOST_ROWS))
    ]  # fmt: skip
    rest = roles.iloc[MOST_ROWS:]
    if len(rest):
        rows.append(
            (
                phrase("and {rest} more", rest=words.number(len(rest))),
                "",
                "",
                words.number(round(rest["hours"].sum())),
                "",
            )
        )
    return rows
