"""A vault without encryption, for stories in which one must be able to look into what was sent."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from samspil.events.event import Person
from samspil.vault import SealRequest, VaultRefused


@dataclass
class MemoryVault:
    """Seals by writing plain JSON. `persons` by citizen_id; `audit` holds what left, in order."""

    persons: Mapping[str, Person] = field(repr=False)
    audit: list[SealRequest] = field(default_factory=list)

    async def seal(self, requests: Sequence[SealRequest]) -> list[str]:
        for each in requests:
            if each.citizen_id not in self.persons:
                raise VaultRefused("unknown_citizen", f"nobody is known as {each.citizen_id}")
        self.audit += requests
        return [self._seal(each) for each in requests]

    def _seal(self, asked: SealRequest) -> str:
        person = self.persons[asked.citizen_id]
        return json.dumps(asked.body | {"person": {name: getattr(person, name) for name in asked.fields}})
