"""Every event of the bus becomes an entry of its organization's audit record."""

from typing import Any

from tessera import bootstrap
from tessera.edge.queue import Message, bus_event, grouped
from tessera.kernel.ids import OrgId


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """SQS batch. All entries of one organization are written together: they are one chain."""
    services = bootstrap.services()
    return grouped(event, _read, lambda org_id, events: services.audit(org_id).write(events))


def _read(message: Message) -> tuple[OrgId, dict[str, Any]]:
    event = bus_event(message)
    return OrgId(event["org_id"]), event
