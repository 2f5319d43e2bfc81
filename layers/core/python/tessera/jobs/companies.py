"""A row of a file becomes a company, or brings one up to date. Every row may be done again after it was killed."""

from collections.abc import Mapping
from typing import Any

from schemas.vocabulary import ItemResult
from tessera.identity.companies import Company, CompanyChanges, change_company, new_company
from tessera.jobs.model import Job
from tessera.jobs.own_fields import OwnColumns
from tessera.jobs.ports import CompanyBook
from tessera.jobs.rows import company_row
from tessera.kernel.actor import Actor
from tessera.kernel.clock import Clock, to_ms
from tessera.kernel.errors import AlreadyExists, Invalid
from tessera.kernel.folding import folded
from tessera.kernel.ids import derived_id


class CompanyImport:
    """For one organization."""

    def __init__(self, book: CompanyBook, own: OwnColumns, clock: Clock) -> None:
        self._book = book
        self._own = own
        self._clock = clock

    def take(self, job: Job, actor: Actor, values: Mapping[str, Any]) -> ItemResult:
        """The actor's `causation_id` is this row: what it did before it was killed is done. Raises `Invalid` with the
        field at fault, `AlreadyExists`."""
        given = company_row(values)
        name = given["name"]
        there = self.called(actor, name, "name", which=job.what["update"]) if name else None
        fields = self._own.read(values)
        if there is None:
            return self._make(job, actor, given, fields)
        return self._bring_up(job, actor, there, given, fields)

    def called(self, actor: Actor, name: str, field: str, which: bool = True) -> Company | None:
        """One that is written just so comes before others. Raises `Invalid` if it matters which one is meant, and is
        not clear."""
        found = self._book.find_companies(actor, name)
        found = [one for one in found if one.name == name] or found
        if which and len(found) > 1:
            raise Invalid(f"Two companies are called “{name}”. Rename one of them, or leave this out.", field)
        return found[0] if found else None

    def _make(self, job: Job, actor: Actor, given: CompanyChanges, fields: Mapping[str, Any]) -> ItemResult:
        name, domains, notes = given["name"], given.get("domains", []), given.get("notes", "")
        filled = self._own.filled(fields, {}, actor)
        company = new_company(actor, self._clock(), name, domains, notes, filled)[0]  # checks it
        if job.what["dry_run"]:
            self._book.check_domains(actor, company)
            return ItemResult.DONE
        # One of each name for one import: a row of another page may be making it at this very moment.
        id_ = derived_id(to_ms(job.created_at), actor.org_id, job.id, folded(name))
        try:
            self._book.create_company(actor, name, domains, notes, fields, id_)
        except AlreadyExists as error:
            if error.field != "id":
                raise
            return self._bring_up(job, actor, self._book.get_company(actor, id_), given, fields)
        return ItemResult.DONE

    def _bring_up(
        self, job: Job, actor: Actor, there: Company, given: CompanyChanges, fields: Mapping[str, Any]
    ) -> ItemResult:
        filled = self._own.filled(fields, there.fields, actor)
        as_it_was = ItemResult.DONE if there.cause == actor.causation_id else ItemResult.UNCHANGED
        if not job.what["update"]:
            return as_it_was
        domains = [*there.domains, *given.get("domains", [])]
        given |= {"name": there.name, "domains": domains, "fields": fields}
        changed, event = change_company(there, actor, self._clock(), {**given, "fields": filled})
        if event is None:
            return as_it_was
        if job.what["dry_run"]:
            self._book.check_domains(actor, changed)
        else:
            self._book.change_company(actor, there.id, given)
        return ItemResult.DONE
