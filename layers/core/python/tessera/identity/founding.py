"""How an organization comes to be: itself, the address that receives its mail, and somebody to sign in."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from schemas.vocabulary import Role
from tessera.identity.model import MIN_PASSWORD, Agent, Mailbox, Organization, checked_name, new_agent
from tessera.identity.ports import Founding, Passwords, People
from tessera.kernel.actor import system_actor
from tessera.kernel.clock import Clock, to_ms
from tessera.kernel.errors import Invalid
from tessera.kernel.ids import OrgId, new_id
from tessera.kernel.person import normalise_email

_SLUG = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")


@dataclass(frozen=True)
class Wish:
    """Who they are. `slug` names the organization in addresses: lower case, digits, hyphens."""

    name: str
    slug: str
    mailbox: str
    admin_name: str
    admin_email: str
    password: str


def found_organization(
    wish: Wish, founding: Founding, people_of: Callable[[OrgId], People], passwords: Passwords, clock: Clock
) -> Agent:
    """The first administrator. Raises `Invalid` with the field at fault, `AlreadyExists` for a slug or address taken.

    Everything is checked before anything is written, but the three are written one by one: whoever repeats a founding
    that broke off chooses another slug.
    """
    at = clock()
    if not _SLUG.fullmatch(wish.slug):
        raise Invalid("Use lower-case letters, digits and hyphens.", "slug")
    if len(wish.password) < MIN_PASSWORD:
        raise Invalid(f"Use at least {MIN_PASSWORD} characters.", "password")
    org_id = OrgId(new_id(to_ms(at)))
    actor = system_actor(org_id, f"founding of {wish.slug}")
    admin, event = new_agent(
        actor,
        at,
        name=wish.admin_name,
        email=wish.admin_email,
        password_hash=passwords.hash(wish.password),
        role=Role.ADMIN,
    )
    stamp: dict[str, Any] = {"created_at": at, "updated_at": at, "created_by": None}
    organization = Organization(id=org_id, name=checked_name(wish.name), slug=wish.slug, **stamp)
    mailbox = Mailbox(address=normalise_email(wish.mailbox, "mailbox"), org_id=org_id, **stamp)
    founding.add_organization(organization)
    founding.add_mailbox(mailbox)
    people_of(org_id).add_agent(admin, event)
    return admin
