"""The columns of one survey export: each distinct text is read once, whatever the number of respondents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import pandas as pd

from assessment_kit import words
from assessment_kit.engagement.cells import CellError, parse_choice, tidy
from assessment_kit.engagement.interviews import STATUSES
from assessment_kit.engagement.settings import LEVELS
from assessment_kit.engagement.suggestions import shorten
from assessment_kit.engagement.survey_mapping import Headings, Mapped, Question, label
from assessment_kit.errors import Problem

CATEGORIES = pd.Index(STATUSES)
NOT_ASKED = STATUSES.index("not_asked")
Texts: TypeAlias = tuple[np.ndarray, list[str]]  # codes, and the distinct texts that they stand for


class Columns:
    """The columns of one export, each read once per distinct text."""

    def __init__(
        self, mapped: Mapped, file: str, headings: Headings, rows: list[list[str]], problems: list[Problem]
    ) -> None:
        self.mapped, self.file, self.headings, self.rows, self.problems = mapped, file, headings, rows, problems

    def texts(self, question: Question) -> Texts | None:
        """A column's texts; None, and a problem, where there is no such column."""
        try:
            place = self.headings.find(question)
        except CellError as fault:
            self.problems.append(
                self.mapped.document.problem(question.path, fault.rule, fault.cure, question.column, "the column")
            )
            return None
        cells = np.array([row[place] if place < len(row) else "" for row in self.rows], dtype=object)
        codes, distinct = pd.factorize(cells)
        tidied, texts = pd.factorize(np.array([tidy(text) for text in distinct], dtype=object))  # "5 " and "5" are one
        return tidied[codes], list(texts)

    def first_of_each(self) -> list[int]:
        """Positions of the rows to keep: of several with one respondent id, the first."""
        question = self.mapped.people.get("respondent")
        found = self.texts(question) if question else None
        if found is None or question is None:
            return list(range(len(self.rows)))
        codes, distinct = found
        blank = np.array([not text for text in distinct], dtype=bool)
        repeated = pd.Series(codes).duplicated().to_numpy() & ~blank[codes] if len(codes) else np.zeros(0, dtype=bool)
        if repeated.any():
            rule = f"{words.plural(int(repeated.sum()), 'row')} with an id that stood above already"
            cure = (
                "Take them away, or give each respondent an id of their own."
                if self.mapped.by_heading
                else "Take them away, or leave respondent out of the mapping if this is no id of a person."
            )
            self.problems.append(
                Problem(self.file, rule, cure, None, shorten(question.column), left_out="the later rows")
            )
        return [int(i) for i in np.flatnonzero(~repeated)]

    def named(self, key: str) -> pd.Series:
        """Level or function, by the mapping's values where it has them."""
        question = self.mapped.people.get(key)
        found = self.texts(question) if question else None
        if found is None or question is None:
            return pd.Series([None] * len(self.rows), dtype="str")
        codes, distinct = found
        values = [self._name(key, question, text) if text else None for text in distinct]
        missed = [n for n, (text, value) in enumerate(zip(distinct, values, strict=True)) if text and value is None]
        levels = words.listing([words.humanise(n) for n in LEVELS], most=9, conjunction="or") if key == "level" else ""
        cure = f"Write {levels}." if self.mapped.by_heading else f"Add it under values{levels and f', as {levels}'}."
        self._unknown(question, codes, distinct, missed, cure)
        return pd.Series(np.array([*values, None], dtype=object)[codes], dtype="str")

    def _name(self, key: str, question: Question, text: str) -> str | None:
        given = text if question.meanings is None else question.meanings.get(label(text))
        if key != "level" or given is None:
            return None if given is None else str(given)
        try:
            return parse_choice(str(given), LEVELS)
        except CellError:
            return None

    def scored(self, question: Question) -> tuple[np.ndarray, pd.Categorical[str]] | None:
        """Scores and status of one item."""
        found = self.texts(question)
        if found is None:
            return None
        codes, distinct = found
        scale = question.meanings or {}
        scores = np.full(len(distinct) + 1, np.nan, dtype="float32")
        status = np.full(len(distinct) + 1, NOT_ASKED, dtype="int8")
        missed = []
        for n, text in enumerate(distinct):
            meaning = scale.get(label(text), None if text else "not_asked")
            if meaning is None:
                missed.append(n)
            elif isinstance(meaning, str):
                status[n] = STATUSES.index(meaning)
            else:
                scores[n], status[n] = meaning, STATUSES.index("answered")
        cure = (
            'Write 1 to 5, or the words of the form, such as "agree".'
            if self.mapped.by_heading
            else "Add it to the scale, or check the column."
        )
        self._unknown(question, codes, distinct, missed, cure)
        return scores[codes], pd.Categorical.from_codes(status[codes], categories=CATEGORIES)

    def _unknown(
        self, question: Question, codes: np.ndarray, distinct: Sequence[str], missed: Sequence[int], cure: str
    ) -> None:
        """One problem per label that is not known, with the number of its cells; the first ten, then how many more."""
        unknown = "none of the answers of the form" if self.mapped.by_heading else "not in the mapping"
        times = np.bincount(codes, minlength=len(distinct))
        for n in missed[:10]:
            rule = f'"{shorten(distinct[n])}" in {words.plural(int(times[n]), "cell")} is {unknown}'
            left_out = words.plural(int(times[n]), "cell")
            self.problems.append(
                Problem(self.file, rule, cure, None, shorten(question.column), shorten(distinct[n]), left_out)
            )
        if len(missed) > 10:
            cells = words.plural(int(times[list(missed[10:])].sum()), "cell")
            rule = f"{words.number(len(missed) - 10)} more labels in {cells} are {unknown}"
            self.problems.append(
                Problem(
                    self.file, rule, "Check the column and its scale.", None, shorten(question.column), left_out=cells
                )
            )

    def days(self, key: str) -> pd.Series:
        """Started or finished, as timestamps without time zone."""
        question = self.mapped.people.get(key)
        found = self.texts(question) if question else None
        if found is None or question is None:
            return pd.Series(pd.NaT, index=range(len(self.rows)), dtype="datetime64[ns]")
        codes, distinct = found
        given = self.mapped.date_format
        try:
            read = pd.to_datetime(
                pd.Series(distinct, dtype="str"), format=given or "ISO8601", errors="coerce", utc=True
            )
        except ValueError:  # a format that is none
            read = pd.Series(pd.NaT, index=range(len(distinct)), dtype="datetime64[ns, UTC]")
        read = read.where(read.dt.year.between(1900, 2200))  # a year 9999 is a slip, and more than a timestamp holds
        missed = [n for n, text in enumerate(distinct) if text and pd.isna(read.iloc[n])]
        if missed:
            cells = words.plural(int(np.isin(codes, missed).sum()), "cell")
            rule = (
                f'"{shorten(distinct[missed[0]])}" and so on: {cells} cannot be read as a time'
                if len(missed) > 1
                else f'"{shorten(distinct[missed[0]])}" cannot be read as a time'
            )
            cure = (
                "Check date_format in the mapping."
                if given
                else 'Add date_format to the mapping, such as "%m/%d/%Y %H:%M".'
            )
            self.problems.append(Problem(self.file, rule, cure, None, shorten(question.column), left_out=cells))
        days = read.dt.tz_localize(None).astype("datetime64[ns]")
        return pd.Series(days.to_numpy()[codes] if len(days) else [], index=range(len(codes)), dtype="datetime64[ns]")

    def comments(self) -> pd.DataFrame:
        """Respondent (as a position for now), column, text; blanks left out."""
        frames = []
        for question in self.mapped.comments:
            found = self.texts(question)
            if found is not None:
                codes, distinct = found
                texts = np.array([*distinct, ""], dtype=object)[codes]
                said = np.flatnonzero(texts != "")
                heading = self.headings.shown[self.headings.find(question)]
                frames.append(pd.DataFrame({"respondent": said, "column": heading, "text": texts[said]}))
        return (
            pd.concat(frames, ignore_index=True)
            if frames
            else pd.DataFrame({"respondent": [], "column": [], "text": []})
        )
