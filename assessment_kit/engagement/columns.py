"""templates/capture/tables.yaml as typed values: the one truth for the columns of a client's lists."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Literal, TypeAlias

import pandas as pd
import yaml
from pydantic import BaseModel, ConfigDict

from assessment_kit.shipped import TEMPLATES

Kind: TypeAlias = Literal[
    "id", "text", "ref", "refs", "texts", "choice", "number", "integer", "yes_no", "frequency", "period"
]

DTYPES: dict[str, str] = {
    "number": "Float64",
    "integer": "Int64",
    "yes_no": "boolean",
    "refs": "object",
    "texts": "object",
}


class Column(BaseModel):
    """One column: what it is called, what may stand in it, and the help for whoever fills it in."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)
    name: str
    title: str
    type: Kind
    required: bool = False
    choices: list[str] = []
    refers_to: str = ""
    minimum: float | None = None
    maximum: float | None = None
    help: str
    example: str

    @property
    def dtype(self) -> str:
        return DTYPES.get(self.type, "str")

    @property
    def targets(self) -> tuple[tuple[str, str], ...]:
        """(table, column) pairs that a reference may point to."""
        return tuple(tuple(t.strip().split(".")) for t in self.refers_to.split(";") if t.strip())  # type: ignore[misc]


class Table(BaseModel):
    """One list: its columns, and those that together must be unique."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)
    table: str
    title: str
    step: str
    help: str
    key: list[str]
    columns: list[Column]

    def column(self, name: str) -> Column:
        return next(c for c in self.columns if c.name == name)


@lru_cache(maxsize=1)
def load_tables() -> Mapping[str, Table]:
    """Every list that a client may hand over, by name, in the order of the file."""
    raw = yaml.safe_load((TEMPLATES / "capture" / "tables.yaml").read_text(encoding="utf-8"))
    return {entry["table"]: Table.model_validate(entry) for entry in raw}


def empty_table(name: str) -> pd.DataFrame:
    """The table without rows, with its columns and types, and `row`."""
    columns = load_tables()[name].columns
    frame = {c.name: pd.Series([], dtype=c.dtype) for c in columns}
    return pd.DataFrame({**frame, "row": pd.Series([], dtype="Int64")})
