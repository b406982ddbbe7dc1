"""Whom to ask what in the minutes there are: worked by hand, and against every possible plan of tiny cases."""

from __future__ import annotations

import ctypes
import datetime as dt
import os
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment_kit.analysis import interview_choice
from assessment_kit.analysis.informants import Informant, informants
from assessment_kit.analysis.interview_choice import deal
from assessment_kit.analysis.interview_plan import InterviewPlan, plan_interviews
from assessment_kit.analysis.silence import silent
from assessment_kit.engagement.model import Engagement
from assessment_kit.method import load_method
from assessment_kit.method.model import FACETS, Item, Method
from tests.builders import engagement

REAL = load_method()
LEVELS = ("executive", "senior", "middle", "front_line")


def item(
    name: str,
    *,
    facet: str | None = "E5.exists",
    salience: int = 2,
    minutes: float = 5,
    audience: Sequence[str] = ("executive", "senior"),
) -> Item:
    element, kind = (facet or ".").split(".")
    return Item.model_validate(
        {
            "id": f"roles.{name}", "seed": ["PM-34"], "step": "roles", "element": element or None, "facet": kind or None,
            "topic": name, "question": f"{name}?", "anchors": {"low": "no", "middle": "so", "high": "yes"},
            "audience": list(audience), "salience": salience, "minutes": minutes,
        }
    )  # fmt: skip


def method(
    items: Iterable[Item], *, informants: int = 2, setup: float = 10, longest: float = 60, shortest: float = 5
) -> Method:
    rapid = REAL.thresholds.rapid.model_copy(
        update={"setup_minutes": setup, "longest_minutes": longest, "shortest_minutes": shortest}
    )
    limits = REAL.thresholds.model_copy(update={"minimum_interviews": informants, "rapid": rapid})
    return REAL.model_copy(update={"items": {i.id: i for i in items}, "thresholds": limits})


def client(roles: Sequence[str], told: Mapping[int, Mapping[str, str]] | None = None, **changed: Any) -> Engagement:
    """Roles r0, r1 … by level; `told` says which of them gave which answer: a status, or a score."""
    rows = [
        {"role_id": f"r{n}", "title": f"Role {n}", "level": level, "function": f"F{n}"} for n, level in enumerate(roles)
    ]
    said = [
        {"interview": f"i{n}", "respondent": f"r{n}", "level": roles[n], "function": f"F{n}", "item_id": f"roles.{name}"}
        | ({"status": word} if word in ("na", "unknown", "not_asked") else {"score": float(word)})
        for n, answers in (told or {}).items() for name, word in answers.items()
    ]  # fmt: skip
    return engagement(roles=rows, interviews=said, **changed)


def asked(plan: InterviewPlan) -> dict[str, list[str]]:
    return {str(i.informant.role_id): [q.topic for q in i.items] for i in plan.interviews}


# --- worked by hand ------------------------------------------------------------------------------------------------------


def test_each_facet_is_asked_once_before_one_is_asked_twice() -> None:
    # 45 minutes: two interviews cost 20, five items 25. Salience alone would ask `dear` twice and leave `cheap` out.
    items = [
        item("dear", salience=3),
        item("cheap", facet="E5.works", salience=1),
        item("third", facet="E5.carries_process", salience=1),
    ]
    plan = plan_interviews(client(["senior", "senior"]), method(items), 25)
    assert asked(plan) == {"r0": ["dear", "cheap", "third"]}
    assert (plan.heard, plan.used) == (3, 25)
    plan = plan_interviews(client(["senior", "senior"]), method(items), 20)
    assert asked(plan) == {"r0": ["dear", "cheap"]} or asked(plan) == {"r0": ["dear", "third"]}


def test_then_the_more_telling_item_is_asked() -> None:
    items = [item("dull", salience=1), item("telling", salience=3)]
    assert asked(plan_interviews(client(["senior"]), method(items), 15)) == {"r0": ["telling"]}


