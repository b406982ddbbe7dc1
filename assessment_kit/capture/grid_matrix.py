"""Who answers for what, as a matrix: processes by roles, one letter per key, written as rows of the list of responsibilities.

What is said of each process comes from the analysis itself (`analysis.ownership`), so that form and report agree. A cell
may hold several statements, one per paper; a letter changes all of them, and the first in an empty cell makes a row.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assessment_kit import words
from assessment_kit.analysis.landscape import key_processes
from assessment_kit.analysis.ownership import WHOLE, claims, subject_owners, verdict
from assessment_kit.capture.csv_text import cell_at
from assessment_kit.capture.forms import Form, script
from assessment_kit.capture.grid_checks import Checked, checked
from assessment_kit.capture.list_change import Edit, edit_of
from assessment_kit.capture.list_file import ListFile, open_list
from assessment_kit.capture.list_merge import Rows
from assessment_kit.capture.lists import Saved, now_text, save
from assessment_kit.engagement.columns import load_tables
from assessment_kit.engagement.model import Engagement
from assessment_kit.engagement.own_method import method_for
from assessment_kit.errors import AssessmentError, UsageError

LETTERS = ("A", "R", "C", "I")
NAME = "responsibilities"
_REMEMBERED = 50
ALL = "*"
"""All activities in sight at once."""


class MatrixForm(Form):
    """The form of the responsibilities; recipe: folder."""

    _esm = script("matrix.css", "matrix.js")

    def __init__(self, recipe: Mapping[str, Any]) -> None:
        super().__init__(recipe)
        self._folder = Path(str(recipe["folder"]))
        self._seen: dict[str, Rows] = {}
        self._done: dict[str, Mapping[str, object]] = {}

    def opened(self, view: str) -> Mapping[str, object]:  # noqa: ARG002  every tab sees the same file
        try:
            return self._show()
        except AssessmentError as error:
            return {"unreadable": str(error)}

    def told(self, kind: str, message: Mapping[str, Any]) -> Mapping[str, object]:
        batch = str(message.get("batch") or "")
        if batch and batch in self._done:
            return self._done[batch]
        try:
            if kind == "letter":
                answer = self._letter(message)
            elif kind == "undo":
                answer = self._undo(message)
            elif kind == "look":
                return {} if open_list(self._folder, NAME).digest == message.get("digest") else self._show()
            else:
                raise UsageError("The form does not know what was asked of it.")
        except AssessmentError as error:
            return {"problem": str(error)}
        self._done[batch] = answer
        while len(self._done) > _REMEMBERED:
            self._done.pop(next(iter(self._done)))
        return answer

    def _show(self) -> dict[str, object]:
        there = open_list(self._folder, NAME)
        return self._state(there, checked(self._folder, there))

    def _state(self, there: ListFile, found: Checked) -> dict[str, object]:
        self._seen[there.digest] = there.text.rows
        while len(self._seen) > _REMEMBERED:
            self._seen.pop(next(iter(self._seen)))
        engagement = found.engagement
        return {
            "file": there.file,
            "sheet": there.sheet,
            "digest": there.digest,
            "roles": [
                {"id": i, "title": t} for i, t in engagement.table("roles")[["role_id", "title"]].to_numpy().tolist()
            ],
            "subjects": _subjects(engagement, self._folder),
            "statements": _statements(engagement),
            "papers": list(dict.fromkeys(s for s in engagement.table(NAME)["source"].dropna())),
            "activities": [
                {"value": c, "label": words.humanise(c)} for c in load_tables()[NAME].column("activity").choices
            ],
            "faulty": len({p.row for p in found.problems if p.row is not None}),
        }

    def _letter(self, message: Mapping[str, Any]) -> Mapping[str, object]:
        """Write a letter into a cell: subject, role, activity ("" for the whole, * for all), letter ("" for none), paper (None for all of them)."""
        there = open_list(self._folder, NAME)
        found = checked(self._folder, there)
        held = _held(found.engagement, message)
        seen = message.get("was")
        if isinstance(seen, list) and sorted(str(s) for s in seen) != sorted(one.letter for one in held):
            return {**self._state(there, found), "stale": True}
        saved = self._save(there, _edits(there, _meant(held, message), message))
        return self._answer(saved, there)

    def _undo(self, message: Mapping[str, Any]) -> Mapping[str, object]:
        """Carry out the steps that an answer named as its way back; their rows are those of that answer's file."""
        digest = str(message.get("digest") or "")
        raw = message.get("edits")
        base = self._seen.get(digest)
        if base is None or not isinstance(raw, list):
            return {**self._show(), "stale": True}
        there = open_list(self._folder, NAME)
        edits = [_with_before(edit_of(one), base) for one in raw]
        return self._answer(save(self._folder, NAME, edits, base, digest), there)

    def _save(self, there: ListFile, edits: list[Edit]) -> Saved:
        return save(self._folder, NAME, edits, there.text.rows, there.digest)

    def _answer(self, saved: Saved, before: ListFile) -> Mapping[str, object]:
        state = self._state(saved.now, checked(self._folder, saved.now))
        return {**state, "saved": now_text(), "stale": bool(saved.clashes), "back": _way_back(before, saved)}


def _with_before(edit: Edit, base: Rows) -> Edit:
    return Edit("remove", edit.row, before=base.get(edit.row, ())) if edit.kind == "remove" else edit


