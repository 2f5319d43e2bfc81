"""What tickets are made of: statuses, tags, custom fields."""

from collections.abc import Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

from tessera.bootstrap.stores import Stores
from tessera.kernel.ids import OrgId

if TYPE_CHECKING:
    from tessera.adapters.dynamodb.catalogue import CatalogueTable
    from tessera.catalogue.cache import CatalogueCache
    from tessera.catalogue.model import Catalogue
    from tessera.catalogue.service import CatalogueService
    from tessera.kernel.actor import Actor
    from tessera.ticketing.custom import Customs


class Definitions(Stores):
    @cached_property
    def catalogues(self) -> "CatalogueCache":
        """One for the process."""
        from tessera.catalogue.cache import CatalogueCache

        return CatalogueCache(self.clock)

    def catalogue_table(self, org_id: OrgId) -> "CatalogueTable":
        from tessera.adapters.dynamodb.catalogue import CatalogueTable

        return CatalogueTable(self.core, org_id)

    def catalogue(self, org_id: OrgId, fresh: bool = False) -> "Catalogue":
        return self.catalogues.read(org_id, self.catalogue_table(org_id), fresh)

    def definitions(self, org_id: OrgId) -> "CatalogueService":
        from tessera.catalogue.service import CatalogueService

        return CatalogueService(
            self.catalogue_table(org_id), self.clock, changed=partial(self.catalogues.forget, org_id)
        )

    def customs(self, org_id: OrgId) -> "Customs":
        from tessera.ticketing.custom import Customs

        return Customs(self.at_hand(org_id))

    def at_hand(self, org_id: OrgId) -> "AtHand":
        return AtHand(self, org_id)


class AtHand:
    """`tessera.ticketing.custom.Definitions`: what the process has at hand of one organization."""

    def __init__(self, services: Definitions, org_id: OrgId) -> None:
        self._services = services
        self._org_id = org_id

    def read(self, fresh: bool = False) -> "Catalogue":
        return self._services.catalogue(self._org_id, fresh)

    def use_tags(self, actor: "Actor", names: Sequence[str]) -> None:
        known = self.read()
        if self._services.definitions(self._org_id).use_tags(actor, known, names):
            self.read(fresh=True)
