"""A client's lists: headings, cells, repeats, and which rows stay."""

from __future__ import annotations

import pandas as pd
import pytest

from assessment_kit.engagement import check, read
from assessment_kit.engagement.columns import load_tables
from tests.engagement.conftest import Client
from tests.engagement.test_sheets import workbook

ROLES = "role_id,title,level,function,reports_to\nceo,Chief executive,executive,,\ncfo,Chief financial officer,executive,Finance,ceo\n"


def told(client: Client, **files: str) -> list[tuple[str, str]]:
    """(problem, what was left out) of lists written as csv."""
    return [(str(p), p.left_out) for p in check(client({f"{name}.csv": text for name, text in files.items()}))]


def test_a_list_becomes_a_typed_frame_with_its_rows_counted(client: Client) -> None:
    text = 'process_id,name,category,functions,is_key,revenue_importance,objective_hours\notd,Order to delivery,Deliver,Sales; IT,ja,5,"24,5"\n\nhire,Hire,enable,,,,\n'
    engagement = read(client({"processes.csv": text}))
    frame = engagement.tables["processes"]
    assert engagement.problems == ()
    assert frame.columns.tolist() == [*(c.name for c in load_tables()["processes"].columns), "row"]
    assert [str(t) for t in frame.dtypes] == [*(c.dtype for c in load_tables()["processes"].columns), "Int64"]
    first, second = frame.iloc[0], frame.iloc[1]
    assert (first["category"], first["functions"], first["is_key"], first["revenue_importance"], first["objective_hours"], first["row"]) == (
        "deliver", ("Sales", "IT"), True, 5, 24.5, 2,
    )  # fmt: skip
    assert second["functions"] == ()
    assert second["row"] == 4
    assert pd.isna(second["is_key"])
    assert pd.isna(second["customer"])


@pytest.mark.parametrize(
    "heading", ["role_id,title,level", "Role id,Title,Level", "ROLE ID*,title,LEVEL", "Role-Id, title ,level"]
)
def test_headings_are_names_or_titles_in_any_spelling(client: Client, heading: str) -> None:
    engagement = read(client({"roles.csv": f"{heading}\nceo,Chief executive,executive\n"}))
    assert engagement.problems == ()
    assert engagement.tables["roles"]["role_id"].tolist() == ["ceo"]


def test_a_renamed_column_is_offered_and_not_taken(client: Client) -> None:
    assert told(client, roles="role_id,title,level,functoin\nceo,Chief,executive,Board\n") == [
        (
            'roles.csv row 1, column "functoin": no column of this list has this heading. Did you mean "function"? Rename the heading.',
            "the column",
        )
    ]


def test_a_renamed_column_that_every_row_needs_is_one_problem_and_leaves_the_list_out(client: Client) -> None:
    folder = client({"roles.csv": "role_id,title,levle\nceo,Chief,executive\n"})
    engagement = read(folder)
    assert "roles" not in engagement.tables
    assert [(str(p), p.left_out) for p in engagement.problems] == [
        (
            'roles.csv row 1, column "levle": no column of this list has this heading. Did you mean "level"? Rename the heading.',
            "the whole list, since every row needs this column",
        )
    ]


def test_a_missing_column_that_every_row_needs_leaves_the_list_out(client: Client) -> None:
    assert told(client, roles="role_id,title\nceo,Chief\n") == [
        (
            'roles.csv row 1, column "level": the column is missing, and every row needs it. Add a column "Level": level of management.',
            "the whole list",
        )
    ]


def test_a_column_of_the_clients_own_is_told_and_does_no_harm(client: Client) -> None:
    engagement = read(client({"roles.csv": "role_id,title,level,cost centre\nceo,Chief,executive,4711\n"}))
    assert [p.left_out for p in engagement.problems] == ["the column"]
    assert len(engagement.tables["roles"]) == 1


def test_two_columns_of_one_meaning_and_one_without_heading(client: Client) -> None:
    found = told(client, roles="role_id,Role id,title,level,\nceo,x,Chief,executive,stray\n")
    assert found == [
        (
            'roles.csv row 1, column "Role id": two columns mean the same; the first was used. Keep only one of the two.',
            "the second column",
        ),
        ("roles.csv row 1: column 5 has no heading. Give it one, or empty it.", "the column"),
    ]


def test_a_faulty_cell_is_blanked_where_the_row_can_do_without_it_else_the_row_goes(client: Client) -> None:
    text = "process_id,name,category,revenue_importance\na,A,deliver,7\nb,B,sideways,3\nc,,deliver,2\nd,D,sell,4\n"
    engagement = read(client({"processes.csv": text}))
    frame = engagement.tables["processes"]
    assert frame["process_id"].tolist() == ["a", "d"]
    assert pd.isna(frame["revenue_importance"].iloc[0])
    assert [(p.row, p.column, p.value, p.rule, p.left_out) for p in engagement.problems] == [
        (2, "revenue_importance", "7", "7 is outside 1–5", "the cell"),
        (3, "category", "sideways", '"sideways" is not one of the allowed values', "the row"),
        (4, "name", None, "the cell is empty, and every row needs it", "the row"),
    ]


