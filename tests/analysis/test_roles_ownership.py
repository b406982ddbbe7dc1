"""Who answers for a process, by every source at once."""

from __future__ import annotations

import dataclasses
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment_kit.analysis.ownership import claims, counted_share, process_owners, settled, verdict
from assessment_kit.engagement.model import Engagement
from assessment_kit.errors import Problem
from assessment_kit.method import load_method
from tests.builders import engagement

LIMITS = load_method().thresholds


def _process(name: str = "p", **more: Any) -> dict[str, Any]:
    return {"process_id": name, "name": name.upper(), "category": "deliver", **more}


def _says(
    role: str, source: str | None = "Handbook", letter: str = "A", subject: str = "p", **more: Any
) -> dict[str, Any]:
    return {"subject_id": subject, "role_id": role, "assignment": letter, "source": source, **more}


def _state(*said: dict[str, Any], owner: str | None = None) -> pd.Series:
    owners = process_owners(
        engagement(processes=[_process(owner_role_id=owner)], responsibilities=list(said)), LIMITS.processes
    )
    assert owners is not None
    return owners.iloc[0]


CASES: list[tuple[str, list[dict[str, Any]], str | None, str, tuple[str, ...], str]] = [
    # what is told, statements, owner in the list of processes → status, owners, verdict
    ("one role in one paper", [_says("a")], None, "one", ("a",), "One owner"),
    ("the same role in two papers", [_says("a"), _says("a", "Job description")], None, "one", ("a",), "One owner"),
    ("the list of processes alone", [], "a", "one", ("a",), "One owner"),
    ("the list of processes agrees", [_says("a")], "a", "one", ("a",), "One owner"),
    ("the list of processes names another", [_says("a")], "b", "disagree", ("a", "b"), "Papers disagree"),
    ("two roles in one paper", [_says("a"), _says("b")], None, "several", ("a", "b"), "Two owners"),
    (
        "two roles, both in both papers",
        [_says(r, s) for s in ("x", "y") for r in "ab"],
        None,
        "several",
        ("a", "b"),
        "Two owners",
    ),
    (
        "one paper names one more",
        [_says("a"), _says("a", "x"), _says("b", "x")],
        None,
        "disagree",
        ("a", "b"),
        "Papers disagree",
    ),
    (
        "the same paper, spelt differently",
        [_says("a", "Handbook "), _says("b", "handbook")],
        None,
        "several",
        ("a", "b"),
        "Two owners",
    ),
    (
        "rows without a source are one source",
        [_says("a", None), _says("b", None)],
        None,
        "several",
        ("a", "b"),
        "Two owners",
    ),
    (
        "three roles in one paper",
        [_says("a"), _says("b"), _says("c")],
        None,
        "several",
        ("a", "b", "c"),
        "Three owners",
    ),
    ("only responsible for doing", [_says("a", letter="R")], None, "none", (), "No owner"),
    ("accountable for managing is the whole", [_says("a", activity="manage")], None, "one", ("a",), "One owner"),
    ("a single role for one part", [_says("a", activity="plan")], None, "one", ("a",), "One owner"),
    (
        "two roles for two parts",
        [_says("a", activity="plan"), _says("b", activity="do")],
        None,
        "none",
        ("a", "b"),
        "Parts only",
    ),
    ("the whole counts before the parts", [_says("a"), _says("b", activity="plan")], None, "one", ("a",), "One owner"),
]


