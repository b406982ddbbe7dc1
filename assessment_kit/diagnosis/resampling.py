"""Other samples of the same people and rows, and other plausible thresholds: what every re-run of a letter draws.

The unit is the person. Somebody who answers forty statements, or speaks in an interview about five elements, is drawn or left out
as a whole, for all facets and elements alike (cluster bootstrap: Davison and Hinkley 1997, section 3.8; Field and Welsh 2007). Rows
of a list stand for rows that may be wrong, and are drawn row by row. Each re-run also draws the threshold for yes, how much each
source counts, and how much evidence is the least, from the ranges that the method calls plausible.

Every stream of chance has a name of its own, and begins from the method's seed and that name: what is drawn for one list does not
depend on which others there are, or on their order.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from assessment_kit.method.thresholds import Thresholds

Source: TypeAlias = Literal["lists", "interviews", "survey"]
Floats: TypeAlias = npt.NDArray[np.float64]
SOURCES: tuple[Source, ...] = ("lists", "interviews", "survey")
MANY = 2000
"""From this many people on, the means of the resamples are drawn from their joint normal distribution instead of person by person."""
_BLOCK = 65536


@dataclass(frozen=True)
class Sample:
    """What the people said on one facet: `values` with a mean of 0–1, one per person or interview, and the person of each, counted from 0."""

    values: np.ndarray
    units: np.ndarray


@dataclass(frozen=True)
class Sweep:
    """Thresholds per re-run, each an array of as many as there are re-runs, or of one that holds for all.

    yes : from this share on a facet counts as yes. weights : how much a source counts. least : observations from which it counts.
    """

    yes: Floats
    weights: Mapping[Source, Floats]
    least: Mapping[Source, Floats]


def stream(limits: Thresholds, name: str) -> np.random.Generator:
    """The chance of this name, the same in every run."""
    return np.random.default_rng([limits.seed, zlib.crc32(name.encode())])


def fixed(limits: Thresholds) -> Sweep:
    """The thresholds as they stand."""
    weights, least = _weights(limits), _least(limits)
    return Sweep(
        np.array([limits.yes.value]),
        {s: np.array([weights[s]]) for s in SOURCES},
        {s: np.array([float(least[s])]) for s in SOURCES},
    )


def sweep(limits: Thresholds) -> Sweep:
    """The thresholds of every re-run, from the ranges in which they are plausible.

    A weight is drawn so that half as much is as likely as twice as much; a least number is drawn among whole numbers.
    """
    times, plausible = limits.resamples, limits.plausible
    weights, least = _weights(limits), _least(limits)
    give = {"lists": plausible.rows, "interviews": plausible.interviews, "survey": plausible.survey}
    spread, rng = np.log(plausible.weight_times), stream(limits, "thresholds")
    yes = rng.uniform(limits.yes.low, limits.yes.high, times)
    weighted = {s: weights[s] * np.exp(rng.uniform(-spread, spread, times)) for s in SOURCES}
    wanted = {
        s: rng.integers(max(1, least[s] - give[s]), least[s] + give[s], times, endpoint=True).astype(float)
        for s in SOURCES
    }
    return Sweep(yes, weighted, wanted)


def _weights(limits: Thresholds) -> dict[Source, float]:
    return {"lists": limits.inventory_weight, "interviews": limits.interview_weight, "survey": limits.survey_weight}


def _least(limits: Thresholds) -> dict[Source, int]:
    return {"lists": limits.minimum_rows, "interviews": limits.minimum_interviews, "survey": limits.minimum_survey}


def rows_drawn(values: np.ndarray, times: int, rng: np.random.Generator) -> Floats:
    """Means of `times` samples of the rows, drawn with replacement: how many of each value is multinomial, whatever their number."""
    kinds, counts = np.unique(values, return_counts=True)
    return np.asarray(rng.multinomial(len(values), counts / len(values), times) @ kinds / len(values))


def people_drawn(samples: Sequence[Sample], people: int, times: int, rng: np.random.Generator) -> Floats:
    """Means of each sample in `times` resamples of the people, the same people for all samples.

    Returns
    -------
    times × len(samples); NaN where nobody who spoke to it was drawn.
    """
    if not samples:
        return np.empty((times, 0))
    if people > MANY:
        return _from_the_normal(samples, people, times, rng)
    drawn = rng.integers(0, people, (times, people)) + people * np.arange(times)[:, None]
    often = np.bincount(drawn.ravel(), minlength=times * people).reshape(times, people).astype(float)
    said = np.stack([np.bincount(s.units, s.values, people) for s in samples], axis=1)
    spoke = np.stack([np.bincount(s.units, minlength=people) for s in samples], axis=1).astype(float)
    with np.errstate(invalid="ignore"):
        # what people add to a mean of shares may lie a little outside 0 and 1
        return np.asarray(np.clip((often @ said) / (often @ spoke), 0, 1))


def _from_the_normal(samples: Sequence[Sample], people: int, times: int, rng: np.random.Generator) -> Floats:
    """By the delta method: a resampled mean moves by the sum of what each person adds to it, times how often he or she is drawn."""
    means = np.array([s.values.mean() for s in samples])
    moves = np.empty((len(samples), people), dtype=np.float32)
    for k, (sample, mean) in enumerate(zip(samples, means, strict=True)):
        moves[k] = np.bincount(sample.units, (sample.values - mean) / len(sample.values), people)
    spread = np.zeros((len(samples), len(samples)))
    for start in range(0, people, _BLOCK):
        block = moves[:, start : start + _BLOCK].astype(float)
        spread += block @ block.T
    return np.clip(rng.multivariate_normal(means, spread, times, method="eigh"), 0, 1)


def combined(parts: Floats, sources: Sequence[Source], counts: Sequence[int], rule: Sweep) -> Floats:
    """A facet in each re-run: the mean over its sources by their weights; a source is the mean of its own measures.

    Parameters
    ----------
    parts : re-runs × measures, NaN where a measure has no value. sources, counts : of each measure, its kind and its observations.

    Returns
    -------
    One value per re-run; NaN where no measure has enough.
    """
    total, weight = summed(parts, sources, counts, rule)
    with np.errstate(invalid="ignore"):
        return np.asarray(np.where(weight > 0, total / weight, np.nan))


def summed(parts: Floats, sources: Sequence[Source], counts: Sequence[int], rule: Sweep) -> tuple[Floats, Floats]:
    """Per re-run the weighted sum of the sources that have enough, and the sum of their weights; see `combined`."""
    total, weight = np.zeros(len(parts)), np.zeros(len(parts))
    for source in dict.fromkeys(sources):
        own = [k for k, s in enumerate(sources) if s == source]
        mean = _mean_of_those_with_enough(parts[:, own], np.array([counts[k] for k in own]), rule.least[source])
        there = ~np.isnan(mean)
        counted = np.where(there, rule.weights[source], 0.0)
        total += counted * np.where(there, mean, 0.0)
        weight += counted
    return total, weight


def _mean_of_those_with_enough(parts: Floats, counts: np.ndarray, least: Floats) -> Floats:
    enough = (counts[None, :] >= least[:, None]) & ~np.isnan(parts)
    with np.errstate(invalid="ignore"):
        return np.asarray(np.where(enough, parts, 0.0).sum(axis=1) / enough.sum(axis=1))
