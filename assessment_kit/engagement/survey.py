"""survey/: the exports of a survey tool, scored by mapping.yaml (see survey_mapping), one row per respondent.

Respondents become p00001, p00002 … in the order of the files: no id of the survey tool goes any further. A label that the
scale does not know is told once, with the number of its cells, which count as not asked.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TypeAlias

import numpy as np
import pandas as pd

from assessment_kit import words
from assessment_kit.engagement.cells import CellFault, parse_choice, tidy
from assessment_kit.engagement.folder import SURVEY, Folder
from assessment_kit.engagement.interviews import STATUSES
from assessment_kit.engagement.model import Survey
from assessment_kit.engagement.settings import LEVELS
from assessment_kit.engagement.sheets import Sheet, read_csv, read_workbook
from assessment_kit.engagement.suggestions import nearest, shorten
from assessment_kit.engagement.survey_mapping import Headings, Mapped, Question, label, read_mappings
from assessment_kit.engagement.yaml_files import read_yaml
from assessment_kit.errors import Problem

_EXPORTS = (".csv", ".tsv", ".xlsx")
_STATUSES = pd.Index(STATUSES)
_NOT_ASKED = STATUSES.index("not_asked")
_Texts: TypeAlias = tuple[np.ndarray, list[str]]  # codes, and the distinct texts that they stand for


def read_survey(folder: Folder, items: Collection[str] | None, problems: list[Problem]) -> Survey | None:
    """All exports that the mapping names, one below the other; None where there is none."""
    exports = [name for name in folder.within(SURVEY) if name.casefold().endswith(_EXPORTS)]
    file = next((n for n in folder.within(SURVEY) if n.casefold() == f"{SURVEY}/mapping.yaml"), None)
    if file is None:
        if exports:
            cure = "Add survey/mapping.yaml: which column is which item."
            problems.append(Problem(exports[0], "the export has no mapping", cure, left_out="the survey"))
        return None
    data = folder.contents(file, problems)
    document = None if data is None else read_yaml(data, file, problems)
    if document is None:
        return None
    if not document.content:
        problems.append(
            Problem(file, "the mapping is empty", "Name the file, its columns and its items.", left_out="the survey")
        )
        return None
    parts: list[Survey] = []
    used: set[str] = set()
    for mapped in read_mappings(document, items, problems):
        name = _export(mapped, exports, problems)
        sheet = None if name is None else _sheet(folder, name, problems)
        if name is not None and sheet is not None:
            used.add(name)
            parts.append(_one(mapped, sheet, problems))
    for name in exports:
        if used and name not in used:
            cure = "Add it to the mapping, which may hold a list, or take it away."
            problems.append(Problem(name, "the mapping does not name this export", cure, left_out="the file"))
    return _together(parts)


def _export(mapped: Mapped, exports: Sequence[str], problems: list[Problem]) -> str | None:
    """The file that a mapping names; the only one where it names none."""
    path = (*mapped.path, "file")
    if mapped.file is None and len(exports) == 1:
        return exports[0]
    found = next(
        (name for name in exports if mapped.file and name.partition("/")[2].casefold() == mapped.file.casefold()), None
    )
    if found is None:
        names = [name.partition("/")[2] for name in exports]
        near = nearest(mapped.file or "", names)
        there = f"Name one of: {words.listing(names, most=5)}." if names else "Put the export beside the mapping."
        cure = f'Did you mean "{near}"?' if near else there
        rule = (
            f'there is no file "{shorten(mapped.file)}" in the folder survey'
            if mapped.file
            else "the mapping does not say which file it is for"
        )
        problems.append(mapped.document.problem(path, rule, cure, mapped.file, "the survey"))
    return found


def _sheet(folder: Folder, name: str, problems: list[Problem]) -> Sheet | None:
    data = folder.contents(name, problems)
    if data is None:
        return None
    if name.casefold().endswith(".xlsx"):
        sheets = read_workbook(data, name, problems)
        return sheets[0] if sheets else None
    return read_csv(data, name, problems)


def _one(mapped: Mapped, sheet: Sheet, problems: list[Problem]) -> Survey:
    """One export, scored."""
    below = [(number, cells) for number, cells in sheet.rows if number > mapped.skip_rows]
    top, rows = below[: mapped.header_rows], [cells for _, cells in below[mapped.header_rows :]]
    headings = Headings([cells for _, cells in top])
    columns = _Columns(mapped, sheet.file, headings, rows, problems)
    keep = columns.first_of_each()
    columns.rows = [rows[i] for i in keep] if len(keep) < len(rows) else rows
    level, function = columns.named("level"), columns.named("function")
    people = pd.DataFrame(
        {
            "level": level,
            "function": function,
            "started": columns.days("started"),
            "finished": columns.days("finished"),
        },
        index=range(len(columns.rows)),
    )
    scored = {item: columns.scored(question) for item, question in mapped.items.items()}
    scores = pd.DataFrame({item: pair[0] for item, pair in scored.items() if pair}, index=people.index)
    status = pd.DataFrame({item: pair[1] for item, pair in scored.items() if pair}, index=people.index)
    return Survey(people, scores, status, columns.comments(), sheet.file)


class _Columns:
    """The columns of one export, each read once per distinct text."""

    def __init__(
        self, mapped: Mapped, file: str, headings: Headings, rows: list[list[str]], problems: list[Problem]
    ) -> None:
        self.mapped, self.file, self.headings, self.rows, self.problems = mapped, file, headings, rows, problems

    def texts(self, question: Question) -> _Texts | None:
        """A column's texts; None, and a problem, where there is no such column."""
        try:
            place = self.headings.find(question)
        except CellFault as fault:
            self.problems.append(
                self.mapped.document.problem(question.path, fault.rule, fault.cure, question.column, "the column")
            )
            return None
        cells = np.array([row[place] if place < len(row) else "" for row in self.rows], dtype=object)
        codes, distinct = pd.factorize(cells)
        return codes, [tidy(text) for text in distinct]

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
            cure = "Take them away, or leave respondent out of the mapping if this is no id of a person."
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
        allowed = "Add it under values" + (
            f", as {words.listing([words.humanise(n) for n in LEVELS], most=9, conjunction='or')}"
            if key == "level"
            else ""
        )
        self._unknown(question, codes, distinct, missed, f"{allowed}.")
        return pd.Series(np.array([*values, None], dtype=object)[codes], dtype="str")

    def _name(self, key: str, question: Question, text: str) -> str | None:
        given = text if question.meanings is None else question.meanings.get(label(text))
        if key != "level" or given is None:
            return None if given is None else str(given)
        try:
            return parse_choice(str(given), LEVELS)
        except CellFault:
            return None

    def scored(self, question: Question) -> tuple[np.ndarray, "pd.Categorical[str]"] | None:
        """Scores and status of one item."""
        found = self.texts(question)
        if found is None:
            return None
        codes, distinct = found
        scale = question.meanings or {}
        scores = np.full(len(distinct) + 1, np.nan, dtype="float32")
        status = np.full(len(distinct) + 1, _NOT_ASKED, dtype="int8")
        missed = []
        for n, text in enumerate(distinct):
            meaning = scale.get(label(text), None if text else "not_asked")
            if meaning is None:
                missed.append(n)
            elif isinstance(meaning, str):
                status[n] = STATUSES.index(meaning)
            else:
                scores[n], status[n] = meaning, STATUSES.index("answered")
        self._unknown(question, codes, distinct, missed, "Add it to the scale, or check the column.")
        return scores[codes], pd.Categorical.from_codes(status[codes], categories=_STATUSES)

    def _unknown(
        self, question: Question, codes: np.ndarray, distinct: Sequence[str], missed: Sequence[int], cure: str
    ) -> None:
        """One problem per label that is not known, with the number of its cells; the first ten, then how many more."""
        times = np.bincount(codes, minlength=len(distinct))
        for n in missed[:10]:
            rule = f'"{shorten(distinct[n])}" in {words.plural(int(times[n]), "cell")} is not in the mapping'
            left_out = words.plural(int(times[n]), "cell")
            self.problems.append(
                Problem(self.file, rule, cure, None, shorten(question.column), shorten(distinct[n]), left_out)
            )
        if len(missed) > 10:
            cells = words.plural(int(times[list(missed[10:])].sum()), "cell")
            rule = f"{words.number(len(missed) - 10)} more labels in {cells} are not in the mapping"
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


