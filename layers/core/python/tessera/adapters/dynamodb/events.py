"""The outbox: an event is an item beside the aggregate, written in the aggregate's own transaction."""

import json
from datetime import timedelta

from schemas.vocabulary import Defined
from tessera.adapters.dynamodb.codec import Item
from tessera.adapters.dynamodb.table import Put
from tessera.kernel.events import Event

OUTBOX_DAYS = 7
#: What screens hold a copy of, by the first word of the events that change it.
_DEFINED = {
    "status": Defined.CATALOGUE,
    "tag": Defined.CATALOGUE,
    "field": Defined.CATALOGUE,
    "view": Defined.VIEWS,
    "macro": Defined.MACROS,
    "team": Defined.TEAMS,
    "agent": Defined.AGENTS,
    "organization": Defined.ORGANIZATION,
    "mailbox": Defined.MAILBOXES,
}


def event_item(pk: str, event: Event) -> Item:
    """An event that is only handed on; it goes away after a week."""
    defines = _DEFINED.get(event.type.partition(".")[0])
    return {
        "pk": pk,
        "sk": f"X#{event.id}",
        "kind": "event",
        "event": json.dumps(event.to_json(), ensure_ascii=False),
        # Screens are told of these (`infra/stacks/realtime.py`); of tickets the ticket's own item tells.
        **({"defines": defines.value} if defines else {}),
        "ttl": int((event.occurred_at + timedelta(days=OUTBOX_DAYS)).timestamp()),
    }


def timeline_item(pk: str, event: Event) -> Item:
    """An event that stays, between the messages of its ticket."""
    item = event_item(pk, event)
    del item["ttl"]
    return item | {"sk": f"M#{event.id}"}


def put_event(pk: str, event: Event) -> Put:
    return Put(event_item(pk, event))
