"""Messages to browsers through their makers' push services: RFC 8030 (delivery), RFC 8292 (who sends: VAPID)."""

import json
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from functools import cached_property
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

import jwt
import urllib3
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from tessera.adapters.push_encryption import CURVE, MAX_PLAINTEXT, encrypt, point_of
from tessera.notices.devices import Device, PushFailed, decoded

#: The order of P-256's base point (SEC 2, section 2.4.2).
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
#: A notice of yesterday is in the app; nobody needs to be woken by it.
KEPT_SECONDS = 86_400
#: RFC 8292 allows a day; some services refuse what is close to it.
TOKEN_SECONDS = 12 * 3600
#: The subscription is over (404, 410), or was made with another key than ours (401, 403).
_GONE = (401, 403, 404, 410)
_TIMEOUT = urllib3.Timeout(connect=3, read=5)


class WebPush:
    """`tessera.notices.devices.PushService`. `secret` is any text of much entropy: our key pair follows from it.
    `subject` is where a push service's operator finds us (a `https:` or `mailto:` address)."""

    def __init__(self, secret: Callable[[], str], subject: str, clock: Callable[[], float] = time.time) -> None:
        self._secret = secret
        self._subject = subject
        self._clock = clock

    @property
    def public_key(self) -> str:
        return _base64url(point_of(self._key))

    def send(self, device: Device, payload: Mapping[str, Any], topic: str) -> bool:
        text = json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode()
        if len(text) > MAX_PLAINTEXT:
            raise ValueError(f"A push of {len(text)} octets is too long.")
        try:
            body = encrypt(text, decoded(device.p256dh), decoded(device.auth))
        except ValueError:
            return False
        try:
            answer = self._pool.request(
                "POST", device.endpoint, body=body, headers=self._headers(device, topic), redirect=False
            )
        except urllib3.exceptions.HTTPError as error:
            raise PushFailed(f"The push service could not be reached: {error}") from error
        if answer.status in _GONE:
            return False
        if answer.status >= 300:
            raise PushFailed(f"The push service answered {answer.status}: {answer.data[:200]!r}")
        return True

    def _headers(self, device: Device, topic: str) -> dict[str, str]:
        parts = urlsplit(device.endpoint)
        claims = {
            "aud": f"{parts.scheme}://{parts.netloc}",
            "exp": int(self._clock()) + TOKEN_SECONDS,
            "sub": self._subject,
        }
        token = jwt.encode(claims, self._key, algorithm="ES256")
        return {
            "Authorization": f"vapid t={token}, k={self.public_key}",
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(KEPT_SECONDS),
            "Urgency": "normal",
            # At most 32 characters of base64url (RFC 8030, section 5.4); of one topic only the last waits.
            "Topic": _base64url(sha256(topic.encode()).digest())[:32],
        }

    @cached_property
    def _key(self) -> ec.EllipticCurvePrivateKey:
        """By 128 more bits than the order has, so that no key is likelier than another (FIPS 186-5, appendix A.2.1)."""
        wide = HKDF(SHA256(), 48, None, b"tessera web push").derive(self._secret().encode())
        return ec.derive_private_key(int.from_bytes(wide, "big") % (_ORDER - 1) + 1, CURVE)

    @cached_property
    def _pool(self) -> urllib3.PoolManager:
        return urllib3.PoolManager(timeout=_TIMEOUT, retries=False)


def _base64url(octets: bytes) -> str:
    """Without padding, as Web Push has it throughout."""
    return urlsafe_b64encode(octets).rstrip(b"=").decode()
