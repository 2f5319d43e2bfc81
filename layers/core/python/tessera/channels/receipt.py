"""SES's receipt notification, read.

Source: https://docs.aws.amazon.com/ses/latest/dg/receiving-email-notifications-contents.html
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from schemas.vocabulary import SenderCheck
from tessera.channels.model import Receipt
from tessera.kernel.errors import Invalid

#: What we add to a notification that goes onto the queue again; SES never sends it.
RELEASED = "tesseraReleased"


def read_receipt(body: str) -> Receipt:
    """The notification in an SQS message, with or without SNS's envelope around it. Raises `Invalid` for any other."""
    try:
        notification = json.loads(body)
        if "Message" in notification and "receipt" not in notification:
            notification = json.loads(notification["Message"])
        return _receipt(notification)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Invalid(f"This is no notification of a received mail ({error!r}).") from error


def _receipt(notification: Mapping[str, Any]) -> Receipt:
    mail, receipt = notification["mail"], notification["receipt"]
    return Receipt(
        mail_id=str(mail["messageId"]),
        source=str(mail.get("source") or "").strip("<> "),
        recipients=tuple(receipt.get("recipients") or mail.get("destination") or ()),
        received_at=_time(receipt.get("timestamp") or mail.get("timestamp")),
        raw_key=str(receipt["action"]["objectKey"]),
        sender_check=_sender_check(receipt),
        spam=_verdict(receipt, "spam") == "FAIL",
        virus=_verdict(receipt, "virus") == "FAIL",
        released=notification.get(RELEASED) is True,
        notification=notification,
    )


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone(UTC)


def _verdict(receipt: Mapping[str, Any], name: str) -> str:
    return str((receipt.get(f"{name}Verdict") or {}).get("status", "")).upper()


def _sender_check(receipt: Mapping[str, Any]) -> SenderCheck:
    """DMARC decides, for it alone looks at the From that people see. Where a domain has no DMARC (GRAY), a mail that
    fails both other checks failed; passing them proves nothing about From."""
    dmarc = _verdict(receipt, "dmarc")
    if dmarc == "PASS":
        return SenderCheck.PASSED
    if dmarc == "FAIL" or (_verdict(receipt, "spf") == "FAIL" and _verdict(receipt, "dkim") == "FAIL"):
        return SenderCheck.FAILED
    return SenderCheck.UNKNOWN
