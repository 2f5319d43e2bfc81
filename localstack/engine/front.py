"""What stands before MiniStack: notes changes, keeps sent mail, and answers `/_tessera/…` itself."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from localstack.engine import mail_capture
from localstack.engine.internals import Internals
from localstack.engine.saving import Saver, changes
from localstack.engine.warm import warm_up
from localstack.sent_mail import SentMail

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

CREDENTIAL = re.compile(r"Credential=[^/]+/[^/]+/[^/]+/([a-z0-9-]+)/")
UNCHANGING = ("/_aws/execute-api/", "/_ministack/")  # what a function changes comes as a request of its own


class Front:
    """An ASGI application around MiniStack's.

    `POST /_tessera/save` returns once everything up to now is on disk, `POST /_tessera/warm` once all functions run.
    """

    def __init__(self, engine: Internals, saver: Saver, sent: SentMail) -> None:
        self.engine = engine
        self.saver = saver
        self.sent = sent

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.engine.app.app(scope, receive, send)
            return
        path, method = scope["path"], scope["method"]
        if path.startswith("/_tessera/"):
            await self._own(path, method, send)
        elif mail_capture.is_sending(method, path):
            await self._send_mail(scope, receive, send)
        else:
            await self.engine.app.app(scope, receive, send)
            self._note(scope)

    def _note(self, scope: Scope) -> None:
        if scope["path"].startswith(UNCHANGING):
            return
        headers = dict(scope["headers"])
        signed = CREDENTIAL.search(headers.get(b"authorization", b"").decode("latin-1"))
        target = headers.get(b"x-amz-target", b"").decode("latin-1").rpartition(".")[2]
        self.saver.note(changes(signed.group(1) if signed else "", scope["method"], target))

    async def _own(self, path: str, method: str, send: Send) -> None:
        if (method, path) == ("POST", "/_tessera/save"):
            self.saver.note("often")
            await self.saver.save()
            await answer(send, 200, {"saved": True})
        elif (method, path) == ("POST", "/_tessera/warm"):
            await answer(send, 200, {"started": await asyncio.to_thread(warm_up, self.engine)})
        else:
            await answer(send, 404, {"message": "No such thing."})

    async def _send_mail(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = await _body(receive)
        sent: list[dict[str, Any]] = []

        async def replay() -> dict[str, Any]:
            return {"type": "http.request", "body": request, "more_body": False}

        async def collect(message: dict[str, Any]) -> None:
            sent.append(message)

        await self.engine.app.app(scope, replay, collect)
        status = sent[0]["status"]
        body = b"".join(message.get("body", b"") for message in sent[1:])
        if status == 200:
            body = mail_capture.keep(self.sent, request, body)
        await answer_bytes(send, status, body)


async def _body(receive: Receive) -> bytes:
    parts = []
    while True:
        message = await receive()
        parts.append(message.get("body", b""))
        if not message.get("more_body"):
            return b"".join(parts)


async def answer(send: Send, status: int, document: Any) -> None:
    await answer_bytes(send, status, json.dumps(document).encode())


async def answer_bytes(send: Send, status: int, body: bytes) -> None:
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
