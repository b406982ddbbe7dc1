"""Loads all that a client's run needs, and reads what is the same for every client, in the process that clients are forked from.

Nothing here may start a thread or a JavaScript engine: a forked child would wait for them for ever.
"""

from __future__ import annotations

import gc
from importlib import import_module

from assessment_kit.batch import cells, files, job, notebooks
from assessment_kit.engagement.columns import load_tables
from assessment_kit.method import load_method
from assessment_kit.report.exporter import markdown
from assessment_kit.show import html

COLLECT_AFTER = 100_000
"""New objects between two rounds of the garbage collector: a client makes few circles, and each round looks at all of them."""

SELDOM = (
    "assessment_kit.capture.chapter", "encodings.ascii", "encodings.utf_8_sig", "icalendar", "pandas.core.methods.to_dict",
    "pandas.core.reshape.reshape", "scipy.optimize",
)  # fmt: skip
"""What is loaded where it is first needed, so that a single client starts sooner: each process of a batch would load it anew."""

run_job = job.run_job


def warm() -> None:
    """Read method, templates, notebooks and the script of live charts once for all clients."""
    load_method()
    load_tables()
    files.versions()
    for name in SELDOM:
        import_module(name)
    markdown("A text")  # loads its own parts when it is first used
    for step in notebooks.STEPS:
        notebooks.parsed(step)
    environment = html.environment()
    for name in environment.list_templates(extensions=["j2"]):
        environment.get_template(name)
    with cells.shell() as running:
        running.run_cell("pass", store_history=False)
    gc.collect()
    gc.freeze()  # what is loaded stays: a child's collector need not look at it, nor copy its pages
    gc.set_threshold(COLLECT_AFTER)
