"""The survey's statements: colour, order and title go by which answer is the better one."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from assessment_kit.analysis.statements import Answered, answered
from assessment_kit.diagnosis.evidence import Told, gather
from assessment_kit.method import load_method
from assessment_kit.show import theme
from assessment_kit.show.charts import statements
from assessment_kit.show.pieces import Figure
from tests.builders import engagement, survey

METHOD = load_method()
SAID = [i for i in METHOD.items.values() if i.step == "roles" and i.statement is not None]
GOOD = next(i for i in SAID if i.statement and not i.statement.reversed)
TROUBLE = next(i for i in SAID if i.statement and i.statement.reversed)
MOST_AGREE = [5] * 6 + [4] * 2 + [2] * 2
"""Eight of ten agree, two disagree."""


def piece(scores: dict[str, list[int]]) -> Figure:
    found = statements.draw(engagement(survey=survey(scores)), METHOD, "roles")
    assert isinstance(found, Figure)
    return found


def colours(found: Figure, tip: str) -> set[str]:
    """The fill of every bar whose tip begins with these words."""
    marks: list[dict[str, Any]] = [layer["mark"] for layer in found.wide["layer"] if tip in str(layer)]
    return {str(mark["fill"]) for mark in marks if "fill" in mark}


def test_agreement_with_a_trouble_is_what_must_change() -> None:
    trouble, good = piece({TROUBLE.id: MOST_AGREE}), piece({GOOD.id: MOST_AGREE})
    assert theme.CHANGE in colours(trouble, "Strongly agree")
    assert theme.SOUND not in colours(trouble, "Strongly agree")
    assert theme.SOUND in colours(good, "Strongly agree")
    assert "orange disagrees, blue agrees" in good.subtitle
    assert "orange disagrees" not in trouble.subtitle


def test_a_trouble_is_called_one() -> None:
    found = piece({TROUBLE.id: MOST_AGREE, GOOD.id: MOST_AGREE})
    assert str(found.wide).count(statements.TROUBLE) == str(found.narrow).count(statements.TROUBLE) == 1
    better = {row[0]: row[-1] for row in found.rows}
    assert TROUBLE.statement is not None
    assert GOOD.statement is not None
    assert better == {TROUBLE.statement.text: "disagree", GOOD.statement.text: "agree"}


def test_the_fewest_better_answers_come_first() -> None:
    """Eight of ten agree with both: two of ten give the better answer to the trouble, eight to the other statement."""
    found = answered(engagement(survey=survey({GOOD.id: MOST_AGREE, TROUBLE.id: MOST_AGREE})), METHOD, "roles")
    assert [(s.item_id, round(s.better, 9)) for s in found] == [(TROUBLE.id, 0.2), (GOOD.id, 0.8)]


def stated(*better: float) -> list[Answered]:
    """So many statements, the first of which names a trouble."""
    return [
        Answered(f"a.{i}", f"S{i}", (b, 0, 0, 0, 1 - b) if i == 0 else (1 - b, 0, 0, 0, b), 10, trouble=i == 0)
        for i, b in enumerate(better)
    ]


@pytest.mark.parametrize(
    ("found", "title"),
    [
        (stated(0.2), "80% see this trouble, 20% do not"),
        (stated(0.2, 0.3), "Fewer than half give the better answer to any of the 2 statements"),
        (stated(0.5, 0.9), "Half or more give the better answer to each of the 2 statements"),
        (stated(0.2, 0.9, 0.8), "To 1 of 3 statements fewer than half give the better answer"),
    ],
)
def test_titles_go_by_the_better_answer(found: list[Answered], title: str) -> None:
    assert statements._title(found) == title


def evidence_of(share: float, severity: str) -> Any:
    """The trouble beside a finding on the same matter that does not rest on it."""
    situation = next(s for s in METHOD.situations.values() if s.step == "roles" and s.severity == severity)
    situation = situation.model_copy(update={"seed": list(TROUBLE.seed), "elements": [TROUBLE.element]})
    row = {"value": share, "n": 10, "count": round(share * 10), "low": 0.1, "high": 0.9}
    told = Told.of(engagement())
    return gather([], situation, {f"agree.{TROUBLE.id}": row}, told, METHOD).statements[0]


@pytest.mark.parametrize(
    ("share", "severity", "against"),
    [(0.6, "matters", True), (0.4, "matters", False), (0.6, "strength", False), (0.4, "strength", True)],
)
def test_answers_that_speak_against_a_finding_say_so(share: float, severity: str, *, against: bool) -> None:
    said = evidence_of(share, severity)
    assert (said.verb, said.against) == ("disagree", against)
    assert TROUBLE.statement is not None
    assert said.text == TROUBLE.statement.text


def test_why_not_is_told_in_the_table_and_below_the_statement() -> None:
    """Ten answered; of four more, one said that it does not apply, two do not know, one was not asked."""
    made = survey({GOOD.id: [*MOST_AGREE, None, None, None, None]})
    status = made.status.astype("object")
    status[GOOD.id] = ["answered"] * 10 + ["na", "unknown", "unknown", "not_asked"]
    made = dataclasses.replace(made, status=status.astype("category"))
    found = statements.draw(engagement(survey=made), METHOD, "roles")
    assert isinstance(found, Figure)
    shown = dict(zip(found.columns, found.rows[0], strict=True))
    assert [shown[c] for c in ("Answers", "Does not apply", "Don’t know", "Not asked")] == ["10", "1", "2", "1"]
    for spec in (found.wide, found.narrow):
        assert "2 don’t know, 1 does not apply, 1 not asked" in str(spec)
    assert "don’t know," not in str(piece({GOOD.id: MOST_AGREE}).wide)
