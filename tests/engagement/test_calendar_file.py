"""calendar.ics: events as meetings, and nobody's address."""

from __future__ import annotations

import pandas as pd
import pytest

from assessment_kit.engagement import read
from assessment_kit.engagement.frequency import parse_frequency
from assessment_kit.engagement.model import Engagement
from tests.engagement.conftest import Client

ROLES = "role_id,title,level\nceo,Chief Executive,executive\ncoo,Head of Operations,senior\n"


def event(name: str = "Board", start: str = "20260105T100000Z", *more: str, uid: str = "") -> str:
    return "\r\n".join(
        [
            "BEGIN:VEVENT",
            f"UID:{uid or name.replace(' ', '-')}@example.org",
            f"SUMMARY:{name}",
            f"DTSTART:{start}",
            *more,
            "END:VEVENT",
        ]
    )


def calendar(client: Client, *events: str, **lists: str) -> Engagement:
    text = "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", *events, "END:VCALENDAR", ""])
    return read(client({"calendar.ics": text, **{f"{name}.csv": rows for name, rows in lists.items()}}))


def test_an_event_becomes_a_meeting(client: Client) -> None:
    engagement = calendar(
        client,
        event(
            "Operations review", "20260108T090000Z", "DTEND:20260108T103000Z", "RRULE:FREQ=MONTHLY;BYDAY=2TH",
            'ORGANIZER;CN="Head of operations":mailto:ada@example.org', "ATTENDEE;CN=Chief Executive:mailto:bob@example.org",
            "ATTENDEE;CN=Ada Lovelace:mailto:ada@example.org", "DESCRIPTION:________\\nJoin here https://example.org\\nReview results\\nMore",
        ),
        roles=ROLES,
    )  # fmt: skip
    row = engagement.tables["meetings"].iloc[0]
    assert engagement.problems == ()
    assert (row["meeting_id"], row["name"], row["stated_purpose"]) == (
        "Operations-review",
        "Operations review",
        "Review results",
    )
    assert (row["minutes"], row["chair"], row["attendees"], row["row"]) == (90, "coo", ("ceo",), 1)
    assert parse_frequency(row["frequency"]).per_year == pytest.approx(12)
    assert engagement.place("meetings", 1) == "calendar.ics event 1"
    assert "ada" not in engagement.tables["meetings"].to_string().lower()


def test_length_by_duration_and_none_for_whole_days(client: Client) -> None:
    engagement = calendar(client, event("A", "20260105T100000Z", "DURATION:PT45M"), event("B", "20260105"), event("C"))
    assert engagement.tables["meetings"]["minutes"].tolist() == [45, pd.NA, pd.NA]


def test_addresses_in_names_and_purposes_are_dropped(client: Client) -> None:
    engagement = calendar(
        client, event("1:1 ada@example.org", "20260105T100000Z", "DESCRIPTION:Ask bob@example.org\\nTalk")
    )
    assert engagement.tables["meetings"][["name", "stated_purpose"]].to_numpy().tolist() == [["1:1", "Talk"]]


def test_what_is_no_meeting_of_today_is_not_taken_over(client: Client) -> None:
    start = "20230105T100000Z"
    engagement = calendar(
        client,
        event("Private", "20260105T100000Z", "CLASS:PRIVATE"),
        event("Cancelled", "20260105T100000Z", "STATUS:CANCELLED"),
        event("Moved once", "20260105T100000Z", "RECURRENCE-ID:20260104T100000Z"),
        event("Ended", start, "RRULE:FREQ=WEEKLY;UNTIL=20240105T000000Z"),
        event("Counted out", start, "RRULE:FREQ=WEEKLY;COUNT=10"),
        event("Long ago", start),
        event("Still on", start, "RRULE:FREQ=WEEKLY"),
        event("Counted on", start, "RRULE:FREQ=WEEKLY;COUNT=180"),
        event("Ends soon", start, "RRULE:FREQ=WEEKLY;UNTIL=20261231T000000Z"),
    )
    assert engagement.problems == ()
    assert engagement.tables["meetings"]["name"].tolist() == ["Still on", "Counted on", "Ends soon"]
    assert engagement.tables["meetings"]["row"].tolist() == [7, 8, 9]


def test_single_events_of_one_name_are_one_meeting_so_many_times_a_year(client: Client) -> None:
    days = ("20251020", "20260115", "20260416", "20260716", "20261015")
    engagement = calendar(client, *(event("Quarterly review", f"{d}T100000Z", uid=d) for d in days), event("Offsite"))
    found = engagement.tables["meetings"]
    assert found["frequency"].tolist() == ["5 times a year", "once"]
    assert found["row"].tolist() == [1, 6]


def test_beside_meetings_csv_only_new_names_are_added_and_each_row_leads_back(client: Client) -> None:
    meetings = "meeting_id,name\nBoard,Board meeting\nx,Ops\n"
    engagement = calendar(client, event("OPS"), event("Board", uid="Board"), meetings=meetings)
    found = engagement.tables["meetings"]
    assert found["meeting_id"].tolist() == ["Board", "x", "Board-2"]
    assert found["row"].tolist() == [2, 3, 5]
    assert [engagement.place("meetings", row) for row in (3, 5)] == ["meetings.csv row 3", "calendar.ics event 2"]
    assert [str(t) for t in found.dtypes] == [str(t) for t in read(engagement.folder).table("meetings").dtypes]


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("RRULE:FREQ=SECONDLY", "the repetition cannot be followed"),
        ("RRULE:FREQ=DAILY;INTERVAL=0", "the repetition cannot be followed"),
        ("DTEND:20260105", "the event cannot be read"),
    ],
)
def test_a_faulty_event_is_one_problem(client: Client, line: str, rule: str) -> None:
    engagement = calendar(client, event("Good"), event("Bad", "20260105T100000Z", line))
    assert [(p.file, p.row, p.rule) for p in engagement.problems] == [("calendar.ics", 2, rule)]
    assert "Good" in engagement.tables["meetings"]["name"].tolist()


def test_what_is_no_calendar_is_told(client: Client) -> None:
    assert [p.rule for p in read(client({"calendar.ics": b"\xff\x00 nothing"})).problems] == [
        "the file cannot be read as a calendar"
    ]
    assert [p.rule for p in calendar(client).problems] == ["the calendar holds no events"]
