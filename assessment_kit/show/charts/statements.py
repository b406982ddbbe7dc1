"""How people answered the survey: diverging bars per statement, neither apart, n at the end.

Those who disagree always stand on the left. Colour tells which answer is the better one: blue is sound, orange must change. So
agreement with a statement that names a trouble is orange.
"""

from __future__ import annotations

import altair as alt
import numpy as np

from assessment_kit import words
from assessment_kit.analysis.statements import Answered, answered
from assessment_kit.engagement.model import Engagement
from assessment_kit.language import later, phrase
from assessment_kit.method.model import Method, Place
from assessment_kit.show import theme
from assessment_kit.show.charts import lettering
from assessment_kit.show.charts.canvas import Canvas
from assessment_kit.show.pieces import Figure, Gap, figure

MOST = 14
TROUBLE = later("Names a trouble: better to disagree")


def draw(engagement: Engagement, method: Method, place: Place) -> Figure | Gap:
    """The statements of one chapter, those with the fewest better answers first."""
    found = answered(engagement, method, place)
    if not found:
        why = (
            phrase("No survey was handed over.")
            if engagement.survey is None
            else phrase("The survey has no statement of this chapter, or too few answered.")
        )
        return Gap(
            phrase("What people say in the survey"),
            why,
            phrase("The short survey form takes ten minutes per person; send it to all levels."),
        )
    shown = found[:MOST]
    least = shown[0]
    troubles = any(s.trouble for s in found)
    return figure(
        lambda width: _bars(shown, width),
        title=_title(found),
        subtitle=_subtitle(troubles=troubles),
        source=phrase("Survey, {people}. “Does not apply” and “don’t know” are left out, so the number of answers differs.", people=words.plural(len(engagement.survey), "person", "people")) + (phrase(" {found} more statements are in the table.", found=words.number(len(found) - MOST)) if len(found) > MOST else ""),  # type: ignore[arg-type]
        alt_text=phrase("Fewest better answers: “{text}”, {better} {verb}. ", text=least.text, better=words.percent(least.better), verb=_verb(least)) + " ".join(
            phrase("“{text}”: {agree} agree, {disagree} disagree, n = {n}.", text=s.text, agree=words.percent(s.agree), disagree=words.percent(s.disagree), n=words.number(s.n)) for s in shown
        ),
        columns=(phrase("Statement"), phrase("Strongly disagree"), phrase("Disagree"), phrase("Neither"), phrase("Agree"), phrase("Strongly agree"), phrase("Better answer, 95% interval"), phrase("Answers"),
                 phrase("Does not apply"), phrase("Don’t know"), phrase("Not asked"), *([phrase("Better to")] if troubles else [])),
        rows=[(s.text, *(words.percent(share) for share in s.shares), f"{words.percent(s.better)} ({words.percent_range(s.low, s.high)})", words.number(s.n), *_others(s), *([_verb(s)] if troubles else [])) for s in found],
        margin=(phrase("The line in the middle parts those who disagree from those who agree. Those who neither agree nor disagree stand apart."),),
    )  # fmt: skip


def _others(statement: Answered) -> tuple[str, str, str]:
    """How many said that it does not apply, that they do not know, and were not asked."""
    found = statement.statuses
    return words.number(found.na), words.number(found.unknown), words.number(found.not_asked)


def _unanswered(statement: Answered) -> str:
    """``14 don’t know, 2 does not apply``, for the small grey line below a statement; empty where all answered."""
    found = statement.statuses
    told = (
        (found.unknown, phrase("don’t know")),
        (found.na, phrase("does not apply")),
        (found.not_asked, phrase("not asked")),
    )
    return ", ".join(f"{words.number(n)} {what}" for n, what in told if n)


def _verb(statement: Answered) -> str:
    return phrase("disagree") if statement.trouble else phrase("agree")


def _subtitle(*, troubles: bool) -> str:
    shades = phrase("Full colour is a strong view, pale colour a mild one")
    if not troubles:
        return phrase("How far people agree. {shades}; orange disagrees, blue agrees.", shades=shades)
    return phrase("How far people agree. Blue is the better answer, orange the other one. {shades}.", shades=shades)


def _title(found: list[Answered]) -> str:
    if any(s.trouble for s in found):
        return _title_with_troubles(found)
    low = [s for s in found if s.agree < 0.5]
    if not low:
        return phrase(
            "Half or more agree with every one of the {statements}", statements=words.plural(len(found), "statement")
        )
    if len(low) == len(found):
        return (
            phrase(
                "Fewer than half agree with any of the {statements}", statements=words.plural(len(found), "statement")
            )
            if len(found) > 1
            else phrase("Fewer than half agree")
        )
    verb = phrase("finds") if len(low) == 1 else phrase("find")
    return phrase(
        "{low} of {statements} {verb} fewer than half agreeing",
        low=words.sentence_case(words.count_word(len(low))),
        statements=words.plural(len(found), "statement"),
        verb=verb,
    )


