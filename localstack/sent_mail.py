"""Mail that left, kept as files: the engine writes them, `/_dev/mail` shows them.

SES replaces a message's `Message-ID` and `Date` by its own (https://docs.aws.amazon.com/ses/latest/dg/header-fields.html),
so the copy kept here has them replaced too: what a customer's program sees is what a reply will refer to.
"""

import email
import email.policy
import json
import re
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime, getaddresses
from pathlib import Path

ID_DOMAIN = "email.amazonses.com"  # SES in us-east-1; elsewhere it is <region>.amazonses.com
SES_HEADERS = re.compile(rb"^(message-id|date)[ \t]*:.*\r?\n(?:[ \t].*\r?\n)*", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True)
class Envelope:
    """What SES was told: its id for the mail, when (RFC 3339), from whom, to whom."""

    id: str
    sent_at: str
    sender: str
    recipients: list[str]


class SentMail:
    """One `<time>-<id>.eml` and `.json` a mail; the latter is written last, so a listed mail is whole."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def keep(self, mail_id: str, sender: str, recipients: list[str], raw: bytes, now: datetime | None = None) -> None:
        at = now or datetime.now(UTC)
        envelope = Envelope(mail_id, at.isoformat(timespec="milliseconds"), sender, recipients)
        name = f"{at:%Y%m%dT%H%M%S%f}-{mail_id}"
        (self.folder / f"{name}.eml").write_bytes(as_ses_sends(raw, mail_id, at))
        partial = self.folder / f"{name}.partial"
        partial.write_text(json.dumps(asdict(envelope)), encoding="utf-8")
        partial.replace(self.folder / f"{name}.json")

    def items(self) -> list[dict[str, object]]:
        """Newest first: `id, sent_at, from, to[], cc[], subject, message_id, raw, text, html`."""
        return [self._item(path) for path in sorted(self.folder.glob("*.json"), reverse=True)]

    def _item(self, path: Path) -> dict[str, object]:
        envelope = Envelope(**json.loads(path.read_text(encoding="utf-8")))
        raw = path.with_suffix(".eml").read_bytes()
        message = email.message_from_bytes(raw, policy=email.policy.default)
        return {
            "id": envelope.id,
            "sent_at": envelope.sent_at,
            "from": str(message.get("From", envelope.sender)),
            "to": _addresses(message, "To") or envelope.recipients,
            "cc": _addresses(message, "Cc"),
            "subject": str(message.get("Subject", "")),
            "message_id": str(message.get("Message-ID", "")),
            "raw": raw.decode("utf-8", errors="surrogateescape").encode("utf-8", errors="replace").decode("utf-8"),
            "text": _body(message, "plain"),
            "html": _body(message, "html"),
        }


def as_ses_sends(raw: bytes, mail_id: str, now: datetime) -> bytes:
    """The message with SES's own Message-ID and Date, everything else byte for byte; no Bcc reaches anybody."""
    end = re.search(rb"\r?\n\r?\n", raw)
    split = end.end() if end else len(raw)
    head, body = raw[:split], raw[split:]
    date = format_datetime(now)
    own = f"Message-ID: <{mail_id}@{ID_DOMAIN}>\r\nDate: {date}\r\n".encode()
    return own + SES_HEADERS.sub(b"", head) + body


def _addresses(message: EmailMessage, header: str) -> list[str]:
    values = [str(value) for value in message.get_all(header, [])]
    return [address for _, address in getaddresses(values) if address]


def _body(message: EmailMessage, kind: str) -> str | None:
    part = message.get_body(preferencelist=(kind,))
    return part.get_content() if part is not None else None
