"""From the outbox to the bus: new event items of the `core` table's stream are put onto EventBridge; and of tickets
that came with their history, that they are there."""

from typing import Any

from tessera import bootstrap
from tessera.insight.relay import Outgoing, imported, outgoing, send


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """DynamoDB stream, filtered to new events and imported tickets. What the bus refuses, the stream hands out again.

    Imported history has been told elsewhere, and is not told again.
    """
    found = (_outgoing(record["dynamodb"]) for record in event["Records"])
    events = [one for one in found if one is not None]
    refused = send(bootstrap.services().bus, events)
    return {"batchItemFailures": [] if refused is None else [{"itemIdentifier": refused}]}


def _outgoing(change: dict[str, Any]) -> Outgoing | None:
    image, position = change["NewImage"], change["SequenceNumber"]
    history = "imported" in image
    if image["kind"]["S"] == "ticket":
        return imported(position, image["org_id"]["S"], image["id"]["S"]) if history else None
    return None if history else outgoing(position, image["event"]["S"])
