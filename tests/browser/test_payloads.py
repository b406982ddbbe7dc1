"""A client whose every text is hostile, in a real browser: nothing runs, nothing leaves, nothing breaks; without a guard it would."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import nh3
import pytest
from markupsafe import Markup
from nbformat import NotebookNode

from assessment_kit.report import exporter
from assessment_kit.show import html
from assessment_kit.show.pieces import MIME
from tests.browser import hostile
from tests.browser.page import Visit
from tests.payloads import EVIL, PAYLOADS, build

pytestmark = [pytest.mark.browser, pytest.mark.slow]
Open = Callable[..., Visit]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the hostile client's report, made by the command."""
    parent = tmp_path_factory.mktemp("hostile")
    folder, out = build(parent), parent / "out"
    done = subprocess.run(
        [sys.executable, "-m", "assessment_kit", "run", str(folder), "-o", str(out)],
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return out


@pytest.fixture(scope="module")
def report(made: Path) -> Path:
    (found,) = made.glob("*/report.html")
    return found


@pytest.fixture(scope="module")
def notebooks(report: Path) -> list[NotebookNode]:
    """The executed notebooks, with a consultant's own words among them that are hostile as well."""
    read = [nbformat.read(file, as_version=4) for file in sorted((report.parent / "notebooks").glob("*.ipynb"))]
    place = next(n for n, cell in enumerate(read[0].cells) if _figure(cell))
    read[0].cells[place:place] = [nbformat.v4.new_markdown_cell(f"Words {payload}") for payload in PAYLOADS.values()]
    return read


def _figure(cell: NotebookNode) -> dict[str, Any] | None:
    """The content of the first figure among a cell's outputs."""
    made = (output.get("data", {}).get(MIME, {}) for output in cell.get("outputs", []))
    return next((piece for piece in made if piece.get("kind") == "figure"), None)


def our_faults(visit: Open, page: Path) -> list[str]:
    return [
        fault for fault in hostile.faults(visit, page, script=True) if not fault.startswith('markup: <a href="https:')
    ]


def page_of(notebooks: list[NotebookNode], folder: Path) -> Path:
    file = folder / "report.html"
    file.write_text(exporter.make_page(notebooks).html, encoding="utf-8")
    return file


@pytest.mark.parametrize(("script", "width"), [(True, 1440), (True, 390), (False, 1440), (False, 390)])
def test_nothing_runs_nothing_leaves_nothing_breaks(visit: Open, report: Path, script: bool, width: int) -> None:
    assert hostile.faults(visit, report, script=script, width=width) == []


def test_the_payloads_are_in_the_report_as_they_were_typed(visit: Open, report: Path) -> None:
    """The check above would pass on a report without them."""
    texts = " ".join(text for text, _ in visit(report, script=False).texts())
    told = {name for name, payload in PAYLOADS.items() if " ".join(payload.split())[:12] in " ".join(texts.split())}
    assert {"script", "handler", "style", "svg", "jinja", "format", "link", "entities", "hyperlink", "chinese"} <= told
    assert len(told) >= 24


def test_a_text_that_nobody_would_read_is_left_out_and_told(visit: Open, report: Path) -> None:
    texts = " ".join(text for text, _ in visit(report, script=False).texts())
    assert "The text has 98,999 letters" in texts
    assert "long words " * 400 not in texts


def test_hostile_words_of_a_notebook_are_cleaned(visit: Open, notebooks: list[NotebookNode], tmp_path: Path) -> None:
    """A consultant's own words may name a source; a client's never become a link."""
    assert our_faults(visit, page_of(notebooks, tmp_path)) == []


def test_the_policy_stops_what_got_in_all_the_same(visit: Open, report: Path) -> None:
    assert hostile.breaches(visit, report) == []


def test_the_list_of_reports_and_the_notebooks_html_are_safe(visit: Open, made: Path, notebooks: list[NotebookNode], tmp_path: Path) -> None:  # fmt: skip
    index = visit(made / "index.html")
    assert [*index.ran, *index.left, *index.complaints, *index.past_the_edge()] == []
    assert index.page.locator("img, form, iframe").count() == 0
    shown = [
        o.data["text/html"]
        for n in notebooks
        for c in n.cells
        for o in c.get("outputs", [])
        if "text/html" in o.get("data", {})
    ]
    page = tmp_path / "cells.html"
    page.write_text("<meta charset=utf-8>" + "".join(f"<div>{text}</div>" for text in shown), encoding="utf-8")
    opened = visit(page)
    assert [*opened.ran, *opened.left] == []


# --- each guard taken out, one at a time: the check goes red ------------------------------------------------------------


def test_without_escaping_it_would_run(visit: Open, notebooks: list[NotebookNode], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setattr(html.environment(), "autoescape", False)
    html.environment().cache.clear()  # type: ignore[union-attr]
    try:
        found = hostile.faults(visit, page_of(notebooks, tmp_path), script=True)
    finally:
        html.environment().cache.clear()  # type: ignore[union-attr]
    assert [f for f in found if f.startswith(("markup", "asked", "complained"))]


def test_without_cleaning_words_would_be_markup(visit: Open, notebooks: list[NotebookNode], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setattr(nh3, "clean", lambda text, **_: text)
    found = our_faults(visit, page_of(notebooks, tmp_path))
    assert [f for f in found if f.startswith(("markup", "complained"))]


def test_without_the_policy_it_would_run_and_leave(visit: Open, report: Path, tmp_path: Path) -> None:
    bare = tmp_path / "bare.html"
    bare.write_text(report.read_text(encoding="utf-8").replace("Content-Security-Policy", "x", 1), encoding="utf-8")
    found = hostile.breaches(visit, bare)
    assert "hit()" in found
    assert any(address.startswith(EVIL) for address in found)


def test_without_packing_a_chart_would_end_its_script(visit: Open, notebooks: list[NotebookNode], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    def raw(value: dict[str, Any]) -> Markup:
        return Markup(json.dumps(value, ensure_ascii=False))  # noqa: S704  the guard that is taken out

    monkeypatch.setattr(exporter, "packed", raw)
    found = hostile.faults(visit, page_of(notebooks, tmp_path), script=True)
    assert [f for f in found if f.startswith(("markup", "complained"))]


def test_without_rebuilding_a_spec_could_fetch_and_link(visit: Open, notebooks: list[NotebookNode], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    """A chart's spec that somebody changed in a notebook: an image and a link in place of our marks."""
    changed = [nbformat.from_dict(json.loads(json.dumps(n))) for n in notebooks]
    piece = next(piece for n in changed for c in n.cells if (piece := _figure(c)))
    values = [{"x": 1, "u": f"{EVIL}/in-a-chart.png", "h": f"{EVIL}/link"}]
    channels = {"x": {"field": "x", "type": "quantitative"}, "url": {"field": "u"}, "href": {"field": "h"}}
    for width in ("wide", "narrow"):
        piece[width] = {"mark": "image", "data": {"values": values}, "encoding": channels, "width": 300, "height": 60}
    assert our_faults(visit, page_of(changed, tmp_path)) == []
    monkeypatch.setattr(exporter, "live", lambda spec: spec)
    monkeypatch.setattr(exporter, "svg", lambda _: f'<svg><a href="{EVIL}"><image href="{EVIL}/s.png"/></a></svg>')
    found = hostile.faults(visit, page_of(changed, tmp_path), script=True)
    assert [f for f in found if f.startswith(("markup", "asked", "complained"))]
