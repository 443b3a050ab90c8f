"""Encryption at rest: AES-256-GCM under a key that is derived from the vault's one secret."""

from dataclasses import dataclass, field
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from intake.domain.names import Names
from samspil.clock import random_bytes

_VERSION: Final = b"\x01"
_NONCE_BYTES: Final = 12


class NotForThisKey(Exception):  # the word is about the document, not about a mistake in the code
    """A sealed document was written under another secret, belongs to somebody else or was tampered with."""


@dataclass(frozen=True, slots=True)
class Lock:
    """Seals documents at rest. What a document is about is bound to it: it opens for nobody else's name."""

    key: bytes = field(repr=False)

    def seal(self, document: bytes, about: str) -> bytes:
        """Version, nonce, ciphertext and tag."""
        nonce = random_bytes(_NONCE_BYTES)
        return _VERSION + nonce + AESGCM(self.key).encrypt(nonce, document, about.encode())

    def open(self, sealed: bytes, about: str) -> bytes:
        """The document. Raises NotForThisKey."""
        nonce, ciphertext = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
        try:
            return AESGCM(self.key).decrypt(nonce, ciphertext, about.encode())
        except (InvalidTag, ValueError):
            raise NotForThisKey(f"the document about {about} does not open with this vault's secret") from None


def names_from(secret: str) -> Names:
    """The maker of keyed names of the vault with this secret."""
    return Names(_derived(secret, b"samspil vault names"))


def lock_from(secret: str) -> Lock:
    """The lock of the vault with this secret."""
    return Lock(_derived(secret, b"samspil vault at rest"))


def _derived(secret: str, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(secret.encode())
