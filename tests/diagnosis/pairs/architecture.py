"""Tiny clients for the situations of step 1, the conveyor belt, the measures chain and late figures.

Rows are written as short as they can be: a base of few rows for each list, and one row changed between the two clients of a pair.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assessment_kit.analysis.managing import ACTIVITIES
from tests.builders import survey
from tests.diagnosis.pairs import Pair, Rows

Row = Mapping[str, Any]


def processes(*rows: Row) -> Rows:
    return {"processes": list(rows)}


def key(name: str, **cells: Any) -> Row:
    """A key process that delivers; its id is its name."""
    return {"process_id": name, "name": name, "category": "deliver", "is_key": True, **cells}


def both(name: str, **cells: Any) -> Row:
    """A key process that is planned and managed."""
    return key(name, planned=True, managed=True, **cells)


def unmanaged(name: str, **cells: Any) -> Row:
    """A key process that is planned, and at which nobody looks as a whole."""
    return key(name, planned=True, managed=False, **cells)


def listed(*rows: Row) -> Rows:
    return {"management_processes": list(rows)}


def managing(activity: str, feeds: Sequence[str] = (), **cells: Any) -> Row:
    """A formal management process for one activity; its id is the activity."""
    named = {"management_process_id": activity, "name": activity, "activity": activity}
    return {**named, "formality": "formal", "feeds": tuple(feeds), **cells}


def interviews(item: str, *scores: float) -> Rows:
    """One answer to the item in each of as many interviews."""
    return {"interviews": [{"interview": f"i{n}", "item_id": item, "score": score} for n, score in enumerate(scores)]}


def low(situation: str, item: str, scores: Sequence[int], *, better: int) -> Pair:
    """Managers score the item below 2.5 on average; where the last of them scores it better, it is 2.5 or more."""
    n, mean, then = len(scores), sum(scores) / len(scores), (sum(scores[:-1]) + better) / len(scores)
    return Pair(
        situation,
        interviews(item, *scores),
        interviews(item, *scores[:-1], better),
        f"{n} interviews score {mean:.1f} on average, or {then:.1f} with one better answer",
        (f"In {n} interviews", f"{mean:g} of 5 on average"),
    )


def asked(situation: str, item: str, found: Sequence[int], not_found: Sequence[int], percent: int) -> Pair:
    """Five answers to one statement of the survey, as they stand in the form; of five people each is 20%."""
    return Pair(
        situation,
        {"survey": survey({item: found})},
        {"survey": survey({item: not_found})},
        f"{percent}% of five people say so; one answer more or less decides",
        (f"{percent}% of those who answered",),
    )


# --- landscape -------------------------------------------------------------------------------------------------------------------
SALES, ACROSS = {"functions": ("Sales",)}, {"functions": ("Sales", "Logistics")}
WITHIN = [both("Quoting", **SALES), both("Billing", **SALES), unmanaged("Hiring", **SALES)]
CROSSING = [both("Service", **ACROSS), unmanaged("Repairs", **ACROSS)]
COO = {"roles": [{"role_id": "coo", "title": "COO", "level": "executive"}]}
ONLY_DOES = {**COO, "responsibilities": [{"subject_id": "Repairs", "role_id": "coo", "assignment": "R"}]}
"""The papers speak of repairs and name nobody who answers for them."""
OWNED = {"owner_role_id": "coo"}


def hurting(*managed: bool) -> Rows:
    """Processes with a serious problem, 4 of 5, managed as a whole or not."""
    return processes(*(key(f"P{n}", performance_problem=4, managed=is_so) for n, is_so in enumerate(managed)))


def called_key(*flags: bool | None) -> Rows:
    return processes(*(key(f"P{n}", is_key=flag) for n, flag in enumerate(flags)))


LANDSCAPE = [
    Pair(
        "architecture.managed_within_functions",
        processes(*WITHIN, *CROSSING, unmanaged("Delivery", **ACROSS)),
        processes(*WITHIN, *CROSSING, both("Delivery", **ACROSS)),
        "within a function 2 of 3 are planned and managed; across, 1 of 3 against 2 of 3",
        ("within one function, 2 of 3 are", "cross functions, 1 of 3 is"),
    ),
    Pair(
        "architecture.key_not_managed",
        processes(both("Service"), unmanaged("Repairs"), unmanaged("Delivery")),
        processes(both("Service"), unmanaged("Repairs"), both("Delivery")),
        "2 of 3 lack one of the two, against 1 of 3",
        ("Two of 3 key processes lack", "Repairs and Delivery"),
    ),
    Pair(
        "architecture.key_left_alone",
        {**processes(key("Repairs", planned=False, managed=False)), **ONLY_DOES},
        {**processes(key("Repairs", planned=False, managed=True)), **ONLY_DOES},
        "the only key process is not planned and not owned; nobody looks at it, or somebody does",
        ("Nobody plans, manages or answers for Repairs.", "The only key process is neither planned nor managed"),
    ),
    Pair(
        "architecture.problems_unmanaged",
        hurting(False, False, True),
        hurting(False, True, True),
        "2 of 3 with a problem of 4 are not managed, against 1 of 3: one alone is no pattern",
        ("Two of 3 processes with a serious problem", "P0 and P1"),
    ),
    Pair(
        "architecture.key_not_named",
        called_key(False, False, False),
        called_key(False, False, True),
        "the list says no three times, against twice no and once yes",
        ("says of 3 that they are not key",),
    ),
    low("architecture.key_not_agreed", "architecture.key_processes_agreed", (2, 2), better=3),
    Pair(
        "architecture.too_many_key",
        called_key(True, True, True, True, True, None, None, False),
        called_key(True, True, True, True, None, None, None, False),
        "5 of 8 rows are called key, against 4 of 8; that the other cells are empty does not make it 4 of 5",
        ("Five of 8 processes in the list are called key.",),
    ),
    Pair(
        "architecture.key_in_full",
        {**processes(*(both(name, **OWNED) for name in "ABC"), unmanaged("D", **OWNED)), **COO},
        {**processes(*(both(name, **OWNED) for name in "AB"), both("C"), unmanaged("D", **OWNED)), **COO},
        "3 of 4 are planned, managed and owned, 75%, against 2 of 4",
        ("Three of 4 key processes have",),
    ),
]

# --- management ------------------------------------------------------------------------------------------------------------------
YEARLY, MONTHLY, REPAIRS = {"frequency": "yearly"}, {"frequency": "monthly"}, {"covers_processes": ("Repairs",)}
MONITOR, REVIEW, DECIDE = managing("monitor"), managing("review", **MONTHLY), managing("decide")
STRATEGY = managing("plan_strategy", ["set_goals"], **YEARLY)
GOALS, BUDGET = managing("set_goals", ["review"], **YEARLY), managing("budget", ["review"], **YEARLY)
SHELVED_GOALS = managing("set_goals", **YEARLY)
"""They feed nothing, so that neither they nor the strategy that feeds them reach the monthly review."""
MONEY_ONLY = [managing("budget"), MONITOR, REVIEW, DECIDE]
"""One of four planning activities has a routine, and three of six running ones."""
HOW_IT_IS_PLANNED = "architecture.planning_practice"


def ten(informal: str) -> Rows:
    """A row for each of the ten managing activities; those named are informal."""
    return listed(*(managing(name, formality="informal" if name in informal else "formal") for name in ACTIVITIES))


def governing(covered: str) -> Rows:
    """Key processes A, B and C, and one review that looks at some of them."""
    return {**processes(key("A"), key("B"), key("C")), **listed(managing("review", covers_processes=tuple(covered)))}


MANAGEMENT = [
    Pair(
        "architecture.no_planning_system",
        listed(managing("plan_strategy", formality="informal"), *MONEY_ONLY),
        listed(managing("plan_strategy", formality="partly"), *MONEY_ONLY),
        "the list itself says that the strategy has no routine, or that it has",
        ("for 3 of 6 activities that monitor", "for 1 of 4 that plan"),
    ),
    Pair(
        "architecture.no_planning_system",
        {**listed(*MONEY_ONLY), **interviews(HOW_IT_IS_PLANNED, 1, 2)},
        {**listed(*MONEY_ONLY), **interviews(HOW_IT_IS_PLANNED, 1, 4)},
        "the list is silent on the strategy; two managers say that there is no plan, 1.5, or do not, 2.5",
        ("for 1 of 4 that plan",),
    ),
    Pair(
        "architecture.plan_cut_off",
        listed(STRATEGY, SHELVED_GOALS, BUDGET, MONITOR, REVIEW, DECIDE),
        listed(STRATEGY, GOALS, BUDGET, MONITOR, REVIEW, DECIDE),
        "the strategy feeds goals that feed nothing: 2 of 3 plans reach no monthly review, against none of 3",
        ("Two of 3 plans lead to nothing", "plan_strategy and set_goals"),
    ),
    Pair(
        "architecture.plan_cut_off",
        listed(managing("plan_strategy", **YEARLY), REVIEW, managing("report", ["review"])),
        listed(managing("plan_strategy", ["review"], **YEARLY), REVIEW, managing("report", ["review"])),
        "there is one plan: it feeds nothing, or the monthly review",
        ("The only plan leads to nothing",),
    ),
    Pair(
        "architecture.formal_without_process",
        {
            **listed(STRATEGY, GOALS, BUDGET, managing("monitor", **REPAIRS), managing("review", **MONTHLY, **REPAIRS), DECIDE),
            **processes(key("Repairs")),
        },
        {
            **listed(STRATEGY, GOALS, BUDGET, managing("monitor", **REPAIRS), managing("review", **MONTHLY, **REPAIRS),
                     managing("decide", **REPAIRS)),
            **processes(key("Repairs")),
        },
        "6 of 10 activities are formal and all plans reach the review; 4 of 6 look at no process, against 3 of 6",
        ("Six of 10 managing activities", "all 3 plans reach", "4 of 6 management processes"),
    ),
    asked("architecture.plan_does_not_guide", "architecture.plan_guides_work", (4, 3, 3, 2, 1), (4, 4, 3, 2, 1), 20),
    low("architecture.execution_left_alone", "architecture.execution", (1, 3), better=4),
    Pair(
        "architecture.without_routine",
        ten(informal="improve, reward"),
        ten(informal="reward"),
        "2 of 10 activities have no routine, against 1",
        ("2 of 10 managing activities have none: improve and reward.",),
    ),
    Pair(
        "architecture.key_ungoverned",
        governing("A"),
        governing("AB"),
        "the only review covers 1 of 3 key processes, or 2 of 3",
        ("Two of 3 key processes are covered as a whole by no management process: B and C.",),
    ),
    low("architecture.system_gaps", "architecture.system_gaps", (2, 2), better=3),
    low("architecture.double_work", "architecture.double_work", (1, 3), better=4),
    low("architecture.contradictions", "architecture.fits_together", (1, 2), better=5),
    Pair(
        "architecture.plan_feeds_running",
        listed(STRATEGY, GOALS, BUDGET, REVIEW),
        listed(STRATEGY, SHELVED_GOALS, BUDGET, REVIEW),
        "3 of 3 plans reach the monthly review, against the budget alone",
        ("All 3 plans feed",),
    ),
    Pair(
        "architecture.routines_there",
        ten(informal="reward"),
        ten(informal="improve, reward"),
        "9 of 10 activities have a routine, against 8",
        ("Nine of 10 managing activities have",),
    ),
]  # fmt: skip

# --- process maps ----------------------------------------------------------------------------------------------------------------
PROMISED = processes(key("Repairs", objective_hours=24))


def step(name: str, process: str = "Repairs", **cells: Any) -> Row:
    """A step of today's map, done in the workshop; the steps follow each other as listed."""
    return {"process_id": process, "variant": "as_is", "step_id": name, "name": name, "function": "Workshop", **cells}


