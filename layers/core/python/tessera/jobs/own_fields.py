"""Custom fields as columns of a file. In files they go by `fields.<id>`, and options by their labels."""

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
    try:
        return float(cell.strip().replace(",", "."))
    except ValueError as error:
        raise Invalid("Write a number without signs between the digits, such as 1200.5.") from error


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
    wanted = text.strip().casefold()
    found = next((one.id for one in field.options if wanted in (one.id, one.label.casefold())), None)
    if found is None:
        raise Invalid(f"There is no option “{text.strip()[:80]}”.")
    return found


def _cell(field: Field | None, value: Any) -> Any:
    if field is None or value is None or field.type not in (FieldType.ONE_OF, FieldType.MANY_OF):
        return value
    # A label with what parts several of them would come back as two.
    labels = {one.id: one.label for one in field.options if not set(one.label) & set(",;|")}
    return [labels.get(one, one) for one in value] if isinstance(value, list) else labels.get(value, value)
