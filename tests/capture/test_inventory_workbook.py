"""The workbook: blank it is no list at all, filled it is read as what was written."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from assessment_kit import shipped
from assessment_kit.capture.inventory_workbook import HELP_SHEET, cell_value, example_text, help_text, write_inventory
from assessment_kit.engagement import read
from assessment_kit.engagement.columns import load_tables
from tests.builders import table

SETTINGS = 'client: "Acme"\ndate: "2026-10-16"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "engagement.yaml").write_text(SETTINGS, encoding="utf-8")
    return tmp_path


def _written(**tables: pd.DataFrame) -> bytes:
    made = io.BytesIO()
    write_inventory(made, tables)
    return made.getvalue()


def _xml(data: bytes, part: str) -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read(part).decode()


def test_a_blank_workbook_hands_nothing_over_and_has_no_problem(folder: Path) -> None:
    write_inventory(folder / "inventory.xlsx")
    found = read(folder)
    assert found.tables == {}
    assert found.problems == ()


def test_each_list_has_a_sheet_whose_headings_are_its_titles() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(_written()))
    assert book.sheet_names == [*(t.title for t in load_tables().values()), HELP_SHEET]
    for one in load_tables().values():
        rows = book.get_sheet_by_name(one.title).to_python()
        assert rows == [[c.title for c in one.columns]]


def test_the_help_sheet_tells_every_column_with_its_example() -> None:
    rows = CalamineWorkbook.from_filelike(io.BytesIO(_written())).get_sheet_by_name(HELP_SHEET).to_python()
    told = {(row[0], row[1]): (row[2], row[3]) for row in rows[1:] if row[1]}
    wanted = {(t.title, c.title): (help_text(c), example_text(c)) for t in load_tables().values() for c in t.columns}
    assert told == wanted


def test_the_complete_sample_client_comes_back_as_it_was(folder: Path) -> None:
    tables = read(shipped.SAMPLE_CLIENTS / "northmoor").tables
    write_inventory(folder / "inventory.xlsx", tables)
    again = read(folder)
    assert again.problems == ()
    assert list(again.tables) == list(tables)
    for name, frame in tables.items():
        pd.testing.assert_frame_equal(again.tables[name].drop(columns="row"), frame.drop(columns="row"))


def test_texts_that_look_like_something_else_stay_texts(folder: Path) -> None:
    names = ["=1+1", "+44 20", "@home", "https://example.org", "0012", "2026-03", "1e5", "TRUE"]
    frame = table("processes", [{"process_id": n, "name": n, "category": "sell"} for n in names])
    data = _written(processes=frame)
    (folder / "inventory.xlsx").write_bytes(data)
    assert read(folder).tables["processes"]["name"].tolist() == names
    assert "<f>" not in _xml(data, "xl/worksheets/sheet1.xml")
    assert "hyperlink" not in _xml(data, "xl/worksheets/sheet1.xml").lower()


def test_the_same_tables_give_the_same_bytes() -> None:
    frame = table("roles", [{"role_id": "ceo", "title": "Chief Executive", "level": "executive"}])
    assert _written(roles=frame) == _written(roles=frame)
    assert _written() == _written()


def test_drop_downs_offer_what_the_reader_takes() -> None:
    roles = _xml(_written(), f"xl/worksheets/sheet{list(load_tables()).index('roles') + 1}.xml")
    assert "executive,senior,middle,front line" in roles
    processes = _xml(_written(), "xl/worksheets/sheet1.xml")
    assert "yes,no" in processes
    assert re.search(r"<formula1>'?Roles'?!\$A\$2:\$A\$\d+</formula1>", processes), "ids of the owners are offered"
    assert re.search(r'type="whole".*?sqref="I2:I5001"><formula1>1</formula1><formula2>5</formula2>', processes)


def test_no_list_of_choices_is_longer_than_a_spreadsheet_takes() -> None:
    for one in load_tables().values():
        assert len(one.title) <= 31
        for column in one.columns:
            assert len(",".join(column.choices)) <= 255
            assert len(one.columns) <= 26


@pytest.mark.parametrize(
    ("column", "value", "cell"),
    [
        ("is_key", True, "yes"),
        ("is_key", False, "no"),
        ("is_key", pd.NA, None),
        ("functions", ("Sales", "Logistics"), "Sales; Logistics"),
        ("functions", (), None),
        ("revenue_importance", 5, 5.0),
        ("objective_hours", 2.5, 2.5),
        ("name", float("nan"), None),
        ("category", "deliver", "deliver"),
    ],
)
def test_a_value_is_written_as_somebody_would_type_it(column: str, value: object, cell: object) -> None:
    assert cell_value(load_tables()["processes"].column(column), value) == cell
