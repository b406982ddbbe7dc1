"""The set-up holds together: two commands, one source of versions, nothing in the repository that ties it to a machine."""

from __future__ import annotations

import hashlib
import importlib.util
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from types import ModuleType

import pytest
import yaml

from tests.conftest import ROOT

LOCK = (ROOT / "requirements.txt").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
# Addresses and options that name a package index, and folders that only one machine has. Put together from
# parts, so that this file does not find itself.
TIED_TO_A_MACHINE = re.compile(
    "|".join(
        [
            r"--(?:extra-)?index" + r"-url", r"--find" + r"-links", r"https?://[^\s\"'<>)]+/sim" + r"ple\b",
            r"pypi\." + r"(?:org|python)", r"files\.python" + r"hosted", r"registry\." + r"npmjs", r"deb\." + r"debian\.org",
            r"file:///[a-z]", r"/ro" + r"ot/", r"/ho" + r"me/\w", r"/Us" + r"ers/\w", r"(?<![\w.])/wo" + r"rk/", r"[A-Z]:\\Us" + r"ers",
        ]
    )
)  # fmt: skip


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _wanted() -> set[str]:
    listed = [*PROJECT["project"]["dependencies"], *PROJECT["project"]["optional-dependencies"]["dev"]]
    return {_normal(re.split(r"[^\w.-]", entry, maxsplit=1)[0]) for entry in listed}


def _locked() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([A-Za-z0-9][\w.-]*)==([^\s;\\]+)", LOCK, re.MULTILINE):
        found.setdefault(_normal(name), []).append(version)
    return found


