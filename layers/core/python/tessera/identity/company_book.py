"""Use cases of companies: what they are called, which domains are theirs, who works there."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from tessera.catalogue.filling import OwnFields
from tessera.identity import policy, present
from tessera.identity.companies import Company, CompanyChanges, change_company, domain_taken, new_company
from tessera.identity.customers import Customer
from tessera.identity.ports import Companies
from tessera.identity.service import refuse_stale, shown_to_the_loser
from tessera.kernel.actor import Actor
from tessera.kernel.clock import Clock
from tessera.kernel.errors import NotFound
from tessera.kernel.page import Page


class CompanyBook:
    """The companies of the organization that `companies` belongs to, each with what the actor may see of it.
    `fields` are the companies' own, `of_people` those of who works there."""

    def __init__(self, companies: Companies, fields: OwnFields, of_people: OwnFields, clock: Clock) -> None:
        self._companies = companies
        self._fields = fields
        self._of_people = of_people
        self._clock = clock

    def list_companies(self, actor: Actor, prefix: str, limit: int, cursor: str | None) -> Page[Company]:
        """By name, those whose name begins so. Raises `BadCursor`."""
        policy.may_read_customers(actor)
        page = self._companies.companies(prefix, limit, cursor)
        return Page([self._seen(actor, one) for one in page.items], page.next_cursor)

    def get_company(self, actor: Actor, company_id: str) -> Company:
        """One that was deleted too: it can be brought back."""
        policy.may_read_customers(actor)
        return self._seen(actor, self._found(company_id))

    def find_companies(self, actor: Actor, name: str) -> list[Company]:
        """Those with this name, however it is capitalised."""
        policy.may_read_customers(actor)
        return self._companies.companies_named(name)

    def check_domains(self, actor: Actor, company: Company) -> None:
        """Raises what saving the company would."""
        policy.may_read_customers(actor)
        holders = self._companies.holders(company.domains)
        for domain in company.domains:
            if domain in holders and holders[domain].id != company.id:
                raise domain_taken(company, domain)

    def list_members(self, actor: Actor, company_id: str, limit: int, cursor: str | None) -> Page[Customer]:
        """A page may be short. Raises `BadCursor`."""
        policy.may_read_customers(actor)
        page = self._companies.members(self._found(company_id), limit, cursor)
        people = [replace(one, fields=self._of_people.seen_by(actor, one.fields)) for one in page.items]
        return Page(people, page.next_cursor)

    def create_company(
        self,
        actor: Actor,
        name: str,
        domains: Sequence[str],
        notes: str = "",
        fields: Mapping[str, Any] | None = None,
        id: str | None = None,
    ) -> Company:
        """Raises `AlreadyExists` for a domain that another company has, or for the `id`, `Invalid` for a domain that
        anybody can have."""
        policy.may_write_customers(actor)
        filled = self._fields.filled(fields or {}, {}, actor)
        company, event = new_company(actor, self._clock(), name, domains, notes, filled, id)
        self._companies.add_company(company, event)
        return self._seen(actor, company)

    def change_company(
        self, actor: Actor, company_id: str, changes: CompanyChanges, seen_version: int | None = None
    ) -> Company:
        """Raises `Conflict` if the company changed since `seen_version`; otherwise as `create_company`."""
        policy.may_write_customers(actor)
        company = self._found(company_id)
        refuse_stale(company.version, seen_version, present.company(self._seen(actor, company)))
        if "fields" in changes:
            changes = {**changes, "fields": self._fields.filled(changes["fields"], company.fields, actor)}
        changed, event = change_company(company, actor, self._clock(), changes)
        if event is not None:
            with shown_to_the_loser(lambda: present.company(self.get_company(actor, company_id))):
                self._companies.save_company(company, changed, event)
        return self._seen(actor, changed)

    def _seen(self, actor: Actor, company: Company) -> Company:
        return replace(company, fields=self._fields.seen_by(actor, company.fields))

    def _found(self, company_id: str) -> Company:
        found = self._companies.company(company_id)
        if found is None:
            raise NotFound("There is no such company.")
        return found
