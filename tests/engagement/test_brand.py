"""A brand file: what is taken from it, and what is told where it has faults."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest

from assessment_kit.engagement.brand import brand_file, brand_inputs, read, read_brand
from assessment_kit.engagement.logo import MOST_BYTES, LogoError, checked
from assessment_kit.show import theme

NS = 'xmlns="http://www.w3.org/2000/svg"'
SVG = f'<svg {NS} viewBox="0 0 40 20"><rect width="40" height="20" fill="#123456"/></svg>'.encode()


def png(width: int = 2, height: int = 2) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress((b"\0" + b"\xff\0\0" * width) * height)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_ours_is_the_look_of_the_tokens(tmp_path: Path) -> None:
    brand = read_brand(tmp_path)
    assert (brand.main, brand.accent) == (theme.SOUND, theme.CHANGE)
    assert theme.palette(brand.main, brand.accent) == theme.OURS
    assert not brand.problems


def test_a_whole_brand(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(png(4, 3))
    text = 'name: "Acme & Co"\nlogo: "logo.png"\nmain: "#5B2A86"\naccent: "#b35900"\nfont: "Calibri"\n'
    brand = read(text.encode(), "brand.yaml", tmp_path)
    assert not brand.problems
    assert (brand.name, brand.main, brand.accent, brand.font) == ("Acme & Co", "#5b2a86", "#b35900", "Calibri")
    assert brand.logo is not None
    assert (brand.logo.kind, brand.logo.width, brand.logo.height) == ("png", 4, 3)


@pytest.mark.parametrize(
    ("line", "entry"),
    [
        ('main: "blue"', "main"),
        ("main: #5b2a86", ""),  # a remark: the entry is empty, and ours stays
        ('font: "Arial;}*{display:none"', "font"),
        ('logo: "../secret.png"', "logo"),
        ('logo: "none.png"', "logo"),
        ('colour: "#123456"', "colour"),
    ],
)
def test_a_fault_is_told_and_ours_stays(tmp_path: Path, line: str, entry: str) -> None:
    (tmp_path / "secret.png").write_bytes(png())
    (tmp_path / "in").mkdir()
    brand = read(f"name: Acme\n{line}\n".encode(), "brand.yaml", tmp_path / "in")
    assert [p.column for p in brand.problems] == ([entry] if entry else [])
    assert (brand.main, brand.font, brand.logo) == (theme.SOUND, "", None)
    assert brand.name == "Acme"


def test_the_brand_is_looked_for_where_the_engagement_says(tmp_path: Path) -> None:
    client = tmp_path / "clients" / "acme"
    client.mkdir(parents=True)
    (client / "engagement.yaml").write_text('client: "Acme"\nbrand: "../brand.yaml"\n')
    (client.parent / "brand.yaml").write_text('name: "Firm"\nlogo: "l.svg"\n')
    (client.parent / "l.svg").write_bytes(SVG)
    assert read_brand(client).name == "Firm"
    assert [p.name for p in brand_inputs(client)] == ["brand.yaml", "l.svg"]
    given = tmp_path / "other.yaml"
    assert brand_file(client, given) == given


def test_a_brand_elsewhere_is_not_read(tmp_path: Path) -> None:
    client = tmp_path / "clients" / "acme"
    client.mkdir(parents=True)
    (client / "engagement.yaml").write_text('client: "Acme"\nbrand: "../../brand.yaml"\n')
    (tmp_path / "brand.yaml").write_text('name: "Firm"\n')
    brand = read_brand(client)
    assert brand.name == ""
    assert len(brand.problems) == 1


@pytest.mark.parametrize(
    "inside",
    [
        "<script>hit()</script>",
        '<image href="https://evil.example/x.png"/>',
        "<foreignObject><p/></foreignObject>",
        '<rect onclick="hit()"/>',
        '<rect fill="url(https://evil.example/x)"/>',
        "<rect style=\"background:url( 'https://evil.example')\"/>",
        '<use href="https://evil.example/x.svg#a"/>',
        '<a href="javascript:hit()"><rect/></a>',
        "<style>@import url(https://evil.example)</style>",
        '<set attributeName="href" to="javascript:hit()"/>',
    ],
)
def test_a_logo_that_runs_or_leads_elsewhere_keeps_its_shapes_alone(inside: str) -> None:
    logo = checked(f'<svg {NS} onload="hit()" viewBox="0 0 4 2">{inside}<circle r="1"/></svg>'.encode())
    assert b"circle" in logo.data
    for evil in (b"hit", b"evil", b"script", b"import", b"onload"):
        assert evil not in logo.data


@pytest.mark.parametrize("data", [b"", b"GIF89a", png()[:-10], b"\xff\xd8\xff", b"<svg/>", b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG])  # fmt: skip
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(LogoError):
        checked(data)


def test_a_large_logo_is_refused(tmp_path: Path) -> None:
    (tmp_path / "l.png").write_bytes(png() + b"\0" * MOST_BYTES)
    brand = read(b'logo: "l.png"', "brand.yaml", tmp_path)
    assert "500 kB" in brand.problems[0].rule
