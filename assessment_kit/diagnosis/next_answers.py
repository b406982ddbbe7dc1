"""Which further answers would settle an open letter best: how much firmer it may be expected to be, per minute of interview.

What the next people would say is not known, but what was said so far tells how likely each answer is. So a few hundred futures are
drawn: how high people score is drawn from what the interviews leave open (a beta distribution by their mean and number, with two
more that say what all sources say), and the next scores on the scale of 1 to 5 from that (beta-binomial; Gelman et al. 2013,
Bayesian Data Analysis, section 2.4). In each future the letter is decided anew and re-run as before; the expected firmness is the
mean over the futures (a preposterior analysis; Raiffa and Schlaifer 1961, chapter 4).

Which level of management is asked makes no difference to the value, on purpose: where a level scores high or low, asking that level
alone would make a letter firmer by leaning on one side, not by knowing more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assessment_kit.diagnosis.facets import FacetValue
from assessment_kit.diagnosis.letters import CODES, Verdict, decide_all
from assessment_kit.diagnosis.resampling import Floats, Source, Sweep, fixed, stream, summed, sweep
from assessment_kit.method.model import FACETS, Facet, Item, Method
from assessment_kit.method.thresholds import Thresholds

FUTURES = 256
RERUNS = 128
"""Of the letter's re-runs so many are repeated in each future, always the same ones."""
PRIOR = 2.0
"""So many interviews is worth what all sources together say of the facet."""


@dataclass(frozen=True)
class Prospect:
    """What asking more people about one facet of a letter may do.

    now : the firmness of today. after : the expected firmness with one more person, two more …, never falling. item : the question of the
    facet that takes least, the more telling of equals. minutes : for one person, with its share of the time around an interview.
    """

    element: str
    facet: Facet
    now: float
    after: tuple[float, ...]
    item: Item
    minutes: float

    @property
    def gain(self) -> float:
        """With all of the people looked at."""
        return self.after[-1] - self.now

    @property
    def per_minute(self) -> float:
        return self.gain / (self.minutes * len(self.after))

    @property
    def steps(self) -> tuple[float, ...]:
        """What each further person adds."""
        return tuple(float(step) for step in np.diff([self.now, *self.after]))


def prospects(verdicts: Iterable[Verdict], method: Method) -> tuple[Prospect, ...]:
    """For each facet of these letters that interviews can be asked about, what more people may do; the best per minute first."""
    limits = method.thresholds
    rule, as_set = _first(sweep(limits)), fixed(limits)
    found = []
    for verdict in verdicts:
        if verdict.firmness is None:
            continue
        for facet in FACETS:
            items = [i for i in method.items.values() if (i.element, i.facet) == (verdict.element.id, facet)]
            if items:
                after = expected(verdict, facet, limits, rule, as_set)
                item = min(items, key=lambda i: (i.minutes, -i.salience))
                found.append(Prospect(verdict.element.id, facet, verdict.firmness, after, item, _minutes(item, limits)))
    return tuple(sorted(found, key=lambda p: -p.per_minute))


def _minutes(item: Item, limits: Thresholds) -> float:
    """With the part of the set-up that falls to it in an interview of full length."""
    return item.minutes * (1 + limits.rapid.setup_minutes / limits.rapid.longest_minutes)


def _first(rule: Sweep) -> Sweep:
    """The first re-runs alone."""
    return Sweep(
        rule.yes[:RERUNS],
        {s: w[:RERUNS] for s, w in rule.weights.items()},
        {s: n[:RERUNS] for s, n in rule.least.items()},
    )


