"""Addresses and Message-IDs that only we can make: they say which ticket a mail answers, and that it is no guess.

Both survive what mail systems do to them: letters change case, so the tokens are base 36 in lower case; a `+` part is
kept by every provider worth the name. Neither is a permission: the sender has to be entitled to the ticket too.
"""

import hashlib
import hmac
import re
import uuid

from tessera.kernel.person import comparable

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_SIGNATURE_BYTES = 8
#: A local part may have 64 characters (RFC 5321, section 4.5.3.1.1).
_MAX_LOCAL_PART = 64
_ADDRESS_TOKEN = 38  # base 36 characters for 16 + 8 bytes
_ID_TOKEN = 62  # for 32 + 8 bytes
_ADDRESS = re.compile(rf"\+t([0-9a-z]{{{_ADDRESS_TOKEN}}})@")
_MESSAGE_ID = re.compile(rf"^<?t\.([0-9a-z]{{{_ID_TOKEN}}})@")


def reply_address(secret: bytes, mailbox: str, org_id: str, ticket_id: str) -> str:
    """`mailbox` with a signed token for the ticket: `support+t<38 characters>@acme.test`.

    A mailbox whose own local part is longer than 24 characters has no room for one: it is returned as it is, and
    replies to it are found by their References alone.
    """
    local, _, domain = mailbox.rpartition("@")
    payload = uuid.UUID(ticket_id).bytes
    token = _encode(payload + _sign(secret, "address", org_id, payload), _ADDRESS_TOKEN)
    signed = f"{local}+t{token}"
    return f"{signed}@{domain}" if len(signed) <= _MAX_LOCAL_PART else mailbox


def read_reply_address(secret: bytes, address: str, org_id: str) -> str | None:
    """The ticket that one of our reply addresses names, or None for any other address."""
    found = _ADDRESS.search(address.lower())
    payload = _verified(secret, "address", org_id, found.group(1), 16) if found else None
    return str(uuid.UUID(bytes=payload)) if payload is not None else None


def mailbox_addresses(address: str) -> tuple[str, ...]:
    """The addresses, as they are kept, under which the mailbox of `address` may be known: itself, and without its `+`
    part (our token, whole or damaged, or whatever the sender put there)."""
    whole = comparable(address)
    local, _, domain = whole.rpartition("@")
    bare = local.partition("+")[0]
    return (whole,) if bare in ("", local) else (whole, f"{bare}@{domain}")


def message_id(secret: bytes, org_id: str, ticket_id: str, message: str, domain: str) -> str:
    """A Message-ID without brackets for our message `message` on the ticket: `t.<62 characters>@acme.test`."""
    payload = uuid.UUID(ticket_id).bytes + uuid.UUID(message).bytes
    return f"t.{_encode(payload + _sign(secret, 'message', org_id, payload), _ID_TOKEN)}@{domain}"


def read_message_id(secret: bytes, identifier: str, org_id: str) -> tuple[str, str] | None:
    """Ticket and message that one of our Message-IDs names, or None for anybody else's."""
    found = _MESSAGE_ID.match(identifier.strip().lower())
    payload = _verified(secret, "message", org_id, found.group(1), 32) if found else None
    if payload is None:
        return None
    return str(uuid.UUID(bytes=payload[:16])), str(uuid.UUID(bytes=payload[16:]))


def known_as(identifier: str) -> str:
    """The form in which Message-IDs are kept and compared. SES names one mail by several domains of its own."""
    lowered = identifier.strip().strip("<>").lower()
    local, _, domain = lowered.rpartition("@")
    return f"{local}@amazonses.com" if domain == "amazonses.com" or domain.endswith(".amazonses.com") else lowered


def loop_mark(secret: bytes, org_id: str) -> str:
    """What our mails carry in the loop header: another organization's mark means nothing to us."""
    return _sign(secret, "loop", org_id, b"").hex()


def _sign(secret: bytes, purpose: str, org_id: str, payload: bytes) -> bytes:
    text = f"{purpose}\x1f{org_id}\x1f".encode() + payload
    return hmac.new(secret, text, hashlib.sha256).digest()[:_SIGNATURE_BYTES]


def _verified(secret: bytes, purpose: str, org_id: str, token: str, size: int) -> bytes | None:
    try:
        data = int(token, 36).to_bytes(size + _SIGNATURE_BYTES, "big")
    except OverflowError:
        return None
    payload, signature = data[:size], data[size:]
    return payload if hmac.compare_digest(signature, _sign(secret, purpose, org_id, payload)) else None


def _encode(data: bytes, width: int) -> str:
    number, digits = int.from_bytes(data, "big"), ""
    while number:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
    return digits.rjust(width, "0")
