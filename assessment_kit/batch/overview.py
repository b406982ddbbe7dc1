"""manifest.json and index.html of a folder of reports, right at every moment of a run."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeAlias

from assessment_kit.batch import faults, files, record
from assessment_kit.batch.index import index_page
from assessment_kit.batch.places import Place
from assessment_kit.batch.record import Run
from assessment_kit.errors import AssessmentError

State: TypeAlias = Literal["running", "finished", "stopped"]

EVERY = 1.0
"""Seconds between two writings while clients end."""
SHARE = 0.02
"""Of the run's time that goes into them at most: with thousands of clients they take longer, and come less often."""


class Overview:
    """Told of each client as it ends; writes both files, at most once a second while the run goes on.

    Parameters
    ----------
    folders : names of the clients' folders, in the order in which they were given. there : folder → run that was on record before.
    silent : nothing is written, since the run is a part of a larger plan.
    """

    def __init__(self, out: Place, folders: Sequence[str], there: Mapping[str, Run], *, silent: bool = False) -> None:
        self.out, self.folders, self.silent = out, folders, silent
        self.started = _now()
        self.runs: dict[str, Run] = {}
        self._kept: dict[str, object] = {}
        self._before = {run.folder: run for run in record.shown(out, list(there.values()))}
        self._earlier = {name: _brief(run) for name, run in self._before.items()}
        self._due = 0.0
        self._behind = True

    def add(self, run: Run) -> None:
        """One client has ended."""
        self.runs[run.folder] = run
        self._kept[run.folder] = run.as_dict()
        self._behind = True

    def keep_up(self) -> None:
        """Write where something is new and the last time is long enough ago. A full disk is told at the end, not here."""
        if len(self.runs) == len(self.folders):
            return  # the end comes at once
        if self._behind and time.monotonic() >= self._due:
            clock = time.monotonic()
            try:
                self.write("running")
            except AssessmentError:
                self._behind = True
            ended = time.monotonic()
            self._due = ended + max(EVERY, (ended - clock) / SHARE)

    def write(self, state: State) -> None:
        """Write both files as things stand.

        Raises
        ------
        AssessmentError : there is no room for them, or no leave to write; says what to do.
        """
        if self.silent:
            return
        runs = self.ordered()
        before = [run for name, run in self._before.items() if name not in self.runs]
        try:
            files.write_json(self.out / "manifest.json", self.manifest(state))
            files.write(self.out / "index.html", index_page(runs, before))
        except OSError as error:
            raise AssessmentError(faults.told(error, self.out)) from error
        self._behind = False

    def manifest(self, state: State) -> dict[str, object]:
        """What this run did and has still to do, and which clients are there from earlier ones.

        state, started, finished (empty while it runs); ok, failed, skipped, waiting: counts; clients: the record of each that
        ended; earlier: client, folder, status and time of the others.
        """
        runs = self.ordered()
        counts: dict[str, Any] = {s: sum(r.status == s for r in runs) for s in ("ok", "failed", "skipped")}
        return {
            "state": state,
            "started": self.started,
            "finished": "" if state == "running" else _now(),
            **counts,
            "waiting": len(self.folders) - len(runs),
            "clients": [self._kept[run.folder] for run in runs],
            "earlier": [told for name, told in self._earlier.items() if name not in self.runs],
        }

    def ordered(self) -> list[Run]:
        """The clients that ended, in the order in which they were given."""
        return [self.runs[name] for name in self.folders if name in self.runs]


def _brief(run: Run) -> dict[str, object]:
    told = {name: value for name, value in run.as_dict().items() if name in ("client", "folder", "status", "finished")}
    return told if run.fingerprint or run.status == "failed" else {**told, "status": "unfinished"}


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
