"""Metrics of different owners that move against each other, found in the measurements (AL-03).

Goals may be declared to pull against each other; here the figures themselves are asked. Levels would mislead: two figures that
both drift are always related. So the changes from period to period are compared, each counted upwards in its better
direction, by Spearman's rank correlation. A pair counts when the one gets worse as the other gets better, more often than
chance would have it among all pairs that were compared.

What moves together need not cause each other. It is a question to put to the two owners, with the figures in hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations
from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import special  # not scipy.stats, which takes two seconds to load

from assessment_kit.analysis.comparisons import benjamini_hochberg
from assessment_kit.analysis.result import indicator
from assessment_kit.method.thresholds import OpposedLimits

Floats: TypeAlias = NDArray[np.float64]

MOST_COMPARED = 150
"""So many metrics, those with the longest history, are compared; pairs grow with the square."""
EXACT_TO = 8
"""Up to so many changes every order of the ranks is counted; beyond, Student's t is near enough."""
PAIR_COLUMNS = (
    "metric_a", "metric_b", "name_a", "name_b", "owner_a", "owner_b", "title_a", "title_b", "function_a", "function_b", "changes",
    "correlation", "chance", "opposite", "declared", "row_a", "row_b",
)  # fmt: skip
SERIES_COLUMNS = ("pair", "side", "period", "end", "actual", "place")
_ROUNDING = 1e-9


@dataclass(frozen=True)
class Opposed:
    """What was found.

    pairs : metric_a, metric_b, name_…, owner_… (role ids), title_… (of the roles), function_…, changes (how many both have),
        correlation (Spearman, below 0), chance (p-value after Benjamini and Hochberg), opposite (share of the changes in which one
        got better and the other worse, of those in which both moved), declared (boolean: the goals of the two are declared to
        pull against each other), row_… (of the metrics list). One pair of owners after the other, the clearest first.
    series : for each of these pairs by its number from 0, side (a, b), period, end, actual, and place: 0 at its worst and 1
        at its best among the periods that both have.
    compared : how many pairs of metrics could be compared.
    """

    pairs: pd.DataFrame
    series: pd.DataFrame
    compared: int


def opposed_metrics(
    metrics: pd.DataFrame, judged: pd.DataFrame, goals: pd.DataFrame, processes: pd.DataFrame, roles: pd.DataFrame, limits: OpposedLimits
) -> Opposed:  # fmt: skip
    """Pairs of metrics of different owners whose changes run against each other.

    Parameters
    ----------
    metrics, goals, processes, roles : the client's lists. A metric's owner is the owner of its goal, else the first role that
        decides on it, else the owner of its process; a metric without one is not compared.
    judged : measurements in the order of time, as `targets.periods` makes them. A metric that must stay within a range has no
        better direction and is not compared.
    """
    nothing = Opposed(pd.DataFrame(columns=list(PAIR_COLUMNS)), pd.DataFrame(columns=list(SERIES_COLUMNS)), 0)
    owners = metric_owners(metrics, goals, processes, roles)
    levels = better_levels(judged[judged["metric_id"].isin(owners.index)])
    if levels.shape[1] < 2:
        return nothing
    kept = levels.notna().sum().sort_values(ascending=False, kind="stable").index[:MOST_COMPARED]
    levels = levels[[c for c in levels.columns if c in set(kept)]]
    found = _compare(levels, owners.reindex(levels.columns), limits)
    if found.empty:
        return nothing
    compared = len(found)
    found["declared"] = _declared(found, metrics, goals)
    for _, family in found.groupby("declared"):
        found.loc[family.index, "chance"] = benjamini_hochberg(family["chance"].to_numpy(dtype=float))
    found = found[(found["chance"] <= limits.false_share) & (found["correlation"] <= -limits.least_strength)]
    pairs = _named(found, metrics, roles, owners)
    return Opposed(pairs, _series(pairs, judged), compared)


