"""From `assessment-kit new` to the report in one go, as one person does it: by mouse, and without one."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assessment_kit.capture.answers import InterviewFile
from assessment_kit.engagement import check, read
from tests.browser.keys import PASTE, in_focus, tab_to
from tests.browser.lab import Lab, opened
from tests.browser.page import Visit

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Chapter = Callable[[str], "Page"]
PATIENCE = 120_000  # a machine that does much else at the same time
TALK, LIST, JUDGEMENT = '[aria-label="Interview"]', '[aria-label="Meetings, a list to fill"]', '[aria-label="Judgement on the letters"]'  # fmt: skip
ROWS = [
    f"board_{n}\tBoard meeting {n}\tmonthly review\tFollow the plan\tmonthly\t{60 + n}" for n in range(1, 21)
]  # as Excel puts a block of 20 rows and 6 columns on the clipboard
REASON = "The steering group began in June and has not decided anything yet."


def command(*words: str | Path) -> str:
    """``assessment-kit …``, as it is typed; what it says."""
    done = subprocess.run(
        [sys.executable, "-m", "assessment_kit", *map(str, words)],
        capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def client(tmp_path: Path) -> Path:
    command("new", tmp_path / "acme", "--client", "Acme", "--date", "2026-03-31")
    return tmp_path / "acme"


@pytest.fixture
def lab(client: Path, tmp_path: Path) -> Iterator[tuple[Lab, str]]:
    """What ``assessment-kit open`` starts, and the address that it opens."""
    home = tmp_path / "home"
    home.mkdir()
    with opened(client, home) as started:
        yield started


@pytest.fixture
def chapter(lab: tuple[Lab, str], visit: Callable[..., Visit]) -> Chapter:
    """Opens one of the notebooks that ``assessment-kit open`` laid beside the client, in a window of its own."""

    def go(name: str) -> Page:
        address = re.sub(r"/lab/tree/notebooks/\w+", f"/lab/workspaces/{name}/tree/notebooks/{name}", lab[1])
        page = visit(address).page
        page.set_viewport_size({"width": 1280, "height": 800})
        page.set_default_timeout(PATIENCE)
        ready(page)
        return page

    return go


def ready(page: Page) -> None:
    page.wait_for_selector(".jp-Notebook .jp-Cell")
    page.get_by_text("| Idle").wait_for()  # before that, Run All asks which kernel to take


def run_all(page: Page) -> None:
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()


def has_run(page: Page) -> None:
    """Every cell has its number, and none has failed."""
    page.wait_for_function(
        """() => {
          const prompts = [...document.querySelectorAll('.jp-CodeCell .jp-InputArea-prompt')].map(p => p.textContent);
          return prompts.length > 3 && prompts.every(p => /\\[\\d+\\]/.test(p));
        }"""
    )
    assert page.locator(".jp-OutputArea").get_by_text("Traceback (most recent call last)").count() == 0


def say_saved(page: Page, form: str) -> None:
    page.locator(f"{form} .save:not(.bad) b", has_text=re.compile(r"Saved \d\d:\d\d:\d\d")).wait_for()


def cell(page: Page, line: int, column: int) -> Locator:
    return page.locator(f'{LIST} [data-l="{line}"] [data-k="{column}"]')


def item(page: Page, number: int) -> None:
    page.locator(f"{TALK} .where", has_text=re.compile(rf"^Item {number} of ")).wait_for()


def keep_notebook(page: Page) -> None:
    page.locator(".jp-NotebookPanel-toolbar [data-jp-item-name=save]").click()
    page.wait_for_function("!document.querySelector('.jp-mod-dirty')")


def scores(client: Path) -> list[float | None]:
    return [a.score for a in InterviewFile(client, "logistics_executive").read().answers.values()]


def told_in_report(client: Path, reports: Path) -> str:
    """The batch over the same folder; the report as it is read."""
    command("run", client, "-o", reports)
    html = (reports / "acme" / "report.html").read_text(encoding="utf-8")
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def the_report_shows_it_all(client: Path, told: str) -> None:
    assert len(read(client).tables["meetings"]) == 20
    assert check_of(client, "meetings.csv") == []
    assert "Board meeting 7" in told
    assert REASON in told
    assert "We held 1 interview and read the lists of 20 meetings." in told
    assert [n for n in (1, 3, 5) if f"1 interview: {n} on a scale of 1 to 5" not in told] == []


def check_of(client: Path, file: str) -> list[str]:
    return [str(p) for p in check(client) if p.file == file]


def five_answers(page: Page) -> None:
    page.locator(f"{TALK} .who select").select_option("executive")
    page.locator(f"{TALK} .who [name=function]").fill("Logistics")
    page.locator(f"{TALK} .who .go").click()
    for n in range(1, 6):
        item(page, n)
        page.locator(f"{TALK} .pt [value='{n}']").click()
        page.locator(f"{TALK} .nx").click()
    item(page, 6)
    say_saved(page, TALK)


def twenty_rows_and_a_fault(page: Page, client: Path) -> None:
    cell(page, 0, 0).click()
    page.evaluate(PASTE, "\r\n".join(ROWS) + "\r\n")
    page.locator(f"{LIST} .paste", has_text="20 rows pasted. All are taken.").wait_for()
    cell(page, 2, 5).click()
    page.keyboard.type("1h30")
    page.keyboard.press("Enter")
    the_fault_is_told(page, client)
    page.locator(f"{LIST} .msg button").click()
    page.locator(f"{LIST} .msg").wait_for(state="detached")


def another_letter(page: Page) -> None:
    page.locator(f"{JUDGEMENT} [data-el=E8]").click()
    page.locator(f"{JUDGEMENT} .over .chip", has_text=re.compile("^C$")).click()
    page.locator(f"{JUDGEMENT} .over button[type=submit]").click()
    page.locator(f"{JUDGEMENT} .err", has_text="Give a reason first").wait_for()
    page.locator(f"{JUDGEMENT} .over textarea").fill(REASON)
    page.locator(f"{JUDGEMENT} .over button[type=submit]").click()
    page.locator(f"{JUDGEMENT} .mine", has_text="Your letter is C.").wait_for()


def the_fault_is_told(page: Page, client: Path) -> None:
    """As `check` words it."""
    message = page.locator(f"{LIST} .msg .t")
    message.wait_for()
    (problem,) = check_of(client, "meetings.csv")
    assert problem in message.inner_text()


def test_from_new_to_the_report_by_mouse(chapter: Chapter, client: Path, tmp_path: Path) -> None:
    page = chapter("04_practices")
    run_all(page)
    five_answers(page)
    assert scores(client) == [1, 2, 3, 4, 5]
    has_run(page)
    keep_notebook(page)
    page.reload()
    ready(page)
    item(page, 6)
    assert page.locator(f"{TALK} .items .g.a").count() == 5
    twenty_rows_and_a_fault(page, client)
    run_all(page)
    has_run(page)
    page = chapter("05_target_changes")
    run_all(page)
    another_letter(page)
    run_all(page)
    has_run(page)
    the_report_shows_it_all(client, told_in_report(client, tmp_path / "reports"))


def five_answers_by_keys(page: Page) -> None:
    keys = page.keyboard
    page.locator(f"{TALK} select").wait_for()
    tab_to(page, in_focus("select"))
    keys.press("e")  # Executive
    keys.press("Tab")
    keys.type("Logistics")
    keys.press("Enter")
    for n in range(1, 6):
        item(page, n)
        keys.press(str(n))
        keys.press("Enter")
    item(page, 6)
    say_saved(page, TALK)


def twenty_rows_and_a_fault_by_keys(page: Page, client: Path) -> None:
    keys = page.keyboard
    page.locator(f"{LIST} [data-k]").first.wait_for()
    tab_to(page, in_focus("[data-k]"))
    page.evaluate(PASTE, "\r\n".join(ROWS) + "\r\n")
    page.locator(f"{LIST} .paste", has_text="20 rows pasted. All are taken.").wait_for()
    keys.press("Control+Home")
    for _ in range(5):
        keys.press("ArrowRight")
    keys.type("1h30")
    keys.press("Enter")
    the_fault_is_told(page, client)
    keys.press("F8")
    keys.press("Tab")  # to the button of its cure
    keys.press("Enter")
    page.locator(f"{LIST} .msg").wait_for(state="detached")


def another_letter_by_keys(page: Page) -> None:
    keys = page.keyboard
    page.locator(f"{JUDGEMENT} [data-el]").first.wait_for()
    tab_to(page, in_focus("[data-el]"))
    keys.press("End")
    tab_to(page, in_focus("[name=letter]"))
    choose(page, "C")
    tab_to(page, in_focus("textarea"))
    keys.type(REASON)
    keys.press("Control+Enter")
    page.locator(f"{JUDGEMENT} .mine", has_text="Your letter is C.").wait_for()


def test_the_same_without_a_mouse(chapter: Chapter, client: Path, tmp_path: Path) -> None:
    page = chapter("04_practices")
    headings = page.locator(".jp-MarkdownCell").count()
    run_all_by_keys(page)
    has_run(page)
    to_cell(page, "chapter.interview()")
    five_answers_by_keys(page)
    assert scores(client) == [1, 2, 3, 4, 5]
    page.keyboard.press("Escape")  # out of the form, to its cell
    page.keyboard.press("Control+s")
    page.wait_for_function("!document.querySelector('.jp-mod-dirty')")
    page.reload()
    ready(page)
    item(page, 6)
    to_cell(page, 'chapter.list("meetings")')
    twenty_rows_and_a_fault_by_keys(page, client)
    assert page.locator(".jp-MarkdownCell").count() == headings  # no digit has made one of a cell
    page = chapter("05_target_changes")
    run_all_by_keys(page)
    has_run(page)
    to_cell(page, "chapter.judgement()")
    another_letter_by_keys(page)
    the_report_shows_it_all(client, told_in_report(client, tmp_path / "reports"))


def to_notebook(page: Page) -> None:
    tab_to(page, "document.activeElement.closest('.jp-Notebook')")


def run_all_by_keys(page: Page) -> None:
    to_notebook(page)
    page.keyboard.press("Control+Shift+c")
    page.locator("#command-palette input, .lm-CommandPalette-input").first.wait_for()
    page.keyboard.type("Run All Cells")
    page.locator(".lm-CommandPalette-item.lm-mod-active", has_text="Run All Cells").wait_for()
    page.keyboard.press("Enter")


def to_cell(page: Page, source: str) -> None:
    """By arrows, in command mode."""
    to_notebook(page)
    for key in ("ArrowUp", "ArrowDown"):
        for _ in range(40):
            if source in str(page.locator(".jp-Cell.jp-mod-active").inner_text()):
                return
            page.keyboard.press(key)
    raise AssertionError(f"no cell with {source}")


def choose(page: Page, letter: str) -> None:
    """One of the letters, by arrows."""
    for _ in range(8):
        if page.evaluate("document.activeElement.shadowRoot?.activeElement?.value") == letter:
            return
        page.keyboard.press("ArrowRight")
    raise AssertionError(f"no letter {letter}")
