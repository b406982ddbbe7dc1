"""Tiny clients for the situations of managing together."""

from __future__ import annotations

from typing import Any

from tests.builders import survey
from tests.diagnosis.pairs import Pair

Row = dict[str, Any]

ROLES = [
    {"role_id": "ceo", "title": "Chief executive", "level": "executive", "function": "Management"},
    {"role_id": "sales", "title": "Head of Sales", "level": "executive", "function": "Sales"},
    {"role_id": "plant", "title": "Plant manager", "level": "senior", "function": "Production"},
    {"role_id": "line", "title": "Line leader", "level": "middle", "function": "Production"},
]
TOP, PLANT, ALL = ("ceo", "sales"), ("plant", "line"), ("ceo", "sales", "plant", "line")
YEAR = ("strategy", "quarterly_review", "monthly_review", "performance_review")
"""One meeting for each of the four parts of a management year."""


def meeting(name: str, **cells: Any) -> Row:
    return {"meeting_id": name, "name": name.capitalize(), **cells}


def meetings(*rows: Row, **same: Any) -> dict[str, Any]:
    """A client with these meetings and with ROLES; `same` is in every row that does not say otherwise."""
    return {
        "meetings": [meeting(f"meeting {k}", **{**same, **row}) for k, row in enumerate(rows, start=1)],
        "roles": ROLES,
    }


def sitting(**cells: Any) -> Row:
    """A meeting of an hour a month of two people: 24 hours a year."""
    return {"frequency": "monthly", "minutes": 60.0, "attendees": TOP, **cells}


def review(**cells: Any) -> Row:
    """A sound monthly review of the two executives across functions."""
    return {"purpose": "monthly_review", "stated_purpose": "Review results", "frequency": "monthly", "attendees": TOP,
            "agenda": "standing", "topics": ("Results",), "decisions_recorded": True, **cells}  # fmt: skip


def told(item: str, *scores: float) -> dict[str, Any]:
    """A client of which nothing is known but these scores of one item, one interview each."""
    return {
        "interviews": [{"interview": f"i{k}", "item_id": f"practices.{item}", "score": s} for k, s in enumerate(scores)]
    }


def asked(**scores: tuple[float, ...]) -> dict[str, Any]:
    """As `told`, for several items."""
    return {"interviews": [row for item, given in scores.items() for row in told(item, *given)["interviews"]]}


def said(situation: str, item: str, words: str) -> Pair:
    """Three interviews: 2, 2 and 3 are 2.33 on average, at most 2.5; 2, 2 and 4 are 2.67."""
    return Pair(
        f"practices.{situation}", told(item, 2, 2, 3), told(item, 2, 2, 4),
        because="a mean of 7 / 3 = 2.33 against 8 / 3 = 2.67; weak is at most 2.5", says=(words, "2.3 of 5"),
    )  # fmt: skip


def said_by_five(situation: str, item: str) -> list[Pair]:
    """What is serious takes five answers, and an interval that ends at 3 or below."""
    name, four_twos = f"practices.{situation}", (2, 2, 2, 2)
    return [
        Pair(name, told(item, *four_twos, 3), told(item, *four_twos, 5),
             because="2.2, of which 95% of samples stay below 2.76; against 2.6", says=("scores 2.2 of 5 over 5 answers",)),
        Pair(name, told(item, *four_twos, 2), told(item, *four_twos), because="five answers against four"),
        Pair(name, told(item, *four_twos, 3), told(item, *four_twos, 4),
             because="2.4 is weak, but its interval ends at 2.4 + 2.776 × 0.4 = 3.51"),
    ]  # fmt: skip


