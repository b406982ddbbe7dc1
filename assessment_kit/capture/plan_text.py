"""The plan of interviews for the terminal, and as plain values for other programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from assessment_kit import words
from assessment_kit.analysis.interview_plan import FacetCover, InterviewPlan, PlannedInterview
from assessment_kit.diagnosis.evidence import LEVELS
from assessment_kit.method.model import FACETS, Method

_HEADS = ("there", "works", "processes")


def plan_text(client: str, plan: InterviewPlan, method: Method) -> str:
    """The plan as lines to read: whom to ask what, what that covers, what stays open, when to return."""
    budget = f"{words.number(plan.used)} of {words.number(plan.minutes)} minutes, set-up included"
    around = {interview.total - interview.minutes for interview in plan.interviews}
    budget += f": {words.number(max(around))} minutes around each" if len(around) == 1 and max(around) else ""
    lines = [f"{client}: {words.plural(len(plan.interviews), 'interview')}, {budget}"]
    if not plan.interviews:
        lines.append("No interview fits into this time, or nothing is left to ask.")
    lines += [plan.doubt] if plan.doubt else []
    for number, interview in enumerate(plan.interviews, start=1):
        lines += ["", *_interview(number, interview, method)]
    return "\n".join([*lines, "", *_cover(plan), "", *_rest(plan, method)])


def whom(interview: PlannedInterview) -> str:
    """``Head of Finance (senior manager, Finance)``, or ``Senior manager`` where no list of roles was handed over."""
    one = interview.informant
    level = LEVELS.get(one.level, one.level)
    if not one.title:
        return f"{level}, {one.function}" if one.function else level
    return f"{one.title} ({', '.join(p for p in (level.lower(), one.function) if p)})"


def _interview(number: int, interview: PlannedInterview, method: Method) -> Iterator[str]:
    again = f"; goes on from {interview.informant.interview}" if interview.informant.interview else ""
    size = f"{words.plural(len(interview.items), 'question')}, {words.number(interview.minutes)} minutes"
    extra = interview.total - interview.minutes
    size += f" + {words.number(extra)} minutes around them" if extra else ""
    yield f"{number}. {whom(interview)}: {size}{again}"
    for element, items in groupby(interview.items, key=lambda i: i.element):
        yield f"   {method.elements[element].name if element else 'The whole'}"
        for item in items:
            yield f"     {item.question}  [{item.id}]"


def _cover(plan: InterviewPlan) -> Iterator[str]:
    yield f"{'People asked per question of each element':44}" + "".join(f"{head:>12}" for head in _HEADS)
    by: Mapping[tuple[str, str], FacetCover] = {(c.element.id, c.facet): c for c in plan.cover}
    for name, element in dict.fromkeys((c.element.id, c.element.name) for c in plan.cover):
        yield f"  {element:42}" + "".join(f"{_cell(by.get((name, facet))):>12}" for facet in FACETS)
    need = max((c.needed for c in plan.cover), default=0)
    yield f"  {words.sentence_case(words.count_word(need))} settle it; * where lists or the survey do already."


def _cell(cover: FacetCover | None) -> str:
    return "–" if cover is None else f"{cover.reached}{'*' if cover.elsewhere else ''}"


def _rest(plan: InterviewPlan, method: Method) -> Iterator[str]:
    if plan.not_assessed:
        yield "Not assessed even then"
        yield from (f"  {gap.what}. {gap.why}" for gap in plan.not_assessed)
    nobody = [left.item.topic for left in plan.left_out if left.why == "nobody"]
    if nobody:
        yield f"Nobody of a fitting level is left to ask about {words.listing(nobody)}."
    if plan.later:
        yield f"To hear enough people on every question takes about {_long(plan.later)} more."
    days = words.plural(method.thresholds.rapid.return_days, "day")
    yield f"Return by {words.date(plan.return_date)}: the return_date of engagement.yaml, or else {days} after its date."


def _long(minutes: float) -> str:
    """``90 minutes``, and from three hours on ``26 hours``: what is about right needs no minutes."""
    return words.plural(round(minutes / 60), "hour") if minutes >= 180 else f"{words.number(minutes)} minutes"


def plan_values(plan: InterviewPlan) -> dict[str, Any]:
    """The plan as plain values: ids, numbers and ISO dates."""
    return {
        "minutes": plan.minutes,
        "used": plan.used,
        "later": plan.later,
        "return_date": plan.return_date.isoformat(),
        "interviews": [
            {
                "role_id": i.informant.role_id, "title": i.informant.title, "level": i.informant.level,
                "function": i.informant.function, "interview": i.informant.interview, "minutes": i.minutes, "total": i.total,
                "items": [item.id for item in i.items],
            }
            for i in plan.interviews
        ],
        "cover": [
            {
                "element": c.element.id, "facet": c.facet, "before": c.before, "reached": c.reached, "needed": c.needed,
                "elsewhere": c.elsewhere, "settled": c.settled,
            }
            for c in plan.cover
        ],
        "left_out": [{"item": left.item.id, "lacking": left.lacking, "why": left.why} for left in plan.left_out],
        "not_assessed": [{"what": gap.what, "why": gap.why, "cure": gap.cure} for gap in plan.not_assessed],
    }  # fmt: skip
