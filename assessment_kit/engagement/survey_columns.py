"""The columns of one survey export: each distinct text is read once, whatever the number of respondents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pandas as pd

from assessment_kit import words
from assessment_kit.engagement.cells import CellError, parse_choice
from assessment_kit.engagement.interviews import STATUSES
from assessment_kit.engagement.settings import LEVELS
from assessment_kit.engagement.suggestions import nearest, shorten
from assessment_kit.engagement.survey_arrow import room
from assessment_kit.engagement.survey_cells import Cells, Texts, counted, look_up
from assessment_kit.engagement.survey_mapping import Headings, Mapped, Question, label
from assessment_kit.errors import Problem

_THREADS = 2
_MOST_SCORES = 100
"""Different scores that one scale may give."""
_UNKNOWN = 100
"""The status, on the way, of a cell whose label the scale does not know."""
CATEGORIES = pd.Index(STATUSES)
NOT_ASKED = STATUSES.index("not_asked")


class Columns:
    """The columns of one export, each read once per distinct text."""

    def __init__(self, mapped: Mapped, file: str, headings: Headings, cells: Cells, problems: list[Problem]) -> None:
        self.mapped, self.file, self.headings, self.cells, self.problems = mapped, file, headings, cells, problems

    def place(self, question: Question) -> int | None:
        """The place of a column; None, and a problem, where there is no such column."""
        try:
            return self.headings.find(question)
        except CellError as fault:
            self.problems.append(
                self.mapped.document.problem(question.path, fault.rule, fault.cure, question.column, "the column")
            )
            return None

    def texts(self, question: Question) -> Texts | None:
        """A column's texts; None, and a problem, where there is no such column."""
        place = self.place(question)
        return None if place is None else self.cells.texts(place)

    def first_of_each(self) -> None:
        """Leave out the later ones of several rows with one respondent id."""
        question = self.mapped.people.get("respondent")
        place = self.place(question) if question else None
        if place is None or question is None:
            return
        ids, blank = self.cells.identities(place)
        if (ids[1:] > ids[:-1]).all():  # ids mostly count up, and then none stands twice
            return
        repeated = pd.Series(ids).duplicated().to_numpy() & ~blank
        if not repeated.any():
            return
        rule = f"{words.plural(int(repeated.sum()), 'row')} with an id that stood above already"
        cure = (
            "Take them away, or give each respondent an id of their own."
            if self.mapped.by_heading
            else "Take them away, or leave respondent out of the mapping if this is no id of a person."
        )
        row = self.cells.row(int(np.argmax(repeated)))
        self.problems.append(Problem(self.file, rule, cure, row, shorten(question.column), left_out="the later rows"))
        self.cells = self.cells.kept(np.flatnonzero(~repeated))

    def named(self, key: str) -> pd.Series:
        """Level or function as categories, by the mapping's values where it has them."""
        question = self.mapped.people.get(key)
        found = self.texts(question) if question else None
        if found is None or question is None:
            return pd.Series(
                pd.Categorical.from_codes(np.full(len(self.cells), -1), categories=pd.Index([], dtype="str"))
            )
        codes, distinct = found
        values = [self._name(key, question, text) if text else None for text in distinct]
        missed = [n for n, (text, value) in enumerate(zip(distinct, values, strict=True)) if text and value is None]
        levels = words.listing([words.humanise(n) for n in LEVELS], most=9, conjunction="or") if key == "level" else ""
        cure = f"Write {levels}." if self.mapped.by_heading else f"Add it under values{levels and f', as {levels}'}."
        self._unknown(question, codes, distinct, missed, cure)
        known = list(dict.fromkeys(value for value in values if value is not None))
        place = np.array([-1 if value is None else known.index(value) for value in values], dtype=np.int32)
        own = np.empty(len(codes), dtype=np.int32)
        look_up(place, codes, own)
        return pd.Series(pd.Categorical.from_codes(own, categories=pd.Index(known, dtype="str"), validate=False))

    def _name(self, key: str, question: Question, text: str) -> str | None:
        given = text if question.meanings is None else question.meanings.get(label(text))
        if key != "level" or given is None:
            return None if given is None else str(given)
        try:
            return parse_choice(str(given), LEVELS)
        except CellError:
            return None

    def scored(self, questions: Mapping[str, Question]) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Scores, as categories of numbers, and status, a column per item; items without a column are left out."""
        places = {item: place for item, question in questions.items() if (place := self.place(question)) is not None}
        scores = room(len(places), len(self.cells), "int8")
        status = room(len(places), len(self.cells), "int8")

        def read(n: int, item: str) -> tuple[pd.Index, np.ndarray, list[str], list[int]]:
            return self._read(questions[item], places[item], scores[n], status[n])

        with ThreadPoolExecutor(_THREADS) as pool:  # numpy and Arrow let go of the interpreter while they compute
            found = list(pool.map(read, range(len(places)), places))
        cure = (
            'Write 1 to 5, or the words of the form, such as "agree".'
            if self.mapped.by_heading
            else "Add it to the scale, or check the column."
        )
        for item, (_, codes, distinct, missed) in zip(places, found, strict=True):
            self._unknown(questions[item], codes, distinct, missed, cure)
        index = range(len(self.cells))
        worth = [
            pd.Categorical.from_codes(own, told[0], validate=False) for own, told in zip(scores, found, strict=True)
        ]
        kinds = [pd.Categorical.from_codes(own, CATEGORIES, validate=False) for own in status]
        return (
            pd.DataFrame(dict(zip(places, worth, strict=True)), index=index, copy=False),
            pd.DataFrame(dict(zip(places, kinds, strict=True)), index=index, copy=False),
        )

    def _read(
        self, question: Question, place: int, scores: np.ndarray, status: np.ndarray
    ) -> tuple[pd.Index, np.ndarray, list[str], list[int]]:
        """Fill in codes of scores and of status of one column; returns the scores that the codes stand for, the column's codes and texts,
        and which of the texts the scale does not know.
        """
        codes, distinct = self.cells.texts(place)
        scale = question.meanings or {}
        worth = sorted({float(meaning) for meaning in scale.values() if not isinstance(meaning, str)})[:_MOST_SCORES]
        score_of = np.full(len(distinct), -1, dtype="int8")
        status_of = np.full(len(distinct), _UNKNOWN, dtype="int8")
        missed, blank = [], scale.get("", "not_asked")
        for n, text in enumerate(distinct):
            meaning = scale.get(label(text)) if text else blank
            if isinstance(meaning, str):
                status_of[n] = STATUSES.index(meaning)
            elif meaning in worth:
                score_of[n], status_of[n] = worth.index(float(meaning)), STATUSES.index("answered")
            else:
                missed.append(n)
        look_up(score_of, codes, scores)
        look_up(status_of, codes, status)
        scored = pd.Index(worth, dtype="float64")
        if not len(status) or status.max() < _UNKNOWN:
            return scored, codes[:0], distinct, []
        status[status == _UNKNOWN] = NOT_ASKED
        return scored, codes, distinct, _first_come(codes, missed)

    def _unknown(
        self, question: Question, codes: np.ndarray, distinct: Sequence[str], missed: Sequence[int], cure: str
    ) -> None:
        """One problem per label that is not known, with the number of its cells; the first ten, then how many more."""
        unknown = "none of the answers of the form" if self.mapped.by_heading else "not in the mapping"
        missed = _first_come(codes, missed)
        if not missed:
            return
        times = counted(codes, len(distinct))
        known = [text for text in question.meanings or () if text]

        def nearer(text: str) -> str:
            near = nearest(text, known) if len(text) > 2 else None
            return cure if near is None else f'Did you mean "{words.sentence_case(near)}"? {cure}'

        for n in missed[:10]:
            rule = f'"{shorten(distinct[n])}" in {words.plural(int(times[n]), "cell")} is {unknown}'
            left_out = words.plural(int(times[n]), "cell")
            row = self.cells.row(int(np.argmax(codes == n)))
            self.problems.append(
                Problem(
                    self.file, rule, nearer(distinct[n]), row, shorten(question.column), shorten(distinct[n]), left_out
                )
            )
        if len(missed) > 10:
            cells = words.plural(int(times[list(missed[10:])].sum()), "cell")
            row = self.cells.row(int(np.argmax(codes == missed[10])))
            rule = f"{words.number(len(missed) - 10)} more labels in {cells} are {unknown}"
            self.problems.append(
                Problem(
                    self.file, rule, "Check the column and its scale.", row, shorten(question.column), left_out=cells
                )
            )

    def days(self, key: str) -> pd.Series:
        """Started or finished, as timestamps without time zone."""
        question = self.mapped.people.get(key)
        place = self.place(question) if question else None
        if place is None or question is None:
            return pd.Series(pd.NaT, index=range(len(self.cells)), dtype="datetime64[ns]")
        told = self.cells.times(place)
        if told is not None:
            return told
        codes, distinct = self.cells.texts(place)
        given = self.mapped.date_format
        try:
            read = pd.to_datetime(
                pd.Series(distinct, dtype="str"), format=given or "ISO8601", errors="coerce", utc=True
            )
        except ValueError:  # a format that is none
            read = pd.Series(pd.NaT, index=range(len(distinct)), dtype="datetime64[ns, UTC]")
        read = read.where(read.dt.year.between(1900, 2200))  # a year 9999 is a slip, and more than a timestamp holds
        faulty = [n for n, text in enumerate(distinct) if text and pd.isna(read.iloc[n])]
        missed = _first_come(codes, faulty)
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
            row = self.cells.row(int(np.argmax(np.isin(codes, missed))))
            self.problems.append(Problem(self.file, rule, cure, row, shorten(question.column), left_out=cells))
        days = read.dt.tz_localize(None).astype("datetime64[ns]")
        return pd.Series(days.to_numpy()[codes] if len(days) else [], index=range(len(codes)), dtype="datetime64[ns]")

    def comments(self) -> pd.DataFrame:
        """Respondent (as a position for now), column, text; blanks left out."""
        frames = []
        for question in self.mapped.comments:
            found = self.texts(question)
            if found is not None:
                codes, distinct = found
                texts = np.array([*distinct, ""], dtype=object)
                said = np.flatnonzero((texts != "")[codes])
                heading = self.headings.shown[self.headings.find(question)]
                frames.append(pd.DataFrame({"respondent": said, "column": heading, "text": texts[codes[said]]}))
        return (
            pd.concat(frames, ignore_index=True)
            if frames
            else pd.DataFrame({"respondent": [], "column": [], "text": []})
        )


def _first_come(codes: np.ndarray, wanted: Sequence[int]) -> list[int]:
    """Those of the codes that appear, in the order in which they first do."""
    if not len(codes) or not len(wanted):
        return []
    there = counted(codes, max(wanted) + 1)
    found = [code for code in wanted if there[code]]
    if len(found) > 64:  # one by one that would be slow
        distinct, first = np.unique(codes, return_index=True)
        place = dict(zip(distinct.tolist(), first.tolist(), strict=True))
    else:
        place = {code: int(np.argmax(codes == code)) for code in found}
    return sorted(found, key=place.__getitem__)
