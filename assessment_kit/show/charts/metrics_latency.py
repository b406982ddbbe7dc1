"""How late figures come, against how often they come and whether anybody decides by them (PW-08)."""

from __future__ import annotations

import math
from collections.abc import Callable

import altair as alt
import pandas as pd

from assessment_kit import words
from assessment_kit.analysis.figure_delays import RHYTHMS
from assessment_kit.analysis.result import StepResult
from assessment_kit.language import phrase
from assessment_kit.method.thresholds import FigureLimits
from assessment_kit.show import theme
from assessment_kit.show.charts.behind import capped, every, source, yes_no
from assessment_kit.show.charts.canvas import Canvas
from assessment_kit.show.charts.lettering import fit, width
from assessment_kit.show.charts.metrics_gaps import told
from assessment_kit.show.pieces import Figure, Gap, figure

_DAYS = (0, 1, 2, 5, 10, 20, 30, 60, 90, 180, 365, 730)


def latency(result: StepResult) -> Figure | Gap:
    """One row per rhythm, dots by days of delay; what stands in the tinted part is late."""
    delays = result.tables["delays"]
    if delays.empty:
        return told(result, phrase("How late figures are"), phrase("Metrics"))
    late, n = int(delays["late"].sum()), len(delays)
    worst = delays.sort_values("of_period", ascending=False, kind="stable")
    return figure(
        lambda room: _draw(delays, room, result.limits.figures),
        title=_title(late, n, delays),
        subtitle=phrase("Days from the end of the period until the figure is there. A dot is a metric, a larger one several. Hollow and orange comes late: {late_share} of its period {fraction_verb} over by then.", late_share=words.fraction(result.limits.figures.late_share), fraction_verb=words.fraction_verb(result.limits.figures.late_share))
        + (phrase(" A square, above the line, was used in a decision in the last 12 months.") if delays["used"].eq(True).any() else ""),
        source=source((phrase("metric list"), delays)),
        alt_text=f"{_title(late, n, delays)}. " + " ".join(_row_alt(word, delays) for word in _rhythms(delays)),
        columns=(phrase("Figure"), phrase("How often"), phrase("Delay in days"), phrase("Late"), phrase("Used in a decision")),
        rows=capped(
            ((r["name"], phrase(r["rhythm"]), words.number(r["latency_days"]), phrase("late") if r["late"] else phrase("in time"), yes_no(r["used"])) for r in worst.to_dict("records")),
            n,
        ),
        margin=_margin(result),
    )  # fmt: skip


def _margin(result: StepResult) -> tuple[str, ...]:
    notes = [phrase("The scale is drawn closer to the right, so that days and months find room on one line.")]
    late, timely = result.row("metrics.late_figures_used"), result.row("metrics.timely_figures_used")
    if late is not None and timely is not None:
        notes.append(
            phrase(
                "Of the late figures, {count} of {n} {word} used in a decision; of those that come in time, {count_2} of {n_2}.",
                count=f"{late['count']:.0f}",
                n=late["n"],
                word=phrase("was") if late["count"] == 1 else phrase("were"),
                count_2=f"{timely['count']:.0f}",
                n_2=timely["n"],
            )
        )
    return tuple(notes)


def _rhythms(delays: pd.DataFrame) -> list[str]:
    present = set(delays["rhythm"])
    return [word for _, word in RHYTHMS if word in present]


def _title(late: int, n: int, delays: pd.DataFrame) -> str:
    if not late:
        return phrase("{n} {word} in time", n=every(n, "figure"), word=phrase("comes") if n == 1 else phrase("come"))
    monthly = delays[delays["rhythm"].eq("monthly") & delays["late"]]
    text = phrase(
        "{late} of {figures} {word} late",
        late=words.number(late),
        figures=words.plural(n, "figure"),
        word=phrase("comes") if late == 1 else phrase("come"),
    )
    return text + (
        phrase(", {monthly} of them with the month’s results", monthly=words.count_word(len(monthly)))
        if len(monthly) > 1 and len(monthly) < late
        else ""
    )