CALENDAR = [
    Pair(
        "practices.process_off_agenda",
        meetings(sitting(process_performance_on_agenda=True, frequency="quarterly"), *[sitting(process_performance_on_agenda=False)] * 3),
        meetings(sitting(process_performance_on_agenda=True, frequency="monthly"), *[sitting(process_performance_on_agenda=False)] * 3),
        because="8 of 8 + 3 × 24 = 80 hours are 10%; 24 of 96 are 25%",
        says=("take 8 of 80 hours a year", "(10%)"),
    ),
    Pair(
        "practices.process_off_agenda",
        meetings(*[sitting(process_performance_on_agenda=False)] * 3),
        meetings(sitting(process_performance_on_agenda=True), *[sitting(process_performance_on_agenda=False)] * 2),
        because="none of 72 hours; 24 of 72 are 33%",
        says=("take none of the 72 hours a year", "(0%)"),
    ),
    Pair(
        "practices.process_off_agenda_counted",
        meetings({"process_performance_on_agenda": True}, *[{"process_performance_on_agenda": False}] * 5),
        meetings({"process_performance_on_agenda": True}, *[{"process_performance_on_agenda": False}] * 4),
        because="without hours, 1 of 6 meetings is 17%, 1 of 5 is 20%",
        says=("One of 6 meetings looks at",),
    ),
    Pair(
        "practices.plan_once_a_year",
        meetings(review(purpose="strategy", frequency="each September", topics=()), *[review()] * 3),
        meetings(review(purpose="strategy", frequency="each September", topics=()), *[review()] * 2,
                 review(topics=("Progress on the annual plan",))),
        because="the plan in 1 month and in 0 of 3 reviews; with the monthly review in 12 months and 1 of 3",
        says=("in 1 of 12 months", "in none of the 3 monthly and quarterly reviews"),
    ),
    Pair(
        "practices.plan_once_a_year",
        meetings(review(purpose="strategy", frequency="each September", topics=()), *[review()] * 3),
        meetings(review(purpose="information", frequency="each September"), *[review()] * 3),
        because="a plan that is made, against none on record: what is never made cannot leave the agendas",
    ),
    Pair(
        "practices.joint_work_missing",
        meetings(*[{"purpose": p} for p in ("strategy", "budget", "goals", "monthly_review")]),
        meetings(*[{"purpose": p} for p in ("strategy", "budget", "goals", "monthly_review", "unexpected")]),
        because="4 of 5 kinds of joint work have a meeting, against all 5",
        says=("Four of 5 kinds of joint work have a meeting", "Missing: dealing with the unexpected."),
    ),
    Pair(
        "practices.joint_work_missing",
        meetings(*[{"purpose": p} for p in ("strategy", "budget", "goals", "monthly_review")]),
        meetings(*[{"purpose": p} for p in ("strategy", "budget", "goals")]),
        because="three meetings are too short a list to miss anything on it",
    ),
    Pair(
        "practices.no_year_rhythm",
        meetings(*[{"purpose": p, "frequency": "yearly"} for p in ("strategy", "budget", "goals")], {"purpose": "monthly_review", "frequency": "monthly"}),
        meetings(*[{"purpose": p, "frequency": "yearly"} for p in ("strategy", "budget", "performance_review")],
                 {"purpose": "monthly_review", "frequency": "monthly"}),
        because="planning and monthly reviews are 2 of 4 parts of the year; with appraisals 3",
        says=("Two of 4 parts of a management year are on the list", "Missing: quarterly reviews and a period for appraisals."),
    ),
    Pair(
        "practices.barely_meeting",
        meetings(*[{"frequency": "on demand"}] * 2, *[{"frequency": "monthly"}] * 2),
        meetings(*[{"frequency": "on demand"}], *[{"frequency": "monthly"}] * 3),
        because="2 of 4 meetings in a rhythm, against 3",
        says=("Two of 4 meetings come round",),
    ),
    Pair(
        "practices.year_in_rhythm",
        meetings(*[{"purpose": p, "frequency": "yearly"} for p in YEAR]),
        meetings(*[{"purpose": p, "frequency": "yearly"} for p in YEAR[:3]], {"purpose": YEAR[3], "frequency": "on demand"}),
        because="all 4 parts of the year in a rhythm, against 3",
        says=("all 4 meetings come round",),
    ),
    Pair(
        "practices.processes_on_agendas",
        meetings(*[{"process_performance_on_agenda": on} for on in (True, True, False, False)]),
        meetings(*[{"process_performance_on_agenda": on} for on in (True, False, False, False)]),
        because="2 of 4 meetings look at a process, against 1",
        says=("Two of 4 meetings look at",),
    ),
    Pair(
        "practices.processes_on_agendas",
        meetings(*[sitting(process_performance_on_agenda=on) for on in (True, True, False, False)]),
        meetings(*[sitting(process_performance_on_agenda=on) for on in (True, True, False)], sitting(process_performance_on_agenda=False, minutes=600.0)),
        because="48 of 96 hours, against 48 of 312 = 15%: two short meetings beside one long one",
    ),
]  # fmt: skip

