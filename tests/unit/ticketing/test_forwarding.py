"""Forwarding: a note that goes out, with the files that it carries."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from schemas.vocabulary import ActorType, Delivery, MessageKind, ScanState
from tessera.kernel.errors import Conflict, Invalid
from tessera.kernel.ids import new_id
from tessera.ticketing.drafts import Forward, NewMessage
from tessera.ticketing.editing import NewText
from tessera.ticketing.model import FileRef
from tests.factories.tickets import agent, customer, make_message, make_person
from tests.unit.ticketing.office import Office

ADA = agent()


@pytest.fixture
def office() -> Office:
    return Office()


def reply(**fields: Any) -> NewMessage:
    return NewMessage(MessageKind.REPLY, "Try this.", **fields)


def forwarded(message_id: str, **fields: Any) -> NewMessage:
    known: dict[str, Any] = {"to": (make_person(email="bob@repairs.example"),), "forward": Forward(message_id)}
    return NewMessage(MessageKind.NOTE, "", **known | fields)


def test_a_forward_is_a_note_that_goes_out_with_the_files(office: Office) -> None:
    ticket = office.open_ticket()
    files = (office.upload(ADA, "plan.pdf"), office.upload(ADA, "list.pdf"))
    said = office.service.add_message(ADA, ticket.id, reply(file_ids=files)).message
    assert said is not None
    written = office.service.add_message(ADA, ticket.id, forwarded(said.id))
    sent = written.message
    assert sent is not None
    assert (sent.kind, sent.delivery, sent.forward_of) == (MessageKind.NOTE, Delivery.QUEUED, said.id)
    assert (sent.files, sent.forward_files) == ((), files)
    assert not written.ticket.is_entitled("bob@repairs.example")
    assert written.ticket.was_consulted("bob@repairs.example")
    assert written.ticket.last_message_at == said.created_at, "the customer hears nothing of it"
    one = office.service.add_message(ADA, ticket.id, forwarded(said.id, forward=Forward(said.id, files[:1]))).message
    assert one is not None
    assert one.forward_files == files[:1]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"to": ()}, "to"),
        ({"to": None}, "to"),
        ({"kind": MessageKind.REPLY}, "forward"),
        ({"forward": Forward("elsewhere")}, "forward.message_id"),
    ],
)
def test_what_cannot_be_forwarded(office: Office, fields: dict[str, Any], field: str) -> None:
    ticket = office.open_ticket()
    said = office.service.add_message(ADA, ticket.id, reply()).message
    assert said is not None
    with pytest.raises(Invalid) as refused:
        office.service.add_message(ADA, ticket.id, replace(forwarded(said.id), **fields))
    assert refused.value.field == field


def test_a_reply_that_waits_is_not_forwarded_before_it_went_out(office: Office) -> None:
    ticket = office.open_ticket()
    waiting = office.service.add_message(ADA, ticket.id, reply(send_at=office.clock() + timedelta(days=1))).message
    assert waiting is not None
    with pytest.raises(Invalid, match="still waits") as refused:
        office.service.add_message(ADA, ticket.id, forwarded(waiting.id))
    assert refused.value.field == "forward.message_id"


def test_malware_is_not_passed_on_and_a_forward_not_edited(office: Office) -> None:
    ticket = office.open_ticket()
    bad = FileRef(new_id(), "bad.exe", "application/x", 3, "k", scan=ScanState.INFECTED)
    letter = make_message(author_type=ActorType.CUSTOMER, files=(bad,), raw_key="inbound/1")
    office.service.receive(customer(ticket.requester), ticket.id, letter, ())
    sent = office.service.add_message(ADA, ticket.id, forwarded(letter.id)).message
    assert sent is not None
    assert sent.forward_files == ()
    with pytest.raises(Conflict):
        office.editing.edit_text(ADA, ticket.id, sent.id, NewText("Something else."))
