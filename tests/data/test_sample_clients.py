"""The made-up clients: written the same on every run, read without a problem, with the flaws that data/README.md tells of.

Counts are taken from the files themselves, never through the analyses that they are meant to feed.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
import subprocess
import sys
from collections import Counter, defaultdict
from functools import cache
from itertools import pairwise
from pathlib import Path
from statistics import correlation, mean
from typing import Any

import pytest
import yaml
from python_calamine import CalamineWorkbook

from assessment_kit.engagement.frequency import parse_frequency
from assessment_kit.engagement.reading import read

DATA = Path(__file__).resolve().parents[2] / "data"
METHOD = DATA.parent / "templates" / "method"
CLIENTS = DATA / "clients"
NORTHMOOR = CLIENTS / "northmoor"
EXPORT = NORTHMOOR / "survey" / "management_survey_2026-09.csv"
LABELS = ("Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree")


@cache
def table(name: str) -> list[dict[str, str]]:
    with (NORTHMOOR / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@cache
def survey() -> list[dict[str, str]]:
    with EXPORT.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@cache
def content(kind: str) -> dict[str, dict[str, Any]]:
    """Items or situations of the method, by id."""
    files = sorted((METHOD / kind).glob("*.yaml"))
    return {entry["id"]: entry for file in files for entry in yaml.safe_load(file.read_text(encoding="utf-8"))}


@cache
def interviews(client: str) -> dict[str, dict[str, Any]]:
    files = sorted((CLIENTS / client / "interviews").glob("*.yaml"))
    return {file.stem: yaml.safe_load(file.read_text(encoding="utf-8")) for file in files}


def ids(cell: str) -> set[str]:
    return {part.strip() for part in cell.split(";") if part.strip()}


def key_processes() -> list[dict[str, str]]:
    return [p for p in table("processes") if p["is_key"] == "yes"]


def accountable() -> dict[str, dict[str, set[str]]]:
    """Process → source → the roles that it names accountable."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in table("responsibilities"):
        if row["assignment"] == "A":
            found[row["subject_id"]][row["source"]].add(row["role_id"])
    return found