HOURS = [
    Pair(
        "practices.too_many",
        meetings({"frequency": "weekly", "minutes": 426.0, "attendees": ("plant", "line", "sales")}),
        meetings({"frequency": "weekly", "minutes": 424.0, "attendees": ("plant", "line", "sales")}),
        because="426 minutes a week are 369 hours a year, 424 are 367; a fifth of 1,840 is 368",
        says=("All 3 managers spend a day a week", "Plant manager, Line leader and Head of Sales"),
    ),
    Pair(
        "practices.too_many",
        meetings({"frequency": "weekly", "minutes": 60.0, "attendees": ("plant", "line", "sales")}, {"frequency": "weekly", "minutes": 366.0, "attendees": ("plant",)}),
        meetings({"frequency": "weekly", "minutes": 60.0, "attendees": ("plant", "line", "sales")}, {"frequency": "weekly", "minutes": 364.0, "attendees": ("plant",)}),
        because="the plant manager's 426 minutes a week, against 424",
        says=("Meetings weigh most on Plant manager.", "One of 3 managers spends a day a week"),
    ),
    said("too_many_said", "meeting_load", "over 3 answers"),
]  # fmt: skip

SOUND = review(process_performance_on_agenda=False)
QUALITY = [
    Pair(
        "practices.all_well",
        meetings(SOUND, SOUND, {**SOUND, "purpose": "information"}, {**SOUND, "agenda": "none"}),
        meetings(SOUND, {**SOUND, "agenda": "none"}, {**SOUND, "purpose": "information"}, {**SOUND, "agenda": "none"}),
        because="3 of 4 meetings are sound, against 2 of 4",
        says=("Three of 4 meetings have a purpose, an agenda", "Meeting 1 and Meeting 2 could take up a process"),
    ),
    Pair(
        "practices.all_well",
        meetings(SOUND, *[{**SOUND, "purpose": "information"}] * 3),
        meetings(*[{**SOUND, "purpose": "information"}] * 4),
        because="one sound review across functions, against none",
        says=("All 4 meetings have", "Meeting 1 could take up"),
    ),
    Pair(
        "practices.ill_defined",
        meetings(*[{"stated_purpose": "Decide", "agenda": "standing"}] * 3, *[{"stated_purpose": "Decide", "agenda": "none"}] * 2),
        meetings(*[{"stated_purpose": "Decide", "agenda": "standing"}] * 4, {"stated_purpose": "Decide", "agenda": "none"}),
        because="2 of 5 meetings without an agenda, against 1: one is no pattern",
        says=("Two of 5 meetings lack", "Meeting 4 and Meeting 5"),
    ),
    Pair(
        "practices.doubtful_value",
        meetings(*[{"value": v} for v in (2, 2, 3, 4)]),
        meetings(*[{"value": v} for v in (2, 3, 3, 4)]),
        because="2 of 4 meetings rated 1 or 2, against 1",
        says=("Two of 4 meetings are rated 1 or 2 of 5: Meeting 1 and Meeting 2",),
    ),
    said("doubtful_value_said", "meeting_value", "over 3 answers"),
    Pair(
        "practices.decisions_lost",
        meetings(*[{"decisions_recorded": kept} for kept in (False, False, True, True)]),
        meetings(*[{"decisions_recorded": kept} for kept in (False, True, True, True)]),
        because="2 of 4 meetings without a record are 50%, 1 is 25%",
        says=("That is so in 2 of 4 meetings: Meeting 1 and Meeting 2",),
    ),
    said("decisions_not_done", "decisions_carried_out", "over 3 answers"),
    said("decision_rights_unclear", "who_decides", "In 3 interviews"),
    said("slow_response", "response_to_issues", "In 3 interviews"),
    said("appraisal_apart", "performance_review", "In 3 interviews"),
    Pair(
        "practices.sound_meetings",
        meetings(*[SOUND] * 3, {**SOUND, "decisions_recorded": False}),
        meetings(*[SOUND] * 3, {**SOUND, "decisions_recorded": False}, {**SOUND, "decisions_recorded": False}),
        because="3 of 4 sound meetings are 75%, 3 of 5 are 60%",
        says=("Three of 4 meetings have a purpose",),
    ),
    Pair(
        "practices.decisions_kept",
        meetings(*[{"decisions_recorded": kept} for kept in (False, True, True, True)]),
        meetings(*[{"decisions_recorded": kept} for kept in (False, False, True, True)]),
        because="3 of 4 meetings, 75%, against 2 of 4",
        says=("That is so in 3 of 4 meetings",),
    ),
]  # fmt: skip

