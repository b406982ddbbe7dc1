"""The store of judgements: decisions.yaml, one entry per letter, finding and action, and none acknowledged before it is on the disk.

Whoever saves says what it had seen of the entry. What others wrote meanwhile about something else stays; about the same thing it is
a conflict that is handed back with both sides.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assessment_kit.capture.on_disk import NotSavedError, bytes_of, locked, set_aside, write_whole
from assessment_kit.engagement.decisions_edit import Decision, decisions_in, with_decision
from assessment_kit.engagement.folder import DECISIONS
from assessment_kit.engagement.interview_edit import UneditableError
from assessment_kit.errors import Problem

Decisions = Mapping[str, Mapping[str, Decision]]
WORDS = {"letter": "Letter", "owner": "Owner", "date": "date", "severity": "Rated", "reword": "Reworded"}


@dataclass(frozen=True)
class Kept:
    """The judgement is on the disk, in a file that stands as told."""

    decisions: Decisions


@dataclass(frozen=True)
class Clash:
    """Nothing was written: somebody else judged the same thing meanwhile."""

    mine: Decision
    theirs: Decision
    decisions: Decisions


class DecisionsFile:
    """decisions.yaml of a client's folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = next((p for p in (folder / DECISIONS, folder / "decisions.yml") if p.exists()), folder / DECISIONS)

    @property
    def saved_at(self) -> dt.datetime | None:
        """When the file was last written; None where there is none."""
        return dt.datetime.fromtimestamp(self.path.stat().st_mtime).astimezone() if self.path.exists() else None

    def read(self) -> Decisions:
        """What is on the disk now.

        Raises
        ------
        NotSavedError : the file cannot be read; says where.
        """
        return self._decisions(self._text()[0])

    def save(self, kind: str, name: str, mine: Decision, seen: Decision) -> Kept | Clash:
        """Write one judgement, or take it away where `mine` is empty, if the file still holds what was `seen` of it.

        Raises
        ------
        NotSavedError : nothing was written; says why.
        """
        with locked(self.folder, self.path.name):
            text, mark = self._text()
            there = self._decisions(text)
            theirs = there[kind].get(name, {})
            if dict(theirs) == dict(mine):
                return Kept(there)
            if dict(theirs) != dict(seen):
                return Clash(mine, theirs, there)
            return Kept(self._put(text, mark, kind, name, mine))

    def settle(self, kind: str, name: str, mine: Decision, theirs: Decision, *, keep_mine: bool) -> Kept | Clash:
        """End a clash. What is not kept is set aside in decisions.not_kept.txt.

        Raises
        ------
        NotSavedError : nothing was written; says why.
        """
        with locked(self.folder, self.path.name):
            text, mark = self._text()
            there = self._decisions(text)
            now = there[kind].get(name, {})
            if dict(now) != dict(theirs):  # changed once more, between the question and the choice
                return Clash(mine, now, there)
            stamp = dt.datetime.now().astimezone().strftime("%Y-%m-%d %H:%M:%S")
            set_aside(self.path, f"{stamp}  {kind} {name}: {spoken(theirs if keep_mine else mine)}")
            return Kept(self._put(text, mark, kind, name, mine) if keep_mine else there)

    def _put(self, text: str, mark: bytes, kind: str, name: str, decision: Decision) -> Decisions:
        try:
            new = with_decision(text, kind, name, decision, self.path.name)
        except UneditableError as error:
            told = str(error.problem) if error.problem else f"{self.path.name} cannot be changed in place. Write its entries one below the other."  # fmt: skip
            raise NotSavedError(f"Not saved: {told}") from error
        write_whole(self.path, mark + new.encode("utf-8"))
        return self._decisions(new)

    def _text(self) -> tuple[str, bytes]:
        data = bytes_of(self.path) or b""
        try:
            return data.decode("utf-8-sig"), b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
        except UnicodeDecodeError as error:
            raise NotSavedError(str(Problem(self.path.name, "the file is not in UTF-8", "Save it as UTF-8."))) from error  # fmt: skip

    def _decisions(self, text: str) -> Decisions:
        try:
            return decisions_in(text, self.path.name)
        except UneditableError as error:
            raise NotSavedError(f"Not saved: {error.problem or error}") from error


def spoken(decision: Decision) -> str:
    """A judgement in words, for those who must choose between two."""
    if not decision:
        return "As the rules have it."
    parts = ["Struck." if decision.get("strike") else "", "Kept." if decision.get("keep") else ""]
    parts += [f"{word} {decision[key]}." for key, word in WORDS.items() if key in decision and key != "date"]
    parts += [f"By {decision['date']}." if "owner" in decision and "date" in decision else ""]
    parts += [f"Reason: {decision['reason']}" if "reason" in decision else ""]
    return " ".join(p for p in parts if p)
