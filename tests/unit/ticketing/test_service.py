"""The use cases: who may, what is checked, and what happens when two do something at once."""

from dataclasses import replace
from typing import Any

import pytest

from schemas.vocabulary import (
    ActorType,
    Channel,
    Delivery,
    EventType,
    MessageKind,
    Priority,
    Role,
    TicketStatus,
)
from tessera.kernel.actor import Actor
from tessera.kernel.errors import Conflict, Forbidden, Invalid, NotFound
from tessera.kernel.ids import new_id
from tessera.kernel.person import Person
from tessera.ticketing.drafts import NewMessage, NewTicket
from tessera.ticketing.model import Claim
from tessera.ticketing.ports import TicketQuery
from tessera.ticketing.writing import MAX_TRIES
from tests.factories.tickets import agent, agent_of_teams, customer, make_message, make_person, make_ticket
from tests.unit.ticketing.office import Office

ADA, BOB, BOSS, VIEWER = agent(), agent(), agent(Role.SUPERVISOR), agent(Role.VIEWER)
NOTE = NewMessage(MessageKind.NOTE, "Called her.")


@pytest.fixture
def office() -> Office:
    return Office()


def wanted(**fields: Any) -> NewTicket:
    known: dict[str, Any] = {
        "subject": "Help",
        "requester": Person(None, "Grace", "grace@example.com"),
        "channel": Channel.WEB,
    }
    return NewTicket(**known | fields)


def reply(text: str = "Try this.", **fields: Any) -> NewMessage:
    return NewMessage(MessageKind.REPLY, text, **fields)


# -- creating


def test_a_ticket_taken_down_is_in_the_customers_words(office: Office) -> None:
    written = office.service.create_ticket(ADA, wanted(), reply("I cannot sign in."))
    ticket, message = written.ticket, written.message
    assert message is not None
    assert written.fresh
    assert (ticket.number, ticket.version, ticket.message_count, ticket.created_by) == (1, 1, 1, ADA.id)
    assert (ticket.preview, ticket.last_message_by) == ("I cannot sign in.", ActorType.CUSTOMER)
    assert (message.author_type, message.author_id) == (ActorType.CUSTOMER, ticket.requester.id)
    assert message.delivery is None
    types = [event.type for event in office.desk.events]
    assert types == [EventType.TICKET_CREATED, EventType.MESSAGE_ADDED]
    assert office.desk.events[0].changes["subject"] == (None, "Help")


def test_a_customer_is_known_by_their_address(office: Office) -> None:
    first = office.service.create_ticket(ADA, wanted(), reply()).ticket
    second = office.service.create_ticket(ADA, wanted(), reply()).ticket
    assert first.requester == second.requester == office.desk.customers["grace@example.com"]
    assert (first.number, second.number) == (1, 2)


def test_two_first_tickets_of_one_customer_at_once_are_of_one_customer(office: Office) -> None:
    office.desk.before_commit = lambda: office.service.create_ticket(BOB, wanted(), reply())
    ticket = office.service.create_ticket(ADA, wanted(), reply()).ticket
    assert {one.requester.id for one in office.desk.tickets.values()} == {ticket.requester.id}
    assert len(office.desk.tickets) == 2


def test_creating_gives_up_some_day(office: Office) -> None:
    """Somebody takes every number that it gets."""

    def snatch() -> None:
        office.tickets.import_conversation(make_ticket(number=office.desk.last_number), [])
        office.desk.before_commit = snatch

    office.desk.before_commit = snatch
    with pytest.raises(Conflict):
        office.service.create_ticket(ADA, wanted(), reply())
    assert len(office.desk.tickets) == MAX_TRIES


@pytest.mark.parametrize("text", ["", "  \n "])
def test_a_message_says_something(office: Office, text: str) -> None:
    with pytest.raises(Invalid):
        office.service.create_ticket(ADA, wanted(), reply(text))
    with pytest.raises(Invalid):
        office.service.create_ticket(ADA, wanted(), NewMessage(MessageKind.REPLY, text, "<p> </p>"))
    assert office.desk.tickets == {}


