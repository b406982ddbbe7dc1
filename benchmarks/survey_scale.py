"""A survey of a million people by 40 statements: read, checked and scored with intervals, against DuckDB and Polars.

.venv/bin/python benchmarks/survey_scale.py [--people 1000000] [--rounds 5]

Each runs in fresh processes, one after the other, on the same file with the same answers, after it has read a small file, so that the loading of libraries does not count. All compute n, the share who agree, mean,
spread and both intervals per statement for each level × function and for the margins. Ours also checks for respondents that stand twice,
reads labels by the mapping, and holds back what would tell about few people; the others show everything. Figures are compared
wherever ours are shown. Printed: seconds (the best of the rounds), the ratio to the faster of the two, peak memory.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
SEED = 20141007
STATEMENTS = 40
LEVELS = {"executive": 0.002, "senior": 0.048, "middle": 0.15, "front_line": 0.8}
FUNCTIONS = [f"Function {n:02d}" for n in range(1, 13)]
FEW = "Archive"  # of its eight people two are middle managers: too few to be shown
LEAST = 5
FEW_ROWS = 15_000
"""Of the file that is read first: as csv 1.6 MB, so that it is read in columns as the large one is."""
Row = tuple[str, str, str]  # statement, level, function; "" for all
Figures = dict[Row, list[float]]  # n, agree, its interval, mean, sd, its interval


def make(folder: Path, people: int, kind: str) -> None:
    """A client's folder with the survey, its mapping and its settings."""
    import pyarrow as pa
    import pyarrow.csv as pa_csv
    import pyarrow.parquet as pq

    rng = np.random.default_rng(SEED)
    level = rng.choice(list(LEVELS), people, p=list(LEVELS.values()))
    function = rng.choice(FUNCTIONS, people)
    few = np.linspace(0, people - 1, 8).astype(int)
    level[few], function[few] = "front_line", FEW
    level[few[:2]] = "middle"
    columns = {"id": pa.array(np.arange(people)), "level": pa.array(level), "function": pa.array(function)}
    for n in range(STATEMENTS):
        scores = rng.choice(6, people, p=[0.05, 0.1, 0.2, 0.25, 0.3, 0.1]).astype(np.int8)
        columns[f"q{n:02d}"] = pa.array(scores, mask=scores == 0)
    table = pa.table(columns)
    (folder / "survey").mkdir(parents=True)
    if kind == "csv":
        pa_csv.write_csv(table, folder / "survey" / "survey.csv", pa_csv.WriteOptions(quoting_style="none"))
    else:
        pq.write_table(table, folder / "survey" / "survey.parquet", row_group_size=131_072)
    named = "".join(f"  {item}: q{n:02d}\n" for n, item in enumerate(_asked()))
    (folder / "survey" / "mapping.yaml").write_text(
        f"respondent: id\nlevel: level\nfunction: function\nitems:\n{named}"
    )
    (folder / "engagement.yaml").write_text('client: "Large"\ndate: 2026-10-16\n')


def _asked() -> list[str]:
    from assessment_kit.method import load_method

    return [i.id for i in load_method().items.values() if i.statement is not None and not i.statement.reversed][
        :STATEMENTS
    ]


def ours(folder: Path, kind: str) -> Figures:  # noqa: ARG001  the folder tells
    """Read by the mapping, and scored as far as groups may be shown."""
    from assessment_kit.analysis.survey_tally import survey_figures
    from assessment_kit.engagement import read
    from assessment_kit.method import load_method

    items = load_method().items
    made = read(folder, items)
    assert made.survey is not None
    assert not made.problems, made.problems
    found = survey_figures(made.survey, items.values(), LEAST)
    place = {item: f"q{n:02d}" for n, item in enumerate(_asked())}
    shown = found[
        (found["level"].map(len) <= 1) & (found["function"].map(len) <= 1)
    ]  # the others do not put groups together
    figures = (
        shown[["n", "agree", "agree_low", "agree_high", "mean", "sd", "mean_low", "mean_high"]].to_numpy().tolist()
    )
    keys = zip(shown["item_id"], shown["level"], shown["function"], strict=True)
    return {
        (place[item], "".join(level), "".join(function)): row
        for (item, level, function), row in zip(keys, figures, strict=True)
    }


def _with_intervals(rows: list[tuple[object, ...]]) -> Figures:
    """level, function, then n, agree, mean, sd of each statement: intervals beside them, by the same formulas."""
    from scipy import special

    told = np.array([row[2:] for row in rows], dtype=float).reshape(len(rows), STATEMENTS, 4)
    n, agree, mean, sd = (told[:, :, k] for k in range(4))
    with np.errstate(invalid="ignore", divide="ignore"):
        z2 = special.ndtri(0.975) ** 2
        centre, half = (
            (agree + z2 / (2 * n)) / (1 + z2 / n),
            np.sqrt(z2 * (agree * (1 - agree) / n + z2 / (4 * n * n))) / (1 + z2 / n),
        )
        reach = special.stdtrit(np.maximum(n - 1, 1), 0.975) * sd / np.sqrt(n)
    cells = np.stack(
        [n, agree, np.maximum(centre - half, 0), np.minimum(centre + half, 1), mean, sd, mean - reach, mean + reach],
        axis=2,
    ).tolist()
    return {
        (f"q{k:02d}", str(row[0] or ""), str(row[1] or "")): cells[i][k]
        for i, row in enumerate(rows)
        for k in range(STATEMENTS)
    }


