"""What `status:` may name: built-in words, each for a category, and an organization's own statuses by their names.

An index has both in one column, the own one by its id: so a renaming changes nothing there.
"""

import unicodedata
from collections.abc import Sequence
from difflib import get_close_matches

from schemas.vocabulary import UNRESOLVED, TicketStatus
from tessera.catalogue.model import Status

CATEGORIES = {status.value: (status.value,) for status in TicketStatus} | {
    "unresolved": tuple(status.value for status in UNRESOLVED),
}
#: What a query takes for the end of a quoted value.
_QUOTES = str.maketrans("", "", '"“”„«»')

#: The column's values that are meant, and what they are called.
Meant = tuple[tuple[str, ...], str]


def meant(value: str, own: Sequence[Status]) -> Meant | None:
    """Names between commas; else all of it as one name, which may have a comma. None if it is neither."""
    found = [_named(part, own) for part in value.split(",") if part.strip()]
    if not found or None in found:
        found = [_named(value, own)]
    known = [each for each in found if each is not None]
    if not known:
        return None
    values = dict.fromkeys(value for values, _ in known for value in values)
    return tuple(values), ", ".join(label for _, label in known)


def words(own: Sequence[Status]) -> list[str]:
    """All that can be chosen, as one would type it between quotes. An own status that is called as something else is
    left out."""
    named = [(each, each.name.translate(_QUOTES)) for each in own if not each.deleted]
    found = [(each, word, meant(word, own)) for each, word in named]
    return [*CATEGORIES, *(word for each, word, known in found if known and each.id in known[0])]


def nearest(value: str, own: Sequence[Status]) -> str | None:
    """The word that may have been meant."""
    known = {_form(word): word for word in words(own)}
    near = get_close_matches(_form(value), known, 1, 0.5)
    return known[near[0]] if near else None


def _named(name: str, own: Sequence[Status]) -> Meant | None:
    """A word's category, else every own status of that name: an archived one may share it with one in use."""
    word = name.strip().lower().replace(" ", "_").replace("-", "_")
    if word in CATEGORIES:
        return CATEGORIES[word], word
    found = [each for each in own if each.id == name or _form(each.name) == _form(name)]
    return (tuple(each.id for each in found), found[0].name) if found else None


def _form(name: str) -> str:
    """How names are compared: without case, blanks and signs, so that one can be typed without quotes."""
    folded = unicodedata.normalize("NFKC", name.casefold())
    return "".join(sign for sign in folded if sign.isalnum()) or folded.strip()