WEEKLY: Row = {
    "purpose": "weekly_steering",
    "frequency": "weekly",
    "attendees": ALL,
    "topics": ("Late orders", "Missing parts"),
}
OVERLAPS = [
    Pair(
        "practices.overlapping_meetings",
        meetings(WEEKLY, {**WEEKLY, "topics": ("Late order", "Missing parts", "Carriers")}),
        meetings(WEEKLY, {**WEEKLY, "topics": ("Late order", "Export", "Carriers")}),
        because="both topics of the shorter agenda in common, against 1 of 2",
        says=("Both meetings bring much the same people", "Meeting 1 with Meeting 2"),
    ),
    Pair(
        "practices.possible_overlaps",
        meetings(WEEKLY, {**WEEKLY, "topics": ()}),
        meetings(WEEKLY, {**WEEKLY, "topics": (), "frequency": "monthly"}),
        because="one purpose and one rhythm, agenda not on record; in another rhythm it is other work",
        says=("Meeting 1 with Meeting 2", "is not on record"),
    ),
]

CASCADE = [
    Pair(
        "practices.no_alignment_conversation",
        meetings(review(agenda="ad_hoc"), *[WEEKLY] * 3),
        meetings(review(agenda="standing"), *[WEEKLY] * 3),
        because="a review of both executives, without and with a standing agenda",
        says=("No meeting on the list brings",),
    ),
    Pair(
        "practices.no_alignment_conversation",
        meetings(review(agenda="ad_hoc"), *[WEEKLY] * 3),
        meetings(review(agenda="ad_hoc"), *[WEEKLY] * 2),
        because="three meetings are too short a list to miss one on it",
    ),
    Pair(
        "practices.alignment_rare",
        meetings(review(frequency="quarterly")),
        meetings(review(frequency="monthly")),
        because="4 times a year, against 12",
        says=("takes place only 4 times a year",),
    ),
    Pair(
        "practices.alignment_rare",
        meetings(review(frequency="yearly")),
        meetings(review(frequency="10 times a year")),
        because="once a year, against 10 times: a month or two may fall to holidays",
        says=("takes place only once a year",),
    ),
    Pair(
        "practices.alignment_without_plan",
        meetings(review(topics=("Results",))),
        meetings(review(topics=("Results", "Annual plan"))),
        because="the one conversation of the executives, without and with the plan among its topics",
        says=("They meet across functions in Meeting 1, and the plan is not",),
    ),
    *said_by_five("functions_diverge", "alignment_talk"),
    said("trade_offs_apart", "trade_offs", "In 3 interviews"),
    Pair(
        "practices.cascade_breaks",
        meetings(review(), {**WEEKLY, "attendees": PLANT}),
        meetings(review(), {**WEEKLY, "attendees": (*PLANT, "sales")}),
        because="nobody sits in reviews of executives and of seniors; then the head of Sales does",
        says=("It breaks below the executives: nobody",),
    ),
    said("cascade_said", "cascade", "In 3 interviews"),
    Pair(
        "practices.outside_reviews",
        meetings(review(), {"purpose": "information", "attendees": PLANT}),
        meetings(review(attendees=(*TOP, "plant")), {"purpose": "information", "attendees": PLANT}),
        because="2 of 4 managers sit in a review, against 3",
        says=("Two of 4 managers who sit in meetings sit in no review",),
    ),
    Pair(
        "practices.reviews_at_every_level",
        meetings(review(attendees=(*TOP, "plant")), {**WEEKLY, "attendees": PLANT}),
        meetings(review(attendees=(*TOP, "plant")), {**WEEKLY, "attendees": PLANT, "purpose": "information"}),
        because="the line leader sits in a review with the plant manager; then in none, and the chain breaks below the seniors",
        says=("All 4 managers on the list of meetings sit in a review",),
    ),
    Pair(
        "practices.executives_aligned",
        meetings(review(topics=("Results", "Annual plan"))),
        meetings(review(topics=("Results", "Annual plan"), frequency="quarterly")),
        because="12 times a year with the plan on the agenda, against 4",
        says=("12 times a year with the plan on the agenda, in Meeting 1",),
    ),
    Pair(
        "practices.executives_aligned",
        meetings(review(topics=("Results", "Annual plan")), review(frequency="quarterly")),
        meetings(review(topics=("Results",)), review(frequency="quarterly")),
        because="one of two conversations looks at the plan, monthly; then neither",
    ),
]

