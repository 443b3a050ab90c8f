"""Python's garbage collector in a process that works in batches.

A batch makes tens of thousands of objects, and nearly all of them go when their last reference goes. Left as it is, the
collector looks through them again and again in search of circles, and at every full look through all imported code:
a quarter of a stage's processor time (benchmarks/README.md).
"""

import gc
from typing import Final

YOUNG: Final = 50_000
"""So many objects more, about one batch, before the youngest are looked through."""


def set_for_batches() -> None:
    """To be called once, when a process has imported what it needs: that is never looked through again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, 50, 100)
