"""The main job: reports for clients, whatever one of them is like."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from assessment_kit.batch import files
from assessment_kit.batch.run import Options, plan, run_batch
from assessment_kit.errors import UsageError
from assessment_kit.shipped import SAMPLE_CLIENTS

HARBOUR = SAMPLE_CLIENTS / "harbour"


def command(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """The installed command, as a user calls it."""
    return subprocess.run(
        [sys.executable, "-m", "assessment_kit", *arguments], capture_output=True, text=True, cwd=cwd, check=False
    )


@pytest.mark.slow
def test_a_client_that_fails_does_not_touch_the_others(tmp_path: Path) -> None:
    odd = tmp_path / "in" / "{acme} & söhne 中"
    shutil.copytree(HARBOUR, odd)
    empty = tmp_path / "in" / "empty"
    empty.mkdir()
    out = tmp_path / "reports"
    done = command("run", str(odd), str(empty), str(HARBOUR), "-o", str(out), "--jobs", "2")
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert (manifest["ok"], manifest["failed"], manifest["skipped"]) == (2, 1, 0)
    by_folder = {c["folder"]: c for c in manifest["clients"]}
    assert by_folder["empty"]["status"] == "failed"
    assert by_folder["empty"]["error"]
    for name in (odd.name, "harbour"):
        assert (out / name / "report.html").is_file()
        run = json.loads((out / name / "run.json").read_text(encoding="utf-8"))
        assert run["status"] == "ok"
        assert set(run["notebooks"].values()) == {"ok"}
        assert len(run["notebooks"]) == len(list((out / name / "notebooks").glob("*.ipynb"))) == 5
        read = files.inputs(HARBOUR)
        if name == "harbour":
            assert sorted(run["inputs"].values()) == sorted(read.values())
        assert {n for n in run["inputs"] if "/" not in n} == {n for n in read if "/" not in n}
        assert not any("interview_0" in n for n in run["inputs"])  # names of interviews often tell a role
    assert "Harbour Clinics" in (out / "index.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_what_did_not_change_is_passed_over(tmp_path: Path) -> None:
    client, out = tmp_path / "harbour", tmp_path / "reports"
    shutil.copytree(HARBOUR, client)
    assert command("run", str(client), "-o", str(out)).returncode == 0
    before = (out / "harbour" / "report.html").read_bytes()
    again = command("run", str(client), "-o", str(out))
    assert again.returncode == 0
    assert "unchanged" in again.stdout
    settings = client / "engagement.yaml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("Harbour Clinics", "Harbor Clinics"), encoding="utf-8"
    )
    assert not plan([client], out, Options())[0].fresh
    assert command("run", str(client), "-o", str(out)).returncode == 0
    after = (out / "harbour" / "report.html").read_bytes()
    assert b"Harbor Clinics" in after
    assert after != before


def test_the_same_name_twice_goes_to_two_folders(tmp_path: Path) -> None:
    clients = [tmp_path / a / "acme" for a in ("x", "y")]
    for client in clients:
        client.mkdir(parents=True)
    assert [p.target.name for p in plan(clients, tmp_path / "out", Options())] == ["acme", "acme-2"]


def test_no_client_and_no_place_to_write(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="No client's folder"):
        run_batch([], tmp_path / "out")
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError, match="Choose another folder with -o"):
        run_batch([HARBOUR], tmp_path / "file")


def test_wrong_usage_is_exit_code_two_and_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    done = command("run", str(HARBOUR), "-o", str(tmp_path / "file"))
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "report.html"
    files.write(target, "old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        files.write(target, "new")
    assert target.read_text(encoding="utf-8") == "old"
    assert [f.name for f in tmp_path.iterdir()] == ["report.html"]


def test_a_fingerprint_changes_with_every_part() -> None:
    base = files.fingerprint({"a.csv": "1"}, {"engine": "x"})
    assert base == files.fingerprint({"a.csv": "1"}, {"engine": "x"})
    assert (
        len(
            {
                base,
                files.fingerprint({"a.csv": "2"}, {"engine": "x"}),
                files.fingerprint({"a.csv": "1"}, {"engine": "y"}),
            }
        )
        == 3
    )
