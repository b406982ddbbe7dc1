"""Tasks in processes of their own: a fresh one for each, forked from a warm server; or kept ones where there is no fork.

A fresh process keeps clients apart as well as a fresh kernel does. A process that dies costs the task that it was at, and nothing else.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from typing import Any, Generic, Literal, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")
Start = Literal["forkserver", "spawn"]

KEPT_FOR = 50
"""Tasks of a kept process; then a new one takes its place, since memory is never given back in full."""
PATIENCE = 10
"""Seconds for a process to end by itself once its pipe is closed."""


@dataclass
class _Worker(Generic[Task]):
    """A process, our end of its pipe, and what it is at."""

    process: Any
    pipe: Connection
    task: Task | None = None
    done: int = 0


def start_method() -> Start:
    """Forkserver where the system has it, else spawn."""
    return "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"


def each(
    tasks: Sequence[Task],
    work: Callable[[Task], Result],
    jobs: int,
    start: Start,
    preload: Sequence[str] = (),
) -> Generator[tuple[Task, Result | None]]:
    """Every task with its result as it ends; None where its process died.

    Parameters
    ----------
    work : a function of a module, called in the process; it may not raise. jobs : processes at once.
    start : how processes come about. preload : modules that the server of forks loads once.
    """
    context = multiprocessing.get_context(start)
    if start == "forkserver":
        context.set_forkserver_preload(list(preload))
    kept_for = 1 if start == "forkserver" else KEPT_FOR
    waiting = list(reversed(tasks))
    workers: list[_Worker[Task]] = []
    try:
        while waiting or workers:
            while waiting and len(workers) < jobs:
                workers.append(_started(context, work, kept_for))
                _give(workers[-1], waiting.pop())
            for worker in _ready(workers):
                task, result, alive = _taken(worker)
                if alive and waiting and worker.done < kept_for:
                    _give(worker, waiting.pop())
                else:
                    workers.remove(worker)
                    if waiting:  # before the old one is gone, so that no processor waits for it
                        workers.append(_started(context, work, kept_for))
                        _give(workers[-1], waiting.pop())
                    _end(worker)
                yield task, result
    finally:
        for worker in workers:
            worker.process.kill()
            _end(worker)


def _started(context: BaseContext, work: Callable[[Any], Any], tasks: int) -> _Worker[Any]:
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, work, tasks))  # type: ignore[attr-defined]  # every context has it
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _serve(pipe: Connection, work: Callable[[Any], Any], tasks: int) -> None:
    """In the process: do what comes through the pipe, until it is closed or enough was done."""
    for _ in range(tasks):
        try:
            task = pipe.recv()
        except EOFError:
            return
        pipe.send(work(task))


def _give(worker: _Worker[Task], task: Task) -> None:
    worker.task = task
    try:
        worker.pipe.send(task)
    except OSError:
        return  # it died at once; its pipe tells so


def _ready(workers: Sequence[_Worker[Task]]) -> list[_Worker[Task]]:
    """Those with a result, and those that died."""
    heard = wait([w.pipe for w in workers])
    return [w for w in workers if w.pipe in heard]


def _taken(worker: _Worker[Task]) -> tuple[Task, Any, bool]:
    """Its task, the result or None, and whether it lives on."""
    task, worker.task = worker.task, None
    assert task is not None, "a worker is heard of its task only"  # noqa: S101
    try:
        result = worker.pipe.recv()
    except (EOFError, OSError):
        return task, None, False
    worker.done += 1
    return task, result, True


def _end(worker: _Worker[Any]) -> None:
    worker.pipe.close()
    worker.process.join(PATIENCE)
    if worker.process.is_alive():
        worker.process.kill()
        worker.process.join()
