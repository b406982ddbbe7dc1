"""Whatever a client typed: each form opens again, holds no formula and leads nowhere."""

from __future__ import annotations

import copy
import io
from itertools import count
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from assessment_kit.report.cells import LONGEST, shortened
from assessment_kit.report.collect import Content
from tests.payloads import LONG, PAYLOADS
from tests.report.forms import MAKERS, content_of, faults, ours, text_of

KEPT = {"kind", "step", "id", "number", "severity", "letter", "wide", "narrow", "align", "section", "bars", "full", "against", "due", "effort"}  # fmt: skip
LEADERS = (
    "=cmd|' /C calc'!A0",
    "+1",
    "@SUM(1+1)",
    "-2+3",
    "\t=1+1",
    "\r=1+1",
    "</w:t></w:r>",
    "_x003D_1+1",
    "\ud800",
    "\ufffe",
)


def infected(content: Content, payload: str, *, before: bool = False, every: int = 1) -> Content:
    """The content with the payload in every text of every piece; specs of pictures, anchors and numbers stay.

    every : only in each so-and-so-manieth text.
    """
    counted = count()

    def ill(value: Any, key: str = "") -> Any:
        if key in KEPT:
            return value
        if isinstance(value, str) and next(counted) % every:
            return value
        if isinstance(value, str):
            return payload + value if before else f"{value} {payload}"
        if isinstance(value, dict):
            return {k: ill(v, k) for k, v in value.items()}
        return [ill(v) for v in value] if isinstance(value, list | tuple) else value

    made = copy.deepcopy(content)
    made.cover = ill(made.cover)
    for section in made.sections:
        section.title = ill(section.title)
        for part in section.parts:
            part.piece, part.words = ill(part.piece) if part.piece else None, ill(part.words)
    return made


@pytest.fixture(scope="module")
def content(reports: Path) -> Content:
    return content_of(reports / "harbour")


@pytest.mark.slow
@pytest.mark.parametrize("form", MAKERS)
@pytest.mark.parametrize("before", [True, False])
def test_payloads_in_every_text(content: Content, form: str, before: bool) -> None:
    payloads = [*LEADERS, *PAYLOADS.values()]
    for payload in [*LEADERS[:6], " ".join(payloads)] if before else ["".join(payloads)]:
        data = MAKERS[form](infected(content, payload, before=before), ours())
        assert not faults(data), payload[:20]
        told = text_of(form, data)
        assert "\u202e" not in told
        assert "\x07" not in told


@pytest.mark.slow
@pytest.mark.parametrize("form", MAKERS)
def test_cells_of_a_hundred_thousand_letters(content: Content, form: str) -> None:
    data = MAKERS[form](infected(content, LONG, every=40), ours())
    assert not faults(data)
    if form == "xlsx":
        for sheet in openpyxl.load_workbook(io.BytesIO(data)):
            for row in sheet.iter_rows(values_only=True):
                for told in row:
                    if isinstance(told, str) and len(told) > LONGEST - 200:
                        assert told.endswith("(shortened: the whole text is in report.html)")
                        assert len(told) <= LONGEST


def test_a_shortened_text_says_so_and_counts_as_excel_does() -> None:
    assert shortened("a" * LONGEST) == "a" * LONGEST
    assert len(shortened("a" * (LONGEST + 1))) == LONGEST
    emoji = shortened("🧨" * LONGEST)  # each is two of Excel's letters
    assert len(emoji.encode("utf-16-le")) // 2 <= LONGEST
    assert "\ufffd" not in emoji
