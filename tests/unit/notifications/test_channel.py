"""The channel on disk, and what performs a letter's two steps."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest

from notifications.gateways import LetterBox, NotDeliveredYetError, Postman, Receipts
from samspil.events.notifications import (
    LetterKind,
    NotificationCreated,
    NotificationDelivered,
    NotificationSent,
)
from samspil.flow.fold import TaskAtHand
from samspil.vault import SealRequest, VaultUnavailable

LETTER = NotificationCreated(
    notification_id="n-1", kind=LetterKind.WELCOME, cause_id="c-1", language="en", about=None,
    holder="/unemployment-fund/hk",
)  # fmt: skip
SENT = NotificationSent(notification_id="n-1", channel="letters")


class NumberingVault:
    """Seals each time anew, as a vault does: the same letter never gives the same bytes."""

    def __init__(self) -> None:
        self.asked: list[SealRequest] = []

    async def seal(self, requests: Sequence[SealRequest]) -> list[str]:
        self.asked += requests
        return [f"sealed-{len(self.asked)}"]


class AbsentVault:
    async def seal(self, requests: Sequence[SealRequest]) -> list[str]:
        raise VaultUnavailable("away")


def written_in(directory: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in directory.iterdir()}


def to_do(intention: NotificationCreated | NotificationSent) -> TaskAtHand:
    return TaskAtHand("task-1", "c-anna", "letters", intention)


async def test_a_letter_is_written_to_a_file_of_its_own(tmp_path: Path) -> None:
    box = LetterBox(tmp_path / "letters")
    performed = await Postman(NumberingVault(), box)(to_do(LETTER))

    assert performed.result == SENT
    assert performed.deliveries == ()
    assert written_in(box.directory) == {"n-1.jwe": "sealed-1"}


async def test_a_letter_that_is_performed_twice_stays_as_it_was_first_written(tmp_path: Path) -> None:
    box = LetterBox(tmp_path)
    postman = Postman(NumberingVault(), box)
    first, second = await postman(to_do(LETTER)), await postman(to_do(LETTER))

    assert first == second
    assert written_in(tmp_path) == {"n-1.jwe": "sealed-1"}


async def test_many_who_write_one_letter_at_once_leave_one_whole_file(tmp_path: Path) -> None:
    box = LetterBox(tmp_path)
    texts = [str(number) * 50_000 for number in range(8)]
    await asyncio.gather(*(box.send("n-1", text) for text in texts))

    [only] = written_in(tmp_path).values()
    assert only in texts


async def test_the_vault_is_asked_for_name_and_address_and_nothing_else(tmp_path: Path) -> None:
    vault = NumberingVault()
    await Postman(vault, LetterBox(tmp_path))(to_do(LETTER))

    [asked] = vault.asked
    assert (asked.citizen_id, asked.receiver, asked.purpose) == ("c-anna", "/channel/letters", "letter: welcome")
    assert asked.fields == ("name", "address")
    assert asked.body["subject"] == "Welcome to your contact course (kontaktforløb)"
    assert asked.body["notification_id"] == "n-1"


async def test_while_the_vault_is_away_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(VaultUnavailable):
        await Postman(AbsentVault(), LetterBox(tmp_path))(to_do(LETTER))

    assert written_in(tmp_path) == {}


async def test_a_letter_in_the_box_is_delivered(tmp_path: Path) -> None:
    box = LetterBox(tmp_path)
    await box.send("n-1", "sealed")
    performed = await Receipts(box)(to_do(SENT))

    assert performed.result == NotificationDelivered(notification_id="n-1", channel="letters")


async def test_a_letter_that_is_not_in_the_box_has_no_receipt_yet(tmp_path: Path) -> None:
    with pytest.raises(NotDeliveredYetError):
        await Receipts(LetterBox(tmp_path))(to_do(SENT))