def _row_alt(word: str, delays: pd.DataFrame) -> str:
    rows = delays[delays["rhythm"] == word]
    return phrase(
        "{word}: {rows}, {late} late.",
        word=words.sentence_case(phrase(word)),
        rows=words.number(len(rows)),
        late=words.number(int(rows["late"].sum())),
    )


def _draw(delays: pd.DataFrame, room: int, limits: FigureLimits) -> alt.TopLevelMixin:
    wide = room >= theme.WIDE
    canvas = Canvas(room)
    left, right = (132.0, 530.0) if wide else (12.0, 338.0)
    top = max(float(delays["latency_days"].max()), 10.0)

    def place(days: float) -> float:
        return left + (right - left) * math.sqrt(min(days, top) / top)

    height = 44 if wide else 62
    y = 34.0 if wide else 30.0
    canvas.text(548, 8, phrase("Latest") if wide else "", theme.QUIET, size=11)
    for word in _rhythms(delays):
        rows = delays[delays["rhythm"] == word]
        canvas.text(0, y if wide else y - 22, words.sentence_case(phrase(word)), bold=not wide)
        _row(canvas, rows, place, y, right, limits, wide=wide)
        y += height
    _axis(canvas, place, top, y - height / 2 + 6)
    return canvas.chart(y - height / 2 + 32)


def _row(
    canvas: Canvas,
    rows: pd.DataFrame,
    place: Callable[[float], float],
    y: float,
    right: float,
    limits: FigureLimits,
    *,
    wide: bool,
) -> None:
    limit = max(limits.late_share * float(rows["period_days"].median()), limits.grace_days + 0.01)
    start = place(limit)
    if start < right - 2:
        canvas.box(start - 3, y - 15, right - start + 11, 30, theme.CHANGE_WASH)
    canvas.line([(place(0), y), (right + 8, y)], theme.HAIR)
    placed = rows.assign(days=rows["latency_days"].round().astype(int), decides=rows["used"].fillna(False).astype(bool))
    # what was used in a decision stands above the line, the rest below it
    lanes = bool(rows["used"].eq(True).any())
    for _, part in placed.groupby(["days", "late", "decides"]):
        days, used = int(part["days"].iloc[0]), bool(part["decides"].iloc[0])
        aside = (-8 if used else 8) if lanes else 0
        _dot(canvas, part, place(days), y + aside, late=bool(part["late"].iloc[0]), used=used)
    worst = rows.sort_values("of_period", ascending=False).iloc[0]
    delay = words.plural(round(worst["latency_days"]), "day")
    name, tip = str(worst["name"]), f"{worst['name']}, {delay}"
    colour = theme.CHANGE if worst["late"] else theme.INK_2
    if wide:
        canvas.text(548, y - 7, fit(name, 172, 11), colour, size=11, tip=tip)
        canvas.text(548, y + 7, delay, colour, size=11)
    else:
        said = f"{fit(name, 236 - width(delay, 11), 11)}, {delay}"
        canvas.text(350, y - 22, said, colour, size=11, align="right", tip=tip)


def _dot(canvas: Canvas, part: pd.DataFrame, x: float, y: float, *, late: bool, used: bool) -> None:
    names = list(part["name"])
    tip = f"{words.plural(int(part['days'].iloc[0]), 'day')}: {words.listing(names, most=8)}"
    tip += (
        phrase("; used in a decision")
        if used
        else phrase("; used in no decision")
        if part["used"].notna().all()
        else ""
    )
    colour = theme.CHANGE if late else theme.INK
    canvas.dot(x, y, colour, hollow=late, shape="square" if used else "circle", size=34 * min(len(names), 6), tip=tip)


def _axis(canvas: Canvas, place: Callable[[float], float], top: float, y: float) -> None:
    last = -100.0
    for days in (d for d in _DAYS if d <= top):
        x = place(days)
        if x - last >= 26:
            canvas.line([(x, y - 4), (x, y)], theme.LINE)
            canvas.text(
                x,
                y + 10,
                phrase("0 days") if days == 0 else words.number(days),
                theme.QUIET,
                align="center" if days else "left",
                size=11,
            )
            last = x + (20 if days == 0 else 0)
