"""Many tickets, one act; and taking that back. Two calls to the database for a ticket, one for ten, two for a page."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, fields, replace
from datetime import datetime
from typing import Any, Protocol

from schemas.vocabulary import ItemResult, Priority, TicketScope, TicketStatus
from tessera.jobs.attempt import attempted, each_in_turn
from tessera.jobs.model import PAGE, Job, Outcome
from tessera.jobs.pages import Pages, selection_file
from tessera.jobs.ports import Cancelled
from tessera.kernel.actor import Actor
from tessera.kernel.clock import from_text, to_text
from tessera.kernel.errors import Invalid
from tessera.ticketing import policy
from tessera.ticketing.merging import MergeService
from tessera.ticketing.model import Claim
from tessera.ticketing.ports import AlreadyClaimed, TicketQuery, Tickets
from tessera.ticketing.requesting import NewRequester
from tessera.ticketing.service import TicketService
from tessera.ticketing.undoing import UndoService
from tessera.ticketing.writing import JOB, Written

Selection = Mapping[str, Any]
TIMES = ("due_at", "snoozed_until")


class Find(Protocol):
    """Tickets by the language of search: ids from a position on, and the position after them (None: the end)."""

    def __call__(self, actor: Actor, text: str, position: str | None, limit: int) -> tuple[list[str], str | None]: ...


class Bulk:
    """`tessera.jobs.ports.Work` on tickets that were chosen by ids or by a query."""

    def __init__(
        self,
        tickets: Tickets,
        service: TicketService,
        merging: MergeService,
        undoing: UndoService,
        pages: Pages,
        find: Find,
    ) -> None:
        self._tickets = tickets
        self._service = service
        self._merging = merging
        self._undoing = undoing
        self._pages = pages
        self._find = find

    def freeze(self, job: Job, actor: Actor, position: str | None) -> tuple[list[Any], str | None]:
        selection = self._pages.read(job, selection_file(job))
        return select(selection, _reaching(job, actor), position, self._tickets, self._find)

    def carry_out(self, job: Job, actor: Actor, page: int, items: Sequence[Any], cancelled: Cancelled) -> list[Outcome]:
        return self._each(job, actor, items, lambda claim: self._act(job, _reaching(job, actor), claim), cancelled)

    def finish(self, job: Job, actor: Actor) -> None:
        """Every ticket has its result; nothing is left to do."""

    def _each(
        self,
        job: Job,
        actor: Actor,
        ticket_ids: Sequence[str],
        act: Callable[[Claim], Written],
        cancelled: Cancelled,
    ) -> list[Outcome]:
        """Each ticket once: what this job did to it before is found by its claim."""
        before = self._tickets.find_claims(JOB, [claimed(job, one) for one in ticket_ids])
        seen = [ticket for ticket in self._tickets.get_many(ticket_ids) if policy.may_see(actor, ticket)]
        places = {ticket.id: f"#{ticket.number} {ticket.subject}" for ticket in seen}

        def one(ticket_id: str) -> Outcome:
            place, claim = places.get(ticket_id, ""), before.get(claimed(job, ticket_id))
            if claim is not None:
                return Outcome(ticket_id, ItemResult.DONE, place, change_id=claim.change_id)
            fresh = Claim(JOB, claimed(job, ticket_id), ticket_id)
            return attempted(ticket_id, lambda: _outcome(ticket_id, place, act(fresh)), place)

        def left(ticket_id: str) -> Outcome:
            return Outcome(ticket_id, ItemResult.NOT_DONE, places.get(ticket_id, ""))

        return each_in_turn(ticket_ids, one, left, cancelled)

    def _act(self, job: Job, actor: Actor, claim: Claim) -> Written:
        ticket_id, claims = claim.ticket_id, (claim,)
        match job.what["kind"]:
            case "delete":
                return self._service.delete(actor, ticket_id, claims)
            case "restore":
                return self._service.restore(actor, ticket_id, claims)
            case "merge":
                return self._merge(actor, claim, job.what["into"])
            case "identify":
                return self._identify(actor, claim)
        return self._service.edit(actor, ticket_id, wish_of(job.what["changes"]), claims=claims)

    def _identify(self, actor: Actor, claim: Claim) -> Written:
        """The requester is whoever has their address now."""
        (ticket,) = self._tickets.get_many([claim.ticket_id])
        requester = NewRequester(replace(ticket.requester, id=None))
        return self._service.edit(actor, ticket.id, {"requester": requester}, claims=(claim,))

    def _merge(self, actor: Actor, claim: Claim, into: str) -> Written:
        try:
            return Written(self._merging.merge(actor, claim.ticket_id, into, (claim,)), None)
        except AlreadyClaimed:  # another run of the same page was a moment faster
            return Written(self._merging.read(actor, into), None, fresh=False)


class Undo(Bulk):
    """Takes back what another job did, ticket by ticket, unless something newer touched the same fields."""

    def freeze(self, job: Job, actor: Actor, position: str | None) -> tuple[list[Any], str | None]:
        """From the claims of that job: they are the truth, also of a page in whose midst it was killed."""
        page, other = int(position or 0), self._other(job)
        if page >= other.pages:
            return [], None
        ids = [_ticket_id(item) for item in self._pages.items(other, page)]
        found = self._tickets.find_claims(JOB, [claimed(other, one) for one in ids])
        claims = (found.get(claimed(other, one)) for one in ids)
        items = [{"id": claim.ticket_id, "change_id": claim.change_id} for claim in claims if claim]
        return items, str(page + 1) if page + 1 < other.pages else None

    def carry_out(self, job: Job, actor: Actor, page: int, items: Sequence[Any], cancelled: Cancelled) -> list[Outcome]:
        changes = {item["id"]: item["change_id"] for item in items}

        def act(claim: Claim) -> Written:
            change_id = changes[claim.ticket_id]
            if change_id is None:
                raise Invalid("This cannot be undone.")
            return self._undoing.take_back(_reaching(job, actor), claim.ticket_id, change_id, (claim,))

        return self._each(job, actor, list(changes), act, cancelled)

    def _other(self, job: Job) -> Job:
        """The job that is taken back, as far as its lists need it."""
        return replace(job, id=job.undo_of or "", pages=job.what["pages"])


def _reaching(job: Job, actor: Actor) -> Actor:
    """Who was merged has tickets of every team, and all of them follow: whose they are is one truth. Of those that the
    actor does not see the results name no more than the id."""
    return replace(actor, ticket_scope=TicketScope.ALL) if job.what["kind"] == "identify" else actor


def select(
    selection: Selection, actor: Actor, position: str | None, tickets: Tickets, find: Find
) -> tuple[list[Any], str | None]:
    """The next page of the ids that were chosen."""
    left_out = set(selection.get("except_ids", ()))
    if "ids" in selection:
        start = int(position or 0)
        ids = selection["ids"][start : start + PAGE]
        return ids, str(start + PAGE) if start + PAGE < len(selection["ids"]) else None
    if selection.get("search") is not None:
        ids, position = find(actor, selection["search"], position, PAGE)
    else:
        page = tickets.list(policy.limited_to(actor, query_of(selection)), PAGE, position)
        ids, position = [ticket.id for ticket in page.items], page.next_cursor
    return [one for one in ids if one not in left_out], position


def kept_query(query: TicketQuery) -> dict[str, Any]:
    """The filters of a list as plain JSON. Whatever they are, none is left out: a job would take more tickets for it
    than were meant."""
    said = {name: value for name, value in asdict(query).items() if value}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in said.items()}


def query_of(selection: Selection) -> TicketQuery:
    """The other way round."""
    known = {field.name for field in fields(TicketQuery)}
    held: dict[str, Any] = {name: value for name, value in selection.items() if name in known}
    held["statuses"] = tuple(TicketStatus(status) for status in held.get("statuses", ()))
    held["tag_aliases"] = tuple(held.get("tag_aliases", ()))
    if held.get("priority"):
        held["priority"] = Priority(held["priority"])
    return TicketQuery(**held)


def claimed(job: Job, ticket_id: str) -> str:
    return f"{job.id}:{ticket_id}"


def _ticket_id(item: Any) -> str:
    """A bulk job's lists hold ids; an undo's hold ids with the change to take back."""
    return str(item["id"] if isinstance(item, dict) else item)


def wish_of(changes: Mapping[str, Any]) -> dict[str, Any]:
    """A wish as ticketing takes it, from the JSON that was kept."""
    wish = dict(changes)
    for name in TIMES:
        if wish.get(name) is not None:
            wish[name] = from_text(wish[name])
    return wish


def kept_wish(wish: Mapping[str, Any]) -> dict[str, Any]:
    """The other way round."""
    return {
        name: to_text(value) if isinstance(value, datetime) else list(value) if isinstance(value, tuple) else value
        for name, value in wish.items()
    }


def _outcome(ticket_id: str, place: str, written: Written) -> Outcome:
    if not written.fresh:
        return Outcome(ticket_id, ItemResult.UNCHANGED, place)
    return Outcome(ticket_id, ItemResult.DONE, place, change_id=written.ticket.last_change_id)
