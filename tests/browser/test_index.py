"""The index in a real browser: its rows sort and can be found, and nothing is asked of the network."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assessment_kit.batch.index import index_page
from assessment_kit.batch.record import Run
from tests.browser.page import Visit

pytestmark = pytest.mark.browser


def test_rows_sort_by_a_heading_and_are_found_by_name(visit: Callable[..., Visit], tmp_path: Path) -> None:
    """By size the small report comes first, then turned round; one whose size is not known stays last both times."""
    runs = [
        Run("Berg", "berg", forms={"report.html": 2_000_000}, letters={"E1": "keep"}),
        Run("Acme", "acme", forms={"report.html": 900_000}, letters={"E1": "B"}),
        Run("Sank", "sank", status="failed", error="It sank."),
    ]
    (tmp_path / "index.html").write_text(index_page(runs), encoding="utf-8")
    opened = visit(tmp_path / "index.html")
    page = opened.page

    def names() -> list[str]:
        return page.locator("tbody tr:visible th").all_inner_texts()

    assert names() == ["Berg", "Acme", "Sank"]
    for wanted in (["Acme", "Berg", "Sank"], ["Berg", "Acme", "Sank"]):
        page.get_by_role("button", name="Size").click()
        assert names() == wanted
    assert page.locator("[aria-sort]").get_attribute("aria-sort") == "descending"
    page.get_by_role("button", name="Planning and managing").click()
    assert names() == ["Acme", "Berg", "Sank"]  # B, to create, before keep
    page.get_by_label("Find a client").fill("an")
    assert names() == ["Sank"]
    assert page.locator("output").inner_text() == "1 of 3"
    assert opened.left == []
    assert opened.complaints == []
