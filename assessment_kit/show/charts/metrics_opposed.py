"""Pairs of metrics that move against each other: two lines per pair, each from its worst period to its best."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from assessment_kit import words
from assessment_kit.analysis.result import StepResult
from assessment_kit.analysis.targets import period_end
from assessment_kit.language import phrase
from assessment_kit.show import theme
from assessment_kit.show.charts.behind import capped
from assessment_kit.show.charts.canvas import Canvas
from assessment_kit.show.charts.cells import Record, records
from assessment_kit.show.charts.lettering import fit
from assessment_kit.show.charts.metrics_gaps import told
from assessment_kit.show.charts.metrics_targets import amount
from assessment_kit.show.pieces import Figure, Gap, Table, figure

MOST = 4
PLOT, HEAD, FOOT = 92.0, 46.0, 24.0


def opposed(result: StepResult) -> Figure | Table | Gap:
    """The clearest pairs as lines; a sentence where nothing of the kind was found."""
    found = result.row("metrics.opposed_metrics")
    if found is None:
        return told(
            result, phrase("Metrics that move against each other"), phrase("Target against actual"), phrase("Metrics")
        )
    pairs, compared = result.tables["opposed_metrics"], int(found["n"])
    if pairs.empty:
        return _none(compared)
    shown = records(pairs.head(MOST))
    series = result.tables["opposed_series"]
    courses = [series[series["pair"] == number] for number in range(len(shown))]
    return figure(
        lambda room: _draw(shown, courses, room),
        title=_title(pairs),
        subtitle=phrase(
            "Each line runs from the worst period, at the bottom, to the best. Orange is the one that lost ground as the other gained."
        )
        + (
            phrase(" The {most} clearest, of {pairs}.", most=words.count_word(MOST), pairs=words.number(len(pairs)))
            if len(pairs) > MOST
            else ""
        ),
        source=phrase(
            "Measurements; {pairs} of metrics with different owners and six periods in common.",
            pairs=words.plural(compared, "pair"),
        ),
        alt_text=f"{_title(pairs)}. " + " ".join(_said(pair) for pair in shown),
        columns=(
            phrase("One metric"),
            phrase("Its owner"),
            phrase("The other"),
            phrase("Its owner"),
            phrase("Changes"),
            phrase("Opposite"),
            phrase("Correlation"),
            phrase("Named by the client"),
        ),
        rows=capped((_row(pair) for pair in records(pairs)), len(pairs)),
        margin=(
            phrase(
                "Compared are the changes from period to period, each in its better direction; a common trend or season does not count."
            ),
            phrase("What moves together need not cause each other. Put the question to the two owners."),
        ),
    )


def _none(compared: int) -> Table:
    return Table(
        title=phrase("No two metrics of different owners move against each other"),
        subtitle=phrase("Changes from period to period, each in its better direction."),
        source=phrase("Measurements. Full count."),
        columns=(phrase("Pairs compared"), phrase("Against each other")),
        rows=((words.number(compared), "none"),),
        align="lr",
    )


def _title(pairs: pd.DataFrame) -> str:
    new = int((~pairs["declared"].astype(bool)).sum())
    if len(pairs) == 1:
        first = records(pairs)[0]
        return phrase(
            "{name_a} and {name_b} move against each other", name_a=first["name_a"], name_b=first["name_b"]
        ) + (phrase(", and nobody has said so") if new else "")
    tail = ""
    if new:
        tail = (
            phrase(", and nobody has named any of them")
            if new == len(pairs)
            else phrase("; {new} of them nobody has named", new=words.count_word(new))
        )
    return phrase(
        "{pairs} pairs of metrics move against each other{tail}",
        pairs=words.sentence_case(words.count_word(len(pairs))),
        tail=tail,
    )


def _said(pair: Record) -> str:
    return phrase(
        "{name_a} ({title_a}) and {name_b} ({title_b}): opposite in {opposite} of {changes}.",
        name_a=pair["name_a"],
        title_a=pair["title_a"],
        name_b=pair["name_b"],
        title_b=pair["title_b"],
        opposite=words.percent(pair["opposite"]),
        changes=words.plural(pair["changes"], "change"),
    )


def _row(pair: Record) -> tuple[str, ...]:
    return (
        str(pair["name_a"]), str(pair["title_a"]), str(pair["name_b"]), str(pair["title_b"]), words.number(pair["changes"]),
        words.percent(pair["opposite"]), words.number(pair["correlation"], 2), phrase("yes") if pair["declared"] else phrase("no"),
    )  # fmt: skip


def _draw(shown: list[Record], courses: list[pd.DataFrame], room: int) -> alt.TopLevelMixin:
    wide = room >= theme.WIDE and len(shown) > 1
    width = (room - 40) / 2 if wide else float(room)
    high = HEAD + PLOT + FOOT + 26
    canvas = Canvas(room)
    for number, (pair, course) in enumerate(zip(shown, courses, strict=True)):
        column, row = (number % 2, number // 2) if wide else (0, number)
        _panel(canvas, pair, course, column * (width + 40), row * high, width)
    rows = (len(shown) + 1) // 2 if wide else len(shown)
    return canvas.chart(rows * high - 26)


def _panel(canvas: Canvas, pair: Record, course: pd.DataFrame, x: float, y: float, width: float) -> None:
    """Two names with their owners, the two lines, first and last period, how often they parted."""
    colours = dict(zip(("a", "b"), _colours(course), strict=True))
    top, right = y + HEAD, x + width - 48
    periods = {period: i for i, period in enumerate(course.sort_values("end")["period"].unique())}
    step = (right - x) / max(len(periods) - 1, 1)
    canvas.line([(x, top), (right, top)], theme.HAIR)
    canvas.line([(x, top + PLOT), (right, top + PLOT)], theme.HAIR)
    ends: dict[str, tuple[float, str]] = {}
    for i, side in enumerate(("a", "b")):
        rows = course[course["side"] == side].sort_values("end")
        points = [
            (x + step * periods[p], top + PLOT * (1 - v)) for p, v in zip(rows["period"], rows["place"], strict=True)
        ]
        name = f"{pair[f'name_{side}']}, {pair[f'title_{side}']}"
        canvas.line([(x + 1, y + 9 + 18 * i), (x + 15, y + 9 + 18 * i)], colours[side], line=3)
        canvas.text(x + 22, y + 9 + 18 * i, fit(name, width - 24, bold=True), colours[side], bold=True, tip=name)
        canvas.line(points, colours[side], line=2, tip=name)
        first, last = rows["actual"].iloc[0], rows["actual"].iloc[-1]
        canvas.dot(
            *points[-1],
            colours[side],
            size=36,
            tip=phrase("{name}: from {amount} to {amount_2}", name=name, amount=amount(first), amount_2=amount(last)),
        )
        ends[side] = (points[-1][1], amount(last))
    for side, place in _apart(ends).items():
        canvas.text(right + 7, place, ends[side][1], colours[side], bold=True)
    named = list(periods)
    canvas.text(x, top + PLOT + 12, _period(named[0]), theme.QUIET, size=11)
    canvas.text(right, top + PLOT + 12, _period(named[-1]), theme.QUIET, size=11, align="right")
    told = phrase("opposite in {opposite} of the changes", opposite=words.percent(pair["opposite"]))
    canvas.text((x + right) / 2, top + PLOT + 12, told, theme.INK_2, size=11, align="center")


def _period(period: str) -> str:
    """2026-03 → Mar 2026; 2026-Q1 → Q1 2026; a day as a date."""
    end = period_end(period)
    parts = period.split("-")
    if end is None or len(parts) == 1:
        return period
    return words.date(end) if len(parts) == 3 else f"{parts[1] if 'Q' in period else words.short_month(end)} {end.year}"


def _colours(course: pd.DataFrame) -> tuple[str, str]:
    """Orange for the one that lost ground over the periods, blue for the other; no verdict where neither did."""
    gains = []
    for side in ("a", "b"):
        place = course[course["side"] == side].sort_values("end")["place"].to_numpy(dtype=float)
        third = max(len(place) // 3, 1)
        gains.append(float(place[-third:].mean() - place[:third].mean()))
    if min(gains) >= 0:
        return theme.INK, theme.MARK
    return (theme.CHANGE, theme.SOUND) if gains[0] < gains[1] else (theme.SOUND, theme.CHANGE)


def _apart(ends: dict[str, Any]) -> dict[str, float]:
    """Places of the two labels, at least a line apart."""
    (upper, lower) = sorted(ends, key=lambda side: ends[side][0])
    middle, half = (ends[upper][0] + ends[lower][0]) / 2, max((ends[lower][0] - ends[upper][0]) / 2, 7.5)
    return {upper: middle - half, lower: middle + half}