WEAK, FAIR, GOOD = (2, 2, 2), (3, 3, 3), (4, 4, 4)
SIX = ("meeting_skill", "diagnosis", "criteria", "conclusions", "discussion", "own_unit")
SKILLS = [
    said("weak_at_meetings", "meeting_skill", "over 3 answers"),
    *said_by_five("weak_at_diagnosis", "diagnosis"),
    said("no_criteria", "criteria", "over 3 answers"),
    said("jumping_to_conclusions", "conclusions", "over 3 answers"),
    said("quarrelling", "discussion", "over 3 answers"),
    *said_by_five("own_unit_only", "own_unit"),
    Pair(
        "practices.own_unit_only",
        {"survey": survey({"practices.own_unit": [5.0, 5.0, 4.0, 4.0, 4.0]})},
        {"survey": survey({"practices.own_unit": [5.0, 5.0, 4.0, 4.0, 1.0]})},
        because="agreeing that managers care only about their own area is turned: 1, 1, 2, 2, 2 are 1.6; with a 5 they are 2.2, "
        "and the interval ends beyond 3",
        says=("scores 1.6 of 5 over 5 answers",),
    ),
    Pair(
        "practices.needs_coaching",
        asked(discussion=WEAK, diagnosis=WEAK, criteria=FAIR, meeting_skill=FAIR),
        asked(discussion=WEAK, diagnosis=(2, 2, 4), criteria=FAIR, meeting_skill=FAIR),
        because="2 of 4 skills fall short, quarrelling among them; against 1 of 4",
        says=("Two of 4 skills fall short: finding causes and discussing without quarrelling",),
    ),
    Pair(
        "practices.needs_coaching",
        asked(discussion=WEAK, diagnosis=WEAK, criteria=WEAK, meeting_skill=FAIR, own_unit=FAIR),
        asked(discussion=(2, 2, 4), diagnosis=WEAK, criteria=WEAK, meeting_skill=FAIR, own_unit=FAIR),
        because="2 of 5 are left, and these can be cured by tools and training",
        says=("Three of 5 skills fall short",),
    ),
    Pair(
        "practices.no_cause_method",
        told("cause_method", 2, 2, 2), told("cause_method", 2, 2, 3),
        because="2.0 against 2.33; it takes at most 2.2 to say that there is none", says=("In 3 interviews", "scores 2 of 5"),
    ),
    said("causes_within_departments", "cause_across", "In 3 interviews"),
    said("low_spirits", "managers_feel", "over 3 answers"),
    said("plan_shelved_said", "plan_followed", "over 3 answers"),
    Pair(
        "practices.skilled_managers",
        asked(**dict.fromkeys(SIX, GOOD)), asked(**{**dict.fromkeys(SIX, GOOD), "criteria": (4, 4, 1)}),
        because="six skills at 4, against five and one at 3.0: not above 3.2", says=("All 6 skills asked about",),
    ),
]  # fmt: skip

PAIRS: list[Pair] = [*CALENDAR, *HOURS, *QUALITY, *OVERLAPS, *CASCADE, *SKILLS]
