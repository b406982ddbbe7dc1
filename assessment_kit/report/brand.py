"""A brand as the forms of a report need it: its colours as tokens, its logo as a data URI or as pixels."""

from __future__ import annotations

import base64
import io
import re
from dataclasses import dataclass, replace
from typing import Any

from assessment_kit.engagement.brand import Brand
from assessment_kit.engagement.logo import Logo
from assessment_kit.report.collect import Content, Part
from assessment_kit.show import theme
from assessment_kit.show.pictures import png, svg

_FONT = re.compile(r'(font-family="[^"]*)')
_OURS = re.compile(r"\b(?:[Bb]lue|[Oo]range)\b")
_LOGO_PIXELS = 600  # across: sharp at the size that a logo is printed in


@dataclass(frozen=True)
class Look:
    """name, font : may be empty. palette : the tokens in the brand's colours. logo : None where there is none."""

    name: str
    palette: theme.Palette
    font: str = ""
    logo: Logo | None = None

    @classmethod
    def of(cls, brand: Brand | None) -> Look:
        """Of a brand; ours where there is none."""
        if brand is None:
            return cls("", theme.OURS)
        return cls(brand.name, theme.palette(brand.main, brand.accent), brand.font, brand.logo)

    @property
    def logo_uri(self) -> str:
        """The logo as a data URI; empty where there is none."""
        if self.logo is None:
            return ""
        return f"data:image/{self.logo.kind};base64,{base64.b64encode(self.logo.data).decode()}"

    def logo_picture(self) -> io.BytesIO | None:
        """The logo as png or jpg, for forms that show no svg."""
        if self.logo is None:
            return None
        if self.logo.kind != "svg+xml":
            return io.BytesIO(self.logo.data)
        picture = _FONT.sub(rf"\g<1>, {theme.SANS.replace(chr(39), '')}", self.logo.data.decode())
        return io.BytesIO(png(picture, scale=_LOGO_PIXELS / self.logo.width))

    def colour(self, token: str) -> str:
        """``#rrggbb`` of a token on white."""
        return self.palette.light[token]

    def picture(self, figure: dict[str, object]) -> bytes:
        """The wide chart of a figure as png in the brand's colours."""
        spec = figure["wide"]
        assert isinstance(spec, dict), "a figure's chart is a spec"  # noqa: S101
        return png(self.palette.in_picture(svg(spec)))

    def worded(self, content: Content) -> Content:
        """The content with our two colours called by the brand's names: “Blue is in place” is false where it is green."""
        named = {"blue": theme.hue_word(self.colour("sound")), "orange": theme.hue_word(self.colour("change"))}
        if all(ours == theirs for ours, theirs in named.items()):
            return content

        def told(text: str) -> str:
            return _OURS.sub(lambda m: named[m[0].lower()].capitalize() if m[0][0].isupper() else named[m[0]], text)

        def part(old: Part) -> Part:
            if old.piece is None:
                return replace(old, words=told(old.words))
            changed: dict[str, Any] = {"subtitle": told(old.piece["subtitle"])} if "subtitle" in old.piece else {}
            if "margin" in old.piece:
                changed["margin"] = [told(note) for note in old.piece["margin"]]
            return replace(old, piece={**old.piece, **changed})

        return replace(content, sections=[replace(s, parts=[part(p) for p in s.parts]) for s in content.sections])
