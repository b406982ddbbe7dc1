"""How long the best plan of interviews takes: the method's items, twelve people, nobody or some of them heard before.

.venv/bin/python benchmarks/interview_plan.py
"""

import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from assessment_kit.analysis.informants import LEVELS
from assessment_kit.analysis.interview_plan import plan_interviews
from assessment_kit.method import load_method
from tests.builders import engagement

METHOD = load_method()
PEOPLE = 12


def client(heard: int, share: float):  # noqa: ANN201  a client of the tests' making
    """Twelve roles, so many of them interviewed on a share of the items."""
    chance = random.Random(1)  # noqa: S311  repeats, keeps no secret
    who = [{"level": LEVELS[n % 4], "function": f"F{n % 6}"} for n in range(PEOPLE)]
    said = [
        {"interview": f"i{n}", "respondent": f"r{n}", "item_id": i.id, "score": 3.0, **who[n]}
        for n in range(heard)
        for i in METHOD.items.values()
        if who[n]["level"] in i.audience and chance.random() < share
    ]
    return engagement(
        roles=[{"role_id": f"r{n}", "title": f"R{n}", **one} for n, one in enumerate(who)], interviews=said
    )


if __name__ == "__main__":
    print(f"{len(METHOD.items)} items, {PEOPLE} people")
    plan_interviews(client(0, 0), METHOD, 30)  # loads the solver
    for heard, share in ((0, 0.0), (4, 0.3), (12, 0.15), (12, 0.5)):
        for minutes in (60, 180, 360):
            start = time.perf_counter()
            plan = plan_interviews(client(heard, share), METHOD, minutes)
            took = time.perf_counter() - start
            print(
                f"{heard:3} heard, {minutes:3} minutes: {took:5.2f} s, {len(plan.interviews)} interviews, salience {plan.salience}"
            )