def metric_owners(
    metrics: pd.DataFrame, goals: pd.DataFrame, processes: pd.DataFrame, roles: pd.DataFrame
) -> pd.Series:
    """metric_id → role id of the owner; metrics without one are left out."""
    goal = goals.drop_duplicates("goal_id").set_index("goal_id")["owner_role_id"]
    process = processes.drop_duplicates("process_id").set_index("process_id")["owner_role_id"]
    people = set(roles["role_id"])
    decider = metrics["decided_by"].map(lambda ids: next((i for i in ids if i in people), None)).astype(object)
    owner = metrics["goal_id"].map(goal).astype(object)
    owner = owner.where(owner.notna(), decider)
    owner = owner.where(owner.notna(), metrics["process_id"].map(process).astype(object))
    named = pd.Series(owner.to_numpy(), index=metrics["metric_id"], dtype=object)
    return named[named.notna() & ~named.index.duplicated()]


def better_levels(judged: pd.DataFrame) -> pd.DataFrame:
    """Time × metric: the actuals, turned so that more is better. Every period between the first and the last has its row.

    Periods of one length are neighbours of each other only: years, quarters and months in one frame stand apart by an empty row.
    """
    rows = judged[judged["actual"].notna() & judged["direction"].isin(("up", "down"))]
    if rows.empty:
        return pd.DataFrame()
    kind, place = _places(rows["period"].astype(str))
    value = rows["actual"].astype(float).where(rows["direction"].eq("up"), -rows["actual"].astype(float))
    table = pd.DataFrame({"metric": rows["metric_id"], "kind": kind, "place": place, "value": value})
    parts = []
    for _, part in table.groupby("kind", sort=True):
        wide = part.pivot_table(index="place", columns="metric", values="value", aggfunc="last")
        parts += [wide.reindex(range(int(wide.index.min()), int(wide.index.max()) + 2))]  # the last one is empty
    return pd.concat(parts, ignore_index=True)


def _places(periods: pd.Series) -> tuple[pd.Series, pd.Series]:
    """The kind of each period and its number among those of its kind; days that occur in the list are counted one by one."""
    parts = periods.str.extract(r"^(?P<year>\d{4})(?:-(?:Q(?P<quarter>\d)|(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?))?$")
    year, quarter, month, day = (pd.to_numeric(parts[c]) for c in ("year", "quarter", "month", "day"))
    kind = pd.Series(
        np.select([day.notna(), month.notna(), quarter.notna()], ["day", "month", "quarter"], "year"),
        index=periods.index,
    )
    dates = year * 372 + month * 31 + day
    place = dates.rank(method="dense").where(
        day.notna(), (year * 12 + month).where(month.notna(), (year * 4 + quarter).where(quarter.notna(), year))
    )
    return kind, place.astype(int)


def _compare(levels: pd.DataFrame, owners: pd.Series, limits: OpposedLimits) -> pd.DataFrame:
    """Every pair of metrics of different owners with enough changes in common: a, b, changes, correlation, chance, opposite."""
    moves = np.diff(levels.to_numpy(dtype=float), axis=0)
    who = pd.factorize(owners)[0]
    groups: dict[bytes, list[int]] = {}  # metrics with the same periods share one ranking
    for column, known in enumerate(~np.isnan(moves.T)):
        groups.setdefault(known.tobytes(), []).append(column)
    blocks = [(np.frombuffer(known, dtype=bool), np.array(columns)) for known, columns in groups.items()]
    made = []
    for i, (known, left) in enumerate(blocks):
        for also_known, right in blocks[i:]:
            both = known & also_known
            # n periods that follow each other make n − 1 changes
            if both.sum() + 1 >= limits.least_periods:
                made.append(_block(moves[both], left, right, who))
    columns = ["a", "b", "changes", "correlation", "chance", "opposite"]
    if not made:
        return pd.DataFrame(columns=columns)
    found = pd.DataFrame(np.concatenate(made), columns=columns)
    names = levels.columns.to_numpy(dtype=object)
    return found.assign(a=names[found["a"].to_numpy(dtype=int)], b=names[found["b"].to_numpy(dtype=int)])


