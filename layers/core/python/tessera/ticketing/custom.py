"""What the organization's catalogue makes of a wish: own statuses, tags by their names of today, custom fields.

A custom field is called `fields.<id>` wherever a ticket's field has a name: in wishes, in changes, in
`field_versions`. So two agents who fill in two fields do not collide, and each is undone on its own.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Protocol

from schemas.vocabulary import UNRESOLVED, ActorType, FieldOf, RequiredAt, TicketStatus
from tessera.catalogue import filling, policy, values
from tessera.catalogue.filling import unless_old
from tessera.catalogue.model import EMPTY, Catalogue, Field, Status
from tessera.catalogue.policy import PREFIX
from tessera.catalogue.ports import Reading
from tessera.kernel.actor import Actor
from tessera.kernel.errors import Invalid, inside
from tessera.ticketing.drafts import NewMessage, NewTicket
from tessera.ticketing.model import Ticket

_BY = {
    RequiredAt.CREATION: "“{}” has to be filled in before the ticket is made.",
    RequiredAt.CLOSING: "“{}” has to be filled in before the ticket is resolved or closed.",
}
_WHILE_DONE = "“{}” has to be filled in as long as the ticket is resolved or closed."
_ALWAYS = "“{}” has to be filled in on every ticket."


class Definitions(Reading, Protocol):
    """The catalogue of one organization, at hand."""

    def use_tags(self, actor: Actor, names: Sequence[str]) -> None:
        """Somebody puts these on a ticket: those that are new become known."""
        ...


class NothingDefined:
    """An organization with no catalogue."""

    def read(self, fresh: bool = False) -> Catalogue:
        return EMPTY

    def use_tags(self, actor: Actor, names: Sequence[str]) -> None:
        """They are just names."""


class Customs:
    """The rules of one organization, for tickets. Reads the catalogue only if a wish has to do with it."""

    def __init__(self, definitions: Definitions) -> None:
        self._definitions = definitions

    def fitted(self, wish: Mapping[str, Any], actor: Actor) -> dict[str, Any]:
        """The wish with its status and tags as tickets keep them, and only fields that the actor may fill in.

        `wish` is already as `wishes.checked` gives it. Raises `Invalid` with the field at fault.
        """
        fit = dict(wish)
        if fit.get("status_id") is not None:
            fit["status"] = self._category(fit["status_id"], fit.get("status"))
        elif "status_id" in fit and "status" not in fit:
            raise Invalid("Name the status that it gets instead.", "status")
        self._fit_tags(fit, actor)
        self._refuse_strange(fit.get("fields") or (), actor)
        return fit

    def refuse_unfillable(self, wish: Mapping[str, Any]) -> None:
        """Raises `Invalid` for a custom field's value that no ticket can hold. `wish` is as `fitted` gives it.

        Whether a ticket has the field may hang on what another one holds: that shows when the wish is carried out.
        """
        for field_id, value in (wish.get("fields") or {}).items():
            with inside(PREFIX + field_id):
                values.checked(self._definitions.read().fields_by_id[field_id], value)

    def settled(self, wish: Mapping[str, Any], held: Mapping[str, Any]) -> dict[str, Any]:
        """The wish with each of its custom fields by its own name, for a ticket that holds these values by now.

        Raises `Invalid` with the field at fault.
        """
        fit = {name: value for name, value in wish.items() if name != "fields"}
        wanted = wish.get("fields") or {}
        if not wanted:
            return fit
        filled = unless_old(self._definitions, lambda catalogue: filling.fitted(catalogue, wanted, held))
        return fit | {PREFIX + field_id: value for field_id, value in filled.items()}

    def as_held(self, wish: Mapping[str, Any], held: Sequence[str]) -> dict[str, Any]:
        """The wish with the tags that a ticket has by a former name under that name: else nothing that one sees would
        change, and one tag would be there twice. `held` are the ticket's tags."""
        named = dict(wish)
        keys = [key for key in ("tags", "add_tags") if wish.get(key)] if held else []
        known = self._definitions.read().tags_by_name if keys else {}
        today = {name: known[name].name if name in known else name for name in held}
        kept = {now: name for name, now in today.items()} | {now: now for now in today.values() if now in today}
        for key in keys:
            names = (known[name].name if name in known else name for name in wish[key])
            named[key] = tuple(sorted({kept.get(name, name) for name in names}))
        return named

    def created(self, new: NewTicket, actor: Actor) -> NewTicket:
        """A ticket that somebody takes down, with all that it needs. Raises `Invalid` with the field at fault."""
        named = {"status": new.status, "status_id": new.status_id, "tags": new.tags, "fields": new.fields}
        wish = {name: value for name, value in named.items() if value}
        fit = {"status": TicketStatus.OPEN} | self.settled(self.fitted(wish, actor), {})
        fields = {name.removeprefix(PREFIX): fit.pop(name) for name in list(fit) if name.startswith(PREFIX)}
        made = replace(new, **fit, fields={name: value for name, value in fields.items() if value is not None})
        self.refuse_unfinished(None, fit["status"], made.fields, actor)
        return made

    def written(self, new: NewMessage) -> NewMessage:
        """A message with the category of the own status that it sets. Raises `Invalid` with the field at fault."""
        if new.set_status_id is None:
            return new
        return replace(new, set_status=self._category(new.set_status_id, new.set_status, "set_"))

    def refuse_unfinished(
        self, before: Ticket | None, status: TicketStatus, held: Mapping[str, Any], actor: Actor
    ) -> None:
        """Raises `Invalid` with all the fields that must be filled in by now. `before` is None for a new ticket.

        Only people are asked, and only for what they may fill in: mail comes in and snoozes end without them. A ticket
        that stays resolved or closed may have become so without a field; then only what it had must not be taken.
        """
        if actor.type is not ActorType.AGENT:
            return
        moments = [RequiredAt.CREATION] if before is None else []
        stood = before.fields if before is not None and before.status is status else None
        if status not in UNRESOLVED and held != stood:
            moments.append(RequiredAt.CLOSING)
        for moment in moments:
            unless_old(self._definitions, partial(_refuse_lacking, moment=moment, held=held, stood=stood, actor=actor))

    def refuse_emptied(self, before: Ticket, held: Mapping[str, Any], actor: Actor) -> None:
        """Raises `Invalid` with the fields that a ticket needs from its creation on, had, and would lose.

        One that never had them (it came by mail) may go on without, also when another field's value asks for them now:
        fields are filled in one after the other.
        """
        if actor.type is ActorType.AGENT and held != before.fields:
            unless_old(self._definitions, partial(_refuse_emptied, before=before.fields, held=held, actor=actor))

    def refuse_untouchable(self, names: Iterable[str], actor: Actor) -> None:
        """Raises `Invalid` for a step to take back that changed a custom field which the actor may not change. One that
        they may not see is not named."""
        customs = [name for name in names if name.startswith(PREFIX)]
        if not customs:
            return
        sees = policy.sight(actor, self._definitions.read(), lambda: self._definitions.read(fresh=True))
        if not all(map(sees, customs)):
            raise Invalid("This also changed what you may not see. Ask an administrator to undo it.", "activity_id")
        self._refuse_strange([name.removeprefix(PREFIX) for name in customs], actor)

    def _refuse_strange(self, field_ids: Iterable[str], actor: Actor) -> None:
        for id_ in field_ids:
            unless_old(self._definitions, partial(filling.refuse_strange, of=FieldOf.TICKET, field_id=id_, actor=actor))

    def tag_names(self, tag: str) -> tuple[str, ...]:
        """All names that tickets may have this tag by."""
        found = self._definitions.read().tags_by_name.get(tag)
        return found.names if found else (tag,)

    def _category(self, status_id: str, wished: TicketStatus | None, prefix: str = "") -> TicketStatus:
        """`prefix` is what the two fields' names begin with."""
        status = unless_old(self._definitions, lambda catalogue: _choosable(catalogue, status_id, prefix))
        if wished is not None and wished is not status.category:
            kind = status.category.value.replace("_", " ")
            raise Invalid(f"“{status.name}” is a kind of “{kind}”. Leave one of the two out.", f"{prefix}status")
        return status.category

    def _fit_tags(self, fit: dict[str, Any], actor: Actor) -> None:
        added = [name for key in ("tags", "add_tags") for name in fit.get(key) or ()]
        if added:
            self._definitions.use_tags(actor, added)
        removed = fit.get("remove_tags") or ()
        known = self._definitions.read().tags_by_name if added or removed else {}
        if not all(name in known for name in removed):
            # A tag may just have got that name.
            known = self._definitions.read(fresh=True).tags_by_name
        for key in ("tags", "add_tags"):
            if fit.get(key):
                fit[key] = tuple(sorted({known[name].name if name in known else name for name in fit[key]}))
        if removed:
            gone = {other for name in removed for other in (known[name].names if name in known else (name,))}
            fit["remove_tags"] = tuple(sorted(gone))


