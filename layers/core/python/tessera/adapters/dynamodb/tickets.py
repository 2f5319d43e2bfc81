"""The tickets of one organization in the `core` table (docs/data-model.md)."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import reduce

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path

from schemas.vocabulary import UNRESOLVED
from tessera.adapters.dynamodb import keys
from tessera.adapters.dynamodb.bodies import Bodies
from tessera.adapters.dynamodb.codec import Item, encode
from tessera.adapters.dynamodb.table import Table, equals
from tessera.adapters.dynamodb.ticket_items import (
    RANK,
    TICKET_SK,
    UNRESOLVED_RANK,
    event_from,
    message_from,
    revision_from,
    revision_sk,
    ticket_from,
    tombstone_from,
)
from tessera.adapters.dynamodb.ticket_writes import TicketWrites
from tessera.kernel.clock import to_ms, to_text
from tessera.kernel.errors import BadCursor
from tessera.kernel.events import Event
from tessera.kernel.ids import OrgId, first_id
from tessera.kernel.page import Page, decode_cursor, encode_cursor
from tessera.ticketing.model import Message, Revision, Ticket, Tombstone
from tessera.ticketing.ports import Entry, TicketQuery

#: With a filter beside the index more items are read than a page holds, so that sparse pages are rare. Still one call.
FILTERED_READ = 200
SCHEDULED_SHOWN = 100

_ENTRY = re.compile(r"M#[0-9a-f-]{36}")
#: A `gsk` (see ticket_items.py): the status's rank, the time, and the ticket's id.
_PLACE = re.compile(r"([45789])#[0-9TZ:.-]{24}#([0-9a-f-]{36})")


class TicketTable(TicketWrites):
    """`tessera.ticketing.ports.Tickets`. The writes are in `ticket_writes.py`."""

    def __init__(self, core: Table, org_id: OrgId, bodies: Bodies) -> None:
        super().__init__(core, org_id, bodies)

    def get(self, ticket_id: str) -> Ticket | None:
        item = self._core.get(keys.ticket(self._org, ticket_id), TICKET_SK)
        return ticket_from(item) if item and item["kind"] == "ticket" else None

    def purged(self, ticket_id: str) -> Tombstone | None:
        item = self._core.get(keys.ticket(self._org, ticket_id), TICKET_SK)
        return tombstone_from(item) if item and item["kind"] == "tombstone" else None

    def get_many(self, ticket_ids: Sequence[str]) -> list[Ticket]:
        items = self._core.get_many([(keys.ticket(self._org, ticket_id), TICKET_SK) for ticket_id in ticket_ids])
        return [ticket_from(item) for item in items if item["kind"] == "ticket"]

    def get_by_number(self, number: int) -> Ticket | None:
        item = self._core.get(keys.number(self._org, number), "NO")
        return self.get(item["ticket_id"]) if item else None

    def open(self, ticket_id: str, limit: int) -> tuple[Ticket, Page[Entry]] | None:
        """The ticket sorts right after its entries, so one backward query gives it and the newest of them."""
        pk = keys.ticket(self._org, ticket_id)
        read = limit + 2  # the ticket, a page of entries, and one more to know whether there are more
        items, last = self._core.query(pk, _between("M#", TICKET_SK), limit=read, forward=False, consistent=True)
        if not items or items[0]["kind"] != "ticket":
            return None
        ticket = ticket_from(items[0])
        others = [self._before(other, TICKET_SK, limit) for other in ticket.merged_ids]
        return ticket, self._page(ticket_id, [(items[1:], last is not None and len(items) < read), *others], limit)

    def entries(self, ticket_id: str, limit: int, cursor: str | None, merged_ids: Sequence[str] = ()) -> Page[Entry]:
        before = _checked(_ENTRY, cursor, self._org, ticket_id)[0] if cursor else TICKET_SK
        parts = [self._before(one, before, limit) for one in (ticket_id, *merged_ids)]
        return self._page(ticket_id, parts, limit)

    def list(self, query: TicketQuery, limit: int, cursor: str | None, *, oldest_first: bool = False) -> Page[Ticket]:
        index, pk = self._index_of(query)
        where = _filter(query, index)
        fingerprint = (self._org, repr(query))
        after = self._start(index, pk, query, _checked(_PLACE, cursor, *fingerprint)) if cursor else None
        items, last = self._core.query(
            pk,
            _rank_range(query),
            index=index,
            where=where,
            limit=limit if where is None else max(limit, FILTERED_READ),
            after=after,
            forward=oldest_first,
        )
        if len(items) > limit:
            items = items[:limit]
            last = items[-1]
        next_cursor = encode_cursor({"at": last["gsk"]}, *fingerprint) if last else None
        return Page([ticket_from(item) for item in items], next_cursor)

    def find_message(self, ticket_id: str, message_id: str) -> Message | None:
        item = self._core.get(keys.ticket(self._org, ticket_id), f"M#{message_id}")
        if item and item["kind"] == "pointer":
            return next(iter(self._pointed([item]).values()), None)
        return message_from(self._bodies.fetch(item)) if item and item["kind"] == "message" else None

    def revisions(self, ticket_id: str, message_id: str) -> Sequence[Revision]:
        of_message = Path("sk").startswith(revision_sk(message_id))
        items, _ = self._core.query(keys.ticket(self._org, ticket_id), of_message, consistent=True)
        return [revision_from(self._bodies.fetch(item)) for item in items]

    def forget_bodies(self, ticket_id: str, message_id: str) -> None:
        item = self._core.get(keys.ticket(self._org, ticket_id), f"M#{message_id}")
        self._bodies.forget(self._messages.body_place(ticket_id, message_id), item.get("body_key") if item else None)

    def scheduled(self, author_id: str) -> Sequence[tuple[str, Message]]:
        """As many calls as it takes: what others do not decide about must not hide one's own."""
        own, after, found = equals("author_id", author_id), None, list[Item]()
        while True:
            items, after = self._core.query(keys.scheduled(self._org), index="gs1", where=own, after=after)
            found += items
            if after is None or len(found) >= SCHEDULED_SHOWN:
                break
        return [(item["ticket_id"], message_from(self._bodies.fetch(item))) for item in found[:SCHEDULED_SHOWN]]

    def find_event(self, ticket_id: str, event_id: str) -> Event | None:
        item = self._core.get(keys.ticket(self._org, ticket_id), f"M#{event_id}")
        return event_from(item) if item and item["kind"] == "event" else None

    def entries_since(self, ticket_id: str, at: datetime) -> Sequence[Entry]:
        pk = keys.ticket(self._org, ticket_id)
        entries: list[Entry] = []
        after: Item | None = None
        since = _between(f"M#{first_id(to_ms(at) + 1)}", TICKET_SK)
        while True:
            items, after = self._core.query(pk, since, after=after)
            entries += self._entries([item for item in items if item["kind"] != "ticket"])
            if after is None:
                return entries

    def _before(self, ticket_id: str, before: str, limit: int) -> tuple[Sequence[Item], bool]:
        """The newest entries of one ticket before a sort key, newest first, and whether there are older ones."""
        read = limit + 2  # the entry that the cursor names, a page, and one more to know whether there are more
        pk = keys.ticket(self._org, ticket_id)
        items, last = self._core.query(pk, _between("M#", before), limit=read, forward=False)
        older = [item for item in items if item["sk"] < before]
        return older[:limit], len(older) > limit or (last is not None and len(items) < read)

    def _page(self, ticket_id: str, parts: Sequence[tuple[Sequence[Item], bool]], limit: int) -> Page[Entry]:
        """One page of several conversations: entries of all tickets sort by the time in their ids."""
        newest_first = sorted((item for items, _ in parts for item in items), key=lambda item: item["sk"], reverse=True)
        shown = newest_first[:limit]
        more = len(newest_first) > limit or any(older for _, older in parts)
        next_cursor = encode_cursor({"at": shown[-1]["sk"]}, self._org, ticket_id) if more and shown else None
        return Page([*self._entries(shown[::-1])], next_cursor)

    def _entries(self, items: Sequence[Item]) -> Sequence[Entry]:
        """What these items show: not what a split gave to another ticket, but what it gave to this one."""
        pointed = self._pointed([item for item in items if item["kind"] == "pointer"])
        shown = (pointed.get(item["sk"]) if item["kind"] == "pointer" else self._entry(item) for item in items)
        return [entry for entry in shown if entry is not None]

    def _entry(self, item: Item) -> Entry | None:
        if item["kind"] == "event":
            return event_from(item)
        return None if "shown_on" in item else message_from(self._bodies.fetch(item))

    def _pointed(self, pointers: Sequence[Item]) -> dict[str, Message]:
        """The messages that pointers stand for, by their sort keys: one call."""
        homes = {item["sk"]: item["home"] for item in pointers}
        items = self._core.get_many([(keys.ticket(self._org, home), sk) for sk, home in homes.items()], consistent=True)
        return {
            item["sk"]: replace(message_from(self._bodies.fetch(item)), home=homes[item["sk"]])
            for item in items
            if item["kind"] == "message"
        }

    def _start(self, index: str, pk: str, query: TicketQuery, place: re.Match[str]) -> Item:
        """The key to go on after. DynamoDB refuses one that is outside of what the query reads."""
        if query.statuses and place[1] not in {RANK[status] for status in query.statuses}:
            raise BadCursor
        return {index: pk, "gsk": place[0], "pk": keys.ticket(self._org, place[2]), "sk": TICKET_SK}

    def _index_of(self, query: TicketQuery) -> tuple[str, str]:
        """The narrowest index for the query; what it does not cover, `_filter` does."""
        if query.deleted:
            return "gs1", keys.deleted_tickets(self._org)
        if query.requester:
            return "gs3", keys.tickets_of_requester(self._org, query.requester)
        if query.company:
            return "gs5", keys.tickets_of_company(self._org, query.company)
        if query.assignee and query.assignee != "none":
            return "gs2", keys.tickets_of_assignee(self._org, query.assignee)
        if query.team:
            return "gs4", keys.tickets_of_team(self._org, None if query.team == "none" else query.team)
        if query.assignee:
            return "gs2", keys.tickets_of_assignee(self._org, None)
        return "gs1", keys.tickets_of_org(self._org)