def test_another_level_is_heard_before_more_is_asked() -> None:
    # with 40 minutes: one interview of six items, or two levels with two items each
    items = [item(f"q{n}", salience=3) for n in range(6)]
    plan = plan_interviews(client(["executive", "senior"]), method(items), 40)
    assert sorted(asked(plan)) == ["r0", "r1"]
    assert plan.levels == 2
    assert plan.salience == 4 * 3


def test_an_element_gets_enough_informants_before_single_items_do() -> None:
    # 50 minutes: two people, six answers. Twice each facet settles the element; the telling extra item waits.
    items = [
        *(item(f.replace("_", ""), facet=f"E5.{f}", salience=1) for f in FACETS),
        item("extra", facet=None, salience=3),
    ]
    plan = plan_interviews(client(["senior", "senior"]), method(items), 50)
    assert plan.settled == 1
    assert all("extra" not in names for names in asked(plan).values())
    assert plan.not_assessed == ()


def test_nobody_is_asked_what_is_not_for_his_or_her_level() -> None:
    items = [item("top", audience=["executive"]), item("line", audience=["front_line"], facet="E5.works")]
    plan = plan_interviews(client(["executive", "front_line", "middle"]), method(items), 200)
    assert asked(plan) == {"r0": ["top"], "r1": ["line"]}
    assert [(left.item.topic, left.lacking, left.why) for left in plan.left_out] == [
        ("top", 1, "nobody"),
        ("line", 1, "nobody"),
    ]


def test_what_was_answered_is_not_asked_again() -> None:
    items = [item("a"), item("b", facet="E5.works"), item("c", facet="E5.carries_process")]
    told = {0: {"a": "3", "b": "unknown"}, 1: {"a": "4"}}
    plan = plan_interviews(client(["senior", "senior"], told), method(items), 200)
    # two have answered a: enough. The first does not know b, so only the second can be asked about it; both about c.
    assert asked(plan) == {"r0": ["c"], "r1": ["b", "c"]}
    assert {(c.facet, c.before, c.reached) for c in plan.cover} == {
        ("exists", 2, 2),
        ("works", 0, 1),
        ("carries_process", 0, 2),
    }
    assert [gap.why for gap in plan.not_assessed] == ["Too few are asked whether it works (one of two people)."]


def test_somebody_new_is_asked_rather_than_one_who_spoke_already() -> None:
    items = [item("a"), item("b", facet="E5.works")]
    plan = plan_interviews(client(["senior", "senior", "senior"], {0: {"a": "3"}}), method(items), 60)
    assert set(asked(plan)) == {"r1", "r2"}


def test_the_same_person_adds_no_second_informant_to_a_facet() -> None:
    items = [item("a"), item("b")]
    plan = plan_interviews(client(["senior"], {0: {"a": "3"}}), method(items), 60)
    assert asked(plan) == {"r0": ["b"]}
    assert [(c.before, c.reached) for c in plan.cover] == [(1, 1)]
    assert plan.settled == 0


def test_the_set_up_counts_and_no_time_means_no_interview() -> None:
    items = [item("a", minutes=5)]
    assert plan_interviews(client(["senior"]), method(items, setup=10), 14.5).interviews == ()
    assert plan_interviews(client(["senior"]), method(items, setup=10), 15).used == 15


def test_interviews_are_no_longer_than_may_be() -> None:
    items = [item(f"q{n}", minutes=10, facet=None) for n in range(6)]
    plan = plan_interviews(client(["senior"] * 3), method(items, informants=1, longest=20), 300)
    assert sorted(len(names) for names in asked(plan).values()) == [2, 2, 2]


def test_no_minute_is_spent_for_nothing() -> None:
    plan = plan_interviews(client(["senior"] * 6), method([item("a")], informants=1), 500)
    assert plan.used == 15
    assert plan.later == 0


def test_people_come_from_functions_that_were_heard_least() -> None:
    people = [
        {"role_id": name, "title": name, "level": "senior", "function": function}
        for name, function in (("a", "Sales"), ("b", "Sales"), ("c", "Finance"), ("d", "IT"))
    ]
    said = [
        {
            "interview": "x",
            "respondent": "x",
            "level": "middle",
            "function": "Finance",
            "item_id": "roles.a",
            "score": 2.0,
        }
    ]
    plan = plan_interviews(engagement(roles=people, interviews=said), method([item("a"), item("b")], informants=3), 45)
    assert set(asked(plan)) == {"a", "d"}


