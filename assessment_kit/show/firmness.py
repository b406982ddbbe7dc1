"""How firm each letter is, what would flip it, and what would settle it, in short sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from assessment_kit import words
from assessment_kit.analysis.interview_plan import FACET_QUESTIONS
from assessment_kit.diagnosis.assessment import Assessment
from assessment_kit.diagnosis.flips import Flip, ThresholdFlip, flips, threshold_flip
from assessment_kit.diagnosis.letters import Verdict
from assessment_kit.diagnosis.next_answers import Prospect, prospects
from assessment_kit.method.model import FACETS, Letter
from assessment_kit.method.thresholds import Thresholds
from assessment_kit.show.judgement import anchor, told_firmness
from assessment_kit.show.pieces import Piece

_SETTLED: Mapping[str, str] = {
    "exists": "The question whether it is there",
    "works": "The question whether it works",
    "carries_process": "The question whether processes are in it",
}
_MOST_OF_IT = 0.8
"""So much of what all further people would add is enough to name that number of people."""


@dataclass(frozen=True)
class Firmness(Piece):
    """A row per letter; empty where there is no letter at all."""

    kind: ClassVar[str] = "firmness"
    title: str
    subtitle: str
    letters: Sequence[dict[str, Any]]


def piece(assessment: Assessment) -> Firmness:
    """Each letter with its firmness, the smallest changes that flip it, and the answers that would settle it best."""
    limits, verdicts = assessment.method.thresholds, list(assessment.verdicts.values())
    if all(v.letter == "not assessed" for v in verdicts):
        return Firmness("", "", [])
    unsettled = [v for v in verdicts if v.override is None and not _is_firm(v, limits)]
    hopes = prospects(unsettled, assessment.method)
    return Firmness(
        title="What would flip each letter, and what would settle it",
        subtitle="The smallest change of one source, all else being as it is. "
        f"Firm from {words.percent(limits.firm)} of the re-runs, open below {words.percent(limits.fairly_firm)}.",
        letters=[_row(v, [p for p in hopes if p.element == v.element.id], limits) for v in verdicts],
    )


def firmness_word(verdict: Verdict, limits: Thresholds) -> str:
    """``firm``, ``fairly firm`` or ``open``; empty where no firmness may be told."""
    firmness = verdict.told_firmness(limits)
    if firmness is None:
        return ""
    return "firm" if firmness >= limits.firm else "fairly firm" if firmness >= limits.fairly_firm else "open"


def _is_firm(verdict: Verdict, limits: Thresholds) -> bool:
    return firmness_word(verdict, limits) == "firm"


def _row(verdict: Verdict, hopes: Sequence[Prospect], limits: Thresholds) -> dict[str, Any]:
    firmness = verdict.told_firmness(limits)
    return {
        "id": anchor(verdict),
        "letter": verdict.letter,
        "name": verdict.element.name,
        "firmness": "" if firmness is None else told_firmness(firmness, limits),
        "word": firmness_word(verdict, limits) or _no_firmness(verdict),
        "flips": list(what_flips(verdict, limits)),
        "settles": list(what_settles(verdict, hopes, limits)),
        "asks": verdict.override is None and not _is_firm(verdict, limits),
    }


def _no_firmness(verdict: Verdict) -> str:
    if verdict.override is not None:
        return "set by hand"
    return "no letter" if verdict.firmness is None else f"too few: n = {words.number(verdict.n)}"


def what_flips(verdict: Verdict, limits: Thresholds) -> Iterable[str]:
    """The smallest change of a source that flips the letter, then the nearest threshold, each as a sentence."""
    if verdict.override is not None or verdict.computed == "not assessed":
        return
    found, threshold = flips(verdict, limits), threshold_flip(verdict, limits)
    if found:
        yield flip_words(found[0])
    if threshold is not None:
        yield threshold_words(threshold, limits)
    if not found and threshold is None:
        yield "No single source could, nor any threshold that we tried."


def flip_words(flip: Flip) -> str:
    """``Nine of 60 meetings have an agenda; with 21 more this would be C.``"""
    n, then = flip.of, _then(flip.letter)
    if flip.measure.source == "lists":
        more = f"{words.count_word(flip.count)} {'more' if flip.up else 'fewer'}"
        return f"{flip.measure.says}; with {more} {then}."
    question = FACET_QUESTIONS[flip.facet]
    if flip.measure.source == "interviews":
        who = _some(flip.count, n, "interviews")
        return f"If {who} had scored {question} one point {'higher' if flip.up else 'lower'}, {then}."
    if flip.measure.statements == 1:
        more = f"{words.count_word(flip.count)} {'more' if flip.up else 'fewer'} of the {words.number(n)} people"
        return f"If {more} in the survey had given the better answer on {question}, {then}."
    more = f"{words.count_word(flip.count)} {'more' if flip.up else 'fewer'} of the {words.number(n)} answers"
    ones = "one" if flip.count == 1 else "ones"
    return f"If {more} in the survey on {question} had been the better {ones}, {then}."


def _some(count: int, n: int, many: str) -> str:
    return (
        f"all {words.number(n)} {many}" if count == n else f"{words.count_word(count)} of the {words.number(n)} {many}"
    )


def threshold_words(flip: ThresholdFlip, limits: Thresholds) -> str:
    """``With a threshold of 46% instead of 50% this would be C.``"""
    return f"With a threshold of {words.percent(flip.threshold)} instead of {words.percent(limits.yes.value)} {_then(flip.letter)}."


def _then(letter: Letter) -> str:
    if letter == "keep":
        return "there would be nothing to change"
    return "there would be no letter" if letter == "not assessed" else f"this would be {letter}"


def what_settles(verdict: Verdict, hopes: Sequence[Prospect], limits: Thresholds) -> Iterable[str]:
    """What to ask next for a letter that is not firm, or why asking would hardly help; nothing more for one that is.

    Parameters
    ----------
    hopes : of this letter, the best per minute first.
    """
    if verdict.override is not None or _is_firm(verdict, limits):
        yield "Nothing more is needed."
    elif verdict.computed == "not assessed":
        yield "More interviews, see the return below."
    elif hopes and hopes[0].gain >= limits.rapid.least_gain:
        yield hope_words(hopes[0], limits, told=verdict.told_firmness(limits) is not None)
        yield f"Ask first: “{hopes[0].item.question}” ({words.plural(round(hopes[0].item.minutes), 'minute')})"
    else:
        yield near_words(verdict, limits)


def hope_words(hope: Prospect, limits: Thresholds, *, told: bool) -> str:
    """``Three more interviews on whether it works: firmness may be expected to rise from 61% to about 76%.``

    Parameters
    ----------
    told : whether the firmness of today may be told.
    """
    count = people_enough(hope)
    asked = f"{words.spoken(count, 'more interview')} on {FACET_QUESTIONS[hope.facet]}"
    after = told_firmness(hope.after[count - 1], limits)
    return (
        f"{asked}: firmness may be expected to rise from {told_firmness(hope.now, limits)} to about {after}."
        if told
        else f"{asked}."
    )


def people_enough(hope: Prospect) -> int:
    """The fewest people who bring most of what all of them would."""
    return next(k for k, after in enumerate(hope.after, start=1) if after - hope.now >= _MOST_OF_IT * hope.gain)


def near_words(verdict: Verdict, limits: Thresholds) -> str:
    """Why more interviews would hardly help: the facet that is closest to the threshold, where it lies."""
    facet = verdict.closest if verdict.closest in FACETS else "exists"
    value = verdict.facets[facet].value
    lies = f"{_SETTLED[facet]} lies at {words.percent_short_of(value, limits.yes.value)}, near the {words.percent(limits.yes.value)} that count as yes."
    return f"More interviews would hardly change it. {lies}"
