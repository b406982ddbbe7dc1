"""What the other forms hold of the board edition: no column without a word, and a first sheet that promises nothing that is not there."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from pptx import Presentation

from assessment_kit.report.options import Choice, choose
from assessment_kit.report.slides import make_slides
from assessment_kit.report.workbook import TO_FILL, make_workbook
from tests.report.forms import content_of, ours


@pytest.fixture(scope="module")
def book(reports: Path) -> openpyxl.Workbook:
    board = choose(content_of(reports / "northmoor"), Choice("board"))
    return openpyxl.load_workbook(io.BytesIO(make_workbook(board, ours())))


@pytest.mark.parametrize("name", ["Letters", "Findings", "Actions", "Figures"])
def test_no_column_of_the_board_edition_is_empty(book: openpyxl.Workbook, name: str) -> None:
    columns = [list(column) for column in book[name].iter_cols(values_only=True)]
    assert len(columns[0]) > 1
    empty = {column[0] for column in columns if not any(column[1:])}
    assert empty <= set(map(str, TO_FILL)), "only what is to be filled in may be empty"


def test_the_drop_down_stands_in_the_column_of_the_status(book: openpyxl.Workbook) -> None:
    sheet = book["Actions"]
    place = next(cell.column_letter for cell in sheet[1] if cell.value == "Status")
    ranges = [str(rule.sqref) for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    assert [part.partition(":")[0] for part in ranges] == [f"{place}2"]


def test_the_first_sheet_promises_no_register(book: openpyxl.Workbook) -> None:
    told = " ".join(str(cell) for row in book["Read me"].iter_rows(values_only=True) for cell in row if cell)
    assert "formula, its source and the findings" not in told
    assert "Every finding" not in told
    assert "The findings of this edition" in told


def test_no_table_of_the_slides_has_an_empty_column(reports: Path) -> None:
    board = choose(content_of(reports / "northmoor"), Choice("board"))
    slides = Presentation(io.BytesIO(make_slides(board, ours()))).slides
    tables = [shape.table for slide in slides for shape in slide.shapes if shape.has_table]
    assert tables
    for table in tables:
        for place in range(len(table.columns)):
            assert any(row.cells[place].text for row in list(table.rows)[1:])
