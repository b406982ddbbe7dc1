"""A batch on a real cluster of a scheduler and two workers over TCP, with clients and reports in a store that is no folder."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest

from assessment_kit.batch import files
from assessment_kit.batch.record import Run
from assessment_kit.batch.run import Options, run_batch
from assessment_kit.batch.workers import Lost
from assessment_kit.errors import UsageError
from assessment_kit.shipped import SAMPLE_CLIENTS
from tests.conftest import ROOT

cluster = pytest.importorskip("assessment_kit.batch.cluster", reason="the extra cluster (dask, distributed) is missing")

HARBOUR = SAMPLE_CLIENTS / "harbour"
PATIENCE = 400


@dataclass
class Cluster:
    """A scheduler, its workers, and the environment in which they and the command run."""

    address: str
    workers: list[subprocess.Popen[bytes]]
    env: dict[str, str]
    here: dict[str, str]
    """What the workers are made with, as they tell it."""

    def kill_one(self) -> None:
        """A worker with its nanny and all that they started, as if the machine were gone."""
        os.killpg(self.workers.pop().pid, signal.SIGKILL)

    def command(self, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "assessment_kit", *arguments],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=self.env, cwd=self.env["PYTHONPATH"],
        )  # fmt: skip


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package: a file that is saved meanwhile is no difference between machines."""
    tree = tmp_path_factory.mktemp("tree")
    for name in ("assessment_kit", "notebooks", "templates", "data"):
        shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
    (tree / "tests" / "batch").mkdir(parents=True)
    for name in ("tests/__init__.py", "tests/conftest.py", "tests/batch/__init__.py", "tests/batch/test_cluster.py"):
        shutil.copy(ROOT / name, tree / name)
    return tree


@pytest.fixture
def started(tree: Path, tmp_path: Path) -> Iterator[Cluster]:
    """A cluster of two workers, and a store, each a process or a thread of its own on loopback."""
    server = pytest.importorskip("moto.server", reason="moto[server] is missing").ThreadedMotoServer("127.0.0.1", 0)
    server.start()
    host, port = server.get_host_and_port()
    keys = {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}", "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1", "NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1",
    }  # fmt: skip
    env = {**os.environ, **keys, "PYTHONPATH": str(tree), "DASK_DISTRIBUTED__LOGGING__DISTRIBUTED": "error"}
    try:
        with cluster_of(2, env, tmp_path) as made:
            yield made
    finally:
        server.stop()


@contextmanager
def cluster_of(number: int, env: dict[str, str], folder: Path) -> Iterator[Cluster]:
    told = folder / "scheduler.json"
    dask = [sys.executable, "-m", "dask"]
    options: dict[str, Any] = {"env": env, "cwd": folder, "start_new_session": True, "stderr": subprocess.DEVNULL}
    scheduler = [
        "scheduler",
        "--host",
        "127.0.0.1",
        "--port",
        "0",
        "--no-dashboard",
        "--scheduler-file",
        str(told),
    ]
    worker = ["worker", "--scheduler-file", str(told), "--nthreads", "1", "--nworkers", "1", "--no-dashboard"]
    started: list[subprocess.Popen[bytes]] = [subprocess.Popen([*dask, *scheduler], **options)]
    try:
        address = str(until(lambda: json.loads(told.read_text())["address"]))
        for i in range(number):
            command = [*dask, *worker, "--local-directory", str(folder / f"worker{i}")]
            started.append(subprocess.Popen(command, **options))
        ask = "import json; from assessment_kit.batch import cluster; print(json.dumps(cluster.made_with()))"
        here = subprocess.run(
            [sys.executable, "-c", ask], env=env, cwd=env["PYTHONPATH"], check=True, capture_output=True
        )
        yield Cluster(address, started[1:], env, json.loads(here.stdout))
    finally:
        for process in reversed(started):
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def until(true: Callable[[], Any]) -> Any:
    """What it says as soon as it says something."""
    for _ in range(PATIENCE * 10):
        with suppress(OSError, ValueError):
            if found := true():
                return found
        time.sleep(0.1)
    raise TimeoutError


def named(folder: Path, number: int) -> list[Path]:
    """Clients like Harbour, each with a name of its own."""
    clients = []
    for i in range(number):
        client = Path(shutil.copytree(HARBOUR, folder / f"client {i} {{中}}"))
        settings = client / "engagement.yaml"
        text = settings.read_text(encoding="utf-8").replace("Harbour Clinics", f"Sentinel{i} Clinics")
        settings.write_text(text, encoding="utf-8")
        clients.append(client)
    return clients


