"""The whole folder of Northmoor Instruments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from answers import Item, as_file, asked, interview_answers, place_quotes, read_items
from folder_writer import MADE_UP, write_csv, write_yaml
from northmoor import goals_and_metrics, people, processes, reports_and_meetings, survey
from northmoor.course_of_metrics import measurements
from northmoor.quotes import NOTES, QUOTES
from northmoor.story import INTERVIEWS, INTERVIEWS_SAY
from written_tables import Row, rows

SETTINGS = {
    "client": "Northmoor Instruments",
    "short_name": "Northmoor",
    "wave": "First wave",
    "date": dt.date(2026, 10, 16),
    "people": 1240,
    "mode": "full",
    "scope": "large",
    "context": "stand_alone",
    "preconditions": {
        "permission": "Yes, by the board on 2 October 2026",
        "funding": "Until March 2027",
        "resources": "People are released for 60 days of work",
    },
    # How many people were asked in the survey.
    "population": {
        "total": 220,
        "by_level": {"executive": 9, "senior": 24, "middle": 62, "front_line": 125},
        "by_function": {
            "Sales": 31,
            "Development": 28,
            "Planning": 10,
            "Production": 74,
            "Logistics": 26,
            "Service": 23,
            "Quality": 11,
            "Finance": 10,
            "Human Resources": 4,
            "IT": 2,
            "Executive office": 1,
        },
    },
    "minimum_group": 5,
    "method": "1.0",
    "lead": "Lead consultant",
}


def tables() -> dict[str, list[Row]]:
    """Every list that Northmoor handed over."""
    return {
        "processes": rows(processes.PROCESSES),
        "management_processes": rows(processes.MANAGEMENT_PROCESSES),
        "process_steps": rows(processes.PROCESS_STEPS),
        "information_flow": rows(processes.INFORMATION_FLOW),
        "roles": rows(people.ROLES),
        "responsibilities": people.responsibilities(),
        "goals": rows(goals_and_metrics.GOALS),
        "metrics": rows(goals_and_metrics.METRICS),
        "measurements": measurements(),
        "reports": rows(reports_and_meetings.REPORTS),
        "meetings": rows(reports_and_meetings.MEETINGS),
        "failures": rows(processes.FAILURES),
    }


# The rules rate it "matters" that nobody decides on so many figures; the consultant rates it higher, and says why.
DECISIONS = {
    "findings": {
        "metrics.nobody_decides": {
            "severity": "serious",
            "reason": "On-time delivery is among them, and it is the figure that customers ask for first.",
            "date": dt.date(2026, 10, 14),
            "by": "Lead consultant",
        }
    },
    "actions": {
        name: {
            "owner": owner,
            "date": date,
            "reason": "Agreed with the owner on 9 October 2026.",
            "by": "Lead consultant",
        }
        for name, owner, date in (
            ("roles.first_owners", "Chief executive", dt.date(2026, 11, 30)),
            ("architecture.split_promise", "Head of Logistics", dt.date(2026, 12, 18)),
            ("practices.process_on_agendas", "Head of Planning", dt.date(2027, 1, 12)),
        )
    },
}


def write_northmoor(folder: Path) -> None:
    """Settings, lists, interviews, survey and the consultant's decisions."""
    write_yaml(folder / "engagement.yaml", SETTINGS, f"Northmoor Instruments is made up. {MADE_UP}")
    for name, table in tables().items():
        write_csv(folder / f"{name}.csv", table)
    items = read_items()
    _write_interviews(folder / "interviews", items)
    (folder / "survey").mkdir()
    write_csv(folder / "survey" / survey.EXPORT, survey.export(items))
    write_yaml(folder / "survey" / "mapping.yaml", survey.mapping(items))
    write_yaml(folder / "decisions.yaml", DECISIONS)


def _write_interviews(folder: Path, items: Sequence[Item]) -> None:
    folder.mkdir()
    quotes = place_quotes(rows(QUOTES), INTERVIEWS, items)
    for interview in INTERVIEWS:
        asked_here = asked(items, interview.level)
        answers = interview_answers(
            "northmoor", interview, asked_here, INTERVIEWS_SAY, quotes[interview.name], rows(NOTES)
        )
        write_yaml(folder / f"{interview.name}.yaml", as_file(interview, answers))
