"""Tiny clients for the situations of goals, metrics and alignment."""

from __future__ import annotations

from typing import Any

from tests.builders import survey
from tests.diagnosis.pairs import Pair, Rows

NAMES = ("On-time delivery", "Scrap", "Margin", "Sick days", "Stock value")
PROCESSES = ("Quote to order", "Order to delivery", "Invoice to cash", "Complaint to remedy")
ROLES = [
    {"role_id": "r1", "title": "Head of Controlling", "level": "senior"},
    {"role_id": "r2", "title": "Head of Sales", "level": "senior"},
]
WHOLE = {"goal_id": "g1", "text": "Margin of 14%", "level": "enterprise"}


def changed(client: Rows, table: str, place: int, **cells: Any) -> Rows:
    """The same client with other cells in one row."""
    rows = [dict(row) for row in client[table]]
    rows[place] |= cells
    return {**client, table: rows}


def keys(*cells: dict[str, Any]) -> list[dict[str, Any]]:
    """A key process for each of the rows."""
    return [
        {"process_id": f"p{i}", "name": name, "category": "deliver", "is_key": True, **row}
        for i, (name, row) in enumerate(zip(PROCESSES, cells, strict=False), start=1)
    ]


def metrics(*cells: dict[str, Any]) -> list[dict[str, Any]]:
    """A metric for each of the rows; from the sixth on they are called by their number."""
    names = [*NAMES, *(f"Figure {i}" for i in range(6, len(cells) + 1))]
    return [
        {"metric_id": f"m{i}", "name": name, **row}
        for i, (name, row) in enumerate(zip(names, cells, strict=False), start=1)
    ]


def goals(*cells: dict[str, Any]) -> list[dict[str, Any]]:
    """The goal of the whole, and for each of the rows a goal of a function below it: g2, g3 …"""
    texts = ("Cut stock by 15%", "Halve complaints", "Keep the lines busy", "Win 20 customers", "Fill all posts")
    return [
        WHOLE,
        *(
            {"goal_id": f"g{i}", "text": text, "level": "function", **row}
            for i, (text, row) in enumerate(zip(texts, cells, strict=False), start=2)
        ),
    ]


def reports(*used: bool) -> Rows:
    return {"reports": [{"report_id": f"r{i}", "name": f"Report {i}", "used": u} for i, u in enumerate(used)]}


def course(*actuals: tuple[float, ...], target: float | None = None) -> list[dict[str, Any]]:
    """For each metric its actuals, month by month."""
    return [
        {"metric_id": f"m{i}", "period": f"2026-{month:02d}", "actual": value, "target": target}
        for i, values in enumerate(actuals, start=1)
        for month, value in enumerate(values, start=1)
    ]


def told(item: str, found: tuple[int, ...], not_found: tuple[int, ...], situation: str, *says: str) -> Pair:
    """Interviews on one item, of which one is scored otherwise."""

    def asked(scores: tuple[int, ...]) -> Rows:
        return {"interviews": [{"interview": f"i{n}", "item_id": item, "score": s} for n, s in enumerate(scores)]}

    mean, other = (sum(scores) / len(scores) for scores in (found, not_found))
    return Pair(situation, asked(found), asked(not_found), f"mean {mean:.2f} against {other:.2f}", says)


def poll(item: str, found: tuple[int, ...], not_found: tuple[int, ...], situation: str, *says: str) -> Pair:
    """Five answers to one statement, of which one is another."""
    one, other = ({"survey": survey({item: scores})} for scores in (found, not_found))
    return Pair(situation, one, other, f"answers {found} against {not_found}; 4 and 5 agree", says)


LOW, HIGHER = (2, 2, 3), (2, 3, 3)
"""Scores of three interviews: on average 7 / 3 = 2.3, and 8 / 3 = 2.7; the bound is 2.5."""

ONE_AGREES, TWO_AGREE = (4, 2, 2, 2, 2), (4, 4, 2, 2, 2)
"""20% against 40%: below 40% is found."""

ONE_DENIES, TWO_DENY = (2, 4, 4, 4, 4), (2, 2, 4, 4, 4)
"""The same for a statement that names a trouble: to deny it is the better answer."""

