"""Step 2 as a whole, on a client whose accountabilities can be read off the matrix in roles_clients."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

import pandas as pd
import pytest

from assessment_kit.analysis.result import StepResult
from assessment_kit.analysis.roles import analyse
from assessment_kit.engagement.model import Engagement
from assessment_kit.method import Method, load_method
from tests.analysis.roles_clients import instruments, large
from tests.builders import engagement, survey


@lru_cache
def method() -> Method:
    return load_method()


@lru_cache
def result() -> StepResult:
    return analyse(instruments(), method())


def run(**tables: Any) -> StepResult:
    return analyse(engagement(**tables), method())


def counted(made: StepResult, name: str) -> tuple[int, int]:
    row = made.row(f"roles.{name}")
    assert row is not None, f"roles.{name} was not assessed"
    return int(row["count"]), int(row["n"])


def role(name: str, **more: Any) -> dict[str, Any]:
    return {"role_id": name, "title": name.title(), "level": "senior", **more}


def process(name: str = "p", **more: Any) -> dict[str, Any]:
    return {"process_id": name, "name": name.upper(), "category": "deliver", "is_key": True, **more}


def says(subject: str = "p", who: str = "a", letter: str = "A", **more: Any) -> dict[str, Any]:
    return {"subject_id": subject, "role_id": who, "assignment": letter, **more}


@pytest.mark.parametrize(
    ("name", "count", "n"),
    [
        ("key_processes_owned", 3, 12),  # Develop products, Run key accounts, Calibrate and certify
        ("key_without_owner", 9, 12),
        ("key_no_owner", 5, 12),
        ("key_several", 2, 12),  # Introduce products, Repair and service
        ("key_disputed", 2, 12),  # Find customers, Quote to order
        ("key_void", 5, 12),  # each of the five has at least two functions
        ("urgent_unowned", 4, 12),  # 4×4, 4×4, 5×5, 4×5
        ("owners_senior", 3, 3),
        ("overlapping", 2, 12),
        ("contradictory", 2, 12),
        ("gaps", 5, 12),
        (
            "assignments_sound",
            3,
            11,
        ),  # 11 claims; the 8 in the four torn processes are not sound; R without more are not known
        ("roles_described", 9, 9),
        ("unassigned", 0, 9),
        ("load_top", 4, 11),  # Sales is named in four processes
        ("overloaded", 1, 7),
    ],
)
def test_figures_of_the_matrix(name: str, count: int, n: int) -> None:
    assert counted(result(), name) == (count, n)


def test_the_worst_example_comes_first() -> None:
    row = result().row("roles.key_no_owner")
    assert row is not None
    assert row["examples"][:2] == ("Order to delivery", "Spare parts")


def test_nobody_answers_is_proved_by_the_statements_that_are_there() -> None:
    row = result().row("roles.key_void")
    assert row is not None
    refs = set(row["evidence"])
    # Order to delivery is the 8th process (row 9) and has seven statements, none of which says accountable
    assert "processes:9" in refs
    order = instruments().table("responsibilities")
    order = order[order["subject_id"] == "order_to_delivery"]
    assert {f"responsibilities:{r}" for r in order["row"]} <= refs
    assert "A" not in set(order["assignment"])


def test_cells_of_the_matrix() -> None:
    rows = result().tables["matrix"].to_dict("records")
    cells = {(row["process_id"], row["role_id"]): (row["letter"], row["kind"]) for row in rows}
    assert cells["develop_products", "development"] == ("A", "sound")
    assert cells["introduce_products", "sales"] == ("A", "several")
    assert cells["find_customers", "ceo"] == ("A", "disputed")
    assert cells["order_to_delivery", "sales"] == ("R", "")
    assert ("order_to_delivery", "service") not in cells


def test_accountable_for_parts_is_told_apart_even_where_papers_differ() -> None:
    said = [says(who="a", activity="plan", source="x"), says(who="b", activity="do", source="y")]
    made = run(roles=[role("a"), role("b")], processes=[process()], responsibilities=said)
    assert list(made.tables["matrix"]["kind"]) == ["part", "part"]
    assert list(made.tables["processes"]["verdict"]) == ["Parts only"]


def test_a_role_is_shown_by_its_strongest_letter() -> None:
    made = run(roles=[role("a")], processes=[process()], responsibilities=[says(letter=x) for x in "IRC"])
    assert list(made.tables["matrix"]["letter"]) == ["R"]


def test_void_needs_several_functions_and_known_ones() -> None:
    rows = [process("p", functions=["Sales"]), process("q", functions=["Sales", "Ops"]), process("r")]
    made = run(roles=[role("a")], processes=rows, responsibilities=[says("p", letter="R")])
    assert counted(made, "key_void") == (1, 2)


def test_functions_of_the_map_count_too() -> None:
    steps = [{"process_id": "p", "variant": "as_is", "step_id": f, "name": f, "function": f} for f in ("Sales", "Ops")]
    made = run(roles=[role("a")], processes=[process()], responsibilities=[says(letter="R")], process_steps=steps)
    assert counted(made, "key_void") == (1, 1)


QUALITY: list[tuple[dict[str, Any], bool | None]] = [
    ({"clarity": "clear", "executable": True}, True),
    ({"clarity": "clear"}, True),
    ({"clarity": "vague", "executable": True}, False),
    ({"clarity": "undefined"}, False),
    ({"clarity": "clear", "executable": False}, False),
    ({}, None),
]


@pytest.mark.parametrize(("more", "sound"), QUALITY)
def test_a_responsibility_is_sound_as_far_as_the_papers_tell(more: dict[str, Any], sound: bool | None) -> None:
    made = run(roles=[role("a")], processes=[process()], responsibilities=[says(letter="R", **more)])
    value = made.value("roles.assignments_sound")
    assert value == (None if sound is None else float(sound))


def test_defects_count_only_where_it_is_known() -> None:
    said = [
        says(clarity="vague", executable=False, in_job_description=False),
        says(letter="R", clarity="undefined", executable=True, in_job_description=False),
        says(letter="R", clarity="clear"),
        says(letter="I", clarity="vague", executable=False),
    ]
    made = run(roles=[role("a")], processes=[process()], responsibilities=said)
    assert counted(made, "vague") == (1, 3)
    assert counted(made, "undefined") == (1, 3)
    assert counted(made, "hard_to_execute") == (1, 2)
    assert counted(made, "outside_job_description") == (1, 1)  # only for what one is accountable for
    row = made.row("roles.vague")
    assert row is not None
    assert row["examples"] == ("A for P",)


def test_an_overlap_in_one_activity_counts_although_the_whole_has_one_owner() -> None:
    said = [says(who="a"), says(who="a", activity="plan"), says(who="b", activity="plan")]
    made = run(roles=[role("a"), role("b")], processes=[process()], responsibilities=said)
    assert counted(made, "overlapping") == (1, 1)
    assert counted(made, "key_processes_owned") == (1, 1)


def test_gaps_are_looked_for_at_the_top_of_the_list_and_in_key_processes() -> None:
    rows = [
        process("p"),
        process("q", is_key=False),
        process("part", parent_id="q", is_key=False),
        process("k", parent_id="q"),
    ]
    made = run(roles=[role("a")], processes=rows, responsibilities=[says("p")])
    assert counted(made, "gaps") == (2, 3)  # q and k; the part of q is covered by q


def test_a_role_without_any_defined_duty_is_not_described() -> None:
    said = [says(who="a"), says(who="b", letter="R", clarity="undefined"), says(who="c", letter="I")]
    made = run(roles=[role(r) for r in "abcd"], processes=[process()], responsibilities=said)
    assert counted(made, "roles_described") == (1, 4)
    row = made.row("roles.unassigned")
    assert row is not None
    assert row["examples"] == ("D",)


def test_owners_who_cannot_act() -> None:
    rows = [process("p"), process("q"), process("r")]
    said = [says("p", executable=True), says("q", executable=False), says("r")]
    made = run(roles=[role("a")], processes=rows, responsibilities=said)
    assert counted(made, "owners_able") == (1, 2)
    assert counted(made, "owners_unable") == (1, 2)


def test_every_function_of_the_process_has_a_voice() -> None:
    roles = [role("a", function="Sales"), role("b", function="ops")]
    rows = [
        process(p, functions=["Sales", "Ops", "Carrier"]) for p in ("p", "q")
    ]  # the carrier is outside the list of roles
    said = [says("p", "a"), says("p", "b", "C"), says("q", "a"), says("q", "b", "I")]
    made = run(roles=roles, processes=rows, responsibilities=said)
    row = made.row("roles.parts_represented")
    assert row is not None
    assert (row["count"], row["n"], row["examples"]) == (1.0, 2, ("P",))


def test_an_unseen_owner_is_named_with_the_process() -> None:
    roles, rows = [role("a"), role("b")], [process("p"), process("q", owner_role_id="a")]
    made = run(roles=roles, processes=rows, responsibilities=[says("p", "b", "R", activity="manage")])
    row = made.row("roles.unseen_owner")
    assert row is not None
    assert (row["count"], row["n"], row["examples"], row["evidence"]) == (1.0, 1, ("B for P",), ("responsibilities:2",))


def _asked(levels: list[str], agree: list[bool]) -> Engagement:
    scores = {"roles.who_answers": [5.0 if yes else 1.0 for yes in agree]}
    return replace(engagement(), survey=survey(scores, levels=levels))


def test_executives_against_the_front_line() -> None:
    # 4 of 5 executives, 2 of 10 of the front line: 60 points
    made = analyse(
        _asked(["executive"] * 5 + ["front_line"] * 10, [True] * 4 + [False] + [True] * 2 + [False] * 8), method()
    )
    row = made.row("roles.clarity_gap")
    assert row is not None
    assert (row["count"], row["n"], row["basis"]) == (60.0, 15, "sample")


@pytest.mark.parametrize(
    "levels",
    [
        ["executive"] * 4 + ["front_line"] * 10,  # four executives are too few to show
        ["executive"] * 5 + ["front_line"] * 10 + ["middle"] * 3,  # the three could be had by subtraction
    ],
)
def test_no_gap_is_shown_that_gives_a_small_group_away(levels: list[str]) -> None:
    made = analyse(_asked(levels, [True] * len(levels)), method())
    assert made.value("roles.clarity_gap") is None


def test_nothing_handed_over_gives_gaps_and_no_figures() -> None:
    made = run()
    assert made.indicators.empty
    assert [gap.what for gap in made.not_assessed] == [
        "Who answers for what, and how well roles are defined",
        "Which layers of management there are, and who carries how much",
    ]


def test_processes_without_any_owner_named_are_not_assessed() -> None:
    made = run(processes=[process()], roles=[role("a", reports_to=None)])
    assert made.value("roles.key_processes_owned") is None
    assert "How the line of reporting runs" in [gap.what for gap in made.not_assessed]


def test_a_circle_in_the_line_is_told() -> None:
    made = run(roles=[role("a", reports_to="b"), role("b", reports_to="a")])
    told = [gap for gap in made.not_assessed if gap.what.startswith("Where some roles")]
    assert "A and B" in told[0].why


def test_unrated_processes_without_owner_leave_the_priority_open() -> None:
    made = run(processes=[process()], roles=[role("a")], responsibilities=[says(letter="R")])
    assert "Which process wants an owner first" in [gap.what for gap in made.not_assessed]


@pytest.mark.parametrize(
    "client", [instruments(), large(40, 30), large(), engagement()], ids=["comp", "complete", "large", "empty"]
)
def test_every_figure_is_declared_with_its_unit_and_within_its_bounds(client: Engagement) -> None:
    made = analyse(client, method()).indicators
    for row in made.to_dict("records"):
        if str(row["indicator_id"]).startswith(("item.", "agree.")):
            continue
        declared = method().indicators[str(row["indicator_id"])]
        assert declared.unit == row["unit"]
        assert row["evidence"], row["indicator_id"]
        if row["unit"] == "share" and row["indicator_id"] != "roles.clarity_gap":
            assert 0 <= row["value"] <= 1
            assert row["value"] == pytest.approx(row["count"] / row["n"])
    assert not made.duplicated(["indicator_id", "subject"]).any()


def test_the_measures_of_the_element_are_made() -> None:
    made = analyse(large(40, 30), method())
    for names in method().elements["E5"].inventory.values():
        assert all(made.value(name) is not None for name in names)


def test_every_declared_figure_is_made_by_some_client() -> None:
    asked = _asked(["executive"] * 5 + ["front_line"] * 5, [True] * 10)
    made = pd.concat([analyse(large(40, 30), method()).indicators, analyse(asked, method()).indicators])
    assert {i.id for i in method().indicators.values() if i.step == "roles" and not i.id.startswith("views.")} <= set(
        made["indicator_id"]
    )


def test_the_owners_shares_add_up() -> None:
    made = analyse(large(), method())
    parts = [counted(made, name)[0] for name in ("key_processes_owned", "key_no_owner", "key_several", "key_disputed")]
    assert sum(parts) == counted(made, "key_processes_owned")[1]


def test_the_engagement_stays_as_it_was() -> None:
    client = large(40, 30)
    before = {name: frame.copy() for name, frame in client.tables.items()}
    analyse(client, method())
    for name, frame in before.items():
        pd.testing.assert_frame_equal(client.tables[name], frame)
