"""A browser is found, or installed where that may be, or asked for in one sentence."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.browser import chromium


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with hardly a command on it; returns the one folder of its commands."""
    for name in ("env", "sh", "cp", "chmod"):
        found = shutil.which(name)
        assert found
        (tmp_path / name).symlink_to(found)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CHROME", raising=False)
    monkeypatch.setattr(chromium, "ELSEWHERE", ())
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    return tmp_path


def _command(folder: Path, name: str, script: str = "") -> Path:
    path = folder / name
    path.write_text(f"#!{folder}/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_the_browser_that_is_there_is_taken(bare: Path) -> None:
    there = _command(bare, "google-chrome")
    assert chromium.find() == str(there)
    chromium.main()


def test_the_one_that_is_named_comes_first(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _command(bare, "chromium")
    named = _command(bare, "my-own-build")
    monkeypatch.setenv("CHROME", str(named))
    assert chromium.find() == str(named)


def test_root_with_apt_get_installs_debian_s(bare: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _command(
        bare, "apt-get", f'case "$*" in *install*) cp {bare}/apt-get {bare}/chromium; esac; echo "$*" >> {bare}/asked'
    )
    chromium.main()
    assert chromium.find() == str(bare / "chromium")
    assert (bare / "asked").read_text(encoding="utf-8").splitlines() == [
        "update",
        "install -y --no-install-recommends chromium",
    ]
    assert "Installing" in capsys.readouterr().out


def test_without_apt_get_the_cure_is_named(bare: Path) -> None:
    with pytest.raises(SystemExit, match="make test CHROME="):
        chromium.main()


def test_a_failed_install_shows_why_and_names_the_cure(bare: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _command(bare, "apt-get", "echo no space left; exit 1")
    with pytest.raises(SystemExit, match="CHROME="):
        chromium.main()
    assert "no space left" in capsys.readouterr().err
