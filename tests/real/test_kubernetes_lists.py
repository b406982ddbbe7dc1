"""Processes, roles, responsibilities and meetings of Kubernetes against counts taken straight from sigs.yaml."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assessment_kit.engagement import Engagement
from assessment_kit.engagement.frequency import parse_frequency
from tests.real import documents

Rows = list[dict[str, str]]
Table = Callable[[str], Rows]
Groups = list[dict[str, Any]]

ONCE_A_YEAR = {"weekly": 52, "biweekly": 26, "bi-weekly": 26, "monthly": 12, "every four weeks": 13}
"""By the first words of a spelling; what starts otherwise names one day of the month: 12."""


def subprojects(group: dict[str, Any]) -> list[dict[str, Any]]:
    return group.get("subprojects") or []


def seats(group: dict[str, Any], office: str) -> int:
    return len(group["leadership"].get(office) or [])


def of_the_source(rows: Rows) -> Rows:
    """The meetings that sigs.yaml lists: not the check-ins of the liaisons, nor the two that other documents tell of."""
    further = {"leads_meeting", "sig_docs__quarterly_goals"}
    return [r for r in rows if not r["meeting_id"].endswith("__check_in") and r["meeting_id"] not in further]


def times_a_year(spelling: str) -> int:
    words = spelling.lower()
    return next((n for start, n in ONCE_A_YEAR.items() if words.startswith(start)), 12)


def test_nothing_in_the_folder_is_a_problem_to_the_reader(kubernetes_read: Engagement) -> None:
    assert [str(p) for p in kubernetes_read.problems] == []


def test_each_group_and_each_subproject_is_one_process(kubernetes_table: Table, groups: Groups) -> None:
    rows = kubernetes_table("processes")
    assert len(rows) == len(groups) + sum(len(subprojects(g)) for g in groups) + 1 == 272  # and the minor release
    below = Counter(row["parent_id"] for row in rows if row["parent_id"] and row["name"] != "Minor release")
    assert sorted(below.values()) == sorted(len(subprojects(g)) for g in groups if subprojects(g))
    assert len({row["name"] for row in rows}) == len(rows)  # two SIGs have a subproject called website


def test_key_processes_are_the_areas_of_the_sigs_and_the_minor_release(
    kubernetes_table: Table, sigs: dict[str, Any]
) -> None:
    key = [row for row in kubernetes_table("processes") if row["is_key"] == "yes"]
    areas = [row["functions"] for row in key if row["name"] != "Minor release"]
    assert areas == [f"SIG {g['name']}" for g in sigs["sigs"]]
    assert len(key) == len(areas) + 1


def test_the_minor_release_has_one_owner_by_its_handbook(kubernetes_table: Table, kubernetes_source: Path) -> None:
    """It belongs to the lead of the Release Team, who is not among the leads that sigs.yaml names for any subproject."""
    handbook = kubernetes_source / "sig-release" / "release-team" / "role-handbooks" / "release-team-lead" / "README.md"
    assert "taking ultimate accountability for all release tasks" in handbook.read_text(encoding="utf-8")
    row = next(r for r in kubernetes_table("processes") if r["name"] == "Minor release")
    assert row["owner_role_id"] == "release_team_lead"
    claims = {r["role_id"] for r in kubernetes_table("responsibilities") if r["subject_id"] == row["process_id"]}
    assert claims == {"release_team_lead"}


def test_an_area_is_managed_when_its_sig_meets(kubernetes_table: Table, sigs: dict[str, Any]) -> None:
    areas = [r for r in kubernetes_table("processes") if r["is_key"] == "yes" and r["name"] != "Minor release"]
    managed = {r["functions"]: r["managed"] for r in areas}
    expected = {f"SIG {g['name']}": "yes" if g.get("meetings") else "no" for g in sigs["sigs"]}
    assert managed == expected
    assert [sig for sig, word in managed.items() if word == "no"] == ["SIG UI"]


def test_working_groups_run_across_their_stakeholders(kubernetes_table: Table, sigs: dict[str, Any]) -> None:
    functions = {row["name"]: row["functions"].split("; ") for row in kubernetes_table("processes")}
    for group in sigs["workinggroups"]:
        assert functions[f"{group['name']} initiative"] == [f"SIG {name}" for name in group["stakeholder_sigs"]]


def test_every_seat_is_a_role_and_no_more(kubernetes_table: Table, groups: Groups) -> None:
    ids = [row["role_id"] for row in kubernetes_table("roles")]
    chairs = sum(seats(g, "chairs") for g in groups)
    tech_leads = sum(seats(g, "tech_leads") for g in groups)
    unfilled = sum(g["dir"].startswith("sig-") and not seats(g, "tech_leads") for g in groups)
    leads = sum(len(s.get("leads") or []) for g in groups for s in subprojects(g))
    owners = sum(bool(s.get("owners")) for g in groups for s in subprojects(g))
    assert (chairs, tech_leads, unfilled, leads, owners) == (112, 54, 4, 35, 236)
    assert (
        len(ids) == len(set(ids)) == chairs + tech_leads + 2 * unfilled + leads + owners + 2
    )  # and the Release Team's two


def test_chairs_of_each_sig(kubernetes_table: Table, sigs: dict[str, Any]) -> None:
    found = Counter(row["function"] for row in kubernetes_table("roles") if " chair" in row["title"])
    assert {sig: n for sig, n in found.items() if sig.startswith("SIG")} == {
        f"SIG {g['name']}": seats(g, "chairs") for g in sigs["sigs"]
    }


def test_no_sig_has_one_chair_who_answers_alone(kubernetes_table: Table, sigs: dict[str, Any]) -> None:
    assert min(seats(g, "chairs") for g in sigs["sigs"]) == 2
    accountable = Counter(
        row["subject_id"]
        for row in kubernetes_table("responsibilities")
        if row["assignment"] == "A" and row["activity"] == "manage" and "_chair_" in row["role_id"]
    )
    for group in sigs["sigs"]:
        assert accountable[group["dir"].replace("-", "_")] == seats(group, "chairs")
    owned = [r["name"] for r in kubernetes_table("processes") if r["is_key"] == "yes" and r["owner_role_id"]]
    assert owned == ["Minor release"]


def test_all_subprojects_link_owners_and_answer_through_them_or_their_leads(
    kubernetes_table: Table, groups: Groups
) -> None:
    assert [s["name"] for g in groups for s in subprojects(g) if not s.get("owners")] == []
    one_answers = sum(len(s.get("leads") or []) < 2 for g in groups for s in subprojects(g))
    owned = [row for row in kubernetes_table("processes") if row["owner_role_id"] and row["is_key"] != "yes"]
    assert len(owned) == one_answers == 223  # 13 of 236 name two leads or more


def test_liaisons_are_seats_of_the_steering_committee(kubernetes_table: Table, groups: Groups) -> None:
    """Each group's chairs report to its liaison's seat; the seats carry as many groups as sigs.yaml gives each member."""
    steering = next(g for g in groups if g["dir"] == "committee-steering")
    members = [person["github"] for person in steering["leadership"]["chairs"]]
    expected = Counter(g["contact"]["liaison"]["github"] for g in groups if g["contact"].get("liaison"))
    found = {
        (row["role_id"].split("_chair_")[0].split("_member_")[0].split("_tech_lead_")[0], row["reports_to"])
        for row in kubernetes_table("roles")
        if row["reports_to"]
    }
    assert len(found) == sum(expected.values())  # one seat per group
    carried = Counter(seat for _, seat in found)
    assert [carried[f"committee_steering_member_{n}"] for n in range(1, 8)] == [expected[m] for m in members]


def test_the_charter_of_apps_and_sigs_yaml_contradict_each_other(
    kubernetes_table: Table, groups: Groups, kubernetes_source: Path
) -> None:
    """The charter says that tech leads are not appropriate for SIG Apps; sigs.yaml lists three."""
    charter = (kubernetes_source / "community" / "sig-apps" / "charter.md").read_text(encoding="utf-8")
    assert "Generic technical leads are not appropriate for this SIG" in charter
    assert seats(next(g for g in groups if g["dir"] == "sig-apps"), "tech_leads") == 3
    deciding = [
        (row["source"], "tech_lead" in row["role_id"])
        for row in kubernetes_table("responsibilities")
        if row["subject_id"] == "sig_apps" and row["activity"] == "decide"
    ]
    assert Counter(deciding) == {("Charter of SIG Apps", False): 3, ("SIG governance", True): 3}


def test_working_groups_answer_without_authority(
    kubernetes_table: Table, sigs: dict[str, Any], kubernetes_source: Path
) -> None:
    governance = documents.read(kubernetes_source, "committee-steering/governance/wg-governance.md")
    assert "no authority is vested in a Working Group" in governance
    rows = [r for r in kubernetes_table("responsibilities") if r["subject_id"].startswith("wg_")]
    assert {r["executable"] for r in rows} == {"no"}
    assert {r["subject_id"] for r in rows} == {g["dir"].replace("-", "_") for g in sigs["workinggroups"]}


def test_four_sigs_name_no_tech_lead(kubernetes_table: Table, sigs: dict[str, Any]) -> None:
    without = {g["dir"].replace("-", "_") for g in sigs["sigs"] if not seats(g, "tech_leads")}
    unfilled = {r["subject_id"] for r in kubernetes_table("responsibilities") if "_tech_lead_vacant_" in r["role_id"]}
    assert unfilled == without == {"sig_architecture", "sig_multicluster", "sig_security", "sig_ui"}


def test_all_meetings_are_there_with_every_spelling(kubernetes_table: Table, groups: Groups) -> None:
    spellings = Counter(m["frequency"] for g in groups for m in g.get("meetings") or [])
    assert (sum(spellings.values()), len(spellings)) == (72, 22)
    assert Counter(row["frequency"] for row in of_the_source(kubernetes_table("meetings"))) == spellings


def test_meetings_of_a_year(kubernetes_table: Table, groups: Groups) -> None:
    """The reader's count of a year against one worked from the first words of the raw spellings."""
    raw = sum(times_a_year(m["frequency"]) for g in groups for m in g.get("meetings") or [])
    rows = of_the_source(kubernetes_table("meetings"))
    counted = sum(parse_frequency(row["frequency"]).per_year for row in rows)
    assert counted == raw == 15 * 52 + 49 * 26 + 13 + 7 * 12 == 2151  # weekly, fortnightly, every four weeks, monthly


