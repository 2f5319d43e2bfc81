"""What a mail is, once read. All of it is plain values, whatever the mail's encoding was."""

from dataclasses import dataclass
from datetime import datetime

from tessera.kernel.person import comparable


class Unreadable(Exception):
    """The bytes are no mail that anybody could answer. `reason` is in words for a person."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Undeliverable(Exception):
    """The mail cannot be sent as it is, and trying again would not help. `reason` is in words for a person."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Address:
    """A mailbox as the mail spells it. `name` may be empty; `email` never is."""

    name: str
    email: str

    @property
    def normalised(self) -> str:
        """For comparing."""
        return comparable(self.email)


@dataclass(frozen=True)
class Attachment:
    """A part that is not the mail's text. `inline`: the HTML shows it by `cid:<content_id>`."""

    filename: str
    content_type: str
    content: bytes
    content_id: str | None = None
    inline: bool = False


@dataclass(frozen=True)
class Bounce:
    """What a delivery status notification (RFC 3464) says. `status` is an enhanced code such as `5.1.1`, or empty.

    `original_references` are the References of the mail that came back; our own id is among them.
    """

    original_message_id: str | None
    original_references: tuple[str, ...]
    recipients: tuple[str, ...]
    status: str
    action: str
    diagnostic: str

    @property
    def failed(self) -> bool:
        """Whether the mail did not and will not arrive; false for a mere delay or a delivery receipt."""
        return self.action == "failed" or (not self.action and self.status.startswith("5"))


@dataclass(frozen=True)
class ParsedMail:
    """A mail's headers, text and parts.

    `text` is empty when the mail has none; `html` is as the sender wrote it and must be sanitised before it is shown.
    Message-IDs are without angle brackets. `return_path` is None without such a header and `""` for the null sender.
    `automatic` says why the mail counts as sent by a machine, or is None. `loop_marks`: what our own loop headers say.
    """

    message_id: str | None
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    subject: str
    from_: Address | None
    sender: Address | None
    reply_to: tuple[Address, ...]
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    bcc: tuple[Address, ...]
    delivered_to: tuple[Address, ...]
    return_path: str | None
    date: datetime | None
    text: str
    html: str | None
    attachments: tuple[Attachment, ...]
    automatic: str | None
    bounce: Bounce | None
    loop_marks: tuple[str, ...]

    @property
    def says_nothing(self) -> bool:
        """No subject, no text, no picture, no attachment."""
        return not (self.subject or self.text.strip() or (self.html or "").strip() or self.attachments)
