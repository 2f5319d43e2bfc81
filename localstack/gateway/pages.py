"""The built site, as CloudFront serves it from its bucket: the SPA's page for every path that is no file."""

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

FOREVER = "public, max-age=31536000, immutable"  # under /assets every name carries its content's hash
ANEW = "no-cache"
COMPRESSED = ("text/", "application/javascript", "application/json", "application/manifest+json", "image/svg+xml")


@dataclass(frozen=True)
class File:
    """`packed` is by gzip (RFC 1952); None for what is packed in itself."""

    body: bytes
    packed: bytes | None
    kind: str
    tag: str


@lru_cache(maxsize=512)
def read(path: Path, _changed: int) -> File:
    """Once for each version of a file: to pack the app anew for everybody takes longer than all the rest."""
    body = path.read_bytes()
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    packed = gzip.compress(body) if kind.startswith(COMPRESSED) else None
    return File(body, packed, kind, hashlib.sha256(body).hexdigest()[:32])


class Pages:
    """Serves `site`; `/api/docs` and `/api/openapi.json` are files in it too."""

    def __init__(self, site: Path) -> None:
        self.site = site.resolve()

    async def page(self, request: web.Request) -> web.StreamResponse:
        """The file of the path, or the SPA's page for a path without a file extension."""
        path = self._file(request.path)
        if path is None:
            return web.Response(status=404, text="Not found")
        file = read(path, path.stat().st_mtime_ns)
        response = web.Response(body=file.body, content_type=file.kind)
        response.etag = file.tag
        response.headers["Cache-Control"] = FOREVER if request.path.startswith("/assets/") else ANEW
        if request.if_none_match and any(known.value in (file.tag, "*") for known in request.if_none_match):
            return web.Response(status=304, headers={"ETag": response.headers["ETag"]})
        if file.packed and "gzip" in request.headers.get("Accept-Encoding", ""):
            response.body = file.packed
            response.headers["Content-Encoding"] = "gzip"
            response.headers["Vary"] = "Accept-Encoding"
        return response

    async def docs(self, request: web.Request) -> web.StreamResponse:
        return await self.page(request.clone(rel_url="/api/docs/index.html"))

    def _file(self, path: str) -> Path | None:
        wanted = (self.site / path.lstrip("/")).resolve()
        if not wanted.is_relative_to(self.site):
            return None
        if wanted.is_file():
            return wanted
        index = self.site / "index.html"
        return index if not wanted.suffix and index.is_file() else None


def with_headers(headers: dict[str, str]) -> Middleware:
    """A middleware that puts `headers` on every answer that is no WebSocket."""

    @web.middleware
    async def add(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            response = await handler(request)
        except web.HTTPException as error:
            error.headers.update(headers)
            raise
        if not response.prepared:
            response.headers.update(headers)
        return response

    return add
