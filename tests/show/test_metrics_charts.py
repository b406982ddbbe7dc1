"""The figures of the step on metrics: their messages, their gaps, and what must hold for every picture."""

from __future__ import annotations

import json
import re
from collections.abc import Hashable, Iterator
from typing import Any

import pytest

from assessment_kit.analysis.metrics import analyse
from assessment_kit.analysis.result import StepResult
from assessment_kit.method import load_method
from assessment_kit.show import theme
from assessment_kit.show.charts.lettering import width
from assessment_kit.show.charts.metrics import FIGURES
from assessment_kit.show.charts.metrics_targets import aim, amount
from assessment_kit.show.pieces import Figure, Gap
from tests.analysis.test_metrics import client
from tests.builders import engagement

LONG = "A name that goes on and on, as names of metrics sometimes do, until nobody reads it 北区销售额按时交付率"


def result_of(**changes: list[dict[str, Any]]) -> StepResult:
    return analyse(client(**changes), load_method())


@pytest.fixture(scope="module")
def result() -> StepResult:
    return result_of()


@pytest.fixture(scope="module")
def crowd() -> StepResult:
    """Four hundred metrics, two hundred key processes, sixty goals, long names."""
    roles = [
        {"role_id": f"r{i}", "title": f"{LONG} {i}", "level": "senior", "function": f"Function {i}"} for i in range(30)
    ]
    processes = [
        {"process_id": f"p{i}", "name": f"{LONG} {i}", "category": "deliver", "is_key": True} for i in range(200)
    ]
    goals = [{"goal_id": f"g{i}", "text": f"{LONG} {i}", "level": "enterprise" if i < 20 else "function",
              "parent_id": f"g{i % 20}" if i >= 20 and i % 3 else None, "process_id": f"p{i}",
              "pulls_against": [f"g{i + 1}"] if i % 5 == 0 else []} for i in range(60)]  # fmt: skip
    metrics = [
        {"metric_id": f"m{i}", "name": f"{LONG} {i}", "goal_id": f"g{i % 55}" if i % 4 else None, "process_id": f"p{i % 150}",
         "focus": ("activity", "process", "outcome")[i % 3], "kind": ("leading", "lagging")[i % 2], "direction": "up", "target": 5,
         "collected_by": [f"r{i % 30}"] * (1 + i % 2), "reported_by": [f"r{i % 7}", "r8", "r9"], "reported_to": [f"r{i % 5}"] if i % 3 else [],
         "decided_by": [f"r{i % 5}"] if i % 2 else [], "frequency": ("daily", "weekly", "monthly", "quarterly", "yearly")[i % 5],
         "latency_days": i % 40, "on_scorecard": i % 9 == 0, "used_in_decisions": i % 3 == 0}
        for i in range(400)
    ]  # fmt: skip
    measurements = [
        {"metric_id": f"m{i}", "period": f"2026-{k:02d}", "target": 5, "actual": (i * k) % 11}
        for i in range(90)
        for k in range(1, 13)
    ]
    reports = [{"report_id": f"x{i}", "name": f"{LONG} {i}", "producer": f"r{i % 30}", "receivers": ["r1", "r2"], "frequency": "weekly",
                "metric_ids": [f"m{i}", f"m{i + 1}"], "used": i % 3 == 0} for i in range(150)]  # fmt: skip
    tables: dict[str, Any] = {
        "roles": roles, "processes": processes, "goals": goals, "metrics": metrics, "measurements": measurements, "reports": reports,
    }  # fmt: skip
    return analyse(engagement(**tables), load_method())


SECTIONS = [name for name in FIGURES if name not in ("opposed", "chain")]  # have test files of their own
TITLES = {
    "tree": "2 of 4 metrics name no goal, and one key process has no metric",
    "mix": "Two of 3 metrics measure an outcome, and 1 measures a process",
    "paths": "One of 2 headline figures gets lost before anybody decides",
    "latency": "1 of 3 figures comes late",
    "targets": "1 of 2 figures missed its last target, and one is getting worse",
    "reports": "1 of 2 reports led to no question and no decision",
    "load": "Clerk collects 3 of 4 figures",
    "goals": "One of 3 goals below the top leads up to no goal of the whole",
}


