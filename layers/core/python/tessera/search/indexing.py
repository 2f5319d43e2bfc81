"""Keeping an organization's index as its tickets and people are, and making it anew.

Whoever changes the index begins with it, then reads the tickets, then writes: a writer that was overtaken begins again,
so an older state of a ticket never replaces a newer one, in whatever order events come and however often.
"""

import logging
import random
import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from types import MappingProxyType

from tessera.kernel.clock import Clock
from tessera.search.ports import Draft, Index, IndexMoved, NoIndex, Preparation
from tessera.search.source import Source

log = logging.getLogger(__name__)

#: A writer that gives up is tried again when the queue shows its messages anew: much later.
MAX_TRIES = 16
#: Seconds between two tries, at most.
LONGEST_PAUSE = 0.8
#: Longer than a build in a function can take: after that another one may begin.
BUILD_TIME = timedelta(minutes=15)
#: Lists lag behind the tickets by milliseconds, and clocks differ; reading a little twice harms nothing.
MARGIN = timedelta(minutes=1)
NOBODYS: Mapping[str, Collection[str]] = MappingProxyType({})

#: Called with the number of tickets that are in the new index so far.
Progress = Callable[[int], object]


class Indexer:
    """For one organization."""

    def __init__(
        self,
        index: Index,
        source: Source,
        preparation: Preparation,
        clock: Clock,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._index = index
        self._source = source
        self._preparation = preparation
        self._clock = clock
        self._pause = pause

    def refresh(
        self,
        ticket_ids: Iterable[str],
        person_ids: Iterable[str] = (),
        companies: Mapping[str, Collection[str]] = NOBODYS,
    ) -> None:
        """Index these as they are now, and of companies (with the domains that they lost) who works or worked there.
        Raises `IndexMoved` if others were faster every time.

        Without an index one is made, unless that is under way: it reads them in the end.
        """
        members = [each for company_id, lost in companies.items() for each in self._source.members(company_id, lost)]
        tickets, people = list(dict.fromkeys(ticket_ids)), list(dict.fromkeys([*person_ids, *members]))
        for tried in range(MAX_TRIES):
            with suppress(IndexMoved):
                try:
                    self._write(tickets, people)
                except NoIndex:
                    self.prepare()
                return
            self._pause(random.uniform(0, min(0.05 * 2**tried, LONGEST_PAUSE)))  # noqa: S311 - spreads rivals, guards nothing
        raise IndexMoved

    def prepare(self) -> None:
        """Make the index if there is none and nobody is making it."""
        with suppress(NoIndex):
            self._index.begin()
            return
        if not self._preparation.claim(self._clock() + BUILD_TIME):
            return
        try:
            self.rebuild()
        finally:
            self._preparation.release()

    def rebuild(self, progress: Progress = lambda count: None) -> int:
        """Make a new index beside the one that is searched meanwhile, and put it in its place; gives its tickets.

        Changes that come while it is made are read once more, before it is put in place and after.
        """
        began = self._clock() - MARGIN
        draft = self._index.draft()
        count = 0
        for ids in self._source.all_ids():
            count += self._add(draft, ids)
            progress(count)
        for people, gone in self._source.people():
            draft.add(people, gone)
        caught_up = self._clock() - MARGIN
        for ids in self._source.changed_ids(began):
            self._add(draft, ids)
        for people, gone in self._source.people(began):
            draft.add(people, gone)
        draft.publish()
        self._catch_up(caught_up)
        log.info("index rebuilt", extra={"tickets": count})
        return count

    def _catch_up(self, since: datetime) -> None:
        late = [ticket_id for ids in self._source.changed_ids(since) for ticket_id in ids]
        people = [
            one for present, gone in self._source.people(since) for one in (*(each.id for each in present), *gone)
        ]
        if late or people:
            self.refresh(late, people)

    def _write(self, ticket_ids: Sequence[str], person_ids: Sequence[str]) -> None:
        base = self._index.begin()
        documents, gone = self._source.read(ticket_ids, person_ids)
        self._index.publish(base, documents, gone)

    def _add(self, draft: Draft, ticket_ids: Sequence[str]) -> int:
        documents, gone = self._source.read(ticket_ids)
        draft.add(documents, gone)
        return len(documents)
