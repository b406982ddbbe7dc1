"""Figure "to_be": today's hours against those of the proposed calendar, level by level, and which meetings change how."""

from __future__ import annotations

import altair as alt
import pandas as pd

from assessment_kit import words
from assessment_kit.analysis.practices_gaps import HOURS
from assessment_kit.analysis.result import StepResult
from assessment_kit.language import later, phrase
from assessment_kit.show import theme
from assessment_kit.show.charts.behind import capped
from assessment_kit.show.charts.canvas import Canvas
from assessment_kit.show.charts.cells import Record, records
from assessment_kit.show.charts.lettering import fit, lines
from assessment_kit.show.charts.practices_gap import gap
from assessment_kit.show.pieces import Figure, Gap, Table, figure

MOST = 6
"""Meetings of one kind of change that are drawn."""
HEADS = {
    "takes up": later("Take up processes"),
    "new": later("Begin"),
    "merges": later("Merge"),
    "earns its place": later("Must earn their place, or end"),
}


def to_be(result: StepResult) -> Figure | Table | Gap:
    """The proposal; a sentence where the calendar can stay as it is."""
    proposed, today = result.row("practices.to_be_hours"), result.value("practices.hours")
    if proposed is None or today is None:
        return gap(result, HOURS)
    changes, levels = result.tables["to_be_changes"], result.tables["to_be_levels"]
    if changes.empty:
        return _stays(int(proposed["n"]))
    title = _title(result, changes, float(proposed["value"]) - today)
    return figure(
        lambda size: _draw(size, changes, levels),
        title=title,
        subtitle=phrase("Hours a year of all managers of a level, today and as proposed; then what changes.")
        + (phrase(" Orange must earn its place; its hours are not counted as saved.") if changes["change"].eq("earns its place").any() else ""),
        source=phrase("Meeting list, {rows} with length, people and frequency; list of processes.", rows=words.plural(int(proposed["n"]), "row")),
        alt_text=f"{title}. "
        + " ".join(phrase("{label}: {before} hours today, {after} proposed.", label=r["label"], before=words.number(r["before"], 0), after=words.number(r["after"], 0)) for r in records(levels)),
        columns=(phrase("Meeting"), phrase("Change"), phrase("How"), phrase("Hours today"), phrase("Hours proposed")),
        rows=capped((_row(r) for r in records(changes)), len(changes)),
        margin=(
            phrase("A process gets a quarter of an hour in the well made meeting that brings most of its functions together."),
            phrase("It is seldom as easy as a line on an agenda: each process needs somebody who speaks for it, and a figure to look at."),
        ),
    )  # fmt: skip


def _stays(meetings: int) -> Table:
    return Table(
        title=phrase("The calendar can stay as it is"),
        subtitle=phrase(
            "No key process wants a place, no meeting repeats another one, and none is both badly made and doubted."
        ),
        source=phrase("Meeting list, {rows} with length, people and frequency.", rows=words.plural(meetings, "row")),
        columns=(phrase("Meetings looked at"), phrase("Changes proposed")),
        rows=((words.number(meetings), "none"),),
        align="lr",
    )


def _title(result: StepResult, changes: pd.DataFrame, change: float) -> str:
    got = _got(change)
    left = sum(len(names) for names in changes.loc[changes["change"].eq("new"), "processes"])
    places, placed = result.row("practices.to_be_places"), result.row("practices.to_be_placed")
    if placed is not None and places is not None and placed["count"]:
        count, hosts = int(placed["count"]), int(places["count"])
        named = (
            phrase("One process fits")
            if count == 1
            else phrase("{count} processes fit", count=words.sentence_case(words.count_word(count)))
        )
        named += (
            phrase(" into an existing meeting")
            if hosts == 1
            else phrase(" into {hosts} existing meetings", hosts=words.count_word(hosts))
        )
        if left:
            return phrase(
                "{named}, {left} {word} a new review; in all {got}",
                named=named,
                left=words.count_word(left),
                word=phrase("needs") if left == 1 else phrase("need"),
                got=got,
            )
        return phrase("{named}, and {got}", named=named, got=got)
    merged = int(changes["change"].eq("merges").sum())
    if merged:
        which = (
            phrase("One meeting can merge into another")
            if merged == 1
            else phrase("{merged} meetings can merge into others", merged=words.sentence_case(words.count_word(merged)))
        )
        return phrase("{which}, and {got}", which=which, got=got)
    if left:
        which = (
            phrase("One process finds")
            if left == 1
            else phrase("{left} processes find", left=words.sentence_case(words.count_word(left)))
        )
        return phrase("{which} no place in today’s calendar; with a new review {got}", which=which, got=got)
    tested = len(changes)
    return phrase(
        "{tested} {word} to earn {word_2} place",
        tested=words.sentence_case(words.count_word(tested)),
        word=phrase("meeting has") if tested == 1 else phrase("meetings have"),
        word_2=phrase("its") if tested == 1 else phrase("their"),
    )


