"""What a client's folder holds once it is read: typed, checked, and not to be changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field

from assessment_kit.engagement.columns import empty_table
from assessment_kit.errors import Problem

ANSWER_COLUMNS = {
    "interview": "str",  # file name without .yaml
    "respondent": "str",  # id, never a name
    "level": "str",
    "function": "str",
    "item_id": "str",
    "score": "Float64",  # 1–5; NA unless status is answered
    "second_score": "Float64",
    "status": "str",  # answered | na | unknown | not_asked
    "quote": "str",
    "note": "str",
    "may_be_quoted": "boolean",
    "ref": "str",  # interviews/cfo#practices.agenda
}


class Preconditions(BaseModel):
    """What must be there before anything is changed (PM-40). None means: not on record."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    permission: str | None = None
    funding: str | None = None
    resources: str | None = None


class Population(BaseModel):
    """How many people could have answered, by level and by function."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    total: int | None = Field(default=None, ge=1)
    by_level: dict[str, int] = {}
    by_function: dict[str, int] = {}


Switch: TypeAlias = Literal["on", "off"]


class Sections(BaseModel):
    """Parts of the report that may be left out. The letters and page one are not among them: they are always there."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    architecture: Switch = "on"
    roles: Switch = "on"
    metrics: Switch = "on"
    practices: Switch = "on"
    statements: Switch = "on"
    next_interviews: Switch = "on"
    before_the_start: Switch = "on"
    plan: Switch = "on"
    small_print: Switch = "on"
    why_each_letter: Switch = "on"
    who_was_heard: Switch = "on"
    agreement: Switch = "on"
    register_of_figures: Switch = "on"
    faulty_entries: Switch = "on"


class ReportSettings(BaseModel):
    """What the report holds: the working edition everything, the board edition what a board reads."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    edition: Literal["working", "board"] = "working"
    sections: Sections = Sections()


class Settings(BaseModel):
    """engagement.yaml: who the client is and how the assessment is done."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    client: str = Field(min_length=1, max_length=200)
    short_name: str | None = None
    wave: str = "First wave"
    date: dt.date
    people: int | None = Field(default=None, ge=1)
    mode: Literal["full", "rapid"] = "full"
    minutes: int | None = Field(default=None, ge=10)
    return_date: dt.date | None = None
    scope: Literal["modest", "large"] = "large"
    context: Literal["stand_alone", "riding_on_project"] = "stand_alone"
    preconditions: Preconditions = Preconditions()
    population: Population = Population()
    minimum_group: int = Field(default=5, ge=2)
    method: str | None = None
    own_method: str | None = None
    lead: str | None = None
    brand: str | None = None
    language: Literal["en", "de"] = "en"
    report: ReportSettings = ReportSettings()

    @property
    def name(self) -> str:
        """How the report calls the client in running text."""
        return self.short_name or self.client


@dataclass(frozen=True, eq=False)
class Survey:
    """A survey in wide form, one row per respondent; the three frames share their index 0…n-1. The same only as itself.

    people : respondent (pseudonym), level and function (categories, or texts), started, finished; NA where the export has none.
    scores : one column per item_id, 1–5 in the direction of the scale as answered (reversed items are *not* turned here); NaN unless
        answered. Numbers, or categories of numbers, so that an answer takes a byte: take `analysis.scoring.survey_scores` to compute.
    status : one column per item_id, category answered | na | unknown | not_asked.
    comments : respondent, column, text.
    source : the export's file name; refs are ``survey:<item_id>``.
    """

    people: pd.DataFrame
    scores: pd.DataFrame
    status: pd.DataFrame
    comments: pd.DataFrame
    source: str = ""

    def __len__(self) -> int:
        return len(self.people)


@dataclass(frozen=True, eq=False)
class Engagement:
    """Everything that a client handed over, with the problems found on the way. The same only as itself, so that what is dear can be kept by it.

    tables : name → frame. Each frame has every column of tables.yaml in its order and type (text, id, ref, choice,
        frequency, period → str; number → Float64; integer → Int64; yes_no → boolean; refs, texts → tuple of str, empty
        where the cell is empty), plus `row`, the row as the client's spreadsheet counts it. Faulty rows are left out.
        A table that the client did not hand over is not in the mapping.
    answers : the interviews, one row per interview and item (ANSWER_COLUMNS).
    decisions : decisions.yaml as read; overrides and judgements of the consultant.
    digests : file → sha256, of every file that was read.
    sources : table → (first row, file) of each file that it was read from; see `place`.
    """

    folder: str
    settings: Settings
    tables: Mapping[str, pd.DataFrame]
    answers: pd.DataFrame
    survey: Survey | None = None
    decisions: Mapping[str, object] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    digests: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, tuple[tuple[int, str], ...]] = field(default_factory=dict)

    def place(self, table: str, row: int) -> str:
        """Where a row stands in the client's files: ``meetings.csv row 17``, or ``calendar.ics event 4``."""
        files = [source for source in self.sources.get(table, ()) if source[0] <= row]
        first, file = files[-1] if files else (1, table)
        return f"{file} event {row - first + 1}" if file.lower().endswith(".ics") else f"{file} row {row}"

    def has(self, *tables: str) -> bool:
        """True when each of these tables was handed over and has at least one good row."""
        return all(name in self.tables and len(self.tables[name]) > 0 for name in tables)

    def table(self, name: str) -> pd.DataFrame:
        """A copy of the table; with the right columns and no rows where the client handed none over."""
        found = self.tables.get(name)
        # pandas copies on write: whoever changes the copy changes nothing here
        return empty_table(name) if found is None else found.copy(deep=False)

    @property
    def interviews(self) -> int:
        """How many interviews have at least one answer."""
        return int(self.answers["interview"].nunique())
