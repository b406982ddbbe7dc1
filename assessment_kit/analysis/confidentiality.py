"""Which groups of people may be shown, so that no table, and no subtraction between tables, tells about a few of them.

The rule. Say that for one survey, or one statement of it, there are published: figures of all who answered, of groups of
levels, of groups of functions, and of some cells of level × function. A cell is a set of people of one level and one function;
whatever set of people can be described by level and function is made of cells. Two things are made sure of:

1. Every published group has at least `minimum` people.
2. For every cell that is not published, there is a table that fits all published counts in which that cell has at least
   `minimum` people.

Then no set of people so described can be known to be fewer than `minimum`: it holds a published group, or a cell that may
just as well be large. And since the answers of a set can be had by adding and subtracting published figures only where its
size can be had by the same sums, nobody's answers can be had either. What the reader is taken to know beyond the tables is
which cells are empty (that there is no executive in Logistics, say).

The second condition is exact and cheap. With given margins, the most people that a cell can hold is the least of
R(L) − C(F) over sets L of rows with the cell's row and sets F of columns without its column, such that nobody of F is outside
L (max-flow min-cut for a transport table; its matrix is totally unimodular, so the bound is reached in whole people).

A figure over several statements is the mean of their shares (`mean_of_shares`), so that it says nothing which they do not say. A mean
of each person's own share would. Ten people answer A, of whom six agree; nine of them answer B, of whom four agree. Say the mean
of the ten people's own shares is 55%: ten times that, 5.5, less (6 + 4) ÷ 2 is 0.5, and that is half of what the one who left B
out said to A: he or she agrees. At 50% it would be 0. Whole per cents hide this only from fifty people on.

Not told by this rule, nor by any rule about sizes: that all of a large group answered the same. Intervals and firmness come from
resamples, and alpha and omega from products of answers; they depend on how the answers of one person hang together, and are no
sums from which anything could be subtracted.
Sources: Cox (1995), JASA 90, 1453–1462 (suppression and network flows); Hundepool et al. (2012), Statistical Disclosure Control,
chapter 4 (threshold rule, complementary suppression).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias, cast

import numpy as np
import pandas as pd

from assessment_kit import words
from assessment_kit.analysis.kept import kept
from assessment_kit.engagement.model import Engagement, Survey

Cells: TypeAlias = Mapping[tuple[str, str], int]
"""(level, function) → how many people."""

NOT_GIVEN = ""
"""The member of a group that stands for people whose level or function is not on record."""

ORDER: Mapping[str, tuple[str, ...]] = {"level": ("executive", "senior", NOT_GIVEN, "middle", "front_line")}
"""Attributes in which neighbours are merged. People without a level join the middle, so that both ends stay comparable."""


@dataclass(frozen=True)
class Group:
    """People who may be shown together: the values that they share, and how many they are."""

    members: tuple[str, ...]
    count: int

    @property
    def merged(self) -> bool:
        """True where several values, or people without one, were put together."""
        return len(self.members) > 1 or NOT_GIVEN in self.members

    def name(self, names: Mapping[str, str] | None = None, what: str = "group") -> str:
        """``Finance``, ``Finance, IT and Planning``, ``5 small functions``, ``Sales or no function given``."""
        shown = [(names or {}).get(m, words.humanise(m)) for m in self.members if m != NOT_GIVEN]
        told = words.listing(shown) if len(shown) <= 3 else f"{words.number(len(shown))} small {what}s"
        lack = f"no {what} given" if NOT_GIVEN in self.members else ""
        return f"{told} or {lack}" if told and lack else told or words.sentence_case(lack)

    def holds(self, values: pd.Series) -> pd.Series:
        """Which of the people with these values (level, function …) belong to the group."""
        named = values.isin([name for name in self.members if name != NOT_GIVEN])
        return named | values.isna() if NOT_GIVEN in self.members else named


@dataclass(frozen=True)
class Crosstab:
    """Counts of people by level and function.

    rows, columns : the groups of levels and of functions; their counts are the margins and may be shown. counts : one row per row group, one column per
    column group, both by position, Int64; NA is held back, be it small, empty or needed to protect another.
    """

    rows: tuple[Group, ...]
    columns: tuple[Group, ...]
    counts: pd.DataFrame


def labels(values: pd.Series) -> pd.Series:
    """Level, function … of each person as text, NOT_GIVEN where there is none."""
    return values.astype("str").fillna(NOT_GIVEN)


Codes: TypeAlias = tuple[np.ndarray, tuple[str, ...]]
"""A number per person, and the level, function … that each number stands for."""


@dataclass(frozen=True)
class Places:
    """The level and the function of some people, as numbers."""

    levels: Codes
    functions: Codes

    @classmethod
    def of(cls, people: pd.DataFrame) -> Places:
        return cls(coded(people["level"]), coded(people["function"]))

    def take(self, who: np.ndarray) -> Places:
        """Of these people, by their places or by a truth value for each."""
        return Places((self.levels[0][who], self.levels[1]), (self.functions[0][who], self.functions[1]))

    @property
    def cells(self) -> dict[tuple[str, str], int]:
        """(level, function) → how many people; pairs that nobody is in are left out."""
        (rows, levels), (columns, functions) = self.levels, self.functions
        width = max(len(functions), 1)
        counts = np.bincount(rows * width + columns, minlength=len(levels) * width).reshape(-1, width)
        return {(levels[i], functions[j]): int(counts[i, j]) for i, j in np.argwhere(counts).tolist()}


@kept
def placed(survey: Survey) -> Places:
    """The respondents, in their order."""
    return Places.of(survey.people)


def publishable_groups(people: pd.DataFrame, by: str, minimum: int) -> list[Group]:
    """The groups of `people` whose figures may be shown, also beside those of all and beside those by the other attribute.

    Parameters
    ----------
    people : one row per person who answered, with the column `by`, and with level and function where both may be published.
        For a statement, those who answered it: its groups may be others than those of the whole survey.
    by : level, function, or any other column.
    minimum : the least number of people who may be shown.

    Returns
    -------
    A partition of `people` into groups of at least `minimum`, in the order of the levels, else largest first and what was
    merged last; empty where all of them together are fewer. By level it is neighbours that are merged, else the smallest.

    Examples
    --------
    >>> people = pd.DataFrame({"function": ["Sales"] * 8 + ["Finance"] * 6 + ["IT"] * 3})
    >>> [(g.name(), g.count) for g in publishable_groups(people, "function", 5)]
    [('Sales', 8), ('Finance and IT', 9)]
    """
    if by in ("level", "function") and {"level", "function"} <= set(people):
        return groups_of_cells(cell_counts(people), cast(Literal["level", "function"], by), minimum)
    return list(_one_way(_counts(people[by]), by, minimum))


def groups_of_cells(cells: Cells, by: Literal["level", "function"], minimum: int) -> list[Group]:
    """As `publishable_groups`, for who has counted people already: the number of people of each level and function."""
    down, across = _margins(cells, minimum)
    return list(down if by == "level" else across)


def cell_counts(people: pd.DataFrame) -> dict[tuple[str, str], int]:
    """(level, function) → how many people; NOT_GIVEN for those who have none. Pairs that nobody is in are left out."""
    return Places.of(people).cells


def coded(values: pd.Series) -> Codes:
    """A number per person, and the level, function … that each number stands for; NOT_GIVEN where there is none."""
    if isinstance(values.dtype, pd.CategoricalDtype):
        codes = values.cat.codes.to_numpy()
        names = tuple(str(name) for name in values.cat.categories)
        return np.where(codes < 0, len(names), codes), (*names, NOT_GIVEN)
    codes, found = pd.factorize(labels(values))
    return codes, tuple(str(name) for name in found)


def answering_groups(engagement: Engagement, item_id: str, by: str) -> list[Group]:
    """The groups whose answers to one survey statement may be shown; empty where it was not in the survey."""
    survey = engagement.survey
    if survey is None or item_id not in survey.scores:
        return []
    answered, minimum = survey.scores[item_id].notna().to_numpy(), engagement.settings.minimum_group
    if by in ("level", "function"):
        cells = placed(survey).take(answered).cells
        return groups_of_cells(cells, cast(Literal["level", "function"], by), minimum)
    return publishable_groups(survey.people[answered], by, minimum)


def safe_crosstab(people: pd.DataFrame, minimum: int) -> Crosstab:
    """People by level and function: small cells are held back, and as many others as it takes that none can be worked out.

    Margins are those of `publishable_groups`, so the table may stand beside the tables by level and by function.
    """
    down, across, counts, shown = shown_cells(cell_counts(people), minimum)
    return Crosstab(down, across, pd.DataFrame(counts).astype("Int64").where(pd.DataFrame(shown)))


def shown_cells(cells: Cells, minimum: int) -> tuple[tuple[Group, ...], tuple[Group, ...], np.ndarray, np.ndarray]:
    """As `safe_crosstab`, for who has counted people already: groups of levels and of functions, counts, and which of them are shown."""
    down, across = _margins(cells, minimum)
    counts = _table(cells, down, across)
    return down, across, counts, _complemented(counts, counts >= minimum, minimum)


def mean_of_shares(answers: Sequence[tuple[int, int]]) -> float:
    """The one mean over several statements that may be shown beside them: of their shares, each of those who answered it.

    Parameters
    ----------
    answers : of each statement, how many answered it (at least `minimum`, or it may be in no figure) and how many of them gave the better answer.

    Examples
    --------
    >>> round(mean_of_shares([(10, 6), (9, 4)]), 3)
    0.522
    """
    return sum(better / n for n, better in answers) / len(answers)


def may_leave_out(left_out: int, total: int, minimum: int) -> bool:
    """May a figure be shown both with and without some of the people? Not where either part is small."""
    return left_out == 0 or min(left_out, total - left_out) >= minimum


def may_stand_apart(people: Places, parts: Sequence[np.ndarray], minimum: int) -> bool:
    """May figures of these parts of the people be shown beside those of all, of the levels and of the functions?

    Parameters
    ----------
    people : level and function of each person counted: of those who answered the statement, or the survey.
    parts : one truth value per person and part; no one is in two. Who is in none is a part as well, since it can be subtracted.

    Notes
    -----
    Held against the levels and against the functions, each by itself: parts × groups is a table of which the margins are known.
    """
    rest = ~np.logical_or.reduce(parts)
    rows = [*parts, rest] if rest.any() else list(parts)
    if min(int(row.sum()) for row in rows) < minimum:
        return False
    groups = _margins(people.cells, minimum)
    for (codes, names), own in zip((people.levels, people.functions), groups, strict=True):
        counted = np.array([np.bincount(codes[row], minlength=len(names)) for row in rows])
        held = [[int(name in group.members) for name in names] for group in own]
        counts = counted @ np.array(held, dtype=int).reshape(len(held), len(names)).T
        if _margins_cut(counts, minimum) is not None:
            return False
    return True


def most_possible(counts: np.ndarray, shown: np.ndarray) -> np.ndarray:
    """The most people that each cell may hold in any table with the same margins, shown cells and empty cells.

    counts : whole numbers, rows × columns. shown : same shape, which of them are published. Empty cells are known to be empty.
    """
    hidden = (counts > 0) & ~shown
    most = np.where(hidden, counts.sum(), counts)
    for inside, _, bounds in _cuts(counts, shown):
        most = np.where(hidden & inside[:, None], np.minimum(most, bounds), most)
    return most


def _cuts(counts: np.ndarray, shown: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Each set L of rows, the columns that lie within it, and per column the bound on its hidden cells in L.

    The bound is R(L) less the columns within L, the cell's own not among them. Only what is hidden counts in it.
    """
    hidden = np.where(shown, 0, counts)
    down, across = hidden.sum(axis=1), hidden.sum(axis=0)
    for code in range(1, 1 << len(counts)):
        inside = (code >> np.arange(len(counts))) & 1 == 1
        within = ~(hidden[~inside] > 0).any(axis=0)
        yield inside, within, down[inside].sum() - across[within].sum() + np.where(within, across, 0)