# --- What serves what ----------------------------------------------------------------------------------------------------

THREE = keys({}, {}, {})
ONE_GOAL = {
    "processes": THREE,
    "goals": [WHOLE | {"process_id": "p1"}, {"goal_id": "g2", "text": "Halve complaints", "level": "function"}],
}
TWO_OF_FOUR = {
    "processes": keys({}, {}, {}, {}),
    "goals": goals({"process_id": "p1"}, {"process_id": "p2"}, {}),
}
ALL_GOALS = {"processes": THREE, "goals": goals({"process_id": "p1"}, {"process_id": "p2"}, {"process_id": "p3"})}
LOOSE = {"goals": [WHOLE], "metrics": metrics(*[{"goal_id": "g1"}] * 3, {}, {})}
BARE_GOALS = {"goals": goals({}, {}), "metrics": metrics({"goal_id": "g1"}, {"goal_id": "g1"})}
BARE_PROCESSES = {"processes": THREE, "metrics": metrics({"process_id": "p1"}, {"process_id": "p1"})}
TWINS = {
    "metrics": metrics({"name": "On-time delivery"}, {"name": "Delivery on time"}, {"name": "Scrap"}),
}
SOUND = {
    "processes": THREE,
    "goals": [WHOLE],
    "metrics": metrics(
        {"goal_id": "g1", "used_in_decisions": True, "process_id": "p1", "focus": "process"},
        {"goal_id": "g1", "used_in_decisions": True, "process_id": "p1", "focus": "outcome"},
        {"goal_id": "g1", "used_in_decisions": False, "process_id": "p2", "focus": "outcome"},
        {"used_in_decisions": False, "process_id": "p3", "focus": "outcome"},
    ),
}

TREE = [
    Pair(
        "metrics.no_process_goals",
        ONE_GOAL,
        changed(ONE_GOAL, "goals", 1, process_id="p2"),
        "one of three key processes has a goal, against two of three",
        ("Two of 3 have none: Order to delivery and Invoice to cash.",),
    ),
    Pair(
        "metrics.some_processes_without_goal",
        TWO_OF_FOUR,
        changed(TWO_OF_FOUR, "goals", 3, process_id="p3"),
        "two of four are without, against one: a single one is no pattern",
        ("Two of 4 key processes have no goal of their own: Invoice to cash and Complaint to remedy.",),
    ),
    Pair(
        "metrics.good_process_goals",
        ALL_GOALS,
        changed(ALL_GOALS, "goals", 3, process_id=None),
        "three of three, against two of three",
        ("All 3 key processes have one.",),
    ),
    Pair(
        "metrics.orphans",
        LOOSE,
        changed(LOOSE, "metrics", 4, goal_id="g1"),
        "two of five metrics name no goal, against one",
        ("Two of 5 metrics name no goal", "Sick days and Stock value"),
    ),
    Pair(
        "metrics.orphans",
        LOOSE,
        changed(LOOSE, "goals", 0, process_id="p9"),
        "the only goal there is was set for a process that the two do not measure: nothing is there for them to serve",
    ),
    Pair(
        "metrics.goals_not_measured",
        BARE_GOALS,
        changed(BARE_GOALS, "metrics", 1, goal_id="g2"),
        "two of three goals have no metric, against one",
        ("Two of 3 goals have no metric, nor has any goal below them: Cut stock by 15% and Halve complaints.",),
    ),
    Pair(
        "metrics.processes_not_measured",
        BARE_PROCESSES,
        changed(BARE_PROCESSES, "metrics", 1, process_id="p2"),
        "two of three key processes have no metric, against one",
        ("Two of 3 key processes have no metric: Order to delivery and Invoice to cash.",),
    ),
    Pair(
        "metrics.sound_measurement",
        SOUND,
        changed(SOUND, "metrics", 1, used_in_decisions=False),
        "two of four metrics are used and three serve a goal, one of three processes is measured both ways; against one used",
        ("Two of 4 metrics led to a decision", "3 of 4 serve a goal", "2 of 3 key processes are not measured both"),
    ),
    Pair(
        "metrics.near_duplicates",
        TWINS,
        changed(TWINS, "metrics", 1, name="Stock value"),
        "two names with the same words, against two different ones",
        ("Two of 3 metrics have a near twin: “On-time delivery” and “Delivery on time”.",),
    ),
]

