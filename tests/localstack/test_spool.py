"""Accepted mail stays until nothing can lose it."""

import json
from pathlib import Path

import pytest

from localstack.gateway.handover import SETTLE, HandOver
from localstack.gateway.spool import Spool

RAW = b"From: a@x.org\r\nSubject: \xff odd\r\n\r\nbody\r\n"


class Cloud:
    """The engine: what it holds, and whether it answers."""

    bucket = "raw"
    topic = "arn:aws:sns:us-east-1:000000000000:received"

    def __init__(self) -> None:
        self.up = True
        self.objects: dict[str, bytes] = {}
        self.queue: list[dict[str, object]] = []
        self.announced = 0
        self.saved = 0

    def _answer(self) -> None:
        if not self.up:
            raise ConnectionError("refused")

    def keep(self, key: str, raw: bytes) -> None:
        self._answer()
        self.objects[key] = raw

    def announce(self, message: str) -> None:
        self._answer()
        self.announced += 1
        self.queue.append(json.loads(message))

    def queue_length(self) -> int:
        self._answer()
        return len(self.queue)

    def save(self) -> None:
        self._answer()
        self.saved += 1


class Seconds:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def spool(tmp_path: Path) -> Spool:
    return Spool(tmp_path)


@pytest.fixture
def cloud() -> Cloud:
    return Cloud()


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


def test_a_mail_comes_back_byte_for_byte(spool: Spool) -> None:
    mail = spool.put("a@x.org", ["support@acme.test"], RAW)
    assert Spool(spool.folder).read(mail.id) == (mail, RAW)


def test_a_mail_that_was_never_acknowledged_is_forgotten(spool: Spool) -> None:
    (spool.folder / "half.partial").write_bytes(b"{}")
    assert Spool(spool.folder).waiting() == []
    assert list(spool.folder.iterdir()) == []


def test_the_oldest_goes_first(spool: Spool) -> None:
    first = spool.put("a@x.org", ["support@acme.test"], b"1")
    second = spool.put("a@x.org", ["support@acme.test"], b"2")
    assert spool.waiting() == [first.id, second.id]


def test_mail_is_put_where_ses_puts_it_and_announced_once(spool: Spool, cloud: Cloud, seconds: Seconds) -> None:
    mail = spool.put("a@x.org", ["support@acme.test"], RAW)
    handover = HandOver(spool, cloud, seconds)
    handover.round()
    handover.round()
    assert cloud.objects == {f"inbound/{mail.id}": RAW}
    assert cloud.announced == 1


def test_mail_stays_while_the_queue_is_not_empty(spool: Spool, cloud: Cloud, seconds: Seconds) -> None:
    mail = spool.put("a@x.org", ["support@acme.test"], RAW)
    handover = HandOver(spool, cloud, seconds)
    handover.round()
    seconds.now += SETTLE
    handover.round()
    assert spool.waiting() == [mail.id]


def test_mail_leaves_when_it_was_processed_and_the_state_saved(spool: Spool, cloud: Cloud, seconds: Seconds) -> None:
    spool.put("a@x.org", ["support@acme.test"], RAW)
    handover = HandOver(spool, cloud, seconds)
    handover.round()
    cloud.queue.clear()
    handover.round()
    assert spool.waiting() != []  # too soon: the notification may be on its way between topic and queue
    seconds.now += SETTLE
    handover.round()
    assert (spool.waiting(), cloud.saved) == ([], 1)


def test_mail_stays_when_the_state_could_not_be_saved(spool: Spool, cloud: Cloud, seconds: Seconds) -> None:
    mail = spool.put("a@x.org", ["support@acme.test"], RAW)
    handover = HandOver(spool, cloud, seconds)
    handover.round()
    cloud.queue.clear()
    seconds.now += SETTLE
    cloud.up = False
    with pytest.raises(ConnectionError):
        handover.round()
    assert spool.waiting() == [mail.id]


def test_what_was_in_the_spool_at_a_start_is_handed_over_again(spool: Spool, cloud: Cloud, seconds: Seconds) -> None:
    mail = spool.put("a@x.org", ["support@acme.test"], RAW)
    HandOver(spool, cloud, seconds).round()
    HandOver(Spool(spool.folder), cloud, seconds).round()
    assert cloud.announced == 2
    assert list(cloud.objects) == [f"inbound/{mail.id}"]  # under the same key, so that it is taken for the same mail


def test_mail_waits_while_the_engine_is_away(spool: Spool, cloud: Cloud, seconds: Seconds) -> None:
    spool.put("a@x.org", ["support@acme.test"], RAW)
    handover = HandOver(spool, cloud, seconds)
    cloud.up = False
    with pytest.raises(ConnectionError):
        handover.round()
    cloud.up = True
    handover.round()
    assert cloud.announced == 1
