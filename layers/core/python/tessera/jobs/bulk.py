"""Many tickets, one act. Two calls to the database for a ticket, one for ten, two for a page; one more for a page of
which not everything was done."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from schemas.vocabulary import ItemResult, TicketScope
from tessera.jobs.attempt import attempted, each_in_turn
from tessera.jobs.choosing import Choice, Find
from tessera.jobs.model import Job, Outcome
from tessera.jobs.pages import Pages, selection_file
from tessera.jobs.ports import Cancelled
from tessera.jobs.words import Words, words_of
from tessera.kernel.actor import Actor
from tessera.kernel.clock import from_text, to_text
from tessera.ticketing import policy
from tessera.ticketing.merging import MergeService
from tessera.ticketing.model import Claim
from tessera.ticketing.ports import AlreadyClaimed, Tickets
from tessera.ticketing.requesting import AS_KNOWN_NOW
from tessera.ticketing.scheduling import SchedulingService
from tessera.ticketing.service import TicketService
from tessera.ticketing.undoing import UndoService
from tessera.ticketing.writing import JOB, Written

TIMES = ("due_at", "snoozed_until")


class Bulk:
    """`tessera.jobs.ports.Work` on tickets that were chosen by ids or by a query."""

    def __init__(
        self,
        tickets: Tickets,
        service: TicketService,
        merging: MergeService,
        undoing: UndoService,
        scheduling: SchedulingService,
        pages: Pages,
        find: Find,
    ) -> None:
        self._tickets = tickets
        self._service = service
        self._merging = merging
        self._undoing = undoing
        self._scheduling = scheduling
        self._pages = pages
        self._choice = Choice(tickets, find, pages)

    def freeze(self, job: Job, actor: Actor, position: str | None) -> tuple[list[Any], str | None]:
        return self._choice.next(job, self._pages.read(job, selection_file(job)), reaching(job, actor), position)

    def carry_out(self, job: Job, actor: Actor, page: int, items: Sequence[Any], cancelled: Cancelled) -> list[Outcome]:
        words = words_of(self._pages, job, actor)

        def act(claim: Claim, place: str) -> Outcome:
            return outcome_of(claim.ticket_id, place, self._act(job, reaching(job, actor), claim, words))

        return self._each(job, actor, items, act, cancelled)

    def so_far(self, job: Job, actor: Actor | None, items: Sequence[Any]) -> list[Outcome]:
        claims = self._tickets.find_claims(JOB, [claimed(job, one) for one in items])
        if not claims:
            return []
        places = self._places(actor, items) if actor else {}
        left = [Outcome(one, ItemResult.NOT_DONE, places.get(one, "")) for one in items]
        return _with_claimed(job, left, claims)

    def finish(self, job: Job, actor: Actor) -> None:
        """Every ticket has its result; nothing is left to do."""

    def _each(
        self,
        job: Job,
        actor: Actor,
        ticket_ids: Sequence[str],
        act: Callable[[Claim, str], Outcome],
        cancelled: Cancelled,
    ) -> list[Outcome]:
        """Each ticket once: what this job did to it is found by its claim, whichever run of the page it was. One that
        was killed left its claims before this one began; one that is at work beside it makes them meanwhile, and to
        this one its tickets are unchanged, or refused for what became of them."""
        before = self._tickets.find_claims(JOB, [claimed(job, one) for one in ticket_ids])
        places = self._places(actor, ticket_ids)

        def one(ticket_id: str) -> Outcome:
            place, claim = places.get(ticket_id, ""), before.get(claimed(job, ticket_id))
            if claim is not None:
                return _done(claim, place)
            fresh = Claim(JOB, claimed(job, ticket_id), ticket_id)
            return attempted(ticket_id, lambda: act(fresh, place), place)

        def left(ticket_id: str) -> Outcome:
            return Outcome(ticket_id, ItemResult.NOT_DONE, places.get(ticket_id, ""))

        outcomes = each_in_turn(ticket_ids, one, left, cancelled)
        others = [each.id for each in outcomes if each.result is not ItemResult.DONE]
        meanwhile = self._tickets.find_claims(JOB, [claimed(job, each) for each in others]) if others else {}
        return _with_claimed(job, outcomes, meanwhile)

    def _places(self, actor: Actor, ticket_ids: Sequence[str]) -> dict[str, str]:
        """What the actor calls those that they see."""
        seen = [ticket for ticket in self._tickets.get_many(ticket_ids) if policy.may_see(actor, ticket)]
        return {ticket.id: f"#{ticket.number} {ticket.subject}" for ticket in seen}

    def _act(self, job: Job, actor: Actor, claim: Claim, words: Words | None) -> Written:
        ticket_id, claims = claim.ticket_id, (claim,)
        match job.what["kind"]:
            case "delete":
                return self._service.delete(actor, ticket_id, claims)
            case "restore":
                return self._service.restore(actor, ticket_id, claims)
            case "merge":
                return self._merge(actor, claim, job.what["into"])
            case "identify":
                return self._service.edit(actor, ticket_id, {"requester": AS_KNOWN_NOW}, claims=claims)
        wish = wish_of(job.what["changes"])
        if words is not None:
            return self._service.say_and_edit(actor, ticket_id, words, wish, claims)
        return self._service.edit(actor, ticket_id, wish, claims=claims)

    def _merge(self, actor: Actor, claim: Claim, into: str) -> Written:
        try:
            return Written(self._merging.merge(actor, claim.ticket_id, into, (claim,)), None)
        except AlreadyClaimed:  # another run of the same page was a moment faster
            return Written(self._merging.read(actor, into), None, fresh=False)


def _done(claim: Claim, place: str) -> Outcome:
    return Outcome(claim.ticket_id, ItemResult.DONE, place, change_id=claim.change_id)


def _with_claimed(job: Job, outcomes: Sequence[Outcome], claims: Mapping[str, Claim]) -> list[Outcome]:
    return [_done(claim, one.place) if (claim := claims.get(claimed(job, one.id))) else one for one in outcomes]


def reaching(job: Job, actor: Actor) -> Actor:
    """Somebody has tickets of every team, and all of them follow: whose they are, and by which name, is one truth.
    Of those that the actor does not see the results name no more than the id."""
    return replace(actor, ticket_scope=TicketScope.ALL) if job.what["kind"] == "identify" else actor


def claimed(job: Job, ticket_id: str) -> str:
    return f"{job.id}:{ticket_id}"


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


def outcome_of(ticket_id: str, place: str, written: Written) -> Outcome:
    if not written.fresh:
        return Outcome(ticket_id, ItemResult.UNCHANGED, place)
    change_id = written.ticket.last_change_id if written.edited else None
    return Outcome(ticket_id, ItemResult.DONE, place, change_id=change_id)
