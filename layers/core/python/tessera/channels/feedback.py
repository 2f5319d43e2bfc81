"""What SES tells of a mail after it was sent: it arrived, it came back, or its reader complained.

Source: https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

from schemas.vocabulary import Delivery
from tessera.channels.delivery import DeliveryLog
from tessera.kernel.errors import Invalid
from tessera.kernel.ids import OrgId
from tessera.ticketing.model import Message
from tessera.ticketing.ports import DeliveryReport, Tickets

_TAGS = ("org_id", "ticket_id", "message_id")


def read_feedback(body: str) -> Mapping[str, Any]:
    """The notification in an SQS message, with or without SNS's envelope around it. Raises `Invalid` for any other."""
    try:
        notification = json.loads(body)
        if "Message" in notification and "mail" not in notification:
            notification = json.loads(notification["Message"])
        if not isinstance(notification["mail"], dict):
            raise TypeError("mail")
    except (ValueError, KeyError, TypeError) as error:
        raise Invalid(f"This is no notification about a sent mail ({error!r}).") from error
    return dict(notification)


class Feedback:
    """Notes what SES tells, on the messages of every organization."""

    def __init__(self, tickets_of: Callable[[OrgId], Tickets], log_of: Callable[[OrgId], DeliveryLog]) -> None:
        self._tickets_of = tickets_of
        self._log_of = log_of

    def record_feedback(self, notification: Mapping[str, Any]) -> str:
        """Gives `noted`, or why not: `not ours` (no tags of ours), `unknown message`, `nothing new`."""
        tags = notification["mail"].get("tags") or {}
        values = [next(iter(tags.get(name) or ()), None) for name in _TAGS]
        if not all(values):
            return "not ours"
        org_id, ticket_id, message_id = OrgId(str(values[0])), str(values[1]), str(values[2])
        message = self._tickets_of(org_id).find_message(ticket_id, message_id)
        if message is None:
            return "unknown message"
        report = _report(notification, message)
        if report is None:
            return "nothing new"
        correlation_id = str(notification["mail"].get("messageId", ""))
        noted = self._log_of(org_id).note(ticket_id, message, report, correlation_id)
        return "noted" if noted else "nothing new"


def _report(notification: Mapping[str, Any], message: Message) -> DeliveryReport | None:
    """The message's delivery after this. A bounce stays one, whatever is heard of other recipients later."""
    kind = str(notification.get("eventType") or notification.get("notificationType"))
    if message.delivery is Delivery.BOUNCED and kind != "Bounce":
        return None
    match kind:
        case "Bounce":
            return _bounce(notification["bounce"], message)
        case "Complaint":
            people = _emails(notification["complaint"].get("complainedRecipients"))
            return DeliveryReport(Delivery.SENT, f"{people} marked this mail as spam.")
        case "Delivery":
            return DeliveryReport(Delivery.SENT, f"Delivered to {', '.join(notification['delivery']['recipients'])}.")
        case "Reject":
            return DeliveryReport(Delivery.FAILED, str(notification["reject"].get("reason", "Rejected")))
    return None


def _bounce(bounce: Mapping[str, Any], message: Message) -> DeliveryReport | None:
    recipients = bounce.get("bouncedRecipients") or [{}]
    words = str(recipients[0].get("diagnosticCode") or recipients[0].get("status") or bounce.get("bounceSubType", ""))
    detail = f"{_emails(recipients)}: {words}"
    if bounce.get("bounceType") == "Transient":
        # A full mailbox, an answering machine: the provider has given up, yet the address is good.
        detail = f"{detail} (temporary)"
    return DeliveryReport(Delivery.BOUNCED, detail)


def _emails(recipients: Any) -> str:
    return ", ".join(str(recipient.get("emailAddress", "")) for recipient in recipients or ())
