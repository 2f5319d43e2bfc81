"""What the mail room needs from outside."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from tessera.channels.model import QuarantinedMail
from tessera.kernel.events import Event
from tessera.kernel.page import Page


class RawMail(Protocol):
    """Where raw mails are kept."""

    def get(self, key: str) -> bytes:
        """Raises `NotFound`."""
        ...


class FileStore(Protocol):
    """Where the bytes of files are kept."""

    def put(self, key: str, content: bytes, content_type: str) -> None: ...

    def get(self, key: str) -> bytes:
        """Raises `NotFound`."""
        ...


class Quarantine(Protocol):
    """The quarantined mails of one organization."""

    def add(self, mail: QuarantinedMail, event: Event) -> None:
        """Keep the mail. One with the same id is replaced: it was tried again and failed again."""
        ...

    def get(self, mail_id: str) -> QuarantinedMail | None: ...

    def list(self, limit: int, cursor: str | None) -> Page[QuarantinedMail]:
        """Newest first. Raises `BadCursor`."""
        ...

    def set_replayed(self, mail_id: str, at: datetime, event: Event) -> None: ...


class SenderRate(Protocol):
    """How much mail a sender sends to one organization."""

    def count(self, sender: str, at: datetime) -> int:
        """Count one more mail; the number of them within the present window."""
        ...


class InboundQueue(Protocol):
    """The queue that `email_inbound` reads."""

    def put(self, notification: Mapping[str, object]) -> None: ...


class Mailboxes(Protocol):
    """From which address an organization writes when a ticket did not come by mail."""

    def has(self, address: str) -> bool:
        """Whether mail to it comes to this organization."""
        ...

    def default_mailbox(self) -> str | None: ...


class MailSender(Protocol):
    def send(self, raw: bytes, sender: str, recipients: Sequence[str], tags: Mapping[str, str]) -> str:
        """Hand the mail over; the Message-ID (without brackets) that it goes out under.

        Raises `Undeliverable` when the provider refuses it for good; any other error may pass.
        """
        ...