def mapped(*steps: Row) -> Rows:
    return {**PROMISED, "process_steps": list(steps)}


def passing(functions: str) -> Rows:
    """A map whose steps are done by these functions, one after the other."""
    return mapped(*(step(f"s{n}", function=function) for n, function in enumerate(functions)))


def difficult(*steps: tuple[int, bool]) -> Rows:
    """A map of steps, each with its complexity and whether it often goes wrong."""
    return mapped(*(step(f"s{n}", complexity=c, break_point=b) for n, (c, b) in enumerate(steps)))


def promises(*allotted: float) -> Rows:
    """Processes with a promise of 10 hours, each with a map of one step."""
    names = [f"P{n}" for n in range(len(allotted))]
    return {
        **processes(*(key(name, objective_hours=10) for name in names)),
        "process_steps": [step("s", name, objective_hours=h) for name, h in zip(names, allotted, strict=True)],
    }


TODAY = [step("diagnose", objective_hours=4), step("mend", objective_hours=8, function="Stores")]


def proposed(hours: float) -> Row:
    return {**step("mend at once", objective_hours=hours), "variant": "to_be"}


MAPS = [
    Pair(
        "architecture.promise_does_not_add_up",
        mapped(step("diagnose", objective_hours=10), step("mend", objective_hours=21)),
        mapped(step("diagnose", objective_hours=10), step("mend", objective_hours=14)),
        "10 + 21 = 31 hours are allotted against 24 promised, or 10 + 14 = 24",
        ("The 24-hour promise of Repairs does not add up: its steps may take 31 hours.", "In the only mapped process"),
    ),
    Pair(
        "architecture.runs_late",
        mapped(step("diagnose", actual_hours=10), step("mend", actual_hours=37)),
        mapped(step("diagnose", actual_hours=10), step("mend", actual_hours=14)),
        "it takes 10 + 37 = 47 hours against 24 promised, or 24",
        ("Repairs takes 47 hours, against a promise of 24 hours.", "The only mapped process with a promise runs"),
    ),
    Pair(
        "architecture.break_points",
        difficult((1, True), (1, True), (1, False), (1, False), (1, False)),
        difficult((1, True), (1, False), (1, False), (1, False), (1, False)),
        "2 of 5 steps often go wrong, against 1",
        ("At 2 of 5 mapped steps", "s0 (Repairs) and s1 (Repairs)"),
    ),
    Pair(
        "architecture.break_points_cost",
        mapped(step("mend", objective_hours=2, actual_hours=5, break_point=True, effect="time")),
        mapped(step("mend", objective_hours=2, actual_hours=2, break_point=True, effect="time")),
        "the only break point takes 5 hours of 2 allotted, 3 too many, or 2 of 2",
        ("cost 3 hours in one run", "Time is lost at the only break point, quality at none."),
    ),
    Pair(
        "architecture.promise_adds_up",
        promises(10, 9, 8),
        promises(10, 9, 11),
        "the steps fit into the promise in 3 of 3, against 2 of 3",
        ("For all 3 mapped processes",),
    ),
    Pair(
        "architecture.proposal_fits",
        mapped(*TODAY, proposed(hours=24)),
        mapped(*TODAY, proposed(hours=25)),
        "the proposal has no hand-off where today there is one, and allots 24 hours of 24, or 25",
        ("The only proposed map fits what is promised, and the only hand-off of today is saved.",),
    ),
    Pair(
        "architecture.too_many_hand_offs",
        passing("ABBAABBAABB"),
        passing("BBBAABBAABB"),
        "of 10 connections 5 lead to another function, against 4",
        ("Repairs goes from one function to another 5 times.", "5 of 10 connections"),
    ),
    Pair(
        "architecture.errors_where_complex",
        difficult((5, True), (4, True), (4, False), (3, True), (2, False), (1, False), (1, False)),
        difficult((5, True), (4, False), (4, False), (3, True), (2, False), (1, False), (1, False)),
        "2 of 3 steps from complexity 4 on go wrong, against 1 of 3; of the simpler ones 1 of 4",
        ("At 2 of 3 complex steps", "1 of 4 simpler ones"),
    ),
    Pair(
        "architecture.complex_steps",
        difficult((5, False), (4, False), (3, False), (1, False)),
        difficult((5, False), (3, False), (3, False), (1, False)),
        "2 of 4 steps are of complexity 4 or 5, against 1",
        ("Two of 4 mapped steps are hard to do right.",),
    ),
]

