"""The store of interviews: one interview, one file, and no answer acknowledged before it is on the disk.

Whoever saves says what it had seen. Where the file holds something else by now, somebody else was there: other answers, and other parts
of the same one (the first score, the second, the quote with its release, the note), are merged; the same part is a conflict that is
handed back with both sides. Nothing is remembered between two calls, so that a kernel
that died, a second tab and a second consultant are all the same case.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from assessment_kit.capture.on_disk import HIDDEN, NotSavedError, bytes_of, digest, locked, set_aside, write_whole
from assessment_kit.engagement.cells import CellError
from assessment_kit.engagement.folder import INTERVIEWS
from assessment_kit.engagement.interview_edit import Answer, UneditableError, answers_in, content_of, with_answer
from assessment_kit.engagement.interviews import parse_score
from assessment_kit.errors import Problem


@dataclass(frozen=True)
class Stand:
    """An interview as it stands on the disk. saved_at : when the file was last written, None where there is none."""

    answers: Mapping[str, Answer]
    who: Mapping[str, str]
    digest: str
    saved_at: dt.datetime | None


@dataclass(frozen=True)
class Saved:
    """The answer is on the disk, in an interview that stands as told, with the answers of others."""

    stand: Stand


@dataclass(frozen=True)
class Conflict:
    """Nothing was written: somebody else changed the same answer."""

    mine: Answer
    theirs: Answer
    stand: Stand


class InterviewFile:
    """interviews/NAME.yaml of a client's folder."""

    def __init__(self, folder: Path, name: str) -> None:
        if not re.fullmatch(r"[\w][\w .-]*", name):
            raise NotSavedError(f"“{name}” cannot be the name of an interview. Use letters, digits and hyphens.")
        self.folder, self.name = folder, name
        self.path = next(
            (p for p in (folder / INTERVIEWS / f"{name}{end}" for end in (".yaml", ".yml")) if p.exists()),
            folder / INTERVIEWS / f"{name}.yaml",
        )

    @property
    def told(self) -> str:
        """The file as a person names it: ``interviews/logistics.yaml``."""
        return f"{INTERVIEWS}/{self.path.name}"

    def read(self) -> Stand:
        """What is on the disk now.

        Raises
        ------
        NotSavedError : the file cannot be read, or is no interview; says where.
        """
        return self._stand(self._text()[0])

    def save(self, item: str, mine: Answer, seen: Answer, head: str = "") -> Saved | Conflict:
        """Write one answer, if the file still holds what was `seen` of it, or holds `mine` already.

        `head` begins the file where there is none yet: an interview without any answer is not worth a file.

        Raises
        ------
        NotSavedError : nothing was written; says why.
        """
        mine, seen = mine.tidied(), seen.tidied()
        with locked(self.folder, self.told):
            text, data = self._text()
            text = head if data is None else text
            theirs = self._stand(text).answers.get(item, Answer())
            new = merged(mine, theirs, seen)
            if new is None:
                return Conflict(mine, theirs, self._stand(text))
            return Saved(self._put(text, data, item, new) if theirs != new else self._stand(text))

    def settle(self, item: str, mine: Answer, theirs: Answer, keep: str) -> Saved | Conflict:
        """End a conflict: keep is "mine", "theirs" or "both" (mine counts, theirs goes into the note). What is not kept is set aside.

        Raises
        ------
        NotSavedError : nothing was written; says why.
        """
        mine, theirs = mine.tidied(), theirs.tidied()
        with locked(self.folder, self.told):
            text, data = self._text()
            there = self._stand(text).answers.get(item, Answer())
            if there != theirs:  # changed once more, between the question and the choice
                return Conflict(mine, there, self._stand(text))
            if keep == "both":
                return Saved(self._put(text, data, item, both(mine, theirs)))
            set_aside(self.path, aside(item, theirs if keep == "mine" else mine))
            return Saved(self._put(text, data, item, mine) if keep == "mine" else self._stand(text))

    def _put(self, text: str, data: bytes | None, item: str, answer: Answer) -> Stand:
        try:
            new = with_answer(text, item, answer, self.told)
        except UneditableError as error:
            told = str(error.problem) if error.problem else f"{self.told} cannot be changed in place. Write its answers one below the other."  # fmt: skip
            raise NotSavedError(f"Not saved: {told}") from error
        mark = b"\xef\xbb\xbf" if (data or b"").startswith(b"\xef\xbb\xbf") else b""
        self._sweep()
        write_whole(self.path, mark + new.encode("utf-8"))
        return self._stand(new)

    def _sweep(self) -> None:
        """Take away half-written files of writers that were killed; whoever holds the lock is the only writer."""
        for left in self.path.parent.glob(f".{self.path.name[:40]}.*.part"):
            left.unlink(missing_ok=True)

    def _text(self) -> tuple[str, bytes | None]:
        data = bytes_of(self.path)
        try:
            return ("" if data is None else data.decode("utf-8-sig")), data
        except UnicodeDecodeError as error:
            raise NotSavedError(str(Problem(self.told, "the file is not in UTF-8", "Save it as UTF-8."))) from error

    def _stand(self, text: str) -> Stand:
        try:
            content = content_of(text, self.told)
        except UneditableError as error:
            raise NotSavedError(f"Not saved: {error.problem or error}") from error
        who = content.get("who")
        head = {str(k): str(v) for k, v in who.items() if v is not None} if isinstance(who, dict) else {}
        when = dt.datetime.fromtimestamp(self.path.stat().st_mtime).astimezone() if self.path.exists() else None
        return Stand(answers_in(content), head, digest(text.encode("utf-8")), when)


