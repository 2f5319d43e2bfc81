"""A ticket's status as a cell of a file: a category, or one of the organization's own by its label."""

from collections.abc import Mapping
from typing import Any

from schemas.vocabulary import TicketStatus
from tessera.catalogue.filling import unless_old
from tessera.catalogue.model import Catalogue
from tessera.catalogue.ports import Reading
from tessera.jobs.rows import text_of
from tessera.kernel.errors import Invalid
from tessera.ticketing.model import Ticket

MAX_LABEL = 1000


class OwnStatuses:
    """Those of one organization."""

    def __init__(self, definitions: Reading) -> None:
        self._definitions = definitions

    def cell(self, ticket: Ticket) -> str:
        """The label, also of one that was archived."""
        if ticket.status_id is None:
            return ticket.status.value
        known = self._definitions.read().status(ticket.status_id)
        if known is None:  # it may be newer than what is at hand
            known = self._definitions.read(fresh=True).status(ticket.status_id)
        return known.name if known else ticket.status.value

    def read(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """`status` and `status_id`, if the row has a status. Raises `Invalid`."""
        text = text_of(values, "status", MAX_LABEL)
        return unless_old(self._definitions, lambda catalogue: _meant(catalogue, text)) if text else {}


def _meant(catalogue: Catalogue, text: str) -> dict[str, Any]:
    """No status of an organization's own is called like a category."""
    word = text.lower().replace(" ", "_").replace("-", "_")
    if word in set(TicketStatus):
        return {"status": TicketStatus(word), "status_id": None}
    own = {one.name.casefold(): one for one in catalogue.statuses if not one.deleted}
    if named := own.get(text.casefold()):
        return {"status": named.category, "status_id": named.id}
    there = ", ".join((*TicketStatus, *(one.name for one in own.values())))
    raise Invalid(f"There is no status “{text[:80]}”. Write one of {there}.", "status")
