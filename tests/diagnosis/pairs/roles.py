"""Tiny clients for the situations of step 2, and for those of ownership and leadership wherever they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assessment_kit.engagement.model import Survey
from tests.builders import survey
from tests.diagnosis.pairs import Pair, Rows

Row = dict[str, Any]


def process(name: str, **more: Any) -> Row:
    """A key process in which Sales and Logistics work."""
    both = ["Sales", "Logistics"]
    return {"process_id": name.lower(), "name": name, "category": "deliver", "is_key": True, "functions": both, **more}


def role(name: str, level: str = "senior", **more: Any) -> Row:
    return {"role_id": name.lower(), "title": f"Head of {name}", "level": level, "function": name, **more}


def says(subject: str, who: str, letter: str = "A", **more: Any) -> Row:
    """One statement: who is accountable (A), responsible (R) … for what."""
    return {"subject_id": subject, "role_id": who, "assignment": letter, "source": "Job description", **more}


def manages(name: str) -> Row:
    return {"management_process_id": name.lower(), "name": name, "activity": "review"}


def plus(rows: Rows, table: str, *more: Row) -> dict[str, Any]:
    return {**rows, table: [*rows.get(table, ()), *more]}


def but(rows: Rows, table: str, place: int, **changes: Any) -> dict[str, Any]:
    """One row of a table with other cells."""
    found = list(rows[table])
    found[place] = {**found[place], **changes}
    return {**rows, table: found}


def without(rows: Rows, table: str, place: int) -> dict[str, Any]:
    return {**rows, table: [row for i, row in enumerate(rows[table]) if i != place]}


ROLES = [role("Sales"), role("Logistics"), role("Service")]
NAMES = ("Quote", "Order", "Service")
CLIENT: dict[str, Any] = {
    "processes": [process(name) for name in NAMES],
    "roles": ROLES,
    "responsibilities": [says("quote", "sales"), says("order", "logistics"), says("service", "service")],
}
"""Three key processes, three heads, and each head accountable for one of them."""
NO_CLAIM = {**CLIENT, "responsibilities": []}
ONE_PROCESS: dict[str, Any] = {"processes": [process("Order")], "roles": ROLES}


def all_said(**more: Any) -> dict[str, Any]:
    """The client, with the same cell in each of the three statements."""
    return {**CLIENT, "responsibilities": [{**row, **more} for row in CLIENT["responsibilities"]]}


# --- who answers for the key processes --------------------------------------------------------------------------------------

ONE_SILENT = but(CLIENT, "responsibilities", 1, assignment="R")
TWICE = plus(CLIENT, "responsibilities", says("order", "sales"))
SHARED = plus(TWICE, "responsibilities", says("service", "sales"))
PARTS = plus(
    NO_CLAIM,
    "responsibilities",
    *(says(name.lower(), who, activity=what, clarity="clear") for name in NAMES for who, what in (("sales", "plan"), ("logistics", "do"), ("service", "report"))),
)  # fmt: skip
"""Three heads answer for planning, doing and reporting in each process, nobody for the whole of any."""
FIRST_OWNED = plus(PARTS, "responsibilities", says("quote", "sales", clarity="clear"))
ABLE = all_said(executable=True)
HEARD = plus(CLIENT, "responsibilities", says("quote", "logistics", "C"), says("order", "sales", "C"), says("service", "sales", "C"),
             says("service", "logistics", "C"))  # fmt: skip
"""In each process both functions are accountable or consulted."""
ONE_HEARD = without(HEARD, "responsibilities", 6)

MATRIX = [
    Pair("roles.void", ONE_SILENT, CLIENT, "1 of 3 against 0 of 3: in Order nobody is accountable, two functions work",
         ("whole of Order.", "In 1 of 3 key processes, several", "Two of 3 key processes have a single owner.")),
    Pair("roles.void", ONE_SILENT, but(ONE_SILENT, "processes", 1, functions=["Logistics"]), "Order is the work of one function",
         ("In 1 of 3 key processes",)),
    Pair("roles.void", plus(ONE_PROCESS, "responsibilities", says("order", "sales", "R")),
         plus(ONE_PROCESS, "responsibilities", says("order", "sales", "A")), "the only process, 1 of 1 against 0 of 1",
         ("In the only key process, several", "Not one key process has a single owner.")),
    Pair("roles.no_single_owner", SHARED, TWICE, "2 of 3 have two accountable roles, against 1 of 3",
         ("Two of 3 key processes lack one: several roles are named for both.",)),
    Pair("roles.no_single_owner", but(SHARED, "responsibilities", 4, source="Handbook"), TWICE, "Service: two papers, two roles",
         ("several roles are named for one and the papers disagree on one.",)),
    Pair("roles.clear_without_process", FIRST_OWNED, plus(FIRST_OWNED, "responsibilities", says("order", "sales", clarity="clear")),
         "1 of 3 has an owner of the whole, against 2 of 3; all 10 statements are sound, all 3 roles have some",
         ("All 10 responsibilities are sound", "all 3 roles have", "behind 1 of 3 key processes.")),
    Pair("roles.clear_without_process", PARTS, plus(PARTS, "responsibilities", says("quote", "service", activity="plan", clarity="clear")),
         "two plan Quote: 8 of 10 are sound still, but 1 of 3 processes overlaps, so there is something to mend",
         ("behind none of the 3 key processes",)),
    Pair("roles.owners_unable", but(ABLE, "responsibilities", 1, executable=False), ABLE, "1 of 3 owners cannot act, against none",
         ("Owned in name only: Order.", "in 1 of 3 key processes that have one.")),
    Pair("roles.parts_missing", without(without(ONE_HEARD, "responsibilities", 5), "responsibilities", 4),
         without(ONE_HEARD, "responsibilities", 5), "both functions are heard in 1 of 3 processes, against 2 of 3",
         ("In 1 of 3 key processes that run through several functions",)),
    Pair("roles.owned", CLIENT, ONE_SILENT, "3 of 3 have one owner, against 2 of 3", ("all 3 key processes.",)),
]  # fmt: skip

# --- which want an owner first ---------------------------------------------------------------------------------------------

PRESSING = {**ONE_SILENT, "processes": [process(name, revenue_importance=4, performance_problem=4) for name in NAMES]}
CLAIMED = plus(CLIENT, "responsibilities", says("quote", "logistics"), says("order", "sales"), says("service", "sales"))
"""Two heads claim each process with equal right."""
ONE_RIVALRY = plus(CLAIMED, "responsibilities", says("order", "logistics", "R"), says("service", "service", "R"))
"""Two of the three stand out in Order and in Service: they do the work as well."""
UNSEEN = plus(ONE_PROCESS, "responsibilities", says("order", "sales", "R", activity="manage"))
UNSEEN_OF_TWO = plus({**UNSEEN, "processes": [process("Order"), process("Quote")]}, "responsibilities", says("quote", "sales", "R", activity="do"))  # fmt: skip

PRIORITIES = [
    Pair("roles.urgent_unowned", PRESSING, but(PRESSING, "processes", 1, performance_problem=3), "Order: 4 and 4 without owner, against 4 and 3",
         ("First in line for an owner: Order.", "One of 3 rated key processes is important")),
    Pair("roles.urgent_unowned", PRESSING, but(PRESSING, "responsibilities", 1, assignment="A"), "Order has an owner",
         ("One of 3 rated key processes",)),
    Pair("roles.rival_candidates", ONE_RIVALRY, plus(ONE_RIVALRY, "responsibilities", says("quote", "sales", "R")),
         "in 1 of 3 two heads are named once each; against 0 of 3, where the head of Sales also does the work",
         ("In 1 of 3 key processes without one owner", "Quote.")),
    Pair("roles.natural_owners", ONE_RIVALRY, without(ONE_RIVALRY, "responsibilities", 7), "one stands out in 2 of 3, against 1 of 3",
         ("In 2 of 3 such processes",)),
    Pair("roles.unseen_owners", UNSEEN, but(UNSEEN, "responsibilities", 0, in_job_description=True),
         "the head of Sales manages Order unnamed; against one whose job it is", ("in the only key process without one owner: Head of Sales for Order.",)),
    Pair("roles.unseen_owners", UNSEEN_OF_TWO, but(UNSEEN_OF_TWO, "responsibilities", 0, activity="plan"),
         "managing is the work of an owner, planning alone is not: 1 of 2 against 0 of 2", ("in 1 of 2 key processes without one owner",)),
]  # fmt: skip

# --- the activities of managing, and how well roles are defined --------------------------------------------------------------

MANAGED: dict[str, Any] = {
    "roles": ROLES,
    "management_processes": [manages(name) for name in ("Budget", "Review", "Forecast", "Bonus", "Staffing")],
    "responsibilities": [says(name, "sales") for name in ("budget", "review", "forecast", "bonus", "staffing")],
}
FOUR_MANAGED = without(MANAGED, "responsibilities", 4)
LOOSE = but(all_said(clarity="vague"), "responsibilities", 0, clarity="clear")
BARE = but(all_said(clarity="undefined"), "responsibilities", 0, clarity="clear")
STUCK = but(all_said(executable=False), "responsibilities", 0, executable=True)
EXTRA = but(all_said(in_job_description=False), "responsibilities", 0, in_job_description=True)
ONE_DESCRIBED = without(ONE_SILENT, "responsibilities", 2)
CLEAR = plus(
    all_said(clarity="clear"),
    "responsibilities",
    *(says(i, "sales", "R", clarity="clear") for i in ("order", "service")),
)
MANY_CLEAR = plus(CLEAR, "responsibilities", *(says(i, "sales", "R", clarity="clear") for i in ("quote",) * 6))
SOUND = but(CLEAR, "responsibilities", 4, clarity="vague")

DEFECTS = [
    Pair("roles.managing_void", FOUR_MANAGED, MANAGED, "nobody is accountable for 1 of 5 management processes, against none",
         ("For 1 of 5 management processes", "Staffing.")),
    Pair("roles.managing_owned", MANAGED, FOUR_MANAGED, "5 of 5 have one role; against 4 of 5, but 1 of 5 has nobody",
         ("All 5 management processes have",)),
    Pair("roles.poorly_defined", LOOSE, but(LOOSE, "responsibilities", 1, clarity="clear"), "2 of 3 are vague, against 1 of 3",
         ("Two of 3 responsibilities are", "Head of Logistics for Order and Head of Service for Service.")),
    Pair("roles.undefined", BARE, but(BARE, "responsibilities", 1, clarity="clear"), "2 of 3 are undefined, against 1 of 3",
         ("For 2 of 3 responsibilities",)),
    Pair("roles.roles_undefined", BARE, but(BARE, "responsibilities", 1, clarity="clear"),
         "1 of 3 roles has a defined responsibility, against 2 of 3", ("One of 3 roles has at least",)),
    Pair("roles.overlapping", TWICE, CLIENT, "1 of 3 processes has two accountable roles in one paper, against none",
         ("for the same: Order.", "In 1 of 3 processes")),
    Pair("roles.contradictory", but(TWICE, "responsibilities", 3, source="Handbook"), TWICE,
         "Order: job descriptions name one head and the handbook another; against both in the job descriptions",
         ("For 1 of 3 processes", "Order.")),
    Pair("roles.hard_to_execute", STUCK, but(STUCK, "responsibilities", 1, executable=True), "2 of 3 cannot be carried out, against 1 of 3",
         ("For 2 of 3 responsibilities",)),
    Pair("roles.gaps", ONE_SILENT, CLIENT, "nobody is accountable for 1 of 3 processes, against none", ("That is so for 1 of 3 processes", "Order.")),
    Pair("roles.outside_job_description", EXTRA, but(EXTRA, "responsibilities", 1, in_job_description=True),
         "2 of 3 are outside the job description, against 1", ("Two of 3 accountabilities are in no job description",)),
    Pair("roles.sound", SOUND, but(SOUND, "responsibilities", 3, clarity="vague"), "4 of 5 are sound, against 3 of 5",
         ("4 of 5 responsibilities",)),
    Pair("roles.sound", CLEAR, without(CLEAR, "responsibilities", 4), "5 of 5 are known and sound; 4 of 4 are too few to say so",
         ("all 5 responsibilities",)),
    Pair("roles.sound", MANY_CLEAR, plus(MANY_CLEAR, "responsibilities", says("order", "sales", clarity="clear")),
         "11 of 11 are sound; against 10 of 12, but two heads are accountable for Order", ("all 11 responsibilities",)),
]  # fmt: skip

# --- load, and the line ------------------------------------------------------------------------------------------------------

LOADED = plus(MANAGED, "responsibilities", says("staffing", "logistics"), says("staffing", "service"))
FOUR_LOADED = without(LOADED, "responsibilities", 4)


def line(*pairs: tuple[str, str | None], **levels: str) -> Rows:
    """Roles by who reports to whom; senior managers unless said otherwise."""
    return {"roles": [role(name, levels.get(name, "senior"), reports_to=above) for name, above in pairs]}


CHAIN = (("A", None), ("B", "a"), ("C", "b"), ("D", "c"), ("E", "d"), ("F", "e"))
BROAD = (*CHAIN, ("G", "a"), ("H", "b"))
STAR = (("A", None), ("B", "a"), ("C", "a"), ("D", "a"), ("E", None))

LINE = [
    Pair("roles.overloaded", FOUR_LOADED, without(FOUR_LOADED, "responsibilities", 3),
         "Sales has 4 of 6, the two others 1 each (median 1, so 4 is twice it and more); against 3",
         ("Overloaded with accountability: Head of Sales.", "4 of 6 accountabilities", "any is 1.")),
    Pair("roles.unassigned", without(ONE_DESCRIBED, "responsibilities", 1), ONE_DESCRIBED, "2 of 3 roles stand in no paper, against 1 of 3",
         ("Two of 3 roles are named nowhere: Head of Logistics and Head of Service.",)),
    Pair("roles.many_layers", line(*CHAIN), line(*CHAIN[:5], ("F", "d")), "a line of 6, against 5 where the last two report to one",
         ("6 layers", "direct reports is 1.")),
    Pair("roles.single_reports", line(*BROAD, ("I", "b")), line(*BROAD, ("I", "c")), "3 of 5 heads lead one role, against 2 of 5",
         ("Three of 5 heads have",)),
    Pair("roles.upside_down", line(("A", None), ("B", "a"), A="middle"), line(("A", None), ("B", "a"), A="senior"),
         "a senior manager reports to a middle one, against to a senior one",
         ("upside down at Head of B.", "The only role with a superior on the list reports to a lower level")),
    Pair("roles.upside_down", line(*STAR, B="front_line", C="executive"), line(*STAR, B="front_line", C="middle"), "1 of 3 against none",
         ("One of 3 roles with a superior on the list reports",)),
    Pair("roles.unattached", line(*STAR), line(*STAR[:4], ("E", "a")), "1 of 5 stands alone, against none",
         ("Outside the line of reporting: Head of E.", "For 1 of 5 roles")),
    Pair("roles.unattached", line(*STAR), line(*STAR[:3], ("D", None), ("E", None)), "2 of 5 alone: the list is incomplete, not the line",
         ("For 1 of 5 roles",)),
]  # fmt: skip

# --- what people say in interviews ------------------------------------------------------------------------------------------


def asked(scores: Mapping[str, Sequence[int | None]]) -> Rows:
    """Interviews with these scores per item."""
    return {
        "interviews": [
            {"interview": f"i{i}", "item_id": item, "score": score}
            for item, given in scores.items()
            for i, score in enumerate(given)
        ]
    }


LOW = {
    "roles.leaders_stay_away": "roles.leads_redesign", "roles.outcome_lost": "roles.outcome_ownership",
    "roles.not_delegated": "roles.delegation", "roles.few_for_a_crisis": "roles.crisis", "roles.narrow_search": "roles.wider_search",
    "ownership.no_practice": "ownership.practise_deciding", "ownership.crisis_with_strings": "ownership.crisis_received",
    "ownership.nobody_asked": "ownership.general_managers", "ownership.unsettled_between_two": "ownership.settled_between",
    "ownership.top_does_not_notice": "ownership.noticed", "leadership.lessons_not_drawn": "leadership.tried_before",
    "leadership.not_ready": "leadership.ready", "leadership.nobody_asks_after": "leadership.asked_after",
    "leadership.blind_between_functions": "leadership.four_places", "leadership.no_shared_priority": "leadership.first_to_own",
    "leadership.customers_absent": "leadership.customers_in_design", "leadership.set_up_once": "leadership.keeps_adjusting",
}  # fmt: skip
"""Situation → the item whose low score in three interviews or more makes it."""
PRACTISED, WANTED = "ownership.practise_deciding", "ownership.general_managers"
FAR, NEAR = "practices.planning_together", "practices.tactical_planning"
GROWN = {PRACTISED: (4, 4, 3), WANTED: (4, 3, 4)}
APART = {FAR: (2, 2, 3), NEAR: (1, 2, 3)}

INTERVIEWS = [
    *(Pair(name, asked({item: (2, 3, 2, 3)}), asked({item: (2, 3, 2, 4)}), "10 of 4 interviews is 2.5, against 11, 2.75",
           ("In 4 interviews, ", "scores 2.5 of 5.")) for name, item in LOW.items()),
    *(Pair(name, asked({item: (1, 1, 1)}), asked({item: (1, 1, None)}), "three interviews, against two: too few to say so",
           ("In 3 interviews, ", "scores 1 of 5.")) for name, item in LOW.items()),
    Pair("leadership.ready_to_mend", asked({"leadership.ready": (3, 4, 3, 4)}), asked({"leadership.ready": (3, 4, 3, 3)}),
         "14 of 4 is 3.5, against 13, 3.25", ("In 4 interviews, ", "scores 3.5 of 5.")),
    Pair("ownership.owners_grow", asked(GROWN), asked({**GROWN, PRACTISED: (3, 4, 3)}), "11 of 3 is 3.7, against 10, 3.3",
         ("In 3 interviews, practice in deciding scores 3.7 of 5; in 3, ", "scores 3.7.")),
    Pair("ownership.owners_grow", asked(GROWN), asked({**GROWN, WANTED: (4, 3, 3)}), "11 of 3, against 10", ("scores 3.7.",)),
    Pair("leadership.planned_apart", asked(APART), asked({**APART, FAR: (2, 2, 4)}), "7 of 3 is 2.3, against 8, 2.7",
         ("In 3 interviews, planning the future together scores 2.3 of 5; in 3, ", "together scores 2.")),
    Pair("leadership.planned_apart", asked(APART), asked({**APART, NEAR: (1, 2, 5)}), "6 of 3 is 2, against 8, 2.7",
         ("scores 2.3 of 5",)),
]  # fmt: skip

# --- what people say in the survey ------------------------------------------------------------------------------------------


def answered(agree: Mapping[str, tuple[int, int]], top: int, front: int) -> Survey:
    """How many of the executives and of the front line agree with each statement; the rest disagree."""
    scores = {
        item: [5] * above + [1] * (top - above) + [5] * below + [1] * (front - below) for item, (above, below) in agree.items()
    }  # fmt: skip
    return survey(scores, ["executive"] * top + ["front_line"] * front)


def told(item: str, agree: int, of: int) -> Rows:
    return {"survey": survey({item: [4] * agree + [2] * (of - agree)})}


def levels(agree: Mapping[str, tuple[int, int]], top: int, front: int) -> Rows:
    return {"survey": answered(agree, top, front)}


KNOWS, MAY = "roles.who_answers", "roles.permission"
STATED = ("roles.written", "roles.activities", "roles.authority", "roles.step_up", "roles.delegation", "roles.plans_the_process", "roles.unseen_owner",
          "roles.who_answers", "roles.permission", "roles.outcome_ownership")  # fmt: skip
"""Ten statements with which it is better to agree."""
APART_ON_ONE = dict.fromkeys(STATED[:6], (5, 5)) | {STATED[6]: (10, 0)}
ALIKE_ON_EIGHT = dict.fromkeys(STATED[:8], (20, 20)) | {STATED[8]: (0, 40)}

SURVEY = [
    Pair("roles.people_do_not_know", told(KNOWS, 2, 5), told(KNOWS, 3, 5), "2 of 5 say that they know, against 3 of 5", ("40% of those",)),
    Pair("roles.people_know", told(KNOWS, 4, 5), told(KNOWS, 3, 5), "4 of 5, against 3 of 5", ("80% of those",)),
    Pair("roles.waiting", told(MAY, 2, 5), told(MAY, 3, 5), "2 of 5 say that they may, against 3 of 5", ("40% of those",)),
    Pair("roles.free_to_lead", told(MAY, 4, 5), told(MAY, 3, 5), "4 of 5, against 3 of 5", ("80% of those",)),
    Pair("roles.clarity_gap", levels({KNOWS: (5, 4)}, 5, 10), levels({KNOWS: (5, 5)}, 5, 10),
         "all 5 executives know and 4 of 10 in the line: 60 points, 8 at least; against 5 of 10, 50 points that may be none",
         ("60 points",)),
    Pair("leadership.two_views", levels({**APART_ON_ONE, STATED[7]: (10, 5)}, 10, 10), levels({**APART_ON_ONE, STATED[7]: (10, 6)}, 10, 10),
         "clear on 2 of 8 (p = 0.0098 on the second, times 8 over 2 is below 0.05), against on 1 of 8 (p = 0.025)",
         ("On 2 of 8 statements", "100 points")),
    Pair("leadership.one_view", levels({**ALIKE_ON_EIGHT, STATED[9]: (20, 23)}, 40, 40), levels({**ALIKE_ON_EIGHT, STATED[9]: (20, 24)}, 40, 40),
         "alike on 9 of 10 (on the ninth −8 points, −28 at the lower end), against on 8 of 10 (−10, −31 at the lower end)",
         ("On 9 of 10 statements",)),
]  # fmt: skip

# --- earlier attempts ---------------------------------------------------------------------------------------------------------


def tried(*elements: str | None) -> Rows:
    return {
        "failures": [{"attempt": f"Office {i}", "year": 2010 + i, "element": name} for i, name in enumerate(elements)]
    }


ATTEMPTS = [
    Pair("leadership.same_cause", tried("E5", "E5", "E3"), tried("E5", "E1", "E3"), "2 of 3 failed on roles, against three causes",
         ("same point: roles.", "It ended 2 of 3 attempts")),
    Pair("leadership.same_cause", tried("E5", "E5"), tried("E5", None), "both failed on roles, against one of which it is known",
         ("It ended both attempts",)),
    Pair("leadership.tried_and_failed", tried("E5", "E3"), tried("E5", "E5"), "two causes, against one and the same, which says more",
         ("On record: Office 0 (2010) and Office 1 (2011).",)),
    Pair("leadership.tried_and_failed", tried(None, None, "E5"), tried("E5", None, "E5"), "one cause is known, against the same twice",
         ("Office 0 (2010), Office 1 (2011) and Office 2 (2012).",)),
]  # fmt: skip

PAIRS: list[Pair] = [*MATRIX, *PRIORITIES, *DEFECTS, *LINE, *INTERVIEWS, *SURVEY, *ATTEMPTS]
