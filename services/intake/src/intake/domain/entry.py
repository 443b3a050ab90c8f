"""Reading an arrival: bytes from a party's topic become a letter, or are found unreadable. Nothing is judged here."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from pydantic import TypeAdapter

from intake.domain.cpr import looks_like_one
from samspil.reference.parties import Party

LARGEST_VALUE: Final = 64 * 1024
"""Bytes. What a party tells fits many times over; with headers it stays far below what one Kafka record may hold."""
LONGEST_TEXT: Final = 256
"""Characters of a key or an envelope attribute."""

_TRACEPARENT: Final = re.compile(r"00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}", re.ASCII)
_PLAIN_ID: Final = re.compile(r"(?!.*[0-9]{6}-?[0-9]{4})[A-Za-z0-9._:-]+", re.ASCII)
_OBJECT: Final = TypeAdapter(dict[str, Any])
_TELLING: Final = ("cpr", "name", "address", "email")


@dataclass(frozen=True, slots=True)
class Letter:
    """A message that could be read: who says it, of which case, its envelope and its fields."""

    party: Party
    case: str
    id: str
    type: str
    time: datetime
    subject: str | None
    traceparent: str | None
    value: bytes = field(repr=False)
    fields: Mapping[str, Any] = field(repr=False)
    """Empty where the value is too large to be looked into."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Bytes that are no message; `error` is a word that says why. The sender is unknown where the topic names none."""

    error: str
    party: Party | None = None
    message_id: str = ""
    message_type: str = ""


class _NotReadable(Exception):
    """Says with one word why the bytes are no message."""


def read(
    topic: str,
    key: bytes | None,
    headers: Iterable[tuple[str, bytes | None]],
    value: bytes | None,
    *,
    synthetic: bool,
) -> Letter | Unreadable:
    """The letter in the bytes of an arrival. Never raises, whatever the bytes are."""
    try:
        party = Party.of_topic(topic)
    except ValueError:
        return Unreadable("unknown_sender")
    envelope: dict[str, str] = {}
    try:
        envelope.update(_texts(headers))
        letter = _letter(party, key, envelope, value)
        _keep_private(letter, synthetic)
    except _NotReadable as error:
        id_, type_ = (_repeatable(envelope.get(name, ""), value) for name in ("ce_id", "ce_type"))
        return Unreadable(str(error), party, id_, type_)
    return letter


def _letter(party: Party, key: bytes | None, envelope: dict[str, str], value: bytes | None) -> Letter:
    for name in ("ce_id", "ce_type", "ce_time"):
        if not envelope.get(name):
            raise _NotReadable(f"no_{name}")
    if not key or not value:
        raise _NotReadable("no_value" if key else "no_key")
    trace = envelope.get("traceparent", "")
    return Letter(
        party=party,
        case=_text(key, "key"),
        id=envelope["ce_id"],
        type=envelope["ce_type"],
        time=_moment(envelope["ce_time"]),
        subject=envelope.get("ce_subject") or None,
        traceparent=trace if _TRACEPARENT.fullmatch(trace) else None,
        value=value,
        fields=_object(value) if len(value) <= LARGEST_VALUE else {},
    )


def _texts(headers: Iterable[tuple[str, bytes | None]]) -> Iterable[tuple[str, str]]:
    """The headers as text; only those of the envelope must also be short and printable."""
    for name, value in headers:
        if name.startswith("ce_"):
            yield name, _text(value, "header")
        else:
            yield name, _decoded(value, "header")


def _text(value: bytes | None, what: str) -> str:
    """Text that a database, a log and an answer can carry: no control characters, and not without end."""
    text = _decoded(value, what)
    if len(text) > LONGEST_TEXT or not text.isprintable():
        raise _NotReadable(f"{what}_not_plain")
    return text


def _decoded(value: bytes | None, what: str) -> str:
    try:
        return (value if value is not None else b"\xff").decode()
    except UnicodeDecodeError:
        raise _NotReadable(f"{what}_not_text") from None


def _moment(text: str) -> datetime:
    """An instant with its zone, not before 1970: ids carry milliseconds since then."""
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is not None and moment.astimezone(UTC).year >= 1970:
            return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise _NotReadable("ce_time_is_no_moment")


def _object(value: bytes) -> dict[str, Any]:
    try:
        return _OBJECT.validate_json(value)
    except ValueError:
        raise _NotReadable("value_is_no_object") from None


def _keep_private(letter: Letter, synthetic: bool) -> None:
    """Key, id, type and subject travel on in the clear, so none of them may tell who the person is."""
    telling = _telling(letter.fields)
    for text in (letter.case, letter.id, letter.type, letter.subject or ""):
        if looks_like_one(text, synthetic=synthetic) or any(part in text.casefold() for part in telling):
            raise _NotReadable("personal_data_in_envelope")


def _repeatable(text: str, value: bytes | None) -> str:
    """An id or type of unreadable bytes that the answer may repeat: not where it could be about a person."""
    try:
        telling = _telling(_object(value or b""))
    except _NotReadable:
        telling = []
    plain = _PLAIN_ID.fullmatch(text) and not any(part in text.casefold() for part in telling)
    return text if plain else ""


def _telling(fields: Mapping[str, Any]) -> list[str]:
    """What of the person a message is about would tell who it is."""
    person = fields.get("person")
    told = [person.get(name) for name in _TELLING] if isinstance(person, dict) else []
    return [text.casefold() for text in told if isinstance(text, str) and len(text) >= 4]
