"""All figures in one place, and twelve of them counted again straight from the csv files, without any code of the package."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from statistics import median

import pytest

from assessment_kit.diagnosis.counted import asks
from assessment_kit.shipped import DEFAULT_CLIENT
from assessment_kit.show.chapter import open_assessment
from assessment_kit.show.register import piece

CLIENTS = DEFAULT_CLIENT.parent


@pytest.fixture(scope="module")
def register() -> dict[str, dict[str, object]]:
    content = piece(open_assessment(str(DEFAULT_CLIENT))).content()
    json.dumps(content)
    return {f["id"]: f for chapter in content["chapters"] for f in chapter["figures"]}


def rows(name: str) -> list[dict[str, str]]:
    with (DEFAULT_CLIENT / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def share(of: list[bool]) -> str:
    return f"{sum(of)} of {len(of)}, {round(100 * sum(of) / len(of))}%"


def by_hand() -> Iterator[tuple[str, str]]:
    """Id and value, each by its formula."""
    key = [p for p in rows("processes") if p["is_key"] == "yes"]
    goals, metrics, meetings = rows("goals"), rows("metrics"), rows("meetings")
    yield "architecture.key_managed", share([p["managed"] == "yes" for p in key if p["managed"]])
    yield "architecture.key_without_map", share([p["model"] == "none" for p in key if p["model"]])
    steps = [s for s in rows("process_steps") if s["variant"] == "as_is"]
    yield "architecture.break_points", share([s["break_point"] == "yes" for s in steps if s["break_point"]])
    flow = rows("information_flow")
    yield "architecture.flow_broken", share([f["transfer"] in ("rekeyed", "lost") for f in flow])
    named = {g["process_id"] for g in goals}
    yield "metrics.key_processes_with_goal", share([p["process_id"] in named for p in key])
    yield "metrics.per_goal", f"{len(metrics) / len(goals):.1f}"
    used = [m["used_in_decisions"] == "yes" for m in metrics if m["used_in_decisions"]]
    yield "metrics.used_in_decisions", share(used)
    delays = [float(m["latency_days"]) for m in metrics if m["latency_days"] and m["frequency"]]
    yield "metrics.typical_delay", f"{median(delays):g} days"
    yield "metrics.reports_unused", share([r["used"] == "no" for r in rows("reports") if r["used"]])
    duties = [r for r in rows("responsibilities") if r["assignment"] in ("A", "R")]
    yield "roles.vague", share([r["clarity"] == "vague" for r in duties if r["clarity"]])
    yield (
        "practices.decisions_recorded",
        share([m["decisions_recorded"] == "yes" for m in meetings if m["decisions_recorded"]]),
    )
    yield "practices.attempts_explained", share([bool(a["element"]) for a in rows("failures")])


@pytest.mark.parametrize(("name", "value"), list(by_hand()))
def test_a_figure_can_be_counted_again_from_the_clients_files(
    register: dict[str, dict[str, object]], name: str, value: str
) -> None:
    assert register[name]["value"] == value


@pytest.mark.parametrize("client", ["northmoor", "harbour"])
def test_every_figure_has_its_formula_its_n_and_its_source(client: str) -> None:
    figures = [f for c in piece(open_assessment(str(CLIENTS / client))).content()["chapters"] for f in c["figures"]]
    assert len(figures) > 50
    assert not [f["id"] for f in figures if not (f["formula"].endswith(".") and f["n"] and f["source"] and f["name"])]


@pytest.mark.parametrize("client", ["northmoor", "harbour"])
def test_a_finding_says_what_its_rule_asks_of_every_figure(client: str) -> None:
    findings = open_assessment(str(CLIENTS / client)).findings
    assert findings
    assert not [(f.id, c.name) for f in findings for c in f.counted if not c.formula]
    # a rule may ask of a figure no more than that it is known, but not of all
    assert not [f.id for f in findings if not any(c.asks for c in f.counted)]


def test_the_rule_in_words() -> None:
    row: dict[str, object] = {"unit": "share"}
    tree = {"all": [{"indicator": "a.b", "above": 0.2}, {"not": {"indicator": "a.b", "field": "count", "at_least": 9}}]}
    assert list(asks(tree, "a.b", row)) == ["more than 20%", "a count of less than 9"]
    assert list(asks({"item": "a.b", "between": [2, 3]}, "item.a.b", {"unit": "score"})) == ["from 2 to 3"]
