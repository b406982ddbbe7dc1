"""The method that a client is assessed by: the shipped one, with the client's own items, situations and actions if there are any."""

from __future__ import annotations

from pathlib import Path

from assessment_kit.engagement.model import Settings
from assessment_kit.errors import MethodError
from assessment_kit.method import load_method
from assessment_kit.method.model import Method


def method_for(folder: Path | str, settings: Settings) -> Method:
    """The shipped method, and what the folder that engagement.yaml names under `own_method` adds to it.

    Raises
    ------
    MethodError : that folder is not there, or what is in it has faults; names each.
    """
    if not settings.own_method:
        return load_method()
    own = Path(folder) / settings.own_method
    if not own.is_dir():
        raise MethodError(
            [f"engagement.yaml names the method folder “{settings.own_method}”, which is not in the client's folder"]
        )
    return load_method(extra=own)
