"""engagement.yaml: who the client is and how the assessment is done.

Without a client and a date there is nothing to assess, and reading stops; any other faulty entry falls back to its default.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError

from assessment_kit.engagement.cells import CellError, parse_choice, parse_date
from assessment_kit.engagement.columns import load_tables
from assessment_kit.engagement.folder import SETTINGS, Folder
from assessment_kit.engagement.model import Population, Preconditions, ReportSettings, Sections, Settings
from assessment_kit.engagement.suggestions import did_you_mean, shorten
from assessment_kit.engagement.yaml_files import Document, Path, read_yaml
from assessment_kit.errors import EngagementError, Problem

_ENTRIES: Mapping[Path, type[BaseModel]] = {
    (): Settings,
    ("preconditions",): Preconditions,
    ("population",): Population,
    ("report",): ReportSettings,
    ("report", "sections"): Sections,
}
_NEEDED = {
    "client": 'Write the client\'s name, such as client: "Acme".',
    "date": 'Write the day that the assessment stands for, such as date: "2026-03-31".',
}
ALWAYS = {"cover", "page_one", "summary", "letters", "targets", "target_changes"}
"""What somebody may wish to leave out of a report and cannot."""
LEVELS = tuple(load_tables()["roles"].column("level").choices)


def read_settings(folder: Folder, problems: list[Problem]) -> Settings:
    """The settings, with what is faulty left at its default.

    Raises
    ------
    EngagementError : the file cannot be read, or lacks the client's name or the date.
    """
    file = folder.find(SETTINGS) or SETTINGS
    before = len(problems)
    data = folder.contents(file, problems)
    document = None if data is None else read_yaml(data, file, problems)
    if document is None:
        raise EngagementError(str(problems[before]), problems[before:])
    if not isinstance(document.content, dict):
        problem = Problem(
            file, "the file must hold entries such as client and date", "Write client: and date:, each on a line.", 1
        )
        raise EngagementError(str(problem), [problem])
    content = _known(document, document.content, problems)
    return _validated(document, content, problems)


def _known(document: Document, content: Mapping[str, Any], problems: list[Problem]) -> dict[str, Any]:
    """The entries without the empty ones; days as ISO; levels by their allowed names; one-line texts."""
    known = {key: value for key, value in content.items() if value is not None and value != ""}
    for key in ("preconditions", "population", "report"):
        if isinstance(known.get(key), dict):
            known[key] = {inner: value for inner, value in known[key].items() if value is not None}
    for key in ("client", "short_name", "wave", "lead"):
        if isinstance(known.get(key), str):
            known[key] = " ".join(known[key].split())
    for key in ("date", "return_date"):
        if isinstance(known.get(key), str):
            known[key] = _or_problem(parse_date, known[key], (key,), document, known[key], problems)
    population = known.get("population")
    if isinstance(population, dict) and isinstance(population.get("by_level"), dict):
        population["by_level"] = _levels(document, population["by_level"], problems)
    return {key: value for key, value in known.items() if value is not None and value != ""}


def _or_problem(
    read: Callable[[str], object], text: str, path: Path, document: Document, value: object, problems: list[Problem]
) -> object:  # fmt: skip
    try:
        return read(text)
    except CellError as fault:
        problems.append(document.problem(path, fault.rule, fault.cure, value, "the entry"))
        return None


def _levels(document: Document, by_level: Mapping[str, object], problems: list[Problem]) -> dict[str, object]:
    named: dict[str, object] = {}
    for key, value in by_level.items():
        path: Path = ("population", "by_level", key)
        level = _or_problem(lambda text: parse_choice(text, LEVELS), key, path, document, key, problems)
        if level is not None:
            named.setdefault(str(level), value)
            document.lines["population", "by_level", str(level)] = document.line(path) or 1
    return named


def _validated(document: Document, content: dict[str, Any], problems: list[Problem]) -> Settings:
    """Settings from what is sound; each round takes the faulty entries out, so two rounds are enough."""
    for _ in range(4):
        try:
            return Settings.model_validate(content)
        except ValidationError as error:
            faults = error.errors()
        needed = [fault for fault in faults if fault["loc"][0] in _NEEDED]
        if needed:
            raise _nothing_to_assess(document, needed, problems)
        for fault in faults:
            path: Path = tuple(fault["loc"])
            rule, cure = _worded(fault, path)
            problems.append(document.problem(path, rule, cure, fault["input"], "the entry"))
            _remove(content, path)
    raise EngagementError(
        f"{document.file} cannot be read. Start again from the one that assessment-kit new makes.", problems
    )


def _nothing_to_assess(document: Document, faults: Sequence[Any], problems: Sequence[Problem]) -> EngagementError:
    """Everything that is known to be wrong; its sentence is about the first entry that nothing can be done without."""
    told = list(problems)
    for fault in faults:
        path: Path = tuple(fault["loc"])
        if not any(p.file == document.file and p.column == path[0] for p in told):
            told.append(
                _needed(document, str(path[0])) if fault["type"] == "missing" else _faulty(document, fault, path)
            )
    first = next(p for p in told if p.file == document.file and p.column in _NEEDED)
    return EngagementError(str(first), told)


def _needed(document: Document, name: str) -> Problem:
    """An entry that is empty, at its line, or that is not there at all."""
    line = document.lines.get((name,))
    rule = "the entry is missing" if line is None else "it is empty"
    return Problem(document.file, rule, _NEEDED[name], line, name, left_out="the client")


def _faulty(document: Document, fault: Any, path: Path) -> Problem:
    rule, cure = _worded(fault, path)
    return document.problem(path, rule, cure, fault["input"], "the client")


def _remove(content: dict[str, Any], path: Path) -> None:
    inner: Any = content
    for part in path[:-1]:
        inner = inner[part] if isinstance(inner, dict) and part in inner else None
    if isinstance(inner, dict) and path[-1] in inner:
        del inner[path[-1]]
    else:
        content.pop(str(path[0]), None)


def _worded(fault: Any, path: Path) -> tuple[str, str]:
    """Rule and cure of a fault of pydantic's, in words for the person who has to mend the file."""
    kind, context, shown = fault["type"], fault.get("ctx", {}), f'"{shorten(str(fault["input"]))}"'
    if kind == "extra_forbidden":
        if path[:-1] == ("report", "sections") and path[-1] in ALWAYS:
            return "this cannot be left out", "Take it away: the letters and page one are in each report."
        names = list(_ENTRIES.get(path[:-1], Settings).model_fields)
        cure = did_you_mean(str(path[-1]), names, f"Use {', '.join(names)}, or take it away.")
        return "there is no such entry", cure
    known = {
        "literal_error": (f"{shown} is not one of the allowed values", f"Use {context.get('expected')}."),
        "greater_than_equal": (f"{shown} is too small", f"Write {context.get('ge')} or more."),
        "string_too_long": ("the text is too long", f"Write at most {context.get('max_length')} letters."),
        "string_type": ("this must be a text", "Write a text on the same line."),
    }
    if kind in known:
        return known[kind]
    if kind.startswith("int"):
        return f"{shown} is not a whole number", "Write a whole number."
    if kind.startswith("date"):
        return f"{shown} is not a date", "Write it as 2026-03-31."
    return "this must hold entries of its own", "Write entries below it, each with a name, a colon and a value."
