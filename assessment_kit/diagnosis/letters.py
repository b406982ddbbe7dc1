"""From three facets to a letter, and how firm the letter is.

exists  works  carries process  letter
no      –      –                B     create it
yes     yes    no               A     add process management to it
yes     no     no               A+C   add and improve
yes     no     yes              C     improve it
yes     yes    yes              keep
not enough evidence on a facet that decides: not assessed

Firmness is the share of re-runs that keep the letter: each re-run draws other samples of the same rows and people, and
another threshold from its plausible range.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

import numpy as np

from assessment_kit.diagnosis.facets import FacetValue
from assessment_kit.method.model import FACETS, Element, Letter, Method, Thresholds

_TABLE: dict[tuple[bool, bool], Letter] = {
    (True, False): "A",
    (False, False): "A+C",
    (False, True): "C",
    (True, True): "keep",
}
CODES: tuple[Letter, ...] = ("B", "A", "A+C", "C", "keep")


@dataclass(frozen=True)
class Override:
    """The consultant's own letter in place of the computed one, with the reason."""

    letter: Letter
    reason: str
    by: str
    date: str


@dataclass(frozen=True)
class Verdict:
    """The letter of one element.

    letter : what the report says, the consultant's where there is one. computed : what the rules say.
    firmness : share of re-runs that give the computed letter; None where it is not assessed.
    shares : letter → share of re-runs, most frequent first. missing : the facets that lack evidence.
    closest : the facet whose value lies closest to the threshold: it would flip the letter first.
    """

    element: Element
    facets: Mapping[str, FacetValue]
    letter: Letter
    computed: Letter
    firmness: float | None
    shares: Mapping[str, float]
    missing: tuple[str, ...]
    closest: str | None
    override: Override | None = None

    @property
    def n(self) -> int:
        """Rows and answers behind the letter: those of the facet that has fewest, among the facets that decide."""
        deciding = ("exists",) if self.computed == "B" else FACETS
        return min(self.facets[f].n for f in deciding)

    def told_firmness(self, thresholds: Thresholds) -> float | None:
        """The firmness that may be told: None where there is no letter, it was set by hand, or too few rows and answers stand behind it."""
        return None if self.override is not None or self.n < thresholds.firm_least else self.firmness

    @property
    def changes(self) -> bool:
        return self.letter not in ("keep", "not assessed")


def decide(exists: float | None, works: float | None, carries: float | None, threshold: float) -> Letter:
    """The letter by the table above; a value at the threshold counts as yes."""
    if exists is None:
        return "not assessed"
    if exists < threshold:
        return "B"
    if works is None or carries is None:
        return "not assessed"
    return _TABLE[works >= threshold, carries >= threshold]


def verdict(
    element: Element, facets: Mapping[str, FacetValue], method: Method, override: Override | None = None
) -> Verdict:
    """The letter of one element with its firmness.

    Parameters
    ----------
    facets : by ``E1.exists``; those of other elements are passed over.
    """
    own: dict[str, FacetValue] = {facet: facets[f"{element.id}.{facet}"] for facet in FACETS}
    yes = method.thresholds.yes
    letter = decide(own["exists"].value, own["works"].value, own["carries_process"].value, yes.value)
    missing = tuple(f for f in FACETS if own[f].value is None) if letter == "not assessed" else ()
    shares = _rerun(own, method) if letter != "not assessed" else {}
    known = {f: abs(v.value - yes.value) for f, v in own.items() if v.value is not None}
    relevant = {"exists": known["exists"]} if letter == "B" else known
    return Verdict(
        element=element, facets=own, letter=override.letter if override else letter, computed=letter,
        firmness=shares.get(letter, 0.0) if shares else None, shares=shares, missing=missing,
        closest=min(relevant, key=lambda f: relevant[f]) if shares else None, override=override,
    )  # fmt: skip


def _rerun(own: Mapping[str, FacetValue], method: Method) -> dict[str, float]:
    limits = method.thresholds
    rng = np.random.default_rng([limits.seed, int(own["exists"].element[1:])])
    threshold = rng.uniform(limits.yes.low, limits.yes.high, limits.resamples)
    exists, works, carries = (_above(own[f], threshold) for f in FACETS)
    known = [own["works"].value is not None and own["carries_process"].value is not None]
    letters = np.select(
        [~exists, works & ~carries, ~works & ~carries, ~works & carries], ["B", "A", "A+C", "C"], default="keep"
    )
    if not all(known):  # the letter is B; re-runs in which the practice exists cannot be decided further
        letters = np.where(exists, "not assessed", letters)
    names, counts = np.unique(letters, return_counts=True)
    ranked = sorted(zip(names, counts, strict=True), key=lambda pair: -pair[1])
    return {str(name): float(count) / limits.resamples for name, count in ranked}


def _above(facet: FacetValue, threshold: np.ndarray) -> np.ndarray:
    if facet.value is None:
        return np.zeros(len(threshold), dtype=bool)
    return cast(np.ndarray, facet.draws >= threshold)
