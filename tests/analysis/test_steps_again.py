"""After an edit only the steps that it touched are analysed anew, and what comes out is what a whole run gives."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from assessment_kit.analysis.steps import Analysed, each
from assessment_kit.engagement import read
from assessment_kit.engagement.model import Engagement
from assessment_kit.method import load_method
from assessment_kit.method.model import STEPS, Step
from assessment_kit.shipped import SAMPLE_CLIENTS

METHOD = load_method()


@pytest.fixture(scope="module")
def before() -> tuple[Engagement, dict[Step, Analysed]]:
    engagement = read(SAMPLE_CLIENTS / "northmoor", items=lambda _: METHOD.items)
    return engagement, each(engagement, METHOD)


def _same(one: dict[Step, Analysed], other: dict[Step, Analysed]) -> None:
    for step in STEPS:
        a, b = one[step].result, other[step].result
        pd.testing.assert_frame_equal(a.indicators, b.indicators)
        assert list(a.tables) == list(b.tables)
        for name, frame in a.tables.items():
            pd.testing.assert_frame_equal(frame, b.tables[name])
        assert a.not_assessed == b.not_assessed


def test_without_a_change_nothing_is_done_again(before: tuple[Engagement, dict[Step, Analysed]]) -> None:
    engagement, done = before
    again = each(replace(engagement, decisions={"letters": {}}), METHOD, engagement, done)
    assert all(again[step] is done[step] for step in STEPS)


@pytest.mark.parametrize("step", STEPS)
def test_an_answer_touches_its_own_step_alone(before: tuple[Engagement, dict[Step, Analysed]], step: Step) -> None:
    engagement, done = before
    answers = engagement.answers.copy()
    mine = answers["item_id"].isin([i.id for i in METHOD.items.values() if i.step == step]) & answers["score"].notna()
    answers.loc[mine, "score"] = 6 - answers.loc[mine, "score"]
    now = replace(engagement, answers=answers)
    again = each(now, METHOD, engagement, done)
    assert [s for s in STEPS if again[s] is not done[s]] == [step]
    _same(again, each(now, METHOD))


@pytest.mark.parametrize("table", ["processes", "responsibilities", "metrics", "meetings"])
def test_a_row_less_touches_every_step_that_reads_the_list(
    before: tuple[Engagement, dict[Step, Analysed]], table: str
) -> None:
    engagement, done = before
    now = replace(engagement, tables={**engagement.tables, table: engagement.tables[table].iloc[1:]})
    again = each(now, METHOD, engagement, done)
    assert any(again[s] is not done[s] for s in STEPS)
    _same(again, each(now, METHOD))


def test_another_setting_touches_all(before: tuple[Engagement, dict[Step, Analysed]]) -> None:
    engagement, done = before
    now = replace(engagement, settings=engagement.settings.model_copy(update={"minimum_group": 9}))
    again = each(now, METHOD, engagement, done)
    assert not any(again[s] is done[s] for s in STEPS)
