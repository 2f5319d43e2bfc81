"""Notices to agents' browsers: little enough to be shown, and nothing of what was written."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from tessera.identity.model import Agent
from tessera.notices.devices import Device, Devices, PushFailed, PushService, wanted
from tessera.notices.mailing import happened
from tessera.notices.model import Notice
from tessera.notices.ports import Once
from tessera.ticketing.model import Ticket

#: A subject is cut to this for a notification; systems show far less.
LONGEST_SUBJECT = 200


class Pusher:
    def __init__(self, devices: Devices, push: PushService) -> None:
        self._devices = devices
        self._push = push

    def push(self, notice: Notice, ticket: Ticket | None, agent: Agent, once: Once) -> list[PushFailed]:
        """To each of the agent's devices once. Gives what failed and may work later; devices that are gone are
        forgotten."""
        failed = []
        for device in wanted(self._devices.of_agent(agent.id), agent.signed_out_at):
            try:
                once(f"push#{notice.id}#{device.id}", partial(self._send, device, notice, ticket))
            except PushFailed as error:
                failed.append(error)
        return failed

    def _send(self, device: Device, notice: Notice, ticket: Ticket | None) -> str:
        if self._push.send(device, payload(notice, ticket), ticket.id if ticket else notice.id):
            return "sent"
        self._devices.remove(device.agent_id, device.id)
        return "gone"


def payload(notice: Notice, ticket: Ticket | None) -> Mapping[str, Any]:
    """`line` is what happened, in English, for a browser that does not know the agent's language yet."""
    return {
        "kind": notice.kind.value,
        "line": happened(notice),
        "name": notice.actor["name"],
        "team": notice.team_id is not None,
        "note": notice.message is not None and notice.message["kind"] == "note",
        "failed": bool(notice.job and notice.job["failed"]),
        "ticket": _about(ticket) if ticket else None,
        "message_id": notice.message["id"] if notice.message else None,
    }


def _about(ticket: Ticket) -> Mapping[str, Any]:
    return {"id": ticket.id, "number": ticket.number, "subject": ticket.subject[:LONGEST_SUBJECT]}
