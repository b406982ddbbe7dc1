"""The interview form in JupyterLab, as a consultant uses it: by mouse, by keys alone, in two tabs, with a kernel that dies."""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import re
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assessment_kit import shipped
from assessment_kit.capture.answers import InterviewFile
from assessment_kit.capture.new_client import new_client
from assessment_kit.engagement.interview_edit import Answer
from assessment_kit.method import load_method
from tests.browser.lab import Lab, running
from tests.browser.page import Visit

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Open = Callable[..., "Page"]
LAB_SAYS = ("Kernel", "kernel", "WebSocket", "Connection lost", "preload")


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """A JupyterLab of this module's own: its kernels are stopped and killed."""
    with running(shipped.NOTEBOOKS, tmp_path_factory.mktemp("workshop")) as lab:
        yield lab


@pytest.fixture
def client(tmp_path: Path) -> Path:
    """A new client with a list of roles, as on the first day."""
    folder = tmp_path / "acme"
    new_client(folder, load_method(), client="Acme", date=dt.date(2026, 3, 31))
    shutil.copyfile(shipped.SAMPLE_CLIENTS / "northmoor" / "roles.csv", folder / "roles.csv")
    return folder


@pytest.fixture
def notebook(workshop: Lab, client: Path, visit: Callable[..., Visit], request: pytest.FixtureRequest) -> Open:
    """Opens a notebook with a form for the client, and runs it."""
    stem = re.sub(r"\W+", "_", request.node.name)[:40]

    def go(part: str = "", *, run: bool = True, **window: object) -> Page:
        path = workshop.folder / f"{stem}{part}.ipynb"
        if not path.exists():
            path.write_text(
                json.dumps(_cells(f'from assessment_kit import interview\ninterview("{client}")', "after = 1"))
            )
        # a workspace of its own, or JupyterLab would open what the last test had open as well
        address = workshop.notebook(path.name).replace("/lab/tree/", f"/lab/workspaces/{path.stem}/tree/")
        page = visit(address, **window).page
        page.set_viewport_size({"width": 1280, "height": 800})
        page.set_default_timeout(120_000)  # a machine that does much else at the same time
        ready(page)
        if run:
            run_all(page)
        return page

    return go


def _cells(*sources: str) -> dict[str, object]:
    cells: list[dict[str, object]] = [
        {
            "cell_type": "code",
            "execution_count": None,
            "id": f"cell-{n}",
            "metadata": {},
            "outputs": [],
            "source": source,
        }
        for n, source in enumerate(sources)
    ]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}


def ready(page: Page) -> None:
    page.wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=120_000)
    page.get_by_text("| Idle").wait_for(timeout=120_000)


def run_all(page: Page) -> None:
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    page.locator(".ak .who, .ak .ask").first.wait_for(timeout=120_000)


def begin(page: Page, function: str = "Logistics") -> None:
    """Somebody on no list, by mouse."""
    page.locator(".who select").select_option("executive")
    page.locator(".who [name=function]").fill(function)
    page.locator(".who .go").click()
    page.locator(".ask").wait_for()


def saved(page: Page) -> None:
    page.locator(".save:not(.bad) b", has_text="Saved").wait_for(timeout=120_000)


def item_number(page: Page) -> int:
    return int(str(page.locator(".where").inner_text()).split()[1])


def on_disk(client: Path, name: str = "logistics_executive") -> list[Answer]:
    return list(InterviewFile(client, name).read().answers.values())


def test_a_new_client_five_answers_by_mouse_reload_and_go_on(notebook: Open, client: Path) -> None:
    page = notebook()
    begin(page)
    assert not (client / "interviews" / "logistics_executive.yaml").exists()
    for n in range(1, 6):
        assert item_number(page) == n
        page.locator(f".pt [value='{n}']").click()
        if n == 2:
            page.locator("[data-f=quote]").fill("We mostly run out of time.")
            assert not page.locator("[data-f=may]").is_checked()
            page.locator("[data-f=may]").check()
        page.locator(".nx").click()
    saved(page)
    given = on_disk(client)
    assert [a.score for a in given] == [1, 2, 3, 4, 5]
    assert [(a.quote, a.may_be_quoted) for a in given if a.quote] == [("We mostly run out of time.", True)]
    page.locator(".jp-NotebookPanel-toolbar [data-jp-item-name=save]").click()
    page.wait_for_function("!document.querySelector('.jp-mod-dirty')")
    page.reload()
    ready(page)
    page.locator(".ask").wait_for(timeout=120_000)  # the kernel lives, so nothing has to be run again
    assert item_number(page) == 6
    assert page.locator(".items .g.a").count() == 5
    page.locator(".chip", has_text="Does not know").click()
    saved(page)
    assert on_disk(client)[5].status == "unknown"


