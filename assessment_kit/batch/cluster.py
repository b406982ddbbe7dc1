"""The clients of a batch on the workers of a dask scheduler, with the contract of `workers.each`.

A worker copies its client, runs it in a fresh process forked from a server that it keeps warm, and puts back what was made. So a client
that brings its process down costs itself, and a worker that dies costs the clients that it was at, which others then run. Through the
scheduler go addresses and small records, never a report.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import multiprocessing
import time
import warnings
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, TypeAlias

from distributed import Client, KilledWorker, WorkerPlugin, get_worker, wait

from assessment_kit import words
from assessment_kit.batch import files, places, record, workers
from assessment_kit.batch.record import Run
from assessment_kit.batch.workers import Lost
from assessment_kit.engagement.brand import brand_inputs
from assessment_kit.errors import AssessmentError, UsageError

Task: TypeAlias = dict[str, Any]
Work: TypeAlias = Callable[[Task], Run]

PACKAGE = "assessment-kit"
WAIT = 30
"""Seconds for the first worker to come, and for the scheduler to answer."""
ALONE = 300
"""Seconds without any worker after which the batch gives up; what is done stays."""
TICK = 0.5
"""Seconds between two calls of `idle`."""
RETRIES = 2
"""Times that a client is tried again whose files could not be copied."""
AHEAD = 4
"""Clients given to the scheduler for each thread of its workers: enough that none waits and that a cluster that grows sees why."""
LEAST_AHEAD = 64


class ClusterError(AssessmentError):
    """The cluster was lost on the way."""


class Warm(WorkerPlugin):
    """Makes a worker ready: the server of forks is started with all that a client needs, and a brand of the command's machine is put down.

    Parameters
    ----------
    preload : modules that the server loads. brand : file → content, of ``--brand``.
    """

    def __init__(self, preload: Sequence[str], brand: Mapping[str, bytes]) -> None:
        self.preload, self.brand = tuple(preload), dict(brand)
        self.name = f"{PACKAGE} {_digest(self.brand)}"

    async def setup(self, worker: Any) -> None:
        multiprocessing.current_process().daemon = False  # a nanny's worker may else have no children
        folder = _brand_folder(worker, _digest(self.brand))
        for name, data in self.brand.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
        await asyncio.get_running_loop().run_in_executor(None, _in_fresh_process, nothing, {}, self.preload, None)


def each(
    tasks: Sequence[Task],
    work: Work,
    scheduler: str,
    preload: Sequence[str] = (),
    limit: float | None = None,
    idle: Callable[[], None] = lambda: None,
) -> Generator[tuple[Task, Run | Lost]]:
    """Every task with its record as it ends, or with how its process was lost.

    Parameters
    ----------
    work : a function of a module, called in a process of a worker. scheduler : address. preload, limit, idle : as of `workers.each`.

    Raises
    ------
    UsageError : no scheduler or no worker is there, or a worker would make other reports; names the cure.
    ClusterError : scheduler or workers went away and did not come back.
    """
    with _connected(scheduler) as client:
        _check_workers(client, scheduler)
        brand = _brand(tasks)
        client.register_plugin(Warm(preload, brand))
        here = made_with()
        call = {"work": work, "preload": tuple(preload), "limit": limit, "here": here, "brand": _digest(brand)}
        try:
            yield from _gathered(client, scheduler, tasks, call, idle)
        except CancelledError as error:
            raise ClusterError(f"The scheduler at {scheduler} went away. {_AGAIN}") from error


_AGAIN = "What is done stays: run the same command again when it is back."


def _gathered(
    client: Any, scheduler: str, tasks: Sequence[Task], call: dict[str, Any], idle: Callable[[], None]
) -> Generator[tuple[Task, Run | Lost]]:
    """Give the scheduler some tasks ahead of what it is at, and take each record as it comes."""
    waiting, running = list(reversed(tasks)), dict[Any, Task]()
    alone_since, looked, ahead = None, 0.0, LEAST_AHEAD
    while waiting or running:
        if time.monotonic() - looked > WAIT:
            threads, looked = _threads(client), time.monotonic()
            alone_since = None if threads else (alone_since or looked)
            ahead = max(LEAST_AHEAD, AHEAD * threads)
            if alone_since is not None and looked - alone_since > ALONE:
                raise ClusterError(f"No worker of {scheduler} is left. {_AGAIN}")
        while waiting and len(running) < ahead:
            task = waiting.pop()
            sent = {**task, "brand": task["brand"] and task["brand"].name}
            sent |= {"source": str(task["source"]), "target": str(task["target"])}
            running[client.submit(on_worker, sent, **call, pure=False, retries=RETRIES)] = task
        for future in _ended(client, list(running)):
            task = running.pop(future)
            yield task, _taken(future, task)
        idle()


def _ended(client: Any, futures: list[Any]) -> list[Any]:
    with client.as_current(), suppress(TimeoutError):
        return list(wait(futures, timeout=TICK, return_when="FIRST_COMPLETED").done)
    return []


def _taken(future: Any, task: Task) -> Run | Lost:
    """The record, made whole again with what the worker need not send back."""
    try:
        done: Run | Lost = future.result()
    except KilledWorker:
        return Lost("died")
    except CancelledError:
        raise
    except Exception as error:  # noqa: BLE001  a client that fails must not touch the others
        told = str(error) if isinstance(error, AssessmentError) else f"Unexpected {type(error).__name__}: {error}"
        return _failed(task, told[:300])
    if isinstance(done, Lost):
        return done
    return replace(done, inputs=record.unnamed(dict(task["inputs"])), versions=files.versions())


def on_worker(
    task: Task, *, work: Work, preload: Sequence[str], limit: float | None, here: dict[str, str], brand: str
) -> Run | Lost:
    """On the worker: copy the client, run it in a fresh process, put back what it made; the record without what its sender knows.

    Raises
    ------
    PlaceError : the client cannot be copied, or what was made cannot be put back.
    """
    worker = get_worker()
    told = _difference(here, made_with())
    if told:
        raise ClusterError(f"The worker {worker.address} {told}")
    source, target = places.place(task["source"]), places.place(task["target"])
    if isinstance(source, Path) and not source.is_dir():
        cure = "Give an address that all machines reach, such as s3://…, or a folder that they share."
        raise places.PlaceError(f"There is no folder {source} on the worker {worker.address}. {cure}")
    near = {**task, "source": source, "target": target}
    near["brand"] = task["brand"] and _brand_folder(worker, brand) / task["brand"]
    done: Run | Lost = places.carried(
        near, lambda near: _in_fresh_process(work, near, preload, limit), worker.local_directory
    )
    return done if isinstance(done, Lost) else replace(done, inputs={}, versions={})


def _in_fresh_process(work: Callable[[Task], Any], task: Task, preload: Sequence[str], limit: float | None) -> Any:
    """The result of a task, tried once again where its process died."""
    done: Any = None
    for _ in range(2):
        ((_, done),) = workers.each([task], work, 1, workers.start_method(), preload, limit)
        if not isinstance(done, Lost) or done.why == "late":
            break
    return done


def nothing(_: Task) -> None:
    """A task that only starts the server of forks."""


def made_with() -> dict[str, str]:
    """What of a machine shapes a report: the workbook and the libraries; and what the machines talk by."""
    talk = {name: version(name) for name in ("dask", "distributed")}
    return {"workbook": str(files.workbook()), **files.versions(), **talk}


def _difference(here: Mapping[str, str], there: Mapping[str, str]) -> str:
    """How a worker differs, as the rest of a sentence, with the cure; empty where it does not."""
    other = [name for name in here if there.get(name) != here[name]]
    if not other:
        return ""
    named = [f"{n} {there.get(n)} where this machine has {here[n]}" for n in other if n != "workbook"]
    if not named:
        return f"has other code, notebooks or templates of {PACKAGE} than this machine. Install the same there."
    more = f" and {words.plural(len(named) - 3, 'more difference')}" if len(named) > 3 else ""
    return f"has {', '.join(named[:3])}{more}. Install the same versions there, from requirements.txt."


@contextmanager
def _connected(scheduler: str) -> Iterator[Any]:
    for name in ("distributed", "distributed.client", "distributed.core", "tornado.application"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what goes wrong is told by a sentence, not by their traces
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of versions that differ: what matters is told below, in our words
            client = Client(scheduler, timeout=WAIT, set_as_default=False)
    except (OSError, ValueError) as error:
        cure = "Start one with: dask scheduler. Then give the address that it prints, such as tcp://10.0.0.5:8786."
        raise UsageError(f"No scheduler answers at {scheduler}. {cure}") from error
    try:
        yield client
    finally:
        client.close()


def _check_workers(client: Any, scheduler: str) -> None:
    """Refuse a cluster without workers, and one whose workers would make other reports."""
    try:
        client.wait_for_workers(1, timeout=WAIT)
    except TimeoutError as error:
        raise UsageError(f"The scheduler at {scheduler} has no workers. Start some: dask worker {scheduler}") from error
    cure = f"Install the same versions there, from requirements.txt, with {PACKAGE}."
    for address, found in client.run(version, PACKAGE, on_error="return").items():
        if isinstance(found, PackageNotFoundError):
            raise UsageError(f"The worker {address} does not have {PACKAGE}. {cure}")
    here = made_with()
    for address, there in client.run(made_with, on_error="return").items():
        told = _difference(here, there) if isinstance(there, dict) else f"has another version of {PACKAGE}. {cure}"
        if told:
            raise UsageError(f"The worker {address} {told}")


def _threads(client: Any) -> int:
    """Clients that the workers can be at, at once."""
    return sum(client.nthreads().values())


def _failed(task: Task, error: str) -> Run:
    """The record of a client that no worker could run, left where its report would be."""
    run = Run(client=task["source"].name, folder=task["target"].name, status="failed", error=error)
    with suppress(AssessmentError, OSError):
        files.write_json(files.make_folder(task["target"]) / "run.json", run.as_dict())
    return run


def _brand(tasks: Sequence[Task]) -> dict[str, bytes]:
    """The brand of the command and its logo, by their paths beside each other: they are sent once to each worker."""
    given: Path | None = next((task["brand"] for task in tasks if task["brand"]), None)
    if given is None:
        return {}
    found = brand_inputs(given.parent, given)
    return {file.relative_to(given.parent).as_posix(): file.read_bytes() for file in found}


def _digest(brand: Mapping[str, bytes]) -> str:
    return hashlib.sha256(repr(sorted(brand.items())).encode()).hexdigest()[:12]


def _brand_folder(worker: Any, digest: str) -> Path:
    return Path(worker.local_directory) / f"{PACKAGE}-{digest}"
