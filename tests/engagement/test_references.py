"""References that lead nowhere, that lead to what was left out, and that lead round in a circle."""

from __future__ import annotations

import pandas as pd

from assessment_kit.engagement import read
from assessment_kit.engagement.suggestions import swapped
from tests.engagement.conftest import Client

ROLES = "role_id,title,level,reports_to\nceo,Chief executive,executive,\nhead_sales,Head of Sales,senior,ceo\n"


def test_a_dangling_reference_is_blanked_and_its_row_kept(client: Client) -> None:
    engagement = read(
        client(
            {
                "roles.csv": ROLES,
                "processes.csv": "process_id,name,category,owner_role_id\np,P,sell,head_saels\nq,Q,sell,ceo\n",
            }
        )
    )
    owners = engagement.tables["processes"]["owner_role_id"]
    assert pd.isna(owners.iloc[0])
    assert owners.iloc[1] == "ceo"
    assert [(str(p), p.left_out) for p in engagement.problems] == [
        (
            'processes.csv row 2, column "owner_role_id": "head_saels" is not in the list of roles. Did you mean "head_sales"?',
            "the reference",
        )
    ]


def test_of_several_references_only_the_dangling_one_goes(client: Client) -> None:
    engagement = read(
        client({"roles.csv": ROLES, "meetings.csv": "meeting_id,name,attendees\nm,M,ceo; cio; head_sales\n"})
    )
    assert engagement.tables["meetings"]["attendees"].iloc[0] == ("ceo", "head_sales")
    assert [p.value for p in engagement.problems] == ["cio"]


def test_a_name_in_place_of_an_id_is_told_the_id(client: Client) -> None:
    engagement = read(client({"roles.csv": ROLES, "meetings.csv": "meeting_id,name,chair\nm,M,Head of sales\n"}))
    assert [p.cure for p in engagement.problems] == ['Write its id, "head_sales", instead of its name.']


def test_commas_between_ids_are_told(client: Client) -> None:
    engagement = read(
        client({"roles.csv": ROLES, "meetings.csv": 'meeting_id,name,attendees\nm,M,"ceo, cfo, coo, cio"\n'})
    )
    assert [p.cure for p in engagement.problems] == ["Separate several ids by semicolons."]


def test_a_row_that_needs_its_reference_goes_with_it(client: Client) -> None:
    engagement = read(
        client({"metrics.csv": "metric_id,name\nm1,A\n", "measurements.csv": "metric_id,period\nm1,2026\nm9,2026\n"})
    )
    assert engagement.tables["measurements"]["metric_id"].tolist() == ["m1"]
    assert engagement.tables["measurements"]["row"].tolist() == [2]
    assert [(p.row, p.left_out) for p in engagement.problems] == [(3, "the row")]


def test_a_list_that_is_not_there_is_one_problem_per_column(client: Client) -> None:
    engagement = read(
        client(
            {
                "metrics.csv": "metric_id,name,goal_id,reported_by\nm1,A,g1,coo; cfo\nm2,B,g2,coo\nm3,C,,\n",
                "measurements.csv": "metric_id,period\nm1,2026\n",
            }
        )
    )
    assert engagement.tables["metrics"]["reported_by"].tolist() == [(), (), ()]
    assert [(str(p), p.left_out) for p in engagement.problems] == [
        (
            'metrics.csv, column "goal_id": "g1" and "g2" refer to the list of goals, which is not there. Hand over the list of goals.',
            "2 references",
        ),
        (
            'metrics.csv, column "reported_by": "coo" and "cfo" refer to the list of roles, which is not there. Hand over the list of roles.',
            "3 references",
        ),
    ]


def test_where_two_lists_may_be_meant_and_one_is_there(client: Client) -> None:
    engagement = read(client({"roles.csv": ROLES, "metrics.csv": "metric_id,name,reported_to\nm1,A,ceo; board\n"}))
    assert engagement.tables["metrics"]["reported_to"].iloc[0] == ("ceo",)
    assert [p.rule for p in engagement.problems] == ['"board" refers to the list of meetings, which is not there']


