"""From the outbox to the bus: new event items of the `core` table's stream are put onto EventBridge."""

from typing import Any

from tessera import bootstrap
from tessera.insight.relay import outgoing, send


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """DynamoDB stream, filtered to new items of kind `event`. What the bus refuses, the stream hands out again.

    Imported history has been told elsewhere, and is not told again.
    """
    images = [record["dynamodb"] for record in event["Records"] if "imported" not in record["dynamodb"]["NewImage"]]
    events = [outgoing(image["SequenceNumber"], image["NewImage"]["event"]["S"]) for image in images]
    refused = send(bootstrap.services().bus, events)
    return {"batchItemFailures": [] if refused is None else [{"itemIdentifier": refused}]}