def test_without_a_list_of_roles_levels_are_named() -> None:
    plan = plan_interviews(engagement(), method([item("a", audience=["middle"])]), 60)
    assert [(i.informant.title, i.informant.level) for i in plan.interviews] == [("", "middle"), ("", "middle")]
    here = engagement(settings={"population": {"by_level": {"executive": 3}}})
    assert plan_interviews(here, method([item("a", audience=["middle"])]), 60).interviews == ()


def test_the_plan_asks_more_people_where_that_makes_an_open_letter_firmer() -> None:
    items = [item("a"), item("b", facet="E1.exists"), item("c", facet=None)]
    told = {n: {"a": "3", "b": "3", "c": "3"} for n in range(2)}
    here = client(["senior"] * 4, told)
    assert plan_interviews(here, method(items), 200).interviews == ()
    again = plan_interviews(here, method(items), 200, elements=[], worth={"E5.exists": (0.1, 0.05, 0.02)})
    assert asked(again) == {"r2": ["a"], "r3": ["a"]}, "those who have not been asked"
    assert [(c.element.id, c.facet, c.before, c.reached) for c in again.cover] == [("E5", "exists", 2, 4)]


def test_minutes_go_where_they_make_letters_firmer() -> None:
    # 35 minutes: two people at 10 + 5 each, or one person with both questions (20). Facet E1 is worth 0.1 and then 0.09, facet E5
    # 0.12 and then nothing: 0.12 + 0.1 for one who is asked both, and 0.09 more for a second who is asked about E1: 10 + 10 + 10 + 5.
    items = [item("a", salience=3), item("b", facet="E1.exists", salience=1)]
    told = {n: {"a": "3", "b": "3"} for n in range(2)}
    worth = {"E5.exists": (0.12, 0.0), "E1.exists": (0.1, 0.09)}
    here = client(["senior"] * 5, told)
    plan = plan_interviews(here, method(items), 35, elements=[], worth=worth)
    assert sorted(map(sorted, asked(plan).values())) == [["a", "b"], ["b"]]
    # in 20 minutes there is room for one; without worth, the more salient would be asked twice
    assert asked(plan_interviews(here, method(items), 20, elements=[], worth=worth)) == {"r2": ["a", "b"]}


def test_an_open_letter_is_not_made_firm_by_one_level_alone() -> None:
    worth = {"E5.exists": (0.1, 0.1, 0.1, 0.1)}
    people = ["senior"] * 6 + ["executive"] * 6
    plan = plan_interviews(client(people), method([item("a")]), 200, elements=[], worth=worth)
    levels = [i.informant.level for i in plan.interviews]
    assert sorted(levels) == ["executive", "executive", "senior", "senior"]


def test_facets_that_lists_settle_need_no_informants() -> None:
    items = [item("a"), item("b", facet="E5.works")]
    plan = plan_interviews(client(["senior"]), method(items), 20, elsewhere=["E5.exists", "E5.works"])
    assert plan.not_assessed == ()
    assert all(c.settled for c in plan.cover)


def test_the_date_of_return_is_the_agreed_one_or_follows_from_the_method() -> None:
    agreed = client(["senior"], settings={"return_date": dt.date(2027, 3, 15)})
    assert plan_interviews(agreed, method([item("a")]), 60).return_date == dt.date(2027, 3, 15)
    open_ = client(["senior"], settings={"date": dt.date(2026, 10, 1)})
    assert plan_interviews(open_, method([item("a")]), 60).return_date == dt.date(2027, 1, 29)  # 120 days on


def test_an_interview_belongs_to_its_role_by_id_or_by_level_and_function() -> None:
    here = client(["senior", "senior"], {1: {"a": "3"}})
    assert [(o.role_id, o.interview) for o in informants(here, 3)] == [("r0", None), ("r1", "i1")]
    by_place = engagement(
        roles=[{"role_id": "x", "title": "X", "level": "middle", "function": "Sales"}],
        interviews=[
            {"interview": "i", "level": "middle", "function": "sales", "item_id": "roles.a", "score": 1.0},
            {"interview": "j", "level": "middle", "function": "Sales", "item_id": "roles.a", "score": 1.0},
        ],
    )  # fmt: skip
    assert [(o.role_id, o.title, o.interview) for o in informants(by_place, 3)] == [("x", "X", "i"), ("j", "", "j")]


