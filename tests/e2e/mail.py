"""Customers and their mail programs: real mail over SMTP, and the mail that came back to them."""

import smtplib
from base64 import b64decode
from collections.abc import Sequence
from dataclasses import dataclass
from email import message_from_string
from email.message import EmailMessage
from email.policy import SMTP as SMTP_LINES
from email.policy import default as default_policy
from email.utils import formatdate, getaddresses, make_msgid
from typing import Any

import httpx

SUPPORT = "support@acme.test"
#: A picture of 16 by 16 pixels.
PNG = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAIAAACQkWg2AAAAFklEQVR42mMQWdBDEmIY1TCqYfhqAACnt0AQpOpuegAAAABJRU5ErkJggg=="
)


@dataclass(frozen=True)
class Smtp:
    """The mail server that takes the organization's mail in."""

    host: str
    port: int

    def send(self, mail: EmailMessage, sender: str | None = None, to: Sequence[str] | None = None) -> None:
        """To everybody in To and Cc, unless told to whom."""
        recipients = to or addresses(mail, "To") + addresses(mail, "Cc")
        envelope_sender = addresses(mail, "From")[0] if sender is None else sender
        self.send_raw(mail.as_bytes(policy=SMTP_LINES), envelope_sender, recipients)

    def send_raw(self, raw: bytes, sender: str, to: Sequence[str]) -> None:
        """These bytes as they are. Raises smtplib's errors if the server refuses."""
        with smtplib.SMTP(self.host, self.port, timeout=60) as server:
            server.sendmail(sender, list(to), raw)


@dataclass(frozen=True)
class Customer:
    """Somebody with a mail program of their own."""

    name: str
    email: str

    @property
    def address(self) -> str:
        return f"{self.name} <{self.email}>"

    def write(
        self, subject: str, text: str, *, html: str | None = None, cc: Sequence[str] = (), to: str = SUPPORT
    ) -> EmailMessage:
        """A new mail to one of the addresses."""
        mail = EmailMessage()
        mail["From"] = self.address
        mail["To"] = to
        if cc:
            mail["Cc"] = ", ".join(cc)
        mail["Subject"] = subject
        mail["Date"] = formatdate()
        mail["Message-ID"] = make_msgid(domain=self.email.partition("@")[2])
        mail.set_content(text)
        if html is not None:
            mail.add_alternative(html, subtype="html")
        return mail

    def answer(self, received: EmailMessage, text: str) -> EmailMessage:
        """What pressing "Reply" makes: addressed by Reply-To, threaded (RFC 5322, 3.6.4), the history quoted below."""
        mail = EmailMessage()
        mail["From"] = self.address
        mail["To"] = str(received["Reply-To"] or received["From"])
        subject = str(received["Subject"])
        mail["Subject"] = subject if subject.lower().startswith("re:") else f"Re: {subject}"
        mail["Date"] = formatdate()
        mail["Message-ID"] = make_msgid(domain=self.email.partition("@")[2])
        mail["In-Reply-To"] = str(received["Message-ID"])
        mail["References"] = " ".join(f"{received['References'] or ''} {received['Message-ID']}".split())
        body = received.get_body(("plain",))
        history = str(body.get_content()) if body is not None else ""
        quoted = "\n".join(f"> {line}".rstrip() for line in history.splitlines())
        mail.set_content(f"{text}\n\nOn {received['Date']}, {received['From']} wrote:\n{quoted}\n")
        return mail


class SentMail:
    """What the organization sent, as the local cloud kept it."""

    def __init__(self, origin: str) -> None:
        self._address = f"{origin}/_dev/mail.json"

    def all(self) -> list[dict[str, Any]]:
        """Newest first."""
        response = httpx.get(self._address, timeout=20)
        assert response.status_code == 200, response.text[:300]
        return list(response.json())

    def to(self, email: str) -> list[EmailMessage]:
        """What this person received, oldest first, as their program reads it."""
        mails = [item for item in self.all() if email in item["to"] + item["cc"]]
        return [read(item["raw"]) for item in reversed(mails)]


def read(raw: str) -> EmailMessage:
    return message_from_string(raw, EmailMessage, policy=default_policy)


def addresses(mail: EmailMessage, header: str) -> list[str]:
    return [address for _, address in getaddresses([str(value) for value in mail.get_all(header, [])]) if address]
