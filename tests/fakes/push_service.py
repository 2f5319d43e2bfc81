"""A push service as browsers' makers run it (RFC 8030), and a browser that subscribed there and reads its messages
(RFC 8291), for tests. It answers as it is told to, and refuses what a real one would."""

import json
import os
import secrets
import threading
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

CURVE = ec.SECP256R1()


def base64url(octets: bytes) -> str:
    return urlsafe_b64encode(octets).rstrip(b"=").decode()


def from_base64url(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class Received:
    path: str
    headers: dict[str, str]
    body: bytes


class Browser:
    """The keys of a subscription, and what they open."""

    def __init__(self, endpoint: str) -> None:
        self.endpoint = endpoint
        self._private = ec.generate_private_key(CURVE)
        self._auth = os.urandom(16)

    @property
    def keys(self) -> dict[str, str]:
        return {"p256dh": base64url(self._point), "auth": base64url(self._auth)}

    @property
    def _point(self) -> bytes:
        return self._private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    def subscription(self, name: str = "Test browser") -> dict[str, Any]:
        return {"endpoint": self.endpoint, "keys": self.keys, "name": name}

    def reads(self, body: bytes) -> dict[str, Any]:
        salt, length = body[:16], body[20]
        sender, sealed = body[21 : 21 + length], body[21 + length :]
        shared = self._private.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(CURVE, sender))
        material = HKDF(SHA256(), 32, self._auth, b"WebPush: info\x00" + self._point + sender).derive(shared)
        key = HKDF(SHA256(), 16, salt, b"Content-Encoding: aes128gcm\x00").derive(material)
        nonce = HKDF(SHA256(), 12, salt, b"Content-Encoding: nonce\x00").derive(material)
        plain = AESGCM(key).decrypt(nonce, sealed, None)
        found: dict[str, Any] = json.loads(plain.rstrip(b"\x00").removesuffix(b"\x02"))
        return found


@dataclass
class PushServer:
    """Listens on this machine while it is entered. `status` is what it answers, `received` what it took."""

    status: int = 201
    received: list[Received] = field(default_factory=list)

    def __enter__(self) -> "PushServer":
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                headers = {name.lower(): value for name, value in self.headers.items()}
                server.received.append(Received(self.path, headers, body))
                self.send_response(server.status)
                if server.status in (301, 307):
                    self.send_header("location", f"{server.origin}/elsewhere")
                self.send_header("content-length", "0")
                self.end_headers()

            def log_message(self, format: str, *args: Any) -> None:
                """Silence."""

        self._http = ThreadingHTTPServer(("localhost", 0), Handler)
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    @property
    def origin(self) -> str:
        return f"http://localhost:{self._http.server_port}"

    def browser(self) -> Browser:
        return Browser(f"{self.origin}/push/{secrets.token_urlsafe(12)}")

    def messages_for(self, browser: Browser) -> list[dict[str, Any]]:
        return [browser.reads(one.body) for one in self.received if browser.endpoint == self.origin + one.path]


def claims_of(received: Received) -> tuple[dict[str, Any], str]:
    """What the sender says of itself (RFC 8292), with its signature checked; and its public key."""
    scheme, _, parameters = received.headers["authorization"].partition(" ")
    assert scheme == "vapid"
    named = dict(part.strip().split("=", 1) for part in parameters.split(","))
    key = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, from_base64url(named["k"]))
    claims = jwt.decode(named["t"], key, algorithms=["ES256"], options={"verify_aud": False})
    return claims, named["k"]