def _subjects(engagement: Engagement, folder: Path) -> list[dict[str, object]]:
    """Processes and management processes in the client's order, with what the sources settle about each."""
    processes, managing = engagement.table("processes"), engagement.table("management_processes")
    limits = method_for(folder, engagement.settings).thresholds.processes
    keys = set(key_processes(processes, limits)["process_id"]) if len(processes) else set()
    state = subject_owners(claims(engagement))
    several = [
        (i, n, "key" if i in keys else "process") for i, n in processes[["process_id", "name"]].to_numpy().tolist()
    ]
    several += [(i, n, "managing") for i, n in managing[["management_process_id", "name"]].to_numpy().tolist()]
    said = engagement.table(NAME)
    doing = said[said["assignment"] == "R"].groupby("subject_id")["role_id"].nunique().to_dict()
    told = []
    for name, title, kind in several:
        known = name in state.index
        status = str(state.loc[name, "status"]) if known else "none"
        owners = tuple(state.loc[name, "owners"]) if known else ()
        in_parts = bool(state.loc[name, "in_parts"]) if known else False
        disputed = tuple(state.loc[name, "disputed"]) if known else ()
        told.append(
            {
                "id": name, "name": title, "kind": kind, "status": status, "disputed": list(disputed), "owners": list(owners),
                "verdict": verdict(status, len(owners), in_parts=in_parts),
                "why": _why(status, len(owners), int(doing.get(name, 0)), in_parts=in_parts),
            }
        )  # fmt: skip
    return told


def _why(status: str, owners: int, doing: int, *, in_parts: bool) -> str:
    """The line below the verdict."""
    if status == "disagree":
        return f"{words.number(owners)} named in different papers" if owners > 1 else "not every paper names it"
    if status == "several":
        return "only one can answer for it"
    if status == "one":
        return ""
    if in_parts:
        return "each answers for its part, nobody for the whole"
    does = "1 does it" if doing == 1 else f"{words.number(doing)} do it"
    return f"{does}, nobody answers" if doing else "nobody is named"


def _statements(engagement: Engagement) -> list[list[object]]:
    """Row, subject, activity ("" for the whole), role, letter, paper, of every statement that counts."""
    rows = engagement.table(NAME)
    return [
        [int(row), subject, "" if words.missing(act) or act in WHOLE else act, role, letter, "" if words.missing(paper) else paper]
        for row, subject, act, role, letter, paper in zip(
            rows["row"], rows["subject_id"], rows["activity"], rows["role_id"], rows["assignment"], rows["source"], strict=True
        )
    ]  # fmt: skip


@dataclass(frozen=True)
class _Statement:
    row: int
    activity: str
    letter: str
    paper: str


def _held(engagement: Engagement, message: Mapping[str, Any]) -> list[_Statement]:
    """The statements in one cell of the matrix as it is looked at: of one activity, or of all."""
    subject, role, activity = str(message["subject"]), str(message["role"]), str(message.get("activity") or "")
    return [
        _Statement(int(str(row)), str(act), str(letter), str(paper))
        for row, of, act, who, letter, paper in _statements(engagement)
        if of == subject and who == role and activity in (ALL, act)
    ]


def _meant(held: list[_Statement], message: Mapping[str, Any]) -> list[_Statement]:
    """Those that a letter changes. With all activities in sight it is about the whole, where something is said of that."""
    letter = str(message.get("letter") or "")
    if message.get("activity") != ALL or not letter:
        return held
    whole = [one for one in held if not one.activity]
    return whole or ([] if letter == "A" else held)  # who answers for a part does not answer for the whole by that


def _edits(there: ListFile, rows: list[_Statement], message: Mapping[str, Any]) -> list[Edit]:
    letter, paper, more = str(message.get("letter") or ""), message.get("paper"), bool(message.get("more"))
    if letter not in ("", *LETTERS):
        raise UsageError(f"“{letter}” is not one of A, R, C and I.")

    def text(row: int, column: str) -> str:
        place = there.places.get(column)
        return "" if place is None else cell_at(there.text.records[row - 1].cells, place)

    cells = {"subject_id": str(message["subject"]), "role_id": str(message["role"]), "assignment": letter}
    activity = str(message.get("activity") or "")
    cells |= {"activity": "" if activity == ALL else activity, "source": str(paper or "")}
    if letter and (more or not rows):
        return [Edit("add", 0, cells=cells)]
    if not letter:
        return [Edit("remove", one.row, before=there.text.rows[one.row]) for one in rows]
    if paper is None:
        return [Edit("set", one.row, "assignment", text(one.row, "assignment"), letter) for one in rows]
    first = next((one.row for one in rows if one.paper == paper), rows[0].row)
    kept = [Edit("set", first, "assignment", text(first, "assignment"), letter)]
    kept += [Edit("set", first, "source", text(first, "source"), str(paper))]
    return kept + [Edit("remove", one.row, before=there.text.rows[one.row]) for one in rows if one.row != first]


def _way_back(before: ListFile, saved: Saved) -> list[dict[str, object]]:
    """The steps from the file as it is now to what it was, for the rows that were changed."""
    steps: list[dict[str, object]] = [{"kind": "remove", "row": row} for row in saved.born if row is not None]
    now = saved.now
    for row, cells in before.text.rows.items():
        to = saved.moved.get(row, row)
        if to is None:
            named = {key: cell_at(cells, place) for key, place in before.places.items()}
            after = next(
                (n for r in range(row + 1, len(before.text.records) + 1) if (n := saved.moved.get(r, None))), 0
            )
            steps.append({"kind": "add", "row": after, "cells": named})
            continue
        for key, place in now.places.items():
            old = before.places.get(key)
            was, value = cell_at(now.text.records[to - 1].cells, place), "" if old is None else cell_at(cells, old)
            if was != value:
                steps.append({"kind": "set", "row": to, "column": key, "was": was, "value": value})
    return steps
