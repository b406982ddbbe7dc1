"""The map of the release process against the timeline of v1.36, and metrics against the reports they are read from."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pytest

Rows = list[dict[str, str]]
Table = Callable[[str], Rows]

START, RELEASED = dt.date(2026, 1, 12), dt.date(2026, 4, 22)
"""Week 1, "Release cycle begins", and week 15, "Kubernetes v1.36.0 released", in the schedule's summary."""


@pytest.fixture(scope="module")
def schedule(kubernetes_source: Path) -> str:
    return (kubernetes_source / "sig-release" / "releases" / "release-1.36" / "README.md").read_text(encoding="utf-8")


def test_the_steps_are_the_gates_of_the_schedule(kubernetes_table: Table, schedule: str) -> None:
    """The first line of the timeline and every bold one that somebody does, up to the release."""
    lines = [line.split("|")[1:3] for line in schedule.splitlines() if re.search(r"\| week \d+ ", line)]
    bold = [what.strip() for what, who in lines[1:] if what.strip().startswith("**") and who.strip()]
    assert len(kubernetes_table("process_steps")) == 1 + len(bold) == 8
    assert "released" in bold[-1]


def test_who_opens_each_gate(kubernetes_table: Table) -> None:
    """As read by hand in the schedule; the work changes hands five times."""
    functions = [row["function"] for row in kubernetes_table("process_steps")]
    assert functions == [
        "Release Team Lead", "Enhancements Lead", "Enhancements Lead", "Branch Manager", "Release Team", "Release Team",
        "Docs Lead", "Branch Manager",
    ]  # fmt: skip


def test_the_promise_is_the_calendar(kubernetes_table: Table, schedule: str) -> None:
    assert "**Monday 12th January 2026**: Week 1" in schedule
    assert "**Wednesday 22nd April 2026**: Week 15" in schedule
    team = next(row for row in kubernetes_table("processes") if row["name"] == "Release Team")
    assert float(team["objective_hours"]) == (RELEASED - START).days * 24 == 2400


def test_the_longest_path_fills_the_calendar(kubernetes_table: Table) -> None:
    """Worked by another road: the longest weighted path through the written steps."""
    rows = kubernetes_table("process_steps")
    hours = {row["step_id"]: float(row["objective_hours"]) for row in rows}
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(hours)
    for row in rows:
        for following in filter(None, row["next_steps"].split("; ")):
            graph.add_edge(row["step_id"], following, weight=hours[following])
    assert nx.is_directed_acyclic_graph(graph)
    assert [node for node in graph if graph.out_degree(node) == 0] == [rows[-1]["step_id"]]
    assert nx.dag_longest_path_length(graph) == 2400


def test_official_objectives_have_their_thresholds(kubernetes_table: Table, kubernetes_source: Path) -> None:
    slos = (kubernetes_source / "community" / "sig-scalability" / "slos" / "slos.md").read_text(encoding="utf-8")
    assert slos.count("| __Official__ |") == 3
    targets = [
        float(r["target"]) for r in kubernetes_table("metrics") if r["goal_id"] == "scalability_promise" and r["target"]
    ]
    assert targets == [1, 1, 30, 5]  # the second objective has two thresholds


@pytest.mark.parametrize(
    ("metric", "of_2021", "of_2022", "group", "words"),
    [
        ("auth_waiting_prs", 38, 75, "sig-auth", "Awaiting PRs by SIG"),
        ("auth_inactive_issues", 9, 8, "sig-auth", "Inactive Issues by SIG"),
        ("instrumentation_attendance", 10, 12, "sig-instrumentation", "Meeting attendance is"),
        ("instrumentation_triage", 5, 8, "sig-instrumentation", "Triage attendance"),
    ],
)
def test_figures_of_two_years(
    metric: str, of_2021: int, of_2022: int, group: str, words: str, kubernetes_table: Table, kubernetes_source: Path
) -> None:
    found = {r["period"]: float(r["actual"]) for r in kubernetes_table("measurements") if r["metric_id"] == metric}
    assert found == {"2021": of_2021, "2022": of_2022}
    for year, figure in ((2021, of_2021), (2022, of_2022)):
        report = (kubernetes_source / "community" / group / f"annual-report-{year}.md").read_text(encoding="utf-8")
        line = next(line for line in report.splitlines() if words in line)
        assert re.search(rf"(?:~|average is ){figure}\b", line)
