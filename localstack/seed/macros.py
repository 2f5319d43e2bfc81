"""Texts and steps that Acme's desk uses again and again, shared with everyone."""

from typing import Any

from localstack.seed.conversation import CORRELATION
from schemas.vocabulary import ActorType, Sharing, TicketStatus
from tessera.automation.service import MacroService
from tessera.identity.model import Agent
from tessera.kernel.actor import Actor

MACROS: tuple[dict[str, Any], ...] = (
    {
        "name": "Ask for the serial number",
        "folder": "Repairs",
        "html": (
            "<p>Hello {{ticket.requester.first_name | there}},</p>"
            "<p>so that we can help you quickly, could you send us the serial number of your machine? It is on the "
            "plate below it: two letters, a hyphen, six digits.</p><p>{{agent.first_name}}</p>"
        ),
        "actions": {"status": TicketStatus.PENDING, "assignee_id": "me"},
    },
    {
        "name": "Parcel is on its way",
        "folder": "Orders",
        "html": (
            "<p>Hello {{ticket.requester.first_name | there}},</p>"
            "<p>your parcel has left our warehouse and arrives within three working days. If it does not, answer this "
            "mail: your question has the number {{ticket.number}}.</p><p>{{agent.first_name}}</p>"
        ),
        "actions": {"status": TicketStatus.RESOLVED, "add_tags": ["delivery"]},
    },
    {
        "name": "Refund is promised",
        "folder": "Billing",
        "html": (
            "<p>Hello {{ticket.requester.first_name | there}},</p>"
            "<p>we have sent the money back today. Depending on your bank it takes two to five days.</p>"
            "<p>{{agent.first_name}}</p>"
        ),
        "actions": {"status": TicketStatus.PENDING, "add_tags": ["payment"]},
    },
)


def share_macros(service: MacroService, lead: Agent) -> None:
    """Those that are not there yet, by name. Only a lead shares with everyone."""
    actor = Actor(lead.org_id, ActorType.AGENT, lead.id, lead.name, role=lead.role, correlation_id=CORRELATION)
    known = {macro.name for macro in service.list_macros(actor)}
    for wish in MACROS:
        if wish["name"] not in known:
            service.create_macro(actor, {**wish, "sharing": Sharing.EVERYONE})
