"""Lists and the responsibility matrix in JupyterLab, edited as a consultant edits them: by keys, by mouse, in two tabs."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assessment_kit import shipped
from assessment_kit.capture.on_disk import locked
from assessment_kit.engagement import check, read
from tests.browser.keys import PASTE
from tests.browser.lab import Lab
from tests.browser.page import Visit

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Open = Callable[..., "Page"]


@pytest.fixture
def client(tmp_path: Path) -> Path:
    return Path(shutil.copytree(shipped.SAMPLE_CLIENTS / "northmoor", tmp_path / "acme"))


@pytest.fixture
def notebook(lab: Lab, client: Path, visit: Callable[..., Visit], request: pytest.FixtureRequest) -> Open:
    """Opens a notebook with a list of the client, and runs it."""
    stem = re.sub(r"\W+", "_", request.node.name)[:40]

    def go(verb: str, part: str = "") -> Page:
        path = lab.folder / f"{stem}{part}.ipynb"
        code = (
            f'from assessment_kit import open_chapter\nchapter = open_chapter("practices", "{client}")\nchapter.{verb}'
        )
        cells: list[dict[str, object]] = [
            {
                "cell_type": "code",
                "execution_count": None,
                "id": f"c{n}",
                "metadata": {},
                "outputs": [],
                "source": source,
            }
            for n, source in enumerate((code, "after = 1"))
        ]
        kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
        told = {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
        path.write_text(json.dumps(told), encoding="utf-8")
        page = visit(f"{lab.notebook(path.name)}&reset").page  # without the notebooks of other tests
        page.set_viewport_size({"width": 1280, "height": 800})
        page.wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=60_000)
        page.get_by_text("| Idle").wait_for(timeout=60_000)
        run(page)
        return page

    return go


def run(page: Page) -> None:
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    page.locator("[role=grid]").wait_for(timeout=60_000)


def cell(page: Page, line: int, column: int) -> Locator:
    return page.locator(f'[data-l="{line}"] [data-k="{column}"]')


def saved(page: Page, before: str = "") -> None:
    page.locator(".save", has_text=re.compile(r"Saved \d\d:\d\d:\d\d")).wait_for(timeout=30_000)


def lines(client: Path, name: str = "meetings.csv") -> list[str]:
    return (client / name).read_text(encoding="utf-8").splitlines()


def until(true: Callable[[], bool], page: Page) -> None:
    for _ in range(600):
        if true():
            return
        page.wait_for_timeout(100)
    raise AssertionError("it did not come true within a minute")


def test_a_faulty_value_is_told_as_the_check_tells_it_and_cured_by_one_press(notebook: Open, client: Path) -> None:
    page = notebook('list("meetings")')
    cell(page, 2, 5).click()
    page.keyboard.type("1h30")
    page.keyboard.press("Enter")
    message = page.locator(".msg .t")
    message.wait_for()
    (problem,) = [p for p in check(client) if p.file == "meetings.csv"]
    assert str(problem) in message.inner_text()
    assert ",1h30," in lines(client)[3]
    assert page.locator('[aria-invalid="true"]').count() == 1
    page.locator(".msg button").click()
    until(lambda: ",90," in lines(client)[3], page)
    assert [p for p in check(client) if p.file == "meetings.csv"] == []


def test_without_a_mouse_twenty_rows_are_pasted_looked_at_and_undone(notebook: Open, client: Path) -> None:
    before = (client / "meetings.csv").read_bytes()
    page = notebook('list("meetings")')
    cells = page.locator(".jp-CodeCell").count()
    page.locator('[data-k][tabindex="0"]').focus()
    page.keyboard.press("Control+End")
    page.keyboard.press("Home")
    rows = [f"new_{n}\tMeeting {n}\tmonthly review\t\tmonthly\t60" for n in range(20)]
    rows[4] = "\tNo id\tmonthly review"
    rows[5] = 'new_5\t"Two\nlines; and ""marks"""\tother\t\tmonthly\tlong'
    page.evaluate(PASTE, "\r\n".join(rows) + "\r\n")
    page.locator(".paste", has_text="20 rows pasted. 18 are taken. 1 has a problem and does not count yet.").wait_for()
    assert len(read(client).tables["meetings"]) == 79
    assert 'Two\nlines; and "marks"' in read(client).tables["meetings"]["name"].tolist()
    page.keyboard.press("F8")
    assert "row 66, column 1 " in page.locator(".where").inner_text()
    page.keyboard.press("F8")
    assert "row 67, column 6 " in page.locator(".where").inner_text()
    page.keyboard.press("d")  # a letter opens the cell; twice it would delete the notebook's cell
    page.keyboard.press("Escape")
    page.keyboard.press("Control+z")
    until(lambda: (client / "meetings.csv").read_bytes() == before, page)
    page.keyboard.press("Control+y")
    until(lambda: len(lines(client)) == 82, page)
    assert page.locator(".jp-CodeCell").count() == cells
    page.keyboard.press("Escape")
    page.keyboard.press("1")  # makes a heading of a cell where Lab hears it
    assert page.locator(".jp-MarkdownCell").count() == 0


