"""Mail that no person wrote: automatic replies (RFC 3834), mailing lists, bounces (RFC 3464)."""

import re
from collections.abc import Iterator
from email import message_from_string
from email.message import Message

from tessera.channels.mail import headers
from tessera.channels.mail.model import Bounce

DELIVERY_REPORT, NULL_SENDER, MAIL_SERVER = "delivery report", "Return-Path: <>", "sent by a mail server"
#: Signs of a mail that a mail server wrote itself.
BY_SERVERS = (DELIVERY_REPORT, NULL_SENDER, MAIL_SERVER)
_SUPPRESS = ("all", "oof", "autoreply", "dr", "rn", "nrn")
_AUTOMATIC_SENDER = re.compile(r"^(mailer-daemon|postmaster)@", re.IGNORECASE)
_STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_STATUS_REPORT = ("message/delivery-status", "message/global-delivery-status")
_PER_RECIPIENT = ("final-recipient", "original-recipient", "status")
_RETURNED = (
    "message/rfc822",
    "text/rfc822-headers",
    "message/rfc822-headers",
    "message/global",
    "message/global-headers",
)


def why_automatic(message: "Message[str, str]", bounce: Bounce | None) -> str | None:
    """The sign by which a machine sent the mail, such as `Auto-Submitted: auto-replied`, or None."""
    if bounce is not None:
        return DELIVERY_REPORT
    return next(_signs(message), None)


def _signs(message: "Message[str, str]") -> Iterator[str]:
    def value(name: str) -> str:
        return (headers.first(message, name) or "").lower()

    submitted = value("auto-submitted")
    if submitted and not submitted.startswith("no"):
        yield f"Auto-Submitted: {submitted}"
    suppressed = {word.strip() for word in value("x-auto-response-suppress").split(",")}
    if suppressed & set(_SUPPRESS):
        yield "X-Auto-Response-Suppress"
    precedence = value("precedence")
    if precedence in ("bulk", "junk", "list", "auto_reply"):
        yield f"Precedence: {precedence}"
    for name in ("x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-reply-from", "list-id", "feedback-id"):
        if value(name) not in ("", "no"):
            yield name.title()
    return_path = headers.raw_values(message, "return-path")
    if return_path and return_path[0] in ("<>", ""):
        yield NULL_SENDER
    senders = headers.addresses(message, "from", "sender")
    if any(_AUTOMATIC_SENDER.match(address.email) for address in senders):
        yield MAIL_SERVER


def read_bounce(message: "Message[str, str]") -> Bounce | None:
    """The delivery report that the mail is, or None."""
    parts = list(message.walk())
    statuses = [
        part
        for part in parts
        if part.get_content_type() in ("message/delivery-status", "message/global-delivery-status")
    ]
    if not statuses:
        return None
    blocks = [block for part in statuses for block in _blocks(part)]
    per_recipient = [
        block for block in blocks if "final-recipient" in block or "original-recipient" in block or "status" in block
    ]
    recipients = [address for block in per_recipient for address in _recipients(block)]
    worst = next((block for block in per_recipient if _value(block, "action") == "failed"), None) or (
        per_recipient[0] if per_recipient else None
    )
    returned = _returned(parts)
    identifier = next(iter(headers.message_ids(returned, "message-id")), None) if returned else None
    references = headers.message_ids(returned, "references") if returned else ()
    if worst is None:
        return Bounce(identifier, references, (), "", "", "")
    status = _STATUS.search(_value(worst, "status")) or _STATUS.search(_value(worst, "diagnostic-code"))
    kind, _, words = headers.decode_words(_value(worst, "diagnostic-code", lower=False)).partition(";")
    return Bounce(
        identifier,
        references,
        tuple(dict.fromkeys(recipients)),
        status.group(1) if status else "",
        _value(worst, "action").split(" ")[0],
        (words or kind).strip(),
    )


def _blocks(part: "Message[str, str]") -> list["Message[str, str]"]:
    payload = part.get_payload()
    return [block for block in payload if isinstance(block, Message)] if isinstance(payload, list) else []


def _value(block: "Message[str, str]", name: str, lower: bool = True) -> str:
    value = next(iter(headers.raw_values(block, name)), "")
    return value.lower() if lower else value


def _recipients(block: "Message[str, str]") -> Iterator[str]:
    for name in ("original-recipient", "final-recipient"):
        value = _value(block, name, lower=False)
        found = headers.parse_addresses(value.partition(";")[2] or value)
        if found:
            yield found[0].normalised
            return


def _returned(parts: list["Message[str, str]"]) -> "Message[str, str] | None":
    """The mail that came back, or its headers alone."""
    for part in parts:
        if part.get_content_type() not in _RETURNED:
            continue
        payload = part.get_payload()
        if isinstance(payload, list):
            return next((child for child in payload if isinstance(child, Message)), None)
        return message_from_string(payload.lstrip()) if isinstance(payload, str) else None
    return None
