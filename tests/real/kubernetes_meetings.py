"""The meetings of SIGs, working groups and the Steering Committee → meetings.

The spelling of the frequency is handed over as it stands. What sigs.yaml does not tell stays empty: length, who runs it,
what it is for, what it is worth. Its links to notes say that notes are kept, not that decisions are recorded, so they are no
yes to that: only two archives of notes are there to be read.

Who comes is not told either, since the meetings are open. Chairs "MUST organize a main group meeting", so they are named for
that one; meetings on one subproject are left to its owners, and nobody is named. Beside sigs.yaml, three documents tell of
meetings that are held: those of mappings/kubernetes/meetings.yaml under `further`, and the check-ins of the liaisons.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tests.real import documents
from tests.real.client_folder import read_yaml
from tests.real.community import Group, slug
from tests.real.kubernetes_roles import GOVERNANCE, MAPPINGS, chairs, owners, subproject_leads, tech_leads

MAIN = ("weekly_steering", "monthly_review")
PURPOSES = (
    ("implementation|descheduler|multi-network", "other"),  # they come round too, but on one subproject
    ("triage|bug scrub|bug triage|ci meeting|backlog|robustness tests", "improvement"),
    ("office hours|meet and greet", "information"),
    ("steering committee", "monthly_review"),
    (
        "regular|main sig|sig network meeting|sig testing|weekly meeting|sig meeting|biweekly meeting|working|wg ",
        "weekly_steering",
    ),
)
"""By the words of the description, first that fits; what fits none is `other`."""


def meetings(source: Path, groups: Sequence[Group]) -> Iterator[dict[str, Any]]:
    """Rows of meetings.csv."""
    reading = read_yaml(MAPPINGS / "meetings.yaml")
    told = _told(source, reading["told"])
    documents.must_say(source, GOVERNANCE, "MUST organize a main group meeting")
    for group in groups:
        for meeting in group.meetings:
            meeting_id = f"{group.id}__{slug(meeting['description'])}"
            purpose = _purpose(meeting["description"])
            row = {
                "meeting_id": meeting_id, "name": f"{group.title}: {meeting['description']}",
                "purpose": purpose, "frequency": meeting["frequency"],
                "attendees": chairs(group) if purpose in MAIN else [],
                "medium": "video" if "zoom" in meeting.get("url", "") else None, **told.get(meeting_id, {}),
            }  # fmt: skip
            yield row | ({"attendees": chairs(group) + _answering(group)} if row["attendees"] == "subprojects" else {})
    yield from _further(source, groups, reading["further"])
    yield from _check_ins(source, groups)


def _answering(group: Group) -> list[str]:
    """The roles that answer for the group's subprojects."""
    return [role for sub in group.subprojects for role in subproject_leads(sub) or owners(sub)]


def _further(source: Path, groups: Sequence[Group], entries: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Meetings that sigs.yaml does not list, with the offices that a document names for them."""
    for entry in entries:
        documents.must_say(source, entry["document"], entry["says"])
        mine = [g for g in groups if g.kind in entry["of"] or g.id in entry["of"]]
        people = [seat for g in mine for seat in (*chairs(g), *(tech_leads(g) if entry["tech_leads"] else ()))]
        yield {"meeting_id": entry["meeting"], "attendees": people, **entry["then"]}


def _check_ins(source: Path, groups: Sequence[Group]) -> Iterator[dict[str, Any]]:
    """One per group that has a liaison in the Steering Committee: the liaison with the group's chairs."""
    documents.must_say(source, "liaisons.md", "Check-ins with their groups at least once a quarter")
    documents.must_say(source, "liaisons.md", "with Chairs, a visit to a group meeting, or some other connection")
    for group in groups:
        if group.liaison:
            yield {
                "meeting_id": f"{group.id}__check_in", "name": f"{group.title}: check-in with its liaison",
                "purpose": "quarterly_review", "frequency": "at least once a quarter",
                "attendees": [f"committee_steering_member_{group.liaison}", *chairs(group)],
            }  # fmt: skip


def at_least_monthly(frequency: str) -> bool:
    """All spellings in sigs.yaml say week, month or four weeks."""
    return bool(re.search("week|month", frequency, re.IGNORECASE))


def _purpose(description: str) -> str:
    words = description.lower()
    return next((purpose for pattern, purpose in PURPOSES if re.search(pattern, words)), "other")


def _told(source: Path, entries: Sequence[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """What reports and charters tell of single meetings; raises where they do not."""
    rows: dict[str, dict[str, Any]] = {}
    for entry in entries:
        documents.must_say(source, entry["document"], entry["says"])
        rows.setdefault(entry["meeting"], {}).update(entry["then"])
    return rows
