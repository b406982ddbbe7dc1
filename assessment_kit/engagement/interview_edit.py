"""Change single answers in the text of an interview; all the rest of it, comments and unknown entries included, stays letter by letter.

The text is parsed for the places of its entries and cut there, never written anew. What comes out is parsed again and compared
with what was meant: an edit that would say anything else is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import yaml

from assessment_kit.engagement.cells import CellError, parse_yes_no, tidy
from assessment_kit.engagement.entries import text_of
from assessment_kit.engagement.interviews import parse_score, parse_status
from assessment_kit.engagement.yaml_edit import Cut, end_of, next_line, quoted, tail_of, value_of, with_cuts
from assessment_kit.engagement.yaml_files import read_yaml
from assessment_kit.errors import Problem

STATUSES = ("answered", "na", "unknown", "later", "not_asked")
_T = TypeVar("_T")


@dataclass(frozen=True)
class Answer:
    """One answer as the form knows it. status : answered where there is a score; later is “come back to it”."""

    score: float | None = None
    second_score: float | None = None
    status: str = "not_asked"
    quote: str = ""
    may_be_quoted: bool = False
    note: str = ""

    def tidied(self) -> Answer:
        """As it comes back from the file: texts without outer spaces, a status that fits the score, no release of no words."""
        quote, note = tidy(self.quote), tidy(self.note)
        status = "answered" if self.score is not None else ("not_asked" if self.status == "answered" else self.status)
        return replace(self, quote=quote, note=note, status=status, may_be_quoted=self.may_be_quoted and bool(quote))


class UneditableError(Exception):
    """The text cannot be changed without touching more than was asked; `problem` says where, if it cannot even be read."""

    def __init__(self, problem: Problem | None = None) -> None:
        super().__init__(str(problem or "the text cannot be edited in place"))
        self.problem = problem


def content_of(text: str, file: str) -> dict[str, Any]:
    """The interview's entries as texts.

    Raises
    ------
    UneditableError : it is no YAML, or no interview.
    """
    problems: list[Problem] = []
    document = read_yaml(text.encode("utf-8"), file, problems)
    if document is None or problems:
        raise UneditableError(problems[0] if problems else None)
    content = {} if document.content is None else document.content
    if not isinstance(content, dict) or not isinstance(content.get("answers") or [], list):
        raise UneditableError(Problem(file, "the file is not an interview", "Start it with who:, when:, by: and answers:.", 1))  # fmt: skip
    return content


def answers_in(content: Mapping[str, Any]) -> dict[str, Answer]:
    """Item → its answer; of two with the same item the first counts, as in `interviews`. What is faulty reads as empty."""
    found: dict[str, Answer] = {}
    for entry in content.get("answers") or []:
        item = text_of(entry.get("item_id")) if isinstance(entry, dict) else None
        if item is not None and item not in found:
            found[item] = _answer(entry)
    return found


def _answer(entry: Mapping[str, Any]) -> Answer:
    score = _parsed(entry, "score", parse_score, None)
    status = _parsed(entry, "status", parse_status, None)
    return Answer(
        score, _parsed(entry, "second_score", parse_score, None), status or "not_asked",
        text_of(entry.get("quote")) or "", _parsed(entry, "may_be_quoted", parse_yes_no, None) or False, text_of(entry.get("note")) or "",
    ).tidied()  # fmt: skip


def _parsed(entry: Mapping[str, Any], name: str, parse: Callable[[str], _T], otherwise: _T | None) -> _T | None:
    text = text_of(entry.get(name))
    try:
        return otherwise if text is None else parse(text)
    except CellError:
        return otherwise


def with_answer(text: str, item: str, answer: Answer, file: str = "") -> str:
    """The text with this answer in it; everything else as it was.

    Raises
    ------
    UneditableError : the text cannot be read, or not be changed in place.
    """
    before = content_of(text, file)
    answer = answer.tidied()
    new = _edited(text, item, answers_in(before).get(item), answer)
    try:
        after = content_of(new, file)
    except UneditableError as error:
        raise UneditableError from error
    if answers_in(after) != {**answers_in(before), item: answer} or _rest(after, item) != _rest(before, item):
        raise UneditableError
    return new


def _rest(content: Mapping[str, Any], item: str) -> object:
    """Everything that the edit of this item may not touch."""
    entries, ours, seen = content.get("answers") or [], set(_FIELDS), False
    others: list[object] = []
    for entry in entries:
        mine = not seen and isinstance(entry, dict) and text_of(entry.get("item_id")) == item
        seen = seen or mine
        kept = {k: v for k, v in entry.items() if k not in ours and k != "item_id"} if mine else entry
        others += [kept] if kept or not mine else []
    return {**{k: v for k, v in content.items() if k != "answers"}, "answers": others}


_FIELDS: Mapping[str, Callable[[Answer], str]] = {
    "score": lambda a: _number(a.score),
    "second_score": lambda a: _number(a.second_score),
    "status": lambda a: "" if a.status in ("answered", "not_asked") else f'"{a.status}"',
    "quote": lambda a: quoted(a.quote),
    "may_be_quoted": lambda a: "yes" if a.may_be_quoted else "no",
    "note": lambda a: quoted(a.note),
}


def _number(score: float | None) -> str:
    return "" if score is None else f"{score:g}"


def _edited(text: str, item: str, before: Answer | None, answer: Answer) -> str:
    line = "\r\n" if "\r\n" in text else "\n"
    text += "" if not text or text.endswith("\n") else line
    root = yaml.compose(text, Loader=yaml.SafeLoader) if text.strip() else None
    entry = _entry(root, item)
    if entry is None:
        cuts = [_new_entry(text, root, item, answer, line)]
    else:
        old = before or Answer()
        names = [n for n, write in _FIELDS.items() if write(old) != write(answer)]
        if "score" in names and "status" not in names and value_of(entry, "status") is not None:
            names.append("status")  # an old "answered" beside a score that is gone would be a fault
        cuts = [_set(text, entry, name, _FIELDS[name](answer), line) for name in names]
    return with_cuts(text, cuts)


def _entry(root: yaml.Node | None, item: str) -> yaml.MappingNode | None:
    answers = value_of(root, "answers")
    for node in answers.value if isinstance(answers, yaml.SequenceNode) else []:
        name = value_of(node, "item_id")
        if isinstance(name, yaml.ScalarNode) and tidy(name.value) == item:
            return node  # type: ignore[no-any-return]
    return None


def _set(text: str, entry: yaml.MappingNode, name: str, value: str, line: str) -> Cut:
    node = value_of(entry, name)
    if node is not None:
        start = node.start_mark.index
        end = start + len(text[start : end_of(node)].rstrip())  # the mark of a block of text lies behind its line ends
        lead = " " if value and text[start - 1 : start] == ":" else ""
        start -= not value and text[start - 1 : start] == " " and text[end : end + 1] in ("", "\r", "\n")
        return Cut(start, end, lead + value)
    if entry.flow_style:
        end = end_of(entry.value[-1][1])
        return Cut(end, end, f", {name}: {value}")
    place = next_line(text, tail_of(text, entry))
    return Cut(place, place, f"{' ' * entry.start_mark.column}{name}: {value}".rstrip() + line)


def _new_entry(text: str, root: yaml.Node | None, item: str, answer: Answer, line: str) -> Cut:
    empty = Answer()
    told = {"item_id": quoted(item), **{n: w(answer) for n, w in _FIELDS.items() if w(answer) != w(empty)}}
    answers = value_of(root, "answers")
    if isinstance(answers, yaml.SequenceNode) and answers.flow_style and answers.value:
        end = end_of(answers.value[-1])
        return Cut(end, end, ", {" + ", ".join(f"{k}: {v}" for k, v in told.items()) + "}")
    column = answers.start_mark.column if isinstance(answers, yaml.SequenceNode) and not answers.flow_style else 2
    dash, pad = " " * column + "- ", " " * (column + 2)
    block = line.join((dash if n == 0 else pad) + f"{k}: {v}" for n, (k, v) in enumerate(told.items()))
    if isinstance(answers, yaml.SequenceNode) and answers.value:
        place = next_line(text, tail_of(text, answers))
    elif isinstance(answers, yaml.SequenceNode):  # answers: []
        return Cut(answers.start_mark.index, answers.end_mark.index, line + block)
    elif answers is not None:
        place = next_line(text, answers.end_mark.index)
    else:
        place, block = len(text), f"answers:{line}{block}"
    return Cut(place, place, block + line)