# --- the real method -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("minutes", [30, 90, 180])
def test_a_plan_of_the_real_method_keeps_its_promises(minutes: int) -> None:
    here = client(["executive"] * 3 + ["senior"] * 4 + ["middle"] * 4 + ["front_line"])
    plan = plan_interviews(here, REAL, minutes)
    rapid, need = REAL.thresholds.rapid, REAL.thresholds.minimum_interviews
    assert plan.used == sum(i.minutes + rapid.setup_minutes for i in plan.interviews) <= minutes
    times: dict[str, int] = defaultdict(int)
    for interview in plan.interviews:
        assert interview.items
        assert len({i.id for i in interview.items}) == len(interview.items)
        assert all(interview.informant.level in i.audience for i in interview.items)
        for one in interview.items:
            times[one.id] += 1
    assert max(times.values()) <= need
    assert len({i.informant.role_id for i in plan.interviews}) == len(plan.interviews)
    assert {left.item.id: left.lacking for left in plan.left_out} == {
        i: need - times[i] for i in REAL.items if times[i] < need
    }
    if minutes == 180:
        assert plan.heard == 24
        assert plan.levels == 4


def test_the_same_input_gives_the_same_plan_whatever_the_order_of_the_answers() -> None:
    told = {0: dict.fromkeys([i.id.removeprefix("roles.") for i in REAL.items.values() if i.step == "roles"], "3")}
    here = client(["executive", "senior", "middle"], told)
    turned = Engagement(here.folder, here.settings, here.tables, here.answers.iloc[::-1])
    first = plan_interviews(here, REAL, 60)
    assert plan_interviews(here, REAL, 60) == first
    assert asked(plan_interviews(turned, REAL, 60)) == asked(first)


