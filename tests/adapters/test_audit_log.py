"""The audit chain in DynamoDB, and the same promises of its fake."""

from collections.abc import Iterator
from typing import Any

import pytest

from schemas.vocabulary import Role
from tessera.adapters.dynamodb.audit import DynamoAuditLog
from tessera.adapters.dynamodb.table import Table
from tessera.insight.audit import Head, extend, record_of
from tessera.insight.ports import AuditLog, Overtaken
from tessera.insight.service import AuditTrail
from tests.adapters.conftest import Where
from tests.adapters.tables import DYNAMODB_LOCAL, MOTO, plain_table, raw_table
from tests.factories.events import make_envelope
from tests.factories.identity import ORG, OTHER_ORG, actor_with
from tests.fakes.insight import FakeAuditLog

ADMIN = actor_with(Role.ADMIN)


@pytest.fixture(params=[MOTO, DYNAMODB_LOCAL])
def table(request: pytest.FixtureRequest, dynamodb: Where) -> Iterator[Table]:
    with plain_table("audit", dynamodb(request.param)) as audit:
        yield audit


@pytest.fixture(params=["fake", MOTO, DYNAMODB_LOCAL])
def log(request: pytest.FixtureRequest, dynamodb: Where) -> Iterator[AuditLog]:
    if request.param == "fake":
        yield FakeAuditLog()
        return
    with plain_table("audit", dynamodb(request.param)) as table:
        yield DynamoAuditLog(table, ORG)


def test_a_chain_grows_and_is_read_in_order(log: AuditLog) -> None:
    assert log.head() == Head()
    first = extend(Head(), [record_of(make_envelope()) for _ in range(3)])
    log.append(first, Head())
    second = extend(
        log.head(), [record_of(make_envelope(changes={"subject": {"from": None, "to": "Crème ☕ \ud83d"}}))]
    )
    log.append(second, log.head())
    assert list(log.links()) == first + second
    assert log.head() == Head(4, second[-1].hash)
    known = first[1].record["id"]
    assert log.state([known, "other"]) == (log.head(), frozenset({known}))


def test_who_writes_after_an_old_head_writes_nothing(log: AuditLog) -> None:
    first = extend(Head(), [record_of(make_envelope())])
    log.append(first, Head())
    for base in (Head(), Head(1, "f" * 64)):
        with pytest.raises(Overtaken):
            log.append(extend(base, [record_of(make_envelope())]), base)
    assert list(log.links()) == first


def test_an_event_has_one_entry(log: AuditLog) -> None:
    record = record_of(make_envelope())
    log.append(extend(Head(), [record]), Head())
    with pytest.raises(Overtaken):
        log.append(extend(log.head(), [record]), log.head())


def test_the_entries_of_a_thing_are_paged_newest_first(log: AuditLog) -> None:
    subject = {"type": "ticket", "id": "t1"}
    trail = AuditTrail(log)
    trail.write([make_envelope(subject=subject) for _ in range(5)] + [make_envelope()])
    first = log.of_resource("ticket", "t1", 2, None)
    second = log.of_resource("ticket", "t1", 2, first.next_cursor)
    third = log.of_resource("ticket", "t1", 2, second.next_cursor)
    assert [link.sequence for page in (first, second, third) for link in page.items] == [5, 4, 3, 2, 1]
    assert third.next_cursor is None
    assert log.of_resource("ticket", "t2", 2, None).items == []


def test_tampering_with_the_table_is_found(table: Table) -> None:
    trail = AuditTrail(DynamoAuditLog(table, ORG))
    trail.write([make_envelope() for _ in range(40)])
    DynamoAuditLog(table, OTHER_ORG).append(extend(Head(), [record_of(make_envelope())]), Head())
    assert trail.verify(ADMIN).intact
    assert trail.verify(ADMIN).checked == 40

    raw = raw_table(table)
    key: dict[str, Any] = {"pk": f"O#{ORG}", "sk": "R#000000000007"}
    item = raw.get_item(Key=key)["Item"]
    raw.put_item(Item={**item, "record": str(item["record"]).replace("resolved", "pending")})
    assert trail.verify(ADMIN).broken_at == 7
    raw.delete_item(Key=key)
    assert trail.verify(ADMIN).reason == "An entry is missing or not in its place."
