"""Prints environment.yml, for conda users, from the lock: one source of versions for both.

Hashes stay in requirements.txt: pip takes them for all packages or for none, and this package itself has none.
"""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PIN = re.compile(r"^[A-Za-z0-9][^\s;]*==[^\s;\\]+(?: ; [^\\]+)?")

HEAD = """\
# For conda: `conda env create -f environment.yml`, then `conda activate assessment-kit`.
# Made from requirements.txt by `make lock`; do not edit by hand.
name: "assessment-kit"
channels:
  - "conda-forge"
dependencies:
  - "python=3.11"
  - "pip"
  - pip:
"""


def pins(lock: str) -> list[str]:
    """The pinned requirements of a lock, with their markers and without their hashes, in its order."""
    return [found.group(0).strip() for line in lock.splitlines() if (found := PIN.match(line))]


def environment(lock: str) -> str:
    """The whole of environment.yml for a lock."""
    entries = [*pins(lock), "-e ."]
    return HEAD + "".join(f'      - "{entry}"\n' for entry in entries)


if __name__ == "__main__":
    lock = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    (ROOT / "environment.yml").write_text(environment(lock), encoding="utf-8")
    print("environment.yml written from requirements.txt")
