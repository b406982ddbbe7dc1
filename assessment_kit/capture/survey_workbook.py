"""answers.xlsx: one row per respondent and one column per statement, read back without a mapping; beside it the consultant's key.

Above each statement stands the id of its item, in a row that is folded away: so the answers find their item even after the
method has changed a wording. The key says which statements are reversed; nothing has to be turned by hand.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import xlsxwriter

from assessment_kit.analysis.interview_plan import FACET_QUESTIONS
from assessment_kit.diagnosis.evidence import LEVELS
from assessment_kit.engagement.survey_by_heading import RESPONDENT
from assessment_kit.method.model import Item, Method
from assessment_kit.method.survey_form import statements_asked

ANSWERS, KEY = "Answers", "Key"
_MADE = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)  # a workbook carries the moment of its making; here always the same
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_LAST_ROW = 5000
"""So far down go drop-downs."""


def write_survey_workbook(
    file: Path | BinaryIO, method: Method, rows: Sequence[Mapping[str, str]] = (), *, full: bool = False
) -> None:
    """Write the workbook, the same bytes for the same answers.

    Parameters
    ----------
    rows : answers to write, each by heading (see `headings`); none writes a blank workbook.
    full : every statement of the method, not the short form.
    """
    target = str(file) if isinstance(file, Path) else file
    with xlsxwriter.Workbook(target, _OPTIONS) as book:
        book.set_properties({"title": "Survey", "created": _MADE})
        formats = {
            "heading": book.add_format({"bold": True, "bottom": 2, "text_wrap": True, "valign": "top"}),
            "cell": book.add_format({"text_wrap": True, "valign": "top"}),
            "bold": book.add_format({"bold": True, "valign": "top"}),
        }
        _answers(book.add_worksheet(ANSWERS), method, rows, formats, full=full)
        _key(book.add_worksheet(KEY), method, formats, full=full)


def headings(method: Method, *, full: bool = False) -> dict[str, str]:
    """What each column of the answers is (respondent, level, function, the id of an item, comment) → its heading, in order."""
    form = method.survey
    asked = {item.id: _text(item) for topic in statements_asked(method, full=full) for item in topic.items}
    people = {"respondent": RESPONDENT, "level": form.level.question, "function": form.function.question}
    return {**people, **asked, "comment": form.comment}


def _text(item: Item) -> str:
    return item.statement.text if item.statement else ""


def _answers(
    sheet: Any, method: Method, rows: Sequence[Mapping[str, str]], formats: Mapping[str, Any], *, full: bool
) -> None:
    form = method.survey
    labels = [*form.scale, form.na, form.unknown]
    help_ = {
        "respondent": "A number of your own, such as 1, 2, 3. No names.",
        "level": f"One of: {'; '.join(form.level.options.values())}.",
        "function": form.function.help,
        "comment": "Without names of people.",
    }
    sheet.freeze_panes(2, 1)
    sheet.set_row(0, None, None, {"hidden": True})
    sheet.set_row(1, 92)
    for place, (name, heading) in enumerate(headings(method, full=full).items()):
        sheet.write_string(0, place, name)
        sheet.write_string(1, place, heading, formats["heading"])
        told = help_.get(name, f"{'; '.join(labels)}. Or a figure from 1 to 5. Empty: not answered.")
        sheet.write_comment(1, place, told, {"x_scale": 2, "author": ""})
        sheet.set_column(place, place, {"respondent": 13, "comment": 50}.get(name, 22), formats["cell"])
        offered = list(form.level.options.values()) if name == "level" else [] if name in help_ else labels
        if offered:  # an offer: a figure typed in its place is as good, and the check tells what is neither
            sheet.data_validation(
                2, place, _LAST_ROW, place, {"validate": "list", "source": offered, "show_error": False}
            )
        for number, row in enumerate(rows, start=2):
            if row.get(heading):
                sheet.write_string(number, place, row[heading], formats["cell"])


def _key(sheet: Any, method: Method, formats: Mapping[str, Any], *, full: bool) -> None:
    """What each statement is for; for the consultant alone."""
    sheet.freeze_panes(1, 2)
    columns = (("No.", 6), ("Statement", 60), ("Agreeing is", 14), ("Topic", 26), ("Element", 34), ("Asks", 30), ("Interviews ask", 30), ("Item", 34))  # fmt: skip
    for place, (heading, width) in enumerate(columns):
        sheet.write_string(0, place, heading, formats["heading"])
        sheet.set_column(place, place, width, formats["cell"])
    for number, cells in enumerate(_keys(method, full=full), start=1):
        sheet.write_number(number, 0, number, formats["cell"])
        for place, text in enumerate(cells, start=1):
            sheet.write_string(number, place, text, formats["cell"])
    told = "Agreeing is bad where a statement is reversed. Type the answers as they were given: the reading turns them."
    sheet.write_string(1 + len(list(_keys(method, full=full))) + 1, 1, told, formats["bold"])


def _keys(method: Method, *, full: bool) -> Iterator[tuple[str, ...]]:
    for topic in statements_asked(method, full=full):
        for item in topic.items:
            element = method.elements.get(item.element or "")
            yield (
                _text(item),
                "bad (reversed)" if item.statement and item.statement.reversed else "good",
                topic.title,
                f"{element.id} {element.name}" if element else "the whole",
                FACET_QUESTIONS[item.facet] if item.facet else "",
                "; ".join(LEVELS[level] for level in item.audience),
                item.id,
            )
