"""No e-mail address, no name and no handle of anyone in sigs.yaml stands in any file of the Kubernetes folder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.real import kubernetes

pytestmark = pytest.mark.slow

COMMON_WORDS: frozenset[str] = frozenset()
"""Handles that are words of the language too; none of them is, so far."""


def people(content: Any) -> Iterator[dict[str, str]]:
    """Every person of the file, wherever it stands: office holders of today and of the past, liaisons, board members."""
    if isinstance(content, list):
        for part in content:
            yield from people(part)
    elif isinstance(content, dict):
        if "github" in content:
            yield content
        for part in content.values():
            yield from people(part)


@pytest.fixture(scope="module")
def forbidden(sigs: dict[str, Any]) -> set[str]:
    found = {person[key] for person in people(sigs) for key in ("name", "github", "email") if person.get(key)}
    assert len(found) > 300
    return found - COMMON_WORDS


@pytest.fixture(scope="module")
def texts(kubernetes_folder: Path) -> dict[str, str]:
    files = [file for file in kubernetes_folder.rglob("*") if file.is_file()]
    assert len(files) > 35
    return {file.name: file.read_text(encoding="utf-8-sig") for file in files}


def test_no_name_and_no_handle(forbidden: set[str], texts: dict[str, str]) -> None:
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in sorted(forbidden)), re.IGNORECASE)
    assert {name: hits for name, text in texts.items() if (hits := set(pattern.findall(text)))} == {}


def test_no_address_and_no_mention(texts: dict[str, str]) -> None:
    assert {name for name, text in texts.items() if "@" in text} == set()


def test_no_link_that_leads_to_a_person(texts: dict[str, str]) -> None:
    assert {
        name for name, text in texts.items() if re.search(r"zoom\.us/|github\.com/|calendar\.google", text)
    } == set()


def test_the_filter_knows_everyone(forbidden: set[str], kubernetes_source: Path) -> None:
    """The converter drops quotes by a pattern of its own; it must find each of them."""
    pattern = kubernetes.personal(kubernetes_source)
    assert [word for word in forbidden if not pattern.search(f"Thanks to {word}, who did it.")] == []
