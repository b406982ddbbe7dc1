"""Harbour's three interviews: what is salient only, and no more than there was time for."""

from __future__ import annotations

from answers import Interview, Story

INTERVIEWS_SAY = Story(
    means={
        ("E1", "exists"): 1.9, ("E1", "works"): 2.2, ("E1", "carries_process"): 1.7,
        ("E2", "exists"): 1.8, ("E2", "works"): 2.0, ("E2", "carries_process"): 1.8,
        ("E3", "exists"): 2.0, ("E3", "works"): 2.0, ("E3", "carries_process"): 1.6,
        ("E4", "exists"): 1.8, ("E4", "works"): 2.0, ("E4", "carries_process"): 2.0,
        ("E5", "exists"): 3.2, ("E5", "works"): 2.1, ("E5", "carries_process"): 1.8,
        ("E6", "exists"): 2.4, ("E6", "works"): 2.2, ("E6", "carries_process"): 1.8,
        ("E7", "exists"): 2.0, ("E7", "works"): 2.0, ("E7", "carries_process"): 1.8,
        ("E8", "exists"): 3.7, ("E8", "works"): 2.5, ("E8", "carries_process"): 2.0,
    },
    themes={"OO": 3.0, "PL": 2.2, "PW": 2.2, "AL": 2.4},
    items={"practices.plan_followed": 1.4, "practices.alignment_talk": 2.2, "practices.discussion": 3.0},
    levels={"executive": 0.3, "senior": 0.0, "middle": 0.0, "front_line": -0.2},
)  # fmt: skip

ELEMENTS = ("E1", "E5", "E8")
"""What three hours were spent on: planning and managing, roles, meetings."""

INTERVIEWS = (
    Interview("interview_01", "h01", "executive", "Management", "2026-10-05", ("Lead consultant",)),
    Interview("interview_02", "h02", "middle", "Front desk", "2026-10-05", ("Lead consultant",)),
    Interview("interview_03", "h03", "front_line", "Front desk", "2026-10-06", ("Lead consultant",)),
)

QUOTES = """
interview | item | score | quotable | text
01 | architecture.planning_practice | 1 | yes | We talk about next year when this year allows it. It has not for three years.
01 | architecture.goal_setting | 2 | yes | Each clinic has a number of patients. That is the goal.
01 | architecture.managing_practice | 2 | no | When a week is bad I telephone the clinic. They know why I telephone.
01 | architecture.key_processes_agreed | 3 | yes | Booking, the visit and the bill. The rest follows from these.
01 | practices.reviews_together | 4 | yes | Monday at half past seven, every week, with or without me.
02 | architecture.planning_practice | 2 | yes | I get a budget in December. A plan I have not seen.
02 | architecture.plan_guides_work | 1 | yes | My week is guided by who is ill.
02 | architecture.processes_watched | 2 | yes | I look after the desk, Nursing looks after the rooms. The patient walks between us.
02 | practices.meeting_skill | 3 | no | On Mondays the first topic takes the hour.
03 | architecture.managing_practice | 2 | yes | When the telephone queue is red, somebody comes and looks at it with us. Then it is still red.
03 | architecture.processes_watched | 1 | yes | A bill comes back because a code is missing. It was missing when the patient sat here.
02 | roles.who_answers | 2 | yes | If a bill comes back, Finance asks me, I ask the desk, and the desk asks the doctor.
03 | practices.who_decides | 2 | yes | I may move an appointment. I may not add one.
"""
