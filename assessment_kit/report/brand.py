"""A brand as the forms of a report need it: its colours as tokens, its logo as a data URI or as pixels."""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass

from assessment_kit.engagement.brand import Brand
from assessment_kit.engagement.logo import Logo
from assessment_kit.show import theme
from assessment_kit.show.pictures import png, svg

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
        return io.BytesIO(png(self.logo.data.decode(), scale=_LOGO_PIXELS / self.logo.width))

    def colour(self, token: str) -> str:
        """``#rrggbb`` of a token on white."""
        return self.palette.light[token]

    def picture(self, figure: dict[str, object]) -> bytes:
        """The wide chart of a figure as png in the brand's colours."""
        spec = figure["wide"]
        assert isinstance(spec, dict), "a figure's chart is a spec"  # noqa: S101
        return png(self.palette.in_picture(svg(spec)))
