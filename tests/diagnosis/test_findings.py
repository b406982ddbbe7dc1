"""From situations to findings, with evidence, judgement and plan."""

import dataclasses
import datetime as dt
from typing import Any

from assessment_kit.diagnosis.actions import plan
from assessment_kit.diagnosis.evidence import Told, quotes, where
from assessment_kit.diagnosis.findings import find, main_findings
from tests.builders import engagement
from tests.diagnosis.small_method import action, figure, item, method, situation

VOID = {"indicator": "roles.void", "above": 0.5}
METHOD = method([item("roles.a", "works")], [situation("roles.gap", VOID)], [action("roles.name")])


def interviews(**changed: Any) -> list[dict[str, Any]]:
    return [
        {
            "interview": "zoe",
            "item_id": "roles.a",
            "score": 2,
            "quote": "We all do a bit.",
            "may_be_quoted": True,
            "level": "executive",
            **changed,
        },
        {"interview": "adam", "item_id": "roles.a", "score": 1, "quote": "Not for print.", "may_be_quoted": False},
    ]


def test_found_above_the_bound_and_not_a_hair_below() -> None:
    e = engagement()
    (found,) = find(e, METHOD, figure("roles.void", 7 / 12))
    assert (found.number, found.fact, found.basis) == ("2.1", "Seven of 12 have no owner.", "Full count")
    assert find(e, METHOD, figure("roles.void", 6 / 12)) == ()
    assert find(e, METHOD, {}) == ()


def test_a_quote_needs_release_and_is_signed_by_no_more_than_its_level() -> None:
    e = engagement(interviews=interviews())
    (found,) = find(e, METHOD, figure("roles.void", 0.75))
    assert [(q.text, q.who) for q in found.evidence.quotes] == [("We all do a bit.", "Manager")]  # the only executive
    eve = {"interview": "eve", "item_id": "roles.a", "score": 3, "level": "executive"}
    (found,) = find(engagement(interviews=[interviews()[0], eve]), METHOD, figure("roles.void", 0.75))
    assert [q.who for q in found.evidence.quotes] == ["Executive"]
    assert quotes(Told.of(engagement(interviews=interviews(may_be_quoted=False))), ["roles.a"]) == ()


def test_quotes_that_bear_a_finding_out_come_first() -> None:
    said = [
        {
            "interview": "ann",
            "item_id": "roles.a",
            "score": 4,
            "quote": "We all know.",
            "may_be_quoted": True,
            "level": "middle",
        },
        {
            "interview": "ben",
            "item_id": "roles.a",
            "score": 2,
            "quote": "Who knows?",
            "may_be_quoted": True,
            "level": "middle",
        },
    ]
    told = Told.of(engagement(interviews=said))
    assert [q.text for q in quotes(told, ["roles.a"])] == ["Who knows?", "We all know."]
    assert [q.text for q in quotes(told, ["roles.a"], praise=True)] == ["We all know.", "Who knows?"]


def test_answers_on_the_same_matter_are_evidence_and_those_of_another_element_are_not() -> None:
    m = method(
        [item("roles.a", "works"), item("roles.b"), item("roles.c", seed="PM-02")],
        [situation("roles.gap", VOID)],
        [action("roles.name")],
    )
    said = [
        {**row, "item_id": name, "quote": name}
        for name in ("roles.a", "roles.b", "roles.c")
        for row in interviews()[:1]
    ]
    rows = {f"item.{n}": figure(f"item.{n}", 2.0)[f"item.{n}"] for n in ("roles.a", "roles.b", "roles.c")}
    (near,) = find(engagement(interviews=said), m, {**figure("roles.void", 0.75), **rows})
    assert {q.text for q in near.evidence.quotes} == {"roles.a", "roles.b"}
    other = method(
        list(m.items.values()),
        [situation("roles.gap", VOID, elements=["E8"], seed=["PM-12", "PM-02"])],
        [action("roles.name")],
    )
    (far,) = find(engagement(interviews=said), other, {**figure("roles.void", 0.75), **rows})
    assert {q.text for q in far.evidence.quotes} == {"roles.b"}


