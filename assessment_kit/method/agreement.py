"""What figures of agreement mean: least n, bands and their words, as data (templates/method/agreement.yaml)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Annotated, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

from assessment_kit.shipped import TEMPLATES


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Band(_Strict):
    """From a value on: a word for the table, and what it means for the reader."""

    start: Annotated[float, Field(alias="from")]
    word: str
    means: str


class AgreementFigure(_Strict):
    """One statistic. least_n : from so many cases on it is estimated, for the reason `least_source`.

    short, unit : its name in the small print, and what the cases are. absent : what is said where nothing lies in the highest band.
    left_open : what is said where the interval begins in the lowest band and the value lies above it.
    """

    id: str
    name: str
    short: str
    unit: str
    tells: str
    least_n: Annotated[int, Field(ge=2)]
    least_source: str
    bands: Annotated[list[Band], Field(min_length=1)]
    source: str
    absent: str = ""
    left_open: Annotated[str, Field(alias="open")] = ""

    @model_validator(mode="after")
    def _rises(self) -> Self:
        starts = [band.start for band in self.bands]
        if starts != sorted(set(starts)):
            raise ValueError("the bands must rise")
        return self

    def band(self, value: float) -> Band | None:
        """The last band that the value, as it is printed with two decimals, reaches; None below the first."""
        printed = round(value, 3 if any(round(b.start, 2) != b.start for b in self.bands) else 2)
        return next((band for band in reversed(self.bands) if printed >= band.start), None)


@lru_cache(maxsize=1)
def agreement_figures() -> Mapping[str, AgreementFigure]:
    """By id, in the order of the file."""
    content = yaml.safe_load((TEMPLATES / "method" / "agreement.yaml").read_text(encoding="utf-8"))
    return {figure.id: figure for figure in (AgreementFigure(**entry) for entry in content)}
