"""Events, as the domain makes them. `schemas.events` has the contract of the same shape."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from schemas.vocabulary import EventType
from tessera.kernel.actor import Actor
from tessera.kernel.clock import to_ms, to_text
from tessera.kernel.ids import new_id

EVENT_VERSION = 1

#: By a field's name: what it was, and what it became.
Changes = Mapping[str, tuple[Any, Any]]


@dataclass(frozen=True)
class Event:
    """`changes` maps a field to `(from, to)`. Values are JSON values."""

    id: str
    type: EventType
    occurred_at: datetime
    actor: Actor
    subject_type: str
    subject_id: str
    changes: Changes = field(default_factory=dict)
    data: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The envelope, as `schemas.events.envelope.Event` describes it."""
        return {
            "id": self.id,
            "type": self.type.value,
            "version": EVENT_VERSION,
            "org_id": self.actor.org_id,
            "occurred_at": to_text(self.occurred_at),
            "actor": {
                "type": self.actor.type.value,
                "id": self.actor.id,
                "name": self.actor.name,
                "ip": self.actor.ip,
            },
            "subject": {"type": self.subject_type, "id": self.subject_id},
            "correlation_id": self.actor.correlation_id,
            "causation_id": self.actor.causation_id,
            "changes": {name: {"from": before, "to": after} for name, (before, after) in self.changes.items()},
            "data": dict(self.data),
        }


def make_event(
    type_: EventType,
    actor: Actor,
    at: datetime,
    subject: tuple[str, str],
    changes: Changes | None = None,
    data: Mapping[str, Any] | None = None,
) -> Event:
    """A fresh event about `subject` = (type, id)."""
    return Event(new_id(to_ms(at)), type_, at, actor, subject[0], subject[1], changes or {}, data or {})
