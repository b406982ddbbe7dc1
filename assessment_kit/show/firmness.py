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
from assessment_kit.language import later, phrase
from assessment_kit.method.model import FACETS, Letter
from assessment_kit.method.thresholds import Thresholds
from assessment_kit.show.judgement import anchor, is_open, told_firmness
from assessment_kit.show.pieces import Piece

_SETTLED: Mapping[str, str] = {
    "exists": later("The question whether it is there"),
    "works": later("The question whether it works"),
    "carries_process": later("The question whether processes are in it"),
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
        title=phrase("What would flip each letter, and what would settle it"),
        subtitle=phrase(
            "The smallest change of one source, all else being as it is. Firm from {firm} of the re-runs, open below {fairly_firm}.",
            firm=words.percent(limits.firm),
            fairly_firm=words.percent(limits.fairly_firm),
        ),
        letters=[_row(v, [p for p in hopes if p.element == v.element.id], limits) for v in verdicts],
    )


def firmness_word(verdict: Verdict, limits: Thresholds) -> str:
    """``firm``, ``fairly firm`` or ``open``; empty where no firmness may be told."""
    firmness = verdict.told_firmness(limits)
    if firmness is None:
        return ""
    return (
        phrase("firm")
        if firmness >= limits.firm
        else phrase("fairly firm")
        if firmness >= limits.fairly_firm
        else phrase("open")
    )


def _is_firm(verdict: Verdict, limits: Thresholds) -> bool:
    return firmness_word(verdict, limits) == phrase("firm")


def _row(verdict: Verdict, hopes: Sequence[Prospect], limits: Thresholds) -> dict[str, Any]:
    firmness = verdict.told_firmness(limits)
    return {
        "id": anchor(verdict),
        "letter": verdict.letter,
        "open": is_open(verdict, limits),
        "name": verdict.element.name,
        "firmness": "" if firmness is None else told_firmness(firmness, limits),
        "word": firmness_word(verdict, limits) or _no_firmness(verdict),
        "flips": list(what_flips(verdict, limits)),
        "settles": list(what_settles(verdict, hopes, limits)),
        "asks": verdict.override is None and not _is_firm(verdict, limits),
    }


def _no_firmness(verdict: Verdict) -> str:
    if verdict.override is not None:
        return phrase("set by hand")
    return phrase("no letter") if verdict.firmness is None else phrase("too few: n = {n}", n=words.number(verdict.n))


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
        yield phrase("No single source could, nor any threshold that we tried.")


def flip_words(flip: Flip) -> str:
    """``Nine of 60 meetings have an agenda; with 21 more this would be C.``"""
    n, then = flip.of, _then(flip.letter)
    if flip.measure.source == "lists":
        more = f"{words.count_word(flip.count)} {phrase('more') if flip.up else phrase('fewer')}"
        return phrase("{says}; with {more} {then}.", says=flip.measure.says, more=more, then=then)
    question = FACET_QUESTIONS[flip.facet]
    if flip.measure.source == "interviews":
        who = _some(flip.count, n, "interviews")
        return phrase(
            "If {who} had scored {question} one point {word}, {then}.",
            who=who,
            question=question,
            word=phrase("higher") if flip.up else phrase("lower"),
            then=then,
        )
    if flip.measure.statements == 1:
        more = phrase(
            "{count} {word} of the {n} people",
            count=words.count_word(flip.count),
            word=phrase("more") if flip.up else phrase("fewer"),
            n=words.number(n),
        )
        return phrase(
            "If {more} in the survey had given the better answer on {question}, {then}.",
            more=more,
            question=question,
            then=then,
        )
    more = phrase(
        "{count} {word} of the {n} answers",
        count=words.count_word(flip.count),
        word=phrase("more") if flip.up else phrase("fewer"),
        n=words.number(n),
    )
    ones = phrase("one") if flip.count == 1 else phrase("ones")
    return phrase(
        "If {more} in the survey on {question} had been the better {ones}, {then}.",
        more=more,
        question=question,
        ones=ones,
        then=then,
    )


def _some(count: int, n: int, many: str) -> str:
    return (
        phrase("all {n} {many}", n=words.number(n), many=many)
        if count == n
        else phrase("{count} of the {n} {many}", count=words.count_word(count), n=words.number(n), many=many)
    )


def threshold_words(flip: ThresholdFlip, limits: Thresholds) -> str:
    """``With a threshold of 46% instead of 50% this would be C.``"""
    return phrase(
        "With a threshold of {threshold} instead of {value} {then}.",
        threshold=words.percent(flip.threshold),
        value=words.percent(limits.yes.value),
        then=_then(flip.letter),
    )


def _then(letter: Letter) -> str:
    if letter == "keep":
        return phrase("there would be nothing to change")
    return (
        phrase("there would be no letter")
        if letter == "not assessed"
        else phrase("this would be {letter}", letter=letter)
    )


def what_settles(verdict: Verdict, hopes: Sequence[Prospect], limits: Thresholds) -> Iterable[str]:
    """What to ask next for a letter that is not firm, or why asking would hardly help; nothing more for one that is.

    Parameters
    ----------
    hopes : of this letter, the best per minute first.
    """
    if verdict.override is not None or _is_firm(verdict, limits):
        yield phrase("Nothing more is needed.")
    elif verdict.computed == "not assessed":
        yield phrase("More interviews, see the return below.")
    elif hopes and hopes[0].gain >= limits.rapid.least_gain:
        yield hope_words(hopes[0], limits, told=verdict.told_firmness(limits) is not None)
        yield phrase(
            "Ask first: “{question}” ({minutes})",
            question=hopes[0].item.question,
            minutes=words.plural(round(hopes[0].item.minutes), "minute"),
        )
    else:
        yield near_words(verdict, limits)


def hope_words(hope: Prospect, limits: Thresholds, *, told: bool) -> str:
    """``Three more interviews on whether it works: firmness may be expected to rise from 61% to about 76%.``

    Parameters
    ----------
    told : whether the firmness of today may be told.
    """
    count = people_enough(hope)
    asked = phrase(
        "{interviews} on {facet_questions}",
        interviews=words.spoken(count, "more interview"),
        facet_questions=FACET_QUESTIONS[hope.facet],
    )
    after = told_firmness(hope.after[count - 1], limits)
    return (
        phrase(
            "{asked}: firmness may be expected to rise from {told_firmness} to about {after}.",
            asked=asked,
            told_firmness=told_firmness(hope.now, limits),
            after=after,
        )
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
    lies = phrase(
        "{settled} lies at {percent_short_of}, near the {value} that count as yes.",
        settled=_SETTLED[facet],
        percent_short_of=words.percent_short_of(value, limits.yes.value),
        value=words.percent(limits.yes.value),
    )
    return phrase("More interviews would hardly change it. {lies}", lies=lies)
