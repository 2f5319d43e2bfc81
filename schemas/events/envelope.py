"""The one shape of every event, on the bus and in storage."""

from typing import Any

from pydantic import Field

from schemas.base import Outbound
from schemas.vocabulary import ActorType, EventType


class EventActor(Outbound):
    type: ActorType
    id: str | None
    name: str = ""
    ip: str | None = None


class EventSubject(Outbound):
    """What the event is about: `type` is `ticket`, `agent`, `team`, `organization`, `mailbox`, `customer`, `mail`,
    `session` or `job`."""

    type: str
    id: str


class EventChange(Outbound):
    model_config = Outbound.model_config | {"populate_by_name": True}

    from_: Any = Field(alias="from")
    to: Any


class Event(Outbound):
    """`id` is a UUIDv7, so events of one writer sort by time. `version` is this shape's.

    `data` holds what consumers need beside the changes: for `message.added` the `message_id`, `kind`, `channel` and
    `author_type`, for `ticket.deleted` the `assignee_id`, if it was somebody's.
    """

    id: str
    type: EventType
    version: int = 1
    org_id: str
    occurred_at: str
    actor: EventActor
    subject: EventSubject
    correlation_id: str
    causation_id: str | None = None
    changes: dict[str, EventChange] = Field(default_factory=dict)
    data: dict[str, Any] = Field(default_factory=dict)
