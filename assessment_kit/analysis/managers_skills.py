"""What people say of managing together: six skills, each by itself (PM-68 … PM-73), and how meetings serve (PM-33, PM-67).

Interview scores run from 1 to 5 by described anchors; survey answers from 1 to 5 by agreement, turned where the statement is
reversed. A score is the mean of the two sources that are known, so that a large survey does not drown the interviews.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from scipy import special

from assessment_kit.analysis.intervals import score_interval, wilson
from assessment_kit.analysis.scoring import everybody, interview_scores, survey_scores
from assessment_kit.engagement.model import Engagement
from assessment_kit.method.model import Method
from assessment_kit.method.thresholds import Thresholds

SKILLS: dict[str, tuple[str, str]] = {
    "practices.skill_meetings": ("practices.meeting_skill", "Running meetings"),
    "practices.skill_diagnosis": ("practices.diagnosis", "Finding causes"),
    "practices.skill_criteria": ("practices.criteria", "Deciding by criteria"),
    "practices.skill_data": ("practices.conclusions", "Checking the data first"),
    "practices.skill_discussion": ("practices.discussion", "Discussing without quarrelling"),
    "practices.skill_whole": ("practices.own_unit", "Looking beyond one’s own unit"),
}
"""Indicator → the item that measures it, and its name for a chart."""

SAID: dict[str, tuple[str, str]] = {
    "practices.load_said": ("practices.meeting_load", "Time left beside meetings"),
    "practices.value_said": ("practices.meeting_value", "Meetings worth their time"),
    "practices.feeling_said": ("practices.managers_feel", "Content with how the place is managed"),
    "practices.alignment_said": ("practices.alignment_talk", "Functions pull the same way"),
    "practices.follow_up_said": ("practices.decisions_carried_out", "Decisions are carried out"),
    "practices.plan_said": ("practices.plan_followed", "The plan is followed up"),
}
"""As SKILLS, for other things that people say."""

COLUMNS = (
    "indicator_id", "item_id", "skill", "score", "low", "high", "n", "interview", "interview_low", "interview_high", "interviews",
    "agree", "agree_low", "agree_high", "answers", "refs", "weak", "scores",
)  # fmt: skip


def said(engagement: Engagement, method: Method, of: Mapping[str, tuple[str, str]] = SKILLS) -> pd.DataFrame:
    """One row per thing asked of which anything is known, lowest score first.

    Returns
    -------
    score, low, high : 1–5, both sources; n : interviews and survey answers together; interview … : the interviews' mean and
    interval; agree … : the share who agree (4 or 5) and its interval; interviews, answers : the n of each source; refs;
    weak : at or below the method’s weak_score, from enough answers.
    Survey answers below the least size of a group are left out.
    """
    told = interview_scores(engagement)
    rows = []
    for indicator_id, (item_id, name) in of.items():
        if item_id not in method.items:
            continue
        mine = told[told["item_id"] == item_id]
        answers = survey_scores(engagement, method.items[item_id]).to_numpy()
        if len(answers) < engagement.settings.minimum_group:
            answers = answers[:0]
        scores = mine["score"].to_numpy(dtype=float)
        if len(scores) or len(answers):
            refs = (*mine["ref"], *([f"survey:{item_id}"] if len(answers) else []))
            rows.append(
                {
                    "indicator_id": indicator_id,
                    "item_id": item_id,
                    "skill": name,
                    "refs": refs,
                    **_row(scores, answers, method.thresholds, everybody(engagement, len(answers))),
                    "scores": tuple(sorted(scores.tolist())),
                }
            )
    return pd.DataFrame(rows, columns=list(COLUMNS)).sort_values("score", kind="stable", ignore_index=True)


def _row(
    scores: np.ndarray, answers: np.ndarray, limits: Thresholds, population: int | None
) -> dict[str, float | bool]:
    agree = float((answers >= 4).sum())
    low, high = score_interval(scores, limits.seed)
    agree_low, agree_high = wilson(agree, len(answers), population=population)
    known = [s for s in (scores, answers) if len(s)]
    score = float(np.mean([s.mean() for s in known]))
    half = _half(known)
    return {
        "score": score, "low": float(np.clip(score - half, 1, 5)), "high": float(np.clip(score + half, 1, 5)), "n": len(scores) + len(answers),
        "interview": float(scores.mean()) if len(scores) else np.nan, "interview_low": low,
        "interview_high": high, "interviews": len(scores),
        "agree": agree / len(answers) if len(answers) else np.nan, "agree_low": agree_low, "agree_high": agree_high,
        "answers": len(answers),
        "weak": score <= limits.weak_score and len(scores) + len(answers) >= limits.answers.skill_least,
    }  # fmt: skip


def _half(sources: list[np.ndarray]) -> float:
    """Half the 95% interval of the mean of the sources' means; the errors add as variances, with Welch's degrees of freedom.

    NaN where one of the sources has fewer than three answers. Source: Welch (1947), Biometrika 34, 28–35.
    """
    if any(len(s) < 3 for s in sources):
        return float("nan")
    variances = np.array([s.var(ddof=1) / len(s) for s in sources]) / len(sources) ** 2
    total = variances.sum()
    if total == 0:
        return 0.0
    freedom = total**2 / sum(v**2 / (len(s) - 1) for v, s in zip(variances, sources, strict=True) if v > 0)
    return float(special.stdtrit(freedom, 0.975) * np.sqrt(total))
