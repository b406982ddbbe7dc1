"""How well the answers agree, in words and figures; each lack with its reason."""

from __future__ import annotations

from typing import Any

import pytest

from assessment_kit.analysis.answers_agree import by_groups, of_scorers, on_elements, on_statements
from assessment_kit.diagnosis.assessment import assess
from assessment_kit.diagnosis.evidence import Agreement as Share
from assessment_kit.diagnosis.evidence import Evidence
from assessment_kit.method import load_method
from assessment_kit.method.agreement import agreement_figures
from assessment_kit.show import agreement
from assessment_kit.show.judgement import divided
from assessment_kit.show.pieces import Gap
from tests.builders import engagement, survey

METHOD = load_method()
SAID = [i for i in METHOD.items.values() if i.element == "E5" and i.statement is not None]
ITEM = SAID[0]
TURNED = next(i for i in SAID if i.statement and i.statement.reversed)
ASKED = [i.id for i in METHOD.items.values()]
CAMPS = [5.0] * 6 + [1.0] * 6
ALIKE = [4.0] * 10 + [5.0] * 2


def parts(found: Any) -> dict[str, dict[str, Any]]:
    made = agreement.piece(assess(found, METHOD))
    assert isinstance(made, agreement.Agreement)
    return {p["id"]: p for p in made.content()["parts"]}


def test_two_camps_by_hand() -> None:
    """Six fives and six ones: variance 12 × 4 ÷ 11 = 4.36 is beyond chance, 2, so r_wg is 0; everybody is two points from 3."""
    (one,) = on_statements(engagement(survey=survey({ITEM.id: CAMPS})), [ITEM])
    assert one.uniform.value == one.skewed.value == 0
    assert one.deviation.value == 2
    assert one.camps
    assert one.divided


def test_agreement_by_hand() -> None:
    """Ten fours and two fives: variance 12 × (1/6)(5/6) ÷ 11 = 0.1515, so 1 − 0.1515 ÷ 2 = 0.924; kind chance 1.34: 0.887."""
    (one,) = on_statements(engagement(survey=survey({ITEM.id: ALIKE})), [ITEM])
    assert one.uniform.value == pytest.approx(1 - 0.151515 / 2, abs=1e-6)
    assert one.skewed.value == pytest.approx(1 - 0.151515 / 1.34, abs=1e-6)
    assert one.deviation.value == pytest.approx(2 * (1 / 6) * (5 / 6))
    assert (one.word, one.camps) == ("agree well", False)


def test_what_is_said_of_statements() -> None:
    said = parts(engagement(survey=survey({SAID[0].id: CAMPS, SAID[1].id: ALIKE})))["r_wg"]["says"]
    text = SAID[0].statement.text.rstrip(".") if SAID[0].statement else ""
    assert said == (
        "People who answered agree well with each other on one of 2 statements. "
        f"They do not agree on one, so that the mean stands for few of them: “{text}”. "
        f"The mean hides two camps on one, one that agrees and one that disagrees: “{text}”."
    )


def test_a_camp_of_one_is_none() -> None:
    """One in twelve disagrees: no camp."""
    (one,) = on_statements(engagement(survey=survey({ITEM.id: [5.0] * 11 + [1.0]})), [ITEM])
    assert not one.camps


def test_below_the_least_n_it_says_so() -> None:
    """Nine answers may be shown, and are too few for r_wg; four may not be shown at all."""
    found = parts(engagement(survey=survey({ITEM.id: [1.0, 5.0] * 4 + [3.0]})))
    assert found["r_wg"]["rows"][0][1] == "not estimable: 9 answers, and it takes 10"
    assert "On one fewer than ten answered" in found["r_wg"]["says"]
    few = engagement(survey=survey({ITEM.id: [1.0, 5.0, 4.0, 4.0]}))
    assert on_statements(few, [ITEM]) == []
    assert isinstance(agreement.piece(assess(few, METHOD)), Gap)


