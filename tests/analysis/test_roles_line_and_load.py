"""Reporting line, load, natural owners and the activities of managing."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from assessment_kit.analysis.accountability_load import load_by_role, load_indicators
from assessment_kit.analysis.managing_activities import activities_table, activity_states
from assessment_kit.analysis.owner_candidates import acting_owners, candidates
from assessment_kit.analysis.ownership import process_owners
from assessment_kit.analysis.reporting_line import line_indicators, reporting_line
from assessment_kit.engagement.model import Engagement
from assessment_kit.method import load_method
from tests.builders import engagement, table

LIMITS = load_method().thresholds


def _role(name: str, above: str | None = None, level: str = "senior", function: str | None = None) -> dict[str, Any]:
    return {"role_id": name, "title": name.title(), "level": level, "reports_to": above, "function": function}


def _process(name: str, **more: Any) -> dict[str, Any]:
    return {"process_id": name, "name": name.upper(), "category": "deliver", "is_key": True, **more}


def _says(subject: str, role: str, letter: str = "A", **more: Any) -> dict[str, Any]:
    return {"subject_id": subject, "role_id": role, "assignment": letter, **more}


# --- the line ---


def test_layers_are_counted_from_the_top() -> None:
    line = reporting_line(table("roles", [_role("boss"), _role("a", "boss"), _role("b", "a"), _role("c", "boss")]))
    assert line["layer"].to_dict() == {"boss": 1, "a": 2, "b": 3, "c": 2}
    assert line["direct_reports"].to_dict() == {"boss": 2, "a": 1, "b": 0, "c": 0}


def test_a_circle_is_found_and_never_entered() -> None:
    line = reporting_line(
        table("roles", [_role("boss"), _role("x", "boss"), _role("a", "b"), _role("b", "a"), _role("c", "a")])
    )
    assert list(line.index[line["circular"]]) == ["a", "b", "c"]
    assert line["layer"].isna().tolist() == [False, False, True, True, True]


def test_a_role_that_stands_alone_has_no_layer_and_is_named() -> None:
    roles = table("roles", [_role("boss"), _role("a", "boss"), _role("alone")])
    assert list(reporting_line(roles)["layer"].isna()) == [False, False, True]
    figures = {str(row["indicator_id"]): row for row in line_indicators(roles) if row is not None}
    assert figures["roles.unattached"]["examples"] == ("Alone",)
    assert (figures["roles.layers"]["value"], figures["roles.layers"]["n"]) == (2.0, 2)


def test_a_superior_of_a_lower_level_is_upside_down() -> None:
    line = reporting_line(
        table("roles", [_role("a", level="middle"), _role("b", "a", level="senior"), _role("c", "a", level="middle")])
    )
    assert line["upside_down"].astype(object).tolist()[1:] == [True, False]
    assert pd.isna(line["upside_down"].iloc[0])


def test_spans_by_hand() -> None:
    # boss leads a, b, c; a leads d; so two heads: spans 3 and 1, median 2, one of two leads a single role
    roles = table("roles", [_role("boss"), _role("a", "boss"), _role("b", "boss"), _role("c", "boss"), _role("d", "a")])
    figures = {str(row["indicator_id"]): row for row in line_indicators(roles) if row is not None}
    assert figures["roles.span_median"]["value"] == 2
    assert (figures["roles.widest_span"]["value"], figures["roles.widest_span"]["examples"]) == (3, ("Boss",))
    assert (figures["roles.single_report"]["count"], figures["roles.single_report"]["n"]) == (1, 2)


def test_no_line_where_nobody_says_to_whom_he_reports() -> None:
    assert line_indicators(table("roles", [_role("a"), _role("b")])) == []


# --- load ---


def _loaded(counts: dict[str, int]) -> Engagement:
    rows = [(role, f"{role}{i}") for role, count in counts.items() for i in range(count)]
    return engagement(
        roles=[_role(role) for role in [*counts, "idle"]],
        processes=[_process(process) for _, process in rows],
        responsibilities=[_says(process, role) for role, process in rows],
    )


@pytest.mark.parametrize(
    ("counts", "heavy"),
    [
        ({"a": 4, "b": 2, "c": 2}, ["a"]),  # median 2, twice is 4
        ({"a": 3, "b": 1, "c": 1}, []),  # three is three times the median, but no burden
        ({"a": 5, "b": 3, "c": 3}, []),  # less than twice the median of 3
        ({"a": 9, "b": 1}, []),  # two roles have no median worth the name
    ],
)
def test_overload_is_twice_the_median_and_at_least_four(counts: dict[str, int], heavy: list[str]) -> None:
    load = load_by_role(_loaded(counts), LIMITS)
    assert list(load.loc[load["overloaded"].fillna(False).astype(bool), "role_id"]) == heavy


def test_a_process_counts_once_however_many_papers_name_the_role() -> None:
    said = [_says("p", "a", source=s, activity=x) for s in ("x", "y") for x in (None, "plan")]
    load = load_by_role(
        engagement(roles=[_role("a")], processes=[_process("p", owner_role_id="a")], responsibilities=said), LIMITS
    )
    assert list(load["accountable"]) == [1]


def test_no_source_no_zero() -> None:
    load = load_by_role(engagement(roles=[_role("a")]), LIMITS)
    assert load["accountable"].isna().all()
    assert load["named"].isna().all()


def test_share_of_the_heaviest_role() -> None:
    roles = table("roles", [_role(r) for r in ("a", "b", "c", "idle")])
    frame = roles.merge(load_by_role(_loaded({"a": 4, "b": 2, "c": 2}), LIMITS), on="role_id")
    top = next(row for row in load_indicators(frame) if row is not None and row["indicator_id"] == "roles.load_top")
    assert (top["count"], top["n"], top["examples"]) == (4.0, 8, ("A",))


# --- natural owners ---


def _steps(process: str, *functions: str) -> list[dict[str, Any]]:
    return [
        {"process_id": process, "variant": "as_is", "step_id": f"s{i}", "name": "x", "function": function}
        for i, function in enumerate(functions)
    ]


def test_the_head_of_the_function_with_most_steps_comes_first() -> None:
    e = engagement(
        roles=[
            _role("head", function="Sales"),
            _role("clerk", level="middle", function="Sales"),
            _role("ops", function="Ops"),
        ],
        processes=[_process("p")],
        process_steps=_steps("p", "sales", "Ops", "Sales "),
    )
    ranked = candidates(e, pd.Series(["p"]), LIMITS.roles.acting_from)
    assert list(ranked["role_id"]) == ["head", "ops"]
    assert ranked["points"].round(2).tolist() == [0.67, 0.33]
    assert not ranked["tied"].any()


def test_being_named_accountable_by_one_paper_counts_more_than_doing() -> None:
    said = [
        _says("p", "a", "R"),
        _says("p", "a", "R", source="x"),
        _says("p", "b", "A"),
        _says("p", "c", "A", source="x"),
        _says("p", "c", "R"),
    ]
    e = engagement(roles=[_role(r) for r in "abc"], processes=[_process("p")], responsibilities=said)
    # a: 2 of 5; b: 1 of 5 and 1 of 2 claims; c: 2 of 5 and 1 of 2 claims
    ranked = candidates(e, pd.Series(["p"]), LIMITS.roles.acting_from)
    assert list(ranked["role_id"]) == ["c", "b", "a"]
    assert ranked["points"].round(2).tolist() == [0.9, 0.7, 0.4]


def test_equal_claims_are_tied_unless_one_is_of_a_higher_level() -> None:
    said = [_says("p", r, "R") for r in "abc"]
    roles = [_role("a"), _role("b"), _role("c", level="middle")]
    ranked = candidates(
        engagement(roles=roles, processes=[_process("p")], responsibilities=said),
        pd.Series(["p"]),
        LIMITS.roles.acting_from,
    )
    assert dict(zip(ranked["role_id"], ranked["tied"], strict=True)) == {"a": True, "b": True, "c": False}


ACTING: list[tuple[str, list[dict[str, Any]], bool]] = [
    ("manages it", [_says("p", "a", "R", activity="manage")], True),
    (
        "monitors and improves it",
        [_says("p", "a", "R", activity="monitor"), _says("p", "a", "R", activity="improve")],
        True,
    ),
    ("only monitors it", [_says("p", "a", "R", activity="monitor")], False),
    ("only does the work", [_says("p", "a", "R", activity="do"), _says("p", "a", "R", activity="plan")], False),
    ("by its job description", [_says("p", "a", "R", activity="manage", in_job_description=True)], False),
    ("and is named accountable", [_says("p", "a", "R", activity="manage"), _says("p", "a", source="x")], False),
]


@pytest.mark.parametrize(("said", "found"), [c[1:] for c in ACTING], ids=[c[0] for c in ACTING])
def test_who_acts_as_owner_unseen(said: list[dict[str, Any]], found: bool) -> None:
    e = engagement(roles=[_role("a")], processes=[_process("p")], responsibilities=said)
    assert list(acting_owners(e, LIMITS.roles.acting_from)["role_id"]) == (["a"] if found else [])


# --- activities ---


def test_the_whole_covers_each_activity_unless_one_has_a_claim_of_its_own() -> None:
    e = engagement(
        roles=[_role("a"), _role("b")],
        processes=[_process("p"), _process("q")],
        responsibilities=[
            _says("p", "a"),
            _says("p", "b", activity="plan"),
            _says("p", "a", activity="plan"),
            _says("q", "a", "R"),
        ],
    )
    states = activity_states(e, process_owners(e, LIMITS.processes))
    by_name = {(row["code"], row["name"]): row["status"] for row in states.to_dict("records")}
    assert by_name["plan", "P"] == "several"
    assert by_name["report", "P"] == "one"
    assert by_name["plan", "Q"] == "none"
    made = activities_table(states, pd.Series({"a": "Anna", "b": "Ben"}))
    assert made.loc[
        made["activity"] == "Reporting", ["n", "one", "none", "disputed", "mostly"]
    ].to_numpy().tolist() == [[2, 1, 1, 0, "Anna"]]


def test_key_processes_come_in_only_where_claims_tell_activities_apart() -> None:
    e = engagement(
        roles=[_role("a")],
        processes=[_process("p")],
        responsibilities=[_says("p", "a"), _says("p", "a", "R", activity="do")],
    )
    assert activity_states(e, process_owners(e, LIMITS.processes)).empty


def test_management_processes_come_in_where_a_source_names_any() -> None:
    managing = [{"management_process_id": m, "name": m.upper(), "activity": "budget"} for m in ("m", "k")]
    e = engagement(roles=[_role("a")], management_processes=managing, responsibilities=[_says("m", "a")])
    states = activity_states(e, None)
    assert states[["name", "status"]].to_numpy().tolist() == [["M", "one"], ["K", "none"]]
    assert activity_states(engagement(management_processes=managing), None).empty
