"""What ticketing needs from outside."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from schemas.vocabulary import Delivery, Priority, TicketStatus
from tessera.kernel.events import Event
from tessera.kernel.page import Page
from tessera.kernel.person import Contact
from tessera.ticketing.model import Change, Claim, FileRef, Message, Reference, Revision, Ticket, Tombstone

#: One entry of a ticket's timeline.
Entry = Message | Event


class AlreadyClaimed(Exception):
    """A claim of the change exists already; nothing was written. `claim` is the one that is there."""

    def __init__(self, claim: Claim) -> None:
        super().__init__(f"The {claim.kind} is there already.")
        self.claim = claim


class UnknownReference(Exception):
    """A team or status that the change names is not there, or an agent who may have tickets; nothing was written."""

    def __init__(self, reference: Reference) -> None:
        super().__init__(f"There is no such {reference.kind}.")
        self.reference = reference


class UploadTaken(Exception):
    """Another message took a file that a message of the change takes; nothing was written."""

    def __init__(self, file_id: str) -> None:
        super().__init__(file_id)
        self.file_id = file_id


class StaleCount(Exception):
    """Routing gave another ticket to the agent, or in the team, since that was counted; nothing was written. Choose
    again."""


class StaleTicket(Exception):
    """The ticket changed since it was read; nothing was written. Read again and retry."""


@dataclass(frozen=True, kw_only=True)
class TicketQuery:
    """Which tickets. `statuses` is empty for all, `assignee` and `team` may be `none`; `deleted`: only the deleted.
    `tag_aliases` are further names that tickets may have the tag by. `changed_since` goes with one status only.

    `seen_by_teams` limits the list to what an agent of these teams (None: no limit) with `seen_by_agent` may see.
    """

    statuses: tuple[TicketStatus, ...] = ()
    assignee: str | None = None
    team: str | None = None
    requester: str | None = None
    company: str | None = None
    priority: Priority | None = None
    tag: str | None = None
    tag_aliases: tuple[str, ...] = ()
    deleted: bool = False
    changed_since: datetime | None = None
    seen_by_teams: frozenset[str] | None = None
    seen_by_agent: str | None = None


@dataclass(frozen=True)
class DeliveryReport:
    """`mail_ids` are the Message-IDs (without brackets) by which answers to the message may name it."""

    delivery: Delivery
    detail: str | None = None
    mail_ids: tuple[str, ...] = ()


class Tickets(Protocol):
    """The tickets of one organization."""

    def get(self, ticket_id: str) -> Ticket | None: ...

    def purged(self, ticket_id: str) -> Tombstone | None:
        """What stays of a purged ticket, which nothing else of this finds any more."""
        ...

    def get_many(self, ticket_ids: Sequence[str]) -> Sequence[Ticket]:
        """Those that exist, in no particular order: one call for at most 100."""
        ...

    def get_by_number(self, number: int) -> Ticket | None: ...

    def open(self, ticket_id: str, limit: int) -> tuple[Ticket, Page[Entry]] | None:
        """The ticket and its newest entries, oldest first: one call, and one more for each ticket merged into it."""
        ...

    def entries(self, ticket_id: str, limit: int, cursor: str | None, merged_ids: Sequence[str] = ()) -> Page[Entry]:
        """The entries before `cursor`, oldest first, together with those of the tickets merged into this one. What a
        split gave to another ticket is left out, so a page may be short."""
        ...

    def list(self, query: TicketQuery, limit: int, cursor: str | None, *, oldest_first: bool = False) -> Page[Ticket]:
        """By status and latest change, the newest first, or all of it from the other end: one call whatever the number
        of tickets; a page may be short. Raises `BadCursor`."""
        ...

    def scheduled(self, author_id: str) -> Sequence[tuple[str, Message]]:
        """The next hundred replies of somebody that wait, with the ids of the tickets that hold them, the first to go
        first."""
        ...

    def next_number(self) -> int: ...

    def find_claim(self, kind: str, value: str) -> Claim | None: ...

    def find_claims(self, kind: str, values: Sequence[str]) -> dict[str, Claim]:
        """Those that are there, by value: one call for at most 100."""
        ...

    def find_event(self, ticket_id: str, event_id: str) -> Event | None: ...

    def entries_since(self, ticket_id: str, at: datetime) -> Sequence[Entry]:
        """All entries after a time, oldest first."""
        ...

    def find_message(self, ticket_id: str, message_id: str) -> Message | None:
        """One that the ticket holds, or that a split gave it: that has its `home`."""
        ...

    def revisions(self, ticket_id: str, message_id: str) -> Sequence[Revision]:
        """What a message said before, oldest first."""
        ...

    def forget_bodies(self, ticket_id: str, message_id: str) -> None:
        """Erase what is kept of a message's long bodies, but for those that it has now."""
        ...

    def commit(self, *changes: Change) -> None:
        """Write all of them or nothing. Raises `StaleTicket`, `AlreadyClaimed`, `UnknownReference`,
        `UploadTaken`, `StaleCount`."""
        ...

    def set_delivery(self, ticket_id: str, message_id: str, report: DeliveryReport, event: Event) -> None:
        """Note how far a message came, and under which Message-IDs it went. Raises `NotFound`."""
        ...

    def set_files(self, ticket_id: str, message: Message, files: Sequence[FileRef], event: Event) -> None:
        """The message's files with what was found in them. Raises `StaleTicket` if they changed since it was read."""
        ...

    def import_conversation(self, ticket: Ticket, entries: Sequence[Entry], claims: Sequence[Claim] = ()) -> None:
        """Write a finished conversation from elsewhere, without telling anybody. Writing it again changes nothing.

        Later tickets get higher numbers. Raises `AlreadyExists` for a number that another ticket has, and
        `AlreadyClaimed`.
        """
        ...


class Customers(Protocol):
    """The customers of one organization, as far as tickets need them."""

    def look_up(self, email: str) -> Contact:
        """What is known of an address: one call, and one more where the company is not the address's own domain's."""
        ...

    def addresses(self, customer_id: str) -> tuple[str, ...]:
        """All addresses of somebody; none if there is nobody of this id."""
        ...


class Mailboxes(Protocol):
    """Where the organization's mail arrives."""

    def among(self, addresses: Collection[str]) -> Collection[str]:
        """Which of these are its own: one call, none if there are none."""
        ...


class Files(Protocol):
    """The organization's files."""

    def take(self, file_ids: Sequence[str], actor_id: str | None) -> list[FileRef]:
        """Files that this actor uploaded and no message has yet. Raises `Invalid` for any other."""
        ...


@dataclass(frozen=True)
class Sanitiser:
    """Makes HTML safe to show, and reads safe HTML as text."""

    sanitise: Callable[[str], str]
    to_text: Callable[[str], str]
