"""Metrics that look like the same one under two names (PM-58).

Two metrics are near-duplicates when their names say the same once case, punctuation, order of words, endings and filler words are
set aside, they share the unit, and they do not measure two different processes. Names that differ by a whole word (Sales North,
Sales South) or a number are two metrics.
"""

from __future__ import annotations

import re
import unicodedata

import numpy as np
import pandas as pd
from rapidfuzz import fuzz, process

from assessment_kit.method.thresholds import TwinLimits

_CHUNK = 512  # names that are compared at once: memory, not meaning
_FILLER = frozenset(
    (
        *("a", "an", "and", "by", "for", "in", "of", "on", "per", "the", "to", "total", "number", "no", "nr"),
        *("rate", "ratio", "percentage", "percent", "share", "kpi", "metric", "avg", "average", "mean"),
    )
)
_PERCENT = ("percent", "percentage", "pct", "per cent")
_OPPOSITES = frozenset(
    (
        "in",
        "out",
        "up",
        "down",
        "not",
        "non",
        "early",
        "late",
        "new",
        "old",
        "won",
        "lost",
        "first",
        "last",
        "internal",
        "external",
    )
)
_WORD = re.compile(r"[^\W_]+")


def plain_name(name: str) -> str:
    """``% of On-time Deliveries`` → ``delivery time``: folded, filler dropped, endings cut, words in order.

    Examples
    --------
    >>> plain_name("On-Time Delivery Rate") == plain_name("Deliveries, on time (%)")
    True
    """
    folded = unicodedata.normalize("NFKD", name).casefold()
    words = _WORD.findall("".join(c for c in folded if not unicodedata.combining(c)))
    kept = [w for w in words if w not in _FILLER] or words
    return " ".join(sorted(_stem(w) for w in kept))


def _stem(word: str) -> str:
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            return word[: -len(ending)] + instead
    return word


def near_duplicates(metrics: pd.DataFrame, limits: TwinLimits) -> pd.DataFrame:
    """Pairs of metrics with nearly the same name and the same unit.

    Parameters
    ----------
    metrics : the client's metrics, with metric_id, name, unit, process_id. An unknown unit or process contradicts nothing.

    Returns
    -------
    One row per pair, the most alike first: a, b (positions in `metrics`), id_a, id_b, name_a, name_b, likeness (0–100).
    2,000 metrics take about a second.
    """
    names = [plain_name(str(n)) for n in metrics["name"]]
    first, second, score = _alike(names, limits.names)
    unit = metrics["unit"].fillna("").astype(str).str.strip().str.casefold().replace(dict.fromkeys(_PERCENT, "%"))
    keep = _agree(unit.to_numpy(), first, second) & _agree(metrics["process_id"].fillna("").to_numpy(), first, second)
    same = (_same_words(names[a], names[b], limits.words) for a, b in zip(first, second, strict=True))
    keep &= np.fromiter(same, dtype=bool, count=len(first))
    first, second, score = first[keep], second[keep], score[keep]
    ids, labels = metrics["metric_id"].to_numpy(), metrics["name"].to_numpy()
    pairs = pd.DataFrame(
        {"a": first, "b": second, "id_a": ids[first], "id_b": ids[second], "name_a": labels[first], "name_b": labels[second],
         "likeness": score}
    )  # fmt: skip
    return pairs.sort_values(["likeness", "a", "b"], ascending=[False, True, True], ignore_index=True)


def _alike(names: list[str], likeness: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Positions and likeness of all pairs from the likeness on; in blocks, so that memory stays small."""
    found: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []
    for start in range(0, len(names), _CHUNK):
        block = names[start : start + _CHUNK]
        scores = process.cdist(block, names[start:], scorer=fuzz.ratio, score_cutoff=likeness, dtype=np.uint8)
        a, b = np.nonzero(np.triu(scores, k=1))
        found.append((a + start, b + start, scores[a, b]))
    if not found:
        return np.empty(0, dtype=int), np.empty(0, dtype=int), np.empty(0, dtype=np.uint8)
    first, second, score = (np.concatenate(part) for part in zip(*found, strict=True))
    return first, second, score


def _agree(values: np.ndarray, first: np.ndarray, second: np.ndarray) -> np.ndarray:
    a, b = values[first], values[second]
    return np.asarray((a == b) | (a == "") | (b == ""), dtype=bool)


def _same_words(a: str, b: str, likeness: float) -> bool:
    """Are the words that the two names do not share mere variants of each other?"""
    left, right = a.split(), b.split()
    only_a = [w for w in left if w not in right]
    only_b = [w for w in right if w not in left]
    if len(only_a) != len(only_b) or any(c.isdigit() for w in only_a + only_b for c in w):
        return False
    if set(only_a + only_b) & _OPPOSITES:
        return False
    return all(max(fuzz.ratio(w, other) for other in only_b) >= likeness for w in only_a)
