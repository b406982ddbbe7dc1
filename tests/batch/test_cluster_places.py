"""Clients and reports at addresses: what changed is seen, what is put back is whole, and nothing leads out of a folder."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from fsspec.implementations.memory import MemoryFileSystem
from upath import UPath

from assessment_kit.batch import files, places
from assessment_kit.batch.record import Run, earlier, load
from assessment_kit.batch.run import Options, plan
from assessment_kit.errors import UsageError

SETTINGS = "client: Acme\nshort_name: Acme\ndate: 2026-09-30\n"


@pytest.fixture
def store() -> Iterator[UPath]:
    """An empty store, in memory."""
    MemoryFileSystem.store.clear()
    yield UPath("memory://bucket")
    MemoryFileSystem.store.clear()


def put(where: Any, text: str = "x") -> None:
    where.fs.pipe_file(where.path, text.encode())


def client(store: UPath, name: str, more: str = "") -> UPath:
    put(store / "clients" / name / "engagement.yaml", SETTINGS + more)
    put(store / "clients" / name / "interviews" / "a.yaml")
    return store / "clients" / name


def names(where: UPath) -> set[str]:
    return set(places._found(where))


def test_a_path_stays_a_path_and_an_address_is_one() -> None:
    assert places.place("clients/acme") == Path("clients/acme")
    assert not places.is_far(places.place("C:\\clients\\acme"))
    far = places.place("s3://bucket/clients/{acme} & söhne 中/")
    assert places.is_far(far)
    assert (far.name, str(far)) == ("{acme} & söhne 中", "s3://bucket/clients/{acme} & söhne 中")


@pytest.mark.parametrize(("address", "told"), [("gs://b/x", "pip"), ("nowhere://b/x", "Try s3://")])
def test_an_address_that_cannot_be_used_is_told_with_a_cure(address: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        places.place(address)


def test_a_star_stands_for_all_clients_there_and_for_nothing_else(store: UPath) -> None:
    for name in ("b", "a"):
        client(store, name)
    put(store / "clients" / "brand.yaml")
    odd = client(store / "odd", "acme [1]")
    assert places.expanded([odd]) == [odd]
    put(store / "clients" / "notes" / "read me.txt")
    assert places.expanded([store / "clients" / "*", Path("x*")]) == [
        store / "clients" / "a", store / "clients" / "b", Path("x*"),
    ]  # fmt: skip
    with pytest.raises(UsageError, match=r"no client at memory://bucket/none/\*"):
        places.expanded([store / "none" / "*"])


def test_a_report_is_good_until_a_file_an_option_or_the_brand_beside_changes(store: UPath) -> None:
    here = client(store, "acme", "brand: ../brand.yaml\n")
    put(store / "clients" / "brand.yaml", "name: Us\nlogo: logo.svg\n")
    put(store / "clients" / "logo.svg", "one")
    out = store / "reports"

    def fresh(options: Options | None = None) -> bool:
        return plan([here], out, options or Options())[0].fresh

    def made() -> None:
        planned = plan([here], out, Options())[0]
        put(planned.target / "report.html")
        files.write_json(planned.target / "run.json", Run("Acme", "acme", fingerprint=planned.fingerprint).as_dict())

    assert not fresh()
    made()
    assert fresh()
    assert not fresh(Options(edition="board"))
    for file in (here / "interviews" / "a.yaml", store / "clients" / "logo.svg", store / "clients" / "brand.yaml"):
        put(file, f"changed {file.name}")
        assert not fresh(), file
        made()
        assert fresh()
    put(here / "notebooks" / "01.ipynb")
    assert fresh()
    (out / "acme" / "report.html").unlink()
    assert not fresh()


def test_a_client_is_copied_with_the_brand_beside_it_and_without_what_is_no_input(store: UPath, tmp_path: Path) -> None:
    here = client(store, "acme", "brand: ../brand.yaml\n")
    put(here / "odd [name]*?.csv", "a,b\n")
    put(here / ".ipynb_checkpoints" / "x.ipynb")
    put(store / "clients" / "brand.yaml", "name: Us\nlogo: marks/logo.svg\n")
    put(store / "clients" / "marks" / "logo.svg", "<svg/>")
    put(store / "clients" / "other" / "engagement.yaml", SETTINGS)
    near = places.fetch(here, tmp_path)
    assert near == tmp_path / "acme"
    assert sorted(f.relative_to(tmp_path).as_posix() for f in tmp_path.rglob("*") if f.is_file()) == [
        "acme/engagement.yaml", "acme/interviews/a.yaml", "acme/odd [name]*?.csv", "brand.yaml", "marks/logo.svg",
    ]  # fmt: skip
    with pytest.raises(places.PlaceError, match="no such folder"):
        places.fetch(store / "clients" / "nobody", tmp_path)


def test_no_name_of_a_store_leads_out_of_the_folder(store: UPath, tmp_path: Path) -> None:
    here = client(store, "acme")
    MemoryFileSystem.store["/bucket/clients/acme/a/../../../../etc/cron"] = MemoryFileSystem.store[
        "/bucket/clients/acme/interviews/a.yaml"
    ]
    with pytest.raises(places.PlaceError, match="leads out of the folder"):
        places.fetch(here, tmp_path)
    assert not list(tmp_path.rglob("cron"))


def test_a_brand_outside_is_not_copied(store: UPath, tmp_path: Path) -> None:
    put(store / "secret.yaml", "name: Other\n")
    places.fetch(client(store, "acme", "brand: ../../secret.yaml\n"), tmp_path / "in")
    assert not list(tmp_path.rglob("secret.yaml"))


def made(folder: Path, *names: str) -> Path:
    """What a run left in a folder."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"new {name}", encoding="utf-8")
    return folder


