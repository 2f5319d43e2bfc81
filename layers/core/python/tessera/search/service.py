"""Searching: what is typed becomes a request, what the index finds becomes what the actor may see of it now."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from schemas.vocabulary import Permission
from tessera.catalogue.ports import Reading
from tessera.identity.companies import Company
from tessera.kernel.actor import Actor
from tessera.kernel.clock import Clock
from tessera.kernel.errors import BadCursor, Conflict
from tessera.kernel.page import decode_cursor, encode_cursor
from tessera.search import policy, suggesting
from tessera.search.choosing import understood
from tessera.search.model import EVERYWHERE, Field, Found, FoundPerson, Hit, OneOf, Order, Request, Words
from tessera.search.ports import Addresses, CompanyNames, Directory, Index, NoIndex, Preparation, Tickets
from tessera.search.suggesting import Suggestion
from tessera.search.tokens import MAX_QUERY
from tessera.search.understanding import Asker, Understanding, understand
from tessera.ticketing.model import Ticket
from tessera.ticketing.policy import may_see

#: With fewer results than this, words are compared letter by letter, so that misspelt ones find something too.
FEW = 5
#: Nobody reads so far; a narrower search is the answer.
MAX_OFFSET = 1_000
MAX_PEOPLE = 5
Facets = dict[Field, list[tuple[str, int]]]
MAX_COMPANIES = 3
#: A build that was asked for and has not begun by then is asked for again.
ASK_AGAIN = timedelta(seconds=30)


@dataclass(frozen=True)
class Results:
    """`preparing`: there is no index yet, it is being made, and nothing can be found until it is.

    `near`: words that are spelled nearly so were taken too. A page may be shorter than `limit` and yet have a next.
    `facets` is None on further pages, and for near spellings: counting what is hardly meant helps nobody.
    """

    understanding: Understanding
    hits: tuple[tuple[Ticket, Hit], ...] = ()
    total: int = 0
    facets: Facets | None = None
    next_cursor: str | None = None
    suggestions: tuple[Suggestion, ...] = ()
    people: tuple[FoundPerson, ...] = ()
    companies: tuple[Company, ...] = ()
    near: bool = False
    preparing: bool = False


class SearchService:
    """For one organization."""

    def __init__(
        self,
        index: Index,
        tickets: Tickets,
        directory: Directory,
        companies: CompanyNames,
        addresses: Addresses,
        definitions: Reading,
        preparation: Preparation,
        clock: Clock,
    ) -> None:
        self._index = index
        self._tickets = tickets
        self._directory = directory
        self._companies = companies
        self._addresses = addresses
        self._definitions = definitions
        self._preparation = preparation
        self._clock = clock

    def search(
        self, actor: Actor, text: str, limit: int, cursor: str | None, order: Order = Order.RELEVANCE
    ) -> Results:
        """Raises `Forbidden`, `BadCursor`. Facets, people and companies come with the first page only."""
        actor.require(Permission.TICKETS_READ)
        text = text[:MAX_QUERY]
        understanding = understand(text, self._asker(actor))
        request = replace(_request(actor, understanding, limit), order=order)
        try:
            if cursor is not None:
                request = _continued(request, decode_cursor(cursor, *_fingerprint(actor, text, order)))
                found = self._index.search(request)
            else:
                request, found = self._first(request)
            name = None if cursor else _name_in(understanding)
            people = tuple(self._index.people(name, MAX_PEOPLE)) if name else ()
        except NoIndex:
            self._prepare()
            return Results(understanding, preparing=True)
        suggestions = () if cursor else suggesting.corrections(text, understanding, found, request.typos)
        return Results(
            understanding,
            self._seen(actor, found.hits, request.by_number),
            found.total,
            self._of_today(request, found.facets) if request.facets else None,
            _next_cursor(actor, text, request, found),
            suggestions,
            people,
            tuple(self._companies.companies(name, MAX_COMPANIES, None).items) if name else (),
            request.typos,
        )

    def choose(self, actor: Actor, text: str, position: str | None, limit: int) -> tuple[list[str], str | None]:
        """Ids of all that a query finds, as it is typed and no nearly so; `position` is where the next ones begin.

        They are not re-read: whoever acts on them looks at each. Raises `Forbidden`, `Invalid` for a query that is not
        clear, `Conflict` without an index.
        """
        actor.require(Permission.TICKETS_READ)
        offset = int(position or 0)
        request = replace(_request(actor, understood(text[:MAX_QUERY], self._asker(actor)), limit), facets=False)
        try:
            found = self._index.search(replace(request, offset=offset))
        except NoIndex:
            self._prepare()
            raise Conflict("Search is being prepared. Try again in a minute.") from None
        after = offset + limit
        return [hit.ticket_id for hit in found.hits], str(after) if after < found.total else None

    def suggest(self, actor: Actor, text: str, limit: int = 8) -> list[Suggestion]:
        """How the query may go on. Raises `Forbidden`."""
        actor.require(Permission.TICKETS_READ)
        text = text[:MAX_QUERY]
        scope = policy.scope_of(actor)
        try:
            return suggesting.completions(text, self._asker(actor), self._index, scope, limit)
        except NoIndex:
            self._prepare()
            return []

    def _asker(self, actor: Actor) -> Asker:
        return Asker(actor.id, self._directory, self._companies, self._addresses, self._definitions, self._clock())

    def _first(self, request: Request) -> tuple[Request, Found]:
        found = self._index.search(request)
        if found.total >= FEW or not request.has_words:
            return request, found
        looser = replace(request, typos=True, facets=False)
        near = self._index.search(looser)
        return (looser, near) if near.total > found.total else (request, found)

    def _seen(self, actor: Actor, hits: Sequence[Hit], by_number: bool) -> tuple[tuple[Ticket, Hit], ...]:
        """The tickets as they are now: the index may be a second behind. What the actor may not see is left out, and
        what was merged unless it was asked for `by_number`."""
        if not hits:
            return ()
        now = {ticket.id: ticket for ticket in self._tickets.get_many([hit.ticket_id for hit in hits])}
        pairs = [(now[hit.ticket_id], hit) for hit in hits if hit.ticket_id in now]
        there = [pair for pair in pairs if pair[0].deleted_at is None and (by_number or pair[0].merged_into is None)]
        seen = [(ticket, hit) for ticket, hit in there if may_see(actor, ticket)]
        shown = self._definitions.read().shown_tags
        return tuple((_tagged_so(ticket, shown(ticket.tags)), hit) for ticket, hit in seen)

    def _of_today(self, request: Request, facets: Facets) -> Facets:
        """With tags by their names of today, and without those that were deleted."""
        if Field.TAG not in facets:
            return facets
        shown = self._definitions.read().shown_tags
        counts: dict[str, list[int]] = {}
        for name, count in facets[Field.TAG]:
            for tag in shown((name,)):
                counts.setdefault(tag, []).append(count)
        counted = Counter({tag: self._tagged(request, tag) if each[1:] else each[0] for tag, each in counts.items()})
        return facets | {Field.TAG: counted.most_common()}

    def _tagged(self, request: Request, tag: str) -> int:
        """How many of those that are found have the tag. By two of its names, if those were merged, one may have it
        twice."""
        having = OneOf(Field.TAG, self._definitions.read().tags_by_name[tag].names)
        asked = replace(request, conditions=(*request.conditions, having), order=Order.UPDATED, facets=False, limit=1)
        return self._index.search(asked).total

    def _prepare(self) -> None:
        self._preparation.ask(self._clock() + ASK_AGAIN)


def _tagged_so(ticket: Ticket, tags: tuple[str, ...]) -> Ticket:
    return ticket if tags == ticket.tags else replace(ticket, tags=tags)


def _name_in(understanding: Understanding) -> str:
    """Whose name words alone may be; empty for anything else: who filters looks for tickets."""
    words = [each for each in understanding.conditions if isinstance(each, Words) and not each.excluded]
    if len(words) != len(understanding.conditions) or understanding.places != EVERYWHERE:
        return ""
    return " ".join(each.text for each in words)


def _request(actor: Actor, understanding: Understanding, limit: int) -> Request:
    return Request(
        understanding.conditions,
        understanding.places,
        notes=policy.may_read_notes(actor),
        scope=policy.scope_of(actor),
        facets=True,
        limit=limit,
    )


def _fingerprint(actor: Actor, text: str, order: Order) -> tuple[str, ...]:
    return "search", actor.org_id, actor.id or "", text, order.value


def _continued(request: Request, position: dict[str, object]) -> Request:
    offset, typos = position.get("at"), position.get("typos")
    if not isinstance(offset, int) or not isinstance(typos, bool) or not 0 <= offset <= MAX_OFFSET:
        raise BadCursor
    return replace(request, offset=offset, typos=typos, facets=False)


def _next_cursor(actor: Actor, text: str, request: Request, found: Found) -> str | None:
    after = request.offset + request.limit
    if after >= found.total or after > MAX_OFFSET:
        return None
    return encode_cursor({"at": after, "typos": request.typos}, *_fingerprint(actor, text, request.order))
