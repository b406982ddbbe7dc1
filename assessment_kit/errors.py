"""What can go wrong, and how it is told.

AssessmentError                 everything that this package raises on purpose; its text names the cure
├── UsageError                  the command was called in a way that cannot work (exit code 2)
├── EngagementError             a client's folder cannot be read at all
├── MethodError                 the method content under templates/method is not consistent
├── NotebookError               a notebook stopped; carries the cell and the short reason
└── ReportError                 a report cannot be put together or written

A `Problem` is not raised: reading collects every problem of a folder and goes on with the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

_WORDS = {"yaml": ("line", "entry"), "yml": ("line", "entry"), "ics": ("event", "entry"), "docx": ("question", "field")}
"""What a place in a file is called, where it is no list with rows and columns."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a client's folder, worded for the person who has to mend it.

    Attributes
    ----------
    file : name of the file inside the client's folder, with ``#sheet`` for a sheet of a workbook.
    row : the row as a spreadsheet counts it (the heading is row 1), the line of a YAML file, the event of a
        calendar, or the question of an interview guide.
    column : the column or the path of the entry.
    value : what stands there, shortened.
    rule : what is wrong, as a clause: ``6 is outside 1–5``.
    cure : what to do, as a sentence: ``Check the scale in the form.``
    left_out : what the reading left out because of it; empty when nothing was.
    """

    file: str
    rule: str
    cure: str
    row: int | None = None
    column: str | None = None
    value: str | None = None
    left_out: str = ""

    def __str__(self) -> str:
        book, _, sheet = self.file.partition("#")
        place = f"{book}, sheet {sheet}" if sheet else book
        if self.row is not None:
            place += f"{',' if sheet else ''} {self.unit} {self.row}"
        if self.column:
            place += f', {self._words[1]} "{self.column}"'
        return f"{place}: {self.rule}. {self.cure}"

    @property
    def unit(self) -> str:
        """What `row` counts in this file: row, line, event or question."""
        return self._words[0]

    @property
    def _words(self) -> tuple[str, str]:
        return _WORDS.get(self.file.rpartition(".")[2].casefold(), ("row", "column"))

    def as_dict(self) -> dict[str, object]:
        return asdict(self)


class AssessmentError(Exception):
    """Base of all errors that a user can cause and can mend."""

    def _render_traceback_(self) -> list[str]:
        """What a notebook prints in place of a traceback: the sentence alone."""
        return [str(self)]


class UsageError(AssessmentError):
    """The call itself cannot work."""


class MethodError(AssessmentError):
    """The method content is not consistent; lists every fault found."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("The method content has faults:\n" + "\n".join(f"- {f}" for f in self.faults))


class EngagementError(AssessmentError):
    """A client's folder cannot be read at all."""

    def __init__(self, message: str, problems: Sequence[Problem] = ()) -> None:
        self.problems = tuple(problems)
        super().__init__(message)


class NotebookError(AssessmentError):
    """A notebook stopped before its end.

    so_far : the notebook with what its cells showed up to there, where it is at hand.
    """

    def __init__(self, notebook: str, cell: int, reason: str, so_far: object = None) -> None:
        self.notebook, self.cell, self.reason, self.so_far = notebook, cell, reason, so_far
        super().__init__(f"{notebook}, cell {cell}: {reason}")


class ReportError(AssessmentError):
    """A report cannot be put together or written."""
