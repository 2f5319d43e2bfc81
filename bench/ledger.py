"""What goes to DynamoDB Local and to the rest of AWS in memory, counted as it goes: calls, and capacity units.

The units are DynamoDB Local's own count (`ReturnConsumedCapacity`), which knows indexes and transactions; the request
is made to ask for it on its way out, since the product has no use for the answer.
https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ConsumedCapacity.html
"""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

from botocore.httpsession import URLLib3Session
from moto.core.botocore_stubber import BotocoreStubber

READS = ("GetItem", "Query", "BatchGetItem", "TransactGetItems", "Scan")


@dataclass
class Ledger:
    """`calls` by service (`dynamodb`, `s3`, …)."""

    calls: Counter[str] = field(default_factory=Counter)
    read_units: float = 0
    write_units: float = 0

    def reset(self) -> None:
        self.calls.clear()
        self.read_units = self.write_units = 0

    def note(self, operation: str, answer: Any) -> None:
        consumed = answer.get("ConsumedCapacity") or []
        units = sum(one["CapacityUnits"] for one in (consumed if isinstance(consumed, list) else [consumed]))
        self.calls["dynamodb"] += 1
        if operation in READS:
            self.read_units += units
        else:
            self.write_units += units


@contextmanager
def counted() -> Iterator[Ledger]:
    """Counts every call that is made within. DynamoDB is a real server, everything else moto."""
    ledger = Ledger()
    over_http, in_memory = URLLib3Session.send, BotocoreStubber.__call__

    def sent(session: URLLib3Session, request: Any) -> Any:
        operation = _operation(request)
        if operation is None:
            return over_http(session, request)
        request.body = json.dumps({**json.loads(request.body), "ReturnConsumedCapacity": "TOTAL"}).encode()
        request.headers["Content-Length"] = str(len(request.body))
        response = over_http(session, request)
        ledger.note(operation, json.loads(response.content))
        return response

    def imagined(stubber: BotocoreStubber, event_name: str, request: Any, **more: Any) -> Any:
        response = in_memory(stubber, event_name, request, **more)
        if response is not None:
            ledger.calls[event_name.split(".")[1]] += 1
        return response

    with patch.object(URLLib3Session, "send", sent), patch.object(BotocoreStubber, "__call__", imagined):
        yield ledger


def _operation(request: Any) -> str | None:
    """Of DynamoDB's, those that work on items."""
    target = request.headers.get("X-Amz-Target", b"")
    service, _, operation = (target.decode() if isinstance(target, bytes) else target).partition(".")
    return operation if service.startswith("DynamoDB") and "Table" not in operation else None
