"""Notices as the world sees them: the JSON of `schemas.http.notices`."""

from typing import Any

from schemas.vocabulary import NoticeChannel, NoticeKind
from tessera.kernel.clock import to_text
from tessera.notices.devices import Device
from tessera.notices.model import Notice, Preferences
from tessera.notices.service import Told
from tessera.ticketing.model import Ticket


def page(told: Told) -> dict[str, Any]:
    return {
        "items": [_notice(notice, told.tickets.get(notice.ticket_id or "")) for notice in told.notices],
        "unread": sum(not notice.read for notice in told.notices),
        "next_cursor": told.next_cursor,
    }


def preferences(chosen: Preferences, quiet_now: bool) -> dict[str, Any]:
    ways = {kind: chosen.channels(kind) for kind in NoticeKind}
    return {
        "channels": {kind.value: [way.value for way in NoticeChannel if way in ways[kind]] for kind in NoticeKind},
        "quiet": {
            "until": to_text(chosen.quiet_until) if chosen.quiet_until else None,
            "off_hours": chosen.quiet_off_hours,
            "now": quiet_now,
        },
    }


def device(device: Device) -> dict[str, Any]:
    return {"id": device.id, "name": device.name, "heard": to_text(device.heard)}


def _notice(notice: Notice, ticket: Ticket | None) -> dict[str, Any]:
    return {
        "id": notice.id,
        "kind": notice.kind.value,
        "at": to_text(notice.at),
        "actor": dict(notice.actor),
        "read": notice.read,
        "ticket": {"id": ticket.id, "number": ticket.number, "subject": ticket.subject} if ticket else None,
        "message": dict(notice.message) if notice.message else None,
        "job": dict(notice.job) if notice.job else None,
        "team_id": notice.team_id,
    }
