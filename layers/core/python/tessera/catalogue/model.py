"""What an organization defines: its own statuses, its tags, its custom fields. All immutable."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Literal

from schemas.vocabulary import Colour, FieldOf, FieldType, RequiredAt, TicketStatus

Kind = Literal["status", "tag", "field"]


@dataclass(frozen=True, kw_only=True)
class Definition:
    """`deleted`: it cannot be chosen any more, but tickets that have it still show it. Nothing is ever forgotten."""

    id: str
    name: str
    created_at: datetime
    updated_at: datetime
    created_by: str | None
    position: int = 0
    deleted: bool = False
    version: int = 1


@dataclass(frozen=True, kw_only=True)
class Status(Definition):
    """One of the organization's own. Tickets that have it count as `category` everywhere; it never changes."""

    category: TicketStatus
    colour: Colour = Colour.GREY


@dataclass(frozen=True, kw_only=True)
class Tag(Definition):
    """Tickets hold tags by name. After a renaming or a merge they keep the old one, which is an alias from then on: so
    both cost the same however many tickets there are."""

    colour: Colour = Colour.GREY
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All that tickets may call it by."""
        return (self.name, *self.aliases)


@dataclass(frozen=True)
class Option:
    """One thing that a `one_of` or `many_of` field can hold. An archived one is only kept where it is."""

    id: str
    label: str
    archived: bool = False


@dataclass(frozen=True)
class Audience:
    """Agents of these roles or of these teams; everybody if it names none."""

    roles: tuple[str, ...] = ()
    team_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Condition:
    """Another field that has to hold one of `values` (option ids; `true` or `false` for a checkbox)."""

    field_id: str
    values: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Field(Definition):
    """A custom field of tickets, of people or of companies. `hint` says in words what `pattern` asks for."""

    type: FieldType
    of: FieldOf = FieldOf.TICKET
    description: str = ""
    options: tuple[Option, ...] = ()
    pattern: str = ""
    hint: str = ""
    required_at: RequiredAt | None = None
    visible_to: Audience = Audience()
    editable_by: Audience = Audience()
    depends_on: Condition | None = None


@dataclass(frozen=True)
class Catalogue:
    """All definitions of an organization, as they were read together. `version` counts what administrators changed."""

    version: int = 0
    statuses: tuple[Status, ...] = ()
    tags: tuple[Tag, ...] = ()
    fields: tuple[Field, ...] = ()

    def status(self, status_id: str) -> Status | None:
        return next((status for status in self.statuses if status.id == status_id), None)

    @cached_property
    def fields_by_id(self) -> Mapping[str, Field]:
        return {field.id: field for field in self.fields}

    @cached_property
    def tags_by_name(self) -> Mapping[str, Tag]:
        """By every name that tickets may use."""
        return {name: tag for tag in self.tags for name in tag.names}

    def of(self, kind: Kind) -> Sequence[Definition]:
        of_kind: dict[Kind, Sequence[Definition]] = {"status": self.statuses, "tag": self.tags, "field": self.fields}
        return of_kind[kind]

    def shown_tags(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """A ticket's tags by their names of today, without those that were deleted."""
        found = ((name, self.tags_by_name.get(name)) for name in names)
        return tuple(sorted({tag.name if tag else name for name, tag in found if tag is None or not tag.deleted}))


#: An organization that has defined nothing.
EMPTY = Catalogue()
