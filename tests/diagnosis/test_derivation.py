"""Why a letter is what it is: every step, worked by hand from the answers."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assessment_kit.analysis.statuses import Statuses, of_interviews, of_statement
from assessment_kit.diagnosis.assessment import Assessment, assess
from assessment_kit.diagnosis.derivation import Derivation, FacetStep, SourceStep, derivations
from assessment_kit.engagement import read
from assessment_kit.method import load_method
from assessment_kit.shipped import DEFAULT_CLIENT
from assessment_kit.show import derivation as shown
from tests.builders import engagement, survey

METHOD = load_method()
EXISTS = [i for i in METHOD.items.values() if (i.element, i.facet) == ("E5", "exists")]
SAID = [i for i in METHOD.items.values() if (i.element, i.facet) == ("E5", "works") and i.statement is not None]
GOOD = next(i for i in SAID if i.statement and not i.statement.reversed)
TURNED = next(i for i in SAID if i.statement and i.statement.reversed)


def told(found: Assessment, element: str = "E5") -> Derivation:
    return next(d for d in derivations(found) if d.verdict.element.id == element)


def source(step: FacetStep, name: str) -> SourceStep:
    return next(s for s in step.sources if s.source == name)


@pytest.fixture(scope="module")
def northmoor() -> Assessment:
    return assess(read(Path(DEFAULT_CLIENT), items=lambda _: METHOD.items), METHOD)


def test_interviews_by_hand() -> None:
    """Three interviews on one item: 2, 3 and 5 (two scorers, 4 and 5 make 4.5) are 3.1667, and (3.1667 − 1) ÷ 4 = 54%."""
    item = EXISTS[0].id
    rows: list[dict[str, Any]] = [
        {"interview": "a", "item_id": item, "score": 2},
        {"interview": "b", "item_id": item, "score": 3},
        {"interview": "c", "item_id": item, "score": 4, "second_score": 5},
        {"interview": "d", "item_id": item, "status": "na"},
        {"interview": "e", "item_id": item, "status": "unknown"},
        {"interview": "f", "item_id": item, "status": "not_asked"},
        {"interview": "g", "item_id": EXISTS[1].id, "status": "na"},
    ]
    step = told(assess(engagement(interviews=rows), METHOD)).facets[0]
    own = source(step, "interviews")
    assert own.value == pytest.approx(((2 + 3 + 4.5) / 3 - 1) / 4)
    assert step.value == own.value
    asked = own.asked[0]
    assert asked.mean == pytest.approx(9.5 / 3)
    assert (asked.topic, asked.low, asked.high) == (EXISTS[0].topic, 2, 4.5)
    # g was held and does not list the item: not asked, as f
    assert asked.statuses == Statuses(answered=3, na=1, unknown=1, not_asked=2)
    assert step.yes is True


def test_a_mean_of_two_interviews_is_not_told() -> None:
    rows = [{"interview": name, "item_id": EXISTS[0].id, "score": 5} for name in "ab"]
    own = source(told(assess(engagement(interviews=rows), METHOD)).facets[0], "interviews")
    assert own.value is None
    assert own.asked[0].mean is None
    assert [(m.n, m.counted) for m in own.measures] == [(2, False)]


def test_survey_by_hand() -> None:
    """Six people: 4 of 6 agree with the first; with the reversed one 3 of 5 disagree, which is the better answer."""
    scores: dict[str, list[float | None]] = {GOOD.id: [5, 4, 4, 4, 3, 1], TURNED.id: [1, 2, 2, 5, 4, None]}
    step = told(assess(engagement(survey=survey(scores)), METHOD)).facets[1]
    own = source(step, "survey")
    by_id = {s.item_id: s for s in own.stated}
    assert (by_id[GOOD.id].better, by_id[GOOD.id].statuses.answered, by_id[GOOD.id].turned) == (4, 6, False)
    assert (by_id[TURNED.id].better, by_id[TURNED.id].statuses.answered, by_id[TURNED.id].turned) == (3, 5, True)
    # the mean of the two shares, not of each person's own share: that would tell what the sixth said to the first
    assert own.value == pytest.approx((4 / 6 + 3 / 5) / 2)
    facet: Any = next(
        e
        for e in shown.piece(assess(engagement(survey=survey(scores)), METHOD)).content()["elements"]
        if e["id"] == "why-E5"
    )["facets"][1]
    (line,) = next(s for s in facet["sources"] if s["name"] == "Survey")["measures"]
    assert line["sum"] in (
        "Mean of the statements’ shares: (4/6 + 3/5) ÷ 2 = 63%",
        "Mean of the statements’ shares: (3/5 + 4/6) ÷ 2 = 63%",
    )
    assert step.yes is True


def test_a_statement_that_few_answered_is_in_no_figure() -> None:
    few: list[float | None] = [5, 5, 5, 5, None, None]
    found = assess(engagement(survey=survey({GOOD.id: [1] * 6, TURNED.id: few})), METHOD)
    own = source(told(found).facets[1], "survey")
    assert [s.item_id for s in own.stated] == [GOOD.id]
    assert own.held_back == 1
    assert of_statement(found.engagement, TURNED.id) is None
    text = str(shown.piece(found).content())
    assert TURNED.statement is not None
    assert TURNED.statement.text not in text
    assert "One statement that fewer than five people answered is left out of every figure." in text


def test_the_four_statuses_of_a_statement_are_kept_apart() -> None:
    made = survey({GOOD.id: [1, 2, 3, 4, 5, None, None, None, None]})
    status = made.status.astype("object")
    status[GOOD.id] = ["answered"] * 5 + ["na", "unknown", "unknown", "not_asked"]
    made = dataclasses.replace(made, status=status.astype("category"))
    assert of_statement(engagement(survey=made), GOOD.id) == Statuses(answered=5, na=1, unknown=2, not_asked=1)
    assert of_interviews(engagement()) == {}


def test_the_steps_of_the_sample_client_make_its_letters(northmoor: Assessment) -> None:
    """Every facet is the weighted mean of its sources, every source the mean of its measures; the letter follows."""
    for one in derivations(northmoor):
        for step in one.facets:
            parts = step.counted
            assert step.value == pytest.approx(np.average([s.value for s in parts], weights=[s.weight for s in parts]))
            for own in parts:
                assert own.value == pytest.approx(np.mean([m.value for m in own.counted]))
        assert one.computed == one.verdict.computed


def test_weights_are_the_method_s(northmoor: Assessment) -> None:
    limits = METHOD.thresholds.model_copy(update={"inventory_weight": 2.0})
    method = METHOD.model_copy(update={"thresholds": limits})
    found = assess(northmoor.engagement, method)
    step = told(found, "E4").facets[0]
    assert source(step, "lists").weight == 2
    assert step.value == pytest.approx(
        sum(w * s.value for s, w in zip(step.sources, (2, 1, 1), strict=True) if s.value is not None) / 4
    )
    content: Any = shown.piece(found).content()
    facet = next(e for e in content["elements"] if e["id"] == "why-E4")["facets"][0]
    said = re.fullmatch(r"\(2 × ([\d.]+)% \+ ([\d.]+)% \+ ([\d.]+)%\) ÷ 4 = (\d+)%, at least 50%: yes", facet["sum"])
    assert said
    lists, interviews, survey, result = (float(figure) for figure in said.groups())
    assert result == round((2 * lists + interviews + survey) / 4)
    assert round(lists) == 83  # agendas: 10 of 12 meetings


SUM = re.compile(r"^\(([^)]*)\) ÷ (\d+) = ([\d.]+)%")


def test_every_sum_comes_out_by_hand(northmoor: Assessment) -> None:
    """The figures as they are printed give the result as it is printed."""
    sums = 0
    for element in shown.piece(northmoor).content()["elements"]:
        for facet in element["facets"]:
            for text in [facet["sum"], *(s["sum"] for s in facet["sources"])]:
                if match := SUM.match(text):
                    terms = [float(t.strip().rstrip("%")) for t in match[1].split("+")]
                    decimals = len(match[3].partition(".")[2])
                    assert round(sum(terms) / int(match[2]), decimals) == float(match[3]), text
                    sums += 1
    assert sums >= 20


def test_a_value_just_below_the_threshold_is_not_printed_as_it() -> None:
    """248 of 500 agree: 49.6% is no 50%."""
    only = next(i for i in METHOD.items.values() if (i.element, i.facet) == ("E4", "exists") and i.statement)
    found = assess(engagement(survey=survey({only.id: [5] * 248 + [1] * 252})), METHOD)
    facet = next(e for e in shown.piece(found).content()["elements"] if e["id"] == "why-E4")["facets"][0]
    assert facet["sum"] == "survey alone, 49.6%, below 50%: no"
