"""The conveyor belt: what one process learns and another needs, and whether it gets there (PW-03 … PW-07, PW-10).

A piece of information is captured once and passed on, typed again, or lost. A seam is the border between two stages of the
value creation system; what breaks there breaks between first contact, execution and lasting partnership.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from assessment_kit.analysis.landscape import key_processes
from assessment_kit.analysis.result import NotAssessed, indicator, references, share
from assessment_kit.engagement.model import Engagement
from assessment_kit.method.thresholds import FlowLimits, ProcessLimits

STAGES = ("launch", "sell", "deliver", "enable", "manage")
"""The order of the belt, as the categories of processes."""
FIRST_STAGES = ("launch", "sell")
"""What is learnt before there is an order."""

Row = dict[str, object] | None

NO_FLOW = NotAssessed(
    "What is learnt in one process and lost or typed again on the way to the next",
    "there is no list of what one process learns and another needs",
    "List for the most important processes what the next one needs to know, and whether it is passed on, typed again or lost",
)
NO_DELAYS = NotAssessed(
    "How long information is under way between processes",
    "the list of flows gives no delays",
    "Add to each piece of information the days from when it is known until it can be used",
)


def belt_processes(engagement: Engagement) -> pd.DataFrame:
    """The processes that give or receive information, in the order of the belt.

    Returns
    -------
    process_id, name, stage ("" where the list of processes has none); gives, receives (pieces), kept_out, kept_in (of these,
    captured once). Ordered by stage, then as listed, with parts behind the process that they belong to.
    """
    flow, processes = engagement.table("information_flow"), engagement.table("processes")
    known = processes.drop_duplicates("process_id").set_index("process_id")
    on_belt = list(dict.fromkeys([*flow["from_process_id"], *flow["to_process_id"]]))
    place = {name: i for i, name in enumerate(known.index)}
    frame = pd.DataFrame(
        {
            "process_id": on_belt,
            "name": [str(known["name"].get(name, name)) for name in on_belt],
            "stage": [str(known["category"].get(name, "")) for name in on_belt],
        }
    )
    kept = flow[flow["transfer"].eq("captured_once")]
    for column, end in (("gives", "from_process_id"), ("receives", "to_process_id")):
        frame[column] = frame["process_id"].map(flow[end].value_counts()).fillna(0).astype(int)
        frame[f"kept_{'out' if column == 'gives' else 'in'}"] = (
            frame["process_id"].map(kept[end].value_counts()).fillna(0).astype(int)
        )
    whole = known["parent_id"].where(known["parent_id"].isin(known.index))
    behind = []
    for name in on_belt:
        own = place.get(name, len(place))
        root = place.get(str(whole.get(name)), own)
        behind.append((root, root != own, own))
    stage = frame["stage"].map({name: i for i, name in enumerate(STAGES)}).fillna(len(STAGES))
    order = sorted(range(len(frame)), key=lambda i: (stage.iloc[i], behind[i]))
    return frame.iloc[order].reset_index(drop=True)


def flows(engagement: Engagement, limits: FlowLimits) -> pd.DataFrame:
    """The pieces of information, one row each, in the client's order.

    Returns
    -------
    from_id, to_id, from_name, to_name, from_stage, to_stage, item, transfer (captured_once, rekeyed, lost), kept (bool),
    latency_days (float; NaN where not known), slow (bool), seam (boolean: does it pass from one stage to another; NA where a stage is not
    known), importance (for revenue, of the process that needs it; Int64), label (for sentences), row.
    """
    flow = engagement.table("information_flow")
    known = engagement.table("processes").drop_duplicates("process_id").set_index("process_id")
    ends = {end: flow[f"{end}_process_id"] for end in ("from", "to")}
    names = {end: ids.map(known["name"].to_dict()).astype("str").fillna(ids) for end, ids in ends.items()}
    stages = {end: ids.map(known["category"]) for end, ids in ends.items()}
    untold = stages["from"].isna() | stages["to"].isna()
    return pd.DataFrame(
        {
            **{f"{end}_id": ids for end, ids in ends.items()},
            **{f"{end}_name": texts for end, texts in names.items()},
            **{f"{end}_stage": kinds.fillna("") for end, kinds in stages.items()},
            "item": flow["item"],
            "transfer": flow["transfer"],
            "kept": flow["transfer"].eq("captured_once"),
            "latency_days": flow["latency_days"].astype(float),
            "slow": flow["latency_days"].astype(float).ge(limits.slow_days),
            "seam": stages["from"].ne(stages["to"]).astype("boolean").mask(untold),
            "importance": ends["to"].map(known["revenue_importance"]),
            "label": "“" + flow["item"] + "” (" + names["from"] + " → " + names["to"] + ")",
            "row": flow["row"],
        }
    )


def figures(pieces: pd.DataFrame, limits: FlowLimits) -> Iterator[Row]:
    """What the belt adds up to; shares are over all pieces on the list."""
    if pieces.empty:
        return
    telling = pieces.sort_values(["importance", "latency_days"], ascending=False, kind="stable", na_position="last")
    slowest = pieces.sort_values("latency_days", ascending=False, kind="stable", na_position="last")
    yield indicator("architecture.flow_pieces", len(pieces), "count", len(pieces), references("information_flow", pieces),
                    count=len(pieces))  # fmt: skip
    yield _share("flow_captured_once", telling, telling["kept"])
    yield _share("flow_typed_again", slowest, slowest["transfer"].eq("rekeyed"))
    yield _share("flow_lost", telling, telling["transfer"].eq("lost"))
    yield _share("flow_broken", telling, ~telling["kept"])
    early = telling[telling["from_stage"].isin(FIRST_STAGES) & ~telling["to_stage"].isin(FIRST_STAGES)]
    yield _share("flow_first_contact_kept", early, early["kept"])
    yield _share("flow_first_contact_broken", early, ~early["kept"])
    told = telling[telling["seam"].notna()]
    for name, own in (("at_seams", told[told["seam"].eq(True)]), ("within_stages", told[told["seam"].eq(False)])):
        yield _share(f"flow_broken_{name}", own, ~own["kept"])
    yield from _delays(slowest[slowest["latency_days"].notna()])
    yield from _receivers(telling, limits.least_pieces)


def _share(name: str, rows: pd.DataFrame, counted: pd.Series) -> Row:
    return share(f"architecture.{name}", rows, counted, "information_flow", label="label")


def _delays(timed: pd.DataFrame) -> Iterator[Row]:
    """How long what arrives is under way; what is lost never arrives and has no delay."""
    arriving = timed[timed["transfer"].ne("lost")]
    yield _share("flow_slow", arriving, arriving["slow"])
    for transfer, name in (("rekeyed", "flow_delay_typed_again"), ("captured_once", "flow_delay_captured_once")):
        own = arriving[arriving["transfer"].eq(transfer)]
        if len(own):
            yield indicator(f"architecture.{name}", float(own["latency_days"].median()), "days", len(own),
                            references("information_flow", own), examples=tuple(own["label"]))  # fmt: skip


def _receivers(pieces: pd.DataFrame, enough: int) -> Iterator[Row]:
    """What each process needs that does not reach it in one piece, and the process that is hit hardest."""
    worst: tuple[int, float, dict[str, object]] | None = None
    for process, own in pieces.groupby("to_id", sort=False):
        made = share(
            "architecture.flow_broken_into", own, ~own["kept"], "information_flow", subject=str(process), label="label"
        )
        if made is None:
            continue
        yield made
        broken = int((~own["kept"]).sum())
        if len(own) >= enough and broken and (worst is None or (broken, broken / len(own)) > worst[:2]):
            named = {
                **made,
                "indicator_id": "architecture.flow_hardest_hit",
                "subject": "",
                "examples": (str(own["to_name"].iloc[0]),),
            }
            worst = broken, broken / len(own), named
    if worst is not None:
        yield worst[2]


def gaps(engagement: Engagement, pieces: pd.DataFrame, limits: ProcessLimits) -> Iterator[NotAssessed]:
    """What the list of flows does not allow to be said."""
    arriving = pieces[pieces["transfer"].ne("lost")]
    if len(arriving) and arriving["latency_days"].isna().all():
        yield NO_DELAYS
    processes = engagement.table("processes")
    keys = key_processes(processes, limits)
    on_belt = {*pieces["from_id"], *pieces["to_id"]}
    wholes = set(processes.loc[processes["process_id"].isin(on_belt), "parent_id"].dropna())
    left = keys[~keys["process_id"].isin(on_belt | wholes)]
    if len(pieces) and len(left):
        names = list(left["name"].astype(str))
        listed = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
        yield NotAssessed(
            f"What goes into and comes out of {listed}",
            "the list of flows names nothing that " + ("it gives or needs" if len(left) == 1 else "they give or need"),
            f"Ask what {'it' if len(left) == 1 else 'each of them'} needs to know from others, and what others need to know from it",
        )
