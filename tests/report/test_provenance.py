"""What the last chapter says of where a report comes from, and what no report may say of the machine that made it."""

from __future__ import annotations

import getpass
import hashlib
import re
import socket
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from assessment_kit import shipped

pytestmark = pytest.mark.slow
LETTERS = re.compile(r'<script type="text/plain" id="specs">.*?</script>', re.DOTALL)


def test_each_file_is_named_with_its_digest_and_each_version_is_told(complete_report: Path) -> None:
    page = complete_report.read_text(encoding="utf-8")
    folder = shipped.DEFAULT_CLIENT
    for name in ("processes.csv", "engagement.yaml", "survey/management_survey_2026-09.csv"):
        digest = hashlib.sha256((folder / name).read_bytes()).hexdigest()[:12]
        assert re.search(rf"{re.escape(name)}.{{0,40}}{digest}", page), name
    for library in ("pandas", "scipy", "numpy"):
        assert f"{library} {version(library)}" in page
    assert re.search(r"Chance begins from the number \d+", page)


def test_nothing_of_the_machine_the_code_or_the_parameters_is_in_it(reports: Path) -> None:
    for report in reports.glob("*/report.html"):
        page = LETTERS.sub("", report.read_text(encoding="utf-8"))
        machine = [str(Path.home()), str(shipped.SAMPLE_CLIENTS.parent.parent), str(reports), socket.gethostname(), getpass.getuser()]  # fmt: skip
        named = [*(name for name in machine if len(name) > 4), "/tmp/", "/home/", "C:\\Users"]  # noqa: S108  looked for
        code = ["open_chapter", "chapter.figure", "assessment_kit", "import ", "papermill", "Traceback", "client = ", "nbformat"]  # fmt: skip
        words = page.split('<script type="text/plain"')[0].split("<script>")[0]
        assert [name for name in named if name in page] == [], report.parent.name
        assert [text for text in code if text in words] == [], report.parent.name


def test_one_after_the_other_or_at_once_the_bytes_are_the_same(reports: Path, tmp_path: Path) -> None:
    names = ("harbour", "faultline")
    folders = [str(shipped.SAMPLE_CLIENTS / name) for name in names]
    done = subprocess.run(
        [sys.executable, "-m", "assessment_kit", "run", *folders, "-o", str(tmp_path), "--jobs", "1"],
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    for name in names:
        assert (tmp_path / name / "report.html").read_bytes() == (reports / name / "report.html").read_bytes()
