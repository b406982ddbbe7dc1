"""The batch: the clients of a plan, in so many processes or on a cluster; its manifest and index are right at every moment."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Generator, Sequence
from contextlib import ExitStack, closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from assessment_kit.batch import faults, files, locks, names, places, record, workers
from assessment_kit.batch.overview import Overview
from assessment_kit.batch.places import Place
from assessment_kit.batch.plan import Options, Planned, plan
from assessment_kit.batch.record import Run, unnamed
from assessment_kit.batch.workers import Lost
from assessment_kit.errors import AssessmentError, UsageError

__all__ = ["Options", "Planned", "plan", "run_batch"]

SERVER = ("assessment_kit.batch.server", "assessment_kit.batch.run", "assessment_kit.cli")
"""What the server of forks loads: all that a client needs, and what each new process looks up first."""


def run_batch(
    clients: Sequence[Place],
    out: Place,
    options: Options | None = None,
    told: Callable[[Run], None] = lambda _: None,
    idle: Callable[[], None] = lambda: None,
) -> list[Run]:
    """Run every client and write ``out/<client>/…``, ``out/index.html`` and ``out/manifest.json``.

    Parameters
    ----------
    clients : the clients' folders, or their addresses. told : called with the record of each client as it ends.
    idle : called twice a second while processes work.

    Raises
    ------
    UsageError : no clients, the output folder cannot be written, or another run is writing there.
    AssessmentError : manifest or index cannot be written.
    KeyboardInterrupt : as it came; what was done until then is kept, and stands in manifest and index.
    """
    options = options or Options()
    if not clients:
        raise UsageError("No client's folder was given. Try: assessment-kit run data/clients/northmoor -o reports")
    if options.part and len(clients) > 1:
        raise UsageError("--part goes with one client: it names the folder of that client's report.")
    if options.part and names.folder_name(options.part) != options.part:
        raise UsageError(f"--part {options.part} cannot be the name of a folder. Take it from --dry-run --format json.")
    files.make_folder(out)
    with ExitStack() as stack:
        if isinstance(out, Path):
            stack.enter_context(locks.held(out, options.part))
        return _run(clients, out, options, told, idle)


def _run(
    clients: Sequence[Place], out: Place, options: Options, told: Callable[[Run], None], idle: Callable[[], None]
) -> list[Run]:
    there = _one_on_record(out, options.part) if options.part else record.on_record(out)
    plans = plan(clients, out, options, there)
    _swept(out, plans, alone=not options.part)
    overview = Overview(out, [p.target.name for p in plans], there, silent=bool(options.part))

    def ended(run: Run) -> None:
        overview.add(run)
        told(run)

    def pause() -> None:
        idle()
        overview.keep_up()

    try:
        for planned in plans:
            if planned.fresh and planned.done is not None:
                ended(replace(planned.done, status="skipped"))
        to_do = [p for p in plans if not p.fresh]
        if len(to_do) > 1:  # one client is soon done, and needs no word on the way
            pause()
        with closing(_execute(to_do, options, pause)) as running:
            for _, run in running:
                ended(run)
                pause()
    except BaseException:
        with suppress(AssessmentError):
            overview.write("stopped")
        raise
    overview.write("finished")
    return overview.ordered()


def _one_on_record(out: Place, part: str) -> dict[str, Run]:
    run = record.load(out / part / "run.json")
    return {} if run is None else {part: run}


def _swept(out: Place, plans: Sequence[Planned], *, alone: bool) -> None:
    """What killed runs left half written goes; a part leaves alone what is not its own."""
    near = [p.target for p in plans if isinstance(p.target, Path)]
    files.sweep(*(folder for target in near for folder in (target, target / "notebooks")))
    if alone and isinstance(out, Path):
        files.sweep(out)


def _execute(plans: list[Planned], options: Options, idle: Callable[[], None]) -> Generator[tuple[Planned, Run]]:
    if not plans:
        return
    planned = {p.target: p for p in plans}
    tasks = [_arguments(p, options) for p in plans]
    if options.scheduler:
        for task, run in _on_cluster(tasks, options, idle):
            at = planned[task["target"]]
            yield at, _lost(at, run, options) if isinstance(run, Lost) else run
    elif len(plans) == 1 and not options.limit and "IPython" not in sys.modules:
        yield plans[0], _run_one(tasks[0])
    else:
        for task, run in _in_processes(tasks, options, idle):
            at = planned[task["target"]]
            yield at, _lost(at, run, options) if isinstance(run, Lost) else run


def _in_processes(
    tasks: list[dict[str, Any]], options: Options, idle: Callable[[], None]
) -> Generator[tuple[dict[str, Any], Run | Lost]]:
    """Each task with its record; one whose process died is tried once more when no other runs, since most often memory was short."""
    start = options.start or workers.start_method()
    again = []
    with closing(
        workers.each(tasks, _run_one, min(options.jobs, len(tasks)), start, SERVER, options.limit, idle)
    ) as first:
        for task, run in first:
            if isinstance(run, Lost) and run.why == "died":
                again.append(task)
            else:
                yield task, run
    with closing(workers.each(again, _run_one, 1, start, SERVER, options.limit, idle)) as second:
        yield from second


def _run_one(job: dict[str, Any]) -> Run:
    from assessment_kit.batch.job import Job, run_job  # noqa: PLC0415  heavy: loaded only where something is to be run

    try:
        return places.carried(job, lambda near: run_job(Job(**near)))
    except places.PlaceError as error:
        return Run(client=job["source"].name, folder=job["target"].name, status="failed", error=str(error))


def _on_cluster(
    tasks: list[dict[str, Any]], options: Options, idle: Callable[[], None]
) -> Generator[tuple[dict[str, Any], Run | Lost]]:
    try:
        from assessment_kit.batch import cluster  # noqa: PLC0415  an extra that few need
    except ImportError as error:
        rule = "--scheduler needs dask on this machine and on every worker."
        raise UsageError(f"{rule} Install it: pip install 'assessment-kit[cluster]'") from error
    yield from cluster.each(tasks, _run_one, options.scheduler or "", SERVER, options.limit, idle)


def _arguments(planned: Planned, options: Options) -> dict[str, Any]:
    return {
        "source": planned.source, "target": planned.target, "engine": options.engine, "fingerprint": planned.fingerprint,
        "inputs": tuple(planned.inputs.items()), "edition": options.edition, "language": options.language, "without": options.without,
        "formats": options.formats, "brand": options.brand, "origin": planned.origin,
        "how": planned.how, "near": isinstance(planned.source, Path),
    }  # fmt: skip


def _lost(planned: Planned, lost: Lost, options: Options) -> Run:
    """The record of a client whose process did not come back, and its log."""
    error = faults.told_lost(lost, options.limit)
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    run = Run(
        client=planned.source.name, folder=planned.target.name, status="failed", error=error, finished=now,
        inputs=unnamed(planned.inputs), versions=files.versions(), origin=planned.origin,
        seconds=options.limit or 0.0 if lost.why == "late" else 0.0,
    )  # fmt: skip
    with suppress(AssessmentError, OSError):  # the manifest and the index tell it all the same
        folder = files.make_folder(planned.target) if isinstance(planned.target, Path) else planned.target
        if isinstance(folder, Path):
            files.sweep(folder, folder / "notebooks")
        files.write(folder / faults.LOG, faults.log(error))
        files.write_json(folder / "run.json", run.as_dict())
    return run
