"""Something has to happen at a time: a reply goes out, a ticket wakes."""

import logging
from typing import Any

from tessera import bootstrap
from tessera.edge.queue import Message, bus_event, each, is_last_try

log = logging.getLogger(__name__)


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """SQS batch of events that name a time; an early one comes back through the same queue."""
    return each(event, _hear)


def _hear(message: Message) -> None:
    event = bus_event(message)
    log.info("alarm of %s: %s", event["id"], bootstrap.services().alarms.hear(event, is_last_try(message)))
