"""Custom fields are filled in: who may, and with what. The same for tickets, people and companies."""

import json
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from schemas.vocabulary import FieldOf
from tessera.catalogue import policy, values
from tessera.catalogue.model import Catalogue
from tessera.catalogue.policy import PREFIX
from tessera.catalogue.ports import Reading
from tessera.kernel.actor import Actor
from tessera.kernel.errors import Invalid, inside

MAX_FIELDS_BYTES = 16 * 1024

T = TypeVar("T")


def unless_old(definitions: Reading, rule: Callable[[Catalogue], T]) -> T:
    """What the rule gives. What it refuses (`Invalid`), it refuses by the catalogue as it is now: what is at hand may
    know less, or ask for more, than there is by now."""
    try:
        return rule(definitions.read())
    except Invalid:
        return rule(definitions.read(fresh=True))


def refuse_strange(catalogue: Catalogue, of: FieldOf, field_id: str, actor: Actor) -> None:
    """Raises `Invalid` for a field that there is not, or that the actor may not fill in."""
    field = catalogue.fields_by_id.get(field_id)
    with inside(PREFIX + field_id):
        if field is None or field.of is not of or not policy.may_see(actor, field):
            raise Invalid("There is no such field.")
        if field.deleted:
            raise Invalid(f"“{field.name}” was deleted. What it holds can be read, not changed.")
        if not policy.may_edit(actor, field):
            raise Invalid(f"Your role or team may read “{field.name}”, not change it.")


def fitted(catalogue: Catalogue, wanted: Mapping[str, Any], held: Mapping[str, Any]) -> dict[str, Any]:
    """What is wanted, in the form that is kept (None for nothing), beside what is `held` by now.

    Every field of it is one that there is. Raises `Invalid` with the field at fault.
    """
    fit = {}
    for field_id, value in wanted.items():
        with inside(PREFIX + field_id):
            fit[field_id] = values.checked(catalogue.fields_by_id[field_id], value, held.get(field_id))
    together = {**held, **fit}
    for field_id in wanted:
        field = catalogue.fields_by_id[field_id]
        if together[field_id] is not None and not values.applies(field, catalogue, together):
            raise Invalid("There is no such field here: it depends on what another one holds.", PREFIX + field_id)
    if len(json.dumps(together, ensure_ascii=False).encode()) > MAX_FIELDS_BYTES:
        raise Invalid("Keep all custom fields together under 16 KB.", "fields")
    return fit


class OwnFields:
    """The custom fields of an organization's people, or of its companies."""

    def __init__(self, definitions: Reading, of: FieldOf) -> None:
        self._definitions = definitions
        self._of = of

    def filled(self, wanted: Mapping[str, Any], held: Mapping[str, Any], actor: Actor) -> dict[str, Any]:
        """All that is held after somebody filled these in. Raises `Invalid` with the field at fault."""

        def fit(catalogue: Catalogue) -> dict[str, Any]:
            for field_id in wanted:
                refuse_strange(catalogue, self._of, field_id, actor)
            return fitted(catalogue, wanted, held)

        together = {**held, **unless_old(self._definitions, fit)}
        return {field_id: value for field_id, value in together.items() if value is not None}

    def seen_by(self, actor: Actor, held: Mapping[str, Any]) -> dict[str, Any]:
        """Without what the actor may not see."""
        if not held:
            return {}
        sees = policy.sight(actor, self._definitions.read(), lambda: self._definitions.read(fresh=True))
        return {field_id: value for field_id, value in held.items() if sees(PREFIX + field_id)}
