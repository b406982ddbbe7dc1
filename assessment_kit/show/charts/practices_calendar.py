"""Figure "calendar": the year in weeks, each meeting a line with a mark for each time it is held, and its hours as a bar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

from assessment_kit import words
from assessment_kit.analysis.result import StepResult
from assessment_kit.show import theme
from assessment_kit.show.charts.canvas import Canvas
from assessment_kit.show.charts.cells import figure_or_none, known, records
from assessment_kit.show.charts.lettering import fit, width
from assessment_kit.show.pieces import Figure, Gap, figure

GROUPS = ("Yearly", "Quarterly", "Monthly", "Weekly", "Daily")
MOST_DRAWN = 22
FROM_EACH_GROUP = 2
MOST_ROWS = 60
LINE, GROUP = 21, 24
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
FULL_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def calendar(result: StepResult) -> Figure | Gap:
    """The year's calendar; the largest meetings of each rhythm are drawn, the others are summed."""
    meetings = result.tables.get("meetings", pd.DataFrame())
    held = meetings[meetings["rhythm"].isin(GROUPS)] if len(meetings) else meetings
    if held.empty:
        return Gap(
            "The calendar of the year", "no list of meetings with their frequency", "How often each meeting is held"
        )
    scene = _Scene(result, held)
    return figure(
        lambda size: _Drawing(size, scene).chart(),
        title=scene.title(),
        subtitle=scene.subtitle(),
        source=f"Meeting list, {words.plural(len(meetings), 'row')}, unfolded over {scene.year}. Full count.",
        alt_text=scene.alt(),
        columns=("Meeting", "Rhythm", "Times a year", "Minutes", "People", "Hours a year", "Process on the agenda"),
        rows=scene.rows(),
        margin=scene.margin(),
    )


