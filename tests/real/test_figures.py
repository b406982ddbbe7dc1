"""The analyses of both real clients: their figures against counts taken straight from the raw files."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from types import ModuleType
from typing import Any

import pytest

from assessment_kit.analysis import architecture, metrics, practices, roles
from assessment_kit.analysis.result import StepResult
from assessment_kit.engagement import Engagement
from assessment_kit.method import Method
from tests.real.test_gsa import Rows, on_target, on_target_per_year, raw

__all__ = ["raw"]  # the fixture is used here too

pytestmark = pytest.mark.slow
Groups = list[dict[str, Any]]
STEPS: dict[str, ModuleType] = {
    "architecture": architecture,
    "roles": roles,
    "metrics": metrics,
    "practices": practices,
}


@pytest.fixture(scope="module")
def kubernetes_result(kubernetes_read: Engagement, kubernetes_method: Method) -> Callable[[str], StepResult]:
    return cache(lambda step: STEPS[step].analyse(kubernetes_read, kubernetes_method))


@pytest.fixture(scope="module")
def gsa_result(gsa_read: Engagement, kubernetes_method: Method) -> Callable[[str], StepResult]:
    return cache(lambda step: STEPS[step].analyse(gsa_read, kubernetes_method))


def counted(result: StepResult, indicator: str) -> tuple[float, int]:
    row = result.row(indicator)
    assert row is not None, f"{indicator} was not assessed"
    return float(row["count"]), int(row["n"])


def test_key_processes_managed(kubernetes_result: Callable[[str], StepResult], sigs: dict[str, Any]) -> None:
    meeting = sum(bool(g.get("meetings")) for g in sigs["sigs"])
    assert (
        counted(kubernetes_result("architecture"), "architecture.key_managed")
        == (meeting + 1, len(sigs["sigs"]) + 1)  # and the minor release, whose team meets every week
        == (24, 25)
    )


def test_no_area_has_one_owner_and_the_minor_release_has(
    kubernetes_result: Callable[[str], StepResult], sigs: dict[str, Any]
) -> None:
    one_chair = sum(len(g["leadership"]["chairs"]) == 1 for g in sigs["sigs"])
    found = counted(kubernetes_result("roles"), "roles.key_processes_owned")
    assert found == (one_chair + 1, len(sigs["sigs"]) + 1) == (1, 25)


def test_responsibilities_that_cannot_be_carried_out(
    kubernetes_result: Callable[[str], StepResult], groups: Groups
) -> None:
    """Each chair of a working group has two duties without authority; four SIGs lack both tech leads, with two duties each."""
    chairs = sum(len(g["leadership"]["chairs"]) for g in groups if g["dir"].startswith("wg-"))
    unfilled = sum(g["dir"].startswith("sig-") and not g["leadership"].get("tech_leads") for g in groups)
    assert counted(kubernetes_result("roles"), "roles.hard_to_execute")[0] == 2 * chairs + 2 * 2 * unfilled == 74


def test_the_contradiction_is_that_of_apps(kubernetes_result: Callable[[str], StepResult]) -> None:
    row = kubernetes_result("roles").row("roles.contradictory")
    assert row is not None
    assert row["examples"] == ("Apps area",)


def test_management_processes_that_nobody_is_accountable_for(kubernetes_result: Callable[[str], StepResult]) -> None:
    """Two documents give follow-up and check-ins to liaisons as work, a third lets the leads of SIG Docs meet over goals; none makes
    anybody accountable for it.
    """
    row = kubernetes_result("roles").row("roles.activities_void")
    assert row is not None
    assert row["count"] == 4
    assert set(row["examples"]) == {
        "Follow-up of the annual reports by the Steering Committee",
        "Quarterly goals of SIG Docs",
        "Quarterly look at what SIG Docs achieved",
        "Check-ins of the Steering Committee's liaisons with their groups",
    }


def test_number_of_meetings(kubernetes_result: Callable[[str], StepResult], groups: Groups) -> None:
    """72 of sigs.yaml, 34 check-ins of liaisons, the leads' meeting and the quarterly one of SIG Docs."""
    number = sum(len(g.get("meetings") or []) for g in groups)
    liaisons = sum(bool(g["contact"].get("liaison")) for g in groups)
    assert (number, liaisons) == (72, 34)
    assert kubernetes_result("practices").value("practices.meetings") == number + liaisons + 2 == 108
    assert counted(kubernetes_result("practices"), "practices.meetings_scheduled") == (108, 108)


