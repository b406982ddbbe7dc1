"""Interviews: one answer per item, each with its status, and no score that was not given."""

from __future__ import annotations

import pandas as pd
import pytest

from assessment_kit.engagement import read
from assessment_kit.engagement.model import ANSWER_COLUMNS, Engagement
from tests.engagement.conftest import Client

ITEMS = ("roles.clear", "roles.authority", "metrics.trusted")


def interview(client: Client, text: str) -> Engagement:
    return read(client({"interviews/cfo.yaml": text}), ITEMS)


def said(engagement: Engagement) -> list[tuple[int | None, str, str]]:
    return [(p.row, f"{p.rule}. {p.cure}", p.left_out) for p in engagement.problems]


def test_an_interview_becomes_rows(client: Client) -> None:
    text = """
who: {id: r1, level: Executive, function: Finance}
when: 2026-09-14
by: Lead consultant
answers:
  - {item_id: roles.clear, score: 2, second_score: "3,5", quote: "It depends: on whom you ask.", may_be_quoted: yes}
  - {item_id: roles.authority, status: na, note: No}
  - {item_id: metrics.trusted}
"""
    engagement = interview(client, text)
    answers = engagement.answers
    assert engagement.problems == ()
    assert {name: str(dtype) for name, dtype in answers.dtypes.items()} == ANSWER_COLUMNS
    assert answers["status"].tolist() == ["answered", "na", "not_asked"]
    assert answers["score"].tolist() == [2.0, pd.NA, pd.NA]
    assert answers["second_score"].iloc[0] == 3.5
    assert answers["note"].iloc[1] == "No"
    assert answers["may_be_quoted"].tolist() == [True, False, False]
    assert answers["ref"].iloc[0] == "interviews/cfo#roles.clear"
    assert set(answers["respondent"]) == {"r1"}
    assert set(answers["level"]) == {"executive"}
    assert engagement.interviews == 1


def test_nobody_needs_to_be_named(client: Client) -> None:
    engagement = interview(client, "answers:\n  - {item_id: roles.clear, score: 4}\n")
    assert engagement.problems == ()
    assert engagement.answers["respondent"].tolist() == ["cfo"]
    assert engagement.answers["level"].isna().all()


@pytest.mark.parametrize(
    ("answer", "problem", "left_out"),
    [
        ("{item_id: roles.clear, score: 7}", "7 is outside 1–5. Check the score.", "the answer"),
        ("{item_id: roles.clear, score: high}", '"high" is not a number. Write the figure alone, such as 12 or 3.5, without unit or sign.', "the answer"),
        ("{item_id: roles.claer, score: 3}", '"roles.claer" is not an item of the method. Did you mean "roles.clear"?', "the answer"),
        ("{score: 3}", "the answer names no item. Add item_id: and the id of the item.", "the answer"),
        ("just words", "this must hold entries of its own. Write entries below it, each with a name, a colon and a value.", "the answer"),
        ("{item_id: [a], score: 3}", "the answer names no item. Add item_id: and the id of the item.", "the answer"),
        ("{item_id: roles.clear, score: [3]}", "this must be a single value. Write one value on the same line.", "the answer"),
    ],
)  # fmt: skip
def test_a_faulty_answer_is_left_out_and_the_others_stay(
    client: Client, answer: str, problem: str, left_out: str
) -> None:
    engagement = interview(client, f"answers:\n  - {answer}\n  - {{item_id: metrics.trusted, score: 5}}\n")
    assert said(engagement) == [(2, problem, left_out)]
    assert engagement.answers["item_id"].tolist() == ["metrics.trusted"]


@pytest.mark.parametrize(
    ("answer", "problem", "left_out", "status", "score"),
    [
        ("score: 3, second_score: 9", "9 is outside 1–5. Check the score.", "the entry", "answered", 3.0),
        ("score: 3, status: unknown", "the answer has a score and is marked unknown. Take one of the two away.", "the score", "unknown", pd.NA),
        ("status: answered", "the answer is marked answered and has no score. Add the score, or write that the person does not know, or that it does not apply.", "the mark", "not_asked", pd.NA),
        ("score: 3, status: maybe", '"maybe" is not one of the allowed values. Use does not apply, does not know, not asked, come back later or answered.', "the entry", "answered", 3.0),
        ("score: 3, remark: x", "there is no such entry. Use item_id, score, second_score, status, quote, note, may_be_quoted, or take it away.", "the entry", "answered", 3.0),
        ("score: 3, may_be_quoted: later", '"later" is neither yes nor no. Write yes or no, or leave the cell empty where it is not known.', "the entry", "answered", 3.0),
    ],
)  # fmt: skip
def test_a_faulty_part_of_an_answer_leaves_the_rest(
    client: Client, answer: str, problem: str, left_out: str, status: str, score: object
) -> None:
    engagement = interview(client, f"answers:\n  - {{item_id: roles.clear, {answer}}}\n")
    assert said(engagement) == [(2, problem, left_out)]
    assert engagement.answers["status"].tolist() == [status]
    assert engagement.answers["score"].tolist() == [score]
    assert not engagement.answers["may_be_quoted"].any()  # doubt never frees a quote


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("does not know", "unknown"), ("Doesn’t know", "unknown"), ("does not apply", "na"), ("not applicable", "na"),
        ("come back later", "not_asked"), ("not asked", "not_asked"), ("the person does not know", "unknown"),
    ],
)  # fmt: skip
def test_why_there_is_no_score_may_be_said_in_the_words_of_the_guide(client: Client, words: str, status: str) -> None:
    engagement = interview(client, f'answers:\n  - {{item_id: roles.clear, status: "{words}"}}\n')
    assert engagement.problems == ()
    assert engagement.answers["status"].tolist() == [status]


def test_of_two_answers_to_one_item_the_first_stays(client: Client) -> None:
    engagement = interview(
        client, "answers:\n  - {item_id: roles.clear, score: 1}\n  - {item_id: roles.clear, score: 5}\n"
    )
    assert engagement.answers["score"].tolist() == [1.0]
    assert said(engagement) == [
        (3, '"roles.clear" is answered twice in this interview. Keep only one of the two.', "the answer")
    ]


def test_names_of_people_are_sent_back(client: Client) -> None:
    engagement = interview(
        client, "who: {id: x, name: Ada, levle: senior}\nanswers: [{item_id: roles.clear, score: 1}]\n"
    )
    assert [p.cure for p in engagement.problems] == [
        "Take it away: names of people are not needed.",
        'Did you mean "level"?',
    ]
    assert not engagement.answers.map(lambda cell: "Ada" in str(cell)).to_numpy().any()


@pytest.mark.parametrize("text", ["", "a text\n", "- a\n", "who: {id: x}\n", "answers: {}\n", "answers: []\n"])
def test_a_file_without_answers_is_one_problem(client: Client, text: str) -> None:
    engagement = interview(client, text)
    assert len(engagement.problems) == 1
    assert engagement.answers.empty
    assert {name: str(dtype) for name, dtype in engagement.answers.dtypes.items()} == ANSWER_COLUMNS


def test_items_are_only_checked_where_the_method_is_known(client: Client) -> None:
    folder = client({"interviews/cfo.yaml": "answers: [{item_id: own.item, score: 1}]\n"})
    assert read(folder).problems == ()
    assert len(read(folder, ITEMS).problems) == 1