def test_a_picture_says_something(office: Office) -> None:
    written = office.service.create_ticket(ADA, wanted(), NewMessage(MessageKind.REPLY, "", '<img src="cid:a">'))
    assert written.message is not None


def test_html_is_made_safe_and_gives_the_text(office: Office) -> None:
    new = NewMessage(MessageKind.NOTE, "", "<p>Hi</p><script>alert(1)</script>")
    message = office.service.add_message(ADA, office.open_ticket().id, new).message
    assert message is not None
    assert (message.text, message.html) == ("Hi", "<p>Hi</p>")


def test_a_subject_is_one_line(office: Office) -> None:
    """It becomes a mail's header."""
    ticket = office.service.create_ticket(ADA, wanted(subject=" a\r\nBcc: x@y.test\tb "), reply()).ticket
    assert ticket.subject == "a Bcc: x@y.test b"
    assert office.service.edit_ticket(ADA, ticket.id, {"subject": "new\nline"}).subject == "new line"
    for nothing in ("\n", "\x00 \u2028"):
        with pytest.raises(Invalid):
            office.service.edit_ticket(ADA, ticket.id, {"subject": nothing})
        with pytest.raises(Invalid):
            office.service.create_ticket(ADA, wanted(subject=nothing), reply())


@pytest.mark.parametrize(
    "metadata",
    [{"a": "x" * 9000}, {"a": float("nan")}, {"a": [float("inf")]}, {"a": "\ud800"}, {"\udfff": 1}],
    ids=["long", "not a number", "infinite", "half a character", "half a name"],
)
def test_metadata_is_small_and_can_be_kept(office: Office, metadata: dict[str, Any]) -> None:
    with pytest.raises(Invalid) as refused:
        office.service.create_ticket(ADA, wanted(metadata=metadata), reply())
    assert refused.value.field == "metadata"
    with pytest.raises(Invalid):
        office.service.edit_ticket(ADA, office.open_ticket().id, {"metadata": metadata})


def test_metadata_is_not_bottomless(office: Office) -> None:
    deep: dict[str, Any] = {}
    for _ in range(2000):
        deep = {"a": deep}
    with pytest.raises(Invalid):
        office.service.edit_ticket(ADA, office.open_ticket().id, {"metadata": deep})


# -- people that a ticket names


def test_assignee_and_team_have_to_be_there_and_active(office: Office) -> None:
    ticket = office.open_ticket()
    good, team = office.hire(), office.hire("team")
    assert office.service.edit_ticket(ADA, ticket.id, {"assignee_id": good, "team_id": team}).assignee_id == good
    for field, stranger in (
        ("assignee_id", new_id()),
        ("assignee_id", team),
        ("assignee_id", office.hire(active=False)),
        ("assignee_id", ""),
        ("team_id", good),
    ):
        with pytest.raises(Invalid) as refused:
            office.service.edit_ticket(ADA, ticket.id, {field: stranger})
        assert refused.value.field == field
        with pytest.raises(Invalid):
            office.service.create_ticket(ADA, wanted(**{field: stranger}), reply())
    assert office.service.edit_ticket(ADA, ticket.id, {"assignee_id": None}).assignee_id is None


# -- who may


def test_roles(office: Office) -> None:
    ticket = office.open_ticket()
    for act in (
        lambda: office.service.create_ticket(VIEWER, wanted(), reply()),
        lambda: office.service.edit_ticket(VIEWER, ticket.id, {"subject": "x"}),
        lambda: office.service.add_message(VIEWER, ticket.id, NOTE),
        lambda: office.service.delete_ticket(VIEWER, ticket.id),
        lambda: office.service.delete_ticket(ADA, ticket.id),
        lambda: office.service.restore_ticket(ADA, ticket.id),
        lambda: office.files.begin_upload(VIEWER, "a", "b", 1),
    ):
        with pytest.raises(Forbidden):
            act()
    assert office.state(ticket) == ticket
    assert office.service.delete_ticket(BOSS, ticket.id).deleted_at is not None