class _Scene:
    """What is drawn and said, whatever the width."""

    def __init__(self, result: StepResult, held: pd.DataFrame) -> None:
        self.result = result
        self.timed = bool(held["hours"].notna().any())
        self.held = held.assign(size_of_bar=held["hours"] if self.timed else held["per_year"])
        process = self.held["process_performance_on_agenda"]
        self.process_known = bool(process.notna().any())
        self.held["process"] = process.fillna(False).astype(bool)
        self.drawn = self._choose()
        dates = result.tables["dates"]
        self.year = int(dates["date"].dt.year.iloc[0]) if len(dates) else 0
        self.length = 366 if self.year % 4 == 0 else 365
        self.days = {str(k): v.dt.dayofyear.to_numpy() - 1 for k, v in dates.groupby("meeting_id", sort=False)["date"]}
        plan = result.tables.get("plan", pd.DataFrame())
        self.plan = {int(m) for m in plan.loc[plan["meetings"] > 0, "month"]} if len(plan) else None

    def _choose(self) -> list[Any]:
        """The first of each group by size, those with a process on the agenda, then the largest of the rest."""
        order = self.held.sort_values("size_of_bar", ascending=False, kind="stable")
        first = order.groupby("rhythm", sort=False).head(FROM_EACH_GROUP).index
        process = order.index[order["process"]][:6]
        return list(dict.fromkeys([*first, *process, *order.index]))[:MOST_DRAWN]

    def group(self, rhythm: str) -> tuple[pd.DataFrame, pd.DataFrame]:
        """The meetings of a rhythm that are drawn, the largest first, and the rest."""
        own = self.held[self.held["rhythm"] == rhythm]
        drawn = own[own.index.isin(self.drawn)]
        shown = (
            own if len(own) == len(drawn) + 1 else drawn
        )  # one more line takes the room of the line that would sum it
        return shown.sort_values("size_of_bar", ascending=False, kind="stable"), own.drop(shown.index)

    @property
    def header(self) -> str:
        return "Hours a year" if self.timed else "Times a year"

    def title(self) -> str:
        hours, process = self.result.row("practices.hours"), self.result.row("practices.hours_on_process")
        if hours is None:
            times = float(self.held["per_year"].sum())
            return (
                f"{words.plural(len(self.held), 'meeting')} in a rhythm, held {words.number(round(times))} times a year"
            )
        text = f"Managers spend {words.number(round(hours['value']))} hours a year together"
        if process is None:
            return f"{text} in {words.plural(int(hours['n']), 'regular meeting')}"
        spent = round(float(process["count"]))
        return f"{text}, {words.number(spent) if spent else 'none'} of them on processes"

    def subtitle(self) -> str:
        part = "" if len(self.drawn) >= len(self.held) else ", the largest drawn one by one"
        text = f"The year’s calendar of {words.plural(len(self.held), 'regular meeting')}{part}."
        if self.held["process"].any():
            text += " Blue meetings have a process on the agenda."
        elif self.process_known:
            text += " None has a process on the agenda."
        return text + (" Hours are length × people × times a year." if self.timed else " Each mark is one meeting.")

    def alt(self) -> str:
        parts = [f"{self.title()}."]
        for rhythm in GROUPS:
            own = self.held[self.held["rhythm"] == rhythm]
            if len(own):
                parts.append(f"{rhythm}: {words.plural(len(own), 'meeting')}, {self._sum(own)}.")
        if self.plan is not None:
            parts.append(self._plan_words())
        return " ".join(parts)

    def _sum(self, rows: pd.DataFrame) -> str:
        total = round(float(rows["size_of_bar"].sum()))
        return words.plural(total, "hour") if self.timed else f"{words.number(total)} times"

    def _plan_words(self) -> str:
        if not self.plan:
            return "The plan is on no agenda in any month."
        if len(self.plan) == 12:
            return "The plan is on an agenda in every month."
        months = words.listing([FULL_MONTHS[m - 1] for m in sorted(self.plan)], 6)
        return f"The plan is on an agenda in {months}. In the other months no meeting on the list looks at it."

    def margin(self) -> list[str]:
        margin = [self._plan_words()] if self.plan is not None else []
        margin.append("A meeting whose day is not named has its marks spread evenly.")
        unknown = int(self.result.tables["meetings"]["hours"].isna().sum())
        if self.timed and unknown:
            whose = "its" if unknown == 1 else "their"
            margin.append(
                f"The hours of {words.plural(unknown, 'meeting')} are not counted: {whose} length, people or rhythm are not on record."
            )
        return margin

    def rows(self) -> Sequence[Sequence[str]]:
        ordered = self.held.sort_values("size_of_bar", ascending=False, kind="stable")
        told = {True: "yes", False: "no"}
        rows: list[tuple[str, ...]] = [
            (str(r["name"]), str(r["rhythm"]), words.number(r["per_year"]), words.number(figure_or_none(r["minutes"])), words.number(r["size"]),
             words.number(_whole(r["hours"])), told[bool(r["process"])] if known(r["process_performance_on_agenda"]) else "not known")
            for r in records(ordered.head(MOST_ROWS))
        ]  # fmt: skip
        rest = ordered.iloc[MOST_ROWS:]
        if len(rest):
            rows.append(
                (f"and {words.number(len(rest))} more", "", "", "", "", words.number(_whole(rest["hours"].sum())), "")
            )
        return rows


