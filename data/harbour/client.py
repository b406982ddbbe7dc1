"""The whole folder of Harbour Clinics."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from answers import as_file, asked, interview_answers, place_quotes, read_items
from folder_writer import MADE_UP, write_workbook, write_yaml
from harbour import inventory
from harbour.story import ELEMENTS, INTERVIEWS, INTERVIEWS_SAY, QUOTES
from written_tables import Row, rows

SETTINGS = {
    "client": "Harbour Clinics",
    "short_name": "Harbour",
    "wave": "First look",
    "date": dt.date(2026, 10, 9),
    "people": 310,
    "mode": "rapid",
    "minutes": 180,
    "return_date": dt.date(2027, 3, 15),
    "scope": "modest",
    "context": "riding_on_project",
    "preconditions": {
        "permission": "Yes, by the Managing Director",
        "resources": "One day a week of the Front Desk Lead",
    },
    "minimum_group": 5,
    "method": "1.0",
    "lead": "Lead consultant",
}


def tables() -> dict[str, list[Row]]:
    """The six lists that Harbour could hand over."""
    return {
        "processes": rows(inventory.PROCESSES),
        "management_processes": rows(inventory.MANAGEMENT_PROCESSES),
        "roles": rows(inventory.ROLES),
        "responsibilities": rows(inventory.RESPONSIBILITIES),
        "goals": rows(inventory.GOALS),
        "meetings": rows(inventory.MEETINGS),
    }


def write_harbour(folder: Path) -> None:
    """Settings, one workbook with six sheets, three interviews."""
    write_yaml(folder / "engagement.yaml", SETTINGS, f"Harbour Clinics is made up. {MADE_UP}")
    write_workbook(folder / "inventory.xlsx", tables())
    items = [item for item in read_items() if item["salience"] == 3 and item.get("element") in ELEMENTS]
    quotes = place_quotes(rows(QUOTES), INTERVIEWS, items)
    (folder / "interviews").mkdir()
    for interview in INTERVIEWS:
        answers = interview_answers(
            "harbour",
            interview,
            asked(items, interview.level),
            INTERVIEWS_SAY,
            quotes[interview.name],
            second_scorer=False,
        )
        write_yaml(folder / "interviews" / f"{interview.name}.yaml", as_file(interview, answers))
