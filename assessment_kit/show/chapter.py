"""A chapter as a notebook sees it: one client, one step, and a verb for each kind of piece.

>>> from assessment_kit import open_chapter
>>> chapter = open_chapter("roles")  # doctest: +SKIP
>>> chapter.figure("matrix")  # doctest: +SKIP
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pandas as pd

from assessment_kit.analysis.masking import for_the_report
from assessment_kit.diagnosis.assessment import Assessment, assess
from assessment_kit.engagement import read
from assessment_kit.engagement.own_method import method_for
from assessment_kit.errors import UsageError
from assessment_kit.language import speak, speaking, wished
from assessment_kit.method.model import Place
from assessment_kit.method.translation import translated
from assessment_kit.shipped import DEFAULT_CLIENT
from assessment_kit.show import (
    agreement,
    cover,
    derivation,
    firmness,
    heard,
    judgement,
    next_interviews,
    plan,
    register,
    small_print,
)
from assessment_kit.show.charts import architecture, metrics, practices, roles, statements, targets
from assessment_kit.show.pieces import Figure, Gap, Piece, Table

CHARTS: Mapping[str, Mapping[str, Callable[..., Figure | Table | Gap]]] = {
    "architecture": architecture.FIGURES,
    "roles": roles.FIGURES,
    "metrics": metrics.FIGURES,
    "practices": practices.FIGURES,
}


CLIENT_VARIABLE = "ASSESSMENT_CLIENT"
"""``assessment-kit open`` tells the notebooks by this variable which client is on the table."""

CHOSEN = Path(".assessment") / "client"
"""Beside the notebooks: the client that was chosen from inside one of them, for all of them."""

SMALL = 20_000_000
"""Bytes of all files of a client up to which its texts are held as Python's own strings."""


class Chapter:
    """One chapter for one client; every verb returns a piece that a notebook shows and the report prints."""

    def __init__(self, place: Place, assessment: Assessment) -> None:
        self.place = place
        self.assessment = assessment

    def opening(self) -> Piece:
        """The chapter's question, its answer, and the letters that it settles."""
        return judgement.opening(self.assessment, self.place)

    def last_opening(self) -> Piece:
        """The head of the last chapter, method and small print."""
        return judgement.opening(self.assessment, "small_print")

    def figure(self, section: str) -> Piece:
        """The chart or table of a section; a gap that says what it would take where the data are missing."""
        if self.place == "targets":
            return _in_section(targets.FIGURES[section](self.assessment), section)
        return _in_section(CHARTS[self.place][section](self.assessment.results[self.place]), section)  # type: ignore[index]

    def findings(self, section: str) -> Piece:
        """What was found in this section, each with its evidence."""
        found = [f for f in self.assessment.findings if f.step == self.place and f.section == section]
        return judgement.findings_piece(self.assessment, found, section)

    def statements(self) -> Piece:
        """How people answered the survey statements of this chapter."""
        drawn = statements.draw(self.assessment.engagement, self.assessment.method, self.place)
        return _in_section(drawn, "statements")

    def gaps(self) -> Piece:
        """What this chapter could not assess, and what it would take."""
        return judgement.gaps(self.assessment, self.place)

    def problems(self) -> Piece:
        """The entries of the client's files that could not be used."""
        engagement = self.assessment.engagement
        return judgement.problems(for_the_report(engagement.problems, engagement))

    def cover(self) -> Piece:
        """Page one of the report."""
        return cover.cover(self.assessment)

    def before(self) -> Piece:
        """What must be settled before the start."""
        return plan.before(self.assessment)

    def actions(self) -> Piece:
        """The plan as a table."""
        return plan.actions(self.assessment)

    def next_interviews(self) -> Piece:
        """What was not assessed, and whom to ask what on the return; empty where nothing is left to ask."""
        return next_interviews.piece(self.assessment)

    def letter_links(self) -> Piece:
        """One line that leads from the letters to why they are what they are."""
        return derivation.links(self.assessment)

    def firmness(self) -> Piece:
        """How firm each letter is, what would flip it, and what would settle it."""
        return firmness.piece(self.assessment)

    def why_these_letters(self) -> Piece:
        """The steps from the answers to each letter; they unfold."""
        return derivation.piece(self.assessment)

    def agreement(self) -> Piece:
        """How well the answers agree, and how far the scores hold."""
        return agreement.piece(self.assessment)

    def heard(self) -> Piece:
        """Who was heard and who was not: rates, early against late answers, and forms that look unread."""
        return heard.piece(self.assessment)

    def small_print(self) -> Piece:
        """How we know: who took part, what each letter counts, how figures are made."""
        return small_print.small_print(self.assessment)

    def register(self) -> Piece:
        """All figures, each with its formula, its source and the findings that rest on it."""
        return register.piece(self.assessment)


