"""A new client's folder: settings to fill in, a blank workbook for the lists, forms and guides for interviews, the survey, decisions."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
from collections.abc import Mapping
from pathlib import Path
from string import Template

import pandas as pd

from assessment_kit import words
from assessment_kit.analysis.interview_plan import InterviewPlan, plan_interviews
from assessment_kit.capture.guide_document import guide_document
from assessment_kit.capture.guide_page import guide_page
from assessment_kit.capture.guide_words import AUDIENCES, asked
from assessment_kit.capture.guide_words import title as guide_title
from assessment_kit.capture.interview_guide import interview_form
from assessment_kit.capture.inventory_workbook import write_inventory
from assessment_kit.capture.questionnaire import questionnaire
from assessment_kit.capture.survey_workbook import write_survey_workbook
from assessment_kit.diagnosis.evidence import LEVELS
from assessment_kit.engagement.folder import SURVEY
from assessment_kit.engagement.model import ANSWER_COLUMNS, Engagement, Settings
from assessment_kit.errors import UsageError
from assessment_kit.method.model import STEPS, Method
from assessment_kit.shipped import TEMPLATES

FORMS, GUIDES = "interviews", "interview_guides"


def new_client(
    folder: Path,
    method: Method,
    *,
    client: str = "",
    date: dt.date | None = None,
    minutes: int | None = None,
    full_survey: bool = False,
) -> list[str]:
    """Write the files of a new client, and nothing over a file that is there.

    Parameters
    ----------
    client, date : left for `check` to ask for where they are not given.
    minutes : rapid mode with so many minutes; None is full mode. Rapid mode gets one form per planned interview.
    full_survey : the survey asks every statement of the method, not the short form.

    Returns
    -------
    The names of the files written.

    Raises
    ------
    UsageError : one of the files is there already, or the folder cannot be written; nothing was written then.
    """
    files = {**_files(method, client, date, minutes), **survey_files(method, client, full=full_survey)}
    return _write(folder, files)


def new_survey(folder: Path, method: Method, client: str, *, full: bool = False) -> list[str]:
    """Write the survey's questionnaire and workbook into a client's folder, and nothing over a file that is there; their names.

    Raises
    ------
    UsageError : as in `new_client`.
    """
    return _write(folder, survey_files(method, client, full=full), "Move away what is there to have it written anew.")


def survey_files(method: Method, client: str = "", *, full: bool = False) -> dict[str, bytes]:
    """The questionnaire to hand out and the workbook in which its answers come back, by name."""
    workbook = io.BytesIO()
    write_survey_workbook(workbook, method, full=full)
    page = questionnaire(method, client, full=full)
    return {f"{SURVEY}/questionnaire.html": page.encode(), f"{SURVEY}/answers.xlsx": workbook.getvalue()}


def _write(folder: Path, files: Mapping[str, bytes], cure: str = "Choose another folder.") -> list[str]:
    _free(folder, files, cure)
    try:
        for name, content in files.items():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as file:  # never over a file that came in between
                file.write(content)
    except OSError as error:
        reason = (error.strerror or "it is not writable").lower()
        raise UsageError(f"Cannot write to {folder}: {reason}. Choose another folder.") from error
    return list(files)


def _free(folder: Path, files: Mapping[str, bytes], cure: str) -> None:
    if not str(folder).isprintable():
        raise UsageError(f"{str(folder)!r} cannot be the name of a folder. Choose another.")
    around = next(p for p in (folder, *folder.absolute().parents) if os.path.lexists(p))
    if not around.is_dir():
        raise UsageError(f"{around} is a file. Choose another folder.")
    there = [name for name in files if os.path.lexists(folder / name)]
    if there:
        holds = words.listing(there, most=3)
        raise UsageError(f"{folder} holds {holds} already, and nothing is overwritten. {cure}")
    if not os.access(around, os.W_OK | os.X_OK):
        raise UsageError(f"Cannot write to {folder}: permission denied. Choose another folder.")


def _files(method: Method, client: str, date: dt.date | None, minutes: int | None) -> dict[str, bytes]:
    workbook = io.BytesIO()
    write_inventory(workbook)
    texts = {
        "engagement.yaml": _settings(method, client, date, minutes),
        "decisions.yaml": (TEMPLATES / "capture" / "decisions.yaml").read_text(encoding="utf-8"),
        **_forms(method, minutes),
    }
    return {
        "inventory.xlsx": workbook.getvalue(),
        **{name: text.encode() for name, text in texts.items()},
        **guides(method, client),
    }


def guides(method: Method, client: str = "") -> dict[str, bytes]:
    """The interview guide for each level, to print and to fill in with Word, by name."""
    made = {}
    for level, audience in AUDIENCES.items():
        name, items = f"{GUIDES}/{audience.lower().replace(' ', '_')}", asked(method, level)
        made[f"{name}.html"] = guide_page(guide_title(level), items, method, client).encode()
        made[f"{name}.docx"] = guide_document(guide_title(level), items, method, {"level": words.humanise(level)})
    return made


def _settings(method: Method, client: str, date: dt.date | None, minutes: int | None) -> str:
    template = Template((TEMPLATES / "capture" / "engagement.yaml").read_text(encoding="utf-8"))
    return template.substitute(
        client=json.dumps(client, ensure_ascii=False), date=json.dumps(date.isoformat() if date else ""),
        mode="full" if minutes is None else "rapid", method=method.version,
        minutes="# minutes: 180  # rapid mode: for all interviews together" if minutes is None
        else f"minutes: {minutes}  # for all interviews together, about ten per interview beside its questions",
    )  # fmt: skip


def _forms(method: Method, minutes: int | None) -> dict[str, str]:
    """One form with every item, and in rapid mode one per planned interview; their names end so that nobody reads them as answers."""
    every = [i for step in STEPS for i in method.items.values() if i.step == step]
    forms = {f"{FORMS}/every_question.yaml.txt": interview_form("Every question of the method.", "", every, method)}
    for number, planned in enumerate(first_plan(method, minutes).interviews if minutes else (), start=1):
        level = planned.informant.level
        title = (
            f"{LEVELS[level]}: {words.plural(len(planned.items), 'question')}, {words.number(planned.minutes)} minutes."
        )
        forms[f"{FORMS}/interview_{number:02}_{level}.yaml.txt"] = interview_form(title, level, planned.items, method)
    return forms


def first_plan(method: Method, minutes: float) -> InterviewPlan:
    """The plan before anything is known of the client: people of each level."""
    nothing = pd.DataFrame({name: pd.Series([], dtype=dtype) for name, dtype in ANSWER_COLUMNS.items()})
    blank = Engagement("", Settings(client="New", date=dt.date(2000, 1, 1)), {}, nothing)
    return plan_interviews(blank, method, minutes)
