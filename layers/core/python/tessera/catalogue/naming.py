"""Names and ids of definitions."""

import hashlib
import re
import unicodedata
from collections.abc import Container

from tessera.kernel.errors import Invalid

MAX_NAME = 80
_NOT_IN_A_LINE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

_NOT_IN_TAG = re.compile(r"[\s,;\"']+")


def one_line(text: str) -> str:
    return " ".join(_NOT_IN_A_LINE.sub(" ", text).split())


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
    return _NOT_IN_TAG.sub("-", name.strip().lower()).strip("-")


def tag_id(name: str) -> str:
    """Where a tag of this name is kept, so that two who use it first at once make one of it."""
    return hashlib.sha256(name.encode()).hexdigest()[:16]