def _in_section(piece: Piece, section: str) -> Piece:
    """The figure or table with the name by which an edition of the report may choose it."""
    return replace(piece, section=section) if isinstance(piece, Figure | Table) else piece


def open_chapter(place: Place, client: str = "") -> Chapter:
    """Read a client's folder, assess it, and open one chapter.

    Parameters
    ----------
    place : architecture, roles, metrics, practices or targets.
    client : the client's folder; empty takes the one that JupyterLab was opened on, else the complete sample client.

    Raises
    ------
    EngagementError : when the folder cannot be read at all.
    UsageError : when there is no such chapter.
    """
    if place not in (*CHARTS, "targets"):
        raise UsageError(f"There is no chapter “{place}”. The chapters are {', '.join(CHARTS)} and targets.")
    return Chapter(place, open_assessment(client))


def open_assessment(client: str = "") -> Assessment:
    """The assessment of a client's folder. Read anew when any of its files has changed."""
    folder = client_folder(client)
    found = _assessed(folder.resolve(), _state(folder), wished())
    speak(found.engagement.settings.language)
    return found


def client_folder(client: str = "") -> Path:
    """The folder of the client on the table: the one named, the one chosen from inside a notebook, the one that JupyterLab was opened on,
    or the complete sample client.
    """
    chosen = client or _chosen() or os.environ.get(CLIENT_VARIABLE, "")
    return Path(chosen).expanduser() if chosen else DEFAULT_CLIENT


def _chosen() -> str:
    """What the start page left beside the notebooks; nothing where that folder is gone."""
    try:
        found = CHOSEN.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""
    return found if found and Path(found).is_dir() else ""


def _state(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Name, size and time of every file of the folder that is an input: what a change would alter. What is hidden is none."""
    if not folder.is_dir():
        return ()
    found = (f for f in folder.rglob("*") if not any(p.startswith(".") for p in f.relative_to(folder).parts))
    files = sorted(f for f in found if f.is_file())
    return tuple((str(f.relative_to(folder)), f.stat().st_size, f.stat().st_mtime_ns) for f in files)


_latest: dict[tuple[Path, str], Assessment] = {}
"""The last assessment by its folder and language: after an edit only the steps that it touched are analysed anew."""


@lru_cache(maxsize=2)
def _assessed(folder: Path, state: tuple[tuple[str, int, int], ...], wish: str) -> Assessment:
    # short columns of text are quicker as Python's own strings; long ones take less memory in Arrow's
    storage = "python" if sum(size for _, size, _ in state) <= SMALL else "pyarrow"
    with pd.option_context("mode.string_storage", storage):
        engagement = read(folder, items=lambda settings: method_for(folder, settings).items)
        told_in = wish or engagement.settings.language
        engagement = replace(engagement, settings=engagement.settings.model_copy(update={"language": told_in}))
        with speaking(told_in):
            method = translated(method_for(folder, engagement.settings), told_in)
            found = assess(engagement, method, _latest.get((folder, told_in)))
    _latest.clear()  # of one client only: it holds all of its tables
    _latest[folder, told_in] = found
    return found
