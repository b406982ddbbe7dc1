"""Which sentences of the package and its templates belong to the catalogue of fixed words.

``python -m assessment_kit.show.catalogue`` brings the .po files under templates/report/language in line with them: new sentences wait for
their translation, those that are gone go. It ends with 1 where a translation is missing.
"""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jinja2
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from jinja2 import nodes

from assessment_kit.analysis import figure_delays, managers_skills, managing, meeting_hours
from assessment_kit.analysis.masking import SIGNED
from assessment_kit.engagement.columns import load_tables
from assessment_kit.engagement.yaml_files import read_yaml
from assessment_kit.language import FOLDER, LANGUAGES, paragraphs
from assessment_kit.method import load_method
from assessment_kit.shipped import NOTEBOOKS, TEMPLATES

PACKAGE = Path(__file__).parent.parent
Message = str | tuple[str, str]
COUNTED = "counted"
"""The context of what has a plural: “pair” may be a word of its own as well."""


def messages() -> dict[Message, list[str]]:
    """Every fixed sentence, one or singular and plural, with the files that tell it."""
    found: dict[Message, list[str]] = {}
    for file in sorted(PACKAGE.rglob("*.py")):
        for message in of_code(file.read_text(encoding="utf-8")):
            found.setdefault(message, []).append(file.relative_to(PACKAGE).as_posix())
    for name, texts in _of_content().items():
        for text in texts:
            found.setdefault(text, []).append(name)
    for file in sorted((TEMPLATES / "report").rglob("*.j2")):
        for message in of_template(file.read_text(encoding="utf-8")):
            found.setdefault(message, []).append(file.relative_to(TEMPLATES).as_posix())
    return found


def of_code(source: str) -> Iterator[Message]:
    """The sentences that a module tells by `phrase`, `later`, `phrases`, and the counted nouns of `words.plural` and `words.spoken`."""
    for call in ast.walk(ast.parse(source)):
        if isinstance(call, ast.Call):
            name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            texts = [_text(argument) for argument in call.args]
            yield from _told(name, texts)


def _of_content() -> dict[str, list[str]]:
    """Titles of lists, and words for owners, which are told as they are in content that has no layer of its own."""
    owners = load_method().owners.values()
    told = read_yaml((TEMPLATES / "report" / "editions.yaml").read_bytes(), "editions.yaml", [])
    editions: Any = told.content if told else {}
    return {
        **{file.name: list(_of_notebook(file)) for file in sorted(NOTEBOOKS.glob("*.ipynb"))},
        "editions.yaml": [entry["title"] for kind in ("parts", "editions") for entry in editions[kind].values()],
        "analysis": [*_of_tables()],
        "tables.yaml": [table.title for table in load_tables().values()],
        "owners.yaml": [text for owner in owners for text in (owner.words, owner.several) if text],
    }


def _of_tables() -> Iterator[str]:
    """Names that the analyses give to levels, rhythms, purposes, skills and activities, as charts show them."""
    yield from (*SIGNED.values(), "Manager", "Interviewee")
    yield from (*meeting_hours.LEVELS.values(), *meeting_hours.PURPOSES.values(), *meeting_hours.RHYTHMS)
    yield from (name for _, name in (*managers_skills.SKILLS.values(), *managers_skills.SAID.values()))
    yield from (word for _, word in figure_delays.RHYTHMS)
    yield from managing.ACTIVITIES.values()


def _of_notebook(file: Path) -> Iterator[str]:
    """The words of a chapter that a report prints: those after its opening."""
    cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
    opened = False
    for cell in cells:
        source = "".join(cell["source"])
        opened = opened or (cell["cell_type"] == "code" and ".opening()" in source)
        if opened and cell["cell_type"] == "markdown":
            yield from (told.strip() for _, told in paragraphs(source))


def of_template(source: str) -> Iterator[Message]:
    """The sentences that a template tells by ``_("…")`` and ``plural(n, "…", "…")``."""
    tree = jinja2.Environment().parse(source)  # noqa: S701  it is only read
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name):
            texts = [a.value if isinstance(a, nodes.Const) else None for a in call.args]
            yield from _told({"_": "phrase"}.get(call.node.name, call.node.name), texts)


def _told(name: str, texts: list[str | None]) -> Iterator[Message]:
    if name == "NotAssessed":  # told by the analyses in English, translated where it is shown
        yield from (text.strip() for text in texts if text and text.strip())
    if name in ("phrase", "later") and texts and texts[0] and texts[0].strip():
        yield texts[0].strip()
    if name in ("plural", "spoken", "phrases") and len(texts) > 1 and texts[1]:
        yield texts[1], (texts[2] if len(texts) > 2 and texts[2] else texts[1] + "s")


def _text(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def update(name: str) -> list[Message]:
    """Bring one language's catalogue in line with the code; the messages that still have no translation."""
    file = FOLDER / name / "report.po"
    old = Catalog(locale=name)
    if file.exists():
        with file.open("rb") as lines:
            old = read_po(lines, locale=name)
    made = Catalog(locale=name, project="Assessment Workbook", fuzzy=False)
    missing = []
    for message, files in messages().items():
        one, context = (message, None) if isinstance(message, str) else (message[0], COUNTED)
        before = old.get(one, context)
        told = before.string if before is not None and before.id == message else None
        made.add(message, told, locations=[(f, 0) for f in sorted(set(files))], context=context)
        if not told or (isinstance(told, tuple) and not all(told)):
            missing.append(message)
    with file.open("wb") as lines:
        write_po(lines, made, width=0, omit_header=True, include_lineno=False)
    return missing


if __name__ == "__main__":
    lacks = {name: update(name) for name in LANGUAGES if name != "en"}
    for name, missing in lacks.items():
        sys.stdout.write(f"{name}: {len(messages())} sentences, {len(missing)} not translated\n")
    raise SystemExit(any(lacks.values()))
