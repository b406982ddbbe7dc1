"""interviews/*.yaml: one interview, one file. Names of people are not needed, and are not read.

::

    who: {id: "cfo", level: "executive", function: "Finance"}
    when: "2026-09-14"
    by: "Lead consultant"
    answers:
      - {item_id: "practices.agenda", score: 2, second_score: 3, quote: "We mostly run out of time.", may_be_quoted: yes}
      - {item_id: "practices.minutes", status: "unknown", note: "New in the role."}

The interview guide in Word, filled in, is read as the same (see `interview_document`).

``status`` is answered where there is a score, else not_asked; na (does not apply), unknown and not_asked carry no score; later, the
interviewer's own mark to come back to it, reads as not asked. The words of the guide and of the form (does not know …) say the same.
A faulty score leaves the answer out: what was meant is not known, and a wrong score is worse than none.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import PurePosixPath
from typing import Any

import pandas as pd

from assessment_kit.engagement.cells import CellError, parse_choice, parse_date, parse_number, parse_yes_no
from assessment_kit.engagement.entries import as_mapping, checked, strange_entries, text_of
from assessment_kit.engagement.folder import INTERVIEWS, Folder
from assessment_kit.engagement.interview_document import read_document
from assessment_kit.engagement.model import ANSWER_COLUMNS
from assessment_kit.engagement.settings import LEVELS
from assessment_kit.engagement.suggestions import did_you_mean, shorten
from assessment_kit.engagement.yaml_files import Document, Path, read_yaml
from assessment_kit.errors import Problem

STATUSES = ("answered", "na", "unknown", "not_asked", "later")
SPOKEN = {
    "na": ("does not apply", "doesn't apply", "it does not apply", "not applicable", "n/a"),
    "unknown": ("does not know", "doesn't know", "the person does not know", "don't know", "do not know", "not known"),
    "not_asked": ("it was not asked", "was not asked"),
    "later": ("come back later", "come back to it later"),
}
"""What people write for a mark, in the words of the guide and of the form."""
_CODES = {text: code for code, texts in SPOKEN.items() for text in texts}
_TOP = ("who", "when", "by", "answers")
_WHO = ("id", "level", "function")
_ANSWER = ("item_id", "score", "second_score", "status", "quote", "note", "may_be_quoted")


def read_interviews(folder: Folder, items: Collection[str] | None, problems: list[Problem]) -> pd.DataFrame:
    """All answers, one row per interview and item (ANSWER_COLUMNS), interviews in the order of their file names."""
    rows: list[dict[str, object]] = []
    for name in _files(folder, problems):
        data = folder.contents(name, problems)
        read = read_document if name.casefold().endswith(".docx") else read_yaml
        document = None if data is None else read(data, name, problems)
        if document is not None:
            rows += _interview(document, items, problems)
    return pd.DataFrame(
        {
            name: pd.Series([row[name] for row in rows], dtype=dtype, index=range(len(rows)))
            for name, dtype in ANSWER_COLUMNS.items()
        }
    )


def _files(folder: Folder, problems: list[Problem]) -> list[str]:
    """The interviews, each once: where one stands in a YAML file and in a Word document, the YAML file wins."""
    names = folder.within(INTERVIEWS)
    typed = [name for name in names if name.casefold().endswith((".yaml", ".yml"))]
    stems = {PurePosixPath(name).stem.casefold(): name for name in typed}
    kept = []
    for name in names:
        other = stems.get(PurePosixPath(name).stem.casefold())
        in_word = name.casefold().endswith(".docx")
        if name in typed or (in_word and other is None):
            kept.append(name)
        elif in_word:
            rule = f"the interview stands in {other} as well, and that file wins"
            problems.append(Problem(name, rule, "Keep only one of the two.", left_out="the file"))
    return kept


def _interview(document: Document, items: Collection[str] | None, problems: list[Problem]) -> list[dict[str, object]]:
    if not isinstance(document.content, dict):
        cure = "Start it with who:, when:, by: and answers:."
        problems.append(document.problem((), "the file is not an interview", cure, left_out="the file"))
        return []
    content = document.content
    strange_entries(document, (), content, _TOP, problems)
    who = as_mapping(document, ("who",), content.get("who"), problems, "who was asked")
    strange_entries(document, ("who",), who, _WHO, problems)
    stem = PurePosixPath(document.file).stem
    common = {
        "interview": stem,
        "respondent": text_of(who.get("id")) or stem,
        "level": checked(document, ("who", "level"), who.get("level"), _level, problems),
        "function": text_of(who.get("function")),
    }
    checked(document, ("when",), content.get("when"), parse_date, problems)
    answers = content.get("answers")
    if not isinstance(answers, list) or not answers:
        cure = "Add answers:, and below it one entry per item."
        problems.append(
            document.problem(("answers",), "the interview holds no list of answers", cure, left_out="the interview")
        )
        return []
    rows: dict[str, dict[str, object]] = {}
    for position, answer in enumerate(answers):
        row = _answer(document, ("answers", position), answer, items, rows, problems)
        if row is not None:
            rows[row["item_id"]] = {**common, **row, "ref": f"{INTERVIEWS}/{stem}#{row['item_id']}"}
    return list(rows.values())


def _answer(
    document: Document, path: Path, answer: object, items: Collection[str] | None, before: Mapping[str, object], problems: list[Problem]
) -> dict[str, Any] | None:  # fmt: skip
    entries = as_mapping(document, path, answer, problems, "the answer")
    if not entries:
        return None
    strange_entries(document, path, entries, _ANSWER, problems)
    item = text_of(entries.get("item_id"))
    if item is None:
        rule, cure = "the answer names no item", "Add item_id: and the id of the item."
    elif items is not None and item not in items:
        rule, cure = (
            f'"{shorten(item)}" is not an item of the method',
            did_you_mean(item, items, "Take the id from the interview guide."),
        )
    elif item in before:
        rule, cure = f'"{shorten(item)}" is answered twice in this interview', "Keep only one of the two."
    else:
        return _scored(document, path, entries, item, problems)
    problems.append(document.problem((*path, "item_id"), rule, cure, item, "the answer"))
    return None


def _scored(
    document: Document, path: Path, entries: Mapping[str, object], item: str, problems: list[Problem]
) -> dict[str, Any] | None:
    before = len(problems)
    score = checked(document, (*path, "score"), entries.get("score"), parse_score, problems, "the answer")
    if len(problems) > before:
        return None
    second = checked(document, (*path, "second_score"), entries.get("second_score"), parse_score, problems)
    status = checked(document, (*path, "status"), entries.get("status"), parse_status, problems)
    if status is None:
        status = "not_asked" if score is None else "answered"
    elif status == "answered" and score is None:
        rule, cure = (
            "the answer is marked answered and has no score",
            "Add the score, or write that the person does not know, or that it does not apply.",
        )
        problems.append(document.problem((*path, "status"), rule, cure, status, "the mark"))
        status = "not_asked"
    elif status != "answered" and score is not None:
        rule, cure = f"the answer has a score and is marked {_spoken(str(status))}", "Take one of the two away."
        problems.append(document.problem((*path, "status"), rule, cure, status, "the score"))
        score = None
    return {
        "item_id": item, "score": score, "second_score": None if score is None else second, "status": "not_asked" if status == "later" else status,
        "quote": text_of(entries.get("quote")), "note": text_of(entries.get("note")),
        "may_be_quoted": checked(document, (*path, "may_be_quoted"), entries.get("may_be_quoted"), parse_yes_no, problems) or False,
    }  # fmt: skip


def _spoken(status: str) -> str:
    return {"na": "as not applicable", "not_asked": "as not asked"}.get(status, status)


def parse_score(text: str) -> float:
    """A score from 1 to 5; halves are allowed."""
    score = parse_number(text)
    if not 1 <= score <= 5:
        raise CellError(f"{shorten(text)} is outside 1–5", "Check the score.")
    return score


def _level(text: str) -> str:
    return parse_choice(text, LEVELS)


def parse_status(text: str) -> str:
    """The mark that the text names: one of `STATUSES`, or the words for it that people read."""
    code = _CODES.get(" ".join(text.casefold().replace("’", "'").rstrip(".").split()))
    if code is not None:
        return code
    try:
        return parse_choice(text, STATUSES)
    except CellError as fault:
        offered = [texts[0] for texts in SPOKEN.values()]
        near = did_you_mean(text, (*offered[:2], "not asked", offered[3], "answered"), "")
        cure = f"{near} Use does not apply, does not know, not asked, come back later or answered.".strip()
        raise CellError(fault.rule, cure) from None
