"""Do executives and the front line see the same? One statement, two levels, and the points between them."""

from __future__ import annotations

from assessment_kit.analysis.comparisons import difference_of_shares
from assessment_kit.analysis.confidentiality import Group, answering_groups
from assessment_kit.analysis.result import indicator
from assessment_kit.analysis.scoring import survey_scores
from assessment_kit.analysis.taking_part import asked_of
from assessment_kit.engagement.model import Engagement
from assessment_kit.method.model import Method

STATEMENT = "roles.who_answers"


def clarity_gap(engagement: Engagement, method: Method) -> dict[str, object] | None:
    """`roles.clarity_gap`: by how much more executives agree that they know who answers for their processes than the front line does.

    The value is a difference of two shares (−1 to 1) with its 95% interval, `count` the same in points. None where either level may not be shown by
    itself, be it too small or needed to protect another.
    """
    item = method.items.get(STATEMENT)
    if item is None or engagement.survey is None:
        return None
    scores = survey_scores(engagement, item)
    shown = {group.members for group in answering_groups(engagement, STATEMENT, "level")}
    if not {("executive",), ("front_line",)} <= shown:
        return None
    levels = engagement.survey.people["level"].take(scores.index.to_numpy())
    top, line = scores[levels == "executive"], scores[levels == "front_line"]
    population = engagement.settings.population.by_level
    one, other = (
        asked_of(Group((level,), len(own)), population) for level, own in (("executive", top), ("front_line", line))
    )
    apart = difference_of_shares(
        float((top >= 4).sum()),
        len(top),
        float((line >= 4).sum()),
        len(line),
        population_first=one,
        population_second=other,
    )
    if apart.value is None or apart.low is None or apart.high is None:
        return None
    return indicator(
        "roles.clarity_gap", apart.value, "share", len(top) + len(line), [f"survey:{STATEMENT}"], count=round(apart.value * 100),
        low=apart.low, high=apart.high, basis="sample",
    )  # fmt: skip
