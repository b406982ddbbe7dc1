"""What makes a report be made again: exactly what it rests on."""

import ast
import shutil
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest

from assessment_kit.batch import files
from assessment_kit.batch.record import Run
from assessment_kit.batch.run import Options, plan
from assessment_kit.shipped import SAMPLE_CLIENTS

PACKAGE = Path(files.__file__).resolve().parents[1]
SHAPES_NOTHING = {
    "anywidget", "babel", "distributed", "filelock", "fsspec", "ipywidgets", "jupyter-server", "platformdirs", "tqdm", "traitlets", "typer", "universal-pathlib", "upath",
}  # fmt: skip
"""Forms in JupyterLab, the command line, where things are kept."""


@pytest.fixture
def clients(tmp_path: Path, workbook: Path) -> list[Path]:
    """Three clients whose reports are there and good."""
    folders = [tmp_path / "in" / name for name in ("a", "b", "c")]
    for folder in folders:
        shutil.copytree(SAMPLE_CLIENTS / "northmoor", folder)
    for planned in plan(folders, tmp_path / "out", Options()):
        planned.target.mkdir(parents=True)
        (planned.target / "report.html").write_text("made", encoding="utf-8")
        run = Run(client="Harbour", folder=planned.target.name, fingerprint=planned.fingerprint)
        files.write_json(planned.target / "run.json", run.as_dict())
    assert redone(folders) == []
    return folders


@pytest.fixture
def workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of notebooks and templates that may be changed, in place of the ones that are shipped."""
    for name in ("NOTEBOOKS", "TEMPLATES"):
        shutil.copytree(getattr(files, name), tmp_path / name.lower())
        monkeypatch.setattr(files, name, tmp_path / name.lower())
    monkeypatch.setattr(files, "__file__", str(tmp_path / "assessment_kit" / "batch" / "files.py"))
    shutil.copytree(PACKAGE / "analysis", tmp_path / "assessment_kit" / "analysis")
    files.workbook.cache_clear()
    files.versions.cache_clear()
    yield tmp_path
    files.workbook.cache_clear()
    files.versions.cache_clear()


def redone(folders: list[Path], options: Options | None = None) -> list[str]:
    """Names of the clients that would be run again."""
    files.workbook.cache_clear()
    files.versions.cache_clear()
    return [p.source.name for p in plan(folders, folders[0].parents[1] / "out", options or Options()) if not p.fresh]


def test_one_cell_of_one_list_redoes_that_client_alone(clients: list[Path]) -> None:
    table = next(iter(sorted(clients[1].glob("*.csv"))))
    table.write_text(table.read_text(encoding="utf-8").replace(",", ", ", 1), encoding="utf-8")
    assert redone(clients) == ["b"]


def test_a_file_more_or_one_less_redoes_that_client_alone(clients: list[Path]) -> None:
    (clients[0] / "decisions.yaml").write_text("letters: {}\n", encoding="utf-8")
    next(iter(sorted(clients[2].glob("interviews/*.yaml")))).unlink()
    assert redone(clients) == ["a", "c"]


def test_what_jupyterlab_leaves_in_a_clients_folder_redoes_nothing(clients: list[Path]) -> None:
    (clients[0] / "notebooks").mkdir(exist_ok=True)
    (clients[0] / "notebooks" / "01_architecture.ipynb").write_text("{}", encoding="utf-8")
    assert redone(clients) == []


@pytest.mark.parametrize(
    "changed",
    ["templates/method/situations/roles.yaml", "notebooks/02_roles.ipynb", "assessment_kit/analysis/roles.py"],
)
def test_a_situation_a_notebook_or_a_line_of_code_redoes_all(workbook: Path, clients: list[Path], changed: str) -> None:
    file = workbook / changed
    file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert redone(clients) == ["a", "b", "c"]


def test_another_version_of_a_library_redoes_all(clients: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    true = metadata.version
    monkeypatch.setattr(metadata, "version", lambda name: "99.0" if name == "altair" else true(name))
    assert redone(clients) == ["a", "b", "c"]


def test_another_engine_redoes_all(clients: list[Path]) -> None:
    assert redone(clients, Options(engine="nbclient")) == ["a", "b", "c"]


def test_two_files_of_one_name_are_both_in_the_fingerprint(workbook: Path) -> None:
    before = files.workbook()
    for folder in ("one/deep", "two/deep"):
        (workbook / "templates" / folder).mkdir(parents=True)
        (workbook / "templates" / folder / "same.yaml").write_text(folder, encoding="utf-8")
    files.workbook.cache_clear()
    both = files.workbook()
    (workbook / "templates" / "one" / "deep" / "same.yaml").write_text("changed", encoding="utf-8")
    files.workbook.cache_clear()
    assert len({before, both, files.workbook()}) == 3


def test_every_library_that_the_package_imports_is_in_the_fingerprint_or_shapes_no_report() -> None:
    homes = metadata.packages_distributions()
    named = {top for file in PACKAGE.rglob("*.py") for top in _imported(file) if top in homes}
    known = {name.lower() for name in files.LIBRARIES} | SHAPES_NOTHING | {"assessment-kit"}
    assert [n for n in sorted(named) if not {d.lower().replace("_", "-") for d in homes[n]} & known] == []


def _imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]
