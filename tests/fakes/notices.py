"""The notices' ports in memory (tests/adapters holds them to one contract with the real ones)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from tessera.kernel.page import Page, decode_cursor, encode_cursor
from tessera.notices.devices import Device, PushFailed
from tessera.notices.model import Notice, Preferences


class FakeNotices:
    """`tessera.notices.ports.Notices`."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], Notice] = {}
        self._until: dict[str, tuple[str, datetime]] = {}
        self._unread: dict[tuple[str, str], datetime] = {}
        self._chosen: dict[str, Preferences] = {}

    def add(self, notice: Notice) -> None:
        self.kept.setdefault((notice.agent_id, notice.id), notice)

    def page(self, agent_id: str, limit: int, cursor: str | None) -> Page[Notice]:
        before = decode_cursor(cursor, agent_id)["id"] if cursor else "~"
        until, at = self._until.get(agent_id, ("", datetime.min.replace(tzinfo=UTC)))
        mine = [one for (agent, _), one in self.kept.items() if agent == agent_id and one.id < before]
        mine.sort(key=lambda one: one.id, reverse=True)
        unread = {one.id for one in mine if (agent_id, one.id) in self._unread and self._unread[agent_id, one.id] > at}
        shown = [replace(one, read=one.read or (one.id <= until and one.id not in unread)) for one in mine[:limit]]
        return Page(shown, encode_cursor({"id": shown[-1].id}, agent_id) if len(mine) > limit else None)

    def mark(self, agent_id: str, ids: Sequence[str]) -> None:
        for one in ids:
            if (agent_id, one) in self.kept:
                self.kept[agent_id, one] = replace(self.kept[agent_id, one], read=True)

    def mark_until(self, agent_id: str, notice_id: str, at: datetime) -> None:
        if notice_id >= self._until.get(agent_id, ("", at))[0]:
            self._until[agent_id] = (notice_id, at)

    def unmark(self, agent_id: str, ids: Sequence[str], at: datetime) -> None:
        for one in ids:
            if (agent_id, one) in self.kept:
                self.kept[agent_id, one] = replace(self.kept[agent_id, one], read=False)
                self._unread[agent_id, one] = at

    def preferences(self, agent_ids: Sequence[str]) -> Mapping[str, Preferences]:
        return {one: self._chosen[one] for one in agent_ids if one in self._chosen}

    def save_preferences(self, agent_id: str, preferences: Preferences) -> None:
        self._chosen[agent_id] = preferences


class FakeDevices:
    """`tessera.notices.devices.Devices`."""

    def __init__(self) -> None:
        self.kept: dict[str, Device] = {}

    def of_agent(self, agent_id: str) -> list[Device]:
        mine = [one for one in self.kept.values() if one.agent_id == agent_id]
        return sorted(mine, key=lambda one: one.heard, reverse=True)

    def keep(self, device: Device) -> None:
        self.kept[device.id] = device

    def remove(self, agent_id: str, device_id: str) -> None:
        if device_id in self.kept and self.kept[device_id].agent_id == agent_id:
            del self.kept[device_id]


class FakePushService:
    """Keeps what was sent to each device; those in `gone` are over, and with `fails` nothing is taken."""

    public_key = "BPublic"

    def __init__(self) -> None:
        self.gone: set[str] = set()
        self.fails = False
        self.sent: dict[str, list[Mapping[str, Any]]] = {}

    def send(self, device: Device, payload: Mapping[str, Any], topic: str) -> bool:
        if self.fails:
            raise PushFailed("503")
        if device.id in self.gone:
            return False
        self.sent.setdefault(device.id, []).append(payload)
        return True
