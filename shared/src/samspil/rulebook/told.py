"""One rule as people read it."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from typing import Any, Self

from samspil.rulebook.places import document_named_in
from samspil.rulebook.words import Parameter, parameters
from samspil.rules.documents import place_of
from samspil.rules.rule import Certainty, Rule


@dataclass(frozen=True, slots=True)
class Told:
    """A rule with its parameters in words. `values` are the parameters as the file has them."""

    id: str
    place: str
    document: str
    says: str
    demands: tuple[Parameter, ...]
    values: dict[str, Any]
    basis: str
    source: str
    certainty: Certainty
    doubt: str | None

    @classmethod
    def of(cls, rule: Rule, leaving_out: Set[str] = frozenset()) -> Self:
        """The rule, without the parts of it that stand in the fields `leaving_out`."""
        values = rule.model_dump(mode="json", by_alias=True, exclude=set(Rule.model_fields) | set(leaving_out))
        return cls(
            id=rule.id,
            place=place_of(rule.id),
            document=document_named_in(rule.id),
            says=rule.says,
            demands=parameters(rule, leaving_out),
            values=values,
            basis=rule.basis,
            source=rule.source,
            certainty=rule.certainty,
            doubt=rule.doubt,
        )

    @property
    def in_words(self) -> str:
        """What it demands, in one line."""
        return "; ".join(map(str, self.demands))

    def as_json(self) -> dict[str, Any]:
        """The rule as plain data."""
        return {
            "id": self.id, "place": self.place, "document": self.document, "says": self.says,
            "parameters": self.values, "in_words": [str(each) for each in self.demands],
            "basis": self.basis, "source": self.source, "certainty": self.certainty, "doubt": self.doubt,
        }  # fmt: skip