def _title_with_troubles(found: list[Answered]) -> str:
    """Of one statement both ends are told; of several, how many find fewer than half with the better answer."""
    if len(found) == 1:
        return phrase(
            "{agree} see this trouble, {disagree} do not",
            agree=words.percent(found[0].agree),
            disagree=words.percent(found[0].disagree),
        )
    low, number = sum(s.better < 0.5 for s in found), words.plural(len(found), "statement")
    if low == len(found):
        return phrase("Fewer than half give the better answer to any of the {number}", number=number)
    if not low:
        return phrase("Half or more give the better answer to each of the {number}", number=number)
    return phrase("To {low} of {number} fewer than half give the better answer", low=words.number(low), number=number)


def _bars(shown: list[Answered], width: int) -> alt.TopLevelMixin:
    wide = width >= theme.WIDE
    troubles = any(s.trouble for s in shown)
    label, top = (270 if wide else width), 24
    zero, unit = (430, 132) if wide else (160, 130)
    told = [_told(s, label, 3 if wide else 2) for s in shown]
    rows = [max(14 * len(lines) + 14, 36) if wide else 14 * len(lines) + 38 for lines in told]
    sheet = Canvas(width)
    height = top + sum(rows)
    left, right = (theme.INK, theme.INK) if troubles else (theme.CHANGE, theme.SOUND)
    sheet.text(zero - 8, 8, phrase("Disagree"), left, bold=True, align="right")
    sheet.text(zero + 8, 8, phrase("Agree"), right, bold=True)
    if wide:
        sheet.text(590, 8, phrase("Neither"), theme.QUIET, bold=True)
    sheet.text(width, 8, phrase("Answers"), theme.QUIET, align="right")
    y = float(top)
    for statement, lines, row in zip(shown, told, rows, strict=True):
        middle = y + (row / 2 if wide else row - 22)
        for n, (line, colour, size) in enumerate(lines):
            place = (y + row / 2 + (n - (len(lines) - 1) / 2) * 14) if wide else y + 10 + n * 14
            sheet.text(0, place, line, colour, size=size)
        _bar(sheet, statement, zero, unit, middle)
        if wide:
            neither = 60 * statement.shares[2]
            sheet.box(590, middle - 9, max(neither, 1), 18, theme.MARK_SOFT, stroke=theme.LINE, line=0.75)
            sheet.text(590 + neither + 6, middle, words.percent(statement.shares[2]), theme.QUIET)
        sheet.text(width, middle, words.number(statement.n), theme.QUIET, align="right")
        if not wide:  # the words stand across the whole width
            sheet.line([(zero, middle - 14), (zero, middle + 14)], theme.INK)
        y += row
    if wide:
        sheet.line([(zero, top), (zero, height)], theme.INK)
    return sheet.chart(height)


def _told(statement: Answered, room: float, most: int) -> list[tuple[str, str, int]]:
    """The lines beside the bar of a statement, each with its colour and size: its words, whether it names a trouble, who did not answer."""
    lines = [(line, theme.INK, 12) for line in lettering.even_lines(statement.text, room, most=most)]
    lines += [(line, theme.QUIET, 11) for line in lettering.lines(TROUBLE, room, 11)] if statement.trouble else []
    return lines + [(line, theme.QUIET, 11) for line in lettering.lines(_unanswered(statement), room, 11)]


def _bar(sheet: Canvas, statement: Answered, zero: float, unit: float, y: float) -> None:
    strong_no, no, _, yes, strong_yes = np.array(statement.shares) * unit
    against, with_it = (theme.CHANGE, theme.CHANGE_SOFT), (theme.SOUND, theme.SOUND_SOFT)
    if statement.trouble:
        against, with_it = with_it, against
    sheet.box(
        zero - no,
        y - 9,
        no,
        18,
        against[1],
        tip=phrase("Disagree: {shares}", shares=words.percent(statement.shares[1])),
    )
    sheet.box(
        zero - no - strong_no,
        y - 9,
        strong_no,
        18,
        against[0],
        tip=phrase("Strongly disagree: {shares}", shares=words.percent(statement.shares[0])),
    )
    sheet.box(
        zero, y - 9, yes, 18, with_it[1], tip=phrase("Agree: {shares}", shares=words.percent(statement.shares[3]))
    )
    sheet.box(
        zero + yes,
        y - 9,
        strong_yes,
        18,
        with_it[0],
        tip=phrase("Strongly agree: {shares}", shares=words.percent(statement.shares[4])),
    )
    sheet.text(zero - no - strong_no - 6, y, words.percent(statement.disagree), bold=True, align="right")
    sheet.text(zero + yes + strong_yes + 6, y, words.percent(statement.agree), bold=True)
