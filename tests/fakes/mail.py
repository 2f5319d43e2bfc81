"""The mail room's ports in memory."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from tessera.channels.mail.model import Undeliverable
from tessera.channels.model import QuarantinedMail
from tessera.kernel.events import Event
from tessera.kernel.page import Page


class FakeQuarantine:
    def __init__(self) -> None:
        self.mails: dict[str, QuarantinedMail] = {}
        self.events: list[Event] = []

    def add(self, mail: QuarantinedMail, event: Event) -> None:
        self.mails[mail.id] = mail
        self.events.append(event)

    def get(self, mail_id: str) -> QuarantinedMail | None:
        return self.mails.get(mail_id)

    def list(self, limit: int, cursor: str | None) -> Page[QuarantinedMail]:
        newest = sorted(self.mails.values(), key=lambda mail: mail.id, reverse=True)
        return Page(newest[:limit], None)

    def set_replayed(self, mail_id: str, at: datetime, event: Event) -> None:
        self.mails[mail_id] = replace(self.mails[mail_id], replayed_at=at)
        self.events.append(event)


@dataclass
class FakeRate:
    counts: dict[str, int] = field(default_factory=dict)

    def count(self, sender: str, at: datetime) -> int:
        self.counts[sender] = self.counts.get(sender, 0) + 1
        return self.counts[sender]


@dataclass
class FakeQueue:
    waiting: list[Mapping[str, object]] = field(default_factory=list)

    def put(self, notification: Mapping[str, object]) -> None:
        self.waiting.append(notification)


@dataclass
class SentMail:
    raw: bytes
    sender: str
    recipients: tuple[str, ...]
    tags: dict[str, str]


@dataclass
class FakeMailSender:
    """`refuses` is the provider's final answer, `breaks` an error that may pass."""

    sent: list[SentMail] = field(default_factory=list)
    refuses: str | None = None
    breaks: Exception | None = None

    def send(self, raw: bytes, sender: str, recipients: Sequence[str], tags: Mapping[str, str]) -> str:
        if self.refuses:
            raise Undeliverable(self.refuses)
        if self.breaks:
            raise self.breaks
        self.sent.append(SentMail(raw, sender, tuple(recipients), dict(tags)))
        return f"0102-{len(self.sent)}@eu-west-1.amazonses.com"


@dataclass
class FakeMailboxes:
    address: str | None = "support@acme.test"
    others: tuple[str, ...] = ()

    def has(self, address: str) -> bool:
        return address == self.address or address in self.others

    def default_mailbox(self) -> str | None:
        return self.address
