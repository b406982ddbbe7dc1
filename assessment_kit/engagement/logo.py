"""The logo of a brand: png, jpg or svg, of at most 500 kB; an svg keeps its shapes and nothing that runs or leads elsewhere."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from xml.etree import ElementTree as ET

MOST_BYTES = 500_000
_SVG = "http://www.w3.org/2000/svg"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_SHAPES = {
    f"{{{_SVG}}}{name}"
    for name in (
        "svg g path rect circle ellipse line polyline polygon text tspan defs title desc linearGradient radialGradient stop clipPath "
        "mask use symbol pattern"
    ).split()
}
_OUTSIDE = re.compile(r"(?i)url\(\s*['\"]?\s*(?!#)|javascript:|expression\(|@import|data:")
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


class LogoError(Exception):
    """A logo that cannot be used: what is wrong, and what to do."""

    def __init__(self, rule: str, cure: str) -> None:
        super().__init__(rule)
        self.rule, self.cure = rule, cure


@dataclass(frozen=True)
class Logo:
    """data : safe to embed. width, height : in the picture's own units."""

    data: bytes
    kind: Literal["png", "jpeg", "svg+xml"]
    width: float
    height: float


def read_logo(beside: Path, name: str) -> Logo:
    """The logo of that name in a folder.

    Raises
    ------
    LogoError : it is elsewhere, missing, too large, or no picture of the three kinds.
    """
    path = (beside / name).resolve()
    if not path.is_relative_to(beside.resolve()):
        raise LogoError("the logo must stand in the folder of this file", "Copy it there.")
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MOST_BYTES else b""
    except OSError:
        raise LogoError("the logo cannot be opened", "Check its name; it is looked for beside this file.") from None
    if size > MOST_BYTES:
        raise LogoError("the logo is larger than 500 kB", "Save a smaller one; 600 pixels in width are enough.")
    return checked(data)


def checked(data: bytes) -> Logo:
    """A picture by its content, whatever its name says.

    Raises
    ------
    LogoError : it is no png, jpg or svg, or is broken.
    """
    broken = LogoError("the logo is no picture that can be read", "Save it again as png, jpg or svg.")
    try:
        if data.startswith(b"\x89PNG\r\n\x1a\n"):
            width, height = struct.unpack(">II", data[16:24])
            if not data.rstrip(b"\0").endswith(b"IEND\xaeB`\x82"):
                raise broken
            return _sized(Logo(data, "png", width, height), broken)
        if data.startswith(b"\xff\xd8\xff"):
            return _sized(Logo(data, "jpeg", *_jpeg_size(data)), broken)
        return _sized(_svg(data, broken), broken)
    except (struct.error, IndexError, ET.ParseError, ValueError) as error:
        raise broken from error


def _sized(logo: Logo, broken: LogoError) -> Logo:
    if not (0 < logo.width <= 20_000 and 0 < logo.height <= 20_000):
        raise broken
    return logo


def _jpeg_size(data: bytes) -> tuple[int, int]:
    """Width and height from the frame header (ITU T.81, B.2.2)."""
    at = 2
    while data[at] == 0xFF:
        marker, length = data[at + 1], struct.unpack(">H", data[at + 2 : at + 4])[0]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + length
    raise ValueError("no frame")


def _svg(data: bytes, broken: LogoError) -> Logo:
    if _DECLARES.search(data):
        raise LogoError("the logo declares entities", "Save it as plain svg, without a document type.")
    root = ET.fromstring(data)  # noqa: S314  entities are refused above, and it is at most 500 kB
    if root.tag != f"{{{_SVG}}}svg":
        raise broken
    _clean(root)
    box = [float(n) for n in re.split(r"[\s,]+", root.get("viewBox", "").strip()) if n]
    width, height = (float(re.match(r"[\d.]+", root.get(side, "")).group()) for side in ("width", "height")) if not box else box[2:4]  # type: ignore[union-attr]  # fmt: skip
    if not box:
        root.set("viewBox", f"0 0 {width:g} {height:g}")
    root.set("width", f"{width:g}")
    root.set("height", f"{height:g}")
    ET.register_namespace("", _SVG)
    return Logo(ET.tostring(root, encoding="unicode").encode(), "svg+xml", width, height)


def _clean(element: ET.Element) -> None:
    """Takes away every element and attribute that is not a shape or its look, or that names anything outside the picture."""
    for child in list(element):
        if str(child.tag) in _SHAPES:  # the tag of a remark is a function
            _clean(child)
        else:
            element.remove(child)
    for name, value in list(element.attrib.items()):
        own = name in {"href", _XLINK}
        foreign = name.startswith("{") and not own
        leads = own and not value.strip().startswith("#")
        if name.casefold().startswith("on") or foreign or leads or _OUTSIDE.search(value):
            del element.attrib[name]
