"""The reports that managers get, and how many figures each desk handles."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from assessment_kit import words
from assessment_kit.analysis.reporting_paths import STAGES
from assessment_kit.analysis.result import StepResult
from assessment_kit.language import phrase
from assessment_kit.show import theme
from assessment_kit.show.charts.behind import capped, every, source, yes_no
from assessment_kit.show.charts.canvas import Canvas
from assessment_kit.show.charts.lettering import fit
from assessment_kit.show.charts.metrics_gaps import told
from assessment_kit.show.pieces import Figure, Gap, figure

MOST, MOST_ROLES, MOST_ALIKE = 14, 10, 4


def reports(result: StepResult) -> Figure | Gap:
    """A bar per report, as long as it holds figures; hollow where nobody used it."""
    found = result.tables["reports"]
    if found.empty:
        return told(result, phrase("The use of reports"))
    order = found.assign(idle=found["used"].eq(False).fillna(False)).sort_values(
        ["idle", "copies", "metrics"], ascending=[False, False, False], kind="stable"
    )
    shown = _in_proportion(order)
    number = phrase(
        " {shown} of {found} reports are shown", shown=words.number(len(shown)), found=words.number(len(found))
    )
    which = phrase("; the others are alike.") if _alike(order) else phrase(", those with the most copies.")
    cut = number + which if len(shown) < len(found) else ""
    return figure(
        lambda room: _draw(shown, room),
        title=_title(found),
        subtitle=(phrase("Bars are the figures in each report.") if _measure(found) == "metrics" else phrase("Bars are the copies of each report in a year."))
        + (phrase(" Hollow and orange led to no question and no decision in the last 12 months.") if order["idle"].any() else "")
        + cut,
        source=source((phrase("report list"), found)),
        alt_text=phrase("{title}. Unused: {value}.", title=_title(found), value=words.listing(list(order[order["idle"]]["name"]), most=8) or phrase("none known")),
        columns=(phrase("Report"), phrase("Made by"), phrase("Readers"), phrase("How often"), phrase("Figures"), phrase("Used")),
        rows=capped(((r["name"], r["producer"], _count(r["readers"]), r["rhythm"], r["metrics"], yes_no(r["used"])) for r in order.to_dict("records")), len(order)),
    )  # fmt: skip


def _alike(order: pd.DataFrame) -> bool:
    """Would all bars look the same, with the same words behind them?"""
    return len(order) > MOST_ALIKE and len(order[["idle", _measure(order), "readers", "rhythm"]].drop_duplicates()) == 1


def _in_proportion(order: pd.DataFrame) -> pd.DataFrame:
    """The most copied of the unused and of the others, so that the picture shows both in their proportion; a few where all are alike."""
    if _alike(order):
        return order.head(MOST_ALIKE)
    if len(order) <= MOST:
        return order
    idle, rest = order[order["idle"]], order[~order["idle"]]
    room = min(max(round(MOST * len(idle) / len(order)), min(len(idle), 1)), MOST - min(len(rest), 1))
    return pd.concat([idle.head(room), rest.head(MOST - room)])


def _measure(shown: pd.DataFrame) -> str:
    """How long a bar is: the figures in the report, or its copies in a year where no report names its figures."""
    return "metrics" if shown["metrics"].any() or not shown["copies"].notna().any() else "copies"


def _count(value: Any) -> str:
    return "" if words.missing(value) else words.number(value)


def _title(found: pd.DataFrame) -> str:
    used = found["used"].dropna().astype(bool)
    idle, n = int((~used).sum()), len(used)
    if not n:
        return phrase(
            "Managers get {reports}; whether they are used is not on record", reports=words.plural(len(found), "report")
        )
    if not idle:
        return phrase("{n} {word} used", n=every(n, "report"), word=phrase("is") if n == 1 else phrase("are"))
    return phrase(
        "{idle} of {reports} led to no question and no decision",
        idle=words.number(idle),
        reports=words.plural(n, "report"),
    )


def _draw(shown: pd.DataFrame, room: int) -> alt.TopLevelMixin:
    wide = room >= theme.WIDE
    canvas = Canvas(room)
    by = _measure(shown)
    most = max(float(shown[by].fillna(0).max()), 1.0)
    left, right = (250.0, 480.0) if wide else (0.0, 300.0)
    if wide:
        canvas.text(left, 8, phrase("Figures in it") if by == "metrics" else phrase("Copies in a year"), theme.QUIET)
        canvas.text(530, 8, phrase("Readers, how often"), theme.QUIET)
    y = 34.0 if wide else 10.0
    for row in shown.to_dict("records"):
        unit = (right - left) / most
        idle = bool(row["idle"])
        colour = theme.CHANGE if idle else theme.INK
        about = ", ".join(part for part in (words.plural(int(row["readers"]), "reader") if not words.missing(row["readers"]) else "", "" if words.missing(row["rhythm"]) else phrase(str(row["rhythm"]))) if part)  # fmt: skip
        canvas.text(0, y, fit(row["name"], 240 if wide else 350 - 6), colour if idle else theme.INK, tip=row["name"])
        place = y if wide else y + 20
        amount = 0.0 if words.missing(row[by]) else float(row[by])
        length = amount * unit
        if length:
            canvas.box(
                left,
                place - 7,
                length,
                14,
                theme.PAPER if idle else theme.MARK,
                stroke=theme.CHANGE if idle else None,
                line=1.5,
            )
        canvas.text(left + length + 6, place, words.number(amount), colour)
        if wide:
            canvas.text(530, y, fit(about, 190), theme.INK_2)
        y += 25 if wide else 46
    return canvas.chart(y - (8 if wide else 12))


def load(result: StepResult) -> Figure | Gap:
    """Four bars per role: what it collects, reports, receives and decides on."""
    found = result.tables["load"]
    if found.empty:
        return told(
            result, phrase("The way of the figures"), phrase("How many figures each desk handles"), phrase("Metrics")
        )
    shown = found.head(MOST_ROLES)
    cut = (
        phrase(" The {shown} busiest of {found} roles.", shown=words.number(len(shown)), found=words.number(len(found)))
        if len(shown) < len(found)
        else ""
    )
    return figure(
        lambda room: _load(shown, room),
        title=_load_title(found, len(result.tables["metrics"])),
        subtitle=phrase("Number of figures that each role collects, reports, receives and decides on, in person. Black is the most in its column.") + cut,
        source=source((phrase("metric list"), result.tables["metrics"]), (phrase("report list"), result.tables["reports"])),
        alt_text=f"{_load_title(found, len(result.tables['metrics']))}.",
        columns=(phrase("Role"), phrase("Collects"), phrase("Reports"), phrase("Receives"), phrase("Decides")),
        rows=capped(((r["title"], *(r[s] for s in STAGES)) for r in found.to_dict("records")), len(found)),
    )  # fmt: skip


def _load_title(found: pd.DataFrame, n: int) -> str:
    stage, verb = max(
        (("receives", "receives"), ("collects", "collects"), ("reports", "reports")),
        key=lambda pair: int(found[pair[0]].max()),
    )
    top = found.iloc[int(found[stage].to_numpy().argmax())]
    return phrase(
        "{title} {verb} {top} of {figures}",
        title=top["title"],
        verb=verb,
        top=words.number(top[stage]),
        figures=words.plural(n, "figure"),
    )


def _load(shown: pd.DataFrame, room: int) -> alt.TopLevelMixin:
    wide = room >= theme.WIDE
    canvas = Canvas(room)
    left = 204.0 if wide else 0.0
    step = (room - left) / 4
    most = max(int(shown[list(STAGES)].to_numpy().max()), 1)
    heaviest = {stage: shown[stage].idxmax() for stage in STAGES}
    for i, stage in enumerate(STAGES):
        canvas.text(left + i * step, 8, words.sentence_case(stage), theme.QUIET)
    y = 34.0
    for index, row in shown.iterrows():
        canvas.text(0, y, fit(str(row["title"]), 194 if wide else 346), bold=not wide, tip=str(row["title"]))
        place = y if wide else y + 19
        for i, stage in enumerate(STAGES):
            x, count = left + i * step, int(row[stage])
            length = count / most * (step - 38)
            if count:
                canvas.box(x, place - 6, max(length, 1.5), 12, theme.INK if heaviest[stage] == index else theme.MARK)
            canvas.text(
                x + length + (5 if count else 0),
                place,
                words.number(count),
                theme.INK if count else theme.QUIET,
                size=11,
            )
        y += 26 if wide else 46
    return canvas.chart(y - (8 if wide else 12))
