"""Passwords by argon2id (RFC 9106).

Parameters: OWASP's Password Storage Cheat Sheet, its choice for small memory (19 MiB, 2 passes, 1 lane): about 30 ms of
one core, and a Lambda function has less than one core, so more lanes or passes would only make sign-in slow.
https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html
"""

import base64

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

MEMORY_KIB = 19 * 1024
PASSES = 2
LANES = 1

_UNFINDABLE = base64.b64encode(bytes(32)).decode().rstrip("=")
_NOBODY = f"$argon2id$v=19$m={MEMORY_KIB},t={PASSES},p={LANES}${_UNFINDABLE[:22]}${_UNFINDABLE}"


class Argon2Passwords:
    """`identity.ports.Passwords`."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher(PASSES, MEMORY_KIB, LANES, type=Type.ID)

    def hash(self, password: str) -> str:
        return self._hasher.hash(password)

    def verify(self, hash: str | None, password: str) -> bool:
        """False without a hash too, after the same work against a hash that no known password has."""
        try:
            self._hasher.verify(hash or _NOBODY, password)
        except (VerificationError, InvalidHashError):
            return False
        return hash is not None
