"""Which tickets a job works on: all that its selection finds when it begins.

A list has the latest change first, and a search what fits best. So a ticket that changes while one page after the other
is read may come to stand before the place that is read to, and no page has it: at the end one looks again.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, fields, replace
from datetime import timedelta
from functools import partial
from typing import Any, Protocol

from schemas.vocabulary import Priority, TicketStatus
from tessera.jobs.model import PAGE, Job
from tessera.jobs.pages import Pages
from tessera.kernel.actor import Actor
from tessera.ticketing import policy
from tessera.ticketing.ports import TicketQuery, Tickets

Selection = Mapping[str, Any]
#: A change that is timed so long before the job may have come into the lists after it: clocks differ.
UNDER_WAY = timedelta(minutes=1)


class Find(Protocol):
    """Tickets by the language of search: ids from a position on, and the position after them (None: the end)."""

    def __call__(self, actor: Actor, text: str, position: str | None, limit: int) -> tuple[list[str], str | None]: ...


class Choice:
    """For one organization."""

    def __init__(self, tickets: Tickets, find: Find, pages: Pages) -> None:
        self._tickets = tickets
        self._find = find
        self._pages = pages

    def next(self, job: Job, selection: Selection, actor: Actor, position: str | None) -> tuple[list[Any], str | None]:
        """The next ids that were chosen, and the position after them (None: the end). The last time they may be more
        than a page."""
        if "ids" in selection:
            start = int(position or 0)
            ids = selection["ids"][start : start + PAGE]
            return ids, str(start + PAGE) if start + PAGE < len(selection["ids"]) else None
        left_out = set(selection.get("except_ids", ()))
        found, position = self._page(job, selection, actor, position)
        ids = [one for one in found if one not in left_out]
        if position is None:
            ids += self._overtaken(job, selection, actor, left_out | set(ids))
        return ids, position

    def _page(self, job: Job, selection: Selection, actor: Actor, position: str | None) -> tuple[list[str], str | None]:
        if selection.get("search") is not None:
            return self._find(actor, selection["search"], position, PAGE)
        page = self._tickets.list(policy.limited_to(actor, query_of(selection)), PAGE, position)
        # What has changed since may have been read already, where it stood before.
        return [ticket.id for ticket in page.items if ticket.updated_at <= job.created_at], page.next_cursor

    def _overtaken(self, job: Job, selection: Selection, actor: Actor, known: set[str]) -> list[str]:
        """What no page has, until there is nothing new. Tickets that came in since the job began are not meant."""
        missed: list[str] = []
        known = known | {one for page in range(job.pages) for one in self._pages.items(job, page)}
        while fresh := list(dict.fromkeys(one for one in self._again(job, selection, actor) if one not in known)):
            for start in range(0, len(fresh), PAGE):
                tickets = self._tickets.get_many(fresh[start : start + PAGE])
                missed += [ticket.id for ticket in tickets if ticket.created_at <= job.created_at]
            known |= set(fresh)
        return missed

    def _again(self, job: Job, selection: Selection, actor: Actor) -> Iterator[str]:
        if selection.get("search") is not None:
            yield from _each(partial(self._find, actor, selection["search"], limit=PAGE))
            return
        query = policy.limited_to(actor, query_of(selection))
        for status in query.statuses or TicketStatus:
            changed = replace(query, statuses=(status,), changed_since=job.created_at - UNDER_WAY)
            yield from _each(partial(self._listed, changed))

    def _listed(self, query: TicketQuery, position: str | None) -> tuple[list[str], str | None]:
        page = self._tickets.list(query, PAGE, position)
        return [ticket.id for ticket in page.items], page.next_cursor


def _each(read: Callable[[str | None], tuple[list[str], str | None]]) -> Iterator[str]:
    found, position = read(None)
    yield from found
    while position is not None:
        found, position = read(position)
        yield from found


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
