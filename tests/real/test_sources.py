"""What happens where the real data are not there: a reason to skip, never a failure."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.real import sources
from tests.real.conftest import there


def test_absent_data_give_a_reason_that_names_the_cure(tmp_path: Path) -> None:
    assert "ASSESSMENT_REAL" in sources.why_absent(tmp_path / "kubernetes")
    with pytest.raises(pytest.skip.Exception, match="kubernetes"):
        there(tmp_path / "kubernetes")


def test_data_that_are_there_give_none(tmp_path: Path) -> None:
    (tmp_path / "SOURCE.txt").write_text("SOURCE", encoding="utf-8")
    assert sources.why_absent(tmp_path) == ""
    assert there(tmp_path) == tmp_path