@lru_cache(maxsize=16)
def _row_sets(rows: int) -> tuple[np.ndarray, np.ndarray]:
    """Every set of so many rows that is not empty: sets × rows, 1 where the row is in the set, and 1 where it is not."""
    inside = (np.arange(1, 1 << rows)[:, None] >> np.arange(rows)) & 1
    return inside, 1 - inside


def _exposing(counts: np.ndarray, shown: np.ndarray, minimum: int) -> tuple[np.ndarray, np.ndarray] | None:
    """The sets of rows and columns whose difference gives a small hidden cell away; None where no cell can be had."""
    small = (counts > 0) & (counts < minimum) & ~shown
    if not small.any():
        return None
    # every set of rows at once: as `_cuts`, which tells what the names mean
    hidden = np.where(shown, 0, counts)
    inside, outside = _row_sets(len(counts))
    across = hidden.sum(axis=0)
    within = outside @ hidden == 0  # people of the column outside the set: counts are no less than 0
    bounds = (inside @ hidden.sum(axis=1) - within @ across)[:, None] + within * across
    given_away = (inside @ small > 0) & (bounds < minimum)
    if not given_away.any():
        return None
    cut = given_away.any(axis=1).argmax()
    column = given_away[cut].argmax()
    return inside[cut] == 1, within[cut] & (np.arange(len(across)) != column)


