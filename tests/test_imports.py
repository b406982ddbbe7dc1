"""The import contract bites: a wrong import, planted in a copy of the package, is reported."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The package and its contract, to be spoilt."""
    shutil.copytree(ROOT / "assessment_kit", tmp_path / "assessment_kit", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def _broken(folder: Path) -> list[str]:
    """The names of the contracts that do not hold in a folder."""
    done = subprocess.run(
        [str(LINT_IMPORTS), "--no-cache", "--no-logo"],
        cwd=folder, capture_output=True, text=True, check=False, env={"PYTHONPATH": str(folder), "NO_COLOR": "1"},
    )  # fmt: skip
    assert "Contracts:" in done.stdout, done.stdout + done.stderr
    return re.findall(r"^(.+?) BROKEN", done.stdout, re.MULTILINE)


def test_the_package_keeps_its_contract(copy: Path) -> None:
    assert _broken(copy) == []


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("method/planted.py", "from assessment_kit.show import theme", "Imports run downwards only"),
        ("words.py", "from assessment_kit import errors", "Imports run downwards only"),
        ("brand_new_room.py", "import json", "Imports run downwards only"),
        ("analysis/planted.py", "import altair", "Altair, vl-convert and Jinja belong to show"),
        ("diagnosis/planted.py", "def late():\n    import papermill", "papermill belongs to batch"),
        ("show/planted.py", "import yaml", "YAML belongs to engagement, method and language"),
        (
            "analysis/planted.py",
            "from python_calamine import CalamineWorkbook",
            "Excel and calendars are read in engagement",
        ),
        ("analysis/planted.py", "import pyarrow.compute", "Arrow belongs to engagement"),
        ("show/planted.py", "import ipywidgets", "ipywidgets belongs to capture"),
    ],
)
def test_a_wrong_import_is_reported(copy: Path, module: str, line: str, contract: str) -> None:
    with (copy / "assessment_kit" / module).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    assert _broken(copy) == [contract]
