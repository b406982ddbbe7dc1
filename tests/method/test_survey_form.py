"""The survey form: balanced as shipped, and every way in which it could lose touch with the items is told at load."""

import shutil
from itertools import pairwise
from pathlib import Path

import pytest

from assessment_kit.errors import MethodError
from assessment_kit.method import load_method
from assessment_kit.method.conditions import leaves
from assessment_kit.method.model import Item
from assessment_kit.method.survey_form import statements_asked
from assessment_kit.shipped import TEMPLATES

METHOD = load_method()
SHORT = [item for topic in statements_asked(METHOD) for item in topic.items]
FULL = [item for topic in statements_asked(METHOD, full=True) for item in topic.items]
STATED = [item for item in METHOD.items.values() if item.statement]


def turned(items: list[Item]) -> list[bool]:
    return [item.statement.reversed for item in items if item.statement]


def test_the_short_form_has_about_forty_statements_and_the_full_one_has_all() -> None:
    assert 36 <= len(SHORT) <= 44
    assert sorted(item.id for item in FULL) == sorted(item.id for item in STATED)
    assert METHOD.survey.further not in [t.title for t in statements_asked(METHOD, full=True)]  # each has its topic


def test_the_short_form_covers_every_facet_that_has_a_statement() -> None:
    can_be_judged = {(item.element, item.facet) for item in STATED if item.element}
    assert len(can_be_judged) == 8 * 3  # so a survey alone can settle every letter
    assert {(item.element, item.facet) for item in SHORT if item.element} == can_be_judged


@pytest.mark.parametrize("theme", ["OO", "PL", "PW", "AL"])
def test_the_short_form_covers_each_theme(theme: str) -> None:
    asked = [item.id for item in SHORT if any(seed.startswith(theme) for seed in item.seed)]
    assert len(asked) >= 3, asked


def test_a_quarter_to_a_third_is_reversed_and_no_two_in_a_row() -> None:
    for items in (SHORT, FULL):
        marks = turned(items)
        assert not marks[0]
        assert not any(a and b for a, b in pairwise(marks))
    assert 1 / 4 <= sum(turned(SHORT)) / len(SHORT) <= 1 / 3


def test_most_of_the_short_form_is_asked_of_the_front_line_in_interviews_too() -> None:
    assert sum("front_line" in item.audience for item in SHORT) / len(SHORT) > 0.6


def test_what_situations_read_from_the_survey_is_in_the_short_form() -> None:
    read = {
        str(leaf["indicator"]).removeprefix("agree.")
        for situation in METHOD.situations.values() if not situation.id.startswith("views.")  # these look at what there is
        for leaf in leaves(situation.when)
        if str(leaf.get("indicator", "")).startswith("agree.")
    }  # fmt: skip
    assert read
    assert read <= {item.id for item in SHORT}


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('"roles.clear"', '"roles.cleer"', "survey.yaml: item roles.cleer does not exist"),
        ('"roles.clear"', '"alignment.cuts"', "survey.yaml: item alignment.cuts has no statement"),
        ('"roles.clear"', '"roles.written"', "survey.yaml: item roles.written is asked 2 times"),
        ('"Agree"', '"Agree, on the whole"', "survey.yaml: the answer “Agree, on the whole” holds a comma, which parts a drop-down"),
        ('na: "Does not apply"', f'na: "{"x" * 200}"', "survey.yaml: the answers from “Strongly disagree” on are too long for a drop-down"),
        ('title: "All in all"', "title: No", "survey.yaml: topics.7.title: Input should be a valid string"),
        ('      - "architecture.maps_available"\n      - "architecture.maps_across"\n      - "architecture.maps_true"\n', "", "survey.yaml: the short form asks nothing about element E4"),
    ],
)  # fmt: skip
def test_a_fault_of_the_form_is_named(tmp_path: Path, old: str, new: str, fault: str) -> None:
    folder = tmp_path / "method"
    shutil.copytree(TEMPLATES / "method", folder)
    text = (folder / "survey.yaml").read_text(encoding="utf-8")
    assert old in text
    text = text.replace(old, new, 1)
    if not new:
        text = text.replace('    more:\n      - "architecture.maps_used"', "    items: []", 1)
    (folder / "survey.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(MethodError) as caught:
        load_method(folder)
    assert fault in caught.value.faults


def test_a_missing_form_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "method"
    shutil.copytree(TEMPLATES / "method", folder)
    (folder / "survey.yaml").unlink()
    with pytest.raises(MethodError, match=r"survey\.yaml: the file is missing"):
        load_method(folder)
