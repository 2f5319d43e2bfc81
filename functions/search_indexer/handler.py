"""Every change of a ticket goes into its organization's search index."""

import json
from typing import Any

from tessera import bootstrap
from tessera.edge.queue import Message, bus_event, grouped
from tessera.kernel.ids import OrgId


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """SQS batch: events about tickets, and requests to make an index. One organization's are written at once."""
    return grouped(event, _read, _index)


def _read(message: Message) -> tuple[OrgId, str | None]:
    """The organization, and the ticket that changed; None asks for the index itself."""
    body = json.loads(message["body"])
    if "prepare" in body:
        return OrgId(body["prepare"]), None
    event = bus_event(message)
    return OrgId(event["org_id"]), event["subject"]["id"]


def _index(org_id: OrgId, ticket_ids: list[str | None]) -> None:
    indexer = bootstrap.services().search_indexer(org_id)
    changed = [ticket_id for ticket_id in ticket_ids if ticket_id is not None]
    if changed:
        indexer.refresh(changed)
    else:
        indexer.prepare()
