"""What an agent has begun to write on a ticket: kept on the server, so that it is there on the next machine too."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from schemas.vocabulary import Permission
from tessera.kernel.actor import Actor
from tessera.kernel.clock import Clock
from tessera.kernel.errors import Invalid
from tessera.ticketing.views import TicketViews


@dataclass(frozen=True)
class Draft:
    """`content` is the composer's own (`schemas.http.drafts.DraftContent`), as it was last saved."""

    ticket_id: str
    agent_id: str
    content: dict[str, Any]
    saved_at: datetime


class Drafts(Protocol):
    """The drafts of one organization: one for each agent and ticket."""

    def put(self, draft: Draft) -> None: ...

    def get(self, agent_id: str, ticket_id: str) -> Draft | None: ...

    def remove(self, agent_id: str, ticket_id: str) -> None: ...

    def of_agent(self, agent_id: str) -> list[Draft]:
        """The newest hundred, the latest saved first."""
        ...


#: A draft is one item, and an item holds 400 KB.
MAX_DRAFT_BYTES = 350_000


class DraftService:
    """For one organization. A draft is nobody's business but its author's: no event tells of it."""

    def __init__(self, drafts: Drafts, views: TicketViews, clock: Clock) -> None:
        self._drafts = drafts
        self._views = views
        self._clock = clock

    def save_draft(self, actor: Actor, ticket_id: str, content: dict[str, Any]) -> Draft:
        """The last one saved wins. Raises `NotFound` for a ticket that the actor may not see."""
        actor.require(Permission.TICKETS_WRITE)
        if len(json.dumps(content)) > MAX_DRAFT_BYTES:
            raise Invalid("This is too long to be kept as a draft. Send it in parts, or attach it as a file.", "html")
        self._views.check_visible(actor, ticket_id)
        draft = Draft(ticket_id, actor.id or "", content, self._clock())
        self._drafts.put(draft)
        return draft

    def read_draft(self, actor: Actor, ticket_id: str) -> Draft | None:
        actor.require(Permission.TICKETS_WRITE)
        return self._drafts.get(actor.id or "", ticket_id)

    def discard_draft(self, actor: Actor, ticket_id: str) -> None:
        actor.require(Permission.TICKETS_WRITE)
        self._drafts.remove(actor.id or "", ticket_id)

    def list_drafts(self, actor: Actor) -> list[Draft]:
        actor.require(Permission.TICKETS_WRITE)
        return self._drafts.of_agent(actor.id or "")
