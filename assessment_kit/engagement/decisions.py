"""decisions.yaml: where the consultant's judgement differs from the rules, each with its reason and date.

::

    letters:
      E5: {letter: "C", reason: "The roles exist since June.", date: "2026-10-12", by: "Lead consultant"}
    findings:
      roles.void: {reword: "Two key processes have no owner.", reason: "The third was sold.", date: "2026-10-12", by: "Lead consultant"}
      roles.overload: {strike: yes, reason: "Known and being mended.", date: "2026-10-12", by: "Lead consultant"}
    actions:
      roles.name_owners: {owner: "Chief executive", date: "2026-11-30", reason: "Agreed with the board."}

A finding may be kept, struck, reworded or given another severity. A judgement without a reason is left out: it could not be defended.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, get_args

from assessment_kit.engagement.cells import parse_choice, parse_date, parse_yes_no
from assessment_kit.engagement.entries import as_mapping, checked, strange_entries
from assessment_kit.engagement.folder import DECISIONS, Folder
from assessment_kit.engagement.suggestions import did_you_mean
from assessment_kit.engagement.yaml_files import Document, Path, read_yaml
from assessment_kit.errors import Problem
from assessment_kit.method.model import Letter, Severity

_Readers = Mapping[str, Callable[[str], object]]
_ELEMENTS = tuple(f"E{n}" for n in range(1, 9))


def _text(value: str) -> str:
    return value


_COMMON: _Readers = {"reason": _text, "date": parse_date, "by": _text}
_KINDS: Mapping[str, _Readers] = {
    "letters": {"letter": lambda text: parse_choice(text, get_args(Letter)), **_COMMON},
    "findings": {
        "keep": parse_yes_no, "strike": parse_yes_no, "reword": _text,
        "severity": lambda text: parse_choice(text, get_args(Severity)), **_COMMON,
    },
    "actions": {"owner": _text, **_COMMON},
}  # fmt: skip
FIELDS: Mapping[str, tuple[str, ...]] = {kind: tuple(readers) for kind, readers in _KINDS.items()}
"""What a judgement of each kind may hold."""


def read_decisions(folder: Folder, problems: list[Problem]) -> dict[str, dict[str, dict[str, object]]]:
    """``letters``, ``findings`` and ``actions``, each from an id to the judgement; dates are days. Empty without the file."""
    file = folder.find(DECISIONS)
    data = None if file is None else folder.contents(file, problems)
    document = None if file is None or data is None else read_yaml(data, file, problems)
    if document is None:
        return {}
    content = as_mapping(document, (), document.content, problems, "the file")
    strange_entries(document, (), content, tuple(_KINDS), problems)
    return {kind: _judgements(document, kind, content.get(kind), problems) for kind in _KINDS}


def _judgements(document: Document, kind: str, value: object, problems: list[Problem]) -> dict[str, dict[str, object]]:
    found = {}
    for name, entry in as_mapping(document, (kind,), value, problems, "the entry").items():
        path: Path = (kind, name)
        if kind == "letters" and name not in _ELEMENTS:
            cure = did_you_mean(name, _ELEMENTS, "Use E1 to E8.")
            problems.append(document.problem(path, "there is no such element", cure, name, "the judgement"))
            continue
        judgement = _judgement(document, path, as_mapping(document, path, entry, problems, "the judgement"), problems)
        if judgement:
            found[name] = judgement
    return found


def _judgement(document: Document, path: Path, entry: Mapping[str, object], problems: list[Problem]) -> dict[str, Any]:
    kind = str(path[0])
    readers = _KINDS[kind]
    strange_entries(document, path, entry, tuple(readers), problems)
    before = len(problems)
    read = {key: checked(document, (*path, key), entry.get(key), readers[key], problems) for key in readers}
    made = {key: value for key, value in read.items() if value is not None}
    if not entry or (len(problems) > before and not made.keys() - _COMMON.keys()):
        return {}  # told already
    if kind == "letters" and "letter" not in made:
        rule, cure = "the judgement names no letter", "Add letter: and one of A, B, C, A+C, keep."
    elif kind != "actions" and "reason" not in made:
        rule, cure = "the judgement has no reason", "Add reason: and why; the report prints it."
    else:
        return made
    problems.append(document.problem(path, rule, cure, left_out="the judgement"))
    return {}
