"""Facets from lists, interviews and survey, each worked by hand."""

import numpy as np
import pytest

from assessment_kit.diagnosis.facets import facet_values
from assessment_kit.diagnosis.sentences import score_words
from tests.builders import engagement, survey
from tests.diagnosis.small_method import figure, item, method


def test_a_facet_is_the_mean_of_its_sources() -> None:
    # lists: 3 of 12 = 0.25. Interviews: scores 2, 4 and 3 are positions 0.25, 0.75 and 0.5: mean 0.5.
    # Survey: 5 answers, 4 agree: 0.8. The facet: (0.25 + 0.5 + 0.8) / 3.
    m = method([item("roles.a", "exists", "One person answers")])
    e = engagement(
        interviews=[{"interview": f"i{k}", "item_id": "roles.a", "score": s} for k, s in enumerate((2, 4, 3))],
        survey=survey({"roles.a": [4, 5, 4, 5, 2]}),
    )
    found = facet_values(e, m, figure("roles.void", 0.25))["E5.exists"]
    assert found.value == pytest.approx((0.25 + 0.5 + 0.8) / 3)
    assert [(s.source, s.n) for s in found.measures] == [("lists", 12), ("interviews", 3), ("survey", 5)]
    assert found.n == 20
    assert found.value is not None
    assert found.low < found.value < found.high


def test_two_scorers_count_as_one_interview() -> None:
    m = method([item("roles.a", "works")])
    rows = [{"interview": f"i{k}", "item_id": "roles.a", "score": 2, "second_score": 4} for k in range(3)]
    found = facet_values(engagement(interviews=rows), m, {})["E5.works"]
    assert found.value == 0.5
    assert found.n == 3


def test_a_reversed_statement_is_turned() -> None:
    m = method([item("roles.a", "works", "Nobody answers", reversed_=True)])
    found = facet_values(engagement(survey=survey({"roles.a": [1, 2, 1, 5, 1]})), m, {})["E5.works"]
    assert found.value == pytest.approx(0.8)


def test_a_mean_of_statements_counts_each_alike_and_each_person_by_what_he_or_she_answered() -> None:
    # 6 of 10 agree with the first, 4 of 9 with the second: (0.6 + 0.4444) / 2. The one who left the second out adds its share.
    m = method([item("roles.a", "works", "One"), item("roles.b", "works", "Two")])
    said: dict[str, list[float | None]] = {
        "roles.a": [5, 5, 5, 5, 5, 1, 1, 1, 1, 5],
        "roles.b": [5, 5, 5, 5, 1, 1, 1, 1, 1, None],
    }
    (found,) = facet_values(engagement(survey=survey(said)), m, {})["E5.works"].measures
    assert found.answers == ((10, 6), (9, 4))
    assert found.value == pytest.approx((6 / 10 + 4 / 9) / 2)
    assert found.values.mean() == pytest.approx(found.value)
    last = (1 + 4 / 9) / 2  # agrees with the first, and adds the share of the second
    first = (1 + 4 / 9 + (1 - 4 / 9) * 10 / 9) / 2
    assert found.values[[0, 9]] == pytest.approx([first, last])


def test_too_few_answers_are_no_evidence() -> None:
    m = method([item("roles.a", "works", "One person answers")])
    rows = [{"interview": f"i{k}", "item_id": "roles.a", "score": 5} for k in range(2)]
    found = facet_values(engagement(interviews=rows, survey=survey({"roles.a": [5, 5, 5, 5]})), m, {})["E5.works"]
    assert found.value is None
    assert {t.source for t in found.too_few} == {"interviews", "survey"}


def test_not_applicable_unknown_and_not_asked_are_no_zero() -> None:
    m = method([item("roles.a", "works")])
    rows = [{"interview": f"i{k}", "item_id": "roles.a", "score": 5} for k in range(3)]
    rows += [
        {"interview": f"j{k}", "item_id": "roles.a", "status": s} for k, s in enumerate(("na", "unknown", "not_asked"))
    ]
    assert facet_values(engagement(interviews=rows), m, {})["E5.works"].value == 1.0


def test_the_same_engagement_gives_the_same_draws() -> None:
    m = method([item("roles.a", "exists")])
    e = engagement(interviews=[{"interview": f"i{k}", "item_id": "roles.a", "score": 1 + k % 5} for k in range(9)])
    first, second = (facet_values(e, m, figure("roles.void", 0.3))["E5.exists"].draws for _ in range(2))
    assert np.array_equal(first, second)


def test_few_interviews_show_each_score_and_many_their_mean() -> None:
    assert score_words([4, 1, 2]) == "1, 2 and 4"
    assert score_words([2.5]) == "2.5"
    assert score_words([3, 3, 3]) == "3 throughout"
    assert score_words([1, 2, 2, 3, 3, 4, 5]) == "1, 2, 2, 3, 3, 4 and 5"
    assert score_words([1, 2, 2, 3, 3, 4, 5, 5]) == "3.1 on average"
    rows = [{"interview": f"i{k}", "item_id": "roles.a", "score": s} for k, s in enumerate((2, 4, 3))]
    (told,) = facet_values(engagement(interviews=rows), method([item("roles.a", "works")]), {})["E5.works"].measures
    assert told.says == "3 interviews: 2, 3 and 4 on a scale of 1 to 5"
