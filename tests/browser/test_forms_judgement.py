"""The judgement in JupyterLab: by mouse, by keys alone, and in two tabs."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from assessment_kit import shipped
from tests.browser.keys import in_focus, tab_to
from tests.browser.lab import Lab, running
from tests.browser.page import Visit

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Open = Callable[..., "Page"]
PATIENCE = 120_000  # a machine that does much else at the same time
REASON = "The reports were cut in September, and the rest is read."
JUDGE = 'from assessment_kit import open_chapter\nchapter = open_chapter("targets", "{client}")\nchapter.judgement()'


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    with running(shipped.NOTEBOOKS, tmp_path_factory.mktemp("judges")) as lab:
        yield lab


@pytest.fixture
def client(tmp_path: Path) -> Path:
    return Path(shutil.copytree(shipped.SAMPLE_CLIENTS / "northmoor", tmp_path / "acme"))


@pytest.fixture
def notebook(workshop: Lab, client: Path, visit: Callable[..., Visit], request: pytest.FixtureRequest) -> Open:
    """Opens a notebook with these cells for the client; run or not."""
    stem = re.sub(r"\W+", "_", request.node.name)[:40]

    def go(*sources: str, part: str = "", run: bool = True) -> Page:
        path = workshop.folder / f"{stem}{part}.ipynb"
        path.write_text(json.dumps(_cells(*(s.replace("{client}", str(client)) for s in sources))), encoding="utf-8")
        address = workshop.notebook(path.name).replace("/lab/tree/", f"/lab/workspaces/{path.stem}/tree/")
        page = visit(address).page  # a workspace of its own: Lab would open the other tests' notebooks as well
        page.set_default_timeout(PATIENCE)
        page.wait_for_selector(".jp-Notebook .jp-CodeCell")
        page.get_by_text("| Idle").wait_for()
        if run:
            page.get_by_role("menuitem", name="Run", exact=True).click()
            page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        return page

    return go


def _cells(*sources: str) -> dict[str, object]:
    blank: dict[str, object] = {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": []}
    cells = [{**blank, "id": f"cell-{n}", "source": source} for n, source in enumerate(sources)]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}


def decided(client: Path) -> dict[str, dict[str, dict[str, str]]]:
    found: dict[str, dict[str, dict[str, str]]] = yaml.safe_load((client / "decisions.yaml").read_text("utf-8"))
    return found


def report_of(client: Path, out: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "assessment_kit", "run", str(client), "-o", str(out)],
        capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    html = (out / client.name / "report.html").read_text(encoding="utf-8")
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_letter_finding_and_action_are_judged_and_the_report_shows_it(
    notebook: Open, client: Path, tmp_path: Path
) -> None:
    page = notebook(JUDGE)
    page.locator(".eight [data-el=E6]").click()
    page.locator(".over .chip", has_text="keep").click()
    page.locator(".over .go").click()  # no reason yet
    page.locator(".over .err", has_text="Give a reason first").wait_for()
    assert "letters" not in decided(client)
    page.locator(".over textarea").fill(REASON)
    page.locator(".over .go").click()
    page.locator(".mine", has_text=f"Your letter is keep. {REASON}").wait_for()
    assert "By the rules it is C" in page.locator(".mine").inner_text()
    assert decided(client)["letters"]["E6"] | {"date": ""} == {
        "letter": "keep", "reason": REASON, "by": "Lead consultant", "date": ""
    }  # fmt: skip

    old = page.locator(".fd .s").first.inner_text()
    page.locator(".fd [data-mode=reword]").first.click()
    page.locator(".fd [name=words]").fill("Nobody decides on late orders.")
    page.locator(".fd [name=reason]").fill("In the words of the board.")
    page.locator(".edit [type=submit]").click()
    page.locator(".fd .old .cut0", has_text=old).wait_for()
    struck = page.locator(".fd > li").nth(2).locator(".s").inner_text()
    page.locator(".fd > li").nth(2).locator("[data-mode=strike]").click()
    page.locator(".edit [name=reason]").fill("Known and being mended.")
    page.locator(".edit [type=submit]").click()
    page.locator(".fd p.s.cut0", has_text=struck).wait_for()

    number = page.locator(".ac tbody .no").first.inner_text()
    page.locator(".ac select").first.select_option("Head of Sales")
    page.locator(".save", has_text="Saved").wait_for()
    page.locator(".ac [data-agree]").first.click()
    page.locator(".ac .ok", has_text="agreed").first.wait_for()
    page.locator(".jp-NotebookPanel-toolbar [data-jp-item-name=save]").click()
    page.wait_for_function("!document.querySelector('.jp-mod-dirty')")
    page.reload()
    page.locator(".mine", has_text=REASON).wait_for()  # the kernel lives, so nothing has to be run again

    told = report_of(client, tmp_path / "reports")
    assert f"By these rules the letter is C. Lead consultant set keep: {REASON}" in told
    assert "Nobody decides on late orders." in told
    assert "In the words of the board." in told
    assert struck not in told
    assert re.search(rf"\b{number} [^|]*?Head of Sales agreed", told)


def test_the_same_by_keys_alone(notebook: Open, client: Path) -> None:
    page = notebook(JUDGE, "after = 1", run=False)
    cells = page.locator(".jp-Cell").count()
    page.locator(".jp-Notebook").first.focus()
    page.keyboard.press("Control+Home")
    page.keyboard.press("Shift+Enter")
    page.locator(".eight").wait_for()
    tab_to(page, in_focus(".eight [aria-current]"))
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    assert page.locator(".eight [aria-current]").get_attribute("data-el") == "E6"
    tab_to(page, in_focus(".over [type=radio]"))
    for _ in range(10):
        if page.evaluate("document.activeElement.shadowRoot.activeElement.value") == "keep":
            break
        page.keyboard.press("ArrowRight")
    tab_to(page, in_focus(".over textarea"))
    page.keyboard.type("dd 1 a b: so it is")
    page.keyboard.press("Control+Enter")
    page.locator(".mine", has_text="dd 1 a b: so it is").wait_for()
    tab_to(page, in_focus(".fd [data-mode=strike]"))
    page.keyboard.press("Enter")
    page.keyboard.type("known")
    page.keyboard.press("Control+Enter")
    page.locator(".fd p.s.cut0").first.wait_for()
    tab_to(page, in_focus(".ac [data-agree]"))
    page.keyboard.press("Enter")
    page.locator(".ac .ok", has_text="agreed").first.wait_for()
    assert decided(client)["letters"]["E6"]["letter"] == "keep"
    assert [d["reason"] for d in decided(client)["findings"].values() if d.get("strike")] == ["known"]
    assert page.locator(".jp-Cell").count() == cells  # no key of the form reached Lab


def test_two_tabs_keep_each_others_judgements_and_ask_about_the_same(notebook: Open, client: Path) -> None:
    one, two = notebook(JUDGE, part="_one"), notebook(JUDGE, part="_two")
    for page, element, letter in ((one, "E1", "keep"), (two, "E2", "keep"), (two, "E3", "A")):
        page.locator(f".eight [data-el={element}]").click()
        page.locator(".over .chip", has_text=re.compile(f"^{letter}$")).click()
        page.locator(".over textarea").fill(f"mine of {element}")
        page.locator(".over .go").click()
        page.locator(".mine", has_text=f"mine of {element}").wait_for()
    one.locator(".eight [data-el=E3]").click()
    one.locator(".over .chip", has_text=re.compile("^B$")).click()
    one.locator(".over textarea").fill("another view")
    one.locator(".over .go").click()
    note = one.locator(".note", has_text="Someone else judged this meanwhile")
    note.wait_for()
    assert "Letter A. Reason: mine of E3" in note.inner_text()
    assert decided(client)["letters"]["E3"]["letter"] == "A"  # nothing is overwritten before the choice
    one.get_by_role("button", name="Keep yours").click()
    one.locator(".mine", has_text="another view").wait_for()
    assert {e: d["letter"] for e, d in decided(client)["letters"].items()} == {"E1": "keep", "E2": "keep", "E3": "B"}
    assert "mine of E3" in (client / "decisions.not_kept.txt").read_text(encoding="utf-8")
