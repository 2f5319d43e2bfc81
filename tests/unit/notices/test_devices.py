"""Which browsers an agent can be told in."""

from datetime import timedelta

import pytest

from tessera.kernel.actor import Actor
from tessera.kernel.errors import Invalid, NotFound, Unavailable
from tessera.notices.devices import MOST_DEVICES, DeviceService, wanted
from tests.factories.tickets import agent
from tests.fakes.identity import START, FakeClock
from tests.fakes.notices import FakeDevices, FakePushService
from tests.fakes.push_service import Browser, base64url

HOSTS = ("fcm.googleapis.com", ".push.services.mozilla.com", ".notify.windows.com", ".push.apple.com")
GOOD = "https://fcm.googleapis.com/fcm/send/abc:def"


class Desk:
    def __init__(self, *more_hosts: str) -> None:
        self.devices, self.push, self.clock, self.ada = FakeDevices(), FakePushService(), FakeClock(), agent()
        self.service = DeviceService(self.devices, self.push, self.clock, (*HOSTS, *more_hosts))

    def add(self, endpoint: str = GOOD, actor: Actor | None = None) -> str:
        keys = Browser(endpoint).keys
        self.clock.forward(minutes=1)
        return self.service.add_device(actor or self.ada, endpoint, **keys, name=" Chrome  on\tLinux ").id


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.mark.parametrize(
    "endpoint",
    [
        GOOD,
        "https://updates.push.services.mozilla.com/wpush/v2/gAAA",
        "https://wns2-by3p.notify.windows.com/w/?token=abc",
        "https://web.push.apple.com/QGuQyavXutnMH",
    ],
)
def test_the_browsers_makers_services_are_taken(desk: Desk, endpoint: str) -> None:
    desk.add(endpoint)
    (device,) = desk.service.list_devices(desk.ada)
    assert (device.endpoint, device.name) == (endpoint, "Chrome on Linux")


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://fcm.googleapis.com/a",
        "https://fcm.googleapis.com:8443/a",
        "https://fcm.googleapis.com@evil.example/a",
        "https://evil.example/fcm.googleapis.com",
        "https://evilpush.apple.com.example/a",
        "https://notpush.services.mozilla.com/a",
        "http://169.254.169.254/latest/meta-data",
        "http://localhost:9000/a",
        "file:///etc/passwd",
        "",
        "https://fcm.googleapis.com/" + "a" * 1_000,
    ],
)
def test_no_other_address_is_ever_posted_to(desk: Desk, endpoint: str) -> None:
    with pytest.raises(Invalid) as refused:
        desk.add(endpoint)
    assert refused.value.field == "endpoint"


def test_a_service_on_this_machine_is_taken_where_it_is_allowed() -> None:
    assert Desk("localhost").add("http://localhost:9000/a")


@pytest.mark.parametrize("p256dh", ["", "!", base64url(b"\x04" * 64), base64url(b"\x02" * 65)])
def test_what_is_no_key_is_refused(desk: Desk, p256dh: str) -> None:
    keys = Browser(GOOD).keys
    with pytest.raises(Invalid) as refused:
        desk.service.add_device(desk.ada, GOOD, p256dh, keys["auth"], "")
    assert refused.value.field == "keys.p256dh"
    with pytest.raises(Invalid) as refused:
        desk.service.add_device(desk.ada, GOOD, keys["p256dh"], "short", "")
    assert refused.value.field == "keys.auth"


def test_further_browsers_take_the_place_of_the_oldest(desk: Desk) -> None:
    added = [desk.add(f"{GOOD}{number}") for number in range(MOST_DEVICES + 2)]
    assert [one.id for one in desk.service.list_devices(desk.ada)] == added[:1:-1]
    desk.add(f"{GOOD}5")
    assert len(desk.service.list_devices(desk.ada)) == MOST_DEVICES


def test_a_device_is_tried_by_its_agent_alone(desk: Desk) -> None:
    mine = desk.add()
    assert desk.service.try_device(desk.ada, mine)
    assert desk.push.sent == {mine: [{"kind": "test"}]}
    with pytest.raises(NotFound):
        desk.service.try_device(agent(), mine)
    desk.push.fails = True
    with pytest.raises(Unavailable):
        desk.service.try_device(desk.ada, mine)
    desk.push.fails = False
    desk.push.gone.add(mine)
    assert not desk.service.try_device(desk.ada, mine)
    assert desk.service.list_devices(desk.ada) == []


def test_a_strangers_device_is_not_removed(desk: Desk) -> None:
    mine = desk.add()
    desk.service.remove_device(agent(), mine)
    assert [one.id for one in desk.service.list_devices(desk.ada)] == [mine]
    desk.service.remove_device(desk.ada, mine)
    assert desk.service.list_devices(desk.ada) == []


def test_who_was_signed_out_everywhere_is_told_nowhere(desk: Desk) -> None:
    desk.add()
    found = desk.service.list_devices(desk.ada)
    assert wanted(found, None) == wanted(found, START) == found
    assert wanted(found, desk.clock.now + timedelta(minutes=1)) == []
