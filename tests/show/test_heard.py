"""Who was heard, in words: what is said of groups, of late answers and of unread forms, and what is not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from assessment_kit.diagnosis.assessment import assess
from assessment_kit.engagement.model import Engagement
from assessment_kit.method import load_method
from assessment_kit.show import heard
from assessment_kit.show.pieces import Gap
from tests.builders import engagement, survey

METHOD = load_method()
STATED = [i.id for i in METHOD.items.values() if i.statement is not None and not i.statement.reversed][:12]
MIXED = [1, 4, 2, 5, 3, 1, 5, 2, 4, 3, 2, 4]


def parts(made: Engagement) -> dict[str, dict[str, Any]]:
    found = heard.piece(assess(made, METHOD))
    assert isinstance(found, heard.WhoWasHeard)
    return {p["id"]: p for p in found.content()["parts"]}


def client(unread: int, people: int = 30, late: float = 0) -> Engagement:
    """So many gave one answer throughout; the last third scores the first statement lower by `late` points."""
    forms = [[4] * 12 if k % 3 == 0 and k // 3 < unread else MIXED[k % 12 :] + MIXED[: k % 12] for k in range(people)]
    scores = {name: [float(form[n]) for form in forms] for n, name in enumerate(STATED)}
    if late:
        scores[STATED[0]] = [5 - k % 2 if k < 20 else 5 - late - k % 2 for k in range(people)]
    made = survey(scores, ["middle", "front_line", "front_line"] * (people // 3))
    times = pd.Timestamp("2026-09-14") + pd.to_timedelta(pd.Series(range(people)), unit="h")
    population = {"by_level": {"middle": 12, "front_line": 90}}
    return engagement(
        survey=replace(made, people=made.people.assign(finished=times)), settings={"population": population}
    )


def test_who_is_missing_is_named_with_both_rates() -> None:
    """Middle 10 of 12, front line 20 of 90."""
    part = parts(client(0))["level"]
    assert part["says"] == "Thinly heard: the front line, 20 of 90 (22%, against 83% of the others)."
    assert part["rows"][1][:4] == ("Front line", "20", "90", "22%") or part["rows"][1][:4] == [
        "Front line",
        "20",
        "90",
        "22%",
    ]


def test_late_answers_that_are_worse_warn_the_reader_on_page_one() -> None:
    made = client(0, late=3)
    warning = "Those who did not answer may be more critical than this report says."
    assert parts(made)["early_late"]["says"].startswith("Late answers are less favourable on 1 of 12 statements (“")
    assert parts(made)["early_late"]["says"].endswith(warning)
    assert warning in heard.in_short(assess(made, METHOD))


def test_late_answers_that_are_alike_promise_nothing() -> None:
    says = parts(client(0))["early_late"]["says"]
    assert says.endswith("no sign that those who did not answer see it otherwise, and no proof.")
    assert "Late" not in heard.in_short(assess(client(0), METHOD))


def test_fewer_unread_forms_than_may_be_shown_are_not_counted_out() -> None:
    says = parts(client(3))["careless"]["says"]
    assert says.startswith("Fewer than five forms look as if nobody had read the statements.")
    assert parts(client(3))["careless"]["rows"] in ((), [])
    assert parts(client(0))["careless"]["says"] == "No answered form looks as if nobody had read the statements."


def test_unread_forms_are_told_with_what_they_move() -> None:
    part = parts(client(5))["careless"]
    assert part["says"].startswith("Five of 30 forms look as if nobody had read the statements: all gave one answer")
    assert "They stay in all figures." in part["says"]
    assert all(row[3] == "30" and row[4] == "25" for row in part["rows"])
    assert part["rows"]


def test_without_a_survey_or_with_a_few_answers_there_is_a_gap() -> None:
    few = engagement(survey=survey({STATED[0]: [4] * 4}))
    for made in (engagement(), few):
        assert isinstance(heard.piece(assess(made, METHOD)), Gap)
        assert heard.in_short(assess(made, METHOD)) == ""