@pytest.mark.parametrize("section", SECTIONS)
def test_the_title_is_the_message(section: str, result: StepResult) -> None:
    made = FIGURES[section](result)
    assert isinstance(made, Figure)
    assert made.title == TITLES[section]


@pytest.mark.parametrize("section", FIGURES)
def test_without_data_there_is_a_gap_with_its_cure(section: str) -> None:
    made = FIGURES[section](analyse(engagement(), load_method()))
    assert isinstance(made, Gap)
    assert made.what
    assert made.why
    assert made.cure


def test_measurements_alone_are_missing_for_the_targets() -> None:
    assert isinstance(FIGURES["targets"](result_of(measurements=[])), Gap)
    assert isinstance(FIGURES["reports"](result_of(measurements=[])), Figure)


def values(node: Any, name: str) -> Iterator[Any]:
    """Every value of that name, anywhere in the spec."""
    if isinstance(node, dict):
        if name in node:
            yield node[name]
        for child in node.values():
            yield from values(child, name)
    elif isinstance(node, list):
        for child in node:
            yield from values(child, name)


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("size", ["few", "many"])
def test_what_holds_for_every_picture(section: str, size: str, result: StepResult, crowd: StepResult) -> None:
    made = FIGURES[section](result if size == "few" else crowd)
    assert isinstance(made, Figure)
    for spec, room in ((made.wide, theme.WIDE), (made.narrow, theme.NARROW)):
        layers = {key: value for key, value in spec.items() if key != "config"}
        assert spec["width"] == room
        assert set(re.findall(r"#[0-9a-fA-F]{6}", json.dumps(layers))) <= set(theme.TOKENS.values())
        assert all(size >= 11 for size in values(layers, "fontSize"))
        marks = [x for x in values(layers, "x") if isinstance(x, int | float)]
        assert min(marks) >= 0
        assert max(marks) <= room + 1
        assert len(json.dumps(layers)) < 150_000
    words = json.dumps(
        [
            made.title,
            made.subtitle,
            made.source,
            made.alt,
            made.rows,
            made.columns,
            list(values([made.wide, made.narrow], "text")),
        ]
    )
    assert not re.search(r"\b(nan|None|NaN|<NA>)\b|[a-z]_[a-z]", words)
    assert len(made.rows) <= 61
    assert all(len(row) == len(made.columns) for row in made.rows)


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("size", ["few", "many"])
def test_no_letters_pass_an_edge(section: str, size: str, result: StepResult, crowd: StepResult) -> None:
    made = FIGURES[section](result if size == "few" else crowd)
    assert isinstance(made, Figure)
    for spec in (made.wide, made.narrow):
        for layer in spec["layer"]:
            mark = layer["mark"]
            if mark["type"] == "text":
                for row in layer["data"]["values"]:
                    room = (
                        width(row["text"], mark["fontSize"], bold=mark["fontWeight"] == "bold") / 1.08
                    )  # the margin for other fonts
                    left = row["x"] - {"left": 0.0, "center": room / 2, "right": room}[mark["align"]]
                    assert left >= -1, row
                    assert left + room <= spec["width"] + 1, row


def test_the_tree_tells_loose_metrics_from_others_without_colour(result: StepResult) -> None:
    made = FIGURES["tree"](result)
    assert isinstance(made, Figure)
    hollow = [
        layer
        for layer in made.wide["layer"]
        if layer["mark"].get("stroke") == theme.CHANGE and layer["mark"].get("fill") == theme.PAPER
    ]
    assert hollow