def test_a_ticket_of_another_team_is_not_there(office: Office) -> None:
    team, other = office.hire("team"), office.hire("team")
    ticket = office.open_ticket(team_id=team)
    outsider, insider = agent_of_teams(other), agent_of_teams(team)
    for act in (
        lambda: office.service.edit_ticket(outsider, ticket.id, {"subject": "x"}),
        lambda: office.service.add_message(outsider, ticket.id, NOTE),
        lambda: office.views.open_ticket(outsider, ticket.id),
        lambda: office.views.read_entries(outsider, ticket.id, 10, None),
        lambda: office.views.read_message(outsider, ticket.id, new_id()),
        lambda: office.service.edit_ticket(ADA, new_id(), {"subject": "x"}),
        lambda: office.views.open_ticket(ADA, new_id()),
    ):
        with pytest.raises(NotFound):
            act()
    assert office.views.find_by_number(outsider, ticket.number) is None
    assert office.views.list_tickets(outsider, TicketQuery(), 10, None).items == []
    assert office.views.find_by_number(insider, ticket.number) == ticket
    assert office.views.list_tickets(insider, TicketQuery(), 10, None).items == [ticket]
    assert office.service.add_message(insider, ticket.id, NOTE).fresh


def test_what_is_assigned_to_somebody_they_see(office: Office) -> None:
    mine = agent_of_teams(office.hire("team"), id=office.hire())
    ticket = office.open_ticket(team_id=office.hire("team"), assignee_id=mine.id)
    assert office.views.open_ticket(mine, ticket.id)[0] == ticket
    assert office.views.list_tickets(mine, TicketQuery(), 10, None).items == [ticket]


# -- two at once


def test_two_edits_at_once_both_stay(office: Office) -> None:
    ticket = office.open_ticket()
    office.desk.before_commit = lambda: office.service.edit_ticket(BOB, ticket.id, {"subject": "Bob's"}, 1)
    after = office.service.edit_ticket(ADA, ticket.id, {"priority": Priority.URGENT}, 1)
    assert (after.subject, after.priority, after.version) == ("Bob's", Priority.URGENT, 3)


def test_of_two_edits_of_one_field_at_once_one_is_told(office: Office) -> None:
    ticket = office.open_ticket()
    office.desk.before_commit = lambda: office.service.edit_ticket(BOB, ticket.id, {"subject": "Bob's"}, 1)
    with pytest.raises(Conflict) as refused:
        office.service.edit_ticket(ADA, ticket.id, {"subject": "Ada's"}, 1)
    assert (refused.value.fields, refused.value.current["subject"]) == (("subject",), "Bob's")
    assert office.state(ticket).subject == "Bob's"


def test_it_gives_up_when_everybody_writes_at_once(office: Office) -> None:
    ticket = office.open_ticket()

    def meddle() -> None:
        office.service.add_message(BOB, ticket.id, NOTE)
        office.desk.before_commit = meddle

    office.desk.before_commit = meddle
    with pytest.raises(Conflict):
        office.service.edit_ticket(ADA, ticket.id, {"subject": "x"})
    assert (office.state(ticket).subject, office.state(ticket).message_count) == ("Help", 1 + MAX_TRIES)


# -- messages


def test_a_reply_goes_to_the_requester_by_mail(office: Office) -> None:
    ticket = office.open_ticket()
    carl = Person(None, "Carl", "carl@x.test")
    message = office.service.add_message(ADA, ticket.id, reply(cc=(carl,))).message
    assert message is not None
    assert (message.to, message.cc, message.channel) == ((ticket.requester,), (carl,), Channel.EMAIL)
    assert (message.delivery, message.author_id) == (Delivery.QUEUED, ADA.id)
    assert office.state(ticket).participants == (carl,)


def test_a_reply_goes_to_somebody(office: Office) -> None:
    with pytest.raises(Invalid):
        office.service.add_message(ADA, office.open_ticket().id, reply(to=()))


