"""What administrators do with the definitions, and how tags come into being."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, is_dataclass, replace
from typing import Any, TypeVar

from schemas.vocabulary import EventType, Permission
from tessera.catalogue import checking, naming
from tessera.catalogue.model import Catalogue, Definition, Field, Kind, Status, Tag
from tessera.catalogue.ports import Definitions, StaleCatalogue
from tessera.catalogue.present import presented
from tessera.kernel.actor import Actor
from tessera.kernel.clock import Clock
from tessera.kernel.errors import AlreadyExists, Conflict, Invalid, NotFound
from tessera.kernel.events import Event, make_event

MAX_TRIES = 5
MAX_TAGS = 1000
_MODELS: dict[Kind, type[Status] | type[Tag] | type[Field]] = {"status": Status, "tag": Tag, "field": Field}
_CREATED = {"status": EventType.STATUS_CREATED, "tag": EventType.TAG_CREATED, "field": EventType.FIELD_CREATED}
_UPDATED = {"status": EventType.STATUS_UPDATED, "tag": EventType.TAG_UPDATED, "field": EventType.FIELD_UPDATED}

T = TypeVar("T")


class CatalogueService:
    """For one organization. All changes of its definitions come one after the other: their names, conditions and
    numbers are rules about several of them."""

    def __init__(self, definitions: Definitions, clock: Clock, changed: Callable[[], None] | None = None) -> None:
        """`changed` is told after each change."""
        self._definitions = definitions
        self._clock = clock
        self._changed = changed or _nothing

    def create(self, actor: Actor, kind: Kind, wish: Mapping[str, Any]) -> Any:
        """A new definition, at the end. Raises `Invalid`, `AlreadyExists`, `Forbidden`."""

        def step(catalogue: Catalogue) -> tuple[Any, Callable[[], None]]:
            fit = checking.checked(kind, catalogue, wish, None)
            there = catalogue.of(kind)
            taken = {one.id for one in there}
            id_ = naming.tag_id(fit["name"]) if kind == "tag" else naming.slug(fit["name"], kind, taken)
            if id_ in taken:  # a tag that was renamed holds the id of its first name
                raise AlreadyExists("There is one of this name already.", "name")
            at = self._clock()
            position = max((one.position for one in there), default=0) + 1
            made = _MODELS[kind](id=id_, created_at=at, updated_at=at, created_by=actor.id, position=position, **fit)
            shown = {name: (None, _json(getattr(made, name))) for name in fit}
            event = make_event(_CREATED[kind], actor, at, (kind, made.id), shown)
            return made, lambda: self._definitions.commit(catalogue, [made], event)

        return self._one_after_the_other(actor, step)

    def change(self, actor: Actor, kind: Kind, id_: str, wish: Mapping[str, Any], seen: int | None = None) -> Any:
        """Raises `NotFound`, `Invalid`, `AlreadyExists`, and `Conflict` if it changed since version `seen`."""

        def step(catalogue: Catalogue) -> tuple[Any, Callable[[], None]]:
            present = _found(catalogue, kind, id_)
            if seen is not None and seen != present.version:
                raise Conflict("Somebody changed this in the meantime. Look at it again.", presented(present))
            fit = checking.checked(kind, catalogue, wish, present)
            different = {name: value for name, value in fit.items() if getattr(present, name) != value}
            if not different:
                return present, _nothing
            at = self._clock()
            changed = replace(present, **different, version=present.version + 1, updated_at=at)
            changes = {name: (_json(getattr(present, name)), _json(value)) for name, value in different.items()}
            event = make_event(_UPDATED[kind], actor, at, (kind, id_), changes)
            return changed, lambda: self._definitions.commit(catalogue, [changed], event)

        return self._one_after_the_other(actor, step)

    def arrange(self, actor: Actor, kind: Kind, ids: Sequence[str]) -> None:
        """Put them into this order; those that are not named follow as they were. Raises `Invalid`, `Forbidden`."""

        def step(catalogue: Catalogue) -> tuple[None, Callable[[], None]]:
            there: dict[str, Definition] = {one.id: one for one in catalogue.of(kind) if not one.deleted}
            if len(set(ids)) != len(ids) or not set(ids) <= set(there):
                raise Invalid("Name each once, by its id.", "ids")
            at = self._clock()
            order = [*ids, *(id_ for id_ in there if id_ not in ids)]
            moved = [
                replace(there[id_], position=place, version=there[id_].version + 1, updated_at=at)
                for place, id_ in enumerate(order, 1)
                if there[id_].position != place
            ]
            if not moved:
                return None, _nothing
            changes = {"order": (list(there), order)}
            event = make_event(_UPDATED[kind], actor, at, (kind, moved[0].id), changes)
            return None, lambda: self._definitions.commit(catalogue, moved, event)

        self._one_after_the_other(actor, step)

    def merge_tags(self, actor: Actor, id_: str, into: str) -> Tag:
        """One tag instead of two, on every ticket at once. Raises `NotFound`, `Invalid`, `Forbidden`."""

        def step(catalogue: Catalogue) -> tuple[Tag, Callable[[], None]]:
            source, target = _found(catalogue, "tag", id_), _found(catalogue, "tag", into)
            if source.id == target.id:
                raise Invalid("A tag cannot be merged into itself.", "into")
            at = self._clock()
            aliases = tuple(sorted({*target.aliases, *source.names}))
            merged = replace(target, aliases=aliases, version=target.version + 1, updated_at=at)
            changes = {"aliases": (list(target.aliases), list(aliases))}
            event = make_event(EventType.TAG_MERGED, actor, at, ("tag", target.id), changes, {"merged": source.name})
            return merged, lambda: self._definitions.commit(catalogue, [merged], event, [source])

        return self._one_after_the_other(actor, step)

    def use_tags(self, actor: Actor, known: Catalogue, names: Sequence[str]) -> bool:
        """Make the tags that nobody used before; bring back those that were deleted. Says whether there may be any.

        `known` is what is at hand. What it does not have is looked for in what there is by now: somebody may just have
        given another tag that name. Where everybody does so at this moment, a tag goes by its name until its next use.
        """
        if all(name in known.tags_by_name and not known.tags_by_name[name].deleted for name in names):
            return False
        for _ in range(MAX_TRIES):
            try:
                self._make_known(actor, self._definitions.read(), names)
            except StaleCatalogue:
                continue
            break
        return True

    def _make_known(self, actor: Actor, catalogue: Catalogue, names: Sequence[str]) -> None:
        """Raises `StaleCatalogue`."""
        at = self._clock()
        new = [name for name in names if name not in catalogue.tags_by_name][: max(0, MAX_TAGS - len(catalogue.tags))]
        made = [
            Tag(id=naming.tag_id(name), name=name, created_at=at, updated_at=at, created_by=actor.id) for name in new
        ]
        if made:
            self._definitions.add_tags(catalogue, [(tag, _tag_made(tag, actor)) for tag in made])
        for tag in [tag for name in names if (tag := catalogue.tags_by_name.get(name)) and tag.deleted]:
            self._bring_back(actor, tag)

    def _bring_back(self, actor: Actor, tag: Tag) -> None:
        """Raises `StaleCatalogue`."""
        catalogue = self._definitions.read()
        present = next((one for one in catalogue.tags if one.id == tag.id and one.deleted), None)
        if present is None:
            return
        at = self._clock()
        back = replace(present, deleted=False, version=present.version + 1, updated_at=at)
        event = make_event(EventType.TAG_UPDATED, actor, at, ("tag", tag.id), {"deleted": (True, False)})
        self._definitions.commit(catalogue, [back], event)

    def _one_after_the_other(self, actor: Actor, step: Callable[[Catalogue], tuple[T, Callable[[], None]]]) -> T:
        """Decide on the catalogue as it is, write, and do it again if somebody else wrote in between."""
        actor.require(Permission.ADMIN)
        for _ in range(MAX_TRIES):
            outcome, write = step(self._definitions.read())
            try:
                write()
            except StaleCatalogue:
                continue
            self._changed()
            return outcome
        raise Conflict("Several people are changing these settings at this moment. Try again.")


def _found(catalogue: Catalogue, kind: Kind, id_: str) -> Any:
    found = next((one for one in catalogue.of(kind) if one.id == id_), None)
    if found is None:
        raise NotFound(f"There is no such {kind}.")
    return found


def _tag_made(tag: Tag, actor: Actor) -> Event:
    return make_event(EventType.TAG_CREATED, actor, tag.created_at, ("tag", tag.id), {"name": (None, tag.name)})


def _nothing() -> None:
    """There is nothing to write, or nobody to tell."""


def _json(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_json(one) for one in value]
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
