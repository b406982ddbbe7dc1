"""Which role of the client an action is proposed to: worked by hand for Northmoor and for small clients with titles of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from assessment_kit import shipped
from assessment_kit.diagnosis.findings import Finding, find
from assessment_kit.diagnosis.owners import Candidate, Roles
from assessment_kit.engagement import read
from assessment_kit.engagement.model import Engagement
from assessment_kit.method import load_method
from tests.builders import engagement
from tests.diagnosis.small_method import action, figure, method, situation

METHOD = load_method()


def proposed(client: Engagement, wanted: str) -> Candidate:
    return Roles(client, METHOD, {}).candidates(action("a.b", owner=wanted), ())[0]


def role(name: str, title: str, level: str = "executive", function: str | None = None, reports_to: str | None = None) -> dict[str, Any]:  # fmt: skip
    return {"role_id": name, "title": title, "level": level, "function": function, "reports_to": reports_to}


def test_every_owner_that_an_action_names_can_be_looked_for() -> None:
    assert {a.owner for a in METHOD.actions.values()} <= set(METHOD.owners)


@pytest.mark.parametrize(
    ("wanted", "title"),
    [
        ("Chief executive", "Chief Executive"),
        ("Executive team", "Chief Executive"),  # no chief operating officer; everybody reports to the chief executive
        ("Chief executive’s office", "Chief Executive"),
        ("Head of Operations", "Head of Production"),  # nobody has operations; production is what comes nearest
        ("Head of Planning", "Head of Planning"),
        ("Head of Finance", "Head of Finance"),  # and not the Head of Controlling, who is a level below
        ("Head of Human Resources", "Head of Human Resources"),
        ("Head of IT", "Head of IT"),
        ("Head of Sales", "Head of Sales"),  # and not the heads of Key Accounts and Marketing, of the same function
        ("Head of Quality", "Head of Quality"),
        ("Head of Service", "Head of Service"),
    ],
)
def test_northmoor(wanted: str, title: str) -> None:
    found = proposed(read(shipped.SAMPLE_CLIENTS / "northmoor", METHOD.items), wanted)
    assert (found.name, found.named) == (title, True)


SHOP = [
    role("md", "Managing Director"),
    role("deputy", "Deputy Managing Director", reports_to="md"),
    role("coo", "Chief Operating Officer", reports_to="md"),
    role("cfo", "Chief Financial Officer", function="Finance", reports_to="md"),
    role("controller", "Financial Controller", function="Finance", level="senior", reports_to="cfo"),
    role("assistant", "Assistant to the Head of IT", function="IT", level="senior", reports_to="coo"),
]


@pytest.mark.parametrize(
    ("wanted", "title"),
    [
        ("Chief executive", "Managing Director"),
        ("Executive team", "Chief Operating Officer"),
        ("Head of Operations", "Chief Operating Officer"),
        ("Head of Finance", "Chief Financial Officer"),  # the more senior of two who fit
        ("Head of Planning", "Chief Financial Officer"),  # nobody plans; money comes nearest
        ("Head of Quality", "Chief Operating Officer"),
    ],
)
def test_a_small_client_with_other_titles(wanted: str, title: str) -> None:
    assert proposed(engagement(roles=SHOP), wanted) == Candidate(title, named=True)


@pytest.mark.parametrize("wanted", ["Head of IT", "Head of Human Resources", "Head of Sales"])
def test_where_nobody_fits_the_method_s_words_stand_and_the_owner_is_to_be_named(wanted: str) -> None:
    found = proposed(engagement(roles=SHOP), wanted)  # an assistant does not head IT
    assert (found.name, found.named) == (wanted, False)


def test_without_a_list_of_roles_every_owner_is_to_be_named() -> None:
    assert not any(proposed(engagement(), wanted).named for wanted in METHOD.owners)


ODD = {
    "chinese": [
        role("a", "副总经理", reports_to="b"), role("b", "总经理"), role("c", "财务总监", reports_to="b"),
        role("d", "人力资源部经理", "senior", reports_to="b"), role("e", "总经理助理", reports_to="b"),
        role("f", "质量管理部主任", "senior", reports_to="b"),
    ],
    "german": [
        role("a", "Stellvertretender Geschäftsführer", reports_to="b"), role("b", "Geschäftsführerin"),
        role("c", "Leiter Finanzen", reports_to="b"), role("d", "Personalleiterin", "senior", reports_to="b"),
        role("f", "Leitung Qualitätsmanagement", "senior", reports_to="b"),
    ],
    "careless": [
        role("a", "Vice President", reports_to="b"), role("b", "C.E.O. & Founder"), role("c", "VP, Finence (EMEA)", reports_to="b"),
        role("d", "People & Culture Lead", "senior", reports_to="b"), role("f", "Dir. QUALITY", "senior", reports_to="b"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("client", ODD)
@pytest.mark.parametrize(
    ("wanted", "who"),
    [("Chief executive", "b"), ("Head of Finance", "c"), ("Head of Human Resources", "d"), ("Head of Quality", "f")],
)
def test_odd_titles(client: str, wanted: str, who: str) -> None:
    titles = {r["role_id"]: r["title"] for r in ODD[client]}
    assert proposed(engagement(roles=ODD[client]), wanted).name == titles[who]


def test_the_top_is_known_by_the_line_where_no_title_tells() -> None:
    line = [role("x", "Regional lead", reports_to="y"), role("y", "Convener"), role("z", "Adviser")]
    assert proposed(engagement(roles=line), "Chief executive").name == "Convener"
    without = [{**r, "reports_to": None} for r in line]
    assert not proposed(engagement(roles=without), "Chief executive").named  # three who could be: nobody is guessed


@pytest.mark.parametrize(
    "seats",
    [
        [role("s", "Steering Committee")],
        [role(f"s{n}", f"Steering Committee member, seat {n} of 3", function="Steering Committee") for n in (1, 2, 3)],
    ],
)
def test_a_committee_that_leads_is_proposed_as_a_whole(seats: list[dict[str, Any]]) -> None:
    leads = [role("b", "Architecture lead"), role("c", "Release lead", reports_to="b"), role("d", "Security lead"), role("e", "Adviser", reports_to="d")]  # fmt: skip
    assert proposed(engagement(roles=[*leads, *seats]), "Chief executive") == Candidate(
        "Steering Committee", named=True
    )
    assert not proposed(engagement(roles=leads), "Chief executive").named


VOID = {"indicator": "roles.void", "above": 0.1}
PROCESSES: list[dict[str, Any]] = [
    {"process_id": "p1", "name": "Quote", "category": "sell", "owner_role_id": "controller"},
    {"process_id": "p2", "name": "Ship", "category": "deliver", "owner_role_id": "coo"},
    {"process_id": "p3", "name": "Bill", "category": "deliver", "owner_role_id": None},
]


def of_findings(
    wanted: str, examples: tuple[str, ...], evidence: tuple[str, ...] = (), meetings: Sequence[Mapping[str, Any]] = ()
) -> Candidate:
    client = engagement(roles=SHOP, processes=PROCESSES, meetings=meetings)
    figures = figure("roles.void", 0.5, examples=examples, evidence=evidence)
    found: tuple[Finding, ...] = find(
        client, method([], [situation("roles.gap", VOID)], [action("roles.name")]), figures
    )
    return Roles(client, METHOD, figures).candidates(action("a.b", owner=wanted), found)[0]


def test_the_owner_of_the_process_that_the_finding_names() -> None:
    assert of_findings("Owner of the process", ("Quote",)) == Candidate(
        "Financial Controller", True, "answers for Quote"
    )
    # of two owners the more senior
    both = of_findings("Owner of the process", ("Quote", "Ship"))
    assert both == Candidate("Chief Operating Officer", True, "answers for 1 of the 2 processes concerned")
    # rows that are counted tell where no example does
    assert of_findings("Owner of the process", (), ("processes:3",)).why == "answers for Ship"


def test_a_process_without_an_owner_is_named_and_waits_for_one() -> None:
    alone = of_findings("Owner of the process", ("Bill",))
    assert (alone.name, alone.named, alone.named_by) == ("Owner of Bill", False, ("roles.first_owners",))
    # one owner of two processes does not speak for the other
    assert of_findings("Owner of the process", ("Bill", "Ship")).name == "Owners of the processes"


MEETINGS: list[dict[str, Any]] = [
    {"meeting_id": "m1", "name": "Sales round", "purpose": "weekly_steering", "chair": "controller"},
    {"meeting_id": "m2", "name": "Board", "purpose": "monthly_review", "chair": "md"},
]


def test_the_chair_of_the_meeting_that_the_finding_names() -> None:
    named = of_findings("Chair of the meeting", ("Sales round",), meetings=MEETINGS)
    assert named == Candidate("Financial Controller", True, "chairs Sales round")
    review = of_findings("Chair of the review", ("Sales round",), meetings=MEETINGS)
    assert review == Candidate("Managing Director", True, "chairs Board")
