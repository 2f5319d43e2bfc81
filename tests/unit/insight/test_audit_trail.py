import pytest

from schemas.vocabulary import Role
from tessera.insight.audit import extend, record_of
from tessera.insight.ports import Overtaken
from tessera.insight.reading import AuditReading
from tessera.insight.service import MAX_LINKS, MAX_TRIES, AuditTrail
from tessera.kernel.errors import Forbidden, Invalid
from tessera.ticketing.custom import NothingDefined
from tests.factories.events import make_envelope
from tests.factories.identity import actor_with
from tests.fakes.insight import EverybodysTickets, FakeAuditLog

SUPERVISOR = actor_with(Role.SUPERVISOR)


@pytest.fixture
def log() -> FakeAuditLog:
    return FakeAuditLog()


@pytest.fixture
def pauses() -> list[float]:
    return []


@pytest.fixture
def trail(log: FakeAuditLog, pauses: list[float]) -> AuditTrail:
    return AuditTrail(log, pauses.append)


@pytest.fixture
def reading(log: FakeAuditLog) -> AuditReading:
    return AuditReading(log, EverybodysTickets(), NothingDefined())


def test_events_become_a_chain(trail: AuditTrail, log: FakeAuditLog) -> None:
    assert trail.write([make_envelope() for _ in range(MAX_LINKS + 5)]) == MAX_LINKS + 5
    assert trail.verify(SUPERVISOR).checked == MAX_LINKS + 5
    assert trail.verify(SUPERVISOR).intact
    log.kept[3:5] = [log.kept[4], log.kept[3]]
    assert trail.verify(SUPERVISOR).broken_at == 4


def test_an_event_delivered_twice_is_one_entry(trail: AuditTrail, log: FakeAuditLog) -> None:
    first, second = make_envelope(), make_envelope()
    trail.write([first, first])
    assert trail.write([second, first]) == 1
    assert [link.record["id"] for link in log.kept] == [first["id"], second["id"]]


def test_two_writers_at_once_make_one_chain(trail: AuditTrail, log: FakeAuditLog, pauses: list[float]) -> None:
    rival, shared = make_envelope(), make_envelope()
    log.before_append = lambda: log.kept.extend(extend(log.head(), [record_of(rival), record_of(shared)]))
    assert trail.write([shared, make_envelope()]) == 1
    assert len(log.kept) == 3
    assert trail.verify(SUPERVISOR).intact
    assert len(pauses) == 1


def test_a_writer_that_is_always_overtaken_gives_up_aloud(log: FakeAuditLog, pauses: list[float]) -> None:
    class Busy(FakeAuditLog):
        def append(self, links: object, base: object) -> None:
            raise Overtaken

    with pytest.raises(Overtaken):
        AuditTrail(Busy(), pauses.append).write([make_envelope()])
    assert len(pauses) == MAX_TRIES


def test_the_entries_of_one_thing_newest_first(trail: AuditTrail, reading: AuditReading) -> None:
    subject = make_envelope()["subject"]
    mine = [make_envelope(subject=subject) for _ in range(3)]
    trail.write([mine[0], make_envelope(), *mine[1:]])
    page = reading.list_records(SUPERVISOR, f"ticket:{subject['id']}", 2, None)
    assert [link.record["id"] for link in page.items] == [mine[2]["id"], mine[1]["id"]]
    rest = reading.list_records(SUPERVISOR, f"ticket:{subject['id']}", 2, page.next_cursor)
    assert [link.record["id"] for link in rest.items] == [mine[0]["id"]]


@pytest.mark.parametrize("resource", ["", "ticket", "ticket:", ":1"])
def test_a_thing_has_to_be_named(reading: AuditReading, resource: str) -> None:
    with pytest.raises(Invalid) as caught:
        reading.list_records(SUPERVISOR, resource, 10, None)
    assert caught.value.field == "resource"


@pytest.mark.parametrize("role", [Role.AGENT, Role.VIEWER])
def test_agents_do_not_read_the_record(trail: AuditTrail, reading: AuditReading, role: Role) -> None:
    with pytest.raises(Forbidden):
        reading.list_records(actor_with(role), "ticket:1", 10, None)
    with pytest.raises(Forbidden):
        trail.verify(actor_with(role))
