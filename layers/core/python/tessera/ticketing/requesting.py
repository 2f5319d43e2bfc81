"""Whose a ticket is: the wish for another requester, and what it makes of those who take part."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from tessera.kernel.errors import Invalid
from tessera.kernel.ids import new_id
from tessera.kernel.person import Contact, Person
from tessera.ticketing.copying import refuse_crowd
from tessera.ticketing.model import Ticket
from tessera.ticketing.ports import Customers

LookUp = Callable[[str], Contact]

#: What changes with the requester, whatever it was.
FOLLOWING = frozenset({"company_id", "participants"})


@dataclass(frozen=True)
class NewRequester:
    """Who asks from now on, as far as an agent knows (an address, perhaps a name). With `keep_former`, whoever asked so
    far goes on being in copy."""

    person: Person
    keep_former: bool = False


class AsKnownNow:
    """The wish that a ticket names its requester as they are known by now: after people became one or two, or were
    called differently."""


AS_KNOWN_NOW = AsKnownNow()


def refuse_blocked(contact: Contact) -> None:
    """Raises `Invalid`."""
    if contact.blocked is not None:
        raise Invalid("This person is blocked. Unblock them, or choose somebody else.", "requester.email")


def asked_by(ticket: Ticket, wish: NewRequester, look_up: LookUp) -> tuple[dict[str, Any], Person | None]:
    """The fields that the wish makes: the person, where they work, who takes part besides; and the person once more if
    nobody knew them. Raises `Invalid` for somebody who is blocked, and if too many would be in copy."""
    contact = look_up(wish.person.email)
    refuse_blocked(contact)
    person = contact.person or replace(wish.person, id=new_id())
    if (person.id, person.email) == (ticket.requester.id, ticket.requester.email):
        return {}, None
    others = tuple(other for other in ticket.participants if other.email != person.email)
    people = (*others, ticket.requester) if wish.keep_former else others
    refuse_crowd(ticket.participants, people, "requester.keep_former")
    fields = {
        "requester": person,
        "company_id": contact.company_id,
        "participants": people,
    }
    return fields, None if contact.person else person


def known_now(ticket: Ticket, customers: Customers) -> dict[str, Any]:
    """The fields that name whoever has the ticket's address now, by their present name: one call. An address that they
    gave up (two more calls) is still theirs on what it asked for; the ticket of somebody unknown stays as it is."""
    asker = ticket.requester
    contact = customers.look_up(asker.email)
    if contact.person is None and asker.id is not None:
        others = customers.addresses(asker.id)
        contact = customers.look_up(others[0]) if others else contact
    if contact.person is None:
        return {}
    person = replace(contact.person, email=asker.email)
    return {"requester": person} if person.id == asker.id else {"requester": person, "company_id": contact.company_id}
