import json
from typing import Any

import pytest

from functions.event_relay.handler import handler
from tests.factories.events import make_envelope
from tests.fakes.people_services import PeopleServices, install


@pytest.fixture
def services(monkeypatch: pytest.MonkeyPatch) -> PeopleServices:
    monkeypatch.setattr("tessera.insight.relay.time.sleep", lambda _: None)
    return install(monkeypatch, PeopleServices())


def streamed(count: int, **attributes: Any) -> dict[str, Any]:
    def record(place: int) -> dict[str, Any]:
        image = {"kind": {"S": "event"}, "event": {"S": json.dumps(make_envelope())}, **attributes}
        return {"eventName": "INSERT", "dynamodb": {"SequenceNumber": str(place), "NewImage": image}}

    return {"Records": [record(place) for place in range(count)]}


def test_every_event_is_on_the_bus(services: PeopleServices) -> None:
    batch = streamed(12)
    assert handler(batch, None) == {"batchItemFailures": []}
    sent = [event.detail for event in services.bus.taken]
    assert sent == [record["dynamodb"]["NewImage"]["event"]["S"] for record in batch["Records"]]


def test_the_stream_goes_on_where_the_bus_refused(services: PeopleServices) -> None:
    services.bus.refuses = {"11": 99}
    assert handler(streamed(15), None) == {"batchItemFailures": [{"itemIdentifier": "11"}]}


def test_an_imported_ticket_is_told_to_whoever_has_to_know_every_ticket(services: PeopleServices) -> None:
    ticket = {"kind": {"S": "ticket"}, "id": {"S": "t1"}, "org_id": {"S": "o1"}}
    images = [ticket | {"imported": {"BOOL": True}}, ticket]
    records = [{"dynamodb": {"SequenceNumber": str(at), "NewImage": image}} for at, image in enumerate(images)]
    assert handler({"Records": records}, None) == {"batchItemFailures": []}
    (sent,) = services.bus.taken
    assert (sent.source, sent.type) == ("tessera.imports", "ticket.imported")
    assert json.loads(sent.detail) == {"org_id": "o1", "subject": {"type": "ticket", "id": "t1"}}


def test_imported_history_is_not_told_again(services: PeopleServices) -> None:
    assert handler(streamed(3, imported={"BOOL": True}), None) == {"batchItemFailures": []}
    assert services.bus.calls == []
