"""report.pdf: the html, printed by the Chrome, Chromium or Edge that is installed; with none there, one plain sentence."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from assessment_kit.errors import ReportError

VARIABLE = "CHROME"
"""An environment variable that names a browser which is kept elsewhere."""
SECONDS = 120
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge")
_MAC = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
_WINDOWS = (r"Google\Chrome\Application\chrome.exe", r"Chromium\Application\chrome.exe", r"Microsoft\Edge\Application\msedge.exe")  # fmt: skip
_DATE = re.compile(rb"(/(?:CreationDate|ModDate) ?\(D:)\d{14}")
_MADE = b"20260101000000"
_PAPER = "@page{size:A4}"
"""The page itself leaves the paper to the reader's printer; a browser without one would take Letter."""


def browser() -> str | None:
    """The path of a browser that prints, or None."""
    return next((found for name in _candidates() if (found := shutil.which(name))), None)


def _candidates() -> Iterator[str]:
    if os.environ.get(VARIABLE):
        yield os.environ[VARIABLE]
    yield from _NAMES
    yield from _MAC
    for base in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        if os.environ.get(base):
            yield from (str(Path(os.environ[base]) / name) for name in _WINDOWS)


def make_pdf(page: str, seconds: float = SECONDS) -> bytes:
    """The page as it prints on A4, the same bytes for the same page and browser.

    Raises
    ------
    ReportError : there is no browser, it took too long, or it made no file; says what to do.
    """
    found = browser()
    if found is None:
        raise ReportError(
            f"It takes Chrome, Chromium or Edge, and none was found. Install one, or name it in the variable {VARIABLE}."
        )
    with tempfile.TemporaryDirectory(prefix="assessment-kit-", ignore_cleanup_errors=True) as folder:
        source, target = Path(folder) / "report.html", Path(folder) / "report.pdf"
        source.write_text(page.replace("</style>", f"{_PAPER}</style>", 1), encoding="utf-8", newline="\n")
        _printed(_command(found, source, target), seconds)
        try:
            data = target.read_bytes()
        except OSError:
            data = b""
    if not data.startswith(b"%PDF-") or b"%%EOF" not in data[-64:]:
        raise ReportError("The browser printed no whole file. Open report.html in it and print it to a file.")
    return _DATE.sub(lambda match: match[1] + _MADE, data)


def _command(browser_: str, source: Path, target: Path) -> list[str]:
    """Nothing is asked of the network, no script has to run, nothing of the user's own browser is touched."""
    rooted = (
        ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    )  # Chromium refuses to run as root else
    return [
        browser_, "--headless=new", *rooted, "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-extensions",
        "--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={source.parent / 'profile'}",
        "--no-pdf-header-footer", f"--print-to-pdf={target}", source.as_uri(),
    ]  # fmt: skip


def _printed(command: list[str], seconds: float) -> None:
    """Runs the browser to its end; after the time limit it is ended with all that it started."""
    try:
        with subprocess.Popen(  # noqa: S603  the browser that the user has, with our own arguments
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        ) as running:
            try:
                running.wait(timeout=seconds)
            except subprocess.TimeoutExpired:
                _end(running)
                told = f"The browser took longer than {seconds:.0f} seconds. Open report.html in it and print it to a file."
                raise ReportError(told) from None
    except OSError as error:
        raise ReportError(f"The browser {command[0]} could not be started: {error.strerror or error}.") from error


def _end(running: subprocess.Popen[bytes]) -> None:
    if hasattr(os, "killpg"):
        import signal  # noqa: PLC0415  groups of processes are only where there is killpg

        try:
            os.killpg(running.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
    else:
        running.kill()
