"""`/api` to the HTTP API and `/ws` to the WebSocket API, as CloudFront does."""

import asyncio
import json
import logging

import aiohttp
from aiohttp import web
from multidict import CIMultiDict
from yarl import URL

from infra.stages import SOCKET_STAGE
from localstack.outputs import NotDeployed, Outputs

AT_ONCE = 3  # each request at once costs a process per function; more would start new ones, seconds each
LARGEST_BODY = 10 * 1024 * 1024  # API Gateway's limit
LARGEST_FRAME = 128 * 1024  # and its WebSockets'
HOP_BY_HOP = {
    "connection",
    "keep-alive",
    "proxy-authenticate",
    "proxy-authorization",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "content-length",
    "content-encoding",
    "host",
}

log = logging.getLogger("proxy")


def forwarded_headers(request: web.BaseRequest) -> CIMultiDict[str]:
    """The request's headers for the API, with the caller's address as CloudFront adds it."""
    kept = CIMultiDict((name, value) for name, value in request.headers.items() if name.lower() not in HOP_BY_HOP)
    kept["X-Forwarded-For"] = request.remote or "127.0.0.1"
    kept["X-Forwarded-Proto"] = request.scheme
    return kept


def returned_headers(headers: CIMultiDict[str]) -> CIMultiDict[str]:
    """The API's headers for the browser: no CORS (the engine adds it, one origin needs none), cookies for http."""
    kept: CIMultiDict[str] = CIMultiDict()
    for name, value in headers.items():
        lower = name.lower()
        if lower in HOP_BY_HOP or lower.startswith("access-control-"):
            continue
        kept.add(name, without_secure(value) if lower == "set-cookie" else value)
    return kept


def without_secure(cookie: str) -> str:
    """A Set-Cookie without `Secure`: locally there is no TLS, and not every client takes localhost for safe."""
    parts = [part.strip() for part in cookie.split(";")]
    return "; ".join(part for part in parts if part.lower() != "secure")


class Proxy:
    """Forwards to the engine that `outputs` describes; answers 503 while there is none."""

    def __init__(self, engine: str, outputs: Outputs, session: aiohttp.ClientSession) -> None:
        self.engine = engine
        self.outputs = outputs
        self.session = session
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def api(self, request: web.Request) -> web.StreamResponse:
        try:
            body = await request.read()
            base = f"{self.engine}/_aws/execute-api/{self.outputs['HttpApiId']}/$default"
            target = URL(base + request.raw_path, encoded=True)
            async with (
                self._turns,
                self.session.request(
                    request.method, target, headers=forwarded_headers(request), data=body, allow_redirects=False
                ) as answer,
            ):
                return await _passed_on(answer)
        except web.HTTPRequestEntityTooLarge:
            return _message(413, "Request Entity Too Large")
        except (aiohttp.ClientError, NotDeployed) as error:
            log.warning("%s %s: %s", request.method, request.path, error)
            return _message(503, "Service Unavailable")

    async def socket(self, request: web.Request) -> web.StreamResponse:
        try:
            base = f"{self.engine}/_aws/execute-api/{self.outputs['SocketApiId']}/{SOCKET_STAGE}"
            target = URL(f"{base}?{request.query_string}", encoded=True)
            async with self.session.ws_connect(target, max_msg_size=LARGEST_FRAME) as upstream:
                downstream = web.WebSocketResponse(max_msg_size=LARGEST_FRAME)
                await downstream.prepare(request)
                await _join(downstream, upstream)
                return downstream
        except aiohttp.WSServerHandshakeError as refused:
            return _message(refused.status, "Forbidden")
        except (aiohttp.ClientError, ConnectionResetError, NotDeployed) as error:
            log.warning("WebSocket: %s", error)
            return _message(503, "Service Unavailable")


async def _passed_on(answer: aiohttp.ClientResponse) -> web.Response:
    """The engine's answer. A function that failed is a bare 500, as from API Gateway, not a 502 with its error."""
    body = await answer.read()
    if answer.status == 502:
        log.error("A function failed: %s", body.decode("utf-8", errors="replace")[:2000])
        return _message(500, "Internal Server Error")
    response = web.Response(status=answer.status, body=body, headers=returned_headers(CIMultiDict(answer.headers)))
    response.enable_compression()
    return response


async def _join(downstream: web.WebSocketResponse, upstream: aiohttp.ClientWebSocketResponse) -> None:
    """Pass messages both ways until one side ends; then end the other."""

    async def pump(
        source: web.WebSocketResponse | aiohttp.ClientWebSocketResponse,
        sink: web.WebSocketResponse | aiohttp.ClientWebSocketResponse,
    ) -> None:
        async for message in source:
            if message.type is aiohttp.WSMsgType.TEXT:
                await sink.send_str(message.data)
            elif message.type is aiohttp.WSMsgType.BINARY:
                await sink.send_bytes(message.data)

    pumps = [asyncio.create_task(pump(downstream, upstream)), asyncio.create_task(pump(upstream, downstream))]
    try:
        await asyncio.wait(pumps, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in pumps:
            task.cancel()
        await asyncio.gather(*pumps, return_exceptions=True)
        await upstream.close()
        await downstream.close()


def _message(status: int, text: str) -> web.Response:
    """An error of API Gateway's own, in its form."""
    return web.Response(status=status, text=json.dumps({"message": text}), content_type="application/json")
