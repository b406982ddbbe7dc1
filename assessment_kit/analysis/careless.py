"""Answers that look as if nobody had read the statements: four signs, by rules that are data. They are told, never dropped.

Too fast (Huang and others 2012), one answer over and over (Johnson 2005), hardly any spread (Dunn and others 2018), and
agreeing with a statement and with its opposite (Meade and Craig 2012). The limits and where they come from stand in
templates/method/method.yaml, under careless.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from assessment_kit.engagement.model import Engagement, Survey
from assessment_kit.method.thresholds import CarelessLimits

SIGNS = ("too_fast", "same_answer", "no_spread", "contradicts")
Marks = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Careless:
    """signs : of SIGNS, one truth value per respondent. flagged : who shows as many of them as the rules ask for.

    checked : the signs that the survey lets anybody check: without times nobody is too fast.
    """

    signs: Mapping[str, Marks]
    flagged: Marks
    checked: tuple[str, ...]

    @property
    def count(self) -> int:
        return int(self.flagged.sum())


def careless(survey: Survey, limits: CarelessLimits) -> Careless:
    """Who seems not to have read the statements.

    The order of the statements is that of the export's columns. Answers count as they were given: reversed statements are not
    turned. What was not answered breaks no run and is in no pair; who gave fewer than `least_statements` answers shows no sign.
    """
    given, longest, spread = _runs(survey)
    enough = given >= limits.least_statements
    pairs, twice = _contradictions(survey, limits)
    seconds = _seconds(survey)
    with np.errstate(invalid="ignore", divide="ignore"):
        signs = {
            "too_fast": enough & (seconds < limits.seconds),
            "same_answer": enough & (longest >= limits.same_share * given),
            "no_spread": enough & (spread < limits.least_spread),
            "contradicts": enough & (pairs >= limits.least_pairs) & (twice >= limits.contradicted * pairs),
        }
    checked = {
        "too_fast": bool((~np.isnan(seconds)).any()),
        "contradicts": bool((pairs >= limits.least_pairs).any()),
    }
    flagged = np.sum([signs[s] for s in SIGNS], axis=0) >= limits.signs
    return Careless(signs, flagged, tuple(s for s in SIGNS if checked.get(s, bool(enough.any()))))


def without(engagement: Engagement, left_out: Marks) -> Engagement:
    """The same client with these respondents left out of the survey."""
    survey = engagement.survey
    if survey is None:
        return engagement
    kept = ~left_out
    people = survey.people[kept].reset_index(drop=True)
    said = survey.comments[survey.comments["respondent"].isin(people["respondent"])].reset_index(drop=True)
    scores, status = (frame[kept].reset_index(drop=True) for frame in (survey.scores, survey.status))
    return replace(engagement, survey=Survey(people, scores, status, said, survey.source))


def _runs(survey: Survey) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """Per respondent: answers given, the longest run of the same one, and their standard deviation (of all answers, n)."""
    count = len(survey)
    given, run, longest = (np.zeros(count, dtype=np.int64) for _ in range(3))
    last, total, squares = np.full(count, np.nan), np.zeros(count), np.zeros(count)
    for name in survey.scores:
        answer = survey.scores[name].to_numpy(dtype=float)
        there = ~np.isnan(answer)
        run = np.where(there, np.where(answer == last, run + 1, 1), run)
        longest = np.maximum(longest, run)
        last = np.where(there, answer, last)
        known = np.where(there, answer, 0.0)
        given += there
        total += known
        squares += known**2
    with np.errstate(invalid="ignore", divide="ignore"):
        spread = np.sqrt(np.maximum(squares / given - (total / given) ** 2, 0))
    return given, longest, spread


def _contradictions(survey: Survey, limits: CarelessLimits) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Per respondent: pairs of opposites of which both were answered, and those agreed with twice or disagreed with twice."""
    pairs, twice = (np.zeros(len(survey), dtype=np.int64) for _ in range(2))
    for one, other in limits.opposites:
        if one in survey.scores and other in survey.scores:
            a, b = (survey.scores[name].to_numpy(dtype=float) for name in (one, other))
            pairs += ~np.isnan(a) & ~np.isnan(b)
            twice += ((a >= 4) & (b >= 4)) | ((a <= 2) & (b <= 2))
    return pairs, twice


def _seconds(survey: Survey) -> npt.NDArray[np.float64]:
    """Seconds per statement that was answered in any way; NaN where no time is known."""
    took = (
        (survey.people["finished"] - survey.people["started"]).dt.total_seconds().to_numpy(dtype=float, na_value=np.nan)
    )
    met = np.zeros(len(survey), dtype=np.int64)
    for name in survey.status:
        met += (survey.status[name] != "not_asked").to_numpy()
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.where((met > 0) & (took > 0), took / met, np.nan))
