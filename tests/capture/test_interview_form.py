"""What the interview form asks and answers, without a page."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import pytest

from assessment_kit import open_chapter, shipped
from assessment_kit.capture.guide_document import guide_document
from assessment_kit.capture.interview_form import Interview
from assessment_kit.capture.on_disk import NotSavedError
from assessment_kit.capture.respondents import file_name, somebody
from assessment_kit.engagement import read
from assessment_kit.method import load_method

TODAY = dt.date(2026, 9, 14)


@pytest.fixture
def client(tmp_path: Path) -> Path:
    folder = tmp_path / "acme"
    folder.mkdir()
    (folder / "engagement.yaml").write_text('client: "Acme"\ndate: "2026-09-30"\n', encoding="utf-8")
    shutil.copyfile(shipped.SAMPLE_CLIENTS / "northmoor" / "roles.csv", folder / "roles.csv")
    return folder


def _message(told: dict[str, Any], item: str, **answer: object) -> dict[str, Any]:
    interview = told["interview"]
    return {"name": interview["name"], "who": interview["who"], "item": item, "answer": answer, "seen": {}}


def test_a_first_answer_makes_a_file_that_the_assessment_reads(client: Path) -> None:
    talk = Interview(client, today=TODAY)
    told: dict[str, Any] = talk.start("middle", 'Sales "North"')
    assert not (client / "interviews").exists()
    item = told["interview"]["groups"][0]["items"][0]["id"]
    saved: dict[str, Any] = talk.save(
        _message(told, item, score=3, quote="So it is.", may_be_quoted=True, status="answered")
    )
    assert saved["saved"]["file"] == "interviews/sales_north_middle_manager.yaml"
    engagement = read(client, items=load_method().items)
    assert engagement.problems == ()
    row = engagement.answers.iloc[0]
    assert (row["item_id"], row["level"], row["function"], row["score"]) == (item, "middle", 'Sales "North"', 3)
    assert (row["quote"], row["may_be_quoted"]) == ("So it is.", True)


def test_only_what_a_level_is_asked_is_in_its_guide_and_what_was_answered_all_the_same(client: Path) -> None:
    items = load_method().items
    not_asked = next(i.id for i in items.values() if i.step == "roles" and "front_line" not in i.audience)
    talk = Interview(client, "roles", today=TODAY)
    told: dict[str, Any] = talk.start("front_line", "Production")
    shown = {i["id"] for g in told["interview"]["groups"] for i in g["items"]}
    assert shown == {i.id for i in items.values() if i.step == "roles" and "front_line" in i.audience}
    talk.save(_message(told, not_asked, score=2))
    again: dict[str, Any] = talk.choose(str(told["interview"]["name"]))
    assert {i["id"] for g in again["interview"]["groups"] for i in g["items"]} == shown | {not_asked}


def test_the_whole_guide_stands_by_step_and_each_item_once(client: Path) -> None:
    told: dict[str, Any] = Interview(client, today=TODAY).start("executive", "")
    assert [g["title"] for g in told["interview"]["groups"]] == [
        "1 Process architecture", "2 Management roles", "3 Measurement", "4 Managing together"
    ]  # fmt: skip
    ids = [i["id"] for g in told["interview"]["groups"] for i in g["items"]]
    assert len(ids) == len(set(ids))


def test_when_time_is_short_the_plan_comes_first(client: Path) -> None:
    (client / "engagement.yaml").write_text(
        'client: "Acme"\ndate: "2026-09-30"\nmode: "rapid"\nminutes: 120\n', encoding="utf-8"
    )
    talk = Interview(client, today=TODAY)
    people: list[Any] = talk.opened()["people"]  # type: ignore[assignment]
    plans: list[Any] = [talk.choose(p["name"])["interview"] for p in people]
    planned = [p for p in plans if p["groups"][0]["title"] == "Planned for today"]
    assert planned
    for one in planned:
        ids = [i["id"] for g in one["groups"] for i in g["items"]]
        assert len(ids) == len(set(ids))
        assert sum(i["minutes"] for i in one["groups"][0]["items"]) <= 120


def test_a_role_that_was_met_is_not_offered_a_second_time(client: Path) -> None:
    talk = Interview(client, today=TODAY)
    people: list[Any] = talk.opened()["people"]  # type: ignore[assignment]
    assert not any(p["held"] for p in people)
    told: dict[str, Any] = talk.choose(people[0]["name"])
    item = told["interview"]["groups"][0]["items"][0]["id"]
    talk.save(_message(told, item, status="unknown"))
    after: list[Any] = talk.opened()["people"]  # type: ignore[assignment]
    assert len(after) == len(people)
    assert [(p["label"], p["answered"]) for p in after if p["held"]] == [(people[0]["label"], 1)]


def test_it_opens_where_it_was_left(client: Path) -> None:
    talk = Interview(client, today=TODAY)
    told: dict[str, Any] = talk.start("executive", "Finance")
    name = told["interview"]["name"]
    talk.save(_message(told, "roles.written", score=4))
    talk.keep_place({"name": name, "place": {"item": "roles.written", "field": "quote", "cursor": 7}})
    opened: dict[str, Any] = Interview(client, today=TODAY).opened()
    assert opened["interview"]["name"] == name
    assert opened["interview"]["place"] == {"item": "roles.written", "field": "quote", "cursor": 7}
    assert read(client, items=load_method().items).problems == ()  # the place is no part of what is read


def test_a_file_that_cannot_be_read_is_told_in_the_list_and_not_opened(client: Path) -> None:
    (client / "interviews").mkdir()
    (client / "interviews" / "sales.yaml").write_text("answers: [", encoding="utf-8")
    talk = Interview(client, today=TODAY)
    people: list[Any] = talk.opened()["people"]  # type: ignore[assignment]
    assert "interviews/sales.yaml line" in next(p["fault"] for p in people if p["name"] == "sales")
    assert "interviews/sales.yaml line" in str(talk.choose("sales")["problem"])


def test_the_sample_client_stays_as_it_is() -> None:
    talk = Interview(shipped.DEFAULT_CLIENT, today=TODAY)
    with pytest.raises(NotSavedError, match="sample client"):
        talk.save({"name": "x", "item": "roles.written", "answer": {"score": 3}, "seen": {}})


def test_file_names_are_plain_and_not_taken() -> None:
    assert file_name("Head of Größe & Logistics") == "head_of_groe_logistics"
    assert somebody("senior", "Sales", ["sales_senior_manager"]).name == "sales_senior_manager_2"


def test_in_the_batch_the_cell_shows_nothing() -> None:
    chapter = open_chapter("roles", str(shipped.SAMPLE_CLIENTS / "harbour"))
    assert chapter.interview() is None  # type: ignore[func-returns-value,unused-ignore]


def test_an_interview_in_word_is_not_begun_a_second_time(client: Path) -> None:
    method = load_method()
    items = [i for i in method.items.values() if i.step == "roles" and "executive" in i.audience]
    head = {"id": "head_sales", "level": "executive", "function": "Sales"}
    (client / "interviews").mkdir()
    data = guide_document("Guide", items, method, head, {items[0].id: {"score": "3"}})
    (client / "interviews" / "sales_executive.docx").write_bytes(data)
    talk = Interview(client, today=TODAY)
    told: dict[str, Any] = talk.choose("sales_executive")
    assert told == {"problem": "interviews/sales_executive.docx was filled in with Word, and its answers count. Go on in Word, then run this cell again."}  # fmt: skip
    people: list[dict[str, Any]] = talk.opened()["people"]  # type: ignore[assignment]
    assert [p["name"] for p in people if p["level"] == "executive" and p["function"] == "Sales"] == ["sales_executive"]
    other: dict[str, Any] = talk.start("executive", "Sales")
    assert other["interview"]["name"] == "sales_executive_2"
