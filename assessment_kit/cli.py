"""The command line: thin. Every command is a verb of the package with its errors told in one line."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from assessment_kit import words
from assessment_kit.errors import AssessmentError, EngagementError, Problem, UsageError
from assessment_kit.shipped import SAMPLE_CLIENTS

if TYPE_CHECKING:
    from assessment_kit.batch.places import Place

app = typer.Typer(
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False,
    help="Organisational assessments: from a client's folder to findings, letters and a report that can be sent.",
)  # fmt: skip


def _whole(name: str, least: int, most: int | None = None) -> Callable[[str | int], int]:
    """A reader of a whole number, whose complaint is a plain sentence."""

    def read(text: str | int) -> int:
        told = str(text).strip()
        number = int(told) if told.lstrip("-").isdecimal() else None
        if number is None or number < least or (most is not None and number > most):
            allowed = f"from {least} to {most}" if most is not None else f"of {least} or more"
            raise UsageError(f"{name} {told} cannot be used. Give a whole number {allowed}.")
        return number

    return read


def _day(text: str | date) -> date:
    from assessment_kit.engagement.cells import CellError, parse_date  # noqa: PLC0415

    try:
        return parse_date(str(text))
    except CellError as fault:
        raise UsageError(f"--date {text} cannot be used: {fault.rule}. {fault.cure}") from None


def _place(text: str | Path) -> Any:
    from assessment_kit.batch.places import place  # noqa: PLC0415

    return place(text)


Folders = Annotated[list[Path], typer.Argument(help="The clients' folders.", show_default=False)]
Clients = Annotated[
    list[Any],
    typer.Argument(
        parser=_place, metavar="FOLDERS", show_default=False,
        help="The clients' folders, or addresses such as s3://bucket/clients/acme; a star in an address stands for all.",
    ),
]  # fmt: skip
Out = Annotated[Path, typer.Option("-o", "--out", help="Where the reports go.")]
OutPlace = Annotated[
    Any,
    typer.Option("-o", "--out", parser=_place, metavar="PLACE", help="Where the reports go: a folder or an address."),
]
Scheduler = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS",
        show_default=False,
        help="A dask scheduler, such as tcp://10.0.0.5:8786, whose workers run the clients.",
    ),
]
Jobs = Annotated[int, typer.Option(parser=_whole("--jobs", 1, 64), metavar="N", help="How many clients at once.")]
TimeLimit = Annotated[
    int | None,
    typer.Option(
        "--time-limit", parser=_whole("--time-limit", 1), metavar="SECONDS", show_default=False,
        help="For each client; one that takes longer is stopped and counts as failed.",
    ),
]  # fmt: skip
Verbose = Annotated[bool, typer.Option("--verbose", help="Tell the seconds of each notebook and stage.")]
DryRun = Annotated[
    bool,
    typer.Option("--dry-run", help="Only tell what would be made, and why; with --format json a command per client."),
]
Part = Annotated[
    str | None,
    typer.Option(
        metavar="NAME", show_default=False,
        help="For other schedulers: run this one client into the folder NAME, and leave manifest and index to the closing command.",
    ),
]  # fmt: skip
Force = Annotated[bool, typer.Option("--force", help="Run also what did not change.")]
Engine = Annotated[str, typer.Option(help="papermill engine: assessment-kit runs in process, nbclient in a kernel.")]
Edition = Annotated[
    Literal["working", "board"] | None,
    typer.Option(help="Which report: all of it, or what a board reads.", show_default=False),
]
Language = Annotated[
    Literal["en", "de"] | None,
    typer.Option(help="The language of the report; else as engagement.yaml says.", show_default=False),
]
Without = Annotated[
    str, typer.Option(metavar="PARTS", help="Parts to leave out, such as metrics,small_print.", show_default=False)
]
Formats = Annotated[
    str,
    typer.Option("--formats", help="html,xlsx,pptx,docx,pdf or all; pdf takes the Chrome or Chromium that is there."),
]
BrandFile = Annotated[
    Path | None, typer.Option("--brand", help="A brand.yaml: name, logo, two colours and a font.", show_default=False)
]
Format = Annotated[
    Literal["text", "json"], typer.Option("--format", help="As lines for people, or as json for programs.")
]
Statements = Annotated[
    bool, typer.Option("--all-statements", help="The survey asks every statement, not the short form of about 40.")
]
LEAST_MINUTES = _whole("--minutes", 10)
SHOWN = 60


@app.command()
def demo(out: Out = Path("reports"), jobs: Jobs = 2) -> None:
    """Make the reports of the sample clients."""
    samples = sorted(p.parent for p in SAMPLE_CLIENTS.glob("*/engagement.yaml"))
    typer.echo(f"Making the reports of {words.plural(len(samples), 'sample client')} …")
    code = _run(samples, out, jobs=jobs, force=False, engine="assessment-kit")
    typer.echo(f"Open {out / 'index.html'} in a browser. For your own client: . .venv/bin/activate, then")
    typer.echo('assessment-kit new clients/NAME --client "Name" --date YYYY-MM-DD')
    raise typer.Exit(code)


@app.command()
def run(
    folders: Clients,
    out: OutPlace = Path("reports"),
    jobs: Jobs = 2,
    force: Force = False,
    engine: Engine = "assessment-kit",
    edition: Edition = None,
    language: Language = None,
    without: Without = "",
    formats: Formats = "html",
    brand: BrandFile = None,
    scheduler: Scheduler = None,
    time_limit: TimeLimit = None,
    verbose: Verbose = False,
    dry_run: DryRun = False,
    output: Format = "text",
    part: Part = None,
) -> None:
    """Make the report of one or more clients."""
    from assessment_kit.batch.places import expanded  # noqa: PLC0415
    from assessment_kit.report.forms import wanted  # noqa: PLC0415  so that --help answers at once
    from assessment_kit.report.options import checked_parts  # noqa: PLC0415

    if brand is not None and not brand.is_file():
        raise UsageError(f"--brand {brand} is not there. Name a brand.yaml.")
    shaping: dict[str, Any] = {
        "engine": engine,
        "edition": edition,
        "language": language or "",
        "without": checked_parts(without),
        "formats": wanted(formats),
    }
    shaping |= {"brand": brand.resolve() if brand is not None else None}
    options = {**shaping, "jobs": jobs, "force": force, "scheduler": scheduler, "limit": time_limit, "part": part}
    if dry_run:
        _show_plan(expanded(folders), out, options, output)
        raise typer.Exit
    raise typer.Exit(_run(expanded(folders), out, verbose=verbose, **options))


def _show_plan(folders: Sequence[Place], out: Place, options: dict[str, Any], output: str) -> None:
    from assessment_kit.batch import status  # noqa: PLC0415
    from assessment_kit.batch.plan import Options, plan  # noqa: PLC0415

    planned = plan(folders, out, Options(**options))
    if output == "json":
        given = {
            "--engine": options["engine"],
            "--edition": options["edition"],
            "--language": options["language"],
            "--brand": options["brand"],
        }
        given |= {"--without": ",".join(options["without"]), "--formats": ",".join(options["formats"])}
        given |= {"--time-limit": options["limit"]}
        words_ = [word for name, value in given.items() if value for word in (name, str(value))]
        typer.echo(json.dumps(status.planned_values(planned, out, words_), indent=2, ensure_ascii=False))
    else:
        typer.echo("\n".join(status.planned_lines(planned)))


def _run(folders: Sequence[Place], out: Place, *, verbose: bool = False, **options: Any) -> int:
    from assessment_kit.batch.progress import Progress  # noqa: PLC0415  so that --help answers at once
    from assessment_kit.batch.run import Options, run_batch  # noqa: PLC0415

    def say(line: str, *, err: bool = False) -> None:
        typer.echo(line, err=err)

    progress = Progress(len(set(folders)), say, terminal=sys.stderr.isatty(), verbose=verbose)
    with _stoppable() as stopped:
        try:
            runs = run_batch(folders, out, Options(**options), progress.told, progress.idle)
        except KeyboardInterrupt:
            progress.close()
            done = f"{progress.ended} of {words.plural(progress.total, 'client')}"
            typer.echo(f"Stopped: {done} done and kept. The same command goes on with the others.", err=True)
            return 128 + (stopped[0] if stopped else signal.SIGINT)
        finally:
            progress.close()
    failed = sum(r.status == "failed" for r in runs)
    typer.echo(f"{len(runs) - failed} of {words.plural(len(runs), 'report')} in {out}", err=bool(failed))
    return 1 if failed else 0


@contextmanager
def _stoppable() -> Iterator[list[int]]:
    """Ctrl-C, a request to end and a terminal that closes all raise KeyboardInterrupt, once; the list holds which it was."""
    heard: list[int] = []
    names = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]

    def stop(number: int, _: object) -> None:
        if not heard:  # a second one must not keep the first from ending cleanly
            heard.append(number)
            raise KeyboardInterrupt

    ignored = {name for name in names if signal.getsignal(name) == signal.SIG_IGN}  # nohup, or a job in the background
    before = {name: signal.signal(name, stop) for name in names if name not in ignored}
    try:
        yield heard
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)


@app.command()
def status(
    out: Annotated[
        Any,
        typer.Argument(parser=_place, metavar="PLACE", show_default=False, help="A folder of reports, or an address."),
    ],
    output: Format = "text",
) -> None:
    """Tell what a folder of reports holds: each client's state, letters, date, seconds, size, and why one failed."""
    from assessment_kit.batch.status import status as status_of  # noqa: PLC0415  so that --help answers at once

    told = status_of(out)
    typer.echo(json.dumps(told.values(), indent=2, ensure_ascii=False) if output == "json" else "\n".join(told.lines()))