def _environment() -> ModuleType:
    spec = importlib.util.spec_from_file_location("environment", ROOT / ".ci" / "environment.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [name for name in listed.stdout.split("\0") if name]


def _fingerprint(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("target", ["demo", "test", "check", "fast", "lock", "clean"])
def test_make_knows_its_targets(target: str) -> None:
    asked = subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, text=True, check=False)
    assert asked.returncode == 0, asked.stderr
    assert asked.stdout.strip()


def test_make_test_runs_the_checks_the_browser_and_the_notebooks() -> None:
    planned = subprocess.run(["make", "-n", "test"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for part in (".ci/set-up", "tests.browser.chromium", "ruff check", "mypy", "lint-imports", "pytest", "--nbval-lax"):
        assert part in planned
    assert "not browser" not in planned


def test_ci_calls_make_test() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert script.splitlines()[-1] == "exec make test"
    assert "set -euo pipefail" in script


@pytest.fixture
def bare_clone(tmp_path: Path) -> Path:
    """What set-up needs of the repository, in a folder with a space in its name, beside a PATH without any Python."""
    clone = tmp_path / "a clone"
    (clone / ".ci").mkdir(parents=True)
    for name in (".ci/set-up", "requirements.txt", "pyproject.toml"):
        shutil.copy(ROOT / name, clone / name)
    commands = tmp_path / "commands"
    commands.mkdir()
    for name in ("bash", "cat", "cksum", "dirname", "grep", "mktemp", "rm"):
        found = shutil.which(name)
        assert found
        (commands / name).symlink_to(found)
    return clone


def _set_up(clone: Path) -> subprocess.CompletedProcess[str]:
    path = str(clone.parent / "commands")
    return subprocess.run(
        ["bash", ".ci/set-up"], cwd=clone, env={"PATH": path}, capture_output=True, text=True, check=False
    )


def test_without_python_set_up_says_what_to_do_in_one_line(bare_clone: Path) -> None:
    done = _set_up(bare_clone)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "make demo PYTHON=" in done.stderr
    assert done.stdout == ""


def test_set_up_is_not_done_twice_for_the_same_lock_and_place(bare_clone: Path) -> None:
    (bare_clone / ".venv" / "bin").mkdir(parents=True)
    python = bare_clone / ".venv" / "bin" / "python"
    python.symlink_to(sys.executable)
    inputs = "".join((bare_clone / name).read_text() for name in ("requirements.txt", "pyproject.toml", ".ci/set-up"))
    sums = subprocess.run(["cksum"], input=inputs, capture_output=True, text=True, check=True).stdout.strip()
    stamp = bare_clone / ".venv" / ".made-from"
    stamp.write_text(f"{bare_clone}: {sums}")
    assert (_set_up(bare_clone).returncode, _set_up(bare_clone).stdout) == (0, "")
    stamp.write_text(f"/elsewhere: {sums}")
    assert _set_up(bare_clone).returncode == 1  # moved: it looks for a Python to begin anew with


@pytest.mark.parametrize("name", ["README.md", "assessment_kit/README.md", "data/README.md"])
def test_every_file_that_a_readme_points_to_is_there(name: str) -> None:
    page = ROOT / name
    links = re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (page.parent / link).exists()] == []


def test_every_package_asked_for_is_locked() -> None:
    assert _wanted() - set(_locked()) == set()


def test_the_lock_pins_and_hashes_everything_and_holds_no_address() -> None:
    entries = re.split(r"\n(?=[A-Za-z0-9])", LOCK.strip())
    assert len(entries) > 50
    assert [e.split("\n")[0] for e in entries if "==" not in e.split("\n")[0] or "--hash=sha256:" not in e] == []
    assert "://" not in LOCK
    assert [line for line in LOCK.splitlines() if line.startswith(("-", "#"))] == []


def test_conda_gets_the_same_versions() -> None:
    made = _environment().environment(LOCK)
    assert (ROOT / "environment.yml").read_text(encoding="utf-8") == made, "run `make lock`"


def test_environment_yml_names_each_locked_version_and_this_package() -> None:
    python, pip, packages = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    assert (python, pip) == ("python=3.11", "pip")
    assert packages["pip"][-1] == "-e ."
    assert sorted(entry.split(" ; ")[0] for entry in packages["pip"][:-1]) == sorted(
        f"{name}=={version}" for name, version in re.findall(r"^([A-Za-z0-9][\w.-]*)==([^\s;\\]+)", LOCK, re.MULTILINE)
    )


def test_markers_reach_conda_whole() -> None:
    lock = 'a==1.0 ; python_full_version < "3.12" \\\n    --hash=sha256:00\nb==2 \\\n    --hash=sha256:11\n'
    assert _environment().pins(lock) == ['a==1.0 ; python_full_version < "3.12"', "b==2"]


def test_nothing_in_the_repository_names_an_index_or_a_machine() -> None:
    found = []
    for name in _tracked():
        path = ROOT / name
        if path.suffix in {".png", ".xlsx"} or not path.is_file():
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            if hit := TIED_TO_A_MACHINE.search(line):
                found.append(f"{name}:{number}: {hit.group(0)}")
    assert found == []


def test_what_is_made_and_what_belongs_to_clients_is_not_committed() -> None:
    assert [n for n in _tracked() if n.startswith(("reports/", "clients/", ".venv/", "dist/"))] == []


def test_the_real_clients_raw_files_are_not_committed() -> None:
    raw = ROOT.parent / "shared" / "real"
    if not raw.is_dir():
        pytest.skip("needs ../shared/real")
    theirs = {_fingerprint(path) for path in raw.rglob("*") if path.is_file() and path.stat().st_size > 1000}
    assert [n for n in _tracked() if (ROOT / n).is_file() and _fingerprint(ROOT / n) in theirs] == []


@pytest.mark.slow
def test_the_wheel_carries_notebooks_templates_and_sample_clients(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        str(tmp_path),
        str(ROOT),
    ]
    subprocess.run(command, check=True, capture_output=True, text=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        inside = {n.removeprefix("assessment_kit/_shipped/") for n in packed.namelist() if "/_shipped/" in n}
    wanted = {
        name.replace("data/clients/", "clients/", 1)
        for name in _tracked()
        if name.startswith(("notebooks/", "templates/", "data/clients/"))
    }
    assert wanted - inside == set()
