"""Envelopes: documents encrypted for the one who receives them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from joserfc import jwe
from joserfc.jwk import ECKey, KeySet

from samspil.vault import ALGORITHMS


class NoKeyError(LookupError):
    """No public key of this receiver is known."""


@dataclass(frozen=True, slots=True)
class Envelopes:
    """Encrypts for receivers by their public keys, P-256."""

    keys: Mapping[str, ECKey]

    @classmethod
    def from_file(cls, path: Path) -> Self:
        """The keys of a JWK set (RFC 7517); each `kid` names its receiver. Raises where the file is none."""
        found = KeySet.import_key_set(json.loads(path.read_text(encoding="utf-8")))
        return cls({str(key.kid): key for key in found.keys if isinstance(key, ECKey)})

    def close(self, document: Mapping[str, Any], receiver: str) -> str:
        """The document as a JWE that only `receiver` can open. Raises NoKeyError."""
        key = self.keys.get(receiver)
        if key is None:
            raise NoKeyError(receiver)
        key_wrap, cipher = ALGORITHMS
        header = {"alg": key_wrap, "enc": cipher, "kid": receiver, "cty": "application/json"}
        return jwe.encrypt_compact(header, json.dumps(document, ensure_ascii=False), key, algorithms=ALGORITHMS)