# --- models ----------------------------------------------------------------------------------------------------------------------


def modelled(*models: str) -> Rows:
    return processes(*(key(f"P{n}", model=model) for n, model in enumerate(models)))


MAPPED_HERE = [key("Quoting", model="current", **SALES), key("Repairs", model="current", **ACROSS)]
NOT_MAPPED = [key("Delivery", model="none", **ACROSS), key("Service", model="none", **ACROSS)]

MODELS = [
    Pair(
        "architecture.no_maps",
        modelled("none", "none", "current"),
        modelled("none", "current", "current"),
        "2 of 3 have no map, against 1 of 3",
        ("Two of 3 key processes have none: P0 and P1.",),
    ),
    Pair(
        "architecture.maps_outdated",
        modelled("outdated", "outdated", "current"),
        modelled("outdated", "current", "current"),
        "all 3 have a map; 2 of 3 maps are outdated, against 1 of 3",
        ("Two of 3 maps of key processes are outdated: P0 and P1.",),
    ),
    Pair(
        "architecture.maps_within_functions",
        processes(*MAPPED_HERE, key("Billing", model="current", **SALES), *NOT_MAPPED),
        processes(*MAPPED_HERE, key("Billing", model="current", **ACROSS), *NOT_MAPPED),
        "of three processes with a map 1 crosses functions, against 2; of those that cross them 2 have none",
        ("1 of 3 crosses functions", "2 of 3 have no map: Delivery and Service."),
    ),
    asked("architecture.maps_not_true", "architecture.maps_true", (4, 3, 3, 2, 1), (4, 4, 3, 2, 1), 20),
    Pair(
        "architecture.maps_current",
        modelled("current", "current", "current", "none"),
        modelled("current", "current", "outdated", "none"),
        "3 of 4 have a map; 3 of 3 maps are current, against 2 of 3",
        ("Three of 4 key processes have a map, and all 3 maps show",),
    ),
    asked("architecture.maps_trusted", "architecture.maps_true", (5, 4, 4, 2, 1), (5, 4, 3, 2, 1), 60),
]

