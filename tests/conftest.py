"""What many tests share: the sample clients' reports, made once, and a browser without a network."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from filelock import FileLock
from hypothesis import settings

from assessment_kit import shipped

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.browser.lab import Lab
    from tests.browser.page import Visit

ROOT = Path(__file__).resolve().parent.parent

settings.register_profile("by meaning", deadline=None)  # no test depends on the clock
settings.load_profile("by meaning")


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the finished batch of all sample clients, made by the command as a user types it.

    It is made once for all workers of a run: the first that asks makes it, the others wait.
    """
    shared = tmp_path_factory.getbasetemp()
    if shared.name.startswith("popen-"):  # a worker's own folder lies in the run's
        shared = shared.parent
    out = shared / "reports-of-sample-clients"
    with FileLock(str(out) + ".lock"):
        if not (out / "manifest.json").exists():
            clients = sorted(str(p) for p in shipped.SAMPLE_CLIENTS.iterdir() if p.is_dir())
            done = subprocess.run(
                [sys.executable, "-m", "assessment_kit", "run", *clients, "-o", str(out)],
                capture_output=True, text=True, cwd=ROOT, timeout=300, check=False,
            )  # fmt: skip
            assert (out / "manifest.json").exists(), done.stdout + done.stderr
    return out


@pytest.fixture(scope="session")
def complete_report(reports: Path) -> Path:
    """report.html of the complete sample client."""
    report = reports / shipped.DEFAULT_CLIENT.name / "report.html"
    assert report.exists(), report.with_name("run.json").read_text(encoding="utf-8")
    return report


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  most tests need none of it

    from tests.browser import chromium  # noqa: PLC0415
    from tests.browser.page import FLAGS  # noqa: PLC0415

    path = chromium.find()
    if path is None:
        pytest.fail(chromium.NONE_HERE)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """JupyterLab on a copy of the notebooks."""
    from tests.browser.lab import running  # noqa: PLC0415

    with running(shipped.NOTEBOOKS, tmp_path_factory.mktemp("lab")) as started:
        yield started


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Visit]]:
    """Opens an address in a fresh window; ``visit(path, width=390, scheme="dark")``."""
    from tests.browser.page import Visit  # noqa: PLC0415

    visits: list[Visit] = []

    def go(address: str | Path, **window: Any) -> Visit:
        visits.append(Visit(browser, str(address), **window))
        return visits[-1]

    yield go
    for one in visits:
        one.close()
