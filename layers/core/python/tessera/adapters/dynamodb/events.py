"""The outbox: an event is an item beside the aggregate, written in the aggregate's own transaction."""

import json
from datetime import timedelta

from tessera.adapters.dynamodb.codec import Item
from tessera.adapters.dynamodb.table import Put
from tessera.kernel.events import Event

OUTBOX_DAYS = 7


def event_item(pk: str, event: Event) -> Item:
    """An event that is only handed on; it goes away after a week."""
    return {
        "pk": pk,
        "sk": f"X#{event.id}",
        "kind": "event",
        "event": json.dumps(event.to_json(), ensure_ascii=False),
        "ttl": int((event.occurred_at + timedelta(days=OUTBOX_DAYS)).timestamp()),
    }


def timeline_item(pk: str, event: Event) -> Item:
    """An event that stays, between the messages of its ticket."""
    item = event_item(pk, event)
    del item["ttl"]
    return item | {"sk": f"M#{event.id}"}


def put_event(pk: str, event: Event) -> Put:
    return Put(event_item(pk, event))
