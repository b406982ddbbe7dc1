"""The reporting line: who stands above whom, in how many layers, with how many direct reports."""

from __future__ import annotations

import pandas as pd

from assessment_kit.analysis.ownership import counted_share
from assessment_kit.analysis.result import indicator, references

LEVELS = ("executive", "senior", "middle", "front_line")
LEVEL_NAMES = {
    "executive": "Executives",
    "senior": "Senior managers",
    "middle": "Middle managers",
    "front_line": "Front line",
}


def reporting_line(roles: pd.DataFrame) -> pd.DataFrame:
    """Each role's place in the line.

    Returns
    -------
    Indexed by role_id: superior (role id or NA), direct_reports (roles of the list that report to it), layer (1 = the top; NA
    where the line does not lead to a top: a role that stands alone in the list, or one whose line runs in a circle), circular
    (its line runs in a circle), upside_down (its superior is of a lower level; NA without a superior).
    """
    line = roles.set_index("role_id")
    superior = line["reports_to"].where(line["reports_to"].isin(line.index))
    reports = superior.value_counts().reindex(line.index, fill_value=0)
    layer = _layers(superior, reports)
    rank = line["level"].map({level: i for i, level in enumerate(LEVELS)})
    above = superior.map(rank)
    return pd.DataFrame(
        {
            "superior": superior, "direct_reports": reports.astype("Int64"), "layer": layer,
            "circular": superior.notna() & layer.isna(),
            "upside_down": (above > rank).astype("boolean").where(superior.notna()),
        }
    )  # fmt: skip


def _layers(superior: pd.Series, reports: pd.Series) -> pd.Series:
    """Layer by layer from the tops down, so that a circle is never entered."""
    layer = pd.Series(pd.NA, index=superior.index, dtype="Int64")
    current = superior.index[superior.isna() & reports.gt(0)]
    depth = 1
    while len(current):
        layer[current] = depth
        current = superior.index[superior.isin(current)]
        depth += 1
    return layer


def line_indicators(roles: pd.DataFrame) -> list[dict[str, object] | None]:
    """Layers, spans and oddities of the line; nothing where no role says to whom it reports."""
    line = reporting_line(roles)
    if not line["superior"].notna().any():
        return []
    placed = roles.set_index("role_id").assign(**line).reset_index()
    placed["refs"] = placed["row"].map(lambda row: (f"roles:{row}",))
    heads = placed[placed["direct_reports"] > 0].sort_values("direct_reports", ascending=False, kind="stable")
    rows: list[dict[str, object] | None] = [
        counted_share("roles.single_report", heads, heads["direct_reports"] == 1, label="title"),
        counted_share("roles.unattached", placed, placed["superior"].isna() & placed["direct_reports"].eq(0), label="title"),
        counted_share("roles.upside_down", placed, placed["upside_down"], label="title"),
        indicator("roles.span_median", float(heads["direct_reports"].median()), "count", len(heads), references("roles", heads)),
        indicator(
            "roles.widest_span", float(heads["direct_reports"].iloc[0]), "count", len(heads), references("roles", heads.head(1)),
            examples=(str(heads["title"].iloc[0]),),
        ),
    ]  # fmt: skip
    deep = placed[placed["layer"].notna()]
    if len(deep):
        last = deep[deep["layer"] == deep["layer"].max()]
        rows.append(
            indicator(
                "roles.layers",
                float(deep["layer"].max()),
                "count",
                len(deep),
                references("roles", deep),
                examples=tuple(last["title"]),
            )
        )
    return rows
