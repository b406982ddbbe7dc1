"""The General Services Administration's metrics against counts taken straight from the csv file."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest

from assessment_kit.engagement import Engagement
from tests.real import gsa, sources
from tests.real.conftest import there

Rows = list[dict[str, str]]
Table = Callable[[str], Rows]


@pytest.fixture(scope="module")
def raw() -> Rows:
    with (there(sources.GSA) / "GSA_FY2018_APR_Complete_Data.csv").open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def figure(cell: str) -> float | None:
    return float(cell) if cell.strip() else None


def on_target(row: dict[str, str]) -> bool | None:
    """By the direction of the row; None where actual, target or direction is not there, or a range has no bounds; and where the note
    says of the year's target that it goes by another method than the result.
    """
    actual, target, low, high = (figure(row[c]) for c in ("Actual", "Target", "Min Target", "Max Target"))
    if row["Year"] == "2018" and "The FY 2018 target was not recalculated" in " ".join(row["Notes"].split()):
        return None
    if actual is None:
        return None
    if row["Desired Direction"] == "With in Range":
        return None if low is None or high is None else low <= actual <= high
    if target is None or not row["Desired Direction"]:
        return None
    return actual >= target if row["Desired Direction"] == "Increase" else actual <= target


def on_target_per_year(raw: Rows) -> dict[str, tuple[int, int]]:
    """Year → (on target, known)."""
    known = defaultdict(list)
    for row in raw:
        if (met := on_target(row)) is not None:
            known[row["Year"]].append(met)
    return {year: (sum(answers), len(answers)) for year, answers in sorted(known.items())}


def test_nothing_in_the_folder_is_a_problem_to_the_reader(gsa_read: Engagement) -> None:
    assert [str(p) for p in gsa_read.problems] == []


def test_every_kpi_is_a_metric_and_every_row_a_measurement(gsa_table: Table, raw: Rows) -> None:
    assert len(gsa_table("metrics")) == len({row["KPI"] for row in raw}) == 28
    assert len(gsa_table("measurements")) == len(raw) == 185


def test_metrics_per_goal(gsa_table: Table, raw: Rows) -> None:
    parents = {row["goal_id"]: row["parent_id"] for row in gsa_table("goals")}
    texts = {row["goal_id"]: row["text"] for row in gsa_table("goals")}
    found = Counter(texts[parents[row["goal_id"]]] for row in gsa_table("metrics"))
    expected = Counter(goal for goal, _ in {(row["Goal"], row["KPI"]) for row in raw})
    assert found == expected == {"Real Estate": 9, "Acquisition": 6, "Technology": 5, "Service Expansion": 8}


def test_two_spellings_of_one_objective_are_one_goal(gsa_table: Table, raw: Rows) -> None:
    assert len({row["2018 Strategic Objective"] for row in raw}) == 12
    levels = Counter(row["level"] for row in gsa_table("goals"))
    assert levels == {"enterprise": 4, "function": 11}


def test_blanks_of_every_width_are_not_known(gsa_read: Engagement, raw: Rows) -> None:
    assert {row["Actual"] for row in raw if not row["Actual"].strip()} == {"", " ", "  "}
    measurements = gsa_read.table("measurements")
    for column, cell in (
        ("target", "Target"),
        ("actual", "Actual"),
        ("minimum", "Min Target"),
        ("maximum", "Max Target"),
    ):
        found = measurements[column].dropna().astype(float).tolist()
        known = [row for row in raw if figure(row[cell]) is not None]
        if cell == "Target":  # that of suppliers' satisfaction in 2018 is of another method than its result
            known = [row for row in known if not ("Supplier" in row["KPI"] and row["Year"] == "2018")]
        assert found == [figure(row[cell]) for row in known], column


def test_directions(gsa_read: Engagement, raw: Rows) -> None:
    words = {"Increase": "up", "Decrease": "down", "With in Range": "within"}
    expected = Counter(words.get(word, "") for _, word in {(row["KPI"], row["Desired Direction"]) for row in raw})
    assert Counter(gsa_read.table("metrics")["direction"].fillna("")) == expected
    assert expected == {"up": 20, "down": 3, "within": 2, "": 3}


def test_metrics_without_a_target_for_the_year_of_the_report(gsa_read: Engagement, raw: Rows) -> None:
    """Each has one; that of suppliers' satisfaction is left out, since its note says that it goes by another method."""
    targets = {row["KPI"]: figure(row["Target"]) for row in raw if row["Year"] == "2018"}
    assert len(targets) == 28
    assert None not in targets.values()
    metrics = gsa_read.table("metrics")
    assert metrics.loc[metrics["target"].isna(), "name"].tolist() == ["Supplier satisfaction score (5-point scale)"]
    expected = [target for kpi, target in targets.items() if not kpi.startswith("Supplier") and target is not None]
    assert sorted(metrics["target"].dropna().astype(float)) == sorted(expected)


def test_names_stand_on_one_line(gsa_table: Table, raw: Rows) -> None:
    assert any("\n" in row["KPI"] or row["KPI"] != row["KPI"].strip() for row in raw)
    names = [row["name"] for row in gsa_table("metrics")] + [row["text"] for row in gsa_table("goals")]
    assert [name for name in names if name != " ".join(name.split())] == []


def test_on_target_of_2018_by_hand(raw: Rows) -> None:
    """23 of the 28 metrics of 2018 can be judged: three have no direction, one has a range without bounds, and one a target of
    another method. 16 are met.
    """
    assert on_target_per_year(raw)["2018"] == (16, 23)


def test_what_a_metric_looks_at_is_told_for_each(gsa_table: Table) -> None:
    """Counted by hand in the list of names: six count work done, seven tell how it is done, 15 what comes of it."""
    found = Counter(row["focus"] for row in gsa_table("metrics"))
    assert found == {"activity": 6, "process": 7, "outcome": 15}


def test_the_source_is_not_changed(tmp_path: Path) -> None:
    source = there(sources.GSA)
    before = (source / gsa.FILE).read_bytes()
    gsa.make(source, tmp_path / "gsa")
    assert (source / gsa.FILE).read_bytes() == before