def test_tab_goes_from_cell_to_cell_of_a_new_row_and_its_empty_cells_are_told_once_it_is_left(
    notebook: Open, client: Path
) -> None:
    page = notebook('list("processes")')
    cells = page.locator(".jp-CodeCell").count()
    page.locator('[data-k][tabindex="0"]').focus()
    page.keyboard.press("Control+End")
    page.keyboard.press("Home")
    page.keyboard.type("new_one")
    page.keyboard.press("Tab")
    until(lambda: lines(client, "processes.csv")[-1].startswith("new_one"), page)
    saved(page)
    assert page.locator(".msg").count() == 0
    assert ", column 2 of" in page.locator(".where").inner_text()
    page.keyboard.press("Tab")
    assert ", column 3 of" in page.locator(".where").inner_text()
    page.keyboard.press("Shift+Tab")
    page.keyboard.type("Night shift")
    page.keyboard.press("Tab")
    until(lambda: lines(client, "processes.csv")[-1].startswith("new_one,Night shift"), page)
    assert page.locator(".msg").count() == 0
    page.keyboard.press("ArrowUp")
    page.locator(".msg", has_text="the cell is empty, and every row needs it").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.shadowRoot.activeElement.matches('[data-k]')")
    page.locator(".msg button").first.wait_for()
    page.keyboard.press("F8")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.shadowRoot.activeElement.matches('[data-cure]')")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.shadowRoot.activeElement.matches('[data-k]')")
    assert page.locator(".jp-CodeCell").count() == cells


def test_a_list_drops_down_over_the_edge_of_its_cell_and_is_chosen_by_letters(notebook: Open, client: Path) -> None:
    page = notebook('list("meetings")')
    cell(page, 0, 6).click()
    page.keyboard.press("Enter")
    offered = page.locator(".pickl [role=option]")
    assert offered.count() == 33
    box = page.locator(".pickl").bounding_box()
    assert box is not None
    assert box["height"] > 150
    page.keyboard.type("head of fin")
    page.keyboard.press("Enter")
    until(lambda: ",cfo," in lines(client)[1] or ",head_finance," in lines(client)[1], page)
    assert cell(page, 0, 6).inner_text() == "Head of Finance"


def test_after_a_reload_the_list_is_what_stands_on_disk(notebook: Open, client: Path) -> None:
    page = notebook('list("roles")')
    cell(page, 0, 1).click()
    page.keyboard.type("Managing Director")
    page.keyboard.press("Enter")
    saved(page)
    page.keyboard.press("Escape")
    page.wait_for_timeout(500)
    page.get_by_role("menuitem", name="File", exact=True).click()
    page.get_by_role("menuitem", name=re.compile(r"^Save Notebook(?! As)")).click()
    page.wait_for_function("!document.querySelector('.jp-mod-dirty')")
    page.reload()
    page.wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=60_000)
    page.get_by_text("| Idle").wait_for(timeout=60_000)
    run(page)
    assert cell(page, 0, 1).inner_text() == "Managing Director"
    assert "Managing Director" in lines(client, "roles.csv")[1]


def test_two_tabs_at_one_list_merge_and_hand_back_the_same_cell(notebook: Open, client: Path) -> None:
    one, two = notebook('list("roles")', "_one"), notebook('list("roles")', "_two")
    cell(one, 0, 1).click()
    one.keyboard.type("From one")
    one.keyboard.press("Enter")
    saved(one)
    cell(two, 1, 1).click()
    two.keyboard.type("From two")
    two.keyboard.press("Enter")
    two.locator(".save", has_text="with what somebody else changed").wait_for()
    assert ("From one" in lines(client, "roles.csv")[1], "From two" in lines(client, "roles.csv")[2]) == (True, True)
    assert cell(two, 0, 1).inner_text() == "From one"
    cell(one, 1, 1).click()
    one.keyboard.type("Mine")
    one.keyboard.press("Enter")
    one.locator(".clash").wait_for()
    assert "From two" in lines(client, "roles.csv")[2]
    one.locator(".clash .mine").click()
    until(lambda: "Mine" in lines(client, "roles.csv")[2], one)
    assert "From two" in (client / "roles.not_kept.txt").read_text(encoding="utf-8")


