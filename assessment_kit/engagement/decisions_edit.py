"""Change single judgements in the text of decisions.yaml; all the rest of it, comments and unknown entries included, stays letter by letter.

As with interviews, the text is cut where the entry stands, parsed again and compared with what was meant: an edit that would say
anything else is refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from assessment_kit.engagement.cells import tidy
from assessment_kit.engagement.decisions import FIELDS
from assessment_kit.engagement.entries import text_of
from assessment_kit.engagement.interview_edit import UneditableError
from assessment_kit.engagement.yaml_edit import Cut, end_of, next_line, quoted, tail_of, value_of, with_cuts
from assessment_kit.engagement.yaml_files import read_yaml
from assessment_kit.errors import Problem

Decision = Mapping[str, str]
"""One judgement as texts: ``{letter: "C", reason: "…", date: "2026-10-12", by: "…"}``; empty where there is none."""


def decisions_in(text: str, file: str) -> dict[str, dict[str, dict[str, str]]]:
    """Kind → id → its judgement, as texts and as it stands, faulty or not.

    Raises
    ------
    UneditableError : it is no YAML, or not made of letters, findings and actions.
    """
    content = _content(text, file)
    found: dict[str, dict[str, dict[str, str]]] = {}
    for kind in FIELDS:
        entries = content.get(kind) or {}
        if not isinstance(entries, dict):
            raise UneditableError(Problem(file, f"{kind} is no list of judgements", f"Write one entry below {kind}: for each."))  # fmt: skip
        found[kind] = {str(name): _decision(kind, entry) for name, entry in entries.items()}
    return found


def _content(text: str, file: str) -> dict[str, Any]:
    problems: list[Problem] = []
    document = read_yaml(text.encode("utf-8"), file, problems)
    if document is None or problems:
        raise UneditableError(problems[0] if problems else None)
    content = {} if document.content is None else document.content
    if not isinstance(content, dict):
        raise UneditableError(Problem(file, "the file holds no judgements", "Start it with letters:, findings: or actions:.", 1))  # fmt: skip
    return content


def _decision(kind: str, entry: object) -> dict[str, str]:
    if not isinstance(entry, dict):
        return {}
    told = {name: text_of(entry.get(name)) for name in FIELDS[kind]}
    return {name: value for name, value in told.items() if value}


def with_decision(text: str, kind: str, name: str, decision: Decision, file: str = "") -> str:
    """The text with this judgement in it, or without any on the same thing where it is empty; everything else as it was.

    Raises
    ------
    UneditableError : the text cannot be read, or not be changed in place.
    """
    before = _content(text, file)
    wanted = {key: told for key, value in decision.items() if key in FIELDS[kind] and (told := tidy(value))}
    line = "\r\n" if "\r\n" in text else "\n"
    text += "" if not text or text.endswith("\n") else line
    root = yaml.compose(text, Loader=yaml.SafeLoader) if text.strip() else None
    new = with_cuts(text, _cuts(text, root, kind, name, wanted, line))
    try:
        after = _content(new, file)
    except UneditableError as error:
        raise UneditableError from error
    if _meant(after, kind, name) != (wanted, *_meant(before, kind, name)[1:]):
        raise UneditableError
    return new


def _meant(content: Mapping[str, Any], kind: str, name: str) -> tuple[object, object, object]:
    """The judgement; what else stands in its entry; and everything that the edit may not touch."""
    entries = content.get(kind) or {}
    entry = entries.get(name)
    unknown = {k: v for k, v in entry.items() if k not in FIELDS[kind]} if isinstance(entry, dict) else {}
    others = {k: v for k, v in entries.items() if k != name}
    rest = {k: v for k, v in content.items() if k != kind}
    return _decision(kind, entry), unknown, (others, rest)


def _cuts(text: str, root: yaml.Node | None, kind: str, name: str, wanted: Decision, line: str) -> Iterator[Cut]:
    entries = value_of(root, kind)
    entry = value_of(entries, name)
    told = {key: quoted(value) for key, value in wanted.items()}
    if isinstance(entry, yaml.MappingNode) and entry.value:
        yield from _changed(text, entry, kind, told, line)
    elif entry is not None and told:  # an entry without a value, or with one that is no judgement
        start = entry.start_mark.index
        yield Cut(
            start,
            start + len(text[start : end_of(entry)].rstrip()),
            f"{' ' if text[start - 1] == ':' else ''}{_flow(told)}",
        )
    elif told:
        yield _added(text, root, kind, f"{_key(name)}: {_flow(told)}", line)


def _flow(told: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{k}: {v}" for k, v in told.items()) + "}"


def _key(name: str) -> str:
    return name if all(part.isidentifier() for part in name.split(".")) else quoted(name)


def _changed(text: str, entry: yaml.MappingNode, kind: str, told: Mapping[str, str], line: str) -> Iterator[Cut]:
    """An entry on one line is written anew from its own pieces; one below the other, each is set, added or taken away by itself."""
    pairs = {str(key.value): (key, value) for key, value in entry.value}
    if entry.flow_style:
        kept = {
            k: text[v.start_mark.index : end_of(v)].rstrip() for k, (_, v) in pairs.items() if k not in FIELDS[kind]
        }
        yield Cut(entry.start_mark.index, end_of(entry), _flow({**told, **kept}))
        return
    if not told and all(key in FIELDS[kind] for key in pairs):
        yield Cut(entry.start_mark.index, tail_of(text, entry), "{}")
        return
    for key, (node, value) in pairs.items():
        start = value.start_mark.index
        end = start + len(text[start : end_of(value)].rstrip())
        if key in told and told[key] != text[start:end]:
            yield Cut(start, end, (" " if text[start - 1] == ":" else "") + told[key])
        elif key in FIELDS[kind] and key not in told:
            first = text.rfind("\n", 0, node.start_mark.index) + 1
            yield Cut(first, next_line(text, end), "")
    new = "".join(f"{' ' * entry.start_mark.column}{k}: {v}{line}" for k, v in told.items() if k not in pairs)
    if new:
        place = next_line(text, tail_of(text, entry))
        yield Cut(place, place, new)


def _added(text: str, root: yaml.Node | None, kind: str, entry: str, line: str) -> Cut:
    entries = value_of(root, kind)
    if isinstance(entries, yaml.MappingNode) and entries.value:
        if entries.flow_style:
            end = end_of(entries.value[-1][1])
            return Cut(end, end, f", {entry}")
        place = next_line(text, tail_of(text, entries))
        return Cut(place, place, f"{' ' * entries.start_mark.column}{entry}{line}")
    if entries is not None:  # ``letters:`` or ``letters: {}``
        start = entries.start_mark.index
        end = start + len(text[start : end_of(entries)].rstrip())
        return Cut(start, end, f"{line}  {entry}" if text[start - 1] in (" ", ":") else entry)
    return Cut(len(text), len(text), f"{kind}:{line}  {entry}{line}")
