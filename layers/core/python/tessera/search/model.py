"""What is searched, what is asked, and what is found. None of it knows an engine."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from schemas.vocabulary import MessageKind


@dataclass(frozen=True)
class Text:
    """What one message says. `author` is the name beside it."""

    message_id: str
    kind: MessageKind
    author: str
    text: str


@dataclass(frozen=True)
class TicketDocument:
    """A ticket as an index holds it. `people` are names and addresses, `version` the ticket's own. `status_id` is
    one of the organization's own statuses, `status` the category. `merged`: its conversation is in another ticket, and
    only its number finds it, because that leads on. `merged_subjects` are those of the tickets whose conversations
    are in this one."""

    id: str
    number: int
    subject: str
    status: str
    priority: str
    channel: str
    assignee_id: str | None
    team_id: str | None
    requester: tuple[str, str]
    people: tuple[str, ...]
    tags: tuple[str, ...]
    files: tuple[str, ...]
    texts: tuple[Text, ...]
    created_at: datetime
    updated_at: datetime
    version: int
    type: str | None = None
    due_at: datetime | None = None
    follower_ids: tuple[str, ...] = ()
    company_id: str | None = None
    status_id: str | None = None
    merged: bool = False
    merged_subjects: tuple[str, ...] = ()


@dataclass(frozen=True)
class PersonDocument:
    """Somebody who writes to the organization. `company` is its name, or empty."""

    id: str
    name: str
    emails: tuple[str, ...]
    company: str
    version: int


Document = TicketDocument | PersonDocument


class Order(StrEnum):
    """By what results are sorted. `RELEVANCE` is the latest change where there are no words to rank by."""

    RELEVANCE = "relevance"
    UPDATED = "updated"
    CREATED = "created"


class Place(StrEnum):
    """Where words are looked for. `REST` is messages, people and the names of files."""

    SUBJECT = "subject"
    NOTES = "notes"
    REST = "rest"


EVERYWHERE = frozenset(Place)


class Field(StrEnum):
    """What a ticket can be asked for exactly. An index has a column of each name. `FROM` is the requester's address and
    name, each whole."""

    STATUS = "status"
    PRIORITY = "priority"
    ASSIGNEE = "assignee"
    TEAM = "team"
    TAG = "tag"
    CHANNEL = "channel"
    NUMBER = "number"
    HAS = "has"
    TYPE = "type"
    FOLLOWER = "follower"
    COMPANY = "company"
    FROM = "from"


#: What a page of results counts, and `NONE` the value of what has no assignee, team or company.
FACETS = (Field.STATUS, Field.PRIORITY, Field.ASSIGNEE, Field.TEAM, Field.TAG)
NONE = "none"
#: The value of what has no tag: a tag may be called "none", none is called so (`tag_form`). Facets leave it out.
NO_TAG = "-"


@dataclass(frozen=True)
class Words:
    """One word or, `exact`, a phrase. `prefix`: its last word may go on. `number`: the ticket of this number is meant
    as well, and comes first."""

    text: str
    exact: bool = False
    prefix: bool = False
    excluded: bool = False
    number: str | None = None


@dataclass(frozen=True)
class Requester:
    """What words of the requester's name or address begin with; `exact`: all of the one or the other, or an address by
    which they are known `also`."""

    text: str
    exact: bool = False
    excluded: bool = False
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class OneOf:
    """The field has one of the values."""

    field: Field
    values: tuple[str, ...]
    excluded: bool = False


@dataclass(frozen=True)
class Period:
    """`field` is `created`, `updated` or `due`; from `start` on, and before `end`. None: open; if both are, it is
    any time at all."""

    field: str
    start: datetime | None
    end: datetime | None
    excluded: bool = False


Condition = Words | Requester | OneOf | Period


@dataclass(frozen=True)
class Scope:
    """Whose tickets: those of these teams, of no team, and the agent's own (as `ticketing.policy.may_see`)."""

    team_ids: frozenset[str]
    agent_id: str | None


@dataclass(frozen=True)
class Request:
    """All conditions hold; words are looked for in `places`. `scope` None: every ticket. `typos`: a word may be spelled
    nearly so."""

    conditions: tuple[Condition, ...]
    places: frozenset[Place] = EVERYWHERE
    notes: bool = True
    scope: Scope | None = None
    typos: bool = False
    facets: bool = False
    limit: int = 20
    offset: int = 0
    order: Order = Order.RELEVANCE

    @property
    def has_words(self) -> bool:
        """Whether hits are more or less what was looked for."""
        asked = [each for each in self.conditions if not each.excluded]
        return any(isinstance(each, Words) or (isinstance(each, Requester) and not each.exact) for each in asked)

    @property
    def by_number(self) -> bool:
        """Whether a ticket is asked for by its number: only so are merged ones found."""
        asked = [each for each in self.conditions if not each.excluded]
        named = any(isinstance(each, OneOf) and each.field is Field.NUMBER for each in asked)
        return named or any(isinstance(each, Words) and each.number is not None for each in asked)

    @property
    def sorted_by(self) -> str | None:
        """The time by which hits are sorted, latest first; None for the best first."""
        if self.order is not Order.RELEVANCE:
            return self.order.value
        return None if self.has_words else Order.UPDATED.value


@dataclass(frozen=True)
class Part:
    """A piece of a text; `hit` if it is what was looked for."""

    text: str
    hit: bool = False


@dataclass(frozen=True)
class Excerpt:
    message_id: str
    kind: MessageKind
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Highlights:
    """`subject` and `requester` are whole, the messages' excerpts the best few. Empty where nothing was found."""

    subject: tuple[Part, ...] = ()
    requester: tuple[Part, ...] = ()
    messages: tuple[Excerpt, ...] = ()
    files: tuple[tuple[Part, ...], ...] = ()
    #: The words that were hit, as they are compared: what a misspelt word turned out to be.
    words: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Hit:
    ticket_id: str
    score: float
    highlights: Highlights


@dataclass(frozen=True)
class FoundPerson:
    """Each text whole, with its hits. `email` is the address that was hit, or the first."""

    id: str
    name: tuple[Part, ...]
    email: tuple[Part, ...]
    company: tuple[Part, ...]


@dataclass(frozen=True)
class Found:
    """`facets` has, per field, the values with their counts, most first."""

    hits: tuple[Hit, ...] = ()
    total: int = 0
    facets: dict[Field, list[tuple[str, int]]] = field(default_factory=dict)
