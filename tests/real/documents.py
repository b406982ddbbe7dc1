"""The community's documents: read, and asked whether a sentence really stands in them."""

from __future__ import annotations

import re
from pathlib import Path


def read(source: Path, document: str, repository: str = "community") -> str:
    return (source / repository / document).read_text(encoding="utf-8")


def must_say(source: Path, document: str, phrase: str, repository: str = "community") -> None:
    """Raise where the document does not hold the phrase: then the mapping claims what the source does not bear out.

    Emphasis, quotes of YAML and line breaks do not count.
    """
    if _plain(phrase) not in _plain(read(source, document, repository)):
        raise ValueError(f'{repository}/{document} does not say "{phrase}": mend the mapping, or drop the row')


def _plain(text: str) -> str:
    return re.sub(r"[\s*_`]+", " ", text).strip().lower()
