"""Why this letter: the arithmetic from the answers to each letter, to be unfolded and followed by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from assessment_kit import words
from assessment_kit.analysis.masking import interview_numbers
from assessment_kit.analysis.statuses import Statuses
from assessment_kit.diagnosis.assessment import Assessment
from assessment_kit.diagnosis.derivation import (
    Asked,
    Derivation,
    FacetStep,
    MeasureStep,
    SourceStep,
    Stated,
    derivations,
)
from assessment_kit.diagnosis.evidence import where
from assessment_kit.language import later, phrase
from assessment_kit.show.judgement import anchor, facet_range, firmness_words, is_open
from assessment_kit.show.pieces import Piece

QUESTIONS = {
    "exists": later("Is it there?"),
    "works": later("Does it work?"),
    "carries_process": later("Are processes in it?"),
}
_SAID = {
    ("exists", True): later("it is there"), ("exists", False): later("it is not there"), ("exists", None): later("whether it is there is not known"),
    ("works", True): later("it works"), ("works", False): later("it does not work well"), ("works", None): later("whether it works is not known"),
    ("carries_process", True): later("processes are in it"), ("carries_process", False): later("processes are not in it"),
    ("carries_process", None): later("whether processes are in it is not known"),
}  # fmt: skip
_NAMES = {"lists": later("Lists"), "interviews": later("Interviews"), "survey": later("Survey")}
_ABSENT = {
    "lists": later("no list says"),
    "interviews": later("nobody was asked"),
    "survey": later("no statement was in the survey"),
}
STATUS_COLUMNS = (later("Answered"), later("Does not apply"), later("Don’t know"), later("Not asked"))
MOST_DECIMALS = 3


@dataclass(frozen=True)
class Derivations(Piece):
    """All letters, each with its steps; `elements` unfold one by one."""

    kind: ClassVar[str] = "derivation"
    elements: Sequence[dict[str, Any]]


@dataclass(frozen=True)
class LetterLinks(Piece):
    """One line that leads to the derivation of each letter."""

    kind: ClassVar[str] = "letter_links"
    letters: Sequence[dict[str, Any]]


def piece(assessment: Assessment) -> Derivations:
    """The derivation of every letter, for the last chapter."""
    return Derivations([_element(d, assessment) for d in derivations(assessment)])


def links(assessment: Assessment) -> LetterLinks:
    """The letters with the anchors of their derivations."""
    return LetterLinks(
        [
            {
                "id": anchor(v),
                "letter": v.letter,
                "name": words.sentence_case(v.element.short),
                "open": is_open(v, assessment.method.thresholds),
            }
            for v in assessment.verdicts.values()
        ]
    )


def _element(told: Derivation, assessment: Assessment) -> dict[str, Any]:
    verdict = told.verdict
    override = verdict.override
    return {
        "id": anchor(verdict),
        "letter": verdict.letter,
        "open": is_open(verdict, assessment.method.thresholds),
        "name": verdict.element.name,
        "because": because(told),
        "firmness": firmness_words(verdict, assessment.method.thresholds),
        "own": phrase(
            "By these rules the letter is {computed}. {by} set {letter}: {reason}",
            computed=verdict.computed,
            by=override.by,
            letter=override.letter,
            reason=override.reason,
        )
        if override
        else "",
        "facets": [_facet(f, assessment) for f in told.facets],
    }


def because(told: Derivation) -> str:
    """``It is there, it does not work well, and processes are not in it.``"""
    first = told.facets[0]
    if first.yes is False:
        return phrase("It is not there, so the other two questions do not decide.")
    said = [_SAID[f.facet, f.yes] for f in told.facets]
    return words.sentence_case(phrase("{said}, {said_2}, and {said_3}.", said=said[0], said_2=said[1], said_3=said[2]))


def _facet(step: FacetStep, assessment: Assessment) -> dict[str, Any]:
    decimals = _decimals(step)
    return {
        "question": QUESTIONS[step.facet],
        "verdict": phrase("not known") if step.yes is None else phrase("yes") if step.yes else phrase("no"),
        "sum": _decision(step, decimals),
        "range": facet_range(step.interval, assessment.method.thresholds),
        "sources": [_source(s, assessment, decimals) for s in step.sources],
    }


def _decision(step: FacetStep, decimals: int) -> str:
    """``(75% + 62%) ÷ 2 = 69%, at least 50%: yes``."""
    if step.value is None:
        return phrase("no source has enough, so it is not known")
    yes, result = step.value >= step.threshold, _percent(step.value, _result_decimals(step))
    parts = step.counted
    told = _mean([s.value for s in parts], [s.weight for s in parts], decimals)  # type: ignore[misc]
    sum_ = (
        f"{told} = {result}"
        if told
        else phrase("{names} alone, {result}", names=words.lowered(_NAMES[parts[0].source]), result=result)
    )
    side = phrase("at least") if yes else phrase("below")
    return f"{sum_}, {side} {words.percent(step.threshold)}: {phrase('yes') if yes else phrase('no')}"


def _result_decimals(step: FacetStep) -> int:
    """None, save where the value lies just below the threshold and would be printed as it, or halfway between two per cents."""
    value = step.value or 0.0
    for decimals in range(MOST_DECIMALS):
        printed = round(100 * value, decimals)
        same_side = (printed >= round(100 * step.threshold, 6)) == (value >= step.threshold)
        if same_side and not _halfway(100 * value, decimals):
            return decimals
    return MOST_DECIMALS


def _halfway(figure: float, decimals: int) -> bool:
    """Rounded by hand and by machine, such a figure may come out differently."""
    return bool(abs(figure * 10.0**decimals % 1 - 0.5) < 1e-6)


def _mean(values: Sequence[float], weights: Sequence[float], decimals: int) -> str:
    """``(75% + 62%) ÷ 2``; with unequal weights ``(2 × 75% + 62%) ÷ 3``; empty for one value."""
    if len(values) < 2:
        return ""
    if len(set(weights)) == 1:
        return f"({' + '.join(_percent(v, decimals) for v in values)}) ÷ {len(values)}"
    terms = [_percent(v, decimals) if w == 1 else f"{_weight(w)} × {_percent(v, decimals)}" for v, w in zip(values, weights, strict=True)]  # fmt: skip
    return f"({' + '.join(terms)}) ÷ {_weight(sum(weights))}"


def _weight(weight: float) -> str:
    return words.number(weight, 0 if float(weight).is_integer() else 2)


def _percent(share: float, decimals: int) -> str:
    return f"{words.number(share * 100, decimals)}%"


def _decimals(step: FacetStep) -> int:
    """The fewest decimals with which every sum of the facet comes out when it is done by hand with the figures as printed."""
    sums = [([m.value for m in s.counted], [1.0] * len(s.counted), s.value, False) for s in step.counted]
    if step.value is not None:
        sums.append(([s.value for s in step.counted], [s.weight for s in step.counted], step.value, True))
    final = _result_decimals(step)
    for decimals in range(MOST_DECIMALS):
        if all(_comes_out(v, w, to, decimals, final if last else decimals) for v, w, to, last in sums):  # type: ignore[arg-type]
            return decimals
    return MOST_DECIMALS


def _comes_out(
    values: Sequence[float], weights: Sequence[float], result: float, decimals: int, to_decimals: int
) -> bool:
    printed = [round(100 * v, decimals) for v in values]
    if any(p in (0, 100) and abs(p - 100 * v) > 1e-9 for p, v in zip(printed, values, strict=True)):
        return False  # nothing but nought is printed as 0%, nothing but all as 100%
    by_hand = sum(w * p for w, p in zip(weights, printed, strict=True)) / sum(weights)
    if _halfway(by_hand, to_decimals):
        return False
    return abs(round(by_hand, to_decimals) - round(100 * result, to_decimals)) < 1e-9


def _source(step: SourceStep, assessment: Assessment, decimals: int) -> dict[str, Any]:
    numbers = interview_numbers(assessment.engagement)
    several = _mean([m.value for m in step.counted], [1.0] * len(step.counted), decimals)  # type: ignore[misc]
    return {
        "name": _NAMES[step.source],
        "value": "" if step.value is None else _percent(step.value, decimals),
        "sum": f"{several} = {_percent(step.value, decimals)}" if several and step.value is not None else "",
        "lack": "" if step.value is not None else _lack(step),
        "measures": [_measure(m, step, decimals, numbers) for m in step.measures if m.n],
        "silent": phrase("Not known: {value}.", value=words.listing([words.within(n) for n in step.silent], most=8)) if step.silent else "",
        "asked": [_asked(a, step.least) for a in step.asked],
        "stated": [_stated(s) for s in step.stated],
        "held_back": _held_back(step.held_back, assessment),
    }  # fmt: skip


def _lack(step: SourceStep) -> str:
    few = [m for m in step.measures if not m.counted]
    if few and not any(m.n for m in few):
        return phrase("not counted: {says}", says=few[0].says)
    if few:
        return phrase("not counted, since it takes {least}", least=step.least)
    return phrase("not counted, by its weight") if step.weight == 0 else _ABSENT[step.source]


def _measure(measure: MeasureStep, step: SourceStep, decimals: int, numbers: dict[str, int]) -> dict[str, str]:
    few = (
        "" if measure.counted or step.value is None else phrase("not counted, since it takes {least}", least=step.least)
    )
    return {
        "says": words.sentence_case(measure.says) + ".",
        "sum": _from_counts(measure, step, decimals),
        "n": f"n = {words.number(measure.n)}",
        "where": where(measure.evidence, numbers) if step.source == "lists" else "",
        "few": few,
    }


def _from_counts(measure: MeasureStep, step: SourceStep, decimals: int) -> str:
    """``8 ÷ 10 = 80%``; of interviews ``(4.4 − 1) ÷ 4 = 85%``."""
    value = measure.value
    if value is None:
        return ""
    result = _percent(value, decimals)
    hits = value * measure.n
    if step.source == "interviews":
        places = next((d for d in range(1, 4) if abs(round((round(1 + 4 * value, d) - 1) * 25, decimals) - round(100 * value, decimals)) < 1e-9), 4)  # fmt: skip
        return phrase(
            "Mean of the interviews’ own means, from 1–5 to a share: ({value} − 1) ÷ 4 = {result}",
            value=words.number(1 + 4 * value, places),
            result=result,
        )
    if step.source == "survey" and len(measure.evidence) > 1:
        shares = " + ".join(f"{words.number(s.better)}/{words.number(s.statuses.answered)}" for s in step.stated)
        return phrase(
            "Mean of the statements’ shares: ({shares}) ÷ {stated} = {result}",
            shares=shares,
            stated=len(step.stated),
            result=result,
        )
    if abs(hits - round(hits)) < 1e-6:
        return f"{words.number(round(hits))} ÷ {words.number(measure.n)} = {result}"
    return phrase("Mean of {n}: {result}", n=words.number(measure.n), result=result)


def _asked(asked: Asked, least: int) -> dict[str, Any]:
    known = asked.mean is not None
    return {
        "topic": asked.topic,
        "question": asked.question,
        "mean": words.number(asked.mean, 1) if known else "–",
        "spread": phrase("{low} to {high}", low=words.number(asked.low), high=words.number(asked.high)) if known else phrase("fewer than {least}", least=words.count_word(least)),
        "statuses": statuses(asked.statuses),
    }  # fmt: skip


def _stated(stated: Stated) -> dict[str, Any]:
    return {
        "text": stated.text,
        "turned": phrase("Reversed: to disagree is the better answer, and that is what is counted.")
        if stated.turned
        else "",
        "share": words.percent(stated.share),
        "count": words.number(stated.better),
        "n": words.number(stated.statuses.answered),
        "statuses": statuses(stated.statuses),
    }


def statuses(found: Statuses) -> list[str]:
    """The four counts in the order of STATUS_COLUMNS."""
    return [words.number(n) for n in (found.answered, found.na, found.unknown, found.not_asked)]


def _held_back(count: int, assessment: Assessment) -> str:
    if not count:
        return ""
    few = words.count_word(assessment.engagement.settings.minimum_group)
    verb = phrase("is") if count == 1 else phrase("are")
    return phrase(
        "{statements} that fewer than {few} people answered {verb} left out of every figure.",
        statements=words.spoken(count, "statement"),
        few=few,
        verb=verb,
    )