def test_places_are_told_in_runs() -> None:
    e = engagement(interviews=interviews())
    refs = [f"meetings:{n}" for n in (3, 4, 5, 9, 11, 12)] + ["interviews/zoe#roles.a", "survey:roles.a"]
    assert (
        where(refs, Told.of(e).numbers)
        == f"Meetings, rows 3–5, 9 and 11, 12; interview {Told.of(e).numbers['zoe']}; survey"
    )


def test_the_consultant_may_strike_reword_and_rate() -> None:
    e = engagement()
    figures = figure("roles.void", 0.75)
    struck = dataclasses.replace(e, decisions={"findings": {"roles.gap": {"strike": True, "reason": "known"}}})
    assert find(struck, METHOD, figures) == ()
    judged = dataclasses.replace(
        e,
        decisions={"findings": {"roles.gap": {"reword": "It is open who answers.", "severity": "minor", "reason": "New post.", "by": "Lead", "date": dt.date(2026, 10, 14)}}},
    )  # fmt: skip
    (found,) = find(judged, METHOD, figures)
    assert (found.headline, found.severity) == ("It is open who answers.", "minor")
    assert found.judgement
    assert "“serious”" in found.judgement.what
    assert "Nobody answers." in found.judgement.what
    assert (found.judgement.reason, found.judgement.date) == ("New post.", "14 Oct 2026")


def test_what_another_finding_tells_better_gives_way_and_adds_its_evidence() -> None:
    said = {"indicator": "agree.roles.a", "below": 0.5}
    last = situation("roles.last", said, unless=["roles.gap"])
    m = method(
        items=[item("roles.a", statement="It is clear who answers.")],
        situations=[situation("roles.gap", VOID), situation("roles.said", said, unless=["roles.last"]), last],
        actions=[action("roles.name")],
    )
    both = {**figure("roles.void", 0.75), **figure("agree.roles.a", 0.3, evidence=("survey:roles.a",))}
    (whole,) = find(engagement(), m, both)
    assert (whole.id, whole.includes) == ("roles.gap", ("roles.said", "roles.last"))
    assert whole.figures == ("roles.void", "agree.roles.a")
    assert whole.basis == "Full count"
    alone = {**figure("roles.void", 0.5), **figure("agree.roles.a", 0.3)}
    assert [(f.id, f.includes) for f in find(engagement(), m, alone)] == [("roles.last", ("roles.said",))]


def test_what_the_consultant_struck_takes_nothing_along_and_what_was_judged_stands() -> None:
    m = method(
        situations=[situation("roles.gap", VOID), situation("roles.same", VOID, unless=["roles.gap"])],
        actions=[action("roles.name")],
    )
    struck = dataclasses.replace(engagement(), decisions={"findings": {"roles.gap": {"strike": True}}})
    assert [f.id for f in find(struck, m, figure("roles.void", 0.75))] == ["roles.same"]
    rated = dataclasses.replace(
        engagement(), decisions={"findings": {"roles.same": {"severity": "minor", "reason": "x"}}}
    )
    assert [f.id for f in find(rated, m, figure("roles.void", 0.75))] == ["roles.gap", "roles.same"]


def test_a_meaning_is_told_once_in_a_chapter() -> None:
    many = [
        situation("roles.one", VOID), situation("roles.two", VOID, meaning="It costs time."), situation("roles.three", VOID),
        situation("metrics.m", VOID, step="metrics"),
    ]  # fmt: skip
    one, two, three, other = find(engagement(), method(situations=many, actions=[action("roles.name")]), figure("roles.void", 0.75))  # fmt: skip
    assert (two.meaning, three.meaning) == ("It costs time.", f"It means the same as finding {one.number}.")
    assert other.meaning == one.meaning


