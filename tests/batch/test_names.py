"""The folder of each client: any system can write it, and it is never the folder of another client."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment_kit.batch import names


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("acme", "acme"),
        ("Söhne & Co {1} 中文 🏭", "Söhne & Co {1} 中文 🏭"),
        ("So\u0308hne", "Söhne"),  # two letters that look as one: macOS writes names so
        ("a/b\\c:d", "a_b_c_d"),
        ("con", "_con"),
        ("AUX.txt", "_AUX.txt"),
        ("console", "console"),
        ("acme...", "acme"),
        (" acme ", "acme"),
        (".hidden", "_.hidden"),
        ("index.html", "_index.html"),
        ("Manifest.JSON", "_Manifest.JSON"),
    ],
)
def test_a_name_stays_where_every_system_can_hold_it(name: str, folder: str) -> None:
    assert names.folder_name(name) == folder


def test_long_names_are_cut_between_letters_and_stay_apart() -> None:
    first, second = (names.folder_name("界" * 200 + end) for end in "ab")
    assert first != second
    assert first.startswith("界" * 33 + "-")  # 33 letters of 3 bytes each fit into 100
    assert len(first.encode()) == 33 * 3 + 1 + 8
    assert names.folder_name("...").startswith("client-")


@given(st.lists(st.text(min_size=1, max_size=120), unique=True, max_size=12))
def test_any_names_go_to_folders_of_their_own(given_names: list[str]) -> None:
    sources: list[Path] = [Path("/in") / str(i) / n for i, n in enumerate(given_names) if "/" not in n and "\0" not in n and n not in (".", "..")]  # fmt: skip
    found = names.homes(sources, Path("/out"), {})
    assert len({names.same(folder) for folder in found.values()}) == len(sources)
    for folder in found.values():
        assert folder == folder.strip(" ").rstrip(".")
        assert not set(folder) & set('<>:"/\\|?*')
        assert len(os.fsencode(folder.encode("utf-8", "replace"))) <= 120


def two(tmp_path: Path) -> tuple[Path, Path, Path]:
    """Two clients of one name, and the output."""
    for folder in ("x", "y"):
        (tmp_path / folder / "acme").mkdir(parents=True)
    return tmp_path / "x" / "acme", tmp_path / "y" / "acme", tmp_path / "out"


def test_clients_of_one_name_keep_their_folders_in_any_order_and_company(tmp_path: Path) -> None:
    first, second, out = two(tmp_path)
    made = names.homes([first, second], out, {})
    assert made == {first: "acme", second: "acme-2"}
    on_record = {folder: names.origin(source, out) for source, folder in made.items()}
    assert on_record == {"acme": "../x/acme", "acme-2": "../y/acme"}
    assert names.homes([second, first], out, on_record) == {first: "acme", second: "acme-2"}
    assert names.homes([second], out, on_record) == {second: "acme-2"}


def test_a_client_run_alone_never_takes_the_folder_of_one_of_its_name(tmp_path: Path) -> None:
    first, second, out = two(tmp_path)
    assert names.homes([second], out, {"acme": names.origin(first, out)}) == {second: "acme-2"}


def test_a_client_that_was_moved_keeps_its_folder(tmp_path: Path) -> None:
    first, _, out = two(tmp_path)
    assert names.homes([first], out, {"acme": "../elsewhere/acme"}) == {first: "acme"}  # nothing is there any more


def test_names_that_differ_only_in_case_are_told_apart(tmp_path: Path) -> None:
    sources: list[Path] = [tmp_path / name for name in ("Acme", "ACME", "acme")]
    assert list(names.homes(sources, tmp_path / "out", {}).values()) == ["Acme", "ACME-2", "acme-3"]