def _block(moves: Floats, left: NDArray[np.int64], right: NDArray[np.int64], who: NDArray[np.int64]) -> Floats:
    n = len(moves)
    first, second = moves[:, left], moves[:, right]
    a, b = _standard_ranks(first), _standard_ranks(second)
    correlation = np.clip(a.T @ b / n, -1, 1)
    chance = _chance(correlation, _independent(a, b, n), n)
    moved = (first != 0).astype(float).T @ (second != 0)
    against = (moved - np.sign(first).T @ np.sign(second)) / 2
    opposite = np.divide(against, moved, out=np.zeros_like(moved), where=moved > 0)
    own = np.subtract.outer(left, right) if left is right else np.full(correlation.shape, -1)
    steady = (a.std(axis=0) == 0)[:, None] | (b.std(axis=0) == 0)
    rows, columns = np.nonzero((own < 0) & (who[left][:, None] != who[right]) & ~steady)
    values = (correlation, chance, opposite)
    return np.column_stack(
        [left[rows], right[columns], np.full(len(rows), n), *(v[rows, columns] for v in values)]
    ).astype(float)  # fmt: skip


def _standard_ranks(moves: Floats) -> Floats:
    """Ranks per column, ties at their mean, with mean 0 and variance 1; zeros where a figure never moved."""
    ranks = pd.DataFrame(moves).rank().to_numpy()
    centred = ranks - ranks.mean(axis=0)
    spread = centred.std(axis=0)
    return np.asarray(np.divide(centred, spread, out=np.zeros_like(centred), where=spread > 0))


