"""The kit for developers of a fund's or a jobcentre's system: typed telling and handling on FastStream."""

from samspil.party.app import PartyApp
from samspil.party.envelope import Envelope
from samspil.party.message import Message
from samspil.party.packages import open_package
from samspil.party.telling import Told

__all__ = ["Envelope", "Message", "PartyApp", "Told", "open_package"]
