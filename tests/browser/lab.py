"""JupyterLab on a copy of the notebooks, with settings of its own, for the length of a test session."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

START_SECONDS = 60


@dataclass(frozen=True)
class Lab:
    """A running JupyterLab: its address, the token that opens it, and the folder that it serves."""

    address: str
    token: str
    folder: Path

    def notebook(self, name: str) -> str:
        """The address that opens one notebook and nothing beside it."""
        return f"{self.address}lab/tree/{name}?token={self.token}"


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def _surroundings(home: Path) -> dict[str, str]:
    """The environment in which nothing of the user's own Jupyter is read or written."""
    kept_apart = {
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_DATA_DIR": "data",
        "JUPYTER_RUNTIME_DIR": "runtime",
        "JUPYTERLAB_SETTINGS_DIR": "settings",
        "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
        "IPYTHONDIR": "ipython",
    }
    return {**os.environ, **{name: str(home / folder) for name, folder in kept_apart.items()}}


def _keep_quiet(home: Path) -> None:
    """No news, no look for updates, no question on the first start."""
    folder = home / "settings" / "@jupyterlab" / "apputils-extension"
    folder.mkdir(parents=True)
    settings = {"fetchNews": "false", "checkForUpdates": False}
    (folder / "notification.jupyterlab-settings").write_text(json.dumps(settings), encoding="utf-8")


def _until_it_answers(server: subprocess.Popen[bytes], home: Path, log: Path) -> dict[str, str]:
    """What the server wrote about itself once it listens."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        for told in (home / "runtime").glob("jpserver-*.json"):
            text = told.read_text(encoding="utf-8")
            if text.rstrip().endswith("}"):
                about: dict[str, str] = json.loads(text)
                return about
        if server.poll() is not None:
            break
        time.sleep(0.1)
    said = log.read_text(encoding="utf-8", errors="replace")[-3000:]
    raise AssertionError(f"JupyterLab did not start within {START_SECONDS} seconds:\n{said}")


@contextmanager
def running(notebooks: Path, home: Path, **environment: str) -> Iterator[Lab]:
    """JupyterLab on a copy of the notebooks; it is stopped, with its kernels, at the end. `environment` is what its kernels see beside."""
    folder = home / "notebooks"
    shutil.copytree(notebooks, folder)
    _keep_quiet(home)
    log = home / "lab.log"
    options = [
        "--no-browser", "--ip=127.0.0.1", f"--port={_free_port()}", "--allow-root", f"--ServerApp.root_dir={folder}",
        "--LabApp.news_url=None", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.extension_manager=readonly",
    ]  # fmt: skip
    with log.open("wb") as out:
        server = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", *options],
            env={**_surroundings(home), **environment}, stdout=out, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            about = _until_it_answers(server, home, log)
            yield Lab(about["url"], about["token"], folder)
        finally:
            server.terminate()
            try:
                server.wait(timeout=20)
            except subprocess.TimeoutExpired:
                server.kill()
