"""The delay of figures against their use: do decisions rest on figures that come late, and are late ones used at all (PW-08)?"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from assessment_kit.analysis.result import share


def figures(delays: pd.DataFrame) -> Iterator[dict[str, object] | None]:
    """Three shares over the figures of which delay, rhythm and use are known (`figure_delays`)."""
    told = delays[delays["used"].notna()].sort_values("of_period", ascending=False, kind="stable")
    used = told[told["used"].astype(bool)]
    late = told["late"].astype(bool)
    yield share("metrics.decided_on_late", used, used["late"].astype("boolean"), "metrics")
    yield share("metrics.late_figures_used", told[late], told.loc[late, "used"], "metrics")
    yield share("metrics.timely_figures_used", told[~late], told.loc[~late, "used"], "metrics")
