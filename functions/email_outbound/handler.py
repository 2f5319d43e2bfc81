"""An agent replied: the reply goes out as a mail, once."""

import logging
from functools import cache
from typing import Any

from tessera import bootstrap
from tessera.edge.once import Once
from tessera.edge.queue import Message, bus_event, each, is_last_try

log = logging.getLogger(__name__)


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """SQS batch of `message.added` events."""
    return each(event, lambda message: _send(message, context))


def _send(message: Message, context: Any) -> None:
    event = bus_event(message)
    dispatch = bootstrap.services().dispatch
    result = _once().do(event["id"], lambda: dispatch.send_reply(event, is_last_try(message)), context)
    log.info("reply %s: %s", event["data"]["message_id"], result)


@cache
def _once() -> Once:
    return Once(lambda: bootstrap.services().settings.idempotency_table)
