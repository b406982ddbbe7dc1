"""The workbook, the slides and the document say what the report says."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import openpyxl
import pytest
from pptx import Presentation

from assessment_kit.report import reading
from assessment_kit.report.cells import typed
from assessment_kit.report.collect import Content
from assessment_kit.report.native_charts import native
from tests.report.forms import MAKERS, content_of, faults, ours, squeezed, text_of

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=["northmoor", "harbour", "faultline"])
def content(request: pytest.FixtureRequest, reports: Path) -> Content:
    return content_of(reports / request.param)


@pytest.fixture(scope="module")
def made(content: Content) -> dict[str, bytes]:
    return {form: make(content, ours()) for form, make in MAKERS.items()}


def test_each_finding_letter_and_action_stands_in_the_workbook_and_in_the_document(
    content: Content, made: dict[str, bytes]
) -> None:
    for form in ("xlsx", "docx"):
        told = text_of(form, made[form])
        for _, finding in reading.findings(content):
            for part in ("headline", "fact", "meaning", "basis"):
                assert reading.line(finding[part]) in told, (form, finding["number"], part)
        for action in reading.actions(content):
            for part in ("title", "how", "owner"):
                assert reading.line(action[part]) in told, (form, action["number"], part)


def test_page_one_stands_in_each_form(content: Content, made: dict[str, bytes]) -> None:
    assert content.cover is not None
    for form, data in made.items():
        told = text_of(form, data)
        assert reading.line(content.cover["headline"]) in told, form
        for element in content.cover["elements"]:
            assert reading.line(element["name"]) in told, (form, element["name"])
            firmness = typed(element["firmness"])
            shown = str(firmness.value) if form == "xlsx" else element["firmness"] or element["note"]
            assert shown in told, (form, element["name"])
        for finding in content.cover["findings"]:
            assert reading.line(finding["headline"]) in told, (form, finding["number"])
        for action in content.cover["actions"]:
            assert reading.line(action["title"]) in told, (form, action["number"])


def test_letters_of_the_workbook_are_those_of_page_one(content: Content, made: dict[str, bytes]) -> None:
    assert content.cover is not None
    sheet = openpyxl.load_workbook(io.BytesIO(made["xlsx"]))["Letters"]
    rows = [(row[0], row[1]) for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert rows == [(e["name"], e["letter"]) for e in content.cover["elements"]]


def test_dates_and_days_of_the_plan_are_typed(content: Content, made: dict[str, bytes]) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(made["xlsx"]))["Actions"]
    heads = [c.value for c in sheet[1]]
    rows = [
        dict(zip(heads, row, strict=True)) for row in sheet.iter_rows(min_row=2, values_only=True) if row[0] is not None
    ]
    assert len(rows) == len(reading.actions(content))
    for row in rows:
        assert isinstance(row["Proposed date"], dt.datetime)
        assert isinstance(row["Effort, days"], int | float)
        assert row["Agreed owner"] is None
        assert row["Status"] is None


def test_the_slides_are_ten_to_fifteen_and_each_title_is_a_sentence_of_the_report(
    content: Content, made: dict[str, bytes]
) -> None:
    slides = list(Presentation(io.BytesIO(made["pptx"])).slides)
    assert len(slides) <= 15
    assert len(slides) >= 10 or not reading.actions(content)
    assert all(slide.shapes.title is not None and slide.shapes.title.text_frame.text for slide in slides)


def test_charts_of_the_slides_hold_the_numbers_of_the_figures(content: Content, made: dict[str, bytes]) -> None:
    known = [drawn for f in reading.of_kind(content, "figure") if (drawn := native(f)) is not None]
    tables = {frozenset((n, tuple(v)) for n, v in drawn.series.items()) for drawn in known}
    for slide in Presentation(io.BytesIO(made["pptx"])).slides:
        for shape in slide.shapes:
            if shape.has_chart:
                shown = frozenset((s.name, tuple(s.values)) for s in shape.chart.plots[0].series)
                assert shown in tables


def test_no_text_leaves_its_box_and_no_shape_its_slide(made: dict[str, bytes]) -> None:
    file = Presentation(io.BytesIO(made["pptx"]))
    for slide in file.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= file.slide_width
            assert shape.top + shape.height <= file.slide_height, shape.name


def test_same_content_same_bytes(content: Content, made: dict[str, bytes]) -> None:
    for form in ("xlsx", "pptx"):
        assert MAKERS[form](content, ours()) == made[form], form


def test_each_form_is_whole_and_leads_nowhere(made: dict[str, bytes]) -> None:
    for form, data in made.items():
        assert not faults(data), form


def test_alternative_texts_stand_behind_the_pictures(content: Content, made: dict[str, bytes]) -> None:
    from docx import Document  # noqa: PLC0415

    shown = [s._inline.docPr.get("descr") for s in Document(io.BytesIO(made["docx"])).inline_shapes]
    assert [reading.line(f["alt"]) for f in reading.of_kind(content, "figure")] == shown
    assert squeezed("".join(shown)) == "".join(shown)
