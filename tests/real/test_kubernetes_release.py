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
    release = next(row for row in kubernetes_table("processes") if row["name"] == "Minor release")
    assert float(release["objective_hours"]) == (RELEASED - START).days * 24 == 2400


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


def asked(source: Path) -> dict[int, dict[str, int]]:
    """Minor version → key of exceptions.yaml → requests, counted line by line."""
    found: dict[int, dict[str, int]] = {}
    for minor in range(25, 37):
        text = (source / "sig-release" / "releases" / f"release-1.{minor}" / "exceptions.yaml").read_text(
            encoding="utf-8"
        )
        key = ""
        for line in text.splitlines():
            if re.match(r"[a-z]\w+:", line):
                key = line.partition(":")[0]
            elif re.match(r"\s*- name:", line):
                found.setdefault(minor, {})[key] = found.get(minor, {}).get(key, 0) + 1
    return found


def test_work_misses_the_freezes_of_enhancements_and_of_code(kubernetes_table: Table, kubernetes_source: Path) -> None:
    """Twelve releases: 38 requests after the one in 11 of them, 77 after the other in 10, one after that of the documents."""
    releases = asked(kubernetes_source).values()
    keys = ("enhancementFreeze", "codeFreeze", "docsFreeze")
    assert [sum(r.get(key, 0) for r in releases) for key in keys] == [38, 77, 1]
    assert [sum(r.get(key, 0) > 0 for r in releases) for key in keys] == [11, 10, 1]
    said = {row["name"]: (row["break_point"], row["effect"]) for row in kubernetes_table("process_steps")}
    assert {name: told for name, told in said.items() if told[0]} == {
        "Begin Enhancements Freeze": ("yes", "time"),
        "Begin Code Freeze and Test Freeze": ("yes", "time"),
        "Docs Freeze": ("no", ""),
    }


def test_requests_for_an_exception_per_release(kubernetes_table: Table, kubernetes_source: Path) -> None:
    """By the month of the release, as read by hand in the schedules' summaries."""
    months = "2022-08 2022-12 2023-04 2023-08 2023-12 2024-04 2024-08 2024-12 2025-04 2025-08 2025-12 2026-04".split()
    numbers = [sum(release.values()) for _, release in sorted(asked(kubernetes_source).items())]
    found = {
        r["period"]: int(r["actual"])
        for r in kubernetes_table("measurements")
        if r["metric_id"] == "release_exceptions"
    }
    assert found == dict(zip(months, numbers, strict=True))
    assert numbers == [13, 12, 6, 9, 7, 15, 11, 2, 9, 12, 16, 4]


def test_three_releases_a_year(kubernetes_table: Table) -> None:
    """1.24 to 1.26 came in 2022, 1.27 to 1.29 in 2023, 1.30 to 1.32 in 2024, 1.33 to 1.35 in 2025; 2026 is not over."""
    found = [r for r in kubernetes_table("measurements") if r["metric_id"] == "releases_a_year"]
    assert {r["period"]: (r["actual"], r["target"]) for r in found} == {str(y): ("3", "3") for y in range(2022, 2026)}