def test_page_one_takes_the_most_serious_from_several_chapters() -> None:
    many = [situation(f"roles.s{k}", VOID, severity="serious" if k < 4 else "matters") for k in range(6)]
    many.append(situation("metrics.m", VOID, step="metrics", severity="serious"))
    many.append(situation("roles.good", VOID, severity="strength"))
    m = method(situations=many, actions=[action("roles.name")])
    found = main_findings(find(engagement(), m, figure("roles.void", 0.75)), most=3)
    assert [f.step for f in found] == ["roles", "roles", "metrics"]
    assert all(f.severity == "serious" for f in found)


def test_page_one_prefers_what_adds_an_element() -> None:
    many = [
        situation("roles.one", VOID), situation("roles.two", VOID), situation("roles.other", VOID, elements=["E8"]),
        situation("metrics.m", VOID, step="metrics"),
    ]  # fmt: skip
    m = method(situations=many, actions=[action("roles.name")])
    m = m.model_copy(update={"elements": {**m.elements, "E8": m.elements["E5"]}})
    found = main_findings(find(engagement(), m, figure("roles.void", 0.75)), most=3)
    assert [f.id for f in found] == ["roles.one", "roles.other", "metrics.m"]


def ordered(*actions: Any, **settings: Any) -> list[str]:
    m = method(situations=[situation("roles.gap", VOID, actions=[a.id for a in actions])], actions=list(actions))
    e = engagement(settings=settings)
    return [a.action.id for a in plan(find(e, m, figure("roles.void", 0.75)), e, m).actions]


def test_first_things_first_then_phase_then_effect() -> None:
    assert ordered(
        action("a.low", effect="low"),
        action("a.next", phase="next"),
        action("a.high"),
        action("a.first", after=["a.low"]),
    ) == ["a.high", "a.low", "a.first", "a.next"]


def test_an_action_never_starts_before_what_it_waits_for() -> None:
    m = method(
        situations=[situation("roles.gap", VOID, actions=["a.later", "a.waits"])],
        actions=[action("a.later", phase="later"), action("a.waits", phase="now", after=["a.later"])],
    )
    e = engagement()
    later, waits = plan(find(e, m, figure("roles.void", 0.75)), e, m).actions
    assert (waits.phase, waits.after) == ("later", (later.number,))


def test_a_modest_scope_keeps_a_few_and_tells_the_rest() -> None:
    actions = [action(f"a.n{k}") for k in range(8)]
    assert len(ordered(*actions)) == 8
    assert len(ordered(*actions, scope="modest")) == 5
    assert len(ordered(*actions, context="riding_on_project")) == 5


def test_no_action_without_a_finding_and_none_from_a_strength() -> None:
    m = method(situations=[situation("roles.good", VOID, severity="strength")], actions=[action("roles.name")])
    e = engagement()
    assert plan(find(e, m, figure("roles.void", 0.75)), e, m).actions == ()
    assert plan((), e, m).actions == ()


def test_an_owner_does_one_thing_after_the_other() -> None:
    # 5 days of effort take 20 days; another owner starts at once; what waits for another action starts after it.
    actions = [
        action("a.one"),
        action("a.two"),
        action("a.else", owner="Head of Sales"),
        action("a.waits", owner="Head of IT", after=["a.one"]),
    ]
    m = method(situations=[situation("roles.gap", VOID, actions=[a.id for a in actions])], actions=actions)
    e = engagement()
    planned = {a.action.id: a for a in plan(find(e, m, figure("roles.void", 0.75)), e, m).actions}
    day = e.settings.date
    assert (planned["a.one"].start, planned["a.one"].due) == (day, day + dt.timedelta(days=20))
    assert planned["a.two"].start == planned["a.one"].due
    assert planned["a.else"].start == day
    assert planned["a.waits"].start == planned["a.one"].due


def test_an_agreed_owner_and_date_stand() -> None:
    e = dataclasses.replace(
        engagement(), decisions={"actions": {"roles.name": {"owner": "Head of Sales", "date": dt.date(2027, 1, 12)}}}
    )
    (planned,) = plan(find(e, METHOD, figure("roles.void", 0.75)), e, METHOD).actions
    assert (planned.owner, planned.due, planned.agreed) == ("Head of Sales", dt.date(2027, 1, 12), True)
