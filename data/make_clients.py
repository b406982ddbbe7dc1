"""Make the two healthy sample clients, Northmoor Instruments and Harbour Clinics, from what is written in this folder.

    python data/make_clients.py [FOLDER]

writes FOLDER/northmoor and FOLDER/harbour; data/clients by default. Every run writes the same bytes; what was there is replaced.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from harbour.client import write_harbour
from northmoor.client import write_northmoor

CLIENTS = Path(__file__).resolve().parent / "clients"


def make_clients(folder: Path = CLIENTS) -> None:
    """Write both clients into a folder."""
    for name, write in (("northmoor", write_northmoor), ("harbour", write_harbour)):
        client = folder / name
        if client.exists():
            shutil.rmtree(client)
        client.mkdir(parents=True)
        write(client)


if __name__ == "__main__":
    make_clients(*(Path(argument) for argument in sys.argv[1:2]))
