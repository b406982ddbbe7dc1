"""A client's folder written from texts, as small as a test needs it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

Client = Callable[[Mapping[str, str | bytes]], Path]


@pytest.fixture
def client(tmp_path: Path) -> Client:
    """A function from file names and their contents to the folder; engagement.yaml is added unless one is given."""

    def write(files: Mapping[str, str | bytes]) -> Path:
        for name, content in {"engagement.yaml": 'client: "Tiny"\ndate: 2026-10-16\n', **files}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path

    return write
