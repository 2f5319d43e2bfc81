"""What the `core` table's stream tells: a new version of a ticket is a piece of news."""

from typing import Any

from schemas.vocabulary import EventType
from tessera.adapters.dynamodb.codec import Item, decode_item
from tessera.adapters.dynamodb.ticket_items import ticket_from
from tessera.kernel.ids import OrgId
from tessera.realtime.model import JobNews, News, TicketNews
from tessera.ticketing.present import summary


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
    """The news in one stream record, or None if it is none: another item, a deletion, an import."""
    image = record["dynamodb"].get("NewImage")
    if not image or image.get("kind", {}).get("S") != "ticket":
        return None
    item = decode_item(image)
    if item.get("imported"):
        return None
    ticket = ticket_from(item)
    return TicketNews(
        org_id=OrgId(item["org_id"]),
        event=EventType(item["last_event"]),
        actor=item["last_actor"],
        at=item["updated_at"],
        summary=summary(ticket),
        message=item.get("last_message"),
    )
