"""A list that several people fill: what was acknowledged is on disk, and nothing of anybody is overwritten unseen."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessment_kit.capture.inventory_workbook import write_inventory
from assessment_kit.capture.list_change import Edit
from assessment_kit.capture.list_file import ListFile, open_list
from assessment_kit.capture.list_merge import follow
from assessment_kit.capture.lists import Saved, save
from assessment_kit.capture.on_disk import NotSavedError, locked
from assessment_kit.engagement import read
from assessment_kit.errors import UsageError
from tests.builders import table

ROLES = "role_id,title,level\nceo,Chief Executive,executive\ncfo,Head of Finance,executive\nclerk,Clerk,front_line\n"


def _client(folder: Path, roles: str | None = ROLES) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "engagement.yaml").write_text('client: "Tiny"\ndate: "2026-10-16"\n', encoding="utf-8")
    if roles is not None:
        (folder / "roles.csv").write_bytes(roles.encode())
    return folder


def _save(folder: Path, seen: ListFile, *edits: Edit, again: bool = False) -> Saved:
    return save(folder, seen.table.table, edits, seen.text.rows, seen.digest, again=again)


def _set(row: int, column: str, was: str, value: str) -> Edit:
    return Edit("set", row, column, was, value)


def _text(folder: Path, name: str = "roles.csv") -> str:
    return (folder / name).read_bytes().decode()


def test_one_cell_is_written_and_all_else_is_as_it_was(tmp_path: Path) -> None:
    rows = '\ufeff"Role id";Title;Ours;Level\r\nceo;"Chief; Executive";x;executive\r\n'
    folder = _client(tmp_path, rows)
    saved = _save(folder, open_list(folder, "roles"), _set(2, "level", "executive", "senior"))
    assert _text(folder) == rows.replace(";executive\r", ";senior\r")
    assert not saved.others
    assert open_list(folder, "roles").places == {"role_id": 0, "title": 1, "#3": 2, "level": 3}


def test_a_column_that_the_file_has_not_got_is_added_behind_the_last(tmp_path: Path) -> None:
    folder = _client(tmp_path)
    _save(folder, open_list(folder, "roles"), _set(3, "reports_to", "", "ceo"))
    assert _text(folder).splitlines()[:3] == [
        "role_id,title,level,reports_to", "ceo,Chief Executive,executive", "cfo,Head of Finance,executive,ceo",
    ]  # fmt: skip
    assert read(folder).tables["roles"]["reports_to"].dropna().tolist() == ["ceo"]


def test_a_column_is_not_put_over_cells_that_have_no_heading(tmp_path: Path) -> None:
    folder = _client(tmp_path, "role_id,title,level\nceo,Chief,Executive,executive\n")
    with pytest.raises(UsageError, match=r"Row 2 of roles\.csv has more cells than there are headings"):
        _save(folder, open_list(folder, "roles"), _set(2, "reports_to", "", "x"))


def test_rows_are_added_and_taken_away_and_their_numbers_are_told(tmp_path: Path) -> None:
    folder = _client(tmp_path)
    gone = Edit("remove", 3, before=("cfo", "Head of Finance", "executive"))
    new = Edit("add", 0, cells={"role_id": "coo", "level": "executive"})
    first = Edit("add", 2, cells={"role_id": "chair"})
    saved = _save(folder, open_list(folder, "roles"), gone, new, first, Edit("add", 0, cells={"title": " "}))
    assert [line.partition(",")[0] for line in _text(folder).splitlines()] == [
        "role_id",
        "chair",
        "ceo",
        "clerk",
        "coo",
    ]
    assert dict(saved.moved) == {1: 1, 2: 3, 3: None, 4: 4}
    assert saved.born == (5, 2, None)


def test_a_list_in_a_sheet_goes_to_a_csv_file_with_its_first_change(tmp_path: Path) -> None:
    folder = _client(tmp_path, None)
    frame = table("roles", [{"role_id": "ceo", "title": "Chief", "level": "executive"}])
    write_inventory(folder / "inventory.xlsx", {"roles": frame})
    workbook = (folder / "inventory.xlsx").read_bytes()
    seen = open_list(folder, "roles")
    assert (seen.sheet, seen.file) == ("inventory.xlsx#Roles", "roles.csv")
    assert not (folder / "roles.csv").exists()
    _save(folder, seen, _set(2, "title", "Chief", "Chief Executive"))
    assert _text(folder).splitlines()[1].startswith("ceo,Chief Executive,executive")
    assert (folder / "inventory.xlsx").read_bytes() == workbook
    assert open_list(folder, "roles").sheet == ""
    assert read(folder).tables["roles"]["title"].tolist() == ["Chief Executive"]
    assert read(folder).problems == ()
    write_inventory(
        folder / "inventory.xlsx", {"roles": table("roles", [{"role_id": "x", "title": "X", "level": "senior"}])}
    )
    assert [p.rule for p in read(folder).problems] == [
        "the list stands in inventory.xlsx#Roles as well, and the csv file wins"
    ]


def test_a_list_that_is_nowhere_starts_with_its_headings(tmp_path: Path) -> None:
    folder = _client(tmp_path, None)
    cells = {"role_id": "ceo", "title": "Chief", "level": "executive"}
    _save(folder, open_list(folder, "roles"), Edit("add", 0, cells=cells))
    assert _text(folder) == "Role id,Title,Level,Function,Reports to\nceo,Chief,executive\n"
    assert read(folder).problems == ()


# Somebody else at the same list


def test_changes_of_two_people_to_different_cells_are_both_kept(tmp_path: Path) -> None:
    folder = _client(tmp_path)
    mine, theirs = open_list(folder, "roles"), open_list(folder, "roles")
    _save(folder, theirs, Edit("add", 2, cells={"role_id": "chair"}), _set(3, "title", "Head of Finance", "CFO"))
    saved = _save(folder, mine, _set(3, "level", "executive", "senior"), _set(4, "title", "Clerk", "Clerk II"))
    assert saved.others
    assert saved.clashes == ()
    assert _text(folder).splitlines()[1:] == [
        "chair", "ceo,Chief Executive,executive", "cfo,CFO,senior", "clerk,Clerk II,front_line",
    ]  # fmt: skip
    assert saved.moved[3] == 4


def test_the_same_cell_is_handed_back_with_both_versions(tmp_path: Path) -> None:
    folder = _client(tmp_path)
    mine, theirs = open_list(folder, "roles"), open_list(folder, "roles")
    _save(folder, theirs, _set(3, "title", "Head of Finance", "Theirs"))
    saved = _save(folder, mine, _set(3, "title", "Head of Finance", "Mine"), _set(2, "title", "Chief Executive", "CEO"))
    (clash,) = saved.clashes
    assert (clash.row, clash.theirs, clash.edit.value) == (3, "Theirs", "Mine")
    assert "Theirs" in _text(folder)
    assert "Mine" not in _text(folder)
    assert "CEO" in _text(folder)
    chosen = _save(folder, saved.now, _set(3, "title", "Theirs", "Mine"))
    assert chosen.clashes == ()
    assert "cfo,Mine," in _text(folder)


def test_a_row_that_somebody_took_away_is_told_and_one_that_they_changed_is_not_taken_away(tmp_path: Path) -> None:
    folder = _client(tmp_path)
    mine, theirs = open_list(folder, "roles"), open_list(folder, "roles")
    _save(
        folder,
        theirs,
        Edit("remove", 4, before=("clerk", "Clerk", "front_line")),
        _set(2, "title", "Chief Executive", "CEO"),
    )
    saved = _save(
        folder, mine, _set(4, "title", "Clerk", "X"), Edit("remove", 2, before=("ceo", "Chief Executive", "executive"))
    )
    assert [(c.row, c.theirs) for c in saved.clashes] == [(None, None), (2, "ceo; CEO; executive")]
    assert "ceo,CEO,executive" in _text(folder)


def test_what_is_sent_twice_is_written_once(tmp_path: Path) -> None:
    folder = _client(tmp_path)
    seen = open_list(folder, "roles")
    edits = (Edit("add", 0, cells={"role_id": "coo"}), _set(2, "title", "Chief Executive", "CEO"))
    _save(folder, seen, *edits)
    once = _text(folder)
    saved = _save(folder, seen, *edits, again=True)
    assert _text(folder) == once
    assert saved.clashes == ()


def test_a_list_that_somebody_holds_is_not_written(tmp_path: Path) -> None:
    folder = _client(tmp_path)
    seen = open_list(folder, "roles")
    with locked(folder, "roles.csv"), pytest.raises(NotSavedError, match=r"Somebody else is writing roles\.csv"):
        save(folder, "roles", [_set(2, "title", "Chief Executive", "X")], seen.text.rows, seen.digest, wait=0.05)
    assert _text(folder) == ROLES


@pytest.mark.parametrize(("data", "told"), [(b"a;\xff", "not in UTF-8"), (b'role_id,title\n"x,y\n', "never closed")])
def test_a_file_that_cannot_be_read_is_not_touched(tmp_path: Path, data: bytes, told: str) -> None:
    folder = _client(tmp_path)
    (folder / "roles.csv").write_bytes(data)
    with pytest.raises(UsageError, match=told):
        open_list(folder, "roles")


_WORD = st.sampled_from(["", "a", "b", "c,d", 'e"f', "g\nh"])
_ACT = st.tuples(st.sampled_from("sar"), st.integers(0, 9), st.sampled_from(["role_id", "title", "function"]), _WORD)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(st.tuples(st.booleans(), st.booleans(), _ACT), max_size=12))
def test_nothing_that_was_acknowledged_is_lost(
    tmp_path: Path, acts: list[tuple[bool, bool, tuple[str, int, str, str]]]
) -> None:
    """Two people change at random, each looking again only now and then. Every cell is either as the last writer of it
    left it, or that writer was told of a clash.
    """
    folder = _client(tmp_path)
    seen = {True: open_list(folder, "roles"), False: open_list(folder, "roles")}
    for who, looks, (kind, pick, column, value) in acts:
        if looks:
            seen[who] = open_list(folder, "roles")
        mine, before = seen[who], open_list(folder, "roles")
        rows = mine.text.rows
        if kind == "a" or not rows:
            edit = Edit("add", 0, cells={column: value})
        else:
            row = sorted(rows)[pick % len(rows)]
            if kind == "r":
                edit = Edit("remove", row, before=rows[row])
            else:
                place = mine.places.get(column)
                was = rows[row][place] if place is not None and place < len(rows[row]) else ""
                edit = Edit("set", row, column, was, value)
        saved = _save(folder, mine, edit)
        now = open_list(folder, "roles")
        assert now.digest == saved.now.digest
        count = len(now.text.rows) - len(before.text.rows)
        if saved.clashes:
            assert now.text.bytes() == before.text.bytes()
        elif edit.kind == "add" and value:
            assert count == 1
            assert saved.born[0] is not None
            assert now.text.records[saved.born[0] - 1].cells[now.places[column]] == value
        elif edit.kind == "set":
            at = saved.moved[edit.row]
            assert at is not None
            cells = now.text.records[at - 1].cells
            place = now.places.get(column, 99)
            assert (cells[place] if place < len(cells) else "") == value
            assert count in (0, -1)  # a row whose last word was taken out is blank
        # nobody else's row changed but the one that was meant
        others = [c for n, c in before.text.rows.items() if edit.kind == "add" or n != saved.moved.get(edit.row)]
        kept = list(now.text.rows.values())
        missing = [c for c in others if c not in kept and (*c, "") not in kept]
        assert len(missing) <= (edit.kind == "remove" and not saved.clashes)
        if looks:
            seen[who] = saved.now


def test_rows_are_followed_by_their_id_by_their_place_and_by_what_they_hold() -> None:
    before = {2: ("a", "1", "x"), 3: ("b", "2", "y"), 4: ("c", "3", "z"), 5: ("d", "4", "w")}
    now = {2: ("c", "9", "z"), 3: ("a", "1", "x"), 4: ("n", "", ""), 5: ("b", "2", "changed")}
    assert follow(before, now, key=[0]) == {2: 3, 3: 5, 4: 2, 5: None}
    assert follow({2: ("a", "1", "x")}, {2: ("a", "1", "y")}) == {2: 2}
    assert follow({2: ("a", "1", "x")}, {2: ("q", "8", "y")}) == {2: None}


WRITER = """
import sys
from pathlib import Path
from assessment_kit.capture.list_change import Edit
from assessment_kit.capture.list_file import open_list
from assessment_kit.capture.lists import save
folder = Path(sys.argv[1])
print("ready", flush=True)
for n in range(10_000):
    seen = open_list(folder, "roles")
    save(folder, "roles", [Edit("add", 0, cells={"role_id": f"{sys.argv[2]}-{n}", "title": "T" * 500})], seen.text.rows, seen.digest)
    print(f"{sys.argv[2]}-{n}", flush=True)
"""


@pytest.mark.slow
def test_what_was_acknowledged_survives_a_writer_that_is_killed(tmp_path: Path) -> None:
    folder = _client(tmp_path)
    chance = random.Random(7)  # noqa: S311  moments, not secrets
    told: list[str] = []
    for round_ in range(6):
        args = [sys.executable, "-c", WRITER, str(folder), f"w{round_}"]
        with subprocess.Popen(args, stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None
            assert writer.stdout.readline() == "ready\n"
            time.sleep(chance.uniform(0.02, 0.3))
            writer.send_signal(signal.SIGKILL)
            told += writer.stdout.read().split()
        ids = [cells[0] for cells in open_list(folder, "roles").text.rows.values()]
        assert len(ids) == len(set(ids))
        assert set(told) <= set(ids)
    assert len(told) > 6
    assert isinstance(read(folder).tables["roles"], pd.DataFrame)
