"""The job of one client: run the notebooks through papermill, put the report together, write both and the record."""

from __future__ import annotations

import datetime as dt
import logging
import time
import warnings
from dataclasses import dataclass
from pathlib import Path

import nbformat
import papermill
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError

from assessment_kit.batch import files
from assessment_kit.batch.record import Run, unnamed
from assessment_kit.errors import AssessmentError, NotebookError
from assessment_kit.report.exporter import make_page, with_pictures
from assessment_kit.shipped import NOTEBOOKS
from assessment_kit.show.chapter import open_assessment
from assessment_kit.show.pieces import content_only

ENGINE = "assessment-kit"
STEPS = ("01_architecture", "02_roles", "03_metrics", "04_practices", "05_target_changes")


@dataclass(frozen=True)
class Job:
    """One client to run: its folder, the name of its folder in the output, and how."""

    source: Path
    target: Path
    engine: str = ENGINE
    fingerprint: str = ""
    inputs: tuple[tuple[str, str], ...] = ()


def run_job(job: Job) -> Run:
    """Run one client; whatever goes wrong ends as a failed record with a sentence, never as an exception."""
    clock, now = time.perf_counter(), dt.datetime.now(dt.UTC)
    run = Run(client=job.source.name, folder=job.target.name, started=now.isoformat(timespec="seconds"))
    run.fingerprint, run.inputs, run.versions = job.fingerprint, unnamed(dict(job.inputs)), files.versions()
    try:
        _run(job, run)
    except AssessmentError as error:
        run.status, run.error = "failed", " ".join(str(error).splitlines()[:2])
    except OSError as error:
        run.status, run.error = "failed", f"{error.strerror or error}: {Path(str(error.filename or '')).name}"
    except Exception as error:  # a client that fails must not touch the others
        logging.getLogger(__name__).debug("job failed", exc_info=True)
        run.status, run.error = "failed", f"Unexpected {type(error).__name__}: {str(error)[:200]}"
    run.seconds = round(time.perf_counter() - clock, 3)
    run.finished = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    try:
        files.make_folder(job.target)
        files.write_json(job.target / "run.json", run.as_dict())
    except (AssessmentError, OSError) as error:
        run.status, run.error = "failed", run.error or str(error)
    return run


def _run(job: Job, run: Run) -> None:
    files.make_folder(job.target / "notebooks")
    assessment = open_assessment(str(job.source))
    run.client = assessment.engagement.settings.client
    run.problems = len(assessment.engagement.problems)
    run.letters = {name: v.letter for name, v in assessment.verdicts.items()}
    limits = assessment.method.thresholds
    firm = {name: v.told_firmness(limits) for name, v in assessment.verdicts.items()}
    run.firmness = {name: round(share, 3) for name, share in firm.items() if share is not None}
    page = make_page([execute(step, job, run) for step in STEPS])
    run.figures = page.figures
    for step, notebook in zip(STEPS, page.notebooks, strict=True):
        files.write(job.target / "notebooks" / f"{step}.ipynb", nbformat.writes(with_pictures(notebook)))
    files.write(job.target / "report.html", page.html)


def execute(step: str, job: Job, run: Run) -> NotebookNode:
    """Run one notebook for the client.

    Raises
    ------
    NotebookError : names the cell that stopped; the notebook up to there is kept in the output.
    """
    with content_only(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # nbformat and papermill warn of what is theirs to mend
        try:
            notebook = papermill.execute_notebook(
                str(NOTEBOOKS / f"{step}.ipynb"), None, {"client": str(job.source.resolve())}, engine_name=job.engine,
                progress_bar=False, log_output=False,
            )  # fmt: skip
        except PapermillExecutionError as error:
            run.notebooks[step] = "failed"
            raise NotebookError(step, error.cell_index, f"{error.ename}: {error.evalue}") from error
    run.notebooks[step] = "ok"
    return _without_traces(notebook)


def _without_traces(notebook: NotebookNode) -> NotebookNode:
    """Drop what papermill leaves of this machine: the path of the client and the times of each cell."""
    notebook.metadata.pop("papermill", None)
    notebook.metadata.pop("widgets", None)
    notebook.cells = [c for c in notebook.cells if "injected-parameters" not in c.metadata.get("tags", [])]
    for cell in notebook.cells:
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
    return notebook
