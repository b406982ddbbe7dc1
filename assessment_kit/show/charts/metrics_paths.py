"""The way of the headline figures: who collects, who reports, who receives, who decides."""

from __future__ import annotations

from collections.abc import Hashable
from itertools import pairwise
from typing import Any

import altair as alt
import pandas as pd

from assessment_kit import words
from assessment_kit.analysis.reporting_paths import STAGES
from assessment_kit.analysis.result import StepResult
from assessment_kit.language import later, phrase
from assessment_kit.show import theme
from assessment_kit.show.charts.behind import capped, every, source
from assessment_kit.show.charts.canvas import Canvas
from assessment_kit.show.charts.lettering import fit, lines
from assessment_kit.show.charts.metrics_gaps import told
from assessment_kit.show.pieces import Figure, Gap, figure

MOST = 10
_HEADS = {
    "collects": later("Who collects"),
    "reports": later("Who reports"),
    "receives": later("Who receives"),
    "decides": later("Who decides"),
}
_SHORT = {"collects": "collects", "reports": "reports", "receives": "receives", "decides": "decides"}
_NAMES = {"scorecard": later("headline figure"), "company goals": later("headline figure"), "first": "figure"}


def paths(result: StepResult) -> Figure | Gap:
    """At most ten headline figures, those with a whole path first."""
    found = result.tables["paths"]
    if found.empty or found["complete"].isna().all():
        return told(result, phrase("The way of the figures"), phrase("Metrics"))
    head = found[found["headline"]]
    rule = str(found["headline_rule"].iloc[0])
    known = [stage for stage in STAGES if bool(found[f"knows_{stage}"].iloc[0])]
    shown = _shown(head)
    return figure(
        lambda room: _draw(shown, known, room),
        title=_title(head, rule),
        subtitle=_subtitle(head, shown, rule),
        source=source((phrase("metric list"), found), (phrase("report list"), result.tables["reports"])),
        alt_text=_alt(head, shown, rule),
        columns=(phrase("Figure"), *(_HEADS[s] for s in known), phrase("Days")),
        rows=capped(_data(head, known), len(head)),
        margin=_margin(shown),
    )


def _shown(head: pd.DataFrame) -> pd.DataFrame:
    """Whole paths first, the quickest on top; where there are too many, broken and whole ones in their proportion."""
    whole = head[head["complete"]].sort_values("latency_days", kind="stable")
    places = {stage: -i for i, stage in enumerate(STAGES)}
    broken = head[~head["complete"]].sort_values("break_at", key=lambda at: at.map(places), kind="stable")
    if len(head) > MOST and len(broken) and len(whole):
        room = min(max(round(MOST * len(broken) / len(head)), 1), MOST - 1)
        whole, broken = whole.head(MOST - room), broken.tail(room)
    return pd.concat([whole, broken]).head(MOST)


def _title(head: pd.DataFrame, rule: str) -> str:
    broken, n, what = int((~head["complete"]).sum()), len(head), _NAMES[rule]
    if n == 1:
        return phrase(
            "The one {what} {word} somebody who decides",
            what=what,
            word=phrase("never reaches") if broken else phrase("reaches"),
        )
    if not broken:
        return phrase("{n} reach somebody who decides", n=every(n, what))
    if broken == n:
        return phrase(
            "None of the {n} {what}s reaches somebody who decides by a whole path", n=words.count_word(n), what=what
        )
    return words.sentence_case(
        phrase(
            "{broken} of {n} {what}s {word} lost before anybody decides",
            broken=words.count_word(broken),
            n=words.number(n),
            what=what,
            word=phrase("gets") if broken == 1 else phrase("get"),
        )
    )


def _subtitle(head: pd.DataFrame, shown: pd.DataFrame, rule: str) -> str:
    which = {"scorecard": phrase("Headline figures are those on the scorecard."), "company goals": phrase("Headline figures are those that serve a goal of the whole organisation."),
             "first": phrase("The first figures of the list.")}[rule]  # fmt: skip
    cut = (
        phrase(" {shown} of {head} are shown.", shown=words.number(len(shown)), head=words.number(len(head)))
        if len(shown) < len(head)
        else ""
    )
    return phrase(
        "The way of a figure, from the people who collect it to those who decide on it, and the days that this takes. {which}{cut}",
        which=which,
        cut=cut,
    )


def _margin(shown: pd.DataFrame) -> list[str]:
    notes = []
    if (shown["many_collect"].fillna(False) | shown["many_report"].fillna(False)).any():
        notes.append(phrase("Orange dots: more than one does the same work."))
    if (~shown["complete"]).any():
        notes.append(phrase("Hollow dots: nobody does it."))
    if shown["informed"].eq(False).any():
        notes.append(phrase("A dashed line before the last dot: those who decide are not among those who receive it."))
    return notes


