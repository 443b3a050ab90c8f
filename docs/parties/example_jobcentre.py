"""The system of a jobcentre, in small: copy it, and put your own system where it prints.

python example_jobcentre.py --bootstrap-servers localhost:9092 --key jobcentre.jwk.json
"""

import asyncio
import json
from pathlib import Path
from typing import Annotated

import typer
from joserfc.jwk import ECKey

from samspil.events.answers import MessageRefused
from samspil.events.contact_course import MeetingInvited
from samspil.events.handover import HandoverForecast, HandoverReminded, PackageDelivered
from samspil.events.jobcentre import HandoverAccepted, HandoverReceived, HandoverRejected
from samspil.events.values import HandoverRejection
from samspil.party import Envelope, PartyApp
from samspil.reference.municipalities import jobcentre_of
from samspil.reference.parties import Party

Kafka = Annotated[str, typer.Option(envvar="KAFKA_BOOTSTRAP_SERVERS", help="host:port of Samspil's Kafka")]
Key = Annotated[Path, typer.Option(help="Private key (JWK); made if there is none, and its public half is printed")]


def main(bootstrap_servers: Kafka, key: Key, party: str = "/jobcentre/0851") -> None:
    """Take over the citizens that Samspil hands to a jobcentre, until Ctrl-C."""
    app = PartyApp(party, bootstrap_servers=bootstrap_servers, private_key=private_key(key, party))

    @app.on(HandoverForecast)
    async def on_handover_forecast(told: HandoverForecast, envelope: Envelope) -> None:
        typer.echo(f"{envelope.subject} comes about {told.expected_on}")

    @app.on(PackageDelivered)
    async def on_package_delivered(told: PackageDelivered, envelope: Envelope) -> None:
        package = app.open(told)
        # Here your system keeps package["person"] and the rest. Once that is safe, and not before:
        await tell(HandoverReceived(handover_id=told.handover_id), envelope)
        content = package["content"]
        if jobcentre_of(content["municipality"]) == Party.parse(party).code:
            await tell(HandoverAccepted(handover_id=told.handover_id), envelope)
            typer.echo(f"took over {envelope.subject} with {len(content['meetings'])} meetings held")
        else:
            reason = HandoverRejection.WRONG_MUNICIPALITY
            await tell(HandoverRejected(handover_id=told.handover_id, reason=reason), envelope)
            typer.echo(f"rejected {envelope.subject}, who lives in {content['municipality']}")

    @app.on(HandoverReminded)
    async def on_handover_reminded(told: HandoverReminded, envelope: Envelope) -> None:
        typer.echo(f"somebody must look at {told.handover_id}: it was never answered")

    @app.on(MeetingInvited)
    async def on_meeting_invited(told: MeetingInvited, envelope: Envelope) -> None:
        typer.echo(f"meeting {told.meeting_id} with {envelope.subject} on {told.on}, at the latest {told.limit}")

    @app.on(MessageRefused)
    async def on_message_refused(told: MessageRefused, envelope: Envelope) -> None:
        typer.echo(f"refused {told.message_id}: {told.reason}: {told.detail}")

    async def tell(told: HandoverReceived | HandoverAccepted | HandoverRejected, envelope: Envelope) -> None:
        """Answer a package. The id comes from what is answered: should this be told again, it has no second effect."""
        word = told.type.split(".")[2]
        case = told.handover_id
        await app.tell(told, case=case, citizen=envelope.subject, message_id=f"{case}/{word}")

    asyncio.run(app.run())


def private_key(file: Path, party: str) -> dict[str, object]:
    """The jobcentre's key. Samspil gets the public half once, and seals packages with it."""
    if not file.exists():
        made = ECKey.generate_key("P-256", {"kid": party, "use": "enc"})
        file.touch(mode=0o600)
        file.write_text(json.dumps(made.as_dict(private=True)), encoding="utf-8")
        typer.echo(f"give this to Samspil: {json.dumps(made.as_dict(private=False))}")
    found: dict[str, object] = json.loads(file.read_text(encoding="utf-8"))
    return found


if __name__ == "__main__":
    typer.run(main)
