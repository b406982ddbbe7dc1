"""The job of one client: run the notebooks, put the report together, write both and the record."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from assessment_kit.batch import faults, files, notebooks, record
from assessment_kit.batch.notebooks import ENGINE, STEPS
from assessment_kit.batch.record import Run, unnamed
from assessment_kit.engagement.brand import read_brand
from assessment_kit.errors import AssessmentError, NotebookError
from assessment_kit.language import wishing
from assessment_kit.report.brand import Look
from assessment_kit.report.exporter import Page, make_page, with_pictures
from assessment_kit.report.forms import FORMS, make_forms
from assessment_kit.report.notebook_format import NotebookNode
from assessment_kit.report.options import chosen
from assessment_kit.show.chapter import open_assessment

ATTEMPTS = 2
"""Times that a report is made of files that somebody changes meanwhile; then he is asked to finish first."""


@dataclass(frozen=True)
class Job:
    """One client to run: its folder, the name of its folder in the output, and how; edition and without as the flags say.

    how : what of the command the fingerprint holds. near : whether inputs are digests of the files, not of what a store says of them.
    origin : for the record.
    """

    source: Path
    target: Path
    engine: str = ENGINE
    fingerprint: str = ""
    inputs: tuple[tuple[str, str], ...] = ()
    edition: str | None = None
    language: str = ""
    without: tuple[str, ...] = ()
    formats: tuple[str, ...] = ("html",)
    brand: Path | None = None
    how: Mapping[str, object] = field(default_factory=dict)
    origin: str = ""
    near: bool = False


@dataclass(frozen=True)
class _Made:
    """All that is to be written for a client, by the name of its file."""

    page: Page
    forms: dict[str, bytes]


def run_job(job: Job) -> Run:
    """Run one client; whatever goes wrong ends as a failed record with a sentence, never as an exception."""
    clock, now = time.perf_counter(), dt.datetime.now(dt.UTC)
    run = Run(client=job.source.name, folder=job.target.name, started=now.isoformat(timespec="seconds"))
    run.fingerprint, run.inputs, run.versions = job.fingerprint, unnamed(dict(job.inputs)), files.versions()
    run.workbook, run.options, run.origin = dict(files.workbook()), dict(job.how), job.origin
    try:
        files.make_folder(job.target)
        files.sweep(job.target, job.target / "notebooks")
        with wishing(job.language):
            made = _settled(job, run)
        with _timed(run, "writing"):
            _write(job, run, made)
    except Exception as error:  # noqa: BLE001  a client that fails must not touch the others; the log tells all of it
        run.status, run.error = "failed", faults.told(error, job.target)
        _keep(job, run, error)
    run.seconds = round(time.perf_counter() - clock, 3)
    run.finished = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    try:
        files.make_folder(job.target)
        files.write_json(job.target / "run.json", run.as_dict())
    except (AssessmentError, OSError) as error:
        run.status, run.error = "failed", run.error or faults.told(error, job.target)
    return run


@contextmanager
def _timed(run: Run, stage: str) -> Iterator[None]:
    clock = time.perf_counter()
    try:
        yield
    finally:
        run.stages[stage] = round(run.stages.get(stage, 0.0) + time.perf_counter() - clock, 3)


def _settled(job: Job, run: Run) -> _Made:
    """What is to be written, made of files that stayed the same from its first notebook to its last.

    Raises
    ------
    AssessmentError : somebody keeps changing them.
    """
    for _ in range(ATTEMPTS):
        before = files.inputs(job.source)
        made = _make(job, run)
        if files.inputs(job.source) == before:
            if job.near and before != dict(job.inputs):  # changed since the batch was planned
                run.inputs, run.fingerprint = unnamed(before), files.fingerprint(before, job.how)
            return made
    raise AssessmentError(
        "The client's files changed while the report was made. Save and close them, then run it again."
    )


def _make(job: Job, run: Run) -> _Made:
    with _timed(run, "reading"):
        assessment = open_assessment(str(job.source))
    settings, limits = assessment.engagement.settings, assessment.method.thresholds
    run.client, run.problems = settings.client, len(assessment.engagement.problems)
    run.letters = {name: v.letter for name, v in assessment.verdicts.items()}
    firm = {name: v.told_firmness(limits) for name, v in assessment.verdicts.items()}
    run.firmness = {name: round(share, 3) for name, share in firm.items() if share is not None}
    brand = read_brand(job.source, job.brand)
    run.notes = [*map(str, brand.problems), *(f"Brand: {told}." for told in Look.of(brand).palette.told)]
    choice = chosen(settings.report, job.edition, job.without)
    run.date, run.edition = settings.date.isoformat(), choice.edition
    executed = [execute(step, job, run) for step in STEPS]
    with _timed(run, "report"):
        page = make_page(executed, choice, brand)
    run.figures = page.figures
    with _timed(run, "other forms"):
        return _Made(page, make_forms(page.content, page.html, job.formats, brand, run.notes.append))


def _write(job: Job, run: Run, made: _Made) -> None:
    """Everything but the record, which comes last and says that the rest is there."""
    folder = files.make_folder(job.target / "notebooks")
    record.unsettle(job.target)
    for step, notebook in zip(STEPS, made.page.notebooks, strict=True):
        files.write(folder / f"{step}.ipynb", notebooks.as_text(with_pictures(notebook)))
    files.write(job.target / "report.html", made.page.html)
    for form in FORMS[1:]:  # one from an earlier run would tell of other data
        if f"report.{form}" not in made.forms:
            (job.target / f"report.{form}").unlink(missing_ok=True)
    for name, data in made.forms.items():
        files.write_bytes(job.target / name, data)
    (job.target / faults.LOG).unlink(missing_ok=True)
    files.settle(folder, job.target)
    run.forms = {"report.html": len(made.page.html.encode()), **{name: len(d) for name, d in made.forms.items()}}


def _keep(job: Job, run: Run, error: Exception) -> None:
    """Of a client that failed: the log, and the notebook up to the cell that stopped it; as far as there is room for them."""
    with suppress(OSError, AssessmentError):
        files.write(files.make_folder(job.target) / faults.LOG, faults.log(run.error, error))
        if isinstance(error, NotebookError) and isinstance(error.so_far, NotebookNode):
            record.unsettle(job.target)
            folder = files.make_folder(job.target / "notebooks")
            files.write(folder / f"{error.notebook}.ipynb", notebooks.as_text(_with_pictures_if_any(error.so_far)))


def _with_pictures_if_any(notebook: NotebookNode) -> NotebookNode:
    with suppress(Exception):  # it is shown for its fault; without pictures it shows that as well
        make_page([notebook])
        return with_pictures(notebook)
    return notebook


def execute(step: str, job: Job, run: Run) -> NotebookNode:
    """Run one notebook for the client and note how it ended.

    Raises
    ------
    NotebookError : names the cell that stopped.
    """
    run.notebooks[step] = "failed"
    with _timed(run, step):
        notebook = notebooks.execute(step, job.source, job.engine)
    run.notebooks[step] = "ok"
    return notebook
