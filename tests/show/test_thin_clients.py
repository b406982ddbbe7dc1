"""Page one and chapter 5 of clients about whom little is known: each sentence agrees with the letters, findings and actions below it."""

from __future__ import annotations

import dataclasses
import re
from typing import Any

import pytest

from assessment_kit import shipped, words
from assessment_kit.diagnosis.assessment import Assessment, assess
from assessment_kit.engagement import read
from assessment_kit.errors import Problem
from assessment_kit.method import load_method
from assessment_kit.show.charts import targets
from assessment_kit.show.cover import Cover, cover
from assessment_kit.show.html import render_piece
from assessment_kit.show.next_interviews import piece
from assessment_kit.show.pieces import Figure
from assessment_kit.show.plan import actions, before
from tests.builders import engagement, survey

METHOD = load_method()
STATED = [i.id for i in METHOD.items.values() if i.statement]
ONE = {"process_id": "p", "name": "Boarding to departure", "category": "deliver", "functions": ("Port", "Ship"), "is_key": True, "planned": False, "managed": False, "model": "none"}  # fmt: skip


def _interviews(people: int) -> list[dict[str, Any]]:
    """Everybody is asked every second question and answers 1 or 2."""
    asked = list(METHOD.items)[::2]
    return [{"interview": f"i{n}", "item_id": item, "score": float(1 + (n + k) % 2)} for n in range(people) for k, item in enumerate(asked)]  # fmt: skip


def _client(name: str) -> Assessment:
    if name in ("harbour", "faultline"):
        return assess(read(shipped.SAMPLE_CLIENTS / name, METHOD.items), METHOD)
    made = {
        "nothing": engagement(),
        "one process": engagement(processes=[ONE]),
        "four processes": engagement(processes=[{**ONE, "process_id": f"p{n}", "name": f"Process {n}"} for n in range(4)]),
        "a survey": engagement(survey=survey({item: [float(1 + (n + k) % 4) for n in range(26)] for k, item in enumerate(STATED)})),
        "a survey of five": engagement(survey=survey({item: [1.0, 2.0, 2.0, 1.0, 4.0] for item in STATED})),
        "three interviews": engagement(interviews=_interviews(3)),
        "two interviews, rapid": engagement(interviews=_interviews(2), settings={"mode": "rapid", "minutes": 120}),
    }  # fmt: skip
    return assess(made[name], METHOD)


CLIENTS = [
    "nothing", "one process", "four processes", "a survey", "a survey of five", "three interviews", "two interviews, rapid",
    "harbour", "faultline",
]  # fmt: skip
_NUMBER = {words.count_word(n): n for n in range(9)} | {"none": 0}


@pytest.fixture(scope="module", params=CLIENTS)
def client(request: pytest.FixtureRequest) -> Assessment:
    return _client(request.param)


@pytest.fixture(scope="module")
def page(client: Assessment) -> Cover:
    return cover(client)


def _counts(assessment: Assessment) -> tuple[int, int, int]:
    letters = [v.letter for v in assessment.verdicts.values()]
    missing, keep = letters.count("not assessed"), letters.count("keep")
    return len(letters) - missing - keep, keep, missing


def test_every_count_of_the_standfirst_is_the_count_of_the_letters(client: Assessment, page: Cover) -> None:
    change, keep, missing = _counts(client)
    text = page.standfirst.lower()
    for pattern, count in ((r"(\w+) needs? a change", change), (r"(\w+) can stay unchanged", keep), (r"(\w+) could not be assessed", missing)):  # fmt: skip
        assert {_NUMBER[n] for n in re.findall(pattern, text)} <= {count}
    assert ("none of the eight elements" in text) == (missing == 8)
    if missing < 8:
        assert missing == 0 or "could not be assessed" in text
        assert change == 0 or "change" in text


def test_too_little_stands_beside_no_letter_and_no_finding_it_denies(client: Assessment, page: Cover) -> None:
    _, _, missing = _counts(client)
    assert ("Too little was handed over" in page.headline) == (missing == 8 and not client.findings)
    assert ("no finding can be made" in page.standfirst) == (missing == 8 and not page.findings)
    assert ("first look" in page.headline.lower()) == (4 <= missing < 8)
    if missing == 8:
        assert "None of the eight elements has a letter" in page.sure
        assert page.resamples == "", "re-runs are not told where there is nothing to run again"


