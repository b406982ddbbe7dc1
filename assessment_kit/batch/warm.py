"""Loads all that a client's run needs, and reads what is the same for every client, in the process that clients are forked from.

Nothing here may start a thread or a JavaScript engine: a forked child would wait for them for ever.
"""

from __future__ import annotations

import gc

from assessment_kit.batch import cells, job, notebooks
from assessment_kit.engagement.columns import load_tables
from assessment_kit.method import load_method
from assessment_kit.show import html

COLLECT_AFTER = 100_000
"""New objects between two rounds of the garbage collector: a client makes few circles, and each round looks at all of them."""

run_job = job.run_job


def warm() -> None:
    """Read method, templates, notebooks and the script of live charts once for all clients."""
    load_method()
    load_tables()
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
