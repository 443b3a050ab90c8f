"""contact-course with a bug in it: it fails at the first meeting that a fund reports held, and again at each new try.

Run by `test_poison.py` as a process of its own, in the place of `python -m contact_course`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, MutableMapping
from typing import Any, cast

from contact_course.app import build
from contact_course.flow import course
from contact_course.settings import ContactCourseSettings
from samspil.events.unemployment_fund import MeetingReported
from samspil.events.values import MeetingOutcome
from samspil.flow.decision import Context, Decision
from samspil.flow.service import run

poisonous: set[str] = set()


def judge_report(state: Any, told: MeetingReported, ctx: Context) -> Decision[Any]:
    """The real judge, but for one message."""
    if told.outcome is MeetingOutcome.HELD and not poisonous:
        poisonous.add(ctx.cause.id)
    if ctx.cause.id in poisonous:
        raise ZeroDivisionError("a bug of ours")
    return sound(state, told, ctx)


decisions = cast(MutableMapping[type, Callable[..., Decision[Any]]], course.on)
sound = decisions[MeetingReported]

if __name__ == "__main__":
    decisions[MeetingReported] = judge_report
    sys.exit(run(build(ContactCourseSettings())))
