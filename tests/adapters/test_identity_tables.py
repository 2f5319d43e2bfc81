"""What is special about identity in DynamoDB: claims, outbox, sessions."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from schemas.events.envelope import Event
from schemas.vocabulary import Role
from tessera.adapters.dynamodb.customers import DynamoCustomers
from tessera.adapters.dynamodb.identity import DynamoDirectory, DynamoPeople
from tessera.adapters.dynamodb.mail import MailboxTable
from tessera.adapters.dynamodb.sessions import DynamoSessions
from tessera.adapters.dynamodb.table import Table, Write, WriteContended
from tessera.identity.customers import new_customer
from tessera.identity.model import change_agent, new_agent
from tessera.identity.ports import StaleRecord
from tessera.identity.session import start_session
from tessera.kernel.ids import AgentId, new_id
from tests.adapters.tables import stored
from tests.factories.identity import ORG, OTHER_ORG, actor_with, make_agent, make_mailbox
from tests.fakes.identity import START

ADMIN = actor_with(Role.ADMIN)


@pytest.fixture
def sessions(live: Table) -> DynamoSessions:
    return DynamoSessions(live)


def test_every_change_leaves_its_event_in_the_outbox(core: Table) -> None:
    people = DynamoPeople(core, ORG)
    agent, created = new_agent(ADMIN, START, name="Ada", email="ada@acme.test", password_hash="h")
    people.add_agent(agent, created)
    changed, updated = change_agent(agent, ADMIN, START, {"name": "Ada King"})
    assert updated is not None
    people.save_agent(changed, updated)
    DynamoCustomers(core, ORG).add_customer(*new_customer(ADMIN, START, "grace@example.com"))
    DynamoDirectory(core).record(created)

    envelopes = [Event.model_validate(json.loads(item["event"])) for item in stored(core, "event")]
    assert sorted(envelope.type for envelope in envelopes) == ["agent.created", "agent.updated", "customer.created"]
    assert all(item["ttl"] == START.timestamp() + 7 * 86400 for item in stored(core, "event"))


def test_no_address_stands_in_a_key_but_a_mailboxes_own(core: Table) -> None:
    DynamoPeople(core, ORG).add_agent(*new_agent(ADMIN, START, name="A", email="ada@acme.test", password_hash="h"))
    DynamoCustomers(core, ORG).add_customer(*new_customer(ADMIN, START, "grace@example.com"))
    keys = [item["pk"] + item["sk"] for kind in ("agent", "customer", "claim", "event") for item in stored(core, kind)]
    assert len(keys) == 6
    assert not any("@" in key for key in keys)


def test_a_failed_save_leaves_no_event(core: Table) -> None:
    agent = make_agent()
    changed, event = change_agent(agent, ADMIN, START, {"name": "B"})
    assert event is not None
    with pytest.raises(StaleRecord):
        DynamoPeople(core, ORG).save_agent(changed, event)
    assert stored(core, "event") == []


def test_contention_is_tried_again(core: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    tries: list[int] = []
    transact = Table.transact

    def contended(table: Table, writes: list[Write]) -> None:
        tries.append(1)
        if len(tries) < 3:
            raise WriteContended
        transact(table, writes)

    monkeypatch.setattr(Table, "transact", contended)
    DynamoPeople(core, ORG).add_agent(*new_agent(ADMIN, START, name="A", email="a@acme.test", password_hash="h"))
    assert len(tries) == 3


def test_a_session_comes_back_and_rotates_once(sessions: DynamoSessions) -> None:
    session, token = start_session(ORG, AgentId(new_id()), START, "192.0.2.1", "Firefox")
    sessions.add(session)
    assert sessions.find(token) == session
    rotated, _ = session.rotate(token, START + timedelta(minutes=9))
    assert sessions.save(rotated)
    assert not sessions.save(session.rotate(token, START)[0])
    assert sessions.find(token) == rotated

    sessions.remove(rotated)
    assert sessions.find(token) is None
    assert not sessions.save(rotated.rotate(token, START)[0])


def test_a_token_finds_only_its_own_organizations_session(sessions: DynamoSessions) -> None:
    session, token = start_session(ORG, AgentId(new_id()), START, None, "")
    sessions.add(session)
    assert sessions.find(replace(token, org_id=OTHER_ORG)) is None


def test_attempts_are_counted_per_address_place_and_window(sessions: DynamoSessions) -> None:
    until = START + timedelta(minutes=15)
    assert [sessions.count_attempt("a@b.c", "192.0.2.1", 7, until) for _ in range(3)] == [1, 2, 3]
    assert sessions.count_attempt("a@b.c", "192.0.2.2", 7, until) == 1
    assert sessions.count_attempt("a@b.c", "192.0.2.1", 8, until) == 1
    assert sessions.count_attempt("a@b.c", None, 7, until) == 1
    sessions.forget_attempts("a@b.c", "192.0.2.1", 7)
    assert sessions.count_attempt("a@b.c", "192.0.2.1", 7, until) == 1
    sessions.note_stranger("x@b.c", until)


def test_a_new_address_is_not_the_one_that_everything_is_answered_from(core: Table) -> None:
    mailboxes, founding = MailboxTable(core, ORG), DynamoDirectory(core)
    assert mailboxes.default_mailbox() is None
    for address, days in (("support@acme.test", 0), ("billing@acme.test", 1)):
        founding.add_mailbox(make_mailbox(address=address, created_at=START + timedelta(days=days)))
    assert mailboxes.default_mailbox() == "support@acme.test"
    assert mailboxes.has("billing@acme.test")
    assert not mailboxes.has("sales@acme.test")
