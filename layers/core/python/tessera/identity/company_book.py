"""Use cases of companies: what they are called, which domains are theirs, who works there."""

from collections.abc import Sequence

from tessera.identity import policy, present
from tessera.identity.companies import Company, CompanyChanges, change_company, new_company
from tessera.identity.customers import Customer
from tessera.identity.ports import Companies
from tessera.identity.service import refuse_stale, shown_to_the_loser
from tessera.kernel.actor import Actor
from tessera.kernel.clock import Clock
from tessera.kernel.errors import NotFound
from tessera.kernel.page import Page


class CompanyBook:
    """The companies of the organization that `companies` belongs to."""

    def __init__(self, companies: Companies, clock: Clock) -> None:
        self._companies = companies
        self._clock = clock

    def list_companies(self, actor: Actor, prefix: str, limit: int, cursor: str | None) -> Page[Company]:
        """By name, those whose name begins so. Raises `BadCursor`."""
        policy.may_read_customers(actor)
        return self._companies.companies(prefix, limit, cursor)

    def get_company(self, actor: Actor, company_id: str) -> Company:
        """One that was deleted too: it can be brought back."""
        policy.may_read_customers(actor)
        return self._found(company_id)

    def find_company(self, actor: Actor, name: str) -> Company | None:
        """The one with this name, however it is capitalised."""
        policy.may_read_customers(actor)
        return self._companies.company_named(name)

    def list_members(self, actor: Actor, company_id: str, limit: int, cursor: str | None) -> Page[Customer]:
        """A page may be short. Raises `BadCursor`."""
        policy.may_read_customers(actor)
        return self._companies.members(self._found(company_id), limit, cursor)

    def create_company(self, actor: Actor, name: str, domains: Sequence[str], notes: str = "") -> Company:
        """Raises `AlreadyExists` for a domain that another company has, `Invalid` for one that anybody can have."""
        policy.may_write_customers(actor)
        company, event = new_company(actor, self._clock(), name, domains, notes)
        self._companies.add_company(company, event)
        return company

    def change_company(
        self, actor: Actor, company_id: str, changes: CompanyChanges, seen_version: int | None = None
    ) -> Company:
        """Raises `Conflict` if the company changed since `seen_version`; otherwise as `create_company`."""
        policy.may_write_customers(actor)
        company = self._found(company_id)
        refuse_stale(company.version, seen_version, present.company(company))
        changed, event = change_company(company, actor, self._clock(), changes)
        if event is not None:
            with shown_to_the_loser(lambda: present.company(self._found(company_id))):
                self._companies.save_company(company, changed, event)
        return changed

    def _found(self, company_id: str) -> Company:
        found = self._companies.company(company_id)
        if found is None:
            raise NotFound("There is no such company.")
        return found
