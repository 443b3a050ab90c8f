"""Where letters leave the service: sealed by the vault, taken by a channel, answered by a receipt."""

from __future__ import annotations

import asyncio
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from notifications.domain.texts import text_of
from samspil.clock import new_id
from samspil.events.notifications import NotificationCreated, NotificationDelivered, NotificationSent
from samspil.flow.fold import Performed, TaskAtHand
from samspil.vault import PersonField, SealRequest, Vault

ADDRESSEE: tuple[PersonField, ...] = ("name", "address")
"""What a letter on paper needs to know of the citizen. Digital Post will need the CPR number instead, SMS the phone."""


class NotDeliveredYetError(Exception):
    """The channel has taken the letter and has no receipt for it so far; the dispatcher asks again later."""


class Channel(Protocol):
    """A way to the citizen. Digital Post and SMS take their place beside the letters on disk here."""

    @property
    def name(self) -> str:
        """Its receiver in the vault is `/channel/<name>`."""
        ...

    async def send(self, notification_id: str, sealed: str) -> None:
        """Take a sealed letter over. The same id again changes nothing. Raises OSError where it could not be taken."""
        ...

    async def delivered(self, notification_id: str) -> bool:
        """Whether there is a receipt that the letter arrived."""
        ...


@dataclass(frozen=True)
class LetterBox:
    """Writes each sealed letter to a file of its own; lying there whole is its receipt."""

    directory: Path
    name: str = "letters"

    async def send(self, notification_id: str, sealed: str) -> None:
        await asyncio.to_thread(self._post, notification_id, sealed)

    async def delivered(self, notification_id: str) -> bool:
        return await asyncio.to_thread(self._file(notification_id).is_file)

    def _file(self, notification_id: str) -> Path:
        return self.directory / f"{notification_id}.jwe"

    def _post(self, notification_id: str, sealed: str) -> None:
        """The file appears whole or not at all, and the first one stays: a letter sealed again is the same letter."""
        self.directory.mkdir(parents=True, exist_ok=True)
        unfinished = self.directory / f".{notification_id}.{new_id()}"
        try:
            with unfinished.open("x", encoding="ascii") as file:
                file.write(sealed)
                file.flush()
                os.fsync(file.fileno())
            os.link(unfinished, self._file(notification_id))
        except FileExistsError:
            return
        finally:
            unfinished.unlink(missing_ok=True)


@dataclass(frozen=True)
class Postman:
    """Performs NotificationCreated: the vault adds the addressee and seals, the channel takes the letter over."""

    vault: Vault
    channel: Channel

    async def __call__(self, task: TaskAtHand) -> Performed:
        """Seal and send. Errors of vault and channel go to the dispatcher, which tries again."""
        letter = task.intention
        assert isinstance(letter, NotificationCreated)
        [sealed] = await self.vault.seal([request_for(letter, task.key, self.channel.name)])
        await self.channel.send(letter.notification_id, sealed)
        return Performed(NotificationSent(notification_id=letter.notification_id, channel=self.channel.name))


@dataclass(frozen=True)
class Receipts:
    """Performs NotificationSent: waits for the channel's word that the letter arrived."""

    channel: Channel

    async def __call__(self, task: TaskAtHand) -> Performed:
        """Report the receipt. Raises NotDeliveredYetError until there is one."""
        letter = task.intention
        assert isinstance(letter, NotificationSent)
        if not await self.channel.delivered(letter.notification_id):
            raise NotDeliveredYetError(letter.notification_id)
        return Performed(NotificationDelivered(notification_id=letter.notification_id, channel=letter.channel))


def request_for(letter: NotificationCreated, citizen_id: str, channel: str) -> SealRequest:
    """What the vault is asked to seal: the letter's text for the channel's key."""
    text = text_of(letter)
    body = {
        "notification_id": letter.notification_id,
        "kind": letter.kind,
        "language": letter.language,
        "subject": text.subject,
        "text": text.body,
    }
    return SealRequest(
        citizen_id=citizen_id,
        receiver=f"/channel/{channel}",
        purpose=f"letter: {letter.kind}",
        fields=ADDRESSEE,
        body=body,
    )
