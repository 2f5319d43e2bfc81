"""Use cases of saved views."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from schemas.vocabulary import Permission, Sharing
from tessera.catalogue.policy import PREFIX, sight
from tessera.catalogue.ports import Reading
from tessera.kernel.actor import Actor
from tessera.kernel.clock import Clock
from tessera.kernel.errors import Conflict, Invalid, NotFound
from tessera.kernel.line import filled_line
from tessera.views import policy
from tessera.views.model import View, change_view, new_view, view_deleted
from tessera.views.ports import Customers, People, StaleView, Views
from tessera.views.present import view as presented
from tessera.views.references import WORDS, Surroundings, following, named_in, requesters_in
from tessera.views.sight import PARTS, UNSEEN, Sees, seen_by

MAX_SHARED = 200
MAX_PRIVATE = 100


class ViewService:
    """For one organization."""

    def __init__(self, views: Views, definitions: Reading, people: People, customers: Customers, clock: Clock) -> None:
        self._views = views
        self._definitions = definitions
        self._people = people
        self._customers = customers
        self._clock = clock

    def list_views(self, actor: Actor) -> list[View]:
        """Those that the actor may see, as far as they may, in the actor's own order; new ones come last, by name.
        Three calls, and one or more if requesters are asked for."""
        actor.require(Permission.TICKETS_READ)
        agent_id = actor.id or ""
        seen = [view for view in self._views.shared() if policy.may_see(actor, view)]
        seen += self._views.private(agent_id)
        place = {id_: at for at, id_ in enumerate(self._views.order(agent_id))}
        ordered = sorted(seen, key=lambda view: (place.get(view.id, len(place)), view.name.casefold(), view.id))
        filters = self._following([view.filter for view in ordered])
        whole = [replace(view, filter=filter_) for view, filter_ in zip(ordered, filters, strict=True)]
        return [seen_by(self._sight_of(actor), view) for view in whole]

    def create_view(self, actor: Actor, fields: Mapping[str, Any]) -> View:
        """Raises `Invalid` with the field at fault, `Forbidden`."""
        fields = self._wished(fields)
        view, event = new_view(actor, self._clock(), fields)
        policy.require_write(actor, view)
        self._refuse_missing(actor, fields, None)
        self._refuse_too_many(actor, view)
        self._views.add(view, event)
        return view

    def change_view(self, actor: Actor, view_id: str, fields: Mapping[str, Any], seen: int | None = None) -> View:
        """The view as far as the actor may see it. Raises `NotFound`, `Invalid`, `Forbidden`, and `Conflict` if it
        changed since version `seen`."""
        view = self._seen(actor, view_id)
        policy.require_write(actor, view)
        if seen is not None and seen != view.version:
            raise self._stale(actor, view)
        fields = self._without_unseen(actor, view, self._wished(fields))
        changed, event = change_view(view, actor, self._clock(), fields)
        if event is None:
            return seen_by(self._sight_of(actor), view)
        policy.require_write(actor, changed)
        self._refuse_missing(actor, fields, view)
        if changed.sharing is Sharing.PRIVATE and view.owner_id != actor.id:
            raise Invalid("Only its maker can keep a view to themselves. Delete it instead.", "sharing")
        if (changed.sharing is Sharing.PRIVATE) != (view.sharing is Sharing.PRIVATE):
            self._refuse_too_many(actor, changed)
        try:
            self._views.save(changed, view, event)
        except StaleView as error:
            raise self._stale(actor, self._seen(actor, view_id)) from error
        return seen_by(self._sight_of(actor), changed)

    def delete_view(self, actor: Actor, view_id: str) -> None:
        view = self._seen(actor, view_id)
        policy.require_write(actor, view)
        self._views.remove(view, view_deleted(view, actor, self._clock()))

    def arrange(self, actor: Actor, view_ids: Sequence[str]) -> None:
        """The actor's own order. Views that are gone by now do no harm."""
        actor.require(Permission.TICKETS_READ)
        self._views.save_order(actor.id or "", list(dict.fromkeys(view_ids)))

    def gone_fields(self, views: Iterable[View]) -> dict[str, list[str]]:
        """Ids of the custom fields that each view names and that there are no more, by the views' ids."""
        named = {view.id: {one.id for one in named_in(vars(view)) if one.kind == "field"} for view in views}
        every = {id_ for ids in named.values() for id_ in ids} - {UNSEEN.removeprefix(PREFIX)}
        known = self._definitions.read().fields_by_id if every else {}
        if not every.issubset(known):  # a field may be newer than what is at hand
            known = self._definitions.read(fresh=True).fields_by_id
        gone = {id_ for id_ in every if id_ not in known or known[id_].deleted}
        return {view_id: sorted(ids & gone) for view_id, ids in named.items()}

    def _sight_of(self, actor: Actor) -> Sees:
        return sight(actor, self._definitions.read(), lambda: self._definitions.read(fresh=True))

    def _without_unseen(self, actor: Actor, view: View, fields: Mapping[str, Any]) -> Mapping[str, Any]:
        """Parts of which the actor sees only some stay as they are when they come back as they were shown. Raises
        `Invalid` for another: it would take the rest away from those who see it."""
        shown = seen_by(self._sight_of(actor), view)
        partly = [name for name in PARTS if getattr(shown, name) != getattr(view, name)]
        for name in partly:
            before = getattr(shown, name)
            if name in fields and fields[name] != (list(before) if isinstance(before, tuple) else before):
                raise Invalid("This names a field that you may not see. Save a view of your own instead.", name)
        return {name: value for name, value in fields.items() if name not in partly}

    def _refuse_missing(self, actor: Actor, fields: Mapping[str, Any], before: View | None) -> None:
        """What the view named before may stay, also if it is gone by now."""
        had = {(one.kind, one.id) for one in named_in(vars(before))} if before else set()
        surroundings = Surroundings(self._definitions, self._people, actor)
        for one in named_in(fields):
            if (one.kind, one.id) not in had:
                surroundings.refuse_missing(one)

    def _seen(self, actor: Actor, view_id: str) -> View:
        actor.require(Permission.TICKETS_READ)
        view = self._views.get(view_id, actor.id or "")
        if view is None or not policy.may_see(actor, view):
            raise NotFound("There is no such view.")
        return replace(view, filter=self._following([view.filter])[0])

    def _wished(self, fields: Mapping[str, Any]) -> Mapping[str, Any]:
        fit = dict(fields)
        if "name" in fit:
            fit["name"] = filled_line(fit["name"], "name")
        if fit.get("filter"):
            fit["filter"] = self._following([fit["filter"]])[0]
        return fit

    def _following(self, filters: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """As they find the tickets of those who were merged into somebody since."""
        stays = self._customers.who_stays({each for filter_ in filters for each in requesters_in(filter_)} - WORDS)
        return [following(filter_, stays) for filter_ in filters]

    def _refuse_too_many(self, actor: Actor, view: View) -> None:
        if view.sharing is Sharing.PRIVATE:
            if len(self._views.private(actor.id or "")) >= MAX_PRIVATE:
                raise Invalid(f"You have {MAX_PRIVATE} views. Delete one that you no longer need.", "name")
        elif len(self._views.shared()) >= MAX_SHARED:
            raise Invalid(f"There are {MAX_SHARED} shared views. Delete one that nobody needs.", "sharing")

    def _stale(self, actor: Actor, current: View) -> Conflict:
        seen = seen_by(self._sight_of(actor), current)
        shown = presented(seen, self.gone_fields([seen])[seen.id])
        return Conflict("Somebody changed this view in the meantime. Look at it again.", shown)
