"""What the `core` table's stream tells: a new version of a ticket is a piece of news."""

from typing import Any

from schemas.vocabulary import ActorType, EventType
from tessera.adapters.dynamodb.codec import Item, decode, decode_item
from tessera.adapters.dynamodb.ticket_items import ticket_from
from tessera.kernel.ids import OrgId
from tessera.realtime.model import JobNews, News, TicketChange, TicketNews, Whereabouts
from tessera.ticketing.present import summary

_NOBODY = {"type": ActorType.SYSTEM.value, "id": None, "name": "Tessera"}


def news(record: dict[str, Any]) -> News | None:
    """The news in one stream record, of whatever kind."""
    image = record["dynamodb"].get("NewImage")
    if image and image.get("kind", {}).get("S") == "job":
        return job_news(decode_item(image))
    return ticket_news(record)


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
    return TicketNews(
        org_id=OrgId(item["org_id"]),
        event=EventType(item.get("last_event", EventType.TICKET_CREATED)),
        actor=item.get("last_actor", _NOBODY),
        at=item["updated_at"],
        change=TicketChange(summary(ticket_from(item)), _before(record)),
        message=item.get("last_message"),
        quiet=quiet,
    )


def _before(record: dict[str, Any]) -> Whereabouts | None:
    """Where the ticket was; nowhere, if there was none."""
    image = record["dynamodb"].get("OldImage")
    if not image:
        return None
    team, assignee = (decode(image[name]) if name in image else None for name in ("team_id", "assignee_id"))
    return Whereabouts(team, assignee)
