"""Agents' push devices, in the `live` table: each beside its agent's others, and a pointer by its address, which says
whose it is: a browser that somebody else signed in with is not told of its former agent's tickets."""

import time
from collections.abc import Callable

from tessera.adapters.dynamodb import keys
from tessera.adapters.dynamodb.codec import Item
from tessera.adapters.dynamodb.table import Put, Table
from tessera.kernel.clock import from_text, to_text
from tessera.kernel.ids import OrgId
from tessera.notices.devices import Device

KEPT_SECONDS = 120 * 86_400


class DeviceTable:
    """`tessera.notices.devices.Devices`."""

    def __init__(self, live: Table, org_id: OrgId, now: Callable[[], float] = time.time) -> None:
        self._live = live
        self._org = org_id
        self._now = now

    def of_agent(self, agent_id: str) -> list[Device]:
        items, _ = self._live.query(keys.devices(self._org, agent_id))
        found = [_device(item, agent_id) for item in items if item["ttl"] >= self._now()]
        return sorted(found, key=lambda device: device.heard, reverse=True)

    def keep(self, device: Device) -> None:
        """Two calls, and one more if it was somebody else's."""
        place, pointer = keys.devices(self._org, device.agent_id), keys.device(device.id)
        before = self._live.get(pointer, "DEVICE")
        if before is not None and before["place"] != place:
            self._live.delete(before["place"], device.id)
        ttl = int(self._now()) + KEPT_SECONDS
        self._live.transact(
            [
                Put({"pk": place, "sk": device.id, "ttl": ttl, **_stored(device)}),
                Put({"pk": pointer, "sk": "DEVICE", "ttl": ttl, "place": place}),
            ]
        )

    def remove(self, agent_id: str, device_id: str) -> None:
        if self._live.delete(keys.devices(self._org, agent_id), device_id) is not None:
            self._live.delete(keys.device(device_id), "DEVICE")


def _stored(device: Device) -> Item:
    return {
        "endpoint": device.endpoint,
        "p256dh": device.p256dh,
        "auth": device.auth,
        "name": device.name,
        "heard": to_text(device.heard),
    }


def _device(item: Item, agent_id: str) -> Device:
    return Device(agent_id, item["endpoint"], item["p256dh"], item["auth"], item["name"], from_text(item["heard"]))
