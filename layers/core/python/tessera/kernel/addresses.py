"""E-mail addresses as identities: one spelling for one mailbox."""

import hashlib
import re
import unicodedata

from tessera.kernel.errors import Invalid

MAX_ADDRESS = 320
_FORBIDDEN = re.compile(r"[\s\x00-\x1f\x7f<>,;]")


def normalise_email(text: str, field: str = "email") -> str:
    """The address in lower case and NFC. Raises `Invalid` for what cannot be an address.

    Liberal on purpose: real senders have addresses that RFC 5321 would not like. It asks only for what keeps an address
    apart from a list, a header or a path: one local part, one domain, no blanks, controls, commas or angle brackets.
    """
    address = unicodedata.normalize("NFC", text.strip()).lower()
    local, at, domain = address.rpartition("@")
    if not at or not local or not domain.strip(".") or len(address) > MAX_ADDRESS or _FORBIDDEN.search(address):
        raise Invalid("Give an e-mail address, such as name@example.com.", field)
    return address


def email_hash(email: str) -> str:
    """What stands in keys instead of the address: keys show up in metrics and logs, addresses must not."""
    return hashlib.sha256(email.encode()).hexdigest()
