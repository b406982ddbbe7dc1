"""An answer is changed in the text of an interview, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment_kit.engagement.interview_edit import Answer, UneditableError, answers_in, content_of, with_answer

WRITTEN = """\
# Held in the canteen
who: {id: "cfo", level: "executive"}  # since June
answers:
  # the first question
  - item_id: "roles.written"
    score:  # 1 to 5
    quote: ""
    asked_by: "Jo"
    note: |
      two
      lines

  - {item_id: "roles.clear", score: 2}  # short

# the end
mood: "good"
"""


def test_a_score_goes_to_its_place_and_the_rest_stays_letter_by_letter() -> None:
    expected = WRITTEN.replace("score:  # 1 to 5", "score: 3  # 1 to 5")
    assert with_answer(WRITTEN, "roles.written", Answer(3, note="two\nlines")) == expected


def test_an_answer_on_one_line_stays_on_it() -> None:
    assert with_answer(WRITTEN, "roles.clear", Answer(None, None, "na", note="new")) == WRITTEN.replace(
        "score: 2}", 'score: , status: "na", note: "new"}'
    )


def test_a_new_answer_follows_the_last_one_before_the_comments_behind_it() -> None:
    new = with_answer(WRITTEN, "roles.both", Answer(None, None, "later"))
    added = '  - item_id: "roles.both"\n    status: "later"\n'
    assert new == WRITTEN.replace("  # short\n", f"  # short\n{added}")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", 'answers:\n  - item_id: "a.b"\n    score: 5\n'),
        ("answers: []\n", 'answers: \n  - item_id: "a.b"\n    score: 5\n'),
        (
            "answers:\n- item_id: c.d\n  score: 3",
            'answers:\n- item_id: c.d\n  score: 3\n- item_id: "a.b"\n  score: 5\n',
        ),
        ("answers: [{item_id: c.d}]\n", 'answers: [{item_id: c.d}, {item_id: "a.b", score: 5}]\n'),
        ("who: {id: x}\r\n", 'who: {id: x}\r\nanswers:\r\n  - item_id: "a.b"\r\n    score: 5\r\n'),
    ],
)
def test_an_answer_finds_its_place_in_any_beginning(before: str, after: str) -> None:
    assert with_answer(before, "a.b", Answer(5)) == after


def test_a_score_that_is_taken_back_leaves_no_mark_that_it_was_answered() -> None:
    text = 'answers:\n  - item_id: "a.b"\n    score: 3\n    status: "answered"\n'
    assert with_answer(text, "a.b", Answer()) == 'answers:\n  - item_id: "a.b"\n    score:\n    status:\n'


def test_a_file_that_cannot_be_read_is_not_touched() -> None:
    for text in ("answers: [", "- a\n- b\n", "answers:\n\t- x: 1\n"):
        with pytest.raises(UneditableError) as refused:
            with_answer(text, "a.b", Answer(5), "interviews/x.yaml")
        assert refused.value.problem is not None


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=40) | st.sampled_from(
    ["yes", "No", "- x", "a: b", "# no", '"', "'", "{", "|\n x", "2026-02-31", "\\", "“ ”", "=1+1", "~", "\u2028x"]
)
answers = st.builds(
    Answer, score=st.none() | st.sampled_from([1.0, 2.0, 2.5, 5.0]), second_score=st.none() | st.sampled_from([1.0, 4.0]),
    status=st.sampled_from(["not_asked", "na", "unknown", "later"]), quote=words, may_be_quoted=st.booleans(), note=words,
)  # fmt: skip
edits = st.lists(st.tuples(st.sampled_from(["roles.written", "roles.clear", "a.b", "c.d"]), answers), max_size=6)


@given(
    edits,
    st.sampled_from(["", WRITTEN, WRITTEN.replace("\n", "\r\n"), "answers: []", "answers: [{item_id: c.d, x: 1}]"]),
)
def test_whatever_is_written_comes_back_and_nothing_else_moves(done: list[tuple[str, Answer]], text: str) -> None:
    expected = answers_in(content_of(text, ""))
    comments = [line for line in text.splitlines() if line.strip().startswith("#")]
    for item, answer in done:
        text = with_answer(text, item, answer)
        expected[item] = answer.tidied()
    content = content_of(text, "")
    assert answers_in(content) == expected
    assert [c for c in comments if c not in text] == []
    if "mood" in text:
        assert content["mood"] == "good"
        assert content["answers"][0]["asked_by"] == "Jo"
