"""What the tests of the other forms read out of them."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import nbformat
import openpyxl
from docx import Document
from pptx import Presentation

from assessment_kit.engagement.brand import Brand, read_brand
from assessment_kit.report.collect import Content, collect
from assessment_kit.report.document import make_document
from assessment_kit.report.exporter import _number
from assessment_kit.report.slides import make_slides
from assessment_kit.report.workbook import make_workbook

MAKERS = {"xlsx": make_workbook, "pptx": make_slides, "docx": make_document}


def ours() -> Brand:
    return read_brand(Path("no client"))


def content_of(report: Path) -> Content:
    """The collected and numbered content of a client's folder of reports."""
    made = collect(nbformat.read(p, 4) for p in sorted((report / "notebooks").glob("*.ipynb")))
    _number(made)
    return made


def squeezed(text: str) -> str:
    """Without spaces and marks of hyphenation: forms break lines where they like."""
    return re.sub(r"\s+", " ", text)


def text_of(form: str, data: bytes) -> str:
    """All that a person can read in the form, notes of slides included."""
    return squeezed(" ".join({"xlsx": _cells, "pptx": _slides, "docx": _words}[form](io.BytesIO(data))))


def _cells(file: io.BytesIO) -> list[str]:
    return [
        str(c.value)
        for sheet in openpyxl.load_workbook(file)
        for row in sheet.iter_rows()
        for c in row
        if c.value is not None
    ]


def _slides(file: io.BytesIO) -> list[str]:
    told = []
    for slide in Presentation(file).slides:
        for shape in slide.shapes:
            told += [shape.text_frame.text] if shape.has_text_frame else []
            told += [cell.text for row in shape.table.rows for cell in row.cells] if shape.has_table else []
        told += [slide.notes_slide.notes_text_frame.text] if slide.has_notes_slide else []
    return told


def _words(file: io.BytesIO) -> list[str]:
    document: Any = Document(file)
    return [p.text for p in document.paragraphs] + [c.text for t in document.tables for r in t.rows for c in r.cells]


def faults(data: bytes) -> list[str]:
    """Parts that are no well-formed XML, relations that lead out of the file, formulas: none may be there."""
    found = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            part = archive.read(name)
            if name.endswith(".xlsx"):
                found += faults(part)
            if not name.endswith((".xml", ".rels")):
                continue
            root = ET.fromstring(part)  # noqa: S314  our own files
            for element in root.iter():
                if element.get("TargetMode") == "External":
                    found.append(f"{name} leads to {element.get('Target')}")
                if name.startswith("xl/worksheets") and element.tag.endswith("}f"):
                    found.append(f"{name} holds the formula {element.text}")
                if element.tag.endswith(("}hlinkClick", "}hlinkHover", "}attachedTemplate", "}altChunk")):
                    found.append(f"{name} holds {element.tag}")
    return found
