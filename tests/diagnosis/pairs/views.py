"""Where views part: for each thing a client whose list shows none of it, or all of it, and a survey that one answer tips.

By hand, of 20 people: with none in the list, 7 who give the better answer lie 35 points above it, by Wilson from 18 on, and that is wide
(30) and sure (15); 6 lie 30 above it, but only from 14 on (14.5). With all in the list the same holds for 13 and 14. Interviews and
survey: 2 of 20 are 10 points (3 to 30); interviews of five 4 and one 3 are 71 (60 to 82), so that 38 of the 61 points are sure; with a 1
for the 3 they are 63 (30 to 95), and only 14 of 53 are. With a tenth in the list 9 of 20 lie 35 above it, from 15 on; 8 from 11 on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tests.builders import survey
from tests.diagnosis.pairs import METHOD, Pair

Rows = dict[str, Any]
FOUR = ("p1", "p2", "p3", "p4")


def _keys(**cells: Any) -> Rows:
    """Four key processes alike."""
    return {"processes": [{"process_id": p, "name": p, "category": "deliver", "is_key": True, **cells} for p in FOUR]}


def _managing(formality: str = "formal", feeds: tuple[str, ...] = (), covers: tuple[str, ...] = ()) -> Rows:
    """The ten activities of managing; the four plans feed what is named."""
    plans = ("plan_strategy", "set_goals", "budget", "allocate")
    rest = ("monitor", "report", "review", "decide", "improve", "reward")
    return {
        "management_processes": [
            {"management_process_id": a, "name": a, "activity": a, "formality": formality, "covers_processes": covers,
             "frequency": "yearly" if a in plans else "monthly", "feeds": feeds if a in plans else ()}
            for a in (*plans, *rest)
        ]
    }  # fmt: skip


def _papers(*, assignment: str = "A", twice: bool = False, **cells: Any) -> Rows:
    """Four key processes, each with a role of its own in the papers; `twice` gives each a second one."""
    roles = [
        {"role_id": f"r{p}{k}", "title": f"Role {p}{k}", "level": "senior"} for p in FOUR for k in ("", "x" * twice)
    ]
    said = [
        {"subject_id": p, "role_id": f"r{p}{k}", "assignment": assignment, "source": "Handbook", "clarity": "clear", "executable": True, **cells}
        for p in FOUR for k in ("", "x")[: 1 + twice]
    ]  # fmt: skip
    return {**_keys(), "roles": list({r["role_id"]: r for r in roles}.values()), "responsibilities": said}


def _of_activities(assignment: str) -> Rows:
    """The activities of managing, each with a role in the papers."""
    rows = _managing()
    said = [
        {"subject_id": m["name"], "role_id": "ceo", "assignment": assignment, "source": "Handbook", "clarity": "clear"}
        for m in rows["management_processes"]
    ]
    return {**rows, "roles": [{"role_id": "ceo", "title": "CEO", "level": "executive"}], "responsibilities": said}


def _metrics(one: Rows | None = None, of: int = 4, **cells: Any) -> Rows:
    """So many metrics alike; `one` is another metric, so that a column is not empty. A fifth process is not key."""
    listed = [{"metric_id": f"m{k}", "name": f"Metric {k}", "frequency": "monthly", **cells} for k in range(of)]
    named = [
        {**metric, "process_id": p} if cells.get("process_id") else metric
        for metric, p in zip(listed, FOUR * of, strict=False)
    ]
    extra = [{"metric_id": "extra", "name": "Extra", "frequency": "monthly", **one}] if one else []
    keys = [*_keys()["processes"], {"process_id": "p5", "name": "p5", "category": "deliver", "is_key": False}]
    goals = [{"goal_id": "g", "text": "Goal", "level": "enterprise"}]
    roles = [{"role_id": r, "title": r.upper(), "level": "executive"} for r in ("ceo", "coo")]
    return {"processes": keys, "metrics": named + extra, "goals": goals, "roles": roles}


def _goals(owned: int) -> Rows:
    """Forty goals, of which so many have an owner."""
    roles = [{"role_id": "ceo", "title": "CEO", "level": "executive"}]
    owners = ["ceo"] * owned + [None] * (40 - owned)
    goals = [
        {"goal_id": f"g{k}", "text": f"Goal {k}", "level": "enterprise", "owner_role_id": o}
        for k, o in enumerate(owners)
    ]
    return {"roles": roles, "goals": goals}


def _reports(**cells: Any) -> Rows:
    return {"reports": [{"report_id": p, "name": f"Report {p}", "frequency": "monthly", **cells} for p in FOUR]}


def _meetings(**cells: Any) -> Rows:
    """Four monthly reviews of the same four people."""
    base = {"purpose": "monthly_review", "frequency": "monthly", "minutes": 60, "attendees": FOUR, "agenda": "standing",
            "stated_purpose": "Decide", "decisions_recorded": True, "topics": ("Orders",)}  # fmt: skip
    roles = [{"role_id": p, "title": f"Role {p}", "level": "senior", "function": "Sales"} for p in FOUR]
    return {
        "roles": roles,
        "meetings": [{"meeting_id": f"m{p}", "name": f"Meeting {p}", **base, **cells} for p in FOUR],
    }


LISTS: Mapping[str, tuple[Rows, Rows]] = {
    "processes_planned": (_keys(planned=False), _keys(planned=True)),
    "processes_watched": (_keys(managed=False), _keys(managed=True)),
    "planning": (_managing("informal"), _managing()),
    "monitoring": (_managing("informal"), _managing()),
    "plans_in_use": (_managing(feeds=("budget",)), _managing(feeds=("review",))),
    "maps": (_keys(model="none"), _keys(model="current")),
    "maps_true": (_keys(model="outdated"), _keys(model="current")),
    "maps_across": (_keys(model="current", functions=("Sales",)), _keys(model="current", functions=("Sales", "Service"))),
    "owners": (_papers(assignment="R"), _papers()),
    "written": (_papers(clarity="undefined"), _papers()),
    "clear": (_papers(clarity="vague"), _papers()),
    "authority": (_papers(executable=False), _papers()),
    "overlaps": (_papers(twice=True), _papers()),
    "activities": (_of_activities("R"), _of_activities("A")),
    "promises": (_keys(objective_hours=24.0), _keys(objective_hours=24.0, result_objective="Complete")),
    "goals": (_goals(4), _goals(40)),
    "figures_used": (_metrics(used_in_decisions=False), _metrics(used_in_decisions=True)),
    "figures_needed": (_metrics({"goal_id": "g"}, 9), _metrics(goal_id="g")),
    "processes_measured": (_metrics({"process_id": "p5"}), _metrics(process_id="each")),
    "follow_up": (_metrics({"decided_by": ("ceo",)}, 9, reported_to=("ceo",)), _metrics(reported_to=("ceo",), decided_by=("ceo",))),
    "collected_once": (_metrics(collected_by=("ceo", "coo")), _metrics(collected_by=("ceo",))),
    "in_time": (_metrics(latency_days=20.0), _metrics(latency_days=1.0)),
    "reports_used": (_reports(used=False), _reports(used=True)),
    "processes_reported": (_metrics({"process_id": "p5", "reported_to": ("ceo",)}, process_id="each"), _metrics(process_id="each", reported_to=("ceo",))),
    "agendas": (_meetings(process_performance_on_agenda=False), _meetings(process_performance_on_agenda=True)),
    "plan_in_reviews": (_meetings(), _meetings(topics=("Progress of the plan",))),
    "meeting_load": (_meetings(frequency="weekly", minutes=600), _meetings()),
    "with_agenda": (_meetings(agenda="none"), _meetings()),
    "sound_meetings": (_meetings(decisions_recorded=False), _meetings()),
    "decisions": (_meetings(decisions_recorded=False), _meetings()),
    "worth": (_meetings(value=1), _meetings(value=5)),
    "reviews": (_meetings(purpose="information"), _meetings()),
}  # fmt: skip
"""What the view's list shows: none of it (a TENTH where a column that is empty would not be known), and all of it."""
TENTH = ("goals", "figures_needed", "follow_up")


