"""A ticket waits for somebody, or somebody is free: they are brought together."""

import logging
from typing import Any

from tessera import bootstrap
from tessera.edge.queue import Message, bus_event, each
from tessera.kernel.ids import OrgId

log = logging.getLogger(__name__)


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """SQS batch of events of the bus."""
    return each(event, _route)


def _route(message: Message) -> None:
    event = bus_event(message)
    moved = bootstrap.services().router(OrgId(event["org_id"])).hear(event)
    log.info("%s %s: moved %d", event["type"], event["id"], moved)
