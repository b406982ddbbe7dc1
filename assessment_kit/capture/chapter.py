"""A chapter that can be filled in: all verbs of the report's chapter, and those that open a form.

It stands above `show`, so that the report knows nothing of forms. In the batch each of these verbs shows nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from assessment_kit.capture.quiet import quiet, shown
from assessment_kit.diagnosis.assessment import Assessment
from assessment_kit.method.model import STEPS, Place
from assessment_kit.show import chapter as report_chapter
from assessment_kit.show.pieces import Piece

if TYPE_CHECKING:
    from assessment_kit.capture.forms import Form  # a widget's library is not even loaded in the batch


class Chapter(report_chapter.Chapter):
    """A chapter in JupyterLab; each verb of its own ends in ``return shown(lambda: …Form(…))``.

    Its figures and letters stand in their cells so that `live` can show them anew.
    """

    def __init__(self, place: Place, assessment: Assessment) -> None:
        super().__init__(place, assessment)
        self._shown: Any = None

    def opening(self) -> Piece:
        """As in the report; in JupyterLab it can be shown anew."""
        return self._standing("opening", super().opening)

    def figure(self, section: str) -> Piece:
        """As in the report; in JupyterLab it can be shown anew."""
        return self._standing(("figure", section), lambda: super(Chapter, self).figure(section))

    def findings(self, section: str) -> Piece:
        """As in the report; in JupyterLab it can be shown anew."""
        return self._standing(("findings", section), lambda: super(Chapter, self).findings(section))

    def gaps(self) -> Piece:
        """As in the report; in JupyterLab it can be shown anew."""
        return self._standing("gaps", super().gaps)

    def firmness(self) -> Piece:
        """As in the report; in JupyterLab it can be shown anew."""
        return self._standing("firmness", super().firmness)

    def _standing(self, name: object, make: Callable[[], Piece]) -> Piece:
        if quiet():
            return make()
        from assessment_kit.capture.live import Shown, Standing  # noqa: PLC0415

        self._shown = self._shown or Shown()
        return cast(Piece, Standing(self._shown, name, make))

    def _refresh(self) -> int:
        """Take the client as it stands on disk now, and show what looks otherwise."""
        self.assessment = report_chapter.open_assessment(self.assessment.engagement.folder)
        return self._shown.refresh() if self._shown else 0

    def live(self) -> Form | None:
        """One line that says that something moved, and tells what when asked; its button shows the charts of this chapter anew."""

        def make() -> Form:
            from assessment_kit.capture.live import LiveForm  # noqa: PLC0415

            return LiveForm({"folder": str(Path(self.assessment.engagement.folder).resolve())}, self._refresh)

        return shown(make)

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


def start(client: str = "") -> Form | None:
    """Where the engagement stands and the next thing to do; choose or make a client. See `open_chapter` for `client`."""
    return _start(report_chapter.client_folder(client))


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


def _start(folder: Path) -> Form | None:
    def make() -> Form:
        from assessment_kit.capture.start_form import StartForm  # noqa: PLC0415

        return StartForm({"folder": str(folder.resolve())})

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
