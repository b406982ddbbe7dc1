"""Rapid mode: given minutes, whom to ask which items, what that covers, and what stays not assessed (PM-34).

Several people must answer an item before it counts, so an answer is worth its item's salience until that number is reached. See
`interview_choice` for the aims and their order; the plan is the proven best by them, or says how near to the best it is.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from assessment_kit import words
from assessment_kit.analysis.informants import Group, Informant, grouped, held, informants
from assessment_kit.analysis.interview_choice import Choice, FacetOf, Question, choose, deal
from assessment_kit.analysis.result import NotAssessed
from assessment_kit.engagement.model import Engagement
from assessment_kit.language import later
from assessment_kit.method.model import FACETS, STEPS, Element, Item, Method

FACET_QUESTIONS: Mapping[str, str] = {
    "exists": later("whether it is there"),
    "works": later("whether it works"),
    "carries_process": later("whether processes are in it"),
}


@dataclass(frozen=True)
class PlannedInterview:
    """One conversation: with whom, which items in which order, minutes of questions, and minutes with the set-up."""

    informant: Informant
    items: tuple[Item, ...]
    minutes: float
    total: float


@dataclass(frozen=True)
class FacetCover:
    """One facet of an element: informants `before` and after the plan (`reached`), how many are `needed`, and whether the client's lists
    or the survey settle it `elsewhere`.
    """

    element: Element
    facet: str
    before: int
    reached: int
    needed: int
    elsewhere: bool

    @property
    def settled(self) -> bool:
        return self.elsewhere or self.reached >= self.needed


@dataclass(frozen=True)
class LeftOut:
    """An item that will have fewer informants than it needs, and why: minutes, or nobody of a fitting level."""

    item: Item
    lacking: int
    why: str


@dataclass(frozen=True)
class InterviewPlan:
    """The plan of a visit.

    minutes : the budget. used : what the interviews take, set-up included. later : what the rest would take, about.
    cover : every facet of every element in scope. not_assessed : elements that the plan leaves without enough informants.
    heard, levels, settled, salience : what was reached of the aims, in their order. proven : 1 where no better plan exists; else the share
    of the best that is conceivable which it reaches by the aim that it falls short of most.
    """

    minutes: float
    used: float
    later: float
    interviews: tuple[PlannedInterview, ...]
    cover: tuple[FacetCover, ...]
    left_out: tuple[LeftOut, ...]
    not_assessed: tuple[NotAssessed, ...]
    return_date: dt.date
    heard: int
    levels: int
    settled: int
    salience: int
    proven: float = 1.0

    @property
    def doubt(self) -> str:
        """A sentence where it is not proven that there is no better plan; else empty."""
        if self.proven >= 1:
            return ""
        share = words.percent(math.floor(100 * self.proven) / 100)
        return f"There may be a better plan: this one reaches at least {share} of what is conceivable, and more was not tried."


def plan_interviews(
    engagement: Engagement, method: Method, minutes: float, *,
    elements: Collection[str] | None = None, elsewhere: Collection[str] = (), worth: Mapping[str, Sequence[float]] | None = None,
) -> InterviewPlan:  # fmt: skip
    """Whom to ask which items within a budget; proven best and the same for the same input, or else told by how much it may be bettered.

    Parameters
    ----------
    minutes : for all interviews together, with the set-up of each.
    elements : ids of the elements to ask about; None asks about everything, also about what belongs to no element.
    elsewhere : facets that lists or the survey settle, as ``E1.exists``.
    worth : facets of open letters, as ``E1.exists``, with what each further person may be expected to add to the letter's firmness;
        they are asked about whatever was answered before.
    """
    limits = method.thresholds
    items = [
        i
        for step in STEPS
        for i in method.items.values()
        if i.step == step and (elements is None or i.element in elements or f"{i.element}.{i.facet}" in (worth or {}))
    ]
    before, more = held(engagement), {_facet_of(name): steps for name, steps in (worth or {}).items()}
    told, wanted = _before(before, items, method, more)
    most = max(limits.minimum_interviews, math.ceil(minutes / limits.rapid.longest_minutes))
    groups = grouped(informants(engagement, most), {i.id for i in items}, most)
    heard_levels = {one.level for one in before if one.answered}
    question = Question(
        items, groups, wanted, told, limits.minimum_interviews,
        frozenset(f for f in told if ".".join(f) in elsewhere), frozenset(g.level for g in groups) - heard_levels, minutes, limits.rapid,
        {facet: steps for facet, steps in more.items() if facet in told},
    )  # fmt: skip
    choice = choose(question)
    interviews = _interviews(question, choice, before)
    return replace(_result(question, interviews, engagement, method), proven=min(choice.proven, default=1.0))


def _facet_of(name: str) -> FacetOf:
    element, _, facet = name.partition(".")
    return element, facet


def _before(
    before: Iterable[Informant], items: Sequence[Item], method: Method, more: Mapping[FacetOf, Sequence[float]]
) -> tuple[dict[FacetOf, int], dict[str, int]]:
    """Different informants per facet so far, and per item how many more are wanted."""
    need = method.thresholds.minimum_interviews
    people: dict[FacetOf, set[str | None]] = {
        (element, facet): set()
        for element in method.elements for facet in FACETS
        if any((i.element, i.facet) == (element, facet) for i in items)
    }  # fmt: skip
    answers: Counter[str] = Counter()
    for one in before:
        for item in items:
            if item.id in one.answered:
                answers[item.id] += 1
                if item.element is not None and item.facet is not None:
                    people[item.element, item.facet].add(one.interview)
    wanted = {i.id: max(0, need - answers[i.id], len(more.get((i.element or "", i.facet or ""), ()))) for i in items}
    return {facet: len(who) for facet, who in people.items()}, wanted


def _interviews(question: Question, choice: Choice, before: Iterable[Informant]) -> tuple[PlannedInterview, ...]:
    """The counts of the choice as conversations, with people from functions that were heard least."""
    functions: Counter[str] = Counter(one.function for one in before)
    made = []
    for group, people, asked in zip(question.groups, choice.people, choice.asked, strict=True):
        if people:
            who = _spread(group, people, functions)
            for informant, items in zip(who, deal(asked, people, question.items), strict=True):
                minutes = sum(i.minutes for i in items)
                made.append(PlannedInterview(informant, tuple(items), minutes, minutes + question.rapid.setup_minutes))
    return tuple(made)


def _spread(group: Group, people: int, functions: Counter[str]) -> list[Informant]:
    """So many of the group, one after the other from the function with the fewest informants; counts them."""
    left, chosen = list(group.members), []
    for _ in range(people):
        one = min(left, key=lambda o: functions[o.function])  # the first of several, in the order of the client's list
        left.remove(one)
        chosen.append(one)
        functions[one.function] += 1
    return chosen


def _result(
    question: Question, interviews: tuple[PlannedInterview, ...], engagement: Engagement, method: Method
) -> InterviewPlan:
    settings, rapid = engagement.settings, question.rapid
    asked = Counter(i.id for interview in interviews for i in interview.items)
    cover = tuple(_cover(question, interviews, method))
    left_out = tuple(_left_out(question, asked))
    later = sum(left.lacking * left.item.minutes for left in left_out if left.why == "minutes")
    by_level: Counter[str] = Counter()
    for interview in interviews:
        by_level[interview.informant.level] += interview.minutes  # type: ignore[assignment]
    return InterviewPlan(
        minutes=question.minutes,
        used=sum(i.total for i in interviews),
        later=later + rapid.setup_minutes * math.ceil(later / rapid.longest_minutes),
        interviews=interviews,
        cover=cover,
        left_out=left_out,
        not_assessed=tuple(_not_assessed(cover)),
        return_date=settings.return_date or settings.date + dt.timedelta(days=rapid.return_days),
        heard=sum(c.before == 0 < c.reached for c in cover),
        levels=sum(by_level[level] >= rapid.shortest_minutes for level in question.levels),
        settled=sum(
            all(c.settled for c in cover if c.element.id == e) for e in dict.fromkeys(c.element.id for c in cover)
        ),
        salience=sum(i.salience for interview in interviews for i in interview.items),
    )


def _cover(question: Question, interviews: Sequence[PlannedInterview], method: Method) -> Iterable[FacetCover]:
    for (element, facet), before in question.told.items():
        own = {i.id for i in question.items if (i.element, i.facet) == (element, facet)}
        new = sum(
            any(i.id in own for i in interview.items) and not (before and own & interview.informant.answered)
            for interview in interviews
        )
        yield FacetCover(
            method.elements[element],
            facet,
            before,
            before + new,
            question.enough,
            (element, facet) in question.elsewhere,
        )


def _left_out(question: Question, asked: Mapping[str, int]) -> Iterable[LeftOut]:
    for item in question.items:
        lacking = question.wanted[item.id] - asked.get(item.id, 0)
        if lacking > 0:
            able = sum(len(g.members) for g in question.groups if g.level in item.audience and item.id not in g.settled)
            yield LeftOut(item, lacking, "minutes" if able > asked.get(item.id, 0) else "nobody")


def _not_assessed(cover: Sequence[FacetCover]) -> Iterable[NotAssessed]:
    """Per element, the facets for which too few are asked."""
    for name in dict.fromkeys(c.element.id for c in cover):
        open_ = [c for c in cover if c.element.id == name and not c.settled]
        if open_:
            told = [
                f"{FACET_QUESTIONS[c.facet]} ({words.count_word(c.reached)} of {words.count_word(c.needed)} people)"
                for c in open_
            ]
            lacking = words.plural(sum(c.needed - c.reached for c in open_), "more answer")
            yield NotAssessed(
                open_[0].element.name, f"Too few are asked {words.listing(told)}.", f"It takes {lacking}."
            )