def test_references_to_a_row_that_was_left_out_are_counted_with_its_problem(client: Client) -> None:
    roles = "role_id,title,level,reports_to\nceo,Chief executive,boss,\ncfo,Finance,senior,ceo\n"
    duties = "subject_id,role_id,assignment\np,ceo,A\np,cfo,R\n"
    engagement = read(
        client(
            {
                "roles.csv": roles,
                "processes.csv": "process_id,name,category\np,P,sell\n",
                "responsibilities.csv": duties,
            }
        )
    )
    assert engagement.tables["responsibilities"]["role_id"].tolist() == ["cfo"]
    assert pd.isna(engagement.tables["roles"]["reports_to"].iloc[0])
    assert [(p.file, p.row, p.left_out) for p in engagement.problems] == [
        ("roles.csv", 2, "the row, and its mention in 2 other rows")
    ]


def test_a_row_hidden_by_a_fault_elsewhere_is_told_as_such_and_its_other_cells_are_checked(client: Client) -> None:
    """`management_processes` is not there; "quote" is no id of it, but stands in a row of processes that was left out."""
    engagement = read(
        client(
            {
                "roles.csv": "role_id,title,level\nhos,Head of Sales,senior\ncfo,Finance,senior\n",
                "processes.csv": "process_id,name,category\np,P,sell\nquote,Quote,sellling\n",
                "responsibilities.csv": "subject_id,role_id,assignment\np,cfo,R\nquote,hso,A\nquote,cfo,R\nx,cfo,R\n",
            }
        )
    )
    told = [(p.row, p.rule, p.cure) for p in engagement.problems if p.file == "responsibilities.csv"]
    assert told == [
        (None, '"x" refers to the list of management processes, which is not there', "Hand over the list of management processes."),
        (3, '"quote" is on row 3 of processes.csv, which is left out until its fault is mended', "Mend that row of processes.csv first."),
        (3, '"hso" is not in the list of roles', 'Did you mean "hos"?'),
    ]  # fmt: skip
    assert engagement.tables["responsibilities"]["row"].tolist() == [2]


def test_of_short_ids_only_two_letters_in_the_wrong_order_are_offered() -> None:
    assert swapped("hso", ("hos", "ceo")) == "hos"
    assert swapped("cfo", ("coo", "cio")) is None  # another letter may be another role
    assert swapped("aab", ("aba", "aab")) == "aba"
    assert swapped("abc", ("bac", "acb")) is None  # two would do


def test_a_circle_is_told_once_and_broken_at_its_last_row(client: Client) -> None:
    text = "role_id,title,level,reports_to\na,A,senior,c\nb,B,senior,a\nc,C,senior,b\nd,D,senior,c\ne,E,senior,e\n"
    engagement = read(client({"roles.csv": text}))
    above = engagement.tables["roles"].set_index("role_id")["reports_to"].dropna()
    assert above.to_dict() == {"a": "c", "b": "a", "d": "c"}
    assert [(p.row, p.rule) for p in engagement.problems] == [
        (4, 'this leads round in a circle: "c" → "b" → "a" → "c"'),
        (6, '"e" refers to itself'),
    ]


def test_management_may_feed_in_a_ring_for_that_is_its_cycle(client: Client) -> None:
    text = "management_process_id,name,activity,feeds\nplan,Plan,plan_strategy,run\nrun,Run,monitor,plan\n"
    engagement = read(client({"management_processes.csv": text}))
    assert engagement.problems == ()
    assert engagement.tables["management_processes"]["feeds"].tolist() == [("run",), ("plan",)]


def test_steps_follow_steps_of_their_own_map(client: Client) -> None:
    steps = (
        "process_id,variant,step_id,name,function,next_steps\np,as is,s1,A,Sales,s2; s3\np,as is,s2,B,Sales,s2\n"
        "p,to be,s1,A,Sales,s3\np,to be,s3,C,,s1\n"
    )
    engagement = read(client({"processes.csv": "process_id,name,category\np,P,sell\n", "process_steps.csv": steps}))
    assert engagement.tables["process_steps"]["next_steps"].tolist() == [("s2",), ("s2",), ()]
    assert [(p.row, p.rule, p.left_out) for p in engagement.problems] == [
        (2, '"s3" is not a step of this map', "the reference"),
        (5, "the cell is empty, and every row needs it", "the row, and its mention in 1 other row"),
    ]
