"""The pack of the spell's start says what moves responsibility; under a pack without a cause it moves nothing."""

import pytest

from handover.domain import ledger
from samspil.events.answers import MessageRefused
from samspil.events.responsibility import ResponsibilityMoved
from samspil.events.unemployment_fund import MemberScreened
from samspil.events.values import Need, ScreeningOutcome
from samspil.rules import Pack, pack
from tests.unit.handover.life import AALBORG, HK, Life, moved, only, registered


def without_transfers(id: str) -> Pack:
    """The pack, had the law no cause for a transfer but hours."""
    known = pack(id)
    hours_only = tuple(rule for rule in known.responsibility.transfers if rule.cause == "hours")
    changed = known.responsibility.model_copy(update={"transfers": hours_only})
    return known.model_copy(update={"responsibility": changed})


@pytest.fixture(autouse=True)
def _a_pack_without_transfers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "named", without_transfers)


def test_a_screening_is_refused_where_no_rule_knows_it() -> None:
    life = Life("2026-07-01")
    life.intake(registered("2026-07-01"))
    life.forget()
    [answer] = life.says(HK, MemberScreened(outcome=ScreeningOutcome.TO_JOBCENTRE, grounds=Need.HEALTH))
    assert isinstance(answer, MessageRefused)
    assert answer.reason == "no_rule"
    life.until("2026-07-31")
    assert life.ledger() == []


def test_a_citizen_who_moves_stays_with_the_jobcentre_where_no_rule_says_otherwise() -> None:
    life = Life("2026-07-01")
    life.intake(registered("2026-07-01", hours="411"), moved("0751", on="2026-07-10"))
    life.until("2026-07-31")
    assert [each.holder for each in only(ResponsibilityMoved, life.ledger())] == [AALBORG]
