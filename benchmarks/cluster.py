"""What a dask cluster adds to a batch: a scheduler and one worker for each process that the local batch would have, on this machine.

    .venv/bin/python benchmarks/batch.py --cluster [--quick] [--jobs N]

Clients are nearly empty, so that what the cluster itself costs stands out. The store is moto's S3 on loopback: a server in Python that
answers slower than a real one that is near, so its figure is an upper bound.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from batch import ROOT, Row, batch, cheap, command, seconds

from assessment_kit.batch.record import Run
from assessment_kit.batch.run import SERVER

DASK = [sys.executable, "-m", "dask"]
TICKS = os.sysconf("SC_CLK_TCK")


@contextmanager
def cluster(folder: Path, workers: int) -> Iterator[tuple[str, int]]:
    """Its address and the process of its scheduler."""
    told = folder / "scheduler.json"
    started: list[subprocess.Popen[bytes]] = []
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (ROOT, Path(__file__).parent)))}  # for `nothing`

    def start(*arguments: str) -> int:
        log = (folder / f"dask{len(started)}.log").open("w")
        call = [*DASK, *arguments, "--no-dashboard"]
        started.append(subprocess.Popen(call, cwd=ROOT, stdout=log, stderr=log, env=env))
        return started[-1].pid

    try:
        scheduler = start("scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(told))
        while not told.exists() or not told.read_text():
            time.sleep(0.1)
        for number in range(workers):
            local = ["--local-directory", str(folder / f"worker{number}")]
            start("worker", "--scheduler-file", str(told), "--nthreads", "1", "--nworkers", "1", *local)
        yield json.loads(told.read_text())["address"], scheduler
    finally:
        for process in reversed(started):
            process.terminate()
        for process in started:
            process.wait()


@contextmanager
def store() -> Iterator[None]:
    """An S3 of our own that this process and all that it starts will use."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    address = f"http://{host}:{port}"
    os.environ |= {"AWS_ENDPOINT_URL": address, "AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x", "NO_PROXY": "*"}
    os.environ |= {"AWS_DEFAULT_REGION": "us-east-1"}
    urlopen(Request(f"{address}/bucket", method="PUT")).close()  # noqa: S310  our own
    try:
        yield
    finally:
        server.stop()


def busy(process: int) -> float:
    """Seconds of processor that a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def resident(process: int) -> float:
    """MB that a process holds."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS:"))


def overhead(folder: Path, few: int, many: int, jobs: int) -> list[Row]:
    """Cost per client, start left out: local, on the cluster, and there with clients and reports in a store."""
    clients = cheap(folder / "in", many)
    _, alone = per_client(lambda n: batch(clients[:n], folder / f"near{n}", jobs), few, many, jobs)
    with store(), cluster(folder, jobs) as (address, scheduler):
        on = ("--scheduler", address)
        batch(clients[:jobs], folder / "warm", jobs, *on)
        rows = own_cost(clients[0], address, scheduler, jobs, 100 if many <= 20 else 1000)
        small, shared = per_client(lambda n: batch(clients[:n], folder / f"on{n}", jobs, *on), few, many, jobs)
        put(clients)
        _, far = per_client(lambda n: stored(n, *on), few, many, jobs)
    local = f"{alone * 1000:.0f} ms"
    return [
        *rows,
        Row(f"one of {many} nearly empty clients on a cluster, against the local batch", f"{shared * 1000:.0f} ms ({local})", ""),
        Row("the same with clients and reports in moto's S3, against the local batch", f"{far * 1000:.0f} ms ({local})", ""),
        Row(f"cost of one of {many} clients on the cluster against one of {few}", f"{shared / small:.2f} times", "within 10 per cent"),
    ]  # fmt: skip


def nothing(task: dict[str, Any]) -> Run:
    """A client that costs nothing: what is left is the cluster's."""
    return Run(task["source"].name, task["target"].name)


def own_cost(client: Path, address: str, scheduler: int, jobs: int, many: int) -> list[Row]:
    """Clients that cost nothing, each in a fresh process: of ten and of many, by the clock and by the processor."""
    from assessment_kit.batch.cluster import each

    def run(number: int) -> tuple[float, float, float]:
        about = {"source": client, "target": client, "brand": None, "inputs": (("engagement.yaml", "0" * 64),) * 25}
        ours, theirs = time.process_time(), busy(scheduler)
        clock = seconds(lambda: list(each([about] * number, nothing, address, SERVER)))
        return clock, time.process_time() - ours, busy(scheduler) - theirs

    run(jobs)
    start, few, most = run(jobs), run(10), run(many)
    clock, ours, theirs = ((most[i] - start[i]) / (many - jobs) * 1000 for i in range(3))
    flat = clock / ((few[0] - start[0]) / (10 - jobs) * 1000)
    return [
        Row(f"a client that costs nothing, one of {many}, in a fresh process of one of {jobs} workers", f"{clock:.0f} ms", ""),
        Row(f"the same, one of {many} against one of 10", f"{flat:.2f} times", "within 10 per cent"),
        Row("processor for one client: of the command, of the scheduler", f"{ours:.1f} ms, {theirs:.1f} ms", ""),
        Row(f"memory of the scheduler after {many} clients", f"{resident(scheduler):.0f} MB", ""),
    ]  # fmt: skip


def per_client(run: Callable[[int], object], few: int, many: int, jobs: int) -> tuple[float, float]:
    """Seconds of wall time for one of few clients and for one of many, without the start that is paid once."""
    start, small, large = (seconds(lambda number=number: run(number)) for number in (jobs, few, many))
    return (small - start) / (few - jobs), (large - start) / (many - jobs)


def put(clients: Sequence[Path]) -> None:
    """The clients into the store."""
    from s3fs import S3FileSystem

    for client in clients:
        S3FileSystem().put_file(str(client / "engagement.yaml"), f"bucket/in/{client.name}/engagement.yaml")


def stored(number: int, *on: str) -> None:
    """Run so many clients of the store; their reports go there too."""
    given = [f"s3://bucket/in/e{i:04}" for i in range(number)]
    command("assessment_kit", "run", *given, "-o", f"s3://bucket/out{number}", *on)
