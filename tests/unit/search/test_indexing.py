"""Keeping an index as the tickets are, and making it anew, with other writers in between."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from schemas.vocabulary import MessageKind
from tessera.identity.companies import new_company
from tessera.identity.customers import new_customer
from tessera.search.indexing import MAX_TRIES, Indexer
from tessera.search.model import PersonDocument, TicketDocument
from tessera.search.ports import IndexMoved
from tessera.search.source import MAX_TEXT, Source, person_of
from tessera.ticketing.model import Ticket
from tests.factories.identity import ORG
from tests.factories.tickets import agent, make_activity, make_file, make_message, make_person, make_ticket
from tests.fakes.identity import START, FakeClock, FakeCompanies, FakeCustomers, FakeStore
from tests.fakes.search import FakeIndex, FakePreparation
from tests.fakes.tickets import FakeDesk, FakeTickets


@dataclass
class Office:
    index: FakeIndex = field(default_factory=FakeIndex)
    desk: FakeDesk = field(default_factory=FakeDesk)
    preparation: FakePreparation = field(default_factory=FakePreparation)
    clock: FakeClock = field(default_factory=lambda: FakeClock(START + timedelta(days=1)))
    pauses: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        store = FakeStore()
        self.customers, self.companies = FakeCustomers(store, ORG), FakeCompanies(store, ORG)
        self.source = Source(FakeTickets(self.desk, ORG), self.customers, self.companies)
        self.indexer = Indexer(self.index, self.source, self.preparation, self.clock, self.pauses.append)

    def keep(self, ticket: Ticket) -> Ticket:
        self.desk.tickets[ticket.id] = ticket
        return ticket

    def subjects(self) -> list[str]:
        return sorted(document.subject for document in self.index.documents.values())


@pytest.fixture
def office() -> Office:
    return Office()


def test_a_changed_ticket_is_indexed_as_it_is_now(office: Office) -> None:
    ticket = office.keep(make_ticket(subject="Old"))
    office.indexer.refresh([ticket.id, ticket.id])
    office.keep(replace(ticket, subject="New"))
    office.indexer.refresh([ticket.id])
    assert office.subjects() == ["New"]
    assert office.index.version == 2


def test_a_deleted_ticket_leaves_the_index(office: Office) -> None:
    ticket = office.keep(make_ticket())
    office.indexer.refresh([ticket.id])
    office.keep(replace(ticket, deleted_at=START))
    office.indexer.refresh([ticket.id, "never there"])
    assert office.subjects() == []


def test_a_writer_that_was_overtaken_reads_the_ticket_again(office: Office) -> None:
    """The other one wrote a newer state, which the state read before must not replace."""
    ticket = office.keep(make_ticket(subject="Old"))

    def meanwhile() -> None:
        office.keep(replace(ticket, subject="New"))
        office.indexer.refresh([ticket.id])

    office.index.before_publish = meanwhile
    office.indexer.refresh([ticket.id])
    assert office.subjects() == ["New"]


def test_a_writer_that_is_always_overtaken_gives_up(office: Office) -> None:
    ticket = office.keep(make_ticket())
    overtaken = 0

    def meanwhile() -> None:
        nonlocal overtaken
        overtaken += 1
        office.index.version += 1
        office.index.before_publish = meanwhile

    office.index.before_publish = meanwhile
    with pytest.raises(IndexMoved):
        office.indexer.refresh([ticket.id])
    assert overtaken == MAX_TRIES
    # Of rivals that began together each waits a time of its own.
    assert len(set(office.pauses)) == MAX_TRIES


def test_the_first_change_makes_the_index(office: Office) -> None:
    office.index.there = False
    ticket = office.keep(make_ticket(subject="Changed"))
    office.keep(make_ticket(subject="Imported"))
    office.indexer.refresh([ticket.id])
    assert office.subjects() == ["Changed", "Imported"]
    assert office.preparation.free


def test_while_an_index_is_made_nobody_else_makes_one(office: Office) -> None:
    office.index.there, office.preparation.free = False, False
    office.indexer.prepare()
    assert not office.index.there


def test_an_index_that_is_there_is_not_made_again(office: Office) -> None:
    office.keep(make_ticket())
    office.indexer.prepare()
    assert office.subjects() == []


def test_a_build_that_fails_lets_the_next_one_try(office: Office) -> None:
    office.index.there = False

    def fail() -> None:
        raise RuntimeError("S3 is away")

    office.index.before_publish = fail
    with pytest.raises(RuntimeError):
        office.indexer.prepare()
    assert office.preparation.free


def test_a_rebuild_takes_every_ticket_and_says_how_far_it_is(office: Office) -> None:
    for number in range(250):
        office.keep(make_ticket(number=number))
    office.keep(make_ticket(deleted_at=START))
    progress: list[int] = []
    assert office.indexer.rebuild(progress.append) == 250
    assert progress == [100, 200, 250]
    assert len(office.index.documents) == 250


def test_what_changes_during_a_rebuild_is_in_it(office: Office) -> None:
    tickets = [office.keep(make_ticket(subject=f"Old {number}")) for number in range(3)]
    source_ids = office.source.all_ids

    def all_ids_and_then_changes() -> Iterator[list[str]]:
        yield from source_ids()
        office.keep(replace(tickets[0], subject="Changed", updated_at=office.clock.now))
        office.keep(replace(tickets[1], deleted_at=office.clock.now, updated_at=office.clock.now))
        office.keep(make_ticket(office.clock.now, subject="Created"))

    office.source.all_ids = all_ids_and_then_changes  # type: ignore[method-assign]
    office.indexer.rebuild()
    assert office.subjects() == ["Changed", "Created", "Old 2"]


def test_what_is_published_just_before_the_new_index_takes_over_is_in_it_too(office: Office) -> None:
    ticket = office.keep(make_ticket(subject="Old"))

    def meanwhile() -> None:
        office.keep(replace(ticket, subject="Last second", updated_at=office.clock.now))
        office.indexer.refresh([ticket.id])

    office.index.before_publish = meanwhile
    office.indexer.rebuild()
    assert office.subjects() == ["Last second"]


def test_a_document_has_what_is_searched_for(office: Office) -> None:
    alan = make_person(name="Alan", email="alan@example.com")
    requester = make_person(name="Grace", email="grace@example.com")
    ticket = office.keep(make_ticket(requester=requester, participants=(requester, alan), tags=("vip",)))
    inline, file = make_file(filename="logo.png", content_id="1"), make_file(filename="scan.pdf")
    reply = make_message(files=(inline, file), text="x" * 2 * MAX_TEXT, author_name="Grace")
    note = make_message(kind=MessageKind.NOTE, text="secret", author_name="Ada")
    office.desk.entries[ticket.id] = {entry.id: entry for entry in (reply, make_activity(ticket), note)}
    (document,), gone = office.source.read([ticket.id])
    assert isinstance(document, TicketDocument)
    assert gone == []
    assert (document.requester, document.people) == (("Grace", "grace@example.com"), ("Alan alan@example.com",))
    assert (document.tags, document.files) == (("vip",), ("scan.pdf",))
    assert [(text.kind, text.author, len(text.text)) for text in document.texts] == [
        (MessageKind.REPLY, "Grace", MAX_TEXT),
        (MessageKind.NOTE, "Ada", 6),
    ]


def test_a_merged_ticket_leaves_its_conversation_to_the_other(office: Office) -> None:
    target = office.keep(make_ticket(subject="Kept"))
    source = office.keep(make_ticket(subject="Merged", merged_into=target.id))
    target = office.keep(replace(target, merged_ids=(source.id,)))
    office.desk.entries[source.id] = {entry.id: entry for entry in (make_message(text="from the merged one"),)}
    documents, _ = office.source.read([target.id, source.id])
    tickets = [each for each in documents if isinstance(each, TicketDocument)]
    assert [[text.text for text in each.texts] for each in tickets] == [["from the merged one"], []]
    assert [each.merged for each in tickets] == [False, True]
    assert [each.merged_subjects for each in tickets] == [("Merged",), ()]


def test_what_is_merged_stays_in_an_index_that_is_made_anew(office: Office) -> None:
    """Lists leave it out; its number leads on all the same."""
    source = office.keep(make_ticket(subject="Merged", merged_into="target"))
    office.keep(make_ticket(id="target", subject="Kept", merged_ids=(source.id,)))
    office.indexer.rebuild()
    assert office.subjects() == ["Kept", "Merged"]
    assert office.index.documents[source.id].merged


def test_what_is_merged_during_a_rebuild_is_merged_in_it(office: Office) -> None:
    source, target = office.keep(make_ticket(subject="Merged")), office.keep(make_ticket(subject="Kept"))
    source_ids = office.source.all_ids

    def all_ids_and_then_a_merge() -> Iterator[list[str]]:
        yield from source_ids()
        now = office.clock.now
        office.keep(replace(source, merged_into=target.id, updated_at=now))
        office.keep(replace(target, merged_ids=(source.id,), updated_at=now))

    office.source.all_ids = all_ids_and_then_a_merge  # type: ignore[method-assign]
    office.indexer.rebuild()
    assert office.index.documents[source.id].merged


def test_a_long_conversation_is_read_to_its_beginning(office: Office) -> None:
    ticket = office.keep(make_ticket())
    messages = [make_message(START + timedelta(minutes=number), text=str(number)) for number in range(230)]
    office.desk.entries[ticket.id] = {message.id: message for message in messages}
    (document,), _ = office.source.read([ticket.id])
    assert isinstance(document, TicketDocument)
    assert [text.text for text in document.texts] == [str(number) for number in range(230)]


def test_people_come_into_the_index_and_leave_it(office: Office) -> None:
    customer, event = new_customer(agent(), START, "grace@example.com", "Grace Hopper")
    office.customers.add_customer(customer, event)
    office.indexer.refresh([], [customer.id, "never there"])
    assert office.index.documents == {customer.id: person_of(customer, None)}
    gone = replace(customer, deleted_at=START, version=2)
    office.customers.save_customer(customer, gone, event)
    office.indexer.refresh([], [customer.id])
    assert office.index.documents == {}


def test_a_person_is_found_by_where_they_work_and_by_its_new_name(office: Office) -> None:
    customer, event = new_customer(agent(), START, "grace@navy.example", "Grace Hopper")
    office.customers.add_customer(customer, event)
    navy, founded = new_company(agent(), START, "Navy", ["navy.example"])
    office.companies.add_company(navy, founded)
    office.indexer.refresh([], [], {navy.id: []})
    (known,) = office.index.documents.values()
    assert isinstance(known, PersonDocument)
    assert known.company == "Navy"
    office.companies.save_company(navy, replace(navy, name="The Navy", version=2), founded)
    office.indexer.refresh([], [], {navy.id: [], "never there": []})
    assert office.index.documents == {customer.id: replace(known, company="The Navy")}


@pytest.mark.parametrize("deleted", [True, False])
def test_nobody_is_found_by_where_they_no_longer_work(office: Office, deleted: bool) -> None:
    customer, event = new_customer(agent(), START, "grace@navy.example", "Grace Hopper")
    office.customers.add_customer(customer, event)
    navy, founded = new_company(agent(), START, "Navy", ["navy.example", "fleet.example"])
    office.companies.add_company(navy, founded)
    office.indexer.refresh([], [], {navy.id: []})
    gone = {"deleted_at": START} if deleted else {"domains": ("fleet.example",)}
    office.companies.save_company(navy, replace(navy, version=2, **gone), founded)
    office.indexer.refresh([], [], {navy.id: [] if deleted else ["navy.example"]})
    assert office.index.documents == {customer.id: person_of(customer, None)}


def test_a_new_index_has_everybody(office: Office) -> None:
    customer, event = new_customer(agent(), START, "grace@example.com", "Grace Hopper")
    office.customers.add_customer(customer, event)
    office.index.there = False
    office.indexer.prepare()
    assert customer.id in office.index.documents
