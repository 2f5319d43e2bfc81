"""Saved views. Every change gives the changed view and the event that says so."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from schemas.vocabulary import EventType, Sharing
from tessera.kernel.actor import Actor
from tessera.kernel.clock import to_ms
from tessera.kernel.errors import Invalid
from tessera.kernel.events import Event, make_event
from tessera.kernel.ids import OrgId, new_id

MAX_DEPTH = 4
MAX_CONDITIONS = 50


@dataclass(frozen=True)
class View:
    """`filter` is a group or a condition as `schemas.http.views` has them: which tickets there are is for whoever
    holds the tickets to say. `sort` is a field and a direction, or None for the usual order; `columns` None are those
    that whoever looks has chosen."""

    id: str
    org_id: OrgId
    owner_id: str
    name: str
    filter: Mapping[str, Any]
    created_at: datetime
    updated_at: datetime
    icon: str = ""
    sort: Mapping[str, str] | None = None
    group: str | None = None
    layout: str = "list"
    columns: tuple[str, ...] | None = None
    sharing: Sharing = Sharing.PRIVATE
    team_ids: tuple[str, ...] = ()
    version: int = 1


def new_view(actor: Actor, at: datetime, fields: Mapping[str, Any]) -> tuple[View, Event]:
    view = View(
        id=new_id(to_ms(at)),
        org_id=actor.org_id,
        owner_id=actor.id or "",
        created_at=at,
        updated_at=at,
        **_checked(fields),
    )
    _refuse_unfinished(view)
    return view, make_event(EventType.VIEW_CREATED, actor, at, ("view", view.id), {"name": (None, view.name)})


def change_view(view: View, actor: Actor, at: datetime, fields: Mapping[str, Any]) -> tuple[View, Event | None]:
    """No event if nothing changes."""
    wanted = {name: value for name, value in _checked(fields).items() if getattr(view, name) != value}
    if not wanted:
        return view, None
    changed = replace(view, **wanted, version=view.version + 1, updated_at=at)
    _refuse_unfinished(changed)
    changes = {name: (_json(getattr(view, name)), _json(value)) for name, value in wanted.items()}
    return changed, make_event(EventType.VIEW_UPDATED, actor, at, ("view", view.id), changes)


def view_deleted(view: View, actor: Actor, at: datetime) -> Event:
    return make_event(EventType.VIEW_DELETED, actor, at, ("view", view.id), {"name": (view.name, None)})


def _checked(fields: Mapping[str, Any]) -> dict[str, Any]:
    fit = dict(fields)
    if "name" in fit:
        fit["name"] = " ".join(fit["name"].split())
    if "team_ids" in fit:
        fit["team_ids"] = tuple(sorted(set(fit["team_ids"])))
    if fit.get("columns") is not None:
        fit["columns"] = tuple(dict.fromkeys(fit["columns"]))
    if "filter" in fit:
        _refuse_tangled(fit["filter"])
    return fit


def _refuse_unfinished(view: View) -> None:
    if not view.name:
        raise Invalid("Give the view a name.", "name")
    if view.sharing is Sharing.TEAMS and not view.team_ids:
        raise Invalid("Say with which teams.", "team_ids")


def _refuse_tangled(asked: Mapping[str, Any]) -> None:
    """Every browser that shows the view asks this of every ticket."""
    level, depth, conditions = [asked], 0, 0
    while level:
        depth += 1
        conditions += sum("match" not in part for part in level)
        level = [inner for part in level for inner in part.get("of", ())]
    if depth > MAX_DEPTH + 1:
        raise Invalid(f"Groups may lie at most {MAX_DEPTH} deep in one another.", "filter")
    if conditions > MAX_CONDITIONS:
        raise Invalid(f"A view has at most {MAX_CONDITIONS} conditions.", "filter")


def _json(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
