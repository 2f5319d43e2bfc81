"""Customers: the people outside the organization who write to it. Every change gives the person and its event."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypedDict

from schemas.vocabulary import EventType
from tessera.identity.free_mail import domain_of
from tessera.identity.hours import known_zone
from tessera.identity.model import MAX_NAME, Record, changed_record, created, language_tag
from tessera.kernel.actor import Actor
from tessera.kernel.clock import to_ms, to_text
from tessera.kernel.errors import Invalid
from tessera.kernel.events import Event
from tessera.kernel.ids import CustomerId, OrgId, new_id
from tessera.kernel.line import one_line
from tessera.kernel.person import normalise_email

#: All of them are written in one transaction when the person's name changes.
MAX_ADDRESSES = 20
MAX_PHONES = 10
MAX_NOTES = 10_000
MAX_METADATA = 50
MAX_VALUE = 500
#: In place of a company's id: nobody's, whatever the domains of the addresses say.
NO_COMPANY = "none"
TAKEN = "Somebody has this address already."

_PHONE = re.compile(r"[+0-9(][0-9 ()./\-]{1,38}[0-9]")
#: Controls but line ends and tabs, lone surrogates, and what turns the direction of the text around it.
_NOT_IN_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True, kw_only=True)
class Customer(Record):
    """`email` is the address that we write to first; mail from any of the `emails` is theirs.

    `company_id` is a company chosen by hand, `NO_COMPANY`, or None: then the domains of their addresses say which.
    While `blocked_at` is set, their mail is kept in quarantine for `blocked_reason`. Somebody who was merged into
    another one is what they were then, and has no address any more; `brought` is what of the other's fields became
    different by them, as `(from, to)` in JSON.
    """

    id: CustomerId
    org_id: OrgId
    email: str
    name: str
    other_emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    language: str | None = None
    time_zone: str | None = None
    notes: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)
    company_id: str | None = None
    blocked_at: datetime | None = None
    blocked_reason: str | None = None
    merged_into: CustomerId | None = None
    merged_ids: tuple[str, ...] = ()
    brought: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)

    @property
    def domains(self) -> tuple[str, ...]:
        """Those of their addresses' domains by which they may be in a company, the first one first."""
        if self.company_id is not None:
            return ()
        return tuple(dict.fromkeys(domain for email in self.emails if (domain := domain_of(email))))

    @property
    def emails(self) -> tuple[str, ...]:
        return (self.email, *self.other_emails)


class CustomerChanges(TypedDict, total=False):
    """Only the keys that are there change. The first of the `emails` becomes the one that we write to. `fields` are all
    custom fields, by their ids."""

    name: str
    emails: list[str]
    phones: list[str]
    language: str | None
    time_zone: str | None
    notes: str
    company_id: str | None
    metadata: Mapping[str, str]
    fields: Mapping[str, Any]


def new_customer(
    actor: Actor,
    at: datetime,
    email: str,
    name: str = "",
    id: str | None = None,
    details: CustomerChanges | None = None,
    blocked: str | None = None,
) -> tuple[Customer, Event]:
    """Somebody new, with whatever else is known of them. `blocked` is why they are not heard from the start. Raises
    `Invalid` with the field at fault."""
    customer = Customer(
        id=CustomerId(id or new_id(to_ms(at))),
        org_id=actor.org_id,
        email=normalise_email(email),
        name=one_line(name)[:MAX_NAME],
        created_at=at,
        updated_at=at,
        created_by=actor.id,
        cause=actor.causation_id,
    )
    shown: dict[str, Any] = {"email": customer.email, "name": customer.name}
    if details:
        known = _checked(details)
        customer = replace(customer, **known)
        shown |= {name: _plain(value) for name, value in known.items()}
    if blocked is not None:
        customer = replace(customer, blocked_at=at, blocked_reason=_reason(blocked))
        shown |= {"blocked_at": to_text(at), "blocked_reason": customer.blocked_reason}
    return customer, created(EventType.CUSTOMER_CREATED, actor, at, ("customer", customer.id), shown)


