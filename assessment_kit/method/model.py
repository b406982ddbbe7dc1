"""The kinds of method content, each an entry in YAML with an id that never changes with its wording.

Every entry carries `seed`: the ids of the method's own list that it answers, so that coverage can be proved.
Strings must be quoted in the YAML: the models are strict, so an unquoted No (a boolean) is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, model_validator

Step: TypeAlias = Literal["architecture", "roles", "metrics", "practices"]
Place: TypeAlias = Literal[
    "cover", "standfirst", "architecture", "roles", "metrics", "practices", "targets", "small_print"
]
Facet: TypeAlias = Literal["exists", "works", "carries_process"]
Letter: TypeAlias = Literal["A", "B", "C", "A+C", "keep", "not assessed"]
Severity: TypeAlias = Literal["serious", "matters", "minor", "strength"]
Head: TypeAlias = Literal["tools", "roles", "practices"]
Level: TypeAlias = Literal["executive", "senior", "middle", "front_line"]
Phase: TypeAlias = Literal["now", "next", "later"]

STEPS: tuple[Step, ...] = ("architecture", "roles", "metrics", "practices")
FACETS: tuple[Facet, ...] = ("exists", "works", "carries_process")

Text: TypeAlias = Annotated[str, Field(min_length=1)]
EntryId: TypeAlias = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$")]
Seed: TypeAlias = Annotated[str, Field(pattern=r"^(PM|PL|OO|PW|AL)-\d{2}$")]


class _Entry(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Element(_Entry):
    """One of the eight elements of process management.

    `inventory` names, per facet, the indicators (shares 0–1) that measure it from the client's lists; the answers that
    measure it are the items that name this element and that facet.
    """

    id: Annotated[str, Field(pattern=r"^E[1-8]$")]
    seed: list[Seed]
    name: Text
    short: Text
    step: Step
    question: Text
    inventory: dict[Facet, list[EntryId]]


class Anchors(_Entry):
    """What a 1, a 3 and a 5 look like, plain enough that two interviewers score alike."""

    low: Text
    middle: Text
    high: Text


class Statement(_Entry):
    """The wording for a survey: one statement to agree or disagree with."""

    text: Text
    reversed: bool = False


class Item(_Entry):
    """One thing that is asked: in interviews by its question and anchors, in surveys by its statement."""

    id: EntryId
    seed: list[Seed]
    step: Step
    element: Annotated[str, Field(pattern=r"^E[1-8]$")] | None = None
    facet: Facet | None = None
    topic: Text
    question: Text
    probes: list[Text] = []
    anchors: Anchors
    statement: Statement | None = None
    audience: Annotated[list[Level], Field(min_length=1)]
    salience: Annotated[int, Field(ge=1, le=3)]
    minutes: Annotated[float, Field(gt=0, le=15)]

    @model_validator(mode="after")
    def _facet_needs_element(self) -> Item:
        if (self.element is None) != (self.facet is None):
            raise ValueError("element and facet come together, or neither")
        return self


Condition: TypeAlias = dict[str, object]


class Indicator(_Entry):
    """One figure that an analysis computes: its name, and the sentence that says it.

    `says` holds the figures in braces: ``{count} of {n} key processes have one owner``; also {percent}, {value}, {range}.
    """

    id: EntryId
    seed: list[Seed]
    step: Place
    name: Text
    unit: Literal["share", "count", "hours", "days", "score", "months", "ratio"]
    says: Text


class Answer(_Entry):
    """One way to answer a chapter's question; the first whose `when` holds is printed."""

    when: Condition | None = None
    text: Text


class Chapter(_Entry):
    """One chapter of the report: the question that it answers and the possible answers, in order of precedence."""

    step: Place
    number: Annotated[int, Field(ge=0)]
    title: Text
    question: Text
    answers: Annotated[list[Answer], Field(min_length=1)]


