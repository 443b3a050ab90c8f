"""Opening the package of a handover (overdragelse), which only its receiver can."""

from collections.abc import Mapping
from typing import Any

from joserfc.jwk import ECKey

from samspil.events.handover import PackageDelivered
from samspil.vault import open_sealed


def open_package(told: PackageDelivered, private_key: Mapping[str, Any]) -> dict[str, Any]:
    """What is inside: the fields of HandoverPrepared and a block `person` with the citizen's identity.

    `private_key` is the receiver's JWK (P-256). Raises ValueError where the package was sealed for another key.
    """
    return open_sealed(told.jwe, ECKey.import_key(dict(private_key)))