def test_a_statement_that_few_answered_is_in_no_set() -> None:
    """Two statements that all answered, and one that four did: alpha is that of the two."""
    one, other, rare = [i.id for i in SAID if i.statement and not i.statement.reversed][:3]
    told: list[float | None] = [1.0, 2.0, 3.0, 4.0, 5.0] * 5
    few: list[float | None] = [3.0] * 4 + [None] * 21
    (found,) = on_elements(engagement(survey=survey({one: told, other: told, rare: few})), METHOD)
    assert (found.alpha.items, found.alpha.n) == (2, 25)
    assert found.alpha.value == pytest.approx(1.0)


def test_how_few_answered_all_is_not_told() -> None:
    """Ten answered each of two statements and three answered both: three is not a number to print."""
    scores: dict[str, list[float | None]] = {
        SAID[0].id: [4.0, 2.0] * 5 + [None] * 7, SAID[1].id: [None] * 7 + [4.0, 2.0] * 5,
    }  # fmt: skip
    row = parts(engagement(survey=survey(scores)))["alpha"]["rows"][0]
    assert row[2:] == ("not estimable: too few answered all",) * 2 + ("fewer than five",)


def test_groups_are_those_that_may_be_shown() -> None:
    """Six functions of six and one of two, which joins the smallest: six groups, not seven."""
    functions = [f"F{i}" for i in range(6) for _ in range(6)] + ["Tiny"] * 2
    made = survey({ITEM.id: [float(1 + (i % 5)) for i in range(38)]}, functions=functions)
    found = {g.by: g for g in by_groups(engagement(survey=made), METHOD)}
    assert found["function"].one.n == 6
    assert found["level"].one.value is None
    text = parts(engagement(survey=made))["icc_one"]["says"]
    assert "By level it is not estimable: there is 1 group of two people or more, and it takes 5." in text


def test_two_scorers_by_hand() -> None:
    """Twelve answers, all scored twice alike but one: 5 and 4. Kappa is 1 − Σ v p ÷ Σ v e, worked below."""
    first = [1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 5]
    second = [1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 4]
    rows = [
        {"interview": "a", "item_id": ASKED[i], "score": one, "second_score": two}
        for i, (one, two) in enumerate(zip(first, second, strict=True))
    ]
    found = of_scorers(engagement(interviews=rows), METHOD)
    assert found is not None
    by_chance = sum((one - two) ** 2 for one in first for two in second) / 144
    assert found.kappa.value == pytest.approx(1 - (1 / 12) / by_chance)
    assert found.kappa.n == found.krippendorff.n == 12
    # one interview: nobody else was asked the same
    assert found.informants.value is None


def test_without_a_second_scorer_it_says_why() -> None:
    rows = [{"interview": name, "item_id": item, "score": 3} for name in "ab" for item in ASKED[:3]]
    said = parts(engagement(interviews=rows))["kappa"]["says"]
    assert "Two scorers of the same answer: not estimable, since nothing was scored twice." in said


def test_low_agreement_is_said_at_a_finding() -> None:
    texts = [i.statement.text for i in SAID[:2] if i.statement is not None]
    found = assess(engagement(survey=survey({SAID[0].id: CAMPS, SAID[1].id: ALIKE})), METHOD)
    behind = Evidence(statements=tuple(Share(text, 0.5, 6, 12, "") for text in texts))
    assert divided(found, behind) == {texts[0]: "opinions stand in two camps"}


def test_every_figure_has_its_words_and_its_source() -> None:
    for figure in agreement_figures().values():
        assert figure.source
        assert figure.least_source.endswith(".")
        assert figure.band(1.0) == figure.bands[-1]


def test_a_value_is_called_as_it_is_printed() -> None:
    """0.706 is printed as 0.71, from which people agree well; 0.704 is printed as 0.70."""
    rule = agreement_figures()["r_wg"]
    words = [band.word for value in (0.704, 0.706) if (band := rule.band(value))]
    assert words == ["agree in part", "agree well"]
