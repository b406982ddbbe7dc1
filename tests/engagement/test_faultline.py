"""The sample client that is full of faults: each of them is told, in these words, and the rest is used."""

from __future__ import annotations

import pytest

from assessment_kit.engagement import read
from assessment_kit.engagement.model import Engagement
from assessment_kit.shipped import SAMPLE_CLIENTS

ITEMS = (
    "architecture.planning_practice", "architecture.plan_guides_work", "metrics.goal_setting", "metrics.scorecard",
    "metrics.figures_trusted", "metrics.early_warning", "metrics.figures_help", "metrics.goals_known",
)  # fmt: skip

FAULTS = [  # file, row, column, rule, cure, what was left out
    ("report.csv", None, None, "no file of this name is read", "Name it reports.csv.", "the file"),
    ("engagement.yaml", 6, "people", '"about 400" is not a whole number', "Write a whole number.", "the entry"),
    ("engagement.yaml", 7, "mod", "there is no such entry", 'Did you mean "mode"?', "the entry"),
    ("processes.csv", 1, "Onwer", "no column of this list has this heading", 'Did you mean "Owner"? Rename the heading.', "the column"),
    ("processes.csv", 4, "category", '"delivr" is not one of the allowed values', 'Did you mean "deliver"? Use launch, sell, deliver, enable or manage.', "the row"),
    ("processes.csv", 5, "revenue_importance", "6 is outside 1–5", "Check the figure.", "the cell"),
    ("processes.csv", 5, "objective_hours", '"72 h" is not a number', "Write the figure alone, such as 12 or 3.5, without unit or sign.", "the cell"),
    ("processes.csv", 7, "planned", '"perhaps" is neither yes nor no', "Write yes or no, or leave the cell empty where it is not known.", "the cell"),
    ("processes.csv", 10, "process_id", '"offer" stands in row 3 already', "Give each row an id of its own.", "the row"),
    ("processes.csv", 12, "part of", 'this leads round in a circle: "plan_year" → "audit" → "plan_year"', "Leave the cell empty for the topmost, or name the right one.", "the reference"),
    ("processes.csv", 13, "process_id", "the cell is empty, and every row needs it", "Fill it in: a short id of your own.", "the row"),
    ("roles.csv", 5, "level", '"Boss" is not one of the allowed values', "Use executive, senior, middle or front line.", "the row, and its mention in 1 other row"),
    ("roles.csv", 6, "reports_to", '"coo" is not in the list of roles', "Add it to the list of roles, or correct it.", "the reference"),
    ("roles.csv", 10, "title", "the cell is empty, and every row needs it", "Fill it in: as on the organisation chart.", "the row"),
    ("roles.csv", 12, None, "the row has 6 cells under 5 headings", "Put text that holds the separator in quotation marks.", "the row"),
    ("responsibilities.csv", 3, "role_id", '"Head of Sales" is not in the list of roles', 'Write its id, "head_sales", instead of its name.', "the row"),
    ("responsibilities.csv", 5, "assignment", '"A/R" is not one of the allowed values', "Use A, R, C or I.", "the row"),
    ("goals.csv", 3, None, "the file is not in UTF-8", 'Save it as "CSV UTF-8".', "the file"),
    ("metrics.csv", None, "goal_id", '"g1" and "g2" refer to the list of goals, which is not there', "Hand over the list of goals.", "3 references"),
    ("metrics.csv", 3, "frequency", '"wekly" is not a frequency', 'Did you mean "weekly"?', "the cell"),
    ("metrics.csv", 4, "target", '"1,500" can be read in two ways', "Write 1500, or 1.500 if the comma is a decimal mark.", "the cell"),
    ("metrics.csv", 6, "kind", '"laging" is not one of the allowed values', 'Did you mean "lagging"? Use leading or lagging.', "the cell"),
    ("measurements.csv", 4, "period", "metric_id and period are the same as in row 3", "Keep only one of the two.", "the row"),
    ("measurements.csv", 5, "actual", '"91 %" is not a number', "Write the figure alone, such as 12 or 3.5, without unit or sign.", "the cell"),
    ("measurements.csv", 6, "period", "February 2026 has no day 31", "Check the date.", "the row"),
    ("measurements.csv", 8, "metric_id", '"m6" is not in the list of metrics', "Add it to the list of metrics, or correct it.", "the row"),
    ("meetings.csv", 2, "minutes", "9000 is outside 1–2880", "Check the figure.", "the cell"),
    ("meetings.csv", 4, "attendees", '"shift_lead, planner" is not in the list of roles', "Separate several ids by semicolons.", "the reference"),
    ("meetings.csv", 5, "frequency", '"now and then" is not a frequency', "Write, for example, weekly, every second Tuesday, monthly, 3rd Thursday of the month, quarterly, twice a year, each September or on demand; leave the cell empty where it is not known.", "the cell"),
    ("interviews/cfo.yaml", 2, "when", "September 2026 has no day 31", "Check the date.", "the entry"),
    ("interviews/cfo.yaml", 6, "answers 2.score", "7 is outside 1–5", "Check the score.", "the answer"),
    ("interviews/cfo.yaml", 9, "answers 5.item_id", '"metrics.scorecrad" is not an item of the method', 'Did you mean "metrics.scorecard"?', "the answer"),
    ("interviews/cfo.yaml", 10, "answers 6.item_id", '"metrics.goal_setting" is answered twice in this interview', "Keep only one of the two.", "the answer"),
    ("interviews/head_quality.yaml", 1, "who.levle", "there is no such entry", 'Did you mean "level"?', "the entry"),
    ("interviews/head_quality.yaml", 1, "who.name", "there is no such entry", "Take it away: names of people are not needed.", "the entry"),
    ("interviews/head_quality.yaml", 7, "answers 3.status", "the answer is marked answered and has no score", "Add the score, or write that the person does not know, or that it does not apply.", "the mark"),
    ("interviews/planner.yaml", 3, None, "a tab stands where only spaces may", "Replace each tab by two spaces.", "the file"),
    ("survey/mapping.yaml", 10, "items.metrics.figures_hepl", '"metrics.figures_hepl" is not an item of the method', 'Did you mean "metrics.figures_help"?', "the column"),
    ("survey/mapping.yaml", 11, "items.metrics.early_warning", 'the export has no column "Our figures warn in time"', "Copy the heading from the export, or give the column's number.", "the column"),
    ("survey/pulse.csv", 6, "I know the goals of my process.", '"rather yes" in 2 cells is not in the mapping', "Add it to the scale, or check the column.", "2 cells"),
    ("survey/pulse.csv", 7, "Your position", '"Trainee" in 1 cell is not in the mapping', "Add it under values, as executive, senior, middle or front line.", "1 cell"),
    ("survey/pulse.csv", 9, "Nr", "1 row with an id that stood above already", "Take them away, or leave respondent out of the mapping if this is no id of a person.", "the later rows"),
    ("decisions.yaml", 2, "letters.E5.letter", '"D" is not one of the allowed values', "Use A, B, C, A+C, keep or not assessed.", "the entry"),
    ("decisions.yaml", 3, "letters.E6", "the judgement has no reason", "Add reason: and why; the report prints it.", "the judgement"),
    ("decisions.yaml", 4, "letters.E9", "there is no such element", "Use E1 to E8.", "the judgement"),
]  # fmt: skip


@pytest.fixture(scope="module")
def faultline() -> Engagement:
    return read(SAMPLE_CLIENTS / "faultline", ITEMS)


def test_every_fault_is_told(faultline: Engagement) -> None:
    assert [(p.file, p.row, p.column, p.rule, p.cure, p.left_out) for p in faultline.problems] == FAULTS


def test_what_is_sound_is_used(faultline: Engagement) -> None:
    assert {name: len(frame) for name, frame in faultline.tables.items()} == {
        "processes": 9,  # of 12: an unknown category, a repeated id, no id
        "roles": 8,  # of 11: an unknown level, no title, a cell too many
        "responsibilities": 5,  # of 8: a title for an id, A/R, and one of the role that was left out
        "metrics": 5,  # all
        "measurements": 4,  # of 7: a repeated period, 31 February, an unknown metric
        "meetings": 4,  # all
    }  # fmt: skip
    assert faultline.interviews == 2  # of 3: a tab
    assert len(faultline.answers) == 6  # of 9: a 7, an unknown item, a repeated item
    assert faultline.survey is not None
    assert len(faultline.survey) == 9  # of 10: one answered twice
    assert list(faultline.survey.scores) == ["metrics.goals_known", "metrics.figures_trusted"]