def change_customer(
    customer: Customer, actor: Actor, at: datetime, changes: CustomerChanges
) -> tuple[Customer, Event | None]:
    """The customer with `changes`, and no event when they change nothing. Raises `Invalid` with the field at fault."""
    wanted = _checked(changes)
    different = {name: value for name, value in wanted.items() if value != getattr(customer, name)}
    return changed_record(customer, EventType.CUSTOMER_UPDATED, actor, at, ("customer", customer.id), different)


def block_customer(customer: Customer, actor: Actor, at: datetime, reason: str) -> tuple[Customer, Event | None]:
    """From now on their mail goes to quarantine, with this reason."""
    wanted = {"blocked_reason": _reason(reason), "blocked_at": customer.blocked_at or at}
    different = {name: value for name, value in wanted.items() if value != getattr(customer, name)}
    return changed_record(customer, EventType.CUSTOMER_BLOCKED, actor, at, ("customer", customer.id), different)


def unblock_customer(customer: Customer, actor: Actor, at: datetime) -> tuple[Customer, Event | None]:
    different = {} if customer.blocked_at is None else {"blocked_reason": None, "blocked_at": None}
    return changed_record(customer, EventType.CUSTOMER_UNBLOCKED, actor, at, ("customer", customer.id), different)


def _checked(changes: CustomerChanges) -> dict[str, Any]:
    """The fields in the form in which they are kept."""
    fields: dict[str, Any] = dict(changes)
    if "name" in fields:
        fields["name"] = _name(fields["name"])
    if "emails" in fields:
        fields["email"], *others = addresses(fields.pop("emails"))
        fields["other_emails"] = tuple(others)
    if "phones" in fields:
        fields["phones"] = _phones(fields["phones"])
    if "language" in fields:
        fields["language"] = language_tag(fields["language"])
    if "time_zone" in fields:
        fields["time_zone"] = known_zone(fields["time_zone"], "time_zone") if fields["time_zone"] else None
    if "notes" in fields:
        fields["notes"] = clean_text(fields["notes"], MAX_NOTES, "notes")
    if "metadata" in fields:
        fields["metadata"] = _metadata(fields["metadata"])
    return fields


def addresses(emails: Iterable[str]) -> tuple[str, ...]:
    """Each once, in their order. Raises `Invalid` naming the one at fault."""
    found = tuple(dict.fromkeys(normalise_email(email, f"emails.{place}") for place, email in enumerate(emails)))
    if not found:
        raise Invalid("Somebody needs at least one e-mail address.", "emails")
    if len(found) > MAX_ADDRESSES:
        raise Invalid(f"Somebody has at most {MAX_ADDRESSES} e-mail addresses.", "emails")
    return found


def _reason(text: str) -> str:
    return one_line(text)[:MAX_VALUE]


def _name(name: str) -> str:
    line = one_line(name)
    if len(line) > MAX_NAME:
        raise Invalid(f"Use at most {MAX_NAME} characters.", "name")
    return line


def _phones(numbers: Iterable[str]) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(one_line(number) for number in numbers))
    for place, number in enumerate(found):
        if not _PHONE.fullmatch(number):
            raise Invalid("This is not a phone number. Write it like +49 30 1234567.", f"phones.{place}")
    if len(found) > MAX_PHONES:
        raise Invalid(f"Somebody has at most {MAX_PHONES} phone numbers.", "phones")
    return found


def clean_text(text: str, most: int, field: str) -> str:
    """Several lines, without controls. Raises `Invalid` if they are too long."""
    clean = _NOT_IN_TEXT.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if len(clean) > most:
        raise Invalid(f"Keep this under {most} characters.", field)
    return clean


def _metadata(pairs: Mapping[str, str]) -> dict[str, str]:
    clean = {one_line(name): one_line(value) for name, value in pairs.items()}
    if len(clean) > MAX_METADATA:
        raise Invalid(f"Keep at most {MAX_METADATA} values.", "metadata")
    for name, value in clean.items():
        if not 0 < len(name) <= 50 or len(value) > MAX_VALUE:
            raise Invalid(f"Names have 1 to 50 characters, values at most {MAX_VALUE}.", "metadata")
    return clean


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
