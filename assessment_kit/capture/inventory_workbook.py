"""inventory.xlsx: one sheet per list of tables.yaml, with drop-downs, help at each heading, and a sheet of examples.

What was read can be written, and what was written is read as the same: cells carry the words that the reader knows. A text
never becomes a formula or a link, and columns of text are formatted as text, so that Excel makes no date of ``2026-03``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

import pandas as pd
import xlsxwriter

from assessment_kit import words
from assessment_kit.engagement.columns import Column, Table, load_tables

LAST_ROW = 5000
"""So far down go drop-downs and formats."""
HELP_SHEET = "Help and examples"
_MADE = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)  # a workbook carries the moment of its making; here always the same
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write_inventory(file: Path | BinaryIO, tables: Mapping[str, pd.DataFrame] | None = None) -> None:
    """Write the workbook, the same bytes for the same tables.

    Parameters
    ----------
    file : where to.
    tables : name → frame as an engagement holds it; lists that are not named stay blank. None writes a blank workbook.
    """
    target = str(file) if isinstance(file, Path) else file
    with xlsxwriter.Workbook(target, _OPTIONS) as book:
        book.set_properties({"title": "Inventory", "created": _MADE})
        formats = {
            "needed": book.add_format(
                {"bold": True, "bottom": 2, "text_wrap": True, "valign": "top", "bg_color": "#e9f2f8"}
            ),
            "heading": book.add_format({"bottom": 1, "text_wrap": True, "valign": "top"}),
            "text": book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"}),
            "number": book.add_format({"valign": "top"}),
            "bold": book.add_format({"bold": True, "valign": "top"}),
        }
        sheets = {name: book.add_worksheet(table.title) for name, table in load_tables().items()}
        for name, table in load_tables().items():
            _blank(sheets[name], table, formats)
            if tables is not None and name in tables:
                _fill(sheets[name], table, tables[name], formats)
        _help(book.add_worksheet(HELP_SHEET), formats)


def _blank(sheet: Any, table: Table, formats: Mapping[str, Any]) -> None:
    sheet.freeze_panes(1, 1)
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, column.title, formats["needed" if column.required else "heading"])
        sheet.write_comment(0, place, help_text(column), {"x_scale": 2, "author": ""})
        sheet.set_column(
            place, place, _width(column), formats["number" if column.type in ("number", "integer") else "text"]
        )
        rule = _validation(column)
        if rule:
            sheet.data_validation(1, place, LAST_ROW, place, rule)


def _width(column: Column) -> float:
    wide = column.type in ("text", "texts", "refs") and column.name not in ("unit", "function")
    return max(24 if wide else 12, len(column.title) + 2)


def _validation(column: Column) -> dict[str, Any] | None:
    """Drop-downs for what may stand in a cell; bounds for figures; ids of the other list as an offer."""
    told = {"error_title": column.title[:32], "error_message": help_text(column)[:255]}
    if column.type in ("choice", "yes_no"):
        return {"validate": "list", "source": [words.humanise(c) for c in column.choices] or ["yes", "no"], **told}
    if column.type in ("number", "integer"):
        kind = "integer" if column.type == "integer" else "decimal"
        low, high = (b if b is None or b % 1 else int(b) for b in (column.minimum, column.maximum))
        if low is not None and high is not None:
            return {"validate": kind, "criteria": "between", "minimum": low, "maximum": high, **told}
        bound = {"criteria": ">=", "value": low} if low is not None else {"criteria": ">=", "value": -1e12}
        return {"validate": kind, **bound, **told}
    if column.type == "ref" and len(column.targets) == 1:
        table = load_tables()[column.targets[0][0]]
        letter = chr(ord("A") + [c.name for c in table.columns].index(column.targets[0][1]))
        ids = f"='{table.title}'!${letter}$2:${letter}${LAST_ROW + 1}"
        return {"validate": "list", "source": ids, "error_type": "warning", **told}
    return None


def help_text(column: Column) -> str:
    """What stands in the column, what is allowed, whether each row needs it."""
    lists = " and ".join(load_tables()[name].title for name, _ in column.targets)
    parts = [
        column.help,
        f"An id of the sheet {lists}." if column.type == "ref" and lists else "",
        f"Ids of the sheet {lists}, separated by semicolons." if column.type == "refs" else "",
        f"One of: {', '.join(words.humanise(c) for c in column.choices)}." if column.choices else "",
        "Yes or no; empty where it is not known." if column.type == "yes_no" else "",
        "Each row needs it." if column.required else "",
    ]
    return " ".join(p for p in parts if p)


def _fill(sheet: Any, table: Table, frame: pd.DataFrame, formats: Mapping[str, Any]) -> None:
    for place, column in enumerate(table.columns):
        for number, value in enumerate(frame[column.name], start=1):
            cell = cell_value(column, value)
            if isinstance(cell, float):
                sheet.write_number(number, place, cell, formats["number"])
            elif cell is not None:
                sheet.write_string(number, place, cell, formats["text"])


def cell_value(column: Column, value: object) -> str | float | None:
    """A typed value as somebody would type it; None leaves the cell empty."""
    if isinstance(value, tuple):
        return "; ".join(value) or None
    if words.missing(value):
        return None
    if column.type == "yes_no":
        return "yes" if value else "no"
    if column.type in ("number", "integer"):
        return float(str(value))
    return words.humanise(str(value)) if column.type == "choice" else str(value)


def example_text(column: Column) -> str:
    """The example of a column, an allowed value as its drop-down shows it."""
    return words.humanise(column.example) if column.type == "choice" else column.example


def _help(sheet: Any, formats: Mapping[str, Any]) -> None:
    """Every column of every list with its help and an example; nobody reads this sheet but people."""
    sheet.freeze_panes(1, 0)
    for place, (heading, width) in enumerate(
        (("Sheet", 22), ("Column", 26), ("What stands in it", 80), ("Example", 34))
    ):
        sheet.write_string(0, place, heading, formats["needed"])
        sheet.set_column(place, place, width, formats["text"])
    row = 1
    for table in load_tables().values():
        sheet.write_string(row, 0, table.title, formats["bold"])
        sheet.write_string(row, 2, table.help, formats["bold"])
        for number, column in enumerate(table.columns, start=row + 1):
            for place, text in enumerate((table.title, column.title, help_text(column), example_text(column))):
                sheet.write_string(number, place, text, formats["text"])
        row += len(table.columns) + 2
