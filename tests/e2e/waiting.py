"""Waiting for what happens elsewhere: ask until it is so, up to a deadline."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

#: Seconds. Generous, because a busy machine is slow and a deadline only costs time when something is broken.
SOON = 60.0
PAUSE = 0.1


def eventually(look: Callable[[], T | None], what: str, within: float = SOON) -> T:
    """What `look` gives once that is something (not None, False or empty). Fails the test after `within` seconds.

    An `AssertionError` of `look` counts as "not yet", and the last one is told at the end.
    """
    end = time.monotonic() + within
    last: AssertionError | None = None
    while True:
        try:
            found = look()
        except AssertionError as error:
            found, last = None, error
        if found:
            return found
        if time.monotonic() > end:
            raise AssertionError(f"{what}: not within {within:g} s") from last
        time.sleep(PAUSE)
