"""Everything around the use cases of jobs, in memory."""

from typing import Any

import pytest

from schemas.vocabulary import JobKind, Role
from tessera.automation.service import MacroService
from tessera.jobs.bulk import Bulk
from tessera.jobs.model import Job
from tessera.jobs.pages import Pages
from tessera.jobs.ports import Work
from tessera.jobs.running import Runner
from tessera.jobs.service import JobService
from tessera.jobs.undo import Undo
from tessera.kernel.actor import Actor
from tessera.kernel.errors import Conflict
from tessera.ticketing.model import Ticket
from tests.factories.identity import ORG
from tests.factories.tickets import agent
from tests.fakes.identity import FakePeople, FakeStore
from tests.fakes.jobs import FakeJobs, FakeMachine
from tests.fakes.macros import FakeMacros
from tests.unit.ticketing.office import SANITISER, Office


class Workshop(Office):
    """An office in which `boss` works on many tickets."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.boss = agent(Role.ADMIN)
        self.jobs, self.machine, self.macros = FakeJobs(), FakeMachine(), FakeMacros()
        self.pages = Pages(self.store)
        self.found: list[str] = []
        self.searches = True
        self.people: dict[str, Actor] = {self.boss.id or "": self.boss}

        def work(kind: type[Bulk]) -> Work:
            around = (self.service, self.merging, self.undoing, self.scheduling, self.pages)
            return kind(self.tickets, *around, self._find)

        works = {JobKind.BULK: lambda: work(Bulk), JobKind.UNDO: lambda: work(Undo)}
        self.runner = Runner(self.jobs, self.pages, works, self._actor, self.machine, self.clock)
        self.macro_service = MacroService(
            self.macros, self.service, FakePeople(FakeStore(), ORG), SANITISER, self.clock
        )
        self.desk_jobs = JobService(self.jobs, self.pages, self.runner, self.machine, self.macro_service, self.clock)

    def _actor(self, org_id: str, agent_id: str, correlation_id: str) -> Actor | None:
        return self.people.get(agent_id)

    def _find(self, actor: Actor, text: str, position: str | None, limit: int) -> tuple[list[str], str | None]:
        if not self.searches:
            raise Conflict("Search is being prepared.")
        start = int(position or 0)
        after = start + limit
        return self.found[start:after], str(after) if after < len(self.found) else None

    def open_many(self, count: int, **fields: Any) -> list[Ticket]:
        return [self.open_ticket(**fields) for _ in range(count)]

    def job(self, job_id: str) -> Job:
        found = self.jobs.get(job_id)
        assert found is not None
        return found

    def work_until_power_cut(self, job: Job, commits: int) -> None:
        """The first page, as far as so many commits."""
        survivors = iter([None] * commits)

        def power_cut() -> None:
            self.desk.before_commit = power_cut
            if next(survivors, "gone") == "gone":
                raise SystemError("The power is cut.")

        self.desk.before_commit = power_cut
        with pytest.raises(SystemError):
            self.runner.work(job.id, 0)
        self.desk.before_commit = None

    def run(self, job_id: str) -> Job:
        """As the workflow does, to the end."""
        while (step := self.runner.freeze(job_id)) == "freeze":
            pass
        if step == "work":
            for page in range(self.job(job_id).pages):
                self.runner.work(job_id, page)
        self.runner.finish(job_id)
        return self.job(job_id)


def edit(**changes: Any) -> dict[str, Any]:
    return {"kind": "edit", "changes": changes}


def ids(tickets: list[Ticket]) -> dict[str, list[str]]:
    return {"ids": [ticket.id for ticket in tickets]}