# --- conveyor belt ---------------------------------------------------------------------------------------------------------------
STAGED = processes(key("Quoting", category="sell"), key("Delivery"), key("Repairs"))


def flows(*transfers: str, start: str = "Quoting", end: str = "Delivery", days: Sequence[float] = ()) -> list[Row]:
    """Pieces that one process learns and another needs: k captured once, t typed again, l lost."""
    how = {"k": "captured_once", "t": "rekeyed", "l": "lost"}
    return [
        {"from_process_id": start, "to_process_id": end, "item": f"{start} {n}", "transfer": how[transfer],
         "latency_days": days[n] if days else None}
        for n, transfer in enumerate(transfers)
    ]  # fmt: skip


def belt(*pieces: Row) -> Rows:
    return {**STAGED, "information_flow": list(pieces)}


WITHIN_A_STAGE = flows(*"kkk", start="Repairs")

BELT = [
    Pair(
        "architecture.flow_lost",
        belt(*flows(*"llkkk")),
        belt(*flows(*"lkkkk")),
        "2 of 5 pieces are lost, against 1",
        ("Two of 5 pieces of information are lost on the way",),
    ),
    Pair(
        "architecture.flow_typed_again",
        belt(*flows(*"ttkkk")),
        belt(*flows(*"tkkkk")),
        "2 of 5 pieces are typed again, against 1",
        ("Two of 5 pieces of information are typed again",),
    ),
    Pair(
        "architecture.flow_slow",
        belt(*flows(*"kkkkl", days=(6, 5, 4, 0, 9))),
        belt(*flows(*"kkkkl", days=(6, 4, 4, 0, 9))),
        "of the 4 pieces that arrive 2 take five days or more, against 1",
        ("Two of 4 pieces of information that get through take five days or more",),
    ),
    Pair(
        "architecture.flow_first_contact",
        belt(*flows(*"ttlk")),
        belt(*flows(*"ttkk")),
        "3 of 4 pieces learnt when quoting are typed again or lost at delivery, against 2",
        ("Three of 4 pieces of information learnt before the order are",),
    ),
    Pair(
        "architecture.flow_seams",
        belt(*flows(*"ltk"), *WITHIN_A_STAGE),
        belt(*flows(*"lkk"), *WITHIN_A_STAGE),
        "from selling to delivering 2 of 3 pieces break, against 1 of 3; within delivering none",
        ("between stages, 2 of 3 pieces are", "within a stage, none of the 3."),
    ),
    Pair(
        "architecture.flow_hardest_hit",
        belt(*flows(*"ttlk")),
        belt(*flows(*"ttkk")),
        "delivery needs 4 pieces; 3 are typed again or lost, against 2",
        ("Delivery has to find out again", "Three of 4 pieces of information that it needs are"),
    ),
    low("architecture.starts_anew", "architecture.without_seams", (1, 2, 3), better=5),
    asked("architecture.customers_repeat", "architecture.learnt_early", (2, 3, 4, 4, 5), (2, 2, 4, 4, 5), 20),
    low("architecture.gaps_left_to_people", "architecture.technology_at_gaps", (1, 2, 3), better=5),
    low("architecture.grown_not_designed", "architecture.designed_on_purpose", (1, 2, 3), better=5),
    low("architecture.support_left_out", "architecture.support_covered", (1, 2, 3), better=5),
    low("architecture.results_pressed_for", "architecture.way_before_result", (1, 2, 3), better=5),
    asked("architecture.feels_like_a_cog", "architecture.part_of_the_whole", (2, 3, 4, 4, 5), (2, 2, 4, 4, 5), 20),
    Pair(
        "architecture.flow_kept",
        belt(*flows(*"kkkkl")),
        belt(*flows(*"kkktl")),
        "4 of 5 pieces are captured once, against 3",
        ("Four of 5 pieces of information are captured once",),
    ),
]

