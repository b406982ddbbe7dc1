"""What an analysis hands on: indicators in one tidy frame, tables for charts, and what could not be assessed.

An indicator is one figure with everything that makes it defensible: how many it counts, of how many, its interval where it
comes from a sample, the names of what it counts, and the references to the rows, answers and quotes that it rests on.
References read ``meetings:17`` (table and row), ``interviews/cfo#practices.agenda`` or ``survey:practices.agenda``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, TypeAlias

import pandas as pd

from assessment_kit.method.thresholds import Thresholds

Basis: TypeAlias = Literal["census", "sample"]

INDICATOR_COLUMNS = (
    "indicator_id",  # "roles.no_owner"
    "subject",  # "" for the whole client, else the id of a process, role, level …
    "value",  # float; a share is 0–1
    "unit",  # share | count | hours | days | score | months | ratio
    "count",  # numerator of a share, else NaN
    "n",  # how many rows or answers it rests on (denominator of a share)
    "low",  # ends of the 95% interval; NaN for a full count
    "high",
    "basis",  # census: every row of a list was counted; sample: answers of some
    "examples",  # tuple of names (for people to read) of what is counted, most telling first
    "evidence",  # tuple of references
)


@dataclass(frozen=True)
class NotAssessed:
    """What could not be said, why not, and what it would take: three short phrases for the report."""

    what: str
    why: str
    cure: str


@dataclass(frozen=True)
class StepResult:
    """The result of one step.

    step : architecture, roles, metrics or practices.
    indicators : one row per indicator and subject (INDICATOR_COLUMNS).
    tables : tidy frames for the charts and tables of this step, by name; what each holds is told in the analysis that makes it.
    not_assessed : in the order of the step's sections.
    limits : the thresholds that the figures were made by, so that a picture draws the same line and tells the same number.
    """

    step: str
    indicators: pd.DataFrame
    tables: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    not_assessed: tuple[NotAssessed, ...] = ()
    limits: Thresholds = field(kw_only=True)

    def value(self, indicator_id: str, subject: str = "") -> float | None:
        """The figure, or None where it was not assessed."""
        row = self.row(indicator_id, subject)
        return None if row is None or pd.isna(row["value"]) else float(row["value"])

    def row(self, indicator_id: str, subject: str = "") -> pd.Series | None:
        """The indicator as a row, or None where it was not assessed."""
        at = self._rows.get((indicator_id, subject))
        return None if at is None else self.indicators.iloc[at]

    @cached_property
    def _rows(self) -> Mapping[tuple[str, str], int]:
        """Indicator and subject → the place of its row, the first where there are several."""
        keys = zip(self.indicators["indicator_id"].tolist(), self.indicators["subject"].tolist(), strict=True)
        places: dict[tuple[str, str], int] = {}
        for place, key in enumerate(keys):
            places.setdefault(key, place)
        return places


def indicator(
    indicator_id: str,
    value: float,
    unit: str,
    n: int,
    evidence: Iterable[str],
    *,
    subject: str = "",
    count: float = float("nan"),
    low: float = float("nan"),
    high: float = float("nan"),
    basis: Basis = "census",
    examples: Sequence[str] = (),
) -> dict[str, object]:
    """One row of the indicators frame."""
    return {
        "indicator_id": indicator_id,
        "subject": subject,
        "value": float(value),
        "unit": unit,
        "count": float(count),
        "n": int(n),
        "low": float(low),
        "high": float(high),
        "basis": basis,
        "examples": tuple(examples),
        "evidence": tuple(evidence),
    }


def share(
    indicator_id: str,
    rows: pd.DataFrame,
    counted: pd.Series,
    table: str,
    *,
    subject: str = "",
    label: str = "name",
) -> dict[str, object] | None:
    """The share of rows that are counted, over the rows in which it is known.

    Parameters
    ----------
    rows : rows of a client's table, with `row` (and the column `label` for the examples, if there).
    counted : boolean, same index; NA where the client left the cell empty: such rows do not count as no, they are left out.
    table : the table's name, for the references.

    Returns
    -------
    None where nothing is known: not assessed. The evidence is the rows that are counted, or all of them where none is.
    """
    told = counted.astype("boolean")
    known, hit = told.notna().to_numpy(), told.to_numpy(dtype=bool, na_value=False)
    n, count = int(known.sum()), int(hit.sum())
    if not n:
        return None
    # the two columns that are wanted, since pandas takes rows from each column by itself, and lists are wide
    at = rows.index.get_indexer(counted.index[hit if count else known])
    names = tuple(rows[label].take(at).astype(str)) if count and label in rows else ()
    return indicator(
        indicator_id, count / n, "share", n, tuple(f"{table}:{row}" for row in rows["row"].take(at).tolist()),
        subject=subject, count=float(count), examples=names,
    )  # fmt: skip


def references(table: str, rows: pd.DataFrame) -> tuple[str, ...]:
    """``meetings:17`` for each row."""
    return tuple(f"{table}:{row}" for row in rows["row"].tolist())


def indicators_frame(rows: Iterable[dict[str, object] | None]) -> pd.DataFrame:
    """The rows that could be assessed, as the tidy frame of indicators."""
    return pd.DataFrame([row for row in rows if row is not None], columns=list(INDICATOR_COLUMNS))
