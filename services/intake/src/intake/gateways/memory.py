"""The gate's register without a database: for scenarios played in memory and for tests."""

from dataclasses import dataclass, field
from typing import Any

from intake.domain.known import Acquaintance, Added, Case, CaseName, Known, MessageName, Received, Sought
from samspil.events.event import Person


@dataclass(slots=True)
class MemoryRegister:
    """Remembers what the gate adds, as long as the process lives; `connection` means nothing to it."""

    received: dict[MessageName, Received] = field(default_factory=dict)
    citizens: dict[str, Acquaintance] = field(default_factory=dict)
    by_cpr: dict[str, str] = field(default_factory=dict, repr=False)
    cases: dict[CaseName, Case] = field(default_factory=dict)
    unreadable: dict[str, bytes] = field(default_factory=dict, repr=False)
    persons: dict[str, Person] = field(default_factory=dict, repr=False)
    """citizen_id → person, as `samspil.vault.MemoryVault` wants it."""

    async def look_up(self, connection: Any, sought: Sought) -> Known:
        known = Known(
            received={name: self.received[name] for name in sought.messages if name in self.received},
            by_cpr={cpr: self.by_cpr[cpr] for cpr in sought.cprs if cpr in self.by_cpr},
            cases={name: self.cases[name] for name in sought.cases if name in self.cases},
        )
        wanted = sought.citizens | set(known.by_cpr.values()) | {case.citizen_id for case in known.cases.values()}
        known.citizens = {each: self.citizens[each] for each in wanted if each in self.citizens}
        return known

    async def add(self, connection: Any, added: Added) -> None:
        self.received |= added.received
        self.citizens |= added.citizens
        self.cases |= added.cases
        self.unreadable |= added.unreadable
        for each in added.citizens.values():
            if each.person:
                self.by_cpr[each.person.cpr] = each.citizen_id
                self.persons[each.citizen_id] = each.person
