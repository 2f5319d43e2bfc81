"""What an agent has read: kept on the server, so that it is read on the next machine too."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from schemas.vocabulary import Permission
from tessera.kernel.actor import Actor
from tessera.kernel.clock import to_text
from tessera.kernel.ids import parse_id

#: Up to when each ticket was read, as text (`tessera.kernel.clock.to_text`); None: marked as unread by hand.
ReadMarks = Mapping[str, str | None]


class ReadMarkLog(Protocol):
    """The marks of one organization's agents, each agent's in the order in which they came."""

    def append(self, agent_id: str, marks: ReadMarks) -> None: ...

    def read(self, agent_id: str, after: str | None) -> tuple[ReadMarks, str | None]:
        """The last mark of each ticket that was marked after a position (an id of ours; None: of all that are kept),
        and the position to go on from. Marks from shortly before the position may come once more."""
        ...


class ReadMarkService:
    """For one organization. What somebody has read is nobody's business but their own: no event tells of it."""

    def __init__(self, log: ReadMarkLog) -> None:
        self._log = log

    def mark(self, actor: Actor, marks: Mapping[str, datetime | None]) -> None:
        """Raises `Invalid` for what is no ticket's id. Marks open nothing: whether a ticket is there is not asked."""
        actor.require(Permission.TICKETS_READ)
        checked = {parse_id(ticket_id, "marks"): to_text(at) if at else None for ticket_id, at in marks.items()}
        self._log.append(actor.id or "", checked)

    def read(self, actor: Actor, after: str | None) -> tuple[ReadMarks, str | None]:
        """As `ReadMarkLog.read`. Raises `Invalid` for what is no position."""
        actor.require(Permission.TICKETS_READ)
        return self._log.read(actor.id or "", parse_id(after, "after") if after else None)