@pytest.mark.parametrize(
    ("said", "owner", "status", "owners", "words"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_state(said: list[dict[str, Any]], owner: str | None, status: str, owners: tuple[str, ...], words: str) -> None:
    state = _state(*said, owner=owner)
    assert (state["status"], set(state["owners"]), state["verdict"]) == (status, set(owners), words)


def test_disputed_are_those_that_some_papers_do_not_name() -> None:
    state = _state(_says("a"), _says("a", "Job description"), _says("b", "Job description"))
    assert state["disputed"] == ("b",)


def test_nothing_is_known_where_no_source_speaks_of_processes() -> None:
    assert process_owners(engagement(processes=[_process()]), LIMITS.processes) is None
    assert process_owners(engagement(responsibilities=[_says("a")]), LIMITS.processes) is None
    elsewhere = engagement(
        processes=[_process()],
        management_processes=[{"management_process_id": "m", "name": "M", "activity": "budget"}],
        responsibilities=[_says("a", subject="m")],
    )
    assert process_owners(elsewhere, LIMITS.processes) is None


def test_a_silent_process_has_no_owner_once_the_responsibilities_name_owners() -> None:
    rows = [_process("p", owner_role_id="a"), _process("q")]
    owners = process_owners(engagement(processes=rows, responsibilities=[_says("a")]), LIMITS.processes)
    assert owners is not None
    assert list(owners["status"]) == ["one", "none"]


def test_an_empty_cell_is_not_known_where_no_other_list_could_say() -> None:
    owners = process_owners(engagement(processes=[_process("p", owner_role_id="a"), _process("q")]), LIMITS.processes)
    assert owners is not None
    assert list(owners["process_id"]) == ["p"]


def test_a_faulty_cell_is_not_known_and_never_a_finding_against_the_client() -> None:
    rows = [_process("p", owner_role_id="a"), _process("q")]
    e = engagement(processes=rows, responsibilities=[_says("a")])
    fault = Problem("processes.csv", "cto is not in the list of roles", "Add it.", row=3, column="owner_role_id")
    owners = process_owners(dataclasses.replace(e, problems=(fault,)), LIMITS.processes)
    assert owners is not None
    assert list(owners["process_id"]) == ["p"]


@pytest.mark.parametrize(
    ("told", "expected"), [([True], True), ([True, False], False), ([None, True], True), ([None], None)]
)
def test_an_owner_can_act_unless_one_source_says_no(told: list[bool | None], expected: bool | None) -> None:
    state = _state(*(_says("a", source=str(i), executable=answer) for i, answer in enumerate(told)))
    assert (None if pd.isna(state["can_act"]) else bool(state["can_act"])) is expected


def test_the_evidence_is_the_process_and_every_statement_about_it() -> None:
    state = _state(_says("a", letter="R"), _says("b", letter="I"))
    assert state["refs"] == ("processes:2", "responsibilities:2", "responsibilities:3")


def test_urgency_is_importance_times_problem_and_unknown_where_either_is() -> None:
    rows = [
        _process("p", owner_role_id="a", revenue_importance=4, performance_problem=5),
        _process("q", revenue_importance=4),
    ]
    owners = process_owners(engagement(processes=rows, responsibilities=[_says("a")]), LIMITS.processes)
    assert owners is not None
    assert owners["urgency"].iloc[0] == 20
    assert pd.isna(owners["urgency"].iloc[1])


def test_settled_by_activity_keeps_activities_apart() -> None:
    e = engagement(
        processes=[_process()], responsibilities=[_says("a", activity="plan"), _says("b", activity="plan"), _says("a")]
    )
    state = settled(claims(e), ["subject_id", "activity"])
    assert state["status"].to_dict() == {("p", "plan"): "several", ("p", ""): "one"}


def test_verdicts_in_words() -> None:
    assert [verdict("several", n) for n in (2, 3, 14)] == ["Two owners", "Three owners", "14 owners"]
    assert verdict("none", 2, in_parts=True) == "Parts only"


def test_a_share_leaves_out_what_is_not_known() -> None:
    rows = pd.DataFrame({"name": ["A", "B", "C"], "refs": [("t:2",), ("t:3", "t:9"), ("t:4",)]})
    made = counted_share("roles.x", rows, pd.Series([True, pd.NA, False], dtype="boolean"))
    assert made is not None
    assert (made["value"], made["count"], made["n"], made["examples"], made["evidence"]) == (
        0.5,
        1.0,
        2,
        ("A",),
        ("t:2",),
    )
    assert counted_share("roles.x", rows, pd.Series([pd.NA] * 3, dtype="boolean")) is None


statement = st.tuples(
    st.sampled_from("pqr"), st.sampled_from("abc"), st.sampled_from(["x", "y", ""]), st.sampled_from("ARCI")
)


def _client(said: list[tuple[str, str, str, str]]) -> Engagement:
    rows = [_says(role, source or None, letter, subject) for subject, role, source, letter in said]
    return engagement(processes=[_process(name) for name in "pqr"], responsibilities=rows)


@settings(max_examples=60)
@given(said=st.lists(statement, min_size=1, max_size=12), seed=st.randoms())
def test_the_state_does_not_depend_on_order_or_repetition(said: list[tuple[str, str, str, str]], seed: Any) -> None:
    shuffled = [*said, said[0]]
    seed.shuffle(shuffled)
    first, second = process_owners(_client(said), LIMITS.processes), process_owners(_client(shuffled), LIMITS.processes)
    assert first is not None
    assert second is not None
    assert list(first["status"]) == list(second["status"])
    assert [set(o) for o in first["owners"]] == [set(o) for o in second["owners"]]


@settings(max_examples=60)
@given(said=st.lists(statement, min_size=1, max_size=12))
def test_one_more_paper_that_names_another_role_never_makes_an_owner_undisputed(
    said: list[tuple[str, str, str, str]],
) -> None:
    more = process_owners(_client([*said, ("p", "z", "a new paper", "A")]), LIMITS.processes)
    assert more is not None
    named_before = any(s[0] == "p" and s[3] == "A" for s in said)
    assert more["status"].iloc[0] == ("disagree" if named_before else "one")
