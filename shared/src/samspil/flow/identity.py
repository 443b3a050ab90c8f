"""Ids of what is decided: derived from their cause, so deciding again gives the same ids."""

from base64 import b32encode
from datetime import datetime
from hashlib import blake2b

_MASK = (1 << 74) - 1


def name_of(*parts: str) -> str:
    """A short name hashed from its parts: 24 characters of lower-case base 32."""
    return b32encode(_digest(parts, 15)).decode().lower()


def event_id(milliseconds: int, *parts: str) -> str:
    """A UUIDv7 whose time is `milliseconds` since 1970 and whose random part is a hash of `parts`."""
    noise = int.from_bytes(_digest(parts, 10)) & _MASK
    time = f"{milliseconds >> 16:08x}-{milliseconds & 0xFFFF:04x}"
    return f"{time}-7{noise >> 62:03x}-{0x8000 | noise >> 48 & 0x3FFF:04x}-{noise & 0xFFFF_FFFF_FFFF:012x}"


def milliseconds(moment: datetime) -> int:
    """Since 1970, as a UUIDv7 counts."""
    return int(moment.timestamp() * 1000)


def trace_of(name: str) -> str:
    """A W3C trace context that starts at a day's waking: derived, so a replay has the same."""
    id_ = blake2b(name.encode(), digest_size=16).hexdigest()
    return f"00-{id_}-{id_[:16]}-00"


def _digest(parts: tuple[str, ...], size: int) -> bytes:
    return blake2b("\x1f".join(parts).encode(), digest_size=size).digest()
