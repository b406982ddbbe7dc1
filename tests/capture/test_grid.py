"""The grid as Python sees it: what it shows, what a change is answered with, and problems in the words of the check."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from assessment_kit.capture.grid import GridForm
from assessment_kit.capture.grid_checks import Cure, cures
from assessment_kit.engagement import check
from assessment_kit.engagement.cells import CellError, parse_cell
from assessment_kit.engagement.columns import load_tables
from assessment_kit.engagement.suggestions import shorten
from assessment_kit.errors import Problem

ROLES = "role_id,title,level\nceo,Chief Executive,executive\ncoo,Head of Operations,executive\n"
MEETINGS = (
    "meeting_id,name,purpose,minutes,chair,attendees\n"
    "ops,Operations review,monthly_review,1h30,coo,ceo; cooo\n"
    "plan,Planning,budgt,60,Chief Executive,\n"
    ",Nameless,other,60,,\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "engagement.yaml").write_text('client: "Tiny"\ndate: "2026-10-16"\n', encoding="utf-8")
    (tmp_path / "roles.csv").write_text(ROLES, encoding="utf-8")
    (tmp_path / "meetings.csv").write_text(MEETINGS, encoding="utf-8")
    return tmp_path


def _form(folder: Path, name: str = "meetings") -> GridForm:
    return GridForm({"folder": str(folder), "list": name})


def _ask(form: GridForm, kind: str, **message: Any) -> dict[str, Any]:
    return dict(form.reply({"kind": kind, "id": "1", "view": "v", **message}))


def _edit(form: GridForm, digest: str, *edits: Mapping[str, Any], batch: str = "b", **more: Any) -> dict[str, Any]:
    return _ask(form, "edit", digest=digest, edits=list(edits), batch=batch, **more)


def test_it_shows_rows_columns_choices_and_names_for_ids(folder: Path) -> None:
    shown = _ask(_form(folder), "open")
    columns = {c["key"]: c for c in shown["columns"]}
    assert shown["rows"][0] == [2, ["ops", "Operations review", "monthly_review", "1h30", "coo", "ceo; cooo"]]
    assert columns["chair"]["options"] == [
        {"value": "ceo", "label": "Chief Executive", "small": "ceo"},
        {"value": "coo", "label": "Head of Operations", "small": "coo"},
    ]
    assert {"value": "monthly_review", "label": "monthly review"} in columns["purpose"]["options"]
    assert (columns["agenda"]["place"], columns["name"]["needed"], columns["agenda"]["needed"]) == (None, True, False)


def test_an_empty_cell_that_every_row_needs_is_marked_and_other_faults_are_not(folder: Path) -> None:
    told = {(p["row"], p["key"]): p["empty"] for p in _ask(_form(folder), "open")["problems"]}
    assert told[4, "meeting_id"] is True
    assert told[2, "minutes"] is False


def test_problems_are_those_of_the_check_word_for_word(folder: Path) -> None:
    shown = _ask(_form(folder), "open")
    told = [str(p) for p in check(folder) if p.file == "meetings.csv"]
    assert sorted(p["text"] for p in shown["problems"]) == sorted(told)
    assert len(told) == 5
    assert {(p["row"], p["key"], p["out"]) for p in shown["problems"]} == {
        (2, "minutes", False), (2, "attendees", False), (3, "purpose", False), (3, "chair", False), (4, "meeting_id", True),
    }  # fmt: skip


def test_the_cures_are_one_press_away_and_cure(folder: Path) -> None:
    form = _form(folder)
    shown = _ask(form, "open")
    proposed = {(p["row"], p["key"]): [c["value"] for c in p["cures"]] for p in shown["problems"]}
    assert proposed == {
        (2, "minutes"): ["90"], (2, "attendees"): ["ceo; coo"], (3, "purpose"): ["budget"], (3, "chair"): ["ceo"],
        (4, "meeting_id"): [],
    }  # fmt: skip
    cells = dict(shown["rows"])
    places = {c["key"]: c["place"] for c in shown["columns"]}
    edits = [
        {"kind": "set", "row": row, "column": key, "was": cells[row][places[key]], "value": values[0]}
        for (row, key), values in proposed.items() if values
    ]  # fmt: skip
    answer = _edit(
        form, shown["digest"], *edits, {"kind": "set", "row": 4, "column": "meeting_id", "was": "", "value": "x"}
    )
    assert answer["problems"] == []
    assert [p for p in check(folder) if p.file == "meetings.csv"] == []


def test_a_faulty_row_stays_in_the_file_and_is_told(folder: Path) -> None:
    form = _form(folder)
    shown = _ask(form, "open")
    answer = _edit(form, shown["digest"], {"kind": "add", "row": 0, "cells": {"name": "New", "minutes": "99999"}})
    assert (folder / "meetings.csv").read_text(encoding="utf-8").endswith(",New,,99999\n")
    assert answer["born"] == [5]
    assert [(p["key"], p["out"]) for p in answer["problems"] if p["row"] == 5] == [("meeting_id", True)]


def test_a_batch_that_arrives_twice_is_written_once(folder: Path) -> None:
    form = _form(folder)
    digest = _ask(form, "open")["digest"]
    add = {"kind": "add", "row": 0, "cells": {"meeting_id": "x"}}
    first, second = _edit(form, digest, add), _edit(form, digest, add)
    assert (folder / "meetings.csv").read_text(encoding="utf-8").count("\nx") == 1
    assert (first["digest"], first["born"]) == (second["digest"], second["born"])


def test_a_new_kernel_asks_for_the_rows_that_the_page_had_seen(folder: Path) -> None:
    shown = _ask(_form(folder), "open")
    (folder / "meetings.csv").write_text(MEETINGS.replace("ops,", "zero,Zero,other,,,\nops,", 1), encoding="utf-8")
    change = {"kind": "set", "row": 3, "column": "purpose", "was": "budgt", "value": "budget"}
    form = _form(folder)
    assert _edit(form, shown["digest"], change) == {"unknown": True, "id": "1", "kind": "edit"}
    answer = _edit(form, shown["digest"], change, rows=shown["rows"], again=True)
    assert answer["clashes"] == []
    assert "plan,Planning,budget," in (folder / "meetings.csv").read_text(encoding="utf-8")
    assert answer["moved"] == {2: 3, 3: 4, 4: 5}


def test_a_clash_names_both_sides_and_what_is_not_kept_stays_beside(folder: Path) -> None:
    form = _form(folder)
    digest = _ask(form, "open")["digest"]
    (folder / "meetings.csv").write_text(MEETINGS.replace("Planning", "Theirs"), encoding="utf-8")
    answer = _edit(form, digest, {"kind": "set", "row": 3, "column": "name", "was": "Planning", "value": "Mine"})
    assert answer["clashes"] == [{"at": 0, "kind": "set", "row": 3, "key": "name", "mine": "Mine", "theirs": "Theirs"}]
    _ask(form, "aside", text="Meetings, row 3, Name: Theirs")
    assert "Theirs" in (folder / "meetings.not_kept.txt").read_text(encoding="utf-8")
    assert not [p for p in check(folder) if p.file.startswith("meetings.not")]


def test_a_file_that_cannot_be_read_is_told_and_the_other_lists_are_offered(folder: Path) -> None:
    (folder / "meetings.csv").write_bytes(b"meeting_id,name\n\xff")
    shown = _ask(_form(folder), "open")
    assert "the file is not in UTF-8" in shown["unreadable"]
    assert len(shown["lists"]) == len(load_tables())
    assert _ask(_form(folder), "show", list="roles")["rows"]


def test_looking_again_says_nothing_where_nothing_changed(folder: Path) -> None:
    form = _form(folder)
    digest = _ask(form, "open")["digest"]
    assert "rows" not in _ask(form, "look", digest=digest)
    (folder / "meetings.csv").write_text(MEETINGS + "new,New,other,,,\n", encoding="utf-8")
    assert len(_ask(form, "look", digest=digest)["rows"]) == 4


@pytest.mark.parametrize(
    ("list_", "column", "text", "wanted"),
    [
        ("meetings", "minutes", "120 min", ["120"]),
        ("meetings", "minutes", "2h", ["120"]),
        ("meetings", "minutes", "3,500", ["3.500"]),  # 3500 minutes are too many for a meeting
        ("meetings", "minutes", "one or 2 or 3", []),
        ("processes", "objective_hours", "3,500", ["3500", "3.500"]),
        ("processes", "objective_hours", "1h30", ["1.5"]),
        ("processes", "category", "delivr", ["deliver"]),
        ("processes", "is_key", "perhaps", []),
        ("metrics", "target", "95%", ["95"]),
    ],
)
def test_a_cure_writes_what_was_plainly_meant_and_guesses_nothing(
    list_: str, column: str, text: str, wanted: list[str]
) -> None:
    known = load_tables()[list_].column(column)
    with pytest.raises(CellError) as fault:
        parse_cell(known, text)
    problem = Problem("x.csv", fault.value.rule, fault.value.cure, 2, column, shorten(text), "the cell")
    assert [c.value for c in cures(problem, known, text)] == wanted


def test_a_proposal_that_was_shortened_is_not_written() -> None:
    column = load_tables()["meetings"].column("chair")
    problem = Problem("x.csv", "…", f'Did you mean "{"a" * 59}…"?', 2, "chair", "aa", "the reference")
    assert cures(problem, column, "aa") == ()
    whole = Problem("x.csv", "…", 'Did you mean "ab"?', 2, "chair", "aa", "the reference")
    assert cures(whole, column, "aa") == (Cure("Write “ab”", "ab"),)