def _got(change: float) -> str:
    hours = words.plural(abs(round(change)), "hour")
    if round(change) < 0:
        return phrase("managers get {hours} a year back", hours=hours)
    return phrase("it takes {hours} a year more", hours=hours) if round(change) else phrase("it takes no more hours")


def _how(row: Record) -> str:
    """What changes, in words."""
    if row["change"] == "merges":
        return phrase(
            "into {into}, {minutes_after} minutes then",
            into=row["into"],
            minutes_after=words.number(row["minutes_after"], 0),
        )
    if row["change"] == "earns its place":
        return phrase("needs {list}", list=words.listing(list(row["lacks"])))
    return words.listing(list(row["processes"]), 4)


def _row(row: Record) -> tuple[str, ...]:
    return (
        str(row["name"]),
        HEADS[str(row["change"])],
        _how(row),
        words.number(row["hours_before"], 0),
        words.number(row["hours_after"], 0),
    )


def _signed(change: float) -> str:
    return f"+{words.number(round(change))}" if round(change) > 0 else words.number(round(change))


def _difference(row: Record) -> str:
    if row["change"] == "earns its place":
        return phrase("up to {signed}", signed=_signed(-row["hours_before"]))
    return _signed(row["hours_after"] - row["hours_before"])


def _draw(size: int, changes: pd.DataFrame, levels: pd.DataFrame) -> alt.TopLevelMixin:
    canvas = Canvas(size)
    y = _levels(canvas, levels, size) if len(levels) else 0.0
    for kind, head in HEADS.items():
        rows = records(changes[changes["change"] == kind])
        if not rows:
            continue
        canvas.line([(0, y + 6), (size, y + 6)], theme.LINE)
        canvas.text(0, y + 20, head, theme.CHANGE if kind == "earns its place" else theme.INK, bold=True)
        canvas.text(size, y + 20, phrase("Hours a year"), theme.QUIET, align="right")
        y += 32
        for row in rows[:MOST]:
            y = _meeting(canvas, row, y, size)
        if len(rows) > MOST:
            canvas.text(0, y + 10, phrase("and {rows} more", rows=words.number(len(rows) - MOST)), theme.QUIET)
            y += 20
        y += 8
    return canvas.chart(y)


def _levels(canvas: Canvas, levels: pd.DataFrame, size: int) -> float:
    """Two bars per level and the change; returns where the next part begins."""
    wide = size >= theme.WIDE
    left, right = (130.0 if wide else 0.0), size - (120.0 if wide else 62.0)
    most = float(levels[["before", "after"]].to_numpy().max()) or 1.0
    y = 4.0
    for i, row in enumerate(records(levels)):
        if not wide:
            canvas.text(0, y + 8, str(row["label"]), bold=True)
            y += 18
        else:
            canvas.text(0, y + 15, str(row["label"]))
        for k, (name, value) in enumerate((("today", row["before"]), ("proposed", row["after"]))):
            wide_bar = max((right - left) * value / most, 1)
            tip = phrase(
                "{label}, {name}: {value} hours a year", label=row["label"], name=name, value=words.number(value, 0)
            )
            canvas.box(left, y + 1 + 15 * k, wide_bar, 12, theme.MARK if k else theme.MARK_SOFT, tip=tip)
            told = words.number(value, 0) + (f" {name}" if i == 0 else "")
            colour = theme.PAPER if k else theme.INK
            inside = wide_bar > 110
            canvas.text(
                left + 6 if inside else left + wide_bar + 6,
                y + 7.5 + 15 * k,
                told,
                colour if inside else theme.INK,
                size=11,
            )
        canvas.text(size, y + 15, _signed(row["after"] - row["before"]), bold=True, align="right")
        y += 40 if wide else 38
    return y


def _meeting(canvas: Canvas, row: Record, y: float, size: int) -> float:
    wide, tested = size >= theme.WIDE, row["change"] == "earns its place"
    change, how = _difference(row), _how(row)
    ink = theme.CHANGE if tested else theme.INK
    if wide:
        canvas.text(0, y + 10, fit(str(row["name"]), 218, bold=True), bold=True, tip=str(row["name"]))
        canvas.text(230, y + 10, fit(how, size - 330), theme.INK_2, tip=how)
        canvas.text(size, y + 10, change, ink, bold=True, align="right")
        return y + 21
    canvas.text(0, y + 10, fit(str(row["name"]), size - 84, bold=True), bold=True, tip=str(row["name"]))
    canvas.text(size, y + 10, change, ink, bold=True, align="right")
    told = lines(how, size - 8)
    for i, line in enumerate(told):
        canvas.text(0, y + 26 + 15 * i, line, theme.INK_2)
    return y + 24 + 15 * len(told) + 4
