"""The survey's questionnaire and workbook: what is filled in comes back whole, and nobody who answers is led."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from assessment_kit.capture.new_client import new_client, new_survey
from assessment_kit.capture.questionnaire import questionnaire
from assessment_kit.capture.survey_workbook import ANSWERS, KEY, headings, write_survey_workbook
from assessment_kit.engagement import read
from assessment_kit.engagement.model import Engagement
from assessment_kit.errors import UsageError
from assessment_kit.method import load_method
from assessment_kit.method.survey_form import statements_asked
from tests.browser.page import Visit

METHOD = load_method()
FORM = METHOD.survey
MEANT = {
    "Strongly disagree": 1.0, "Disagree": 2.0, "Neither agree nor disagree": 3.0, "Agree": 4.0, "Strongly agree": 5.0,
    "1": 1.0, "5": 5.0, "Does not apply": "na", "Don't know": "unknown", "Don’t know": "unknown", "": "not_asked",
}  # fmt: skip
LEVELS = {
    "Executive team": "executive",
    "Senior manager": "senior",
    "middle": "middle",
    "Front line": "front_line",
    "": "",
}


def folder(path: Path, content: bytes, name: str = "answers.xlsx") -> Path:
    (path / "survey").mkdir(parents=True, exist_ok=True)
    (path / "engagement.yaml").write_text('client: "Acme"\ndate: "2026-10-16"\n', encoding="utf-8")
    (path / "survey" / name).write_bytes(content)
    return path


def workbook(rows: list[dict[str, str]], *, full: bool = False) -> bytes:
    file = io.BytesIO()
    write_survey_workbook(file, METHOD, rows, full=full)
    return file.getvalue()


def as_csv(rows: list[dict[str, str]], names: list[str]) -> bytes:
    file = io.StringIO()
    writer = csv.DictWriter(file, names, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode()


def same(found: Engagement, rows: list[dict[str, str]], columns: dict[str, str]) -> None:
    """Every answer of every row is there as it was given, and no reversed one is turned on the way."""
    assert [str(p) for p in found.problems] == []
    survey = found.survey
    assert survey is not None
    assert len(survey) == len(rows)
    items = [name for name in columns if name in METHOD.items]
    assert list(survey.scores) == items
    for n, row in enumerate(rows):
        assert survey.people["level"].astype("str").fillna("")[n] == LEVELS[row.get(columns["level"], "")]
        assert survey.people["function"].astype("str").fillna("")[n] == row.get(columns["function"], "").strip()
        for item in items:
            meant = MEANT[row.get(columns[item], "")]
            if isinstance(meant, str):
                assert (math.isnan(survey.scores[item][n]), survey.status[item][n]) == (True, meant)
            else:
                assert (survey.scores[item][n], survey.status[item][n]) == (meant, "answered")
    said = [row[columns["comment"]] for row in rows if row.get(columns["comment"])]
    assert survey.comments["text"].tolist() == said


def answers(columns: dict[str, str]) -> st.SearchStrategy[dict[str, str]]:
    """One respondent: what stands under each heading."""
    drawn: dict[str, st.SearchStrategy[str]] = {heading: st.sampled_from(list(MEANT)) for heading in columns.values()}
    drawn[columns["level"]] = st.sampled_from(list(LEVELS))
    drawn[columns["function"]] = st.sampled_from(["Sales", "IT & Data", "Süd", ""])
    drawn[columns["comment"]] = st.sampled_from(["", "Fine; mostly.", '=HYPERLINK("x")', "Two\nlines, one comma"])
    drawn[columns["respondent"]] = st.just("")
    return st.fixed_dictionaries(drawn)


@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("kind", ["xlsx", "csv", "csv of ids"])
def test_what_is_filled_in_comes_back_whole(tmp_path_factory: pytest.TempPathFactory, kind: str, full: bool) -> None:
    columns = headings(METHOD, full=full)

    @settings(
        max_examples=6,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(st.lists(answers(columns), min_size=1, max_size=4))
    def check(rows: list[dict[str, str]]) -> None:
        for n, row in enumerate(rows, start=1):
            row[columns["respondent"]] = str(n)
        path = tmp_path_factory.mktemp("acme")
        if kind == "xlsx":
            found = read(folder(path, workbook(rows, full=full)), METHOD.items)
        elif kind == "csv":
            found = read(folder(path, as_csv(rows, list(columns.values())), "export.csv"), METHOD.items)
        else:
            named = [{name: row[heading] for name, heading in columns.items()} for row in rows]
            headed = {**{name: name for name in columns}, "comment": columns["comment"]}
            named = [{headed[name]: value for name, value in row.items()} for row in named]
            found = read(folder(path, as_csv(named, list(headed.values())), "export.csv"), METHOD.items)
        same(found, rows, columns)

    check()


def test_a_blank_form_is_no_survey_and_no_fault(tmp_path: Path) -> None:
    new_client(
        tmp_path / "acme", METHOD, client="Acme", date=read(folder(tmp_path / "x", b"q\n1\n", "q.csv")).settings.date
    )
    found = read(tmp_path / "acme", METHOD.items)
    assert (found.survey, found.problems) == (None, ())


def test_the_answers_find_their_item_after_its_wording_has_changed(tmp_path: Path) -> None:
    rows = [{headings(METHOD)["roles.clear"]: "Agree"}]
    changed = {
        name: item.model_copy(
            update={"statement": item.statement and item.statement.model_copy(update={"text": f"New {n}"})}
        )
        for n, (name, item) in enumerate(METHOD.items.items())
    }
    found = read(folder(tmp_path, workbook(rows)), changed)
    assert found.problems == ()
    assert found.survey is not None
    assert found.survey.scores["roles.clear"].tolist() == [4.0]


def test_the_folder_gets_the_form_that_was_chosen_and_nothing_is_overwritten(tmp_path: Path) -> None:
    new_client(tmp_path / "all", METHOD, client="Ä & <b>", full_survey=True)
    page = (tmp_path / "all" / "survey" / "questionnaire.html").read_text(encoding="utf-8")
    assert "Ä &amp; &lt;b&gt;" in page
    assert page.count('<tr class="s">') == len([i for i in METHOD.items.values() if i.statement])
    with pytest.raises(UsageError, match=r"holds survey/questionnaire\.html and survey/answers\.xlsx already"):
        new_survey(tmp_path / "all", METHOD, "Ä")
    assert (tmp_path / "all" / "survey" / "questionnaire.html").read_text(encoding="utf-8") == page


@pytest.mark.parametrize("full", [False, True])
def test_the_page_asks_every_statement_in_order_and_needs_nothing_else(full: bool) -> None:
    page = questionnaire(METHOD, full=full)
    asked = [i.statement.text for t in statements_asked(METHOD, full=full) for i in t.items if i.statement]
    shown = [unescape(text) for text in re.findall(r'<span class="no">\d+</span><span>(.*?)</span>', page)]
    assert [text.replace("’", "'") for text in shown] == asked
    assert f"about {9 if not full else 13} minutes" in page  # 41 and 64 statements, five a minute
    assert not re.search(r"(?:src|href|url)\s*[=(]|<script|\{(?:na|unknown|minutes)\}|\$", page)
    page = re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
    for word in ("revers", "E1", *(item.id for item in METHOD.items.values())):
        assert word not in page  # who answers is not led


def test_the_key_tells_the_consultant_what_is_reversed_and_the_answers_do_not() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook([])))
    assert book.sheet_names == [ANSWERS, KEY]
    head, *rows = book.get_sheet_by_name(KEY).to_python()
    told = {row[head.index("Item")]: row for row in rows if row[head.index("Item")]}
    assert list(told) == [item.id for topic in statements_asked(METHOD) for item in topic.items]
    for name, row in told.items():
        statement = METHOD.items[str(name)].statement
        assert statement is not None
        assert row[head.index("Agreeing is")] == ("bad (reversed)" if statement.reversed else "good")
        assert row[head.index("Statement")] == statement.text
    assert not any("revers" in str(cell) for row in book.get_sheet_by_name(ANSWERS).to_python() for cell in row)


def test_the_same_method_gives_the_same_bytes() -> None:
    assert workbook([]) == workbook([])


@pytest.mark.browser
@pytest.mark.parametrize("width", [1100, 390])
def test_the_page_opens_anywhere_and_prints_on_three_sheets(
    visit: Callable[..., Visit], tmp_path: Path, width: int
) -> None:
    page = tmp_path / "questionnaire.html"
    page.write_text(questionnaire(METHOD, "Acme"), encoding="utf-8")
    opened = visit(page, width=width)
    assert [*opened.left, *opened.complaints, *opened.past_the_edge()] == []
    assert len(re.findall(rb"/Type /Page\b", opened.page.pdf(prefer_css_page_size=True))) == 3
