"""Rows of text, counted as a spreadsheet counts them."""

from __future__ import annotations

import datetime as dt
import io

import pytest
import xlsxwriter

from assessment_kit.engagement.sheets import cell_text, read_csv, read_workbook
from assessment_kit.errors import Problem


def rows(text: str | bytes, known: tuple[str, ...] = ()) -> tuple[list[tuple[int, list[str]]] | None, list[Problem]]:
    problems: list[Problem] = []
    sheet = read_csv(text if isinstance(text, bytes) else text.encode(), "a.csv", problems, known)
    return (None if sheet is None else sheet.rows), problems


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_separators_line_ends_and_byte_order_marks_make_no_difference(separator: str, end: str, mark: str) -> None:
    text = mark + end.join(separator.join(row) for row in (["id", "name"], ["a", "x y"], ["b", "ü"]))
    assert rows(text) == ([(1, ["id", "name"]), (2, ["a", "x y"]), (3, ["b", "ü"])], [])


def test_rows_are_counted_over_line_breaks_in_cells_and_blank_rows() -> None:
    found, problems = rows('id,name\n"a","two\nlines\nmore"\n\n , \nb,x\n')
    assert found is not None
    assert [number for number, _ in found] == [1, 2, 5]
    assert problems == []


def test_a_heading_with_commas_does_not_hide_the_semicolons() -> None:
    found, _ = rows("Nr;How often, and how, do you plan?\n1;3,5\n2;4,5\n")
    assert found == [(1, ["Nr", "How often, and how, do you plan?"]), (2, ["1", "3,5"]), (3, ["2", "4,5"])]


def test_known_headings_decide_between_separators() -> None:
    found, _ = rows("id;a,b,c,d,e\n1;2\n", known=("id",))
    assert found is not None
    assert found[0] == (1, ["id", "a,b,c,d,e"])


def test_the_line_by_which_excel_is_told_the_separator_is_no_row() -> None:
    assert rows("sep=;\nid;name\na;b,c\n")[0] == [(1, ["id", "name"]), (2, ["a", "b,c"])]


def test_a_file_of_another_encoding_is_told_with_its_line() -> None:
    found, problems = rows("id,name\na,Caf\u00e9\n".encode("cp1252"))
    assert found is None
    assert [str(p) for p in problems] == ['a.csv row 2: the file is not in UTF-8. Save it as "CSV UTF-8".']


@pytest.mark.parametrize("long", ["", "x" * 200_000])
def test_an_open_quotation_mark_leaves_only_what_follows_out(long: str) -> None:
    found, problems = rows(f'id,name\na,b\nc,"d\ne,f\n{long}')
    assert found == [(1, ["id", "name"]), (2, ["a", "b"])]
    assert [(p.row, p.rule, p.left_out) for p in problems] == [
        (3, "a quotation mark is opened and never closed", "this row and all below")
    ]


def test_an_empty_file_has_no_rows() -> None:
    assert rows("") == ([], [])


def workbook(sheets: dict[str, list[list[object]]]) -> bytes:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"default_date_format": "yyyy-mm-dd"}) as book:
        for name, lines in sheets.items():
            sheet = book.add_worksheet(name)
            for number, line in enumerate(lines):
                sheet.write_row(number, 0, line)
    return data.getvalue()


def test_cells_of_a_workbook_read_as_they_would_in_a_csv_file() -> None:
    data = workbook({"A": [["x", 5, 2.5, True, dt.datetime(2026, 3, 31)], [], ["y"]], "B": []})
    problems: list[Problem] = []
    first, second = read_workbook(data, "inventory.xlsx", problems)
    assert first.file == "inventory.xlsx#A"
    assert first.rows == [(1, ["x", "5", "2.5", "TRUE", "2026-03-31"]), (3, ["y", "", "", "", ""])]
    assert second.rows == []
    assert problems == []


def test_durations_are_hours_and_times_of_day_stay() -> None:
    assert cell_text(dt.timedelta(hours=25, minutes=30)) == "25.5"
    assert cell_text(dt.time(14, 5)) == "14:05:00"
    assert cell_text(dt.datetime(2026, 3, 1, 14, 5)) == "2026-03-01 14:05:00"
    assert cell_text(1e20) == "1e+20"


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04 nothing", b"id,name\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600]
)
def test_what_is_no_workbook_is_told(data: bytes) -> None:
    problems: list[Problem] = []
    assert read_workbook(data, "inventory.xlsx", problems) == []
    assert [p.rule for p in problems] == ["the workbook cannot be read"]
