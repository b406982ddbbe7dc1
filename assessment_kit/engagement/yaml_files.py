"""YAML as people write it: every value a text, every entry with its line.

A plain ``No``, ``2026`` or ``2026-02-31`` stays the text that was typed, so that nothing is turned into a boolean, a number or a
crash on the way; whoever needs a number or a day reads it from the text. Aliases are refused (nobody types them, and
a few lines of them can unfold without end), and so is what is nested beyond reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

import yaml

from assessment_kit.engagement.cells import LONGEST, tidy, too_long
from assessment_kit.engagement.sheets import decode
from assessment_kit.engagement.suggestions import shorten
from assessment_kit.errors import Problem

Path: TypeAlias = tuple[str | int, ...]
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 20
_LONGEST = 20_000_000


@dataclass
class Document:
    """content : dict, list, str or None, nested. lines : path of keys and positions → line in the file, from 1."""

    file: str
    content: object = None
    lines: dict[Path, int] = field(default_factory=dict)

    def line(self, path: Path) -> int | None:
        """The line of the entry, or of the nearest one around it."""
        return next((self.lines[path[:n]] for n in range(len(path), -1, -1) if path[:n] in self.lines), None)

    def problem(self, path: Path, rule: str, cure: str, value: object = None, left_out: str = "") -> Problem:
        """A problem at an entry; its column is the path in words: ``who.level``, ``answers 3.score``."""
        text = shorten(value) or None if isinstance(value, str) else None
        return Problem(self.file, rule, cure, self.line(path), spoken(path) or None, text, left_out)


def spoken(path: Path) -> str:
    """("answers", 2, "score") → ``answers 3.score``: people count from one."""
    text = ""
    for part in path:
        text += f" {part + 1}" if isinstance(part, int) else f".{shorten(part)}"
    return text.strip(" .")


class _RefusedError(Exception):
    def __init__(self, line: int, rule: str, cure: str) -> None:
        self.line, self.rule, self.cure = line, rule, cure


def read_yaml(data: bytes, file: str, problems: list[Problem]) -> Document | None:
    """The one document of a YAML file; None, and a problem with its line, where it cannot be read."""
    text = decode(data, file, problems, "Save it as UTF-8.")
    if text is None:
        return None
    document = Document(file)
    if len(text) > _LONGEST:
        problems.append(Problem(file, "the file is too large", "Split it.", left_out="the file"))
        return None
    try:
        document.content = _document(yaml.parse(text, Loader=_LOADER), document, problems)
    except _RefusedError as refused:
        problems.append(Problem(file, refused.rule, refused.cure, refused.line, left_out="the file"))
    except (yaml.YAMLError, ValueError) as error:
        problems.append(_unreadable(error, text, file))
    else:
        return document
    return None


def _unreadable(error: Exception, text: str, file: str) -> Problem:
    mark = getattr(error, "problem_mark", None)
    reason = str(getattr(error, "problem", "") or "")
    if mark is None:  # a character that YAML does not know; told by its position
        position = getattr(error, "position", None)
        line = text[:position].count("\n") + 1 if isinstance(position, int) else None
        return Problem(
            file, "a character cannot be read", "Take out characters that cannot be seen.", line, left_out="the file"
        )
    lines = text.splitlines()
    around = lines[mark.line : mark.line + 1] + lines[max(0, mark.line - 1) : mark.line]
    if any("\t" in line[: len(line) - len(line.lstrip())] or "\t" in line[: mark.column + 1] for line in around):
        rule, cure = "a tab stands where only spaces may", "Replace each tab by two spaces."
    elif "mapping values are not allowed" in reason:
        rule, cure = "a second colon on the line", "Put a text that holds a colon in quotation marks."
    else:
        rule, cure = (
            f"not YAML: {reason or 'it cannot be read'}",
            "Check indentation, colons and quotation marks here and just above.",
        )
    return Problem(file, rule, cure, mark.line + 1, left_out="the file")


def _line(event: yaml.Event) -> int:
    return 1 if event.start_mark is None else event.start_mark.line + 1


def _document(events: Iterator[yaml.Event], document: Document, problems: list[Problem]) -> object:
    content: object = None
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent) and document.lines:
            raise _RefusedError(_line(event), "a second document begins here", "Take out the line of three hyphens.")
        if isinstance(event, (yaml.NodeEvent, yaml.AliasEvent)):
            document.lines[()] = _line(event)
            content = _node(event, events, (), document, problems)
    return content


def _node(
    event: yaml.Event, events: Iterator[yaml.Event], path: Path, document: Document, problems: list[Problem]
) -> object:
    line = _line(event)
    if len(path) > _DEEPEST:
        raise _RefusedError(line, "the entries are nested too deep", "Check the brackets and the indentation.")
    if isinstance(event, yaml.ScalarEvent):
        plain = event.implicit[0] and event.value in ("", "~", "null", "Null", "NULL")
        return None if plain else _text(event.value, path, document, problems)
    if isinstance(event, yaml.SequenceStartEvent):
        return _list(events, path, document, problems)
    if isinstance(event, yaml.MappingStartEvent):
        return _mapping(events, path, document, problems)
    raise _RefusedError(line, "* and & (aliases) are not read", "Write the text out, or put it in quotation marks.")


def _text(typed: str, path: Path, document: Document, problems: list[Problem]) -> str | None:
    text = tidy(typed)
    if len(text) <= LONGEST:
        return text
    fault = too_long(text)
    problems.append(document.problem(path, fault.rule, fault.cure, text, "the entry"))
    return None


def _list(events: Iterator[yaml.Event], path: Path, document: Document, problems: list[Problem]) -> list[object]:
    items: list[object] = []
    for event in events:
        if isinstance(event, yaml.SequenceEndEvent):
            break
        place = (*path, len(items))
        document.lines[place] = _line(event)
        items.append(_node(event, events, place, document, problems))
    return items


def _mapping(
    events: Iterator[yaml.Event], path: Path, document: Document, problems: list[Problem]
) -> dict[str, object]:
    entries: dict[str, object] = {}
    for event in events:
        if isinstance(event, yaml.MappingEndEvent):
            break
        line = _line(event)
        if not isinstance(event, yaml.ScalarEvent):
            raise _RefusedError(line, "an entry has no plain name", "Write a name, a colon and the value.")
        key = tidy(event.value)
        if key in entries:
            first = document.lines[*path, key]
            rule, cure = f"the entry stands in line {first} already", "Keep only one of the two."
            problems.append(Problem(document.file, rule, cure, line, spoken((*path, key)), left_out="the second entry"))
            _node(next(events), events, (*path, key), Document(document.file), [])
        else:
            document.lines[*path, key] = line
            entries[key] = _node(next(events), events, (*path, key), document, problems)
    return entries
