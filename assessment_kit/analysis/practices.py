"""Step 4, how managers manage together: calendar, hours, quality of meetings, overlaps, cascade, alignment and skills.

What follows from the single meeting is in `meeting_hours` and `meeting_quality`, dates in `calendar`, repeated work in `overlaps`, levels and alignment in
`review_cascade`, kinds of work and the plan in `joint_work`, and the answers on skills in `managers_skills`.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, cast

import pandas as pd

from assessment_kit.analysis.calendar import unfold
from assessment_kit.analysis.joint_work import joint_work, looks_at_plan, plan_by_month, year_rhythm
from assessment_kit.analysis.level_views import level_indicators, level_views
from assessment_kit.analysis.managers_skills import SAID, said
from assessment_kit.analysis.meeting_hours import (
    LEVELS,
    hours_by_level,
    hours_by_purpose,
    hours_by_role,
    meetings_with_hours,
)
from assessment_kit.analysis.meeting_quality import quality, quality_indicators
from assessment_kit.analysis.overlaps import overlaps, repeated_hours
from assessment_kit.analysis.past_attempts import attempt_indicators, past_attempts
from assessment_kit.analysis.practices_gaps import gaps
from assessment_kit.analysis.result import (
    StepResult,
    indicator,
    indicators_frame,
    references,
    share,
)
from assessment_kit.analysis.review_cascade import (
    ALIGNING,
    REVIEWS,
    alignment_conversations,
    brings_executives_together,
    levels_in_reviews,
    links_between_levels,
    roles_in_reviews,
)
from assessment_kit.analysis.scoring import item_indicators
from assessment_kit.analysis.to_be_calendar import to_be_calendar, to_be_indicators
from assessment_kit.engagement.model import Engagement
from assessment_kit.method.model import Method

Row = dict[str, object]


def analyse(engagement: Engagement, method: Method) -> StepResult:
    """How managers plan, review and decide together.

    Tables
    ------
    meetings : the list with what `meetings_with_hours` adds, and plan, whether the plan is on the agenda.
    dates : meeting_id, date, in the calendar year of the assessment.
    roles, levels, purposes : hours, see `meeting_hours`. quality : check, question, yes, no, unknown, share, hours_share.
    overlaps : pairs, see `overlaps`. cascade, links : see `review_cascade`.
    joint_work, year_rhythm, plan : see `joint_work`. alignment : the conversations, see `review_cascade`.
    skills, said : see `managers_skills`. to_be_changes, to_be_levels : see `to_be_calendar`.
    views, feelings (with the `text` of the statement) : see `level_views`. attempts : see `past_attempts`.
    """
    roles, limits = engagement.table("roles"), method.thresholds
    meetings = meetings_with_hours(engagement.table("meetings"), roles, limits.meetings)
    meetings["plan"] = looks_at_plan(meetings)
    known = limits.meetings.purposes_known
    dates = unfold(meetings, dt.date(engagement.settings.date.year, 1, 1))
    role_hours = hours_by_role(meetings, roles, limits.meetings)
    pairs = overlaps(meetings, limits.overlaps)
    seen, attempts = level_views(engagement, method), past_attempts(engagement, method)
    proposal = to_be_calendar(meetings, pairs, engagement.table("processes"), roles, limits)
    tables = {
        "meetings": meetings, "dates": dates, "roles": role_hours, "levels": hours_by_level(role_hours, limits.meetings),
        "purposes": hours_by_purpose(meetings), "quality": quality(meetings), "overlaps": pairs,
        "cascade": levels_in_reviews(meetings, roles), "links": links_between_levels(meetings, roles),
        "joint_work": joint_work(meetings, known), "year_rhythm": year_rhythm(meetings, known), "plan": plan_by_month(meetings, dates, known),
        "alignment": alignment_conversations(meetings, roles, limits.meetings.executives_share), "skills": said(engagement, method), "said": said(engagement, method, SAID),
        "to_be_changes": proposal.changes, "to_be_levels": proposal.levels,
        "views": seen.views, "feelings": seen.feelings.assign(text=seen.feeling), "attempts": attempts,
    }  # fmt: skip
    rows: list[Row | None] = [
        *_time(meetings, tables["roles"], tables["levels"]),
        *quality_indicators(meetings),
        *_overlaps(meetings, pairs),
        *to_be_indicators(proposal),
        *_calendar(meetings, tables),
        *_cascade(meetings, roles, tables),
        *(
            _alignment(meetings, roles, tables["alignment"], limits.meetings.executives_share)
            if _executives_of_functions(roles)
            else []
        ),
        *_said(tables["skills"]),
        *_said(tables["said"]),
        _weak_skills(tables["skills"], limits.answers.skill_least),
        *level_indicators(seen),
        *attempt_indicators(attempts),
        *item_indicators(
            engagement, (i for i in method.items.values() if i.step == "practices"), method.thresholds.seed
        ),
    ]
    indicators = indicators_frame(rows)
    open_ = gaps(engagement, method, tables, set(indicators["indicator_id"]))
    return StepResult("practices", indicators, tables, tuple(open_), limits=limits)


def _time(meetings: pd.DataFrame, role_hours: pd.DataFrame, levels: pd.DataFrame) -> list[Row | None]:
    """How much time meetings take, and of whom."""
    timed = meetings[meetings["hours"].notna()]
    rows: list[Row | None] = [share("practices.hours_known", meetings, meetings["hours"].notna(), "meetings")]
    if len(meetings):
        rows.append(
            indicator("practices.meetings", len(meetings), "count", len(meetings), references("meetings", meetings), count=len(meetings))
        )  # fmt: skip
    if timed.empty:
        return rows
    total = float(timed["hours"].sum())
    listed = role_hours.dropna(subset=["row"])  # attendees who are on the list of roles
    most = timed.sort_values("hours", ascending=False, kind="stable")
    rows.append(
        indicator(
            "practices.hours", total, "hours", len(timed), references("meetings", most), examples=tuple(most["name"])
        )
    )
    rows += [
        _share_of_hours("practices.hours_on_process", timed, timed["process_performance_on_agenda"]),
        _share_of_hours("practices.doubtful_hours", timed, timed["doubtful"]),
        share("practices.overloaded_roles", listed, listed["heavy"], "roles", label="title"),
    ]  # fmt: skip
    for level in levels.itertuples():
        rows.append(
            _hours_each("practices.level_hours", str(level.level), role_hours[role_hours["level"] == level.level])
        )
    executives = role_hours[role_hours["level"] == "executive"]
    if len(executives):
        rows.append(_hours_each("practices.hours_per_executive", "", executives))
    for role in _records(listed):
        rows.append(
            indicator("practices.role_hours", role["hours"], "hours", role["meetings"], [f"roles:{role['row']}"],
                      subject=role["role_id"], examples=(role["title"],))
        )  # fmt: skip
    return rows


def _hours_each(indicator_id: str, subject: str, role_hours: pd.DataFrame) -> Row:
    """Hours a year per role of one level."""
    return indicator(
        indicator_id, float(role_hours["hours"].mean()), "hours", len(role_hours), references("roles", role_hours), subject=subject,
        examples=tuple(role_hours["title"]),
    )  # fmt: skip


def _share_of_hours(indicator_id: str, timed: pd.DataFrame, counted: pd.Series) -> Row | None:
    """The share of the hours in the meetings that are counted, over the hours of those in which it is known; None where less than
    half of the hours are.
    """
    known = counted.astype("boolean").dropna()
    hours = timed.loc[known.index, "hours"]
    if not hours.sum() > 0 or hours.sum() < timed["hours"].sum() / 2:
        return None
    hits = timed.loc[known.index[known.astype(bool)]].sort_values("hours", ascending=False, kind="stable")
    part = float(hits["hours"].sum())
    shown = hits if len(hits) else timed.loc[known.index]
    return indicator(
        indicator_id, part / float(hours.sum()), "share", round(float(hours.sum())), references("meetings", shown),
        count=round(part), examples=tuple(hits["name"]),
    )  # fmt: skip


def _overlaps(meetings: pd.DataFrame, pairs: pd.DataFrame) -> list[Row | None]:
    """Meetings that repeat another one; comparable are those with people named and a purpose or topics."""
    comparable = meetings[meetings["size"].notna() & (meetings["purpose"].notna() | meetings["topics"].map(len).gt(0))]
    if len(comparable) < 2:
        return []
    sure, possible = pairs[pairs["sure"].astype(bool)], pairs[~pairs["sure"].astype(bool)]
    names, maybe = ([f"{p['a_name']} with {p['b_name']}" for p in _records(some)] for some in (sure, possible))
    found, near = (meetings[meetings["meeting_id"].isin({*some["a"], *some["b"]})] for some in (sure, possible))
    evidence = references("meetings", found if len(found) else comparable)
    rows: list[Row | None] = [
        indicator("practices.overlapping", len(found) / len(comparable), "share", len(comparable), evidence, count=len(found),
                  examples=names),
        indicator("practices.overlap_pairs", len(sure), "count", len(comparable), evidence, count=len(sure), examples=names),
        indicator("practices.possible_overlaps", len(possible), "count", len(comparable),
                  references("meetings", near if len(near) else comparable), count=len(possible), examples=maybe),
    ]  # fmt: skip
    if comparable["hours"].notna().any():
        hours = repeated_hours(sure, meetings)
        rows.append(indicator("practices.repeated_hours", hours, "hours", len(sure), evidence, examples=names))
    return rows


def _calendar(meetings: pd.DataFrame, tables: dict[str, pd.DataFrame]) -> list[Row | None]:
    """Kinds of joint work, the rhythm of the year, and the plan on the agendas."""
    rows: list[Row | None] = []
    for name, table in (("practices.joint_work", "joint_work"), ("practices.year_rhythm", "year_rhythm")):
        kinds = tables[table]
        if len(kinds):
            present = kinds["present"].astype(bool)
            evidence = sorted({row for found in kinds["rows"] for row in found})
            rows.append(
                indicator(name, present.mean(), "share", len(kinds), [f"meetings:{r}" for r in evidence], count=int(present.sum()),
                          examples=tuple(kinds.loc[~present, "kind"].str.lower()))
            )  # fmt: skip
    plan = tables["plan"]
    if len(plan):
        on = meetings[meetings["plan"].fillna(False).astype(bool)]
        held = int(plan["meetings"].gt(0).sum())
        shown = on if len(on) else meetings
        rows.append(
            indicator(
                "practices.plan_months",
                held,
                "months",
                12,
                references("meetings", shown),
                count=held,
                examples=tuple(on["name"]),
            )
        )
        reviews = meetings[meetings["purpose"].isin(("quarterly_review", "monthly_review"))]
        rows.append(share("practices.plan_in_reviews", reviews, reviews["plan"], "meetings"))
    return rows


def _cascade(meetings: pd.DataFrame, roles: pd.DataFrame, tables: dict[str, pd.DataFrame]) -> list[Row | None]:
    """Who sits in reviews, level by level, and whether the levels are joined."""
    if not meetings["size"].notna().any() or not meetings["purpose"].notna().any() or roles.empty:
        return []
    seated = roles_in_reviews(meetings, roles)
    # who is named in no meeting at all is not known: the list may leave out the meetings of whole groups
    met = {person for people in meetings["people"] for person in people}
    seated = seated.astype("boolean").where(roles["role_id"].isin(met))
    rows = [share("practices.roles_in_reviews", roles, seated, "roles", label="title")]
    for level in LEVELS:
        here = roles[roles["level"] == level]
        rows.append(
            share("practices.roles_in_reviews", here, seated[here.index], "roles", subject=level, label="title")
        )
    links = tables["links"].dropna(subset="linked")
    if len(links):
        linked = links["linked"].astype(bool)
        reviews = meetings[meetings["purpose"].isin(REVIEWS)]
        evidence = references("meetings", reviews) or references("roles", roles)
        rows.append(
            indicator("practices.levels_linked", linked.mean(), "share", len(links), evidence, count=int(linked.sum()),
                      examples=tuple(links.loc[~linked, "name"].str.lower()))
        )  # fmt: skip
    return rows


def _alignment(meetings: pd.DataFrame, roles: pd.DataFrame, talks: pd.DataFrame, enough: float) -> list[Row | None]:
    """Is there a regular and structured conversation of the executives across functions, and is the plan on its agenda?"""
    if not meetings["functions"].map(len).gt(0).any() or not meetings["purpose"].notna().any():
        return []
    structured = talks[talks["structured"].fillna(False).astype(bool)]
    if structured.empty and (talks["structured"].isna().any() or _may_align(meetings, roles, enough).any()):
        return []
    shown = structured if len(structured) else talks if len(talks) else meetings
    names = tuple(structured["name"])
    times = float(structured["per_year"].max()) if len(structured) else 0.0
    on_plan = structured[structured["plan"].fillna(False).astype(bool)]
    plan_times = float(on_plan["per_year"].max()) if len(on_plan) else 0.0
    return [
        indicator("practices.alignment_conversations", len(structured), "count", len(talks), references("meetings", shown),
                  count=len(structured), examples=names),
        indicator("practices.alignment_times", times, "count", len(structured), references("meetings", shown), count=times,
                  examples=names),
        share("practices.alignment_on_plan", structured, structured["plan"], "meetings"),
        indicator("practices.alignment_plan_times", plan_times, "count", len(on_plan),
                  references("meetings", on_plan if len(on_plan) else shown), count=plan_times, examples=tuple(on_plan["name"]))
        if structured["plan"].notna().any() else None,
    ]  # fmt: skip


def _may_align(meetings: pd.DataFrame, roles: pd.DataFrame, enough: float) -> pd.Series:
    """Reviews whose people are not named, and meetings of the executives whose purpose is not: one of them may be the conversation."""
    nobody_named = meetings["purpose"].isin(ALIGNING) & meetings["size"].isna()
    return nobody_named | (meetings["purpose"].isna() & brings_executives_together(meetings, roles, enough))


def _executives_of_functions(roles: pd.DataFrame) -> bool:
    """There are executives, and they stand for functions: several who all stand in one are a body, like a committee."""
    executives = roles[roles["level"] == "executive"]
    return len(executives) > 0 and not (len(executives) > 1 and len(set(executives["function"].dropna())) == 1)


def _said(found: pd.DataFrame) -> list[Row | None]:
    """What people say, each thing by itself, 1–5."""
    return [
        indicator(s["indicator_id"], s["score"], "score", s["n"], s["refs"], low=s["low"], high=s["high"], basis="sample",
                  examples=(s["skill"],))
        for s in _records(found)
    ]  # fmt: skip


def _weak_skills(found: pd.DataFrame, enough: int) -> Row | None:
    """How many of the skills asked about fall short."""
    found = found[found["n"] >= enough]
    if found.empty:
        return None
    weak = found[found["weak"].astype(bool)]
    refs = tuple(ref for refs in (weak if len(weak) else found)["refs"] for ref in refs)
    return indicator(
        "practices.skills_weak", len(weak) / len(found), "share", len(found), refs, count=len(weak), basis="sample",
        examples=tuple(weak["skill"].str.lower()),
    )  # fmt: skip


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return cast(list[dict[str, Any]], frame.to_dict("records"))
