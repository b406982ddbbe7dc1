"""The best choice of interviews and items within a budget of minutes, proven best or with a bound on what a better one could reach.

The people of a group can be exchanged for each other, so the unknowns are counts: how many of a group are interviewed (`people`), and
by how many of them each item is answered (`asked`). That keeps a hundred items and a dozen people small enough for an integer
programme (HiGHS, in scipy). Aims are met one after the other: the best value of each is kept while the next is looked for, so that
no weights have to be invented. Each is looked for until it is proven best, and no longer than `PATIENCE`; where that is too short, the
best that was found is taken, and told with the bound that no choice can pass (branch and bound keeps both; Wolsey 1998, chapter 7).

`deal` then hands the items to people: each item to different people, each facet to as many people as it can reach, the minutes
as even as they come. Whatever `choose` counted can be dealt so, because no item is asked of more people than there are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from assessment_kit.analysis.informants import Group
from assessment_kit.analysis.silence import silent
from assessment_kit.method.model import Item
from assessment_kit.method.thresholds import Rapid

FacetOf = tuple[str, str]
"""Element and facet."""
PATIENCE = 30.0
"""Seconds for one aim. With the whole method and a dozen people each aim takes a second at most; see benchmarks/interview_plan.py. So much
more, because a report must not depend on what else its machine has to do: at 5, a batch on a busy machine made other plans now and then."""


@dataclass(frozen=True)
class Question:
    """What is to be settled: the items in the order in which they are asked, the people, and what was heard before.

    wanted : item id → informants still wanted. told : facet → different informants so far, for every facet in scope.
    enough : informants that settle a facet. elsewhere : facets that the client's lists or the survey settle.
    levels : levels of management not yet heard. worth : facet of an open letter → how much firmer the letter may be expected to be with
    one more informant, with a second one …
    """

    items: Sequence[Item]
    groups: Sequence[Group]
    wanted: Mapping[str, int]
    told: Mapping[FacetOf, int]
    enough: int
    elsewhere: frozenset[FacetOf]
    levels: frozenset[str]
    minutes: float
    rapid: Rapid
    worth: Mapping[FacetOf, Sequence[float]] = field(default_factory=dict)


@dataclass(frozen=True)
class Choice:
    """people : per group, how many are interviewed. asked : per group, item id → how many of them answer it.

    proven : the share of what each aim could reach at the very most, 1 where the choice is proven best by it. Empty where nothing was to
    be looked for.
    """

    people: tuple[int, ...]
    asked: tuple[Mapping[str, int], ...]
    proven: tuple[float, ...] = ()


Terms = list[tuple[int, float]]
SLACK = 1e-6
_TIME_IS_UP = 1


@dataclass
class _Programme:
    """An integer programme, row by row: every variable lies between 0 and its bound, every row is at most its limit."""

    bounds: list[float] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)
    values: list[float] = field(default_factory=list)
    limits: list[float] = field(default_factory=list)
    found: np.ndarray | None = None
    proven: list[float] = field(default_factory=list)

    def variable(self, bound: float) -> int:
        self.bounds.append(bound)
        return len(self.bounds) - 1

    def at_most(self, terms: Terms, limit: float = 0) -> None:
        for column, value in terms:
            self.rows.append(len(self.limits))
            self.columns.append(column)
            self.values.append(value)
        self.limits.append(limit)

    def maximise(self, terms: Terms) -> None:
        """Find the best, and keep it while later aims are looked for."""
        if not terms:
            return
        best = sum(max(0.0, value * self.bounds[column]) for column, value in terms)
        if self.found is None or _worth(terms, self.found) < best - SLACK:
            before = (
                np.zeros(len(self.bounds)) if self.found is None else self.found
            )  # asking nobody is always possible
            self.found, limit = self._solve(terms, before)
            self.proven.append(_share(_worth(terms, self.found), limit))
        self.at_most([(column, -value) for column, value in terms], SLACK - _worth(terms, self.found))

    def _solve(self, terms: Terms, before: np.ndarray) -> tuple[np.ndarray, float]:
        """The best that was found, `before` where time was too short for anything better, and what no choice can pass."""
        from scipy.optimize import Bounds, LinearConstraint, milp  # noqa: PLC0415  slow to load, and seldom needed
        from scipy.sparse import csr_array  # noqa: PLC0415

        cost = np.zeros(len(self.bounds))
        for column, value in terms:
            cost[column] -= value
        table = csr_array((self.values, (self.rows, self.columns)), shape=(len(self.limits), len(self.bounds)))
        with silent():
            done = milp(
                cost, constraints=LinearConstraint(table, ub=self.limits), bounds=Bounds(0, self.bounds),
                integrality=np.ones(len(cost)), options={"mip_rel_gap": 0, "time_limit": PATIENCE},
            )  # fmt: skip
        if done.x is None and done.status != _TIME_IS_UP:
            raise RuntimeError(done.message)
        bound = sum(max(0.0, value * self.bounds[column]) for column, value in terms)
        if done.mip_dual_bound is not None and np.isfinite(done.mip_dual_bound):
            bound = min(bound, -done.mip_dual_bound)
        found = before if done.x is None else np.asarray(np.rint(done.x))
        return (found if _worth(terms, found) >= _worth(terms, before) else before), bound


def _worth(terms: Terms, found: np.ndarray) -> float:
    return float(sum(value * found[column] for column, value in terms))


def _share(reached: float, limit: float) -> float:
    """What was reached of what is conceivable; of a cost (below 0) what is conceivable of what was reached."""
    if limit <= reached + SLACK:
        return 1.0
    return max(0.0, reached / limit) if limit > 0 else limit / reached


def choose(question: Question) -> Choice:
    """The choice that is best by these aims, each before the next.

    1. as many facets as possible have an informant; 2. as many levels of management as possible are heard; 3. as many elements as
    possible have enough informants on each facet; 4. letters that are open may be expected to become firmer; 5. and not by asking one
    level alone; 6. the salience of all answers; then, where the budget is not spent, the fewest minutes.
    """
    plan = _Programme()
    groups, items = question.groups, question.items
    slots = int(
        question.minutes // max(1e-9, question.rapid.setup_minutes + min((i.minutes for i in items), default=1))
    )
    people = [plan.variable(min(len(g.members), slots)) for g in groups]
    asked = {
        (i.id, k): plan.variable(min(question.wanted[i.id], len(g.members)))
        for i in items if question.wanted[i.id] > 0
        for k, g in enumerate(groups) if g.level in i.audience and i.id not in g.settled
    }  # fmt: skip
    minutes = _time(plan, question, people, asked)
    aims: list[Terms] = [
        _heard(plan, question, asked),
        _levels(plan, question, asked),
        _settled(plan, question, people, asked),
        _firmer(plan, question, people, asked),
        _spread(plan, question, asked),
        [(asked[i.id, k], i.salience) for i in items for k in range(len(groups)) if (i.id, k) in asked],
    ]
    for aim in aims:
        plan.maximise(aim)
    counts = np.zeros(len(plan.bounds)) if plan.found is None else plan.found
    if sum(counts[column] * value for column, value in minutes) <= question.minutes - min(
        (i.minutes for i in items), default=0
    ):
        plan.maximise([(column, -value) for column, value in minutes])  # room for one more item was left: waste none
        counts = counts if plan.found is None else plan.found
    return Choice(
        tuple(int(counts[p]) for p in people),
        tuple(
            {i.id: int(counts[asked[i.id, k]]) for i in items if (i.id, k) in asked and counts[asked[i.id, k]] > 0}
            for k in range(len(groups))
        ),
        tuple(plan.proven),
    )


Asked = Mapping[tuple[str, int], int]


def _time(plan: _Programme, question: Question, people: Sequence[int], asked: Asked) -> Terms:
    """Items within their wanted number, interviews within their length, all of it within the budget."""
    for item in question.items:
        plan.at_most(
            [(asked[item.id, k], 1) for k in range(len(people)) if (item.id, k) in asked], question.wanted[item.id]
        )
    total: Terms = [(p, question.rapid.setup_minutes) for p in people]
    questions: Terms = []
    for k, p in enumerate(people):
        own = [(asked[i.id, k], i.minutes) for i in question.items if (i.id, k) in asked]
        for column, _ in own:
            plan.at_most([(column, 1), (p, -1)])
        plan.at_most([*own, (p, -question.rapid.longest_minutes)])
        plan.at_most([(p, 1), *((column, -1) for column, _ in own)])  # nobody is invited for nothing
        questions += own
    plan.at_most([*total, *questions], question.minutes)
    slope, limit = _whole_interviews(question)
    plan.at_most([*questions, *((p, -slope) for p in people)], limit)
    return [*total, *questions]


def _whole_interviews(question: Question) -> tuple[float, float]:
    """Minutes of questions are at most slope × interviews + limit: implied by budget and length, since interviews are whole.

    Without it a third of an interview would seem to cost a third of its set-up, and the proof would take long.
    """
    length, setup, budget = question.rapid.longest_minutes, question.rapid.setup_minutes, question.minutes
    full = int(budget // (length + setup))  # so many interviews can be as long as may be; one more shares the rest
    here, next_ = length * full, max(0.0, budget - setup * (full + 1))
    return next_ - here, here - (next_ - here) * full


def _of(question: Question, facet: FacetOf, k: int, asked: Asked) -> Terms:
    return [(asked[i.id, k], -1) for i in question.items if (i.element, i.facet) == facet and (i.id, k) in asked]


def _heard(plan: _Programme, question: Question, asked: Asked) -> Terms:
    """One variable per facet without an informant so far: 1 where it gets one."""
    terms: Terms = []
    for facet in (f for f, before in question.told.items() if before == 0):
        one = plan.variable(1)
        plan.at_most([(one, 1), *(t for k in range(len(question.groups)) for t in _of(question, facet, k, asked))])
        terms.append((one, 1))
    return terms


def _levels(plan: _Programme, question: Question, asked: Asked) -> Terms:
    """One variable per level not yet heard: 1 where it is asked for long enough to count."""
    terms: Terms = []
    for level in sorted(question.levels):
        one = plan.variable(1)
        own = [
            (asked[i.id, k], -i.minutes)
            for k, g in enumerate(question.groups) if g.level == level
            for i in question.items if (i.id, k) in asked
        ]  # fmt: skip
        plan.at_most([(one, question.rapid.shortest_minutes), *own])
        terms.append((one, 1))
    return terms


def _settled(plan: _Programme, question: Question, people: Sequence[int], asked: Asked) -> Terms:
    """One variable per element: 1 where each of its facets has enough different informants."""
    elements = {element: plan.variable(1) for element in dict.fromkeys(element for element, _ in question.told)}
    for facet, before in question.told.items():
        if facet not in question.elsewhere and before < question.enough:
            sources = _new_informants(plan, question, people, asked, facet, question.enough)
            plan.at_most([(elements[facet[0]], question.enough - before), *sources])
    return [(one, 1) for one in elements.values()]


def _firmer(plan: _Programme, question: Question, people: Sequence[int], asked: Asked) -> Terms:
    """One variable per further informant on a facet of an open letter, worth what he or she may be expected to add."""
    terms: Terms = []
    for facet, steps in question.worth.items():
        each = [plan.variable(1) for _ in steps]
        plan.at_most([*((one, 1) for one in each), *_new_informants(plan, question, people, asked, facet, len(steps))])
        for later, earlier in zip(each[1:], each, strict=False):
            plan.at_most([(later, 1), (earlier, -1)])  # nobody is the second without a first
        terms += [(one, step) for one, step in zip(each, steps, strict=True) if step > 0]
    return terms


def _spread(plan: _Programme, question: Question, asked: Asked) -> Terms:
    """One variable per facet of an open letter: how many of one level answer the same item of it, at most; the fewer the better."""
    terms: Terms = []
    for facet, steps in question.worth.items():
        most = plan.variable(len(steps))
        for item in (i for i in question.items if (i.element, i.facet) == facet):
            for level in dict.fromkeys(g.level for g in question.groups):
                own = [k for k, g in enumerate(question.groups) if g.level == level and (item.id, k) in asked]
                plan.at_most([*((asked[item.id, k], 1.0) for k in own), (most, -1)])
        terms.append((most, -1))
    return terms


def _new_informants(
    plan: _Programme, question: Question, people: Sequence[int], asked: Asked, facet: FacetOf, most: int
) -> Terms:
    """Different people who speak to a facet for the first time, as terms with a minus: a variable per group of at most so many."""
    sources: Terms = []
    for k, group in enumerate(question.groups):
        own = _of(question, facet, k, asked)
        if own and not _told_by(group, facet, question):
            one = plan.variable(min(most, len(group.members)))
            plan.at_most([(one, 1), *own])
            plan.at_most([(one, 1), (people[k], -1)])
            sources.append((one, -1))
    return sources


def _told_by(group: Group, facet: FacetOf, question: Question) -> bool:
    """Whether the group's people are counted among the facet's informants already."""
    return question.told[facet] > 0 and any(
        (i.element, i.facet) == facet for i in question.items if i.id in group.answered
    )


def deal(asked: Mapping[str, int], people: int, items: Sequence[Item]) -> list[list[Item]]:
    """Who of a group is asked what: one list of items per person, in the order of `items`.

    Each item goes to those who have nothing of its facet yet, then to those with the fewest minutes.
    """
    hands: list[list[Item]] = [[] for _ in range(people)]
    ordered = sorted(
        (i for i in items if asked.get(i.id)), key=lambda i: (i.element is None, i.element or "", i.facet or "")
    )
    for item in ordered:
        free = sorted(
            range(people),
            key=lambda p: (
                item.element is not None and any((o.element, o.facet) == (item.element, item.facet) for o in hands[p]),
                sum(o.minutes for o in hands[p]), p,
            ),
        )  # fmt: skip
        for p in free[: asked[item.id]]:
            hands[p].append(item)
    place = {item.id: rank for rank, item in enumerate(items)}
    return [sorted(hand, key=lambda i: place[i.id]) for hand in hands]
