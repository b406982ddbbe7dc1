"""Who was heard, and who was not: answers against those asked, late against early, and forms that nobody seems to have read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, ClassVar, Literal

from assessment_kit import words
from assessment_kit.analysis.careless import SIGNS
from assessment_kit.analysis.comparisons import Difference
from assessment_kit.analysis.confidentiality import may_leave_out
from assessment_kit.analysis.response import EarlyLate, Heard, early_late, heard
from assessment_kit.diagnosis.assessment import Assessment
from assessment_kit.diagnosis.careless_answers import CarelessAnswers, Moved, careless_answers
from assessment_kit.language import later, phrase
from assessment_kit.method.thresholds import CarelessLimits
from assessment_kit.show.pieces import Gap, Piece
from assessment_kit.show.taking_part import GROUPS_OF_LEVEL

MOST_NAMES = 3
LEVELS = {"executive": "executives", "senior": later("senior managers"), "middle": later("middle managers"), "front_line": later("the front line")}  # fmt: skip
FACET_NAMES = {
    "exists": later("is it there"),
    "works": later("does it work"),
    "carries_process": later("are processes in it"),
}


@dataclass(frozen=True)
class WhoWasHeard(Piece):
    """Parts, each with a question, what its figures say, and a table that unfolds; laid out as `show.agreement`."""

    kind: ClassVar[str] = "heard"
    parts: Sequence[dict[str, Any]]


def piece(assessment: Assessment) -> WhoWasHeard | Gap:
    """Everything of the survey about who answered; a gap where none may be shown."""
    survey, least = assessment.engagement.survey, assessment.engagement.settings.minimum_group
    if survey is None or len(survey) < least:
        why = (
            phrase("No survey was handed over.")
            if survey is None
            else phrase("Fewer than {least} people answered the survey.", least=words.count_word(least))
        )
        return Gap(
            phrase("Who was heard"), phrase("{why} Nothing can be said of those who did not answer.", why=why),
            "A survey of all levels, with the number of people asked by level and by function in engagement.yaml.",
        )  # fmt: skip
    parts = [_turnout(assessment, "level"), _turnout(assessment, "function"), _early_late(assessment), _careless(assessment)]  # fmt: skip
    return WhoWasHeard([p for p in parts if p])


def in_short(assessment: Assessment) -> str:
    """For page one: who is thinly heard, what late answers hint at, and letters that unread forms decide; empty where nothing matters."""
    survey, least = assessment.engagement.survey, assessment.engagement.settings.minimum_group
    if survey is None or len(survey) < least:
        return ""
    limits = assessment.method.thresholds.response
    missing = [_named(h, by) for by in _BY for h in heard(assessment.engagement, by, limits) if h.missing]
    told = [phrase("Thinly heard: {missing}.", missing=words.listing(missing, most=MOST_NAMES))] if missing else []
    late = _late(assessment)
    if any(s.clear for s in late):
        told.append(_what_late_means(late))
    unread = _unread(assessment)
    if unread is not None and unread.letters:
        told.append(_letters(unread))
    return " ".join(told)


_BY: tuple[Literal["level", "function"], ...] = ("level", "function")


@lru_cache(maxsize=1)  # page one and the last chapter both tell it
def _late(assessment: Assessment) -> Sequence[EarlyLate]:
    return early_late(assessment.engagement, assessment.method)


@lru_cache(maxsize=1)
def _unread(assessment: Assessment) -> CarelessAnswers | None:
    return careless_answers(assessment)


def _turnout(assessment: Assessment, by: Literal["level", "function"]) -> dict[str, Any]:
    found = heard(assessment.engagement, by, assessment.method.thresholds.response)
    if not found:
        return {}
    compared = [h for h in found if h.apart is not None]
    missing = [f"{_named(h, by)}{_against(h)}" for h in found if h.missing]
    if missing:
        says = phrase("Thinly heard: {join}.", join="; ".join(missing))
    elif compared:
        says = phrase("No {by} answered more seldom than the others by more than chance.", by=by)
    else:
        says = phrase(
            "It is not on record how many people were asked in each {by}, so nobody can say who is missing.", by=by
        )
    names = GROUPS_OF_LEVEL if by == "level" else {}
    asked = any(h.turnout.asked is not None for h in found)
    columns = (
        words.sentence_case(by),
        phrase("Answered"),
        *((phrase("Asked"), phrase("Rate"), phrase("Less the others, points"), phrase("Cohen’s h")) if asked else ()),
    )
    rows = [
        (
            h.turnout.group.name(names, by),
            words.number(h.turnout.answered),
            *((words.number(h.turnout.asked), words.percent(h.rate), _points(h.apart), _effect(h.apart)) if asked else ()),
        )
        for h in found
    ]  # fmt: skip
    note = phrase(
        "The rate counts everybody who was asked, so it has no interval. What may be chance is whether a group answers more seldom than all others together: brackets hold 95% intervals of that difference, and of several groups so told {chance} at most may be chance (Benjamini and Hochberg 1995). Cohen’s h: around 0.2 is small, 0.5 medium, 0.8 large.",
        chance=words.percent(assessment.method.thresholds.response.chance),
    )
    return _part(by, phrase("Who answered, by {by}?", by=by), says, columns, rows, [note] if asked else [])


def _named(found: Heard, by: str) -> str:
    """``the front line, 76 of 125``."""
    name = found.turnout.group.name(LEVELS if by == "level" else {}, by)
    return phrase(
        "{name}, {answered} of {asked}",
        name=name,
        answered=words.number(found.turnout.answered),
        asked=words.number(found.turnout.asked),
    )


def _against(found: Heard) -> str:
    if found.rate is None or found.apart is None or found.apart.value is None:
        return ""
    others = found.rate - found.apart.value
    return phrase(
        " ({rate}, against {others} of the others)", rate=words.percent(found.rate), others=words.percent(others)
    )


def _early_late(assessment: Assessment) -> dict[str, Any]:
    found = _late(assessment)
    question, limits = phrase("Did those who answered late answer otherwise?"), assessment.method.thresholds.response
    if not found:
        least = words.count_word(limits.least_third)
        says = phrase("Not told: it takes the times of the answers, {least} people in the first third and in the last, and that nobody can be recognised by them.", least=least)  # fmt: skip
        return _part("early_late", question, says, (phrase("Statement"),), [], [])
    columns = (
        phrase("Statement"),
        phrase("First third"),
        phrase("Last third"),
        phrase("Last less first"),
        phrase("Hedges’ g"),
        phrase("n first"),
        phrase("n last"),
    )
    rows = [
        (
            s.text, words.number(s.early, 1), words.number(s.late, 1), _between(s.apart.value, s.apart.low, s.apart.high, 1),
            _effect(s.apart), words.number(s.apart.n_second), words.number(s.apart.n_first),
        )
        for s in found
    ]  # fmt: skip
    means = phrase(
        "Mean scores on the scale of 1 to 5, with 5 as the better end; differences with 95% intervals. Told are those of which {chance} at most may be chance (Benjamini and Hochberg 1995), and whose effect is {effect} or more (Hedges’ g: around 0.2 is small, 0.5 medium, 0.8 large).",
        chance=words.percent(limits.chance),
        effect=words.number(limits.effect, 1),
    )
    hint = phrase(
        "Who answers late resembles those who never answer, more than others do (Armstrong and Overton 1977, Journal of Marketing Research 14). This is a hint and no proof; late answers may also come from other levels or functions."
    )
    return _part("early_late", question, _what_late_means(found, names=True), columns, rows, [means, hint])


def _what_late_means(found: Sequence[EarlyLate], *, names: bool = False) -> str:
    """``Late answers are less favourable on 3 of 64 statements. Those who did not answer may be more critical than this report says.``"""
    lower, higher = ([s for s in found if s.clear and s.lower is side] for side in (True, False))
    number = words.plural(len(found), "statement")
    if not lower and not higher:
        return phrase("Late answers differ from early ones on none of {number} by more than chance: no sign that those who did not answer see it otherwise, and no proof.", number=number)  # fmt: skip
    parts = [
        phrase(
            "{side} on {some}{quoted}", side=side, some=words.number(len(some)), quoted=_quoted(some) if names else ""
        )
        for side, some in ((phrase("less favourable"), lower), (phrase("more favourable"), higher))
        if some
    ]
    parts[0] = parts[0].replace(f"on {words.number(len(lower or higher))}", f"on {words.number(len(lower or higher))} of {number}", 1)  # fmt: skip
    if lower and higher:
        means = phrase("Those who did not answer may see it otherwise than this report says.")
    else:
        means = phrase(
            "Those who did not answer may be {word} than this report says.",
            word=phrase("more critical") if lower else phrase("less critical"),
        )
    return phrase("Late answers are {join}. {means}", join=" and ".join(parts), means=means)


def _quoted(some: Sequence[EarlyLate]) -> str:
    texts = [f"“{s.text.rstrip('.')}”" for s in some]
    return f" ({words.listing(texts, most=MOST_NAMES)})"


def _careless(assessment: Assessment) -> dict[str, Any]:
    found, limits = _unread(assessment), assessment.method.thresholds.careless
    if found is None:
        return {}
    question, notes = phrase("Did everybody read the statements?"), _rules(found, limits)
    columns = (phrase("Figure"), phrase("With them"), phrase("Without them"), phrase("n with"), phrase("n without"))
    rows = [_moved(m, assessment) for m in (*found.facets, *found.statements)]
    return _part("careless", question, _what_unread_means(found, assessment), columns, rows, notes)


def _what_unread_means(found: CarelessAnswers, assessment: Assessment) -> str:
    survey, least = assessment.engagement.survey, assessment.engagement.settings.minimum_group
    everybody = 0 if survey is None else len(survey)
    count, look = found.found.count, phrase("as if nobody had read the statements")
    if not found.found.checked:
        return phrase("Too few statements were answered to tell whether people read them.")
    if not count:
        return phrase("No answered form looks {look}.", look=look)
    if not found.may_tell:
        number = (
            phrase("Fewer than {least} forms look", least=words.count_word(least))
            if count < least
            else phrase("Some forms look")
        )
        return phrase(
            "{number} {look}. They stay in all figures: figures without them would tell about a few people.",
            number=number,
            look=look,
        )
    seen = [_sign(sign, int(found.found.signs[sign].sum()), count, least) for sign in SIGNS]
    told = words.listing([s for s in seen if s], most=len(SIGNS))
    moved = [f"{words.count_word(len(some))} {names[len(some) != 1]}" for some, names in ((found.facets, (phrase("answer to the three questions behind a letter"), phrase("answers to the three questions behind a letter"))), (found.statements, ("statement", "statements"))) if some]  # fmt: skip
    points = words.number(assessment.method.thresholds.careless.difference * 100)
    shift = phrase("{moved} would move by more than {points} points without them.", moved=words.sentence_case(words.listing(moved)), points=points) if moved else phrase("No share would move by more than {points} points.", points=points)  # fmt: skip
    return phrase("{count} of {everybody} forms {word} {look}: {told}. They stay in all figures. {letters} {shift}", count=words.sentence_case(words.count_word(count)), everybody=words.number(everybody), word=phrase("looks") if count == 1 else phrase("look"), look=look, told=told, letters=_letters(found), shift=shift)  # fmt: skip


def _sign(sign: str, shown: int, total: int, least: int) -> str:
    """``all of them took …``; how many only where neither they nor the others are few."""
    says = {
        "too_fast": phrase("took too little time to read"),
        "same_answer": phrase("gave one answer over and over"),
        "no_spread": phrase("hardly varied"),
        "contradicts": phrase("agreed, or disagreed, with opposites"),
    }[sign]
    if not shown:
        return ""
    who = (
        phrase("all")
        if shown == total
        else words.count_word(shown)
        if may_leave_out(total - shown, total, least)
        else phrase("some")
    )
    return f"{who} {says}"


def _letters(found: CarelessAnswers) -> str:
    if not found.letters:
        return phrase("Without them no letter would change.")
    changes = [
        phrase(
            "{short} would be {letter} instead of {letter_2}",
            short=m.element.short,
            letter=_letter(m.left),
            letter_2=_letter(m.letter),
        )
        for m in found.letters
    ]
    return phrase("Without the forms that look unread, {changes}.", changes=words.listing(changes, most=8))


def _letter(letter: str) -> str:
    return "“keep”" if letter == "keep" else letter


def _moved(moved: Moved, assessment: Assessment) -> tuple[str, ...]:
    item = assessment.method.items.get(moved.id)
    if item is not None and item.statement is not None:
        name = item.statement.text
    else:
        element, _, facet = moved.id.partition(".")
        name = f"{assessment.verdicts[element].element.name}: {FACET_NAMES[facet]}?"
    return (
        name, words.percent(moved.share), words.percent(moved.left), words.number(moved.n), words.number(moved.n_left)
    )  # fmt: skip


def _rules(found: CarelessAnswers, limits: CarelessLimits) -> list[str]:
    signs = {
        "too_fast": phrase("less than {seconds} seconds per statement (Huang and others 2012, Journal of Business and Psychology 27)", seconds=words.number(limits.seconds, 1)),
        "same_answer": phrase("{same_share} or more of the answers in one run of the same (Johnson 2005, Journal of Research in Personality 39; Curran 2016, Journal of Experimental Social Psychology 66)", same_share=words.percent(limits.same_share)),
        "no_spread": phrase("answers that vary by less than {least_spread} points in standard deviation (after Dunn and others 2018, Journal of Business and Psychology 33)", least_spread=words.number(limits.least_spread, 2)),
        "contradicts": phrase("{contradicted} or more of at least {least_pairs} pairs of opposites both agreed with or both disagreed with (after Meade and Craig 2012, Psychological Methods 17)", contradicted=words.percent(limits.contradicted), least_pairs=words.count_word(limits.least_pairs)),
    }  # fmt: skip
    lacking = [s for s in SIGNS if s not in found.found.checked]
    told = (
        phrase("The signs: {join}.", join="; ".join(signs[s] for s in SIGNS if s in found.found.checked))
        if found.found.checked
        else ""
    )
    lack = {"too_fast": phrase("the export has no times"), "contradicts": phrase("too few opposites were answered")}
    missing = [lack[s] for s in lacking if s in lack]
    notes = [told] if told else []
    notes += (
        [phrase("Not checked: {missing}.", missing=words.listing(missing))] if missing and found.found.checked else []
    )
    notes += [phrase("Shares are of the better answer. A letter’s question counts all its sources, of which the survey is one; n is of the survey.")] if found.facets or found.statements else []  # fmt: skip
    return notes


def _points(apart: Difference | None) -> str:
    if apart is None or apart.value is None or apart.low is None or apart.high is None:
        return "–"
    return _between(apart.value * 100, apart.low * 100, apart.high * 100, 0)


def _effect(apart: Difference | None) -> str:
    return "–" if apart is None else _between(apart.effect, apart.effect_low, apart.effect_high, 2)


def _between(value: float | None, low: float | None, high: float | None, digits: int) -> str:
    """``−17 (−28 to −5)``."""
    if value is None:
        return "–"
    if low is None or high is None:
        return _signed(value, digits)
    return phrase(
        "{signed} ({signed_2} to {signed_3})",
        signed=_signed(value, digits),
        signed_2=_signed(low, digits),
        signed_3=_signed(high, digits),
    )


def _signed(value: float, digits: int) -> str:
    text = f"{abs(value):.{digits}f}"
    return text if float(text) == 0 else f"{'−' if value < 0 else '+'}{text}"


def _part(
    name: str, question: str, says: str, columns: Sequence[str], rows: Sequence[Sequence[str]], notes: Sequence[str]
) -> dict[str, Any]:
    return {"id": name, "question": question, "says": says, "columns": tuple(columns), "rows": [tuple(r) for r in rows], "notes": list(notes)}  # fmt: skip
