"""The same client through a real kernel and in process: the same report, to the byte."""

import subprocess
import sys
from pathlib import Path

import pytest

from assessment_kit.shipped import SAMPLE_CLIENTS


@pytest.mark.slow
def test_a_kernel_and_this_process_make_the_same_report(tmp_path: Path) -> None:
    for engine in ("assessment-kit", "nbclient"):
        command = ["run", str(SAMPLE_CLIENTS / "harbour"), "-o", str(tmp_path / engine), "--engine", engine]
        subprocess.run([sys.executable, "-m", "assessment_kit", *command], check=True, capture_output=True)
    first, second = (tmp_path / engine / "harbour" / "report.html" for engine in ("assessment-kit", "nbclient"))
    assert first.read_bytes() == second.read_bytes()
