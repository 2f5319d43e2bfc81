"""Emoji under messages, and answers in threads, through the use cases."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.vocabulary import Delivery, EventType, MessageKind, Role
from tessera.kernel.errors import Conflict, Forbidden, Invalid, NotFound
from tessera.ticketing import emoji
from tessera.ticketing.drafts import NewMessage
from tessera.ticketing.model import Message, Ticket
from tessera.ticketing.reactions import MAX_EMOJI
from tests.factories.tickets import agent, agent_of_teams
from tests.unit.ticketing.office import Office

ADA, BOB = agent(Role.ADMIN, name="Ada"), agent(name="Bob")
SIGNS = ["👍", "❤️", "❤", "👩\u200d💻", "👍🏽", "🇩🇪", "1️⃣", "‼️", "ℹ️", "👨\u200d👩\u200d👧\u200d👦", "❤️\u200d🔥", "©"]


@pytest.fixture
def office() -> Office:
    return Office()


def note(office: Office, ticket: Ticket, text: str = "psst", **fields: object) -> Message:
    new = replace(NewMessage(MessageKind.NOTE, text), **fields)  # type: ignore[arg-type]
    message = office.service.add_message(ADA, ticket.id, new).message
    assert message
    return message


@pytest.mark.parametrize("sign", SIGNS)
def test_these_are_one_emoji(sign: str) -> None:
    assert emoji.checked(sign) == sign


@pytest.mark.parametrize("sign", ["", "a", "1", "ok", "👍👍", "👍a", "🏽", "\u200d", "👍\u200d", "<b>", "👍" * 20, "é"])
def test_these_are_not(sign: str) -> None:
    with pytest.raises(Invalid):
        emoji.checked(sign)


@given(st.text(st.characters(categories=["L", "N", "P", "Z", "C"], exclude_characters="‼⁉ℹ〰"), max_size=6))
def test_no_text_is_an_emoji(text: str) -> None:
    with pytest.raises(Invalid):
        emoji.checked(text)


def test_reactions_are_given_once_and_taken_back(office: Office) -> None:
    ticket = office.open_ticket()
    message = note(office, ticket)
    before = office.state(ticket)

    office.reactions.react(ADA, ticket.id, message.id, "👍", True)
    office.reactions.react(BOB, ticket.id, message.id, "👍", True)
    again = office.reactions.react(BOB, ticket.id, message.id, "👍", True)

    assert not again.fresh
    assert again.message
    assert again.message.reactions == {"👍": (ADA.id, BOB.id)}
    now = office.state(ticket)
    assert (now.version, now.updated_at, now.preview) == (before.version + 2, before.updated_at, before.preview)
    told = [event for event in office.desk.events if event.type is EventType.MESSAGE_REACTED]
    assert [(event.actor.id, event.data["emoji"]) for event in told] == [(ADA.id, "👍"), (BOB.id, "👍")]

    office.reactions.react(ADA, ticket.id, message.id, "👍", False)
    office.reactions.react(BOB, ticket.id, message.id, "👍", False)
    left = office.tickets.find_message(ticket.id, message.id)
    assert left == message


def test_a_message_takes_so_many_and_no_more(office: Office) -> None:
    ticket = office.open_ticket()
    message = note(office, ticket)
    for place in range(MAX_EMOJI):
        office.reactions.react(ADA, ticket.id, message.id, chr(0x1F600 + place), True)
    with pytest.raises(Invalid, match="at most"):
        office.reactions.react(ADA, ticket.id, message.id, "👍", True)


def test_who_may_not_write_or_see_does_not_react(office: Office) -> None:
    ticket = office.open_ticket(team_id=office.hire("team"))
    message = note(office, ticket)
    with pytest.raises(Forbidden):
        office.reactions.react(agent(Role.VIEWER), ticket.id, message.id, "👍", True)
    with pytest.raises(NotFound):
        office.reactions.react(agent_of_teams("another"), ticket.id, message.id, "👍", True)
    with pytest.raises(NotFound, match="message"):
        office.reactions.react(ADA, ticket.id, office.open_ticket().id, "👍", True)


def test_what_waits_or_lies_in_a_deleted_ticket_takes_none(office: Office) -> None:
    ticket = office.open_ticket()
    waits = NewMessage(MessageKind.REPLY, "Later.", send_at=office.clock.now + timedelta(hours=1))
    waiting = office.service.add_message(ADA, ticket.id, waits).message
    assert waiting
    assert waiting.delivery is Delivery.SCHEDULED
    with pytest.raises(Conflict):
        office.reactions.react(ADA, ticket.id, waiting.id, "👍", True)
    message = note(office, ticket)
    office.service.delete_ticket(ADA, ticket.id)
    with pytest.raises(Conflict):
        office.reactions.react(ADA, ticket.id, message.id, "👍", True)


def test_somebody_reacts_at_the_same_moment(office: Office) -> None:
    ticket = office.open_ticket()
    message = note(office, ticket)
    office.desk.before_commit = lambda: office.reactions.react(BOB, ticket.id, message.id, "👍", True)
    office.reactions.react(ADA, ticket.id, message.id, "👍", True)
    there = office.tickets.find_message(ticket.id, message.id)
    assert there
    assert there.reactions == {"👍": (BOB.id, ADA.id)}


def test_an_answer_is_in_the_thread_of_what_it_answers(office: Office) -> None:
    ticket = office.open_ticket()
    head = note(office, ticket)
    first = note(office, ticket, "Which one?", reply_to=head.id)
    second = note(office, ticket, "The red one.", reply_to=first.id)
    assert (head.reply_to, first.reply_to, second.reply_to) == (None, head.id, head.id)
    added = [event for event in office.desk.events if event.type is EventType.MESSAGE_ADDED]
    assert added[-1].data["reply_to"] == head.id


def test_an_answer_to_another_tickets_message_is_refused(office: Office) -> None:
    there = note(office, office.open_ticket())
    with pytest.raises(Invalid) as refused:
        note(office, office.open_ticket(), reply_to=there.id)
    assert refused.value.field == "reply_to"


def test_a_ticket_as_of_a_time_shows_no_reactions(office: Office) -> None:
    ticket = office.open_ticket()
    message = note(office, ticket)
    then = office.clock()
    office.clock.forward(minutes=1)
    office.reactions.react(ADA, ticket.id, message.id, "👍", True)
    shown = office.views.read_as_of(ADA, ticket.id, then)[1].items[-1]
    assert isinstance(shown, Message)
    assert (shown.id, shown.reactions) == (message.id, {})
