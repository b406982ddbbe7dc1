"""What a folder of reports holds, as a table or as values: read from each client's record, the truth about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from unicodedata import combining, east_asian_width

from assessment_kit import words
from assessment_kit.batch import locks, places, record
from assessment_kit.batch.index import file_size
from assessment_kit.batch.places import Place
from assessment_kit.batch.plan import Planned
from assessment_kit.batch.record import Run
from assessment_kit.errors import UsageError
from assessment_kit.method import load_method

STATES = ("made", "unfinished", "failed")
HEAD = ("Client", "State", "Letters", "Date", "Seconds", "Size", "Reason")
NUMBERS = (4, 5)


@dataclass(frozen=True)
class Status:
    """The clients of a folder of reports. holder : who is writing there now, as a clause; else empty."""

    runs: tuple[Run, ...]
    holder: str = ""

    def values(self) -> dict[str, object]:
        """For programs."""
        return {"running": bool(self.holder), "clients": [_values(run) for run in self.runs]}

    def lines(self) -> list[str]:
        """For people: a sentence, then a row per client."""
        counts = [(sum(state(run) == name for run in self.runs), name) for name in STATES]
        told = words.listing([_counted(n, name) for n, name in counts if n], most=len(STATES))
        head = [f"{words.plural(len(self.runs), 'client')}: {told}."] + (
            [f"{self.holder} is at work here."] if self.holder else []
        )
        letters = _letters(self.runs)
        heads = [tuple(letters[0] if name == "Letters" else name for name in HEAD)]
        rows = [_row(run, own) for run, own in zip(self.runs, letters[1:], strict=True)]
        return [*head, *table([*heads, *rows], NUMBERS), *_named(self.runs)]


def status(out: Place) -> Status:
    """All that is on record in a folder of reports.

    Raises
    ------
    UsageError : there is no such folder, or no report in it.
    """
    there = record.on_record(out) if places.is_far(out) or out.is_dir() else {}
    if not there:
        raise UsageError(f"There are no reports in {out}. Make some with: assessment-kit run FOLDER -o {out}")
    return Status(tuple(there.values()), locks.holder(out) if isinstance(out, Path) else "")


def state(run: Run) -> str:
    """Made, failed, or unfinished: a run was cut short after it had begun to write."""
    if run.status == "failed":
        return "failed"
    return "made" if run.fingerprint else "unfinished"


def _reason(run: Run) -> str:
    return run.error or ("" if run.fingerprint else "The last run did not get to its end. Run it again.")


def _values(run: Run) -> dict[str, object]:
    return {
        "client": run.client, "folder": run.folder, "status": state(run), "edition": run.edition, "letters": run.letters, "date": run.date,
        "seconds": run.seconds, "bytes": run.forms.get("report.html", 0), "finished": run.finished, "reason": _reason(run), "notes": run.notes,
    }  # fmt: skip


def _counted(count: int, name: str) -> str:
    """``4 reports made``, ``1 failed``."""
    return f"{words.plural(count, 'report')} made" if name == "made" else f"{words.number(count)} {name}"


def _elements(runs: Sequence[Run]) -> list[str]:
    return sorted({name for run in runs for name in run.letters})


def _letters(runs: Sequence[Run]) -> list[str]:
    """The ids of the elements as a head, and below it the letters of each client in line."""
    names = _elements(runs)
    if not names:
        return ["Letters", *("" for _ in runs)]
    given = [[run.letters.get(name, "") for name in names] for run in runs]
    shown = [names, *([("–" if letter == "not assessed" else letter) for letter in row] for row in given)]
    widths = [max(len(row[n]) for row in shown) for n in range(len(names))]
    lines = [" ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in shown]
    nothing = [bool(run.letters) and set(run.letters.values()) == {"not assessed"} for run in runs]
    return [
        lines[0],
        *("nothing assessed yet" if none else line for none, line in zip(nothing, lines[1:], strict=True)),
    ]


def _named(runs: Sequence[Run]) -> list[str]:
    """A line that names the elements; none where there is no letter."""
    known = load_method().elements
    named = [f"{name} {known[name].short}" for name in _elements(runs) if name in known]
    return [f"{'; '.join(named)}."] if named else []


def _row(run: Run, letters: str) -> tuple[str, ...]:
    size = run.forms.get("report.html", 0)
    return (
        run.client, state(run), letters, run.date, f"{run.seconds:.1f}", file_size(size) if size else "", _reason(run),
    )  # fmt: skip


def planned_values(plans: Sequence[Planned], out: Place, options: Sequence[str]) -> dict[str, object]:
    """What a run would do, for programs: one command per client that any number may run at once, and one that closes.

    Parameters
    ----------
    options : of the command line, those that all commands must share.
    """
    base = ["assessment-kit", "run"]
    close = [*base, *(str(p.source) for p in plans), "-o", str(out), *options]
    return {"out": str(out), "clients": [_planned(p, out, base, options) for p in plans], "closing": close}


def _planned(planned: Planned, out: Place, base: Sequence[str], options: Sequence[str]) -> Mapping[str, object]:
    folder = planned.target.name
    return {
        "source": str(planned.source),
        "folder": folder,
        "report": str(planned.target / "report.html"),
        "redo": not planned.fresh,
        "reasons": [{"kind": r.kind, "what": list(r.what), "told": str(r)} for r in planned.reasons],
        "command": [*base, str(planned.source), "-o", str(out), "--part", folder, *options],
    }


def planned_lines(plans: Sequence[Planned]) -> list[str]:
    """What a run would do, for people."""
    redo = sum(not p.fresh for p in plans)
    rows = [(f"  {p.target.name}", "; ".join(map(str, p.reasons)) or "unchanged") for p in plans]
    return [f"{words.number(redo)} of {words.plural(len(plans), 'report')} would be made.", *table(rows)]


def table(rows: Sequence[tuple[str, ...]], numbers: Sequence[int] = ()) -> list[str]:
    """Rows as lines, columns of equal width but for the last. numbers : columns that are aligned on the right."""
    if not rows:
        return []
    widths = [max(_width(row[i]) for row in rows) for i in range(len(rows[0]) - 1)]
    return ["  ".join([*_cells(row, widths, numbers), row[-1]]).rstrip() for row in rows]


def _cells(row: tuple[str, ...], widths: Sequence[int], numbers: Sequence[int]) -> list[str]:
    spaces = [" " * (width - _width(cell)) for cell, width in zip(row, widths, strict=False)]
    return [
        space + cell if i in numbers else cell + space for i, (cell, space) in enumerate(zip(row, spaces, strict=False))
    ]


def _width(text: str) -> int:
    """Columns that a terminal takes for it."""
    return sum(0 if combining(letter) else 2 if east_asian_width(letter) in "WF" else 1 for letter in text)
