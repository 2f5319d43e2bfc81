"""Transfer encodings undone (RFC 2045, section 6), as far as they go."""

import binascii
import quopri
import re
from email.message import Message

from tessera.channels.mail import headers

_WORDS = re.compile(rb"[A-Za-z.,;:!?] +[A-Za-z]")


def content_bytes(part: "Message[str, str]") -> bytes:
    """The part's bytes with its transfer encoding undone, as far as that goes."""
    encoding = str(part.get("content-transfer-encoding", "")).strip().strip("\"';").lower()
    # Python's own decoding gives up at the first broken character; without the header it hands out the plain bytes.
    del part["content-transfer-encoding"]
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return b""
    if encoding == "base64" and not _plainly_text(data):
        return headers.base64_bytes(data.decode("ascii", "ignore"))
    if encoding == "quoted-printable":
        return quopri.decodestring(data)
    if encoding in ("x-uuencode", "uuencode", "uue", "x-uue"):
        return _uudecoded(data)
    return data


def _plainly_text(data: bytes) -> bool:
    """Text that only claims to be base64: its first line has words with blanks between them."""
    return _WORDS.search(data.lstrip()[:200].split(b"\n")[0]) is not None


def _uudecoded(data: bytes) -> bytes:
    decoded = b""
    lines = data.splitlines()
    start = next((index for index, line in enumerate(lines) if line.startswith(b"begin ")), None)
    if start is None:
        return data
    for line in lines[start + 1 :]:
        if line.strip() in (b"end", b"`"):
            break
        try:
            decoded += binascii.a2b_uu(line)
        except binascii.Error:
            # Some encoders pad the line; its first character says how much of it counts.
            length = ((line[0] - 32) & 63) * 4 + 5
            decoded += _or_nothing(line[: length // 3])
    return decoded


def _or_nothing(line: bytes) -> bytes:
    try:
        return binascii.a2b_uu(line)
    except binascii.Error:
        return b""
