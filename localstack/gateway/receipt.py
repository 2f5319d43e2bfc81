"""The notification SES publishes for a received mail.

https://docs.aws.amazon.com/ses/latest/dg/receiving-email-notifications-contents.html
"""

import email
import email.policy
from email.message import Message
from email.utils import getaddresses
from typing import Any

from localstack.gateway.spool import Received

PREFIX = "inbound/"
HEADER_BYTES = 10 * 1024  # beyond it SES cuts the list and says so
NOT_CHECKED = {"status": "GRAY"}  # SES's word for a check that could not be made: there is no DNS here
CLEAN = {"status": "PASS"}


def notification(mail: Received, raw: bytes, bucket: str, topic_arn: str) -> dict[str, Any]:
    """SES's JSON for `mail`, kept in `bucket` under `inbound/<id>`."""
    message = email.message_from_bytes(raw, policy=email.policy.compat32)
    headers, truncated = _headers(message)
    return {
        "notificationType": "Received",
        "mail": {
            "timestamp": mail.received_at,
            "source": mail.sender,
            "messageId": mail.id,
            "destination": mail.recipients,
            "headersTruncated": truncated,
            "headers": headers,
            "commonHeaders": _common(message, mail.sender),
        },
        "receipt": {
            "timestamp": mail.received_at,
            "processingTimeMillis": 1,
            "recipients": mail.recipients,
            "spamVerdict": CLEAN,
            "virusVerdict": CLEAN,
            "spfVerdict": NOT_CHECKED,
            "dkimVerdict": NOT_CHECKED,
            "dmarcVerdict": NOT_CHECKED,
            "action": {
                "type": "S3",
                "topicArn": topic_arn,
                "bucketName": bucket,
                "objectKeyPrefix": PREFIX,
                "objectKey": PREFIX + mail.id,
            },
        },
    }


def _headers(message: Message) -> tuple[list[dict[str, str]], bool]:
    kept: list[dict[str, str]] = []
    size = 0
    for name, value in message.items():
        text = _text(value)
        size += len(name) + len(text)
        if size > HEADER_BYTES:
            return kept, True
        kept.append({"name": _text(name), "value": text})
    return kept, False


def _common(message: Message, sender: str) -> dict[str, Any]:
    common: dict[str, Any] = {"returnPath": sender}
    for name in ("from", "to", "cc"):
        values = [_text(value) for value in message.get_all(name, [])]
        if values:
            common[name] = [address for _, address in getaddresses(values) if address] or values
    for name, header in (("date", "Date"), ("messageId", "Message-ID"), ("subject", "Subject")):
        if message[header] is not None:
            common[name] = _text(message[header])
    return common


def _text(value: object) -> str:
    """A header as text that JSON can hold: bytes that are no UTF-8 are replaced, folding is undone."""
    text = str(value).encode("utf-8", errors="replace").decode("utf-8")
    return " ".join(part.strip() for part in text.splitlines())
