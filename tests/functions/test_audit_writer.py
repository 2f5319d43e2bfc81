import json
from typing import Any

import pytest

from functions.audit_writer.handler import handler
from tessera.insight.audit import check_chain
from tests.factories.events import make_envelope
from tests.factories.identity import ORG, OTHER_ORG
from tests.fakes.people_services import PeopleServices, install


@pytest.fixture
def services(monkeypatch: pytest.MonkeyPatch) -> PeopleServices:
    return install(monkeypatch, PeopleServices())


def queued(*bodies: Any) -> dict[str, Any]:
    """An SQS batch, its messages named m0, m1, …"""
    texts = [body if isinstance(body, str) else json.dumps({"source": "tessera", "detail": body}) for body in bodies]
    return {"Records": [{"messageId": f"m{place}", "body": text} for place, text in enumerate(texts)]}


def failed(answer: dict[str, Any]) -> list[str]:
    return [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]


def test_events_become_entries_of_their_organization(services: PeopleServices) -> None:
    here, there = make_envelope(), make_envelope(org_id=OTHER_ORG)
    assert failed(handler(queued(here, there, here), None)) == []
    assert [link.record["id"] for link in services.log(ORG).kept] == [here["id"]]
    assert [link.record["id"] for link in services.log(OTHER_ORG).kept] == [there["id"]]
    assert check_chain(services.log(ORG).kept, services.log(ORG).head()).intact


def test_what_cannot_be_read_comes_again_alone(services: PeopleServices) -> None:
    batch = queued("not JSON", '{"detail": "text"}', "{}", make_envelope(), {"id": "no organization"})
    assert failed(handler(batch, None)) == ["m0", "m1", "m2", "m4"]
    assert len(services.log(ORG).kept) == 1


def test_a_broken_event_holds_up_only_its_own_organization(services: PeopleServices) -> None:
    broken = {"id": "1", "org_id": ORG}
    assert failed(handler(queued(make_envelope(), broken, make_envelope(org_id=OTHER_ORG)), None)) == ["m0", "m1"]
    assert len(services.log(OTHER_ORG).kept) == 1
