"""The meetings of SIGs, working groups and the Steering Committee → meetings.

The spelling of the frequency is handed over as it stands. What sigs.yaml does not tell stays empty: length, who runs it,
what it is for, what it is worth. Its links to notes say that notes are kept, not that decisions are recorded, so they are no
yes to that: only two archives of notes are there to be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tests.real import documents
from tests.real.client_folder import read_yaml
from tests.real.community import Group, slug
from tests.real.kubernetes_roles import MAPPINGS, chairs, tech_leads

PURPOSES = (
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
    told = _told(source)
    for group in groups:
        for meeting in group.meetings:
            meeting_id = f"{group.id}__{slug(meeting['description'])}"
            yield {
                "meeting_id": meeting_id, "name": f"{group.title}: {meeting['description']}",
                "purpose": _purpose(meeting["description"]), "frequency": meeting["frequency"],
                "attendees": chairs(group) + tech_leads(group),
                "medium": "video" if "zoom" in meeting.get("url", "") else None, **told.get(meeting_id, {}),
            }  # fmt: skip


def at_least_monthly(frequency: str) -> bool:
    """All spellings in sigs.yaml say week, month or four weeks."""
    return bool(re.search("week|month", frequency, re.IGNORECASE))


def _purpose(description: str) -> str:
    words = description.lower()
    return next((purpose for pattern, purpose in PURPOSES if re.search(pattern, words)), "other")


def _told(source: Path) -> dict[str, dict[str, Any]]:
    """What reports and charters tell of single meetings; raises where they do not."""
    rows: dict[str, dict[str, Any]] = {}
    for entry in read_yaml(MAPPINGS / "meetings.yaml"):
        documents.must_say(source, entry["document"], entry["says"])
        rows.setdefault(entry["meeting"], {}).update(entry["then"])
    return rows
