"""How whoever asks gets to see tickets: with the custom fields that they may see, and tags by their names of today."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from tessera.catalogue.model import Catalogue
from tessera.catalogue.policy import sight
from tessera.edge.http import actor_of
from tessera.kernel.page import Page
from tessera.ticketing import present
from tessera.ticketing.model import Ticket
from tessera.ticketing.ports import Entry


@dataclass(frozen=True)
class Sight:
    catalogue: Catalogue
    sees: Callable[[str], bool]

    def rows(self, tickets: Iterable[Ticket]) -> list[dict[str, Any]]:
        return [self.whole(ticket) for ticket in tickets]

    def whole(self, ticket: Ticket) -> dict[str, Any]:
        return present.full_summary(self._today(ticket), self.sees)

    def detail(self, ticket: Ticket, entries: Page[Entry], urls: present.FileUrls) -> dict[str, Any]:
        return present.detail(self._today(ticket), entries, urls, self.sees)

    def _today(self, ticket: Ticket) -> Ticket:
        tags = self.catalogue.shown_tags(ticket.tags)
        return ticket if tags == ticket.tags else replace(ticket, tags=tags)


def sight_of(app: Any) -> Sight:
    actor = actor_of(app)
    services = app.context["services"]
    catalogue = services.catalogue(actor.org_id)
    return Sight(catalogue, sight(actor, catalogue, lambda: services.catalogue(actor.org_id, fresh=True)))
