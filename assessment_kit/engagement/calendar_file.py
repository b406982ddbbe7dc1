"""calendar.ics: the events of a calendar as rows of the list of meetings, instead of meetings.csv or beside it.

Read are the name, the rhythm, the length and the purpose (the first line of the description that says something). A chair or
an attendee is a role only where the calendar's name for them is a role's title: people and their addresses are not read.
Not taken over, and no fault: private and cancelled events, single dates moved within a series, series that ended more than a year before the
assessment, and events whose name stands in meetings.csv already. Single events of one name are one meeting, so many times a year.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from assessment_kit.engagement.cells import tidy
from assessment_kit.engagement.columns import empty_table, load_tables
from assessment_kit.engagement.folder import CALENDAR, Folder
from assessment_kit.engagement.frequency import parse_frequency
from assessment_kit.engagement.suggestions import normal, shorten
from assessment_kit.engagement.tables import ROW, Listing
from assessment_kit.errors import Problem

_ADDRESS = re.compile(r"\S+@\S+")
_INVITATION = re.compile(
    r"https?://|_{5,}|-{5,}|@|^(join|microsoft teams|zoom|webex|meeting id|passcode|dial)\b", re.IGNORECASE
)
_YEAR = dt.timedelta(days=366)


@dataclass
class _Event:
    """One event; `number` counts from 1 in the order of the file. minutes is None for whole days."""

    number: int
    uid: str
    name: str
    purpose: str | None
    day: dt.date
    minutes: float | None
    rule: str
    people: tuple[str, ...]
    organiser: str | None


def read_calendar(
    folder: Folder, date: dt.date, listings: dict[str, Listing], problems: list[Problem]
) -> tuple[int, str] | None:
    """Add the calendar's events to the list of meetings; the row of the first of them and the file, or None."""
    file = folder.find(CALENDAR)
    data = None if file is None else folder.contents(file, problems)
    if file is None or data is None:
        return None
    events = list(_events(data, file, date, problems))
    listed = listings.get("meetings")
    taken = set() if listed is None else {normal(name) for name in listed.frame["name"]}
    start = 1 if listed is None or listed.frame.empty else int(listed.frame["row"].max()) + 1
    rows = [row for row in _rows(events, file, listings, problems) if normal(str(row["name"])) not in taken]
    if not rows:
        return None
    ids = set() if listed is None else set(listed.frame["meeting_id"])
    for row in rows:
        row["row"] = int(row["row"]) + start - 1
        row["meeting_id"] = _free(str(row["meeting_id"]), ids)
    frame = _frame(rows)
    if listed is None:
        listings["meetings"] = Listing(load_tables()["meetings"], file, frame, {}, {})
    else:
        listed.frame = pd.concat([listed.frame, frame], ignore_index=True) if len(listed.frame) else frame
    return start, file


def _free(wanted: str, taken: set[str]) -> str:
    name, n = wanted, 1
    while name in taken:
        n += 1
        name = f"{wanted}-{n}"
    taken.add(name)
    return name


def _frame(rows: list[dict[str, Any]]) -> pd.DataFrame:
    blank = empty_table("meetings")
    several = {c.name for c in load_tables()["meetings"].columns if c.type in ("refs", "texts")}
    return pd.DataFrame(
        {
            name: pd.Series([row.get(name, () if name in several else None) for row in rows], dtype=dtype)
            for name, dtype in zip(map(str, blank), blank.dtypes, strict=True)
        }
    )


def _events(data: bytes, file: str, date: dt.date, problems: list[Problem]) -> Iterator[_Event]:
    from icalendar import Calendar  # noqa: PLC0415  a tenth of a second that only clients with a calendar pay

    try:
        parts = [part for calendar in Calendar.from_ical(data, multiple=True) for part in calendar.walk("VEVENT")]
    except Exception:  # noqa: BLE001  whatever the parser stumbles over, the file is not a calendar
        problems.append(
            Problem(file, "the file cannot be read as a calendar", "Export it again as .ics.", left_out="the file")
        )
        return
    if not parts:
        problems.append(
            Problem(file, "the calendar holds no events", "Export it again, with its series.", left_out="the file")
        )
    for number, part in enumerate(parts, start=1):
        try:
            event = _event(number, part, date)
        except Exception:  # noqa: BLE001  as above, for one event
            problems.append(
                Problem(file, "the event cannot be read", "Check its start, end and repetition.", number, left_out=ROW)
            )
            continue
        if event is not None:
            yield event


