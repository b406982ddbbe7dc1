"""Answers of the annual reports: quotes stand in the reports, scores follow from words that stand there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from assessment_kit.engagement import Engagement

Answers = list[dict[str, Any]]
REPORTS = (2020, 2021, 2022, 2023, 2024, 2025)
BOXES = {
    "roles.kubernetes_owners_reviewed": "Subprojects list and linked OWNERS files",
    "roles.kubernetes_leaders_active": "SIG leaders",
    "practices.kubernetes_notes_linked": "Meeting notes and recordings",
}


@pytest.fixture(scope="module")
def answers(kubernetes_read: Engagement) -> Answers:
    rows: Any = kubernetes_read.answers.to_dict("records")
    return list(rows)


def letters(text: str) -> str:
    """Only letters and figures: markup, links' brackets and line ends aside."""
    return re.sub(r"[\W_]+", "", text).lower()


def report(source: Path, interview: str, year: int) -> str:
    file = source / "community" / interview.replace("_", "-") / f"annual-report-{year}.md"
    return file.read_text(encoding="utf-8") if file.exists() else ""


def year_of(note: str) -> int:
    found = re.search(r"\d{4}", note)
    assert found is not None
    return int(found[0])


def test_one_interview_per_sig(kubernetes_read: Engagement, sigs: dict[str, Any]) -> None:
    assert kubernetes_read.interviews == len(sigs["sigs"]) == 24
    assert set(kubernetes_read.answers["interview"]) == {g["dir"].replace("-", "_") for g in sigs["sigs"]}


def test_quotes_are_verbatim_and_may_be_quoted(answers: Answers, kubernetes_source: Path) -> None:
    quoted = [a for a in answers if isinstance(a["quote"], str)]
    assert len(quoted) > 100
    for answer in quoted:
        text = re.sub(
            r"\]\([^)]*\)|https?://\S+", "", report(kubernetes_source, answer["interview"], year_of(answer["note"]))
        )
        assert letters(answer["quote"].removesuffix("…")) in letters(text), answer["quote"]
        assert answer["may_be_quoted"]


@pytest.mark.parametrize(
    ("interview", "item", "year", "score", "words"),
    [
        ("sig_network", "metrics.kubernetes_group_measures", 2021, 1, "Not currently monitoring metrics or health statistics."),
        ("sig_ui", "metrics.kubernetes_group_measures", 2022, 1, "Currently there are no real metrics that we measure"),
        ("sig_auth", "metrics.kubernetes_group_measures", 2022, 5, "at the time of writing this report, average is 8"),
        ("sig_scheduling", "metrics.kubernetes_group_measures", 2022, 3, "Number of contributors"),
        ("sig_auth", "metrics.kubernetes_review_capacity", 2020, 1, "We do not currently measure this."),
        ("sig_node", "metrics.kubernetes_review_capacity", 2020, 5, "A primary engineer and approver is identified up-front."),
        ("sig_api_machinery", "metrics.kubernetes_subproject_updates", 2020, 1, "We get updates on an ad-hoc basis."),
        ("sig_architecture", "metrics.kubernetes_subproject_updates", 2020, 5, "rotating schedule of subproject updates"),
        ("sig_node", "metrics.kubernetes_subproject_updates", 2020, 3, "Other sub-projects get less frequent updates"),
        ("sig_apps", "roles.kubernetes_enough_people", 2025, 5, "None."),
        ("sig_release", "roles.kubernetes_enough_people", 2025, 5, "None at this time."),
        ("sig_cli", "roles.kubernetes_enough_people", 2025, 1, "Kustomize only has one active maintainer."),
        ("sig_node", "roles.kubernetes_enough_people", 2024, 1, "always has a bottleneck of top level approvers"),
    ],
)  # fmt: skip
def test_scores_follow_the_words(
    interview: str, item: str, year: int, score: int, words: str, answers: Answers, kubernetes_source: Path
) -> None:
    """Read by hand in the reports."""
    assert words in " ".join(report(kubernetes_source, interview, year).split())
    answer = next(a for a in answers if (a["interview"], a["item_id"]) == (interview, item))
    assert (answer["score"], year_of(answer["note"])) == (score, year)


@pytest.mark.parametrize("item", BOXES)
def test_boxes_of_the_last_report(item: str, answers: Answers, kubernetes_source: Path) -> None:
    """Ticked is 5, not ticked is 1, a list with no tick at all is unknown: counted in the raw files."""
    for answer in (a for a in answers if a["item_id"] == item):
        text = next(
            t for y in reversed(REPORTS) if BOXES[item] in (t := report(kubernetes_source, answer["interview"], y))
        )
        lines = [line.strip().lower() for line in text.splitlines() if line.strip()[:3] in ("- [", "* [")]
        mine = next(line for line in lines if BOXES[item].lower() in line)
        if not any("[x]" in line for line in lines):
            assert answer["status"] == "unknown"
        else:
            assert answer["score"] == (5 if "[x]" in mine else 1)


def test_what_no_rule_scores_is_unknown_and_keeps_its_words(answers: Answers) -> None:
    culture = [a for a in answers if a["item_id"] == "practices.kubernetes_meeting_culture"]
    assert len(culture) == 21
    assert {a["status"] for a in culture} == {"unknown"}
    assert all(isinstance(a["quote"], str) for a in culture)


def test_items_are_those_of_the_clients_method(kubernetes_folder: Path, answers: Answers) -> None:
    items = yaml.safe_load((kubernetes_folder / "method" / "items" / "kubernetes.yaml").read_text(encoding="utf-8"))
    assert {a["item_id"] for a in answers} <= {item["id"] for item in items}
