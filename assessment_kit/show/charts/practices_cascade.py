"""Figure "cascade": which level of management sits in which reviews, and whether neighbouring levels are joined."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from assessment_kit import words
from assessment_kit.analysis.practices_gaps import CASCADE
from assessment_kit.analysis.result import StepResult
from assessment_kit.language import phrase
from assessment_kit.show import theme
from assessment_kit.show.charts.canvas import Canvas
from assessment_kit.show.charts.cells import known, records
from assessment_kit.show.charts.lettering import fit, width
from assessment_kit.show.charts.practices_gap import gap
from assessment_kit.show.pieces import Figure, Gap, figure

BOX, LINK = 46, 30


def cascade(result: StepResult) -> Figure | Gap:
    """Levels × rhythm of the reviews, with the links between neighbouring levels."""
    grid = result.tables.get("cascade", pd.DataFrame())
    if grid.empty:
        return gap(result, CASCADE)
    links = result.tables["links"]
    return figure(
        lambda size: _draw(size, grid, links),
        title=_title(links, result),
        subtitle=phrase(
            "Reviews in which each level sits, by rhythm. The bar shows how many of its managers sit in one."
        )
        + (phrase(" Orange is a break.") if len(_broken(links)) else ""),
        source=phrase(
            "Meeting list, {rows}, and list of roles. Full count.",
            rows=words.plural(len(result.tables["meetings"]), "row"),
        ),
        alt_text=f"{_title(links, result)}. " + " ".join(_told(grid)),
        columns=(
            phrase("Level"),
            phrase("Rhythm"),
            phrase("Reviews"),
            phrase("Managers in one of them"),
            phrase("Managers of the level"),
        ),
        rows=[
            (
                str(r["label"]),
                str(r["rhythm"]),
                words.number(r["meetings"]),
                words.number(r["roles"]),
                words.number(r["all_roles"]),
            )
            for r in records(grid)
        ],
        margin=_margin(result),
    )


def _broken(links: pd.DataFrame) -> pd.DataFrame:
    return links[links["linked"].eq(False).fillna(False)]


def _title(links: pd.DataFrame, result: StepResult) -> str:
    broken = _broken(links)
    if len(broken):
        return phrase("The chain of reviews breaks {list}", list=words.listing(list(broken["name"])))
    unknown = links[links["linked"].isna()]
    if len(unknown):
        return phrase("How reviews run {list} is not known", list=words.listing(list(unknown["name"])))
    seated = result.row("practices.roles_in_reviews")
    if seated is not None and seated["count"] < seated["n"]:
        out = int(seated["n"] - seated["count"])
        return phrase(
            "Reviews run from level to level, but {managers} of {n} {word} in none",
            managers=words.plural(out, "manager"),
            n=words.number(seated["n"]),
            word=phrase("sits") if out == 1 else phrase("sit"),
        )
    if len(links) and seated is not None:
        return phrase(
            "Reviews run unbroken from level to level, and {everybody} on the list of meetings sits in one",
            everybody=_everybody(int(seated["n"])),
        )
    if len(links):
        return phrase("Reviews run unbroken from level to level")
    return phrase("Only one level of management is on the list of roles")


def _everybody(managers: int) -> str:
    return (
        phrase("the one manager")
        if managers == 1
        else phrase("each of the {managers} managers", managers=words.number(managers))
    )


def _told(grid: pd.DataFrame) -> list[str]:
    return [
        phrase(
            "{label}, {rhythm}: {reviews}, {roles} of {managers}.",
            label=r["label"],
            rhythm=words.lowered(str(r["rhythm"])),
            reviews=words.plural(int(r["meetings"]), "review"),
            roles=words.number(r["roles"]),
            managers=words.plural(int(r["all_roles"]), "manager"),
        )
        for r in records(grid)
    ]


def _margin(result: StepResult) -> list[str]:
    margin = [phrase("Two levels are joined where somebody sits in reviews of both.")]
    talks = result.row("practices.alignment_conversations")
    if talks is not None:
        structured = list(talks["examples"])
        margin.append(
            phrase("The executives align across functions in: {structured}.", structured=words.listing(structured, 4)) if structured
            else phrase("No meeting with a rhythm and a standing agenda brings {executives_share} of the executives together across functions.", executives_share=words.fraction(result.limits.meetings.executives_share))
        )  # fmt: skip
    plan = result.row("practices.alignment_on_plan")
    if plan is not None:
        margin.append(_on_plan(int(plan["count"]), int(plan["n"])))
    return margin


def _on_plan(count: int, n: int) -> str:
    if count in (0, n):
        return phrase("The plan is {word}on the agenda there.", word=phrase("not ") if count == 0 else "")
    return phrase(
        "{count} of these {n} {word} the plan on the agenda.",
        count=words.sentence_case(words.count_word(count)),
        n=words.number(n),
        word=phrase("has") if count == 1 else phrase("have"),
    )


def _draw(size: int, grid: pd.DataFrame, links: pd.DataFrame) -> alt.TopLevelMixin:
    canvas = Canvas(size)
    wide = size >= theme.WIDE
    left = 124.0 if wide else 0.0
    rhythms = list(dict.fromkeys(grid["rhythm"]))
    gap = 8.0 if wide else 5.0
    room = min((size - left - gap * (len(rhythms) - 1)) / max(len(rhythms), 1), 190.0)
    y = 8.0
    for i, rhythm in enumerate(rhythms):
        canvas.text(left + i * (room + gap), y, fit(phrase(rhythm), room), theme.QUIET)
    y += 12
    joined = {str(r["upper"]): r for r in records(links)}
    for label in dict.fromkeys(grid["label"]):
        cells = records(grid[grid["label"] == label])
        if wide:
            canvas.text(0, y + BOX / 2 - 8, phrase(str(label)), bold=True)
            canvas.text(0, y + BOX / 2 + 8, words.plural(int(cells[0]["all_roles"]), "manager"), theme.QUIET)
        else:
            canvas.text(0, y + 8, f"{phrase(str(label))}, {words.number(cells[0]['all_roles'])}", bold=True)
            y += 18
        for i, cell in enumerate(cells):
            _cell(canvas, left + i * (room + gap), y, room, cell, wide=wide)
        y += BOX
        if str(label) in joined:
            _link(canvas, left, y, size - left, joined[str(label)])
            y += LINK
    return canvas.chart(y + 4)


def _cell(canvas: Canvas, x: float, y: float, room: float, cell: dict[str, Any], *, wide: bool) -> None:
    """How many reviews, how many of the level's managers, and the same as a bar."""
    if not cell["meetings"]:
        tip = phrase("{label}: no {rhythm} review", label=cell["label"], rhythm=words.lowered(str(cell["rhythm"])))
        canvas.box(x, y, room, BOX, theme.PAPER, stroke=theme.LINE, dash=True, tip=tip)
        canvas.text(x + room / 2, y + BOX / 2, phrase("none"), theme.QUIET, align="center")
        return
    tip = f"{cell['label']}, {words.lowered(str(cell['rhythm']))}: {words.listing(list(cell['names']), 6)}"
    canvas.box(x, y, room, BOX, theme.WASH, tip=tip)
    count = int(cell["meetings"])
    canvas.text(x + 8, y + 13, words.plural(count, "review") if wide else words.number(count), bold=True)
    seated = phrase(
        "{roles} of {all_roles}", roles=words.number(cell["roles"]), all_roles=words.number(cell["all_roles"])
    )
    full = phrase("{seated} managers", seated=seated)
    canvas.text(x + 8, y + 28, full if width(full) <= room - 12 else fit(seated, room - 8), theme.INK_2)
    canvas.box(x, y + BOX - 7, room, 7, theme.MARK_SOFT, above=True)
    canvas.box(x, y + BOX - 7, room * cell["roles"] / cell["all_roles"], 7, theme.SOUND, above=True, tip=tip)


