"""A survey's export without a mapping: columns whose heading is a statement of the method, or the id of an item, say themselves what they are.

So the workbook that `assessment-kit new` writes comes back as it is, and so does the export of any survey tool into which the
statements were copied: a number or the words of the whole question may stand before a statement (``12. I trust …``,
``How far do you agree? [I trust …]``). Reversed statements come in as they were answered; the analyses turn them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from assessment_kit.engagement.settings import LEVELS
from assessment_kit.engagement.sheets import Sheet
from assessment_kit.engagement.suggestions import nearest, normal, shorten
from assessment_kit.engagement.survey_mapping import AGREE, Mapped, Question, Scale, label
from assessment_kit.engagement.yaml_files import Document
from assessment_kit.errors import Problem
from assessment_kit.method import load_method
from assessment_kit.method.model import Item, SurveyForm
from assessment_kit.words import humanise

RESPONDENT = "Respondent"
_NAMES = {
    "respondent": (RESPONDENT, "respondent id", "response id", "id"),
    "level": ("level", "position", "your level", "your position"),
    "function": ("function", "department", "your function", "your department"),
}
_TOP_ROWS = 3
"""Qualtrics has three rows of headings, SurveyMonkey two."""
_LEAST_LETTERS = 12
"""A statement shorter than this must be the whole heading: a few letters end many of them."""


class Form:
    """What the columns of a survey may be: the statements of the method, and the questions about the respondent.

    Parameters
    ----------
    items : the method's items by id; their ids alone, where the statements are not known; None for the shipped method.
    """

    def __init__(self, items: Collection[str] | None) -> None:
        method = load_method()
        known = method.items if items is None else items
        self.words: SurveyForm = method.survey
        self.statements: dict[str, str] = {
            item.statement.text: name
            for name, item in (known.items() if isinstance(known, Mapping) else ())
            if isinstance(item, Item) and item.statement is not None
        }
        self._exact = {normal(name): name for name in known} | {normal(t): n for t, n in self.statements.items()}
        self._endings = sorted(
            ((normal(t), n) for t, n in self.statements.items() if len(normal(t)) >= _LEAST_LETTERS),
            key=lambda pair: -len(pair[0]),  # of two that fit the longer one is meant
        )
        asked = {"level": self.words.level.question, "function": self.words.function.question}
        self._people = {
            normal(name): key
            for key, names in _NAMES.items()
            for name in (*names, *([asked[key]] if key in asked else []))
        }

    def meaning(self, heading: str) -> str | None:
        """The item, or ``level``, ``function``, ``respondent`` or ``comment``, that a heading names; None where it is none of them."""
        words = normal(heading)
        if not words:
            return None
        found = self._exact.get(words) or next((n for text, n in self._endings if words.endswith(text)), None)
        return found or self._people.get(words) or ("comment" if words.endswith(normal(self.words.comment)) else None)

    @property
    def scale(self) -> Scale:
        """The label of each answer, and what it is worth."""
        words = {label(word): float(score) for score, word in enumerate(self.words.scale, start=1)}
        signs = {"–": "na", "-": "na", "?": "unknown"}  # as the questionnaire heads the two answers that are no score
        return {**AGREE, **signs, **words, label(self.words.na): "na", label(self.words.unknown): "unknown"}

    @property
    def levels(self) -> Mapping[str, str]:
        options = self.words.level.options
        return {label(humanise(name)): name for name in LEVELS} | {
            label(words): name for name, words in options.items()
        }


def heading_rows(sheet: Sheet, form: Form) -> list[list[str]]:
    """The rows of headings: down to the last of the first three that names something; empty where none names a statement."""
    top = [cells for _, cells in sheet.rows[:_TOP_ROWS]]
    meanings = [{form.meaning(cell) for cell in row} - {None} for row in top]
    if not any(found - {*_NAMES, "comment"} for found in meanings):
        return []
    last = max(n for n, row in enumerate(top) if meanings[n] or any(cell.startswith('{"ImportId"') for cell in row))
    return top[: last + 1]


def map_itself(sheet: Sheet, form: Form, problems: list[Problem]) -> Mapped | None:
    """The mapping that the headings tell; None where no heading is a statement or an item."""
    rows = heading_rows(sheet, form)
    if not rows:
        return None
    people: dict[str, Question] = {}
    items: dict[str, Question] = {}
    comments: list[Question] = []
    scale, levels = form.scale, form.levels
    for place, told in enumerate(_columns(rows)):
        heading, meaning = _meant(told, form)
        labels = levels if meaning == "level" else None if meaning in {*_NAMES, "comment"} else scale
        question = Question((), heading, labels, place)
        if meaning == "comment":
            comments.append(question)
        elif meaning is None:
            problems += _stray(sheet, len(rows), place, told, form)
        elif meaning in people or meaning in items:
            rule = "two columns hold the same; the first was used"
            problems.append(
                Problem(sheet.file, rule, "Keep only one of the two.", sheet.rows[len(rows) - 1][0], shorten(heading), left_out="the second column")
            )  # fmt: skip
        else:
            (people if meaning in _NAMES else items)[meaning] = question
    return Mapped(
        document=Document(sheet.file), path=(), file=sheet.file, header_rows=len(rows), skip_rows=0, date_format=None,
        people=people, items=items, comments=tuple(comments), by_heading=True,
    )  # fmt: skip


def _columns(rows: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    """The headings of each column, from the top."""
    for place in range(max(len(row) for row in rows)):
        yield [row[place].strip() for row in rows if place < len(row) and row[place].strip()]


def _meant(told: Sequence[str], form: Form) -> tuple[str, str | None]:
    """What a column is, and its heading for people: the topmost that names something says it, since ids stand above wordings."""
    meaning = next((found for heading in told if (found := form.meaning(heading)) is not None), None)
    return (told[-1] if told else ""), meaning


def _stray(sheet: Sheet, below: int, place: int, told: Sequence[str], form: Form) -> Iterator[Problem]:
    """A column that nobody reads although it looks like a statement, by its heading or by its answers."""
    heading = told[-1] if told else ""
    near = nearest(heading, form.statements, least=85)
    answers = {label(cells[place]) for _, cells in sheet.rows[below:] if place < len(cells) and cells[place].strip()}
    in_words = {word for word in form.scale if not word.isdecimal()}
    if near is not None:
        cure = f'Did you mean "{near}"? Write the statement as it stands in the form.'
    elif answers and answers <= in_words:
        cure = "Write the statement as it stands in the form, or name the column in survey/mapping.yaml."
    else:
        return
    rule = "the column holds answers, and its heading is no statement of the method"
    yield Problem(sheet.file, rule, cure, sheet.rows[below - 1][0], shorten(heading) or None, left_out="the column")


def is_blank(sheet: Sheet, form: Form) -> bool:
    """True for a form that nobody has filled in yet: its headings are there, and no answer below them."""
    if len(sheet.rows) > _TOP_ROWS:
        return False
    rows = heading_rows(sheet, form)
    return bool(rows) and len(sheet.rows) == len(rows)
