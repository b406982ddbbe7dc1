"""One safe file: what a client typed stays text, wherever it stands."""

import base64
import json
import re
import zlib
from html.parser import HTMLParser

import pytest

from assessment_kit.errors import ReportError
from assessment_kit.report.collect import collect
from assessment_kit.report.exporter import ReportExporter, make_page, markdown
from assessment_kit.show.judgement import Findings
from assessment_kit.show.live import packed
from assessment_kit.show.pieces import Gap, Piece
from tests.report.pieces import chart, notebook, opening

PAYLOADS = (
    "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</style><script>alert(1)</script>",
    '" onmouseover="alert(1)', "<svg onload=alert(1)>", "{{ 7 * 7 }}", "{% raw %}",
)  # fmt: skip


class Tags(HTMLParser):
    """Every tag, attribute and link of a page, as a browser would read them."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.links: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links |= {value or "" for name, value in attrs if name in ("href", "src", "action")}


def test_chapters_begin_at_their_opening_and_titles_stay_in_the_notebook() -> None:
    content = collect([notebook("# Title for JupyterLab", opening(), "## Part", chart())])
    (section,) = content.sections
    assert [p.piece["kind"] if p.piece else p.words for p in section.parts] == ["opening", "## Part", "figure"]


def test_gaps_are_gathered_at_the_end_and_take_their_words_along() -> None:
    gap = Gap("The map", "No map was handed over", "One map")
    cells: list[Piece | str] = [
        "## Map",
        gap,
        Findings("map", []),
        "## Plan",
        chart(),
        Gap("The plan", "No plan", "A plan"),
        gap,
        "## Our view",
        "It is so.",
    ]
    (section,) = collect([notebook(opening(), *cells)]).sections
    told = [p.piece["kind"] if p.piece else p.words for p in section.parts]
    assert told == ["opening", "## Plan", "figure", "## Our view", "It is so.", "gaps"]
    (last,) = [p.piece for p in section.parts if p.piece and p.piece["kind"] == "gaps"]
    assert [g["what"] for g in last["gaps"]] == ["The map", "The plan"]


def test_words_before_a_gap_stay_when_findings_follow() -> None:
    found = Findings("map", [{"number": "1.1"}])
    (section,) = collect([notebook(opening(), "## Map", Gap("The map", "None", "One"), found)]).sections
    assert [p.piece["kind"] if p.piece else p.words for p in section.parts] == ["opening", "## Map", "findings", "gaps"]


def test_figures_are_numbered_through_all_chapters() -> None:
    page = make_page(
        [notebook(opening(), chart("First"), chart("Second")), notebook(opening("Other", "metrics"), chart("Third"))]
    )
    assert page.figures == 3
    assert re.findall(r"Figure (\d)\.", page.html) == ["1", "2", "3"]


def test_a_figure_without_a_chapter_is_an_error() -> None:
    with pytest.raises(ReportError, match="Run them first"):
        make_page([notebook(chart())])


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_was_typed_stays_text(payload: str) -> None:
    page = make_page([notebook(opening(payload), chart(payload, tip=payload), payload)]).html
    scripts = re.findall(r"<script[^>]*>", page)
    assert scripts == ['<script type="text/plain" id="specs">', "<script>", "<script>"]
    tags = Tags()
    tags.feed(page.split('<script type="text/plain"')[0])
    assert not [attribute for attribute in tags.attributes if attribute.startswith("on")]
    assert "img" not in tags.names
    assert not [value for value in tags.links if not value.startswith("#")]


def test_the_policy_names_the_hash_of_each_script_that_runs() -> None:
    page = make_page([notebook(opening(), chart())]).html
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    assert policy[1].replace("&#39;", "'").count("'sha256-") == 2
    assert "default-src" in policy[1]


def test_specs_cannot_end_their_script_and_come_back_whole() -> None:
    told = packed({"a": "</script>\u2028&\u202e"})
    assert re.fullmatch(r"[A-Za-z0-9+/]+={0,2}", told)
    assert json.loads(zlib.decompress(base64.b64decode(told))) == {"a": "</script>\u2028&\u202e"}


def test_markdown_keeps_words_and_drops_the_rest() -> None:
    made = markdown("## Part\n\nSome *words* <script>alert(1)</script> and [a link](javascript:alert(1))")
    assert '<h3 class="part">Part</h3>' in made
    assert "<em>words</em>" in made
    assert "alert" not in made or "javascript" not in made
    assert "<script" not in made


def test_the_exporter_makes_a_report_of_a_single_notebook() -> None:
    page, resources = ReportExporter().from_notebook_node(notebook(opening(), chart()))
    assert page.startswith("<!doctype html>")
    assert resources["output_extension"] == ".html"


def test_same_notebooks_same_bytes() -> None:
    first, second = (make_page([notebook(opening(), chart())]).html for _ in range(2))
    assert first == second
