"""Meetings that do the same work: much the same people, on the same topics or for the same purpose (PM-67).

Two meetings of one team are no overlap by themselves: the same managers may well look at the same results week by week and
quarter by quarter. So it takes much the same people in one rhythm, and beside that half of the shorter agenda in common. Where
the agendas are not known, one purpose makes an overlap possible, not sure.
"""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
from rapidfuzz import fuzz, process
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from assessment_kit import words
from assessment_kit.method.thresholds import OverlapLimits

_MOST_COMPARED = 3_000  # spellings that are compared pair by pair: time, not meaning
_PURPOSES_OF_WORK = ("information", "other")
"""Purposes that say too little to make two meetings the same."""

COLUMNS = (
    "a", "b", "a_name", "b_name", "shared_people", "all_people", "people", "shared_topics", "all_topics", "topics", "same_purpose",
    "same_rhythm", "rhythm", "sure", "purpose", "hours", "repeated_hours", "a_row", "b_row",
)  # fmt: skip


def overlaps(meetings: pd.DataFrame, limits: OverlapLimits) -> pd.DataFrame:
    """Pairs of meetings that do, or may do, the same work: the sure ones first, those with most hours first.

    Parameters
    ----------
    meetings : as made by `meetings_with_hours`.

    Returns
    -------
    a, b : meeting ids; a_name, b_name; shared_people of all_people and their ratio `people`; shared_topics of all_topics (of the
    shorter agenda) and `topics`, NaN where one of the two names none; same_purpose, same_rhythm; sure : the agendas bear it out; rhythm and purpose, of `a`, for people;
    hours : of both together; repeated_hours : of the shorter of the two; a_row, b_row.
    """
    people = _incidence(list(meetings["people"]))
    topics = _incidence([_same_words(t) for t in _one_spelling(list(meetings["topics"]), limits.topic_likeness)])
    pairs = _pairs(people, limits)
    if not len(pairs):
        return pd.DataFrame(columns=list(COLUMNS))
    left, right = pairs.T
    frame = pd.DataFrame({"shared_people": _shared(people, left, right)})
    sizes, lengths = _sizes(people), _sizes(topics)
    frame["all_people"] = sizes[left] + sizes[right] - frame["shared_people"]
    frame["people"] = frame["shared_people"] / frame["all_people"]
    frame["shared_topics"] = _shared(topics, left, right)
    frame["all_topics"] = np.minimum(lengths[left], lengths[right])
    frame["topics"] = (frame["shared_topics"] / frame["all_topics"].where(frame["all_topics"] > 0)).astype(float)
    purpose = meetings["purpose"].where(~meetings["purpose"].isin(_PURPOSES_OF_WORK)).to_numpy(dtype=object)
    frame["same_purpose"] = [isinstance(a, str) and a == b for a, b in zip(purpose[left], purpose[right], strict=True)]
    rhythm = meetings["rhythm"].to_numpy(dtype=object)
    frame["same_rhythm"] = (rhythm[left] == rhythm[right]) & ~np.isin(rhythm[left], ["On demand", "Not known"])
    times = meetings["per_year"].to_numpy(dtype=float)
    frame["rhythm"] = [_together(a, b) for a, b in zip(times[left], times[right], strict=True)]
    enough = frame["shared_topics"].ge(
        frame["same_purpose"].map({True: limits.topics_same_purpose, False: limits.topics_other_purpose})
    )
    by_topics = frame["topics"].ge(limits.same_topics) & enough
    by_purpose = frame["same_purpose"] & frame["topics"].isna()
    hours = meetings["hours"].to_numpy(dtype=float)
    frame["hours"] = hours[left] + hours[right]
    frame["repeated_hours"] = np.fmin(hours[left], hours[right])
    for side, index in (("a", left), ("b", right)):
        frame[side] = meetings["meeting_id"].to_numpy(dtype=object)[index]
        frame[f"{side}_name"] = meetings["name"].to_numpy(dtype=object)[index]
        frame[f"{side}_row"] = meetings["row"].to_numpy()[index]
    frame["purpose"] = meetings["purpose_label"].to_numpy(dtype=object)[left]
    frame["sure"] = by_topics
    found = frame[frame["same_rhythm"] & (by_topics | by_purpose)]
    return found.sort_values(["sure", "hours", "people"], ascending=False, kind="stable", ignore_index=True)[
        list(COLUMNS)
    ]


def _together(a: float, b: float) -> str:
    """How often two meetings of one rhythm come round: ``Every two weeks``, ``Every week and every two weeks``."""
    often, rarer = words.every(max(a, b)), words.every(min(a, b))
    return words.sentence_case(often if often == rarer else f"{often} and {rarer}")


def repeated_hours(pairs: pd.DataFrame, meetings: pd.DataFrame) -> float:
    """Hours a year of the meetings that repeat another one; the shorter of each pair, each counted once."""
    hours = meetings.set_index("meeting_id")["hours"]
    shorter = {a if hours[a] <= hours[b] else b for a, b in zip(pairs["a"], pairs["b"], strict=True)}
    return float(hours.reindex(sorted(shorter)).sum())


def _pairs(people: sparse.csr_array, limits: OverlapLimits) -> np.ndarray:
    """Index pairs (i < j) with much the same people, and enough of them."""
    common = sparse.triu(people @ people.T, k=1).tocoo()
    sizes = _sizes(people)
    union = sizes[common.row] + sizes[common.col] - common.data
    near = (common.data >= limits.least_people) & (common.data / union >= limits.same_people)
    return np.column_stack([common.row[near], common.col[near]])


def _shared(matrix: sparse.csr_array, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    if matrix.shape[1] == 0:
        return np.zeros(len(left), dtype=int)
    return np.asarray(matrix[left].multiply(matrix[right]).sum(axis=1)).ravel().astype(int)


def _sizes(matrix: sparse.csr_array) -> np.ndarray:
    return np.asarray(matrix.sum(axis=1)).ravel().astype(int)


def _incidence(lists: list[tuple[str, ...]]) -> sparse.csr_array:
    """Rows × things, 1 where the row has the thing."""
    codes = {name: i for i, name in enumerate(dict.fromkeys(n for names in lists for n in names))}
    rows = [row for row, names in enumerate(lists) for _ in set(names)]
    columns = [codes[name] for names in lists for name in sorted(set(names), key=codes.__getitem__)]
    return sparse.csr_array((np.ones(len(rows), dtype=int), (rows, columns)), shape=(len(lists), len(codes)))


def _same_words(topics: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(topics))


def _one_spelling(lists: list[tuple[str, ...]], likeness: float) -> list[tuple[str, ...]]:
    """Each topic under the first spelling of it that was met; only case and blanks are levelled where there are very many."""
    plain = [tuple(re.sub(r"\s+", " ", t).strip().casefold() for t in topics) for topics in lists]
    names = list(dict.fromkeys(t for topics in plain for t in topics))
    if not 1 < len(names) <= _MOST_COMPARED:
        return plain
    alike = process.cdist(names, names, scorer=fuzz.ratio, score_cutoff=likeness, dtype=np.uint8)
    _, group = connected_components(sparse.csr_array(alike > 0), directed=False)
    first = dict(zip(group[::-1], names[::-1], strict=True))
    spelling = {name: first[g] for name, g in zip(names, group, strict=True)}
    return [tuple(spelling[t] for t in topics) for topics in plain]
