"""Northmoor's survey, as a survey tool exports it: one row per person, statements as headings, labels as answers."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from answers import Item
from chance import draws
from northmoor.comments import COMMENTS
from northmoor.story import MOODS, ROSIEST_AT_THE_TOP, ROSY_LEAST, SURVEY_SAYS
from written_tables import Row

LABELS = ("Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree")
UNKNOWN, DOES_NOT_APPLY = "Don't know", "Does not apply"
LEVEL_LABELS = {
    "executive": "Executive team",
    "senior": "Senior manager",
    "middle": "Middle manager",
    "front_line": "Front line (team leader, specialist)",
}
EXPORT = "management_survey_2026-09.csv"
PERSON, STARTED, FINISHED = "Response ID", "Start time", "Completion time"
LEVEL, FUNCTION = "What is your level?", "Which function do you work in?"
COMMENT = "Is there anything else that you want to tell us?"

# Who answered, of those asked: 150 of 220.
RESPONDENTS = """
Executive office: executive 1
Sales: executive 1, senior 3, middle 7, front_line 11
Development: executive 1, senior 3, middle 7, front_line 9
Planning: executive 1, senior 1, middle 3, front_line 3
Production: executive 1, senior 3, middle 10, front_line 28
Logistics: executive 1, senior 2, middle 5, front_line 10
Service: executive 1, senior 2, middle 5, front_line 8
Quality: executive 0, senior 2, middle 4, front_line 4
Finance: executive 1, senior 2, middle 4, front_line 2
Human Resources: senior 1, middle 1, front_line 1
IT: middle 1
"""

CARELESS = {
    "R-1012": "always", "R-1031": "always", "R-1051": "always", "R-1067": "always", "R-1084": "in turn", "R-1102": "always",
    "R-1119": "in turn", "R-1136": "always",
}  # fmt: skip
"""Eight who did not read: six gave one answer throughout, two went down the scale and up again, all in about a minute."""

LATE_FROM = 100
"""The last fifty are late …"""
LATE_SEES_WORSE = {
    "roles.step_up": 1.1, "roles.permission": 1.1, "architecture.part_of_the_whole": 1.1, "practices.managers_feel": 0.9,
}  # fmt: skip
"""… and see some of it worse, by so many points: they were asked twice, and have given up on being heard."""


@dataclass(frozen=True)
class Person:
    """One respondent."""

    name: str
    level: str
    function: str
    leniency: float
    stops_after: float  # the share of the form that was filled in


def people() -> list[Person]:
    """The respondents, in the order in which they answered."""
    asked = []
    for line in RESPONDENTS.strip().splitlines():
        function, counts = line.split(":")
        for part in counts.split(","):
            level, number = part.split()
            asked += [(level, function)] * int(number)
    draws("survey", "order").shuffle(asked)
    return [_person(f"R-{1000 + number}", *who) for number, who in enumerate(asked, start=1)]


def _person(name: str, level: str, function: str) -> Person:
    chance = draws("survey", name)
    leniency = chance.gauss(0, 0.35)
    gives_up = chance.random() < 0.06 and name not in CARELESS and level != "executive"
    return Person(name, level, function, leniency, chance.uniform(0.35, 0.8) if gives_up else 1.0)


def export(items: Sequence[Item]) -> list[Row]:
    """The export: one row per person."""
    stated = [item for item in items if item.get("statement")]
    everybody = people()
    starts = _start_times(len(everybody))
    comments = _comments(everybody)
    rows = []
    for person, start in zip(everybody, starts, strict=True):
        seconds = _seconds(person, len(stated))
        rows.append(
            {
                PERSON: person.name,
                STARTED: f"{start:%d/%m/%Y %H:%M:%S}",
                FINISHED: f"{start + dt.timedelta(seconds=seconds):%d/%m/%Y %H:%M:%S}",
                LEVEL: LEVEL_LABELS[person.level],
                FUNCTION: person.function,
                **{
                    item["statement"]["text"]: _answer(person, item, place, len(stated))
                    for place, item in enumerate(stated)
                },
                COMMENT: comments.get(person.name, ""),
            }
        )
    return rows


def mapping(items: Sequence[Item]) -> dict[str, Any]:
    """Which column of the export is what."""
    return {
        "file": EXPORT,
        "respondent": PERSON,
        "level": {"column": LEVEL, "values": {label: level for level, label in LEVEL_LABELS.items()}},
        "function": FUNCTION,
        "started": STARTED,
        "finished": FINISHED,
        "date_format": "%d/%m/%Y %H:%M:%S",
        "items": {item["id"]: item["statement"]["text"] for item in items if item.get("statement")},
        "comments": [COMMENT],
    }


def _answer(person: Person, item: Item, place: int, of: int) -> str:
    """A label, or a blank."""
    if person.name in CARELESS:
        return LABELS[3 if CARELESS[person.name] == "always" else (4, 3, 2, 1, 0, 1, 2, 3)[place % 8]]
    chance = draws("survey", person.name, item["id"])
    fate = chance.random()
    doubts = {"front_line": 0.10, "executive": 0.03}.get(person.level, 0.06)
    if place >= person.stops_after * of or fate < 0.015:
        return ""
    if fate < 0.015 + doubts:
        return UNKNOWN
    if fate < 0.035 + doubts:
        return DOES_NOT_APPLY
    return LABELS[_score(person, item, chance) - 1]


def _score(person: Person, item: Item, chance: random.Random) -> int:
    rosy = SURVEY_SAYS.levels[person.level] * ROSY_LEAST.get(item.get("element") or "", 1.0)
    rosy += ROSIEST_AT_THE_TOP.get(item["id"], 0.0) if person.level == "executive" else 0.0
    of_the_item = draws("survey item", item["id"]).gauss(0, 0.12)
    view = (
        SURVEY_SAYS.mean(item)
        + of_the_item
        + rosy
        + MOODS.get(person.function, 0.0)
        + person.leniency
        - (LATE_SEES_WORSE.get(item["id"], 0.0) if int(person.name[2:]) - 1000 > LATE_FROM else 0.0)
        + chance.gauss(0, 0.9)
    )
    score = min(5, max(1, round(view)))
    return 6 - score if item["statement"].get("reversed") else score


def _seconds(person: Person, statements: int) -> int:
    chance = draws("survey time", person.name)
    if person.name in CARELESS:
        return chance.randint(55, 85)
    return int(statements * person.stops_after * chance.uniform(7, 16)) + chance.randint(30, 240)


def _start_times(number: int) -> list[dt.datetime]:
    """Working days from 14 to 25 September 2026, most answers in the first days and after the reminder on the 21st."""
    chance = draws("survey", "days")
    days = chance.choices((14, 15, 16, 17, 18, 21, 22, 23, 24, 25), (30, 22, 14, 9, 6, 24, 20, 12, 8, 5), k=number)
    return sorted(
        dt.datetime(2026, 9, day, chance.randint(6, 17), chance.randint(0, 59), chance.randint(0, 59), tzinfo=dt.UTC)
        for day in days
    )


def _comments(everybody: Sequence[Person]) -> dict[str, str]:
    """Each comment to a person of its level, each person at most once."""
    chance = draws("survey", "comments")
    free: dict[str, list[str]] = {}
    for person in everybody:
        if person.name not in CARELESS and person.stops_after == 1.0:
            free.setdefault(person.level, []).append(person.name)
    given = {}
    for level, text in COMMENTS:
        name = chance.choice(free[level])
        free[level].remove(name)
        given[name] = text
    return given
