"""Quarantined mail as JSON; `schemas.http.operations` has the contract."""

from typing import Any

from tessera.channels.model import QuarantinedMail
from tessera.kernel.clock import to_text


def quarantined(mail: QuarantinedMail) -> dict[str, Any]:
    return {
        "id": mail.id,
        "received_at": to_text(mail.received_at),
        "sender": mail.sender,
        "recipients": list(mail.recipients),
        "subject": mail.subject,
        "reason": mail.reason,
        "size": mail.size,
        "replayed_at": to_text(mail.replayed_at) if mail.replayed_at else None,
    }
