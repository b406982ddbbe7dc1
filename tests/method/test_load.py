"""The method content: as shipped it is whole, and every kind of fault in it is named."""

import shutil
from pathlib import Path

import pytest

from assessment_kit.errors import MethodError
from assessment_kit.method import load_method
from assessment_kit.method.model import FACETS, STEPS
from assessment_kit.shipped import NOTEBOOKS, TEMPLATES

METHOD = load_method()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    target = tmp_path / "method"
    shutil.copytree(TEMPLATES / "method", target)
    return target


def faults(folder: Path) -> list[str]:
    with pytest.raises(MethodError) as caught:
        load_method(folder)
    return list(caught.value.faults)


def test_every_step_asks_on_all_facets_of_its_elements() -> None:
    for element in METHOD.elements.values():
        asked = {i.facet for i in METHOD.items.values() if i.element == element.id}
        assert asked == set(FACETS), element.id
    for step in STEPS:
        assert sum(i.step == step for i in METHOD.items.values()) >= 10


def test_every_situation_stands_in_a_section_of_its_notebook() -> None:
    for number, step in enumerate(STEPS, start=1):
        (notebook,) = NOTEBOOKS.glob(f"0{number}_*.ipynb")
        text = notebook.read_text(encoding="utf-8")
        for situation in METHOD.situations.values():
            if situation.step == step:
                assert f'chapter.findings(\\"{situation.section}\\")' in text, situation.id


def test_the_named_situations_of_the_method_are_all_there() -> None:
    claimed = {seed for s in METHOD.situations.values() for seed in s.seed}
    named = [n for n in range(47, 75) if n not in (61, 62, 63, 64, 65)]
    assert not [f"PM-{n}" for n in named if f"PM-{n}" not in claimed]


def test_what_is_no_strength_leads_to_an_action() -> None:
    assert not [s.id for s in METHOD.situations.values() if s.severity != "strength" and not s.actions]


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        (
            "elements.yaml",
            '"metrics.reported"',
            '"metrics.repotred"',
            "element E6: indicator metrics.repotred does not exist",
        ),
        ("situations/roles.yaml", 'letter: "A+C"', "letter: No", "letter"),
        (
            "situations/roles.yaml",
            'unless: ["roles.void"]',
            'unless: ["roles.viod"]',
            "situation roles.no_single_owner: situation roles.viod does not exist",
        ),
        (
            "situations/roles.yaml",
            'unless: ["roles.void"]',
            'unless: ["roles.gaps"]',
            "situation roles.gaps: it gives way to itself",
        ),
        ("situations/roles.yaml", "when:", "wenn:", "wenn: Extra inputs are not permitted"),
        (
            "method.yaml",
            "minimum_rows: 3",
            "minimum_rows: 0",
            "minimum_rows: Input should be greater than or equal to 1",
        ),
        ("items/roles.yaml", "salience: 3", "salience: 4", "salience: Input should be less than or equal to 3"),
    ],
)
def test_a_fault_is_named(folder: Path, file: str, old: str, new: str, fault: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert any(fault in f for f in faults(folder))


def test_a_fault_of_form_and_a_missing_file_are_named(folder: Path) -> None:
    (folder / "items" / "roles.yaml").write_text("- id: [", encoding="utf-8")
    (folder / "elements.yaml").unlink()
    found = faults(folder)
    assert any("roles.yaml: not YAML" in f for f in found)
    assert any("elements.yaml: the file is missing" in f for f in found)


def test_a_client_may_add_items_but_not_reuse_an_id(folder: Path, tmp_path: Path) -> None:
    own = tmp_path / "own" / "items"
    own.mkdir(parents=True)
    entry = """
- id: "{}"
  seed: []
  step: "roles"
  topic: "own"
  question: "How is it here?"
  anchors: {{low: "a", middle: "b", high: "c"}}
  audience: ["senior"]
  salience: 1
  minutes: 2.0
"""
    (own / "own.yaml").write_text(entry.format("own.thing"), encoding="utf-8")
    assert "own.thing" in load_method(folder, own.parent).items
    taken = next(iter(METHOD.items))
    (own / "own.yaml").write_text(entry.format(taken), encoding="utf-8")
    other = tmp_path / "other"
    shutil.copytree(own.parent, other)
    with pytest.raises(MethodError, match="the id stands 2 times"):
        load_method(folder, other)
