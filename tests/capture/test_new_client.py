"""A new client's folder: what is missing is asked for, nothing is overwritten, and what is filled in is read."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from assessment_kit.capture.new_client import first_plan, new_client
from assessment_kit.engagement import check, read
from assessment_kit.errors import EngagementError, UsageError
from assessment_kit.method import load_method

METHOD = load_method()
DAY = dt.date(2026, 10, 16)


def _new(folder: Path, client: str = "Acme", date: dt.date | None = DAY, minutes: int | None = None) -> Path:
    new_client(folder, METHOD, client=client, date=date, minutes=minutes)
    return folder


def test_with_client_and_date_nothing_is_wrong(tmp_path: Path) -> None:
    found = read(_new(tmp_path / "acme", client='Ä "quoted" \\ name: # no note'), METHOD.items)
    assert found.problems == ()
    assert found.settings.client == 'Ä "quoted" \\ name: # no note'
    assert (found.settings.date, found.settings.mode, found.settings.minutes) == (DAY, "full", None)
    assert found.settings.method == METHOD.version
    assert found.tables == {}
    assert found.interviews == 0


def test_without_them_both_are_asked_for(tmp_path: Path) -> None:
    with pytest.raises(EngagementError, match="it is empty") as stopped:
        check(_new(tmp_path / "acme", client="", date=None), METHOD.items)
    assert [p.column for p in stopped.value.problems] == ["client", "date"]
    assert all(p.row for p in stopped.value.problems)


def test_rapid_mode_has_its_minutes_and_a_form_per_planned_interview(tmp_path: Path) -> None:
    folder = _new(tmp_path / "acme", minutes=120)
    settings = read(folder, METHOD.items).settings
    assert (settings.mode, settings.minutes) == ("rapid", 120)
    planned = first_plan(METHOD, 120).interviews
    forms = sorted(p.name for p in (folder / "interviews").glob("interview_*"))
    assert forms == [f"interview_{n:02}_{i.informant.level}.yaml.txt" for n, i in enumerate(planned, start=1)]
    for name, interview in zip(forms, planned, strict=True):
        text = (folder / "interviews" / name).read_text(encoding="utf-8")
        assert [line.split('"')[1] for line in text.splitlines() if "item_id" in line] == [
            i.id for i in interview.items
        ]


def test_a_form_is_sound_blank_and_its_answers_are_read(tmp_path: Path) -> None:
    folder = _new(tmp_path / "acme")
    form = (folder / "interviews" / "every_question.yaml.txt").read_text(encoding="utf-8")
    (folder / "interviews" / "one.yaml").write_text(form, encoding="utf-8")
    blank = read(folder, METHOD.items)
    assert blank.problems == ()
    assert len(blank.answers) == len(METHOD.items)
    assert set(blank.answers["status"]) == {"not_asked"}
    first = next(line for line in form.splitlines() if "item_id" in line)
    filled = form.replace(f"{first}\n    score:", f"{first}\n    score: 4", 1).replace('level: ""', 'level: "senior"')
    (folder / "interviews" / "one.yaml").write_text(filled, encoding="utf-8")
    told = read(folder, METHOD.items)
    assert told.problems == ()
    answered = told.answers[told.answers["status"] == "answered"]
    assert answered[["item_id", "score", "level"]].to_numpy().tolist() == [[first.split('"')[1], 4.0, "senior"]]


def test_the_notes_in_the_files_become_entries_when_the_mark_is_taken_away(tmp_path: Path) -> None:
    folder = _new(tmp_path / "acme")
    for name, first in (("engagement.yaml", "  # permission"), ("decisions.yaml", "# letters")):
        lines = (folder / name).read_text(encoding="utf-8").splitlines()
        start = next(n for n, line in enumerate(lines) if line.startswith(first))
        opened = [
            line.replace("# ", "", 1) if n >= start and line.strip().startswith("#") and ":" in line else line
            for n, line in enumerate(lines)
        ]
        (folder / name).write_text("\n".join(opened) + "\n", encoding="utf-8")
    found = read(folder, METHOD.items)
    assert [str(p) for p in found.problems] == []
    assert found.settings.preconditions.permission == "Yes, by the board on 2 March 2026"
    assert found.settings.population.by_level["executive"] == 9
    assert list(found.decisions["letters"]) == ["E5"]  # type: ignore[call-overload]
    assert set(found.decisions["findings"]) <= set(METHOD.situations)  # type: ignore[call-overload]
    assert set(found.decisions["actions"]) <= set(METHOD.actions)  # type: ignore[call-overload]


def test_the_same_call_writes_the_same_bytes(tmp_path: Path) -> None:
    one, two = _new(tmp_path / "one", minutes=60), _new(tmp_path / "two", minutes=60)
    names = sorted(p.relative_to(one).as_posix() for p in one.rglob("*") if p.is_file())
    assert names == sorted(p.relative_to(two).as_posix() for p in two.rglob("*") if p.is_file())
    assert all((one / name).read_bytes() == (two / name).read_bytes() for name in names)


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    folder = tmp_path / "acme"
    folder.mkdir()
    (folder / "decisions.yaml").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match=r"holds decisions\.yaml already, and nothing is overwritten"):
        _new(folder)
    assert [p.name for p in folder.iterdir()] == ["decisions.yaml"]
    assert (folder / "decisions.yaml").read_text(encoding="utf-8") == "mine"


def test_a_folder_with_other_files_is_taken(tmp_path: Path) -> None:
    (tmp_path / "minutes.docx").write_bytes(b"x")
    assert (_new(tmp_path) / "engagement.yaml").exists()


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "acme").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError, match="is a file"):
        _new(tmp_path / "acme" / "below")


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)  # whoever runs the tests may be allowed to write anywhere
    with pytest.raises(UsageError, match=r"Cannot write to .*: permission denied"):
        _new(tmp_path / "acme")
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_gives_up_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "mkdir", full)
    with pytest.raises(UsageError, match="no space left on device"):
        _new(tmp_path / "acme")