def duckdb(folder: Path, kind: str) -> Figures:
    """One query with grouping sets."""
    import duckdb as db

    per = ", ".join(
        f"count({q}), avg(CASE WHEN {q} >= 4 THEN 1.0 WHEN {q} IS NOT NULL THEN 0.0 END), avg({q}), stddev_samp({q})"
        for q in (f"q{n:02d}" for n in range(STATEMENTS))
    )
    sets = "GROUPING SETS ((level, function), (level), (function), ())"
    sql = f"SELECT level, function, {per} FROM '{folder / 'survey' / f'survey.{kind}'}' GROUP BY {sets}"  # noqa: S608  our own file
    found = db.sql(sql)
    assert found is not None
    return _with_intervals(found.fetchall())


def polars(folder: Path, kind: str) -> Figures:
    """Grouped by both; the margins from the sums of the groups."""
    import polars as pl

    file = folder / "survey" / f"survey.{kind}"
    frame = pl.scan_parquet(file) if kind == "parquet" else pl.scan_csv(file)
    names = [f"q{n:02d}" for n in range(STATEMENTS)]
    sums = frame.group_by("level", "function").agg(
        [part for q in names for c in [pl.col(q).cast(pl.Int64)] for part in (
            c.count().alias(f"{q}n"), (c >= 4).sum().alias(f"{q}a"), c.sum().alias(f"{q}s"), (c * c).sum().alias(f"{q}t"))]
    ).collect()  # fmt: skip
    rows: list[tuple[object, ...]] = []
    for by in (["level", "function"], ["level"], ["function"], []):
        whole = sums.group_by(by).agg(pl.col("^q.*$").sum()) if by else sums.select(pl.col("^q.*$").sum())
        for row in whole.to_dicts():
            cells: list[object] = [row.get("level"), row.get("function")]
            for q in names:
                n, a, s, t = (row[f"{q}{part}"] for part in "nast")
                spread = ((t - s * s / n) / (n - 1)) ** 0.5 if n > 1 else float("nan")
                cells += [n, a / n, s / n, spread] if n else [0, float("nan"), float("nan"), float("nan")]
            rows.append(tuple(cells))
    return _with_intervals(rows)


RUNS: dict[str, Callable[[Path, str], Figures]] = {"ours": ours, "duckdb": duckdb, "polars": polars}


def child(name: str, folder: Path, small: Path, kind: str) -> None:
    """One run in its own process: seconds, peak memory in MB, and the figures in a file."""
    RUNS[name](small, kind)
    start = time.perf_counter()
    figures = RUNS[name](folder, kind)
    seconds = time.perf_counter() - start
    (folder / f"{name}.json").write_text(json.dumps([[*key, *row] for key, row in figures.items()]))
    print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))


def differing(folder: Path, name: str) -> tuple[int, int]:
    """How many of our figures there are, and how many of the other's differ from them by more than rounding."""
    one, other = ({tuple(r[:3]): r[3:] for r in json.loads((folder / f"{n}.json").read_text())} for n in ("ours", name))
    wrong = sum(
        not np.allclose(np.array(row, dtype=float), np.array(other[key], dtype=float), rtol=1e-9, equal_nan=True)
        for key, row in one.items()
    )
    return len(one), wrong


def compare(people: int, kind: str, rounds: int) -> float:
    """Print the comparison; returns the ratio of our time to the faster of the others."""
    with tempfile.TemporaryDirectory() as place:
        folder, small = Path(place) / "large", Path(place) / "small"
        # in a process of its own: a child starts with the peak memory of the one that made it
        subprocess.run([sys.executable, __file__, "--make", str(folder), str(small), str(people), kind], check=True)
        best: dict[str, tuple[float, float]] = {}
        for _ in range(rounds):
            for name in RUNS:
                done = subprocess.run(
                    [sys.executable, __file__, "--child", name, str(folder), str(small), kind],
                    capture_output=True, text=True, check=True,
                )  # fmt: skip
                seconds, memory = json.loads(done.stdout.splitlines()[-1])
                was = best.get(name, (seconds, memory))
                best[name] = (min(seconds, was[0]), max(memory, was[1]))
        fastest = min(best[name][0] for name in ("duckdb", "polars"))
        print(
            f"\n{people:,} people, {STATEMENTS} statements, {kind}, {(folder / 'survey' / f'survey.{kind}').stat().st_size / 1e6:.0f} MB"
        )
        for name, (seconds, memory) in best.items():
            print(f"  {name:8} {seconds:6.2f} s   {memory:6.0f} MB   {seconds / fastest:4.2f} × the faster peer")
        for name in ("duckdb", "polars"):
            count, wrong = differing(folder, name)
            print(f"  {count:,} of our groups compared with {name}: {wrong} differ")
    return best["ours"][0] / fastest


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    if sys.argv[1:2] == ["--make"]:
        make(Path(sys.argv[2]), int(sys.argv[4]), sys.argv[5])
        make(Path(sys.argv[3]), FEW_ROWS, sys.argv[5])
    elif sys.argv[1:2] == ["--child"]:
        child(sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]), sys.argv[5])
    else:
        asked = argparse.ArgumentParser()
        asked.add_argument("--people", type=int, default=1_000_000)
        asked.add_argument("--rounds", type=int, default=5)
        told = asked.parse_args()
        for kind, people in (("parquet", told.people), ("csv", told.people // 10)):
            compare(people, kind, told.rounds)
