"""What moved: told in letters, firmness and findings, and counted again within a step."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from assessment_kit.capture.live import Live, Shown
from assessment_kit.shipped import SAMPLE_CLIENTS
from assessment_kit.show.pieces import Gap


@pytest.fixture
def client(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SAMPLE_CLIENTS / "northmoor", tmp_path / "acme"))


def test_a_letter_that_was_judged_is_a_change_until_it_was_seen(client: Path) -> None:
    live = Live(client)
    assert live.look()["changes"] == []
    text = (client / "decisions.yaml").read_text(encoding="utf-8")
    (client / "decisions.yaml").write_text(text + 'letters:\n  E6: {letter: "keep", reason: "so"}\n', encoding="utf-8")
    found = live.look()["changes"]
    assert isinstance(found, list)
    (change,) = found
    assert (change["kind"], change["new"], change["text"]) == ("letter", "keep", "Tracking and reporting tools")
    live.seen()
    assert live.look()["changes"] == []


def test_a_finding_that_was_struck_holds_no_more(client: Path) -> None:
    live = Live(client)
    text = (client / "decisions.yaml").read_text(encoding="utf-8")
    entry = 'findings:\n  roles.void: {strike: yes, reason: "known"}\n'
    (client / "decisions.yaml").write_text(re.sub("^findings:\n", entry, text), encoding="utf-8")
    assert any(c["kind"] == "gone" for c in live.look()["changes"])  # type: ignore[attr-defined]


def test_only_what_looks_otherwise_is_shown_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    updated: list[object] = []

    class Handle:
        def update(self, piece: object) -> None:
            updated.append(piece)

    monkeypatch.setattr("IPython.display.display", lambda *_, **__: Handle())
    why, shown = ["few"], Shown()

    def moving() -> Gap:
        return Gap("a", why[0], "c")

    def still() -> Gap:
        return Gap("x", "y", "z")

    shown.show("one", moving, moving())
    shown.show("two", still, still())
    assert shown.refresh() == 0
    why[0] = "fewer"
    assert shown.refresh() == 1
    assert updated == [Gap("a", "fewer", "c")]
