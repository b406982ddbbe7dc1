"""JupyterLab on a copy of the notebooks, with settings of its own, for the length of a test session."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

START_SECONDS = 120


@dataclass(frozen=True)
class Lab:
    """A running JupyterLab: its address, the token that opens it, and the folder that it serves."""

    address: str
    token: str
    folder: Path

    def notebook(self, name: str) -> str:
        """The address that opens one notebook and nothing beside it."""
        return f"{self.address}lab/tree/{name}?token={self.token}"

    def kernels(self) -> set[int]:
        """The process ids of this Lab's own kernels."""
        runtime, found = str(self.folder.parent / "runtime"), set()
        for process in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):  # it has just ended
                command = (process / "cmdline").read_bytes().decode(errors="replace")
                if "ipykernel" in command and runtime in command:
                    found.add(int(process.name))
        return found


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
def _server(command: list[str], home: Path, folder: Path, **environment: str) -> Iterator[Lab]:
    """The server that a command starts, until the end of the block; it goes with its kernels and with all that it started."""
    _keep_quiet(home)
    log = home / "lab.log"
    with log.open("wb") as out:
        server = subprocess.Popen(
            command, env={**_surroundings(home), **environment},
            stdout=out, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        try:
            about = _until_it_answers(server, home, log)
            yield Lab(about["url"], about["token"], folder)
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            try:
                server.wait(timeout=20)
            except subprocess.TimeoutExpired:
                os.killpg(server.pid, signal.SIGKILL)


@contextmanager
def running(notebooks: Path, home: Path, **environment: str) -> Iterator[Lab]:
    """JupyterLab on a copy of the notebooks; it is stopped, with its kernels, at the end. `environment` is what its kernels see beside."""
    folder = home / "notebooks"
    shutil.copytree(notebooks, folder)
    options = [
        "--no-browser", "--ip=127.0.0.1", f"--port={_free_port()}", "--allow-root", f"--ServerApp.root_dir={folder}",
        "--LabApp.news_url=None", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.extension_manager=readonly",
    ]  # fmt: skip
    with _server([sys.executable, "-m", "jupyterlab", *options], home, folder, **environment) as lab:
        yield lab


@contextmanager
def opened(client: Path, home: Path) -> Iterator[tuple[Lab, str]]:
    """What ``assessment-kit open CLIENT`` starts, and the address that it hands to the user's browser."""
    handed, browser = home / "address", home / "browser"
    browser.write_text(
        f'#!/bin/sh\nprintf %s "$1" > "{handed}.part" && mv "{handed}.part" "{handed}"\n', encoding="utf-8"
    )
    browser.chmod(0o755)
    config = home / "config"
    config.mkdir()
    settings = {
        "ServerApp": {
            "allow_root": True, "ip": "127.0.0.1", "port": _free_port(), "browser": f"{browser} %s",
        },
        "LabApp": {"news_url": None, "check_for_updates_class": "jupyterlab.NeverCheckForUpdate", "extension_manager": "readonly"},
    }  # fmt: skip
    (config / "jupyter_lab_config.json").write_text(json.dumps(settings), encoding="utf-8")
    with _server([sys.executable, "-m", "assessment_kit", "open", str(client)], home, client) as lab:
        until = time.monotonic() + START_SECONDS
        while not handed.exists() and time.monotonic() < until:
            time.sleep(0.1)
        leads = Path(url2pathname(urlsplit(handed.read_text(encoding="utf-8")).path)).read_text(encoding="utf-8")
        yield lab, unescape(re.findall(r'url=([^"]+)"', leads)[0])
