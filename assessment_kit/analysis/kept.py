"""What many figures ask for, worked out once for each client and kept as long as the client's data are."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

Owner = TypeVar("Owner")
Made = TypeVar("Made")


def kept(make: Callable[[Owner], Made]) -> Callable[[Owner], Made]:
    """The function, which works only once for each engagement or survey. Whoever asks may not change what is handed out.

    An owner is the same only as itself and cannot be changed, so what was made of it stays true; when it goes, so does what was made.
    """
    made: WeakKeyDictionary[Owner, Made] = WeakKeyDictionary()

    @wraps(make)
    def asked(owner: Owner) -> Made:
        if owner not in made:
            made[owner] = make(owner)
        return made[owner]

    return asked
