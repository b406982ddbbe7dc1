"""A chapter that can be filled in: all verbs of the report's chapter, and those that open a form.

It stands above `show`, so that the report knows nothing of forms. In the batch each of these verbs shows nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from assessment_kit.capture.quiet import shown
from assessment_kit.method.model import STEPS, Place
from assessment_kit.show import chapter as report_chapter

if TYPE_CHECKING:
    from assessment_kit.capture.forms import Form  # a widget's library is not even loaded in the batch


class Chapter(report_chapter.Chapter):
    """A chapter in JupyterLab; each verb of its own ends in ``return shown(lambda: …Form(…))``."""

    def interview(self, name: str = "") -> Form | None:
        """The interview form for this chapter's items; `name` opens interviews/NAME.yaml."""
        return _interview(Path(self.assessment.engagement.folder), self.place if self.place in STEPS else "", name)

    def list(self, name: str) -> Form | None:
        """One list of the client, edited in place: processes, process_steps, roles, goals, metrics, meetings, reports, failures …"""
        return _grid(Path(self.assessment.engagement.folder), name)

    def matrix(self) -> Form | None:
        """Who answers for what, one letter per key: the list of responsibilities as a matrix."""
        return _matrix(Path(self.assessment.engagement.folder))

    def judgement(self) -> Form | None:
        """The letters with what they rest on, and the consultant's own view of letters, findings and actions, kept in decisions.yaml."""
        return _judgement(Path(self.assessment.engagement.folder))


def interview(client: str = "", name: str = "") -> Form | None:
    """The interview form for the whole guide, in rapid mode with the plan first; see `open_chapter` for `client`."""
    return _interview(report_chapter.client_folder(client), "", name)


def _interview(folder: Path, step: str, name: str) -> Form | None:
    def make() -> Form:
        from assessment_kit.capture.interview_form import InterviewForm  # noqa: PLC0415

        recipe: Mapping[str, object] = {"folder": str(folder.resolve()), "step": step, "name": name}
        return InterviewForm(recipe)

    return shown(make)


def _grid(folder: Path, name: str) -> Form | None:
    def make() -> Form:
        from assessment_kit.capture.grid import GridForm  # noqa: PLC0415

        return GridForm({"folder": str(folder.resolve()), "list": name})

    return shown(make)


def _matrix(folder: Path) -> Form | None:
    def make() -> Form:
        from assessment_kit.capture.grid_matrix import MatrixForm  # noqa: PLC0415

        return MatrixForm({"folder": str(folder.resolve())})

    return shown(make)


def _judgement(folder: Path) -> Form | None:
    def make() -> Form:
        from assessment_kit.capture.judging import JudgementForm  # noqa: PLC0415

        return JudgementForm({"folder": str(folder.resolve())})

    return shown(make)


def open_chapter(place: Place, client: str = "") -> Chapter:
    """Read a client's folder, assess it, and open one chapter with its forms; see `show.chapter.open_chapter`."""
    opened = report_chapter.open_chapter(place, client)
    return Chapter(opened.place, opened.assessment)
