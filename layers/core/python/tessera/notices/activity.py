"""Who did what, to whichever tickets one may see: from the numbered changes, the newest first."""

from dataclasses import dataclass
from typing import Any

from schemas.vocabulary import Permission
from tessera.kernel.actor import Actor
from tessera.kernel.ids import OrgId
from tessera.realtime.model import Deed, LoggedChange
from tessera.realtime.ports import ChangeLog
from tessera.ticketing.model import Ticket
from tessera.ticketing.policy import may_see
from tessera.ticketing.ports import Tickets

AT_ONCE = 50
#: Fields of which is told what they became; of others only that they are another.
_TOLD = ("status", "status_id", "priority", "type", "assignee_id", "team_id", "due_at", "snoozed_until")


@dataclass(frozen=True)
class Done:
    """`ticket` as it is now: of what it was then, only what the deed made of it is told."""

    seq: int
    deed: Deed
    to: dict[str, Any]
    ticket: Ticket

    def to_json(self) -> dict[str, Any]:
        """`schemas.http.sync.TicketDeed`."""
        about = {"id": self.ticket.id, "number": self.ticket.number, "subject": self.ticket.subject}
        return {"seq": self.seq, **vars(self.deed), "to": self.to, "ticket": about}


class ActivityService:
    """For one organization."""

    def __init__(self, org_id: OrgId, log: ChangeLog, tickets: Tickets) -> None:
        self._org = org_id
        self._log = log
        self._tickets = tickets

    def latest(self, actor: Actor, before: int | None) -> tuple[list[Done], int | None]:
        """A page, and where the next one begins: two calls, and one more for each further hundred tickets. A page may
        be short, even empty, and not the last."""
        actor.require(Permission.TICKETS_READ)
        page = self._log.latest(self._org, before, AT_ONCE)
        done = [entry for entry in page.entries if entry.change.deed]
        ids = list(dict.fromkeys(entry.change.summary["id"] for entry in done))
        found = [ticket for at in range(0, len(ids), 100) for ticket in self._tickets.get_many(ids[at : at + 100])]
        seen = {ticket.id: ticket for ticket in found if may_see(actor, ticket)}
        told = [_done(entry, seen[ticket_id]) for entry in done if (ticket_id := entry.change.summary["id"]) in seen]
        return [each for each in told if each], page.before


def _done(entry: LoggedChange, ticket: Ticket) -> Done | None:
    deed = entry.change.deed
    if deed is None:
        return None
    to = {name: entry.change.summary.get(name) for name in deed.fields if name in _TOLD}
    return Done(entry.seq, deed, to, ticket)
