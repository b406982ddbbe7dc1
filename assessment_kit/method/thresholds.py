"""The numeric rules of the method: how much evidence is enough, and from where on something is late, heavy, alike or urgent.

Values are data (templates/method/method.yaml, and a client's own method.yaml over it); here is what each may be. No rule has a
default in code, so that none can be forgotten in the data.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, model_validator

Phase: TypeAlias = Literal["now", "next", "later"]
Share: TypeAlias = Annotated[float, Field(gt=0, le=1)]
Rating: TypeAlias = Annotated[int, Field(ge=1, le=5)]
Count: TypeAlias = Annotated[int, Field(ge=1)]
Likeness: TypeAlias = Annotated[float, Field(ge=0, le=100)]
PerYear: TypeAlias = Annotated[float, Field(gt=0, le=366)]


class Limits(BaseModel):
    """A group of rules; strict, so that an unquoted word or a misspelt name is refused."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Range(Limits):
    """A threshold with the range in which it is still plausible."""

    value: float
    low: float
    high: float

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.low <= self.value <= self.high:
            raise ValueError("low, value and high must come in this order")
        return self


class Plausible(Limits):
    """How far the other rules of letters may be moved and still be plausible; the re-runs for firmness try it.

    weight_times : a source may count from so many times less to so many times more. rows, interviews, survey : the least number of
    observations of a source, give or take so many.
    """

    weight_times: Annotated[float, Field(ge=1)]
    rows: Annotated[int, Field(ge=0)]
    interviews: Annotated[int, Field(ge=0)]
    survey: Annotated[int, Field(ge=0)]


class Months(Limits):
    """First and last month of a phase, counted from the date of the assessment."""

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=1)]


class OpposedLimits(Limits):
    """When two metrics count as moving against each other.

    least_periods : so many periods in a row in common. false_share : so many of the pairs found may be chance, at most (Benjamini
    and Hochberg). least_strength : how far below 0 the correlation of their changes has to be.
    """

    least_periods: Annotated[int, Field(ge=4)]
    false_share: Annotated[float, Field(gt=0, lt=1)]
    least_strength: Annotated[float, Field(ge=0, le=1)]


class Rapid(Limits):
    """Rapid mode: how interviews are planned when time is short.

    minutes : the budget where the client's folder names none. setup_minutes : what each interview takes beside its questions.
    shortest_minutes : from so many minutes of questions on a level of management counts as heard. longest_minutes : of questions
    per interview, on the average of a level. more : people heard in addition about a facet whose letter is open, at most. return_days :
    when to come back for the rest, where no date is agreed. least_gain : what they must be expected to add to the letter's firmness.
    """

    minutes: Annotated[int, Field(ge=10)]
    setup_minutes: Annotated[float, Field(ge=0)]
    shortest_minutes: Annotated[float, Field(ge=1)]
    longest_minutes: Annotated[float, Field(ge=15)]
    more: Count
    least_gain: Share
    return_days: Annotated[int, Field(ge=1)]


class ProcessLimits(Limits):
    """Ratings of processes and of their steps, each 1 to 5.

    decisive_from : importance for revenue from which a process counts as key, where the client named none. urgent_from : importance and
    problem, both, from which a process wants an owner before the others. severe_from : problem from which a process hurts.
    complex_from : complexity from which a step is complex.
    """

    decisive_from: Rating
    urgent_from: Rating
    severe_from: Rating
    complex_from: Rating


class FlowLimits(Limits):
    """Information between processes. slow_days : late from so many days on. least_pieces : a process is judged by what it needs from
    so many pieces on.
    """

    slow_days: Annotated[float, Field(gt=0)]
    least_pieces: Count


class ManagingLimits(Limits):
    """The management processes. steering_times : times a year from which on something steers, rather than looks back."""

    steering_times: PerYear


class RoleLimits(Limits):
    """How much a role carries.

    overload_times : overloaded from so many times the median on; overload_from : but not below so many accountabilities.
    overload_roles : with fewer accountable roles there is no median worth the name. acting_from : so many of an owner's activities
    make a role the acting owner (managing the process does so alone).
    """

    overload_times: Annotated[float, Field(ge=1)]
    overload_from: Count
    overload_roles: Count
    acting_from: Count


class FigureLimits(Limits):
    """Metrics and their figures.

    late_share : a figure is late from this share of its own period on, and grace_days : only when it takes more days than these.
    headlines : so many figures stand for the rest where nobody said which matter most. trend_periods : a trend looks at so many of the last
    periods; trend_least : and needs so many. steady_share : a median step of less than this share of the usual level is no trend.
    missed_periods : from so many periods on, a target that was never met is told. passed_periods : a target asks for too little when each
    of so many periods before it was better.
    """

    late_share: Share
    grace_days: Annotated[float, Field(ge=0)]
    headlines: Count
    trend_periods: Annotated[int, Field(ge=3)]
    trend_least: Annotated[int, Field(ge=3)]
    steady_share: Annotated[float, Field(ge=0, lt=1)]
    missed_periods: Count
    passed_periods: Count


class TwinLimits(Limits):
    """Metrics under two names. names : likeness of the names, 0 to 100; words : and of the words that they do not share."""

    names: Likeness
    words: Likeness


