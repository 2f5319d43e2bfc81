"""Insight's ports in memory."""

from collections.abc import Callable, Iterator, Sequence

from tessera.insight.audit import Head, Link
from tessera.insight.ports import Overtaken
from tessera.insight.relay import Outgoing
from tessera.kernel.actor import Actor
from tessera.kernel.events import Changes
from tessera.kernel.page import Page, decode_cursor, encode_cursor


class FakeAuditLog:
    def __init__(self) -> None:
        self.kept: list[Link] = []
        #: Runs just before the next write: what another writer does at that moment.
        self.before_append: Callable[[], object] | None = None

    def head(self) -> Head:
        return Head(self.kept[-1].sequence, self.kept[-1].hash) if self.kept else Head()

    def state(self, event_ids: Sequence[str]) -> tuple[Head, frozenset[str]]:
        return self.head(), frozenset(link.record["id"] for link in self.kept) & frozenset(event_ids)

    def append(self, links: Sequence[Link], base: Head) -> None:
        meanwhile, self.before_append = self.before_append, None
        if meanwhile:
            meanwhile()
        known = {link.record["id"] for link in self.kept}
        if self.head() != base or any(link.record["id"] in known for link in links):
            raise Overtaken
        self.kept.extend(links)

    def links(self) -> Iterator[Link]:
        return iter(self.kept)

    def of_resource(self, type: str, id: str, limit: int, cursor: str | None) -> Page[Link]:
        about = [link for link in reversed(self.kept) if link.record["resource"] == {"type": type, "id": id}]
        offset = decode_cursor(cursor, type, id)["offset"] if cursor else 0
        page = about[offset : offset + limit]
        return Page(page, encode_cursor({"offset": offset + limit}, type, id) if len(page) == limit else None)


class FakeBus:
    """Refuses the events whose positions are in `refuses`, each as often as it says."""

    def __init__(self, refuses: dict[str, int] | None = None) -> None:
        self.refuses = refuses or {}
        self.calls: list[list[Outgoing]] = []
        self.taken: list[Outgoing] = []

    def put(self, events: Sequence[Outgoing]) -> list[Outgoing]:
        self.calls.append(list(events))
        refused = [event for event in events if self.refuses.get(event.position, 0) > 0]
        for event in refused:
            self.refuses[event.position] -= 1
        self.taken += [event for event in events if event not in refused]
        return refused


class EverybodysTickets:
    """`insight.ports.SeenTickets` where all may see all."""

    def refuse_unseen(self, actor: Actor, ticket_id: str) -> None:
        """There is none."""

    def told(self, actor: Actor, ticket_id: str, changes: Sequence[Changes]) -> Sequence[Changes | None]:
        return changes