@app.command()
def check(folders: Folders, output: Format = "text") -> None:
    """List every problem of the clients' folders at once, what they hold, and the quotes to read again before a report is sent."""
    checked = {str(folder): _checked(folder) for folder in folders}
    if output == "json":
        found = {name: [p.as_dict() for p in told.problems] for name, told in checked.items()}
        typer.echo(json.dumps(found, indent=2, ensure_ascii=False))
    else:
        for name, told in checked.items():
            typer.echo("\n".join(told.lines(name)))
    raise typer.Exit(1 if any(told.problems for told in checked.values()) else 0)


@dataclass(frozen=True)
class _Checked:
    """What is wrong, which released quotes name a role, and what there is.

    problems : as for mending. quotes : no fault, but they may tell who spoke. refused : why the folder cannot be read at all, where
    that is about the folder and not about a file in it. holds : what was read, counted; blank : it is nothing.
    """

    problems: Sequence[Problem]
    quotes: Sequence[Problem] = ()
    refused: str = ""
    holds: str = ""
    blank: bool = False

    def lines(self, name: str) -> Iterator[str]:
        if self.refused:
            yield self.refused
            return
        yield f"{name}: {words.plural(len(self.problems), 'problem') if self.problems else 'nothing to mend'}"
        yield from (f"  {problem}" for problem in self.problems[:SHOWN])
        if len(self.problems) > SHOWN:
            yield f"  and {len(self.problems) - SHOWN} more; --format json lists all"
        if self.quotes:
            yield "  To read again before a report is sent:"
            yield from (f"    {quote}" for quote in self.quotes)
        if self.holds:
            yield f"  Read: {self.holds}."
        if self.blank:
            yield f"  There is nothing to assess yet. Fill in a list, an interview or the survey, then: assessment-kit check {name}"


