"""Survey exports through their mapping."""

from __future__ import annotations

import datetime as dt
import math

import pandas as pd
import pytest

from assessment_kit.engagement import read
from assessment_kit.engagement.model import Engagement, Survey
from tests.engagement.conftest import Client
from tests.engagement.test_sheets import workbook

ONE_ROW = "id,level,dept,q1,q2,said\n7,Boss,Sales,5,Don’t know,Fine\n8,Worker,IT,2,,\n9,,IT,n/a,Strongly  agree,\n"
MAPPING = """
respondent: id
level: {column: level, values: {Boss: executive, Worker: Front line}}
function: dept
items: {a.one: q1, a.two: q2}
comments: [said]
"""


def survey(client: Client, mapping: str, export: str | bytes, name: str = "x.csv") -> tuple[Survey, Engagement]:
    engagement = read(client({"survey/mapping.yaml": mapping, f"survey/{name}": export}), ("a.one", "a.two"))
    assert engagement.survey is not None
    return engagement.survey, engagement


def test_an_export_becomes_scores_status_and_people(client: Client) -> None:
    found, engagement = survey(client, MAPPING, ONE_ROW)
    assert engagement.problems == ()
    assert found.people["respondent"].tolist() == ["p00001", "p00002", "p00003"]
    assert found.people["level"].astype("str").fillna("").tolist() == ["executive", "front_line", ""]
    assert found.people["function"].tolist() == ["Sales", "IT", "IT"]
    assert found.scores["a.one"].tolist()[:2] == [5, 2]
    assert math.isnan(found.scores["a.one"][2])
    assert found.scores["a.two"][2] == 5
    assert found.scores["a.one"].cat.categories.tolist() == [1, 2, 3, 4, 5]
    assert found.status["a.one"].tolist() == ["answered", "answered", "na"]
    assert found.status["a.two"].tolist() == ["unknown", "not_asked", "answered"]
    assert found.comments.to_dict("list") == {"respondent": ["p00001"], "column": ["said"], "text": ["Fine"]}
    assert found.source == "survey/x.csv"


def test_two_heading_rows_carry_the_upper_one_on(client: Client) -> None:
    export = "\ufeffId,Please rate,,Do you agree?,,Which?\n,Review,Talk,It works,Other,Response\n1,1: easy,5: the hardest part,2,x,hello\n"
    mapping = """
header_rows: 2
respondent: Id
scales: {hard: {"1: easy": 5, "5: the hardest part": 1}}
items:
  a.one: {column: Review, scale: hard}
  a.two: {column: "please rate | TALK", scale: hard}
comments: ["Which?", "Do you agree? | Other"]
"""
    found, engagement = survey(client, mapping, export)
    assert engagement.problems == ()
    assert (found.scores["a.one"][0], found.scores["a.two"][0]) == (5, 1)
    assert found.comments["column"].tolist() == ["Which? | Response", "Do you agree? | Other"]


def test_a_column_that_asks_the_other_way_round_is_turned(client: Client) -> None:
    """1 becomes 5 and 2 becomes 4; what is no score stays, and the other column is as it was."""
    mapping = "items:\n  a.one: {column: q, reversed: yes}\n  a.two: r\n"
    found, engagement = survey(client, mapping, "q,r\n1,1\nagree,2\nn/a,3\n")
    assert engagement.problems == ()
    assert found.scores["a.one"].tolist()[:2] == [5, 2]
    assert found.status["a.one"].tolist() == ["answered", "answered", "na"]
    assert found.scores["a.two"].tolist() == [1, 2, 3]


def test_whether_a_column_is_turned_must_be_a_yes_or_a_no(client: Client) -> None:
    _, engagement = survey(client, "items: {a.one: {column: q, reversed: perhaps}}\n", "q\n1\n")
    assert [p.value for p in engagement.problems] == ["perhaps"]


def test_a_column_may_be_named_by_its_number_and_a_heading_goes_first(client: Client) -> None:
    found, _ = survey(client, "items: {a.one: 2, a.two: 3}\n", "x,3,4\n1,2,5\n")
    assert (found.scores["a.one"][0], found.scores["a.two"][0]) == (2, 2)  # the second column, which is headed 3


def test_rows_above_the_headings_are_skipped(client: Client) -> None:
    found, engagement = survey(client, "skip_rows: 2\nitems: {a.one: q}\n", "Export of 16 Oct\n\nid,q\n1,4\n")
    assert engagement.problems == ()
    assert found.scores["a.one"].tolist() == [4]


def test_an_export_may_be_a_workbook(client: Client) -> None:
    found, _ = survey(
        client, "items: {a.one: q}\n", workbook({"Answers": [["id", "q"], [1, 4], [2, "agree"]]}), "x.xlsx"
    )
    assert found.scores["a.one"].tolist() == [4, 4]


def test_days_are_read_in_the_format_of_the_tool(client: Client) -> None:
    found, engagement = survey(
        client,
        'finished: end\ndate_format: "%m/%d/%Y %I:%M:%S %p"\nitems: {a.one: q}\n',
        "end,q\n10/01/2018 2:16:15 PM,4\n,3\n",
    )
    assert engagement.problems == ()
    assert found.people["finished"][0] == pd.Timestamp(dt.datetime(2018, 10, 1, 14, 16, 15))
    assert pd.isna(found.people["finished"][1])
    assert found.people["started"].isna().all()


def test_days_that_cannot_be_read_are_one_problem_and_never_guessed(client: Client) -> None:
    found, engagement = survey(
        client, "finished: end\nitems: {a.one: q}\n", "end,q\n03/04/2018,4\n9999-12-31,3\n2018-03-04T10:00:00Z,3\n"
    )
    assert found.people["finished"].isna().tolist() == [True, True, False]
    assert [(p.column, p.left_out) for p in engagement.problems] == [("end", "2 cells")]