def test_a_good_run_replaces_all_that_an_earlier_one_left(store: UPath, tmp_path: Path) -> None:
    target = store / "reports" / "acme"
    for name in ("run.json", "report.html", "report.pdf", "notebooks/old.ipynb", "log.txt", "a note of mine.txt"):
        put(target / name, "old")
    places.put_back(made(tmp_path, "run.json", "report.html", "notebooks/01.ipynb"), target)
    assert names(target) == {"run.json", "report.html", "notebooks/01.ipynb", "a note of mine.txt"}
    assert (target / "report.html").read_text() == "new report.html"


def test_a_failed_run_leaves_the_last_good_report(store: UPath, tmp_path: Path) -> None:
    target = store / "reports" / "acme"
    for name in ("run.json", "report.html", "report.pdf"):
        put(target / name, "old")
    places.put_back(made(tmp_path, "run.json", "log.txt"), target)
    assert names(target) == {"run.json", "report.html", "report.pdf", "log.txt"}
    assert (target / "run.json").read_text() == "new run.json"


def cut_short(real: Any, left: Iterator[int]) -> Any:
    """The same, as long as anything is left; then the store is gone."""

    def call(*given: Any, **named: Any) -> Any:
        if next(left, None) is None:
            raise ConnectionError
        return real(*given, **named)

    return call


def test_wherever_it_is_cut_short_no_record_tells_of_another_report(
    store: UPath, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = made(tmp_path, "run.json", "report.html", "notebooks/01.ipynb")
    for after in itertools.count():
        target = store / f"reports{after}" / "acme"
        for name in ("run.json", "report.html", "report.pdf"):
            put(target / name, "old")
        with monkeypatch.context() as cut:
            left = iter(range(after))
            for verb in ("pipe_file", "put_file", "rm_file"):
                cut.setattr(MemoryFileSystem, verb, cut_short(getattr(MemoryFileSystem, verb), left))
            with suppress(places.PlaceError):
                places.put_back(folder, target)
            done = next(left, None) is not None
        if "run.json" in names(target):
            texts = {name: (target / name).read_text() for name in ("run.json", "report.html")}
            assert len({text.split()[0] for text in texts.values()}) == 1, (after, texts)
            assert ("report.pdf" in names(target)) == (texts["run.json"] == "old")
        if done:
            break
    assert after >= 4


def test_where_files_are_not_whole_at_once_they_are_written_beside_and_moved(
    store: UPath, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "WHOLE", set[str]())
    asked: list[tuple[str, str]] = []
    real = MemoryFileSystem.mv

    def mv(self: Any, one: str, two: str, **named: Any) -> Any:
        asked.append((one, two))
        assert self.exists(one)
        assert not self.exists(two)
        return real(self, one, two, **named)

    monkeypatch.setattr(MemoryFileSystem, "mv", mv)
    places.put_back(made(tmp_path, "run.json", "report.html"), store / "r")
    assert [two for _, two in asked] == ["/bucket/r/report.html", "/bucket/r/run.json"]
    assert names(store / "r") == {"run.json", "report.html"}


def test_a_task_is_run_on_near_copies_and_its_record_comes_back(store: UPath) -> None:
    here, target = client(store, "acme"), store / "reports" / "acme"
    seen: list[Path] = []

    def run(task: dict[str, Any]) -> Run:
        seen.extend((task["source"], task["target"]))
        made(task["target"], "report.html", "run.json")
        return Run(task["source"].name, task["target"].name)

    assert places.carried({"source": here, "target": target, "brand": None}, run).folder == "acme"
    assert [path.name for path in seen] == ["acme", "acme"]
    assert not any(path.exists() for path in seen)
    assert names(target) == {"report.html", "run.json"}
    assert load(target / "run.json") is None  # it is no record, and no reason to fall over


def test_earlier_clients_of_a_store_are_found_by_name(store: UPath) -> None:
    for name in ("B", "a", "c"):
        files.write_json(store / "reports" / name / "run.json", Run(client=name, folder="").as_dict())
        if name != "c":
            put(store / "reports" / name / "report.html")
    assert [run.folder for run in earlier(store / "reports", {"x"})] == ["a", "B"]
    assert [run.folder for run in earlier(store / "reports", {"a"})] == ["B"]


def test_a_store_that_cannot_be_written_is_told_before_anything_is_run(
    store: UPath, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Access Denied")

    monkeypatch.setattr(MemoryFileSystem, "put_file", refused)
    monkeypatch.setattr(MemoryFileSystem, "pipe_file", refused)
    with pytest.raises(UsageError, match=r"Access Denied\. Choose another place with -o"):
        files.make_folder(store / "reports")
