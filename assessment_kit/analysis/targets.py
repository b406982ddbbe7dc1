"""Target against actual, period by period, and where the figures are heading."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Sequence

import numpy as np
import pandas as pd

from assessment_kit.method.thresholds import FigureLimits

_PERIOD = re.compile(r"(\d{4})(?:-(?:Q([1-4])|(\d{1,2})(?:-(\d{1,2}))?))?")
PERCENT = ("percent", "percentage", "per cent", "pct", "%")
_STANDING = ["name", "unit", "direction", "period", "target", "minimum", "maximum", "actual", "on_target", "row"]


def period_end(period: str) -> dt.date | None:
    """The last day of 2026, 2026-Q1, 2026-03 or 2026-03-31; None for anything else.

    Examples
    --------
    >>> period_end("2026-Q1"), period_end("2024-02")
    (datetime.date(2026, 3, 31), datetime.date(2024, 2, 29))
    """
    match = _PERIOD.fullmatch(period.strip())
    if match is None:
        return None
    year, quarter, month, day = (int(part or 0) for part in match.groups())
    in_year = 3 * quarter or month or 12
    try:
        return dt.date(year, in_year, day or calendar.monthrange(year, in_year)[1])
    except ValueError:
        return None


def on_target(rows: pd.DataFrame) -> pd.Series:
    """Was the target of the period met? Boolean, NA where the actual, the direction or the target is not known.

    Parameters
    ----------
    rows : direction, target, actual, minimum, maximum. Up: actual ≥ target. Down: actual ≤ target. Within: between the lower and
        the upper bound, of which one may be missing. A difference in the ninth decimal counts as none.
    """
    value = {
        c: rows[c].astype("Float64").to_numpy(dtype=float, na_value=np.nan)
        for c in ("target", "actual", "minimum", "maximum")
    }
    actual, slack = value["actual"], 1e-9 * np.maximum(1, np.abs(value["actual"]))
    low, high = value["minimum"], value["maximum"]
    inside = (np.isnan(low) | (actual >= low - slack)) & (np.isnan(high) | (actual <= high + slack))
    direction = rows["direction"].fillna("").to_numpy()
    met = np.select(
        [direction == "up", direction == "down", direction == "within"],
        [actual >= value["target"] - slack, actual <= value["target"] + slack, inside], default=False,
    )  # fmt: skip
    within = (direction == "within") & ~(np.isnan(low) & np.isnan(high))
    known = ~np.isnan(actual) & (np.isin(direction, ("up", "down")) & ~np.isnan(value["target"]) | within)
    return pd.Series(met, index=rows.index, dtype="boolean").mask(~known)


def periods(metrics: pd.DataFrame, measurements: pd.DataFrame) -> pd.DataFrame:
    """The measurements in the order of time, judged.

    Returns
    -------
    metric_id, name, unit, direction, period, end (date), target, actual, minimum, maximum, on_target (boolean), row. A metric's
    target of today stands in only for its last period, where that has none of its own.
    """
    about = metrics.drop_duplicates("metric_id").set_index("metric_id")[["name", "unit", "direction", "target"]]
    rows = measurements.drop(columns=["target"]).assign(
        own=measurements["target"], end=measurements["period"].map(lambda p: period_end(str(p)), na_action="ignore")
    )
    rows = rows.join(about, on="metric_id").dropna(subset=["name", "end"])
    rows = rows.sort_values(["metric_id", "end"], kind="stable", ignore_index=True)
    latest = rows.index.isin(rows[rows["actual"].notna()].drop_duplicates("metric_id", keep="last").index)
    rows["target"] = rows["own"].where(rows["own"].notna() | ~latest, rows["target"])
    return rows.drop(columns=["own"]).assign(on_target=on_target(rows))


def trend(values: Sequence[float] | np.ndarray, direction: str | None, limits: FigureLimits) -> str:
    """better, worse, steady, or "" where nothing can be said.

    The median slope over all pairs of the last periods (Theil 1950, Sen 1968), against the median level. A figure that must stay
    within a range has no better end: "" as well, and where there are fewer values than a trend needs.

    Examples
    --------
    >>> from assessment_kit.method import load_method
    >>> limits = load_method().thresholds.figures
    >>> [trend([90, 92, 91, 95], d, limits) for d in ("up", "down")], trend([5, 5, 5], "up", limits)
    (['better', 'worse'], 'steady')
    """
    last = np.asarray([v for v in values if not np.isnan(v)], dtype=float)[-limits.trend_periods :]
    if len(last) < limits.trend_least or direction not in ("up", "down"):
        return ""
    i, j = np.triu_indices(len(last), k=1)
    slope = float(np.median((last[j] - last[i]) / (j - i)))
    if abs(slope) <= limits.steady_share * max(float(np.median(np.abs(last))), 1e-12):
        return "steady"
    return "better" if (slope > 0) == (direction == "up") else "worse"


def targets(judged: pd.DataFrame, limits: FigureLimits) -> pd.DataFrame:
    """One row per metric that has an actual: where it stands and where it is heading.

    Returns
    -------
    metric_id, name, unit, direction, periods (judged ones), met (of them), share_met, period, target, minimum, maximum, actual,
    on_target (of the last period in which target and actual are both known), trend (see `trend`), row, percent (bool: to be read
    as percent; not so where the unit says percent but no value exceeds 1: such values may be shares).
    """
    rows = judged[judged["actual"].notna()]
    if rows.empty:
        return pd.DataFrame(columns=["metric_id", *_STANDING, "periods", "met", "share_met", "trend", "percent"])
    known = rows[rows["on_target"].notna()]
    unjudged = rows[~rows["metric_id"].isin(known["metric_id"])]
    last = pd.concat([unjudged, known]).drop_duplicates("metric_id", keep="last").set_index("metric_id")[_STANDING]
    met = known.groupby("metric_id")["on_target"].agg(["size", "sum"]).reindex(last.index, fill_value=0)
    largest = rows.set_index("metric_id")[["actual", "target", "maximum"]].abs().max(axis=1).groupby(level=0).max()
    percent = last["unit"].str.strip().str.casefold().isin(PERCENT) & largest.reindex(last.index).gt(1).fillna(False)
    return last.assign(
        periods=met["size"].astype(int), met=met["sum"].astype(int),
        share_met=(met["sum"].astype(float) / met["size"].where(met["size"] > 0)).astype(float),
        trend=last.index.map(_headings(rows, limits)), percent=percent.astype(bool),
    ).reset_index()  # fmt: skip


def _headings(rows: pd.DataFrame, limits: FigureLimits) -> dict[str, str]:
    """The trend of each metric."""
    found = {}
    for name, group in rows.groupby("metric_id", sort=False):
        direction = group["direction"].iloc[0]
        better = None if pd.isna(direction) else str(direction)
        found[str(name)] = trend(group["actual"].to_numpy(dtype=float), better, limits)
    return found
