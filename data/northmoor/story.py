"""How Northmoor answers: the means that tell its story, in interviews and in the survey, and how the levels differ."""

from __future__ import annotations

from answers import Interview, Story

# Mean on the scale of 1 to 5. What is there is mostly formal and well kept; what is weak is whether it works, and processes
# are in hardly anything. Maps (E4) are good all round; meetings (E8) are good but for processes.
INTERVIEWS_SAY = Story(
    means={
        ("E1", "exists"): 4.3, ("E1", "works"): 2.2, ("E1", "carries_process"): 1.9,
        ("E2", "exists"): 2.0, ("E2", "works"): 2.4, ("E2", "carries_process"): 1.9,
        ("E3", "exists"): 3.8, ("E3", "works"): 2.2, ("E3", "carries_process"): 2.0,
        ("E4", "exists"): 4.1, ("E4", "works"): 3.9, ("E4", "carries_process"): 3.6,
        ("E5", "exists"): 3.8, ("E5", "works"): 2.1, ("E5", "carries_process"): 2.0,
        ("E6", "exists"): 3.9, ("E6", "works"): 2.1, ("E6", "carries_process"): 3.2,
        ("E7", "exists"): 3.5, ("E7", "works"): 1.9, ("E7", "carries_process"): 2.0,
        ("E8", "exists"): 4.4, ("E8", "works"): 3.7, ("E8", "carries_process"): 2.1,
    },
    themes={"OO": 2.7, "PL": 2.4, "PW": 2.3, "AL": 2.2},
    items={
        "practices.plan_followed": 1.8, "practices.cascade": 2.6, "practices.alignment_talk": 2.4, "practices.criteria": 3.1,
        "practices.meeting_load": 3.2, "practices.managers_feel": 3.3,
        "roles.step_up": 2.8, "roles.delegation": 2.7, "roles.load": 2.7, "roles.crisis": 3.5,
        "leadership.customers_in_design": 3.4, "leadership.keeps_adjusting": 3.3,
    },
    levels={"executive": 0.35, "senior": 0.0, "middle": -0.1, "front_line": -0.2},
)  # fmt: skip

# In the survey the executives see everything rosier than the front line, least so the maps.
SURVEY_SAYS = Story(
    means={
        ("E1", "exists"): 3.75, ("E1", "works"): 2.65, ("E1", "carries_process"): 2.5,
        ("E2", "exists"): 3.1, ("E2", "works"): 2.85, ("E2", "carries_process"): 2.7,
        ("E3", "exists"): 3.6, ("E3", "works"): 2.85, ("E3", "carries_process"): 2.5,
        ("E4", "exists"): 3.85, ("E4", "works"): 3.75, ("E4", "carries_process"): 3.7,
        ("E5", "exists"): 3.7, ("E5", "works"): 2.8, ("E5", "carries_process"): 2.65,
        ("E6", "exists"): 3.75, ("E6", "works"): 2.75, ("E6", "carries_process"): 3.1,
        ("E7", "exists"): 3.45, ("E7", "works"): 2.6, ("E7", "carries_process"): 2.6,
        ("E8", "exists"): 3.9, ("E8", "works"): 3.65, ("E8", "carries_process"): 2.7,
    },
    themes={"OO": 2.8, "PL": 2.7, "PW": 2.7, "AL": 2.6},
    items={"architecture.plan_guides_work": 2.75, "metrics.figures_help": 3.05, "metrics.goals_fit": 2.8,
           "practices.plan_followed": 2.5, "practices.alignment_talk": 2.7, "practices.cascade": 2.7, "practices.managers_feel": 3.3},
    levels={"executive": 1.25, "senior": 0.4, "middle": 0.05, "front_line": -0.25},
    other=2.8,
)  # fmt: skip
ROSY_LEAST = {"E4": 0.25}
"""How much of the difference between levels is left for an element."""
ROSIEST_AT_THE_TOP = {"practices.process_in_meetings": 0.7, "roles.who_answers": 0.4}
"""What executives believe in most, so many points more: that agendas hold whole processes, and that everybody knows the owners."""

MOODS = {"Quality": 0.3, "Development": 0.15, "Finance": 0.1, "Service": -0.2, "Logistics": -0.1}
"""Functions that answer higher or lower than the others."""

INTERVIEWS = (
    Interview("interview_01", "n01", "executive", "Executive office", "2026-09-07", ("Lead consultant",)),
    Interview("interview_02", "n02", "executive", "Production", "2026-09-07", ("Lead consultant", "Second consultant")),
    Interview("interview_03", "n03", "executive", "Service", "2026-09-08", ("Lead consultant",)),
    Interview("interview_04", "n04", "senior", "Sales", "2026-09-08", ("Second consultant",)),
    Interview("interview_05", "n05", "senior", "Production", "2026-09-09", ("Lead consultant", "Second consultant")),
    Interview("interview_06", "n06", "senior", "Service", "2026-09-09", ("Lead consultant",)),
    Interview("interview_07", "n07", "senior", "Finance", "2026-09-10", ("Second consultant",)),
    Interview("interview_08", "n08", "middle", "Planning", "2026-09-10", ("Lead consultant", "Second consultant")),
    Interview("interview_09", "n09", "middle", "Logistics", "2026-09-11", ("Second consultant",)),
    Interview("interview_10", "n10", "middle", "Quality", "2026-09-11", ("Lead consultant",)),
    Interview("interview_11", "n11", "front_line", "Production", "2026-09-15", ("Second consultant",)),
    Interview("interview_12", "n12", "front_line", "Service", "2026-09-15", ("Second consultant",)),
)
