"""One run at a time into a folder of reports."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from assessment_kit.batch import locks
from assessment_kit.errors import UsageError

HOLD = """
import sys, time
from pathlib import Path
from assessment_kit.batch import locks
with locks.held(Path(sys.argv[1]), *sys.argv[2:]):
    print("held", flush=True)
    time.sleep(60)
"""


def holding(out: Path, *part: str) -> subprocess.Popen[str]:
    """Another process that holds the folder."""
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(out), *part], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_run_is_told_who_holds_the_folder_and_a_dead_one_holds_nothing(tmp_path: Path) -> None:
    with holding(tmp_path) as other:
        try:
            with pytest.raises(UsageError) as told, locks.held(tmp_path):
                pass
            assert re.fullmatch(
                rf"Another run of \S+ \(process {other.pid} on \S+, since \d\d:\d\d:\d\d on \d\d \w+ \d{{4}}\) is writing reports into"
                rf" {re.escape(str(tmp_path))}\. Wait until it is done, stop it there with Ctrl-C, or choose another folder with -o\.",
                str(told.value),
            )
            assert f"process {other.pid}" in locks.holder(tmp_path)
        finally:
            other.kill()
    assert locks.holder(tmp_path) == ""
    with locks.held(tmp_path):  # what the dead one wrote about itself blocks nobody
        assert f"process {os.getpid()}" in (locks._who(tmp_path / locks.GATE))
    assert [p.name for p in tmp_path.iterdir()] == [locks.GATE]


def test_parts_go_on_side_by_side_but_not_beside_the_whole_nor_twice(tmp_path: Path) -> None:
    with holding(tmp_path, "acme") as other:
        try:
            with locks.held(tmp_path, "berg"):
                pass
            for part in ("acme", None):
                with pytest.raises(UsageError, match=f"process {other.pid}"), locks.held(tmp_path, part):
                    pass
        finally:
            other.kill()
    with locks.held(tmp_path):  # clears away what the dead part left
        assert {p.name for p in tmp_path.iterdir()} == {locks.GATE, f"{locks.GATE}.json"}
        with pytest.raises(UsageError, match=f"process {os.getpid()}"):
            locks._take(FileLock(tmp_path / locks.GATE), 0)