def test_a_check_in_for_each_group_that_has_a_liaison(
    kubernetes_table: Table, groups: Groups, kubernetes_source: Path
) -> None:
    """34 of the 35 groups: the Steering Committee has none with itself. Each brings one seat of it and the group's chairs together."""
    document = (kubernetes_source / "community" / "liaisons.md").read_text(encoding="utf-8")
    assert "Check-ins with their groups at least once a quarter" in document
    listed = [line for line in document.splitlines() if line.startswith(("| [SIG", "| [WG", "| [Committee"))]
    rows = [r for r in kubernetes_table("meetings") if r["meeting_id"].endswith("__check_in")]
    assert len(rows) == len(listed) == 34
    with_liaison = [g for g in groups if g["contact"].get("liaison")]
    assert [len(r["attendees"].split("; ")) for r in rows] == [1 + seats(g, "chairs") for g in with_liaison]
    assert {parse_frequency(r["frequency"]).per_year for r in rows} == {4}


@pytest.mark.parametrize("place", ["groups", "subprojects"])
def test_every_spelling_is_understood(place: str, groups: Groups) -> None:
    entries = groups if place == "groups" else [s for g in groups for s in subprojects(g)]
    spellings = {m["frequency"] for entry in entries for m in entry.get("meetings") or []}
    assert len(spellings) == {"groups": 22, "subprojects": 16}[place]
    assert {s: parse_frequency(s).per_year for s in spellings} == {s: times_a_year(s) for s in spellings}


