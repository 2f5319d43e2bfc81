"""Names and ids of definitions."""

import hashlib
import re
import unicodedata
from collections.abc import Container

from tessera.kernel.errors import Invalid
from tessera.kernel.line import one_line

MAX_NAME = 80
_NOT_IN_TAG = re.compile(r"[\s,;\"']+")


def checked(name: str, field: str = "name") -> str:
    """Raises `Invalid` for an empty or overlong name."""
    line = one_line(name)
    if not line or len(line) > MAX_NAME:
        raise Invalid(f"Give a name of 1 to {MAX_NAME} characters.", field)
    return line


def slug(name: str, fallback: str, taken: Container[str]) -> str:
    """A short id that says what it is, for the API and the stored items: `Root cause` is `root_cause`."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:40].strip("_") or fallback
    candidate, count = base, 1
    while candidate in taken:
        count += 1
        candidate = f"{base}_{count}"
    return candidate


def tag_form(name: str) -> str:
    """As tickets keep a tag: lower case, a hyphen for blanks and what parts tags. Empty if nothing is left."""
    return _NOT_IN_TAG.sub("-", one_line(name).lower()).strip("-")


def tag_id(name: str) -> str:
    """Where a tag of this name is kept, so that two who use it first at once make one of it."""
    return hashlib.sha256(name.encode()).hexdigest()[:16]
