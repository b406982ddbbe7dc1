"""Every letter of every element: a tiny client that gets it, and one that differs by one row or answer and gets another.

The shares are worked by hand from the table at the top of diagnosis/letters.py; one half counts as yes.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from assessment_kit.analysis.steps import ANALYSES
from assessment_kit.diagnosis.assessment import assess
from assessment_kit.diagnosis.facets import facet_values
from assessment_kit.diagnosis.letters import Verdict, verdict
from assessment_kit.diagnosis.matching import figures_by_id
from assessment_kit.method import load_method
from assessment_kit.method.model import FACETS
from tests.builders import engagement, survey
from tests.diagnosis.pairs import differing
from tests.diagnosis.pairs.letters import LISTS, Rows, interviews, roles

METHOD = load_method()
FEW = METHOD.model_copy(update={"thresholds": METHOD.thresholds.model_copy(update={"resamples": 20})})
"""The letter itself needs no re-runs."""
ELEMENTS = tuple(METHOD.elements)
SHARES = tuple[float | None, float | None, float | None]


def judge(rows: Rows, element: str) -> Verdict:
    """The verdict from the rows, by the analysis of the element's own step; answers need none."""
    client, own = engagement(**rows), METHOD.elements[element]
    figures = figures_by_id(ANALYSES[own.step](client, FEW).indicators) if client.tables else {}
    return verdict(own, facet_values(client, FEW, figures), FEW)


def shares(found: Verdict) -> SHARES:
    exists, works, carries = (found.facets[f].value for f in FACETS)
    return exists, works, carries


