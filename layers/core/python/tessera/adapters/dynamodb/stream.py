"""What the `core` table's stream tells: a new version of a ticket is a piece of news."""

import json
from typing import Any

from schemas.vocabulary import ActorType, Defined, EventType, Role, TicketScope
from tessera.adapters.dynamodb.codec import Item, decode, decode_item
from tessera.adapters.dynamodb.ticket_items import ticket_from, tombstone_from
from tessera.kernel.ids import OrgId
from tessera.realtime.model import Deed, DefinitionNews, JobNews, News, Rights, TicketChange, TicketNews, Whereabouts
from tessera.ticketing.model import Ticket
from tessera.ticketing.present import summary

#: Fields whose change is a deed worth a word. Others follow from them, or from messages.
_TOLD = (
    *("subject", "status", "status_id", "priority", "type", "assignee_id", "team_id", "requester", "tags", "fields"),
    *("due_at", "snoozed_until", "links", "merged_into", "deleted_at"),
)
_NOBODY = {"type": ActorType.SYSTEM.value, "id": None, "name": "Tessera"}


def news(record: dict[str, Any]) -> News | None:
    """The news in one stream record, of whatever kind."""
    image = record["dynamodb"].get("NewImage", {})
    if image.get("kind", {}).get("S") == "job":
        return job_news(decode_item(image))
    if "defines" in image:
        return definition_news(decode_item(image))
    if image.get("kind", {}).get("S") == "tombstone":
        return purge_news(record)
    return ticket_news(record)


def definition_news(item: Item) -> DefinitionNews:
    event = json.loads(item["event"])
    agent_id, changes = event["subject"]["id"], event["changes"]
    of_agent = event["type"] == EventType.AGENT_UPDATED
    ended = agent_id if of_agent and changes.get("active", {}).get("to") is False else None
    rights = _rights(agent_id, changes) if of_agent else None
    return DefinitionNews(OrgId(event["org_id"]), event["occurred_at"], Defined(item["defines"]), ended, rights)


def _rights(agent_id: str, changes: dict[str, Any]) -> Rights | None:
    to = {name: changes[name]["to"] for name in ("team_ids", "ticket_scope", "role") if name in changes}
    if not to:
        return None
    return Rights(
        agent_id,
        frozenset(to["team_ids"]) if "team_ids" in to else None,
        TicketScope(to["ticket_scope"]) if "ticket_scope" in to else None,
        Role(to["role"]) if "role" in to else None,
    )


def purge_news(record: dict[str, Any]) -> TicketNews:
    """Whoever saw the ticket loses it."""
    item = decode_item(record["dynamodb"]["NewImage"])
    tombstone = tombstone_from(item)
    return TicketNews(
        org_id=OrgId(item["org_id"]),
        event=EventType.TICKET_PURGED,
        actor={"type": ActorType.AGENT.value, "id": tombstone.purged_by, "name": tombstone.purged_by_name},
        at=item["purged_at"],
        change=TicketChange.lost(tombstone.id, tombstone.version, _before(record)),
        message=None,
    )


def job_news(item: Item) -> JobNews:
    from tessera.adapters.dynamodb.job_items import job_from  # noqa: PLC0415 - most records are of tickets
    from tessera.jobs.present import job as presented  # noqa: PLC0415

    return JobNews(OrgId(item["org_id"]), item["updated_at"], presented(job_from(item)))


def ticket_news(record: dict[str, Any]) -> TicketNews | None:
    """The news in one stream record, or None if it is none: another item, a deletion.

    An import names nobody who did it: it is quiet news.
    """
    image = record["dynamodb"].get("NewImage")
    if not image or image.get("kind", {}).get("S") != "ticket":
        return None
    item = decode_item(image)
    quiet = bool(item.get("imported"))
    event, actor, message = (
        EventType(item.get("last_event", EventType.TICKET_CREATED)),
        item.get("last_actor", _NOBODY),
        item.get("last_message"),
    )
    deed = Deed(event.value, actor, item["updated_at"], _differing(record), message["kind"] if message else None)
    return TicketNews(
        org_id=OrgId(item["org_id"]),
        event=event,
        actor=actor,
        at=item["updated_at"],
        change=TicketChange(_whole(ticket_from(item)), _before(record), None if quiet or _is_nothing(deed) else deed),
        message=message,
        quiet=quiet,
    )


def _whole(ticket: Ticket) -> dict[str, Any]:
    """With all that its custom fields hold, whoever may see it."""
    return summary(ticket) | {"fields": dict(ticket.fields)}


def _is_nothing(deed: Deed) -> bool:
    """The system takes note of what becomes of mails and files."""
    by_system = deed.actor["type"] == ActorType.SYSTEM
    return by_system and not deed.fields and not deed.message and deed.event.startswith("message.")


def _differing(record: dict[str, Any]) -> tuple[str, ...]:
    """Of a new ticket: none."""
    old, new = record["dynamodb"].get("OldImage"), record["dynamodb"]["NewImage"]
    return tuple(name for name in _TOLD if old.get(name) != new.get(name)) if old else ()


def _before(record: dict[str, Any]) -> Whereabouts | None:
    """Where the ticket was; nowhere, if there was none."""
    image = record["dynamodb"].get("OldImage")
    if not image:
        return None
    team, assignee = (decode(image[name]) if name in image else None for name in ("team_id", "assignee_id"))
    return Whereabouts(team, assignee)
