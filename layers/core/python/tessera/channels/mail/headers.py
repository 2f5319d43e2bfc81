"""Header values: unfolding, encoded words (RFC 2047), addresses (RFC 5322, 6532), Message-IDs, dates."""

import base64
import binascii
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from itertools import islice

from tessera.channels.mail import charset
from tessera.channels.mail.model import Address

_ENCODED_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?(.{0,5000}?)\?=")
_GAP = re.compile(r"(\?=)\s+(?==\?[^?\s]{1,60}\?[bBqQ]\?)")
_FOLD = re.compile(r"[\r\n]+[ \t]*")
_SPACES = re.compile(r"\s+")
_BRACKETED = re.compile(r"<([^<>]+)>")
_QUOTED_NAME = re.compile(r"\s*\"((?:[^\"\\]|\\.)*)\"(?=\s*<)")
_HEX = re.compile(rb"=([0-9A-Fa-f]{2})")
_ONLY_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")
_NOT_BASE64 = re.compile(r"[^A-Za-z0-9+/]")
#: Good enough to reply to. A domain may be a bare host (`root@localhost`) or international (RFC 6532).
_EMAIL = re.compile(r"[^\s<>()\[\]\\,;:\"@]+@[^\s<>()\\,;:\"@]+|\"[^\"]+\"@[^\s<>()\\,;:\"@]+")
#: Mails with thousands of recipients exist, and made-up ones with headers of megabytes; nobody reads more than this.
_MAX_ADDRESSES = 500
_MAX_IDS = 100
_MAX_HEADER = 200_000
_MAX_PHRASE = 10_000
_MAX_ADDRESS = 2_000


def raw_values(message: "Message[str, str]", name: str) -> list[str]:
    """Every value of the header, folding undone. Bare 8-bit characters are read as UTF-8 or in the text's charset."""
    wanted = name.lower()
    values = [str(value)[:_MAX_HEADER] for key, value in message.raw_items() if key.lower() == wanted]
    return [_FOLD.sub(" ", value if value.isascii() else _eight_bit(message, value)).strip() for value in values]


def first(message: "Message[str, str]", name: str) -> str | None:
    """The first value that says something, with encoded words decoded, or None."""
    return next((text for value in raw_values(message, name) if (text := decode_words(value))), None)


def _eight_bit(message: "Message[str, str]", value: str) -> str:
    labels = (part.get_content_charset() for part in islice(message.walk(), 10))
    return charset.decode(value.encode("utf-8", "surrogateescape"), next((label for label in labels if label), None))


def decode_words(value: str) -> str:
    """Text with its encoded words decoded, on one line. A word that cannot be decoded stays as it is."""
    value = value[:_MAX_PHRASE]
    if "=?" in value:
        value = "".join(_decoded_runs(_GAP.sub(r"\1", value)))
    return _SPACES.sub(" ", charset.clean(value)).strip()


def _decoded_runs(value: str) -> Iterator[str]:
    """Neighbouring words of one charset are joined before decoding: some senders cut characters in two."""
    position, pending, label = 0, b"", ""
    for word in _ENCODED_WORD.finditer(value):
        data = _word_bytes(word.group(2), word.group(3))
        charset_name = word.group(1).partition("*")[0]
        if pending and (word.start() > position or charset_name.lower() != label.lower()):
            yield charset.decode(pending, label)
            pending = b""
        if word.start() > position:
            yield value[position : word.start()]
        pending, label, position = pending + data, charset_name, word.end()
    if pending:
        yield charset.decode(pending, label)
    yield value[position:]


def _word_bytes(encoding: str, text: str) -> bytes:
    if encoding in "bB":
        return base64_bytes(text)
    data = text.replace("_", " ").encode("utf-8", "surrogateescape")
    return _HEX.sub(lambda match: bytes((int(match.group(1), 16),)), data)


def base64_bytes(text: str) -> bytes:
    """What base64 `text` holds, line breaks, stray characters and missing padding forgiven.

    After padding only more base64 counts (some senders encode in pieces); anything else is a forgotten boundary.
    """
    decoded = b""
    first, _, rest = text.partition("=")
    for piece in (first, *(rest.split("=") if _ONLY_BASE64.fullmatch(rest) else ())):
        letters = _NOT_BASE64.sub("", piece)
        letters = letters[:-1] if len(letters) % 4 == 1 else letters
        try:
            decoded += base64.b64decode(letters + "=" * (-len(letters) % 4))
        except binascii.Error:  # pragma: no cover - the alphabet and length are right by now
            continue
    return decoded


def addresses(message: "Message[str, str]", *names: str) -> tuple[Address, ...]:
    """The addresses in these headers, each once, in order. Groups are flattened; what is no address is left out."""
    found: dict[str, Address] = {}
    for name in names:
        for value in raw_values(message, name):
            for address in parse_addresses(value):
                found.setdefault(address.normalised, address)
    return tuple(found.values())[:_MAX_ADDRESSES]