def test_five_hundred_rows_stay_few_on_the_page(notebook: Open, client: Path) -> None:
    page = notebook('list("measurements")')
    assert "514 rows" in page.locator(".count").inner_text()
    assert page.locator(".sheet .line").count() < 60
    page.locator('[data-k][tabindex="0"]').focus()
    page.keyboard.press("Control+End")
    page.keyboard.press("ArrowUp")
    assert page.locator(".where").inner_text().startswith("row 515,")
    assert page.locator(".sheet .line").count() < 60


def test_the_matrix_is_filled_by_keys_and_undone(notebook: Open, client: Path) -> None:
    before = (client / "responsibilities.csv").read_bytes()
    page = notebook("matrix()")
    page.locator("td.c[tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("a")
    page.locator(".fl").first.get_by_text("One owner").wait_for()
    until(lambda: lines(client, "responsibilities.csv")[-1] == "research,,head_sales,A", page)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("a")
    page.locator(".fl").first.get_by_text("Two owners").wait_for()
    page.keyboard.press("a")  # again: in one paper only
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    page.locator(".fl").first.get_by_text("Papers disagree").wait_for()
    for _ in range(3):
        page.keyboard.press("Control+z")
    until(lambda: (client / "responsibilities.csv").read_bytes() == before, page)
    assert page.locator(".jp-MarkdownCell").count() == 0


def test_what_cannot_be_saved_waits_and_is_saved_as_soon_as_it_can_be(notebook: Open, client: Path) -> None:
    page = notebook('list("roles")')
    with locked(client, "roles.csv"):  # somebody else is saving, for longer than one waits
        cell(page, 0, 1).click()
        page.keyboard.type("Typed meanwhile")
        page.keyboard.press("Enter")
        page.locator(".save.bad", has_text="1 change waits").wait_for()
        assert "Typed meanwhile" not in lines(client, "roles.csv")[1]
        assert cell(page, 0, 1).inner_text() == "Typed meanwhile"
    page.locator(".wait .now").click()
    saved(page)
    assert "Typed meanwhile" in lines(client, "roles.csv")[1]
    assert page.locator(".wait").count() == 0


def test_a_kernel_killed_while_a_list_is_edited_costs_no_change(notebook: Open, client: Path, lab: Lab) -> None:
    chance, given = random.Random(7), []  # noqa: S311
    others = lab.kernels()
    page = notebook('list("roles")')
    own = lab.kernels() - others
    for n in range(8):
        text = f"Written {n}"
        cell(page, n, 1).click()
        page.keyboard.type(text)
        page.keyboard.press("Enter")
        if n % 2:
            page.wait_for_timeout(chance.randint(0, 120))  # somewhere between sent, written and told
            for process in own:
                os.kill(process, signal.SIGKILL)
            page.locator(".jp-Dialog .jp-mod-accept").click(timeout=60_000)
            page.locator(".wait", has_text="The kernel has stopped").wait_for(state="detached", timeout=120_000)
            own = lab.kernels() - others
        page.locator(".save:not(.bad) b", has_text="Saved").wait_for(timeout=120_000)
        given.append(text)
        there = lines(client, "roles.csv")
        assert [text for text in given if not any(f",{text}," in line for line in there)] == []
    assert len(lines(client, "roles.csv")) == len((shipped.SAMPLE_CLIENTS / "northmoor" / "roles.csv").read_text(encoding="utf-8").splitlines())  # fmt: skip


def test_a_page_loaded_anew_in_mid_edit_sends_what_was_not_saved(notebook: Open, client: Path) -> None:
    page = notebook('list("roles")')
    page.locator(".jp-NotebookPanel-toolbar [data-jp-item-name=save]").click()
    page.wait_for_function("!document.querySelector('.jp-mod-dirty')")
    with locked(client, "roles.csv"):  # what is typed cannot be saved yet
        cell(page, 0, 1).click()
        page.keyboard.type("Typed before")
        page.keyboard.press("Enter")
        page.locator(".save.bad", has_text="1 change waits").wait_for()
        page.reload()
    page.wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=60_000)
    page.locator("[role=grid]").wait_for(timeout=60_000)
    until(lambda: "Typed before" in lines(client, "roles.csv")[1], page)
    until(lambda: cell(page, 0, 1).inner_text() == "Typed before", page)
