"""Do executives and the front line see the same? One statement, two levels, and the points between them."""

from __future__ import annotations

from assessment_kit.analysis.result import indicator
from assessment_kit.analysis.scoring import survey_scores
from assessment_kit.engagement.model import Engagement
from assessment_kit.method.model import Method

STATEMENT = "roles.who_answers"


def clarity_gap(engagement: Engagement, method: Method) -> dict[str, object] | None:
    """`roles.clarity_gap`: by how much more executives agree that they know who answers for their processes than the front line does.

    The value is a difference of two shares (−1 to 1), `count` the same in points. None below the smallest group that may be
    shown, for either level or for all the others together: they could be had by subtraction from the whole.
    """
    item = method.items.get(STATEMENT)
    if item is None or engagement.survey is None:
        return None
    scores = survey_scores(engagement, item)
    levels = engagement.survey.people["level"].reindex(scores.index)
    top, line = scores[levels == "executive"], scores[levels == "front_line"]
    rest, least = len(scores) - len(top) - len(line), engagement.settings.minimum_group
    if min(len(top), len(line)) < least or 0 < rest < least:
        return None
    gap = float((top >= 4).mean() - (line >= 4).mean())
    return indicator(
        "roles.clarity_gap",
        gap,
        "share",
        len(top) + len(line),
        [f"survey:{STATEMENT}"],
        count=round(gap * 100),
        basis="sample",
    )
