"""From three facets to a letter, and how firm the letter is.

exists  works  carries process  letter
no      –      –                B     create it
yes     yes    no               A     add process management to it
yes     no     no               A+C   add and improve
yes     no     yes              C     improve it
yes     yes    yes              keep
not enough evidence on a facet that decides: not assessed

Firmness is the share of re-runs that keep the letter: each re-run draws other samples of the same rows and people, and other
thresholds from the ranges in which they are plausible (diagnosis.resampling).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from assessment_kit.diagnosis.facets import FacetValue
from assessment_kit.diagnosis.resampling import Floats, sweep
from assessment_kit.method.model import FACETS, Element, Letter, Method, Thresholds

_TABLE: dict[tuple[bool, bool], Letter] = {
    (True, False): "A",
    (False, False): "A+C",
    (False, True): "C",
    (True, True): "keep",
}
CODES: tuple[Letter, ...] = ("B", "A", "A+C", "C", "keep", "not assessed")
"""Letters by the number that stands for them in an array."""
HAIR = 1e-9
"""A value so little below the threshold lies at it: a third and two thirds make one half, whatever the computer makes of them."""


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
    if exists < threshold - HAIR:
        return "B"
    if works is None or carries is None:
        return "not assessed"
    return _TABLE[works >= threshold - HAIR, carries >= threshold - HAIR]


def decide_all(exists: Floats, works: Floats, carries: Floats, threshold: Floats) -> np.ndarray:
    """`decide` for arrays of the same shape, NaN for not known: the place of each letter in CODES."""
    there, well, process = (np.asarray(v) >= threshold - HAIR for v in (exists, works, carries))
    letters = np.where(well, np.where(process, 4, 1), np.where(process, 3, 2))
    letters = np.where(np.isnan(works) | np.isnan(carries), 5, letters)
    return np.asarray(np.where(np.isnan(exists), 5, np.where(there, letters, 0)))


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
    """Letter → share of the re-runs, most frequent first; what cannot be told in a re-run is not assessed."""
    limits = method.thresholds
    exists, works, carries = (own[f].draws for f in FACETS)
    letters = decide_all(exists, works, carries, sweep(limits).yes)
    shares = np.bincount(letters, minlength=len(CODES)) / len(letters)
    ranked = sorted(zip(CODES, shares, strict=True), key=lambda pair: -pair[1])
    return {letter: float(share) for letter, share in ranked if share > 0}
