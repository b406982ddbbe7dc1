"""Addresses, signatures and numbers: what in words could tell who somebody is."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment_kit.analysis.masking import (
    clean,
    for_the_report,
    interview_numbers,
    masked,
    quotes_that_name_roles,
    signatures,
    without_addresses,
)
from assessment_kit.diagnosis.evidence import Told, quotes
from assessment_kit.errors import Problem
from tests.builders import engagement


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Write to jane.doe@plant.example.", "Write to [e-mail address]."),
        ("jörg.müller+q@werk.example.de asks", "[e-mail address] asks"),
        ("jane (at) plant.example", "[e-mail address]"),
        ("jane@plant knows", "[e-mail address] knows"),
        ("call +44 20 7946 0958 or 020 7946 0958", "call [phone number] or [phone number]"),
        ("(0711) 123456-0, then 555-123-4567", "[phone number], then [phone number]"),
        ("ext. 4711 or tel: 12 34", "ext. [phone number] or tel: [phone number]"),
    ],
)
def test_addresses_and_numbers_are_masked(said: str, shown: str) -> None:
    assert masked(said) == shown


@pytest.mark.parametrize(
    "said",
    [
        "On 01.10.2026 and 2026-10-01, at 08:30, we lost 1,240,000 of 2 400 000 parts.",
        "Goal 0.1234567 of 3.5, in 2025-2026, at 4 in 10 plants.",
        "We meet at. The plan is looked at (at least) once.",
        "Order 4711 took 72 h; version 1.0.2; 10–12 weeks; £2.5m.",
    ],
)
def test_dates_and_figures_stand(said: str) -> None:
    assert masked(said) == said


@given(
    st.from_regex(r"[a-z]{1,8}(\.[a-z]{1,8})?@[a-z]{1,8}\.(example|com|co\.uk)", fullmatch=True), st.text(max_size=20)
)
def test_no_address_survives_in_whatever_text(address: str, around: str) -> None:
    assert address not in masked(f"{around} {address} {around}")
    assert address not in without_addresses(f"{around} {address} {around}")


def test_content_is_cleaned_at_every_depth() -> None:
    content = {"a": ["x@y.org", {"x@y.org": ("b", 1, None)}], "n": 3.5}
    assert clean(content) == {"a": ["[e-mail address]", {"[e-mail address]": ("b", 1, None)}], "n": 3.5}


def held(*levels: str | None) -> list[dict[str, object]]:
    """One interview per level, in alphabetical order of their names."""
    return [
        {"interview": f"i{n:02d}", "item_id": "roles.a", "score": 3, "level": level, "quote": f"Said {n}", "may_be_quoted": True}
        for n, level in enumerate(levels)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("levels", "signed"),
    [
        (["executive", "executive", "middle", "middle"], ["Executive", "Executive", "Middle manager", "Middle manager"]),
        # two levels with one each are told apart no longer
        (["executive", "senior", "middle", "middle"], ["Manager", "Manager", "Middle manager", "Middle manager"]),
        # one level alone under “Manager” would be told by it: the level with the fewest others joins
        (["executive", "middle", "middle", "front_line", "front_line", "front_line"], ["Manager"] * 3 + ["Front line"] * 3),
        # nobody of the front line is a manager
        (["executive", "executive", "front_line"], ["Interviewee"] * 3),
        # without a level
        (["executive", "executive", None, None], ["Executive", "Executive", "Interviewee", "Interviewee"]),
        (["executive"], ["Manager"]),
    ],
)  # fmt: skip
def test_a_quote_is_signed_by_level_unless_that_points_to_one_person(
    levels: list[str | None], signed: list[str]
) -> None:
    made = signatures(engagement(interviews=held(*levels)))
    assert [made[f"i{n:02d}"] for n in range(len(levels))] == signed


def test_quotes_are_masked_and_carry_neither_number_nor_score() -> None:
    rows = held("executive", "executive")
    rows[0]["quote"] = "Ask jane.doe@plant.example."
    shown = quotes(Told.of(engagement(interviews=rows)), ["roles.a"])
    assert {(q.text, q.who) for q in shown} == {("Ask [e-mail address].", "Executive"), ("Said 1", "Executive")}


def test_numbers_of_interviews_do_not_follow_their_names() -> None:
    numbers = interview_numbers(engagement(interviews=held(*["senior"] * 12)))
    in_order = [numbers[f"i{n:02d}"] for n in range(12)]
    assert sorted(in_order) == list(range(1, 13))
    assert in_order != sorted(in_order)
    assert in_order != sorted(in_order, reverse=True)


def test_numbers_of_interviews_stay_when_answers_are_edited_and_not_when_another_is_added() -> None:
    rows = held(*["senior"] * 12)
    before = interview_numbers(engagement(interviews=rows))
    assert (
        interview_numbers(engagement(interviews=[{**r, "score": 5, "quote": "New"} for r in reversed(rows)])) == before
    )
    more = interview_numbers(engagement(interviews=[*rows, {**rows[0], "interview": "zz"}]))
    # nobody who knows a name alone can compute its place: with one more interview the others change their order
    assert sorted(before, key=before.__getitem__) != [n for n in sorted(more, key=more.__getitem__) if n != "zz"]


def test_quotes_that_name_a_role_are_listed_for_the_consultant_and_shown() -> None:
    rows = held("executive", "executive", "executive")
    rows[0]["quote"] = "The head of quality alone signs certificates."
    rows[1]["quote"] = "The Head of Quality sleeps."
    rows[1]["may_be_quoted"] = False  # is shown nowhere
    rows[2]["quote"] = "Every subhead of quality counts."  # no title
    e = engagement(
        interviews=rows,
        roles=[{"role_id": "hq", "title": "Head of Quality"}, {"role_id": "h", "title": "Head of Quality Control"}],
    )
    (note,) = quotes_that_name_roles(e)
    assert (note.file, note.column) == ("interviews/i00.yaml", "roles.a")
    assert '"head of quality"' in note.rule
    assert rows[0]["quote"] in {q.text for q in quotes(Told.of(e), ["roles.a"])}
    assert quotes_that_name_roles(engagement(interviews=rows)) == []


def test_faults_are_shared_without_names_and_values() -> None:
    rows = [{**r, "interview": name} for r, name in zip(held("senior", "senior"), ("cfo", "planner"), strict=True)]
    e = engagement(interviews=rows)
    number = interview_numbers(e)
    found = [
        Problem("roles.csv", '"Boss" is not one of the allowed values', "Use executive.", 5, "level", "Boss"),
        Problem("interviews/cfo.yaml", '"Jane" is no level', "Check.", 3, "who.level", "Jane"),
        Problem("interviews/planner.yaml", "7 is outside 1–5", "Check.", 4, "answers 2.score", "7"),
        Problem("interviews/ghost.yaml", "a tab stands where only spaces may", "Mend.", 1),
        Problem("survey/pulse.csv", '"Trainee" in 1 cell is not in the mapping', "Add it.", None, "Level", "Trainee"),
        Problem("survey/mapping.yaml", 'there is no scale "agre"', "Add it.", 9, "scales", "agre"),
    ]
    shown = for_the_report(found, e)
    assert shown[0] == found[0]
    assert shown[5] == found[5]
    assert [p.file for p in shown[1:4]] == ["Interview 1", "Interview 2", "An interview that cannot be read"]
    told = {p.file: p for p in shown}
    assert told[f"Interview {number['cfo']}"].rule == "an entry is no level"
    assert told[f"Interview {number['planner']}"].rule == "7 is outside 1–5"
    assert shown[4].rule == "an entry in 1 cell is not in the mapping"
    assert all("cfo" not in str(dataclasses.asdict(p)) and p.value is None for p in shown[1:5])