# --- What is measured ----------------------------------------------------------------------------------------------------


def used(yes: int, no: int) -> Rows:
    return {"metrics": metrics(*[{"used_in_decisions": False}] * no, *[{"used_in_decisions": True}] * yes)}


MANY, FEW, GOOD_USE = used(12, 13), used(1, 2), used(4, 1)
BUSY = {"metrics": metrics({"focus": "activity"}, {"focus": "activity"}, {"focus": "outcome"})}
AT_THE_END = {
    "processes": THREE,
    "metrics": metrics(
        {"process_id": "p1", "focus": "outcome"},
        {"process_id": "p2", "focus": "outcome"},
        {"process_id": "p3", "focus": "process"},
    ),
}
ONE_WAY = {
    "processes": THREE,
    "metrics": metrics(
        {"process_id": "p1", "focus": "process"},
        {"process_id": "p1", "focus": "outcome"},
        {"process_id": "p2", "focus": "process"},
        {"process_id": "p3", "focus": "outcome"},
    ),
}
BACKWARDS = {"metrics": metrics({"kind": "leading"}, *[{"kind": "lagging"}] * 4)}

MIX = [
    Pair(
        "metrics.too_many",
        MANY,
        changed(MANY, "metrics", 0, used_in_decisions=True),
        "13 of 25 metrics are unused, against 12",
        ("13 of 25 metrics were used in no decision in the last 12 months.",),
    ),
    Pair(
        "metrics.too_many",
        MANY,
        {"metrics": MANY["metrics"][:-1]},
        "25 metrics against 24",
    ),
    Pair(
        "metrics.few_and_unused",
        FEW,
        changed(FEW, "metrics", 0, used_in_decisions=True),
        "two of three metrics are unused, against one",
        ("Two of 3 metrics were used in no decision in the last 12 months.",),
    ),
    Pair(
        "metrics.good_use",
        GOOD_USE,
        changed(GOOD_USE, "metrics", 4, used_in_decisions=False),
        "four of five metrics are used, against three",
        ("Four of 5 metrics led to a decision",),
    ),
    told("metrics.choosing", LOW, HIGHER, "metrics.poor_choice", "In 3 interviews", "scores 2.3 of 5"),
    poll("metrics.figures_help", ONE_AGREES, TWO_AGREE, "metrics.figures_do_not_help", "20% say"),
    poll("metrics.figures_trusted", TWO_AGREE, (4, 4, 4, 2, 2), "metrics.figures_not_trusted", "40% say"),
    poll("metrics.figures_trusted", (4, 4, 4, 4, 2), (4, 4, 4, 2, 2), "metrics.good_trust", "80% say"),
    Pair(
        "metrics.activity_counted",
        BUSY,
        changed(BUSY, "metrics", 1, focus="process"),
        "two of three metrics count activity, against one",
        ("Two of 3 metrics count activity",),
    ),
    Pair(
        "metrics.outcome_only",
        AT_THE_END,
        changed(AT_THE_END, "metrics", 1, focus="process"),
        "of two of three processes only the outcome is measured, against one",
        ("So it is with 2 of 3 key processes that are measured: Quote to order and Order to delivery.",),
    ),
    Pair(
        "metrics.one_sided",
        ONE_WAY,
        changed(ONE_WAY, "metrics", 3, process_id="p2"),
        "one of three processes is measured both ways, against two",
        ("Two of 3 key processes lack a measure", "Order to delivery and Invoice to cash."),
    ),
    Pair(
        "metrics.looking_back",
        BACKWARDS,
        changed(BACKWARDS, "metrics", 1, kind="leading"),
        "one of five metrics leads, against two",
        ("One of 5 metrics warns before the result is there.",),
    ),
]

# --- From who collects to who decides ------------------------------------------------------------------------------------

