"""The system of an unemployment fund, in small: copy it, and put your own system where it prints.

python example_fund.py --bootstrap-servers localhost:9092 listen
python example_fund.py --bootstrap-servers localhost:9092 register A-17 --cpr 0714851234 --unemployed-from 2026-07-01
"""

import asyncio
from datetime import datetime
from decimal import Decimal
from typing import Annotated

import typer

from samspil.events import OutsideEvent, Person
from samspil.events.answers import MessageAccepted, MessageRefused, MessageRepeated
from samspil.events.contact_course import MeetingInvited
from samspil.events.responsibility import ResponsibilityMoved
from samspil.events.unemployment_fund import MeetingReported, MemberRegistered
from samspil.events.values import MeetingForm, MeetingOutcome
from samspil.party import Envelope, PartyApp

Kafka = Annotated[str, typer.Option(envvar="KAFKA_BOOTSTRAP_SERVERS", help="host:port of Samspil's Kafka")]
Number = Annotated[str, typer.Option("--cpr", help="Ten digits")]
Day = Annotated[datetime, typer.Option(formats=["%Y-%m-%d"])]

command = typer.Typer(no_args_is_help=True, add_completion=False)


@command.callback()
def fund(context: typer.Context, bootstrap_servers: Kafka, party: str = "/unemployment-fund/hk") -> None:
    """The system of an unemployment fund."""
    context.obj = PartyApp(party, bootstrap_servers=bootstrap_servers)


@command.command()
def listen(context: typer.Context) -> None:
    """Hear what Samspil tells the fund, until Ctrl-C."""
    app: PartyApp = context.obj

    @app.on(MessageAccepted)
    async def on_message_accepted(told: MessageAccepted, envelope: Envelope) -> None:
        typer.echo(f"accepted {told.message_id}: from now on the citizen is called {told.citizen_id}")

    @app.on(MessageRefused)
    async def on_message_refused(told: MessageRefused, envelope: Envelope) -> None:
        typer.echo(f"refused {told.message_id}: {told.reason}: {told.detail}")

    @app.on(MessageRepeated)
    async def on_message_repeated(told: MessageRepeated, envelope: Envelope) -> None:
        typer.echo(f"repeated {told.message_id}: its first answer stands")

    @app.on(MeetingInvited)
    async def on_meeting_invited(told: MeetingInvited, envelope: Envelope) -> None:
        typer.echo(f"meeting {told.meeting_id} with {envelope.subject} on {told.on}, at the latest {told.limit}")

    @app.on(ResponsibilityMoved)
    async def on_responsibility_moved(told: ResponsibilityMoved, envelope: Envelope) -> None:
        typer.echo(f"{told.holder} is responsible for {envelope.subject} from {told.effective}: {told.cause}")

    asyncio.run(app.run())


@command.command()
def register(
    context: typer.Context, case: str, cpr: Number, unemployed_from: Day, municipality: str = "0851", born: int = 1985
) -> None:
    """Tell that a member became unemployed. A sandbox takes CPR numbers with an impossible month only."""
    told = MemberRegistered(
        unemployed_from=unemployed_from.date(),
        municipality=municipality,
        insurance="full_time",
        hours_before=Decimal(0),
        birth_year=born,
    )
    asyncio.run(tell(context.obj, told, case, f"{case}/registered", Person(cpr=cpr)))


@command.command()
def held(context: typer.Context, case: str, meeting_id: str, on: Day) -> None:
    """Tell that a meeting took place."""
    told = MeetingReported(meeting_id=meeting_id, outcome=MeetingOutcome.HELD, on=on.date(), form=MeetingForm.PHYSICAL)
    asyncio.run(tell(context.obj, told, case, f"{case}/held/{meeting_id}"))


async def tell(app: PartyApp, told: OutsideEvent, case: str, message_id: str, person: Person | None = None) -> None:
    """Tell one message. Its id comes from what our own system knows: told again, it has no second effect."""
    await app.start()
    try:
        await app.tell(told, case=case, person=person, message_id=message_id)
        typer.echo(f"told {message_id}")
    finally:
        await app.stop()


if __name__ == "__main__":
    command()
