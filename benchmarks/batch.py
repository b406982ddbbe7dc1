"""What a batch costs: against the shell loop, against the floor, from a cold start, for nothing to do, and as it grows.

    .venv/bin/python benchmarks/batch.py [--quick] [--clients N] [--jobs N] [--cheap N]
    .venv/bin/python benchmarks/batch.py --cluster [--quick] [--jobs N]    what a dask cluster adds, and nothing else

Prints a table in markdown; each figure was measured in that run, and the numbers of clients stand beside it. Run it on a machine
that has nothing else to do. Clients are copies of the complete sample client. The shell loop is what a user of papermill would
type: for each client and each of the five notebooks one `papermill` and one `jupyter nbconvert`, as many clients at once as ours.
The floor is what no tool can do without: the same analyses, chart calls and pictures, in one warm process, without notebooks,
html or files.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "data" / "clients" / "northmoor"
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
SETTINGS = "client: {name}\nshort_name: {name}\ndate: 2026-09-30\n"


@dataclass(frozen=True)
class Row:
    what: str
    measured: str
    goal: str


def seconds(work: Callable[[], object]) -> float:
    """Wall time."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def command(*arguments: str) -> None:
    """A command of this environment in a fresh process; its failure ends the benchmark and shows why."""
    done = subprocess.run([sys.executable, "-m", *arguments], check=False, capture_output=True, text=True, cwd=ROOT)
    if done.returncode:
        raise SystemExit(f"{' '.join(arguments)}\n{done.stdout}\n{done.stderr}")


def batch(clients: Sequence[Path], out: Path, jobs: int, *more: str) -> None:
    """Our command."""
    command("assessment_kit", "run", *map(str, clients), "-o", str(out), "--jobs", str(jobs), *more)


def copies(folder: Path, number: int) -> list[Path]:
    """So many clients of the size of the sample."""
    return [Path(shutil.copytree(SAMPLE, folder / f"c{i:04}")) for i in range(number)]


def cheap(folder: Path, number: int) -> list[Path]:
    """So many clients that handed over nothing but their name: what a batch itself costs shows best on them."""
    made = [folder / f"e{i:04}" for i in range(number)]
    for path in made:
        path.mkdir(parents=True)
        (path / "engagement.yaml").write_text(SETTINGS.format(name=path.name), encoding="utf-8")
    return made


def shell_loop(clients: Sequence[Path], out: Path, jobs: int) -> None:
    """What a user of papermill would type, for each notebook of each client."""

    def one(client: Path) -> None:
        folder = out / client.name
        folder.mkdir(parents=True)
        for notebook in NOTEBOOKS:
            done = folder / notebook.name
            command("papermill", str(notebook), str(done), "-p", "client", str(client), "--no-progress-bar")
            command("nbconvert", "--to", "html", str(done))

    with ThreadPoolExecutor(jobs) as pool:
        list(pool.map(one, clients))


def floor(client: Path) -> None:
    """The cells of the five notebooks as plain code, and both pictures of each figure."""
    from assessment_kit.show import pictures, pieces

    for notebook in NOTEBOOKS:
        names: dict[str, Any] = {}
        for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] != "code":
                continue
            tree = ast.parse("".join(cell["source"]))
            shown = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
            exec(compile(tree, notebook.name, "exec"), names)  # noqa: S102  our own notebooks
            if "parameters" in cell["metadata"].get("tags", []):
                names["client"] = str(client)
            if isinstance(shown, ast.Expr):
                value = eval(compile(ast.Expression(shown.value), notebook.name, "eval"), names)  # noqa: S307
                if isinstance(value, pieces.Figure):
                    pictures.svg(value.wide)
                    pictures.svg(value.narrow)


def warm_floor(clients: Sequence[Path]) -> float:
    """Seconds per client; the first warms the process and is not counted."""
    floor(clients[0])
    return seconds(lambda: [floor(client) for client in clients[1:]]) / (len(clients) - 1)


def cold_floor() -> float:
    """Seconds of a fresh process that imports what the floor needs and does it once."""
    return seconds(lambda: subprocess.run([sys.executable, __file__, "--floor", str(SAMPLE)], check=True, cwd=ROOT))


@contextmanager
def watched() -> Iterator[dict[str, float]]:
    """The most memory, in MB, of the command (parent) and of the largest of its other processes (worker) while inside."""
    most = {"parent": 0.0, "worker": 0.0}
    over = threading.Event()

    def look() -> None:
        while not over.wait(0.1):
            parents = _children(os.getpid())
            below = [g for p in parents for c in _children(p) for g in (c, *_children(c))]
            for name, found in (("parent", parents), ("worker", below)):
                most[name] = max([most[name], *map(_resident, found)])

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield most
    finally:
        over.set()
        thread.join()


