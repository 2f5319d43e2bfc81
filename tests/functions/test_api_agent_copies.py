"""Who is in copy: everybody once, never whoever asks, never we ourselves, and not more than one answer can go to."""

from typing import Any

import pytest

from schemas.vocabulary import EventType
from tessera.kernel.events import make_event
from tests.factories.identity import actor_of, make_mailbox
from tests.fakes.identity import START
from tests.functions.agent_api import Api

OURS = "support@acme.test"


@pytest.fixture
def path(api: Api) -> str:
    """Of a ticket of an organization that mail comes to."""
    event = make_event(EventType.MAILBOX_CREATED, actor_of(api.me), START, ("mailbox", OURS))
    api.services.people(api.org).add_mailbox(make_mailbox(address=OURS, org_id=api.org), event)
    return f"/tickets/{api.open_ticket()['id']}"


def people(*addresses: str) -> list[dict[str, Any]]:
    return [{"email": address, "name": ""} for address in addresses]


def crowd(word: str, many: int) -> list[dict[str, Any]]:
    return people(*(f"{word}{one}@z.example" for one in range(many)))


def emails(of: list[dict[str, Any]]) -> list[str]:
    return [person["email"] for person in of]


def in_copy(api: Api, path: str) -> list[str]:
    return emails(api.get(path).body["participants"])


def reply(api: Api, path: str, **fields: Any) -> dict[str, Any]:
    added = api.post(f"{path}/messages", {"kind": "reply", "text": "Hello.", **fields})
    assert added.status == 201, added.body
    message: dict[str, Any] = added.body["message"]
    return message


def test_a_new_ticket_has_everybody_once_and_neither_who_asks_nor_us(api: Api, path: str) -> None:
    asks = {"email": "grace@example.com", "name": "Grace"}
    copies = people("GRACE@example.com", "p@q.example", "P@q.example", OURS, "Support+t1@ACME.test")
    made = api.open_ticket(requester=asks, participants=copies)
    assert in_copy(api, f"/tickets/{made['id']}") == ["p@q.example"]


def test_our_own_address_does_not_join_a_ticket_that_came_by_no_mail(api: Api, path: str) -> None:
    changed = api.patch(path, {"add_participants": people(OURS, "p@q.example")})
    assert changed.status == 200, changed.body
    assert in_copy(api, path) == ["p@q.example"]


def test_a_reply_goes_to_everybody_once_and_not_to_us(api: Api, path: str) -> None:
    requester = api.get(path).body["requester"]["email"]
    sent = reply(
        api,
        path,
        cc=people(requester.upper(), "a@q.example", "A@q.example", OURS),
        bcc=people("a@q.example", "b@q.example", requester, OURS),
    )
    assert [emails(sent[line]) for line in ("to", "cc", "bcc")] == [[requester], ["a@q.example"], ["b@q.example"]]
    assert in_copy(api, path) == ["a@q.example"]
    refused = api.post(f"{path}/messages", {"kind": "reply", "text": "To us.", "to": people(OURS)})
    refused.problem(422, "invalid")
    assert refused.fields() == {"to"}


def test_replies_bring_no_more_people_into_copy_than_the_next_one_can_go_to(api: Api, path: str) -> None:
    for word in "ab":
        assert len(reply(api, path, cc=crowd(word, 26))["cc"]) == 26
    took_part = in_copy(api, path)
    assert took_part == emails(crowd("a", 26) + crowd("b", 23))
    assert len(reply(api, path, cc=people(*took_part))["cc"]) == 49
    late = reply(api, path, cc=people("late@z.example"), hold_seconds=60)
    assert emails(api.patch(f"{path}/messages/{late['id']}", {"send_at": None}).body["cc"]) == ["late@z.example"]
    assert in_copy(api, path) == took_part


def test_a_mail_goes_to_no_more_than_the_provider_takes(api: Api, path: str) -> None:
    body = {"kind": "reply", "text": "To all.", "cc": crowd("a", 25), "bcc": crowd("b", 25)}
    for more in ({}, {"hold_seconds": 60}):
        refused = api.post(f"{path}/messages", body | more)
        refused.problem(422, "invalid")
        assert refused.fields() == {"cc"}
    assert api.post(f"{path}/messages", body | {"bcc": crowd("b", 24)}).status == 201


def test_who_is_in_copy_beyond_it_is_refused_where_it_is_wished(api: Api, path: str) -> None:
    reply(api, path, cc=crowd("a", 49))
    more = api.patch(path, {"add_participants": people("more@z.example")})
    more.problem(422, "invalid")
    assert more.fields() == {"add_participants"}
    other = api.patch(path, {"requester": {"email": "new@z.example", "keep_former": True}})
    other.problem(422, "invalid")
    assert other.fields() == {"requester.keep_former"}
    assert api.patch(path, {"requester": {"email": "a1@z.example", "keep_former": True}}).status == 200
    merged = api.post(f"/tickets/{api.open_ticket()['id']}/merge", {"into": path.removeprefix("/tickets/")})
    merged.problem(422, "invalid")
    assert merged.fields() == {"into"}


def test_those_asked_last_are_the_consulted_ones(api: Api, path: str) -> None:
    for word in "ab":
        reply(api, path, bcc=crowd(word, 30))
    ticket = api.services.ticket_table(api.org).get(path.removeprefix("/tickets/"))
    assert ticket is not None
    assert [person.email for person in ticket.consulted] == emails(crowd("a", 30)[11:] + crowd("b", 30))