def _complemented(counts: np.ndarray, shown: np.ndarray, minimum: int) -> np.ndarray:
    """Which cells may still be shown: each cut that gives a cell away is blurred by hiding the smallest shown cell on it.

    There always is one: a cut without shown cells is a cut of the margins alone, and those were chosen to be safe.
    """
    while shown.any() and (cut := _exposing(counts, shown, minimum)) is not None:
        on_cut = shown & (cut[0][:, None] != cut[1])
        smallest = np.where(on_cut if on_cut.any() else shown, counts, np.iinfo(int).max).argmin()
        shown = shown & (np.arange(shown.size).reshape(shown.shape) != smallest)
    return shown


def _margins(cells: Cells, minimum: int) -> tuple[tuple[Group, ...], tuple[Group, ...]]:
    """Groups of levels and of functions; functions are merged until both margins together give no cell away."""
    levels, functions = _margin(cells, 0), _margin(cells, 1)
    down, across = _one_way(levels, "level", minimum), _one_way(functions, "function", minimum)
    chosen: set[str] = set()
    while (cut := _margins_cut(_table(cells, down, across), minimum)) is not None:
        free = [(g, within) for g, within in zip(across, cut[1], strict=True) if not chosen >= set(g.members)]
        exposing = [g for g, within in free if within] or [free[-1][0]]
        chosen |= set(min(exposing, key=lambda g: g.count).members)
        across = _pooled(functions, chosen, minimum)
    return down, across