def _choosable(catalogue: Catalogue, status_id: str, prefix: str) -> Status:
    status = catalogue.status(status_id)
    if status is None or status.deleted:
        raise Invalid("There is no such status, or it is archived.", f"{prefix}status_id")
    return status


def _refuse_lacking(
    catalogue: Catalogue, moment: RequiredAt, held: Mapping[str, Any], stood: Mapping[str, Any] | None, actor: Actor
) -> None:
    """`stood` is what a ticket held that keeps its status."""
    excused = [] if stood is None else values.missing(catalogue, moment, stood)
    lacking = [field for field in values.missing(catalogue, moment, held) if field not in excused]
    asked = [field for field in lacking if policy.may_edit(actor, field)]
    if asked:
        raise _unfinished(asked, _WHILE_DONE if stood is not None else _BY[moment])


def _refuse_emptied(catalogue: Catalogue, before: Mapping[str, Any], held: Mapping[str, Any], actor: Actor) -> None:
    lacking = values.missing(catalogue, RequiredAt.CREATION, held)
    emptied = [
        field for field in lacking if not values.is_lacking(before.get(field.id)) and policy.may_edit(actor, field)
    ]
    if emptied:
        raise _unfinished(emptied, _ALWAYS)


def _unfinished(lacking: Sequence[Field], sentence: str) -> Invalid:
    told = [(PREFIX + field.id, sentence.format(field.name)) for field in lacking]
    return Invalid(told[0][1], told[0][0], tuple(told[1:]))