def test_a_label_outside_the_scale_is_one_problem_with_its_count(client: Client) -> None:
    found, engagement = survey(client, "items: {a.one: q}\n", "q\n" + "maybe\n" * 3 + "7\n5\n")
    assert found.status["a.one"].tolist() == ["not_asked"] * 4 + ["answered"]
    assert [(p.file, p.column, p.rule, p.left_out) for p in engagement.problems] == [
        ("survey/x.csv", "q", '"maybe" in 3 cells is not in the mapping', "3 cells"),
        ("survey/x.csv", "q", '"7" in 1 cell is not in the mapping', "1 cell"),
    ]


def test_a_column_of_free_text_taken_for_a_scale_does_not_flood(client: Client) -> None:
    _, engagement = survey(client, "items: {a.one: q}\n", "q\n" + "".join(f"text {n}\n" for n in range(500)))
    assert len(engagement.problems) == 11
    assert engagement.problems[-1].rule == "490 more labels in 490 cells are not in the mapping"


def test_who_answered_twice_counts_once(client: Client) -> None:
    found, engagement = survey(client, "respondent: id\nitems: {a.one: q}\n", "id,q\n1,5\n2,4\n1,1\n,3\n,2\n")
    assert found.scores["a.one"].tolist() == [5, 4, 3, 2]  # without an id nobody is known to be the same
    assert [p.rule for p in engagement.problems] == ["1 row with an id that stood above already"]


def test_waves_stand_one_below_the_other(client: Client) -> None:
    mapping = "- {file: b.csv, respondent: id, items: {a.one: q}}\n- {file: a.csv, respondent: id, items: {a.two: q}}\n"
    files = {"survey/mapping.yaml": mapping, "survey/a.csv": "id,q\n1,5\n", "survey/b.csv": "id,q\n1,2\n2,3\n"}
    engagement = read(client(files))
    found = engagement.survey
    assert found is not None
    assert engagement.problems == ()
    assert found.people["respondent"].tolist() == ["p00001", "p00002", "p00003"]
    assert found.scores["a.one"].astype(float).fillna(0).tolist() == [2, 3, 0]
    assert found.status["a.two"].tolist() == ["not_asked", "not_asked", "answered"]
    assert found.source == "survey/b.csv; survey/a.csv"


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ("items: {a.oen: q}", '"a.oen" is not an item of the method. Did you mean "a.one"?'),
        ("items: {a.one: Q1}", 'the export has no column "Q1". Copy the heading from the export, or give the column\'s number.'),
        ("items: {a.one: levl}", 'the export has no column "levl". Did you mean "level"?'),
        ("items: {a.one: twin}", '2 columns have the heading "twin". Name it "upper | lower", or by its number, such as 3.'),
        ("items: {a.one: {column: q, scale: agre}}", 'there is no scale "agre". Did you mean "agree"?'),
        ("items: {a.one: {scale: agree}}", "the item names no column. Add column: and its heading."),
        ("scales: {s: {x: 9}}\nitems: {a.one: q}", "9 is outside 1–5. Write a score from 1 to 5."),
        ("scales: {s: {x: good}}\nitems: {a.one: q}", '"good" is neither a score nor na, unknown or not_asked. Write a score from 1 to 5, or one of these words.'),
        ("header_rows: 4\nitems: {a.one: q}", "4 is not a whole number from 1 to 3. Check the figure."),
        ("respondant: q\nitems: {a.one: q}", 'there is no such entry. Did you mean "respondent"?'),
        ("respondent: q", "the mapping names no items. Add items:, each with its column."),
        ("level: {column: level, values: {a: boss}}\nitems: {a.one: q}", '"a" in 1 cell is not in the mapping. Add it under values, as executive, senior, middle or front line.'),
        ("file: y.csv\nitems: {a.one: q}", 'there is no file "y.csv" in the folder survey. Did you mean "x.csv"?'),
        ("file: ../engagement.yaml\nitems: {a.one: q}", 'there is no file "../engagement.yaml" in the folder survey. Name one of: x.csv.'),
        ("just words", "this must hold entries of its own. Write entries below it, each with a name, a colon and a value."),
        ("", "the mapping is empty. Name the file, its columns and its items."),
    ],
)  # fmt: skip
def test_a_faulty_mapping_is_told_at_its_line(client: Client, mapping: str, said: str) -> None:
    engagement = read(
        client({"survey/mapping.yaml": mapping + "\n", "survey/x.csv": "q,level,twin,twin\n3,a,1,2\n"}),
        ("a.one", "a.two"),
    )
    assert [f"{p.rule}. {p.cure}" for p in engagement.problems] == [said]


def test_an_export_without_mapping_and_one_that_the_mapping_forgot(client: Client) -> None:
    folder = client({"survey/x.csv": "q\n1\n"})
    assert [p.rule for p in read(folder).problems] == [
        "the export has no mapping, and no heading of it is a statement of the form"
    ]
    folder = client({"survey/mapping.yaml": "file: x.csv\nitems: {a.one: q}\n", "survey/z.csv": "q\n1\n"})
    assert [(p.file, p.rule) for p in read(folder).problems] == [
        ("survey/z.csv", "the mapping does not name this export")
    ]


def test_no_id_of_the_survey_tool_goes_any_further(client: Client) -> None:
    found, _ = survey(client, MAPPING, ONE_ROW.replace("7,Boss", "ada@example.org,Boss"))
    frames = (found.people, found.scores, found.status, found.comments)
    assert not any(frame.map(lambda cell: "ada" in str(cell)).to_numpy().any() for frame in frames if len(frame))
