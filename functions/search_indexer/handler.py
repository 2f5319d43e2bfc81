"""Every change of a ticket, a customer or a company goes into its organization's search index."""

import json
from typing import Any

from tessera import bootstrap
from tessera.edge.queue import Message, bus_event, grouped
from tessera.kernel.ids import OrgId

#: The kind of the record, and its id.
Subject = tuple[str, str]


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """SQS batch: events about tickets, customers and companies, and requests to make an index. An organization's go
    together."""
    return grouped(event, _read, _index)


def _read(message: Message) -> tuple[OrgId, Subject | None]:
    """The organization, and what changed; None asks for the index itself."""
    body = json.loads(message["body"])
    if "prepare" in body:
        return OrgId(body["prepare"]), None
    event = bus_event(message)
    return OrgId(event["org_id"]), (event["subject"]["type"], event["subject"]["id"])


def _index(org_id: OrgId, subjects: list[Subject | None]) -> None:
    indexer = bootstrap.services().search_indexer(org_id)
    changed = [subject for subject in subjects if subject is not None]
    if changed:
        tickets, people, companies = (
            [each for kind, each in changed if kind == wanted] for wanted in ("ticket", "customer", "company")
        )
        indexer.refresh(tickets, people, companies)
    else:
        indexer.prepare()
