"""The one thing that leaves the service beside events: a package, sealed for the jobcentre that it goes to."""

from dataclasses import dataclass

from samspil.events.handover import HandoverPrepared, HandoverSent, PackageDelivered
from samspil.flow.fold import Performed, TaskAtHand
from samspil.vault import PersonField, SealRequest, Vault

PERSON: tuple[PersonField, ...] = ("cpr", "name", "address", "email", "phone")
"""What a jobcentre needs to know the citizen by and to invite the citizen."""


@dataclass(frozen=True)
class SealedDelivery:
    """Performs HandoverPrepared: the vault adds the person and seals, the receiver's own topic carries it.

    Doing it twice delivers nothing twice: the engine takes one result of a task, under ids derived from the task.
    """

    vault: Vault

    async def __call__(self, task: TaskAtHand) -> Performed:
        """Seal and deliver. Errors of the vault go to the dispatcher, which tries again."""
        prepared = task.intention
        assert isinstance(prepared, HandoverPrepared)
        request = SealRequest(
            citizen_id=task.key,
            receiver=task.receiver,
            purpose="handover",
            fields=PERSON,
            body=prepared.model_dump(mode="json"),
        )
        [jwe] = await self.vault.seal([request])
        sent = HandoverSent(spell_id=prepared.spell_id, handover_id=prepared.handover_id, receiver=prepared.receiver)
        package = PackageDelivered(handover_id=prepared.handover_id, jwe=jwe)
        return Performed(result=sent, deliveries=((prepared.receiver, package),))
