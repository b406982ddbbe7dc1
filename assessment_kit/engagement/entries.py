"""An entry of a YAML file, from what somebody typed to a typed value, with the problem that it is where it is faulty."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from assessment_kit.engagement.cells import CellError
from assessment_kit.engagement.suggestions import did_you_mean
from assessment_kit.engagement.yaml_files import Document, Path
from assessment_kit.errors import Problem


def as_mapping(
    document: Document, path: Path, value: object, problems: list[Problem], left_out: str
) -> Mapping[str, object]:
    """The value where it is a mapping; empty, and a problem, where it is something else. Nothing at all is just empty."""
    if isinstance(value, dict):
        return value
    if value is not None:
        cure = "Write entries below it, each with a name, a colon and a value."
        problems.append(document.problem(path, "this must hold entries of its own", cure, value, left_out))
    return {}


def strange_entries(
    document: Document, path: Path, entries: Mapping[str, object], known: Collection[str], problems: list[Problem]
) -> None:  # fmt: skip
    """A problem for each entry that nobody reads."""
    for key in (key for key in entries if key not in known):
        personal = key.casefold() in ("name", "email", "e-mail", "mail", "person")
        cure = (
            "Take it away: names of people are not needed." if personal else f"Use {', '.join(known)}, or take it away."
        )
        problems.append(
            document.problem(
                (*path, key),
                "there is no such entry",
                cure if personal else did_you_mean(key, known, cure),
                left_out="the entry",
            )
        )


def checked(
    document: Document,
    path: Path,
    value: object,
    read: Callable[[str], Any],
    problems: list[Problem],
    left_out: str = "the entry",
) -> Any:
    """What `read` makes of a text; None where there is none, and None with a problem where it is faulty."""
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        cure = "Write one value on the same line."
        problems.append(document.problem(path, "this must be a single value", cure, left_out=left_out))
        return None
    try:
        return read(value)
    except CellError as fault:
        problems.append(document.problem(path, fault.rule, fault.cure, value, left_out))
        return None


def text_of(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
