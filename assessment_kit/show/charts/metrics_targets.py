"""Target against actual: one row per metric, one square per period."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import altair as alt
import pandas as pd

from assessment_kit import words
from assessment_kit.analysis.result import StepResult
from assessment_kit.language import phrase
from assessment_kit.show import theme
from assessment_kit.show.charts.behind import capped, every, source
from assessment_kit.show.charts.canvas import Canvas
from assessment_kit.show.charts.lettering import fit
from assessment_kit.show.charts.metrics_gaps import told
from assessment_kit.show.pieces import Figure, Gap, figure

MOST, PERIODS = 14, 12


def targets(result: StepResult) -> Figure | Gap:
    """The metrics with the fewest periods on target first."""
    standing, judged = result.tables["targets"], result.tables["periods"]
    known = standing[standing["periods"] > 0] if len(standing) else standing
    if known.empty:
        return told(result, phrase("Target against actual"), phrase("Metrics"))
    order = known.sort_values(["share_met", "periods"], ascending=[True, False], kind="stable")
    shown = order.head(MOST)
    squares = {str(name): rows.tail(PERIODS) for name, rows in judged[judged["actual"].notna()].groupby("metric_id")}
    cut = (
        phrase(
            " The {most} with the fewest on target, of {known}.",
            most=words.number(MOST),
            known=words.number(len(known)),
        )
        if len(known) > MOST
        else ""
    )
    return figure(
        lambda room: _draw(shown, squares, room),
        title=_title(known),
        subtitle=phrase("A square is a period, the oldest on the left. Filled is on target; hollow and orange is a miss.") + cut,
        source=source(("measurements", judged)),
        alt_text=phrase("{title}. Fewest on target: {value}.", title=_title(known), value=words.listing([_said(r) for r in shown.head(5).to_dict("records")], most=5)),
        columns=(phrase("Figure"), phrase("Periods on target"), phrase("Last period"), phrase("Actual"), phrase("Target"), phrase("Trend")),
        rows=capped(
            ((r["name"], phrase("{met} of {periods}", met=r["met"], periods=r["periods"]), r["period"], amount(r["actual"]), aim(r), r["trend"]) for r in order.to_dict("records")),
            len(order),
        ),
        margin=(phrase("The trend is that of the last six periods: the middle of all steps between two of them."),),
    )  # fmt: skip


def amount(value: float | None) -> str:
    """3.25 → 3.3, 0.034 → 0.034, 12345678 → 12.3 m."""
    if value is None or words.missing(value):
        return "–"
    if abs(value) >= 1e6:
        return words.number(value / 1e6, 1) + " m"
    return f"{value:.2g}".replace("-", "−") if 0 < abs(value) < 1 else words.number(value)


def aim(row: dict[Hashable, Any]) -> str:
    """The target in words: 95, or 90–110 for a range, or an end of it."""
    if row["direction"] != "within":
        return amount(row["target"])
    low, high = row["minimum"], row["maximum"]
    if words.missing(low):
        return phrase("up to {amount}", amount=amount(high))
    return phrase("from {amount}", amount=amount(low)) if words.missing(high) else f"{amount(low)}–{amount(high)}"


def _said(row: dict[Hashable, Any]) -> str:
    return phrase(
        "{name} ({met} of {periods})", name=row["name"], met=row["met"], periods=words.plural(row["periods"], "period")
    )


def _title(known: pd.DataFrame) -> str:
    last = known["on_target"].dropna()
    off, n = int((~last.astype(bool)).sum()), len(last)
    worse = int(known["trend"].eq("worse").sum())
    tail = (
        phrase(
            ", and {worse} {word} getting worse",
            worse=words.count_word(worse),
            word=phrase("is") if worse == 1 else phrase("are"),
        )
        if worse
        else ""
    )
    if not off:
        return (
            phrase(
                "{n} met {word} last target", n=every(n, "figure"), word=phrase("its") if n == 1 else phrase("their")
            )
            + tail
        )
    return (
        phrase(
            "{off} of {figures} missed {word} last target",
            off=words.number(off),
            figures=words.plural(n, "figure"),
            word=phrase("its") if off == 1 else phrase("their"),
        )
        + tail
    )


def _draw(shown: pd.DataFrame, squares: dict[str, pd.DataFrame], room: int) -> alt.TopLevelMixin:
    wide = room >= theme.WIDE
    canvas = Canvas(room)
    longest = max(len(rows) for name, rows in squares.items() if name in set(shown["metric_id"]))
    left = 410.0 - 15 * longest
    for x, head in (
        ((left, phrase("Periods")), (496, phrase("Actual")), (610, phrase("Target")), (720, phrase("Trend")))
        if wide
        else ()
    ):
        canvas.text(x, 8, head, theme.QUIET, align="left" if head == "Periods" else "right")
    y = 34.0 if wide else 10.0
    for row in shown.to_dict("records"):
        missed = not words.missing(row["on_target"]) and not row["on_target"]
        colour = theme.CHANGE if missed else theme.INK
        actual, target = (f"{part}{'%' if row['percent'] else ''}" for part in (amount(row["actual"]), aim(row)))
        trend = {"worse": theme.CHANGE, "better": theme.SOUND}.get(row["trend"], theme.QUIET)
        if wide:
            canvas.text(0, y, fit(row["name"], left - 14), tip=row["name"])
            _squares(canvas, squares[row["metric_id"]], left, y)
            canvas.text(496, y, actual, colour, bold=True, align="right")
            canvas.text(610, y, target, theme.INK_2, align="right")
            canvas.text(720, y, row["trend"], trend, align="right")
            y += 27
        else:
            canvas.text(0, y, fit(row["name"], 286, bold=True), bold=True, tip=row["name"])
            canvas.text(350, y, row["trend"], trend, align="right")
            _squares(canvas, squares[row["metric_id"]], 0, y + 20)
            canvas.text(
                350,
                y + 20,
                phrase("{actual}, target {target}", actual=actual, target=target),
                colour,
                align="right",
                size=11,
            )
            y += 48
    return canvas.chart(y - (10 if wide else 14))


def _squares(canvas: Canvas, rows: pd.DataFrame, x: float, y: float) -> None:
    step = 15.0
    for i, row in enumerate(rows.to_dict("records")):
        tip = phrase(
            "{period}: {amount}, target {aim}", period=row["period"], amount=amount(row["actual"]), aim=aim(row)
        )
        if words.missing(row["on_target"]):
            canvas.box(x + i * step, y - 5, 11, 11, theme.PAPER, stroke=theme.MARK_SOFT, tip=tip)
        elif row["on_target"]:
            canvas.box(x + i * step, y - 5, 11, 11, theme.SOUND, tip=tip)
        else:
            canvas.box(x + i * step, y - 5, 11, 11, theme.PAPER, stroke=theme.CHANGE, line=1.5, tip=tip)
