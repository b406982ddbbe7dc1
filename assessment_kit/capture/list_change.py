"""Changes to one list: as a person made them, and carried into the rows of the file as it stands by now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from assessment_kit.capture.csv_text import CsvText, cell_at, changed
from assessment_kit.capture.list_file import ListFile
from assessment_kit.capture.list_merge import trimmed
from assessment_kit.engagement.cells import tidy
from assessment_kit.errors import UsageError

_LONGEST = 100_000  # characters in a cell: beyond 131,072 no csv file can be read


@dataclass(frozen=True, slots=True)
class Edit:
    """One change to a list, in row numbers of the list as the person saw it.

    set : `column` of `row` from `was` to `value`. remove : `row`, whose cells were `before`. add : a row with `cells` (column →
    text) before `row`; 0 puts it at the end.
    """

    kind: Literal["set", "add", "remove"]
    row: int
    column: str = ""
    was: str = ""
    value: str = ""
    before: tuple[str, ...] = ()
    cells: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Clash:
    """A change that was not written: `theirs` stands in the cell now; None where the row is gone. `row` counts as it is now."""

    edit: Edit
    row: int | None
    theirs: str | None


class Change:
    """The changes to one file, collected edit by edit in the rows of the file as it stands."""

    def __init__(self, there: ListFile, met: Mapping[int, int | None], *, again: bool) -> None:
        self._there, self._met = there, met
        self._places = dict(there.places)
        self._new: list[str] = []  # columns that the file has not got yet
        self._cells: dict[int, dict[int, str]] = {}
        self._removed: set[int] = set()
        self._added: list[tuple[int, dict[int, str]]] = []
        self._born: list[int | None] = []  # places in _added, or None
        self.clashes: list[Clash] = []
        mapped = set(met.values())
        self._unclaimed = [trimmed(c) for n, c in there.text.rows.items() if n not in mapped] if again else []

    def take(self, edit: Edit) -> None:
        """Carry one edit in, or keep it as a clash."""
        if edit.kind == "add":
            self._add(edit)
            return
        row = self._met.get(edit.row)
        if edit.kind == "remove":
            self._remove(edit, row)
        elif row is None or row in self._removed:
            self.clashes.append(Clash(edit, None, None))
        else:
            self._set(edit, row)

    def _set(self, edit: Edit, row: int) -> None:
        known = self._places.get(edit.column)
        theirs = "" if known is None else cell_at(self._there.text.records[row - 1].cells, known)
        theirs = self._cells.get(row, {}).get(-1 if known is None else known, theirs)
        if theirs == edit.value:
            return
        if theirs != edit.was:
            self.clashes.append(Clash(edit, row, theirs))
            return
        self._cells.setdefault(row, {})[self._place(edit.column)] = edit.value

    def _remove(self, edit: Edit, row: int | None) -> None:
        if row is None:
            return  # somebody else took it away as well
        cells = self._there.text.records[row - 1].cells
        if trimmed(cells) != trimmed(edit.before):
            self.clashes.append(Clash(edit, row, "; ".join(cell for cell in cells if cell)))
            return
        self._removed.add(row)

    def _add(self, edit: Edit) -> None:
        filled = {column: value for column, value in edit.cells.items() if value}
        cells = {self._place(column): value for column, value in filled.items()}
        as_row = tuple(cells.get(n, "") for n in range(max(cells, default=-1) + 1))
        if not any(value.strip() for value in as_row):
            self._born.append(None)
        elif as_row in self._unclaimed:
            self._unclaimed.remove(as_row)
            self._born.append(None)
        else:
            before = self._met.get(edit.row) if edit.row else None
            self._added.append((before or len(self._there.text.records) + 1, cells))
            self._born.append(len(self._added) - 1)

    def _place(self, column: str) -> int:
        """Where a column stands; one that the file has not got goes behind its last heading."""
        if column not in self._places:
            text = self._there.text
            width = len(text.headings)
            wide = [n for n, cells in text.rows.items() if len(trimmed(cells)) > width]
            if wide or column.startswith("#"):
                where = f"Row {wide[0]}" if wide else "A row"
                raise UsageError(
                    f"{where} of {self._there.file} has more cells than there are headings. "
                    "Put text that holds the separator in quotation marks first."
                )
            self._places[column] = width + len(self._new)
            self._new.append(column)
        return self._places[column]

    def text(self) -> CsvText:
        """The file after the changes."""
        text, table = self._there.text, self._there.table
        cells: dict[int, dict[int, str]] = dict(self._cells)
        if self._new and text.heading is not None:
            names = [c if self._there.in_names else table.column(c).title for c in self._new]
            cells[text.heading] = {self._places[c]: name for c, name in zip(self._new, names, strict=True)}
        return changed(text, cells, self._removed, self._added)

    def numbers(self) -> dict[int, int]:
        """Row number in the file as it stood → row number after the changes; rows that were removed are not in it."""
        shift: dict[int, int] = {}
        after = 0
        for row in range(1, len(self._there.text.records) + 1):
            after += sum(place == row for place, _ in self._added)
            if row not in self._removed:
                after += 1
                shift[row] = after
        return shift

    def born(self) -> tuple[int | None, ...]:
        """Row numbers of the added rows after the changes."""
        numbers: dict[int, int] = {}
        after = 0
        for row in range(1, len(self._there.text.records) + 2):
            for index, (place, _) in enumerate(self._added):
                if place == row:
                    after += 1
                    numbers[index] = after
            after += row not in self._removed
        return tuple(None if index is None else numbers[index] for index in self._born)


def edit_of(raw: Mapping[str, object]) -> Edit:
    """An edit from what a form sent; texts are tidied as the reader tidies them."""
    kind = raw.get("kind")
    if kind not in ("set", "add", "remove"):
        raise UsageError("This is no change to a list.")
    cells, before = raw.get("cells"), raw.get("before")
    return Edit(
        kind=kind,
        row=int(str(raw.get("row") or 0)),
        column=str(raw.get("column") or ""),
        was=str(raw.get("was") or ""),
        value=tidy(str(raw.get("value") or "")),
        before=tuple(str(c) for c in before) if isinstance(before, list) else (),
        cells={str(k): tidy(str(v)) for k, v in cells.items()} if isinstance(cells, dict) else {},
    )


def sound(edits: Sequence[Edit]) -> None:
    """Raises UsageError where a text cannot stand in a csv file."""
    for text in (value for edit in edits for value in (edit.value, *edit.cells.values())):
        if len(text) > _LONGEST:
            raise UsageError("The text is too long for a cell. Shorten it.")
