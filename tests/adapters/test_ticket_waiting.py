"""The contract of replies that wait: where they are held, who gets their files, and whose list has them."""

from dataclasses import replace
from typing import Any

import pytest

from schemas.vocabulary import Delivery
from tessera.adapters.dynamodb.bodies import KEPT
from tessera.adapters.dynamodb.tickets import SCHEDULED_SHOWN
from tessera.kernel.ids import new_id
from tessera.ticketing.model import Change, Message, Rewrite, Unscheduled
from tessera.ticketing.ports import StaleTicket
from tests.adapters.conftest import Desk, upload
from tests.factories.tickets import agent, agents_message, creation, later, make_activity, make_file

ADA = agent()


def waiting(minutes: float, **fields: Any) -> Message:
    known: dict[str, Any] = {"delivery": Delivery.SCHEDULED, "send_at": later(minutes)}
    return agents_message(ADA, later(1), **known | fields)


def two_tickets(desk: Desk, *messages: Message) -> tuple[Change, Change]:
    """The first has these messages and is merged into the second."""
    first, second = (creation(desk.tickets.next_number(), agent(org_id=desk.org), later(0)) for _ in range(2))
    desk.tickets.commit(first)
    desk.tickets.commit(second)
    upload(desk, *messages)
    source = next_version(first, messages=messages)
    desk.tickets.commit(source)
    merged = next_version(source, merged_into=second.ticket.id)
    grown = next_version(second, merged_ids=(first.ticket.id,))
    desk.tickets.commit(merged, grown)
    return merged, grown


def next_version(change: Change, messages: tuple[Message, ...] = (), **fields: Any) -> Change:
    ticket = change.ticket
    grown = replace(ticket, version=ticket.version + 1, **fields)
    return Change(grown, ticket.version, messages, (make_activity(ticket, later(99)),))


def held(desk: Desk, change: Change) -> list[str]:
    entries = desk.tickets.entries(change.ticket.id, 50, None).items
    return [entry.id for entry in entries if isinstance(entry, Message)][1:]


def test_it_goes_out_from_the_ticket_that_shows_it_and_takes_its_files(desk: Desk) -> None:
    reply = waiting(30, files=(make_file(),), text="x" * (KEPT + 1))
    source, target = two_tickets(desk, reply)
    assert held(desk, source) == [reply.id]
    sent = replace(reply, id=new_id(), delivery=Delivery.QUEUED, send_at=None)

    gone = (Unscheduled(source.ticket.id, reply),)
    desk.tickets.commit(replace(next_version(target, (sent,)), unscheduled=gone))

    assert (held(desk, source), held(desk, target)) == ([], [sent.id])
    assert desk.tickets.find_message(target.ticket.id, sent.id) == sent
    (file,) = desk.files.find([reply.files[0].id])
    assert (file.ticket_id, file.message_id) == (target.ticket.id, sent.id)
    assert desk.tickets.scheduled(ADA.id or "") == []


def test_taken_back_its_files_are_its_authors_uploads_again(desk: Desk) -> None:
    reply = waiting(30, files=(make_file(),))
    source, target = two_tickets(desk, reply)

    desk.tickets.commit(replace(next_version(target), unscheduled=(Unscheduled(source.ticket.id, reply),)))

    assert (held(desk, source), held(desk, target)) == ([], [])
    (file,) = desk.files.find([reply.files[0].id])
    assert (file.ticket_id, file.uploaded_by) == (None, ADA.id)


@pytest.mark.parametrize("problem", ["gone", "unsent", "looked into"])
def test_what_is_other_than_it_was_read_does_not_go_out(desk: Desk, problem: str) -> None:
    reply = waiting(30, files=(make_file(),))
    source, target = two_tickets(desk, reply)
    changed = replace(reply, delivery=Delivery.UNSENT)
    if problem == "gone":
        desk.tickets.commit(replace(next_version(source), unscheduled=(Unscheduled(source.ticket.id, reply),)))
    if problem == "unsent":
        desk.tickets.commit(replace(next_version(source), rewritten=(Rewrite(source.ticket.id, reply, changed),)))
    if problem == "looked into":
        found = (replace(reply.files[0], found_type="text/plain"),)
        desk.tickets.set_files(source.ticket.id, reply, found, make_activity(source.ticket, later(2)))

    with pytest.raises(StaleTicket):
        desk.tickets.commit(replace(next_version(target), unscheduled=(Unscheduled(source.ticket.id, reply),)))


def test_put_off_it_stays_where_it_is_and_is_listed_by_its_new_time(desk: Desk) -> None:
    first, second = waiting(30), waiting(40)
    source, target = two_tickets(desk, first, second)
    later_on = replace(first, send_at=later(50))

    desk.tickets.commit(replace(next_version(target), rewritten=(Rewrite(source.ticket.id, first, later_on),)))

    assert desk.tickets.scheduled(ADA.id or "") == [(source.ticket.id, second), (source.ticket.id, later_on)]


def test_what_was_not_sent_stays_listed_with_its_reason(desk: Desk) -> None:
    reply = waiting(30)
    source, target = two_tickets(desk, reply)
    unsent = replace(reply, delivery=Delivery.UNSENT, delivery_detail="The ticket was deleted when its time came.")

    desk.tickets.commit(replace(next_version(target), rewritten=(Rewrite(source.ticket.id, reply, unsent),)))

    assert desk.tickets.scheduled(ADA.id or "") == [(source.ticket.id, unsent)]


def test_what_others_leave_waiting_hides_nobodys_own(desk: Desk) -> None:
    bob = agent()
    others = [waiting(place) for place in range(SCHEDULED_SHOWN + 1)]
    ticket = creation(desk.tickets.next_number(), agent(org_id=desk.org), later(0)).ticket
    own = agents_message(bob, later(1), delivery=Delivery.SCHEDULED, send_at=later(999))
    desk.tickets.import_conversation(ticket, [*others, own])

    assert desk.tickets.scheduled(bob.id or "") == [(ticket.id, own)]
    assert desk.tickets.scheduled(ADA.id or "") == [(ticket.id, one) for one in others[:SCHEDULED_SHOWN]]
