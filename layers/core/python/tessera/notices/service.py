"""What an agent does with what they were told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from schemas.vocabulary import NoticeChannel, NoticeKind, Permission
from tessera.kernel.actor import Actor
from tessera.kernel.clock import Clock
from tessera.kernel.ids import parse_id
from tessera.notices.model import Notice, Preferences
from tessera.notices.ports import Colleagues, Notices
from tessera.ticketing.model import Ticket
from tessera.ticketing.policy import may_see
from tessera.ticketing.ports import Tickets


@dataclass(frozen=True)
class Told:
    """Notices with the tickets they are about, as those are now."""

    notices: Sequence[Notice]
    tickets: Mapping[str, Ticket]
    next_cursor: str | None


class NoticeService:
    """For one organization. Notices are nobody's business but their agent's: no event tells of them."""

    def __init__(self, notices: Notices, tickets: Tickets, people: Colleagues, clock: Clock) -> None:
        self._notices = notices
        self._tickets = tickets
        self._people = people
        self._clock = clock

    def page(self, actor: Actor, limit: int, cursor: str | None) -> Told:
        """Newest first, without what is not for the actor to see any more: two calls. Of a deleted ticket it is only
        said that a reply did not go out. Raises `BadCursor`."""
        actor.require(Permission.TICKETS_READ)
        page = self._notices.page(actor.id or "", limit, cursor)
        ids = dict.fromkeys(notice.ticket_id for notice in page.items if notice.ticket_id)
        found = self._tickets.get_many(list(ids)) if ids else []
        seen = {ticket.id: ticket for ticket in found if may_see(actor, ticket)}
        shown = [notice for notice in page.items if _is_shown(notice, seen)]
        return Told(shown, seen, page.next_cursor)

    def mark(self, actor: Actor, ids: Sequence[str], until: str | None) -> None:
        """Raises `Invalid` for an `until` that is no id: a later one than all would make everything to come read."""
        actor.require(Permission.TICKETS_READ)
        if until is not None:
            self._notices.mark_until(actor.id or "", parse_id(until, "until"), self._clock())
        if ids:
            self._notices.mark(actor.id or "", ids)

    def unmark(self, actor: Actor, ids: Sequence[str]) -> None:
        actor.require(Permission.TICKETS_READ)
        self._notices.unmark(actor.id or "", ids, self._clock())

    def preferences(self, actor: Actor) -> Preferences:
        actor.require(Permission.TICKETS_READ)
        return self._notices.preferences([actor.id or ""]).get(actor.id or "", Preferences())

    def is_quiet(self, actor: Actor, preferences: Preferences) -> bool:
        agent = self._people.agent(actor.id or "")
        return agent is not None and preferences.is_quiet(agent, self._clock())

    def choose(
        self,
        actor: Actor,
        channels: Mapping[NoticeKind, Sequence[NoticeChannel]],
        quiet: tuple[datetime | None, bool] | None = None,
    ) -> Preferences:
        """What is left out stays as it was. `quiet` is until when it is, and whether it is outside working hours."""
        before = self.preferences(actor)
        chosen = {**before.chosen, **{kind: frozenset(ways) for kind, ways in channels.items()}}
        until, off_hours = quiet or (before.quiet_until, before.quiet_off_hours)
        after = Preferences(chosen, until, off_hours)
        self._notices.save_preferences(actor.id or "", after)
        return after


def _is_shown(notice: Notice, seen: Mapping[str, Ticket]) -> bool:
    if notice.ticket_id is None:
        return True
    ticket = seen.get(notice.ticket_id)
    return ticket is not None and (ticket.deleted_at is None or notice.kind is NoticeKind.REPLY_FAILED)
