"""Definitions as the world sees them: the JSON of `schemas.http.catalogue`."""

from dataclasses import asdict
from typing import Any

from tessera.catalogue import policy
from tessera.catalogue.model import Catalogue, Definition, Field, Status, Tag
from tessera.kernel.actor import Actor
from tessera.kernel.clock import to_text


def catalogue(actor: Actor, all_of_it: Catalogue) -> dict[str, Any]:
    """What this actor may know of it: fields that they may not see are left out."""
    return {
        "version": all_of_it.version,
        "statuses": [presented(status) for status in all_of_it.statuses],
        "tags": [presented(tag) for tag in all_of_it.tags],
        "fields": [
            presented(field) | {"editable": not field.deleted and policy.may_edit(actor, field)}
            for field in all_of_it.fields
            if policy.may_see(actor, field)
        ],
    }


def presented(one: Definition) -> dict[str, Any]:
    common = {
        "id": one.id,
        "name": one.name,
        "deleted": one.deleted,
        "version": one.version,
        "updated_at": to_text(one.updated_at),
    }
    match one:
        case Status():
            return common | {"category": one.category.value, "colour": one.colour.value}
        case Tag():
            return common | {"colour": one.colour.value, "aliases": list(one.aliases)}
        case Field():
            return common | _field(one)
    raise TypeError(f"A {type(one).__name__} is no definition of ours.")


def _field(field: Field) -> dict[str, Any]:
    condition = field.depends_on
    return {
        "type": field.type.value,
        "of": field.of.value,
        "description": field.description,
        "options": [asdict(option) for option in field.options],
        "pattern": field.pattern,
        "hint": field.hint,
        "required_at": field.required_at.value if field.required_at else None,
        "visible_to": {"roles": list(field.visible_to.roles), "team_ids": list(field.visible_to.team_ids)},
        "editable_by": {"roles": list(field.editable_by.roles), "team_ids": list(field.editable_by.team_ids)},
        "depends_on": {"field_id": condition.field_id, "values": list(condition.values)} if condition else None,
        "editable": True,
    }