def _checked(folder: Path) -> _Checked:
    from assessment_kit.analysis.masking import quotes_that_name_roles  # noqa: PLC0415
    from assessment_kit.engagement import read  # noqa: PLC0415
    from assessment_kit.engagement.brand import read_brand  # noqa: PLC0415
    from assessment_kit.engagement.holdings import holdings_text, is_blank  # noqa: PLC0415
    from assessment_kit.engagement.own_method import method_for  # noqa: PLC0415

    try:
        engagement = read(folder, items=lambda settings: method_for(folder, settings).items)
    except EngagementError as error:
        rule, _, cure = str(error).partition(". ")
        if error.problems:
            return _Checked(error.problems)
        return _Checked([Problem(file=folder.name, rule=rule, cure=cure)], refused=str(error))
    quotes = quotes_that_name_roles(engagement)
    problems = [*engagement.problems, *read_brand(folder).problems]
    return _Checked(problems, quotes, holds=holdings_text(engagement), blank=is_blank(engagement))


@app.command()
def new(
    folder: Annotated[Path, typer.Argument(help="The folder to make.", show_default=False)],
    rapid: Annotated[bool, typer.Option("--rapid", help="Time is short: the most telling questions first.")] = False,
    minutes: Annotated[
        int | None,
        typer.Option(parser=LEAST_MINUTES, metavar="N", help="For all interviews together; with --rapid."),
    ] = None,
    client: Annotated[str, typer.Option(help="The client's name.", show_default=False)] = "",
    day: Annotated[
        date | None,
        typer.Option("--date", parser=_day, metavar="2026-03-31", help="The day that the assessment stands for."),
    ] = None,
    all_statements: Statements = False,
) -> None:
    """Make a new client's folder: settings, a blank workbook, interview forms, the survey."""
    from assessment_kit.capture.new_client import new_client  # noqa: PLC0415
    from assessment_kit.method import load_method  # noqa: PLC0415

    if minutes and not rapid:
        raise UsageError("--minutes goes with --rapid: a full assessment has no budget.")
    method = load_method()
    budget = (minutes or method.thresholds.rapid.minutes) if rapid else None
    made = new_client(folder, method, client=client, date=day, minutes=budget, full_survey=all_statements)
    for name in made:
        typer.echo(f"  {folder / name}")
    typer.echo(f"Go on in JupyterLab: assessment-kit open {folder}")
    typer.echo(f"Or fill in engagement.yaml and inventory.xlsx, then: assessment-kit check {folder}")


@app.command()
def survey(
    folder: Annotated[Path, typer.Argument(help="The client's folder.")], all_statements: Statements = False
) -> None:
    """Write the survey to hand out, and the workbook for its answers, into a client's folder."""
    from assessment_kit.capture.new_client import new_survey  # noqa: PLC0415
    from assessment_kit.engagement import read  # noqa: PLC0415
    from assessment_kit.engagement.own_method import method_for  # noqa: PLC0415

    settings = read(folder).settings
    for name in new_survey(folder, method_for(folder, settings), settings.client, full=all_statements):
        typer.echo(f"  {folder / name}")
    typer.echo(f"Type or paste the answers into survey/answers.xlsx, then: assessment-kit check {folder}")


@app.command()
def plan(
    folder: Annotated[Path, typer.Argument(help="The client's folder.")],
    minutes: Annotated[
        int | None,
        typer.Option(parser=LEAST_MINUTES, metavar="N", help="For all interviews together; else as the folder says."),
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
    """Open JupyterLab at the start page of this client: what is in, what is missing, what comes next."""
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