def asked(view_id: str, better: int, of: int = 20) -> Rows:
    """So many of the people give the better answer to the view's statement, the others the worse one."""
    item = METHOD.items[METHOD.views[view_id].item]
    best, worst = (1.0, 5.0) if item.statement is not None and item.statement.reversed else (5.0, 1.0)
    return {"survey": survey({item.id: [best] * better + [worst] * (of - better)})}


def interviewed(view_id: str, *scores: float) -> Rows:
    """One interview per score."""
    item = METHOD.views[view_id].item
    return {"interviews": [{"interview": f"i{k}", "item_id": item, "score": s} for k, s in enumerate(scores)]}


def _pairs(view_id: str) -> list[Pair]:
    nothing, everything = LISTS[view_id.removeprefix("views.")]
    stated = METHOD.items[METHOD.views[view_id].item].statement is not None
    people: Callable[[int], Rows] = (
        (lambda n: asked(view_id, n)) if stated else (lambda n: interviewed(view_id, *_spoken(n)))
    )
    more, less, shown = (9, 8, "a tenth") if view_id.removeprefix("views.") in TENTH else (7, 6, "none")
    made = [
        Pair(f"{view_id}_rosier", {**nothing, **people(more)}, {**nothing, **people(less)}, f"the list shows {shown}; {more} of 20 see it, or {less}"),
        Pair(f"{view_id}_unseen", {**everything, **people(13)}, {**everything, **people(14)}, "the list shows all; 13 of 20 see it, or 14"),
    ]  # fmt: skip
    if stated:
        few = asked(view_id, 2)
        made.append(
            Pair(f"{view_id}_apart", {**few, **interviewed(view_id, 4, 4, 4, 4, 4, 3)}, {**few, **interviewed(view_id, 4, 4, 4, 4, 4, 1)},
                 "the survey at 10; interviews at 71, or at 63 and too far spread")
        )  # fmt: skip
    return made


def _spoken(n: int) -> tuple[float, ...]:
    """Ten interviews on what has no statement. By hand: nine of 2 and one of 4 have the mean 2.2, 30 points (19 to 41); with a 3, 28."""
    return {7: (*[2] * 9, 4), 6: (*[2] * 9, 3), 13: (*[4] * 9, 2), 14: (*[4] * 9, 3)}[n]


PAIRS = [pair for view_id in METHOD.views for pair in _pairs(view_id)]
