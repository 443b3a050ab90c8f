"""Names that only the vault can make: derived under its key, so that nobody who sees one can guess what it is of."""

import hmac
from base64 import b32encode
from dataclasses import dataclass, field
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Names:
    """Makes names under `key`. The same parts always give the same name; each kind of name has values of its own."""

    key: bytes = field(repr=False)

    def citizen_id(self, party: str, message_id: str) -> str:
        """The pseudonym of the citizen whom this message made known: "c" and 24 characters of base 32."""
        return "c" + self._short("citizen", party, message_id)

    def journey(self, party: str, message_id: str) -> str:
        """The journey that begins with this registration."""
        return "j" + self._short("journey", party, message_id)

    def blind_index(self, cpr: str) -> bytes:
        """By what a person is found without the number being kept in the clear."""
        return self._digest("person", cpr.encode())

    def content(self, *parts: bytes) -> bytes:
        """The fingerprint of a message's content. Keyed, because a person's data can be guessed from a plain hash."""
        return self._digest("content", *parts)

    def _short(self, kind: str, *parts: str) -> str:
        digest = self._digest(kind, *(part.encode() for part in parts))
        return b32encode(digest[:15]).decode().lower()

    def _digest(self, kind: str, *parts: bytes) -> bytes:
        """HMAC-SHA256 over the parts, each with its length before it, so that no two lists of parts read alike."""
        digest = hmac.new(self.key, kind.encode(), sha256)
        for part in parts:
            digest.update(len(part).to_bytes(8) + part)
        return digest.digest()
