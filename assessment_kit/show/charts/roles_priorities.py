"""Which processes want an owner first: importance for revenue times the problems that they have."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

from assessment_kit import words
from assessment_kit.analysis.result import StepResult
from assessment_kit.analysis.roles_gaps import FIRST, NOTHING, WHO
from assessment_kit.language import phrase
from assessment_kit.show import theme
from assessment_kit.show.charts.canvas import Canvas
from assessment_kit.show.charts.lettering import fit, lines, width
from assessment_kit.show.charts.roles_words import gap_of, source
from assessment_kit.show.pieces import Figure, Gap, Table, figure

MOST_ROWS, MOST_DATA, HIGHEST = 12, 60, 25
Process = Mapping[Hashable, Any]


def priorities(result: StepResult) -> Figure | Table | Gap:
    """The key processes without one undisputed owner, the most urgent on top; a short table where each has one."""
    processes = result.tables["processes"]
    key = processes[processes["is_key"]] if len(processes) else processes
    if key.empty:
        return gap_of(result, WHO, NOTHING)
    waiting = key[key["status"].ne("one")]
    if waiting.empty:
        return _all_owned(key, _source(result))
    rated = waiting[waiting["urgency"].notna()].sort_values("urgency", ascending=False, kind="stable")
    if rated.empty:
        return gap_of(result, FIRST)
    unrated = len(waiting) - len(rated)
    first = rated.iloc[0]
    return figure(
        lambda room: _wide(rated) if room >= theme.WIDE else _narrow(rated),
        title=_title(rated),
        subtitle=phrase(
            "Importance for revenue times performance problem, each from 1 to 5, for key processes without one undisputed owner. Orange: both are {urgent_from} or more.",
            urgent_from=result.limits.processes.urgent_from,
        )
        + (f" {_unrated(unrated)}" if unrated else ""),
        source=_source(result),
        alt_text=phrase(
            "Ranked bars of {processes} without one undisputed owner. {name} comes first with {urgency} of {highest} points.",
            processes=words.plural(len(rated), "key process", "key processes"),
            name=first["name"],
            urgency=first["urgency"],
            highest=HIGHEST,
        ),
        columns=(
            phrase("Key process"),
            phrase("Importance"),
            phrase("Problem"),
            phrase("Points"),
            phrase("Today"),
            phrase("Natural owner"),
            phrase("Why"),
        ),
        rows=_data(rated),
        margin=(
            phrase(
                "The natural owner is a proposal: a role that manages it already, whose function does most steps, or that is named most often."
            ),
        ),
    )


def _source(result: StepResult) -> str:
    return phrase(
        "{source} Importance and problems as rated by the client.",
        source=source(result, "processes", "responsibilities"),
    )


def _unrated(count: int) -> str:
    return phrase(
        "{count} more {word} not rated.",
        count=words.sentence_case(words.count_word(count)),
        word=phrase("is") if count == 1 else phrase("are"),
    )


def _urgent(process: Process) -> bool:
    return process["urgent"] is not pd.NA and bool(process["urgent"])


def _title(rated: pd.DataFrame) -> str:
    urgent = [p["name"] for p in rated.to_dict("records") if _urgent(p)]
    if not urgent:
        return phrase("{name} wants an owner first, although no case is pressing", name=rated.iloc[0]["name"])
    if len(urgent) == 1:
        return phrase("{urgent} wants an owner first: it matters most and works badly", urgent=urgent[0])
    if len(urgent) == 2:
        return phrase(
            "{urgent} and {urgent_2} want an owner first: they matter and work badly",
            urgent=urgent[0],
            urgent_2=urgent[1],
        )
    return phrase(
        "{urgent} processes want an owner at once, {urgent_2} first",
        urgent=words.sentence_case(words.count_word(len(urgent))),
        urgent_2=urgent[0],
    )


def natural_owner(process: Process) -> str:
    """The candidate by title, or how many have the same claim."""
    rivals = process["rivals"]
    if not process["candidate"]:
        return phrase("nobody stands out")
    if not rivals:
        return str(process["candidate"])
    return (
        phrase("{candidate} or {rivals}", candidate=process["candidate"], rivals=rivals[0])
        if len(rivals) == 1
        else phrase("{rivals} roles alike", rivals=words.count_word(len(rivals) + 1))
    )


def _why(process: Process) -> str:
    if not process["candidate"]:
        return "–"
    parts = [phrase("manages it today, unseen")] if process["candidate_acting"] else []
    if process["candidate_steps_of"]:
        parts.append(
            phrase(
                "does {candidate_steps} of {steps}",
                candidate_steps=process["candidate_steps"],
                steps=words.plural(int(process["candidate_steps_of"]), "step"),
            )
        )
    if process["candidate_said_of"]:
        said = words.plural(int(process["candidate_said_of"]), "statement")
        parts.append(phrase("named in {candidate_said} of {said}", candidate_said=process["candidate_said"], said=said))
    return words.listing(parts)


def _wide(rated: pd.DataFrame) -> alt.TopLevelMixin:
    shown, more = rated.head(MOST_ROWS), len(rated) - MOST_ROWS
    names = min(max(width(name, bold=True) for name in shown["name"]) + 14, 210)
    bar, verdict, owner, step, head = names + 8, 434, 552, 34, 26
    scale = (verdict - 100 - bar) / HIGHEST
    sheet = Canvas(theme.WIDE)
    for x, text in (
        (0, phrase("Key process")),
        (bar, phrase("Importance × problem")),
        (verdict, phrase("Today")),
        (owner, phrase("Natural owner")),
    ):
        sheet.text(x, 8, text, theme.QUIET)
    sheet.line([(0, head - 6), (theme.WIDE, head - 6)], theme.HAIR)
    for i, process in enumerate(shown.to_dict("records")):
        y = head + step * (i + 0.5)
        _row(sheet, process, y, names - 10, bar, scale)
        sheet.text(verdict, y, process["verdict"], theme.INK_2)
        who = lines(words.sentence_case(natural_owner(process)), theme.WIDE - owner)
        tip = words.listing([process["candidate"], *process["rivals"]], most=8)
        for j, part in enumerate(who):
            place = y + 15 * (j - (len(who) - 1) / 2)
            sheet.text(owner, place, part, theme.INK if process["candidate"] else theme.QUIET, tip=tip)
    if more > 0:
        sheet.text(
            0,
            head + step * len(shown) + 10,
            phrase("and {more} more, in the table of figures", more=words.number(more)),
            theme.QUIET,
        )
    return sheet.chart(head + step * len(shown) + (22 if more > 0 else 0))


def _row(sheet: Canvas, process: Process, y: float, room: float, bar: float, scale: float) -> None:
    colour = theme.CHANGE if _urgent(process) else theme.MARK
    points = int(process["urgency"])
    product = f"{process['revenue_importance']} × {process['performance_problem']}"
    sheet.text(0, y, fit(process["name"], room, bold=True), bold=True, tip=process["name"])
    sheet.box(bar, y - 9, max(points * scale, 1), 18, colour, tip=f"{process['name']}: {product} = {points}")
    sheet.text(bar + points * scale + 6, y, str(points), colour if _urgent(process) else theme.INK, bold=True)
    sheet.text(bar + points * scale + 14 + width(str(points), bold=True), y, product, theme.QUIET)


def _narrow(rated: pd.DataFrame) -> alt.TopLevelMixin:
    """Three lines each: name and verdict, the bar, the natural owner."""
    shown, more = rated.head(MOST_ROWS), len(rated) - MOST_ROWS
    step = 66
    sheet = Canvas(theme.NARROW)
    for i, process in enumerate(shown.to_dict("records")):
        y = 12 + step * i
        _row(sheet, {**process, "name": ""}, y + 19, 0, 0, 270 / HIGHEST)
        room = theme.NARROW - width(process["verdict"]) - 12
        sheet.text(0, y, fit(process["name"], room, bold=True), bold=True, tip=process["name"])
        sheet.text(theme.NARROW, y, process["verdict"], theme.INK_2, align="right")
        sheet.text(
            0,
            y + 38,
            fit(phrase("Natural owner: {natural_owner}", natural_owner=natural_owner(process)), theme.NARROW),
            theme.QUIET,
        )
        sheet.line([(0, y + 52), (theme.NARROW, y + 52)], theme.HAIR)
    if more > 0:
        sheet.text(
            0,
            step * len(shown) + 9,
            phrase("and {more} more, in the table of figures", more=words.number(more)),
            theme.QUIET,
        )
    return sheet.chart(step * len(shown) + (20 if more > 0 else 0))


def _data(rated: pd.DataFrame) -> Sequence[tuple[str, ...]]:
    rows = [
        (
            process["name"],
            str(process["revenue_importance"]),
            str(process["performance_problem"]),
            str(process["urgency"]),
            process["verdict"],
            words.sentence_case(natural_owner(process)),
            words.sentence_case(_why(process)),
        )
        for process in rated.head(MOST_DATA).to_dict("records")
    ]
    left = len(rated) - len(rows)
    return [*rows, *([(phrase("and {left} more", left=words.number(left)), "", "", "", "", "", "")] if left else [])]


def _all_owned(key: pd.DataFrame, source: str) -> Table:
    ranked = key.sort_values("urgency", ascending=False, kind="stable", na_position="last")
    rows = [
        (
            p["name"],
            words.listing(p["owner_titles"]),
            words.number(_known(p["revenue_importance"])),
            words.number(_known(p["performance_problem"])),
        )
        for p in ranked.head(MOST_DATA).to_dict("records")
    ]
    left = len(key) - len(rows)
    return Table(
        title=phrase("Each key process has one owner, so none has to wait for one")
        if len(key) > 1
        else phrase("The only key process has one owner"),
        subtitle=phrase(
            "Owners, with importance for revenue and performance problem from 1 to 5, the most urgent first."
        ),
        source=source,
        columns=(phrase("Key process"), phrase("Owner"), phrase("Importance"), phrase("Problem")),
        rows=rows + ([(phrase("and {left} more", left=words.number(left)), "", "", "")] if left else []),
        align="llrr",
    )


def _known(value: Any) -> float | None:
    return None if words.missing(value) else float(value)
