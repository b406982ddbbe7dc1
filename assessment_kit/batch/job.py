"""The job of one client: run the notebooks, put the report together, write both and the record."""

from __future__ import annotations

import datetime as dt
import logging
import time
from dataclasses import dataclass
from pathlib import Path

from assessment_kit.batch import files, notebooks
from assessment_kit.batch.notebooks import ENGINE, STEPS
from assessment_kit.batch.record import Run, unnamed
from assessment_kit.engagement.brand import Brand, read_brand
from assessment_kit.errors import AssessmentError
from assessment_kit.report.brand import Look
from assessment_kit.report.exporter import Page, make_page, with_pictures
from assessment_kit.report.forms import FORMS, make_forms
from assessment_kit.report.notebook_format import NotebookNode
from assessment_kit.report.options import chosen
from assessment_kit.show.chapter import open_assessment


@dataclass(frozen=True)
class Job:
    """One client to run: its folder, the name of its folder in the output, and how; edition and without as the flags say."""

    source: Path
    target: Path
    engine: str = ENGINE
    fingerprint: str = ""
    inputs: tuple[tuple[str, str], ...] = ()
    edition: str | None = None
    without: tuple[str, ...] = ()
    formats: tuple[str, ...] = ("html",)
    brand: Path | None = None


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
    brand = read_brand(job.source, job.brand)
    run.notes = [*map(str, brand.problems), *(f"Brand: {told}." for told in Look.of(brand).palette.told)]
    settings = assessment.engagement.settings
    choice = chosen(settings.report, job.edition, job.without)
    run.date, run.edition = settings.date.isoformat(), choice.edition
    page = make_page([execute(step, job, run) for step in STEPS], choice, brand)
    run.figures = page.figures
    for step, notebook in zip(STEPS, page.notebooks, strict=True):
        files.write(job.target / "notebooks" / f"{step}.ipynb", notebooks.as_text(with_pictures(notebook)))
    files.write(job.target / "report.html", page.html)
    _write_forms(job, run, page, brand)


def _write_forms(job: Job, run: Run, page: Page, brand: Brand) -> None:
    """The other forms that are asked for; one from an earlier run would tell of other data, so it goes."""
    made = make_forms(page.content, page.html, job.formats, brand, run.notes.append)
    for form in FORMS[1:]:
        if f"report.{form}" not in made:
            (job.target / f"report.{form}").unlink(missing_ok=True)
    for name, data in made.items():
        files.write_bytes(job.target / name, data)
    run.forms = {"report.html": len(page.html.encode()), **{name: len(data) for name, data in made.items()}}


def execute(step: str, job: Job, run: Run) -> NotebookNode:
    """Run one notebook for the client and note how it ended.

    Raises
    ------
    NotebookError : names the cell that stopped.
    """
    run.notebooks[step] = "failed"
    notebook = notebooks.execute(step, job.source, job.engine)
    run.notebooks[step] = "ok"
    return notebook
