"""What could not be said of goals, metrics and reports, and what it would take: one gap for one thing that is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from assessment_kit import words
from assessment_kit.analysis.result import NotAssessed


def gaps(
    tables: Mapping[str, pd.DataFrame], processes: pd.DataFrame, compared: int, periods: int
) -> Iterator[NotAssessed]:
    """The gaps of the step in the order of its sections, save those of the measures chain.

    Parameters
    ----------
    tables : of the step, see `metrics.analyse`. processes : the client's list.
    compared : pairs of metrics whose course could be compared. periods : how many they need in common.
    """
    metrics = tables["metrics"]
    yield from _of_goals(tables["goals"])
    if metrics.empty:
        yield NotAssessed(
            "Metrics",
            "There is no list of metrics.",
            "Fill in the list of metrics: one row per figure that managers steer by.",
        )
    else:
        yield from _of_links(metrics, no_goals=tables["goals"].empty, no_processes=processes.empty)
        yield from _of_columns(tables)
        yield from _of_measurements(tables, compared, periods)
    yield from _of_reports(tables["reports"])


def _of_goals(goals: pd.DataFrame) -> Iterator[NotAssessed]:
    if goals.empty:
        yield NotAssessed(
            "Goals",
            "There is no list of goals.",
            "Fill in the list of goals: one row per goal, with its level and the goal above it.",
        )
        return
    below = goals[goals["level"].ne("enterprise")]
    if len(below) and below["traces"].isna().all():
        whole = len(below) < len(goals)
        yield NotAssessed(
            "Whether goals lead up to those of the whole",
            "No goal names the one above it."
            if whole
            else "No goal of the whole organisation is on the list of goals.",
            "Fill in the column “Serves goal” of the list of goals"
            + ("." if whole else ", and add the goals of the whole organisation to it."),
        )


def _of_links(metrics: pd.DataFrame, *, no_goals: bool, no_processes: bool) -> Iterator[NotAssessed]:
    """Where a list is missing that the metrics could point to, that list is the gap."""
    aimless = bool(metrics["serves"].isna().all()) and not no_goals
    placeless = bool(metrics["measured_id"].isna().all())
    if aimless and placeless and not no_processes:
        yield NotAssessed(
            "What the metrics serve",
            "No metric names a goal or a process.",
            "Fill in the columns “Goal” and “Process” of the list of metrics.",
        )
        return
    if aimless:
        yield NotAssessed(
            "Which metric serves which goal",
            "No metric names a goal.",
            "Fill in the column “Goal” of the list of metrics.",
        )
    if placeless:
        yield NotAssessed(
            "Which metric measures which process",
            "There is no list of processes." if no_processes else "No metric names a process.",
            ("Fill in the list of processes, and the" if no_processes else "Fill in the")
            + " column “Process” of the list of metrics.",
        )


def _of_columns(tables: Mapping[str, pd.DataFrame]) -> Iterator[NotAssessed]:
    metrics = tables["metrics"]
    if metrics["focus"].isna().all() and metrics["kind"].isna().all():
        yield NotAssessed(
            "What the metrics look at",
            "For no metric is it on record whether it leads or lags, or what it looks at.",
            "Fill in the columns “Leads or lags” and “Focus” of the list of metrics.",
        )
    if metrics["used_in_decisions"].isna().all():
        yield NotAssessed(
            "Whether anyone decides by the metrics",
            "For no metric is it on record whether it led to a decision in the last 12 months.",
            "Fill in the column “Used in a decision” of the list of metrics.",
        )
    if tables["paths"]["complete"].isna().all():
        yield NotAssessed(
            "The way of the figures",
            "It is not on record who collects the figures, or who decides on them.",
            "Fill in the columns from “Collected by” to “Decided by” of the list of metrics.",
        )
    elif tables["load"].empty:
        yield NotAssessed(
            "How many figures each desk handles",
            "None of those who collect, report, receive or decide on figures is on the list of roles.",
            "Add them to the list of roles.",
        )
    if tables["delays"].empty:
        yield NotAssessed(
            "How late figures are",
            "For no metric are both the delay and the frequency known.",
            "Fill in the columns “Frequency” and “Delay in days” of the list of metrics.",
        )


def _of_measurements(tables: Mapping[str, pd.DataFrame], compared: int, periods: int) -> Iterator[NotAssessed]:
    if tables["periods"].empty:
        yield NotAssessed(
            "Target against actual",
            "There are no measurements.",
            "Fill in the list of measurements: metric, period, target and actual.",
        )
        return
    if tables["periods"]["on_target"].isna().all():
        yield NotAssessed(
            "Target against actual",
            "No measurement can be held against a target: the target, the actual or the better direction is missing.",
            "Fill in target and actual in the list of measurements, and “Better when” in the list of metrics.",
        )
    if not compared:
        least = words.count_word(periods)
        yield NotAssessed(
            "Metrics that move against each other",
            f"No two metrics of different owners have {least} periods in common.",
            f"Add measurements until metrics with an owner and a better direction have {least} periods or more.",
        )


def _of_reports(reports: pd.DataFrame) -> Iterator[NotAssessed]:
    if reports.empty:
        yield NotAssessed(
            "The use of reports",
            "There is no list of reports.",
            "Fill in the list of reports, with a yes or no for their use.",
        )
    elif reports["used"].isna().all():
        yield NotAssessed(
            "The use of reports",
            "For no report is it on record whether it led to a question or a decision.",
            "Fill in the column “Used” of the list of reports.",
        )
