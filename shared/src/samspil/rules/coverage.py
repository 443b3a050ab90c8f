"""Who is covered by a pack: members of any fund whose spell begins while it is in force. Overlays say more."""

from typing import Literal

from pydantic import Field

from samspil.rules.rule import Rule, Terms


class PeopleRule(Rule):
    """Whom the contact course is for."""

    benefit: Literal["unemployment benefit"]
    counted_from: Literal["placement in a benefit period"] = Field(alias="from")
    ready_for_work: bool = Field(description="Whether all of them count as ready for a job (jobparat)")


class NoticePeriodRule(Rule):
    """What holds while somebody still works out a notice (opsigelsesperiode)."""

    contact_on_request: bool
    duty_to_meet: bool


class Coverage(Terms):
    """Who is covered."""

    people: PeopleRule
    notice_period: NoticePeriodRule
