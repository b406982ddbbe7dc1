"""What was not assessed, and the plan of the return: whom to ask what, in how many minutes, by when (PM-34)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from assessment_kit import words
from assessment_kit.analysis.interview_plan import FACET_QUESTIONS, InterviewPlan, PlannedInterview
from assessment_kit.diagnosis.assessment import Assessment
from assessment_kit.diagnosis.evidence import LEVELS
from assessment_kit.diagnosis.facets import FacetValue
from assessment_kit.diagnosis.letters import Verdict
from assessment_kit.diagnosis.next_answers import Prospect
from assessment_kit.diagnosis.next_interviews import is_open, next_interviews, open_prospects
from assessment_kit.language import phrase
from assessment_kit.method.model import Thresholds
from assessment_kit.show.judgement import told_firmness
from assessment_kit.show.pieces import Piece

MOST = 12
"""So many interviews are listed; of a longer plan the rest is counted."""
_IN_HOURS = 120  # minutes, from which a time is told in hours


@dataclass(frozen=True)
class NextInterviews(Piece):
    """Empty where nothing is left to ask."""

    kind: ClassVar[str] = "next_interviews"
    heading: str
    tile: bool
    lacks: Sequence[dict[str, str]]
    unasked: str
    title: str
    subtitle: str
    interviews: Sequence[dict[str, Any]]
    more: str
    total: str
    questions: str
    minutes: str
    guides: Sequence[dict[str, Any]]


def piece(assessment: Assessment) -> NextInterviews:
    plan = next_interviews(assessment)
    if plan is None:
        return NextInterviews("", False, [], "", "", "", [], "", "", "", "", [])
    count = len(plan.interviews)
    rest = plan.interviews[MOST:]
    unasked = _unasked(assessment)
    missing = any(v.letter == "not assessed" for v in assessment.verdicts.values())
    return NextInterviews(
        heading=_heading(assessment, lacks=bool(unasked) or missing),
        tile=bool(unasked or missing),
        lacks=list(_together(_lacks(assessment, plan))),
        unasked=unasked,
        title=headline(plan),
        subtitle=" ".join(_after(assessment, plan)),
        interviews=[_interview(i, assessment) for i in plan.interviews[:MOST]],
        more=phrase("And {interviews} more.", interviews=words.plural(len(rest), "interview")) if rest else "",
        total=phrase("{interviews}, with the time around each", interviews=words.spoken(count, "interview")),
        questions=words.number(sum(len(i.items) for i in plan.interviews)),
        minutes=words.number(plan.used),
        guides=_guides(plan.interviews[:MOST]),
    )


def _heading(assessment: Assessment, *, lacks: bool) -> str:
    open_ = any(is_open(v, assessment.method.thresholds) for v in assessment.verdicts.values())
    if lacks:
        return phrase("What we did not assess, and what is still open") if open_ else phrase("What we did not assess")
    return phrase("What is still open")


def headline(plan: InterviewPlan) -> str:
    """``Four interviews, 3 hours in all, by 13 Feb 2027``."""
    return phrase(
        "{interviews}, {time} in all, by {return_date}",
        interviews=words.spoken(len(plan.interviews), "interview"),
        time=_time(plan.used),
        return_date=words.date(plan.return_date),
    )


def _time(minutes: float) -> str:
    """``95 minutes``, ``3 hours``, ``13.5 hours``."""
    if minutes < _IN_HOURS:
        return words.plural(round(minutes), "minute")
    return phrase("{minutes} hours", minutes=words.number(round(minutes / 30) / 2))


def _together(lacks: Iterable[dict[str, str]]) -> Iterable[dict[str, str]]:
    """What lacks the same is told once."""
    same: dict[str, list[str]] = {}
    for lack in lacks:
        same.setdefault(lack["why"], []).append(lack["what"])
    return ({"what": words.sentence_case(words.listing(names, most=8)), "why": why} for why, names in same.items())


def _lacks(assessment: Assessment, plan: InterviewPlan) -> Iterable[dict[str, str]]:
    """Elements without a letter, then those whose letter is open where the plan is about them."""
    planned = {c.element.id for c in plan.cover}
    for verdict in assessment.verdicts.values():
        if verdict.letter == "not assessed":
            yield {"what": _small(verdict.element.name), "why": _missing(verdict, plan)}
    for verdict in assessment.verdicts.values():
        if verdict.element.id in planned and is_open(verdict, assessment.method.thresholds):
            why = _open(verdict, assessment.method.thresholds)
            more = "" if assessment.engagement.settings.mode == "rapid" else phrase(" More people must be heard.")
            yield {"what": _small(verdict.element.name), "why": why + more}


def _small(name: str) -> str:
    return words.within(name)


def _open(verdict: Verdict, limits: Thresholds) -> str:
    firmness = verdict.told_firmness(limits)
    if firmness is None:
        return phrase(
            "Fewer than {firm_least} rows or answers stand behind the letter, too few to say how firm it is.",
            firm_least=words.count_word(limits.firm_least),
        )
    return phrase(
        "The letter {letter} is open: {told_firmness} of the re-runs give it.",
        letter=verdict.letter,
        told_firmness=told_firmness(firmness, limits),
    )


def _missing(verdict: Verdict, plan: InterviewPlan) -> str:
    """Whom or what each facet lacks: nobody asked, too few asked, or a list with too few rows to go by."""
    before = {c.facet: c for c in plan.cover if c.element.id == verdict.element.id}
    lacking = [before[f] for f in verdict.missing if f in before]
    rows = {f: _rows(verdict.facets[f]) for f in verdict.missing}
    nobody = [FACET_QUESTIONS[c.facet] for c in lacking if c.before == 0 and not verdict.facets[c.facet].too_few]
    few = [
        phrase("{facet_questions} ({before} of {needed})", facet_questions=FACET_QUESTIONS[c.facet], before=words.count_word(c.before), needed=words.count_word(c.needed))
        for c in lacking if c.before > 0
    ]  # fmt: skip
    listed = [f"{FACET_QUESTIONS[f]} ({words.plural(n, 'row')})" for f, n in rows.items() if n]
    surveyed = [FACET_QUESTIONS[f] for f in verdict.missing if _surveyed(verdict.facets[f])]
    parts = [phrase("Nobody was asked {nobody}.", nobody=words.listing(nobody, conjunction="or"))] if nobody else []
    parts += [phrase("Too few were asked {few}.", few=words.listing(few))] if few else []
    parts += (
        [phrase("The lists are too short to tell {listed}.", listed=words.listing(listed, conjunction="or"))]
        if listed
        else []
    )
    parts += (
        [
            phrase(
                "Too few people answered in the survey {surveyed}.", surveyed=words.listing(surveyed, conjunction="or")
            )
        ]
        if surveyed
        else []
    )
    return " ".join(parts) or phrase("There is too little to go by.")


def _rows(facet: FacetValue) -> int:
    """Rows of the longest list that speaks for a facet and is too short."""
    return max((m.n for m in facet.too_few if m.source == "lists"), default=0)


def _surveyed(facet: FacetValue) -> bool:
    return any(m.source == "survey" for m in facet.too_few)


def _unasked(assessment: Assessment) -> str:
    """How much of the method was asked, in rapid mode."""
    if assessment.engagement.settings.mode != "rapid":
        return ""
    answers = assessment.engagement.answers
    asked = set(answers.loc[answers["status"].ne("not_asked"), "item_id"]) & set(assessment.method.items)
    total = len(assessment.method.items)
    return phrase(
        "Time was short: of the {total} questions of the method, {asked} were asked.",
        total=words.number(total),
        asked=words.number(len(asked)),
    )


def _after(assessment: Assessment, plan: InterviewPlan) -> Iterable[str]:
    short = {e.name: e.short for e in assessment.method.elements.values()}
    hopes = list(_hopes(assessment, plan))
    if plan.not_assessed:
        names = words.listing([short[gap.what] for gap in plan.not_assessed], most=8)
        yield phrase("Even then too few people are heard on {names}.", names=names)
    else:
        settled = {hope.element for hope, _ in hopes}
        elements = list(dict.fromkeys(c.element.short for c in plan.cover if c.element.id not in settled))
        named = (
            words.listing(elements)
            if len(elements) <= 3
            else phrase("every element")
            if not hopes
            else phrase("every other element")
        )
        if elements:
            yield phrase("Then enough people are heard on {named}.", named=named)
    for hope, firmness in hopes:
        name = assessment.method.elements[hope.element].short
        yield phrase(
            "The firmness of the letter for {name} may be expected to rise from {told_firmness} to about {told_firmness_2}.",
            name=name,
            told_firmness=told_firmness(hope.now, assessment.method.thresholds),
            told_firmness_2=told_firmness(firmness, assessment.method.thresholds),
        )
    if plan.later:
        yield phrase(
            "To hear enough people on every single question would take about {time} more.", time=_time(plan.later)
        )
    if plan.doubt:
        yield plan.doubt


def _hopes(assessment: Assessment, plan: InterviewPlan) -> Iterable[tuple[Prospect, float]]:
    """Per open letter the facet from which most may be expected, and the firmness with as many people as the plan asks about it."""
    limits = assessment.method.thresholds
    new = {(c.element.id, c.facet): c.reached - c.before for c in plan.cover}
    hopes = [
        (p, p.after[min(n, len(p.after)) - 1])
        for p in open_prospects(assessment)
        if (n := new.get((p.element, p.facet), 0))
    ]
    for verdict in assessment.verdicts.values():
        own = [h for h in hopes if h[0].element == verdict.element.id and h[1] - h[0].now >= limits.rapid.least_gain]
        if own and verdict.told_firmness(limits) is not None:
            yield max(own, key=lambda h: h[1])


def _interview(interview: PlannedInterview, assessment: Assessment) -> dict[str, Any]:
    one = interview.informant
    level = phrase(LEVELS.get(one.level, one.level))
    shorts = dict.fromkeys(assessment.method.elements[i.element].short for i in interview.items if i.element)
    return {
        "who": one.title or level,
        "where": ", ".join(p for p in (level if one.title else "", one.function) if p),
        "about": words.sentence_case(words.listing(list(shorts), most=8)) or phrase("The whole"),
        "count": words.number(len(interview.items)),
        "minutes": words.number(interview.total),
    }


def _guides(interviews: Sequence[PlannedInterview]) -> list[dict[str, Any]]:
    """The questions of each conversation, in order; those who are asked the same stand together."""
    asked: dict[tuple[str, ...], dict[str, int]] = {}
    for interview in interviews:
        who = interview.informant.title or phrase(LEVELS.get(interview.informant.level, interview.informant.level))
        people = asked.setdefault(tuple(i.question for i in interview.items), {})
        people[who] = people.get(who, 0) + 1
    return [
        {
            "who": words.listing(
                [phrase("{who} ({n} people)", who=who, n=n) if n > 1 else who for who, n in people.items()], most=MOST
            ),
            "questions": list(q),
        }
        for q, people in asked.items()
    ]
