"""Folds that break the promise of one outcome, to be put in the place of a stage's own: its check must report them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import count
from typing import Any, Final

from hypothesis import Phase, given, settings
from hypothesis.errors import Flaky
from hypothesis.strategies import SearchStrategy

from samspil.events.event import Event
from samspil.flow.decision import Context, Decision, State, note
from samspil.flow.fold import Fold, Stage


class Heard(State):
    """What a broken fold keeps."""

    word: str = ""


def it_matters_what_came_first() -> Callable[[Heard | None, Event, Context], Decision[Heard]]:
    """A decision that depends on which topic was read before which."""
    return lambda heard, told, ctx: note(Heard(word=f"{heard.word if heard else ''} {told.type}"))


def a_counter_runs_beside_it() -> Callable[[Heard | None, Event, Context], Decision[Heard]]:
    """A decision that looks outside state, event and day; a clock would be the same."""
    passed = count()
    return lambda heard, told, ctx: note(Heard(word=str(next(passed))))


BREACHES: Final = (it_matters_what_came_first, a_counter_runs_beside_it)


def broken(stage: Stage, breach: Callable[[], Callable[..., Any]]) -> Stage:
    """The stage with this decision on everything that its fold hears and need not answer."""
    (sound,) = stage.folds
    decide = breach()
    on: Mapping[type[Event], Any] = {kind: decide for kind in sound.on if kind.type not in stage.judged}
    return replace(stage, folds=(Fold(sound.name, Heard, on),))


def is_reported(check: Callable[..., None], *drawn: SearchStrategy[Any]) -> bool:
    """Whether the property, tried with what is drawn, finds a case in which it does not hold."""
    quickly = settings(database=None, derandomize=True, phases=(Phase.generate,))
    try:
        quickly(given(*drawn)(check))()
    except (AssertionError, Flaky):  # what has another outcome each time is flaky to hypothesis
        return True
    return False
