"""How people answered the survey: diverging bars per statement, neither apart, n at the end."""

from __future__ import annotations

import altair as alt
import numpy as np

from assessment_kit import words
from assessment_kit.analysis.statements import Answered, answered
from assessment_kit.engagement.model import Engagement
from assessment_kit.method.model import Method, Place
from assessment_kit.show import theme
from assessment_kit.show.charts import lettering
from assessment_kit.show.charts.canvas import Canvas
from assessment_kit.show.pieces import Figure, Gap, figure

MOST = 14


def draw(engagement: Engagement, method: Method, place: Place) -> Figure | Gap:
    """The statements of one chapter, least agreement first."""
    found = answered(engagement, method, place)
    if not found:
        why = (
            "No survey was handed over."
            if engagement.survey is None
            else "The survey has no statement of this chapter, or too few answered."
        )
        return Gap(
            "What people say in the survey",
            why,
            "The short survey form takes ten minutes per person; send it to all levels.",
        )
    shown = found[:MOST]
    least = shown[0]
    return figure(
        lambda width: _bars(shown, width),
        title=_title(found),
        subtitle="How far people agree. Full colour is a strong view, pale colour a mild one; orange disagrees, blue agrees.",
        source=f"Survey, {words.plural(len(engagement.survey), 'person', 'people')}. “Does not apply” and “don’t know” are left out, so "  # type: ignore[arg-type]
        "the number of answers differs." + (f" {words.number(len(found) - MOST)} more statements are in the table." if len(found) > MOST else ""),
        alt_text=f"Least agreement: “{least.text}”, {words.percent(least.agree)} agree. " + " ".join(
            f"“{s.text}”: {words.percent(s.agree)} agree, {words.percent(s.disagree)} disagree, n = {words.number(s.n)}." for s in shown
        ),
        columns=("Statement", "Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree", "Answers"),
        rows=[(s.text, *(words.percent(share) for share in s.shares), words.number(s.n)) for s in found],
        margin=("The line in the middle parts those who disagree from those who agree. Those who neither agree nor disagree stand apart.",),
    )  # fmt: skip


def _title(found: list[Answered]) -> str:
    low = [s for s in found if s.agree < 0.5]
    if not low:
        return f"Half or more agree with every one of the {words.plural(len(found), 'statement')}"
    if len(low) == len(found):
        return (
            f"Fewer than half agree with any of the {words.plural(len(found), 'statement')}"
            if len(found) > 1
            else "Fewer than half agree"
        )
    verb = "finds" if len(low) == 1 else "find"
    return f"{words.sentence_case(words.count_word(len(low)))} of {words.plural(len(found), 'statement')} {verb} fewer than half agreeing"


def _bars(shown: list[Answered], width: int) -> alt.TopLevelMixin:
    wide = width >= theme.WIDE
    row, top = (46, 24) if wide else (76, 24)
    sheet = Canvas(width)
    height = top + row * len(shown)
    label = 215 if wide else width
    zero, unit = (410, 170) if wide else (160, 130)
    sheet.text(zero - 8, 8, "Disagree", theme.CHANGE, bold=True, align="right")
    sheet.text(zero + 8, 8, "Agree", theme.SOUND, bold=True)
    if wide:
        sheet.text(590, 8, "Neither", theme.QUIET, bold=True)
    sheet.text(width, 8, "Answers", theme.QUIET, align="right")
    for i, statement in enumerate(shown):
        y = top + row * i
        lines = lettering.lines(statement.text, label, most=3 if wide else 2)
        middle = y + (row / 2 if wide else 50)
        for n, line in enumerate(lines):
            sheet.text(0, (y + row / 2 + (n - (len(lines) - 1) / 2) * 14) if wide else y + 14 + n * 14, line)
        _bar(sheet, statement, zero, unit, middle)
        if wide:
            neither = 60 * statement.shares[2]
            sheet.box(590, middle - 9, max(neither, 1), 18, theme.MARK_SOFT, stroke=theme.LINE, line=0.75)
            sheet.text(590 + neither + 6, middle, words.percent(statement.shares[2]), theme.QUIET)
        sheet.text(width, middle, words.number(statement.n), theme.QUIET, align="right")
    sheet.line([(zero, top), (zero, height)], theme.INK)
    return sheet.chart(height)


def _bar(sheet: Canvas, statement: Answered, zero: float, unit: float, y: float) -> None:
    strong_no, no, _, yes, strong_yes = np.array(statement.shares) * unit
    sheet.box(zero - no, y - 9, no, 18, theme.CHANGE_SOFT, tip=f"Disagree: {words.percent(statement.shares[1])}")
    sheet.box(
        zero - no - strong_no,
        y - 9,
        strong_no,
        18,
        theme.CHANGE,
        tip=f"Strongly disagree: {words.percent(statement.shares[0])}",
    )
    sheet.box(zero, y - 9, yes, 18, theme.SOUND_SOFT, tip=f"Agree: {words.percent(statement.shares[3])}")
    sheet.box(
        zero + yes, y - 9, strong_yes, 18, theme.SOUND, tip=f"Strongly agree: {words.percent(statement.shares[4])}"
    )
    sheet.text(zero - no - strong_no - 6, y, words.percent(statement.disagree), bold=True, align="right")
    sheet.text(zero + yes + strong_yes + 6, y, words.percent(statement.agree), bold=True)