def test_many_metrics_become_bars_and_many_names_become_a_few(crowd: StepResult) -> None:
    made = FIGURES["tree"](crowd)
    assert isinstance(made, Figure)
    assert "Only the strongest links are drawn." in made.subtitle
    texts = [t for t in values(made.wide, "text") if isinstance(t, str)]
    assert any(re.fullmatch(r"and \d+ more processes", text) for text in texts)


def test_paths_that_are_all_whole_are_drawn() -> None:
    """A column that is assigned to a frame without rows brings its own index along."""
    roles = [{"role_id": "r", "title": "Controller", "level": "senior"}]
    metric = {"metric_id": "m", "name": "Scrap", "collected_by": ["r"], "decided_by": ["r"], "on_scorecard": True}
    made = FIGURES["paths"](analyse(engagement(roles=roles, metrics=[metric]), load_method()))
    assert isinstance(made, Figure)
    assert made.title == "The one headline figure reaches somebody who decides"


def test_all_is_well_is_said_as_such() -> None:
    metric = {"metric_id": "m", "name": "M", "goal_id": "fast", "process_id": "otd", "used_in_decisions": True}
    few = [{"process_id": "otd", "name": "Order to delivery", "category": "deliver", "is_key": True}]
    goal = [{"goal_id": "fast", "text": "Deliver fast", "level": "enterprise", "process_id": "otd"}]
    made = FIGURES["tree"](result_of(metrics=[metric], processes=few, goals=goal, measurements=[], reports=[]))
    assert isinstance(made, Figure)
    assert made.title == "The one metric serves a goal, and no key process is left out"


def test_amounts_read_well() -> None:
    assert [amount(v) for v in (95.0, 3.25, 0.034, 12_345_678.0, 0.0, None)] == [
        "95",
        "3.2",
        "0.034",
        "12.3 m",
        "0",
        "–",
    ]
    within: dict[Hashable, Any] = {"direction": "within", "target": None}
    assert aim({**within, "minimum": 2.0, "maximum": 4.0}) == "2–4"
    assert aim({**within, "minimum": None, "maximum": 4.0}) == "up to 4"
    assert aim({**within, "minimum": 2.0, "maximum": float("nan")}) == "from 2"


@pytest.mark.parametrize(("other", "bars"), [({}, 4), ({"frequency": "monthly"}, 14)])
def test_of_reports_that_are_all_alike_a_few_are_drawn(other: dict[str, Any], bars: int) -> None:
    """Thirty yearly reports to one reader; the table has them all, and the picture shows more as soon as one differs."""
    rows = [
        {"report_id": f"r{i}", "name": f"Report of unit {i}", "frequency": "yearly", "receivers": ["r"]}
        for i in range(30)
    ]
    rows[7] |= other
    client = engagement(reports=rows, roles=[{"role_id": "r", "title": "R", "level": "senior"}])
    figure = FIGURES["reports"](analyse(client, load_method()))
    assert isinstance(figure, Figure)
    assert len(figure.rows) == 30
    assert len(set(re.findall(r"Report of unit \d+", json.dumps(figure.wide)))) == bars
    assert ("the others are alike" in figure.subtitle) == (not other)


def test_metrics_of_which_only_the_focus_is_known_have_bars_to_one_side() -> None:
    """Three outcomes and one process: the picture shows 3 and 1, and no side of which nothing is known."""
    rows = [{"metric_id": f"m{i}", "name": f"M {i}", "focus": f} for i, f in enumerate(["outcome"] * 3 + ["process"])]
    figure = FIGURES["mix"](analyse(engagement(metrics=rows), load_method()))
    assert isinstance(figure, Figure)
    assert figure.title == "Three of 4 metrics measure an outcome, and 1 measures a process"
    said = json.dumps(figure.wide)
    assert "afterwards" not in said.lower()
    assert "not on record" in figure.subtitle
    assert '"text": "3"' in said
    assert "Outcome: 3" in figure.alt
