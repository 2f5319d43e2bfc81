"""How far an outgoing mail came, noted on its message."""

from schemas.vocabulary import Delivery, EventType
from tessera.kernel.actor import system_actor
from tessera.kernel.clock import Clock
from tessera.kernel.events import make_event
from tessera.kernel.ids import OrgId
from tessera.ticketing.model import Message
from tessera.ticketing.ports import DeliveryReport, Tickets

_LONGEST_DETAIL = 500


class DeliveryLog:
    """The messages of one organization, as far as their delivery goes."""

    def __init__(self, org_id: OrgId, tickets: Tickets, clock: Clock) -> None:
        self._org_id = org_id
        self._tickets = tickets
        self._clock = clock

    def note(
        self,
        ticket_id: str,
        message: Message,
        report: DeliveryReport,
        correlation_id: str,
        causation_id: str | None = None,
    ) -> bool:
        """Write it down, with its event. False if the message says so already."""
        if message.delivery is report.delivery and message.delivery_detail == report.detail and not report.mail_ids:
            return False
        detail = report.detail[:_LONGEST_DETAIL] if report.detail else None
        event = make_event(
            EventType.MESSAGE_DELIVERY_CHANGED,
            system_actor(self._org_id, correlation_id, causation_id=causation_id),
            self._clock(),
            ("ticket", ticket_id),
            {"delivery": (message.delivery.value if message.delivery else None, report.delivery.value)},
            {"message_id": message.id, "author_id": message.author_id, "detail": detail},
        )
        self._tickets.set_delivery(
            ticket_id, message.id, DeliveryReport(report.delivery, detail, report.mail_ids), event
        )
        return True

    def bounced(self, ticket_id: str, message_id: str, detail: str, correlation_id: str) -> bool:
        """The mail came back. False if there is no such message or it is known."""
        message = self._tickets.find_message(ticket_id, message_id)
        if message is None:
            return False
        return self.note(ticket_id, message, DeliveryReport(Delivery.BOUNCED, detail), correlation_id)
