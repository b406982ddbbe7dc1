"""Exports of survey tools that need no mapping: the headings tell what the columns are, and what is near a statement is told."""

from __future__ import annotations

import pytest

from assessment_kit.engagement import read
from assessment_kit.engagement.model import Survey
from assessment_kit.method import load_method
from tests.engagement.conftest import Client

ITEMS = load_method().items
CLEAR, TRUST = "I often have to find out whose task something is.", "I trust the figures that I am shown."


def stated(name: str) -> str:
    statement = ITEMS[name].statement
    assert statement is not None
    return statement.text


@pytest.fixture(autouse=True)
def _wording() -> None:
    assert (stated("roles.clear"), stated("metrics.figures_trusted")) == (CLEAR, TRUST)


def survey(client: Client, export: str, name: str = "x.csv") -> tuple[Survey | None, list[str]]:
    engagement = read(client({f"survey/{name}": export}), ITEMS)
    return engagement.survey, [str(p) for p in engagement.problems]


@pytest.mark.parametrize(
    "headings",
    [
        f"ID,{CLEAR},{TRUST}",
        f'ID,12. {CLEAR},"Q13: {TRUST.upper()}"',
        f"ID,How far do you agree? [{CLEAR}],How far do you agree? [{TRUST}]",
        "ID,roles.clear,metrics.figures_trusted",
        f"Respondent ID,How far do you agree?,\n,{CLEAR},{TRUST}",  # SurveyMonkey
        f'ResponseId,Q1_1,Q1_2\nResponse ID,Please say: - {CLEAR},Please say: - {TRUST}\n"{{""ImportId"":""_r""}}","{{""ImportId"":""a""}}","{{""ImportId"":""b""}}"',  # Qualtrics
        'ResponseId,roles.clear,metrics.figures_trusted\nResponse ID,Our words,More of ours\n"{""ImportId"":""_r""}",x,y',
    ],
)  # fmt: skip
def test_headings_of_the_usual_tools_tell_their_items(client: Client, headings: str) -> None:
    found, problems = survey(client, f"{headings}\n7,Agree,1\n8,Don't know,\n")
    assert problems == []
    assert found is not None
    assert found.scores["roles.clear"].astype(float).fillna(0).tolist() == [4, 0]
    assert found.scores["metrics.figures_trusted"].astype(float).fillna(0).tolist() == [1, 0]
    assert found.status["roles.clear"].tolist() == ["answered", "unknown"]


def test_people_are_read_by_the_questions_of_the_form_and_by_usual_names(client: Client) -> None:
    export = f"Respondent,What is your level?,Department,{CLEAR},Is there anything else that you want to tell us?\n1,Front line: team leaders and staff,IT,5,Yes\n2,senior,Sales,4,\n1,senior,Sales,4,\n3,Boss,,3,\n"
    found, problems = survey(client, export)
    assert found is not None
    assert found.people["level"].astype("str").fillna("").tolist() == ["front_line", "senior", ""]
    assert found.people["function"].astype("str").fillna("").tolist() == ["IT", "Sales", ""]
    assert found.comments["text"].tolist() == ["Yes"]
    assert problems == [
        'survey/x.csv row 4, column "Respondent": 1 row with an id that stood above already. Take them away, or give each respondent an id of their own.',
        'survey/x.csv row 5, column "What is your level?": "Boss" in 1 cell is none of the answers of the form. Write executive, senior, middle or front line.',
    ]  # fmt: skip


def test_what_looks_like_a_statement_and_is_none_is_told_and_never_taken(client: Client) -> None:
    near = TRUST.replace("that I am shown", "that I'm shown")
    export = f"{CLEAR},{near},Our own question,Remarks\nAgree,4,Disagree,Agree to all\nmaybe,2,,x\n"
    found, problems = survey(client, export)
    assert found is not None
    assert list(found.scores) == ["roles.clear"]
    assert problems == [
        f'survey/x.csv row 1, column "{near}": the column holds answers, and its heading is no statement of the method. Did you mean "{TRUST}"? Write the statement as it stands in the form.',
        'survey/x.csv row 1, column "Our own question": the column holds answers, and its heading is no statement of the method. Write the statement as it stands in the form, or name the column in survey/mapping.yaml.',
        f'survey/x.csv row 3, column "{CLEAR}": "maybe" in 1 cell is none of the answers of the form. Write 1 to 5, or the words of the form, such as "agree".',
    ]  # fmt: skip


