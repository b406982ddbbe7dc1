"""Whom an interview can be held with: those already met, the client's roles, and whoever else there is. Roles and no names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from assessment_kit.analysis.masking import MANAGERS, SIGNED, signatures
from assessment_kit.capture.answers import InterviewFile, Stand
from assessment_kit.capture.on_disk import NotSavedError
from assessment_kit.engagement.folder import INTERVIEWS
from assessment_kit.engagement.model import Engagement


@dataclass(frozen=True)
class Respondent:
    """name : the interview's file without its ending. title : the role as the client calls it, empty where it is not known.

    answered : how many answers are in; held : there is a file. fault : why the file cannot be used, if so.
    """

    name: str
    level: str
    function: str
    title: str = ""
    respondent: str = ""
    answered: int = 0
    held: bool = False
    fault: str = ""

    @property
    def label(self) -> str:
        """``Head of Logistics``, or ``Executive, Logistics`` where the role is not known."""
        return self.title or ", ".join(p for p in (SIGNED.get(self.level, ""), self.function) if p) or self.name


def respondents(engagement: Engagement) -> list[Respondent]:
    """Interviews begun, in the order of their files, then the roles that nobody was met of."""
    folder = Path(engagement.folder)
    roles = _roles(engagement)
    typed = [_begun(InterviewFile(folder, name), roles) for name in _names(folder, (".yaml", ".yml"))]
    names = {one.name.casefold() for one in typed}
    begun = [*typed, *(_in_word(name, engagement, roles) for name in _names(folder, (".docx",)) if name.casefold() not in names)]  # fmt: skip
    met = {one.respondent for one in begun} | {one.name for one in begun}
    places = {(one.level, one.function.casefold()) for one in begun if not one.title}
    fresh = [
        one
        for one in roles.values()
        if one.respondent not in met and one.name not in met and (one.level, one.function.casefold()) not in places
    ]
    return [*begun, *fresh]


def _names(folder: Path, endings: Sequence[str]) -> Sequence[str]:
    place = folder / INTERVIEWS
    found = sorted(p for p in place.iterdir() if p.suffix.casefold() in endings) if place.is_dir() else []
    return [p.stem for p in found if re.fullmatch(r"\w[\w .-]*", p.stem)]


def _begun(file: InterviewFile, roles: Mapping[str, Respondent]) -> Respondent:
    try:
        stand = file.read()
    except NotSavedError as error:
        return Respondent(file.name, "", "", held=True, fault=str(error))
    who = stand.who
    role = roles.get(who.get("id", ""))
    return Respondent(
        file.name, who.get("level", ""), who.get("function", ""), role.title if role else "", who.get("id", ""), given(stand), held=True
    )  # fmt: skip


def _in_word(name: str, engagement: Engagement, roles: Mapping[str, Respondent]) -> Respondent:
    """An interview filled in with Word: a file of ours of the same name would count instead of it, so that it is not opened here."""
    rows = engagement.answers[engagement.answers["interview"] == name]
    level, function, who = (str(rows[key].iloc[0] or "") if len(rows) and pd.notna(rows[key].iloc[0]) else "" for key in ("level", "function", "respondent"))  # fmt: skip
    role = roles.get(who)
    fault = f"interviews/{name}.docx was filled in with Word, and its answers count. Go on in Word, then run this cell again."
    return Respondent(name, level, function, role.title if role else "", who, len(rows), held=True, fault=fault)


def given(stand: Stand) -> int:
    """How many answers are settled: scored, does not apply or does not know."""
    return sum(a.status in ("answered", "na", "unknown") for a in stand.answers.values())


def _roles(engagement: Engagement) -> dict[str, Respondent]:
    found = {}
    for row in engagement.table("roles").to_dict("records"):
        title, function = str(row["title"]), "" if pd.isna(row["function"]) else str(row["function"])
        level = "" if pd.isna(row["level"]) else str(row["level"])
        found[str(row["role_id"])] = Respondent(file_name(title), level, function, title, str(row["role_id"]))
    return found


def file_name(text: str) -> str:
    """``Head of Logistics`` → ``head_of_logistics``."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", plain.casefold()).strip("_") or "interview"


def somebody(level: str, function: str, taken: Sequence[str]) -> Respondent:
    """A respondent of whom only level and function are known, with a file name that is not taken."""
    stem = file_name(f"{function} {SIGNED.get(level, level)}" if function else SIGNED.get(level, level))
    name = next(n for n in (f"{stem}{f'_{i}' if i > 1 else ''}" for i in range(1, 10_000)) if n not in taken)
    return Respondent(name, level, function, respondent=name)


def functions_of(engagement: Engagement) -> list[str]:
    """The functions that the client's own lists name."""
    told = [engagement.table("roles")["function"], engagement.answers["function"]]
    return sorted({str(f) for column in told for f in column.dropna()}, key=str.casefold)


def signature(engagement: Engagement, one: Respondent) -> str:
    """How a quote of this interview is signed in the report, as far as is known today."""
    signed = signatures(engagement)
    if one.name in signed:
        return signed[one.name]
    met = engagement.answers.drop_duplicates("interview")["level"]
    if one.level in SIGNED and bool((met == one.level).any()):
        return SIGNED[one.level]
    return "Manager" if one.level in MANAGERS else "Interviewee"
