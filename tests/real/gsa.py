"""The US General Services Administration's KPI table of fiscal year 2018 as a client: goals, metrics, measurements.

Run as ``python -m tests.real.gsa SOURCE TARGET``. One row of the source is one KPI in one year; the KPI's own columns
(goal, objective, unit, direction) are repeated on each of its rows. What is mapped to what: tests/real/README.md.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.real.client_folder import read_yaml, write_table, write_yaml

MAPPINGS = Path(__file__).parent / "mappings" / "gsa"
FILE = "GSA_FY2018_APR_Complete_Data.csv"
REPORT_YEAR = "2018"
NUMBERS = ("Target", "Actual", "Min Target", "Max Target")
"""Handed over as they stand, cells of one and of two blanks too: a client's file has such cells, and the reader must cope."""

NOT_RECALCULATED = "The FY 2018 target was not recalculated and is based on prior-year methodology"
DIRECTIONS = {"Increase": "up", "Decrease": "down", "With in Range": "within", "": None}


def make(source: Path, target: Path) -> Path:
    """Write the client's folder.

    Parameters
    ----------
    source : the folder that holds the csv file.
    target : the client's folder to write; made where it is absent.

    Returns
    -------
    The client's folder.
    """
    target.mkdir(parents=True, exist_ok=True)
    rows = [{k: v if k in NUMBERS else one_line(v) for k, v in row.items()} for row in _read(source / FILE)]
    write_yaml(target / "engagement.yaml", _engagement())
    write_table(target, "goals", _goals(rows))
    write_table(target, "metrics", _metrics(rows))
    write_table(target, "measurements", _measurements(rows))
    return target


def one_line(text: str | None) -> str:
    """The text without newlines and outer blanks."""
    return " ".join((text or "").split())


def _read(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")


def _objective(row: Mapping[str, str]) -> str:
    """The same objective is written with and without a full stop and in two cases."""
    return row["2018 Strategic Objective"].rstrip(".")


def _goals(rows: list[dict[str, str]]) -> Iterator[dict[str, Any]]:
    seen: set[str] = set()
    for row in rows:
        for name, level, parent in (
            (row["Goal"], "enterprise", None),
            (_objective(row), "function", _slug(row["Goal"])),
        ):
            if _slug(name) not in seen:
                seen.add(_slug(name))
                yield {"goal_id": _slug(name), "text": name, "level": level, "parent_id": parent}


def _metrics(rows: list[dict[str, str]]) -> Iterator[dict[str, Any]]:
    kpis = {row["KPI"]: row for row in rows}
    reading = read_yaml(MAPPINGS / "focus.yaml")
    targets = {row["KPI"]: _target(row) for row in rows if row["Year"] == REPORT_YEAR}
    for kpi, row in kpis.items():
        yield {
            "metric_id": _slug(kpi), "name": kpi, "goal_id": _slug(_objective(row)), "unit": row["Unit"],
            "direction": DIRECTIONS[row["Desired Direction"]], "focus": _focus(kpi, reading), "frequency": "yearly",
            "target": targets.get(kpi), "on_scorecard": True,
        }  # fmt: skip


def _focus(kpi: str, reading: Mapping[str, list[str]]) -> str:
    found = [(focus, words) for focus, several in reading.items() for words in several if words in kpi]
    if len(found) != 1:
        raise ValueError(f"“{kpi}” is told by {found or 'no line'} of focus.yaml: mend the mapping")
    return found[0][0]


def _measurements(rows: list[dict[str, str]]) -> Iterator[dict[str, Any]]:
    for row in rows:
        yield {
            "metric_id": _slug(row["KPI"]), "period": row["Year"], "target": _target(row), "actual": row["Actual"],
            "minimum": row["Min Target"], "maximum": row["Max Target"],
        }  # fmt: skip


def _target(row: Mapping[str, str]) -> str | None:
    """As it stands, but for the one that its note calls "based on prior-year methodology": the result of that year is not."""
    return None if row["Year"] == REPORT_YEAR and NOT_RECALCULATED in row["Notes"] else row["Target"]


def _engagement() -> dict[str, Any]:
    return {
        "client": "US General Services Administration",
        "short_name": "GSA",
        "wave": "Annual performance report, fiscal year 2018",
        "date": "2018-09-30",
        "mode": "full",
        "scope": "modest",
        "context": "stand_alone",
    }


if __name__ == "__main__":
    print(make(Path(sys.argv[1]), Path(sys.argv[2])))  # noqa: T201  the script's one word