class Situation(_Entry):
    """Something that may be found, when `when` holds.

    `when` is a tree of all / any / not over leaves such as ``{indicator: "roles.no_owner", above: 0.2}`` or
    ``{item: "roles.clear", below: 3}`` or ``{facet: "E1.exists", at_least: 0.5}``. It is data: nothing is evaluated as code.
    `section` is the part of the step's notebook under which the finding stands.
    `headline` and `fact` may hold figures as ``{indicator_id:count}``, see diagnosis.sentences.
    `unless` names situations that say the same with more behind it: where one of them holds too, this one is told as part of its
    evidence and not a second time.
    """

    id: EntryId
    seed: list[Seed]
    step: Step
    section: Annotated[str, Field(pattern=r"^[a-z_]+$")]
    elements: Annotated[list[str], Field(min_length=1)]
    severity: Severity
    letter: Literal["A", "B", "C", "A+C", "keep"]
    when: Condition
    headline: Text
    fact: Text
    meaning: Text
    actions: list[EntryId] = []
    unless: list[EntryId] = []


class Action(_Entry):
    """Something that may be advised; never without a finding that leads to it."""

    id: EntryId
    seed: list[Seed]
    title: Text
    how: Text
    head: Head
    owner: Text
    effort_days: Annotated[int, Field(ge=1)]
    effect: Literal["low", "medium", "high"]
    phase: Phase
    after: list[EntryId] = []
    beyond_process: bool = False


class Range(_Entry):
    """A threshold with the range in which it is still plausible."""

    value: float
    low: float
    high: float


class Months(_Entry):
    """First and last month of a phase, counted from the date of the assessment."""

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=1)]


class OpposedLimits(_Entry):
    """When two metrics count as moving against each other.

    least_periods : so many periods in a row in common. false_share : so many of the pairs found may be chance, at most (Benjamini
    and Hochberg). least_strength : how far below 0 the correlation of their changes has to be.
    """

    least_periods: Annotated[int, Field(ge=4)] = 6
    false_share: Annotated[float, Field(gt=0, lt=1)] = 0.1
    least_strength: Annotated[float, Field(ge=0, le=1)] = 0.3


class Rapid(_Entry):
    """Rapid mode: how interviews are planned when time is short.

    minutes : the budget where the client's folder names none. setup_minutes : what each interview takes beside its questions.
    shortest_minutes : from so many minutes of questions on a level of management counts as heard. longest_minutes : of questions
    per interview, on the average of a level. return_days : when to come back for the rest, where no date is agreed.
    """

    minutes: Annotated[int, Field(ge=10)] = 180
    setup_minutes: Annotated[float, Field(ge=0)] = 10
    shortest_minutes: Annotated[float, Field(ge=1)] = 15
    longest_minutes: Annotated[float, Field(ge=15)] = 60
    return_days: Annotated[int, Field(ge=1)] = 120


class Thresholds(_Entry):
    """How much evidence is enough, and how much of it counts as yes. Data, not code.

    weak_score : at or below this score of 1 to 5 a skill falls short: nearer to the low anchor than to the middle one, or just between.
    """

    yes: Range
    minimum_rows: Annotated[int, Field(ge=1)]
    minimum_interviews: Annotated[int, Field(ge=1)]
    minimum_survey: Annotated[int, Field(ge=1)]
    inventory_weight: Annotated[float, Field(ge=0)]
    interview_weight: Annotated[float, Field(ge=0)]
    survey_weight: Annotated[float, Field(ge=0)]
    weak_score: Annotated[float, Field(ge=1, le=5)] = 2.5
    firm: float
    fairly_firm: float
    phases: dict[Phase, Months]
    days_per_effort_day: Annotated[int, Field(ge=1)]
    least_days: Annotated[int, Field(ge=1)]
    modest_actions: Annotated[int, Field(ge=1)]
    large_actions: Annotated[int, Field(ge=1)]
    resamples: Annotated[int, Field(ge=100)]
    seed: int
    rapid: Rapid = Rapid()
    opposed_metrics: OpposedLimits = OpposedLimits()


class Method(_Entry):
    """All content, cross-checked. Mappings keep the order of the files."""

    version: Text
    elements: Mapping[str, Element]
    indicators: Mapping[str, Indicator]
    chapters: Mapping[str, Chapter]
    items: Mapping[str, Item]
    situations: Mapping[str, Situation]
    actions: Mapping[str, Action]
    thresholds: Thresholds
