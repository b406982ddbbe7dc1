"""The browser that the tests drive: the Chrome or Chromium that is there, or Debian's.

Run as ``python -m tests.browser.chromium`` it installs one where it may (root, or sudo without a password, and apt-get).
The environment variable CHROME names one that is kept elsewhere.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ELSEWHERE = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
NONE_HERE = (
    "No Chrome or Chromium was found for the browser tests. Install one (Debian: apt-get install chromium), "
    "or name it: make test CHROME=/path/to/chrome"
)


def find() -> str | None:
    """The path of a browser, or None."""
    named = os.environ.get("CHROME", "")
    for name in (named, *NAMES, *ELSEWHERE):
        if name and (found := shutil.which(name)):
            return found
    return None


def _as_root() -> list[str] | None:
    """What to put before a command that only root may run; None where that cannot be."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0:
        return [sudo, "-n"]
    return None


def _run(command: list[str], log: Path) -> None:
    """Runs to the end with its words in the log, and says every 20 seconds that it goes on."""
    with log.open("a", encoding="utf-8") as out:
        running = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
        begun = time.monotonic()
        while True:
            try:
                running.wait(timeout=20)
                break
            except subprocess.TimeoutExpired:
                print(f"  still at it ({time.monotonic() - begun:.0f} s)", flush=True)
    if running.returncode:
        print("\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-15:]), file=sys.stderr)
        sys.exit(f"Chromium could not be installed; what apt-get says stands above. {NONE_HERE}")


def install(root: list[str]) -> None:
    """Debian's Chromium, through apt-get."""
    print("Installing Debian's Chromium for the browser tests (a minute or two)", flush=True)
    env = ["env", "DEBIAN_FRONTEND=noninteractive"]
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "apt.log"
        _run([*root, *env, "apt-get", "update"], log)
        _run([*root, *env, "apt-get", "install", "-y", "--no-install-recommends", "chromium"], log)


def main() -> None:
    """Makes sure that there is a browser."""
    if find() is None and (root := _as_root()) is not None:
        install(root)
    if find() is None:
        sys.exit(NONE_HERE)


if __name__ == "__main__":
    main()