def parse_addresses(value: str) -> list[Address]:
    """The addresses in one header value, encoded words decoded."""
    return [address for piece in _pieces(value) for address in _addresses_in(piece[:_MAX_ADDRESS])]


def _pieces(value: str) -> Iterator[str]:
    """Cut at commas and semicolons outside quotes, comments and angle brackets; drop group names."""
    start = depth = index = 0
    quoted = angle = False
    last_quote, last_comment_end, last_angle_end = value.rfind('"'), value.rfind(")"), value.rfind(">")
    while index < len(value):
        character = value[index]
        if character == "\\" and (quoted or depth):
            index += 1
        elif quoted:
            quoted = character != '"'
        elif character == '"':
            quoted = index < last_quote
        elif character == "(":
            depth += index < last_comment_end
        elif character == ")" and depth:
            depth -= 1
        elif depth == 0:
            if character == "<":
                angle = index < last_angle_end
            elif character == ">":
                angle = False
            elif character in ",;" and not angle:
                yield value[start:index]
                start = index + 1
            elif character == ":" and not angle and "@" not in value[start:index]:
                start = index + 1
        index += 1
    yield value[start:]


def _addresses_in(piece: str) -> Iterator[Address]:
    """The one address of a piece between commas; several if somebody forgot the commas."""
    if "@" not in piece and "=?" not in piece:
        return
    piece, comment = _without_comments(piece) if "(" in piece else (piece, "")
    quoted = _QUOTED_NAME.match(piece)
    rest = piece[quoted.end() :] if quoted else piece
    before = quoted.group(1) if quoted else ""
    position = 0
    for bracketed in _BRACKETED.finditer(rest):
        if address := _address(bracketed.group(1), before or rest[position : bracketed.start()].strip() or comment):
            yield address
            before, position = "", bracketed.end()
    if position == 0:
        spec = rest if "@" in rest else piece
        found = _EMAIL.search(spec) or _EMAIL.search(decode_words(spec))
        if found and (bare := _address(found.group(0), before or comment or spec[: found.start()])):
            yield bare


def _without_comments(text: str) -> tuple[str, str]:
    """The text without its (nested (RFC 5322)) comments, and the first of them."""
    kept, comments, depth, quoted, escaped = "", "", 0, False, False
    for character in text:
        if escaped:
            escaped = False
        elif character == "\\":
            escaped = True
            continue
        elif character == '"' and not depth:
            quoted = not quoted
        elif character == "(" and not quoted:
            depth += 1
            if depth == 1:
                continue
        elif character == ")" and depth:
            depth -= 1
            if depth == 0:
                comments += "\n"
                continue
        if depth:
            comments += character
        else:
            kept += character
    return (text, "") if depth else (kept, comments.partition("\n")[0])


def _address(spec: str, name: str) -> Address | None:
    # An old route (`<@relay:user@host>`) and `mailto:` both stand before a colon.
    found = _EMAIL.search(spec.rpartition(":")[2]) or _EMAIL.search(decode_words(spec))
    if found is None:
        return None
    email = found.group(0).strip(".'")
    local, _, domain = email.rpartition("@")
    if not local or not domain or len(email) > 320:
        return None
    return Address(_display_name(name, email), email)


def _display_name(name: str, email: str) -> str:
    name = decode_words(re.sub(r"\\(.)", r"\1", name)).strip()
    for quote in ('""', "''"):
        if len(name) > 1 and name[0] == quote[0] and name[-1] == quote[1]:
            name = name[1:-1].strip()
    name = name.strip('" ')
    # Brackets that stand around it, or that lost the other one, are none of its own.
    if name.count("<") != name.count(">") or (name.startswith("<") and name.endswith(">")):
        name = name.strip("<> ")
    return "" if name.lower() == email.lower() else name


def message_ids(message: "Message[str, str]", name: str) -> tuple[str, ...]:
    """The Message-IDs of the header without their brackets, each once; the newest (last) hundred."""
    found: dict[str, None] = {}
    for value in raw_values(message, name):
        for token in _BRACKETED.findall(value) or (word for word in value.split() if "@" in word):
            identifier = _SPACES.sub("", charset.clean(token)).strip("<>")
            if identifier:
                found.pop(identifier, None)
                found[identifier] = None
    return tuple(found)[-_MAX_IDS:]


def date(message: "Message[str, str]") -> datetime | None:
    """The Date header in UTC, or None when it is missing or means no time."""
    for value in raw_values(message, "date"):
        try:
            parsed = parsedate_to_datetime(value)
            return (parsed.replace(tzinfo=UTC) if parsed.tzinfo is None else parsed).astimezone(UTC)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None
