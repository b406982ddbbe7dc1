"""Where an engagement stands: on the first day, with faults, and when all is in."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any, cast

import pytest

from assessment_kit.capture.new_client import new_client
from assessment_kit.capture.start import mend, next_thing, state, stations, step_of
from assessment_kit.capture.start_form import Start
from assessment_kit.errors import Problem, UsageError
from assessment_kit.method import load_method
from assessment_kit.shipped import NOTEBOOKS, SAMPLE_CLIENTS
from assessment_kit.show import chapter


@pytest.fixture
def acme(tmp_path: Path) -> Path:
    new_client(tmp_path / "acme", load_method(), client="Acme", date=dt.date(2026, 3, 31))
    return tmp_path / "acme"


def test_on_the_first_day_it_says_what_to_do_and_how_long_it_takes(acme: Path) -> None:
    assessment = chapter.open_assessment(str(acme))
    told = cast(dict[str, Any], state(assessment))
    assert told["next"]["title"] == "Start with the process list"
    assert "15 minutes" in told["next"]["text"]
    assert [s["state"] for s in told["stations"]] == ["next", "to do", "to do", "then"]
    assert told["elements"] == []


def test_with_a_process_list_the_interview_is_next_then_meetings_or_metrics(acme: Path) -> None:
    (acme / "processes.csv").write_text("process_id,name,category\np1,Order to delivery,deliver\n", encoding="utf-8")
    assessment = chapter.open_assessment(str(acme))
    assert next_thing(assessment).title == "Hold a first interview"
    talk = 'who: {id: "a", level: "executive", function: "Sales"}\nanswers:\n  - {item_id: "practices.diagnosis", score: 2}\n'
    (acme / "interviews" / "a.yaml").write_text(talk, encoding="utf-8")
    assessment = chapter.open_assessment(str(acme))
    assert next_thing(assessment).title == "List the meetings or the metrics"
    states = [s.state for s in stations(assessment.engagement)]
    assert states == ["1 of about 10 rows", "1 interview begun, 1 answer", "next", "then"]
    figures = cast(dict[str, Any], state(assessment))["figures"]
    assert figures[0] == {"value": "1", "label": "interview begun"}


def test_a_station_is_done_from_ten_rows_and_ten_answers_and_the_way_goes_when_all_are(acme: Path) -> None:
    rows = "".join(f"p{n},Process {n},deliver\n" for n in range(10))
    (acme / "processes.csv").write_text(f"process_id,name,category\n{rows}", encoding="utf-8")
    items = list(load_method().items)[:10]
    answers = "".join(f'  - {{item_id: "{i}", score: 2}}\n' for i in items)
    talk = f'who: {{id: "a", level: "executive", function: "Sales"}}\nanswers:\n{answers}'
    (acme / "interviews" / "a.yaml").write_text(talk, encoding="utf-8")
    meetings = "".join(f"m{n},Meeting {n},other\n" for n in range(9))
    (acme / "meetings.csv").write_text(f"meeting_id,name,purpose\n{meetings}", encoding="utf-8")
    told = stations(chapter.open_assessment(str(acme)).engagement)
    assert [s.state for s in told] == ["done", "done", "9 of about 10 rows", "then"]
    (acme / "meetings.csv").write_text(f"meeting_id,name,purpose\n{meetings}m9,Last,other\n", encoding="utf-8")
    assert stations(chapter.open_assessment(str(acme)).engagement) == []


def test_once_all_stations_are_reached_the_interview_that_settles_most_is_next() -> None:
    told = cast(dict[str, Any], state(chapter.open_assessment(str(SAMPLE_CLIENTS / "northmoor"))))
    assert told["stations"] == []
    assert told["next"]["go"] == "Open the interview"
    assert "minutes. It can settle" in told["next"]["text"]
    opened = [e for e in told["elements"] if e["missing"]]
    assert [e["word"] for e in opened] == ["open"]
    assert all((NOTEBOOKS / f"{s['notebook']}.ipynb").is_file() for s in told["steps"])


def test_rows_of_a_list_are_mended_in_its_chapter_and_other_files_by_hand() -> None:
    row, setting = Problem("meetings.csv", "r", "c", 4), Problem("engagement.yaml", "r", "c", 6)
    assert (step_of(row), step_of(setting)) == ("practices", "")
    assert mend([setting]) is None
    told = mend([setting, row])
    assert told is not None
    assert (told.title, told.notebook) == ("Mend 1 entry", "04_practices")


def test_faulty_entries_are_listed_first_ones_first_and_the_rest_is_counted() -> None:
    told = cast(dict[str, Any], state(chapter.open_assessment(str(SAMPLE_CLIENTS / "faultline"))))
    assert len(told["problems"]["rows"]) == 5
    assert told["problems"]["title"].startswith(f"{5 + told['problems']['more']} ")


def test_a_client_is_made_beside_the_others_and_taken(acme: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (acme / "notebooks").mkdir()
    monkeypatch.chdir(acme / "notebooks")
    start = Start(acme)
    told = cast(dict[str, Any], start.make({"client": "Beta Works", "date": "2026-03-31", "minutes": "180"}))
    assert told["client"] == "Beta Works"
    assert chapter.client_folder() == acme.parent / "beta_works"
    assert chapter.open_assessment().engagement.settings.minutes == 180
    assert {c["label"] for c in told["clients"]} >= {"acme", "beta_works", "northmoor"}
    with pytest.raises(UsageError, match="nothing is overwritten"):
        start.make({"client": "Beta Works", "date": "2026-03-31"})
    with pytest.raises(UsageError, match="name first"):
        start.make({"client": " "})
    start.choose(str(acme))
    assert chapter.client_folder() == acme


def test_a_client_that_cannot_be_read_can_still_be_left_for_another(tmp_path: Path) -> None:
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "engagement.yaml").write_text("client: [", encoding="utf-8")
    told = cast(dict[str, Any], Start(tmp_path / "bad").opened())
    assert told["fault"]
    assert told["clients"]
