"""The board edition of the complete client: short on paper, with the numbers and anchors of the working edition."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest

from assessment_kit.report.exporter import make_page
from assessment_kit.report.options import Choice
from tests.browser.page import Visit

pytestmark = [pytest.mark.browser, pytest.mark.slow]
MOST_PAGES = 12


def test_a_board_reads_twelve_pages_under_the_same_numbers(
    visit: Callable[..., Visit], complete_report: Path, tmp_path: Path
) -> None:
    made = [nbformat.read(path, as_version=4) for path in sorted(complete_report.parent.glob("notebooks/*.ipynb"))]
    (tmp_path / "board.html").write_text(make_page(made, Choice("board")).html, encoding="utf-8")
    opened = visit(tmp_path / "board.html")
    paper = opened.page.pdf(prefer_css_page_size=True, format="A4", print_background=True)
    assert 8 <= len(re.findall(rb"/Type\s*/Page\b", paper)) <= MOST_PAGES
    whole, board = complete_report.read_text(encoding="utf-8"), (tmp_path / "board.html").read_text(encoding="utf-8")
    captions = re.compile(r'<figure[^>]* id="(figure-\d+)"[^>]*>\s*<figcaption><b>([^<]*)')
    all_of_them = dict(captions.findall(whole))
    assert dict(captions.findall(board)).items() < all_of_them.items()
    anchors = [set(re.findall(r' id="((?:f|a)-[\d-]+)"', page)) for page in (whole, board)]
    assert anchors[1] < anchors[0]
    assert {a for a in anchors[1] if a.startswith("a-")} == {a for a in anchors[0] if a.startswith("a-")}
    letters = [re.findall(r'<table class="eight">.*?</table>', page, re.DOTALL)[0].count('class="tile') for page in (whole, board)]  # fmt: skip
    assert letters == [8, 8]
    dead = set(re.findall(r'href="#([^"]+)"', board.split("<script")[0])) - set(re.findall(r' id="([^"]+)"', board))
    assert dead == set()
    assert opened.left == []
    assert opened.complaints == []
