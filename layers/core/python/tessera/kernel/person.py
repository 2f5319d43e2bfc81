"""A person outside the organization, as tickets and mails name them."""

import re
from dataclasses import dataclass

from tessera.kernel.domain import ascii_domain
from tessera.kernel.errors import Invalid

_ADDRESS = re.compile(r"[^\s@<>,;\"]+@[^\s@<>,;\".]+(\.[^\s@<>,;\".]+)*")
MAX_ADDRESS = 320


@dataclass(frozen=True)
class Person:
    """`email` is normalised (see `normalise_email`). `id` is the customer's, or None for somebody only in copy."""

    id: str | None
    name: str
    email: str


@dataclass(frozen=True)
class Contact:
    """What is known of an address. `person` bears that address, or is None if nobody has it yet; `blocked` is why
    their mail is not wanted. `company_id` is where they work, or who has the address's domain."""

    person: Person | None = None
    blocked: str | None = None
    company_id: str | None = None


def normalise_email(text: str, field: str = "email") -> str:
    """The one form in which addresses are kept and compared. Raises `Invalid` for what cannot be an address.

    All of it is lower-cased: RFC 5321 lets the local part be case-sensitive, no provider that people use does. The
    domain is as mail carries it (see `ascii_domain`): that is how it comes back.
    """
    address = comparable(text)
    fits = all(len(one) <= MAX_ADDRESS and _ADDRESS.fullmatch(one) for one in (text.strip().lower(), address))
    if not fits:
        raise Invalid("This is not an e-mail address. Write it like name@example.com.", field)
    return address


def is_reachable(email: str) -> bool:
    """Whether mail can be sent to an address. Letters beyond ASCII before the @ need SMTPUTF8 all the way (RFC 6531),
    which SES does not speak."""
    return email.rpartition("@")[0].isascii()


def comparable(text: str) -> str:
    """The form of `normalise_email` of what may be no address, or not yet a whole one."""
    local, at, domain = text.strip().lower().rpartition("@")
    return f"{local}{at}{ascii_domain(domain)}" if at else domain
