"""Taking something out of a message for good, through the use cases."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.vocabulary import Delivery, EventType, MessageKind, Role
from tessera.kernel.errors import Conflict, Forbidden, Invalid, NotFound
from tessera.ticketing.drafts import NewMessage
from tessera.ticketing.editing import NewText
from tessera.ticketing.files import places
from tessera.ticketing.model import Message, Ticket
from tessera.ticketing.redacting import MARK, Wish
from tests.factories.identity import ORG
from tests.factories.tickets import agent, customer, make_file, make_message
from tests.unit.ticketing.office import Office

ADA, BOB = agent(Role.SUPERVISOR, name="Ada"), agent(name="Bob")
SECRET = "My card is 4111 1111, call me."


@pytest.fixture
def office() -> Office:
    return Office()


def mail(office: Office, ticket: Ticket, **fields: Any) -> Message:
    """A customer's mail with all that a mail can have."""
    known: dict[str, Any] = {
        "text": SECRET,
        "html": f"<p>{SECRET}</p>",
        "quoted_text": "> old",
        "quoted_html": "<i>old</i>",
        "raw_key": "inbound/1",
        "files": (make_file(), make_file()),
        "author_id": ticket.requester.id,
    }
    message = make_message(office.clock.forward(minutes=1), **known | fields)
    for key in ("inbound/1", *(place for file in message.files for place in places(ORG, file.id))):
        (office.raw_mail if key == "inbound/1" else office.store).put(key, b"4111", "x/y")
    office.service.receive(customer(ticket.requester), ticket.id, message, ())
    office.clock.forward(minutes=1)
    return message


def test_it_is_gone_and_who_took_it_out_stays(office: Office) -> None:
    ticket = office.open_ticket()
    message = mail(office, ticket)
    assert office.state(ticket).preview == SECRET

    written = office.redaction.redact(ADA, ticket.id, message.id, Wish("A card number"))

    now = written.message
    assert now
    assert now == office.tickets.find_message(ticket.id, message.id)
    assert (now.text, now.html, now.quoted_text, now.quoted_html, now.files, now.raw_key) == ("", *[None] * 3, (), None)
    assert (now.author_email, now.created_at, now.channel) == (
        message.author_email,
        message.created_at,
        message.channel,
    )
    assert now.redaction
    assert (now.redaction.by_name, now.redaction.reason, now.redaction.at) == ("Ada", "A card number", office.clock.now)
    assert office.state(ticket).preview == "It does not work.", "lists show what may be read"
    assert "4111" not in str(office.desk), "nowhere"

    assert office.erasure.erase(ticket.id, message.id) == 7
    assert office.store.kept == office.raw_mail.kept == {}
    assert office.erasure.erase(ticket.id, message.id) == 7, "again"


def test_nothing_of_it_stays_on_the_tickets_that_it_came_through(office: Office) -> None:
    """It was split off, and its ticket merged twice."""
    ticket, other, last = (office.open_ticket() for _ in range(3))
    message = mail(office, ticket)
    made = office.splitting.split(ADA, ticket.id, [message.id], {}).ticket
    office.merging.merge(ADA, made.id, other.id)
    office.merging.merge(ADA, other.id, last.id)
    shown = [ticket, made, other, last]
    assert [office.state(each).preview == SECRET for each in shown] == [False, True, True, True]
    office.redaction.redact(ADA, last.id, message.id, Wish("A card number"))
    assert [SECRET in office.state(each).preview for each in shown] == [False] * 4
    assert "4111" not in str(office.desk)


def test_a_part_of_it_may_stay(office: Office) -> None:
    ticket = office.open_ticket()
    message = mail(office, ticket)
    wish = Wish("A card number", "My card is ██, call me.", [message.files[1].id])
    office.redaction.redact(ADA, ticket.id, message.id, wish)
    office.erasure.erase(ticket.id, message.id)

    now = office.tickets.find_message(ticket.id, message.id)
    assert now
    assert (now.text, now.html, now.files) == ("My card is ███, call me.", None, message.files[1:])
    assert set(office.store.kept) == set(places(ORG, message.files[1].id))
    assert office.raw_mail.kept == {}, "the raw mail says all of it"
    assert office.state(ticket).preview == now.text
    assert message.files[0].id not in office.desk.files

    office.redaction.redact(ADA, ticket.id, message.id, Wish("And the rest"))
    office.erasure.erase(ticket.id, message.id)
    assert office.store.kept == {}


@pytest.mark.parametrize("kept", ["My card is ███, kill me.", "call me.███My card is", "███ card ███ card ███", "x"])
def test_nobodys_words_are_changed(office: Office, kept: str) -> None:
    ticket = office.open_ticket()
    message = mail(office, ticket)
    with pytest.raises(Invalid, match="as it was written") as refused:
        office.redaction.redact(ADA, ticket.id, message.id, Wish("x", kept))
    assert refused.value.field == "text"