class _Drawing:
    """One drawing; y runs down as the lines are laid out."""

    def __init__(self, size: int, scene: _Scene) -> None:
        self.scene, self.wide = scene, size >= theme.WIDE
        self.canvas = Canvas(size)
        names = max(width(str(n)) for n in scene.held.loc[scene.drawn, "name"])
        self.left = min(names + 10, 176 if self.wide else 118)
        self.right = size - (144 if self.wide else 44)
        self.size = size
        self.largest = max(float(scene.held["size_of_bar"].max()), self._largest_rest(), 1.0)
        self.y = 10.0

    def _largest_rest(self) -> float:
        return max((float(self.scene.group(g)[1]["size_of_bar"].sum()) for g in GROUPS), default=0.0)

    def chart(self) -> alt.TopLevelMixin:
        top = self._months()
        for rhythm in GROUPS:
            shown, rest = self.scene.group(rhythm)
            if len(shown):
                self._group(rhythm, shown, rest)
        self._grid(top, self.y)
        total = round(float(self.scene.held["size_of_bar"].sum()))
        self.canvas.line([(0, self.y + 2), (self.size, self.y + 2)], theme.LINE)
        name = f"All {words.plural(len(self.scene.held), 'meeting')}" if len(self.scene.held) > 1 else "The one meeting"
        self.canvas.text(0, self.y + 15, name, bold=True)
        self.canvas.text(self.size, self.y + 15, words.number(total), bold=True, align="right")
        return self.canvas.chart(self.y + 26)

    def _x(self, day: float) -> float:
        return self.left + day / self.scene.length * (self.right - self.left)

    def _month(self, month: int) -> float:
        """Where a month begins."""
        if month > 12:
            return self.right
        return self._x(pd.Timestamp(self.scene.year or 2026, month, 1).dayofyear - 1)

    def _months(self) -> float:
        """Names of the months, the plan's band below them; returns where the grid begins."""
        for month, name in enumerate(MONTHS, start=1):
            middle = (self._month(month) + self._month(month + 1)) / 2
            self.canvas.text(middle, self.y, name if self.wide else name[0], theme.QUIET, align="center")
        if self.wide:
            self.canvas.text(self.size, self.y, self.scene.header, theme.QUIET, align="right")
        else:
            self.canvas.text(self.size, self.y, "Hours" if self.scene.timed else "Times", theme.QUIET, align="right")
        top = self.y + 12
        self.y += 20
        if self.scene.plan and len(self.scene.plan) < 12:
            room = width("Plan on the agenda", bold=True) / 2
            runs = _runs(self.scene.plan)
            longest = max(runs, key=lambda run: run[1] - run[0])
            middle = (self._month(longest[0]) + self._month(longest[1] + 1)) / 2
            middle = min(max(middle, self.left + room), self.right - room)
            self.canvas.text(
                middle, self.y + 4, "Plan on the agenda", theme.SOUND, bold=True, align="center", halo=True
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
        self.canvas.text(0, self.y + 14, rhythm, theme.QUIET, size=11)
        self.y += GROUP
        for row in records(shown):
            self._meeting(row)
        if len(rest):
            self.canvas.text(0, self.y + LINE / 2, f"and {words.number(len(rest))} more", theme.QUIET,
                             tip=words.listing([str(n) for n in rest["name"]], 12))  # fmt: skip
            self._bar(float(rest["size_of_bar"].sum()), theme.MARK_SOFT, theme.QUIET, "", outlined=True)
            self.y += LINE
        self.y += 4

    def _meeting(self, row: Mapping[str, Any]) -> None:
        process = bool(row["process"])
        colour, ink = (theme.SOUND, theme.SOUND) if process else (theme.MARK, theme.INK)
        tip = f"{row['name']}: {row['frequency']}"
        name = fit(str(row["name"]), self.left - 6, bold=process)
        self.canvas.text(0, self.y + LINE / 2, name, ink, bold=process, tip=tip)
        days = self.scene.days.get(str(row["meeting_id"]), ())
        often = row["per_year"] > 20
        if row["rhythm"] == "Daily":
            self._weeks(sorted({int(d) // 7 for d in days}), colour, str(row["name"]))
        else:
            mark = (2.4 if self.wide else 1.4) if often else (6 if self.wide else 4)
            for day in sorted({int(d) for d in days}):
                x = min(max(self._x(day + 0.5) - mark / 2, self.left), self.right - mark)
                self.canvas.box(x, self.y + 5, mark, LINE - 10, colour, tip=str(row["name"]), above=True)
        if not known(row["size_of_bar"]):
            self.canvas.text(self.size, self.y + LINE / 2, "not known", theme.QUIET, align="right", size=11)
        else:
            self._bar(float(row["size_of_bar"]), colour, ink, tip, bold=process)
        self.y += LINE

    def _weeks(self, weeks: Sequence[int], colour: str, name: str) -> None:
        """Five days out of seven as one mark."""
        for week in weeks:
            x = self._x(week * 7)
            length = (self._x(7) - self._x(0)) * 0.72
            self.canvas.box(x, self.y + 5, min(length, self.right - x), LINE - 10, colour, tip=name, above=True)

    def _bar(
        self, value: float, colour: str, ink: str, tip: str, *, bold: bool = False, outlined: bool = False
    ) -> None:
        if self.wide:
            start, room = self.right + 10, 134 - 42
            length = max(1.0, value / self.largest * room)
            self.canvas.box(
                start, self.y + 5, length, LINE - 10, colour, stroke=theme.LINE if outlined else None, tip=tip
            )
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


def _whole(value: Any) -> float | None:
    return float(round(value)) if known(value) else None
