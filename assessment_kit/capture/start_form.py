"""The start page: the state of a client, the picker of clients, and the first report, from inside a notebook.

`Start` answers the page without any widget; `StartForm` carries it there.
"""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import webbrowser
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from assessment_kit.capture.forms import Form, script
from assessment_kit.capture.new_client import new_client
from assessment_kit.capture.on_disk import NotSavedError, write_whole
from assessment_kit.capture.respondents import file_name, respondents
from assessment_kit.capture.start import state
from assessment_kit.engagement.cells import CellError, parse_date
from assessment_kit.errors import AssessmentError, UsageError
from assessment_kit.method import load_method
from assessment_kit.shipped import SAMPLE_CLIENTS
from assessment_kit.show import chapter

SETTINGS = "engagement.yaml"
MOST_CLIENTS = 40


class Start:
    """The start page of the client on the table."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def opened(self) -> dict[str, object]:
        """The state as it stands on disk now, and the clients that may be chosen."""
        told: dict[str, object]
        try:
            assessment = chapter.open_assessment(str(self.folder))
            told = state(assessment, respondents(assessment.engagement))
        except AssessmentError as error:
            told = {"client": self.folder.name, "fault": str(error)}
        return told | {"clients": self._clients(), "sample": self._sample, "place": str(self._beside)}

    def choose(self, folder: str) -> dict[str, object]:
        """Take another client: this notebook now, the others when they are run again.

        Raises
        ------
        UsageError : there is no client in that folder.
        """
        chosen = Path(folder)
        if not (chosen / SETTINGS).is_file():
            raise UsageError(f"There is no client in {folder}. Choose another, or make a new one.")
        write_whole(Path.cwd() / chapter.CHOSEN, str(chosen.resolve()).encode("utf-8"))
        self.folder = chosen
        return self.opened()

    def make(self, message: Mapping[str, Any]) -> dict[str, object]:
        """A new client's folder beside the others, and it is taken.

        Raises
        ------
        UsageError : it has no name, its folder is there already, or cannot be written.
        """
        name = " ".join(str(message.get("client", "")).split())
        if not name:
            raise UsageError("Give the client a name first.")
        minutes = str(message.get("minutes") or "").strip()
        if minutes and not (minutes.isdecimal() and int(minutes) >= 10):
            raise UsageError(f"“{minutes}” cannot be used. Give the minutes as a whole number of 10 or more.")
        folder = self._beside / file_name(name)
        new_client(folder, load_method(), client=name, date=_day(message), minutes=int(minutes) if minutes else None)
        return self.choose(str(folder))

    def report(self) -> dict[str, object]:
        """Make the report, as ``assessment-kit run`` does.

        Raises
        ------
        NotSavedError : it could not be made; says why.
        """
        if self._sample:
            raise NotSavedError(
                "The report of a sample client is made by: make demo. Choose or make a client of your own."
            )
        out = self.folder.resolve().parent / "reports"
        command = [sys.executable, "-m", "assessment_kit", "run", str(self.folder.resolve()), "-o", str(out)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
        page = out / self.folder.resolve().name / "report.html"
        if done.returncode or not page.is_file():
            raise NotSavedError(done.stderr.strip() or "The report could not be made.")
        return {"report": str(page), "at": dt.datetime.now().astimezone().strftime("%H:%M:%S")}

    def show_report(self) -> dict[str, object]:
        """Open it in the browser of this machine."""
        page = self.folder.resolve().parent / "reports" / self.folder.resolve().name / "report.html"
        return {} if page.is_file() and webbrowser.open(page.as_uri()) else {"problem": f"Open {page} in a browser."}

    @property
    def _sample(self) -> bool:
        return self.folder.resolve().is_relative_to(SAMPLE_CLIENTS.resolve())

    @property
    def _beside(self) -> Path:
        """Where a new client is made: beside this one; beside the notebooks where this one is a sample."""
        here = Path.cwd()
        return (here.parent if here.name == "notebooks" else here) / "clients" if self._sample else self.folder.resolve().parent  # fmt: skip

    def _clients(self) -> list[dict[str, str]]:
        """The one on the table, its neighbours, then the samples."""
        beside = sorted(p.parent for p in self._beside.glob(f"*/{SETTINGS}")) if self._beside.is_dir() else []
        samples = sorted(p.parent for p in SAMPLE_CLIENTS.glob(f"*/{SETTINGS}"))
        found = {p.resolve(): "sample, made up" if p in samples else "" for p in [*beside, *samples][:MOST_CLIENTS]}
        found[self.folder.resolve()] = "open"
        return [{"value": str(p), "label": p.name, "small": small} for p, small in found.items()]


def _day(message: Mapping[str, Any]) -> dt.date | None:
    text = str(message.get("date") or "").strip()
    try:
        return parse_date(text) if text else None
    except CellError as fault:
        raise UsageError(f"The date cannot be used: {fault.rule}. {fault.cure}") from None


class StartForm(Form):
    """The form in the page. recipe: folder."""

    _esm = script("start.css", "start.js")

    def __init__(self, recipe: Mapping[str, object]) -> None:
        super().__init__(recipe)
        self._start = Start(Path(str(recipe["folder"])))

    def opened(self, view: str) -> Mapping[str, object]:  # noqa: ARG002  every tab sees the same folder
        """The state as it stands now."""
        return self._start.opened()

    def told(self, kind: str, message: Mapping[str, Any]) -> Mapping[str, object]:
        """Choose, make, report; what could not be done is told as a problem."""
        start = self._start
        verbs: Mapping[str, Callable[[], Mapping[str, object]]] = {
            "choose": lambda: start.choose(str(message["folder"])),
            "make": lambda: start.make(message),
            "report": start.report,
            "show": start.show_report,
        }
        return verbs[kind]() if kind in verbs else {"problem": f"The form does not know “{kind}”."}
