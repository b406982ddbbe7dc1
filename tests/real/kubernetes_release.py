"""The published schedule of a release → a process map: its gates, who opens each, by when.

The timeline has two kinds of lines. Those in bold, with the first one, are the gates that everybody goes through: freezes, burndown,
the release. They follow one another, and so are the steps of the map. The others run beside them, and the schedule does not
say who hands what to whom: they are left out, so that no hand-off is counted that no document tells.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from dateutil import parser

from tests.real import documents
from tests.real.client_folder import read_yaml
from tests.real.kubernetes_roles import MINOR_RELEASE

SCHEDULE = "releases/release-1.36/README.md"
FIRST_KEPT, LAST_KEPT = 25, 36
"""Minor versions whose requests for an exception are kept in one form, each with its dates and its outcome."""

FREEZES = {"Enhancements Freeze": "enhancementFreeze", "Code Freeze": "codeFreeze", "Docs Freeze": "docsFreeze"}
"""Words of a gate → the key under which exceptions.yaml keeps the requests to be let through after it."""
_EXCEPTIONS = "sig-release/releases/release-1.{}/exceptions.yaml"
CALLED = {"ALL": "Release Team", "Lead": "Release Team Lead"}
"""The timeline's short words in full."""


@dataclass(frozen=True)
class Gate:
    """One line of the timeline that everybody goes through."""

    name: str
    who: str
    date: dt.date


def gates(source: Path) -> list[Gate]:
    """The start of the cycle and the gates after it, up to the release, in their order."""
    text = documents.read(source, SCHEDULE, "sig-release")
    table = text.split("## Timeline", 1)[1].split("## Phases", 1)[0]
    found: list[Gate] = []
    for line in table.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if len(cells) >= 4 and cells[3].startswith("week ") and cells[1] and (not found or cells[0].startswith("**")):
            name = re.sub(r"[*\[\]]|\s*\(.*\)", "", cells[0])
            found.append(Gate(name, CALLED.get(cells[1], cells[1]), _date(cells[2])))
    return found


def requests(source: Path) -> dict[int, dict[str, list[dict[str, Any]]]]:
    """Minor version → freeze → the requests for an exception from it."""
    return {
        minor: {freeze: asked or [] for freeze, asked in read_yaml(source / _EXCEPTIONS.format(minor)).items()}
        for minor in range(FIRST_KEPT, LAST_KEPT + 1)
    }


def breaks(source: Path, gate: str) -> dict[str, Any]:
    """Does work often miss this gate? Yes where exceptions were asked for in at least half of the releases, and it costs time.

    Of a gate for which no requests are kept nothing is said.
    """
    key = next((key for words, key in FREEZES.items() if words in gate), None)
    if key is None:
        return {}
    asked = [bool(release.get(key)) for release in requests(source).values()]
    often = sum(asked) >= len(asked) / 2
    return {"break_point": often, "effect": "time" if often else None}


def released(source: Path) -> dict[int, dt.date]:
    """Minor version → the day of its release by the summary of its schedule; from 1.24 on, since earlier schedules name no year."""
    found = {}
    for minor in range(24, LAST_KEPT + 1):
        text = documents.read(source, f"releases/release-1.{minor}/README.md", "sig-release")
        lines = re.findall(r"^- \*\*([^*]+)\*\*[^\n]*\.0 released", text, re.MULTILINE)
        if len(lines) != 1:
            raise ValueError(f"the schedule of 1.{minor} names {len(lines)} days of its release: mend the pattern")
        found[minor] = parser.parse(lines[0]).date()
    return found


def scheduled_hours(source: Path) -> float:
    """From the start of the cycle to the release."""
    return (gates(source)[-1].date - gates(source)[0].date).days * 24


def process_steps(source: Path) -> Iterator[dict[str, Any]]:
    """Rows of process_steps.csv. The hours allotted to a step are those since the step before it."""
    steps = gates(source)
    hours = [0, *((after.date - before.date).days * 24 for before, after in pairwise(steps))]
    for number, (step, allotted) in enumerate(zip(steps, hours, strict=True), start=1):
        yield {
            "process_id": MINOR_RELEASE, "variant": "as_is", "step_id": f"s{number}", "name": step.name, "function": step.who,
            "next_steps": [f"s{number + 1}"] if number < len(steps) else [], "objective_hours": allotted, **breaks(source, step.name),
        }  # fmt: skip


def _date(text: str) -> dt.date:
    """The first date named: deadlines are given for two time zones."""
    return parser.parse(text.partition("(AoE)")[0]).date()
