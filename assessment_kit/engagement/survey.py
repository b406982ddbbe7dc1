"""survey/: the exports of a survey tool, one row per respondent, scored by mapping.yaml (see survey_mapping) or by their headings.

Respondents become p00001, p00002 … in the order of the files: no id of the survey tool goes any further. A label that the
scale does not know is told once, with the number of its cells, which count as not asked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np
import pandas as pd
import pyarrow as pa

from assessment_kit import words
from assessment_kit.engagement.folder import SURVEY, Folder
from assessment_kit.engagement.model import Survey
from assessment_kit.engagement.sheets import Sheet, read_workbook
from assessment_kit.engagement.suggestions import nearest, shorten
from assessment_kit.engagement.survey_arrow import ColumnSheet
from assessment_kit.engagement.survey_by_heading import Form, is_blank, map_itself
from assessment_kit.engagement.survey_cells import Rows
from assessment_kit.engagement.survey_columns import CATEGORIES, NOT_ASKED, Columns
from assessment_kit.engagement.survey_csv import read_export
from assessment_kit.engagement.survey_mapping import Headings, Mapped, read_mappings
from assessment_kit.engagement.survey_parquet import read_parquet
from assessment_kit.engagement.yaml_files import read_yaml
from assessment_kit.errors import Problem

_EXPORTS = (".csv", ".tsv", ".xlsx", ".parquet")


def read_survey(folder: Folder, items: Collection[str] | None, problems: list[Problem]) -> Survey | None:
    """All exports, one below the other, each as the mapping says or else as its own headings say; None where there is none."""
    exports = [name for name in folder.within(SURVEY) if name.casefold().endswith(_EXPORTS)]
    file = next((n for n in folder.within(SURVEY) if n.casefold() == f"{SURVEY}/mapping.yaml"), None)
    data = None if file is None else folder.contents(file, problems)
    document = None if file is None or data is None else read_yaml(data, file, problems)
    if (not exports and file is None) or (file is not None and document is None):
        return None
    if document is not None and not document.content:
        cure = "Name the file, its columns and its items."
        problems.append(Problem(document.file, "the mapping is empty", cure, left_out="the survey"))
        return None
    mappings = None if document is None else read_mappings(document, items, problems)
    form = Form(items)
    sheets = {name: sheet for name in exports if (sheet := _sheet(folder, name, problems)) is not None}
    filled = {name: sheet for name, sheet in sheets.items() if not is_blank(sheet, form)}
    blank = set(sheets) - set(filled)
    if mappings is None:
        return _together(
            [part for sheet in filled.values() if (part := _by_heading(sheet, form, problems)) is not None]
        )
    parts, used = _mapped(mappings, [name for name in exports if name not in blank], sheets, form, problems)
    for name in exports:
        if used and name not in used and name not in blank:
            cure = "Add it to the mapping, which may hold a list, or take it away."
            problems.append(Problem(name, "the mapping does not name this export", cure, left_out="the file"))
    return _together(parts)


def _mapped(
    mappings: Sequence[Mapped], exports: Sequence[str], sheets: Mapping[str, Sheet], form: Form, problems: list[Problem]
) -> tuple[list[Survey], set[str]]:
    """The exports that the mapping names, scored, and their names."""
    parts: list[Survey] = []
    used: set[str] = set()
    for mapped in mappings:
        name = _export(mapped, exports, problems)
        if name is not None and name in sheets:
            used.add(name)
            own = (
                _by_heading(sheets[name], form, problems) if mapped.only_file else _one(mapped, sheets[name], problems)
            )
            parts += [] if own is None else [own]
    return parts, used


def _by_heading(sheet: Sheet, form: Form, problems: list[Problem]) -> Survey | None:
    """An export whose headings say what its columns are; None, and a problem, where none of them is a statement."""
    mapped = map_itself(sheet, form, problems)
    if mapped is None:
        rule = "the export has no mapping, and no heading of it is a statement of the form"
        cure = "Write the statements or the ids of their items as headings, or add survey/mapping.yaml: which column is which item."
        problems.append(Problem(sheet.file.partition("#")[0], rule, cure, left_out="the survey"))
        return None
    return _one(mapped, sheet, problems)


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
    if name.casefold().endswith(".parquet"):
        return read_parquet(data, name, problems)
    return read_export(data, name, problems)


def _one(mapped: Mapped, sheet: Sheet, problems: list[Problem]) -> Survey:
    """One export, scored."""
    below = [(number, cells) for number, cells in sheet.rows if number > mapped.skip_rows]
    top, rows = below[: mapped.header_rows], below[mapped.header_rows :]
    cells = sheet.below(top[-1][0] if top else mapped.skip_rows) if isinstance(sheet, ColumnSheet) else Rows(rows)
    columns = Columns(mapped, sheet.file, Headings([cells for _, cells in top]), cells, problems)
    columns.first_of_each()
    level, function = columns.named("level"), columns.named("function")
    people = pd.DataFrame(
        {
            "level": level,
            "function": function,
            "started": columns.days("started"),
            "finished": columns.days("finished"),
        },
        index=range(len(columns.cells)),
        copy=False,
    )
    scores, status = columns.scored(mapped.items)
    return Survey(people, scores, status, columns.comments(), sheet.file)


def _together(parts: Sequence[Survey]) -> Survey | None:
    """The exports one below the other, respondents renamed."""
    if not any(len(part) for part in parts):
        return None
    whole = parts[0] if len(parts) == 1 else _stacked(parts)
    names = pseudonyms(len(whole))
    people = whole.people.copy(deep=False)
    people.insert(0, "respondent", names)
    places = whole.comments["respondent"].to_numpy(dtype=int)
    speakers: Sequence[str] = names.iloc[places].tolist() if len(places) else []
    said = whole.comments.assign(respondent=speakers).astype("str")
    return Survey(people, whole.scores, whole.status, said, whole.source)


def pseudonyms(count: int) -> pd.Series:
    """p00001, p00002 …, written digit by digit for all at once."""
    blocks, digits = [], _digits(range(1000), 3)
    for width in range(5, max(5, len(str(count))) + 1):
        first, last = 0 if width == 5 else 10 ** (width - 1), min(10**width - 1, count)
        for start in range(first, last + 1, 200_000):
            thousands = range(start // 1000, min(start + 199_999, last) // 1000 + 1)
            letters = np.full((len(thousands), 1000, width + 1), ord("p"), dtype=np.uint8)
            letters[:, :, 1:-3], letters[:, :, -3:] = _digits(thousands, width - 3)[:, None], digits
            own = letters.reshape(-1, width + 1)[max(1 - start, 0) : last - start + 1]
            ends = np.arange(0, own.size + 1, width + 1, dtype=np.int64)
            blocks.append(pa.LargeStringArray.from_buffers(len(own), pa.py_buffer(ends), pa.py_buffer(own)))
    return pd.Series(pd.array(pa.chunked_array(blocks), dtype="str"))


def _digits(numbers: Iterable[int], width: int) -> np.ndarray:
    """Each number as letters, numbers × width."""
    return np.array([f"{n:0{width}d}" for n in numbers], dtype=f"S{width}").view(np.uint8).reshape(-1, width)


def _stacked(parts: Sequence[Survey]) -> Survey:
    """The exports one below the other; the respondents of comments are positions."""
    people = pd.DataFrame(
        {
            name: _joined([part.people[name] for part in parts])
            if name in ("level", "function")
            else pd.concat([part.people[name] for part in parts], ignore_index=True)
            for name in parts[0].people
        }
    )
    asked = list(dict.fromkeys(str(item) for part in parts for item in part.scores))
    starts = np.cumsum([0, *(len(part) for part in parts)])
    scores: Mapping[str, np.ndarray] = {item: np.full(len(people), np.nan, dtype="float32") for item in asked}
    codes: Mapping[str, np.ndarray] = {item: np.full(len(people), NOT_ASKED, dtype="int8") for item in asked}
    comments = []
    for part, start in zip(parts, starts, strict=False):
        for item in (str(name) for name in part.scores):
            scores[item][start : start + len(part)] = part.scores[item].to_numpy(dtype="float32")
            codes[item][start : start + len(part)] = part.status[item].cat.codes.to_numpy()
        comments.append(part.comments.assign(respondent=part.comments["respondent"].to_numpy(dtype=int) + start))
    status = {item: pd.Categorical.from_codes(found, categories=CATEGORIES) for item, found in codes.items()}
    return Survey(
        people, pd.DataFrame(scores, index=people.index), pd.DataFrame(status, index=people.index),
        pd.concat(comments, ignore_index=True), "; ".join(part.source for part in parts),
    )  # fmt: skip


def _joined(columns: Sequence[pd.Series]) -> pd.Series:
    """Categories of several exports as those of one."""
    return pd.Series(
        pd.api.types.union_categoricals(
            [c.astype(pd.CategoricalDtype(pd.Index(c.cat.categories, dtype="str"))) for c in columns]
        )
    )