def in_survey(statement: str) -> dict[str, Counter[str]]:
    """Level as the export names it → label → how many."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for row in survey():
        found[row["What is your level?"]][row[statement]] += 1
    return found


# --- written and read ----------------------------------------------------------------------------------------------------


def test_both_clients_are_what_the_script_writes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(DATA / "make_clients.py"), str(tmp_path)], check=True)
    for client in ("northmoor", "harbour"):
        made = {f.relative_to(tmp_path): f.read_bytes() for f in (tmp_path / client).rglob("*") if f.is_file()}
        kept = {f.relative_to(CLIENTS): f.read_bytes() for f in (CLIENTS / client).rglob("*") if f.is_file()}
        differing = sorted(str(name) for name in made.keys() | kept.keys() if made.get(name) != kept.get(name))
        assert not differing, f"run python data/make_clients.py: {differing}"


@pytest.mark.parametrize("client", ["northmoor", "harbour"])
def test_a_healthy_client_reads_without_a_problem(client: str) -> None:
    assert [str(problem) for problem in read(CLIENTS / client, set(content("items"))).problems] == []


def test_nothing_gets_lost_between_the_files_and_the_engagement() -> None:
    engagement = read(NORTHMOOR, set(content("items")))
    assert {name: len(frame) for name, frame in engagement.tables.items()} == {
        name: len(table(name)) for name in engagement.tables
    }
    assert len(engagement.tables) == 12
    assert engagement.survey is not None
    assert len(engagement.survey) == len(survey()) == 150
    assert len(engagement.answers) == sum(len(one["answers"]) for one in interviews("northmoor").values())
    steps = engagement.table("process_steps").set_index(["process_id", "variant", "step_id"])["next_steps"]
    assert steps["otd", "as_is", "s3"] == ("s4", "s5")


# --- Northmoor: how much there is ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("processes", 40), ("management_processes", 12), ("process_steps", 50), ("information_flow", 26), ("roles", 33),
        ("responsibilities", 190), ("goals", 19), ("metrics", 80), ("measurements", 514), ("reports", 38), ("meetings", 60),
        ("failures", 3),
    ],
)  # fmt: skip
def test_the_lists_are_as_long_as_the_readme_says(name: str, number: int) -> None:
    assert len(table(name)) == number


def test_references_lead_to_rows_that_are_there() -> None:
    roles = {r["role_id"] for r in table("roles")}
    meetings = {m["meeting_id"] for m in table("meetings")}
    metrics = {m["metric_id"] for m in table("metrics")}
    reports = {r["report_id"] for r in table("reports")}
    for metric in table("metrics"):
        assert ids(metric["collected_by"]) | ids(metric["reported_by"]) <= roles
        assert ids(metric["reported_to"]) | ids(metric["decided_by"]) <= roles | meetings
    for meeting in table("meetings"):
        assert ids(meeting["attendees"]) <= roles
        assert ids(meeting["inputs"]) <= reports
        assert meeting["chair"] in ids(meeting["attendees"])
    assert all(ids(report["metric_ids"]) <= metrics for report in table("reports"))


def test_every_frequency_is_understood() -> None:
    for name in ("meetings", "reports", "metrics", "management_processes"):
        for row in table(name):
            if row["frequency"]:
                parse_frequency(row["frequency"])
    assert sum("FREQ=" in m["frequency"] for m in table("meetings")) == 7
    assert len({m["frequency"] for m in table("meetings")}) >= 30


# --- Northmoor: the flaws of the architecture -----------------------------------------------------------------------------


def test_three_of_twelve_key_processes_are_planned_managed_and_owned_each_within_one_function() -> None:
    key = key_processes()
    whole = [p for p in key if p["planned"] == p["managed"] == "yes" and p["owner_role_id"]]
    assert (len(key), len(whole)) == (12, 3)
    assert all(";" not in p["functions"] for p in whole)
    assert Counter(p["model"] for p in key) == {"current": 9, "none": 2, "outdated": 1}


def test_the_plan_feeds_nothing_that_is_done_more_than_yearly() -> None:
    by_id = {m["management_process_id"]: m for m in table("management_processes")}
    reached: set[str] = set()
    todo = ["strategic_plan"]
    while todo:
        for following in ids(by_id[todo.pop()]["feeds"]) - reached:
            reached.add(following)
            todo.append(following)
    assert reached == {"annual_goals", "pay_round_mp"}
    assert all(by_id[m]["frequency"].startswith("yearly") for m in reached)
    assert Counter(m["formality"] for m in by_id.values()) == {"formal": 9, "partly": 1, "informal": 1, "none": 1}
    assert {m for m, row in by_id.items() if row["covers_processes"]} == {"roadmap", "monthly_review_mp"}


def steps(process: str, variant: str) -> list[dict[str, str]]:
    return [s for s in table("process_steps") if (s["process_id"], s["variant"]) == (process, variant)]


def test_spare_parts_take_31_allotted_hours_and_seven_hand_offs_for_a_promise_of_24() -> None:
    today, proposed = steps("spares", "as_is"), steps("spares", "to_be")
    promise = next(p["objective_hours"] for p in table("processes") if p["process_id"] == "spares")
    assert promise == "24"
    assert (sum(float(s["objective_hours"]) for s in today), sum(float(s["actual_hours"]) for s in today)) == (31, 47)
    assert (len(today), sum(a["function"] != b["function"] for a, b in pairwise(today))) == (8, 7)
    assert sum(float(s["objective_hours"]) for s in proposed) == 24
    assert sum(a["function"] != b["function"] for a, b in pairwise(proposed)) == 2
    parts = [p for p in table("processes") if p["parent_id"] == "spares"]
    assert sum(float(p["objective_hours"] or 0) for p in parts) == 31


def test_order_to_delivery_is_allotted_what_is_promised_takes_longer_and_has_a_part_without_an_objective() -> None:
    today = {s["step_id"]: s for s in steps("otd", "as_is")}
    way = ["s1", "s2", "s3", "s5", "s6", "s7", "s8", "s9", "s10", "s11"]  # the longer strand, to the customer's door
    assert sum(float(today[s]["objective_hours"]) for s in way) == 360
    assert sum(float(today[s]["actual_hours"]) for s in way) == 521
    assert ids(today["s3"]["next_steps"]) == {"s4", "s5"}
    parts = [p for p in table("processes") if p["parent_id"] == "otd"]
    assert {p["name"] for p in parts if not p["objective_hours"]} == {"Test and release", "Invoice and collect"}


def test_calibration_has_slack_and_the_map_of_quotes_has_a_loop() -> None:
    assert sum(float(s["objective_hours"]) for s in steps("calibrate", "as_is")) == 112  # of 120 promised
    feasibility = next(s for s in steps("quote", "as_is") if s["step_id"] == "s3")
    assert "s2" in ids(feasibility["next_steps"])


def test_information_is_typed_again_or_lost_more_often_than_captured_once() -> None:
    assert Counter(f["transfer"] for f in table("information_flow")) == {"rekeyed": 11, "captured_once": 8, "lost": 7}


# --- Northmoor: the flaws of the roles ------------------------------------------------------------------------------------


def test_nine_of_twelve_key_processes_have_no_single_owner() -> None:
    claims = accountable()
    kinds = {}
    for process in (p["process_id"] for p in key_processes()):
        sources = claims.get(process, {})
        named = set().union(*sources.values())
        kinds[process] = (
            "none" if not named else "one" if len(named) == 1
            else "disagree" if all(len(roles) == 1 for roles in sources.values()) else "several"
        )  # fmt: skip
    assert Counter(kinds.values()) == {"none": 5, "one": 3, "several": 2, "disagree": 2}
    assert {p for p, kind in kinds.items() if kind == "none"} == {"research", "renew", "otd", "spares", "complaints"}
    assert {p for p, kind in kinds.items() if kind == "several"} == {"introduce", "repair"}
    assert {p for p, kind in kinds.items() if kind == "disagree"} == {"find", "quote"}
    assert {p["process_id"] for p in key_processes() if p["owner_role_id"]} == {"develop", "accounts", "calibrate"}


def test_many_statements_are_vague_undefined_or_cannot_be_carried_out() -> None:
    said = table("responsibilities")
    assert Counter(r["clarity"] for r in said) == {"clear": 112, "vague": 60, "undefined": 18}
    assert Counter(r["executable"] for r in said) == {"yes": 98, "no": 79, "": 13}
    assert Counter(r["source"].split(",")[0] for r in said) == {"Handbook": 88, "Job description": 78, "Interview": 24}


def test_one_role_is_named_nowhere_and_one_reports_to_nobody() -> None:
    named = {r["role_id"] for r in table("responsibilities")}
    assert [r["title"] for r in table("roles") if r["role_id"] not in named] == ["Team Leader, Picking"]
    assert [r["title"] for r in table("roles") if not r["reports_to"]] == [
        "Chief Executive", "Customer Complaints Coordinator",
    ]  # fmt: skip


def test_the_head_of_spare_parts_acts_as_owner_outside_the_job_description() -> None:
    unseen = [
        (r["subject_id"], r["activity"])
        for r in table("responsibilities")
        if r["role_id"] == "head_spares" and r["source"] == "Interview" and r["in_job_description"] == "no"
    ]
    assert unseen == [("spares", "manage"), ("spares", "improve")]


# --- Northmoor: the flaws of goals, metrics and reports -------------------------------------------------------------------


def test_three_goals_have_no_metric_and_four_pull_against_others() -> None:
    served = {m["goal_id"] for m in table("metrics")}
    assert [g["text"] for g in table("goals") if g["goal_id"] not in served] == [
        "Halve complaints", "Keep good people", "Win back 20 lost customers, at a lower price if need be",
    ]  # fmt: skip
    assert [g["goal_id"] for g in table("goals") if g["pulls_against"]] == ["g_winback", "g_util", "g_stock", "g_field"]
    assert [g["goal_id"] for g in table("goals") if not g["owner_role_id"]] == ["g_complaints", "g_people"]
    assert {g["process_id"] for g in table("goals") if g["process_id"]} == {"spares", "calibrate"}


def test_half_of_the_functional_and_team_goals_lead_nowhere() -> None:
    goals = {g["goal_id"]: g for g in table("goals")}

    def top(goal: dict[str, str]) -> str:
        return top(goals[goal["parent_id"]]) if goal["parent_id"] else goal["level"]

    lower = [g for g in goals.values() if g["level"] in ("function", "team")]
    assert Counter(top(g) == "enterprise" for g in lower) == {True: 5, False: 5}


def test_metrics_are_many_count_activity_and_change_little() -> None:
    metrics = table("metrics")
    assert sum(not m["goal_id"] for m in metrics) == 22
    assert Counter(m["used_in_decisions"] for m in metrics) == {"no": 55, "yes": 25}
    assert Counter(m["focus"] for m in metrics) == {"activity": 50, "outcome": 19, "process": 11}
    assert Counter(m["kind"] for m in metrics) == {"lagging": 51, "leading": 29}
    assert sum(m["on_scorecard"] == "yes" for m in metrics) == 12
    measured = {m["process_id"] for m in metrics}
    key = {p["process_id"] for p in key_processes()}
    assert key - measured == {"research", "renew", "repair", "complaints"}


def test_four_pairs_of_metrics_are_the_same_one_under_two_names() -> None:
    found: dict[tuple[frozenset[str], str], set[str]] = defaultdict(set)
    for metric in table("metrics"):
        said = frozenset(word.rstrip("s") for word in re.findall(r"[a-z0-9]+", metric["name"].lower())) - {"in", "rate"}
        found[said, metric["unit"]].add(metric["name"])
    assert {frozenset(names) for names in found.values() if len(names) > 1} == {
        frozenset({"On-time delivery", "Delivery on time rate"}),
        frozenset({"First-pass yield", "Yield, first pass"}),
        frozenset({"Spare parts in 24 hours", "Spare parts, 24 hours"}),
        frozenset({"Hours worked", "Worked hours"}),
    }


def test_figures_get_lost_on_their_way() -> None:
    metrics = table("metrics")
    assert sum(not m["decided_by"] for m in metrics) == 45
    scorecard = [m for m in metrics if m["on_scorecard"] == "yes"]
    broken = [m["name"] for m in scorecard if not (m["reported_by"] and m["reported_to"] and m["decided_by"])]
    assert broken == ["Stock value", "On-time delivery", "Spare parts in 24 hours", "Customer satisfaction"]
    on_time = next(m for m in metrics if m["name"] == "On-time delivery")
    assert (len(ids(on_time["collected_by"])), len(ids(on_time["reported_by"]))) == (3, 2)
    assert sum(float(m["latency_days"] or 0) >= 10 for m in metrics) == 28


def test_most_reports_are_used_by_nobody() -> None:
    assert Counter(r["used"] for r in table("reports")) == {"no": 24, "yes": 14}


def series(metric: str) -> list[float]:
    return [float(m["actual"]) for m in table("measurements") if m["metric_id"] == metric]


def test_delivery_falls_as_the_lines_get_busier_and_spare_parts_as_stock_is_cut() -> None:
    assert len({m["metric_id"] for m in table("measurements")}) == 28
    assert correlation(series("m28"), series("m45")) < -0.9
    assert correlation(series("m18"), series("m61")) > 0.9
    for metric, better in (("m75", -1), ("m76", 1), ("m31", 1)):  # calibration and first-pass yield get better
        values = series(metric)
        assert (mean(values[-6:]) - mean(values[:6])) * better > 0


# --- Northmoor: the flaws of the meetings ---------------------------------------------------------------------------------


def test_meetings_are_many_and_in_order_but_look_at_processes_in_five_cases_only() -> None:
    meetings = table("meetings")
    assert Counter(m["agenda"] for m in meetings) == {"standing": 50, "ad_hoc": 7, "none": 3}
    assert sum(m["decisions_recorded"] == "yes" for m in meetings) == 46
    assert sum(not m["stated_purpose"] for m in meetings) == 8
    assert {m["meeting_id"] for m in meetings if m["process_performance_on_agenda"] == "yes"} == {
        "key_account_review", "product_board", "quality_board", "finance_meeting", "lab_planning",
    }  # fmt: skip


def test_output_and_delivery_meeting_do_the_same_work() -> None:
    by_id = {m["meeting_id"]: m for m in table("meetings")}
    output, delivery = by_id["output_meeting"], by_id["delivery_meeting"]
    people = ids(output["attendees"]), ids(delivery["attendees"])
    assert (len(people[0] & people[1]), len(people[0] | people[1])) == (7, 9)
    topics = ids(output["topics"]), ids(delivery["topics"])
    assert (len(topics[0] & topics[1]), len(topics[0])) == (4, 6)


def test_after_november_the_plan_is_on_no_agenda() -> None:
    with_plan = {m["frequency"] for m in table("meetings") if "Strategic plan" in m["topics"]}
    assert with_plan == {"yearly in September", "every November", "FREQ=YEARLY;BYMONTH=10,11;BYMONTHDAY=15"}


# --- Northmoor: who was asked, and what they said -------------------------------------------------------------------------


def test_twelve_interviews_over_four_levels_with_second_scores_on_a_third() -> None:
    told = interviews("northmoor")
    assert Counter(one["who"]["level"] for one in told.values()) == {
        "executive": 3, "senior": 4, "middle": 3, "front_line": 2,
    }  # fmt: skip
    answers = [answer for one in told.values() for answer in one["answers"]]
    scored = [answer for answer in answers if answer["status"] == "answered"]
    assert 0.25 < sum("second_score" in a for a in scored) / len(scored) < 0.42
    assert {a["status"] for a in answers} == {"answered", "na", "unknown", "not_asked"}
    assert all("score" not in a for a in answers if a["status"] != "answered")
    assert all(1 <= a["score"] <= 5 for a in scored)


@pytest.mark.parametrize(("client", "least"), [("northmoor", 100), ("harbour", 10)])
def test_quotes_are_distinct_and_some_are_not_released(client: str, least: int) -> None:
    answers = [answer for one in interviews(client).values() for answer in one["answers"] if "quote" in answer]
    assert len({answer["quote"] for answer in answers}) == len(answers) >= least
    assert {answer["may_be_quoted"] for answer in answers} == {True, False}


@pytest.mark.parametrize("client", ["northmoor", "harbour"])
def test_everybody_is_asked_what_is_meant_for_the_level(client: str) -> None:
    items = content("items")
    for one in interviews(client).values():
        assert all(one["who"]["level"] in items[answer["item_id"]]["audience"] for answer in one["answers"])
        assert dt.date.fromisoformat(one["when"]).year == 2026


def test_150_of_220_answered_by_level_and_function() -> None:
    settings = yaml.safe_load((NORTHMOOR / "engagement.yaml").read_text(encoding="utf-8"))
    population = settings["population"]
    assert population["total"] == sum(population["by_level"].values()) == sum(population["by_function"].values()) == 220
    assert Counter(row["What is your level?"] for row in survey()) == {
        "Executive team": 8, "Senior manager": 19, "Middle manager": 47, "Front line (team leader, specialist)": 76,
    }  # fmt: skip
    answered = Counter(row["Which function do you work in?"] for row in survey())
    assert all(number <= population["by_function"][function] for function, number in answered.items())
    assert {function for function, number in answered.items() if number < 5} == {
        "Human Resources", "IT", "Executive office",
    }  # fmt: skip


def test_every_statement_of_the_method_is_a_column_and_holds_labels_only() -> None:
    stated = [item["statement"]["text"] for item in content("items").values() if item.get("statement")]
    allowed = {*LABELS, "Don't know", "Does not apply", ""}
    for text in stated:
        assert {row[text] for row in survey()} <= allowed
    seen = {row[text] for row in survey() for text in stated}
    assert seen == allowed
    assert sum(bool(row["Is there anything else that you want to tell us?"]) for row in survey()) == 26


def test_executives_see_it_rosier_than_the_front_line_least_so_the_maps() -> None:
    gaps: dict[str, list[float]] = defaultdict(list)
    for item in content("items").values():
        if not item.get("statement"):
            continue
        share = {}
        for level, counts in in_survey(item["statement"]["text"]).items():
            better = LABELS[:2] if item["statement"].get("reversed") else LABELS[3:]
            share[level] = sum(counts[label] for label in better) / sum(counts[label] for label in LABELS)
        gaps[item.get("element") or ""].append(share["Executive team"] - share["Front line (team leader, specialist)"])
    overall = mean(gap for found in gaps.values() for gap in found)
    assert overall > 0.25
    assert mean(gaps["E4"]) < overall


def seconds(row: dict[str, str]) -> int:
    """How long it took; everybody finished on the day of the start."""
    start, end = (row[name].split(" ")[1].split(":") for name in ("Start time", "Completion time"))
    return sum((int(b) - int(a)) * unit for a, b, unit in zip(start, end, (3600, 60, 1), strict=True))


def test_eight_respondents_did_not_read_the_statements() -> None:
    quick = [row for row in survey() if seconds(row) < 90]
    assert len(quick) == 8
    stated = [item["statement"]["text"] for item in content("items").values() if item.get("statement")]
    assert sum(len({row[text] for text in stated}) == 1 for row in quick) == 6


def test_the_last_fifty_see_some_of_it_worse() -> None:
    for name in ("roles.step_up", "roles.permission", "architecture.part_of_the_whole", "practices.managers_feel"):
        statement = content("items")[name]["statement"]
        scores = [
            [LABELS.index(row[statement["text"]]) for row in part if row[statement["text"]] in LABELS]
            for part in (survey()[:50], survey()[-50:])
        ]
        early, late = (mean(4 - s if statement.get("reversed") else s for s in part) for part in scores)
        assert early - late > 0.5


# --- decisions, and Harbour -----------------------------------------------------------------------------------------------


def test_the_consultants_override_stands_on_a_situation_of_the_method() -> None:
    decisions = yaml.safe_load((NORTHMOOR / "decisions.yaml").read_text(encoding="utf-8"))
    ((situation, judgement),) = decisions["findings"].items()
    assert judgement["severity"] == "serious" != content("situations")[situation]["severity"]
    assert judgement["reason"]
    assert judgement["by"]
    assert decisions["actions"].keys() <= content("actions").keys()
    assert len(decisions["actions"]) == 3


def test_harbour_is_sparse() -> None:
    settings = yaml.safe_load((CLIENTS / "harbour" / "engagement.yaml").read_text(encoding="utf-8"))
    assert (settings["mode"], settings["minutes"], settings["return_date"]) == ("rapid", 180, dt.date(2027, 3, 15))
    book = CalamineWorkbook.from_path(CLIENTS / "harbour" / "inventory.xlsx")
    rows = {name: len(book.get_sheet_by_name(name).to_python()) - 1 for name in book.sheet_names}
    assert rows == {
        "processes": 10, "management_processes": 8, "roles": 8, "responsibilities": 18, "goals": 4, "meetings": 5,
    }  # fmt: skip
    assert len(interviews("harbour")) == 3
    assert not (CLIENTS / "harbour" / "survey").exists()
    # nobody listened in: how far two scorers agree is not estimable
    assert not any("second_score" in a for one in interviews("harbour").values() for a in one["answers"])


def test_every_situation_that_the_readme_names_is_there() -> None:
    text = (DATA / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:architecture|roles|metrics|practices)\.[a-z0-9_]+)`", text))
    assert len(named) >= 30
    assert named <= set(content("situations"))