def test_a_client_without_a_plan_is_told_what_to_collect(client: Assessment, page: Cover) -> None:
    html = render_piece(page.content())
    assert bool(page.collect) == any(v.letter == "not assessed" for v in client.verdicts.values())
    assert ("What to collect next" in html) == (not page.actions and bool(page.collect))
    assert ("To settle what has no letter yet" in html) == (bool(page.actions) and bool(page.collect))
    listed = " ".join(step["title"] for step in page.collect if step["title"].startswith("The list"))
    asked = set(re.split(r", | and ", listed.partition(" of ")[2]))
    assert not {name for name in asked if name and client.engagement.has(name.replace(" ", "_"))}, "it was handed over"
    assert page.actions or not page.conditions


def test_firmness_is_told_only_of_enough_rows_and_answers(client: Assessment, page: Cover) -> None:
    least = METHOD.thresholds.firm_least
    for element, verdict in zip(page.elements, client.verdicts.values(), strict=True):
        enough = verdict.letter != "not assessed" and verdict.n >= least
        assert bool(element["firmness"]) == enough
        assert enough or element["note"] in ("not assessed", f"too few: n = {verdict.n}")
    told = page.sure
    few = [v for v in client.verdicts.values() if v.letter != "not assessed" and v.n < least]
    assert ("too few to say how firm" in told) == bool(few)
    firm = [v for v in client.verdicts.values() if (v.told_firmness(METHOD.thresholds) or 0) >= METHOD.thresholds.firm]
    assert (re.search(r"(\w+) letters? (is|are) firm", told) is not None) == bool(firm)


def test_the_sources_of_the_letters_are_told_where_they_are_of_one_kind(client: Assessment, page: Cover) -> None:
    rated = [v for v in client.verdicts.values() if v.letter != "not assessed"]
    sources = {m.source for v in rated for f in v.facets.values() for m in f.measures}
    assert (" alone." in page.sure) == (len(sources) == 1)


def test_intervals_of_few_are_not_printed(client: Assessment) -> None:
    made = targets.letters(client)
    if not isinstance(made, Figure):
        assert _counts(client)[2] == 8
        return
    for row, verdict in zip(made.rows, client.verdicts.values(), strict=True):
        for told, facet in zip(row[3:], verdict.facets.values(), strict=True):
            assert facet.value is None or (f"n = {facet.n}" in told) == (facet.n < 6 or facet.low == facet.high)
            assert not re.search(r"\((\d+)–\1%\)", told) or facet.low != facet.high
    assert ("A hollow dot" in " ".join(made.margin)) == any(0 < f.n < 6 for v in client.verdicts.values() for f in v.facets.values() if f.value is not None)  # fmt: skip


def test_page_one_and_the_plan_name_the_same_owners(client: Assessment, page: Cover) -> None:
    table = {row["number"]: row for group in actions(client).groups for row in group["actions"]}
    for action in page.actions:
        row = table[int(action["number"])]
        standing, _, name = action["owner"].partition(": ")
        assert row["standing"].startswith(standing.lower())
        assert name.casefold() == row["owner"].casefold()
    roadmap = targets.roadmap(client)
    if isinstance(roadmap, Figure):
        assert {r[1].rsplit(" (", 1)[0] for r in roadmap.rows} == {row["owner"] for row in table.values()}


def test_preconditions_that_are_missing_are_asked_for_once_there_is_a_plan(client: Assessment, page: Cover) -> None:
    missing = [n for n, text in client.engagement.settings.preconditions.model_dump().items() if not text]
    conditions = page.conditions
    assert ("not on record" in conditions) == (bool(missing) and bool(client.plan.actions))
    assert all(name in conditions.lower() for name in missing if client.plan.actions)
    assert ("left for later" in conditions) == ("left for later" in actions(client).subtitle)


def test_what_lacks_the_same_is_told_once(client: Assessment) -> None:
    reasons = [lack["why"] for lack in piece(client).lacks]
    assert len(reasons) == len(set(reasons))


def test_no_action_is_praised_where_there_is_none() -> None:
    told = {p["title"]: p["text"] for p in before(_client("nothing")).parts}
    assert "Every action" not in told["Where it widens"]
    assert "Every action" in {p["title"]: p["text"] for p in before(_client("harbour")).parts}["Where it widens"]


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (0, ""),
        (1, "One entry of the files had a fault and was left out or mended; the end of the report lists it."),
        (12, "Twelve entries of the files had a fault and were left out or mended; the end of the report lists them."),
    ],
)
def test_page_one_tells_that_entries_were_left_out(count: int, told: str) -> None:
    problem = Problem("processes.csv", rule="is not a number", cure="Write a number.")
    page = cover(assess(dataclasses.replace(engagement(processes=[ONE]), problems=(problem,) * count), METHOD))
    assert page.left_out == told
    assert told in render_piece(page.content())
