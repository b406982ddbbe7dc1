"""The pdf: printed by the browser that is there, within a time, and told plainly where there is none."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from assessment_kit.errors import ReportError, UsageError
from assessment_kit.report import pdf
from assessment_kit.report.forms import wanted


def test_no_browser_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_candidates", lambda: iter(()))
    with pytest.raises(ReportError, match="none was found"):
        pdf.make_pdf("<p>Report</p>")


@pytest.mark.parametrize(("script", "says"), [("sleep 30", "took longer"), ("exit 1", "printed no whole file")])
def test_a_browser_that_hangs_or_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, says: str) -> None:
    fake = tmp_path / "chrome"
    fake.write_text(f"#!/bin/sh\n{script}\n")
    fake.chmod(fake.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv(pdf.VARIABLE, str(fake))
    with pytest.raises(ReportError, match=says):
        pdf.make_pdf("<p>Report</p>", seconds=1)


@pytest.mark.browser
def test_the_page_is_printed() -> None:
    if pdf.browser() is None:
        pytest.skip("no browser is installed")
    data = pdf.make_pdf("<title>Report</title><p>Report</p>")
    assert data.startswith(b"%PDF-")
    assert b"20260101000000" in data


def test_forms_are_asked_for_by_name() -> None:
    assert wanted("html") == ("html",)
    assert wanted("docx, xlsx") == ("html", "xlsx", "docx")
    assert wanted("all") == ("html", "xlsx", "pptx", "docx", "pdf")
    with pytest.raises(UsageError, match="odt"):
        wanted("odt")
