"""The plan: whose turn it is, what comes first, in which words, and that it holds together for every sample client."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

import pytest

from assessment_kit import shipped
from assessment_kit.diagnosis.actions import Plan, plan
from assessment_kit.diagnosis.assessment import Assessment, assess
from assessment_kit.diagnosis.findings import find
from assessment_kit.diagnosis.schedule import PHASES
from assessment_kit.engagement import read
from assessment_kit.method import load_method
from assessment_kit.method.model import Action, Owner, Variant, Way
from tests.builders import engagement
from tests.diagnosis.small_method import action, figure, method, situation

VOID = {"indicator": "roles.void", "above": 0.1}
DAY = dt.date(2026, 10, 16)
ROLES: list[dict[str, Any]] = [
    {"role_id": "md", "title": "Managing Director", "level": "executive"},
    {"role_id": "coo", "title": "Chief Operating Officer", "level": "executive", "reports_to": "md"},
]
FIRST = Owner(words="First", ways=[Way(top=True), Way(titles=["chief operating officer"])])
UNKNOWN = Owner(words="Nobody yet", ways=[Way(of="process")], named_by=["roles.name"])


def planned(*actions: Action, **settings: Any) -> Plan:
    names = [a.id for a in actions]
    small = method([], [situation("roles.gap", VOID, actions=names)], list(actions))
    small = small.model_copy(update={"owners": {o.words: o for o in (FIRST, UNKNOWN)}})
    client = engagement(roles=ROLES, settings={"date": DAY, **settings})
    figures = figure("roles.void", 0.5)
    return plan(find(client, small, figures), client, small, figures)


def test_who_cannot_begin_within_the_phase_leaves_it_to_the_next_best() -> None:
    """Two actions of 16 days take 64 calendar days each: the first fills the director's two months."""
    now = planned(action("roles.a", owner="First", effort_days=16), action("roles.b", owner="First", effort_days=16))
    assert [a.owner for a in now.actions] == ["Managing Director", "Chief Operating Officer"]
    assert [a.start for a in now.actions] == [DAY, DAY]
    # of 15 days, 60 calendar days, there is room for both
    room = planned(action("roles.a", owner="First", effort_days=15), action("roles.b", owner="First", effort_days=15))
    assert [a.owner for a in room.actions] == ["Managing Director"] * 2


def test_an_owner_who_is_full_takes_the_rest_in_the_next_phase() -> None:
    top = [action(f"roles.{name}", owner="Managing Director", effort_days=16) for name in "abc"]
    found = planned(*top, action("roles.z", owner="Chief Operating Officer", phase="next", effort_days=1))
    assert [(a.action.id, a.phase) for a in found.actions] == [
        ("roles.a", "now"), ("roles.b", "next"), ("roles.c", "next"), ("roles.z", "next"),
    ]  # fmt: skip
    assert found.actions[2].start == DAY + dt.timedelta(days=2 * 64)


def test_an_owner_to_be_named_is_named_first() -> None:
    found = planned(
        action("roles.name", owner="First", effort_days=5), action("roles.do", owner="Nobody yet", effort_days=1)
    )
    naming, doing = sorted(found.actions, key=lambda a: a.action.id != "roles.name")
    assert not doing.named
    assert doing.start == naming.due == DAY + dt.timedelta(days=20)
    assert doing.after == (naming.number,)


def test_what_opens_the_way_to_a_serious_matter_comes_before_a_slighter_one() -> None:
    minor = situation("roles.minor", VOID, severity="minor", actions=["roles.open"])
    matters = situation("roles.matters", VOID, severity="matters", actions=["roles.other"])
    serious = situation("roles.serious", VOID, severity="serious", actions=["roles.waits"])
    ways = [action("roles.open"), action("roles.other"), action("roles.waits", after=["roles.open"])]
    client = engagement()
    small = method([], [minor, matters, serious], ways)
    found = plan(find(client, small, figure("roles.void", 0.5)), client, small).actions
    assert [a.action.id for a in found] == ["roles.open", "roles.waits", "roles.other"]


@pytest.mark.parametrize(("share", "how"), [(0.2, "Begin."), (0.5, "Like this.")])
def test_an_action_is_told_in_the_words_that_suit_the_client(share: float, how: str) -> None:
    variant = Variant(when={"indicator": "roles.void", "at_most": 0.2}, how="Begin.")
    small = method([], [situation("roles.gap", VOID)], [action("roles.name", variants=[variant])])
    client, figures = engagement(), figure("roles.void", share)
    (found,) = plan(find(client, small, figures), client, small, figures).actions
    assert (found.action.how, found.action.title) == (how, "Do roles.name")


# --- Northmoor, Harbour and Faultline -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=["northmoor", "harbour", "faultline"])
def assessment(request: pytest.FixtureRequest) -> Assessment:
    return assess(read(shipped.SAMPLE_CLIENTS / request.param, load_method().items), load_method())


def test_the_order_holds_together(assessment: Assessment) -> None:
    actions = {a.number: a for a in assessment.plan.actions}
    assert list(actions) == list(range(1, len(actions) + 1))
    phases = [PHASES.index(a.phase) for a in actions.values()]
    assert phases == sorted(phases)
    for one in actions.values():
        assert not [n for n in one.after if n > one.number]
        assert one.agreed or all(actions[n].due <= one.start for n in one.after)
        limits = assessment.method.thresholds.phases
        begun = [p for p in PHASES if (one.start - assessment.engagement.settings.date).days >= 31 * limits[p].start]
        assert PHASES.index(one.phase) >= PHASES.index(begun[-1])


def test_an_owner_does_one_after_the_other(assessment: Assessment) -> None:
    own: dict[str, list[tuple[dt.date, dt.date]]] = {}
    for one in assessment.plan.actions:
        if not one.agreed:
            own.setdefault(one.owner.casefold(), []).append((one.start, one.due))
    for spans in own.values():
        spans.sort()
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))


def test_proposed_owners_are_roles_of_the_client(assessment: Assessment) -> None:
    titles = set(assessment.engagement.table("roles")["title"])
    assert {a.owner for a in assessment.plan.actions if a.named} <= titles
    assert not {a.owner for a in assessment.plan.actions if not a.named} & titles


# --- words --------------------------------------------------------------------------------------------------------------------


def wording(name: str, **client: Any) -> str:
    """How an action of the method is worded for a client for whom it fires."""
    return next(a.action.how for a in assess(engagement(**client), load_method()).plan.actions if a.action.id == name)


PROCESS = {"process_id": "p", "name": "Boarding", "category": "deliver", "is_key": True, "functions": ("Port", "Ship")}


def test_one_process_wants_one_owner_and_not_two_or_three() -> None:
    roles = [{"role_id": "r", "title": "Port lead", "level": "executive"}]
    said = [{"subject_id": "q", "role_id": "r", "assignment": "A"}]
    other = {"process_id": "q", "name": "Catering", "category": "enable", "is_key": False}
    assert "stops after the third" not in wording(
        "roles.first_owners", processes=[PROCESS, other], roles=roles, responsibilities=said
    )
