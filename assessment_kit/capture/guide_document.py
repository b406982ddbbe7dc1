"""The interview guide as a Word document whose fields are filled in and read back by `engagement.interview_document`.

Written as WordprocessingML, so that the same guide gives the same bytes. Every answer stands in a content control inside a cell
of a table: the control offers what may be chosen, the table is what is read, also where a program knows no controls.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from assessment_kit.capture import guide_words
from assessment_kit.engagement.interview_document import ANSWER, CHOOSE, HEAD, STATUSES, WHO, WRITE
from assessment_kit.method.model import Item, Method
from assessment_kit.shipped import TEMPLATES

_PARTS = TEMPLATES / "capture" / "guide_docx"
_MADE = (2026, 1, 1, 0, 0, 0)  # a zip carries the moment of its making; here always the same
_WIDTH = 9866  # twentieths of a point between the margins of A4
_SCORES = ("1", "1.5", "2", "2.5", "3", "3.5", "4", "4.5", "5")
_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def guide_document(
    title: str,
    items: Sequence[Item],
    method: Method,
    head: Mapping[str, str] = {},
    answers: Mapping[str, Mapping[str, str]] = {},
) -> bytes:
    """The document.

    Parameters
    ----------
    head : who (id, level, function), when and by, as texts. answers : item id → score, second_score, status, quote,
        may_be_quoted and note, as texts; what is not there stays to be filled in.
    """
    body = [_paragraph("Title", title), _paragraph("Size", guide_words.size(items))]
    body += [_paragraph("How", text) for text in guide_words.HOW]
    body += [_head(head), _paragraph("Gap", "")]
    number = 0
    for part in guide_words.parts(items, method):
        body.append(_paragraph("Heading1", part.title))
        for item in part.items:
            number += 1
            body += _question(number, item, method, answers.get(item.id, {}))
    return _packed("".join(body), title)


def _question(number: int, item: Item, method: Method, answer: Mapping[str, str]) -> list[str]:
    return [
        _paragraph("Heading2", f"{number}  {item.topic}"),
        _paragraph("About", guide_words.about(item, method)),
        _paragraph("Question", item.question),
        *(_paragraph("Probe", f"–  {probe}") for probe in item.probes),
        *(_paragraph("Anchor", f"{score}\t{text}") for score, text in guide_words.anchors(item)),
        _answer(item, answer),
        _paragraph("Gap", ""),
    ]


def _head(head: Mapping[str, str]) -> str:
    def cell(key: str, label: str, prompt: str, choices: Sequence[str] = ()) -> tuple[str, str]:
        return label, _control(f"head.{key}", label, head.get(key, ""), prompt, choices)

    return _table(
        [
            [cell("id", WHO["id"], WRITE), cell("level", WHO["level"], CHOOSE, guide_words.level_words())],
            [cell("function", WHO["function"], WRITE), cell("when", HEAD["when"], WRITE)],
            [cell("by", HEAD["by"], WRITE)],
        ]
    )


def _answer(item: Item, answer: Mapping[str, str]) -> str:
    def cell(key: str, prompt: str = CHOOSE, choices: Sequence[str] = ()) -> tuple[str, str]:
        return ANSWER[key], _control(f"{item.id}.{key}", ANSWER[key], answer.get(key, ""), prompt, choices)

    return _table(
        [
            [cell("score", choices=_SCORES), cell("second_score", choices=_SCORES)],
            [cell("status", choices=list(STATUSES.values())), cell("may_be_quoted", choices=("yes", "no"))],
            [cell("quote", WRITE)],
            [cell("note", WRITE)],
            [(ANSWER["item_id"], _run(item.id, "Id"))],
        ]
    )


def _table(rows: Iterable[Sequence[tuple[str, str]]]) -> str:
    """Rows of pairs, label and what stands beside it; a single pair takes the whole width."""
    label = 1640
    value = _WIDTH // 2 - label
    made = []
    for row in rows:
        wide = len(row) == 1
        cells = "".join(
            _cell(label, _in_paragraph("Label", _run(name))) + _cell(value + wide * (label + value), _in_paragraph("Field", inside), 3 if wide else 1)
            for name, inside in row
        )  # fmt: skip
        made.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>")
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in (label, value, label, value))
    look = f'<w:tblPr><w:tblStyle w:val="Answer"/><w:tblW w:w="{_WIDTH}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
    return f"<w:tbl>{look}<w:tblGrid>{grid}</w:tblGrid>{''.join(made)}</w:tbl>"


def _cell(width: int, inside: str, span: int = 1) -> str:
    over = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{over}</w:tcPr>{inside}</w:tc>'


def _control(tag: str, label: str, text: str, prompt: str, choices: Sequence[str] = ()) -> str:
    """A field that Word offers to fill in; while it is empty it shows its prompt."""
    items = "".join(f"<w:listItem w:displayText={quoteattr(c)} w:value={quoteattr(c)}/>" for c in choices)
    kind = f"<w:comboBox>{items}</w:comboBox>" if choices else ""  # none: text with breaks
    empty = "" if text else "<w:showingPlcHdr/>"
    shown = _run(text) if text else _run(prompt, "Prompt")
    about = f"<w:alias w:val={quoteattr(label)}/><w:tag w:val={quoteattr(tag[:64])}/>"
    return f"<w:sdt><w:sdtPr>{about}{empty}{kind}</w:sdtPr><w:sdtContent>{shown}</w:sdtContent></w:sdt>"


def _paragraph(style: str, text: str) -> str:
    return _in_paragraph(style, _run(text) if text else "")


def _in_paragraph(style: str, inside: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inside}</w:p>'


def _run(text: str, style: str = "") -> str:
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    lines = [_with_tabs(line) for line in text.split("\n")]
    return f"<w:r>{look}{'<w:br/>'.join(lines)}</w:r>"


def _with_tabs(line: str) -> str:
    return "<w:tab/>".join(
        f'<w:t xml:space="preserve">{escape(part)}</w:t>' if part else "" for part in line.split("\t")
    )


def _packed(body: str, title: str) -> bytes:
    page = (
        '<w:sectPr><w:footerReference xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
        ' w:type="default" r:id="rId2"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1020" w:right="1020" w:bottom="1134" w:left="1020" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
    )
    document = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document {_NS}><w:body>{body}{page}</w:body></w:document>'
    files = {path.relative_to(_PARTS).as_posix(): path.read_bytes() for path in sorted(_PARTS.rglob("*.xml"))}
    files = {
        name.replace("_rels/rels.xml", "_rels/.rels").replace(".rels.xml", ".rels"): data
        for name, data in files.items()
    }
    files["docProps/core.xml"] = files["docProps/core.xml"].replace(b"TITLE", escape(title).encode())
    files["word/document.xml"] = document.encode()
    first = "[Content_Types].xml"
    files[first] = files.pop("content_types.xml")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as book:
        for name in (first, *sorted(files.keys() - {first})):
            info = zipfile.ZipInfo(name, _MADE)
            info.compress_type = zipfile.ZIP_DEFLATED
            book.writestr(info, files[name])
    return packed.getvalue()
