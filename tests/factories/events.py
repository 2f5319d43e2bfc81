"""Event envelopes to test with."""

from typing import Any

from schemas.vocabulary import ActorType, EventType
from tessera.kernel.actor import Actor
from tessera.kernel.events import make_event
from tessera.kernel.ids import new_id
from tests.factories.identity import ORG
from tests.fakes.identity import START


def make_envelope(type_: EventType = EventType.TICKET_STATUS_CHANGED, **fields: Any) -> dict[str, Any]:
    """An event as it is on the bus, about a fresh ticket unless `fields` says otherwise."""
    actor = Actor(ORG, ActorType.AGENT, new_id(), "Ada", ip="192.0.2.1", correlation_id="corr-1")
    event = make_event(type_, actor, START, ("ticket", new_id()), {"status": ("open", "resolved")})
    return event.to_json() | fields
