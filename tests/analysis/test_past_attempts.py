"""Earlier attempts and what derailed them."""

from __future__ import annotations

from typing import Any

from assessment_kit.analysis.past_attempts import attempt_indicators, past_attempts
from assessment_kit.analysis.practices import analyse
from assessment_kit.method import load_method
from assessment_kit.show.charts.practices_readiness import readiness
from assessment_kit.show.pieces import Gap, Table
from tests.builders import engagement

METHOD = load_method()
ATTEMPTS: list[dict[str, Any]] = [
    {"attempt": "Process office", "year": 2022, "element": "E5", "reason": "No power to decide"},
    {"attempt": "Map library", "year": 2016, "element": "E4"},
    {"attempt": "Process teams", "element": "E5"},
    {"attempt": "A tool", "year": 2020},
]


def test_attempts_are_counted_by_the_element_that_derailed_them() -> None:
    result = analyse(engagement(failures=ATTEMPTS), METHOD)
    same = result.row("practices.attempts_same_element")
    assert same is not None
    assert (same["count"], same["n"], same["examples"]) == (2, 3, ("roles",))  # of one the element is not known
    assert same["evidence"] == ("failures:4", "failures:2")
    assert result.value("practices.attempts") == 4
    assert (
        result.value("practices.attempts_on_element", "E5"),
        result.value("practices.attempts_on_element", "E4"),
    ) == (2, 1)
    told = result.row("practices.attempts")
    assert told is not None
    assert told["examples"] == ("Process teams", "Map library (2016)", "A tool (2020)", "Process office (2022)")


def test_no_list_says_nothing() -> None:
    assert attempt_indicators(past_attempts(engagement(), METHOD)) == []
    assert isinstance(readiness(analyse(engagement(), METHOD)), Gap)


def test_the_table_says_on_what_they_failed() -> None:
    made = readiness(analyse(engagement(failures=ATTEMPTS), METHOD))
    assert isinstance(made, Table)
    assert made.title == "Four earlier attempts at process management failed, two of them on roles"
    assert made.rows[-1] == ("Process office", "2022", "Roles", "No power to decide")
    assert made.rows[0] == ("Process teams", "–", "Roles", "–")
    one = readiness(analyse(engagement(failures=ATTEMPTS[:1]), METHOD))
    assert isinstance(one, Table)
    assert one.title == "One earlier attempt at process management failed"
