"""Keeps what is sent through SES, and answers as SES does."""

import base64
import email
import email.policy
import json
from email.message import EmailMessage
from email.utils import getaddresses
from typing import Any

from localstack.sent_mail import ID_DOMAIN, SentMail

SEND_PATH = "/v2/email/outbound-emails"


def is_sending(method: str, path: str) -> bool:
    """Whether a request is SES v2 `SendEmail`, the only call Tessera sends mail with."""
    return method == "POST" and path.rstrip("/") == SEND_PATH


def keep(sent: SentMail, request: bytes, answer: bytes) -> bytes:
    """Keep the mail that `request` asked to send and `answer` accepted; the answer with the id in SES's form.

    MiniStack's id carries the Message-ID's domain; SES's does not.
    """
    asked: dict[str, Any] = json.loads(request)
    mail_id = str(json.loads(answer)["MessageId"]).removesuffix(f"@{ID_DOMAIN}")
    raw = _raw(asked)
    destination = asked.get("Destination") or {}
    recipients = [address for kind in ("To", "Cc", "Bcc") for address in destination.get(f"{kind}Addresses") or []]
    message = email.message_from_bytes(raw, policy=email.policy.default)
    if not recipients:
        values = [str(value) for name in ("To", "Cc", "Bcc") for value in message.get_all(name, [])]
        recipients = [address for _, address in getaddresses(values)]
    sent.keep(mail_id, asked.get("FromEmailAddress") or str(message.get("From", "")), recipients, raw)
    return json.dumps({"MessageId": mail_id}).encode()


def _raw(asked: dict[str, Any]) -> bytes:
    content = asked["Content"]
    if "Raw" in content:
        return base64.b64decode(content["Raw"]["Data"])
    return _from_parts(asked, content["Simple"])


def _from_parts(asked: dict[str, Any], simple: dict[str, Any]) -> bytes:
    message = EmailMessage()
    message["From"] = asked["FromEmailAddress"]
    message["To"] = ", ".join((asked.get("Destination") or {}).get("ToAddresses") or [])
    message["Subject"] = simple["Subject"]["Data"]
    message.set_content((simple["Body"].get("Text") or {}).get("Data", ""))
    if html := simple["Body"].get("Html"):
        message.add_alternative(html["Data"], subtype="html")
    return message.as_bytes(policy=email.policy.SMTP)
