"""The notices' port in memory (tests/adapters holds it to one contract with the real one)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tessera.kernel.page import Page, decode_cursor, encode_cursor
from tessera.notices.model import Notice, Preferences


class FakeNotices:
    """`tessera.notices.ports.Notices`."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], Notice] = {}
        self._until: dict[str, str] = {}
        self._chosen: dict[str, Preferences] = {}

    def add(self, notice: Notice) -> None:
        self.kept.setdefault((notice.agent_id, notice.id), notice)

    def page(self, agent_id: str, limit: int, cursor: str | None) -> Page[Notice]:
        before = decode_cursor(cursor, agent_id)["id"] if cursor else "~"
        until = self._until.get(agent_id, "")
        mine = [one for (agent, _), one in self.kept.items() if agent == agent_id and one.id < before]
        mine.sort(key=lambda one: one.id, reverse=True)
        shown = [replace(one, read=one.read or one.id <= until) for one in mine[:limit]]
        return Page(shown, encode_cursor({"id": shown[-1].id}, agent_id) if len(mine) > limit else None)

    def mark(self, agent_id: str, ids: Sequence[str]) -> None:
        for one in ids:
            if (agent_id, one) in self.kept:
                self.kept[agent_id, one] = replace(self.kept[agent_id, one], read=True)

    def mark_until(self, agent_id: str, notice_id: str) -> None:
        self._until[agent_id] = max(notice_id, self._until.get(agent_id, ""))

    def preferences(self, agent_ids: Sequence[str]) -> Mapping[str, Preferences]:
        return {one: self._chosen[one] for one in agent_ids if one in self._chosen}

    def save_preferences(self, agent_id: str, preferences: Preferences) -> None:
        self._chosen[agent_id] = preferences