COLLECTED = {"collected_by": ["r1"]}
DECIDED = COLLECTED | {"decided_by": ["r2"]}
BOTH_COLLECT = {"collected_by": ["r1", "r2"]}
BOTH_REPORT = {"reported_by": ["r1", "r2"]}
CARD = {"on_scorecard": True}
LOST = {"roles": ROLES, "metrics": metrics(DECIDED | CARD, COLLECTED | CARD, COLLECTED | CARD)}
NO_DECIDER = {"roles": ROLES, "metrics": metrics(DECIDED, COLLECTED, COLLECTED)}
PASSED_BY = {
    "roles": ROLES,
    "metrics": metrics(*[{"reported_to": ["r1"], "decided_by": [who]} for who in ("r2", "r2", "r1")]),
}
HANDS = {"roles": ROLES, "metrics": metrics(BOTH_COLLECT, BOTH_COLLECT, COLLECTED)}
CARD_HANDS = {
    "roles": ROLES,
    "metrics": metrics(BOTH_COLLECT | CARD, BOTH_COLLECT | CARD, COLLECTED | CARD, *[COLLECTED] * 11),
}
SAID_TWICE = {"roles": ROLES, "metrics": metrics(BOTH_REPORT, BOTH_REPORT, {"reported_by": ["r1"]})}
NO_CARD = {"metrics": metrics(*[{"on_scorecard": False}] * 3)}
LOOSE_CARD = {"goals": [WHOLE], "metrics": metrics(CARD | {"goal_id": "g1"}, CARD | {"goal_id": "g1"}, CARD)}
WHOLE_PATHS = {"roles": ROLES, "metrics": metrics(*[DECIDED | CARD] * 3)}

PATHS = [
    Pair(
        "metrics.headlines_break",
        LOST,
        changed(LOST, "metrics", 2, decided_by=["r2"]),
        "two of three figures on the scorecard have no decider, against one",
        ("The path of 2 of 3 headline figures breaks", "Scrap and Margin."),
    ),
    Pair(
        "metrics.good_paths",
        WHOLE_PATHS,
        changed(WHOLE_PATHS, "metrics", 2, decided_by=None),
        "three of three whole paths, against two",
        ("All 3 headline figures have a whole path",),
    ),
    Pair(
        "metrics.nobody_decides",
        NO_DECIDER,
        changed(NO_DECIDER, "metrics", 2, decided_by=["r2"]),
        "two of three figures have no decider, against one",
        ("For 2 of 3 figures the list names nobody",),
    ),
    Pair(
        "metrics.wrong_desk",
        PASSED_BY,
        changed(PASSED_BY, "metrics", 1, decided_by=["r1"]),
        "two of three figures go to one who does not decide on them, against one",
        ("Two of 3 figures are received by people who do not decide", "On-time delivery and Scrap."),
    ),
    Pair(
        "metrics.many_hands",
        HANDS,
        changed(HANDS, "metrics", 1, collected_by=["r1"]),
        "two of three figures are collected by two roles, against one",
        ("Two of 3 figures are collected by more than one role: On-time delivery and Scrap.",),
    ),
    Pair(
        "metrics.headlines_many_hands",
        CARD_HANDS,
        changed(CARD_HANDS, "metrics", 1, collected_by=["r1"]),
        "two of three figures on the scorecard, and 2 / 14 = 14% of all, are collected by two roles; against one",
        ("Two of 3 headline figures are collected by more than one role",),
    ),
    Pair(
        "metrics.headlines_many_hands",
        CARD_HANDS,
        changed(CARD_HANDS, "metrics", 13, collected_by=["r1", "r2"]),
        "with 3 / 14 = 21% of all it is no matter of the scorecard alone",
    ),
    Pair(
        "metrics.reported_twice",
        SAID_TWICE,
        changed(SAID_TWICE, "metrics", 1, reported_by=["r1"]),
        "two of three figures are reported by two roles, against one",
        ("Two of 3 figures are reported by more than one role.",),
    ),
    told("metrics.who_collects", LOW, HIGHER, "metrics.nobody_runs_it", "In 3 interviews", "scores 2.3 of 5"),
    Pair(
        "metrics.no_scorecard",
        NO_CARD,
        changed(NO_CARD, "metrics", 0, on_scorecard=True),
        "none of three metrics is on a scorecard, against one",
        ("None of the 3 metrics stands on a scorecard.",),
    ),
    Pair(
        "metrics.loose_scorecard",
        LOOSE_CARD,
        changed(LOOSE_CARD, "metrics", 2, goal_id="g1"),
        "two of three figures on the scorecard serve a goal, against all three",
        ("Two of 3 metrics on the scorecard serve a goal.",),
    ),
]