# --- measures chain --------------------------------------------------------------------------------------------------------------


def part(name: str, of: str = "Repairs", **cells: Any) -> Row:
    return {"process_id": name, "name": name, "category": "deliver", "parent_id": of, **cells}


def metric(process: str, name: str = "Figure", **cells: Any) -> Row:
    return {"metric_id": f"{name} {process}", "name": name, "process_id": process, **cells}


def measured(whole: Rows, *metrics: Row) -> Rows:
    return {**whole, "metrics": list(metrics)}


WHOLE = key("Repairs", objective_hours=24)
THREE_PARTS = processes(WHOLE, *(part(name, objective_hours=8) for name in "ABC"))
PROMISED_RESULTS = processes(*(key(name, result_objective="It works") for name in "ABC"))
PROMISED_HOURS = processes(*(key(name, objective_hours=24) for name in "ABC"))
AIMED: Row = {"target": 95.0}


def chains(*end_to_end: bool) -> Rows:
    """Promises of 24 hours, each with one measured part of 20 hours; the whole is measured from start to end, or not."""
    names = [f"P{n}" for n in range(len(end_to_end))]
    wholes = [key(name, objective_hours=24, measured=told) for name, told in zip(names, end_to_end, strict=True)]
    parts = [part(f"part of {name}", name, objective_hours=20) for name in names]
    return measured(processes(*wholes, *parts), *(metric(row["process_id"], **AIMED) for row in parts))