@given(st.text(st.characters(exclude_characters=MARK), min_size=1), st.data())
def test_any_stretch_can_be_taken_out(text: str, data: st.DataObject) -> None:
    office = Office()
    ticket = office.open_ticket()
    message = mail(office, ticket, text=text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    kept = f"{text[:start]}{MARK}{text[end:]}"
    now = office.redaction.redact(ADA, ticket.id, message.id, Wish("x", kept)).message
    assert now
    assert now.text in ("", kept.replace("\r\n", "\n").replace(MARK, MARK * 3))


def test_what_a_note_said_before_goes_too(office: Office) -> None:
    ticket = office.open_ticket()
    note = office.service.add_message(BOB, ticket.id, NewMessage(MessageKind.NOTE, SECRET)).message
    assert note
    office.editing.edit_text(BOB, ticket.id, note.id, NewText("Nothing."))
    office.redaction.redact(BOB, ticket.id, note.id, Wish("x", "Nothing."))
    assert office.editing.list_revisions(ADA, ticket.id, note.id) == []
    with pytest.raises(Conflict, match="redacted"):
        office.editing.edit_text(BOB, ticket.id, note.id, NewText("Something."))


def test_what_takes_nothing_out_is_no_redaction(office: Office) -> None:
    ticket = office.open_ticket()
    plain = mail(office, ticket, text="Good\r\nday.", html="<p>Good<br>day.</p>", quoted_text=None, quoted_html=None)
    files = [file.id for file in plain.files]
    for text in ("Good\r\nday.", "Good\nday."):
        with pytest.raises(Invalid, match="takes nothing out") as refused:
            office.redaction.redact(ADA, ticket.id, plain.id, Wish("x", text, files))
        assert refused.value.field == "text"
    now = office.tickets.find_message(ticket.id, plain.id)
    assert now
    assert (now.redaction, now.html) == (None, plain.html)
    picture = mail(office, ticket, html='<img src="cid:x">', raw_key=None, files=(), quoted_text=None, quoted_html=None)
    for message, wish in (
        (plain, Wish("A file", plain.text, files[:1])),
        (mail(office, ticket, raw_key=None, files=()), Wish("The quote", SECRET)),
        (picture, Wish("The picture", SECRET)),
    ):
        written = office.redaction.redact(ADA, ticket.id, message.id, wish).message
        assert written
        assert written.redaction, wish.reason
    again = office.redaction.redact(ADA, ticket.id, plain.id, Wish("A file", plain.text, files[:1]))
    assert not again.fresh, "asked twice, done once"


def test_one_redacts_ones_own_and_a_supervisor_anything(office: Office) -> None:
    ticket = office.open_ticket()
    message = mail(office, ticket)
    with pytest.raises(Forbidden, match="supervisor"):
        office.redaction.redact(BOB, ticket.id, message.id, Wish("x"))
    with pytest.raises(Forbidden):
        office.redaction.redact(agent(Role.VIEWER), ticket.id, message.id, Wish("x"))
    with pytest.raises(NotFound):
        office.redaction.redact(ADA, office.open_ticket().id, message.id, Wish("x"))


def test_what_is_on_its_way_is_not_touched(office: Office) -> None:
    ticket = office.open_ticket()
    reply = office.service.add_message(BOB, ticket.id, NewMessage(MessageKind.REPLY, SECRET)).message
    waiting = office.service.add_message(BOB, ticket.id, NewMessage(MessageKind.REPLY, SECRET, hold_seconds=9)).message
    assert reply
    assert waiting
    for message, why in ((reply, "on its way"), (waiting, "still waits")):
        with pytest.raises(Conflict, match=why):
            office.redaction.redact(BOB, ticket.id, message.id, Wish("x"))
    office.desk.entries[ticket.id][reply.id] = replace(reply, delivery=Delivery.SENT)
    office.redaction.redact(BOB, ticket.id, reply.id, Wish("x"))


def test_a_merged_tickets_message_goes_from_both(office: Office) -> None:
    first, second = office.open_ticket(), office.open_ticket()
    message = mail(office, first)
    office.merging.merge(ADA, first.id, second.id)
    office.redaction.redact(ADA, second.id, message.id, Wish("x"))
    assert office.state(second).preview != SECRET
    office.merging.unmerge(ADA, first.id)
    assert office.state(first).preview == "It does not work."
    told = [event.subject_id for event in office.desk.events if event.type is EventType.MESSAGE_REDACTED]
    assert sorted(told) == sorted([first.id, second.id]), "both are indexed again"
    assert office.erasure.erase(first.id, message.id) == 7


def test_there_is_nothing_to_erase_of_what_stands(office: Office) -> None:
    ticket = office.open_ticket()
    message = mail(office, ticket)
    assert office.erasure.erase(ticket.id, message.id) == 0
    assert office.erasure.erase(ticket.id, ticket.id) == 0
    assert office.erasure.erase(message.id, message.id) == 0
