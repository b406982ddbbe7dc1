"""The report of the complete sample client, as a reader opens it: from the disk, with the network off."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from assessment_kit import shipped
from tests.browser.page import Visit

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Open = Callable[..., Visit]
WINDOWS = [(1440, "light"), (1440, "dark"), (800, "light"), (390, "light"), (390, "dark")]

# What a program writes and no person would. "None of the 12 has an owner" is a sentence; "Owner: None" is not.
MACHINE_WORDS = re.compile(
    r"""\b(?:nan|NaN|NaT|inf|null|True|False)\b | \bNone\b(?!\ [a-z]) | (?<!^)(?<![.;]\ )\bNone\b | ^undefined\b
      | undefined% | <NA> | \[object | \b[A-Za-z]+(?:_[A-Za-z0-9]+)+\b | \{[a-z_.:]+\}""",
    re.VERBOSE,
)
# A file that the client handed over is called what it is called.
FILE_NAME = re.compile(r"[\w./-]+\.(?:csv|yaml|xlsx|ics)\b")


def machine_words(text: str) -> bool:
    return bool(MACHINE_WORDS.search(FILE_NAME.sub("", text)))


def barriers(opened: Visit) -> list[str]:
    """What stands in the way of those who read without eyes or mouse, by the rules of WCAG 2.2 AA and good practice."""
    return [
        f"{fault['id']}: {node['target']} {node.get('failureSummary', '')[:200]}"
        for fault in Axe().run(opened.page).response["violations"]
        for node in fault["nodes"][:3]
    ]


@pytest.fixture(params=WINDOWS, ids=lambda w: f"{w[0]}-{w[1]}")
def report(request: pytest.FixtureRequest, visit: Open, complete_report: Path) -> Visit:
    width, scheme = request.param
    opened = visit(complete_report, width=width, scheme=scheme)
    opened.settle()
    return opened


def test_it_asks_nobody_for_anything_and_has_nothing_to_complain_of(report: Visit) -> None:
    assert report.left == []
    assert report.complaints == []


def test_every_figure_is_drawn(report: Visit) -> None:
    drawn = report.page.evaluate(
        """() => [...document.querySelectorAll('figure')].map(f => {
          const seen = [...f.querySelectorAll('svg')].map(s => [s, s.getBoundingClientRect()]).filter(([, b]) => b.width && b.height);
          const [svg, box] = seen[0] ?? [];
          return {title: f.innerText.split('\\n')[0], seen: seen.length, width: box?.width ?? 0, height: box?.height ?? 0,
                  marks: svg?.querySelectorAll('path, rect, line, circle, text').length ?? 0};
        })"""
    )
    assert len(drawn) >= 8
    not_drawn = [f for f in drawn if f["seen"] != 1 or f["width"] < 200 or f["height"] < 30 or f["marks"] < 4]
    assert not_drawn == []


def test_nothing_reads_like_a_program(report: Visit) -> None:
    texts = report.texts()
    assert len(texts) > 200
    assert [(text[:120], place) for text, place in texts if machine_words(text)] == []


def test_nothing_has_to_be_scrolled_sideways(report: Visit) -> None:
    assert report.past_the_edge() == []


def test_no_label_is_cut_off_or_lies_on_another(report: Visit) -> None:
    assert report.labels_in_the_way() == []


def test_it_can_be_used_without_eyes_or_mouse(report: Visit) -> None:
    assert barriers(report) == []


def test_headings_step_down_one_at_a_time(visit: Open, complete_report: Path) -> None:
    levels = visit(complete_report).page.evaluate(
        "() => [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => [Number(h.tagName[1]), h.textContent.trim()])"
    )
    assert [text for level, text in levels if level == 1] == [levels[0][1]]
    jumps = [b[1] for a, b in pairwise(levels) if b[0] > a[0] + 1]
    assert jumps == []
    assert [level for level, text in levels if not text] == []


def test_every_link_inside_leads_somewhere(visit: Open, complete_report: Path) -> None:
    links = visit(complete_report).page.evaluate(
        """() => [...document.querySelectorAll('a[href^="#"]')].map(a => [a.getAttribute('href').slice(1),
          !!document.getElementById(decodeURIComponent(a.getAttribute('href').slice(1))), !!a.closest('nav')])"""
    )
    assert [target for target, there, _ in links if not there] == []
    assert sum(in_contents for _, _, in_contents in links) >= 6  # the summary and five chapters


def test_no_id_stands_twice(visit: Open, complete_report: Path) -> None:
    ids = visit(complete_report).page.evaluate("() => [...document.querySelectorAll('[id]')].map(e => e.id)")
    assert sorted({i for i in ids if ids.count(i) > 1}) == []


def test_all_of_it_is_there_without_script(visit: Open, complete_report: Path) -> None:
    page = visit(complete_report, script=False).page
    assert page.locator("figure").count() >= 8
    folded = "details:not([open]) figure"  # opens without a script too
    assert page.locator("figure").count() - page.locator(folded).count() >= 8
    for figure in page.locator("figure").all():
        assert figure.locator("svg").count() >= 1, figure.inner_text()
    for figure in page.locator(f"figure:not({folded})").all():
        assert figure.locator("svg").locator("visible=true").count() >= 1, figure.inner_text()


def test_it_is_one_file_of_at_most_2_5_mb(complete_report: Path) -> None:
    assert complete_report.stat().st_size <= 2_500_000


def test_it_is_read_and_left_with_the_keyboard_alone(visit: Open, complete_report: Path) -> None:
    page = visit(complete_report, width=390).page
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.className") == "skip"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator(".fold").evaluate("e => e.open")
    page.keyboard.press("Escape")
    assert not page.locator(".fold").evaluate("e => e.open")
    assert page.evaluate("() => document.activeElement.tagName") == "SUMMARY"


def test_an_address_leads_to_a_finding_that_is_folded_away(visit: Open, complete_report: Path) -> None:
    page = visit(complete_report).page
    anchor = page.locator("details.brief").first.get_attribute("id")
    page.evaluate("to => { location.hash = to; }", anchor)
    page.wait_for_timeout(300)
    assert page.locator(f"#{anchor}").evaluate("e => e.open && e.getBoundingClientRect().top < innerHeight")
    assert page.locator(f"#{anchor} a.self").first.get_attribute("href") == f"#{anchor}"
    assert page.locator(".side a[aria-current]").count() == 1


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler reads the pages")
@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_paper_has_numbers_no_empty_page_and_no_cut_picture(visit: Open, complete_report: Path, size: str, tmp_path: Path) -> None:  # fmt: skip
    file = tmp_path / "printed.pdf"
    visit(complete_report).page.pdf(path=str(file), format=size)
    told = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, text=True, check=True).stdout
    pages = told.rstrip("\f").split("\f")
    assert 20 < len(pages) <= 70
    for number, text in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in text
        assert len(text.split()) > 30, f"page {number} is next to empty"


@pytest.mark.parametrize("width", [1440, 390])
def test_the_reports_of_little_and_of_faulty_input_are_as_well_made(visit: Open, reports: Path, width: int) -> None:
    others = [p for p in sorted(reports.glob("*/report.html")) if p.parent.name != shipped.DEFAULT_CLIENT.name]
    assert len(others) >= 2
    for path in others:
        opened = visit(path, width=width)
        opened.settle()
        faults = [*opened.left, *opened.complaints, *opened.past_the_edge(), *opened.labels_in_the_way()]
        assert faults + barriers(opened) == [], path.parent.name


def test_the_list_of_reports_leads_to_each_report(visit: Open, reports: Path) -> None:
    opened = visit(reports / "index.html")
    links = opened.page.evaluate("() => [...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href'))")
    made = {f"{p.parent.name}/report.html" for p in reports.glob("*/report.html")}
    assert made <= set(links)
    assert opened.left == []
    assert opened.complaints == []
    assert [t for t, _ in opened.texts() if machine_words(t)] == []


def test_a_program_s_words_are_told_from_a_person_s() -> None:
    bad = [
        "nan", "nan%", "Owner: None", "None", "of None hours", "undefined", "owner_role_id", "{roles.void:count}", "n = NaN",
    ]  # fmt: skip
    good = [
        "None of the 12 key processes is owned", "Twelve are key. None has an owner", "Roles that are left undefined",
        "A nanny", "n = 283, 19–29%", "process_steps.csv", "snake-case",
    ]  # fmt: skip
    assert [t for t in bad if not machine_words(t)] == []
    assert [t for t in good if machine_words(t)] == []
