"""The event bus."""

from collections.abc import Sequence
from typing import Any, Protocol, cast

import botocore.session

from tessera.insight.relay import Outgoing


class _Client(Protocol):
    def put_events(self, *, Entries: Sequence[dict[str, str]]) -> dict[str, Any]: ...  # noqa: N803 - the service's own


def connect_events() -> _Client:
    return cast(_Client, botocore.session.get_session().create_client("events"))


class EventBus:
    """`insight.relay.Bus`."""

    def __init__(self, name: str, client: _Client) -> None:
        self._name = name
        self._client = client

    def put(self, events: Sequence[Outgoing]) -> list[Outgoing]:
        """The call may succeed and single entries fail all the same, so each entry's result is looked at."""
        entries = [
            {"EventBusName": self._name, "Source": event.source, "DetailType": event.type, "Detail": event.detail}
            for event in events
        ]
        answer = self._client.put_events(Entries=entries)
        return [event for event, result in zip(events, answer["Entries"], strict=True) if "ErrorCode" in result]
