"""Use cases of customers: who they are, how they are reached, and whether they are heard."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from tessera.catalogue.filling import OwnFields
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
from tessera.identity.merging import Pair, merged, taken_apart
from tessera.identity.ports import Companies, Customers
from tessera.identity.service import refuse_stale, shown_to_the_loser
from tessera.kernel.actor import Actor
from tessera.kernel.clock import Clock
from tessera.kernel.errors import Conflict, Invalid, NotFound
from tessera.kernel.events import Event
from tessera.kernel.page import DEFAULT_LIMIT, Page


class CustomerBook:
    """The customers of the organization that `customers` belongs to, each with what the actor may see of them."""

    def __init__(self, customers: Customers, companies: Companies, fields: OwnFields, clock: Clock) -> None:
        self._customers = customers
        self._companies = companies
        self._fields = fields
        self._clock = clock

    def list_customers(self, actor: Actor, limit: int = DEFAULT_LIMIT, cursor: str | None = None) -> Page[Customer]:
        policy.may_read_customers(actor)
        page = self._customers.customers(limit, cursor)
        return Page([self._seen(actor, one) for one in page.items], page.next_cursor)

    def find_customers(self, actor: Actor, prefix: str, limit: int = DEFAULT_LIMIT) -> list[Customer]:
        """Whose name, last name or one of whose addresses begins so."""
        policy.may_read_customers(actor)
        return [self._seen(actor, one) for one in self._customers.find_customers(prefix, limit)]

    def get_customer(self, actor: Actor, customer_id: str) -> Customer:
        policy.may_read_customers(actor)
        return self._seen(actor, self._found(customer_id))

    def create_customer(
        self,
        actor: Actor,
        email: str,
        name: str = "",
        details: CustomerChanges | None = None,
        blocked: str | None = None,
    ) -> Customer:
        """`blocked` is why they are not heard from the start. Raises `AlreadyExists` for an address that a customer
        has."""
        policy.may_write_customers(actor)
        self._check_company(details or {})
        details = self._with_fields(details or {}, {}, actor)
        customer, event = new_customer(actor, self._clock(), email, name, details=details, blocked=blocked)
        self._customers.add_customer(customer, event)
        return self._seen(actor, customer)

    def change_customer(
        self, actor: Actor, customer_id: str, changes: CustomerChanges, seen_version: int | None = None
    ) -> Customer:
        """Raises `Conflict` if the customer changed since `seen_version`, `AlreadyExists` for an address of another."""
        policy.may_write_customers(actor)
        customer = self._found(customer_id)
        refuse_stale(customer.version, seen_version, self._shown(actor, customer))
        self._check_company(changes)
        changes = self._with_fields(changes, customer.fields, actor)
        return self._saved(actor, customer, *change_customer(customer, actor, self._clock(), changes))

    def block_customer(self, actor: Actor, customer_id: str, reason: str) -> Customer:
        """What they write is kept in quarantine from now on. Doing it again changes the reason."""
        policy.may_write_customers(actor)
        customer = self._found(customer_id)
        return self._saved(actor, customer, *block_customer(customer, actor, self._clock(), reason))

    def unblock_customer(self, actor: Actor, customer_id: str) -> Customer:
        policy.may_write_customers(actor)
        customer = self._found(customer_id)
        return self._saved(actor, customer, *unblock_customer(customer, actor, self._clock()))

    def merge_customers(self, actor: Actor, kept_id: str, gone_id: str) -> Customer:
        """Who stays, with what both had. Doing it again changes nothing. Raises `Invalid`, `Conflict`, `NotFound`."""
        policy.may_write_customers(actor)
        pair = Pair(self._found(kept_id), self._stored(gone_id))
        if pair.gone.merged_into == pair.kept.id:
            return self._seen(actor, pair.kept)
        return self._seen(actor, self._saved_pair(actor, pair, *merged(pair, actor, self._clock())).kept)

    def unmerge_customer(self, actor: Actor, gone_id: str) -> Pair:
        """Who stayed, and who was merged into them, on their own again. Raises `Conflict`, `NotFound`."""
        policy.may_write_customers(actor)
        gone = self._stored(gone_id)
        if gone.merged_into is None:
            raise Conflict("This person is not merged.")
        pair = Pair(self._stored(gone.merged_into), gone)
        apart = self._saved_pair(actor, pair, *taken_apart(pair, actor, self._clock()))
        return Pair(self._seen(actor, apart.kept), self._seen(actor, apart.gone))

    def merged_into(self, actor: Actor, customer_id: str) -> list[Customer]:
        """Who was merged into them, as they were then."""
        policy.may_read_customers(actor)
        found = self._customers.many(list(self._found(customer_id).merged_ids))
        return [self._seen(actor, one) for one in found]

    def who_stays(self, customer_ids: Iterable[str]) -> dict[str, str]:
        """By each of these ids whose it is now: of those who were merged that of who stays, else the same.

        One call, and one more for each time that somebody was merged.
        """
        now = {each: each for each in customer_ids}
        asked = set(now)
        while asked:
            found = self._customers.many(sorted(asked))
            merged_into: dict[str, str] = {one.id: one.merged_into for one in found if one.merged_into}
            now = {each: merged_into.get(stays, stays) for each, stays in now.items()}
            asked = set(merged_into.values())
        return now

    def _saved_pair(self, actor: Actor, before: Pair, after: Pair, events: Sequence[Event]) -> Pair:
        with shown_to_the_loser(lambda: self._shown(actor, self._found(before.kept.id))):
            self._customers.save_pair(before, after, events)
        return after

    def _saved(self, actor: Actor, before: Customer, changed: Customer, event: Event | None) -> Customer:
        if event is not None:
            with shown_to_the_loser(lambda: self._shown(actor, self._found(before.id))):
                self._customers.save_customer(before, changed, event)
        return self._seen(actor, changed)

    def companies_of(self, customers: Sequence[Customer]) -> dict[str, CompanyRef]:
        """Where they work, by their ids."""
        return self._customers.companies_of(customers)

    def _shown(self, actor: Actor, customer: Customer) -> dict[str, Any]:
        return present.customer(self._seen(actor, customer), self.companies_of([customer]).get(customer.id))

    def _seen(self, actor: Actor, customer: Customer) -> Customer:
        return replace(customer, fields=self._fields.seen_by(actor, customer.fields))

    def _with_fields(self, changes: CustomerChanges, held: Mapping[str, Any], actor: Actor) -> CustomerChanges:
        if "fields" not in changes:
            return changes
        return {**changes, "fields": self._fields.filled(changes["fields"], held, actor)}

    def _check_company(self, changes: CustomerChanges) -> None:
        company_id = changes.get("company_id")
        if company_id in (None, NO_COMPANY):
            return
        company = self._companies.company(company_id)
        if company is None or company.deleted_at is not None:
            raise Invalid("There is no such company.", "company_id")

    def _found(self, customer_id: str) -> Customer:
        """Whoever was merged is found as the one they were merged into."""
        found = self._stored(customer_id)
        while found.merged_into is not None:
            found = self._stored(found.merged_into)
        return found

    def _stored(self, customer_id: str) -> Customer:
        found = self._customers.customer(customer_id)
        if found is None:
            raise NotFound("There is no such customer.")
        return found