def _margins_cut(counts: np.ndarray, minimum: int) -> tuple[np.ndarray, np.ndarray] | None:
    """As `_exposing`, where only the margins are published."""
    return _exposing(counts, np.zeros(counts.shape, dtype=bool), minimum)


def _table(cells: Cells, down: Sequence[Group], across: Sequence[Group]) -> np.ndarray:
    """How many people belong to each pair of groups; whole numbers, len(down) × len(across)."""
    counts = np.zeros((len(down), len(across)), dtype=int)
    row, column = ({name: i for i, g in enumerate(groups) for name in g.members} for groups in (down, across))
    for (level, function), n in cells.items():
        if level in row and function in column:
            counts[row[level], column[function]] += n
    return counts


def _margin(cells: Cells, axis: int) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for pair, n in cells.items():
        counts[pair[axis]] += n
    return dict(counts)


def _counts(values: pd.Series) -> dict[str, int]:
    return {str(k): int(v) for k, v in labels(values).value_counts().items()}


def _one_way(counts: Mapping[str, int], by: str, minimum: int) -> tuple[Group, ...]:
    if sum(counts.values()) < minimum:
        return ()
    if by not in ORDER:
        return _pooled(counts, set(), minimum)
    known = [name for name in ORDER[by] if name in counts]
    return _neighbours([*known, *sorted(set(counts) - set(known))], counts, minimum)


def _neighbours(names: Sequence[str], counts: Mapping[str, int], minimum: int) -> tuple[Group, ...]:
    """Values in their order; the smallest group joins the smaller of its neighbours until none is too small."""
    groups = [Group((name,), counts[name]) for name in names]
    while len(groups) > 1 and min(g.count for g in groups) < minimum:
        at = min(range(len(groups)), key=lambda i: groups[i].count)
        beside = min((i for i in (at - 1, at + 1) if 0 <= i < len(groups)), key=lambda i: groups[i].count)
        both = slice(min(at, beside), max(at, beside) + 1)
        groups[both] = _together(groups[both])
    return tuple(groups)


def _pooled(counts: Mapping[str, int], chosen: set[str], minimum: int) -> tuple[Group, ...]:
    """Values, largest first; the small and the chosen make one group, which the next smallest join until it is large enough."""
    ranked = sorted(counts, key=lambda name: (-counts[name], name))
    pool = [name for name in ranked if counts[name] < minimum or name in chosen]
    rest = [name for name in ranked if name not in pool]
    while pool and rest and (len(pool) == 1 or sum(counts[name] for name in pool) < minimum):
        pool.append(rest.pop())
    pool.sort(key=lambda name: (name == NOT_GIVEN, ranked.index(name)))
    alone = [Group((name,), counts[name]) for name in rest]
    return (*alone, *_together([Group((name,), counts[name]) for name in pool]))


def _together(groups: Sequence[Group]) -> tuple[Group, ...]:
    """All of them as one group; none where there are none."""
    return (Group(tuple(m for g in groups for m in g.members), sum(g.count for g in groups)),) if groups else ()
