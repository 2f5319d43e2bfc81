"""Companies: where customers work. People join by the domain of their address, or are put there by hand.

Membership by domain is not kept with the person: it is read from who has the domain. So people are there at the moment
a company gets a domain, however many they are, and nobody has to be moved.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypedDict

from schemas.vocabulary import EventType
from tessera.identity.customers import MAX_NOTES, clean_text
from tessera.identity.free_mail import FREE_MAIL
from tessera.identity.model import Record, changed_record, checked_name, created
from tessera.kernel.actor import Actor
from tessera.kernel.clock import to_ms
from tessera.kernel.domain import ascii_domain
from tessera.kernel.errors import AlreadyExists, Invalid
from tessera.kernel.events import Event
from tessera.kernel.ids import OrgId, new_id

#: Listing the people of a company costs a query for each of its domains, and renaming it a write.
MAX_DOMAINS = 20

_DOMAIN = re.compile(r"(?=.{3,253}$)[^\s@<>,;\"./:]{1,63}(\.[^\s@<>,;\"./:]{1,63})+")


@dataclass(frozen=True, kw_only=True)
class Company(Record):
    id: str
    org_id: OrgId
    name: str
    domains: tuple[str, ...] = ()
    notes: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class CompanyRef:
    id: str
    name: str


class CompanyChanges(TypedDict, total=False):
    """Only the keys that are there change. `deleted` takes the company away, or brings it back."""

    name: str
    domains: list[str]
    notes: str
    fields: Mapping[str, Any]
    deleted: bool


def new_company(
    actor: Actor,
    at: datetime,
    name: str,
    domains: Iterable[str] = (),
    notes: str = "",
    fields: Mapping[str, Any] | None = None,
    id: str | None = None,
) -> tuple[Company, Event]:
    """Raises `Invalid` with the field at fault."""
    company = Company(
        id=id or new_id(to_ms(at)),
        org_id=actor.org_id,
        name=checked_name(name),
        domains=_domains(domains),
        notes=clean_text(notes, MAX_NOTES, "notes"),
        fields=dict(fields or {}),
        created_at=at,
        updated_at=at,
        created_by=actor.id,
        cause=actor.causation_id,
    )
    shown = {"name": company.name, "domains": list(company.domains), "notes": company.notes, "fields": company.fields}
    given = {name: value for name, value in shown.items() if value}
    return company, created(EventType.COMPANY_CREATED, actor, at, ("company", company.id), given)


def change_company(
    company: Company, actor: Actor, at: datetime, changes: CompanyChanges
) -> tuple[Company, Event | None]:
    """The company with `changes`, and no event when they change nothing."""
    wanted: dict[str, Any] = dict(changes)
    if "name" in wanted:
        wanted["name"] = checked_name(wanted["name"])
    if "domains" in wanted:
        wanted["domains"] = _domains(wanted["domains"])
    if "notes" in wanted:
        wanted["notes"] = clean_text(wanted["notes"], MAX_NOTES, "notes")
    if "deleted" in wanted:
        wanted["deleted_at"] = (company.deleted_at or at) if wanted.pop("deleted") else None
    different = {name: value for name, value in wanted.items() if value != getattr(company, name)}
    return changed_record(company, _type_of(different), actor, at, ("company", company.id), different)


def domain_taken(company: Company, domain: str) -> AlreadyExists:
    return AlreadyExists(f"Another company has the domain {domain}.", f"domains.{company.domains.index(domain)}")


def _type_of(different: Mapping[str, Any]) -> EventType:
    return EventType.COMPANY_DELETED if different.get("deleted_at") else EventType.COMPANY_UPDATED


def _domains(names: Iterable[str]) -> tuple[str, ...]:
    """As the domains of addresses are kept, each once. Raises `Invalid` naming the one at fault."""
    found: dict[str, None] = {}
    for place, name in enumerate(names):
        domain = ascii_domain(name.strip().rpartition("@")[2].rstrip("."))
        if "*" in domain:
            raise Invalid("A domain stands for itself alone. Name each subdomain, without *.", f"domains.{place}")
        if not _DOMAIN.fullmatch(domain):
            raise Invalid("This is not a mail domain. Write it like example.com.", f"domains.{place}")
        if domain in FREE_MAIL:
            raise Invalid(f"Anybody can have an address at {domain}. Put people in by hand.", f"domains.{place}")
        found[domain] = None
    if len(found) > MAX_DOMAINS:
        raise Invalid(f"A company has at most {MAX_DOMAINS} domains.", "domains")
    return tuple(found)
