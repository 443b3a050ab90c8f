"""Which track intake suggests. It only suggests: a caseworker decides after a first meeting."""

from typing import Final

from samspil.events.values import Need, Track

PERSONAL_NEEDS: Final = frozenset({Need.LANGUAGE, Need.HEALTH, Need.DIGITAL_SKILL, Need.ADDICTION})
"""Needs that a meeting on a screen serves badly."""


def suggest_track(needs: tuple[Need, ...]) -> tuple[Track, tuple[Need, ...]]:
    """The track and the needs it stands on: personal where there is one of `PERSONAL_NEEDS`, else virtual."""
    grounds = tuple(need for need in dict.fromkeys(needs) if need in PERSONAL_NEEDS)
    return (Track.PERSONAL if grounds else Track.VIRTUAL), grounds