CHAIN = [
    Pair(
        "metrics.chain_parts_missing",
        processes(WHOLE, part("A", objective_hours=8), part("B"), part("C")),
        processes(WHOLE, part("A", objective_hours=8), part("B", objective_hours=8), part("C")),
        "2 of 3 parts have no objective, against 1",
        ("Two of 3 parts of promised processes have no objective of their own: B (Repairs) and C (Repairs).",),
    ),
    Pair(
        "metrics.chain_over",
        processes(WHOLE, part("A", objective_hours=16), part("B", objective_hours=15)),
        processes(WHOLE, part("A", objective_hours=16), part("B", objective_hours=8)),
        "16 + 15 = 31 hours of 24, or 16 + 8 = 24",
        ("The parts of Repairs", "The promise is 24 hours; its parts may take 31 hours"),
    ),
    Pair(
        "metrics.chain_not_end_to_end",
        chains(False, False, True),
        chains(False, True, True),
        "2 of 3 promised processes are not measured from start to end, against 1",
        ("Two of 3 promised key processes are not measured from start to end: P0 and P1.",),
    ),
    Pair(
        "metrics.chain_result_unmeasured",
        measured(PROMISED_RESULTS, metric("A", "Complaints")),
        measured(PROMISED_RESULTS, metric("A", "Complaints"), metric("B", "Complaints")),
        "2 of 3 promised results have no metric of quality, against 1",
        ("2 of 3 promised results have no metric of quality: B and C.",),
    ),
    Pair(
        "metrics.chain_time_unmeasured",
        measured(PROMISED_HOURS, metric("A", "Lead time")),
        measured(PROMISED_HOURS, metric("A", "Lead time"), metric("B", "Lead time")),
        "2 of 3 promises in hours have no metric of time, against 1",
        ("2 of 3 promises in hours have no metric of time: B and C.",),
    ),
    Pair(
        "metrics.chain_parts_unmeasured",
        measured(THREE_PARTS, metric("A", **AIMED)),
        measured(THREE_PARTS, metric("A", **AIMED), metric("B", **AIMED)),
        "2 of 3 parts with an objective have no metric with a target, against 1",
        ("Two of 3 parts with an objective have no metric with a target: B (Repairs) and C (Repairs).",),
    ),
    Pair(
        "metrics.chain_whole",
        chains(True, True, True),
        chains(True, True, False),
        "20 of 24 hours, part and whole measured, in 3 of 3 promises, against 2 of 3",
        ("For all 3 promises the parts add up",),
    ),
]