# element, letter → the rows that give it, and a hair different ones; the shares of is it there, does it work, are processes in it.
BY_LISTS: dict[tuple[str, str], tuple[str, SHARES, str, str]] = {
    # f formal, > feeds the review, c looks at a process: strategy, goals, budget, resources, review.
    # There: (formal of 10 + formal planning of 4) / 2, so 3 formal are (0.3 + 2/4) / 2 = 0.4 and 4 are (0.4 + 3/4) / 2 = 0.575.
    ("E1", "B"): ("f>c f>c >c >c fc", (0.4, 1, 1), "f>c f>c f>c >c fc", "keep"),
    ("E1", "A"): ("f>c f> f> f> fc", (0.75, 1, 0.4), "f>c f>c f> f> fc", "keep"),
    ("E1", "A+C"): ("f>c f f f fc", (0.75, 0.25, 0.4), "f>c f> f f fc", "A"),
    ("E1", "C"): ("f>c fc fc fc fc", (0.75, 0.25, 1), "f>c f>c fc fc fc", "keep"),
    ("E1", "keep"): ("f>c f>c f f fc", (0.75, 0.5, 0.6), "f>c fc f f fc", "C"),
    ("E1", "not assessed"): ("fc fc fc fc fc", (0.75, None, 1), "f>c fc fc fc fc", "C"),
    # g set for its process, o owned, h the process has an objective
    ("E2", "B"): ("goh oh oh", (1 / 3, 1, 1), "goh goh oh", "keep"),
    ("E2", "A"): ("goh go go", (1, 1, 1 / 3), "goh goh go", "keep"),
    ("E2", "A+C"): ("goh g g", (1, 1 / 3, 1 / 3), "goh go g", "A"),
    ("E2", "C"): ("goh gh gh", (1, 1 / 3, 1), "goh goh gh", "keep"),
    ("E2", "keep"): ("goh goh g", (1, 2 / 3, 2 / 3), "goh gh g", "C"),
    ("E2", "not assessed"): ("gh gh gh", (1, None, 1), "goh gh gh", "C"),
    # the goal that it serves, p measures its process, u used. Works: (serving + used) / 2.
    ("E3", "B"): ("1pu 1pu 1pu", (1 / 3, 1, 1), "1pu 2pu 1pu", "keep"),
    ("E3", "A"): ("1pu 2u 3u", (1, 1, 1 / 3), "1pu 2pu 3u", "keep"),
    ("E3", "A+C"): ("1p 2 -", (2 / 3, 1 / 3, 1 / 3), "1pu 2 -", "A"),
    ("E3", "C"): ("1p 2p p", (2 / 3, 1 / 3, 1), "1pu 2p p", "keep"),
    ("E3", "keep"): ("1pu 2p -", (2 / 3, 0.5, 2 / 3), "1p 2p -", "C"),
    ("E3", "not assessed"): ("1pu 2pu", (2 / 3, None, 2 / 3), "1pu 2pu 3pu", "keep"),
    # c current, o outdated, - none; functions. The second and third share are of the processes with a map.
    ("E4", "B"): ("c2 c2 -1 -1 -1", (0.4, None, None), "c2 c2 c2 -1 -1", "keep"),
    ("E4", "A"): ("c2 c1 c1", (1, 1, 1 / 3), "c2 c2 c1", "keep"),
    ("E4", "A+C"): ("c2 o1 o1", (1, 1 / 3, 1 / 3), "c2 c1 o1", "A"),
    ("E4", "C"): ("c2 o2 o2", (1, 1 / 3, 1), "c2 c2 o2", "keep"),
    ("E4", "keep"): ("c2 c2 o1", (1, 2 / 3, 2 / 3), "c2 o2 o1", "C"),
    ("E4", "not assessed"): ("c2 c2 -1", (2 / 3, None, None), "c2 c2 c2", "keep"),
    # A accountable, R responsible, v vaguely said; one role and one process each
    ("E5", "A"): ("A R R", (1, 1, 1 / 3), "A A R", "keep"),
    ("E5", "A+C"): ("A Rv Rv", (1, 1 / 3, 1 / 3), "A R Rv", "A"),
    ("E5", "C"): ("A Av Av", (1, 1 / 3, 1), "A A Av", "keep"),
    ("E5", "keep"): ("A A Rv", (1, 2 / 3, 2 / 3), "A Av Rv", "C"),
    # r received, t in time, l late, p measures its process
    ("E6", "B"): ("rtp tp tp", (1 / 3, 1, 1 / 3), "rtp rtp tp", "keep"),
    ("E6", "A"): ("rtp rt rt", (1, 1, 1 / 3), "rtp rtp rt", "keep"),
    ("E6", "A+C"): ("rtp rl rl", (1, 1 / 3, 1 / 3), "rtp rt rl", "A"),
    ("E6", "C"): ("rtp rlp rlp", (1, 1 / 3, 1), "rtp rtp rlp", "keep"),
    ("E6", "keep"): ("rtp rtp rl", (1, 2 / 3, 2 / 3), "rtp rlp rl", "C"),
    ("E6", "not assessed"): ("rtp rtp rp", (1, None, 1), "rtp rtp rtp", "keep"),
    # s in a rhythm, d sound and its decisions recorded, p looks at a process, ? not known whether
    ("E8", "B"): ("sdp dp dp", (1 / 3, 1, 1), "sdp sdp dp", "keep"),
    ("E8", "A"): ("sdp sd sd", (1, 1, 1 / 3), "sdp sdp sd", "keep"),
    ("E8", "A+C"): ("sdp s s", (1, 1 / 3, 1 / 3), "sdp sd s", "A"),
    ("E8", "C"): ("sdp sp sp", (1, 1 / 3, 1), "sdp sdp sp", "keep"),
    ("E8", "keep"): ("sdp sdp s", (1, 2 / 3, 2 / 3), "sdp sp s", "C"),
    ("E8", "not assessed"): ("sdp sdp sd?", (1, 1, None), "sdp sdp sdp", "keep"),
}  # fmt: skip


@pytest.mark.parametrize(("element", "letter"), BY_LISTS)
def test_lists_give_the_letter_and_one_row_changes_it(element: str, letter: str) -> None:
    code, expected, other_code, other_letter = BY_LISTS[element, letter]
    rows, other = LISTS[element](code), LISTS[element](other_code)
    found = judge(rows, element)
    assert shares(found) == pytest.approx(expected)
    assert (found.letter, judge(other, element).letter) == (letter, other_letter)


