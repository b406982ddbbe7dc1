"""What two sources say of one thing, as content: checked at load, and made into figures and situations."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assessment_kit.errors import MethodError
from assessment_kit.method import load_method
from assessment_kit.method.model import STEPS
from assessment_kit.shipped import TEMPLATES

METHOD = load_method()


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('item: "roles.who_answers"', 'item: "roles.who_answer"', "view views.owners: item roles.who_answer does not exist"),
        ('item: "roles.who_answers"', 'item: "roles.crisis"', "view views.owners: item roles.crisis belongs to no element, or to another step"),
        ('counted: "practices.doubtful"', 'counted: "practices.doubt"', "view views.worth: indicator practices.doubt does not exist"),
        ('counted: "practices.doubtful"', 'counted: "practices.hours"', "view views.worth: indicator practices.hours is no share, or of another step"),
        ('["roles.tell"]', '["roles.shout"]', "view views.written: action roles.shout does not exist"),
        ('id: "views.maps_true"', 'id: "views.maps"', "view views.maps: the id stands twice"),
        ('subject: "meetings with an agenda"', "subject: No", "views.27.subject: Input should be a valid string"),
    ],
)  # fmt: skip
def test_a_fault_in_a_view_is_named(tmp_path: Path, old: str, new: str, fault: str) -> None:
    folder = tmp_path / "method"
    shutil.copytree(TEMPLATES / "method", folder)
    file = folder / "views.yaml"
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(MethodError) as caught:
        load_method(folder)
    assert any(fault in told for told in caught.value.faults), caught.value.faults


def test_every_step_has_views_and_each_makes_its_figures_and_situations() -> None:
    assert {view.step for view in METHOD.views.values()} == set(STEPS)
    for view in METHOD.views.values():
        stated = METHOD.items[view.item].statement is not None
        ways = {
            s
            for s in METHOD.situations
            if s.startswith(f"{view.id}_") and s.removeprefix(f"{view.id}_") in ("rosier", "unseen", "apart")
        }
        assert ways == {f"{view.id}_{way}" for way in ("rosier", "unseen", *(("apart",) if stated else ()))}
        assert {view.id, f"{view.id}_seen"} <= set(METHOD.indicators)
        assert (f"{view.id}_said" in METHOD.indicators) is stated


def test_no_mark_is_left_in_the_texts() -> None:
    made = [METHOD.situations[name] for name in METHOD.situations if name.startswith("views.")]
    figures = [METHOD.indicators[name] for name in METHOD.indicators if name.startswith("views.")]
    assert made
    assert figures
    assert "<" not in str([*(entry.model_dump(exclude={"when"}) for entry in made), *(f.model_dump() for f in figures)])
