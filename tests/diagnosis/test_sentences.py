"""Figures in sentences."""

import pytest

from assessment_kit.diagnosis.sentences import fill, say

FIGURES = {
    "roles.void": {"value": 0.75, "count": 9.0, "n": 12, "unit": "share", "low": 0.47, "high": 0.91, "examples": ("A", "B", "C", "D")},
    "calendar.hours": {"value": 2749.0, "count": float("nan"), "n": 14, "unit": "hours", "low": float("nan"), "high": float("nan"), "examples": ()},
    "gone": {"value": float("nan"), "count": 0.0, "n": 0, "unit": "share", "low": 0.0, "high": 0.0, "examples": ()},
}  # fmt: skip


def test_faces() -> None:
    text = "{roles.void:words} of {roles.void:n} ({roles.void}, {roles.void:range}), {roles.void:rest} do: {roles.void:examples}; {calendar.hours} hours"
    assert fill(text, FIGURES) == "Nine of 12 (75%, 47–91%), 3 do: A, B, C and 1 more; 2,749 hours"


@pytest.mark.parametrize(
    ("count", "n", "said"),
    [
        (0, 9, "None of the 9 plans lead to it; they are late, have no owner and do nothing"),
        (1, 9, "One of 9 plans leads to it; they is late, has no owner and does nothing"),
        (4, 9, "Four of 9 plans lead to it; they are late, have no owner and do nothing"),
        (9, 9, "All 9 plans lead to it; they are late, have no owner and do nothing"),
        (2, 2, "Both plans lead to it; they are late, have no owner and do nothing"),
        (1, 1, "The only plan leads to it; they is late, has no owner and does nothing"),
        (0, 1, "Not one plan leads to it; they is late, has no owner and does nothing"),
    ],
)
def test_none_one_and_all_read_well(count: int, n: int, said: str) -> None:
    figures = {"a.b": {"value": count / n, "count": float(count), "n": n, "unit": "share", "examples": ()}}
    text = "{a.b:of} plan{a.b:plural} lead{a.b:s} to it; they {a.b:is} late, {a.b:has} no owner and {a.b:does} nothing"
    assert fill(text, figures) == said


@pytest.mark.parametrize(("n", "said"), [(1, "the only process and reply"), (2, "1 of 2 processes and replies")])
def test_a_noun_ends_by_how_many_there_are_in_all(n: int, said: str) -> None:
    figures = {"a.b": {"value": 1 / n, "count": 1.0, "n": n, "unit": "share", "examples": ()}}
    assert fill("In {a.b:of} process{a.b:plural_es} and repl{a.b:plural_ies}", figures) == f"In {said}"


@pytest.mark.parametrize(
    ("count", "n", "said"),
    [
        (1, 1, "The one map of the one process shows it"),
        (1, 3, "One of 3 maps of 1 of 3 processes shows it"),
        (2, 2, "Both maps of both processes show it"),
    ],
)
def test_a_noun_follows_the_number_of_rows(count: int, n: int, said: str) -> None:
    figures = {"a.b": {"value": count / n, "count": float(count), "n": n, "unit": "share", "examples": ()}}
    text = "{a.b:the_of} map{a.b:plural} of {a.b:the_of} process{a.b:plural_es} show{a.b:s} it"
    assert fill(text, figures) == said


@pytest.mark.parametrize(("value", "said"), [(1.0, "1 hour"), (24.0, "24 hours"), (0.5, "0.5 hours")])
def test_an_amount_has_its_unit(value: float, said: str) -> None:
    assert fill("it takes {a.b:amount}", {"a.b": {"value": value, "unit": "hours"}}) == f"It takes {said}"


def test_a_count_in_words_opens_a_sentence_with_a_capital() -> None:
    assert (
        fill("It is so. {roles.void:words} lack one, {roles.void:words} of 12", FIGURES)
        == "It is so. Nine lack one, nine of 12"
    )


def test_a_sentence_without_its_figure_is_not_said() -> None:
    assert fill("{gone:count} of them", FIGURES) is None
    assert fill("{never.heard:count} of them", FIGURES) is None


def test_the_client_is_put_in_as_it_is() -> None:
    assert fill("{client} has {roles.void:count}", FIGURES, "{roles.void} & Co") == "{roles.void} & Co has 9"


def test_an_indicator_says_its_own_sentence() -> None:
    assert (
        say("{count} of {n} key processes have no owner", FIGURES["roles.void"])
        == "Nine of 12 key processes have no owner"
    )