class MeetingLimits(Limits):
    """The time that meetings take, and what is doubtful about them.

    working_hours : of one person in a year. heavy_share : too much of them in meetings. doubtful_to : worth at or below this rating of the
    members, 1 to 5. purposes_known : a kind of work counts as missing only where this share of the meetings say what they are for.
    executives_share : so many of the executives make a meeting one of all of them. daily_from … quarterly_from : times a year.
    """

    working_hours: Annotated[float, Field(gt=0, le=8784)]
    heavy_share: Share
    doubtful_to: Rating
    purposes_known: Share
    executives_share: Share
    daily_from: PerYear
    weekly_from: PerYear
    monthly_from: PerYear
    quarterly_from: PerYear

    @model_validator(mode="after")
    def _from_often_to_rare(self) -> Self:
        if not self.daily_from > self.weekly_from > self.monthly_from > self.quarterly_from:
            raise ValueError("daily_from, weekly_from, monthly_from and quarterly_from must fall in this order")
        return self


class OverlapLimits(Limits):
    """When two meetings do the same work.

    same_people : people in both over people in either; least_people : in both. same_topics : topics in both over those of the shorter
    agenda. topics_same_purpose, topics_other_purpose : so many topics in common, by whether the purpose is the same. topic_likeness :
    spellings of one topic, 0 to 100.
    """

    same_people: Share
    least_people: Count
    same_topics: Share
    topics_same_purpose: Count
    topics_other_purpose: Count
    topic_likeness: Likeness


class ProposalLimits(Limits):
    """The calendar that is proposed.

    process_minutes : for one process in one meeting; most_processes : in one meeting. functions_share : so many of a process's functions
    must sit in it. fewest_times, most_times : times a year of a meeting that can look at a process. new_minutes, new_times : length and
    times a year of a new one.
    """

    process_minutes: Annotated[float, Field(gt=0)]
    most_processes: Count
    functions_share: Share
    fewest_times: PerYear
    most_times: PerYear
    new_minutes: Annotated[float, Field(gt=0)]
    new_times: PerYear


class AnswerLimits(Limits):
    """What people say. skill_least : answers, of interviews and survey together, from which a skill is judged. gap_chance : of the
    statements that two levels see clearly differently, so many may be chance, at most. gap_alike : two shares are alike where even the
    ends of the interval of their difference lie within so much of each other.
    """

    skill_least: Count
    gap_chance: Annotated[float, Field(gt=0, lt=1)]
    gap_alike: Share


class ViewLimits(Limits):
    """From where on two sources part. gap : their shares lie at least so far apart. sure : and even the near end of the interval of the
    gap is at least this. chance : of the gaps told, so many may be chance, at most (Benjamini and Hochberg). most : findings in one
    chapter, the widest first. least_interviews : interviews from which they are compared.
    """

    gap: Share
    sure: Share
    chance: Annotated[float, Field(gt=0, lt=1)]
    most: Count
    least_interviews: Count


class ResponseLimits(Limits):
    """Who was heard. chance : of the groups, or statements, that are told to differ, so many may be chance, at most (Benjamini and
    Hochberg). effect : and the effect size is at least this (Cohen's h of shares, Hedges' g of means). least_third : the first
    third of those who answered and the last one are compared from so many people in each.
    """

    chance: Annotated[float, Field(gt=0, lt=1)]
    effect: Annotated[float, Field(ge=0)]
    least_third: Annotated[int, Field(ge=3)]


class CarelessLimits(Limits):
    """When an answered form looks as if nobody had read the statements.

    seconds : fewer per statement than this. same_share : the longest run of one answer is at least this share of the statements answered.
    least_spread : the standard deviation of all answers, in points of the scale, is below it. contradicted : of the pairs in
    opposites of which both were answered, at least this share is agreed with twice or disagreed with twice; least_pairs : answered pairs
    that it takes. least_statements : nobody is judged by fewer answers. signs : so many of these signs flag a form. difference : a
    figure is shown with and without these forms where they move it by more than this share.
    """

    seconds: Annotated[float, Field(gt=0)]
    same_share: Share
    least_spread: Annotated[float, Field(ge=0, le=2)]
    contradicted: Share
    least_pairs: Count
    least_statements: Annotated[int, Field(ge=2)]
    signs: Annotated[int, Field(ge=1, le=4)]
    difference: Share
    opposites: list[list[str]]


class Thresholds(Limits):
    """How much evidence is enough, and how much of it counts as yes. Data, not code.

    firm_least : rows and answers behind a facet from which its interval and the firmness of the letter are told; of fewer, re-runs
    that draw the same few again and again would look firmer than anybody can be.
    weak_score : at or below this score of 1 to 5 a skill falls short: nearer to the low anchor than to the middle one, or just between.
    """

    yes: Range
    minimum_rows: Count
    minimum_interviews: Count
    minimum_survey: Count
    inventory_weight: Annotated[float, Field(ge=0)]
    interview_weight: Annotated[float, Field(ge=0)]
    survey_weight: Annotated[float, Field(ge=0)]
    plausible: Plausible
    weak_score: Annotated[float, Field(ge=1, le=5)]
    firm: float
    fairly_firm: float
    firm_least: Count
    phases: dict[Phase, Months]
    days_per_effort_day: Count
    least_days: Count
    modest_actions: Count
    large_actions: Count
    resamples: Annotated[int, Field(ge=100)]
    seed: int
    rapid: Rapid
    processes: ProcessLimits
    flow: FlowLimits
    managing: ManagingLimits
    roles: RoleLimits
    figures: FigureLimits
    near_twins: TwinLimits
    opposed_metrics: OpposedLimits
    meetings: MeetingLimits
    overlaps: OverlapLimits
    proposal: ProposalLimits
    answers: AnswerLimits
    views: ViewLimits
    response: ResponseLimits
    careless: CarelessLimits
