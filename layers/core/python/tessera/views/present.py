"""Views as the world sees them: the JSON of `schemas.http.views`."""

from collections.abc import Sequence
from typing import Any

from tessera.kernel.clock import to_text
from tessera.views.model import View


def view(view: View, gone_fields: Sequence[str] = ()) -> dict[str, Any]:
    """`gone_fields` are the own fields that it names and that there are no more."""
    return {
        "id": view.id,
        "name": view.name,
        "icon": view.icon,
        "filter": view.filter,
        "sort": view.sort,
        "group": view.group,
        "layout": view.layout,
        "columns": None if view.columns is None else list(view.columns),
        "sharing": view.sharing.value,
        "gone_fields": list(gone_fields),
        "team_ids": list(view.team_ids),
        "owner_id": view.owner_id,
        "created_at": to_text(view.created_at),
        "updated_at": to_text(view.updated_at),
        "version": view.version,
    }