def _children(process: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            found += [int(number) for number in task.read_text().split()]
        except OSError:
            continue  # it has just ended
    return found


def _resident(process: int) -> float:
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS:")), 0.0)


def speed(folder: Path, number: int, shell: int, jobs: int) -> list[Row]:
    """Throughput against the shell loop, and one client's cost against the floor."""
    clients = copies(folder / "in", number)
    whole = seconds(lambda: batch(clients, folder / "ours", jobs))
    few = seconds(lambda: batch(clients[: number // 2], folder / "half", jobs))
    each = (whole - few) / (number - number // 2) * jobs  # without what is spent once: imports, index
    loop = seconds(lambda: shell_loop(clients[:shell], folder / "shell", jobs)) / shell
    least = warm_floor(clients[: min(4, number)])
    return [
        Row(f"throughput, against the shell loop ({number} clients against {shell})", f"{loop / (whole / number):.1f} times", "at least 30 times"),
        Row("one client by the shell loop, with as many processes", f"{loop:.1f} s", ""),
        Row("one client in the batch, all of it counted", f"{whole / number:.2f} s", ""),
        Row("one client in a process of the batch, against the floor", f"{each / least:.2f} times ({each:.2f} s against {least:.2f} s)", "at most 1.5 times"),
    ]  # fmt: skip


def cold(folder: Path, runs: int) -> list[Row]:
    """A single client from a cold start, pair by pair so that a machine whose speed drifts does not tip the ratio."""
    pairs = [(seconds(lambda: batch([SAMPLE], folder / "cold", 1, "--force")), cold_floor()) for _ in range(runs + 1)][
        1:
    ]
    ratio = statistics.median(ours / least for ours, least in pairs)
    ours, least = (statistics.median(values) for values in zip(*pairs, strict=True))
    told = f"{ratio:.2f} times ({ours:.2f} s against {least:.2f} s)"
    return [
        Row(
            f"one client from a cold start, against cold imports and floor (median of {runs})",
            told,
            "at most 1.2 times",
        )
    ]


def unchanged(folder: Path, number: int) -> list[Row]:
    """Clients of sample size to whom nothing happened; their reports are copies of one."""
    clients, out = copies(folder / "same", number), folder / "kept"
    batch(clients[:1], out, 1)
    made = out / clients[0].name
    for client in clients[1:]:
        shutil.copytree(made, out / client.name)
        record = json.loads((made / "run.json").read_text(encoding="utf-8"))
        (out / client.name / "run.json").write_text(
            json.dumps({**record, "folder": client.name, "origin": Path(os.path.relpath(client, out)).as_posix()}),
            encoding="utf-8",
        )
    taken = seconds(lambda: batch(clients, out, 2))
    redone = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["ok"]
    assert not redone, f"{redone} clients were made again: somebody changed the package meanwhile"
    return [
        Row(f"{number} unchanged clients passed over, start of the command included", f"{taken:.2f} s", "less than 2 s")
    ]


def growth(
    folder: Path, make: Callable[[Path, int], list[Path]], few: int, many: int, what: str, jobs: int
) -> list[Row]:
    """Cost per client of few and of many, without the start that is paid once; memory while the many run."""
    clients = make(folder / what.replace(" ", "_"), many)
    start = seconds(lambda: batch(clients[:2], folder / "start", jobs))
    small = (seconds(lambda: batch(clients[:few], folder / "few", jobs)) - start) / max(few - 2, 1)
    with watched() as most:
        large = (seconds(lambda: batch(clients, folder / "many", jobs)) - start) / (many - 2)
    for name in ("start", "few", "many"):
        shutil.rmtree(folder / name)
    told = f"{large / small:.2f} times ({small:.2f} s, {large:.2f} s)"
    return [
        Row(f"cost of one of {many} {what}s against one of {few}", told, "within 10 per cent"),
        Row(f"memory of the parent, {many} {what}s", f"{most['parent']:.0f} MB", "less than 400 MB"),
        Row(f"memory of the largest worker, {many} {what}s", f"{most['worker']:.0f} MB", "less than 500 MB"),
    ]


def here(folder: Path, given: argparse.Namespace) -> Iterator[Row]:
    """All that is measured without a cluster."""
    quick, jobs = given.quick, given.jobs
    yield from speed(folder, 6 if quick else given.clients, 1 if quick else jobs, 1 if quick else jobs)
    yield from cold(folder, 1 if quick else 5)
    yield from unchanged(folder, 20 if quick else 200)
    yield from growth(folder, cheap, 5 if quick else 10, 15 if quick else given.cheap, "nearly empty client", jobs)
    if not quick:
        yield from growth(folder, copies, 10, 100, "client of sample size", jobs)


def on_a_cluster(folder: Path, given: argparse.Namespace) -> Iterator[Row]:
    """What a cluster adds."""
    from cluster import overhead

    yield from overhead(folder, 10, 20 if given.quick else min(given.cheap, 200), given.jobs)


def main() -> None:
    """Measure and print."""
    told = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    told.add_argument("--quick", action="store_true", help="a few clients only: the ratios are rough")
    told.add_argument("--clients", type=int, default=40, help="of sample size, for the throughput")
    told.add_argument("--cheap", type=int, default=1000, help="nearly empty clients, for the growth")
    told.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    told.add_argument("--cluster", action="store_true", help="what a cluster on this machine adds, and nothing else")
    told.add_argument("--floor", type=Path, help=argparse.SUPPRESS)
    given = told.parse_args()
    if given.floor:
        floor(given.floor)
        return
    with tempfile.TemporaryDirectory() as name:
        print(f"\n{os.cpu_count()} processors, {given.jobs} processes at once, Python {sys.version.split()[0]}\n")
        print("| | measured | goal |\n|---|---|---|", flush=True)
        for row in (on_a_cluster if given.cluster else here)(Path(name), given):
            print(f"| {row.what} | {row.measured} | {row.goal} |", flush=True)


if __name__ == "__main__":
    main()
