"""What happens between our code and AWS, counted: round trips, capacity units, and the time that the stand-in takes.

The stand-in for AWS is moto, in this process. Its own time is taken off, so that what remains is ours: the work of the
function and of botocore, with requests signed and answers parsed. Sockets and TLS are not in it.
"""

import json
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import moto.dynamodb.models
from moto.backends import get_backend
from moto.core.botocore_stubber import BotocoreStubber
from moto.dynamodb.models.dynamo_type import DynamoType

from bench.capacity import RawItem, read_units, write_units

Key = tuple[str, str, str]
Images = dict[Key, RawItem | None]
ACCOUNT, REGION = "123456789012", "us-east-1"


@dataclass
class Meter:
    """`round_trips` by service; `seconds` are the stand-in's."""

    round_trips: Counter[str] = field(default_factory=Counter)
    read_units: float = 0
    write_units: float = 0
    seconds: float = 0

    def reset(self) -> None:
        self.round_trips.clear()
        self.read_units = self.write_units = self.seconds = 0

    def count(self, service: str, operation: str, request: dict[str, Any], before: Images, answer: Any) -> None:
        self.round_trips[service] += 1
        match operation:
            case "GetItem":
                found = [answer["Item"]] if "Item" in answer else []
                self.read_units += read_units(found, request.get("ConsistentRead", False))
            case "Query":
                self.read_units += read_units(answer["Items"], request.get("ConsistentRead", False))
            case "BatchGetItem":
                for items in answer["Responses"].values():
                    self.read_units += sum(read_units([item], False) for item in items)
            case "PutItem" | "UpdateItem" | "DeleteItem" | "TransactWriteItems" | "BatchWriteItem":
                for key, image in before.items():
                    self.write_units += write_units(image, _stored(*key), operation == "TransactWriteItems")


@contextmanager
def metered() -> Iterator[Meter]:
    """Counts every call to AWS that is made within."""
    meter = Meter()
    stand_in = BotocoreStubber.__call__

    def call(stubber: BotocoreStubber, event_name: str, request: Any, **more: Any) -> Any:
        start = time.process_time()
        service, operation, body = _read(request)
        before = {key: _stored(*key) for key in _written(operation, body)}
        response = stand_in(stubber, event_name, request, **more)
        answer = json.loads(response.content) if service == "dynamodb" and response is not None else {}
        meter.count(service, operation, body, before, answer)
        meter.seconds += time.process_time() - start
        return response

    # Before every transaction moto copies the whole table, to be able to take it back: minutes, for nothing here.
    no_copies = SimpleNamespace(deepcopy=lambda value: value)
    with patch.object(BotocoreStubber, "__call__", call), patch.object(moto.dynamodb.models, "copy", no_copies):
        yield meter


def _read(request: Any) -> tuple[str, str, dict[str, Any]]:
    target = request.headers.get("X-Amz-Target", b"")
    target = target.decode() if isinstance(target, bytes) else target
    if not target.startswith("DynamoDB"):
        return "s3", request.method, {}
    return "dynamodb", target.partition(".")[2], json.loads(request.body)


def _written(operation: str, request: dict[str, Any]) -> list[Key]:
    """The table and key of every item that a request writes or checks."""
    match operation:
        case "PutItem" | "UpdateItem" | "DeleteItem":
            return [_key(request)]
        case "TransactWriteItems":
            return [_key(write) for item in request["TransactItems"] for write in item.values()]
        case "BatchWriteItem":
            return [
                _key({"TableName": table, **write})
                for table, writes in request["RequestItems"].items()
                for item in writes
                for write in item.values()
            ]
    return []


def _key(write: dict[str, Any]) -> Key:
    key = write.get("Key") or write["Item"]
    return write["TableName"], key["pk"]["S"], key["sk"]["S"]


def _stored(table: str, pk: str, sk: str) -> RawItem | None:
    """An item as the stand-in has it at this moment."""
    kept = get_backend("dynamodb")[ACCOUNT][REGION].get_table(table).items
    found = kept.get(DynamoType({"S": pk}), {}).get(DynamoType({"S": sk}))
    if found is None:
        return None
    image: RawItem = found.to_json()["Attributes"]
    return image