# --- late figures, and measures of one kind --------------------------------------------------------------------------------------


def figure(name: str, days: float, *, used: bool) -> Row:
    """A monthly figure; from ten days on, a third of a month, it is late."""
    return {"metric_id": name, "name": name, "frequency": "monthly", "latency_days": days, "used_in_decisions": used}


def figures(late: Sequence[bool], timely: Sequence[bool]) -> Rows:
    """Late and timely figures, each used in a decision or not."""
    return {
        "metrics": [
            *(figure(f"late {n}", 10, used=used) for n, used in enumerate(late)),
            *(figure(f"timely {n}", 2, used=used) for n, used in enumerate(timely)),
        ]
    }


def focused(**kinds: Sequence[str]) -> Rows:
    """Key processes, each with metrics of these kinds."""
    return measured(
        processes(*(key(name) for name in kinds)),
        *(metric(name, f"M{n}", focus=kind) for name, own in kinds.items() for n, kind in enumerate(own)),
    )


BOTH_KINDS = ("process", "outcome")

FIGURES = [
    Pair(
        "metrics.decided_on_late",
        {"metrics": [figure("stock", 10, used=True), figure("sales", 10, used=True), figure("orders", 2, used=True)]},
        {"metrics": [figure("stock", 10, used=True), figure("sales", 2, used=True), figure("orders", 2, used=True)]},
        "2 of 3 figures used in a decision come 10 days after the month, against 1",
        ("Two of 3 figures that were used in a decision come", "stock and sales"),
    ),
    Pair(
        "metrics.late_and_unused",
        figures(late=(True, False, False, False, False), timely=(True, True, True, False, False)),
        figures(late=(True, False, False, False, False), timely=(True, True, False, False, False)),
        "1 of 5 late figures was used; of the timely ones 3 of 5, against 2 of 5",
        ("Of the late figures, 1 of 5 was used", "of those that come in time, 3 of 5."),
    ),
    Pair(
        "metrics.way_only",
        focused(A=("process",), B=("process",), C=("outcome",)),
        focused(A=("process",), B=("outcome",), C=("outcome",)),
        "2 of 3 measured key processes have no measure of the outcome, against 1",
        ("Two of 3 key processes that are measured have no measure of the outcome: A and B.",),
    ),
    Pair(
        "metrics.good_both",
        focused(A=BOTH_KINDS, B=BOTH_KINDS, C=BOTH_KINDS),
        focused(A=BOTH_KINDS, B=BOTH_KINDS, C=("process", "process")),
        "3 of 3 have a measure of both kinds, against 2 of 3",
        ("All 3 key processes have a measure of the process and one of the outcome.",),
    ),
]

PAIRS: list[Pair] = [*LANDSCAPE, *MANAGEMENT, *MAPS, *MODELS, *BELT, *CHAIN, *FIGURES]
