"""Board and working edition, and parts that are left out: what goes, what stays, and that numbers and links hold."""

from __future__ import annotations

import copy
import re
from typing import Any

import pytest

from assessment_kit.engagement.model import ReportSettings, Sections
from assessment_kit.errors import UsageError
from assessment_kit.method import load_method
from assessment_kit.report.collect import Content, Part, Section
from assessment_kit.report.editions import load_editions
from assessment_kit.report.exporter import make_page
from assessment_kit.report.options import Choice, checked_parts, choose, chosen
from assessment_kit.show.cover import CHAPTER
from tests.report.pieces import chart, notebook, opening


def finding(number: str) -> dict[str, Any]:
    return {"number": number, "full": False}


def drawn(section: str, number: int) -> Part:
    return Part({"kind": "figure", "section": section, "number": number})


def head(step: str) -> Part:
    return Part({"kind": "opening", "step": step})


def whole() -> Content:
    """One step with four figures and six findings, the last of them on page one; the letters; the small print."""
    roles = Section(
        "roles", 2, "Roles",
        [
            head("roles"), Part(words="## Load"), drawn("load", 1), Part({"kind": "findings", "findings": [finding("2.5"), finding("2.6")]}),
            Part(words="## Line"), drawn("line", 2), Part(words="## Who"), drawn("matrix", 3),
            Part({"kind": "findings", "findings": [finding(f"2.{n}") for n in (1, 2, 3, 4)]}),
            Part(words="## What people say"), drawn("statements", 4), Part({"kind": "gaps", "gaps": [{"what": "Pay"}]}),
        ],
    )  # fmt: skip
    targets = Section("targets", 5, "Targets", [head("targets"), Part(words="## Letters"), drawn("letters", 5), Part({"kind": "firmness"}), Part(words="## Plan"), Part({"kind": "actions", "groups": [{"actions": [{"title": "Do", "how": "So."}]}]}), drawn("roadmap", 6)])  # fmt: skip
    small = Section("small_print", 6, "Small print", [head("small_print"), Part(words="## Why"), Part({"kind": "derivation"}), Part({"kind": "problems"})])  # fmt: skip
    cover = {
        "kind": "cover",
        "findings": [{"number": "2.6"}],
        "left_out": "Two were mended; see the end.",
        "listed": "; see the end",
        "collect": [{"text": CHAPTER}],
    }
    return Content(cover, [roles, targets, small])


def told(section: Section) -> list[str]:
    """``figure 3``, ``findings 2.1 2.2``, a heading, or the kind of a piece."""
    made = []
    for part in section.parts:
        piece = part.piece
        if piece is None:
            made.append(part.words)
        elif piece["kind"] == "figure":
            made.append(f"figure {piece['number']}")
        elif piece["kind"] == "findings":
            made.append(" ".join(["findings", *(f["number"] for f in piece["findings"])]))
        else:
            made.append(piece["kind"])
    return made


def test_the_working_edition_holds_everything() -> None:
    content = whole()
    made = choose(content, Choice())
    assert [told(s) for s in made.sections] == [told(s) for s in content.sections]
    assert (made.note, made.folded) == ("", False)


def test_the_board_edition_holds_what_a_board_reads_under_the_same_numbers() -> None:
    content = whole()
    before = copy.deepcopy(content)
    made = choose(content, Choice("board"))
    roles, targets = made.sections  # the small print goes with all that stood in it
    # Of load, line and matrix the board's order takes matrix, then load; of the findings the first three and 2.6 of page one.
    assert told(roles) == ["opening", "figure 1", "findings 2.6", "figure 3", "findings 2.1 2.2 2.3", "gaps"]
    assert told(targets) == ["opening", "## Letters", "figure 5", "firmness", "## Plan", "actions", "figure 6"]
    assert roles.parts[2].piece is not None
    assert roles.parts[2].piece["findings"][0]["full"] is True
    assert targets.parts[5].piece == {"kind": "actions", "groups": [{"actions": [{"title": "Do", "how": ""}]}]}
    assert made.folded is True
    assert (
        made.note
        == "Board edition, with 4 of 6 findings and 4 of 6 figures. The working edition has them all, under the same numbers."
    )
    assert made.cover is not None
    assert made.cover["left_out"] == "Two were mended."  # the list that page one would point to is not there
    assert content == before


def test_parts_that_are_off_go_with_their_headings() -> None:
    made = choose(whole(), Choice(without=frozenset({"statements", "plan", "next_interviews"})))
    assert told(made.sections[0])[-2:] == ["findings 2.1 2.2 2.3 2.4", "gaps"]
    assert told(made.sections[1]) == ["opening", "## Letters", "figure 5", "firmness"]
    assert made.note == "Left out here: the answers to each statement of the survey, whom to ask next and the plan."
    assert made.cover is not None
    assert made.cover["collect"] == [{"text": ""}]


def test_nothing_hides_the_letters_or_page_one() -> None:
    everything = frozenset(load_editions().parts)
    for edition in load_editions().editions:
        made = choose(whole(), Choice(edition, everything))
        assert [s.step for s in made.sections] == ["targets"]
        assert told(made.sections[0])[-2:] == ["figure 5", "firmness"]
        assert made.cover is not None


def test_the_flag_stands_above_the_file_and_parts_add_up() -> None:
    settings = ReportSettings(edition="board", sections=Sections(metrics="off"))
    assert chosen(settings) == Choice("board", frozenset({"metrics"}))
    assert chosen(settings, "working", ("plan",)) == Choice("working", frozenset({"metrics", "plan"}))


def test_a_part_that_is_not_there_is_told_with_its_cure() -> None:
    assert checked_parts("metrics, small-print,metrics") == ("metrics", "small_print")
    with pytest.raises(
        UsageError, match=r'--without metrix: there is no such part of the report. Did you mean "metrics"\?'
    ):
        checked_parts("metrix")
    with pytest.raises(UsageError, match="the letters and page one are in each report"):
        checked_parts("letters")


def test_parts_of_the_file_and_of_the_report_are_the_same() -> None:
    editions = load_editions()
    assert set(editions.parts) == set(Sections.model_fields)
    assert set(editions.editions) == {"working", "board"}
    chapters = load_method().chapters
    for name, part in editions.parts.items():
        if part.chapter:
            assert part.title == f"chapter {chapters[part.chapter].number}, {chapters[part.chapter].title.lower()}", (
                name
            )
    for edition in editions.editions.values():
        assert edition.without <= set(editions.parts)
        assert set(edition.figures) <= set(chapters)


def test_a_link_to_what_is_left_out_becomes_plain_text_and_figures_keep_their_numbers() -> None:
    cells = [notebook(opening(), chart("First"), chart("Second"))]
    page = make_page(cells)
    assert 'href="#why-E5"' not in page.html  # no derivation stands in these notebooks
    assert "<a>Roles</a>" in page.html
    assert 'href="#roles"' in page.html
    assert re.findall(r'id="figure-(\d)"', page.html) == ["1", "2"]
