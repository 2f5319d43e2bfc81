"""The WebSocket as a browser uses it."""

import json
import time
from contextlib import ExitStack
from types import TracebackType
from typing import Any

from websockets.sync.client import ClientConnection, connect

from tests.e2e.api import Api
from tests.e2e.waiting import SOON


class Listener:
    """One connection, with a pass of whoever `api` is signed in as. Keeps all it heard."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._open = ExitStack()
        self._socket: ClientConnection | None = None
        self.heard: list[dict[str, Any]] = []

    def __enter__(self) -> "Listener":
        key = self._api.post("/realtime/passes")["value"]
        address = f"{socket_address(self._api.origin)}?pass={key}"
        self._socket = self._open.enter_context(connect(address, open_timeout=30))
        self.send({"action": "ping"})
        self.wait_for("pong")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def send(self, message: dict[str, Any]) -> None:
        assert self._socket is not None
        self._socket.send(json.dumps(message))

    def wait_for(self, event: str, about: str | None = None, within: float = SOON) -> dict[str, Any]:
        """The first such event, of this ticket or job if one is named, heard before or from now on."""
        end = time.monotonic() + within
        while True:
            for message in self.heard:
                named = message.get("ticket_id") or message.get("job", {}).get("id")
                if message["event"] == event and about in (None, named):
                    return message
            assert self._socket is not None
            try:
                self.heard.append(json.loads(self._socket.recv(timeout=max(0.0, end - time.monotonic()))))
            except TimeoutError:
                names = [f"{message['event']} {message.get('ticket_id', '')}" for message in self.heard]
                raise AssertionError(f"{event} was not heard within {within:g} s, but {names}") from None


def socket_address(origin: str) -> str:
    return origin.replace("http", "ws", 1) + "/ws"
