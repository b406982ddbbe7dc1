"""What is kept by a client is made once for each, and goes with it."""

from __future__ import annotations

import gc
from weakref import ref

from assessment_kit.analysis.kept import kept
from assessment_kit.engagement.model import Engagement
from tests.builders import engagement


def test_it_is_made_once_for_each_client_and_goes_with_it() -> None:
    asked: list[str] = []

    @kept
    def name(e: Engagement) -> str:
        asked.append(e.settings.client)
        return e.settings.client

    one, other = engagement(), engagement()
    assert name(one) == name(one) == one.settings.client
    assert len(asked) == 1
    name(other)
    assert len(asked) == 2, "two clients with the same data are two clients"
    gone = ref(one)
    del one
    gc.collect()
    assert gone() is None
