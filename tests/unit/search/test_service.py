"""Searching, with a scripted index: what it is asked, and what of its answers is shown."""

from dataclasses import dataclass, field, replace

import pytest

from schemas.vocabulary import ActorType, Role, TicketScope
from tessera.identity.companies import Company
from tessera.kernel.actor import Actor
from tessera.kernel.errors import BadCursor, Forbidden
from tessera.search.model import EVERYWHERE, Field, Found, Highlights, Hit, Place, Scope, Words
from tessera.search.ports import Named
from tessera.search.service import Results, SearchService
from tessera.search.suggesting import SuggestionKind
from tessera.ticketing.custom import NothingDefined
from tessera.ticketing.model import Ticket
from tests.factories.identity import ORG
from tests.factories.tickets import agent, agent_of_teams, make_ticket
from tests.fakes.identity import START, FakeClock, FakeCompanies, FakeStore
from tests.fakes.search import FakeAddresses, FakeIndex, FakePeople, FakePreparation
from tests.fakes.tickets import FakeDesk, FakeTickets


@dataclass
class Office:
    """Search over a scripted index and the tickets of a desk."""

    index: FakeIndex = field(default_factory=FakeIndex)
    desk: FakeDesk = field(default_factory=FakeDesk)
    preparation: FakePreparation = field(default_factory=FakePreparation)
    store: FakeStore = field(default_factory=FakeStore)
    actor: Actor = field(default_factory=agent)

    def __post_init__(self) -> None:
        people = FakePeople([Named("a1", "Ann Lee")], [Named("t1", "First Line")])
        tickets = FakeTickets(self.desk, ORG)
        companies = FakeCompanies(self.store, ORG)
        self.service = SearchService(
            self.index,
            tickets,
            people,
            companies,
            FakeAddresses(),
            NothingDefined(),
            self.preparation,
            FakeClock(),
        )

    def keep(self, ticket: Ticket) -> Hit:
        self.desk.tickets[ticket.id] = ticket
        return Hit(ticket.id, 1.0, Highlights())

    def search(self, text: str, cursor: str | None = None, limit: int = 2) -> Results:
        return self.service.search(self.actor, text, limit, cursor)


@pytest.fixture
def office() -> Office:
    return Office()


def test_hits_are_read_again(office: Office) -> None:
    hit = office.keep(make_ticket(subject="As it is now"))
    office.index.found = Found((hit,), 1)
    results = office.search("words")
    assert [(ticket.subject, found) for ticket, found in results.hits] == [("As it is now", hit)]
    assert results.total == 1


def test_what_was_deleted_or_moved_away_meanwhile_is_left_out(office: Office) -> None:
    office.actor = agent_of_teams("mine")
    seen = office.keep(make_ticket(team_id="mine"))
    deleted = office.keep(make_ticket(deleted_at=START))
    moved = office.keep(make_ticket(team_id="theirs"))
    office.index.found = Found((moved, deleted, Hit("gone", 1.0, Highlights()), seen), 4)
    assert [hit for _, hit in office.search("words").hits] == [seen]


def test_what_was_merged_meanwhile_is_shown_to_who_asks_for_its_number(office: Office) -> None:
    merged = office.keep(make_ticket(merged_into="another"))
    office.index.found = Found((merged,), 1)
    assert office.search("words").hits == office.search("-#12").hits == ()
    assert [hit for _, hit in office.search("#12").hits] == [merged]
    assert [hit for _, hit in office.search("12").hits] == [merged]


def test_an_agent_of_teams_asks_within_them(office: Office) -> None:
    office.search("words")
    office.actor = agent_of_teams("mine")
    office.search("in:notes words")
    first, last = office.index.asked[0], office.index.asked[-1]
    assert (first.scope, first.notes, first.places) == (None, True, EVERYWHERE)
    assert (last.scope, last.places) == (Scope(frozenset({"mine"}), office.actor.id), frozenset({Place.NOTES}))


def test_who_may_not_read_tickets_may_not_search() -> None:
    office = Office(actor=Actor(ORG, ActorType.CUSTOMER, "c", ticket_scope=TicketScope.ALL))
    with pytest.raises(Forbidden):
        office.search("words")
    with pytest.raises(Forbidden):
        office.service.suggest(office.actor, "words")


@pytest.mark.parametrize("role", Role)
def test_every_role_reads_notes_too(role: Role) -> None:
    office = Office(actor=agent(role))
    office.search("words")
    assert office.index.asked[0].notes


def test_with_few_results_misspelt_words_count(office: Office) -> None:
    near = Hit("t", 0.3, Highlights(words=frozenset({"printer"})))
    office.index.found, office.index.found_nearly = Found(), Found((near,), 1)
    results = office.search("status:open printr ")
    assert results.near
    assert [(each.kind, each.label, each.query) for each in results.suggestions] == [
        (SuggestionKind.CORRECTION, "printer", "status:open printer ")
    ]


