"""The drawing of the year's calendar: lines of meetings by rhythm, their marks by day, their hours as bars."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, Protocol

import altair as alt
import pandas as pd

from assessment_kit import words
from assessment_kit.language import later, phrase
from assessment_kit.show import theme
from assessment_kit.show.charts.canvas import Canvas
from assessment_kit.show.charts.cells import known, records
from assessment_kit.show.charts.lettering import fit, width

RHYTHMS = {
    "Yearly": later("Yearly"),
    "Quarterly": later("Quarterly"),
    "Monthly": later("Monthly"),
    "Weekly": later("Weekly"),
    "Daily": later("Daily"),
}
GROUPS = tuple(RHYTHMS)
"""As the tables name them; a word of `later` is no key for pandas."""
MONTHS = (
    later("Jan"),
    later("Feb"),
    later("Mar"),
    later("Apr"),
    later("May"),
    later("Jun"),
    later("Jul"),
    later("Aug"),
    later("Sep"),
    later("Oct"),
    later("Nov"),
    later("Dec"),
)
LINE, GROUP = 21, 24
FORTNIGHTLY, EVERY_THIRD_WEEK = 40, 22
"""Fewer times a year are not every week, or not every two weeks, holidays set aside."""
MOST_SINGLE = 20
"""Up to so many marks of one weekday are drawn one by one."""


class Scene(Protocol):
    """What the drawing needs to know; see `practices_calendar`."""

    held: pd.DataFrame
    drawn: list[Any]
    timed: bool
    year: int
    length: int
    days: dict[str, Any]
    plan: set[int] | None

    @property
    def header(self) -> str: ...

    def group(self, rhythm: str) -> tuple[pd.DataFrame, pd.DataFrame]: ...


class Drawing:
    """One drawing; y runs down as the lines are laid out."""

    def __init__(self, size: int, scene: Scene) -> None:
        self.scene, self.wide = scene, size >= theme.WIDE
        self.canvas = Canvas(size)
        names = max(width(str(n)) for n in scene.held.loc[scene.drawn, "name"])
        self.left = min(names + 10, 224 if self.wide else 118)
        self.right = size - (144 if self.wide else 44)
        self.size = size
        self.largest = max(float(scene.held["size_of_bar"].max()), 1.0)
        self.y = 10.0

    def chart(self) -> alt.TopLevelMixin:
        top = self._months()
        for rhythm in GROUPS:
            shown, rest = self.scene.group(rhythm)
            if len(shown):
                self._group(rhythm, shown, rest)
        self._grid(top, self.y)
        total = round(float(self.scene.held["size_of_bar"].sum()))
        self.canvas.line([(0, self.y + 2), (self.size, self.y + 2)], theme.LINE)
        counted = int(self.scene.held["size_of_bar"].notna().sum())
        name = words.plural(counted, "meeting")
        name = (
            phrase("All {name}", name=name)
            if 1 < counted == len(self.scene.held)
            else phrase("Together, {name}", name=name)
        )
        self.canvas.text(0, self.y + 15, name, bold=True)
        self.canvas.text(self.size, self.y + 15, words.number(total), bold=True, align="right")
        return self.canvas.chart(self.y + 26)

    def _x(self, day: float) -> float:
        return self.left + day / self.scene.length * (self.right - self.left)

    def _month(self, month: int) -> float:
        """Where a month begins."""
        if month > 12:
            return self.right
        return self._x(pd.Timestamp(self.scene.year or 2026, month, 1).day_of_year - 1)

    def _months(self) -> float:
        """Names of the months, the plan's band below them; returns where the grid begins."""
        for month, name in enumerate(MONTHS, start=1):
            middle = (self._month(month) + self._month(month + 1)) / 2
            self.canvas.text(middle, self.y, name if self.wide else name[0], theme.QUIET, align="center")
        if self.wide:
            self.canvas.text(self.size, self.y, self.scene.header, theme.QUIET, align="right")
        else:
            self.canvas.text(
                self.size, self.y, phrase("Hours") if self.scene.timed else phrase("Times"), theme.QUIET, align="right"
            )
        top = self.y + 12
        self.y += 20
        if self.scene.plan and len(self.scene.plan) < 12:
            room = width(phrase("Plan on the agenda"), bold=True) / 2
            runs = _runs(self.scene.plan)
            longest = max(runs, key=lambda run: run[1] - run[0])
            middle = (self._month(longest[0]) + self._month(longest[1] + 1)) / 2
            middle = min(max(middle, self.left + room), self.right - room)
            self.canvas.text(
                middle, self.y + 4, phrase("Plan on the agenda"), theme.SOUND, bold=True, align="center", halo=True
            )
            for first, last in runs:
                ends = (self._month(first), self._month(last + 1))
                self.canvas.line([(ends[0], self.y + 14), (ends[1], self.y + 14)], theme.SOUND, line=2)
            self.y += 22
        return top

    def _grid(self, top: float, bottom: float) -> None:
        if len(self.scene.plan or ()) < 12:
            for first, last in _runs(self.scene.plan or set()):
                start = self._month(first)
                self.canvas.box(start, top + 29, self._month(last + 1) - start, bottom - top - 29, theme.SOUND_WASH)
        for month in range(1, 14):  # as boxes, so that the marks lie on top
            self.canvas.box(self._month(month) - 0.5, top, 1, bottom - top, theme.HAIR)

    def _group(self, rhythm: str, shown: pd.DataFrame, rest: pd.DataFrame) -> None:
        if self.y > 60:
            self.canvas.line([(0, self.y + 1), (self.size, self.y + 1)], theme.HAIR)
        self.canvas.text(
            0, self.y + 14, _heading(rhythm, [*shown["per_year"], *rest["per_year"]]), theme.QUIET, size=11
        )
        self.y += GROUP
        for row in records(shown):
            self._meeting(row)
        if len(rest):
            self.canvas.text(0, self.y + LINE / 2, phrase("and {rest} more", rest=words.number(len(rest))), theme.QUIET,
                             tip=words.listing([str(n) for n in rest["name"]], 12))  # fmt: skip
            total = words.number(round(float(rest["size_of_bar"].sum())))
            self.canvas.text(self.size, self.y + LINE / 2, total, theme.QUIET, align="right")
            self.y += LINE
        self.y += 4

    def _meeting(self, row: Mapping[str, Any]) -> None:
        process = bool(row["process"])
        colour, ink = (theme.SOUND, theme.SOUND) if process else (theme.MARK, theme.INK)
        tip = f"{row['name']}: {row['frequency']}"
        name = fit(str(row["name"]), self.left - 6, bold=process)
        self.canvas.text(0, self.y + LINE / 2, name, ink, bold=process, tip=tip)
        days = self.scene.days.get(str(row["meeting_id"]), ())
        self._marks(row["rhythm"] == str(RHYTHMS["Daily"]), sorted({int(d) for d in days}), colour, str(row["name"]))
        if not known(row["size_of_bar"]):
            self.canvas.text(self.size, self.y + LINE / 2, phrase("not known"), theme.QUIET, align="right", size=11)
        else:
            self._bar(float(row["size_of_bar"]), colour, ink, tip, bold=process)
        self.y += LINE

    def _marks(self, daily: bool, days: Sequence[int], colour: str, name: str) -> None:
        """One mark per meeting; what comes round evenly is one dashed line, since a year of weeks has very many marks."""
        week = self._x(7) - self._x(0)
        if daily:  # the working days of a week as one mark
            self._even(0, 52, week, week * 0.72, colour, name)
            return
        for weekday in range(7):
            own = [d for d in days if d % 7 == weekday]
            steps = {b - a for a, b in pairwise(own)}
            if len(own) > MOST_SINGLE and len(steps) == 1:
                self._even(own[0], len(own), week * steps.pop() / 7, 2.4 if self.wide else 1.4, colour, name)
            else:
                for day in own:
                    self._mark(day, colour, name, 2.4 if len(days) > 2 * MOST_SINGLE else 6 if self.wide else 4)

    def _even(self, first: int, times: int, step: float, length: float, colour: str, name: str) -> None:
        start = max(self._x(first + 0.5) - length / 2, self.left) if length < step / 2 else self._x(first)
        end = min(start + (times - 1) * step + length, self.right)
        y = self.y + LINE / 2
        self.canvas.line([(start, y), (end, y)], colour, line=LINE - 10, dash=[length, step - length], tip=name)

    def _mark(self, day: int, colour: str, name: str, length: float) -> None:
        x = min(max(self._x(day + 0.5) - length / 2, self.left), self.right - length)
        self.canvas.box(x, self.y + 5, length, LINE - 10, colour, tip=name, above=True)

    def _bar(self, value: float, colour: str, ink: str, tip: str, *, bold: bool = False) -> None:
        if self.wide:
            length = max(1.0, value / self.largest * 92)
            self.canvas.box(self.right + 10, self.y + 5, length, LINE - 10, colour, tip=tip)
        text = words.number(round(value)) if value >= 1 else words.number(value)
        self.canvas.text(self.size, self.y + LINE / 2, text, ink, bold=bold, align="right")


def _runs(months: set[int]) -> list[tuple[int, int]]:
    """{9, 10, 11, 2} → [(2, 2), (9, 11)]."""
    runs: list[tuple[int, int]] = []
    for month in sorted(months):
        if runs and runs[-1][1] == month - 1:
            runs[-1] = (runs[-1][0], month)
        else:
            runs.append((month, month))
    return runs


def _heading(rhythm: str, per_year: Sequence[float]) -> str:
    """The name of a group; that of the weekly ones tells of those that come every two weeks, or every three."""
    if rhythm != "Weekly" or min(per_year) >= FORTNIGHTLY:
        return str(RHYTHMS[rhythm])
    every_third = min(per_year) < EVERY_THIRD_WEEK
    if max(per_year) < FORTNIGHTLY:
        return phrase("Every two or three weeks") if every_third else phrase("Every two weeks")
    return phrase("Every one to three weeks") if every_third else phrase("Weekly or every two weeks")
