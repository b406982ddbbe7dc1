"""Earlier attempts at process management, and the element of management that derailed each (PM-76)."""

from __future__ import annotations

import pandas as pd

from assessment_kit import words
from assessment_kit.analysis.result import indicator, references
from assessment_kit.engagement.model import Engagement
from assessment_kit.method.model import Method

COLUMNS = ("year", "attempt", "element", "element_name", "reason", "row")


def past_attempts(engagement: Engagement, method: Method) -> pd.DataFrame:
    """The attempts, oldest first: year, attempt, element, element_name (its short name, NA where not known), reason, row."""
    rows = engagement.table("failures")
    names = {name: element.short for name, element in method.elements.items()}
    rows["element_name"] = rows["element"].map(names)
    return rows.sort_values("year", kind="stable", na_position="first", ignore_index=True)[list(COLUMNS)]


def attempt_indicators(attempts: pd.DataFrame) -> list[dict[str, object]]:
    """How many attempts, for how many the cause is on record, on which element each failed, and how many on the one that failed most."""
    if attempts.empty:
        return []
    told = [_told(a, y) for a, y in zip(attempts["attempt"], attempts["year"], strict=True)]
    made = [
        indicator(
            "practices.attempts",
            len(attempts),
            "count",
            len(attempts),
            references("failures", attempts),
            count=len(attempts),
            examples=told,
        )
    ]
    known = attempts.dropna(subset=["element"])
    made.append(
        indicator("practices.attempts_explained", len(known) / len(attempts), "share", len(attempts), references("failures", attempts),
                  count=len(known), examples=tuple(known["attempt"]))
    )  # fmt: skip
    counts = known["element"].value_counts(sort=False)
    for element, rows in known.groupby("element"):
        made.append(
            indicator(
                "practices.attempts_on_element",
                len(rows),
                "count",
                len(known),
                references("failures", rows),
                subject=str(element),
            )
        )
    if len(counts):
        most = known[known["element"] == counts.idxmax()]
        made.append(
            indicator("practices.attempts_same_element", len(most) / len(known), "share", len(known), references("failures", most),
                      count=len(most), examples=(str(most["element_name"].iloc[0]),))
        )  # fmt: skip
    return made


def _told(attempt: object, year: object) -> str:
    return str(attempt) if words.missing(year) else f"{attempt} ({int(str(year))})"
