"""survey/: the exports of a survey tool, scored by mapping.yaml (see survey_mapping), one row per respondent.

Respondents become p00001, p00002 … in the order of the files: no id of the survey tool goes any further. A label that the
scale does not know is told once, with the number of its cells, which count as not asked.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np
import pandas as pd

from assessment_kit import words
from assessment_kit.engagement.folder import SURVEY, Folder
from assessment_kit.engagement.model import Survey
from assessment_kit.engagement.sheets import Sheet, read_csv, read_workbook
from assessment_kit.engagement.suggestions import nearest, shorten
from assessment_kit.engagement.survey_columns import CATEGORIES, NOT_ASKED, Columns
from assessment_kit.engagement.survey_mapping import Headings, Mapped, read_mappings
from assessment_kit.engagement.yaml_files import read_yaml
from assessment_kit.errors import Problem

_EXPORTS = (".csv", ".tsv", ".xlsx")


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
    columns = Columns(mapped, sheet.file, headings, rows, problems)
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
    codes: Mapping[str, np.ndarray] = {item: np.full(len(people), NOT_ASKED, dtype="int8") for item in asked}
    comments = []
    for part, start in zip(parts, starts, strict=False):
        for item in (str(name) for name in part.scores):
            scores[item][start : start + len(part)] = part.scores[item].to_numpy()
            codes[item][start : start + len(part)] = part.status[item].cat.codes.to_numpy()
        comments.append(part.comments.assign(respondent=names[part.comments["respondent"].to_numpy(dtype=int) + start]))
    status = {item: pd.Categorical.from_codes(found, categories=CATEGORIES) for item, found in codes.items()}
    said = pd.concat(comments, ignore_index=True).astype("str")
    source = "; ".join(part.source for part in parts)
    return Survey(
        people, pd.DataFrame(scores, index=people.index), pd.DataFrame(status, index=people.index), said, source
    )
