"""Open JupyterLab on a client: the notebooks beside the client's own files, and the client chosen for them."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import quote, urlencode

from assessment_kit.errors import UsageError
from assessment_kit.shipped import NOTEBOOKS
from assessment_kit.show.chapter import CHOSEN, CLIENT_VARIABLE

START_SECONDS = 60


def open_lab(folder: Path) -> int:
    """Copy the notebooks into ``FOLDER/notebooks`` where they are not there yet, and start JupyterLab on the folder.

    It logs errors alone; the last line is the address of the first notebook. Ctrl-C ends it.

    Raises
    ------
    UsageError : there is no such folder.
    """
    if not folder.is_dir():
        raise UsageError(f"There is no folder {folder}. Give the folder that holds the client's engagement.yaml.")
    working = folder / "notebooks"
    working.mkdir(exist_ok=True)
    for notebook in sorted(NOTEBOOKS.glob("*.ipynb")):
        if not (working / notebook.name).exists():
            shutil.copyfile(notebook, working / notebook.name)
    (working / CHOSEN).unlink(missing_ok=True)  # the client of this command, whatever was chosen here before
    first = working / "00_start.ipynb"
    command = [
        sys.executable, "-m", "jupyter", "lab", f"--ServerApp.root_dir={folder.resolve()}",
        "--LabApp.expose_app_in_browser=True",  # so that the start page opens the other notebooks in the same window
        "--ServerApp.log_level=ERROR", "--LabApp.log_level=ERROR", "--ServerApp.answer_yes=True",
        str(first.resolve()),
    ]  # fmt: skip
    # a token of ours: with one of its own Jupyter tells several addresses, none of them that of the notebook
    token = os.environ.get("JUPYTER_TOKEN") or secrets.token_hex(24)
    environment = {**os.environ, CLIENT_VARIABLE: str(folder.resolve()), "JUPYTER_TOKEN": token}
    server = subprocess.Popen(command, env=environment)  # noqa: S603
    threading.Thread(target=_tell, args=(server, token, first.relative_to(folder)), daemon=True).start()
    try:
        return server.wait()
    except KeyboardInterrupt:  # the terminal has told JupyterLab, too: it ends its kernels first
        return server.wait()


def address(url: str, token: str, notebook: Path) -> str:
    """Where a browser finds a notebook. url : of the server, with a slash at the end; notebook : within the server's folder."""
    query = f"?{urlencode({'token': token})}" if token else ""
    return f"{url}lab/tree/{quote(notebook.as_posix())}{query}"


def _tell(server: subprocess.Popen[bytes], token: str, notebook: Path) -> None:
    """Wait until the server answers to its token, and print where it is; silent where it does not within a minute."""
    from jupyter_server.serverapp import list_running_servers  # noqa: PLC0415

    until = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < until:
        for about in list_running_servers():
            if about["token"] == token:
                sys.stdout.write(f"Open {address(about['url'], token, notebook)} in a browser; Ctrl-C ends it\n")
                sys.stdout.flush()
                return
        time.sleep(0.2)