def _together(parts: Sequence[Survey]) -> Survey | None:
    """The exports one below the other, respondents renamed."""
    if not any(len(part) for part in parts):
        return None
    people = pd.concat([part.people for part in parts], ignore_index=True)
    names = np.array([f"p{n:05d}" for n in range(1, len(people) + 1)], dtype=object)
    people.insert(0, "respondent", pd.Series(names, dtype="str"))
    asked = list(dict.fromkeys(str(item) for part in parts for item in part.scores))
    starts = np.cumsum([0, *(len(part) for part in parts)])
    scores: Mapping[str, np.ndarray] = {item: np.full(len(people), np.nan, dtype="float32") for item in asked}
    codes: Mapping[str, np.ndarray] = {item: np.full(len(people), _NOT_ASKED, dtype="int8") for item in asked}
    comments = []
    for part, start in zip(parts, starts, strict=False):
        for item in (str(name) for name in part.scores):
            scores[item][start : start + len(part)] = part.scores[item].to_numpy()
            codes[item][start : start + len(part)] = part.status[item].cat.codes.to_numpy()
        comments.append(part.comments.assign(respondent=names[part.comments["respondent"].to_numpy(dtype=int) + start]))
    status = {item: pd.Categorical.from_codes(found, categories=_STATUSES) for item, found in codes.items()}
    said = pd.concat(comments, ignore_index=True).astype("str")
    source = "; ".join(part.source for part in parts)
    return Survey(
        people, pd.DataFrame(scores, index=people.index), pd.DataFrame(status, index=people.index), said, source
    )
