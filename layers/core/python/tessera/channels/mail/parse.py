"""Raw bytes to a `ParsedMail`."""

import email
import re
from collections.abc import Iterator
from dataclasses import replace
from email.message import Message
from urllib.parse import unquote

from tessera.channels.mail import automatic, calendar, headers
from tessera.channels.mail.model import Address, Attachment, ParsedMail, Unreadable
from tessera.channels.mail.parts import Segment, read_parts
from tessera.channels.mail.pictures import lift_pictures
from tessera.channels.mail.plain import text_to_html

#: Every mail that we send carries it; a mail that comes in with it went in a circle.
LOOP_HEADER = "X-Tessera-Loop"
_MAX_SUBJECT = 998
_MAX_HEAD = 1_000_000
_END_OF_HEAD = re.compile(rb"\r?\n\r?\n|\r\r")
_HEADER_LINE = re.compile(rb"[!-9;-~\x80-\xff]+:|[ \t]")
_FIRST_LINE = re.compile(rb"[!-9;-~\x80-\xff]+:|>?From ")
_CID = re.compile(r"\bcid:([^\s\"'<>)]+)", re.IGNORECASE)
_SPACED_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]*)[ \t]+:")
_KNOWN_HEADER = re.compile(rb"(?:from|to|subject|date|message-id|mime-version|received)[ \t]*:", re.IGNORECASE)


def parse(raw: bytes) -> ParsedMail:
    """Read a mail as its sender meant it, whatever is wrong with it.

    Raises `Unreadable` when there is nothing to read: no bytes, or parts nested so deep or so many that no mail
    program makes them.
    """
    if not raw.strip():
        raise Unreadable("The mail is empty.")
    try:
        message = email.message_from_bytes(_mended(raw))
        if not message.keys() and b"\x00" in raw[:4096]:
            raise Unreadable("The file is no mail: it has no headers and holds binary data.")
        return _read(message)
    except RecursionError:
        raise Unreadable("The mail's parts are nested too deep to be read.") from None


def _mended(raw: bytes) -> bytes:
    """Without blank lines in front, and with header lines that Python would take for the body's first line made good:
    a blank before the colon (RFC 822 allowed it), or a stray line among real headers."""
    raw = raw.lstrip(b"\r\n\t \x00") if raw[:1] in b"\r\n\t \x00" else raw
    found = _END_OF_HEAD.search(raw)
    head = raw[: found.start()] if found else raw
    lines = head[:_MAX_HEAD].splitlines(keepends=True)
    if all(_HEADER_LINE.match(line) for line in lines[1:]) and _FIRST_LINE.match(head):
        return raw
    if not found or sum(_KNOWN_HEADER.match(line) is not None for line in lines) < 2:
        return raw
    return b"".join(_mended_lines(lines)) + raw[sum(map(len, lines)) :]


def _mended_lines(lines: list[bytes]) -> Iterator[bytes]:
    for line in lines:
        spaced = _SPACED_HEADER.match(line)
        if spaced:
            yield spaced.group(1) + b":" + line[spaced.end() :]
        elif _FIRST_LINE.match(line) or line[:1] in b" \t":
            yield line
        else:
            yield b"X-Stray-Line: " + line


def _read(message: "Message[str, str]") -> ParsedMail:
    content = read_parts(message)
    text, html = _body(content.segments)
    html, pictures = lift_pictures(html) if html else (None, ())
    if not text.strip() and not (html or "").strip():
        text = next(
            (calendar.summary(a.content) for a in content.attachments if a.content_type == "text/calendar"), text
        )
    bounce = automatic.read_bounce(message)
    senders = headers.addresses(message, "from")
    return ParsedMail(
        message_id=next(iter(headers.message_ids(message, "message-id")), None),
        in_reply_to=headers.message_ids(message, "in-reply-to"),
        references=headers.message_ids(message, "references"),
        subject=(headers.first(message, "subject") or "")[:_MAX_SUBJECT],
        from_=next(iter(senders), None),
        sender=next(iter(headers.addresses(message, "sender")), None),
        reply_to=headers.addresses(message, "reply-to"),
        to=headers.addresses(message, "to"),
        cc=headers.addresses(message, "cc"),
        bcc=headers.addresses(message, "bcc"),
        delivered_to=headers.addresses(message, "delivered-to", "x-original-to", "envelope-to", "x-delivered-to"),
        return_path=_return_path(message),
        date=headers.date(message),
        text=text,
        html=html,
        attachments=(*_shown_inline(content.attachments, html or ""), *pictures),
        automatic=automatic.why_automatic(message, bounce),
        bounce=bounce,
        loop_marks=tuple(headers.raw_values(message, LOOP_HEADER)),
    )


def _body(segments: tuple[Segment, ...]) -> tuple[str, str | None]:
    """The segments as one text and, if any of them is HTML, one HTML. The text is empty if some segment has only HTML:
    it has to be made from the whole HTML then."""
    shown = [segment for segment in segments if (segment.text or "").strip() or (segment.html or "").strip()]
    only_html = any(segment.text is None and (segment.html or "").strip() for segment in shown)
    text = "" if only_html else "\n\n".join(segment.text.strip("\n") for segment in shown if segment.text)
    if not any(segment.html for segment in shown):
        return text, None
    return text, "\n".join(s.html if s.html is not None else text_to_html(s.text or "") for s in shown)


def _shown_inline(attachments: tuple[Attachment, ...], html: str) -> Iterator[Attachment]:
    """Which attachments the HTML shows by their Content-ID, whatever their disposition claims."""
    shown = {unquote(name).lower() for name in _CID.findall(html)}
    for attachment in attachments:
        yield replace(attachment, inline=(attachment.content_id or "").lower() in shown)


def _return_path(message: "Message[str, str]") -> str | None:
    values = headers.raw_values(message, "return-path")
    if not values:
        return None
    found: list[Address] = headers.parse_addresses(values[0])
    return found[0].normalised if found else ""