def test_the_same_by_keys_alone(notebook: Open, client: Path) -> None:
    page = notebook(run=False)
    page.locator(".jp-Cell").first.focus()
    page.keyboard.press("Control+Enter")
    page.locator(".who").wait_for(timeout=120_000)
    for _ in range(40):
        if page.evaluate("document.activeElement.shadowRoot?.activeElement?.classList.contains('pickone')"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator(".drop").wait_for()
    page.keyboard.press("h")  # the first whose title begins so
    label = str(page.evaluate("document.activeElement.shadowRoot.activeElement.firstChild.textContent"))
    page.keyboard.press("Enter")
    page.locator(".ask").wait_for()
    for key in ("3", "n", "u", "s", "5"):
        page.keyboard.press(key)
        page.keyboard.press("Enter")
    page.keyboard.press("2")
    page.keyboard.press("Shift+4")
    page.locator(".agree", has_text="2 apart: talk it over").wait_for()
    page.keyboard.press("q")
    page.keyboard.type("1 of 5 dd: so it is.")
    page.keyboard.press("Escape")
    page.keyboard.press("m")
    page.keyboard.type("Ask again.")
    page.keyboard.press("Control+Enter")
    assert item_number(page) == 7
    page.keyboard.press("Shift+Enter")
    assert item_number(page) == 6
    page.keyboard.press("1")
    page.keyboard.press("Control+z")
    page.keyboard.press("/")
    page.keyboard.type("calendar")
    page.keyboard.press("Escape")
    saved(page)
    name = re.sub(r"[^a-z]+", "_", label.casefold())
    given = on_disk(client, name)
    assert [(a.score, a.status) for a in given] == [
        (3, "answered"), (None, "na"), (None, "unknown"), (None, "later"), (5, "answered"), (2, "answered")
    ]  # fmt: skip
    assert (given[5].second_score, given[5].quote, given[5].note) == (4, "1 of 5 dd: so it is.", "Ask again.")


def test_no_key_of_the_form_reaches_lab(notebook: Open) -> None:
    page = notebook()
    begin(page)
    cells = page.locator(".jp-Cell").count()
    for key in ("d", "d", "x", "a", "b", "1", "2", "z", "y", "Escape", "Shift+M", "0", "0", "c", "v", "Control+s"):
        page.locator(".ask").focus()
        page.keyboard.press(key)
    assert page.locator(".jp-Cell").count() == cells
    assert page.locator(".jp-MarkdownCell").count() == 0
    assert page.locator(".jp-Dialog").count() == 0
    assert page.locator(".ak .ask").is_visible()


def test_the_second_score_is_not_in_the_page_before_both_are_in(notebook: Open, client: Path) -> None:
    page = notebook()
    begin(page)
    page.keyboard.press("Shift+4")
    saved(page)
    page.locator(".agree", has_text="is in, hidden until both are in").wait_for()
    assert page.locator("[name=other]:checked").count() == 0
    assert "4" not in str(page.locator(".items [aria-current]").inner_text())
    page.keyboard.press("4")
    page.locator(".agree", has_text="the same score").wait_for()
    assert page.locator("[name=other]:checked").get_attribute("value") == "4"
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Second", exact=True).click()  # the second at a machine of their own
    page.get_by_role("button", name="First interviewer").click()
    page.locator(".ask").focus()
    page.keyboard.press("5")
    page.get_by_role("button", name="Second", exact=True).click()
    assert page.locator(".ivm :checked").count() == 0
    assert "5" not in str(page.locator(".items [aria-current]").inner_text())


def test_the_next_item_needs_no_answer_from_the_kernel(notebook: Open, client: Path, workshop: Lab) -> None:
    page = notebook()
    begin(page)
    before = workshop.kernels()
    for process in before:
        os.kill(process, signal.SIGSTOP)
    try:
        for n in range(2, 5):
            page.keyboard.press("3")
            page.keyboard.press("Enter")
            assert item_number(page) == n
            assert page.evaluate("document.activeElement.shadowRoot.activeElement.className") == "ask"
        assert "Saved" not in str(page.locator(".save").inner_text())
    finally:
        for process in before:
            os.kill(process, signal.SIGCONT)
    saved(page)
    assert [a.score for a in on_disk(client)] == [3, 3, 3]


def test_a_kernel_that_is_slow_is_waited_for_and_not_given_up(notebook: Open, client: Path, workshop: Lab) -> None:
    others = workshop.kernels()
    page = notebook()
    begin(page)
    own = workshop.kernels() - others
    for process in own:
        os.kill(process, signal.SIGSTOP)
    try:
        page.keyboard.press("3")
        page.locator(".note", has_text="The notebook is still calculating.").wait_for(timeout=120_000)
    finally:
        for process in own:
            os.kill(process, signal.SIGCONT)
    saved(page)
    assert page.locator(".note").count() == 0
    assert [a.score for a in on_disk(client)] == [3]


def test_two_tabs_merge_what_differs_and_ask_where_both_changed_the_same(notebook: Open, client: Path) -> None:
    one = notebook("_one")
    begin(one)
    one.keyboard.press("2")
    saved(one)
    two = notebook("_two")
    two.locator(".who, .ask").first.wait_for()
    two.locator(".ask").wait_for()  # the same person on the same machine comes back to the same interview
    two.locator(".items button").first.click()
    two.keyboard.press("Shift+3")  # another part of the same answer
    saved(two)
    two.locator(".items button").nth(1).click()
    two.keyboard.press("4")
    saved(two)
    assert [(a.score, a.second_score) for a in on_disk(client)] == [(2, 3), (4, None)]
    one.keyboard.press("Enter")
    one.keyboard.press("1")
    note = one.locator(".note", has_text="Someone else changed this answer")
    note.wait_for()
    assert "Score 1." in note.inner_text()
    assert "Score 4." in note.inner_text()
    assert one.locator(".items [aria-current] .g.e").count() == 1
    assert on_disk(client)[1].score == 4  # nothing is overwritten before the choice
    one.get_by_role("button", name="Keep yours").click()
    saved(one)
    assert [(a.score, a.second_score) for a in on_disk(client)] == [(2, 3), (1, None)]
    assert "Score 4." in (client / "interviews" / "logistics_executive.not_kept.txt").read_text(encoding="utf-8")


def test_a_kernel_that_is_killed_at_random_moments_costs_no_answer(notebook: Open, client: Path, workshop: Lab) -> None:
    chance, acknowledged = random.Random(11), 0  # noqa: S311
    before = workshop.kernels()
    page = notebook()
    begin(page)
    own = workshop.kernels() - before
    for n in range(1, 9):
        page.keyboard.press(str(n % 5 + 1))
        if n % 2 == 0:
            page.wait_for_timeout(chance.randint(0, 120))
            for process in own:
                os.kill(process, signal.SIGKILL)
            there = len(on_disk(client))
            assert there >= acknowledged
            page.keyboard.press("q")
            page.keyboard.type(f"said {n}")
            page.locator(".jp-Dialog").wait_for(timeout=120_000)
            page.locator(".jp-Dialog .jp-mod-accept").click()
            page.locator(".note", has_text="The kernel has stopped").wait_for(state="detached", timeout=120_000)
            own = workshop.kernels() - before
        saved(page)
        acknowledged = n
        assert item_number(page) == n
        assert len(on_disk(client)) == n
        page.locator(".ask").focus()
        page.keyboard.press("Enter")
    assert [a.score for a in on_disk(client)] == [n % 5 + 1 for n in range(1, 9)]
    assert [a.quote for a in on_disk(client) if a.quote] == ["said 2", "said 4", "said 6", "said 8"]


def test_a_kernel_that_is_restarted_in_mid_interview_costs_nothing(notebook: Open, client: Path) -> None:
    page = notebook()
    begin(page)
    page.keyboard.press("2")
    page.keyboard.press("Enter")
    page.keyboard.press("4")
    page.keyboard.press("q")
    page.keyboard.type("Half of a sen")
    page.get_by_role("menuitem", name="Kernel", exact=True).click()
    page.get_by_role("menuitem", name=re.compile("^Restart Kernel…")).click()
    page.locator(".jp-Dialog .jp-mod-accept").click()
    page.locator("[data-f=quote]").click()
    page.keyboard.press("End")
    page.keyboard.type("tence.")
    saved(page)
    page.locator(".note").wait_for(state="detached", timeout=120_000)
    page.wait_for_function("!document.querySelector('.jp-Dialog')")
    assert item_number(page) == 2
    assert page.locator("[data-f=quote]").input_value() == "Half of a sentence."
    page.locator(".ask").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("5")
    saved(page)
    assert [a.score for a in on_disk(client)] == [2, 4, 5]
    assert on_disk(client)[1].quote == "Half of a sentence."


def test_what_cannot_be_saved_waits_and_is_tried_again(notebook: Open, client: Path) -> None:
    page = notebook()
    begin(page)
    page.keyboard.press("2")
    saved(page)
    path = client / "interviews" / "logistics_executive.yaml"
    sound = path.read_bytes()
    path.write_text("answers: [", encoding="utf-8")
    page.keyboard.press("Enter")
    page.keyboard.press("4")
    page.locator(".note", has_text="Not saved: interviews/logistics_executive.yaml line").wait_for()
    assert "1 answer is waiting" in page.locator(".save").inner_text()
    page.keyboard.press("Enter")
    assert item_number(page) == 3
    path.write_bytes(sound)
    page.get_by_role("button", name="Try again now").click()
    saved(page)
    assert [a.score for a in on_disk(client)] == [2, 4]
