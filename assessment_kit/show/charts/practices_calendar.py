"""Figure "calendar": the year in weeks, each meeting a line with a mark for each time it is held, and its hours as a bar."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from assessment_kit import words
from assessment_kit.analysis.practices_gaps import CALENDAR
from assessment_kit.analysis.result import StepResult
from assessment_kit.language import later, phrase
from assessment_kit.show.charts.cells import figure_or_none, known, records
from assessment_kit.show.charts.practices_calendar_drawing import GROUPS, RHYTHMS, Drawing
from assessment_kit.show.charts.practices_gap import gap
from assessment_kit.show.pieces import Figure, Gap, figure

MOST_DRAWN = 22
FROM_EACH_GROUP = 2
MOST_ROWS = 60
FULL_MONTHS = (
    later("January"), later("February"), later("March"), later("April"), later("May"), later("June"), later("July"), later("August"), later("September"), later("October"), later("November"), later("December"),
)  # fmt: skip


def calendar(result: StepResult) -> Figure | Gap:
    """The year's calendar; the largest meetings of each rhythm are drawn, the others are summed."""
    meetings = result.tables.get("meetings", pd.DataFrame())
    held = meetings[meetings["rhythm"].isin(GROUPS)] if len(meetings) else meetings
    if held.empty:
        return gap(result, CALENDAR)
    scene = Year(result, held)
    return figure(
        lambda size: Drawing(size, scene).chart(),
        title=scene.title(),
        subtitle=scene.subtitle(),
        source=phrase(
            "Meeting list, {rows}, unfolded over {year}. Full count.",
            rows=words.plural(len(meetings), "row"),
            year=scene.year,
        ),
        alt_text=scene.alt(),
        columns=(
            phrase("Meeting"),
            phrase("Rhythm"),
            phrase("Times a year"),
            phrase("Minutes"),
            phrase("People"),
            phrase("Hours a year"),
            phrase("Process on the agenda"),
        ),
        rows=scene.rows(),
        margin=scene.margin(),
    )


class Year:
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
        self.days = {
            str(k): v.dt.day_of_year.to_numpy() - 1 for k, v in dates.groupby("meeting_id", sort=False)["date"]
        }
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
        return phrase("Hours a year") if self.timed else phrase("Times a year")

    def title(self) -> str:
        hours, process = self.result.row("practices.hours"), self.result.row("practices.hours_on_process")
        if hours is None:
            times = float(self.held["per_year"].sum())
            return phrase(
                "{meetings} in a rhythm, held {times} times a year",
                meetings=words.plural(len(self.held), "meeting"),
                times=words.number(round(times)),
            )
        text = phrase("Managers spend {value} hours a year together", value=words.number(round(hours["value"])))
        if process is None:
            return phrase("{text} in {meetings}", text=text, meetings=words.plural(int(hours["n"]), "regular meeting"))
        spent = round(float(process["count"]))
        return phrase(
            "{text}, {spent} of them on processes", text=text, spent=words.number(spent) if spent else phrase("none")
        )

    def subtitle(self) -> str:
        part = "" if len(self.drawn) >= len(self.held) else phrase(", the largest drawn one by one")
        text = phrase(
            "The year’s calendar of {meetings}{part}.",
            meetings=words.plural(len(self.held), "regular meeting"),
            part=part,
        )
        if self.held["process"].any():
            text += phrase(" Blue meetings have a process on the agenda.")
        elif self.process_known:
            text += phrase(" No agenda holds a process.")
        return text + (
            phrase(" Hours are length × people × times a year.") if self.timed else phrase(" Each mark is one meeting.")
        )

    def alt(self) -> str:
        parts = [f"{self.title()}."]
        for rhythm in GROUPS:
            own = self.held[self.held["rhythm"] == rhythm]
            if len(own):
                parts.append(f"{RHYTHMS[rhythm]}: {words.plural(len(own), 'meeting')}, {self._sum(own)}.")
        if self.plan is not None:
            parts.append(self._plan_words())
        return " ".join(parts)

    def _sum(self, rows: pd.DataFrame) -> str:
        total = round(float(rows["size_of_bar"].sum()))
        return words.plural(total, "hour") if self.timed else phrase("{total} times", total=words.number(total))

    def _plan_words(self) -> str:
        if not self.plan:
            return phrase("The plan is on no agenda in any month.")
        if len(self.plan) == 12:
            return phrase("The plan is on an agenda in every month.")
        months = words.listing([FULL_MONTHS[m - 1] for m in sorted(self.plan)], 6)
        return phrase(
            "The plan is on an agenda in {months}. In the other months no meeting on the list looks at it.",
            months=months,
        )

    def margin(self) -> list[str]:
        margin = [self._plan_words()] if self.plan is not None else []
        margin.append(phrase("A meeting whose day is not named has its marks spread evenly."))
        unknown = int(self.result.tables["meetings"]["hours"].isna().sum())
        if self.timed and unknown:
            whose = phrase("its") if unknown == 1 else phrase("their")
            margin.append(
                phrase(
                    "The hours of {meetings} are not counted: {whose} length, people or rhythm are not on record.",
                    meetings=words.plural(unknown, "meeting"),
                    whose=whose,
                )
            )
        return margin

    def rows(self) -> Sequence[Sequence[str]]:
        ordered = self.held.sort_values("size_of_bar", ascending=False, kind="stable")
        told = {True: phrase("yes"), False: phrase("no")}
        rows: list[tuple[str, ...]] = [
            (str(r["name"]), words.sentence_case(words.every(r["per_year"])), words.number(r["per_year"]), words.number(figure_or_none(r["minutes"])), words.number(r["size"]),
             words.number(_whole(r["hours"])), told[bool(r["process"])] if known(r["process_performance_on_agenda"]) else phrase("not known"))
            for r in records(ordered.head(MOST_ROWS))
        ]  # fmt: skip
        rest = ordered.iloc[MOST_ROWS:]
        if len(rest):
            rows.append(
                (
                    phrase("and {rest} more", rest=words.number(len(rest))),
                    "",
                    "",
                    "",
                    "",
                    words.number(_whole(rest["hours"].sum())),
                    "",
                )
            )
        return rows


def _whole(value: Any) -> float | None:
    return float(round(value)) if known(value) else None
