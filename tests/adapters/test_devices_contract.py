"""The contract of push devices: an agent's own, one owner each, forgotten in time."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from tessera.adapters.dynamodb.devices import KEPT_SECONDS, DeviceTable
from tessera.adapters.dynamodb.table import Table
from tessera.kernel.ids import OrgId, new_id
from tessera.notices.devices import Device, Devices
from tests.adapters.conftest import Where
from tests.adapters.tables import DYNAMODB_LOCAL, MOTO, plain_table
from tests.fakes.identity import START
from tests.fakes.notices import FakeDevices


@pytest.fixture(params=["fake", MOTO, DYNAMODB_LOCAL])
def devices(request: pytest.FixtureRequest, dynamodb: Where, org: OrgId) -> Iterator[Devices]:
    if request.param == "fake":
        yield FakeDevices()
        return
    with plain_table("live", dynamodb(request.param)) as live:
        yield DeviceTable(live, org)


def make(agent_id: str = "ada", minutes: int = 0, endpoint: str | None = None) -> Device:
    address = endpoint or f"https://fcm.googleapis.com/fcm/send/{new_id()}"
    return Device(agent_id, address, "point", "secret", "Chrome on Linux", START + timedelta(minutes=minutes))


def test_who_was_heard_of_last_comes_first(devices: Devices) -> None:
    old, new, other = make(), make(minutes=1), make("bob")
    for one in (old, new, other):
        devices.keep(one)
    assert devices.of_agent("ada") == [new, old]
    assert devices.of_agent("nobody") == []


def test_kept_again_it_is_confirmed(devices: Devices) -> None:
    devices.keep(make(endpoint="https://fcm.googleapis.com/a"))
    confirmed = make(minutes=5, endpoint="https://fcm.googleapis.com/a")
    devices.keep(confirmed)
    assert devices.of_agent("ada") == [confirmed]


def test_a_browser_is_one_agent_s(devices: Devices) -> None:
    devices.keep(make("ada", endpoint="https://fcm.googleapis.com/shared"))
    his = make("bob", endpoint="https://fcm.googleapis.com/shared")
    devices.keep(his)
    assert devices.of_agent("ada") == []
    devices.remove("ada", his.id)
    assert devices.of_agent("bob") == [his]


def test_removed_it_can_come_again(devices: Devices) -> None:
    mine = make()
    devices.keep(mine)
    devices.remove("ada", mine.id)
    devices.remove("ada", mine.id)
    devices.remove("ada", "never")
    assert devices.of_agent("ada") == []
    devices.keep(mine)
    assert devices.of_agent("ada") == [mine]


def test_of_two_organizations_the_later_has_the_browser(live: Table) -> None:
    first, second = DeviceTable(live, OrgId(new_id())), DeviceTable(live, OrgId(new_id()))
    mine = make()
    first.keep(mine)
    second.keep(mine)
    assert (first.of_agent("ada"), second.of_agent("ada")) == ([], [mine])


def test_what_is_not_confirmed_is_forgotten(live: Table, org: OrgId) -> None:
    now = 1_800_000_000.0
    DeviceTable(live, org, lambda: now).keep(make())
    assert DeviceTable(live, org, lambda: now + KEPT_SECONDS + 1).of_agent("ada") == []
