"""What API Gateway's WebSocket API and DynamoDB's streams hand to a function."""

from typing import Any

from tessera.adapters.dynamodb.codec import Item, encode_item


def socket_event(route: str, connection_id: str = "c1", body: str | None = None, **query: str) -> dict[str, Any]:
    """`route` is `$connect`, `$disconnect` or `$default`.

    https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-routes-integrations.html
    """
    return {
        "requestContext": {
            "routeKey": route,
            "eventType": {"$connect": "CONNECT", "$disconnect": "DISCONNECT"}.get(route, "MESSAGE"),
            "connectionId": connection_id,
            "domainName": "realtime.example.test",
            "stage": "prod",
        },
        "queryStringParameters": query or None,
        "body": body,
        "isBase64Encoded": False,
    }


def stream_record(
    item: Item | None, event_name: str = "MODIFY", sequence_number: str = "1", old: Item | None = None
) -> dict[str, Any]:
    """`item` as it is after the change; None for one that went away. `old` is as it was.

    https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_Record.html
    """
    image = {} if item is None else {"NewImage": encode_item(item)}
    if old is not None:
        image["OldImage"] = encode_item(old)
    return {
        "eventID": sequence_number,
        "eventName": event_name if item is not None else "REMOVE",
        "eventSource": "aws:dynamodb",
        "dynamodb": {"SequenceNumber": sequence_number, "StreamViewType": "NEW_AND_OLD_IMAGES", **image},
    }
