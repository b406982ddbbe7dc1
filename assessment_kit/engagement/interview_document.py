"""The interview guide in Word, filled in: read back as the interview that a YAML file would hold.

Answers stand in tables. A row holds pairs of cells, a label and what was filled in beside it; a table with the label Item is the
answer to that item, the table with the label Level tells who was asked. What stands in Word's own fields is their text; a field
that still shows its prompt is empty. Nothing else of the document is read: no comments, no deleted text, no pictures.
"""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from assessment_kit.engagement.cells import tidy
from assessment_kit.engagement.suggestions import shorten
from assessment_kit.engagement.yaml_files import Document, Path
from assessment_kit.errors import Problem

WHO = {"id": "Interviewee", "level": "Level", "function": "Function"}
HEAD = {"when": "Day", "by": "Asked by"}
ANSWER = {
    "item_id": "Item",
    "score": "Score",
    "second_score": "Second score",
    "status": "No score because",
    "quote": "Quote",
    "may_be_quoted": "May be quoted",
    "note": "Note",
}
STATUSES = {"na": "does not apply", "unknown": "does not know", "later": "come back later", "not_asked": "not asked"}
CHOOSE, WRITE = "choose", "write here"
"""What an empty field shows; some programs hand it over as text."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LARGEST = 50_000_000  # bytes of the unpacked text; a guide has two hundred thousand
_CURE = "Save it in Word as .docx, without a password, or put it elsewhere."


@dataclass
class GuideDocument(Document):
    """As `Document`; its places are the questions of the guide, counted from 1."""

    numbers: dict[int, int] = field(default_factory=dict)

    def problem(self, path: Path, rule: str, cure: str, value: object = None, left_out: str = "") -> Problem:
        """A problem at a field: ``question 3, field "Second score"``."""
        number = self.numbers.get(path[1]) if len(path) > 1 and isinstance(path[1], int) else None
        labels = {**WHO, **HEAD, **ANSWER}
        name = labels.get(str(path[-1])) if path else None
        text = shorten(value) or None if isinstance(value, str) else None
        return Problem(self.file, rule, cure, number, name, text, left_out)


def read_document(data: bytes, file: str, problems: list[Problem]) -> GuideDocument | None:
    """The interview in a Word file; None, and a problem, where it is no guide or cannot be read."""
    body = _body(data, file, problems)
    if body is None:
        return None
    document = GuideDocument(file)
    head: dict[str, object] = {}
    answers: list[object] = []
    for table in body.iter(f"{_W}tbl"):
        told = _told(table)
        if ANSWER["item_id"] in told:
            document.numbers[len(answers)] = len(answers) + 1
            answers.append({key: _answer(key, told.get(label)) for key, label in ANSWER.items()})
        elif WHO["level"] in told:
            head = {
                "who": {key: told.get(label) for key, label in WHO.items()},
                **{key: told.get(label) for key, label in HEAD.items()},
            }
    if not answers:
        rule = "the document holds no question of the interview guide"
        cure = "Fill in a document of the folder interview_guides, or put this one elsewhere."
        problems.append(Problem(file, rule, cure, left_out="the file"))
        return None
    document.content = {**head, "answers": answers}
    return document


def _answer(key: str, text: str | None) -> str | None:
    codes = {words: code for code, words in STATUSES.items()}
    return codes.get(text.casefold(), text) if key == "status" and text else text


def _body(data: bytes, file: str, problems: list[Problem]) -> ET.Element | None:
    try:
        return ET.fromstring(_text_of(data))  # noqa: S314  without entities, see there
    except (zipfile.BadZipFile, KeyError, ValueError, ET.ParseError, RuntimeError, NotImplementedError, OSError):
        problems.append(Problem(file, "the document cannot be read", _CURE, left_out="the file"))
        return None


def _text_of(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        if packed.getinfo("word/document.xml").file_size > _LARGEST:
            raise ValueError("too large")
        text = packed.read("word/document.xml")
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:  # Word writes none; entities may unfold without end
        raise ValueError("entities")
    return text


def _told(table: ET.Element) -> Mapping[str, str | None]:
    """Label → what stands beside it; of a label that stands twice the first that is filled in."""
    told: dict[str, str | None] = {}
    for row in table.iter(f"{_W}tr"):
        cells = [_text(cell) for cell in _cells(row)]
        for label, value in zip(cells[::2], cells[1::2], strict=False):
            told[label] = told.get(label) or value or None
    return told


def _cells(row: ET.Element) -> Iterator[ET.Element]:
    """The cells of a row, also those inside a field that holds a whole cell."""
    for part in row:
        if part.tag == f"{_W}tc":
            yield part
        elif part.tag in (f"{_W}sdt", f"{_W}sdtContent"):
            yield from _cells(part)


def _text(element: ET.Element) -> str:
    text = tidy("".join(_pieces(element)))
    return "" if text in (CHOOSE, WRITE) else text


def _pieces(element: ET.Element) -> Iterator[str]:
    """The words below an element, a line feed for each break and at the end of each paragraph."""
    if element.tag == f"{_W}sdt" and element.find(f"{_W}sdtPr/{_W}showingPlcHdr") is not None:
        return
    for part in element:
        name = part.tag.removeprefix(_W)
        if name == "t":
            yield part.text or ""
        elif name in ("br", "cr"):
            yield "\n"
        elif name == "tab":
            yield "\t"
        elif name == "noBreakHyphen":
            yield "-"
        elif name == "p":
            yield from _pieces(part)
            yield "\n"
        elif name not in ("del", "moveFrom", "rPr", "pPr", "sdtPr", "tcPr", "Fallback"):
            yield from _pieces(part)