def _link(canvas: Canvas, left: float, y: float, room: float, link: dict[str, Any]) -> None:
    """An arrow down and who carries word, or a break."""
    x = left + 12
    if not known(link["linked"]):
        text = phrase("not known: no meeting on the list names people of both")
        canvas.line([(x, y + 4), (x, y + LINK - 4)], theme.LINE, line=2, dash=True)
        canvas.text(x + 14, y + LINK / 2, fit(text, room - 30), theme.QUIET, tip=text)
    elif link["linked"]:
        canvas.line([(x, y + 4), (x, y + LINK - 6)], theme.SOUND, line=2)
        canvas.dot(x, y + LINK - 6, theme.SOUND, shape="triangle-down", size=50)
        carriers = list(link["by"])
        text = (
            phrase("joined by {managers} in reviews of both", managers=words.plural(len(carriers), "manager"))
            if carriers
            else phrase("joined")
        )
        canvas.text(x + 14, y + LINK / 2, fit(text, room - 30), theme.INK_2, tip=words.listing(carriers, 8))
    else:
        canvas.line([(x, y + 4), (x, y + LINK - 4)], theme.CHANGE, line=2, dash=True)
        canvas.text(
            x + 14,
            y + LINK / 2,
            fit(phrase("broken: nobody sits in reviews of both"), room - 30, bold=True),
            theme.CHANGE,
            bold=True,
        )
