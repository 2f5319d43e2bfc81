"""Texts with variables: `{{ticket.requester.first_name|there}}`.

One pass of plain replacement from a closed list of names, and values are escaped: nothing that a customer wrote (a
name, a subject) is ever read as a variable or as markup. A fallback is a part of the HTML: escaped already.
"""

import html
import re
from collections.abc import Mapping

from tessera.kernel.errors import Invalid

VARIABLES = (
    "ticket.number",
    "ticket.subject",
    "ticket.requester.name",
    "ticket.requester.first_name",
    "ticket.requester.email",
    "agent.name",
    "agent.first_name",
)
_VARIABLE = re.compile(r"\{\{\s*([^{}|]*?)\s*(?:\|([^{}]*))?\}\}")


def check(template: str, field: str) -> None:
    """Raises `Invalid` naming the first variable that there is not, or saying that one is not closed."""
    for found in _VARIABLE.finditer(template):
        if found[1] not in VARIABLES:
            raise Invalid(f"There is no variable {{{{{found[1]}}}}}. There are: {', '.join(VARIABLES)}.", field)
    # What is left of two braces would go out as it stands.
    if "{{" in _VARIABLE.sub(" ", template):
        raise Invalid("A variable is not closed by two braces, or has another one inside. Mend it.", field)


def fill(template: str, values: Mapping[str, str]) -> str:
    """The HTML with every variable replaced by its value, or by its fallback where the value is empty or unknown."""

    def value(found: re.Match[str]) -> str:
        return html.escape(values.get(found[1], "").strip() or html.unescape(found[2] or "").strip())

    return _VARIABLE.sub(value, template)


def lacking(template: str, values: Mapping[str, str]) -> list[str]:
    """The variables that `fill` leaves nothing of: without a value and a fallback."""
    found = (each[1] for each in _VARIABLE.finditer(template) if not fill(each[0], values))
    return list(dict.fromkeys(found))


def first_name(name: str) -> str:
    """`Ada` of `Ada Lovelace` and of `Lovelace, Ada`."""
    last, comma, first = name.partition(",")
    words = (first if comma and first.strip() else last).split()
    return words[0] if words else ""