def test_nobody_is_named_for_a_meeting_unless_a_document_does(kubernetes_table: Table, groups: Groups) -> None:
    """sigs.yaml names nobody. The chairs organise the main meeting; four groups say that their subprojects report in it."""
    reporting = {"SIG CLI", "SIG Cluster Lifecycle", "SIG Security", "SIG Storage"}
    chairs = {f"{kind} {g['name']}": seats(g, "chairs") for g in groups for kind in ("SIG", "WG")}
    chairs |= {"Steering Committee": 7}
    named: Counter[bool] = Counter()
    for row in of_the_source(kubernetes_table("meetings")):
        group, number = row["name"].split(": ")[0], len(row["attendees"].split("; ")) if row["attendees"] else 0
        named[number > 0] += 1
        assert number in {0, chairs[group]} or group in reporting, row["name"]
        if row["purpose"] not in {"weekly_steering", "monthly_review"}:
            assert number == 0, row["name"]
    assert named == {True: 40, False: 32}


def test_decisions_are_recorded_where_published_notes_show_it(
    kubernetes_table: Table, groups: Groups, kubernetes_source: Path
) -> None:
    """68 of 72 meetings link notes; a link shows that notes are kept, so it is no yes. Two archives can be read."""
    assert sum(bool(m.get("archive_url")) for g in groups for m in g.get("meetings") or []) == 68
    archives = sorted(p.parent.name for p in kubernetes_source.glob("community/*/meeting-notes-archive"))
    assert archives == ["committee-steering", "communication", "sig-release"]
    recorded = {row["name"] for row in kubernetes_table("meetings") if row["decisions_recorded"]}
    assert recorded == {"Steering Committee: Public Steering Committee Meeting", "SIG Release: Regular SIG Meeting"}


def test_goals_are_those_of_four_documents_and_of_the_working_groups(
    kubernetes_table: Table, sigs: dict[str, Any]
) -> None:
    goals = {row["process_id"]: row["text"] for row in kubernetes_table("goals")}
    assert len(goals) == 4 + len(sigs["workinggroups"]) == 12
    for group in sigs["workinggroups"]:
        text = goals[group["dir"].replace("-", "_")]
        assert text.split()[:6] == group["mission_statement"].split()[:6]
        assert "](" not in text
        assert not text.endswith("(eg")


def test_what_the_source_does_not_tell_stays_empty(kubernetes_table: Table) -> None:
    rows = kubernetes_table("meetings")
    for column in ("minutes", "chair", "stated_purpose", "value", "inputs", "topics"):
        assert {row[column] for row in rows} == {""}, column
    for column in ("planned", "revenue_importance", "performance_problem", "objective_approved_by_customer"):
        assert {row[column] for row in kubernetes_table("processes")} == {""}, column


def test_an_annual_report_is_a_report(kubernetes_table: Table, groups: Groups, kubernetes_source: Path) -> None:
    written = [
        g["dir"] for g in groups if (kubernetes_source / "community" / g["dir"] / "annual-report-2025.md").exists()
    ]
    assert len(kubernetes_table("reports")) == len(written)


def test_a_claim_that_no_document_bears_out_stops_the_script(kubernetes_source: Path) -> None:
    with pytest.raises(ValueError, match="does not say"):
        documents.must_say(kubernetes_source, "sig-apps/charter.md", "One person answers for all applications")