def test_an_answer_that_is_nearly_one_of_the_form_is_offered_and_not_taken(client: Client) -> None:
    found, problems = survey(client, f"{CLEAR}\nAgre\nAgree\n")
    assert found is not None
    assert found.scores["roles.clear"].astype(float).fillna(0).tolist() == [0, 4]
    assert problems == [
        f'survey/x.csv row 2, column "{CLEAR}": "Agre" in 1 cell is none of the answers of the form. Did you mean "Agree"? Write 1 to 5, or the words of the form, such as "agree".'
    ]


def test_two_columns_of_one_statement(client: Client) -> None:
    found, problems = survey(client, f"{CLEAR},roles.clear\n1,5\n")
    assert found is not None
    assert found.scores["roles.clear"].tolist() == [1]
    assert problems == [
        'survey/x.csv row 1, column "roles.clear": two columns hold the same; the first was used. Keep only one of the two.'
    ]


def test_of_two_statements_that_fit_the_longer_one_is_meant(client: Client) -> None:
    longer = ITEMS["roles.clear"].model_copy(update={"id": "own.longer", "statement": ITEMS["roles.clear"].statement.model_copy(update={"text": f"In my team {CLEAR}"})})  # type: ignore[union-attr]  # fmt: skip
    items = {**ITEMS, "own.longer": longer}
    engagement = read(client({"survey/x.csv": f"1. In my team {CLEAR},2. {CLEAR}\n1,5\n"}), items)
    assert engagement.survey is not None
    assert engagement.survey.scores.iloc[0].to_dict() == {"own.longer": 1, "roles.clear": 5}


def test_several_exports_stand_one_below_the_other_and_one_without_statements_is_told(client: Client) -> None:
    files = {
        "survey/a.csv": f"{CLEAR}\n1\n",
        "survey/b.csv": f"{TRUST}\n5\n4\n",
        "survey/c.csv": "Any,other\n1,2\n",
        "survey/d.csv": f"{CLEAR}\n",  # nobody has answered yet
    }
    engagement = read(client(files), ITEMS)
    assert engagement.survey is not None
    assert engagement.survey.status["metrics.figures_trusted"].tolist() == ["not_asked", "answered", "answered"]
    assert [(p.file, p.rule) for p in engagement.problems] == [
        ("survey/c.csv", "the export has no mapping, and no heading of it is a statement of the form")
    ]


def test_a_mapping_may_leave_a_file_to_its_headings(client: Client) -> None:
    files = {
        "survey/mapping.yaml": '- file: "a.csv"\n- {file: "b.csv", items: {roles.clear: "Q"}}\n',
        "survey/a.csv": f"{CLEAR}\n1\n",
        "survey/b.csv": "Q\n5\n",
        "survey/answers.csv": f"{CLEAR},{TRUST}\n",
    }
    engagement = read(client(files), ITEMS)
    assert engagement.problems == ()
    assert engagement.survey is not None
    assert engagement.survey.scores["roles.clear"].tolist() == [1, 5]


def test_a_blank_form_is_not_in_the_way_of_the_only_export(client: Client) -> None:
    files = {
        "survey/mapping.yaml": "items: {roles.clear: Q}\n",
        "survey/b.csv": "Q\n5\n",
        "survey/answers.csv": f"{CLEAR}\n",
    }
    engagement = read(client(files), ITEMS)
    assert engagement.problems == ()
    assert engagement.survey is not None
    assert engagement.survey.scores["roles.clear"].tolist() == [5]
