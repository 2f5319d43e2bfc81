"""A row of a file becomes a person, or brings one up to date. Every row may be done again after it was killed."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from schemas.vocabulary import ItemResult
from tessera.identity.companies import Company
from tessera.identity.customers import (
    NO_COMPANY,
    TAKEN,
    Customer,
    CustomerChanges,
    block_customer,
    change_customer,
    new_customer,
    unblock_customer,
)
from tessera.jobs.model import Job
from tessera.jobs.own_fields import OwnColumns
from tessera.jobs.ports import CustomerBook
from tessera.jobs.rows import PersonRow, person_row
from tessera.kernel.actor import Actor
from tessera.kernel.clock import Clock, to_ms
from tessera.kernel.errors import AlreadyExists, Invalid
from tessera.kernel.ids import first_id
from tessera.ticketing.ports import Customers

#: The company of this name. Raises `Invalid` if it is not clear which one is meant.
Find = Callable[[str], Company | None]


class PersonImport:
    """For one organization."""

    def __init__(self, customers: Customers, book: CustomerBook, own: OwnColumns, clock: Clock) -> None:
        self._customers = customers
        self._book = book
        self._own = own
        self._clock = clock

    def take(self, job: Job, actor: Actor, values: Mapping[str, Any], find: Find) -> ItemResult:
        """The actor's `causation_id` is this row: what it did before it was killed is done. Raises `Invalid` with the
        field at fault, `AlreadyExists`."""
        row = person_row(values)
        company = _company_of(row, find)
        if fields := self._own.read(values):
            row.given["fields"] = fields
        there = self._customers.look_up(row.email).person
        if there is None or there.id is None:
            return self._make(job, actor, row, company)
        if not job.what["update"] or row.says_nothing:
            return self._as_made(job, actor, there.id)
        return self._bring_up(job, actor, self._book.get_customer(actor, there.id), row, company)

    def _make(self, job: Job, actor: Actor, row: PersonRow, company: Company | None) -> ItemResult:
        given, reason = row.given, row.blocked_reason if row.blocked else None
        whole: CustomerChanges = {**given, "fields": self._own.filled(given.get("fields", {}), {}, actor)}
        made = new_customer(actor, self._clock(), row.email, details=whole)[0]  # checks it
        given |= self._employed(made, row, company)
        if job.what["dry_run"]:
            self._check_free(made.other_emails)
            return ItemResult.DONE
        try:
            self._book.create_customer(actor, row.email, "", given, blocked=reason)
        except AlreadyExists as error:
            there = self._customers.look_up(row.email).person
            if there is None or there.id is None:
                raise _taken() from error
            return self._as_made(job, actor, there.id)  # by another row at this moment, or by this one in another run
        return ItemResult.DONE

    def _as_made(self, job: Job, actor: Actor, customer_id: str) -> ItemResult:
        """Of somebody who stays as they are: whether this row made them. Who is older than the job is not read."""
        if customer_id < first_id(to_ms(job.created_at)):
            return ItemResult.UNCHANGED
        return _as_it_was(actor, self._book.get_customer(actor, customer_id))

    def _bring_up(self, job: Job, actor: Actor, known: Customer, row: PersonRow, company: Company | None) -> ItemResult:
        given = row.given
        if "emails" in given:
            given["emails"] = [*known.emails, *given["emails"]]
        after: CustomerChanges = {**given, "fields": self._own.filled(given.get("fields", {}), known.fields, actor)}
        changed, event = change_customer(known, actor, self._clock(), after)
        if employed := self._employed(changed, row, company):
            given |= employed
            event = event or change_customer(changed, actor, self._clock(), employed)[1]
        heard = self._heard(actor, known, row)
        if job.what["dry_run"]:
            self._check_free(email for email in changed.emails if email not in known.emails)
        else:
            if event is not None:
                self._changed(actor, known, given)
            if heard is not None:
                heard()
        return _as_it_was(actor, known) if event is None and heard is None else ItemResult.DONE

    def _changed(self, actor: Actor, known: Customer, given: CustomerChanges) -> None:
        try:
            self._book.change_customer(actor, known.id, given)
        except AlreadyExists as error:
            raise _taken() from error

    def _check_free(self, emails: Iterable[str]) -> None:
        """Raises what claiming these further addresses would."""
        if any(self._customers.look_up(email).person for email in emails):
            raise _taken()

    def _employed(self, person: Customer, row: PersonRow, company: Company | None) -> CustomerChanges:
        """What puts them into this company, or into none, and no more than it takes: whoever is there by a domain goes
        with it."""
        if company:
            there = self._book.companies_of([person]).get(person.id)
            return {} if there and there.id == company.id else {"company_id": company.id}
        if row.no_company is None or row.no_company is (person.company_id == NO_COMPANY):
            return {}
        return {"company_id": NO_COMPANY if row.no_company else None}

    def _heard(self, actor: Actor, known: Customer, row: PersonRow) -> Callable[[], object] | None:
        """What blocks them, or lets them be heard again; None if that is as the row says."""
        if row.blocked is None:
            return None
        if not row.blocked:
            lifted = unblock_customer(known, actor, self._clock())[1]
            return (lambda: self._book.unblock_customer(actor, known.id)) if lifted else None
        reason = row.blocked_reason or known.blocked_reason or ""
        told = block_customer(known, actor, self._clock(), reason)[1]
        return (lambda: self._book.block_customer(actor, known.id, reason)) if told else None


def _as_it_was(actor: Actor, known: Customer) -> ItemResult:
    """Of somebody who is as the row says: this row may have made them so, before it was killed."""
    return ItemResult.DONE if known.cause == actor.causation_id else ItemResult.UNCHANGED


def _taken() -> AlreadyExists:
    return AlreadyExists(TAKEN, "other_emails")


def _company_of(row: PersonRow, find: Find) -> Company | None:
    if not row.company:
        return None
    company = find(row.company)
    if company is None:
        raise Invalid(
            f"There is no company “{row.company}”. Import companies first, or leave this column out.", "company"
        )
    return company
