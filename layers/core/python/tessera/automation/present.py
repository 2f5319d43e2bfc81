"""Macros as the world sees them: the JSON of `schemas.http.macros`."""

from collections.abc import Callable
from typing import Any

from tessera.automation.model import Macro
from tessera.catalogue.policy import PREFIX
from tessera.kernel.clock import to_text

ACTIONS = ("status", "status_id", "priority", "type", "assignee_id", "team_id", "add_tags", "remove_tags")


def macro(macro: Macro, sees: Callable[[str], bool] = lambda name: False) -> dict[str, Any]:
    """`sees` says which custom fields the reader may see, as `tessera.catalogue.policy.sight` does."""
    return {
        "id": macro.id,
        "name": macro.name,
        "folder": macro.folder,
        "html": macro.html,
        "actions": _actions(macro, sees),
        "sharing": macro.sharing.value,
        "team_ids": list(macro.team_ids),
        "owner_id": macro.owner_id,
        "usage_count": macro.usage_count,
        "created_at": to_text(macro.created_at),
        "updated_at": to_text(macro.updated_at),
        "version": macro.version,
    }


def _actions(macro: Macro, sees: Callable[[str], bool]) -> dict[str, Any]:
    shown = {name: macro.actions[name] for name in ACTIONS if name in macro.actions}
    fields = {name: value for name, value in macro.actions.get("fields", {}).items() if sees(PREFIX + name)}
    return shown | ({"fields": fields} if fields else {})
