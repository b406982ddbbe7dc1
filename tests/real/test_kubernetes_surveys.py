"""The contributors' surveys of 2018 and 2019: answers per item and shares against the raw exports."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from assessment_kit.analysis.intervals import wilson
from assessment_kit.analysis.scoring import item_indicators
from assessment_kit.engagement import Engagement
from assessment_kit.method import Method

SURVEYS = "community/sig-contributor-experience/surveys"
RATED = {  # item → column of 2018, column of 2019 (from 0); a rating of 1 or 2 out of 5 is the good end
    "architecture.kubernetes_review": (9, 14),
    "practices.kubernetes_communication": (10, 15),
    "roles.kubernetes_finding_the_group": (12, 17),
    "practices.kubernetes_debugging": (14, 19),
}
STATED = {  # item → column of 2019, and whether to disagree is the good end
    "practices.kubernetes_can_diagnose": (25, False),
    "practices.kubernetes_comments_explain": (26, False),
    "practices.kubernetes_unrelated_failures": (27, True),
    "metrics.kubernetes_notifications": (28, True),
}


@pytest.fixture(scope="module")
def raw(kubernetes_source: Path) -> tuple[list[list[str]], list[list[str]]]:
    """The answers of both waves, headings taken off (one row, two rows)."""
    waves = []
    for year, headings in ((2018, 1), (2019, 2)):
        file = kubernetes_source / SURVEYS / str(year) / f"contribex-survey-{year}.csv"
        with file.open(encoding="utf-8-sig", newline="") as opened:
            waves.append(list(csv.reader(opened))[headings:])
    return waves[0], waves[1]


def scores(cells: list[str]) -> list[int]:
    """The leading figure of each answer; blanks and n/a are none."""
    return [int(cell[0]) for cell in cells if cell and cell != "n/a"]


def raw_scores(item: str, raw: tuple[list[list[str]], list[list[str]]]) -> tuple[list[int], bool]:
    """All scores as answered, and whether the low end is the good one."""
    of_2018, of_2019 = raw
    if item in RATED:
        first, second = RATED[item]
        return scores([r[first] for r in of_2018]) + scores([r[second] for r in of_2019]), True
    column, low_is_good = STATED[item]
    return scores([r[column] for r in of_2019]), low_is_good


def test_every_respondent_of_both_waves_is_there(
    kubernetes_read: Engagement, raw: tuple[list[list[str]], list[list[str]]]
) -> None:
    assert kubernetes_read.survey is not None
    assert len(kubernetes_read.survey) == sum(map(len, raw)) == 160 + 211


@pytest.mark.parametrize("item", [*RATED, *STATED])
def test_answers_per_item(item: str, kubernetes_read: Engagement, raw: tuple[list[list[str]], list[list[str]]]) -> None:
    assert kubernetes_read.survey is not None
    expected, _ = raw_scores(item, raw)
    found = kubernetes_read.survey.scores[item].dropna().astype(int)
    assert Counter(found) == Counter(expected)


@pytest.mark.parametrize("item", [*RATED, *STATED])
def test_share_at_the_good_end(
    item: str, kubernetes_read: Engagement, kubernetes_method: Method, raw: tuple[list[list[str]], list[list[str]]]
) -> None:
    expected, low_is_good = raw_scores(item, raw)
    good = sum(score <= 2 if low_is_good else score >= 4 for score in expected)
    rows = item_indicators(kubernetes_read, [kubernetes_method.items[item]], 1)
    agree = next(row for row in rows if row["indicator_id"] == f"agree.{item}")
    assert (agree["count"], agree["n"]) == (good, len(expected))
    assert (agree["low"], agree["high"]) == pytest.approx(wilson(good, len(expected)))


def test_the_figures_of_the_two_statements_on_the_test_system(raw: tuple[list[list[str]], list[list[str]]]) -> None:
    """As counted by hand from the 2019 export: 59 + 32 of 207 can diagnose, 66 + 25 of 205 understand the comments."""
    diagnose, _ = raw_scores("practices.kubernetes_can_diagnose", raw)
    explain, _ = raw_scores("practices.kubernetes_comments_explain", raw)
    assert (sum(s >= 4 for s in diagnose), len(diagnose)) == (91, 207)
    assert (sum(s >= 4 for s in explain), len(explain)) == (91, 205)


def test_levels_come_from_the_contributor_ladder(
    kubernetes_read: Engagement, raw: tuple[list[list[str]], list[list[str]]]
) -> None:
    """Owners of subprojects are middle; 21 of 2018 and 29 of 2019, one answer left blank."""
    assert kubernetes_read.survey is not None
    of_2018, of_2019 = raw
    ladder = [r[4].lower() for r in of_2018] + [r[10].lower() for r in of_2019]
    level = kubernetes_read.survey.people["level"]
    assert int((level == "middle").sum()) == ladder.count("subproject owner") == 21 + 29
    assert int(level.isna().sum()) == ladder.count("") == 1


def test_open_questions_and_ids_stay_behind(kubernetes_folder: Path) -> None:
    for export, columns in (("contributors-2018.csv", 11), ("contributors-2019.csv", 17)):
        with (kubernetes_folder / "survey" / export).open(encoding="utf-8-sig", newline="") as opened:
            rows = list(csv.reader(opened))
        assert {len(row) for row in rows} == {columns}
        answers = {cell for row in rows[2:] for cell in row}
        assert len(answers) < 700  # days, a ladder and five points: no free text


def test_the_second_export_keeps_its_byte_order_mark_and_two_rows_of_headings(kubernetes_folder: Path) -> None:
    export = (kubernetes_folder / "survey" / "contributors-2019.csv").read_bytes()
    assert export.startswith(b"\xef\xbb\xbf")
    assert "5: the most challenging part" in export.decode("utf-8-sig")
