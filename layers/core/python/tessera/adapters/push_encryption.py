"""Message encryption for Web Push: a body that only the browser can read (RFC 8291, over RFC 8188).

No library is taken for these few lines: the one there is comes without wheels, and layers are built from wheels alone.
"""

import os

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

CURVE = ec.SECP256R1()
#: Browsers take 4096 octets, header and padding included (RFC 8291, section 4).
MAX_PLAINTEXT = 3993
_RECORD = (4096).to_bytes(4, "big")
_LAST_RECORD = b"\x02"


def encrypt(
    plaintext: bytes,
    browser_key: bytes,
    auth: bytes,
    *,
    own: ec.EllipticCurvePrivateKey | None = None,
    salt: bytes | None = None,
) -> bytes:
    """The body of a push with `Content-Encoding: aes128gcm`. `browser_key` is the subscription's `p256dh` (65 octets),
    `auth` its secret of 16. `own` and `salt` are made anew for each message; only tests give them. Raises `ValueError`
    for a key that is no point of P-256."""
    own, salt = own or ec.generate_private_key(CURVE), salt or os.urandom(16)
    shared = own.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(CURVE, browser_key))
    own_key = point_of(own)
    material = _derived(shared, auth, b"WebPush: info\x00" + browser_key + own_key, 32)
    key = _derived(material, salt, b"Content-Encoding: aes128gcm\x00", 16)
    nonce = _derived(material, salt, b"Content-Encoding: nonce\x00", 12)
    sealed = AESGCM(key).encrypt(nonce, plaintext + _LAST_RECORD, None)
    return salt + _RECORD + bytes([len(own_key)]) + own_key + sealed


def point_of(private: ec.EllipticCurvePrivateKey) -> bytes:
    """The public key, uncompressed: 65 octets."""
    return private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _derived(material: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt, info).derive(material)
