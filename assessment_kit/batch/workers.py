"""Tasks in processes of their own: a fresh one for each, forked from a warm server; or kept ones where there is no fork.

A fresh process keeps clients apart as well as a fresh kernel does. A process that dies, or that is ended because it takes too
long, costs the task that it was at, and nothing else. None outlives the process that asked for it.
"""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import resource_tracker
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
TICK = 0.5
"""Seconds between two looks at the clock; Windows hears Ctrl-C only between two of them."""
TRIES = 3
"""Times that a process is started before that counts as a fault of this machine: the server of forks may just have been killed."""
READY = "ready"
"""What a process says first."""
_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True)
class Lost:
    """In place of a result: the process died or took too long. code : its exit code; below zero the signal that ended it."""

    why: Literal["died", "late"]
    code: int | None = None


@dataclass
class _Worker(Generic[Task]):
    """A process, our end of its pipe, what it is at, and until when."""

    process: Any
    pipe: Connection
    task: Task | None = None
    due: float = float("inf")
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
    limit: float | None = None,
    idle: Callable[[], None] = lambda: None,
) -> Generator[tuple[Task, Result | Lost]]:
    """Every task with its result as it ends, or with how its process was lost.

    Parameters
    ----------
    work : a function of a module, called in the process; it may not raise. jobs : processes at once.
    start : how processes come about. preload : modules that the server of forks loads once.
    limit : seconds for each task, from when its process has loaded what it needs. idle : called every half second, also when nothing ends.
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
                workers.append(_started(context, work, kept_for, preload))
                _give(workers[-1], waiting.pop())
            for worker in _ready(workers):
                taken = _taken(worker)
                if taken is None:  # it has loaded all that it needs: now the time of its first task counts
                    worker.due = _due(limit)
                    continue
                task, result = taken
                if not isinstance(result, Lost) and waiting and worker.done < kept_for:
                    _give(worker, waiting.pop())
                    worker.due = _due(limit)
                else:
                    workers.remove(worker)
                    if waiting:  # before the old one is gone, so that no processor waits for it
                        workers.append(_started(context, work, kept_for, preload))
                        _give(workers[-1], waiting.pop())
                    _end(worker)
                yield task, result
            idle()
    finally:
        for worker in workers:
            worker.process.kill()
        for worker in workers:
            _end(worker)


def _due(limit: float | None) -> float:
    return time.monotonic() + limit if limit else float("inf")


def _started(context: BaseContext, work: Callable[[Any], Any], tasks: int, preload: Sequence[str]) -> _Worker[Any]:
    for left in reversed(range(TRIES)):
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, work, tasks, tuple(preload)))  # type: ignore[attr-defined]  # every context has it
        try:
            with _deaf_to_the_keyboard():
                process.start()
        except (OSError, EOFError):
            ours.close()
            if not left:
                raise
            continue
        finally:
            theirs.close()
        return _Worker(process, ours)
    raise AssertionError


@contextmanager
def _deaf_to_the_keyboard() -> Iterator[None]:
    """What is started inside never hears Ctrl-C, which is ours to deal with; we hear it afterwards."""
    if sys.platform == "win32":
        yield
        return
    resource_tracker.ensure_running()  # it would open our ears again on its way
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: Connection, work: Callable[[Any], Any], tasks: int, preload: Sequence[str]) -> None:
    """In the process: say that it is ready, then do what comes through the pipe, until it is closed or enough was done."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _end_with_parent()
    for name in preload:  # where it was forked they are here
        import_module(name)
    pipe.send(READY)
    for _ in range(tasks):
        try:
            task = pipe.recv()
        except EOFError:
            return
        pipe.send(work(task))


def _end_with_parent() -> None:
    """A process left alone would write into a folder that another run may hold by then: it ends at once."""
    if sys.platform == "linux":  # the kernel does it, whatever the process is at
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_watch, args=(parent.sentinel,), daemon=True).start()


def _watch(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def _give(worker: _Worker[Task], task: Task) -> None:
    worker.task = task
    try:
        worker.pipe.send(task)
    except OSError:
        return  # it died at once; its pipe tells so


def _ready(workers: Sequence[_Worker[Task]]) -> list[_Worker[Task]]:
    """Those with a result, those that died, and those that are late."""
    heard = wait([w.pipe for w in workers], TICK)
    now = time.monotonic()
    return [w for w in workers if w.pipe in heard or w.due <= now]


def _taken(worker: _Worker[Task]) -> tuple[Task, Any] | None:
    """Its task, and the result or how it was lost; None where it only says that it is ready."""
    assert worker.task is not None, "a worker is heard of its task only"  # noqa: S101
    try:
        if not worker.pipe.poll():
            worker.process.kill()
            return worker.task, Lost("late")
        result = worker.pipe.recv()
    except (EOFError, OSError):
        worker.process.join(PATIENCE)
        return worker.task, Lost("died", worker.process.exitcode)
    if result == READY:
        return None
    worker.done += 1
    return worker.task, result


def _end(worker: _Worker[Any]) -> None:
    worker.pipe.close()
    worker.process.join(PATIENCE)
    if worker.process.is_alive():
        worker.process.kill()
        worker.process.join()
