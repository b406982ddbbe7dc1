"""The process architecture: landscape, managing, and the figures that the elements rest on."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from assessment_kit.analysis.architecture import analyse
from assessment_kit.analysis.managing import times_a_year
from assessment_kit.analysis.result import StepResult
from assessment_kit.engagement.model import Engagement
from assessment_kit.method.load import load_method
from assessment_kit.method.model import Element
from assessment_kit.shipped import TEMPLATES
from tests.builders import engagement, survey


def entries(kind: str) -> Any:
    return yaml.safe_load((TEMPLATES / "method" / kind / "architecture.yaml").read_text(encoding="utf-8"))


def run(client: Engagement) -> StepResult:
    return analyse(client, load_method())


def process(name: str, **more: Any) -> dict[str, Any]:
    return {"process_id": name.lower(), "name": name, "category": "deliver", "is_key": True, **more}


def managing(
    name: str, activity: str, *, feeds: tuple[str, ...] = (), often: str | None = "yearly", **more: Any
) -> dict[str, Any]:
    return {
        "management_process_id": name, "name": name.capitalize(), "activity": activity, "formality": "formal",
        "feeds": feeds, "frequency": often, **more,
    }  # fmt: skip


def counts(result: StepResult, name: str) -> tuple[float, int] | None:
    row = result.row(f"architecture.{name}")
    return None if row is None else (float(row["count"]), int(row["n"]))


def test_an_empty_cell_leaves_the_process_out_of_the_share() -> None:
    result = run(engagement(processes=[process("A", planned=True), process("B", planned=False), process("C")]))
    assert counts(result, "key_planned") == (1, 2)
    assert counts(result, "key_managed") is None  # nobody said it of any: not assessed, not nought


def test_planned_and_managed_is_no_as_soon_as_one_of_them_is_no() -> None:
    result = run(engagement(processes=[
        process("A", planned=True, managed=True), process("B", planned=False), process("C", planned=True),
    ]))  # fmt: skip
    assert counts(result, "key_planned_and_managed") == (1, 2)  # C is not known
    assert counts(result, "key_without_both") == (1, 2)


def test_a_list_in_which_only_the_key_processes_are_ticked_is_counted_whole() -> None:
    result = run(engagement(processes=[process("A"), process("B", is_key=None), process("C", is_key=None)]))
    assert counts(result, "called_key") == (1, 1)  # what is known
    assert counts(result, "key_of_listed") == (1, 3)


def test_what_is_said_of_no_key_process_is_one_gap() -> None:
    gaps = {gap.what: gap.cure for gap in run(engagement(processes=[process("A", planned=True)])).not_assessed}
    assert gaps["Which key processes are managed and owned"] == (
        "Ask for each key process whether somebody looks at the whole of it every month and which one role answers for it"
    )
    assert "Which key processes have a map, and whether it is current" in gaps


@pytest.mark.parametrize(
    "rows", [[managing("plan", "plan_strategy", formality="none")], [managing("plan", "plan_strategy")]]
)
def test_a_row_for_the_strategy_tells_whether_it_is_planned_even_where_it_is_not(rows: list[dict[str, Any]]) -> None:
    silent = run(engagement(management_processes=[managing("review", "review")]))
    told = run(engagement(management_processes=[managing("review", "review"), *rows]))
    assert (counts(silent, "strategy_listed"), counts(told, "strategy_listed")) == ((0, 1), (1, 2))
    gap = "Whether the strategy is planned"
    assert [gap in {g.what for g in result.not_assessed} for result in (silent, told)] == [True, False]


def test_key_processes_across_functions_are_looked_for_among_the_maps() -> None:
    two = ("Sales", "Logistics")
    result = run(
        engagement(
            processes=[
                process("A", functions=two, model="none"), process("B", functions=two, model="current"), process("C", functions=two),
                process("D", functions=("Sales",), model="none"), process("E", model="none"),
            ]
        )
    )  # fmt: skip
    assert counts(result, "across_without_map") == (1, 2)  # of C it is not known, D does not cross, E may or may not
    assert counts(result, "maps_across_functions") == (1, 1)


def test_processes_that_stay_in_one_function_are_told_apart_from_those_that_cross() -> None:
    both = {"planned": True, "managed": True}
    result = run(engagement(processes=[
        process("A", functions=("Sales",), **both), process("B", functions=("Sales", "Stock"), planned=False),
        process("C", functions=("Sales", "Stock"), **both), process("D", **both),
    ]))  # fmt: skip
    assert counts(result, "within_managed") == (1, 1)
    assert counts(result, "across_managed") == (1, 2)


def test_maps_are_counted_over_the_key_processes_whose_map_is_known() -> None:
    result = run(engagement(processes=[
        process("A", model="current", functions=("Sales", "Stock")), process("B", model="outdated", functions=("Sales",)),
        process("C", model="none"), process("D"), {**process("E", model="none"), "is_key": False},
    ]))  # fmt: skip
    assert counts(result, "key_processes_mapped") == (2, 3)
    assert counts(result, "maps_current") == (1, 2)
    assert counts(result, "maps_across_functions") == (1, 2)
    row = result.row("architecture.maps_outdated")
    assert row is not None
    assert (row["examples"], row["evidence"]) == (("B",), ("processes:3",))


def test_a_plan_reaches_the_running_through_others() -> None:
    # strategy → budget → review (monthly); goals feed only the bonus, once a year.
    result = run(engagement(management_processes=[
        managing("strategy", "plan_strategy", feeds=("budget",)), managing("budget", "budget", feeds=("review",)),
        managing("goals", "set_goals", feeds=("bonus",)), managing("review", "review", often="monthly"),
        managing("bonus", "reward"),
    ]))  # fmt: skip
    assert counts(result, "planning_feeds_running") == (2, 3)
    row = result.row("architecture.planning_cut_off")
    assert row is not None
    assert (row["examples"], row["evidence"]) == (("Goals",), ("management_processes:4",))
    assert result.value("architecture.lead_plan_feeds_running") == 1


@pytest.mark.parametrize(
    ("often", "expected"), [("monthly", (1.0, 1)), ("quarterly", (0.0, 1)), ("on demand", (0.0, 1)), (None, None)]
)
def test_the_review_must_be_monthly_and_an_unknown_rhythm_leaves_it_open(often: str | None, expected: object) -> None:
    result = run(engagement(management_processes=[
        managing("strategy", "plan_strategy", feeds=("review",)), managing("review", "review", often=often),
    ]))  # fmt: skip
    assert counts(result, "planning_feeds_running") == expected


def test_a_report_alone_is_not_a_review() -> None:
    result = run(engagement(management_processes=[
        managing("strategy", "plan_strategy", feeds=("report",)), managing("report", "report", often="monthly"),
    ]))  # fmt: skip
    assert counts(result, "planning_feeds_running") == (0, 1)


def test_a_list_without_any_feeds_does_not_tell_whether_the_plan_is_cut_off() -> None:
    result = run(
        engagement(
            management_processes=[managing("strategy", "plan_strategy"), managing("r", "review", often="weekly")]
        )
    )
    assert counts(result, "planning_feeds_running") is None
    assert any("which management process feeds which" in gap.why for gap in result.not_assessed)


def test_feeds_may_run_in_a_circle() -> None:
    result = run(engagement(management_processes=[
        managing("a", "plan_strategy", feeds=("b",)), managing("b", "set_goals", feeds=("a",)), managing("r", "review", often="weekly"),
    ]))  # fmt: skip
    assert counts(result, "planning_feeds_running") == (0, 2)


def test_the_best_formality_counts_for_an_activity_and_a_missing_row_is_no_process() -> None:
    result = run(engagement(management_processes=[
        managing("m1", "monitor", formality="informal"), managing("m2", "monitor", formality="partly"),
        managing("r", "report", formality=None), managing("s", "plan_strategy", formality="none"),
    ]))  # fmt: skip
    # nine activities are known (the report is not): monitoring has a routine, the other eight have none.
    assert counts(result, "activities_formal") == (1, 9)
    assert counts(result, "strategy_planned") == (0, 1)
    assert counts(result, "running_routines") == (1, 5)


def test_management_processes_that_look_at_processes() -> None:
    client = engagement(
        processes=[process("A"), process("B")],
        management_processes=[managing("m", "monitor", covers_processes=("a",)), managing("r", "review")],
    )
    result = run(client)
    assert counts(result, "management_covers_processes") == (1, 2)
    assert counts(result, "key_governed") == (1, 2)
    assert counts(result, "formal_without_process") == (1, 2)


def test_owners_are_counted_as_the_chapter_on_roles_counts_them() -> None:
    client = engagement(
        processes=[process("A", owner_role_id="coo"), process("B"), process("C")],
        roles=[{"role_id": r, "title": r, "level": "executive"} for r in ("coo", "cfo")],
        responsibilities=[
            {"subject_id": "b", "role_id": "cfo", "assignment": "A"},
            {"subject_id": "c", "role_id": "cfo", "assignment": "A"}, {"subject_id": "c", "role_id": "coo", "assignment": "A"},
        ],
    )  # fmt: skip
    assert counts(run(client), "key_owned") == (2, 3)


def test_without_any_list_nothing_is_assessed_and_all_of_it_is_said() -> None:
    result = run(engagement())
    assert result.indicators.empty
    assert len(result.not_assessed) == 4


def test_answers_carry_their_n() -> None:
    client = engagement(survey=survey({"architecture.plan_guides_work": [5, 4, 2, 1, 1, None]}))
    row = run(client).row("agree.architecture.plan_guides_work")
    assert row is not None
    assert (row["count"], row["n"]) == (2, 5)
    assert row["low"] < 0.4 < row["high"]


def test_frequency_words_that_nobody_understands_are_not_known() -> None:
    assert times_a_year("monthly") == 12
    assert times_a_year("on demand") == 0
    assert times_a_year("whenever the moon is blue") != times_a_year("whenever the moon is blue")  # NaN
    assert times_a_year(None) != times_a_year(None)


def test_each_figure_is_declared_and_each_figure_of_the_elements_is_given() -> None:
    declared = {entry["id"] for entry in entries("indicators")}
    step = {"process_id": "a", "variant": "as_is", "function": "Sales"}
    client = engagement(
        processes=[
            process("A", planned=True, managed=True, model="current", functions=("Sales", "Stock"), objective_hours=1, performance_problem=5,
                    owner_role_id="coo"),
            process("B", planned=True, managed=True, functions=("Sales",)),
        ],
        roles=[{"role_id": "coo", "title": "COO", "level": "executive"}],
        management_processes=[
            managing("s", "plan_strategy", feeds=("r",)), managing("r", "review", often="monthly", covers_processes=("a",)),
        ],
        process_steps=[
            {**step, "step_id": "1", "name": "One", "objective_hours": 2, "actual_hours": 3, "complexity": 5, "break_point": True, "effect": "time",
             "next_steps": ("2",)},
            {**step, "step_id": "2", "name": "Two", "objective_hours": 2, "actual_hours": 3, "complexity": 1, "break_point": False,
             "function": "Stock"},
            {**step, "step_id": "1", "name": "One", "variant": "to_be", "objective_hours": 1},
        ],
    )  # fmt: skip
    given = set(run(client).indicators["indicator_id"])
    assert given == declared  # nothing undeclared, and nothing declared that is never given
    elements = [
        Element.model_validate(e)
        for e in yaml.safe_load((TEMPLATES / "method" / "elements.yaml").read_text(encoding="utf-8"))
    ]
    named = {name for e in elements if e.step == "architecture" for names in e.inventory.values() for name in names}
    assert named <= given


def test_the_engagement_is_left_as_it_was() -> None:
    client = engagement(processes=[process("A", planned=True)], management_processes=[managing("s", "plan_strategy")])
    before = {name: frame.copy() for name, frame in client.tables.items()}
    run(client)
    assert all(frame.equals(client.tables[name]) for name, frame in before.items())
