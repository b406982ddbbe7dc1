"""The kinds of method content, each an entry in YAML with an id that never changes with its wording.

Every entry carries `seed`: the ids of the method's own list that it answers, so that coverage can be proved.
Strings must be quoted in the YAML: the models are strict, so an unquoted No (a boolean) is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, model_validator

from assessment_kit.method.thresholds import Phase as Phase
from assessment_kit.method.thresholds import Thresholds as Thresholds

Step: TypeAlias = Literal["architecture", "roles", "metrics", "practices"]
Place: TypeAlias = Literal[
    "cover", "standfirst", "architecture", "roles", "metrics", "practices", "targets", "small_print"
]
Facet: TypeAlias = Literal["exists", "works", "carries_process"]
Letter: TypeAlias = Literal["A", "B", "C", "A+C", "keep", "not assessed"]
Severity: TypeAlias = Literal["serious", "matters", "minor", "strength"]
Head: TypeAlias = Literal["tools", "roles", "practices"]
Level: TypeAlias = Literal["executive", "senior", "middle", "front_line"]

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
    formula : what is counted over what, which rows are left out, and any threshold with its figure, in the names of the client's
    lists and columns, so that it can be recounted from them.
    """

    id: EntryId
    seed: list[Seed]
    step: Place
    name: Text
    unit: Literal["share", "count", "hours", "days", "score", "months", "ratio", "points"]
    says: Text
    formula: Text


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


class View(_Entry):
    """One thing of which two sources speak: an item, asked in interviews and in the survey, and a figure counted in the lists.

    section : where in the step's notebook it is told that they part. subject : what both speak of, in the plural. counted : a share
    in which more is better, or with `turned`, less. source : where it is counted, in words.
    """

    id: Annotated[str, Field(pattern=r"^views\.[a-z_]+$")]
    step: Step
    section: Annotated[str, Field(pattern=r"^[a-z_]+$")]
    subject: Text
    item: EntryId
    counted: EntryId
    turned: bool = False
    source: Text
    actions: Annotated[list[EntryId], Field(min_length=1)]


class Way(_Entry):
    """One way to the client's role that an action wants; a role of one of the `levels` that fits any of what is named.

    top : the role that everybody reports to. of : the role that owns the process, or chairs the meeting or the monthly or quarterly
    review, that the finding behind the action names. titles, functions : words to look for, see analysis.role_titles.
    bodies : words for a committee that leads as a whole: it is proposed, and none of its seats.
    """

    top: bool = False
    of: Literal["process", "meeting", "review"] | None = None
    titles: list[Text] = []
    functions: list[Text] = []
    bodies: list[Text] = []
    levels: Annotated[list[Level], Field(min_length=1)] = ["executive", "senior"]

    @model_validator(mode="after")
    def _looks_somewhere(self) -> Way:
        if sum((self.top, self.of is not None, bool(self.titles or self.functions), bool(self.bodies))) != 1:
            raise ValueError("a way is top, or of, or bodies, or titles and functions")
        return self


class Owner(_Entry):
    """Whom actions want: the words that say it where the client has no such role, and the ways to find the role, best first.

    never : words of titles that look right and are not, such as deputy and assistant. several : the words where the findings name
    several things of which each wants its own. named_by : where the owner is to be named, these actions come first if they are planned.
    """

    words: Text
    several: Text | None = None
    ways: Annotated[list[Way], Field(min_length=1)]
    never: list[Text] = []
    named_by: list[EntryId] = []


class Variant(_Entry):
    """Other words for an action where `when` holds, for a client that has not got what the action's own words take for granted."""

    when: Condition
    title: Text | None = None
    how: Text


class Action(_Entry):
    """Something that may be advised; never without a finding that leads to it.

    owner : the words of an entry of owners.yaml, or a title as it is. variants : the first that holds takes the place of title
    and how.
    """

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
    variants: list[Variant] = []


class LevelQuestion(_Entry):
    """The survey's question about the respondent's level, and the words for each answer."""

    question: Text
    options: dict[Level, Text]


class FunctionQuestion(_Entry):
    """The survey's question about the respondent's part of the organisation; answered in the respondent's words."""

    question: Text
    help: Text


class Topic(_Entry):
    """A group of statements in plain words. items : asked in the short form, in this order. more : in the full form as well."""

    title: Text
    note: str = ""
    items: list[EntryId] = []
    more: list[EntryId] = []


class SurveyForm(_Entry):
    """The survey for a wide audience: its words, and which statements it asks in which order.

    introduction and how may hold {minutes}, {na} and {unknown}. further : the topic of statements that stand in no other.
    """

    title: Text
    introduction: list[Text]
    how: Text
    scale: Annotated[list[Text], Field(min_length=5, max_length=5)]
    na: Text
    unknown: Text
    level: LevelQuestion
    function: FunctionQuestion
    topics: Annotated[list[Topic], Field(min_length=1)]
    further: Text
    statements_per_minute: Annotated[int, Field(ge=1)]
    comment: Text
    closing: Text


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
    survey: SurveyForm
    owners: Mapping[str, Owner] = {}
    views: Mapping[str, View] = {}
