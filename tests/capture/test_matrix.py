"""The responsibility matrix as Python sees it: what a letter writes, what is said of a process, and the way back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from assessment_kit.capture.grid_matrix import MatrixForm

HEAD = "subject_id,activity,role_id,assignment,source\n"
ROWS = "otd,,coo,A,Handbook\notd,,cso,A,Job description\notd,do,cso,R,Handbook\nquote,do,cso,R,Handbook\n"
FILES = {
    "engagement.yaml": 'client: "Tiny"\ndate: "2026-10-16"\n',
    "roles.csv": "role_id,title,level\ncoo,Head of Operations,executive\ncso,Head of Sales,executive\n",
    "processes.csv": "process_id,name,category,is_key\notd,Order to delivery,deliver,yes\nquote,Quote to order,sell,yes\n",
    "responsibilities.csv": HEAD + ROWS,
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def _ask(form: MatrixForm, kind: str, **message: Any) -> dict[str, Any]:
    return dict(form.reply({"kind": kind, "id": "1", "view": "v", **message}))


def _type(form: MatrixForm, subject: str, role: str, letter: str, **more: Any) -> dict[str, Any]:
    batch = f"{subject}{role}{letter}{more}"
    return _ask(form, "letter", subject=subject, role=role, letter=letter, batch=batch, **{"activity": "*", **more})


def _rows(folder: Path) -> list[str]:
    return (folder / "responsibilities.csv").read_text(encoding="utf-8").splitlines()[1:]


def _verdicts(answer: dict[str, Any]) -> dict[str, tuple[str, str]]:
    return {s["id"]: (s["verdict"], s["why"]) for s in answer["subjects"]}


def test_each_process_has_the_verdict_of_the_report(folder: Path) -> None:
    shown = _ask(MatrixForm({"folder": str(folder)}), "open")
    assert _verdicts(shown) == {
        "otd": ("Papers disagree", "2 named in different papers"), "quote": ("No owner", "1 does it, nobody answers"),
    }  # fmt: skip
    assert [s["kind"] for s in shown["subjects"]] == ["key", "key"]
    assert shown["statements"][2] == [4, "otd", "do", "cso", "R", "Handbook"]


def test_a_letter_in_an_empty_cell_makes_a_row_about_the_whole(folder: Path) -> None:
    answer = _type(MatrixForm({"folder": str(folder)}), "quote", "coo", "A")
    assert _rows(folder)[-1] == "quote,,coo,A"
    assert _verdicts(answer)["quote"] == ("One owner", "")


def test_who_does_it_and_now_answers_for_it_keeps_doing_it(folder: Path) -> None:
    _type(MatrixForm({"folder": str(folder)}), "quote", "cso", "A")
    assert _rows(folder)[-2:] == ["quote,do,cso,R,Handbook", "quote,,cso,A"]


def test_another_letter_changes_what_all_papers_say_of_the_whole(folder: Path) -> None:
    answer = _type(MatrixForm({"folder": str(folder)}), "otd", "cso", "C")
    assert _rows(folder)[:3] == ["otd,,coo,A,Handbook", "otd,,cso,C,Job description", "otd,do,cso,R,Handbook"]
    assert _verdicts(answer)["otd"] == ("One owner", "")


def test_delete_takes_all_statements_of_the_cell_and_undo_brings_them_back(folder: Path) -> None:
    form = MatrixForm({"folder": str(folder)})
    answer = _type(form, "otd", "cso", "")
    assert _rows(folder) == ["otd,,coo,A,Handbook", "quote,do,cso,R,Handbook"]
    _ask(form, "undo", edits=answer["back"], digest=answer["digest"], batch="undo")
    assert (folder / "responsibilities.csv").read_text(encoding="utf-8") == HEAD + ROWS


def test_in_one_paper_only_leaves_one_statement(folder: Path) -> None:
    form = MatrixForm({"folder": str(folder)})
    _type(form, "otd", "cso", "A", more=True, paper="Handbook")
    assert _rows(folder)[-1] == "otd,,cso,A,Handbook"
    _type(form, "otd", "cso", "A", paper="Handbook")
    assert [row for row in _rows(folder) if row.startswith("otd,,cso")] == ["otd,,cso,A,Handbook"]


def test_of_one_activity_only_its_statements_change(folder: Path) -> None:
    _type(MatrixForm({"folder": str(folder)}), "otd", "cso", "I", activity="do")
    assert _rows(folder)[:3] == ["otd,,coo,A,Handbook", "otd,,cso,A,Job description", "otd,do,cso,I,Handbook"]


def test_a_cell_that_somebody_else_changed_is_shown_and_not_overwritten(folder: Path) -> None:
    form = MatrixForm({"folder": str(folder)})
    _ask(form, "open")
    text = HEAD + ROWS.replace("quote,do,cso,R", "quote,do,cso,C")
    (folder / "responsibilities.csv").write_text(text, encoding="utf-8")
    answer = _type(form, "quote", "cso", "I", was=["R"])
    assert answer["stale"]
    assert (folder / "responsibilities.csv").read_text(encoding="utf-8") == text
    assert not _type(form, "quote", "cso", "I", was=["C"])["stale"]
    assert "quote,do,cso,I,Handbook" in _rows(folder)


def test_undo_after_somebody_else_added_a_row_above_meets_the_right_row(folder: Path) -> None:
    form = MatrixForm({"folder": str(folder)})
    answer = _type(form, "quote", "cso", "I")
    now = (folder / "responsibilities.csv").read_text(encoding="utf-8")
    (folder / "responsibilities.csv").write_text(now.replace(HEAD, HEAD + "otd,,coo,I,Theirs\n"), encoding="utf-8")
    _ask(form, "undo", edits=answer["back"], digest=answer["digest"], batch="undo")
    assert _rows(folder) == ["otd,,coo,I,Theirs", *ROWS.splitlines()]


def test_a_letter_that_arrives_twice_is_written_once(folder: Path) -> None:
    form = MatrixForm({"folder": str(folder)})
    _type(form, "quote", "coo", "A")
    _type(form, "quote", "coo", "A")
    assert _rows(folder).count("quote,,coo,A") == 1
