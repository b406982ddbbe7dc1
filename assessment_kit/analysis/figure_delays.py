"""How late a figure comes, against how often it comes (PW-08).

The text's example is last month's result on the 10th: ten days of a month of thirty. A figure is late when it arrives after
so large a share of its own period, as the method says, and more than the days of grace: what is counted every day may arrive the
next morning.
"""

from __future__ import annotations

import pandas as pd

from assessment_kit.engagement.frequency import parse_frequency
from assessment_kit.method.thresholds import FigureLimits

RHYTHMS: tuple[tuple[float, str], ...] = (
    (150, "daily"), (80, "several times a week"), (35, "weekly"), (20, "every two weeks"), (9, "monthly"),
    (3, "quarterly"), (1.5, "half-yearly"), (0, "yearly or rarer"),
)  # fmt: skip
"""Least times a year → the word for it, from often to rare: how a rhythm is called, no rule of the method."""


def times_a_year(words: pd.Series) -> pd.Series:
    """Times a year of each rhythm, NaN where it is empty or without a rhythm."""

    def per_year(text: object) -> float:
        try:
            return float(parse_frequency(str(text)).per_year)
        except ValueError:
            return float("nan")

    return words.map({text: per_year(text) for text in words.dropna().unique()}).astype(float)


def rhythm(per_year: pd.Series) -> pd.Series:
    """``monthly`` for 12 times a year; NaN stays."""
    return per_year.map(
        lambda times: next((word for least, word in RHYTHMS if times >= least), None), na_action="ignore"
    )


def figure_delays(metrics: pd.DataFrame, limits: FigureLimits) -> pd.DataFrame:
    """The delay of each figure of which delay and rhythm are known.

    Returns
    -------
    metric_id, name, row, per_year, rhythm, period_days, latency_days, of_period (delay as a share of the period), late (bool),
    used (boolean: used in a decision).
    """
    per_year = times_a_year(metrics["frequency"])
    known = metrics["latency_days"].notna() & per_year.gt(0)
    rows = metrics[known]
    period = 365 / per_year[known]
    delay = rows["latency_days"].astype(float)
    late = (delay / period >= limits.late_share) & (delay > limits.grace_days)
    return pd.DataFrame(
        {
            "metric_id": rows["metric_id"], "name": rows["name"], "row": rows["row"], "per_year": per_year[known],
            "rhythm": rhythm(per_year[known]), "period_days": period, "latency_days": delay, "of_period": delay / period,
            "late": late, "used": rows["used_in_decisions"],
        }
    )  # fmt: skip
