"""Work on many things: bulk, import, export."""

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from schemas.vocabulary import ActorType, JobKind
from tessera.bootstrap.people import People
from tessera.bootstrap.search import Search
from tessera.bootstrap.ticketing import Ticketing
from tessera.kernel.actor import Actor
from tessera.kernel.ids import OrgId

if TYPE_CHECKING:
    from schemas.vocabulary import RecordKind
    from tessera.adapters.dynamodb.jobs import JobTable
    from tessera.adapters.workflow import StepFunctions
    from tessera.jobs.bulk import Bulk
    from tessera.jobs.export import Names
    from tessera.jobs.own_fields import OwnColumns
    from tessera.jobs.pages import Pages
    from tessera.jobs.ports import Work
    from tessera.jobs.running import Runner
    from tessera.jobs.service import JobService
    from tessera.jobs.transfer import TransferService


class Jobs(Ticketing, Search, People):
    def jobs(self, org_id: OrgId) -> "JobService":
        from tessera.jobs.service import JobService

        return JobService(
            self._job_table(org_id),
            self._job_pages,
            self.job_runner(org_id),
            self._machine,
            self.macros(org_id),
            self.clock,
        )

    def job_runner(self, org_id: OrgId) -> "Runner":
        from tessera.jobs.bulk import Bulk
        from tessera.jobs.running import Runner
        from tessera.jobs.undo import Undo

        def bulk(kind: "type[Bulk]") -> "Bulk":
            tickets, service, merging = self.ticket_table(org_id), self.tickets(org_id), self.merging(org_id)
            undoing, scheduling = self.undoing(org_id), self.scheduling(org_id)
            return kind(tickets, service, merging, undoing, scheduling, self._job_pages, self._find)

        works: dict[JobKind, Callable[[], Work]] = {
            JobKind.BULK: lambda: bulk(Bulk),
            JobKind.UNDO: lambda: bulk(Undo),
            JobKind.EXPORT: lambda: self._export(org_id),
            JobKind.IMPORT: lambda: self._import(org_id),
        }
        return Runner(self._job_table(org_id), self._job_pages, works, self.agent_now, self._machine, self.clock)

    def transfer(self, org_id: OrgId) -> "TransferService":
        from tessera.jobs.transfer import TransferService

        table, runner = self._job_table(org_id), self.job_runner(org_id)
        return TransferService(
            org_id, table, self._job_pages, self.files_bucket, runner, self._own_columns(org_id), self.clock
        )

    def _export(self, org_id: OrgId) -> "Work":
        from tessera.jobs.export import Export
        from tessera.jobs.own_status import OwnStatuses

        return Export(
            self.ticket_table(org_id),
            self.customers(org_id),
            self.companies(org_id),
            self._job_pages,
            self._find,
            lambda: self._names(org_id),
            self._own_columns(org_id),
            OwnStatuses(self.at_hand(org_id)),
            self.at_hand(org_id),
        )

    def _import(self, org_id: OrgId) -> "Work":
        from tessera.jobs.importing import Import
        from tessera.jobs.own_status import OwnStatuses

        return Import(
            self.files_bucket,
            self._job_pages,
            self.ticket_table(org_id),
            self.tickets(org_id),
            self.customer_table(org_id),
            self.customers(org_id),
            self.companies(org_id),
            lambda: self._names(org_id, takers_only=True),
            self._own_columns(org_id),
            OwnStatuses(self.at_hand(org_id)),
            self.safe_html,
            self.clock,
        )

    def _names(self, org_id: OrgId, takers_only: bool = False) -> "Names":
        from tessera.jobs.export import Names

        people = self.people(org_id)
        agents: dict[str, str] = {
            agent.id: agent.email for agent in people.agents() if agent.may_have_tickets or not takers_only
        }
        return Names(agents, {team.id: team.name for team in people.teams()})

    def _own_columns(self, org_id: OrgId) -> "Callable[[RecordKind], OwnColumns]":
        from tessera.jobs.own_fields import OwnColumns

        return partial(OwnColumns, self.at_hand(org_id))

    def agent_now(self, org_id: OrgId, agent_id: str, correlation_id: str) -> Actor | None:
        """An agent with the rights they have at this moment; None if they are not active."""
        agent = self.people(org_id).agent(agent_id)
        if agent is None or not agent.active:
            return None
        return Actor(
            org_id,
            ActorType.AGENT,
            agent.id,
            agent.name,
            role=agent.role,
            team_ids=frozenset(agent.team_ids),
            ticket_scope=agent.ticket_scope,
            correlation_id=correlation_id,
            causation_id=correlation_id,
        )

    def _find(self, actor: Actor, text: str, position: str | None, limit: int) -> tuple[list[str], str | None]:
        return self.search(actor.org_id).choose(actor, text, position, limit)

    def _job_table(self, org_id: OrgId) -> "JobTable":
        from tessera.adapters.dynamodb.jobs import JobTable

        return JobTable(self.core, org_id)

    @cached_property
    def _job_pages(self) -> "Pages":
        from tessera.jobs.pages import Pages

        return Pages(self.files_bucket)

    @cached_property
    def _machine(self) -> "StepFunctions":
        from tessera.adapters.workflow import StepFunctions

        return StepFunctions(self.settings.job_machine)