def _independent(a: Floats, b: Floats, n: int) -> Floats:
    """How many independent changes the n are worth, for each pair of columns.

    Figures with a season, or that swing back after each move, repeat themselves: their changes count for fewer.
    n / (1 + 2 Σ r_a(k) r_b(k)) over lags up to a fifth of n, and never more than n. Source: Pyper and Peterman (1998),
    Canadian Journal of Fisheries and Aquatic Sciences 55, 2127–2140.
    """
    total = np.zeros((a.shape[1], b.shape[1]))
    for lag in range(1, n // 5 + 1):
        total += np.outer((a[:-lag] * a[lag:]).sum(axis=0) / n, (b[:-lag] * b[lag:]).sum(axis=0) / n)
    return np.clip(n / np.maximum(1 + 2 * total, 1), 3, n)


def _chance(correlation: Floats, independent: Floats, n: int) -> Floats:
    """How likely so strong an opposition is by chance, one-sided: by Student's t, and by counting where that is feasible.

    The larger of the two stands.
    """
    freedom = independent - 2
    room = np.maximum(1 - correlation**2, 1e-12)
    by_t = special.stdtr(freedom, correlation * np.sqrt(freedom / room))
    if n > EXACT_TO:
        return np.asarray(by_t)
    orders = _every_order(n)
    counted = np.searchsorted(orders, correlation.ravel() + _ROUNDING, side="right") / len(orders)
    return np.asarray(np.maximum(by_t, counted.reshape(correlation.shape)))


@lru_cache(maxsize=EXACT_TO)
def _every_order(n: int) -> Floats:
    """Spearman's correlation of every order of n ranks with the first one, rising."""
    ranks = np.arange(n)
    orders = np.array(list(permutations(range(n))))
    distance = ((orders - ranks) ** 2).sum(axis=1)
    return np.asarray(np.sort(1 - 6 * distance / (n * (n * n - 1))), dtype=float)


def _declared(found: pd.DataFrame, metrics: pd.DataFrame, goals: pd.DataFrame) -> list[bool]:
    """Does the list of goals say that the goals of the two pull against each other?"""
    named = {
        frozenset((goal, other))
        for goal, others in zip(goals["goal_id"], goals["pulls_against"], strict=True)
        for other in others
    }
    goal = metrics.drop_duplicates("metric_id").set_index("metric_id")["goal_id"]
    return [frozenset(ends) in named for ends in zip(found["a"].map(goal), found["b"].map(goal), strict=True)]


def _named(found: pd.DataFrame, metrics: pd.DataFrame, roles: pd.DataFrame, owners: pd.Series) -> pd.DataFrame:
    """The pairs with names for people; of each pair of owners the clearest first, then the second ones."""
    metric = metrics.drop_duplicates("metric_id").set_index("metric_id")
    role = roles.drop_duplicates("role_id").set_index("role_id")
    pairs = found.sort_values(["chance", "correlation"], kind="stable").rename(
        columns={"a": "metric_a", "b": "metric_b"}
    )
    for side in ("a", "b"):
        ids = pairs[f"metric_{side}"]
        pairs[f"name_{side}"], pairs[f"row_{side}"] = ids.map(metric["name"]), ids.map(metric["row"])
        pairs[f"owner_{side}"] = ids.map(owners)
        pairs[f"title_{side}"] = pairs[f"owner_{side}"].map(role["title"]).fillna(pairs[f"owner_{side}"])
        pairs[f"function_{side}"] = pairs[f"owner_{side}"].map(role["function"])
    ends = zip(pairs["owner_a"].astype(str), pairs["owner_b"].astype(str), strict=True)
    pairs["turn"] = [" ".join(sorted(both)) for both in ends]
    pairs["turn"] = pairs.groupby("turn").cumcount()
    pairs["changes"] = pairs["changes"].astype(int)
    return pairs.sort_values("turn", kind="stable", ignore_index=True)[list(PAIR_COLUMNS)]


def opposed_indicators(found: Opposed) -> list[dict[str, object]]:
    """How many pairs were found, of how many compared, and how many of them nobody had named; none where nothing was compared."""
    if not found.compared:
        return []
    new = found.pairs[~found.pairs["declared"].astype(bool)]
    return [
        indicator(
            name,
            len(pairs),
            "count",
            found.compared,
            _evidence(pairs),
            count=len(pairs),
            basis="sample",
            examples=_told(pairs),
        )
        for name, pairs in (("metrics.opposed_metrics", found.pairs), ("metrics.opposed_unnamed", new))
    ]


def _evidence(pairs: pd.DataFrame) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(f"metrics:{row}" for ends in zip(pairs["row_a"], pairs["row_b"], strict=True) for row in ends)
    )


def _told(pairs: pd.DataFrame) -> tuple[str, ...]:
    ends = zip(pairs["name_a"], pairs["title_a"], pairs["name_b"], pairs["title_b"], strict=True)
    return tuple(f"{a} ({of_a}) against {b} ({of_b})" for a, of_a, b, of_b in ends)


def _series(pairs: pd.DataFrame, judged: pd.DataFrame) -> pd.DataFrame:
    actuals = {str(name): rows for name, rows in judged[judged["actual"].notna()].groupby("metric_id")}
    made = []
    for number, pair in enumerate(pairs.to_dict("records")):
        both = set(actuals[pair["metric_a"]]["period"]) & set(actuals[pair["metric_b"]]["period"])
        for side in ("a", "b"):
            rows = actuals[pair[f"metric_{side}"]]
            rows = rows[rows["period"].isin(both)]
            value = rows["actual"].astype(float) * (-1.0 if rows["direction"].iloc[0] == "down" else 1.0)
            place = (value - value.min()) / (value.max() - value.min())
            made.append(rows[["period", "end", "actual"]].assign(pair=number, side=side, place=place))
    return (
        pd.concat(made, ignore_index=True)[list(SERIES_COLUMNS)] if made else pd.DataFrame(columns=list(SERIES_COLUMNS))
    )
