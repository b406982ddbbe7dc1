"""Do those at the top and those in the line see the same company? Every statement of the survey, and how managers feel (PM-33).

Groups are those that may be shown (`confidentiality`): where the executives are too few, they stand together with the level below.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from assessment_kit.analysis.comparisons import benjamini_hochberg, difference_of_shares
from assessment_kit.analysis.confidentiality import Group
from assessment_kit.analysis.intervals import wilson
from assessment_kit.analysis.meeting_hours import LEVELS
from assessment_kit.analysis.result import indicator
from assessment_kit.analysis.survey_tally import Tally, tallies_by_item
from assessment_kit.analysis.taking_part import asked_of
from assessment_kit.engagement.model import Engagement
from assessment_kit.method.model import Item, Method

FEELING = "practices.managers_feel"
VIEW_COLUMNS = (
    "item_id", "step", "text", "reversed", "top", "line", "top_share", "top_low", "top_high", "top_n", "line_share", "line_low",
    "line_high", "line_n", "gap", "gap_low", "gap_high", "effect", "effect_low", "effect_high", "chance", "clear", "alike",
)  # fmt: skip
FEELING_COLUMNS = ("level", "label", "share", "low", "high", "n")


@dataclass(frozen=True)
class LevelViews:
    """Two views of the same company.

    views : one row per statement that both ends answered, widest gap first: item_id, step, text, reversed, top and line (names
        of the two groups), per group share (who agree; who do not agree with a reversed statement), low, high (Wilson) and n,
        gap (top less line) with its interval gap_low, gap_high, effect (Cohen's h) with effect_low, effect_high, chance (p-value after Benjamini and Hochberg over all statements)
        clear (bool: no more of these gaps may be chance than the method allows) and alike (bool: even the ends of the
        interval lie near each other).
    feelings : the statement on how one is managed, one row per group of levels from the top: level (id, several joined by +),
        label, share, low, high, n. feeling : its words.
    """

    views: pd.DataFrame
    feelings: pd.DataFrame
    feeling: str = ""


def level_views(engagement: Engagement, method: Method) -> LevelViews:
    """Compare the highest group of levels with the lowest, statement by statement."""
    stated = [item for item in method.items.values() if item.statement is not None]
    counted = {} if engagement.survey is None else tallies_by_item(engagement.survey, stated)
    rows = [row for item in stated if item.id in counted for row in _views(engagement, item, counted[item.id])]
    # a statement that fewer people answered may have its executives joined by another level: that is a different comparison
    usual = Counter((row[4], row[5]) for row in rows).most_common(1)
    views = pd.DataFrame(
        [r for r in rows if (r[4], r[5]) == usual[0][0]] if usual else [], columns=list(VIEW_COLUMNS[:-2])
    )
    views["chance"] = benjamini_hochberg(views["chance"].to_numpy(dtype=float))
    limits = method.thresholds.answers
    views["clear"] = views["chance"] <= limits.gap_chance
    views["alike"] = (views["gap_low"] > -limits.gap_alike) & (views["gap_high"] < limits.gap_alike)
    views = views.sort_values("gap", ascending=False, kind="stable", ignore_index=True)
    item = method.items.get(FEELING)
    told = list(_feelings(engagement, counted[item.id])) if item is not None and item.id in counted else []
    words = item.statement.text if item is not None and item.statement is not None else ""
    return LevelViews(views, pd.DataFrame(told, columns=list(FEELING_COLUMNS)), words)


def _views(engagement: Engagement, item: Item, tally: Tally) -> Iterator[tuple[Any, ...]]:
    groups = tally.groups("level", engagement.settings.minimum_group)
    if (
        len(groups) < 2
        or "executive" not in groups[0].members
        or "front_line" not in groups[-1].members
        or item.statement is None
    ):
        return
    everybody = [asked_of(group, engagement.settings.population.by_level) for group in (groups[0], groups[-1])]
    ends = [agreeing(engagement, tally.of_levels(group.members)) for group in (groups[0], groups[-1])]
    names = [group.name(LEVELS, "level") for group in (groups[0], groups[-1])]
    (top, *_, top_n), (line, *_, line_n) = ends
    apart = difference_of_shares(
        top * top_n, top_n, line * line_n, line_n, population_first=everybody[0], population_second=everybody[1]
    )
    if apart.value is not None:
        p = float(apart.value == 0) if apart.p is None else apart.p  # both groups known in full: nothing is chance
        gap = (apart.value, apart.low, apart.high, apart.effect, apart.effect_low, apart.effect_high, p)
        yield item.id, item.step, item.statement.text, item.statement.reversed, *names, *ends[0], *ends[1], *gap


def agreeing(engagement: Engagement, own: Tally) -> tuple[float, float, float, int]:
    """Share who agree of those of some levels, its interval (narrower where most of them answered), and how many answered."""
    population = asked_of(Group(own.levels, own.n), engagement.settings.population.by_level)
    return own.agree / own.n, *wilson(own.agree, own.n, population=population), own.n


def _feelings(engagement: Engagement, tally: Tally) -> Iterator[tuple[object, ...]]:
    for group in tally.groups("level", engagement.settings.minimum_group):
        own = tally.of_levels(group.members)
        yield "+".join(group.members), group.name(LEVELS, "level"), *agreeing(engagement, own)


def level_indicators(found: LevelViews) -> list[dict[str, object]]:
    """How many statements those at the top see clearly better, how many both ends see alike, the widest gap, how each level feels."""
    views, made = found.views, []
    if len(views):
        better = views[(views["gap"] > 0) & views["clear"]]
        alike = views[views["alike"]]
        shown = better if len(better) else views
        refs = [f"survey:{i}" for i in shown["item_id"]]
        first = views.iloc[0]
        made = [
            indicator("practices.rosier_at_top", len(better) / len(views), "share", len(views), refs, count=len(better), basis="sample",
                      examples=_quoted(better)),
            indicator("practices.views_alike", len(alike) / len(views), "share", len(views), [f"survey:{i}" for i in views["item_id"]],
                      count=len(alike), basis="sample"),
            indicator("practices.widest_gap", first["gap"], "share", int(first["top_n"] + first["line_n"]), [f"survey:{first['item_id']}"],
                      count=round(first["gap"] * 100), low=first["gap_low"], high=first["gap_high"], basis="sample",
                      examples=_quoted(views.head(1))),
        ]  # fmt: skip
    for row in found.feelings.to_dict("records"):
        made.append(
            indicator("practices.feeling_level", row["share"], "share", row["n"], [f"survey:{FEELING}"], subject=str(row["level"]),
                      count=round(row["share"] * row["n"]), low=row["low"], high=row["high"], basis="sample")
        )  # fmt: skip
    return made


def _quoted(rows: pd.DataFrame) -> tuple[str, ...]:
    """The statements in quotation marks; those that it is better to disagree with say so."""
    turned = zip(rows["text"], rows["reversed"], strict=True)
    return tuple(f"“{text.rstrip('.')}”{' (those who disagree)' if other_way else ''}" for text, other_way in turned)
