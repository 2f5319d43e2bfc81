"""Mending one's own note, through the use cases."""

import pytest

from schemas.vocabulary import Channel, EventType, MessageKind, Role
from tessera.kernel.errors import Conflict, Forbidden, Invalid, NotFound
from tessera.ticketing.drafts import NewMessage
from tessera.ticketing.editing import MAX_EDITS, NewText
from tessera.ticketing.model import Message, Ticket
from tests.factories.tickets import agent, agent_of_teams
from tests.unit.ticketing.office import Office

ADA, BOB = agent(Role.ADMIN, name="Ada"), agent(name="Bob")


@pytest.fixture
def office() -> Office:
    return Office()


def write(office: Office, ticket: Ticket, kind: MessageKind = MessageKind.NOTE, html: str | None = None) -> Message:
    message = office.service.add_message(BOB, ticket.id, NewMessage(kind, "He is in Rom.", html)).message
    assert message
    office.clock.forward(minutes=1)
    return message


def test_a_note_says_something_else_and_what_it_said_is_kept(office: Office) -> None:
    ticket = office.open_ticket()
    note = write(office, ticket, html="<p>He is in Rom.</p>")
    edited = office.editing.edit_text(BOB, ticket.id, note.id, NewText("", "<p>He is in Rome.</p><script>x</script>"))
    office.editing.edit_text(BOB, ticket.id, note.id, NewText("He is in Paris."))

    assert edited.message
    assert (edited.message.html, edited.message.text) == ("<p>He is in Rome.</p>", "He is in Rome.")
    now = office.tickets.find_message(ticket.id, note.id)
    assert now
    assert (now.text, now.html, now.edits, now.edited_at) == ("He is in Paris.", None, 2, office.clock.now)
    before = office.editing.list_revisions(agent(Role.VIEWER), ticket.id, note.id)
    assert [(each.text, each.html) for each in before] == [
        ("He is in Rom.", "<p>He is in Rom.</p>"),
        ("He is in Rome.", "<p>He is in Rome.</p>"),
    ]
    told = [event for event in office.desk.events if event.type is EventType.MESSAGE_EDITED]
    assert len(told) == 2
    assert "Rom" not in str(told), "the trail does not say what it said"


def test_the_same_again_is_no_edit(office: Office) -> None:
    ticket = office.open_ticket()
    note = write(office, ticket)
    again = office.editing.edit_text(BOB, ticket.id, note.id, NewText("He is in Rom."))
    assert (again.fresh, again.message, office.editing.list_revisions(BOB, ticket.id, note.id)) == (False, note, [])


def test_only_its_author_edits_and_only_a_note(office: Office) -> None:
    ticket = office.open_ticket(team_id=office.hire("team"))
    note, reply = write(office, ticket), write(office, ticket, MessageKind.REPLY)
    with pytest.raises(Forbidden, match="author"):
        office.editing.edit_text(ADA, ticket.id, note.id, NewText("x"))
    with pytest.raises(Conflict, match="unmailed"):
        office.editing.edit_text(BOB, ticket.id, reply.id, NewText("x"))
    with pytest.raises(NotFound):
        office.editing.edit_text(agent_of_teams("other"), ticket.id, note.id, NewText("x"))
    with pytest.raises(NotFound):
        office.editing.list_revisions(agent_of_teams("other"), ticket.id, note.id)
    for nothing in (NewText(" \n"), NewText("", "<p></p>")):
        with pytest.raises(Invalid, match="Write something"):
            office.editing.edit_text(BOB, ticket.id, note.id, nothing)


def test_there_is_an_end_to_it(office: Office) -> None:
    ticket = office.open_ticket()
    note = write(office, ticket)
    for count in range(MAX_EDITS):
        office.editing.edit_text(BOB, ticket.id, note.id, NewText(f"version {count}"))
    with pytest.raises(Conflict, match="times already"):
        office.editing.edit_text(BOB, ticket.id, note.id, NewText("once more"))


def test_what_a_file_shows_may_stand_without_words(office: Office) -> None:
    ticket = office.open_ticket(channel=Channel.WEB)
    new = NewMessage(MessageKind.NOTE, "see", file_ids=(office.upload(BOB),))
    note = office.service.add_message(BOB, ticket.id, new).message
    assert note
    edited = office.editing.edit_text(BOB, ticket.id, note.id, NewText(""))
    assert edited.message
    assert (edited.message.text, edited.message.files) == ("", note.files)
