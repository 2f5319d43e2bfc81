"""Macros. Every change gives the changed macro and the event that says so."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from schemas.vocabulary import EventType, Sharing
from tessera.kernel import template
from tessera.kernel.actor import Actor
from tessera.kernel.clock import to_ms
from tessera.kernel.errors import Invalid
from tessera.kernel.events import Event, make_event
from tessera.kernel.ids import OrgId, new_id

#: As an action's assignee: whoever uses the macro.
ME = "me"


@dataclass(frozen=True)
class Macro:
    """`actions` is a wish as `tessera.ticketing.wishes` takes it; the `assignee_id` `me` is whoever uses the macro."""

    id: str
    org_id: OrgId
    name: str
    created_at: datetime
    updated_at: datetime
    created_by: str | None
    folder: str = ""
    html: str = ""
    actions: Mapping[str, Any] = field(default_factory=dict)
    sharing: Sharing = Sharing.PRIVATE
    team_ids: tuple[str, ...] = ()
    owner_id: str | None = None
    usage_count: int = 0
    version: int = 1

    def wish(self, actor: Actor) -> dict[str, Any]:
        """What its actions mean when this agent uses it."""
        wish = dict(self.actions)
        if wish.get("assignee_id") == ME:
            wish["assignee_id"] = actor.id
        return wish


def new_macro(actor: Actor, at: datetime, fields: Mapping[str, Any]) -> tuple[Macro, Event]:
    macro = Macro(
        id=new_id(to_ms(at)),
        org_id=actor.org_id,
        created_at=at,
        updated_at=at,
        created_by=actor.id,
        owner_id=actor.id,
        **_checked(fields),
    )
    _refuse_empty(macro)
    return macro, make_event(EventType.MACRO_CREATED, actor, at, ("macro", macro.id), {"name": (None, macro.name)})


def change_macro(macro: Macro, actor: Actor, at: datetime, fields: Mapping[str, Any]) -> tuple[Macro, Event | None]:
    """No event if nothing changes."""
    wanted = {name: value for name, value in _checked(fields).items() if getattr(macro, name) != value}
    if not wanted:
        return macro, None
    changed = replace(macro, **wanted, version=macro.version + 1, updated_at=at)
    _refuse_empty(changed)
    changes = {name: (_json(getattr(macro, name)), _json(value)) for name, value in wanted.items()}
    return changed, make_event(EventType.MACRO_UPDATED, actor, at, ("macro", macro.id), changes)


def macro_deleted(macro: Macro, actor: Actor, at: datetime) -> Event:
    return make_event(EventType.MACRO_DELETED, actor, at, ("macro", macro.id), {"name": (macro.name, None)})


def _checked(fields: Mapping[str, Any]) -> dict[str, Any]:
    fit = dict(fields)
    for name in ("name", "folder"):
        if name in fit:
            fit[name] = " ".join(fit[name].split())
    if "html" in fit:
        template.check(fit["html"], "html")
    if "team_ids" in fit:
        fit["team_ids"] = tuple(sorted(set(fit["team_ids"])))
    return fit


def _refuse_empty(macro: Macro) -> None:
    if not macro.name:
        raise Invalid("Give the macro a name.", "name")
    if not macro.html.strip() and not macro.actions:
        raise Invalid("A macro needs a text, an action, or both.", "html")
    if macro.sharing is Sharing.TEAMS and not macro.team_ids:
        raise Invalid("Say with which teams.", "team_ids")


def _json(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
