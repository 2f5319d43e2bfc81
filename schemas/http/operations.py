"""What administrators look after: mail that could not be read, and the record of every change."""

from typing import Any

from pydantic import Field

from schemas.base import Outbound
from schemas.vocabulary import ActorType


class QuarantinedMail(Outbound):
    """A mail that could not become a message. The raw mail is kept; `reason` says why, in words for a person."""

    id: str
    received_at: str
    sender: str
    recipients: list[str]
    subject: str
    reason: str
    size: int
    replayed_at: str | None


class QuarantinePage(Outbound):
    items: list[QuarantinedMail]
    next_cursor: str | None


class AuditActor(Outbound):
    type: ActorType
    id: str | None
    ip: str | None


class AuditResource(Outbound):
    type: str
    id: str


class AuditChange(Outbound):
    model_config = Outbound.model_config | {"populate_by_name": True}

    from_: Any = Field(alias="from")
    to: Any


class AuditRecord(Outbound):
    """One change. `hash` covers the record and `previous_hash`, so that a missing or altered record shows. Changes
    that the reader may not see are left out; the hash is of the whole record."""

    id: str
    timestamp: str
    actor: AuditActor
    action: str
    resource: AuditResource
    changes: dict[str, AuditChange]
    previous_hash: str
    hash: str


class AuditPage(Outbound):
    items: list[AuditRecord]
    next_cursor: str | None