def test_hours_are_not_assessed_where_no_length_is_known(kubernetes_result: Callable[[str], StepResult]) -> None:
    assert kubernetes_result("practices").value("practices.hours") is None
    assert any("hours" in gap.what.lower() for gap in kubernetes_result("practices").not_assessed)


def test_the_release_calendar_is_kept_by_its_parts(kubernetes_result: Callable[[str], StepResult]) -> None:
    """The parts fill the promise of 2400 hours exactly: see test_kubernetes_release."""
    assert counted(kubernetes_result("architecture"), "architecture.parts_within_promise") == (1, 1)


def test_hand_offs_of_a_release(kubernetes_result: Callable[[str], StepResult]) -> None:
    assert counted(kubernetes_result("architecture"), "architecture.hand_offs") == (5, 7)


def test_areas_without_a_metric(kubernetes_result: Callable[[str], StepResult]) -> None:
    """Network and UI say that they measure nothing; SIG etcd was founded after the question was last asked."""
    row = kubernetes_result("metrics").row("metrics.key_processes_without_metric")
    assert row is not None
    assert set(row["examples"]) == {"etcd area", "Network area", "UI area"}


def test_metrics_without_a_goal(
    kubernetes_result: Callable[[str], StepResult], kubernetes_table: Callable[[str], Rows]
) -> None:
    """Most areas have set no goal that their metrics could serve: there the goal is missing, and no metric is idle."""
    rows = kubernetes_table("metrics")
    aimed = {row["process_id"] for row in kubernetes_table("goals")}
    judged = [row for row in rows if row["goal_id"] or row["process_id"] in aimed]
    served, idle = (sum(bool(row["goal_id"]) is serves for row in judged) for serves in (True, False))
    assert counted(kubernetes_result("metrics"), "metrics.with_goal") == (served, len(rows))
    assert counted(kubernetes_result("metrics"), "metrics.orphans") == (idle, len(judged))
    assert len(judged) < len(rows) / 2


def test_gsa_on_target_in_its_last_year(gsa_result: Callable[[str], StepResult], raw: Rows) -> None:
    assert counted(gsa_result("metrics"), "metrics.on_target") == on_target_per_year(raw)["2018"] == (16, 23)


def test_gsa_on_target_over_all_years(gsa_result: Callable[[str], StepResult], raw: Rows) -> None:
    judged = [met for row in raw if (met := on_target(row)) is not None]
    assert counted(gsa_result("metrics"), "metrics.periods_on_target") == (sum(judged), len(judged)) == (52, 78)


def test_gsa_on_target_year_by_year(gsa_result: Callable[[str], StepResult], raw: Rows) -> None:
    periods = gsa_result("metrics").tables["periods"].dropna(subset=["on_target"])
    by_year = periods.groupby("period")["on_target"].agg(["sum", "size"])
    assert {str(y): (int(met), int(n)) for y, met, n in by_year.itertuples()} == on_target_per_year(raw)


def test_gsa_metrics_all_serve_a_goal(gsa_result: Callable[[str], StepResult], raw: Rows) -> None:
    number = len({row["KPI"] for row in raw})
    assert counted(gsa_result("metrics"), "metrics.with_goal") == (number, number)
    assert counted(gsa_result("metrics"), "metrics.with_target") == (number, number)


@pytest.mark.parametrize("step", ["architecture", "roles", "practices"])
def test_gsa_says_what_was_not_assessed(step: str, gsa_result: Callable[[str], StepResult]) -> None:
    result = gsa_result(step)
    assert result.not_assessed
    assert all(gap.what and gap.why and gap.cure for gap in result.not_assessed)
