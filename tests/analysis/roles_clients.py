"""Clients for the tests of step 2: one whose accountabilities can be read off a small matrix, one of any size."""

from __future__ import annotations

import random
from typing import Any

from assessment_kit.engagement.model import Engagement
from tests.builders import engagement

ROLES = ["ceo", "sales", "development", "planning", "production", "logistics", "service", "quality", "finance"]
TITLES = ["Chief executive", *(f"Head of {name.title()}" for name in ROLES[1:])]

MATRIX: dict[str, tuple[str, str, int, int]] = {
    # name: category, cells in the order of ROLES (A and a: named by different papers), importance, problem
    "Research markets": ("launch", "I R R . . . . . I", 3, 2),
    "Develop products": ("launch", "I C A . R . . R I", 4, 2),
    "Introduce products": ("launch", ". A A R R . C . .", 4, 4),
    "Find customers": ("sell", "A a . . . . C . .", 4, 3),
    "Quote to order": ("sell", ". A . R C . . . a", 4, 4),
    "Run key accounts": ("sell", "I A . . . I R . C", 5, 1),
    "Renew contracts": ("sell", ". R . . . . R . I", 3, 3),
    "Order to delivery": ("deliver", "I R . R R R . R R", 5, 5),
    "Calibrate and certify": ("deliver", ". . . . R I R A .", 3, 2),
    "Spare parts": ("deliver", ". R . R . R R R R", 4, 5),
    "Repair and service": ("deliver", ". . . . A R A C .", 3, 3),
    "Handle complaints": ("deliver", "I R . . . C R R .", 3, 4),
}
"""Three processes with one owner, five with none, two with two, two for which the papers disagree."""


def instruments(**more: Any) -> Engagement:
    """Twelve key processes by nine executives and heads; rows of MATRIX become rows of responsibilities."""
    processes, said = [], []
    for name, (category, cells, importance, problem) in MATRIX.items():
        process = name.lower().replace(" ", "_")
        functions = [role.title() for role, cell in zip(ROLES, cells.split(), strict=True) if cell in "RAa"]
        processes.append(
            {"process_id": process, "name": name, "category": category, "is_key": True, "functions": functions,
             "revenue_importance": importance, "performance_problem": problem}
        )  # fmt: skip
        said += [
            {
                "subject_id": process,
                "role_id": role,
                "assignment": cell.upper(),
                "source": "Handbook" if cell == "a" else "Job description",
            }
            for role, cell in zip(ROLES, cells.split(), strict=True)
            if cell != "."
        ]
    roles = [
        {"role_id": role, "title": title, "level": "executive" if role == "ceo" else "senior", "function": role.title(),
         "reports_to": None if role == "ceo" else "ceo"}
        for role, title in zip(ROLES, TITLES, strict=True)
    ]  # fmt: skip
    return engagement(**{"processes": processes, "roles": roles, "responsibilities": said, **more})


def large(processes: int = 400, roles: int = 60, seed: int = 1, name: str = "Process number {}") -> Engagement:
    """A client of any size with random responsibilities, all qualities filled, five layers."""
    dice = random.Random(seed)  # noqa: S311  no secret, only variety
    categories = ["launch", "sell", "deliver", "enable", "manage"]
    levels = ["executive", "senior", "middle", "front_line"]
    people = [
        {"role_id": f"r{i}", "title": f"Manager of unit {i}", "level": levels[min(3, i * 5 // roles)], "function": f"Unit {i % 9}",
         "reports_to": None if i == 0 else f"r{(i - 1) // 4}"}
        for i in range(roles)
    ]  # fmt: skip
    rows = [
        {"process_id": f"p{i}", "name": name.format(i), "category": dice.choice(categories), "is_key": i % 3 == 0,
         "functions": [f"Unit {dice.randrange(9)}" for _ in range(3)], "revenue_importance": dice.randint(1, 5),
         "performance_problem": dice.randint(1, 5), "owner_role_id": f"r{dice.randrange(roles)}" if i % 4 == 0 else None}
        for i in range(processes)
    ]  # fmt: skip
    managing = [
        {"management_process_id": f"m{i}", "name": f"Management {i}", "activity": activity}
        for i, activity in enumerate(["plan_strategy", "set_goals", "budget", "monitor", "review", "reward"])
    ]
    said = [
        {"subject_id": f"p{i % processes}" if i % 11 else f"m{i % 6}", "role_id": f"r{int(dice.paretovariate(0.7)) % roles}",
         "assignment": dice.choice("AARRRRCI"), "activity": dice.choice([None, None, "plan", "manage", "monitor", "improve", "do"]),
         "source": dice.choice(["Job description", "Handbook", "Interview"]),
         "clarity": dice.choice(["clear", "clear", "vague", "undefined"]), "executable": dice.choice([True, True, False, None]),
         "in_job_description": dice.choice([True, False])}
        for i in range(processes * 3)
    ]  # fmt: skip
    return engagement(processes=rows, roles=people, management_processes=managing, responsibilities=said)
