import json

from hypothesis import given
from hypothesis import strategies as st

from schemas.events.envelope import Event
from tessera.insight.relay import MAX_BYTES, MAX_ENTRIES, MAX_TRIES, Outgoing, batches, outgoing, send
from tests.factories.events import make_envelope
from tests.fakes.insight import FakeBus


def events(count: int) -> list[Outgoing]:
    return [outgoing(str(number), json.dumps(make_envelope())) for number in range(count)]


@given(st.lists(st.integers(2, MAX_BYTES - 1000), max_size=40))
def test_batches_keep_the_order_and_the_limits(sizes: list[int]) -> None:
    several = [Outgoing(str(number), "t", "x" * size) for number, size in enumerate(sizes)]
    packed = list(batches(several))
    assert [event for batch in packed for event in batch] == several
    for batch in packed:
        assert 0 < len(batch) <= MAX_ENTRIES
        assert sum(event.size for event in batch) <= MAX_BYTES


def test_an_event_goes_out_as_it_is() -> None:
    envelope = json.dumps(make_envelope())
    assert outgoing("1", envelope) == Outgoing("1", "ticket.status_changed", envelope)


def test_a_huge_event_goes_out_without_its_huge_values() -> None:
    huge = {"note": "é" * MAX_BYTES, "seats": 4}
    envelope = make_envelope(changes={"metadata": {"from": {}, "to": huge}, "status": {"from": "open", "to": "closed"}})
    ready = outgoing("1", json.dumps(envelope))
    assert ready.size < 4096
    sent = json.loads(ready.detail)
    Event.model_validate(sent)
    assert sent["changes"]["status"] == {"from": "open", "to": "closed"}
    assert sent["changes"]["metadata"]["from"] == {}
    assert sent["changes"]["metadata"]["to"]["bytes"] > 2 * MAX_BYTES


def test_all_is_sent_in_tens() -> None:
    bus = FakeBus()
    assert send(bus, several := events(23)) is None
    assert bus.taken == several
    assert [len(call) for call in bus.calls] == [10, 10, 3]


def test_what_the_bus_refuses_for_a_moment_is_sent_again_and_nothing_else() -> None:
    bus, pauses = FakeBus({"3": 1, "5": 2}), list[float]()
    assert send(bus, events(8), pauses.append) is None
    assert [[event.position for event in call] for call in bus.calls[1:]] == [["3", "5"], ["5"]]
    assert len(bus.taken) == 8
    assert len(pauses) == 2


def test_what_the_bus_keeps_refusing_is_where_the_stream_goes_on() -> None:
    bus = FakeBus({"12": 99, "14": 99})
    assert send(bus, events(25), lambda _: None) == "12"
    assert len(bus.calls) == 1 + MAX_TRIES
    assert all(event.position not in ("12", "14", "20", "24") for event in bus.taken)
