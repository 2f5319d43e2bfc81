"""Something happened that concerns agents: they are told."""

import logging
from collections.abc import Callable
from functools import cache
from typing import Any

from tessera import bootstrap
from tessera.edge.once import Once
from tessera.edge.queue import Message, bus_event, each
from tessera.kernel.ids import OrgId

log = logging.getLogger(__name__)


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """SQS batch of events of the bus."""
    return each(event, lambda message: _tell(message, context))


def _tell(message: Message, context: Any) -> None:
    event = bus_event(message)

    def once(key: str, work: Callable[[], str]) -> str:
        return _once().do(key, work, context)

    told = bootstrap.services().teller(OrgId(event["org_id"])).tell(event, once)
    log.info("%s %s: told %d", event["type"], event["id"], told)


@cache
def _once() -> Once:
    return Once(lambda: bootstrap.services().settings.idempotency_table)
