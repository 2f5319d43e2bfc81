"""What an organization defines: its own statuses, its tags, its custom fields of tickets, people and companies."""

from typing import Annotated, Literal

from pydantic import Field

from schemas.base import Id, Inbound, Outbound
from schemas.vocabulary import Colour, FieldOf, FieldType, RequiredAt, Role, TicketStatus

#: What a custom field holds: a text (also a day, an address, an option's id), a number, a tick, options' ids.
FieldValue = bool | int | float | str | list[str] | None
#: By the fields' ids.
FieldValues = dict[Annotated[str, Field(max_length=64)], FieldValue]


class OwnStatus(Outbound):
    """One of the organization's own statuses. Tickets that have it count as `category`. A deleted one is archived:
    tickets that have it show it, nobody can choose it."""

    id: str
    name: str
    category: TicketStatus
    colour: Colour
    deleted: bool
    version: int
    updated_at: str


class Tag(Outbound):
    """`aliases` are names that tickets may still have it by, after a renaming or a merge: they mean this tag. A deleted
    one is shown on no ticket; using it again brings it back."""

    id: str
    name: str
    colour: Colour
    aliases: list[str]
    deleted: bool
    version: int
    updated_at: str


class Option(Outbound):
    id: str
    label: str
    archived: bool


class Audience(Outbound):
    """Agents of these roles or of these teams; everybody if both are empty. Administrators always belong to it."""

    roles: list[Role]
    team_ids: list[str]


class Condition(Outbound):
    """There is the field only if another one holds one of these: ids of options, or `true` and `false`."""

    field_id: str
    values: list[str]


class CustomField(Outbound):
    """`editable` says whether whoever asks may fill it in. What a deleted field holds can be read, not changed. A
    `pattern` is in RE2's syntax and has to match the whole text; `hint` says in words what it asks for."""

    id: str
    name: str
    type: FieldType
    of: FieldOf
    description: str
    options: list[Option]
    pattern: str
    hint: str
    required_at: RequiredAt | None
    visible_to: Audience
    editable_by: Audience
    depends_on: Condition | None
    editable: bool
    deleted: bool
    version: int
    updated_at: str


class Catalogue(Outbound):
    """All of it, each in the order in which screens show it. Fields that whoever asks may not see are left out."""

    version: int
    statuses: list[OwnStatus]
    tags: list[Tag]
    fields: list[CustomField]


class CreateStatus(Inbound):
    name: str = Field(min_length=1, max_length=80)
    category: TicketStatus
    colour: Colour = Colour.GREY


class PatchStatus(Inbound):
    """Only the members that are sent change. `deleted` archives the status, or brings it back."""

    name: str | None = Field(default=None, min_length=1, max_length=80)
    category: TicketStatus | None = None
    colour: Colour | None = None
    deleted: bool | None = None


class CreateTag(Inbound):
    name: str = Field(min_length=1, max_length=50)
    colour: Colour = Colour.GREY


class PatchTag(Inbound):
    """Only the members that are sent change, on all tickets at once."""

    name: str | None = Field(default=None, min_length=1, max_length=50)
    colour: Colour | None = None
    deleted: bool | None = None


class MergeTag(Inbound):
    """`into` is the id of the tag that stays."""

    into: Id


class OptionInput(Inbound):
    """Leave `id` out for a new option. One that is not named any more is archived."""

    id: Id | None = None
    label: str = Field(min_length=1, max_length=80)
    archived: bool = False


class AudienceInput(Inbound):
    roles: list[Role] = Field(default_factory=list, max_length=10)
    team_ids: list[Id] = Field(default_factory=list, max_length=100)


class ConditionInput(Inbound):
    field_id: Id
    values: list[Id] = Field(min_length=1, max_length=200)


class CreateField(Inbound):
    name: str = Field(min_length=1, max_length=80)
    type: FieldType
    of: FieldOf = FieldOf.TICKET
    description: str = Field(default="", max_length=500)
    options: list[OptionInput] = Field(default_factory=list, max_length=200)
    pattern: str = Field(default="", max_length=500)
    hint: str = Field(default="", max_length=200)
    required_at: RequiredAt | None = None
    visible_to: AudienceInput = Field(default_factory=AudienceInput)
    editable_by: AudienceInput = Field(default_factory=AudienceInput)
    depends_on: ConditionInput | None = None


class PatchField(Inbound):
    """Only the members that are sent change; the type and what has the field cannot. `deleted` takes the field off all
    forms, or brings it back."""

    name: str | None = Field(default=None, min_length=1, max_length=80)
    description: str | None = Field(default=None, max_length=500)
    options: list[OptionInput] | None = Field(default=None, max_length=200)
    pattern: str | None = Field(default=None, max_length=500)
    hint: str | None = Field(default=None, max_length=200)
    required_at: RequiredAt | None = None
    visible_to: AudienceInput | None = None
    editable_by: AudienceInput | None = None
    depends_on: ConditionInput | None = None
    deleted: bool | None = None


class Arrange(Inbound):
    """Those that are not named follow as they were."""

    kind: Literal["status", "field"]
    ids: list[Id] = Field(min_length=1, max_length=200)
