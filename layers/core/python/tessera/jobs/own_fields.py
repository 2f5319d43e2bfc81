"""Custom fields as columns of a file. In files they go by `fields.<id>`, and options by their labels."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from schemas.vocabulary import FieldOf, FieldType, RecordKind
from tessera.catalogue import policy
from tessera.catalogue.filling import OwnFields, unless_old
from tessera.catalogue.model import Catalogue, Field
from tessera.catalogue.policy import PREFIX
from tessera.catalogue.ports import Reading
from tessera.jobs.rows import NO, YES, list_of
from tessera.kernel.actor import Actor
from tessera.kernel.errors import Invalid, inside

_OF = {
    RecordKind.TICKETS: FieldOf.TICKET,
    RecordKind.PEOPLE: FieldOf.PERSON,
    RecordKind.COMPANIES: FieldOf.COMPANY,
}
#: A decimal comma is one unless it may part the thousands: 1,200 is 1200 to some and 1.2 to others.
_NUMBER = re.compile(r"[+-]?((\d+\.?\d*|\.\d+)(e[+-]?\d+)?|\d+,(\d{1,2}|\d{4,})|0,\d{3})", re.IGNORECASE)
#: Before the id of an option that nothing else leads to.
_BY_ID = "id:"
#: What parts several values of one cell.
_BETWEEN = set(",;|")


class OwnColumns:
    """Those of one organization's tickets, people or companies."""

    def __init__(self, definitions: Reading, kind: RecordKind) -> None:
        self._definitions = definitions
        self._of = _OF[kind]
        self._filling = OwnFields(definitions, self._of)

    def names(self, actor: Actor) -> list[str]:
        """Of what there is for this actor to see."""
        return [PREFIX + field.id for field in self._seen(actor)]

    def suggested(self, actor: Actor, columns: Sequence[str]) -> dict[str, str]:
        """Column by column, the field that has its id or its name."""
        found: dict[str, str] = {}
        for field in self._seen(actor):
            meant = (PREFIX + field.id, field.id, field.name.casefold())
            if column := next((name for name in columns if name not in found and name.casefold() in meant), None):
                found[column] = PREFIX + field.id
        return found

    def read(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """What a row's cells say, by the fields' ids. Raises `Invalid` with the field at fault."""
        return unless_old(self._definitions, lambda catalogue: _given(catalogue, values))

    def filled(self, given: Mapping[str, Any], held: Mapping[str, Any], actor: Actor) -> dict[str, Any]:
        """All that is held with what is given. Raises `Invalid` with the field at fault."""
        return self._filling.filled(given, held, actor)

    def written(self, held: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
        """What is held as cells of these columns; nothing is None."""
        known = self._definitions.read().fields_by_id
        return {name: _cell(known.get(id_), held.get(id_)) for name in names for id_ in [name.removeprefix(PREFIX)]}

    def _seen(self, actor: Actor) -> list[Field]:
        fields = self._definitions.read(fresh=True).fields
        return [one for one in fields if one.of is self._of and not one.deleted and policy.may_see(actor, one)]


def _given(catalogue: Catalogue, values: Mapping[str, Any]) -> dict[str, Any]:
    given = {}
    for name, cell in values.items():
        field = catalogue.fields_by_id.get(name.removeprefix(PREFIX)) if name.startswith(PREFIX) else None
        if field is not None and cell not in (None, "", []):
            with inside(name):
                given[field.id] = _meant(field, cell)
    return given


def _meant(field: Field, cell: Any) -> Any:
    """A cell as a value of the field; whether it may hold it, the field says."""
    match field.type:
        case FieldType.NUMBER:
            return _number(cell)
        case FieldType.CHECKBOX:
            return _checkbox(cell)
        case FieldType.ONE_OF:
            return _option(field, _text(cell))
        case FieldType.MANY_OF:
            return _options(field, cell)
    return _text(cell)


def _text(cell: Any) -> str:
    if isinstance(cell, (dict, list)):
        raise Invalid("This has to be a text.")
    return str(cell)


def _number(cell: Any) -> Any:
    if not isinstance(cell, str):
        return cell
    text = cell.strip()
    if not _NUMBER.fullmatch(text):
        raise Invalid("Write a number without signs between the digits, such as 1200.5.")
    return float(text.replace(",", "."))


def _checkbox(cell: Any) -> bool:
    word = str(cell).strip().lower()
    if word not in (*YES, *NO):
        raise Invalid("Write yes or no.")
    return word in YES


def _options(field: Field, cell: Any) -> list[str]:
    whole = cell if isinstance(cell, str) else ""
    if any(whole.casefold() == one.label.casefold() for one in field.options):  # a label may have commas of its own
        return [_option(field, whole)]
    return [_option(field, each) for each in list_of(cell)]


def _option(field: Field, text: str) -> str:
    found = _found(field, text)
    if found is None:
        raise Invalid(f"There is no option “{text.strip()[:80]}”.")
    return found


def _found(field: Field, text: str) -> str | None:
    """By the label, of an archived one last, since a new one may have it. An id may be what another one is called."""
    wanted = text.strip().casefold()
    options = sorted(field.options, key=lambda one: one.archived)
    by_label = (one.id for one in options if one.label.casefold() == wanted)
    by_id = (one.id for one in options if wanted in (one.id, _BY_ID + one.id))
    return next(by_label, None) or next(by_id, None)


def _cell(field: Field | None, value: Any) -> Any:
    if field is None or value is None or field.type not in (FieldType.ONE_OF, FieldType.MANY_OF):
        return value
    return [_told(field, one) for one in value] if isinstance(value, list) else _told(field, value)


def _told(field: Field, option_id: str) -> str:
    """Its label, or else what is read as this option again."""
    label = next((one.label for one in field.options if one.id == option_id), option_id)
    ways = (label, option_id, _BY_ID + option_id)
    return next((way for way in ways if not set(way) & _BETWEEN and _found(field, way) == option_id), option_id)