def _one_row(pair: tuple[str, str]) -> bool:
    code, _, other, _ = BY_LISTS[pair]
    return len(code.split()) == len(other.split())


@pytest.mark.parametrize(("element", "letter"), [pair for pair in BY_LISTS if _one_row(pair)])
def test_one_word_of_the_code_differs(element: str, letter: str) -> None:
    code, _, other, _ = BY_LISTS[element, letter]
    assert sum(a != b for a, b in zip(code.split(), other.split(), strict=True)) == 1


def test_roles_that_no_source_speaks_of_are_to_be_created() -> None:
    # 2 of 5 roles are described; a third makes it 3 of 5, with every statement clear and every process owned.
    found, other = judge(roles("A A", without=3), "E5"), judge(roles("A A A", without=2), "E5")
    assert (shares(found)[0], found.letter) == (0.4, "B")
    assert (shares(other), other.letter) == ((0.6, 1, 1), "keep")


def test_two_processes_are_too_few_to_say_that_roles_cover_them() -> None:
    rows = {**roles("A A"), "roles": roles("A A A")["roles"]}
    rows["responsibilities"] = [
        *rows["responsibilities"],
        {"subject_id": "p2", "role_id": "r3", "assignment": "R", "clarity": "clear"},
    ]
    other = {**rows, "processes": roles("A A A")["processes"]}
    assert differing(rows, other) == 1
    found = judge(rows, "E5")
    assert (found.letter, found.missing) == ("not assessed", ("carries_process",))
    third = judge(other, "E5")
    assert third.letter == "keep"
    assert shares(third) == pytest.approx((1, 1, 2 / 3))


# --- answers -----------------------------------------------------------------------------------------------------------------

MIDDLE, BELOW = (3, 3, 3), (3, 3, 2)
"""On the scale of 1 to 5 as 0 to 1: 0.5, 0.5 and 0.5 are yes; 0.5, 0.5 and 0.25 are 0.42 on average, and no."""
TWO: tuple[float, ...] = (3, 3, 0)
"""Two of three people were asked."""
# letter → what three people say of the three facets; the facet in which one answer differs, and the letter then
BY_ANSWERS: dict[str, tuple[dict[str, tuple[float, ...]], str, str]] = {
    "B": ({"exists": BELOW, "works": MIDDLE, "carries_process": MIDDLE}, "exists", "keep"),
    "A": ({"exists": MIDDLE, "works": MIDDLE, "carries_process": BELOW}, "carries_process", "keep"),
    "A+C": ({"exists": MIDDLE, "works": BELOW, "carries_process": BELOW}, "works", "A"),
    "C": ({"exists": MIDDLE, "works": BELOW, "carries_process": MIDDLE}, "works", "keep"),
    "keep": ({"exists": MIDDLE, "works": MIDDLE, "carries_process": MIDDLE}, "works", "C"),
    "not assessed": ({"exists": MIDDLE, "works": TWO, "carries_process": MIDDLE}, "works", "keep"),
}


def item_of(element: str, facet: str, *, stated: bool = False) -> str:
    """The first item of the method that measures the facet."""
    own = (i for i in METHOD.items.values() if (i.element, i.facet) == (element, facet))
    return next(i.id for i in own if not stated or (i.statement is not None and not i.statement.reversed))


@pytest.mark.parametrize("letter", BY_ANSWERS)
@pytest.mark.parametrize("element", ELEMENTS)
def test_three_interviews_give_the_letter_and_one_answer_changes_it(element: str, letter: str) -> None:
    said, changed, other_letter = BY_ANSWERS[letter]
    other = {**said, changed: BELOW if said[changed] == MIDDLE else MIDDLE}
    rows, others = (interviews(**{item_of(element, f): scores for f, scores in who.items()}) for who in (said, other))  # type: ignore[arg-type]
    assert differing(rows, others) == 1
    found = judge(rows, element)
    assert (found.letter, judge(others, element).letter) == (letter, other_letter)
    assert found.missing == (("works",) if letter == "not assessed" else ())


