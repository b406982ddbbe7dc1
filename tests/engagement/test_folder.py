"""Folders that cannot be read at all, and files that nobody would read."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from assessment_kit.engagement import check, problems_text, read
from assessment_kit.errors import EngagementError
from tests.engagement.conftest import Client
from tests.engagement.test_sheets import workbook


def refused(folder: Path | str) -> str:
    with pytest.raises(EngagementError) as caught:
        read(folder)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert refused(tmp_path / "x").endswith(
        f"does not exist. Check the name, or make it with: assessment-kit new {tmp_path / 'x'}"
    )


def test_an_empty_folder(tmp_path: Path) -> None:
    assert refused(tmp_path) == f"{tmp_path} is empty. Fill it with: assessment-kit new {tmp_path}"


def test_a_file_in_place_of_a_folder(tmp_path: Path) -> None:
    file = tmp_path / "roles.csv"
    file.write_text("role_id")
    assert refused(file) == f"{file} is a file. Name the client's folder that holds engagement.yaml."


def test_a_name_that_no_disk_knows() -> None:
    assert refused("a\0b") == "'a\\x00b' cannot be the name of a folder. Check it."


def test_a_folder_without_settings(tmp_path: Path) -> None:
    (tmp_path / "roles.csv").write_text("role_id,title,level\n")
    assert refused(tmp_path).startswith(f"{tmp_path} has no engagement.yaml. Write one")
    (tmp_path / "engagment.yml").write_text("client: x\n")
    assert refused(tmp_path) == f"{tmp_path} has no engagement.yaml. Rename engagment.yml to engagement.yaml."


def test_files_that_nobody_would_read_are_told_and_others_let_be(client: Client) -> None:
    files = {
        "proceses.csv": "a\n",
        "Northmoor.xlsx": "x",
        "notes.docx": "x",
        "README.md": "x",
        ".DS_Store": "x",
        "~$inventory.xlsx": "x",
    }
    problems = check(client(files))
    assert [str(p) for p in problems] == [
        "Northmoor.xlsx: no file of this name is read. Name the workbook inventory.xlsx.",
        "proceses.csv: no file of this name is read. Name it processes.csv.",
    ]


@pytest.mark.parametrize(
    ("name", "content", "cure"),
    [
        ("process.csv", "x\n", "Name it processes.csv."),
        ("Prozesse.csv", "x\n", "Name it processes.csv."),
        ("Rollen.csv", "x\n", "Name it roles.csv."),
        ("Goals (2).csv", "x\n", "goals.csv is there as well: put their rows together in it."),
        ("KPIs.csv", "Metric id;Name;Unit;Direction\nm1;A;%;up\n", "Name it metrics.csv."),
        ("staff.csv", "Role id,Title\n", "Name it after its list, or take it away: processes.csv, management_processes.csv,"),
    ],
)  # fmt: skip
def test_a_misnamed_file_is_told_first_with_its_right_name(client: Client, name: str, content: str, cure: str) -> None:
    files = {
        "engagement.yaml": "client: T\ndate: 2026-10-16\nmod: full\n",
        "goals.csv": "goal_id,text,level\ng,G,odd\n",
    }
    first, *others = check(client({**files, name: content}))
    assert str(first).startswith(f"{name}: no file of this name is read. {cure}")
    assert [p.file for p in others] == ["engagement.yaml", "goals.csv"]


def test_a_list_in_a_subfolder_is_told_unless_it_is_read_from_elsewhere(client: Client) -> None:
    roles = "role_id,title,level\nceo,Chief,executive\n"
    folder = client({"roles.csv": roles, "old/roles.csv": roles, "lists/goals.csv": "goal_id\n", "lists/a.csv": "x\n"})
    assert [str(p) for p in check(folder)] == [
        "lists/goals.csv: files in this folder are not read. Move it up, beside engagement.yaml."
    ]


def test_a_list_as_csv_and_as_sheet_comes_first_and_says_which_wins(client: Client) -> None:
    files: dict[str, str | bytes] = {
        "engagement.yaml": "client: T\ndate: 2026-10-16\nmod: full\n",
        "roles.csv": "role_id,title,level\nceo,Chief,executive\n",
        "inventory.xlsx": workbook(
            {"Roles": [["role_id", "title", "level"], ["a", "A", "senior"], ["b", "B", "senior"]]}
        ),
    }
    engagement = read(client(files))
    assert engagement.table("roles")["role_id"].tolist() == ["ceo"]
    assert [str(p) for p in engagement.problems] == [
        "roles.csv: the list stands in inventory.xlsx#Roles as well, and the csv file wins. Keep only one of the two.",
        'engagement.yaml line 3, entry "mod": there is no such entry. Did you mean "mode"?',
    ]
    assert engagement.problems[0].left_out == "the sheet inventory.xlsx#Roles, 2 rows"


def test_names_of_files_may_have_capitals(client: Client) -> None:
    engagement = read(client({"Roles.CSV": "role_id,title,level\nceo,Chief,executive\n"}))
    assert engagement.problems == ()
    assert engagement.place("roles", 2) == "Roles.CSV row 2"


def test_a_file_that_cannot_be_opened_is_one_problem(client: Client) -> None:
    folder = client({"goals.csv": "goal_id,text,level\ng,G,team\n"})
    (folder / "roles.csv").symlink_to(folder / "nowhere.csv")
    engagement = read(folder)
    assert list(engagement.tables) == ["goals"]
    assert [str(p) for p in engagement.problems] == [
        "roles.csv: the file cannot be opened: no such file or directory. Close it elsewhere and check its rights."
    ]


def test_every_file_that_was_read_has_its_digest(client: Client) -> None:
    roles = "role_id,title,level\nceo,Chief,executive\n"
    engagement = read(
        client({"roles.csv": roles, "interviews/a.yaml": "answers: [{item_id: x.y, score: 3}]\n", "notes.txt": "x"})
    )
    assert list(engagement.digests) == ["engagement.yaml", "interviews/a.yaml", "roles.csv"]
    assert engagement.digests["roles.csv"] == hashlib.sha256(roles.encode()).hexdigest()


def test_problems_stand_by_file_and_row(client: Client) -> None:
    folder = client(
        {
            "roles.csv": "role_id,title,level,reports_to\na,A,senior,x\nb,B,boss,\n",
            "processes.csv": "process_id,name,category,owner_role_id\np,P,sell,y\nq,Q,odd,\n",
            "engagement.yaml": "client: T\ndate: 2026-10-16\nmod: full\n",
        }
    )
    assert [(p.file, p.row) for p in check(folder)] == [
        ("engagement.yaml", 3), ("processes.csv", 2), ("processes.csv", 3), ("roles.csv", 2), ("roles.csv", 3),
    ]  # fmt: skip
    assert problems_text(check(folder)).splitlines()[-1] == (
        'roles.csv row 3, column "level": "boss" is not one of the allowed values. '
        "Use executive, senior, middle or front line. (Left out: the row.)"
    )


def test_a_folder_of_settings_alone_is_an_engagement_with_nothing_in_it(client: Client) -> None:
    engagement = read(str(client({})))
    assert engagement.settings.name == "Tiny"
    assert engagement.problems == ()
    assert engagement.tables == {}
    assert engagement.interviews == 0
    assert engagement.survey is None
    assert not engagement.has("roles")
    assert engagement.table("roles").empty
