"""survey/mapping.yaml: which column of a survey's export is what, and how its labels become scores.

::

    file: "pulse.csv"              # beside the mapping; may be left out where there is one csv (or xlsx) only
    header_rows: 2                 # 1 to 3; SurveyMonkey has two, Qualtrics three
    skip_rows: 0                   # rows above the headings
    respondent: "Respondent ID"    # respondent, level, function, started and finished may all be left out
    level:
      column: "What is your position?"
      values: {"Board": "executive", "Team leader": "front_line"}    # label to executive, senior, middle, front_line
    function: "Department"         # a column alone where its values are taken as they are
    started: "Start Date"
    finished: "End Date"
    date_format: "%m/%d/%Y %I:%M:%S %p"    # where the days are not written as 2026-03-31
    scales:                        # a label becomes a score from 1 to 5, or na, unknown, not_asked; a blank is not_asked
      challenge: {"1: not challenging at all": 5, "2": 4, "3": 3, "4": 2, "5: the most challenging part": 1, "n/a": "na"}
    items:
      roles.clear: "Q7"            # a column alone is scored by the scale "agree"
      architecture.map_used: {column: "Please rate … | Finding the right group", scale: "challenge"}
      practices.too_many: {column: "Q9", reversed: yes}    # asked the other way round than the item's statement
    comments: ["What else should we know?"]

The scale ``agree`` is there without being named, and can be given anew: 1 to 5, from strongly disagree to strongly agree.

An item's statement may name a trouble: `statement: {text: "…", reversed: true}` in the method, or in a client's own items. Then it
is better to disagree, and the report says so. `reversed` in the mapping is another matter: the survey asked "We know whose task it
is" where the item's statement says the opposite, so its scores are turned before anything else.

A column is named by its heading, by its number from 1, or, with several heading rows, by ``upper | lower``, by the lower
heading alone where it stands once, or by the upper one alone where it has one column. A blank upper heading carries on
from its left, as SurveyMonkey means it. A file may also hold a list of such mappings, one per export or wave. An entry that names
a file and nothing else takes that file by its headings, as if there were no mapping.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from assessment_kit.engagement.cells import CellError, parse_number, parse_yes_no
from assessment_kit.engagement.entries import as_mapping, checked, strange_entries, text_of
from assessment_kit.engagement.interviews import STATUSES
from assessment_kit.engagement.suggestions import did_you_mean, nearest, shorten
from assessment_kit.engagement.yaml_files import Document, Path
from assessment_kit.errors import Problem

PEOPLE = ("respondent", "level", "function", "started", "finished")
_TOP = ("file", "header_rows", "skip_rows", *PEOPLE, "date_format", "scales", "items", "comments")
Scale = Mapping[str, float | str]
_DISAGREE_TO_AGREE = (
    ("strongly disagree", "disagree strongly", "completely disagree"),
    ("disagree", "tend to disagree", "somewhat disagree"),
    ("neither agree nor disagree", "neutral", "neither", "undecided"),
    ("agree", "tend to agree", "somewhat agree"),
    ("strongly agree", "agree strongly", "completely agree"),
)


@lru_cache(maxsize=4096)
def label(text: str) -> str:
    """A label as it is compared: one case, one space, straight quotation marks."""
    return " ".join(text.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"').casefold().split())


AGREE: Scale = {
    **{
        form: float(s)
        for s, names in enumerate(_DISAGREE_TO_AGREE, 1)
        for n in names
        for form in (n, f"{s}: {n}", f"{s} - {n}", f"{s} {n}")
    },
    **{str(s): float(s) for s in range(1, 6)},
    **dict.fromkeys(("n/a", "na", "not applicable", "does not apply"), "na"),
    **dict.fromkeys(
        ("don't know", "do not know", "i don't know", "cannot say", "can't say", "unknown", "unsure", "not sure"),
        "unknown",
    ),
}


@dataclass(frozen=True)
class Question:
    """A column that is read: how it is named, how its labels are turned (None: taken as they are), its place where that is known."""

    path: Path
    column: str
    meanings: Mapping[str, float | str] | None = None
    place: int | None = None


@dataclass(frozen=True)
class Mapped:
    """One export's mapping. people and items : what → its column.

    by_heading : its own headings map it, see survey_by_heading. only_file : it names a file and nothing else, so that they shall.
    """

    document: Document
    path: Path
    file: str | None
    header_rows: int
    skip_rows: int
    date_format: str | None
    people: Mapping[str, Question]
    items: Mapping[str, Question]
    comments: Sequence[Question] = field(default_factory=tuple)
    by_heading: bool = False
    only_file: bool = False


def read_mappings(document: Document, items: Collection[str] | None, problems: list[Problem]) -> list[Mapped]:
    """The mappings of a file, one or a list of them."""
    content = document.content
    entries: list[tuple[Path, object]] = (
        [((n,), e) for n, e in enumerate(content)] if isinstance(content, list) else [((), content)]
    )
    return [
        mapped for path, entry in entries if (mapped := _mapped(document, path, entry, items, problems)) is not None
    ]


def _mapped(
    document: Document, path: Path, entry: object, items: Collection[str] | None, problems: list[Problem]
) -> Mapped | None:
    content = as_mapping(document, path, entry, problems, "the survey")
    if not content:
        return None
    strange_entries(document, path, content, _TOP, problems)
    scales = _scales(document, (*path, "scales"), content.get("scales"), problems)
    only_file = set(content) == {"file"}
    asked = {} if only_file else _items(document, (*path, "items"), content.get("items"), scales, items, problems)
    comments = content.get("comments") or []
    listed = comments if isinstance(comments, list) else [comments]
    people = {key: _question(document, (*path, key), content.get(key), problems) for key in PEOPLE}
    return Mapped(
        document=document, path=path, file=text_of(content.get("file")),
        header_rows=_whole(document, (*path, "header_rows"), content.get("header_rows"), 1, 3, 1, problems),
        skip_rows=_whole(document, (*path, "skip_rows"), content.get("skip_rows"), 0, 1000, 0, problems),
        date_format=text_of(content.get("date_format")),
        people={key: question for key, question in people.items() if question is not None}, items=asked,
        comments=tuple(Question((*path, "comments", n), c) for n, c in enumerate(listed) if isinstance(c, str) and c),
        only_file=only_file,
    )  # fmt: skip


def _whole(
    document: Document, path: Path, value: object, least: int, most: int, default: int, problems: list[Problem]
) -> int:
    def read(text: str) -> int:
        number = parse_number(text)
        if not number.is_integer() or not least <= number <= most:
            raise CellError(f"{shorten(text)} is not a whole number from {least} to {most}", "Check the figure.")
        return int(number)

    found = checked(document, path, value, read, problems)
    return default if found is None else int(found)


def _scales(document: Document, path: Path, value: object, problems: list[Problem]) -> dict[str, Scale]:
    scales: dict[str, Scale] = {"agree": AGREE}
    for name, labels in as_mapping(document, path, value, problems, "the scales").items():
        inner = (*path, name)
        scale = {}
        for text, meaning in as_mapping(document, inner, labels, problems, "the scale").items():
            scored = checked(document, (*inner, text), meaning, _meaning, problems, "the label")
            if scored is not None:
                scale[label(text)] = scored
        scales[name] = scale
    return scales


def _meaning(text: str) -> float | str:
    if text in STATUSES[1:]:
        return text
    try:
        score = parse_number(text)
    except CellError:
        raise CellError(
            f'"{shorten(text)}" is neither a score nor na, unknown or not_asked',
            "Write a score from 1 to 5, or one of these words.",
        ) from None
    if not 1 <= score <= 5:
        raise CellError(f"{shorten(text)} is outside 1–5", "Write a score from 1 to 5.")
    return score


def _question(document: Document, path: Path, value: object, problems: list[Problem]) -> Question | None:
    """A column, alone or with the meaning of its values."""
    if value is None or isinstance(value, str):
        return Question(path, value) if value else None
    entries = as_mapping(document, path, value, problems, "the column")
    strange_entries(document, path, entries, ("column", "values"), problems)
    column = text_of(entries.get("column"))
    if column is None:
        problems.append(
            document.problem(path, "the entry names no column", "Add column: and its heading.", left_out="the column")
        )
        return None
    values = entries.get("values")
    if values is None:
        return Question(path, column)
    named = as_mapping(document, (*path, "values"), values, problems, "the values")
    return Question(path, column, {label(key): text for key, text in named.items() if isinstance(text, str)})


def _items(
    document: Document, path: Path, value: object, scales: Mapping[str, Scale], items: Collection[str] | None, problems: list[Problem]
) -> dict[str, Question]:  # fmt: skip
    asked: dict[str, Question] = {}
    entries = as_mapping(document, path, value, problems, "the items")
    for item, entry in entries.items():
        inner: Path = (*path, item)
        if items is not None and item not in items:
            cure = did_you_mean(item, items, "Take the id from the list of items.")
            problems.append(
                document.problem(inner, f'"{shorten(item)}" is not an item of the method', cure, item, "the column")
            )
            continue
        told: Mapping[str, Any] = (
            {"column": entry} if isinstance(entry, str) else as_mapping(document, inner, entry, problems, "the item")
        )
        strange_entries(document, inner, told, ("column", "scale", "reversed"), problems)
        column, scale = text_of(told.get("column")), text_of(told.get("scale")) or "agree"
        if column is None:
            problems.append(
                document.problem(inner, "the item names no column", "Add column: and its heading.", left_out="the item")
            )
        elif scale not in scales:
            cure = did_you_mean(scale, scales, "Add it under scales.")
            problems.append(
                document.problem((*inner, "scale"), f'there is no scale "{shorten(scale)}"', cure, scale, "the item")
            )
        else:
            turned = checked(document, (*inner, "reversed"), told.get("reversed"), parse_yes_no, problems)
            asked[item] = Question(inner, column, _turned(scales[scale]) if turned else scales[scale])
    if not entries:
        problems.append(
            document.problem(
                path, "the mapping names no items", "Add items:, each with its column.", left_out="the scores"
            )
        )
    return asked


def _turned(scale: Scale) -> Scale:
    """The scale from its other end: 1 becomes 5, and what is no score stays."""
    return {text: meaning if isinstance(meaning, str) else 6 - meaning for text, meaning in scale.items()}


class Headings:
    """The headings of an export, and the ways in which a column may be named."""

    def __init__(self, rows: Sequence[Sequence[str]]) -> None:
        width = max((len(row) for row in rows), default=0)
        levels = [_carried(row, width) if n < len(rows) - 1 else _padded(row, width) for n, row in enumerate(rows)]
        self.shown = [" | ".join(dict.fromkeys(part for part in parts if part)) for parts in zip(*levels, strict=True)]
        self._named: dict[str, list[int]] = {}
        for place, parts in enumerate(zip(*levels, strict=True)):
            for name in {label(self.shown[place]), *(label(part) for part in parts if part)}:
                self._named.setdefault(name, []).append(place)

    def find(self, question: Question) -> int:
        """The place of a column, from 0.

        Raises
        ------
        CellError : no column, or more than one, has this name.
        """
        if question.place is not None:
            return question.place
        wanted = " | ".join(label(part) for part in question.column.split(" | "))
        places = self._named.get(wanted, [])
        exact = [p for p in places if label(self.shown[p]) == wanted]
        if len(places) == 1 or len(exact) == 1:
            return places[0] if len(places) == 1 else exact[0]
        if not places and question.column.isdecimal() and 1 <= int(question.column) <= len(self.shown):
            return int(question.column) - 1
        name = f'"{shorten(question.column)}"'
        if places:
            raise CellError(
                f"{len(places)} columns have the heading {name}",
                f'Name it "upper | lower", or by its number, such as {places[0] + 1}.',
            )
        near = nearest(question.column, [heading for heading in self.shown if heading])
        cure = (
            f'Did you mean "{shorten(near)}"?'
            if near
            else "Copy the heading from the export, or give the column's number."
        )
        raise CellError(f"the export has no column {name}", cure)


def _padded(row: Sequence[str], width: int) -> list[str]:
    return [cell.strip() for cell in row] + [""] * (width - len(row))


def _carried(row: Sequence[str], width: int) -> list[str]:
    carried, last = [], ""
    for cell in _padded(row, width):
        last = cell or last
        carried.append(last)
    return carried
