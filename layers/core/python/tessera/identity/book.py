"""Use cases of customers: who they are, how they are reached, and whether they are heard."""

from collections.abc import Sequence
from typing import Any

from tessera.identity import policy, present
from tessera.identity.companies import CompanyRef
from tessera.identity.customers import (
    NO_COMPANY,
    Customer,
    CustomerChanges,
    block_customer,
    change_customer,
    new_customer,
    unblock_customer,
)
from tessera.identity.ports import Companies, Customers
from tessera.identity.service import refuse_stale, shown_to_the_loser
from tessera.kernel.actor import Actor
from tessera.kernel.clock import Clock
from tessera.kernel.errors import Invalid, NotFound
from tessera.kernel.events import Event
from tessera.kernel.page import DEFAULT_LIMIT, Page


class CustomerBook:
    """The customers of the organization that `customers` belongs to."""

    def __init__(self, customers: Customers, companies: Companies, clock: Clock) -> None:
        self._customers = customers
        self._companies = companies
        self._clock = clock

    def list_customers(self, actor: Actor, limit: int = DEFAULT_LIMIT, cursor: str | None = None) -> Page[Customer]:
        policy.may_read_customers(actor)
        return self._customers.customers(limit, cursor)

    def find_customers(self, actor: Actor, prefix: str, limit: int = DEFAULT_LIMIT) -> list[Customer]:
        """Whose name, last name or one of whose addresses begins so."""
        policy.may_read_customers(actor)
        return self._customers.find_customers(prefix, limit)

    def get_customer(self, actor: Actor, customer_id: str) -> Customer:
        policy.may_read_customers(actor)
        return self._found(customer_id)

    def create_customer(
        self, actor: Actor, email: str, name: str = "", details: CustomerChanges | None = None
    ) -> Customer:
        """Raises `AlreadyExists` for an address that a customer has."""
        policy.may_write_customers(actor)
        self._check_company(details or {})
        customer, event = new_customer(actor, self._clock(), email, name, details=details)
        self._customers.add_customer(customer, event)
        return customer

    def change_customer(
        self, actor: Actor, customer_id: str, changes: CustomerChanges, seen_version: int | None = None
    ) -> Customer:
        """Raises `Conflict` if the customer changed since `seen_version`, `AlreadyExists` for an address of another."""
        policy.may_write_customers(actor)
        customer = self._found(customer_id)
        refuse_stale(customer.version, seen_version, self._shown(customer))
        self._check_company(changes)
        return self._saved(customer, *change_customer(customer, actor, self._clock(), changes))

    def rename_customer(self, actor: Actor, customer_id: str, name: str) -> Customer:
        return self.change_customer(actor, customer_id, {"name": name})

    def block_customer(self, actor: Actor, customer_id: str, reason: str) -> Customer:
        """What they write is kept in quarantine from now on. Doing it again changes the reason."""
        policy.may_write_customers(actor)
        customer = self._found(customer_id)
        return self._saved(customer, *block_customer(customer, actor, self._clock(), reason))

    def unblock_customer(self, actor: Actor, customer_id: str) -> Customer:
        policy.may_write_customers(actor)
        customer = self._found(customer_id)
        return self._saved(customer, *unblock_customer(customer, actor, self._clock()))

    def _saved(self, before: Customer, changed: Customer, event: Event | None) -> Customer:
        if event is not None:
            with shown_to_the_loser(lambda: self._shown(self._found(before.id))):
                self._customers.save_customer(before, changed, event)
        return changed

    def companies_of(self, customers: Sequence[Customer]) -> dict[str, CompanyRef]:
        """Where they work, by their ids."""
        return self._customers.companies_of(customers)

    def _shown(self, customer: Customer) -> dict[str, Any]:
        return present.customer(customer, self.companies_of([customer]).get(customer.id))

    def _check_company(self, changes: CustomerChanges) -> None:
        company_id = changes.get("company_id")
        if company_id in (None, NO_COMPANY):
            return
        company = self._companies.company(company_id)
        if company is None or company.deleted_at is not None:
            raise Invalid("There is no such company.", "company_id")

    def _found(self, customer_id: str) -> Customer:
        found = self._customers.customer(customer_id)
        if found is None:
            raise NotFound("There is no such customer.")
        return found
