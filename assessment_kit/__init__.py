"""Organisational assessments for management consultants: from a client's folder to findings, letters and a report."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assessment_kit.capture.chapter import interview, open_chapter, start
    from assessment_kit.engagement import check, read

__all__ = ["check", "interview", "open_chapter", "read", "start"]
__version__ = "0.1.0"

_HOMES = {
    "check": "assessment_kit.engagement",
    "interview": "assessment_kit.capture.chapter",
    "open_chapter": "assessment_kit.capture.chapter",
    "read": "assessment_kit.engagement",
    "start": "assessment_kit.capture.chapter",
}


def __getattr__(name: str) -> Any:
    # resolved at first use, so that the command line answers without loading charts and notebooks
    if name in _HOMES:
        from importlib import import_module  # noqa: PLC0415

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