def test_where_time_is_too_short_the_plan_is_sound_and_says_how_far_it_may_be_from_the_best(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    here = client(["executive"] * 3 + ["senior"] * 4 + ["middle"] * 4 + ["front_line"])
    best = plan_interviews(here, REAL, 90)
    assert best.proven == 1.0
    monkeypatch.setattr(interview_choice, "PATIENCE", 0.0)
    hasty = plan_interviews(here, REAL, 90)
    assert hasty.used <= 90
    assert 0 <= hasty.proven < 1.0
    assert hasty.heard <= best.heard


def test_an_aim_that_is_a_cost_is_told_the_same_way() -> None:
    assert interview_choice._share(80, 100) == 0.8
    assert interview_choice._share(-100, -80) == 0.8
    assert interview_choice._share(0, 10) == 0
    assert interview_choice._share(5, 5) == interview_choice._share(-5, -5) == 1


def test_the_solver_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    plan_interviews(client(["senior"] * 3), REAL, 60)
    with silent():
        os.write(1, b"from C\n")
        ctypes.CDLL(None).puts(b"from C's buffer")
    assert capfd.readouterr().out == ""
    os.write(1, b"after\n")
    assert capfd.readouterr().out == "after\n"


# --- against every possible plan -----------------------------------------------------------------------------------------


def _best(
    people: Sequence[Informant], items: Sequence[Item], rules: Method, minutes: float
) -> tuple[int, int, int, int]:
    """The best value over every way to hand items to people, tried one by one."""
    need, rapid = rules.thresholds.minimum_interviews, rules.thresholds.rapid
    wanted = {i.id: max(0, need - sum(i.id in p.answered for p in people)) for i in items}
    hands = [
        [h for size in range(len(items) + 1) for h in combinations([i for i in items if p.level in i.audience and i.id not in p.settled], size)]
        for p in people
    ]  # fmt: skip
    facets = {(i.element, i.facet) for i in items if i.element}
    before = {
        f: [n for n, p in enumerate(people) if any((i.element, i.facet) == f and i.id in p.answered for i in items)]
        for f in facets
    }
    silent = {p.level for p in people} - {p.level for p in people if p.answered}
    best = (0, 0, 0, 0)
    for dealt in product(*hands):
        groups: dict[Any, list[float]] = defaultdict(list)
        for p, hand in zip(people, dealt, strict=True):
            if hand:
                groups[p.level, p.answered, p.settled].append(sum(i.minutes for i in hand))
        times = [sum(i in hand for hand in dealt) for i in items]
        if any(n > wanted[i.id] for n, i in zip(times, items, strict=True)):
            continue
        if any(sum(own) > rapid.longest_minutes * len(own) for own in groups.values()):
            continue
        if sum(sum(own) + rapid.setup_minutes * len(own) for own in groups.values()) > minutes:
            continue
        who = {
            f: {*before[f], *(n for n, h in enumerate(dealt) if any((i.element, i.facet) == f for i in h))}
            for f in facets
        }
        heard = sum(not before[f] and bool(who[f]) for f in facets)
        by_level = {
            level: sum(sum(i.minutes for i in h) for p, h in zip(people, dealt, strict=True) if p.level == level)
            for level in silent
        }
        levels = sum(m >= rapid.shortest_minutes for m in by_level.values())
        settled = sum(all(len(who[f]) >= need for f in facets if f[0] == e) for e in {f[0] for f in facets})
        salience = sum(n * i.salience for n, i in zip(times, items, strict=True))
        best = max(best, (heard, levels, settled, salience))
    return best


tiny_items = st.lists(
    st.tuples(
        st.sampled_from(["E1.exists", "E1.works", "E5.exists", None]), st.integers(1, 3), st.sampled_from([2.0, 2.5, 4.0, 7.0]),
        st.sampled_from([("executive",), ("senior",), ("executive", "senior")]),
    ),
    min_size=1, max_size=4,
)  # fmt: skip
tiny_people = st.lists(
    st.tuples(st.sampled_from(["executive", "senior"]), st.lists(st.sampled_from(["", "", "3", "na", "not_asked"]), min_size=4, max_size=4)),
    min_size=1, max_size=3,
)  # fmt: skip


@settings(max_examples=60)
@given(
    tiny_items,
    tiny_people,
    st.integers(5, 70),
    st.sampled_from([1, 2, 3]),
    st.sampled_from([0, 3, 10]),
    st.sampled_from([15.0, 20.0, 60.0]),
)
def test_no_other_plan_is_better(
    raw: list[Any], people: list[Any], minutes: int, need: int, setup: float, longest: float
) -> None:
    items = [item(f"q{n}", facet=f, salience=s, minutes=m, audience=a) for n, (f, s, m, a) in enumerate(raw)]
    told = {
        n: {f"q{k}": word for k, word in enumerate(words) if word and k < len(items)}
        for n, (_, words) in enumerate(people)
    }
    here = client([level for level, _ in people], {n: words for n, words in told.items() if words})
    rules = method(items, informants=need, setup=setup, longest=longest, shortest=5)
    plan = plan_interviews(here, rules, minutes)
    assert plan.used <= minutes
    assert (plan.heard, plan.levels, plan.settled, plan.salience) == _best(informants(here, 3), items, rules, minutes)


@given(st.integers(1, 4).flatmap(lambda n: st.tuples(st.just(n), st.lists(st.integers(0, n), min_size=1, max_size=8))))
def test_items_are_dealt_to_different_people_and_evenly(case: tuple[int, list[int]]) -> None:
    people, counts = case
    items = [item(f"q{n}", facet=None, minutes=2 + n % 3) for n in range(len(counts))]
    hands = deal({i.id: n for i, n in zip(items, counts, strict=True)}, people, items)
    assert [sum(i in hand for hand in hands) for i in items] == counts
    assert all(len({i.id for i in hand}) == len(hand) for hand in hands)
    assert sum(counts) < people or all(hands)
    minutes = [sum(i.minutes for i in hand) for hand in hands]
    assert max(minutes) - min(minutes) <= 4  # the longest item