def test_with_results_enough_they_do_not(office: Office) -> None:
    office.index.found, office.index.found_nearly = Found(total=5), Found(total=50)
    assert not office.search("printer").near
    assert office.search("status:open").total == 5
    assert [request.typos for request in office.index.asked] == [False, False]


def test_near_spellings_that_add_nothing_are_not_spoken_of(office: Office) -> None:
    office.index.found, office.index.found_nearly = Found(total=1), Found(total=1)
    assert not office.search("printer").near


def test_a_misread_value_is_corrected(office: Office) -> None:
    suggestions = office.search("stauts:open -status:opne x").suggestions
    assert [each.query for each in suggestions] == ["status:open -status:opne x", "stauts:open status:open x"]


def test_pages_go_on_by_cursor_without_facets(office: Office) -> None:
    office.index.found = Found(total=5, facets={Field.TAG: [("a", 1)]})
    first = office.search("words")
    second = office.search("words", first.next_cursor)
    third = office.search("words", second.next_cursor)
    assert [request.offset for request in office.index.asked] == [0, 2, 4]
    assert (first.facets, second.facets, third.next_cursor) == ({Field.TAG: [("a", 1)]}, None, None)


def test_a_page_of_near_spellings_is_followed_by_another(office: Office) -> None:
    office.index.found_nearly = Found(total=5)
    first = office.search("words")
    office.search("words", first.next_cursor)
    assert [(request.typos, request.offset) for request in office.index.asked] == [(False, 0), (True, 0), (True, 2)]


def test_a_cursor_is_good_for_its_query_and_its_agent_only(office: Office) -> None:
    office.index.found = Found(total=5)
    cursor = office.search("words").next_cursor
    with pytest.raises(BadCursor):
        office.search("other words", cursor)
    with pytest.raises(BadCursor):
        office.search("words", "nonsense")
    office.actor = replace(office.actor, id="somebody else")
    with pytest.raises(BadCursor):
        office.search("words", cursor)


def test_nobody_reads_a_thousand_pages(office: Office) -> None:
    office.index.found = Found(total=10_000)
    cursor, pages = None, 0
    while True:
        cursor = office.search("words", cursor, limit=100).next_cursor
        pages += 1
        if cursor is None:
            break
    assert pages == 11


def test_without_an_index_one_is_asked_for(office: Office) -> None:
    office.index.there = False
    results = office.search("status:open words")
    assert (results.preparing, results.hits, results.total) == (True, (), 0)
    assert results.understanding.conditions[1] == Words("words", prefix=True)
    assert office.service.suggest(office.actor, "wo") == []
    assert office.preparation.asked == 2


def suggested(office: Office, text: str) -> list[str]:
    return [each.query for each in office.service.suggest(office.actor, text)]


def test_fields_and_words_are_completed(office: Office) -> None:
    office.index.words = ["status", "stamp"]
    assert suggested(office, "printer sta") == ["printer status:", "printer status", "printer stamp"]
    assert suggested(office, "-sta")[0] == "-status:"
    assert suggested(office, "printer ") == suggested(office, "") == suggested(office, "***") == []


def test_a_tag_is_completed_however_many_are_commoner(office: Office) -> None:
    office.index.tags = [*(f"common{number}" for number in range(1_000)), "zebra0", "zebra1"]
    assert suggested(office, "tag:zebra") == ["tag:zebra0", "tag:zebra1"]
    assert suggested(office, "-tag:zebra1") == ["-tag:zebra1"]


def test_values_are_completed(office: Office) -> None:
    office.index.tags = ["billing", "bug", "late payment"]
    assert suggested(office, "status:o") == ["status:open", "status:on_hold"]
    assert suggested(office, "tag:n") == ["tag:none"]
    assert suggested(office, "follower:n") == ["follower:none"]
    assert suggested(office, "x tag:b") == ["x tag:billing", "x tag:bug"]
    assert suggested(office, "tag:pay") == ['tag:"late payment"']
    assert suggested(office, "assignee:") == ["assignee:me", "assignee:none", 'assignee:"Ann Lee"']
    assert suggested(office, "team:line") == ['team:"First Line"']
    navy = Company(id="c1", org_id=ORG, name="The Navy", created_at=START, updated_at=START, created_by=None)
    office.store.companies[ORG, "c1"] = navy
    assert suggested(office, "company:") == ["company:none", 'company:"The Navy"']
    assert suggested(office, "company:the") == ['company:"The Navy"']
    assert suggested(office, "priority:u") == ["priority:urgent"]
    assert suggested(office, "has:") == ["has:attachment"]
    assert suggested(office, "in:n") == ["in:notes"]
    assert suggested(office, "created:>7") == ["created:>7d"]
    assert suggested(office, "nonsense:x") == []