# --- In time, on target --------------------------------------------------------------------------------------------------


def monthly(*days: float) -> Rows:
    return {"metrics": metrics(*({"frequency": "monthly", "latency_days": d} for d in days))}


LATE, WELL_INTO, PROMPT = monthly(10, 10, 2), monthly(7, 8, 9), monthly(2, 2, 2, 2, 2)
UP = {"direction": "up"}
MISSED = {"metrics": metrics(UP, UP, UP), "measurements": course((80,), (85,), (90,), target=90)}
MET = {"metrics": metrics(*[UP] * 5), "measurements": course((90,), (91,), (95,), (90,), (80,), target=90)}
SINKING = {
    "metrics": metrics(UP, UP, UP),
    "measurements": course((90, 88, 85), (50, 48, 45), (70, 70, 70)),
}
NEVER = {"metrics": metrics(UP, UP), "measurements": course((80, 81, 82, 83), (70, 71, 72, 73), target=90)}
# Months 1 to 3 stand above the 90 that is asked for in month 4, for three of the five metrics; of the others one lies below it once.
PASSED = {
    "metrics": metrics(UP, UP, UP, UP, UP),
    "measurements": course(
        (94, 95, 96, 92), (93, 92, 91, 90), (91, 91, 91, 89), (95, 89, 95, 91), (80, 85, 88, 90), target=90
    ),
}

TIME_AND_TARGETS = [
    Pair(
        "metrics.too_late",
        LATE,
        changed(LATE, "metrics", 1, latency_days=9),
        "ten days are 33% of a month of 30.4 days, nine are 29.6%: two of three are late, against one",
        ("Two of 3 figures arrive", "On-time delivery and Scrap."),
    ),
    Pair(
        "metrics.month_end",
        WELL_INTO,
        changed(WELL_INTO, "metrics", 1, latency_days=7),
        "the middle one takes 8 days, against 7",
        ("typically takes 8 days to arrive (the middle one of 3).",),
    ),
    Pair(
        "metrics.good_time",
        PROMPT,
        changed(PROMPT, "metrics", 4, latency_days=10),
        "five of five in time, against four (80%)",
        ("All 5 figures arrive before",),
    ),
    poll("metrics.on_demand", ONE_AGREES, TWO_AGREE, "metrics.not_on_demand", "20% say"),
    told("metrics.one_source", LOW, HIGHER, "metrics.sources_apart", "In 3 interviews", "scores 2.3 of 5"),
    Pair(
        "metrics.off_target",
        MISSED,
        changed(MISSED, "measurements", 1, actual=90),
        "two of three missed 90, against one",
        ("Two of 3 metrics missed their target", "On-time delivery and Scrap."),
    ),
    Pair(
        "metrics.good_results",
        MET,
        changed(MET, "measurements", 3, actual=89),
        "four of five met 90, against three",
        ("Four of 5 metrics were on target",),
    ),
    Pair(
        "metrics.getting_worse",
        SINKING,
        changed(SINKING, "measurements", 5, actual=55),
        "two of three fall from month to month; with 50, 48, 55 the middle slope of −2, 7 and 2.5 is 2.5, so it is one",
        ("Two of 3 metrics got worse over the last periods: On-time delivery and Scrap.",),
    ),
    Pair(
        "metrics.never_on_target",
        NEVER,
        changed(NEVER, "measurements", 7, actual=90),
        "two metrics missed 90 in all of four months, against one",
        ("Both metrics with four or more periods missed their target in every one of them",),
    ),
    Pair(
        "metrics.targets_passed",
        PASSED,
        changed(PASSED, "measurements", 10, actual=90),
        "three of five targets of 90 lie below each of the three months before, against two: the third reached 90 once",
        (
            "Three of 5 targets ask for less than was reached in each of the three periods before",
            "On-time delivery, Scrap and Margin",
        ),
    ),
]

# --- Reports -------------------------------------------------------------------------------------------------------------

