"""The batch: which clients, where to, in how many processes; then the manifest of what was made and the index of all that is there."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assessment_kit.batch import files, places, record, workers
from assessment_kit.batch.index import index_page
from assessment_kit.batch.places import Place
from assessment_kit.batch.record import Run
from assessment_kit.engagement.brand import brand_inputs
from assessment_kit.errors import UsageError

SERVER = ("assessment_kit.batch.server", "assessment_kit.batch.run", "assessment_kit.cli")
"""What the server of forks loads: all that a client needs, and what each new process looks up first."""


@dataclass(frozen=True)
class Options:
    """How to run: processes at once, redo what did not change, papermill engine; edition and parts left out where a flag names them.

    start : how processes come about; else as the system has it. scheduler : address of a dask scheduler, whose workers run the clients.
    """

    jobs: int = 1
    force: bool = False
    engine: str = "assessment-kit"
    edition: str | None = None
    without: tuple[str, ...] = ()
    formats: tuple[str, ...] = ("html",)
    brand: Path | None = None
    start: workers.Start | None = None
    scheduler: str | None = None


@dataclass(frozen=True)
class Planned:
    """One client of the batch and whether its report is still good."""

    source: Place
    target: Place
    inputs: dict[str, str]
    fingerprint: str
    fresh: bool


def run_batch(
    clients: Sequence[Place], out: Place, options: Options | None = None, told: Callable[[Run], None] = lambda _: None
) -> list[Run]:
    """Run every client and write ``out/<client>/…``, ``out/index.html`` and ``out/manifest.json``.

    Parameters
    ----------
    clients : the clients' folders, or their addresses. told : called with the record of each client as it ends.

    Raises
    ------
    UsageError : no clients, or the output folder cannot be written.
    """
    options = options or Options()
    if not clients:
        raise UsageError("No client's folder was given. Try: assessment-kit run data/clients/northmoor -o reports")
    files.make_folder(out)
    plans = plan(clients, out, options)
    runs: dict[Place, Run] = {}
    for planned in plans:
        if planned.fresh:
            done = record.load(planned.target / "run.json")
            assert done is not None, "plan() has just read it"  # noqa: S101
            runs[planned.target] = Run(**{**done.as_dict(), "status": "skipped"})  # type: ignore[arg-type]
            told(runs[planned.target])
    for planned, run in _execute([p for p in plans if not p.fresh], options):
        runs[planned.target] = run
        told(run)
    ordered = [runs[p.target] for p in plans]
    _summarise(ordered, out)
    return ordered


def plan(clients: Sequence[Place], out: Place, options: Options) -> list[Planned]:
    """Where each client goes and whether it must be run."""
    taken: set[str] = set()
    pairs: list[tuple[Place, Place]] = []
    for source in dict.fromkeys(places.settled(c) for c in clients):
        name, number = source.name, 2
        while name.casefold() in taken:
            name, number = f"{source.name}-{number}", number + 1
        taken.add(name.casefold())
        pairs.append((source, out / name))
    far = places.is_far(out) or any(places.is_far(source) for source, _ in pairs)
    return places.at_once(lambda pair: _planned(*pair, options), pairs, far=far)


def _planned(source: Place, target: Place, options: Options) -> Planned:
    found = files.inputs(source)
    how = {
        "edition": options.edition,
        "without": sorted(options.without),
        "formats": options.formats,
        "brand": _look(source, options.brand),
    }
    print_ = files.fingerprint(found, {"engine": options.engine, **how})
    done = record.load(target / "run.json")
    fresh = (
        not options.force and done is not None and done.status == "ok" and done.fingerprint == print_
        and all((target / f"report.{form}").is_file() for form in options.formats)
    )  # fmt: skip
    return Planned(source, target, found, print_, fresh)


def _look(source: Place, brand: Path | None) -> list[tuple[str, str]]:
    if brand is None and not isinstance(source, Path):
        return places.look(source)
    near = source if isinstance(source, Path) else Path()  # which counts only where no brand is given
    return list(files.digest((f.name, f) for f in brand_inputs(near, brand)).items())


def _execute(plans: list[Planned], options: Options) -> Iterator[tuple[Planned, Run]]:
    if len(plans) == 1 and not options.scheduler and "IPython" not in sys.modules:
        yield plans[0], _run_one(_arguments(plans[0], options))
        return
    if not plans:
        return
    planned = {p.target: p for p in plans}
    tasks = [_arguments(p, options) for p in plans]
    if options.scheduler:
        for task, done in _on_cluster(tasks, options.scheduler):
            at = planned[task["target"]]
            yield at, _died(at) if isinstance(done, workers.Lost) else done
        return
    start = options.start or workers.start_method()
    for task, run in workers.each(tasks, _run_one, min(options.jobs, len(plans)), start, SERVER):
        at = planned[task["target"]]
        yield at, _died(at) if isinstance(run, workers.Lost) else run


def _run_one(job: dict[str, Any]) -> Run:
    from assessment_kit.batch.job import Job, run_job  # noqa: PLC0415  heavy: loaded only where something is to be run

    try:
        return places.carried(job, lambda near: run_job(Job(**near)))
    except places.PlaceError as error:
        return Run(client=job["source"].name, folder=job["target"].name, status="failed", error=str(error))


def _on_cluster(tasks: list[dict[str, Any]], scheduler: str) -> Iterator[tuple[dict[str, Any], Run | workers.Lost]]:
    try:
        from assessment_kit.batch import cluster  # noqa: PLC0415  an extra that few need
    except ImportError as error:
        rule = "--scheduler needs dask on this machine and on every worker."
        raise UsageError(f"{rule} Install it: pip install 'assessment-kit[cluster]'") from error
    yield from cluster.each(tasks, _run_one, scheduler, SERVER)


def _arguments(planned: Planned, options: Options) -> dict[str, Any]:
    return {
        "source": planned.source, "target": planned.target, "engine": options.engine, "fingerprint": planned.fingerprint,
        "inputs": tuple(planned.inputs.items()), "edition": options.edition, "without": options.without,
        "formats": options.formats, "brand": options.brand,
    }  # fmt: skip


def _died(planned: Planned) -> Run:
    error = "The process ended before the report was done; most often memory ran out. Run it again with --jobs 1."
    run = Run(client=planned.source.name, folder=planned.target.name, status="failed", error=error)
    files.write_json(files.make_folder(planned.target) / "run.json", run.as_dict())
    return run


def _summarise(runs: list[Run], out: Place) -> None:
    counts = {status: sum(r.status == status for r in runs) for status in ("ok", "failed", "skipped")}
    finished = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    files.write_json(out / "manifest.json", {"finished": finished, **counts, "clients": [r.as_dict() for r in runs]})
    files.write(out / "index.html", index_page(runs, record.earlier(out, {r.folder for r in runs})))