def test_reply_and_resolve_is_one_step(office: Office) -> None:
    ticket = office.open_ticket()
    after = office.service.add_message(ADA, ticket.id, reply(set_status=TicketStatus.RESOLVED)).ticket
    assert (after.status, after.resolved_at, after.message_count) == (TicketStatus.RESOLVED, office.clock.now, 2)
    assert [event.type for event in office.desk.events[-2:]] == [
        EventType.MESSAGE_ADDED,
        EventType.TICKET_STATUS_CHANGED,
    ]
    assert office.state(ticket) == after


def test_a_reply_is_refused_when_a_message_came_in_meanwhile(office: Office) -> None:
    ticket = office.open_ticket()
    office.service.add_message(BOB, ticket.id, NOTE)
    assert office.service.add_message(ADA, ticket.id, reply(seen_version=1)).ticket.version == 3
    with pytest.raises(Conflict) as refused:
        office.service.add_message(BOB, ticket.id, reply("Me too!", seen_version=2))
    assert refused.value.fields == ("messages",)
    assert office.service.add_message(BOB, ticket.id, NewMessage(MessageKind.NOTE, "x", seen_version=1)).fresh
    assert office.service.add_message(BOB, ticket.id, reply(seen_version=4)).fresh


def test_a_reply_is_refused_when_another_one_waits_already(office: Office) -> None:
    ticket = office.open_ticket()
    held = replace(reply(seen_version=1), hold_seconds=8)
    assert office.service.add_message(ADA, ticket.id, held).ticket.version == 2
    for new in (held, reply(seen_version=1)):
        with pytest.raises(Conflict):
            office.service.add_message(BOB, ticket.id, new)
    assert office.service.add_message(BOB, ticket.id, reply(seen_version=2)).fresh


def test_a_reply_is_refused_when_a_message_comes_in_at_that_moment(office: Office) -> None:
    ticket = office.open_ticket()
    grace = customer(ticket.requester)
    office.desk.before_commit = lambda: office.service.receive(grace, ticket.id, make_message(), ())
    with pytest.raises(Conflict):
        office.service.add_message(ADA, ticket.id, reply(seen_version=1))
    assert office.state(ticket).message_count == 2


def test_a_deleted_ticket_takes_no_message(office: Office) -> None:
    ticket = office.open_ticket()
    office.service.delete_ticket(BOSS, ticket.id)
    with pytest.raises(Conflict):
        office.service.add_message(ADA, ticket.id, NOTE)
    assert office.service.restore_ticket(BOSS, ticket.id).deleted_at is None
    assert office.service.add_message(ADA, ticket.id, NOTE).fresh


# -- channels


def test_a_channel_opens_a_ticket_and_adds_to_it_once(office: Office) -> None:
    grace = make_person(id=None, email="grace@example.com")
    claim = Claim("mail", "<1@x>", "")
    actor = Actor(ADA.org_id, ActorType.CUSTOMER, None, "Grace")
    new = NewTicket("Hi", grace, Channel.EMAIL, claims=(claim,))
    first = office.service.accept(actor, new, make_message())
    assert first.message is not None
    assert first.message.author_id == first.ticket.requester.id is not None
    again = office.service.accept(actor, new, make_message())
    assert (again.fresh, again.ticket.id, again.message) == (False, first.ticket.id, first.message)
    answer = Claim("mail", "<2@x>", "")
    received = office.service.receive(actor, first.ticket.id, make_message(), (answer,))
    repeated = office.service.receive(actor, first.ticket.id, make_message(), (answer,))
    assert (received.fresh, repeated.fresh) == (True, False)
    assert repeated.message == received.message
    assert office.state(first.ticket).message_count == 2


@pytest.mark.parametrize("name", ["to", "cc", "bcc"])
def test_a_note_goes_to_nobody(office: Office, name: str) -> None:
    ticket = office.open_ticket()
    people: Any = {name: (Person(None, "Grace", "grace@example.com"),)}
    with pytest.raises(Invalid) as refused:
        office.service.add_message(ADA, ticket.id, NewMessage(MessageKind.NOTE, "Inside", **people))
    assert refused.value.field == name