def _checked(form: re.Pattern[str], cursor: str, *query: str) -> re.Match[str]:
    """The position in a cursor. Anybody can make one up, so it is looked at like any other input."""
    at = decode_cursor(cursor, *query).get("at")
    found = form.fullmatch(at) if isinstance(at, str) else None
    if found is None:
        raise BadCursor
    return found


def _between(low: str, high: str) -> Condition:
    return Path("sk").between(encode(low), encode(high))


def _rank_range(query: TicketQuery) -> Condition | None:
    """The part of an index that holds these statuses: one of them, the unresolved, or all."""
    statuses = query.statuses
    if not statuses:
        return None
    if set(statuses) == set(UNRESOLVED):
        return Path("gsk") > encode(UNRESOLVED_RANK)
    if len(statuses) == 1:
        rank = RANK[statuses[0]]
        if query.changed_since is None:
            return Path("gsk").startswith(rank)
        return Path("gsk").between(encode(f"{rank}#{to_text(query.changed_since)}"), encode(f"{rank}~"))
    raise ValueError("A list is of one status, of the unresolved, or of all.")


def _filter(query: TicketQuery, index: str) -> Condition | None:
    conditions: list[Condition] = []
    if query.requester and index != "gs3":
        conditions.append(Path(["requester", "id"]) == encode(query.requester))
    if query.company and index != "gs5":
        conditions.append(equals("company_id", query.company))
    if query.assignee and index != "gs2":
        conditions.append(_equals_or_none("assignee_id", query.assignee))
    if query.team and index != "gs4":
        conditions.append(_equals_or_none("team_id", query.team))
    if query.priority:
        conditions.append(equals("priority", query.priority.value))
    if query.tag:
        conditions.append(_tagged(query.tag, *query.tag_aliases))
    if query.seen_by_teams is not None:
        conditions.append(_visible(query.seen_by_teams, query.seen_by_agent))
    return reduce(lambda a, b: a & b, conditions) if conditions else None


def _tagged(*names: str) -> Condition:
    """A tag may stand on tickets under several names."""
    return reduce(lambda a, b: a | b, (Path("tags").contains(encode(name)) for name in names))


def _equals_or_none(name: str, value: str) -> Condition:
    return Path(name).does_not_exist() if value == "none" else equals(name, value)


def _visible(team_ids: frozenset[str], agent_id: str | None) -> Condition:
    """The same rule as `tessera.ticketing.policy.may_see`, as a condition."""
    condition: Condition = Path("team_id").does_not_exist()
    for team_id in sorted(team_ids):
        condition |= equals("team_id", team_id)
    return condition | equals("assignee_id", agent_id) if agent_id else condition
