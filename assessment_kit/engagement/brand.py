"""brand.yaml: whose report it is. A name, a logo, two colours and a font; any faulty entry falls back to ours.

A firm keeps one such file beside its clients' folders (``brand: "../brand.yaml"``), or a client has its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assessment_kit.engagement.folder import SETTINGS
from assessment_kit.engagement.logo import Logo, LogoError, read_logo
from assessment_kit.engagement.suggestions import did_you_mean
from assessment_kit.engagement.yaml_files import Document, read_yaml
from assessment_kit.errors import Problem
from assessment_kit.shipped import TEMPLATES

OURS = TEMPLATES / "report" / "brand.yaml"
ENTRIES = ("name", "logo", "main", "accent", "font")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_FONT = re.compile(r"[\w .+-]{1,60}")
_LONGEST = 80


@dataclass(frozen=True)
class Brand:
    """name : may be empty. logo : None where there is none. main, accent : ``#rrggbb``. font : one family, may be empty.

    problems : what was wrong with the file, each with its cure; the entry is then as in ours.
    """

    name: str
    main: str
    accent: str
    font: str = ""
    logo: Logo | None = None
    problems: tuple[Problem, ...] = ()


def brand_file(folder: Path, given: Path | None = None) -> Path | None:
    """The file that a client's report takes its look from, which may not be there; None for ours.

    Parameters
    ----------
    folder : the client's. given : the file of ``--brand``, which goes before the entry `brand` of engagement.yaml.
    """
    if given is not None:
        return given
    try:
        data = (folder / SETTINGS).read_bytes()
    except OSError:
        return None
    if b"brand" not in data:  # most clients: two hundred of them are looked through in a moment
        return None
    document = read_yaml(data, SETTINGS, [])
    entry = document.content.get("brand") if document is not None and isinstance(document.content, dict) else None
    return folder / entry.strip() if isinstance(entry, str) and entry.strip() else None


def brand_inputs(folder: Path, given: Path | None = None) -> list[Path]:
    """The files that a report's look depends on: the brand and its logo, those that are there."""
    file = brand_file(folder, given)
    if file is None or not file.is_file():
        return []
    logo = logo_named(file.read_bytes(), file.name)
    return [file, *([file.parent / logo] if logo and (file.parent / logo).is_file() else [])]


def logo_named(data: bytes, name: str) -> str:
    """The file, beside the brand's own, that holds its logo; empty where none is named."""
    document = read_yaml(data, name, [])
    content = document.content if document is not None and isinstance(document.content, dict) else {}
    return str(content.get("logo") or "").strip()


def read_brand(folder: Path, given: Path | None = None) -> Brand:
    """The brand of a client's report; ours where none is named, and what is wrong with it among its problems."""
    file, ours = brand_file(folder, given), _ours()
    if file is None:
        return ours
    if given is None and not file.resolve().is_relative_to(folder.resolve().parent):
        rule = f"the brand {file.name} stands neither in the client's folder nor beside it"
        return _with(ours, [Problem(SETTINGS, rule, "Move it there.", column="brand")])
    try:
        data = file.read_bytes()
    except OSError:
        rule = f"the brand {file.name} cannot be opened"
        return _with(ours, [Problem(SETTINGS, rule, "Check the name; it is read from the client's folder.")])
    return read(data, file.name, file.parent)


def read(data: bytes, name: str, beside: Path) -> Brand:
    """A brand from the bytes of its file; the logo is looked for in the folder `beside`."""
    problems: list[Problem] = []
    document = read_yaml(data, name, problems)
    if document is None or not isinstance(document.content, dict):
        return _with(_ours(), problems or [Problem(name, "the file must hold entries such as name and main", _CURE)])
    given = {str(key): value for key, value in document.content.items() if value not in (None, "")}
    for key in given.keys() - set(ENTRIES):
        cure = did_you_mean(key, ENTRIES, f"Use {', '.join(ENTRIES)}, or take it away.")
        problems.append(document.problem((key,), "there is no such entry", cure, None, "the entry"))
    ours = _ours()
    return Brand(
        name=_text(given, "name", document, problems),
        main=_colour(given, "main", ours.main, document, problems),
        accent=_colour(given, "accent", ours.accent, document, problems),
        font=_font(given, document, problems),
        logo=_logo(given, beside, document, problems),
        problems=tuple(problems),
    )


_CURE = f"Copy {OURS.name} of the templates and change it."


def _ours() -> Brand:
    document = read_yaml(OURS.read_bytes(), OURS.name, [])
    content = document.content if document is not None and isinstance(document.content, dict) else {}
    return Brand(str(content.get("name") or ""), str(content["main"]), str(content["accent"]))


def _with(brand: Brand, problems: Sequence[Problem]) -> Brand:
    return Brand(brand.name, brand.main, brand.accent, brand.font, brand.logo, tuple(problems))


def _text(given: Mapping[str, object], key: str, document: Document, problems: list[Problem]) -> str:
    value = given.get(key, "")
    text = " ".join(value.split()) if isinstance(value, str) else ""
    if value and (not text or len(text) > _LONGEST or not text.isprintable()):
        problems.append(
            document.problem((key,), "this must be a short text", f"Write up to {_LONGEST} letters.", None, "the entry")
        )
        return ""
    return text


def _colour(given: Mapping[str, object], key: str, ours: str, document: Document, problems: list[Problem]) -> str:
    value = given.get(key, ours)
    if isinstance(value, str) and _COLOUR.fullmatch(value.strip()):
        return value.strip().lower()
    cure = "Write a hash and six digits or letters a to f, in quotes: a bare # begins a remark."
    problems.append(document.problem((key,), "this is no colour", cure, value, "the entry"))
    return ours


def _font(given: Mapping[str, object], document: Document, problems: list[Problem]) -> str:
    value = _text(given, "font", document, problems)
    if value and not _FONT.fullmatch(value):
        problems.append(
            document.problem(
                ("font",), "this is no name of a font", "Write one name, such as Calibri.", value, "the entry"
            )
        )
        return ""
    return value


def _logo(given: Mapping[str, object], beside: Path, document: Document, problems: list[Problem]) -> Logo | None:
    name = _text(given, "logo", document, problems)
    if not name:
        return None
    try:
        return read_logo(beside, name)
    except LogoError as fault:
        problems.append(document.problem(("logo",), fault.rule, fault.cure, name, "the logo"))
        return None
