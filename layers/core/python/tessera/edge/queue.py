"""SQS batches: work on each message or on groups of them, and an answer that names only the messages that failed.

https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting
"""

import json
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

log = logging.getLogger(__name__)

#: How often a queue hands out a message before it is a dead letter; the same as ATTEMPTS in the stack.
ATTEMPTS = 5
Message = dict[str, Any]
K = TypeVar("K")
T = TypeVar("T")


class _Batch:
    def __init__(self) -> None:
        self.failed: list[Message] = []

    @contextmanager
    def attempt(self, *messages: Message) -> Iterator[None]:
        """Whatever goes wrong, the queue brings these messages again, and in the end keeps them as dead letters."""
        try:
            yield
        except Exception:
            log.exception("failed", extra={"message_ids": [message["messageId"] for message in messages]})
            self.failed += messages

    def answer(self) -> dict[str, Any]:
        return {"batchItemFailures": [{"itemIdentifier": message["messageId"]} for message in self.failed]}


def each(event: dict[str, Any], work: Callable[[Message], object]) -> dict[str, Any]:
    """Do the work for every message. One that fails is logged and comes again; the others are done."""
    batch = _Batch()
    for message in event["Records"]:
        with batch.attempt(message):
            work(message)
    return batch.answer()


def grouped(
    event: dict[str, Any], read: Callable[[Message], tuple[K, T]], work: Callable[[K, list[T]], object]
) -> dict[str, Any]:
    """Read each message as (group, content) and do the work once per group; a group fails or succeeds as a whole."""
    batch = _Batch()
    groups: dict[K, list[tuple[Message, T]]] = {}
    for message in event["Records"]:
        with batch.attempt(message):
            key, content = read(message)
            groups.setdefault(key, []).append((message, content))
    for key, members in groups.items():
        with batch.attempt(*(message for message, _ in members)):
            work(key, [content for _, content in members])
    return batch.answer()


def bus_event(message: Message) -> dict[str, Any]:
    """Our event in a message that a rule of the bus queued. Raises for any other."""
    detail = json.loads(message["body"])["detail"]
    if not isinstance(detail, dict):
        raise TypeError("The message holds no event of the bus.")
    return detail


def is_last_try(message: Message) -> bool:
    """Whether the message becomes a dead letter if it fails this time."""
    return int(message.get("attributes", {}).get("ApproximateReceiveCount", 1)) >= ATTEMPTS