def test_of_two_rows_with_one_id_the_first_stays(client: Client) -> None:
    engagement = read(client({"roles.csv": ROLES + "ceo,Another,senior,,\n"}))
    assert engagement.tables["roles"]["title"].tolist() == ["Chief executive", "Chief financial officer"]
    assert [str(p) for p in engagement.problems] == [
        'roles.csv row 4, column "role_id": "ceo" stands in row 2 already. Give each row an id of its own.'
    ]


def test_keys_of_several_columns_repeat_only_as_a_whole(client: Client) -> None:
    metrics = "metric_id,name\nm1,A\nm2,B\n"
    found = told(
        client, metrics=metrics, measurements="metric_id,period,actual\nm1,2026-01,1\nm2,2026-01,2\nm1,2026-1,3\n"
    )
    assert found == [
        (
            'measurements.csv row 4, column "period": metric_id and period are the same as in row 2. Keep only one of the two.',
            "the row",
        )
    ]


def test_a_row_with_more_cells_than_headings_is_left_out_since_its_cells_have_shifted(client: Client) -> None:
    engagement = read(client({"roles.csv": "role_id,title,level\nceo,Chief, of all,executive\ncfo,Finance,senior,,\n"}))
    assert engagement.tables["roles"]["role_id"].tolist() == ["cfo"]
    assert [(p.row, p.rule) for p in engagement.problems] == [(2, "the row has 4 cells under 3 headings")]


def test_a_list_of_headings_alone_counts_as_not_handed_over(client: Client) -> None:
    engagement = read(client({"roles.csv": "role_id,title,level\n", "goals.csv": "goal_id,text,level\n\n\n"}))
    assert engagement.tables == {}
    assert engagement.problems == ()


def test_a_file_without_any_row_is_told(client: Client) -> None:
    assert [rule for rule, _ in told(client, roles="")] == [
        "roles.csv: the file holds no heading and no row. Fill it, or take it away."
    ]


def test_sheets_go_by_name_or_title_and_other_sheets_are_let_be(client: Client) -> None:
    data = workbook(
        {
            "Read me": [["Fill in the sheets"]],
            "management_processes": [["Id", "Name", "Activity"], ["plan", "Annual planning", "plan_strategy"]],
            "ROLES": [["Role id", "Title", "Level"], ["ceo", "Chief", "executive"], ["x", "X", "boss"]],
        }
    )
    engagement = read(client({"inventory.xlsx": data}))
    assert set(engagement.tables) == {"management_processes", "roles"}
    assert [str(p) for p in engagement.problems] == [
        'inventory.xlsx, sheet ROLES, row 3, column "Level": "boss" is not one of the allowed values. Use executive, senior, middle or front line.'
    ]
    assert engagement.place("roles", 2) == "inventory.xlsx#ROLES row 2"


def test_a_misspelt_sheet_and_one_that_stands_as_csv_too_are_told(client: Client) -> None:
    data = workbook(
        {
            "Meetigns": [["Meeting id", "Name"], ["m", "M"]],
            "Roles": [["Role id", "Title", "Level"], ["cfo", "Finance", "senior"]],
        }
    )
    engagement = read(client({"inventory.xlsx": data, "roles.csv": "role_id,title,level\nceo,Chief,executive\n"}))
    assert engagement.tables["roles"]["role_id"].tolist() == ["ceo"]
    assert [str(p) for p in engagement.problems] == [
        'inventory.xlsx, sheet Meetigns: no list has this name. Did you mean "Meetings"? Rename the sheet.',
        "roles.csv: the list stands in inventory.xlsx#Roles as well, and the csv file wins. Keep only one of the two.",
    ]


def test_a_workbook_without_any_list_is_told(client: Client) -> None:
    problems = check(client({"inventory.xlsx": workbook({"Sheet1": [["a"], ["b"]]})}))
    assert [p.rule for p in problems] == ["none of its sheets is a list"]


def test_row_numbers_lead_back_to_the_spreadsheet(client: Client) -> None:
    text = 'role_id,title,level\na,"Head\nof\nSales",senior\n\nb,B,senior\nc,C,chief\n'
    engagement = read(client({"roles.csv": text}))
    assert engagement.tables["roles"]["row"].tolist() == [2, 4]
    assert [p.row for p in engagement.problems] == [5]
    assert engagement.place("roles", 4) == "roles.csv row 4"
