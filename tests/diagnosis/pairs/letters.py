"""Tiny clients for the letters: the lists of each element, in a code of one word per row.

A letter follows from three shares, each against one half: is it there, does it work, are processes in it? The code of an element says
of each row for which of the three it counts; what a letter of the code stands for is told at each function.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Rows = Mapping[str, Any]
EACH = ("p1", "p2", "p3", "p4", "p5")


def _key(name: str, **cells: Any) -> dict[str, Any]:
    return {"process_id": name, "name": name, "category": "deliver", "is_key": True, **cells}


def planning(code: str) -> Rows:
    """E1. Four ways of planning and a monthly review. f: formal, >: feeds the review, c: looks at a process.

    There: the mean of formal activities, of the ten of managing, and of formal planning activities, of four.
    """
    names = ("plan_strategy", "set_goals", "budget", "allocate", "review")
    rows = [
        {
            "management_process_id": name, "name": name, "activity": name, "formality": "formal" if "f" in word else "informal",
            "frequency": "monthly" if name == "review" else "yearly", "feeds": ("review",) if ">" in word else (),
            "covers_processes": ("p1",) if "c" in word else (),
        }
        for name, word in zip(names, code.split(), strict=True)
    ]  # fmt: skip
    return {"management_processes": rows, "processes": [_key("p1")]}


def goals(code: str) -> Rows:
    """E2. One goal and one key process each. g: the goal is set for the process, o: it has an owner, h: the process has an objective."""
    words = dict(zip(EACH, code.split(), strict=False))
    promised = {"objective_hours": 24.0, "result_objective": "Complete"}
    return {
        "roles": [{"role_id": "coo", "title": "COO", "level": "executive"}],
        "processes": [_key(p, **(promised if "h" in word else {})) for p, word in words.items()],
        "goals": [
            {"goal_id": f"g{p}", "text": f"Goal {p}", "level": "process", "process_id": p if "g" in word else None,
             "owner_role_id": "coo" if "o" in word else None}
            for p, word in words.items()
        ],
    }  # fmt: skip


def metrics(code: str) -> Rows:
    """E3. Three goals, three key processes, and one metric per word: 1 to 3 the goal that it serves, p that it measures the process of
    its place, u that a decision rested on it.

    Works: the mean of metrics that serve a goal and of metrics that were used.
    """
    return {
        "processes": [_key(p) for p in EACH[:3]],
        "goals": [{"goal_id": f"g{n}", "text": f"Goal {n}", "level": "function"} for n in "123"],
        "metrics": [
            {"metric_id": f"m{p}", "name": f"Metric {p}", "goal_id": next((f"g{n}" for n in "123" if n in word), None),
             "process_id": p if "p" in word else None, "used_in_decisions": "u" in word}
            for p, word in zip(EACH, code.split(), strict=False)
        ],
    }  # fmt: skip


def maps(code: str) -> Rows:
    """E4. One key process per word: c a current map, o an outdated one, - none; 1 or 2 the functions that it runs through.

    Works, and processes in it: of the processes that have a map.
    """
    models = {"c": "current", "o": "outdated", "-": "none"}
    return {
        "processes": [
            _key(p, model=models[word[0]], functions=("Sales", "Production")[: int(word[1])])
            for p, word in zip(EACH, code.split(), strict=False)
        ]
    }


def roles(code: str, without: int = 0) -> Rows:
    """E5. One role and one key process per word, and `without` roles more of which no source speaks. A: accountable for the process,
    R: responsible in it; v: vaguely said.

    Works: statements that are clear. Processes in it: those with one role accountable.
    """
    words = dict(zip(EACH, code.split(), strict=False))
    return {
        "roles": [{"role_id": f"r{k}", "title": f"Role {k}", "level": "senior"} for k in range(1, len(words) + without + 1)],
        "processes": [_key(p) for p in words],
        "responsibilities": [
            {"subject_id": p, "role_id": f"r{k}", "assignment": word[0], "clarity": "vague" if "v" in word else "clear"}
            for k, (p, word) in enumerate(words.items(), start=1)
        ],
    }  # fmt: skip


def tracking(code: str) -> Rows:
    """E6. One metric and one key process per word. r: somebody receives it, t: a day after the month, l: ten days after it,
    p: it measures the process.
    """
    words = dict(zip(EACH, code.split(), strict=False))
    return {
        "roles": [{"role_id": "coo", "title": "COO", "level": "executive"}],
        "processes": [_key(p) for p in words],
        "metrics": [
            {"metric_id": f"m{p}", "name": f"Metric {p}", "process_id": p if "p" in word else None, "frequency": "monthly",
             "reported_to": ("coo",) if "r" in word else (), "latency_days": 1.0 if "t" in word else 10.0 if "l" in word else None}
            for p, word in words.items()
        ],
    }  # fmt: skip


def forums(code: str) -> Rows:
    """E8. One meeting per word. s: in a rhythm, d: sound, with its decisions recorded, p: it looks at a process, ?: not known whether."""
    return {
        "meetings": [
            {"meeting_id": f"m{p}", "name": f"Meeting {p}", "frequency": "monthly" if "s" in word else "on demand",
             "stated_purpose": "Decide", "agenda": "standing", "decisions_recorded": "d" in word,
             "process_performance_on_agenda": None if "?" in word else "p" in word}
            for p, word in zip(EACH, code.split(), strict=False)
        ]
    }  # fmt: skip


LISTS: Mapping[str, Callable[[str], Rows]] = {
    "E1": planning, "E2": goals, "E3": metrics, "E4": maps, "E5": roles, "E6": tracking, "E8": forums,
}  # fmt: skip
"""E7, diagnosis, has no list: how causes are found can only be asked."""


def interviews(**scores: Mapping[str, tuple[float, ...]]) -> Rows:
    """Answers by item, one interview per place: ``interviews(**{"roles.clear": (3, 3, 2)})``."""
    return {
        "interviews": [
            {"interview": f"i{k}", "item_id": item, "score": score}
            for item, given in scores.items() for k, score in enumerate(given) if score
        ]
    }  # fmt: skip
