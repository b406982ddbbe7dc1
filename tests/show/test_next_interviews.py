"""The piece on the return: what was not assessed, whom to ask, and nothing where nothing is open."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from assessment_kit import shipped
from assessment_kit.diagnosis.assessment import Assessment, assess
from assessment_kit.diagnosis.next_interviews import next_interviews
from assessment_kit.engagement import read
from assessment_kit.method import load_method
from assessment_kit.report.collect import says_something
from assessment_kit.show.html import render_piece
from assessment_kit.show.next_interviews import MOST, piece
from tests.builders import engagement

METHOD = load_method()


@pytest.fixture(scope="module")
def rapid() -> Assessment:
    return assess(read(shipped.SAMPLE_CLIENTS / "harbour", METHOD.items), METHOD)


@pytest.fixture(scope="module")
def full() -> Assessment:
    return assess(read(shipped.SAMPLE_CLIENTS / "northmoor", METHOD.items), METHOD)


def test_in_rapid_mode_it_says_what_nobody_was_asked_and_when_we_return(rapid: Assessment) -> None:
    made = piece(rapid)
    unasked = {v.element.name for v in rapid.verdicts.values() if v.letter == "not assessed"}
    assert unasked
    named = " ".join(gap["what"] for gap in made.lacks).casefold()
    assert all(name.casefold() in named for name in unasked)
    assert "Nobody was asked whether it is there, whether it works or whether processes are in it." in {
        g["why"] for g in made.lacks
    }
    answers = rapid.engagement.answers
    asked = answers.loc[answers["status"] != "not_asked", "item_id"].nunique()
    assert made.unasked == f"Time was short: of the {len(METHOD.items)} questions of the method, {asked} were asked."
    assert made.heading == "What we did not assess, and what is still open"
    assert made.title.endswith("3 hours in all, by 15 Mar 2027")  # both as engagement.yaml has them
    assert sum(float(i["minutes"]) for i in made.interviews) == float(made.minutes) <= 180


def test_what_the_return_plans_settles_what_was_not_assessed(rapid: Assessment) -> None:
    plan = next_interviews(rapid)
    assert plan is not None
    missing = {v.element.id for v in rapid.verdicts.values() if v.letter == "not assessed"}
    reached = {c.element.id for c in plan.cover if c.element.id in missing and not c.settled}
    assert reached == set(), "three hours are enough for three people on each of their facets"


def test_in_full_mode_it_is_about_open_elements_alone(full: Assessment) -> None:
    limit = full.method.thresholds.fairly_firm
    open_ = {e for e, v in full.verdicts.items() if v.firmness is not None and v.firmness < limit}
    plan = next_interviews(full)
    assert open_, "the sample client has an open letter built in"
    assert plan is not None
    assert {i.element for interview in plan.interviews for i in interview.items} == open_
    before = set(full.engagement.answers["interview"])
    assert not {i.informant.interview for i in plan.interviews} & before, "somebody new is asked"
    assert piece(full).heading == "What is still open"
    assert piece(full).unasked == ""


def test_nothing_is_said_where_nothing_is_open(full: Assessment) -> None:
    firm = {e: dataclasses.replace(v, firmness=0.99) for e, v in full.verdicts.items()}
    content = piece(dataclasses.replace(full, verdicts=firm)).content()
    assert not says_something(content)
    assert render_piece(content).strip() == ""


def test_a_long_plan_lists_some_and_counts_the_rest() -> None:
    long = assess(engagement(settings={"mode": "rapid", "minutes": 1500}), METHOD)
    made = piece(long)
    plan = next_interviews(long)
    assert plan is not None
    assert len(made.interviews) == MOST < len(plan.interviews)
    assert made.more == f"And {len(plan.interviews) - MOST} interviews more."


@pytest.mark.parametrize(
    ("client", "why"),
    [
        ({}, "Nobody was asked whether it is there, whether it works or whether processes are in it."),
        # two rows of a list where three are the least; then one interview of three
        ({"processes": [{"process_id": k, "name": k, "category": "deliver", "is_key": True, "model": "current"} for k in "ab"]},
         "Nobody was asked whether processes are in it. The lists are too short to tell whether it is there (2 rows) or whether it works (2 rows)."),
        ({"interviews": [{"interview": "i", "item_id": "architecture.maps_available", "score": 3.0}]},
         "Nobody was asked whether it works or whether processes are in it. Too few were asked whether it is there (one of three)."),
    ],
)  # fmt: skip
def test_what_lacks_is_told_as_people_or_as_rows(client: dict[str, Any], why: str) -> None:
    made = piece(assess(engagement(**client), METHOD))
    assert next(gap["why"] for gap in made.lacks if "process models" in gap["what"].casefold()) == why


def test_the_html_holds_every_question_once_per_guide_and_no_raw_name(rapid: Assessment) -> None:
    made = piece(rapid)
    html = render_piece(made.content())
    assert sum(len(g["questions"]) for g in made.guides) == html.count("<li>")
    assert "front_line" not in html
    assert "None" not in html
