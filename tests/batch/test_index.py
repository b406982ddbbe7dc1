"""The index of a folder of reports: all clients that are there, how firm each letter is, and where a failure is told."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path

from assessment_kit.batch.index import index_page
from assessment_kit.batch.record import Run, earlier
from assessment_kit.batch.run import run_batch

MADE = {
    "client": "Berg & Co", "folder": "berg", "status": "ok", "finished": "2026-11-30T08:00:00+00:00", "letters": {"E1": "A", "E2": "B", "E3": "C"},
    "firmness": {"E1": 0.94, "E2": 0.58},
}  # fmt: skip


def there(out: Path, name: str, record: Mapping[str, object] | str, *, report: bool = True) -> None:
    folder = out / name
    folder.mkdir(parents=True)
    (folder / "run.json").write_text(record if isinstance(record, str) else json.dumps(record), encoding="utf-8")
    if report:
        (folder / "report.html").write_text("a report", encoding="utf-8")


def rows(page: str) -> list[str]:
    """The text of each row of the table, tags taken away."""
    found = re.findall(r"<tr[^>]*>(<th scope=\"row\">.*?)</tr>", page, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in found]


def test_a_run_of_one_client_keeps_the_others_on_the_index(tmp_path: Path) -> None:
    out = tmp_path / "reports"
    there(out, "berg", MADE)
    there(out, "moved here", {**MADE, "client": "Moved", "finished": ""})
    there(out, "gone", MADE, report=False)  # its report was taken away
    there(out, "odd", "{")
    there(out, "sank", {**MADE, "client": "Sank", "status": "failed", "error": "It sank.", "letters": {}, "firmness": {}}, report=False)  # fmt: skip
    (tmp_path / "acme").mkdir()
    for _ in range(2):  # the client of this run is not listed a second time
        run_batch([tmp_path / "acme"], out)
    page = (out / "index.html").read_text(encoding="utf-8")
    assert [row.split(" ")[0] for row in rows(page)] == ["acme", "Berg", "Moved", "Sank"]
    assert rows(page)[1] == "Berg &amp; Co A 94% B 58% C 1 made on 30 Nov 2026"
    assert 'href="moved%20here/report.html"' in page
    assert "4 clients" in page
    assert "gone/" not in page
    assert json.loads((out / "manifest.json").read_text(encoding="utf-8"))["failed"] == 1  # of this run alone


def test_a_failure_leads_to_its_record_and_says_why(tmp_path: Path) -> None:
    (tmp_path / "acme").mkdir()
    (run,) = run_batch([tmp_path / "acme"], tmp_path / "reports")
    page = (tmp_path / "reports" / "index.html").read_text(encoding="utf-8")
    assert '<a href="acme/run.json">failed</a>' in page
    assert "is empty. Fill it with: assessment-kit new" in rows(page)[0]
    assert json.loads((tmp_path / "reports" / "acme" / "run.json").read_text(encoding="utf-8"))["error"] == run.error
    assert "report.html" not in page


def test_letters_that_are_open_stand_out(tmp_path: Path) -> None:
    page = index_page([Run("Berg", "berg", letters={"E1": "A", "E2": "B"}, firmness={"E1": 0.7, "E2": 0.694})])
    assert '<small class="share">70%</small>' in page
    assert '<small class="share open">69%</small>' in page
    assert "Below 70%, in colour and with a hatched tile, treat it as open;" in page


def test_firmness_is_never_told_as_certain() -> None:
    page = index_page([Run("Berg", "berg", letters={"E1": "A"}, firmness={"E1": 1.0})])
    assert "A &gt;99%" in rows(page)[0]


def test_records_from_before_firmness_was_kept_are_read(tmp_path: Path) -> None:
    there(tmp_path, "old", {name: value for name, value in MADE.items() if name != "firmness"})
    assert [run.firmness for run in earlier(tmp_path, ())] == [{}]


def test_date_size_and_other_forms_stand_beside_the_letters() -> None:
    made = Run(
        "Berg", "berg", letters={"E1": "A"}, date="2026-10-16", forms={"report.html": 2_340_000, "report.xlsx": 84_400}
    )
    page = index_page([made])
    assert rows(page) == ["Berg A – 16 Oct 2026 made xlsx 84 kB 2.3 MB"]
    assert '<a href="berg/report.xlsx">xlsx</a>' in page
    assert "One report can be opened here." in page


def test_a_failed_client_is_counted_and_its_reason_stands_in_its_row() -> None:
    page = index_page([Run("Berg", "berg"), Run("Sank", "sank", status="failed", error="It sank.")])
    assert rows(page)[1] == "Sank It sank. failed"
    assert "One report can be opened here. <b>One client failed.</b>" in page


def test_rows_carry_what_they_are_sorted_by() -> None:
    """Letters in the order of what is to do, the number of open letters, the bytes; a failed client has none of them."""
    page = index_page(
        [
            Run("Berg", "berg", letters={"E1": "keep", "E2": "B"}, firmness={"E1": 0.5, "E2": 0.9}, date="2026-10-16", forms={"report.html": 9}),
            Run("Sank", "sank", status="failed"),
        ]
    )  # fmt: skip
    first, second = re.findall(r"<tr (data-name[^>]*)>", page)
    assert (
        first
        == 'data-name="Berg" data-state="0 " data-date="2026-10-16" data-size="9" data-firm="1" data-l1="5" data-l2="1"'
    )
    assert second == 'data-name="Sank" data-state="2 "'


def test_the_board_edition_is_named_and_promises_no_list() -> None:
    page = index_page([Run("Berg", "berg", problems=2, edition="board")])
    assert rows(page) == ["Berg 2 faulty entries left out – made, board edition"]


def test_the_script_runs_by_its_hash_alone() -> None:
    page = index_page([Run("<script>alert(1)</script>", "berg")])
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src &#39;sha256-{digest}&#39;" in page
    assert "default-src &#39;none&#39;" in page
