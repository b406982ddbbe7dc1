"""A survey counted once: how many people of each level and function gave each score, statement by statement.

Whatever is then said of groups (n, who agree, mean, spread, intervals) follows from these counts, so that a million respondents
cost one pass over each statement. Which groups may be shown is settled by `confidentiality` on the same counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
import pandas as pd
from scipy import special

from assessment_kit.analysis.confidentiality import Group, groups_of_cells, placed, shown_cells
from assessment_kit.analysis.kept import kept
from assessment_kit.engagement.model import Population, Survey
from assessment_kit.method.model import Item

AGREES = 4
"""From this score of 1 to 5 on somebody agrees: the words of the scale, agree and strongly agree, and no threshold."""
COLUMNS = (
    "item_id", "by", "level", "function", "n", "agree", "agree_low", "agree_high", "mean", "sd", "mean_low", "mean_high",
)  # fmt: skip
_TOGETHER, _MOST_BINS = 3, 1 << 18
"""So many statements are counted in one pass, as long as the table of their answers stays small."""
_AT_ONCE = 1 << 18
"""Respondents that are counted at once: what stays in the processor's memory is counted faster."""
_THREADS = 2


@dataclass(frozen=True)
class Tally:
    """One statement's answers. values : the scores that were given, with 5 as the better end; counts : levels × functions × values.

    levels, functions : the names of the first two axes; "" stands for people whose level or function is not on record.
    """

    item_id: str
    levels: tuple[str, ...]
    functions: tuple[str, ...]
    values: np.ndarray
    counts: np.ndarray

    @property
    def n(self) -> int:
        """How many answered."""
        return int(self.counts.sum())

    @property
    def agree(self) -> int:
        """How many of them agree; of a reversed statement, how many disagree."""
        return int(self.counts[:, :, self.values >= AGREES].sum())

    @property
    def mean(self) -> float:
        """The mean score."""
        return float(self.counts.sum(axis=(0, 1)) @ self.values / self.n)

    @property
    def cells(self) -> dict[tuple[str, str], int]:
        """(level, function) → how many answered; pairs that nobody is in are left out."""
        people = self.counts.sum(axis=2)
        return {(self.levels[i], self.functions[j]): int(people[i, j]) for i, j in np.argwhere(people)}

    def groups(self, by: Literal["level", "function"], minimum: int) -> list[Group]:
        """The groups whose answers to this statement may be shown."""
        return groups_of_cells(self.cells, by, minimum)

    def of_levels(self, members: Sequence[str]) -> Tally:
        """The answers of these levels alone. Whether they may be shown is settled by `groups`."""
        at = [self.levels.index(name) for name in members]
        return replace(self, levels=tuple(members), counts=self.counts[at])


def tallies(survey: Survey, items: Iterable[Item]) -> list[Tally]:
    """Each statement of the survey, counted; those that were not in it are left out. Reversed ones are turned."""
    return list(tallies_by_item(survey, items).values())


def tallies_by_item(survey: Survey, items: Iterable[Item]) -> dict[str, Tally]:
    """As `tallies`, by the id of the statement. What was counted once is not counted again: a tally is small, whatever the survey."""
    asked = {item.id: item for item in items if item.statement is not None and item.id in survey.scores}
    counted = _counted_before(survey)
    keys = {name: (name, item.statement is not None and item.statement.reversed) for name, item in asked.items()}
    new = [asked[name] for name, key in keys.items() if key not in counted]
    counted |= {keys[tally.item_id]: tally for tally in _tallied(survey, new)}
    return {name: counted[key] for name, key in keys.items()}


@kept
def _counted_before(_: Survey) -> dict[tuple[str, bool], Tally]:
    """The tallies of a survey, by statement and whether it was turned; `tallies_by_item` fills it."""
    return {}


