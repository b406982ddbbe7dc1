"""JupyterLab as a consultant uses it: open a notebook, Run All, read."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.lab import Lab
from tests.browser.page import Visit

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def ran(lab: Lab, visit: Callable[..., Visit]) -> Visit:
    """Notebook 04 in JupyterLab, after Run All has come to its end."""
    opened = visit(lab.notebook("04_practices.ipynb"))
    page = opened.page
    page.wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=60_000)
    page.get_by_text("| Idle").wait_for(timeout=60_000)  # the kernel is there; before that, Run All asks which to take
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    # An empty prompt is a cell that was not run, an asterisk one that waits or runs.
    page.wait_for_function(
        """() => {
          const prompts = [...document.querySelectorAll('.jp-CodeCell .jp-InputArea-prompt')].map(p => p.textContent);
          return prompts.length > 3 && prompts.every(p => /\\[\\d+\\]/.test(p));
        }""",
        timeout=120_000,
    )
    return opened


def test_run_all_shows_charts_and_sentences_and_no_traceback(ran: Visit) -> None:
    page = ran.page
    assert page.locator('.jp-RenderedText[data-mime-type="application/vnd.jupyter.stderr"]').all_inner_texts() == []
    assert page.locator(".jp-OutputArea").get_by_text("Traceback (most recent call last)").count() == 0
    charts = page.evaluate(
        """() => [...document.querySelectorAll('.jp-OutputArea-output svg')].map(s => s.getBoundingClientRect())
          .filter(b => b.width > 200 && b.height > 30).length"""
    )
    assert charts >= 3
    shown = page.locator(".jp-OutputArea-output").all_inner_texts()
    assert any(len(text) > 100 for text in shown)
    # what a cell shows when its value has no words of its own
    assert [t for t in shown if "object at 0x" in t or t.startswith(("Figure(", "Table(", "<assessment_kit"))] == []
    assert ran.left == []
