"""Finding tickets and people."""

from functools import cached_property
from typing import TYPE_CHECKING

from tessera.bootstrap.catalogue import Definitions
from tessera.kernel.ids import OrgId

if TYPE_CHECKING:
    from tessera.adapters.search.engine import SearchEngine
    from tessera.kernel.actor import Actor
    from tessera.search.indexing import Indexer
    from tessera.search.service import SearchService


class Search(Definitions):
    @cached_property
    def search_engine(self) -> "SearchEngine":
        """One for the process: it keeps organizations' indexes at hand."""
        from tessera.adapters.search.engine import SearchEngine

        return SearchEngine(self.settings, self.live, self.clock)

    def search(self, org_id: OrgId) -> "SearchService":
        from tessera.search.service import SearchService

        engine = self.search_engine
        directory = engine.directory(org_id, self.people(org_id))
        return SearchService(
            engine.index(org_id),
            self.ticket_table(org_id),
            directory,
            self.company_table(org_id),
            self.customer_table(org_id),
            self.at_hand(org_id),
            engine.preparation(org_id),
            self.clock,
        )

    def refuse_unclear(self, actor: "Actor", text: str) -> None:
        """Of a query that tickets are chosen by; no index is asked. Raises `Invalid`."""
        from tessera.search.choosing import understood
        from tessera.search.understanding import Asker

        org_id = actor.org_id
        directory = self.search_engine.directory(org_id, self.people(org_id))
        companies, customers = self.company_table(org_id), self.customer_table(org_id)
        asker = Asker(actor.id, directory, companies, customers, self.at_hand(org_id), self.clock())
        understood(text, asker)

    def search_indexer(self, org_id: OrgId) -> "Indexer":
        from tessera.search.indexing import Indexer
        from tessera.search.source import Source

        engine = self.search_engine
        customers, companies = self.customer_table(org_id), self.company_table(org_id)
        source = Source(self.ticket_table(org_id), customers, companies, engine.threads)
        return Indexer(engine.index(org_id), source, engine.preparation(org_id), self.clock)
