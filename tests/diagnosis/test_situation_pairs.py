"""Every situation is found in one tiny client and not in another that differs from it by a hair."""

from __future__ import annotations

import pytest

from tests.diagnosis.pairs import METHOD, Pair, differing, tell
from tests.diagnosis.pairs.architecture import PAIRS as ARCHITECTURE
from tests.diagnosis.pairs.metrics import PAIRS as METRICS
from tests.diagnosis.pairs.practices import PAIRS as PRACTICES
from tests.diagnosis.pairs.roles import PAIRS as ROLES
from tests.diagnosis.pairs.views import PAIRS as VIEWS

PAIRS: list[Pair] = [*ARCHITECTURE, *ROLES, *METRICS, *PRACTICES, *VIEWS]
NAMED = [pytest.param(pair, id=f"{pair.situation}-{i}") for i, pair in enumerate(PAIRS)]


def test_every_situation_has_its_pair() -> None:
    assert set(METHOD.situations) - {pair.situation for pair in PAIRS} == set()


@pytest.mark.parametrize("pair", NAMED)
def test_found_in_the_one_and_not_in_the_other(pair: Pair) -> None:
    found, not_found = tell(pair.found, pair.situation), tell(pair.not_found, pair.situation)
    assert (found.holds, not_found.holds) == (True, False), pair.because
    assert [words for words in pair.says if words not in found.text] == [], found.text


@pytest.mark.parametrize("pair", NAMED)
def test_the_two_differ_by_a_hair(pair: Pair) -> None:
    assert differing(pair.found, pair.not_found) == 1


def test_what_differs_is_counted_by_row() -> None:
    one = {"roles": [{"role_id": "a"}, {"role_id": "b"}], "settings": {"scope": "large"}}
    assert differing(one, one) == 0
    assert differing(one, {**one, "roles": [{"role_id": "a"}, {"role_id": "c"}]}) == 1
    assert differing(one, {**one, "roles": [{"role_id": "a"}]}) == 1
    assert differing(one, {"roles": [{"role_id": "c"}, {"role_id": "d"}], "settings": {"scope": "modest"}}) == 3
