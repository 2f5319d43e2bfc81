"""A mail's MIME tree as text, HTML and attachments."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.errors import MessageError
from email.generator import BytesGenerator
from email.message import Message
from email.utils import collapse_rfc2231_value
from io import BytesIO

from tessera.channels.mail import charset, headers
from tessera.channels.mail.filenames import extension_for, filename_of, safe_filename
from tessera.channels.mail.model import Attachment, Unreadable
from tessera.channels.mail.tnef import Tnef, read_tnef
from tessera.channels.mail.transfer import content_bytes

_MAX_PARTS = 1000
_TNEF = ("application/ms-tnef", "application/vnd.ms-tnef")
#: Repeats of the text that no screen of ours shows (AMP pages, watch faces).
_OTHER_RENDERINGS = ("text/x-amp-html", "text/watch-html")
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_MEDIA_TYPE = re.compile(r"\s*([a-z0-9!#$&^_.+-]+)/([a-z0-9!#$&^_.+-]+)", re.IGNORECASE)


@dataclass(frozen=True)
class Segment:
    """A piece of the body: plain, HTML, or both when they say the same."""

    text: str | None
    html: str | None


@dataclass(frozen=True)
class Content:
    segments: tuple[Segment, ...]
    attachments: tuple[Attachment, ...]


def read_parts(message: "Message[str, str]") -> Content:
    """Everything in the mail, in order. Raises `Unreadable` for a mail of more than a thousand parts."""
    reader = _Reader()
    segments = reader.segments(message, is_body=True)
    if reader.packed_text and not any((segment.text or segment.html or "").strip() for segment in segments):
        segments = [reader.packed_text]
    return Content(tuple(segments), tuple(reader.attachments))


class _Reader:
    def __init__(self) -> None:
        self.attachments: list[Attachment] = []
        self.packed_text: Segment | None = None
        self._count = 0

    def segments(self, part: "Message[str, str]", is_body: bool) -> list[Segment]:
        """The text in `part`; what is no text goes to `attachments`. `is_body`: a file name alone does not make
        text here an attachment."""
        self._count += 1
        if self._count > _MAX_PARTS:
            raise Unreadable(f"The mail has more than {_MAX_PARTS} parts.")
        _mend(part)
        kind = media_type(part)
        if kind.startswith("multipart/"):
            children = _children(part)
            # A multipart without boundary is one text.
            return self._multipart(kind, children) if children is not None else [_segment(part, "text/plain")]
        if kind in _OTHER_RENDERINGS and self._shown(part, is_body):
            return []
        if kind in ("text/plain", "text/html") and self._shown(part, is_body):
            return [_segment(part, kind)]
        attachment = _attachment(part, kind, len(self.attachments) + 1)
        tnef = read_tnef(attachment.content) if kind in _TNEF or attachment.filename.lower() == "winmail.dat" else None
        if tnef is not None:
            return self._unpacked(tnef)
        if attachment.content or filename_of(part):
            self.attachments.append(attachment)
        return []

    def _unpacked(self, tnef: Tnef) -> list[Segment]:
        """The files of a winmail.dat, and its text. (Outlook sends the same text beside it, or none at all.)"""
        for file in tnef.files:
            number = len(self.attachments) + 1
            kind = file.content_type.lower() if _MEDIA_TYPE.fullmatch(file.content_type) else "application/octet-stream"
            name = safe_filename(file.name) or f"part-{number}{extension_for(kind)}"
            self.attachments.append(Attachment(name, kind, file.content, file.content_id.strip("<>") or None))
        self.packed_text = self.packed_text or Segment(tnef.text or None, tnef.html or None)
        return []

    def _multipart(self, kind: str, children: list["Message[str, str]"]) -> list[Segment]:
        if kind != "multipart/alternative":
            groups = [self.segments(child, is_body=index == 0) for index, child in enumerate(children)]
            return [segment for group in groups for segment in group]
        return _merged([self.segments(child, is_body=True) for child in children])

    @staticmethod
    def _shown(part: "Message[str, str]", is_body: bool) -> bool:
        disposition = (part.get("content-disposition") and str(part.get("content-disposition")).lower()) or ""
        if disposition.startswith("attachment"):
            return False
        return is_body or not filename_of(part)


def _mend(part: "Message[str, str]") -> None:
    """Give the headers that describe the part as proper text; Python reads 8-bit characters in them as U+FFFD."""
    for name in ("content-type", "content-disposition", "content-transfer-encoding", "content-id", "content-location"):
        if any(not str(value).isascii() for key, value in part.raw_items() if key.lower() == name):
            values = headers.raw_values(part, name)
            del part[name]
            part[name] = values[0]


def _children(part: "Message[str, str]") -> list["Message[str, str]"] | None:
    payload = part.get_payload()
    return [child for child in payload if isinstance(child, Message)] if isinstance(payload, list) else None


def _merged(alternatives: list[list[Segment]]) -> list[Segment]:
    """One segment for alternatives that say the same; the last HTML is the best (RFC 2046, section 5.1.4)."""
    text = next((joined for group in alternatives if (joined := _join(s.text for s in group if s.html is None))), None)
    rich = next((group for group in reversed(alternatives) if any(s.html for s in group)), None)
    if rich is None:
        return [Segment(text, None)] if text is not None else []
    if len(rich) == 1:
        return [Segment(text or rich[0].text, rich[0].html)]
    # Apple Mail: HTML, file, HTML inside one alternative. The plain alternative covers them all.
    covering = [Segment("" if text else segment.text, segment.html) for segment in rich]
    return [Segment(text, covering[0].html), *covering[1:]] if text else covering


def _join(texts: "Iterator[str | None]") -> str:
    return "\n\n".join(text for text in texts if text and text.strip())


def _segment(part: "Message[str, str]", kind: str) -> Segment:
    data = content_bytes(part)
    label = _label(part)
    if kind == "text/html":
        meta = _META_CHARSET.search(data[:4096]) if label is None else None
        return Segment(None, charset.decode(data, meta.group(1).decode("ascii") if meta else label))
    text = charset.decode(data, label)
    return Segment(_unflowed(text, part) if "flowed" in str(part.get("content-type", "")).lower() else text, None)


def _label(part: "Message[str, str]") -> str | None:
    value = part.get_param("charset")
    return collapse_rfc2231_value(value) if value else None


def _unflowed(text: str, part: "Message[str, str]") -> str:
    """Join the soft line breaks of format=flowed (RFC 3676). A quoted line flows only within its quote depth."""
    joiner = "" if str(part.get_param("delsp") or "").lower() == "yes" else " "
    lines: list[str] = []
    flowing = False
    for line in text.split("\n"):
        plain = line[1:] if line.startswith(" ") else line
        depth = len(plain) - len(plain.lstrip(">"))
        quote_before = len(lines[-1]) - len(lines[-1].lstrip(">")) if lines else 0
        if flowing and depth == quote_before and plain != "-- ":
            lines[-1] = lines[-1].rstrip(" ") + joiner + plain[depth:].removeprefix(" " if depth else "")
        else:
            lines.append(plain)
        flowing = plain.endswith(" ") and plain != "-- " and not plain.startswith(">-- ")
    return "\n".join(lines)


def media_type(part: "Message[str, str]") -> str:
    """The type in lower case; `text/plain` when none is given (RFC 2045), unknown when it cannot be one."""
    raw = part.get("content-type")
    if raw is None or not str(raw).strip():
        return part.get_default_type()
    found = _MEDIA_TYPE.match(str(raw))
    if found is None:
        return "text/plain" if str(raw).strip().lower().startswith("text") else part.get_default_type()
    return found.group(0).strip().lower()


def _attachment(part: "Message[str, str]", kind: str, number: int) -> Attachment:
    content = _message_bytes(part) if _children(part) is not None else content_bytes(part)
    name = filename_of(part)
    if not name and kind == "message/rfc822":
        children = _children(part) or []
        subject = headers.first(children[0], "subject") if children else None
        name = safe_filename(f"{subject}.eml") if subject else ""
    if not name:
        name = ("invite" if kind == "text/calendar" else f"part-{number}") + extension_for(kind)
    content_id = str(part.get("content-id", "")).strip().strip("<>").strip() or None
    return Attachment(name, kind, content, content_id)


def _message_bytes(part: "Message[str, str]") -> bytes:
    """An embedded message (or several header blocks) as bytes again."""
    children = _children(part) or []
    encoding = str(part.get("content-transfer-encoding", "")).strip().lower()
    if len(children) == 1 and encoding in ("base64", "quoted-printable") and not children[0].keys():
        # Encoding a message/rfc822 is forbidden and done all the same; the parser took the letters for a body.
        children[0]["content-transfer-encoding"] = encoding
        return content_bytes(children[0])
    return b"\n".join(_flattened(child) for child in children)


def _flattened(message: "Message[str, str]") -> bytes:
    target = BytesIO()
    try:
        BytesGenerator(target, mangle_from_=False).flatten(message)
    except (MessageError, UnicodeError, LookupError, ValueError, TypeError, AttributeError):
        # Python cannot write again what it could read: headers it thinks broken. The text says the same.
        payload = message.get_payload()
        lines = [f"{name}: {value}" for name, value in message.raw_items()]
        return "\n".join([*lines, "", payload if isinstance(payload, str) else ""]).encode("utf-8", "surrogateescape")
    return target.getvalue()