@pytest.mark.slow
def test_clients_of_a_store_get_the_same_reports_though_a_worker_is_killed(started: Cluster, tmp_path: Path) -> None:
    store = s3(started)
    urlopen(Request(f"{started.env['AWS_ENDPOINT_URL']}/bucket", method="PUT"), timeout=PATIENCE).close()  # noqa: S310  our own
    clients = named(tmp_path / "in", 6)
    for client in clients:
        for file in (f for f in client.rglob("*") if f.is_file()):
            store.put_file(str(file), f"bucket/clients/{file.relative_to(tmp_path / 'in').as_posix()}")
    call = ("run", "s3://bucket/clients/*", "-o", "s3://bucket/reports", "--scheduler", started.address)

    running = started.command(*call)
    until(lambda: records(store))
    started.kill_one()
    said, _ = running.communicate(timeout=PATIENCE)
    assert running.returncode == 0, said
    manifest = json.loads(store.cat_file("bucket/reports/manifest.json"))
    assert (manifest["ok"], manifest["failed"]) == (6, 0)
    assert {c["folder"] for c in manifest["clients"]} == {c.name for c in clients}
    assert all(c["inputs"] and c["versions"] for c in manifest["clients"])

    near = started.command("run", *map(str, clients[:2]), "-o", str(tmp_path / "near"))
    assert near.wait(PATIENCE) == 0
    for i, client in enumerate(clients):
        report = store.cat_file(f"bucket/reports/{client.name}/report.html")
        assert [n for n in range(6) if f"Sentinel{n} ".encode() in report] == [i]
        if i < 2:
            for file in (tmp_path / "near" / client.name).rglob("*"):
                if file.is_file() and file.name not in {"run.json", "log.txt"}:
                    name = file.relative_to(tmp_path / "near").as_posix()
                    assert store.cat_file(f"bucket/reports/{name}") == file.read_bytes(), name
    assert store.info(f"bucket/reports/{clients[0].name}/report.html")["ContentType"] == "text/html"
    assert "Sentinel5" in store.cat_file("bucket/reports/index.html").decode()

    table = f"bucket/clients/{clients[3].name}/engagement.yaml"
    store.pipe_file(table, store.cat_file(table).replace(b"Sentinel3", b"Sentinel9"))
    asked = started.command(*call[:-2], "--dry-run", "--format", "json")
    planned = json.loads(asked.communicate(timeout=PATIENCE)[0])["clients"]
    assert [(c["folder"], c["reasons"][0]["what"]) for c in planned if c["redo"]] == [
        (clients[3].name, ["engagement.yaml"])
    ]
    assert f"s3://bucket/clients/{clients[3].name}" in planned[3]["command"]
    again = started.command(*call)
    said, _ = again.communicate(timeout=PATIENCE)
    assert again.returncode == 0, said
    manifest = json.loads(store.cat_file("bucket/reports/manifest.json"))
    assert (manifest["ok"], manifest["skipped"]) == (1, 5), said
    assert b"Sentinel9 " in store.cat_file(f"bucket/reports/{clients[3].name}/report.html")


def s3(started: Cluster) -> Any:
    """The store, as this process sees it; nothing is remembered between two looks."""
    return pytest.importorskip("s3fs", reason="s3fs is missing").S3FileSystem(
        key="test", secret="test", use_listings_cache=False, skip_instance_cache=True,  # noqa: S106
        client_kwargs={"endpoint_url": started.env["AWS_ENDPOINT_URL"], "region_name": "us-east-1"},
    )  # fmt: skip


def records(fs: Any) -> list[str]:
    return [name for name in fs.find("bucket/reports") if name.endswith("/run.json")]


def at_three(task: dict[str, Any]) -> Run:
    """A client whose process dies, as it does when memory runs out; and one that never ends."""
    if task["number"] == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    if task["number"] == 4:
        time.sleep(PATIENCE)
    return Run(task["source"].name, str(os.getpid()), inputs={"a": "much"})


def tasks(folder: Path, number: int) -> list[dict[str, Any]]:
    found = []
    for i in range(number):
        (folder / f"c{i}").mkdir()
        about = {"source": folder / f"c{i}", "target": folder / "out" / f"c{i}", "brand": None, "inputs": ()}
        found.append({**about, "number": i})
    return found


@pytest.mark.slow
def test_a_client_that_kills_its_process_or_never_ends_costs_itself_only(
    started: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "workbook", lambda: started.here["workbook"])
    running = cluster.each(tasks(tmp_path, 8), at_three, started.address, (at_three.__module__,), limit=15)
    ended = {task["number"]: run for task, run in running}
    lost = {number: run.why for number, run in ended.items() if isinstance(run, Lost)}
    assert lost == {3: "died", 4: "late"}
    done = [run for run in ended.values() if isinstance(run, Run)]
    assert len({run.folder for run in done}) == 6, "each in a process of its own"
    assert len(done) == 6

    versions = {**files.versions(), "pandas": "0.1"}
    monkeypatch.setattr(files, "versions", lambda: versions)
    with pytest.raises(UsageError, match=r"The worker tcp://\S+ has pandas 3\S+ where this machine has 0\.1\. Install"):
        list(cluster.each([], at_three, started.address))


@pytest.mark.slow
def test_a_cluster_that_is_not_there_is_told_with_a_cure(
    tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "WAIT", 1)
    for address in ("tcp://127.0.0.1:9", "nonsense://x"):
        with pytest.raises(UsageError, match=f"No scheduler answers at {address}. Start one with: dask scheduler"):
            run_batch([HARBOUR], tmp_path / "out", Options(scheduler=address))
    with (
        cluster_of(0, {**os.environ, "PYTHONPATH": str(tree)}, tmp_path) as empty,
        pytest.raises(UsageError, match=r"has no workers\. Start some: dask worker tcp://127"),
    ):
        run_batch([HARBOUR], tmp_path / "out", Options(scheduler=empty.address))


def test_without_the_extra_the_command_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.delitem(sys.modules, "assessment_kit.batch.cluster")
    monkeypatch.delattr("assessment_kit.batch.cluster")
    with pytest.raises(UsageError, match=r"pip install 'assessment-kit\[cluster\]'"):
        run_batch([HARBOUR], tmp_path / "out", Options(scheduler="tcp://127.0.0.1:9"))


def test_a_difference_between_machines_is_told_in_words() -> None:
    here = {
        "workbook": "1",
        "python": "3.11.2",
        "pandas": "3.1",
        "numpy": "2.0",
        "scipy": "1",
        "dask": "1",
        "pyyaml": "6",
    }
    assert cluster._difference(here, dict(here)) == ""
    assert "other code, notebooks or templates" in cluster._difference(here, {**here, "workbook": "2"})
    told = cluster._difference(here, {"workbook": "1", "python": "3.12.1"})
    assert "python 3.12.1 where this machine has 3.11.2" in told
    assert "and 3 more differences" in told
