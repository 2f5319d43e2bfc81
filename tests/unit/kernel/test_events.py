import json

from schemas.events.envelope import Event as Envelope
from schemas.vocabulary import ActorType, EventType
from tessera.kernel.actor import Actor
from tessera.kernel.events import make_event
from tests.factories.identity import ORG
from tests.fakes.identity import START


def test_an_event_is_the_envelope_of_the_contract() -> None:
    ada = Actor(ORG, ActorType.AGENT, "a1", "Ada", ip="192.0.2.1", correlation_id="c1", causation_id="e0")
    event = make_event(EventType.TICKET_UPDATED, ada, START, ("ticket", "t1"), {"subject": ("old", "new")}, {"n": 1})
    body = json.loads(json.dumps(event.to_json()))
    assert body["changes"] == {"subject": {"from": "old", "to": "new"}}
    assert body["actor"] == {"type": "agent", "id": "a1", "name": "Ada", "ip": "192.0.2.1"}
    envelope = Envelope.model_validate(body)
    assert envelope.model_dump(mode="json", by_alias=True) == body
    assert (envelope.org_id, envelope.correlation_id, envelope.causation_id) == (ORG, "c1", "e0")