IDLE, READ = reports(*[False] * 5, *[True] * 3), reports(*[True] * 4, False)
IN_REPORTS = {
    "roles": ROLES,
    "processes": THREE,
    "metrics": metrics(
        {"process_id": "p1", "reported_to": ["r1"]},
        {"process_id": "p1", "reported_to": ["r1"]},
        {"process_id": "p2"},
        {"process_id": "p3"},
    ),
}
DESK = {"roles": ROLES, "metrics": metrics(*[{"reported_to": ["r1"]}] * 25)}

REPORTS = [
    Pair(
        "metrics.too_many_reports",
        IDLE,
        changed(IDLE, "reports", 0, used=True),
        "five of eight reports are unused, against four",
        ("Five of 8 reports led to no question and no decision",),
    ),
    Pair(
        "metrics.good_reports",
        READ,
        changed(READ, "reports", 0, used=False),
        "four of five reports are used, against three",
        ("Four of 5 reports led to a question or a decision",),
    ),
    poll("metrics.reports_read", ONE_DENIES, TWO_DENY, "metrics.reports_overwhelm", "20% contradict"),
    Pair(
        "metrics.processes_not_reported",
        IN_REPORTS,
        changed(IN_REPORTS, "metrics", 2, reported_to=["r1"]),
        "two of three key processes are in no report, against one",
        ("Two of 3 key processes have no figure that is reported", "Order to delivery and Invoice to cash."),
    ),
    Pair(
        "metrics.processes_not_reported",
        IN_REPORTS,
        changed(IN_REPORTS, "metrics", 1, reported_to=None),
        "with a reader for one of four figures there is hardly any reporting on record that could leave a process out",
    ),
    poll("metrics.follow_up", ONE_AGREES, TWO_AGREE, "metrics.nobody_follows_up", "20% say"),
    Pair(
        "metrics.heavy_desk",
        DESK,
        changed(DESK, "metrics", 24, reported_to=["r2"]),
        "25 figures on one desk, against 24",
        ("25 metrics go to the same role: Head of Controlling.",),
    ),
]

# --- How the goals fit together ------------------------------------------------------------------------------------------

LEADS_UP = {"parent_id": "g1"}
ADRIFT = {"goals": goals(LEADS_UP, {}, {})}
ALIGNED = {"goals": goals(*[LEADS_UP] * 5)}
PULLING = {"goals": goals({"pulls_against": ["g3"]}, {})}
OWNED = {"roles": ROLES, "goals": goals({"owner_role_id": "r1"}, {}, {})}
PROMISED = {
    "processes": keys(
        {"objective_hours": 24, "result_objective": "Right parts"},
        {"objective_hours": 48},
        {},
    )
}
AGREED = {
    "processes": keys(
        *[{"objective_hours": 24, "objective_approved_by_customer": agreed} for agreed in (True, False, False)]
    )
}

GOALS = [
    Pair(
        "metrics.drift",
        {"goals": ADRIFT["goals"]},
        changed(ADRIFT, "goals", 3, parent_id="g1"),
        "two of three goals below the top lead up to none, against one",
        ("Two of 3 goals below the top lead up to no goal", "Halve complaints and Keep the lines busy."),
    ),
    Pair(
        "metrics.good_alignment",
        ALIGNED,
        changed(ALIGNED, "goals", 5, parent_id=None),
        "five of five lead up, against four (80%)",
        ("All 5 goals below the top lead up to a goal",),
    ),
    Pair(
        "metrics.opposed_goals",
        PULLING,
        changed(PULLING, "goals", 1, pulls_against=["g2"]),
        "a goal pulls against another, against one that by a slip names itself",
        ("“Cut stock by 15%” against “Halve complaints”.",),
    ),
    poll("metrics.goals_fit", ONE_AGREES, TWO_AGREE, "metrics.goals_do_not_fit", "20% say"),
    poll("metrics.contribution", ONE_DENIES, TWO_DENY, "metrics.judged_by_part", "20% contradict"),
    Pair(
        "metrics.no_end_to_end_promise",
        PROMISED,
        changed(PROMISED, "processes", 1, result_objective="Paid in full"),
        "one of three is promised in time and in result, against two",
        ("Two of 3 lack a promise in time, in result, or in both: Order to delivery and Invoice to cash.",),
    ),
    Pair(
        "metrics.promise_not_approved",
        AGREED,
        changed(AGREED, "processes", 1, objective_approved_by_customer=True),
        "a customer agreed to one of three promises, against two",
        ("Two of 3 promises for key processes have no customer’s agreement: Order to delivery and Invoice to cash.",),
    ),
    Pair(
        "metrics.goals_without_owner",
        {"roles": ROLES, "goals": OWNED["goals"][1:]},
        changed({"roles": ROLES, "goals": OWNED["goals"][1:]}, "goals", 2, owner_role_id="r2"),
        "two of three goals have no owner, against one",
        ("So it is with 2 of 3 goals: Halve complaints and Keep the lines busy.",),
    ),
]

