"""Macros as the world sees them: the JSON of `schemas.http.macros`."""

from typing import Any

from tessera.automation.model import Macro
from tessera.kernel.clock import to_text

ACTIONS = ("status", "priority", "type", "assignee_id", "team_id", "add_tags", "remove_tags")


def macro(macro: Macro) -> dict[str, Any]:
    return {
        "id": macro.id,
        "name": macro.name,
        "folder": macro.folder,
        "html": macro.html,
        "actions": {name: macro.actions[name] for name in ACTIONS if name in macro.actions},
        "sharing": macro.sharing.value,
        "team_ids": list(macro.team_ids),
        "owner_id": macro.owner_id,
        "usage_count": macro.usage_count,
        "created_at": to_text(macro.created_at),
        "updated_at": to_text(macro.updated_at),
        "version": macro.version,
    }