def _alt(head: pd.DataFrame, shown: pd.DataFrame, rule: str) -> str:
    lost = [
        phrase("{name} (nobody {short})", name=row["name"], short=_SHORT[str(row["break_at"])])
        for row in shown[~shown["complete"]].to_dict("records")
    ]
    return phrase(
        "Paths of {plural} in four stages. {title}.",
        plural=words.plural(len(head), _NAMES[rule]),
        title=_title(head, rule),
    ) + (phrase(" Lost: {lost}.", lost=words.listing(lost, most=MOST)) if lost else "")


def _data(head: pd.DataFrame, known: list[str]) -> list[tuple[object, ...]]:
    return [
        (row["name"], *(words.listing(row[f"{stage}_names"], most=4) or "nobody" for stage in known),
         phrase("never") if not row["complete"] else words.number(row["latency_days"]))
        for row in head.to_dict("records")
    ]  # fmt: skip


def _draw(shown: pd.DataFrame, known: list[str], room: int) -> alt.TopLevelMixin:
    """One row per figure; in the narrow picture its name stands above its path."""
    wide = room >= theme.WIDE
    canvas = Canvas(room)
    left, right = (222.0, 606.0) if wide else (44.0, 306.0)
    step = (right - left) / (len(known) - 1)
    places = {stage: left + i * step for i, stage in enumerate(known)}
    for stage, x in places.items():
        canvas.text(
            x,
            8,
            _HEADS[stage] if wide else _SHORT[stage],
            bold=wide,
            align="center",
            colour=theme.INK if wide else theme.QUIET,
        )
    canvas.text(room, 8, phrase("Days") if wide else "", theme.QUIET, align="right")
    y, whole = 34.0 if wide else 40.0, True
    for row in shown.to_dict("records"):
        if whole and not row["complete"] and y > 40:
            canvas.line([(0, y - 14), (room, y - 14)], theme.HAIR)
            y += 6
        whole = bool(row["complete"])
        y += _path(canvas, row, places, y, room, step)
    return canvas.chart(y - 6)


def _path(
    canvas: Canvas, row: dict[Hashable, Any], places: dict[str, float], y: float, room: int, step: float
) -> float:
    """Draw one path; returns its height."""
    wide = room >= theme.WIDE
    days = (
        phrase("never")
        if not row["complete"]
        else ""
        if words.missing(row["latency_days"])
        else words.number(row["latency_days"])
    )
    colour = theme.CHANGE if days == "never" else theme.INK
    if wide:
        canvas.text(0, y, fit(row["name"], 146, bold=True), bold=True, tip=row["name"])
        canvas.text(room, y, days, colour, bold=True, align="right")
    else:
        canvas.text(0, y, fit(row["name"], 270, bold=True), bold=True, tip=row["name"])
        canvas.text(
            room,
            y,
            days + ("" if days in ("", "never") else " days" if days != "1" else " day"),
            colour,
            bold=True,
            align="right",
        )
        y += 20
    stages = list(places)
    for here, there in pairwise(stages):
        lost = not row[here] or not row[there] or (there == "decides" and row["informed"] is False)
        ends = (places[here] + _reach(row[here]), places[there] - _reach(row[there]))
        canvas.line([(ends[0], y), (ends[1], y)], theme.CHANGE if lost else theme.LINE, line=1.5, dash=lost)
    deepest = max(_stage(canvas, row, stage, x, y, step) for stage, x in places.items())
    return (28 + 13 * deepest) if wide else (52 + 13 * deepest)


def _reach(ids: tuple[str, ...]) -> float:
    """How far the dots of a stage reach from its middle, with a little room."""
    return 8 + 5 * (min(max(len(ids), 1), 4) - 1)


def _stage(canvas: Canvas, row: dict[Hashable, Any], stage: str, x: float, y: float, step: float) -> int:
    """The dots of one stage and the names below; returns how many lines these take."""
    names = row[f"{stage}_names"]
    crowd = len(names) > 1 and stage in ("collects", "reports")
    colour = theme.CHANGE if crowd or not names else theme.INK
    dots = min(max(len(names), 1), 4)
    for i in range(dots):
        canvas.dot(
            x + (i - (dots - 1) / 2) * 10,
            y,
            colour,
            hollow=not names,
            size=46,
            tip=words.listing(names, most=9) or "nobody",
        )
    said = [fit(name, step - 6, 11) for name in names[:2]] or ["nobody"]
    if len(names) > 2:
        said[1] = phrase("and {names} more", names=words.number(len(names) - 1))
    elif len(names) == 1:
        said = lines(names[0], step - 6, 11)
    for i, line in enumerate(said):
        canvas.text(
            x, y + 16 + 13 * i, line, theme.CHANGE if crowd or not names else theme.INK_2, align="center", size=11
        )
    return len(said)