def _event(number: int, part: Any, date: dt.date) -> _Event | None:
    """The event, or None where it is not a meeting of today."""
    hidden = (
        str(part.get("CLASS", "")).upper() in ("PRIVATE", "CONFIDENTIAL")
        or str(part.get("STATUS", "")).upper() == "CANCELLED"
    )
    if hidden or "RECURRENCE-ID" in part:
        return None
    start = part.decoded("DTSTART")
    day = start.date() if isinstance(start, dt.datetime) else start
    if not isinstance(day, dt.date):
        raise TypeError("the start is no day")
    rule = part.get("RRULE")
    rule = rule[0] if isinstance(rule, list) else rule
    text = "" if rule is None else rule.to_ical().decode()
    if _over(day, text, date):
        return None
    name = _ADDRESS.sub("", tidy(str(part.get("SUMMARY", "")))).strip()
    lines = (line.strip() for line in tidy(str(part.get("DESCRIPTION", ""))).split("\n"))
    attendees = part.get("ATTENDEE") or []
    attendees = attendees if isinstance(attendees, list) else [attendees]
    return _Event(
        number=number, uid=tidy(str(part.get("UID", ""))).partition("@")[0] or f"event-{number}", name=" ".join(name.split()),
        purpose=next((line for line in lines if line and not _INVITATION.search(line)), None), day=day,
        minutes=_minutes(part, start), rule=text, people=tuple(_common_name(a) for a in attendees),
        organiser=_common_name(part.get("ORGANIZER")) or None,
    )  # fmt: skip


def _common_name(person: Any) -> str:
    return str(getattr(person, "params", {}).get("CN", "")).strip('" ')


def _minutes(part: Any, start: dt.date) -> float | None:
    if not isinstance(start, dt.datetime):
        return None
    length = (
        part.decoded("DURATION") if "DURATION" in part else part.decoded("DTEND") - start if "DTEND" in part else None
    )
    minutes = None if length is None else length.total_seconds() / 60
    return minutes if minutes is not None and 1 <= minutes <= 2880 else None


def _over(day: dt.date, rule: str, date: dt.date) -> bool:
    """True where the last date lies more than a year before the assessment."""
    until = re.search(r"UNTIL=(\d{4})(\d{2})(\d{2})", rule)
    count = re.search(r"COUNT=(\d{1,4})\b", rule)
    last = day if not rule else dt.date.max
    if until:
        last = dt.date(*(int(part) for part in until.groups()))
    elif count:
        last = day + dt.timedelta(days=366 * int(count[1]) / max(parse_frequency(f"RRULE:{rule}").per_year, 0.1))
    return last < date - _YEAR


def _rows(
    events: list[_Event], file: str, listings: Mapping[str, Listing], problems: list[Problem]
) -> Iterator[dict[str, Any]]:
    roles = listings["roles"].frame if "roles" in listings else empty_table("roles")
    titles = {normal(title): role for title, role in zip(roles["title"], roles["role_id"], strict=True)}
    singles: dict[str, list[_Event]] = {}
    for event in events:
        if not event.name:
            problems.append(
                Problem(file, "the event has no name", "Give it one in the calendar.", event.number, left_out=ROW)
            )
        elif not event.rule:
            singles.setdefault(normal(event.name), []).append(event)
    for event in (e for e in events if e.name):
        same = singles.get(normal(event.name), [])
        if not event.rule and event is not same[0]:
            continue
        frequency: str | None = f"DTSTART:{event.day:%Y%m%d} RRULE:{event.rule}" if event.rule else _times(same)
        try:
            parse_frequency(str(frequency))
        except ValueError:
            rule, cure = (
                "the repetition cannot be followed",
                "Check it in the calendar, or write the rhythm in meetings.csv.",
            )
            problems.append(Problem(file, rule, cure, event.number, None, shorten(event.rule), "the frequency"))
            frequency = None
        yield {
            "meeting_id": event.uid, "name": event.name, "stated_purpose": event.purpose, "frequency": frequency,
            "minutes": event.minutes, "chair": titles.get(normal(event.organiser or "")),
            "attendees": tuple(dict.fromkeys(titles[normal(p)] for p in event.people if normal(p) in titles)), "row": event.number,
        }  # fmt: skip


def _times(events: list[_Event]) -> str:
    """How often single events of one name take place in the year up to the last of them."""
    last = max(event.day for event in events)
    times = sum(event.day > last - dt.timedelta(days=365) for event in events)
    return "once" if times == 1 else f"{times} times a year"