_PARTS = (("score", "status"), ("second_score",), ("quote", "may_be_quoted"), ("note",))
"""What one person changes at once. A release belongs to the very words that were released."""


def merged(mine: Answer, theirs: Answer, seen: Answer) -> Answer | None:
    """Both changes to what was `seen`, part by part; None where both changed the same part, each in another way."""
    taken: dict[str, Any] = {}
    for part in _PARTS:
        ours, other, before = ([getattr(a, name) for name in part] for a in (mine, theirs, seen))
        if ours != before and other not in (before, ours):
            return None
        taken |= dict(zip(part, other if ours == before else ours, strict=True))
    return Answer(**taken).tidied()


def both(mine: Answer, theirs: Answer) -> Answer:
    """Mine counts; what theirs says goes into the note, which no report shows."""
    other = spoken(theirs)
    note = "\n".join(part for part in (mine.note, f"Another interviewer: {other}" if other else "") if part)
    return replace(mine, note=note)


_WITHOUT = {
    "na": "Does not apply.",
    "unknown": "Does not know.",
    "later": "Come back later.",
    "not_asked": "Not asked.",
}


def spoken(answer: Answer) -> str:
    """An answer in words, for those who must choose between two: ``Score 2. “I get it from three people.” May be quoted.``"""
    parts = [f"Score {answer.score:g}." if answer.score is not None else _WITHOUT[answer.status]]
    if answer.second_score is not None:
        parts.append(f"Second score {answer.second_score:g}." if answer.score is not None else "Second score given.")
    if answer.quote:
        parts.append(f"“{answer.quote}”" + (" May be quoted." if answer.may_be_quoted else ""))
    return " ".join([*parts, f"Note: {answer.note}" if answer.note else ""]).strip()


def aside(item: str, answer: Answer) -> str:
    """The entry for the file of what was not kept."""
    now = dt.datetime.now().astimezone().strftime("%Y-%m-%d %H:%M:%S")
    return f"{now}  {item}: {spoken(answer)}"


def answer_of(told: Mapping[str, Any]) -> Answer:
    """An answer as the page sends it; what it does not name is empty."""
    return Answer(
        _score(told.get("score")), _score(told.get("second_score")), str(told.get("status") or "not_asked"),
        str(told.get("quote") or ""), bool(told.get("may_be_quoted")), str(told.get("note") or ""),
    ).tidied()  # fmt: skip


def _score(told: object) -> float | None:
    if told is None:
        return None
    try:
        return parse_score(str(told))
    except CellError as fault:
        raise NotSavedError(f"Not saved: {fault.rule}. {fault.cure}") from fault


def plain(answer: Answer) -> dict[str, Any]:
    """An answer as the page gets it."""
    return asdict(answer)


class Place:
    """Where a form was left: beside the interviews, not in them, and no loss if it is lost."""

    def __init__(self, folder: Path, name: str) -> None:
        self.path = folder / HIDDEN / "places" / f"{name}.json"

    def get(self) -> dict[str, Any]:
        try:
            found = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def put(self, value: Mapping[str, object]) -> None:
        """Keep it; raises NotSavedError where it cannot be written."""
        write_whole(self.path, json.dumps(value).encode("utf-8"))
