"""The rules in figures: each changes what it is said to change, a client's own replace the method's, and texts tell them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import BaseModel

from assessment_kit.analysis import architecture, metrics, practices, roles
from assessment_kit.analysis.result import StepResult
from assessment_kit.engagement.model import Engagement
from assessment_kit.engagement.own_method import method_for
from assessment_kit.errors import MethodError
from assessment_kit.method import load_method
from assessment_kit.method.model import Method
from assessment_kit.method.thresholds import Thresholds
from assessment_kit.method.thresholds_told import tell
from assessment_kit.shipped import TEMPLATES
from tests.builders import engagement, survey

METHOD = load_method()
FILE = TEMPLATES / "method" / "method.yaml"
Analyse = Callable[[Engagement, Method], StepResult]


def with_rule(group: str, **changes: float) -> Method:
    """The method with some rules of one group changed."""
    own = getattr(METHOD.thresholds, group).model_copy(update=changes)
    return METHOD.model_copy(update={"thresholds": METHOD.thresholds.model_copy(update={group: own})})


def process(name: str, /, **cells: Any) -> dict[str, Any]:
    return {"process_id": name, "name": name.title(), "category": "deliver", **cells}


def role(name: str, level: str = "senior", function: str = "Sales") -> dict[str, Any]:
    return {"role_id": name, "title": name.title(), "level": level, "function": function}


def meeting(name: str, **cells: Any) -> dict[str, Any]:
    return {"meeting_id": name, "name": name.title(), "purpose": "monthly_review", "frequency": "monthly", "minutes": 60,
            "attendees": ["a", "b"], **cells}  # fmt: skip


def metric(name: str, /, **cells: Any) -> dict[str, Any]:
    return {"metric_id": name, "name": f"Metric {name}", **cells}


def measured(values: Sequence[float], target: float | None = None) -> list[dict[str, Any]]:
    return [
        {"metric_id": "m", "period": f"2026-{n:02d}", "actual": v, "target": target} for n, v in enumerate(values, 1)
    ]


PEOPLE = [role("a", "executive"), role("b", "executive", "Finance"), role("c", "middle", "Finance")]
KEYS = [process(p, revenue_importance=4, performance_problem=4, managed=False, is_key=True) for p in ("x", "y", "z")]
OWNED = [
    {"subject_id": p, "role_id": r, "assignment": "A", "source": "handbook"}
    for r, own in {"a": ("p1", "p2", "p3", "p4"), "b": ("p5", "p6"), "c": ("p7", "p8")}.items()
    for p in own
]
SHARED = [
    {"subject_id": p, "role_id": r, "assignment": "A", "source": "handbook"} for p in ("x", "y") for r in ("a", "b")
]
STEPS = [
    {"process_id": "x", "variant": "as_is", "step_id": s, "name": s, "function": "Sales", "complexity": c, "break_point": False}
    for s, c in (("s", 4), ("t", 1))
]  # fmt: skip
FLOW = [
    {"from_process_id": "x", "to_process_id": "y", "item": f"i{n}", "transfer": "rekeyed", "latency_days": 5}
    for n in range(3)
]
PLANS = [
    {"management_process_id": "plan", "name": "Plan", "activity": "plan_strategy", "formality": "formal", "frequency": "yearly", "feeds": ["look"]},
    {"management_process_id": "look", "name": "Look", "activity": "review", "formality": "formal", "frequency": "11 times a year"},
]  # fmt: skip
PAIR = [
    meeting("one", attendees=["a", "b"], agenda="standing", topics=["Late orders", "Stock"]),
    meeting("two", attendees=["a", "b"], agenda="standing", topics=["late order", "Stock", "Claims"]),
]
SOUND: Mapping[str, Any] = {"stated_purpose": "To look", "agenda": "standing", "decisions_recorded": True}
PLACE = [process("x", is_key=True, managed=False, functions=["Sales", "Logistics"])]
CALL = [meeting("call", attendees=["a"], **SOUND)]
SAID = [{"interview": f"i{n}", "item_id": "practices.meeting_skill", "score": 1} for n in range(3)]
LEVELS = ["executive"] * 20 + ["front_line"] * 20
SEEN = survey({"practices.managers_feel": [5] * 15 + [1] * 5 + [5] * 10 + [1] * 10}, LEVELS)

# the rule, what the client handed over, the figure, and the figure by another rule; None: not assessed
CASES: list[tuple[Analyse, str, dict[str, float], dict[str, Any], str, float | None, float | None]] = [
    (architecture.analyse, "processes", {"severe_from": 5}, {"processes": KEYS}, "architecture.problems_unmanaged", 1.0, None),
    (architecture.analyse, "processes", {"decisive_from": 5}, {"processes": [process("x", revenue_importance=4), process("y", revenue_importance=5), process("z", revenue_importance=1)]}, "architecture.key_processes", 2, 1),
    (architecture.analyse, "processes", {"complex_from": 5}, {"processes": KEYS, "process_steps": STEPS}, "architecture.complex_steps", 0.5, 0.0),
    (roles.analyse, "processes", {"urgent_from": 5}, {"processes": [KEYS[0], {**KEYS[1], "revenue_importance": 1}], "roles": PEOPLE, "responsibilities": SHARED}, "roles.urgent_unowned", 0.5, 0.0),
    (architecture.analyse, "flow", {"slow_days": 6.0}, {"processes": KEYS, "information_flow": FLOW}, "architecture.flow_slow", 1.0, 0.0),
    (architecture.analyse, "flow", {"least_pieces": 4}, {"processes": KEYS, "information_flow": FLOW}, "architecture.flow_hardest_hit", 1.0, None),
    (architecture.analyse, "managing", {"steering_times": 12.0}, {"management_processes": PLANS}, "architecture.planning_feeds_running", 1.0, 0.0),
    (roles.analyse, "roles", {"overload_times": 2.5}, {"roles": PEOPLE, "processes": [process(f"p{n}") for n in range(1, 9)], "responsibilities": OWNED}, "roles.overloaded", 1 / 3, 0.0),
    (roles.analyse, "roles", {"overload_from": 5}, {"roles": PEOPLE, "processes": [process(f"p{n}") for n in range(1, 9)], "responsibilities": OWNED}, "roles.overloaded", 1 / 3, 0.0),
    (roles.analyse, "roles", {"overload_roles": 4}, {"roles": PEOPLE, "processes": [process(f"p{n}") for n in range(1, 9)], "responsibilities": OWNED}, "roles.overloaded", 1 / 3, None),
    (metrics.analyse, "figures", {"late_share": 0.35}, {"metrics": [metric("m", frequency="monthly", latency_days=10)]}, "metrics.late", 1.0, 0.0),
    (metrics.analyse, "figures", {"grace_days": 0.5}, {"metrics": [metric("m", frequency="daily", latency_days=1)]}, "metrics.late", 0.0, 1.0),
    (metrics.analyse, "figures", {"steady_share": 0.05}, {"metrics": [metric("m", direction="up")], "measurements": measured([100, 102, 104])}, "metrics.getting_better", 1.0, 0.0),
    (metrics.analyse, "figures", {"trend_least": 4}, {"metrics": [metric("m", direction="up")], "measurements": measured([100, 102, 104])}, "metrics.getting_better", 1.0, None),
    (metrics.analyse, "figures", {"trend_periods": 3}, {"metrics": [metric("m", direction="up")], "measurements": measured([50, 60, 70, 80, 70, 60])}, "metrics.getting_better", 1.0, 0.0),
    (metrics.analyse, "figures", {"missed_periods": 5}, {"metrics": [metric("m", direction="up")], "measurements": measured([1, 1, 1, 1], target=2)}, "metrics.never_on_target", 1.0, None),
    (metrics.analyse, "near_twins", {"names": 99.0}, {"metrics": [metric("m", name="Employee turnover"), metric("n", name="Employe turnover")]}, "metrics.near_duplicates", 1.0, 0.0),
    (metrics.analyse, "near_twins", {"words": 99.0}, {"metrics": [metric("m", name="Employee turnover"), metric("n", name="Employe turnover")]}, "metrics.near_duplicates", 1.0, 0.0),
    (practices.analyse, "meetings", {"working_hours": 3680.0}, {"roles": PEOPLE, "meetings": [meeting("long", frequency="weekly", minutes=480)]}, "practices.overloaded_roles", 1.0, 0.0),
    (practices.analyse, "meetings", {"heavy_share": 0.25}, {"roles": PEOPLE, "meetings": [meeting("long", frequency="weekly", minutes=480)]}, "practices.overloaded_roles", 1.0, 0.0),
    (practices.analyse, "meetings", {"doubtful_to": 3}, {"meetings": [meeting("poor", value=3)]}, "practices.doubtful", 0.0, 1.0),
    (practices.analyse, "meetings", {"executives_share": 1.0}, {"roles": [*PEOPLE, role("d", "executive", "IT")], "meetings": [meeting("talk", **SOUND)]}, "practices.alignment_conversations", 1, 0),
    (practices.analyse, "overlaps", {"same_people": 0.7}, {"roles": PEOPLE, "meetings": [PAIR[0], {**PAIR[1], "attendees": ["a", "b", "c"]}]}, "practices.overlap_pairs", 1, 0),
    (practices.analyse, "overlaps", {"least_people": 3}, {"roles": PEOPLE, "meetings": PAIR}, "practices.overlap_pairs", 1, 0),
    (practices.analyse, "overlaps", {"topics_same_purpose": 3}, {"roles": PEOPLE, "meetings": PAIR}, "practices.overlap_pairs", 1, 0),
    (practices.analyse, "overlaps", {"topics_other_purpose": 2}, {"roles": PEOPLE, "meetings": [PAIR[0], {**PAIR[1], "purpose": "goals"}]}, "practices.overlap_pairs", 0, 1),
    (practices.analyse, "overlaps", {"topic_likeness": 99.0}, {"roles": PEOPLE, "meetings": PAIR}, "practices.overlap_pairs", 1, 0),
    (practices.analyse, "overlaps", {"same_topics": 0.7}, {"roles": PEOPLE, "meetings": [{**PAIR[0], "topics": ["Stock", "Claims", "Hires"]}, {**PAIR[1], "topics": ["Stock", "Claims", "Sales", "Cash"]}]}, "practices.overlap_pairs", 1, 0),
    (practices.analyse, "answers", {"skill_least": 4}, {"interviews": SAID}, "practices.skills_weak", 1.0, None),
    (practices.analyse, "answers", {"gap_chance": 0.2}, {"survey": SEEN}, "practices.rosier_at_top", 0.0, 1.0),
    (practices.analyse, "answers", {"gap_alike": 0.9}, {"survey": SEEN}, "practices.views_alike", 0.0, 1.0),
    (practices.analyse, "proposal", {"functions_share": 0.6}, {"roles": PEOPLE, "processes": PLACE, "meetings": CALL}, "practices.to_be_placed", 1.0, 0.0),
    (practices.analyse, "proposal", {"process_minutes": 30.0}, {"roles": PEOPLE, "processes": PLACE, "meetings": CALL}, "practices.to_be_hours", 15.0, 18.0),
    (practices.analyse, "proposal", {"fewest_times": 13.0}, {"roles": PEOPLE, "processes": PLACE, "meetings": CALL}, "practices.to_be_placed", 1.0, 0.0),
    (practices.analyse, "proposal", {"most_times": 11.0}, {"roles": PEOPLE, "processes": PLACE, "meetings": CALL}, "practices.to_be_placed", 1.0, 0.0),
    (practices.analyse, "proposal", {"most_processes": 1}, {"roles": PEOPLE, "processes": [*PLACE, {**PLACE[0], "process_id": "y", "name": "Y"}], "meetings": CALL}, "practices.to_be_placed", 1.0, 0.5),
    (practices.analyse, "proposal", {"new_minutes": 180.0}, {"roles": PEOPLE, "processes": [{**PLACE[0], "functions": ["Finance", "IT"]}], "meetings": [meeting("call", attendees=["a"])]}, "practices.to_be_hours", 18.0, 24.0),
    (practices.analyse, "proposal", {"new_times": 8.0}, {"roles": PEOPLE, "processes": [{**PLACE[0], "functions": ["Finance", "IT"]}], "meetings": [meeting("call", attendees=["a"])]}, "practices.to_be_hours", 18.0, 24.0),
]  # fmt: skip


@pytest.mark.parametrize(
    ("analyse", "group", "changed", "client", "figure", "before", "after"),
    CASES,
    ids=[f"{c[1]}.{next(iter(c[2]))}" for c in CASES],
)
def test_a_rule_changes_what_it_is_said_to_change(
    analyse: Analyse,
    group: str,
    changed: dict[str, float],
    client: dict[str, Any],
    figure: str,
    before: float | None,
    after: float | None,
) -> None:
    made = engagement(**client)
    assert analyse(made, METHOD).value(figure) == (None if before is None else pytest.approx(before))
    assert analyse(made, with_rule(group, **changed)).value(figure) == (None if after is None else pytest.approx(after))


def test_headlines_stand_for_the_rest_where_nobody_says_which_matter() -> None:
    made = engagement(metrics=[metric(f"m{n}", collected_by=["a"]) for n in range(12)], roles=PEOPLE)
    assert metrics.analyse(made, METHOD).tables["paths"]["headline"].sum() == 10
    assert metrics.analyse(made, with_rule("figures", headlines=3)).tables["paths"]["headline"].sum() == 3


@pytest.mark.parametrize(
    ("times", "rule", "before", "after"),
    [
        (200, {"daily_from": 201.0}, "Daily", "Weekly"),
        (17, {"weekly_from": 18.0}, "Weekly", "Monthly"),
        (9, {"monthly_from": 10.0}, "Monthly", "Quarterly"),
        (3, {"quarterly_from": 4.0}, "Quarterly", "Yearly"),
    ],
)
def test_rhythms_begin_where_the_method_says(times: int, rule: dict[str, float], before: str, after: str) -> None:
    made = engagement(meetings=[meeting("m", frequency=f"{times} times a year")])
    assert list(practices.analyse(made, METHOD).tables["meetings"]["rhythm"]) == [before]
    assert list(practices.analyse(made, with_rule("meetings", **rule)).tables["meetings"]["rhythm"]) == [after]


def test_kinds_of_work_are_missing_only_where_enough_purposes_are_known() -> None:
    made = engagement(meetings=[*(meeting(f"m{n}") for n in range(4)), meeting("last", purpose=None)])
    assert len(practices.analyse(made, METHOD).tables["year_rhythm"])
    assert practices.analyse(made, with_rule("meetings", purposes_known=0.9)).tables["year_rhythm"].empty


def test_somebody_acts_as_owner_from_so_many_of_an_owners_activities_on() -> None:
    does = [
        {"subject_id": "x", "role_id": "a", "assignment": "R", "activity": activity, "in_job_description": False}
        for activity in ("plan", "monitor")
    ]
    named = [{"subject_id": "x", "role_id": r, "assignment": "A", "source": "handbook"} for r in ("b", "c")]
    made = engagement(processes=[process("x", is_key=True)], roles=PEOPLE, responsibilities=[*does, *named])
    assert roles.analyse(made, METHOD).value("roles.unseen_owner") == 1.0
    assert roles.analyse(made, with_rule("roles", acting_from=3)).value("roles.unseen_owner") == 0.0


# --- the file ---


def leaves(limits: BaseModel) -> dict[str, object]:
    """Every rule with its group: ``figures.late_share``."""
    return {
        f"{group}.{name}" if isinstance(part, BaseModel) else group: value
        for group, part in limits
        for name, value in (part if isinstance(part, BaseModel) else [(group, part)])
    }


def test_every_rule_of_a_group_is_tried_or_has_a_test_of_its_own() -> None:
    tried = {f"{c[1]}.{name}" for c in CASES for name in c[2]}
    own = {f"meetings.{n}_from" for n in ("daily", "weekly", "monthly", "quarterly")}
    own |= {"meetings.purposes_known", "figures.headlines", "roles.acting_from"}
    elsewhere = {
        "yes",
        "rapid",
        "opposed_metrics",
        "phases",
        "plausible",
        "response",
        "careless",
        "views",
    }  # test_letters, test_interview_plan, test_opposed_metrics, test_plan, test_resampling, test_response, test_careless, test_views
    grouped = {name for name in leaves(METHOD.thresholds) if "." in name and name.partition(".")[0] not in elsewhere}
    assert grouped - tried - own - {"figures.passed_periods"} == set()


def test_each_rule_stands_in_the_file_with_a_word_on_what_it_means() -> None:
    lines = FILE.read_text(encoding="utf-8").split("thresholds:\n")[1].splitlines()
    told = {
        "inventory_weight",
        "interview_weight",
        "survey_weight",
        "now",
        "next",
        "later",
    }  # told on the line above them
    for above, line in zip(["", *lines], lines, strict=False):
        name = line.strip().partition(":")[0]
        if name and not name.startswith("#") and name not in told:
            assert "#" in line or above.lstrip().startswith("#"), line


def test_no_rule_has_a_default_in_code() -> None:
    def fields(model: type[BaseModel]) -> None:
        for name, field in model.model_fields.items():
            assert field.is_required(), f"{model.__name__}.{name}"
            if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
                fields(field.annotation)

    fields(Thresholds)


# --- a client's own ---


def own_folder(tmp_path: Path, thresholds: object) -> Path:
    (tmp_path / "method").mkdir()
    (tmp_path / "method" / "method.yaml").write_text(yaml.safe_dump({"thresholds": thresholds}), encoding="utf-8")
    return tmp_path


def test_a_clients_own_thresholds_replace_those_that_they_name(tmp_path: Path) -> None:
    folder = own_folder(tmp_path, {"meetings": {"heavy_share": 0.1}, "yes": {"value": 0.55}})
    method = method_for(folder, engagement(settings={"own_method": "method"}).settings)
    shipped, own = leaves(METHOD.thresholds), leaves(method.thresholds)
    assert {name: own[name] for name in own if own[name] != shipped[name]} == {
        "meetings.heavy_share": 0.1,
        "yes.value": 0.55,
    }
    assert method.indicators.keys() == METHOD.indicators.keys()


def test_figures_pictures_and_sentences_follow_the_clients_own(tmp_path: Path) -> None:
    """A weekly meeting of four hours is a tenth of the working time: half a day a week."""
    folder = own_folder(tmp_path, {"meetings": {"heavy_share": 0.1}})
    made = engagement(
        settings={"own_method": "method"}, roles=PEOPLE, meetings=[meeting("long", frequency="weekly", minutes=240)]
    )
    method = method_for(folder, made.settings)
    result = practices.analyse(made, method)
    assert practices.analyse(made, METHOD).value("practices.overloaded_roles") == 0.0
    assert result.value("practices.overloaded_roles") == 1.0
    assert result.limits.meetings.heavy_share == 0.1
    assert "half a day a week or more" in method.indicators["practices.overloaded_roles"].says
    assert "{limits" not in str(method.situations)


@pytest.mark.parametrize(
    ("thresholds", "fault"),
    [
        ({"meetings": {"heavy_shar": 0.1}}, "meetings.heavy_shar: Extra inputs are not permitted"),
        ({"meetings": {"heavy_share": 1.5}}, "meetings.heavy_share: Input should be less than or equal to 1"),
        ({"meetings": {"heavy_share": "much"}}, "meetings.heavy_share: Input should be a valid number"),
        ({"meetings": {"weekly_from": 300.0}}, "must fall in this order"),
        ({"meetings": 7}, "meetings: Input should be a valid dictionary"),
        ({"yes": {"value": 0.9}}, "low, value and high must come in this order"),
        (None, "thresholds: : Input should be a valid dictionary"),
        (["late"], "thresholds: : Input should be a valid dictionary"),
    ],
)
def test_faults_in_a_clients_own_are_named(tmp_path: Path, thresholds: object, fault: str) -> None:
    folder = own_folder(tmp_path, thresholds)
    with pytest.raises(MethodError, match=re.escape(fault)) as caught:
        method_for(folder, engagement(settings={"own_method": "method"}).settings)
    assert all("the client's method.yaml" in text for text in caught.value.faults if fault in text)


def test_what_else_stands_in_a_clients_own_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "method").mkdir()
    (tmp_path / "method" / "method.yaml").write_text('threshold: {}\nversion: "2"\n', encoding="utf-8")
    with pytest.raises(MethodError, match=r"the client's method.yaml: threshold is not known"):
        method_for(tmp_path, engagement(settings={"own_method": "method"}).settings)


# --- the texts ---


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{limits.figures.late_share:fraction}", "three tenths"),
        ("{limits.figures.late_share:is}", "are"),
        ("{limits.roles.overload_times:times}", "twice"),
        ("{limits.managing.steering_times:every}", "every month"),
        ("{limits.meetings.heavy_share:week}", "a day a week"),
        ("{limits.meetings.doubtful_to:ratings}", "1 or 2"),
        ("{limits.flow.slow_days:days}, {limits.flow.slow_days:working_days}", "five days, a working week"),
        ("{limits.yes.value:number}", "0.5"),
        ("{metrics.late:of} figures", "{metrics.late:of} figures"),
    ],
)
def test_a_text_tells_a_rule_in_words(text: str, told: str) -> None:
    assert tell(text, METHOD.thresholds) == told


@pytest.mark.parametrize(
    "text", ["{limits.figures.lateshare:fraction}", "{limits.figures:words}", "{limits.yes.value:shout}"]
)
def test_a_text_that_names_no_rule_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="does not exist"):
        tell(text, METHOD.thresholds)


def test_such_a_text_is_a_fault_of_the_method(tmp_path: Path) -> None:
    folder = tmp_path / "method"
    shutil.copytree(TEMPLATES / "method", folder)
    file = folder / "indicators" / "roles.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("overload_times:times", "overload_time:times"), encoding="utf-8"
    )
    with pytest.raises(MethodError, match="overload_time:times"):
        load_method(folder)
