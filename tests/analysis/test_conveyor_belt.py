"""The conveyor belt: order of processes, shares of what is kept, and what cannot be told; values are worked by hand."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment_kit.analysis.architecture import analyse
from assessment_kit.analysis.conveyor_belt import NO_FLOW, belt_processes, flows
from assessment_kit.analysis.result import StepResult
from assessment_kit.engagement.model import Engagement
from assessment_kit.method import load_method
from tests.builders import engagement

LIMITS = load_method().thresholds

PROCESSES: list[dict[str, Any]] = [
    {"process_id": "ship", "name": "Ship", "category": "deliver", "parent_id": "fill", "revenue_importance": 2},
    {"process_id": "hire", "name": "Hire", "category": "enable"},
    {"process_id": "bill", "name": "Bill", "category": "deliver", "is_key": True, "revenue_importance": 3},
    {"process_id": "fill", "name": "Fill the order", "category": "deliver", "is_key": True, "revenue_importance": 5},
    {"process_id": "sell", "name": "Sell", "category": "sell", "is_key": True, "revenue_importance": 4},
    {"process_id": "make", "name": "Make new ones", "category": "launch", "is_key": True},
]


def piece(from_: str, to: str, item: str, transfer: str, days: float | None = None) -> dict[str, Any]:
    return {"from_process_id": from_, "to_process_id": to, "item": item, "transfer": transfer, "latency_days": days}


# what Fill needs: address kept, date typed again, packing and wish lost. Within a stage: fill → bill and fill → ship. Loose: hire.
FLOW = [
    piece("sell", "fill", "Address", "captured_once", 0),
    piece("sell", "fill", "Date", "rekeyed", 5),
    piece("sell", "fill", "Packing", "lost"),
    piece("sell", "bill", "Terms", "rekeyed", 2),
    piece("fill", "bill", "Proof", "captured_once", 1),
    piece("fill", "ship", "Weight", "rekeyed", 9),
    piece("ship", "fill", "Wish", "lost"),
    piece("hire", "fill", "Who is trained", "captured_once", 2),
]


def client(flow: list[dict[str, Any]] | None = None) -> Engagement:
    return engagement(processes=PROCESSES, information_flow=FLOW if flow is None else flow)


@pytest.fixture(scope="module")
def result() -> StepResult:
    return analyse(client(), load_method())


@pytest.mark.parametrize(
    ("name", "count", "n"),
    [
        ("captured_once", 3, 8),
        ("typed_again", 3, 8),
        ("lost", 2, 8),
        ("broken", 5, 8),
        ("first_contact_kept", 1, 4),  # address of address, date, packing and terms
        ("first_contact_broken", 3, 4),
        ("broken_at_seams", 3, 5),  # these four, and what hiring knows, which is kept
        ("broken_within_stages", 2, 3),  # proof is kept; weight and wish are not
        ("slow", 2, 6),  # five days for the date, nine for the weight; the two lost ones have no delay
        ("hardest_hit", 3, 5),
    ],
)
def test_shares_counted_by_hand(name: str, count: int, n: int, result: StepResult) -> None:
    row = result.row(f"architecture.flow_{name}")
    assert row is not None
    assert (row["count"], row["n"], row["value"]) == (count, n, pytest.approx(count / n))
    assert row["basis"] == "census"


def test_delays_are_medians_of_what_gets_through(result: StepResult) -> None:
    assert result.value("architecture.flow_delay_typed_again") == 5  # of 2, 5, 9
    assert result.value("architecture.flow_delay_captured_once") == 1  # of 0, 1, 2


def test_the_process_hit_hardest_is_named_and_each_receiver_has_its_share(result: StepResult) -> None:
    row = result.row("architecture.flow_hardest_hit")
    assert row is not None
    assert row["examples"] == ("Fill the order",)
    assert set(row["evidence"]) == {f"information_flow:{i}" for i in (3, 4, 8)}
    assert result.value("architecture.flow_broken_into", "bill") == pytest.approx(0.5)
    assert result.value("architecture.flow_broken_into", "ship") == 1
    assert result.row("architecture.flow_broken_into", "sell") is None


def test_two_pieces_are_too_few_to_call_a_process_hit_hardest() -> None:
    made = analyse(client(FLOW[1:3]), load_method())
    assert made.row("architecture.flow_hardest_hit") is None
    assert made.value("architecture.flow_broken_into", "fill") == 1


def test_examples_are_readable_and_the_slowest_stands_first(result: StepResult) -> None:
    row = result.row("architecture.flow_typed_again")
    assert row is not None
    assert row["examples"] == (
        "“Weight” (Fill the order → Ship)",
        "“Date” (Sell → Fill the order)",
        "“Terms” (Sell → Bill)",
    )


def test_processes_stand_in_the_order_of_the_belt_with_parts_behind_their_whole() -> None:
    belt = belt_processes(client())
    assert list(belt["process_id"]) == ["sell", "bill", "fill", "ship", "hire"]
    tallies = belt.set_index("process_id")[["gives", "kept_out", "receives", "kept_in"]]
    assert list(tallies.loc["fill"]) == [2, 1, 5, 2]
    assert list(tallies.loc["sell"]) == [4, 1, 0, 0]


def test_what_is_not_on_the_list_is_said(result: StepResult) -> None:
    assert [gap.what for gap in result.not_assessed if "goes into" in gap.what] == [
        "What goes into and comes out of Make new ones"
    ]
    bare = analyse(client([piece("sell", "ship", "Address", "captured_once")]), load_method())
    said = {gap.what for gap in bare.not_assessed}
    assert "How long information is under way between processes" in said
    # Fill is on the belt by its part; Bill and Make are not
    assert "What goes into and comes out of Bill, Make new ones" in said
    assert bare.row("architecture.flow_slow") is None


def test_without_the_list_nothing_is_counted() -> None:
    made = analyse(engagement(processes=PROCESSES), load_method())
    assert NO_FLOW in made.not_assessed
    assert not made.indicators["indicator_id"].str.startswith("architecture.flow").any()
    assert "flows" not in made.tables


def test_the_engagement_is_left_as_it_was() -> None:
    one, other = client(), client()
    analyse(one, load_method())
    for name, frame in other.tables.items():
        pd.testing.assert_frame_equal(one.tables[name], frame)


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["sell", "fill", "ship", "hire"]), st.sampled_from(["fill", "bill", "make"]),
            st.sampled_from(["captured_once", "rekeyed", "lost"]), st.one_of(st.none(), st.floats(0, 400)),
        ),
        min_size=1, max_size=30,
    )
)  # fmt: skip
def test_every_piece_is_kept_typed_again_or_lost(drawn: list[tuple[str, str, str, float | None]]) -> None:
    made = client([piece(a, b, f"item {i}", t, d) for i, (a, b, t, d) in enumerate(drawn)])
    result = analyse(made, load_method())
    counts = {
        name: result.row(f"architecture.flow_{name}") for name in ("captured_once", "typed_again", "lost", "broken")
    }
    told = {name: 0 if row is None else int(row["count"]) for name, row in counts.items()}
    assert told["captured_once"] + told["typed_again"] + told["lost"] == len(drawn)
    assert told["broken"] == len(drawn) - told["captured_once"]
    belt = belt_processes(made)
    assert belt["gives"].sum() == belt["receives"].sum() == len(flows(made, LIMITS.flow))
