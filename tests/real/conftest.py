"""The real clients' folders, made once; every test that needs one is skipped where its source is not there."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from assessment_kit.engagement import Engagement, read
from assessment_kit.errors import MethodError
from assessment_kit.method import Method, load_method
from tests.real import gsa, kubernetes, sources

Rows = list[dict[str, str]]


def there(source: Path) -> Path:
    """The source, or the test is skipped with the reason."""
    if reason := sources.why_absent(source):
        pytest.skip(reason)
    return source


@pytest.fixture(scope="session")
def kubernetes_source() -> Path:
    return there(sources.KUBERNETES)


@pytest.fixture(scope="session")
def sigs(kubernetes_source: Path) -> dict[str, Any]:
    """sigs.yaml as it stands, read without any of the converter's code."""
    content: dict[str, Any] = yaml.safe_load(
        (kubernetes_source / "community" / "sigs.yaml").read_text(encoding="utf-8")
    )
    return content


@pytest.fixture(scope="session")
def groups(sigs: dict[str, Any]) -> list[dict[str, Any]]:
    """SIGs, working groups and committees, one after the other, as they stand in sigs.yaml."""
    return [*sigs["sigs"], *sigs["workinggroups"], *sigs["committees"]]


@pytest.fixture(scope="session")
def kubernetes_folder(kubernetes_source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return kubernetes.make(kubernetes_source, tmp_path_factory.mktemp("real") / "kubernetes")


@pytest.fixture(scope="session")
def gsa_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return gsa.make(there(sources.GSA), tmp_path_factory.mktemp("real") / "gsa")


@pytest.fixture(scope="session")
def kubernetes_table(kubernetes_folder: Path) -> Callable[[str], Rows]:
    """A list of the folder as it was written, straight from its csv."""
    return lambda name: rows_of(kubernetes_folder / f"{name}.csv")


@pytest.fixture(scope="session")
def gsa_table(gsa_folder: Path) -> Callable[[str], Rows]:
    return lambda name: rows_of(gsa_folder / f"{name}.csv")


@pytest.fixture(scope="session")
def kubernetes_read(kubernetes_folder: Path) -> Engagement:
    items = yaml.safe_load((kubernetes_folder / "method" / "items" / "kubernetes.yaml").read_text(encoding="utf-8"))
    return read(kubernetes_folder, [item["id"] for item in items])


@pytest.fixture(scope="session")
def gsa_read(gsa_folder: Path) -> Engagement:
    return read(gsa_folder)


@pytest.fixture(scope="session")
def kubernetes_method(kubernetes_folder: Path) -> Method:
    """The method with the client's own items."""
    try:
        return load_method(extra=kubernetes_folder / "method")
    except MethodError as error:  # faults of the shipped method fail in its own tests
        own = [fault for fault in error.faults if "kubernetes" in fault]
        assert not own, own
        pytest.skip(f"the shipped method has faults of its own: {error.faults[0]}")


def rows_of(file: Path) -> Rows:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))