ALL_AGREE, MOST, MINORITY = (4, 4, 4, 4, 4), (4, 4, 4, 2, 2), (4, 4, 2, 2, 2)
"""Five people of a survey: 100%, 60% and 40% agree."""


@pytest.mark.parametrize(
    ("letter", "said", "other", "other_letter"),
    [
        ("B", (MINORITY, MOST, MOST), (MOST, MOST, MOST), "keep"),
        ("A", (MOST, MOST, MINORITY), (MOST, MOST, MOST), "keep"),
        ("A+C", (MOST, MINORITY, MINORITY), (MOST, MOST, MINORITY), "A"),
        ("C", (MOST, MINORITY, MOST), (MOST, MOST, MOST), "keep"),
        ("keep", (MOST, MOST, MOST), (MOST, MINORITY, MOST), "C"),
    ],
)
@pytest.mark.parametrize("element", ["E5", "E6", "E7", "E8"])
def test_five_people_of_a_survey_give_the_letter_and_one_of_them_changes_it(
    element: str, letter: str, said: tuple[tuple[int, ...], ...], other: tuple[tuple[int, ...], ...], other_letter: str
) -> None:
    first, second = (
        {
            "survey": survey(
                {item_of(element, f, stated=True): list(map(float, s)) for f, s in zip(FACETS, who, strict=True)}
            )
        }
        for who in (said, other)
    )
    assert differing(first, second) == 1
    assert (judge(first, element).letter, judge(second, element).letter) == (letter, other_letter)


def test_four_people_of_a_survey_are_not_told() -> None:
    five = {item_of("E8", f, stated=True): [4.0] * 5 for f in FACETS}
    four = {item: scores[:4] for item, scores in five.items()}
    assert judge({"survey": survey(four)}, "E8").letter == "not assessed"
    assert judge({"survey": survey(five)}, "E8").letter == "keep"


# --- both -----------------------------------------------------------------------------------------------------------------------


def test_people_who_say_otherwise_than_the_lists_weigh_as_much_as_these() -> None:
    # Of three meetings all are held, sound and on processes. Three people put the agendas at 2 of 5, so 0.25: (1 + 0.25) / 2 is yes;
    # at 1 of 5 and with one process of three, (1/3 + 0) / 2 is no.
    lists = LISTS["E8"]("sdp sdp sdp")
    doubt = interviews(**{item_of("E8", "carries_process"): (2, 2, 2)})  # type: ignore[arg-type]
    found = judge({**lists, **doubt}, "E8")
    assert (found.letter, shares(found)) == ("keep", (1, 1, 0.625))
    denied = interviews(**{item_of("E8", "carries_process"): (1, 1, 1)})  # type: ignore[arg-type]
    other = judge({**LISTS["E8"]("sdp sd sd"), **denied}, "E8")
    assert other.letter == "A"
    assert shares(other) == pytest.approx((1, 1, 1 / 6))


@pytest.mark.parametrize("letter", ["A", "C", "keep"])
def test_the_whole_assessment_gives_the_same_letter(letter: str) -> None:
    rows: Mapping[str, object] = LISTS["E8"](BY_LISTS["E8", letter][0])
    assert assess(engagement(**rows), FEW).verdicts["E8"].letter == letter  # type: ignore[arg-type]


def test_every_letter_of_every_element_is_here() -> None:
    letters = set(BY_ANSWERS)
    own = {("E5", "B"), ("E5", "not assessed")}  # in tests of their own
    assert {*BY_LISTS, *own} == {(e, letter) for e in LISTS for letter in letters}
    assert {*LISTS, "E7"} == set(ELEMENTS)
