"""Use cases of saved views."""

from collections.abc import Mapping, Sequence
from typing import Any

from schemas.vocabulary import Permission, Sharing
from tessera.kernel.actor import Actor
from tessera.kernel.clock import Clock
from tessera.kernel.errors import Conflict, Invalid, NotFound
from tessera.views import policy
from tessera.views.model import View, change_view, new_view, view_deleted
from tessera.views.ports import StaleView, Views
from tessera.views.present import view as presented

MAX_SHARED = 200
MAX_PRIVATE = 100


class ViewService:
    """For one organization."""

    def __init__(self, views: Views, clock: Clock) -> None:
        self._views = views
        self._clock = clock

    def list_views(self, actor: Actor) -> list[View]:
        """Those that the actor may see, in the actor's own order; new ones come last, by name. Three calls."""
        actor.require(Permission.TICKETS_READ)
        agent_id = actor.id or ""
        seen = [view for view in self._views.shared() if policy.may_see(actor, view)]
        seen += self._views.private(agent_id)
        place = {id_: at for at, id_ in enumerate(self._views.order(agent_id))}
        return sorted(seen, key=lambda view: (place.get(view.id, len(place)), view.name.casefold(), view.id))

    def create_view(self, actor: Actor, fields: Mapping[str, Any]) -> View:
        """Raises `Invalid` with the field at fault, `Forbidden`."""
        view, event = new_view(actor, self._clock(), fields)
        policy.require_write(actor, view)
        self._refuse_too_many(actor, view)
        self._views.add(view, event)
        return view

    def change_view(self, actor: Actor, view_id: str, fields: Mapping[str, Any], seen: int | None = None) -> View:
        """Raises `NotFound`, `Invalid`, `Forbidden`, and `Conflict` if it changed since version `seen`."""
        view = self._seen(actor, view_id)
        policy.require_write(actor, view)
        if seen is not None and seen != view.version:
            raise _stale(view)
        changed, event = change_view(view, actor, self._clock(), fields)
        if event is None:
            return view
        policy.require_write(actor, changed)
        if changed.sharing is Sharing.PRIVATE and view.owner_id != actor.id:
            raise Invalid("Only its maker can keep a view to themselves. Delete it instead.", "sharing")
        if (changed.sharing is Sharing.PRIVATE) != (view.sharing is Sharing.PRIVATE):
            self._refuse_too_many(actor, changed)
        try:
            self._views.save(changed, view, event)
        except StaleView as error:
            raise _stale(self._seen(actor, view_id)) from error
        return changed

    def delete_view(self, actor: Actor, view_id: str) -> None:
        view = self._seen(actor, view_id)
        policy.require_write(actor, view)
        self._views.remove(view, view_deleted(view, actor, self._clock()))

    def arrange(self, actor: Actor, view_ids: Sequence[str]) -> None:
        """The actor's own order. Views that are gone by now do no harm."""
        actor.require(Permission.TICKETS_READ)
        self._views.save_order(actor.id or "", list(dict.fromkeys(view_ids)))

    def _seen(self, actor: Actor, view_id: str) -> View:
        actor.require(Permission.TICKETS_READ)
        view = self._views.get(view_id, actor.id or "")
        if view is None or not policy.may_see(actor, view):
            raise NotFound("There is no such view.")
        return view

    def _refuse_too_many(self, actor: Actor, view: View) -> None:
        if view.sharing is Sharing.PRIVATE:
            if len(self._views.private(actor.id or "")) >= MAX_PRIVATE:
                raise Invalid(f"You have {MAX_PRIVATE} views. Delete one that you no longer need.", "name")
        elif len(self._views.shared()) >= MAX_SHARED:
            raise Invalid(f"There are {MAX_SHARED} shared views. Delete one that nobody needs.", "sharing")


def _stale(current: View) -> Conflict:
    return Conflict("Somebody changed this view in the meantime. Look at it again.", presented(current))
