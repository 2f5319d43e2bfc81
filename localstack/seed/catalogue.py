"""What Acme defines: a status of its own, coloured tags, and a few fields that show what they can do."""

from contextlib import suppress
from typing import Any

from schemas.vocabulary import Colour, FieldOf, FieldType, Role, TicketStatus
from tessera.catalogue.model import Kind
from tessera.catalogue.service import CatalogueService
from tessera.kernel.actor import Actor
from tessera.kernel.errors import AlreadyExists

STATUSES: tuple[dict[str, Any], ...] = (
    {"name": "Waiting for parts", "category": TicketStatus.ON_HOLD, "colour": Colour.VIOLET},
    {"name": "Escalated", "category": TicketStatus.OPEN, "colour": Colour.RED},
)
TAG_COLOURS = {
    "subscription": Colour.TEAL,
    "delivery": Colour.BLUE,
    "payment": Colour.AMBER,
    "invoice": Colour.AMBER,
    "leak": Colour.RED,
    "error-code": Colour.ORANGE,
    "warranty": Colour.VIOLET,
    "feedback": Colour.GREEN,
}
FIELDS: tuple[dict[str, Any], ...] = (
    {
        "name": "Product",
        "type": FieldType.ONE_OF,
        "options": [{"label": "Espresso machine"}, {"label": "Grinder"}, {"label": "Kettle"}, {"label": "Accessories"}],
    },
    {
        "name": "Serial number",
        "type": FieldType.PATTERN,
        "pattern": "[A-Z]{2}-[0-9]{6}",
        "hint": "Two letters, a hyphen, six digits: AB-123456",
        "description": "On the plate below the machine.",
        "depends_on": {"field_id": "product", "values": ["espresso_machine", "grinder"]},
    },
    {"name": "Bought on", "type": FieldType.DATE},
    {"name": "Tracking link", "type": FieldType.URL},
    {
        "name": "Refund amount",
        "type": FieldType.NUMBER,
        "description": "Only supervisors and administrators see it.",
        "visible_to": {"roles": [Role.SUPERVISOR]},
    },
    {
        "name": "Subscription",
        "of": FieldOf.PERSON,
        "type": FieldType.ONE_OF,
        "options": [{"label": "Beans every week"}, {"label": "Beans every month"}, {"label": "Paused"}],
    },
    {"name": "VIP", "of": FieldOf.PERSON, "type": FieldType.CHECKBOX},
    {
        "name": "Price list",
        "of": FieldOf.COMPANY,
        "type": FieldType.ONE_OF,
        "options": [{"label": "Retail"}, {"label": "Wholesale"}],
    },
    {"name": "VAT number", "of": FieldOf.COMPANY, "type": FieldType.TEXT},
)


def define(service: CatalogueService, actor: Actor) -> None:
    """All of it; what is there already stays as it is."""
    kinds: tuple[tuple[Kind, tuple[dict[str, Any], ...]], ...] = (
        ("status", STATUSES),
        ("tag", tuple({"name": name, "colour": colour} for name, colour in TAG_COLOURS.items())),
        ("field", FIELDS),
    )
    for kind, wishes in kinds:
        for wish in wishes:
            with suppress(AlreadyExists):
                service.create(actor, kind, wish)
