"""Open JupyterLab on a client: the notebooks beside the client's own files, and the client chosen for them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from assessment_kit.errors import UsageError
from assessment_kit.shipped import NOTEBOOKS
from assessment_kit.show.chapter import CHOSEN, CLIENT_VARIABLE


def open_lab(folder: Path) -> int:
    """Copy the notebooks into ``FOLDER/notebooks`` where they are not there yet, and start JupyterLab on the folder.

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
        str(first.resolve()),
    ]  # fmt: skip
    return subprocess.run(command, env={**os.environ, CLIENT_VARIABLE: str(folder.resolve())}, check=False).returncode  # noqa: S603