def _tallied(survey: Survey, asked: Sequence[Item]) -> list[Tally]:
    if not asked:
        return []
    (rows, levels), (columns, functions) = placed(survey).levels, placed(survey).functions
    cell = (rows.astype(np.int32) * len(functions) + columns).astype(np.int32)
    cells = len(levels) * len(functions)
    bundles = [asked[n : n + _TOGETHER] for n in range(0, len(asked), _TOGETHER)]
    with ThreadPoolExecutor(_THREADS) as pool:  # numpy lets go of the interpreter while it computes
        found = pool.map(lambda bundle: _counted([survey.scores[i.id] for i in bundle], cell, cells), bundles)
        counted = [one for bundle in found for one in bundle]
    made = []
    for item, (values, counts) in zip(asked, counted, strict=True):
        turned = 6 - values if item.statement is not None and item.statement.reversed else values
        order = np.argsort(turned)
        table = counts.reshape(len(levels), len(functions), -1)[:, :, order]
        made.append(Tally(item.id, levels, functions, turned[order], table))
    return made


def _counted(scores: Sequence[pd.Series], cell: np.ndarray, cells: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """Per statement: the scores given, and how many people of each cell gave each (cells × scores).

    A few statements are counted in one pass, by cell and all their scores, and then each is summed over the others.
    """
    coded = [_places(own) for own in scores]
    shape = (cells, *(len(values) for _, values in coded))
    if len(scores) > 1 and np.prod(shape) > _MOST_BINS:
        return [one for own in scores for one in _counted([own], cell, cells)]
    counts = np.zeros(int(np.prod(shape)), dtype=np.intp)
    for start in range(0, len(cell), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        bins = cell[part].astype(np.intp)
        for places, values in coded:
            bins *= len(values)
            bins += places[part]
        counts += np.bincount(bins, minlength=len(counts))
    table, axes = counts.reshape(shape), range(1, len(shape))
    return [_given(table.sum(axis=tuple(a for a in axes if a != n)), coded[n - 1][1]) for n in axes]


def _places(scores: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """Each answer's place among the values, and the values; the first one stands for no answer."""
    if isinstance(scores.dtype, pd.CategoricalDtype):
        return scores.cat.codes.to_numpy() + np.int8(1), np.array([0.0, *scores.cat.categories])
    codes, distinct = pd.factorize(scores.to_numpy(dtype=float))
    return codes + 1, np.array([0.0, *distinct])


def _given(counts: np.ndarray, values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Only the values that were given, without no answer."""
    given = np.flatnonzero(counts.sum(axis=0)[1:]) + 1
    return values[given], counts[:, given]


def survey_figures(
    survey: Survey, items: Iterable[Item], minimum: int, population: Population | None = None
) -> pd.DataFrame:
    """How all, each level, each function and each level × function answered each statement, as far as that may be shown.

    Parameters
    ----------
    population : how many people there are in all, by level and by function, where that is on record: the intervals of all, of levels and
        of functions are narrower where most of them answered.

    Returns
    -------
    One row per statement and group (COLUMNS): by (all, level, function, both), level and function (the values put together, tuples;
    empty where the group is not told by it), n (who answered), agree (share of 4 and 5) with Wilson's interval, mean and sd (n − 1) on the scale of
    1 to 5, the mean with Student's t interval (NaN below three). Groups are those of `confidentiality` for each statement.

    Raises
    ------
    ValueError : `minimum` is below 1.
    """
    if minimum < 1:
        raise ValueError("the least group that may be shown has at least one person")
    parts = [part for tally in tallies(survey, items) if (part := _figures(tally, minimum, population))]
    if not parts:
        return pd.DataFrame(columns=list(COLUMNS))
    return pd.DataFrame(
        {name: [cell for part in parts for cell in part[name]] for name in COLUMNS[:4]}
        | {name: np.concatenate([part[name] for part in parts]) for name in COLUMNS[4:]}
    )


def _figures(tally: Tally, minimum: int, population: Population | None) -> dict[str, Any]:
    """The figures of one statement, by column; none where too few answered it."""
    down, across, _, shown = shown_cells(tally.cells, minimum)
    groups = list(_groups(tally, down, across, shown)) if down else []
    if not groups:
        return {}
    by, level, function, counts = zip(*groups, strict=True)
    return {
        "item_id": [tally.item_id] * len(by),
        "by": by,
        "level": level,
        "function": function,
        **moments(np.array(counts), tally.values, people=_in_all(by, level, function, population)),
    }


def _in_all(
    by: Sequence[str],
    levels: Sequence[tuple[str, ...]],
    functions: Sequence[tuple[str, ...]],
    population: Population | None,
) -> np.ndarray:
    """How many people each group has in all; NaN where that is not on record."""
    if population is None:
        return np.full(len(by), np.nan)

    def summed(members: tuple[str, ...], known: Mapping[str, int]) -> float:
        return float(sum(known[m] for m in members)) if all(m in known for m in members) else np.nan

    found = np.full(len(by), np.nan)
    for place, (kind, level, function) in enumerate(zip(by, levels, functions, strict=True)):
        if kind == "all" and population.total is not None:
            found[place] = population.total
        elif kind == "level":
            found[place] = summed(level, population.by_level)
        elif kind == "function":
            found[place] = summed(function, population.by_function)
    return found


def _groups(
    tally: Tally, rows: Sequence[Group], columns: Sequence[Group], shown: np.ndarray
) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...], np.ndarray]]:
    """What may be shown, with its counts by score: all, the levels, the functions, and the cells that are not held back."""
    levels, functions = _membership(rows, tally.levels), _membership(columns, tally.functions)
    down = np.tensordot(levels, tally.counts, 1)
    across = np.tensordot(functions, tally.counts.sum(axis=0), 1)
    both = np.einsum("jf,ifv->ijv", functions, down)
    yield "all", (), (), tally.counts.sum(axis=(0, 1))
    yield from (("level", g.members, (), down[i].sum(axis=0)) for i, g in enumerate(rows))
    yield from (("function", (), g.members, across[j]) for j, g in enumerate(columns))
    for i, j in np.argwhere(shown):
        yield "both", rows[i].members, columns[j].members, both[i, j]


def _membership(groups: Sequence[Group], names: Sequence[str]) -> np.ndarray:
    """Which names belong to which group: groups × names, 0 and 1."""
    return np.array([[int(name in group.members) for name in names] for group in groups])


def moments(
    counts: np.ndarray, values: np.ndarray, confidence: float = 0.95, *, people: np.ndarray | None = None
) -> dict[str, np.ndarray]:
    """n, share who agree, mean, sd and intervals from how often each value was given.

    Parameters
    ----------
    counts : groups × values, whole numbers. values : the scores, 1 to 5. people : how many each group has in all; NaN where that is not
        known, and as good as that where it is fewer than answered.

    Notes
    -----
    The formulas of `intervals.wilson` and `intervals.mean_interval`, for many groups at once. NaN where there are too few.
    """
    n = counts.sum(axis=1)
    known = np.full(len(n), np.nan) if people is None else np.where(people >= n, people, np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        agree = counts[:, values >= AGREES].sum(axis=1) / n
        mean = counts @ values / n
        apart = (values[None, :] - mean[:, None]) ** 2
        sd = np.sqrt((counts * apart).sum(axis=1) / (n - 1))
        z2 = float(special.ndtri(0.5 + confidence / 2)) ** 2
        worth = np.where(np.isnan(known), n, n * (known - 1) / (known - n))  # infinite where everybody answered
        centre = (agree + z2 / (2 * worth)) / (1 + z2 / worth)
        half = np.sqrt(z2 * (agree * (1 - agree) / worth + z2 / (4 * worth * worth))) / (1 + z2 / worth)
        reach = special.stdtrit(np.maximum(n - 1, 1), 0.5 + confidence / 2) * sd / np.sqrt(n)
        reach = reach * np.sqrt(np.where(np.isnan(known), 1, 1 - n / known))
    reach = np.where(n >= 3, reach, np.nan)
    return {
        "n": n.astype(int), "agree": agree, "agree_low": np.maximum(centre - half, 0), "agree_high": np.minimum(centre + half, 1),
        "mean": mean, "sd": np.where(n >= 2, sd, np.nan), "mean_low": mean - reach, "mean_high": mean + reach,
    }  # fmt: skip
