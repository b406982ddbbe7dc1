"""Targets that ask for less than was reached already, period after period (PM-61).

A target may stand below the last result for a good reason, and one good period may be luck. So it counts only where each of
several periods before it, one after the other, was better than what the target now asks for.
"""

from __future__ import annotations

import numpy as np
import pandas as pd


def passed_targets(judged: pd.DataFrame, enough: int) -> pd.DataFrame:
    """Does the latest target of each metric ask for less than was reached in each of the periods before?

    Parameters
    ----------
    judged : as made by `targets.periods`, in the order of time. enough : so many periods before the one of the target must be known.

    Returns
    -------
    metric_id, name, target, worst (the least good of the results before), passed (bool), row. Only metrics that are better up or down,
    with a target in their last measured period and enough results before it; a difference in the ninth decimal counts as none.

    Examples
    --------
    >>> rows = [("m", "Sales", "up", 90.0, actual, n) for n, actual in enumerate((95.0, 97.0, 94.0, 91.0))]
    >>> frame = pd.DataFrame(rows, columns=["metric_id", "name", "direction", "target", "actual", "row"])
    >>> passed_targets(frame, 3)[["target", "worst", "passed"]].to_dict("records")
    [{'target': 90.0, 'worst': 94.0, 'passed': True}]
    """
    rows = judged[judged["actual"].notna() & judged["direction"].isin(("up", "down"))]
    place = rows.groupby("metric_id").cumcount(ascending=False)
    last = rows[place.eq(0) & rows["target"].notna()].set_index("metric_id")
    before = rows[place.between(1, enough)].groupby("metric_id")["actual"].agg(["size", "min", "max"])
    known = last.join(before[before["size"].ge(enough)], how="inner")
    up = known["direction"].eq("up").to_numpy()
    target, least, most = (known[c].astype("Float64").to_numpy(dtype=float) for c in ("target", "min", "max"))
    slack = 1e-9 * np.maximum(1, np.abs(target))
    found = known.assign(
        worst=np.where(up, least, most), passed=np.where(up, least > target + slack, most < target - slack)
    )
    return found.reset_index()[["metric_id", "name", "target", "worst", "passed", "row"]]
