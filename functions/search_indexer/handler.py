"""Every change of a ticket, a customer or a company goes into its organization's search index."""

import json
from typing import Any, NamedTuple

from tessera import bootstrap
from tessera.edge.queue import Message, bus_event, grouped
from tessera.kernel.ids import OrgId


class Subject(NamedTuple):
    """What changed, and the domains that it lost by that, if it is a company."""

    kind: str
    id: str
    lost_domains: frozenset[str] = frozenset()


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
    domains = event.get("changes", {}).get("domains", {})
    lost = frozenset(domains.get("from") or ()) - frozenset(domains.get("to") or ())
    return OrgId(event["org_id"]), Subject(event["subject"]["type"], event["subject"]["id"], lost)


def _index(org_id: OrgId, subjects: list[Subject | None]) -> None:
    indexer = bootstrap.services().search_indexer(org_id)
    changed = [subject for subject in subjects if subject is not None]
    if changed:
        tickets, people = ([each.id for each in changed if each.kind == wanted] for wanted in ("ticket", "customer"))
        companies: dict[str, set[str]] = {}
        for each in changed:
            if each.kind == "company":
                companies.setdefault(each.id, set()).update(each.lost_domains)
        indexer.refresh(tickets, people, companies)
    else:
        indexer.prepare()
