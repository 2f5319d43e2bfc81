"""What somebody did to a ticket, as real time and the activity tell it."""

from schemas.base import Outbound
from schemas.vocabulary import ActorType, EventType, MessageKind


class DeltaActor(Outbound):
    type: ActorType
    id: str | None
    name: str


class Deed(Outbound):
    """Who did what. `event` is its name in the record of events; `fields` are names of the ticket's fields that are
    other than before; `message` is the kind of one that came with it."""

    event: EventType
    actor: DeltaActor
    at: str
    fields: list[str]
    message: MessageKind | None
