"""Every id of the method is claimed, and every claim points to something that is there."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from assessment_kit.errors import MethodError
from assessment_kit.method import load_method
from assessment_kit.method.coverage import TEXTS, coverage, page, read_seeds
from tests.conftest import ROOT

FOUND = coverage()
NUMBERS = {"PM": 77, "PL": 26, "OO": 10, "PW": 14, "AL": 11}


def test_the_list_holds_every_id_of_the_method_once_and_in_order() -> None:
    expected = [f"{letters}-{i:02d}" for letters, n in NUMBERS.items() for i in range(1, n + 1)]
    assert list(FOUND.seeds) == expected
    assert set(TEXTS) == set(NUMBERS)


def test_nobody_left_an_id_over() -> None:
    assert FOUND.unclaimed() == []


def test_no_claim_points_to_an_unknown_id() -> None:
    assert FOUND.unknown() == []


def test_the_places_and_tests_of_features_are_there() -> None:
    assert FOUND.astray(ROOT) == []


def imported(file: Path) -> set[str]:
    """The modules of ours that a file imports, by their path; a package stands for its __init__."""
    names = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("assessment_kit"):
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    paths = {f"{name.replace('.', '/')}{ending}" for name in names for ending in (".py", "/__init__.py")}
    return {path for path in paths if (ROOT / path).is_file()}


def reached(file: Path) -> set[str]:
    """What a test and the fixtures beside it import, and what that imports, three steps far."""
    found = imported(file) | imported(conftest if (conftest := file.with_name("conftest.py")).is_file() else file)
    for _ in range(2):
        found |= {path for module in found for path in imported(ROOT / module)}
    return found


def test_a_feature_is_reached_by_its_test() -> None:
    """The test imports the module that it is said to hold, or one that imports it."""
    for feature in FOUND.features:
        if not feature.place.startswith("notebooks/"):
            assert feature.place in reached(ROOT / feature.test), f"{feature.test} does not reach {feature.place}"


def test_what_is_asked_or_met_by_a_feature_alone_is_about_the_frame_only() -> None:
    """Everything that can be found or advised is; only the frame of the method rests on a single kind of content."""
    assert all(name.startswith("PM-") for name in FOUND.thin()), FOUND.thin()


@pytest.mark.parametrize("letters", ["OO", "PL", "AL", "PW"])
def test_each_id_of_the_four_widening_texts_is_asked_or_measured_and_leads_to_a_finding(letters: str) -> None:
    for name in FOUND.seeds:
        if name.startswith(letters):
            claims = FOUND.claims[name]
            assert "items" in claims or "indicators" in claims, name
            assert "situations" in claims, name


def test_an_id_without_a_claim_and_a_claim_without_an_id_are_told(tmp_path: Path) -> None:
    file = tmp_path / "seeds.yaml"
    file.write_text(
        'seeds:\n  - {id: "PM-01", name: "One"}\n  - {id: "PM-99", name: "Nobody"}\n'
        'features:\n  - {name: "F", seed: ["PM-98"], place: "gone.py", test: "tests/method/test_coverage.py"}\n',
        encoding="utf-8",
    )
    found = coverage(load_method(), file)
    assert found.unclaimed() == ["PM-01", "PM-99"]
    assert "PM-98" in found.unknown()
    assert found.astray(ROOT) == ["feature “F”: gone.py is not there"]


@pytest.mark.parametrize(
    "fault",
    [
        'seeds:\n  - {id: "PM-1", name: "One"}\nfeatures: []\n',
        'seeds:\n  - {id: "PM-01", name: "One"}\n  - {id: "PM-01", name: "One"}\nfeatures: []\n',
    ],
)
def test_a_faulty_list_is_refused(fault: str, tmp_path: Path) -> None:
    file = tmp_path / "seeds.yaml"
    file.write_text(fault, encoding="utf-8")
    with pytest.raises(MethodError, match=r"seeds\.yaml"):
        read_seeds(file)


def test_the_page_is_up_to_date() -> None:
    made = page(FOUND)
    assert (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8") == made, (
        "run python -m assessment_kit.method.coverage > docs/coverage.md"
    )
    assert all(f"**{name}**" in made for name in FOUND.seeds)


def test_the_command_writes_the_page() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "assessment_kit.method.coverage"], cwd=ROOT, capture_output=True, check=True
    )
    assert done.stdout.decode("utf-8").replace("\r\n", "\n") == page(FOUND)
