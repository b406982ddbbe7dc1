"""The command line: thin. Every command is a verb of the package with its errors told in one line."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from assessment_kit import words
from assessment_kit.errors import AssessmentError, EngagementError, Problem, UsageError
from assessment_kit.shipped import SAMPLE_CLIENTS

if TYPE_CHECKING:
    from assessment_kit.batch.record import Run

app = typer.Typer(
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False,
    help="Organisational assessments: from a client's folder to findings, letters and a report that can be sent.",
)  # fmt: skip

Folders = Annotated[list[Path], typer.Argument(help="The clients' folders.", show_default=False)]
Out = Annotated[Path, typer.Option("-o", "--out", help="Where the reports go.")]
Jobs = Annotated[int, typer.Option(min=1, max=64, help="How many clients at once.")]
Force = Annotated[bool, typer.Option("--force", help="Run also what did not change.")]
Engine = Annotated[str, typer.Option(help="papermill engine: assessment-kit runs in process, nbclient in a kernel.")]
Format = Annotated[Literal["text", "json"], typer.Option("--format", help="How problems are listed.")]
SHOWN = 60


@app.command()
def demo(out: Out = Path("reports"), jobs: Jobs = 2) -> None:
    """Make the reports of the sample clients."""
    samples = sorted(p.parent for p in SAMPLE_CLIENTS.glob("*/engagement.yaml"))
    typer.echo(f"Making the reports of {words.plural(len(samples), 'sample client')} …")
    code = _run(samples, out, jobs=jobs, force=False, engine="assessment-kit")
    typer.echo(f"Open {out / 'index.html'} in a browser. For your own client: assessment-kit run FOLDER -o {out}")
    raise typer.Exit(code)


@app.command()
def run(
    folders: Folders,
    out: Out = Path("reports"),
    jobs: Jobs = 2,
    force: Force = False,
    engine: Engine = "assessment-kit",
) -> None:
    """Make the report of one or more clients."""
    raise typer.Exit(_run(folders, out, jobs=jobs, force=force, engine=engine))


def _run(folders: list[Path], out: Path, *, jobs: int, force: bool, engine: str) -> int:
    from assessment_kit.batch.run import Options, run_batch  # noqa: PLC0415  so that --help answers at once

    def told(done: Run) -> None:
        problems = (
            f", {words.plural(done.problems, 'faulty entry', 'faulty entries')} left out" if done.problems else ""
        )
        made = f"report made in {done.seconds:.1f} s{problems}"
        state = {"ok": made, "skipped": "unchanged", "failed": f"failed. {done.error}"}
        typer.echo(f"  {done.client}: {state[done.status]}", err=done.status == "failed")

    runs = run_batch(folders, out, Options(jobs=jobs, force=force, engine=engine), told)
    failed = sum(r.status == "failed" for r in runs)
    typer.echo(f"{len(runs) - failed} of {words.plural(len(runs), 'report')} in {out}", err=bool(failed))
    return 1 if failed else 0


@app.command()
def check(folders: Folders, output: Format = "text") -> None:
    """List every problem of the clients' folders at once, and the quotes to read again before a report is sent."""
    checked = {str(folder): _checked(folder) for folder in folders}
    found = {name: problems for name, (problems, _) in checked.items()}
    if output == "json":
        typer.echo(
            json.dumps(
                {name: [p.as_dict() for p in problems] for name, problems in found.items()},
                indent=2,
                ensure_ascii=False,
            )
        )
    else:
        for name, problems in found.items():
            typer.echo(f"{name}: {words.plural(len(problems), 'problem') if problems else 'nothing to mend'}")
            for problem in problems[:SHOWN]:
                typer.echo(f"  {problem}")
            if len(problems) > SHOWN:
                typer.echo(f"  and {len(problems) - SHOWN} more; --format json lists all")
            if checked[name][1]:
                typer.echo("  To read again before a report is sent:")
            for quote in checked[name][1]:
                typer.echo(f"    {quote}")
    raise typer.Exit(1 if any(found.values()) else 0)


def _checked(folder: Path) -> tuple[list[Problem], list[Problem]]:
    """What is wrong, and which released quotes name a role: that is no fault, but may tell who spoke."""
    from assessment_kit.analysis.masking import quotes_that_name_roles  # noqa: PLC0415
    from assessment_kit.engagement import read  # noqa: PLC0415
    from assessment_kit.engagement.own_method import method_for  # noqa: PLC0415

    try:
        engagement = read(folder, items=lambda settings: method_for(folder, settings).items)
    except EngagementError as error:
        rule, _, cure = str(error).partition(". ")
        return [*error.problems] or [Problem(file=folder.name, rule=rule, cure=cure)], []
    return list(engagement.problems), quotes_that_name_roles(engagement)


@app.command()
def new(
    folder: Annotated[Path, typer.Argument(help="The folder to make.", show_default=False)],
    rapid: Annotated[bool, typer.Option("--rapid", help="Time is short: the most telling questions first.")] = False,
    minutes: Annotated[int | None, typer.Option(min=10, help="For all interviews together; with --rapid.")] = None,
    client: Annotated[str, typer.Option(help="The client's name.", show_default=False)] = "",
    date: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day that the assessment stands for.")
    ] = None,
) -> None:
    """Make a new client's folder: settings, a blank workbook, interview forms."""
    from assessment_kit.capture.new_client import new_client  # noqa: PLC0415
    from assessment_kit.method import load_method  # noqa: PLC0415

    if minutes and not rapid:
        raise UsageError("--minutes goes with --rapid: a full assessment has no budget.")
    method = load_method()
    budget = (minutes or method.thresholds.rapid.minutes) if rapid else None
    for name in new_client(folder, method, client=client, date=date.date() if date else None, minutes=budget):
        typer.echo(f"  {folder / name}")
    typer.echo(f"Fill in engagement.yaml and inventory.xlsx, then: assessment-kit check {folder}")


@app.command()
def plan(
    folder: Annotated[Path, typer.Argument(help="The client's folder.")],
    minutes: Annotated[
        int | None, typer.Option(min=10, help="For all interviews together; else as the folder says.")
    ] = None,
    output: Format = "text",
) -> None:
    """Rapid mode: whom to ask which questions."""
    from assessment_kit.capture.plan_text import plan_text, plan_values  # noqa: PLC0415
    from assessment_kit.diagnosis.next_interviews import open_visit  # noqa: PLC0415

    client, method, planned = open_visit(folder, minutes)
    typer.echo(
        json.dumps(plan_values(planned), indent=2, ensure_ascii=False)
        if output == "json"
        else plan_text(client, planned, method)
    )


@app.command(name="open")
def open_client(folder: Annotated[Path, typer.Argument(help="The client's folder.")]) -> None:
    """Open JupyterLab on the notebooks with this client."""
    from assessment_kit.batch.lab import open_lab  # noqa: PLC0415

    raise typer.Exit(open_lab(folder))


def main() -> None:
    """Entry point: errors of ours are one line and exit code 2 for wrong usage, else 1."""
    try:
        app()
    except UsageError as error:
        sys.stderr.write(f"{error}\n")
        raise SystemExit(2) from None
    except AssessmentError as error:
        sys.stderr.write(f"{error}\n")
        raise SystemExit(1) from None


if __name__ == "__main__":
    main()
