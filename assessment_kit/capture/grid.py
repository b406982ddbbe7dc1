"""A client's list, edited in place: `GridForm` sends the list to the page and writes each change to its file.

After every change the page gets the problems of the whole list anew, worded by the readers themselves. Row numbers are those of
the file; after a change the page is told where its rows went. Changes carry a batch of their own: one that arrives twice is
answered twice and written once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from assessment_kit import words
from assessment_kit.capture.csv_text import cell_at
from assessment_kit.capture.forms import Form, script
from assessment_kit.capture.grid_checks import Checked, checked, cures, is_row_out
from assessment_kit.capture.list_change import Clash, Edit, edit_of
from assessment_kit.capture.list_file import ListFile, open_list
from assessment_kit.capture.list_merge import Rows
from assessment_kit.capture.lists import now_text, save
from assessment_kit.capture.on_disk import set_aside
from assessment_kit.engagement.columns import Column, Table, load_tables
from assessment_kit.engagement.folder import CALENDAR, open_folder
from assessment_kit.engagement.suggestions import normal
from assessment_kit.engagement.tables import EMPTY, ROW
from assessment_kit.errors import AssessmentError, Problem, UsageError

_REMEMBERED = 20  # states of the list that a page may still refer to
_RHYTHMS = (
    "daily", "weekly", "every two weeks", "monthly", "every quarter", "twice a year", "yearly", "when needed",
)  # fmt: skip


class GridForm(Form):
    """The form of one list; recipe: folder, list."""

    _esm = script("grid.css", "grid.js")

    def __init__(self, recipe: Mapping[str, Any]) -> None:
        super().__init__(recipe)
        self._folder = Path(str(recipe["folder"]))
        self._list = str(recipe["list"])
        self._seen: dict[str, Rows] = {}
        self._done: dict[str, Mapping[str, object]] = {}

    def opened(self, view: str) -> Mapping[str, object]:  # noqa: ARG002  every tab sees the same file
        return self._show(self._list)

    def told(self, kind: str, message: Mapping[str, Any]) -> Mapping[str, object]:
        name = str(message.get("list") or self._list)
        try:
            if kind == "show":
                return self._show(name)
            if kind == "look":
                there = open_list(self._folder, name)
                return {} if there.digest == message.get("digest") else self._show(name)
            if kind == "edit":
                return self._edit(name, message)
            if kind == "aside":
                set_aside(self._folder / f"{name}.csv", str(message.get("text") or ""))
                return {}
        except AssessmentError as error:
            return {"problem": str(error)}
        raise UsageError("The form does not know what was asked of it.")

    def _show(self, name: str) -> Mapping[str, object]:
        table = load_tables().get(name)
        if table is None:
            raise UsageError(f"There is no list “{name}”. The lists are {', '.join(load_tables())}.")
        about = {"list": name, "title": table.title, "help": table.help, "lists": _lists(table)}
        try:
            there = open_list(self._folder, name)
            found = checked(self._folder, there)
        except AssessmentError as error:
            return {**about, "unreadable": str(error), "columns": [], "rows": []}
        return {
            **about,
            **self._state(there, found),
            "sheet": there.sheet,
            "calendar": table.table == "meetings" and open_folder(self._folder).find(CALENDAR) is not None,
        }

    def _state(self, there: ListFile, found: Checked) -> dict[str, object]:
        """The list as it stands."""
        self._remember(there)
        return {
            "file": there.file,
            "digest": there.digest,
            "columns": [_column(key, place, there, found) for key, place in _columns(there).items()],
            "rows": [[number, list(cells)] for number, cells in there.text.rows.items()],
            **_problems(there, found),
        }

    def _remember(self, there: ListFile) -> None:
        self._seen[there.digest] = there.text.rows
        while len(self._seen) > _REMEMBERED:
            self._seen.pop(next(iter(self._seen)))

    def _edit(self, name: str, message: Mapping[str, Any]) -> Mapping[str, object]:
        batch = str(message.get("batch") or "")
        if batch in self._done:
            return self._done[batch]
        digest = str(message.get("digest") or "")
        base = self._base(name, digest, message)
        if base is None:
            return {"unknown": True}  # the page sends the rows that it had seen along
        raw = message.get("edits")
        edits = [_with_row(edit_of(one), base) for one in raw] if isinstance(raw, list) else []
        saved = save(self._folder, name, edits, base, digest, again=bool(message.get("again")))
        there = saved.now
        found = checked(self._folder, there)
        moved = {n: now for n, now in saved.moved.items() if n != now}
        answer: dict[str, object] = {
            **(self._state(there, found) if saved.others or moved or saved.born else _small(there, found)),
            "saved": now_text(),
            "moved": moved,
            "born": list(saved.born),
            "others": saved.others,
            "clashes": [_clash(clash, edits) for clash in saved.clashes],
        }
        self._remember(there)
        self._done[batch] = {**answer, **self._state(there, found)} if saved.born else answer
        while len(self._done) > _REMEMBERED:
            self._done.pop(next(iter(self._done)))
        return answer

    def _base(self, name: str, digest: str, message: Mapping[str, Any]) -> Rows | None:
        """The rows as the page had seen them."""
        if digest in self._seen:
            return self._seen[digest]
        there = open_list(self._folder, name)
        if there.digest == digest:
            return there.text.rows
        rows = message.get("rows")
        if not isinstance(rows, list):
            return None
        return {int(number): tuple(str(cell) for cell in cells) for number, cells in rows}


def _with_row(edit: Edit, base: Rows) -> Edit:
    return replace(edit, before=base.get(edit.row, ())) if edit.kind == "remove" else edit


def _lists(table: Table) -> list[dict[str, str]]:
    """All lists, those of the same chapter first."""
    several = sorted(load_tables().values(), key=lambda t: t.step != table.step)
    return [{"value": t.table, "label": t.title, "small": t.help} for t in several]


def _columns(there: ListFile) -> dict[str, int | None]:
    """The columns in the order of the file, then those that it has not got."""
    placed = there.places
    named: dict[str, int | None] = {k: p for k, p in placed.items() if not k.startswith("#")}
    rest: dict[str, int | None] = {c.name: None for c in there.table.columns if c.name not in named}
    own = {k: p for k, p in placed.items() if k.startswith("#") and there.text.headings[p or 0].strip()}
    return {**named, **rest, **own}


def _column(key: str, place: int | None, there: ListFile, found: Checked) -> dict[str, object]:
    if key.startswith("#"):
        heading = there.text.headings[place or 0]
        text = "A column of your own. It is kept, and nobody reads it."
        return {
            "key": key,
            "place": place,
            "title": heading,
            "type": "own",
            "help": text,
            "needed": False,
            "options": [],
        }
    column = there.table.column(key)
    return {
        "key": key,
        "place": place,
        "title": column.title,
        "type": column.type,
        "help": _help(column),
        "needed": column.required,
        "example": column.example,
        "options": _options(column, there, found),
    }


def _help(column: Column) -> str:
    shown = words.humanise(column.example) if column.type == "choice" else column.example
    example = f" Such as: {shown}." if shown else ""
    return f"{column.help}{' Every row needs it.' if column.required else ''}{example}"


def _options(column: Column, there: ListFile, found: Checked) -> list[dict[str, str]]:
    """What the list below a cell offers: the value as it is written, and as it is read."""
    if column.type == "choice":
        return [
            {"value": choice if there.in_names else words.humanise(choice), "label": words.humanise(choice)}
            for choice in column.choices
        ]
    if column.type == "yes_no":
        return [{"value": "yes", "label": "yes"}, {"value": "no", "label": "no"}]
    if column.type == "frequency":
        return [{"value": word, "label": word} for word in _RHYTHMS]
    return [{"value": key, "label": name or key, "small": key} for key, name in found.targets.get(column.name, ())]


def _small(there: ListFile, found: Checked) -> dict[str, object]:
    """What changes with a cell."""
    columns = [_column(key, place, there, found) for key, place in _columns(there).items()]
    return {"file": there.file, "digest": there.digest, "columns": columns, **_problems(there, found)}


def _problems(there: ListFile, found: Checked) -> dict[str, object]:
    """Problems at a row, and those of the whole list, worded as `check` words them."""
    rows, whole = [], []
    for problem in found.problems:
        if problem.row in there.text.rows:
            rows.append(_problem(problem, there))
        else:
            whole.append(str(problem))
    return {"problems": rows, "whole": whole}


def _problem(problem: Problem, there: ListFile) -> dict[str, object]:
    key = _key(problem, there)
    column = next((c for c in there.table.columns if c.name == key), None)
    place = there.places.get(key) if key else None
    cell = "" if place is None or problem.row is None else cell_at(there.text.records[problem.row - 1].cells, place)
    out = is_row_out(problem)
    return {
        "row": problem.row,
        "key": key,
        "text": str(problem),
        "out": out,
        "empty": problem.rule == EMPTY,
        "left": "The row does not count yet." if out else f"Left out: {problem.left_out}." if problem.left_out else "",
        "mentions": problem.left_out.removeprefix(ROW).strip(" ,"),
        "cures": [{"label": cure.label, "value": cure.value} for cure in cures(problem, column, cell)],
    }


def _key(problem: Problem, there: ListFile) -> str | None:
    """The column of a problem, by its heading or by its name."""
    wanted = normal(problem.column or "")
    for key, place in there.places.items():
        if wanted and wanted in (normal(there.text.headings[place]), normal(key)):
            return key
    return None


def _clash(clash: Clash, edits: Sequence[Edit]) -> dict[str, object]:
    return {
        "at": edits.index(clash.edit),
        "kind": clash.edit.kind,
        "row": clash.row,
        "key": clash.edit.column,
        "mine": clash.edit.value,
        "theirs": clash.theirs,
    }
