"""Saved views: which tickets, in which order and groups, and who has the view."""

import re
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag, ValidationInfo, field_validator

from schemas.base import Id, Inbound, Outbound
from schemas.vocabulary import ActorType, Channel, Priority, Sharing, TicketType

ChoiceField = Literal[
    "status",
    "priority",
    "type",
    "assignee",
    "team",
    "requester",
    "company",
    "channel",
    "tag",
    "follower",
    "number",
    "last_by",
]
TimeField = Literal["created", "updated", "due", "snoozed_until", "first_reply", "resolved"]
#: One of the organization's own fields, by its id. Whether it is still there, and for whom, whoever looks finds out.
OwnField = Annotated[str, Field(pattern=r"^fields\.[\w-]{1,64}$")]
SortField = Literal["updated", "created", "due", "priority", "number", "subject", "requester"] | OwnField
#: Of the organization's own fields those of which a ticket holds one of few values.
GroupField = Literal["status", "assignee", "team", "priority", "due"] | OwnField
Layout = Literal["list", "board"]
Column = (
    Literal[
        "number",
        "requester",
        "tag",
        "status",
        "priority",
        "type",
        "channel",
        "assignee",
        "team",
        "due",
        "created",
        "updated",
    ]
    | OwnField
)
#: What a list that fills the screen tells of each ticket besides its subject.
Columns = Annotated[list[Column], Field(max_length=30)]

_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,9})?")
_MOMENT = re.compile(
    r"[+-]\d{1,5}[mhdw]|today|tomorrow|\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)?)?"
)


#: What may be asked for of fields that hold one of few values.
_VALUES: dict[str, type[StrEnum]] = {"priority": Priority, "type": TicketType, "channel": Channel, "last_by": ActorType}


def _moment(text: str) -> str:
    if not _MOMENT.fullmatch(text):
        raise ValueError("Write a time such as 2026-12-01T09:00:00Z, today, tomorrow, -7d, +2h or -30m.")
    if text[0].isdigit():
        try:
            datetime.fromisoformat(text)
        except ValueError:
            raise ValueError("There is no such day or time of day.") from None
    return text


class IsOneOf(Inbound):
    """`me` is whoever looks, `none` is nothing. A status is a category or one of the organization's own."""

    field: ChoiceField | OwnField
    op: Literal["in", "not_in"]
    value: list[Annotated[str, Field(min_length=1, max_length=100)]] = Field(min_length=1, max_length=100)

    @field_validator("value")
    @classmethod
    def _are_there(cls, value: list[str], info: ValidationInfo) -> list[str]:
        known = _VALUES.get(info.data.get("field", ""))
        strange = [one for one in value if known and one != "none" and one not in set(known)]
        if known and strange:
            raise ValueError(f"There is no “{strange[0]}” here. Choose of {', '.join(known)}, none.")
        return value


class Contains(Inbound):
    field: Literal["subject"] | OwnField
    op: Literal["contains"]
    value: str = Field(min_length=1, max_length=200)


class IsThen(Inbound):
    """A moment, or one that is told from the moment of looking: `-7d`, `+2h`, `today` as it begins. Of a field of the
    organization's own it may be a number."""

    field: TimeField | OwnField
    op: Literal["before", "after"]
    value: str

    @field_validator("value")
    @classmethod
    def _fits(cls, value: str, info: ValidationInfo) -> str:
        may_be_number = info.data.get("field", "").startswith("fields.")
        return value if may_be_number and _NUMBER.fullmatch(value) else _moment(value)


class IsSet(Inbound):
    field: ChoiceField | TimeField | OwnField
    op: Literal["set", "unset"]


class Group(Inbound):
    """What `all`, `any` or `none` of its parts say. With no parts, `all` is every ticket."""

    match: Literal["all", "any", "none"]
    of: list["Filter"] = Field(max_length=50)


def _kind(part: object) -> str | None:
    held = part if isinstance(part, dict) else vars(part) if isinstance(part, Inbound) else {}
    if "match" in held:
        return "group"
    kinds = {"in": "choice", "not_in": "choice", "contains": "text", "before": "time", "after": "time"}
    return kinds.get(str(held.get("op")), "set")


Filter = Annotated[
    Annotated[Group, Tag("group")]
    | Annotated[IsOneOf, Tag("choice")]
    | Annotated[Contains, Tag("text")]
    | Annotated[IsThen, Tag("time")]
    | Annotated[IsSet, Tag("set")],
    Discriminator(_kind),
]


class Sort(Inbound):
    field: SortField
    direction: Literal["asc", "desc"]


class View(Outbound):
    """`filter` finds among all tickets that the reader may see, but deleted and merged ones. `sort` null is the usual
    order: by status, then the last change first. A board has a column for each group; without one, for each status.
    `columns` null are those that the reader likes. `gone_fields` are ids of the organization's own fields that it names
    and that were deleted since; they may stay, and no other view can name them. Where it names a field that the reader
    may not see, `fields.unseen` stands in its filter, which finds nothing; its sort, group and columns leave it out."""

    id: str
    name: str
    icon: str
    filter: Group
    sort: Sort | None
    group: GroupField | None
    layout: Layout
    columns: list[Column] | None
    gone_fields: list[str] = Field(default_factory=list)
    sharing: Sharing
    team_ids: list[str]
    owner_id: str
    created_at: str
    updated_at: str
    version: int


class ViewList(Outbound):
    """In the reader's own order."""

    items: list[View]


class CreateView(Inbound):
    """Sharing with everyone is for supervisors and administrators; `icon` is an emoji, or empty."""

    name: str = Field(min_length=1, max_length=80)
    icon: str = Field(default="", max_length=16)
    filter: Group
    sort: Sort | None = None
    group: GroupField | None = None
    layout: Layout = "list"
    columns: Columns | None = None
    sharing: Sharing = Sharing.PRIVATE
    team_ids: list[Id] = Field(default_factory=list, max_length=50)


class PatchView(Inbound):
    """Only the fields that are sent change."""

    name: str | None = Field(default=None, min_length=1, max_length=80)
    icon: str | None = Field(default=None, max_length=16)
    filter: Group | None = None
    sort: Sort | None = None
    group: GroupField | None = None
    layout: Layout | None = None
    columns: Columns | None = None
    sharing: Sharing | None = None
    team_ids: list[Id] | None = Field(default=None, max_length=50)


class ViewOrder(Inbound):
    ids: list[Id] = Field(max_length=300)


Group.model_rebuild()
