"""One client's whole report from a cold start, against one papermill and one nbconvert of a single one of its notebooks.

    .venv/bin/python benchmarks/cold_start.py [RUNS]

Each run is a pair in fresh processes, so that a machine whose speed drifts does not tip the ratio. Prints the median of
each and the median of the ratios; below 1.0 the whole report is faster than one notebook the ordinary way.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CLIENT = ROOT / "data" / "clients" / "northmoor"
NOTEBOOK = ROOT / "notebooks" / "04_practices.ipynb"


def seconds(*command: str) -> float:
    """Wall time of one command in a fresh process; its failure ends the benchmark."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", *command], check=True, capture_output=True)
    return time.perf_counter() - start


def pair(folder: Path) -> tuple[float, float]:
    """Seconds of (the whole report, papermill and nbconvert of one notebook)."""
    ours = seconds("assessment_kit", "run", str(CLIENT), "-o", str(folder / "reports"), "--force")
    executed = folder / "one.ipynb"
    kernel = seconds("papermill", str(NOTEBOOK), str(executed), "-p", "client", str(CLIENT), "--no-progress-bar")
    convert = seconds("nbconvert", "--to", "html", str(executed))
    return ours, kernel + convert


def main() -> None:
    """Measure and print."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    pairs = []
    with tempfile.TemporaryDirectory() as name:
        pair(Path(name))  # the first run fills the caches of files and bytecode and is not counted
        pairs = [pair(Path(name)) for _ in range(runs)]
        size = (Path(name) / "reports" / CLIENT.name / "report.html").stat().st_size
    ours, theirs = zip(*pairs, strict=True)
    ratio = statistics.median(a / b for a, b in pairs)
    print(f"whole report, cold start        {statistics.median(ours):6.1f} s  ({min(ours):.1f} to {max(ours):.1f})")
    print(
        f"papermill + nbconvert, one of 5 {statistics.median(theirs):6.1f} s  ({min(theirs):.1f} to {max(theirs):.1f})"
    )
    print(f"ratio                           {ratio:6.2f}    (goal: at most 1.00)")
    print(f"report.html                     {size / 1e6:6.2f} MB (goal: at most 3.00)")


if __name__ == "__main__":
    main()
