"""Mail on its way in: how it reached us, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from schemas.vocabulary import SenderCheck
from tessera.kernel.ids import OrgId


@dataclass(frozen=True)
class Receipt:
    """What the receiving server says of a mail. `source` is the envelope's sender, empty for a delivery report.

    `recipients` are the envelope's: they name the mailbox even when no header does (Bcc). `released` is True when an
    administrator let the mail out of quarantine. `notification` is all of it as it came, for a replay.
    """

    mail_id: str
    source: str
    recipients: tuple[str, ...]
    received_at: datetime
    raw_key: str
    sender_check: SenderCheck
    spam: bool
    virus: bool
    released: bool
    notification: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True)
class QuarantinedMail:
    """A mail that could not become a message, and why. Its raw bytes are under `raw_key`."""

    id: str
    org_id: OrgId
    received_at: datetime
    sender: str
    recipients: tuple[str, ...]
    subject: str
    reason: str
    size: int
    raw_key: str
    notification: Mapping[str, Any] = field(repr=False)
    replayed_at: datetime | None = None


@dataclass(frozen=True)
class Outcome:
    """What became of a mail for one organization. `ticket_id` and `message_id` are empty when it was quarantined."""

    org_id: OrgId
    result: Literal["ticket", "threaded", "duplicate", "quarantined"]
    ticket_id: str = ""
    message_id: str = ""
    reason: str = ""


#: Mail for no mailbox of ours belongs to no organization; it is kept for the operator under this name.
UNROUTED = OrgId("unrouted")