# --- Alignment -----------------------------------------------------------------------------------------------------------

AGAINST = {
    "roles": ROLES,
    "goals": [
        {"goal_id": "g1", "text": "Cut stock", "level": "function", "owner_role_id": "r1"},
        {"goal_id": "g2", "text": "Deliver at once", "level": "function", "owner_role_id": "r2"},
    ],
    "metrics": metrics(UP | {"goal_id": "g1"}, UP | {"goal_id": "g2"}),
    "measurements": course((50, 51, 53, 52, 56, 51), (90, 89, 87, 88, 84, 89)),
}
"""Changes of +1, +2, −1, +4, −5 and their mirror image: Spearman's correlation −1, one order of 5! = 120."""

PARTED = changed(AGAINST, "measurements", 10, actual=92)
"""The second metric's fifth month at 92: its changes −1, −2, 1, 4, −3 have ranks 3, 2, 4, 5, 1 beside 3, 4, 2, 5, 1: correlation 0.6."""

NAMED = changed(AGAINST, "goals", 0, pulls_against=["g2"])

CLOSE = {
    "interviews": [
        {"interview": f"i{n}", "item_id": item, "score": score}
        for item, scores in (("practices.closeness", (4, 4, 3)), ("alignment.commitment", (4, 4, 4)))
        for n, score in enumerate(scores)
    ]
}

ALIGNMENT = [
    Pair(
        "alignment.opposed_metrics",
        AGAINST,
        PARTED,
        "the one pair that can be compared moves against each other, against together",
        (
            "in the only pair of metrics compared",
            "On-time delivery (Head of Controlling) against Scrap (Head of Sales).",
        ),
    ),
    Pair(
        "alignment.opposed_metrics",
        AGAINST,
        NAMED,
        "the goals of the two are declared to pull against each other: nothing new",
    ),
    Pair(
        "alignment.opposed_in_figures",
        NAMED,
        AGAINST | {"goals": NAMED["goals"], "measurements": PARTED["measurements"]},
        "declared, and borne out by the one pair compared, against declared only",
        ("“Cut stock” against “Deliver at once”.", "In the only pair of metrics compared, one got worse"),
    ),
    told("alignment.after_the_memo", LOW, HIGHER, "alignment.strategy_changes_nothing", "In 3 interviews", "2.3 of 5"),
    told("alignment.own_talk", LOW, HIGHER, "alignment.talk_does_not_reach", "In 3 interviews", "2.3 of 5"),
    told("alignment.cuts", LOW, HIGHER, "alignment.cuts_apart", "In 3 interviews", "2.3 of 5"),
    told("alignment.commitment", LOW, HIGHER, "alignment.own_function_first", "In 3 interviews", "2.3 of 5"),
    told("alignment.neighbours", LOW, HIGHER, "alignment.strangers", "In 3 interviews", "2.3 of 5"),
    told("practices.closeness", LOW, HIGHER, "alignment.leaders_apart", "In 3 interviews", "2.3 of 5"),
    Pair(
        "alignment.close_and_committed",
        CLOSE,
        changed(CLOSE, "interviews", 3, score=2),
        "closeness 11 / 3 = 3.7 and commitment 4, against 10 / 3 = 3.3",
        ("In 3 interviews their closeness scores 3.7 of 5, and in 3 their commitment 4.",),
    ),
]

PAIRS: list[Pair] = [*TREE, *MIX, *PATHS, *TIME_AND_TARGETS, *REPORTS, *GOALS, *ALIGNMENT]
