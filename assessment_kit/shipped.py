"""Where the notebooks, templates and sample clients are: beside the package in a checkout, inside it in a wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_IN_WHEEL = _PACKAGE / "_shipped"
_ROOT = _IN_WHEEL if _IN_WHEEL.is_dir() else _PACKAGE.parent

TEMPLATES = _ROOT / "templates"
NOTEBOOKS = _ROOT / "notebooks"
SAMPLE_CLIENTS = _IN_WHEEL / "clients" if _IN_WHEEL.is_dir() else _ROOT / "data" / "clients"
DEFAULT_CLIENT = SAMPLE_CLIENTS / "northmoor"
