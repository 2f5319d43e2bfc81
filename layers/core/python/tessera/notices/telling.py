"""From an event to whom it concerns: kept for them, shown on their open screens, mailed to those who are away, and
pushed to their browsers."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from schemas.vocabulary import NoticeChannel, RealtimeEvent
from tessera.identity.model import Agent
from tessera.identity.ports import People
from tessera.kernel.clock import Clock, to_text
from tessera.kernel.ids import OrgId
from tessera.notices import mailing, recipients
from tessera.notices.devices import PushFailed
from tessera.notices.model import Notice, Preferences
from tessera.notices.ports import Mailboxes, Notices, Once, Post
from tessera.notices.pushing import Pusher
from tessera.realtime.model import Connection
from tessera.realtime.ports import Connections, Push
from tessera.ticketing.model import Ticket
from tessera.ticketing.ports import Tickets

#: How far back is looked for something unread on the same ticket.
_LATELY = 50


@dataclass(frozen=True)
class Office:
    """Everything of one organization that telling works with."""

    org_id: OrgId
    tickets: Tickets
    people: People
    mailboxes: Mailboxes
    notices: Notices


class Teller:
    def __init__(
        self, office: Office, connections: Connections, screens: Push, post: Post, pusher: Pusher, clock: Clock
    ) -> None:
        self._office = office
        self._connections = connections
        self._screens = screens
        self._post = post
        self._pusher = pusher
        self._clock = clock

    def tell(self, event: Mapping[str, Any], once: Once) -> int:
        """Tell whoever the event concerns; gives how many. Told again, it changes nothing and mails and pushes nothing
        twice. Raises what a push service did not take, after everybody else was told."""
        ticket, agents, found = self._found(event)
        if not found:
            return 0
        chosen, usual = self._office.notices.preferences([notice.agent_id for notice in found]), Preferences()
        wanted = [(one, ways) for one in found if (ways := chosen.get(one.agent_id, usual).channels(one.kind))]
        if not wanted:
            return 0
        by_id: dict[str, Agent] = {agent.id: agent for agent in agents}
        now = self._clock()
        quiet = {one.agent_id for one in found if chosen.get(one.agent_id, usual).is_quiet(by_id[one.agent_id], now)}
        here = self._connections.of_org(self._office.org_id)
        self._show([notice for notice, ways in wanted if NoticeChannel.APP in ways], here, quiet)
        failed: list[PushFailed] = []
        for notice, ways in wanted:
            agent = by_id[notice.agent_id]
            away = all(connection.agent_id != agent.id for connection in here)
            if ticket is not None and NoticeChannel.EMAIL in ways and away and self._is_first(notice):
                once(f"notice#{notice.id}#{agent.id}", partial(self._mail, notice, ticket, agent))
            if NoticeChannel.PUSH in ways and agent.id not in quiet:
                failed += self._pusher.push(notice, ticket, agent, once)
        if failed:
            raise ExceptionGroup(f"{len(failed)} pushes of event {event['id']} were not taken.", failed)
        return len(wanted)

    def _found(self, event: Mapping[str, Any]) -> tuple[Ticket | None, Sequence[Agent], list[Notice]]:
        if event["subject"]["type"] == "job":
            return self._found_of_job(event)
        ticket = self._office.tickets.get(event["subject"]["id"])
        if ticket is None:
            return None, [], []
        agents = self._office.people.agents()
        return ticket, agents, recipients.notices(event, ticket, agents)

    def _found_of_job(self, event: Mapping[str, Any]) -> tuple[None, Sequence[Agent], list[Notice]]:
        """Whoever started it may be gone by now."""
        told = recipients.of_job(event)
        agents = [one for one in self._office.people.agents() if one.may_sign_in] if told else []
        here = {one.id for one in agents}
        return None, agents, [notice for notice in told if notice.agent_id in here]

    def _is_first(self, notice: Notice) -> bool:
        """Whoever has not looked at the ticket since the last mail needs no second one."""
        lately = self._office.notices.page(notice.agent_id, _LATELY, None).items
        return all(one.read or one.ticket_id != notice.ticket_id or one.id == notice.id for one in lately)

    def _mail(self, notice: Notice, ticket: Ticket, agent: Agent) -> str:
        organization, mailbox = self._office.people.organization(), self._office.mailboxes.default_mailbox()
        if organization is None or mailbox is None:
            return "no mailbox"
        raw = mailing.compose(notice, ticket, organization.name, mailbox, agent.email, self._post.origin)
        sender = f"no-reply@{mailbox.rpartition('@')[2]}"
        return self._post.sender.send(raw, sender, [agent.email], {"org_id": self._office.org_id})

    def _show(self, notices: Sequence[Notice], connections: Sequence[Connection], quiet: Collection[str]) -> None:
        for notice in notices:
            self._office.notices.add(notice)
        told = {notice.agent_id: _frame(notice, notice.agent_id in quiet) for notice in notices}
        for connection in connections:
            if connection.agent_id in told:
                self._screens.send(connection.id, [told[connection.agent_id]])


def _frame(notice: Notice, quiet: bool) -> str:
    """`schemas.realtime.messages.NoticeNew`."""
    frame = {
        "event": RealtimeEvent.NOTICE_NEW,
        "seq": 0,
        "at": to_text(notice.at),
        "kind": notice.kind,
        "ticket_id": notice.ticket_id,
        "quiet": quiet,
    }
    return json.dumps(frame, separators=(",", ":"))
