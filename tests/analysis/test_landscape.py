"""Key processes: the client's word first, then importance, then what creates value, then everything."""

from __future__ import annotations

from typing import Any

from assessment_kit.analysis.landscape import key_processes, top_level
from assessment_kit.method import load_method
from tests.builders import table

LIMITS = load_method().thresholds


def _keys(*rows: dict[str, Any]) -> list[str]:
    filled = [{"name": row["process_id"], "category": "enable", **row} for row in rows]
    return list(key_processes(table("processes", filled), LIMITS.processes)["process_id"])


def test_the_clients_own_word_comes_first_even_for_a_sub_process() -> None:
    assert _keys(
        {"process_id": "a", "revenue_importance": 5},
        {"process_id": "b", "parent_id": "a", "is_key": True},
        {"process_id": "c", "is_key": False, "category": "sell"},
    ) == ["b"]


def test_without_a_word_the_decisive_top_level_processes_are_key() -> None:
    assert _keys(
        {"process_id": "a", "revenue_importance": 4},
        {"process_id": "b", "revenue_importance": 3, "is_key": False},
        {"process_id": "c", "revenue_importance": 5, "parent_id": "a"},
        {"process_id": "d"},
    ) == ["a"]


def test_without_importance_those_that_create_value_are_key() -> None:
    assert _keys({"process_id": "a", "category": "manage"}, {"process_id": "b", "category": "deliver"}) == ["b"]


def test_at_last_all_top_level_processes_are_key() -> None:
    assert _keys({"process_id": "a"}, {"process_id": "b"}, {"process_id": "c", "parent_id": "b"}) == ["a", "b"]


def test_no_processes_no_key_processes() -> None:
    assert _keys() == []


def test_a_process_whose_parent_is_not_in_the_list_stands_at_the_top() -> None:
    rows = table("processes", [{"process_id": "a", "name": "A", "category": "sell", "parent_id": "left_out"}])
    assert list(top_level(rows)["process_id"]) == ["a"]