def expected(verdict: Verdict, facet: Facet, limits: Thresholds, rule: Sweep, as_set: Sweep) -> tuple[float, ...]:
    """The expected firmness after one more interview on the facet, two more … up to `rapid.more`.

    The same chance is used throughout, so that what is compared does not differ by luck; the firmness of today in the re-runs that
    are repeated is set to the firmness of the letter.
    """
    own, most = verdict.facets[facet], limits.rapid.more
    before = _before(own)
    new = _next_scores(before, _prior(own), most, stream(limits, f"next {own.element}.{own.facet}"))
    chance = _deviates(own, before, limits)
    others = {f: verdict.facets[f].draws[:RERUNS] for f in FACETS if f != facet}
    points = {f: _known(verdict.facets[f].value) for f in FACETS if f != facet}
    resampled, plain = _others(own, own.parts[:RERUNS], rule), _others(own, _points(own), as_set)
    today = np.mean(
        _letters(facet, verdict.facets[facet].draws[:RERUNS], others, rule.yes) == CODES.index(verdict.computed)
    )
    made, best = [], verdict.firmness or 0.0
    for k in range(1, most + 1):
        n, mean, spread = _with(before, new[:, :k])
        drawn = np.clip(mean[:, None] + chance * spread[:, None] / np.sqrt(n), 0, 1)
        values = _joined(resampled, drawn, n, rule)
        letter = _letters(facet, _joined(plain, mean[:, None], n, as_set), points, as_set.yes)
        same = (_letters(facet, values, others, rule.yes) == letter) & (letter != CODES.index("not assessed"))
        firmness = same.mean()  # all futures are alike likely
        best = max(best, (verdict.firmness or 0.0) + float(firmness - today))
        made.append(min(best, 1.0))
    return tuple(made)


def _before(facet: FacetValue) -> Floats:
    """What the interviews said so far."""
    return next((m.values for m in facet.seen if m.source == "interviews"), np.empty(0))


def _prior(facet: FacetValue) -> float:
    known = [m.value for m in facet.seen]
    return facet.value if facet.value is not None else float(np.mean(known)) if known else 0.5


def _next_scores(before: Floats, prior: float, most: int, rng: np.random.Generator) -> Floats:
    """Futures × people: positions on the scale, as 0, a quarter … 1."""
    hits = PRIOR * min(max(prior, 0.05), 0.95)
    height = rng.beta(hits + before.sum(), PRIOR - hits + (1 - before).sum(), FUTURES)
    return np.asarray(rng.binomial(4, height[:, None], (FUTURES, most)) / 4)


def _deviates(facet: FacetValue, before: Floats, limits: Thresholds) -> Floats:
    """How far the interviews' mean lies from its middle in each re-run, in standard errors; those of the letter itself where there are any."""
    place = next((k for k, m in enumerate(facet.seen) if m.source == "interviews"), None)
    if place is not None and before.std() > 0:
        error = before.std() / np.sqrt(len(before))
        return np.asarray(np.nan_to_num((facet.parts[:RERUNS, place] - before.mean()) / error))
    return stream(limits, f"deviates {facet.element}.{facet.facet}").standard_normal(min(RERUNS, limits.resamples))


def _with(before: Floats, new: Floats) -> tuple[int, Floats, Floats]:
    """Number, mean and spread of the interviews in each future."""
    n = len(before) + new.shape[1]
    mean = (before.sum() + new.sum(axis=1)) / n
    square = ((before**2).sum() + (new**2).sum(axis=1)) / n
    return n, mean, np.sqrt(np.maximum(square - mean**2, 0))


def _points(facet: FacetValue) -> Floats:
    return np.array([[m.value for m in facet.seen]]).reshape(1, len(facet.seen))


def _others(facet: FacetValue, parts: Floats, rule: Sweep) -> tuple[Floats, Floats]:
    """The facet's sources without the interviews, as a sum and a sum of weights."""
    rest = [k for k, m in enumerate(facet.seen) if m.source != "interviews"]
    sources: list[Source] = [facet.seen[k].source for k in rest]
    return summed(parts[:, rest], sources, [facet.seen[k].n for k in rest], rule)


def _joined(others: tuple[Floats, Floats], interviews: Floats, n: int, rule: Sweep) -> Floats:
    """The facet with the interviews at these values: futures × re-runs."""
    total, weight = others
    counted = np.where(n >= rule.least["interviews"], rule.weights["interviews"], 0.0)
    with np.errstate(invalid="ignore"):
        return np.asarray((total + counted * interviews) / (weight + counted))


def _letters(facet: Facet, values: Floats, others: Mapping[Facet, Floats], threshold: Floats) -> np.ndarray:
    """The letters with this facet at the values given and the others as they are, as numbers."""
    full: Sequence[Floats] = [values if f == facet else np.broadcast_to(others[f], values.shape) for f in FACETS]
    return decide_all(full[0], full[1], full[2], np.broadcast_to(threshold, values.shape))


def _known(value: float | None) -> Floats:
    return np.array([np.nan if value is None else value])
