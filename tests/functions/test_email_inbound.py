"""Mails from SES become tickets, on the tables and buckets themselves."""

from typing import Any

import pytest

from functions.email_inbound.handler import handler
from schemas.vocabulary import Channel, MessageKind, Role, TicketStatus
from tessera.bootstrap import Services
from tessera.channels.mail.signed import reply_address
from tessera.edge.queue import ATTEMPTS
from tessera.kernel.ids import OrgId
from tessera.kernel.person import Person, normalise_email
from tessera.ticketing.drafts import NewMessage, NewTicket
from tests.factories.mails import make_mail, raw_lines, raw_mail
from tests.factories.tickets import agent
from tests.functions.mail import PostOffice, batch, failed, waiting_on_queue


@pytest.fixture
def office(services: Services, org: OrgId) -> PostOffice:
    return PostOffice(services, org)


def test_a_mail_becomes_a_ticket_and_its_answer_joins_it(office: PostOffice) -> None:
    message = make_mail(
        "It burns.", "<p>It <b>burns</b>. <img src=cid:a@b></p>", to=office.mailbox, cc="bob@example.com"
    )
    message.get_payload()[1].add_related(b"\x89PNG", "image", "png", cid="<a@b>", filename="fire.png")  # type: ignore[index,union-attr]
    assert failed(handler(batch(office.keep(message.as_bytes())), None)) == []
    (ticket,) = office.tickets()
    (first,) = office.messages(ticket)
    (file,) = first.files
    assert (ticket.number, ticket.subject, first.text) == (1, "Printer", "It burns.")
    assert "cid:a@b" in (first.html or "")
    assert office.services.files_bucket.get(file.key) == b"\x89PNG"
    assert [person.email for person in ticket.participants] == ["bob@example.com"]

    secret = office.services.mail_secret()
    address = reply_address(secret, office.mailbox, office.org_id, ticket.id)
    answer = raw_mail("Still burning.", message_id="<2@example.com>", subject="whatever")
    assert failed(handler(batch(office.keep(answer, recipients=(address,))), None)) == []
    assert [message.text for message in office.messages(ticket)] == ["It burns.", "Still burning."]
    assert office.tickets()[0].status is TicketStatus.OPEN


def test_an_answer_from_an_international_domain_joins_its_ticket(office: PostOffice) -> None:
    """Whoever took the ticket down spelled the domain as it is read; mail carries it otherwise."""
    requester = Person(None, "W. C.", normalise_email("w3c@mü0ca5e.example"))
    new = NewTicket("Help", requester, Channel.WEB)
    words = NewMessage(MessageKind.REPLY, "We look into it.")
    service = office.services.tickets(office.org_id)
    ticket = service.create_ticket(agent(Role.ADMIN, office.org_id), new, words).ticket
    answer = raw_mail("Thanks.", from_="w3c@XN--m0ca5e-3ya.example", subject=f"Re: Help [#{ticket.number}]")
    assert failed(handler(batch(office.keep(answer)), None)) == []
    (ticket,) = office.tickets()
    assert [message.text for message in office.messages(ticket)][-1] == "Thanks."


def test_one_bad_message_holds_up_no_other(office: PostOffice) -> None:
    lost = office.keep(raw_mail())
    lost["receipt"]["action"]["objectKey"] = "inbound/not-there"
    good = office.keep(raw_mail("Good."))
    assert failed(handler(batch("not JSON", lost, good), None)) == ["m0", "m1"]
    assert [office.messages(ticket)[0].text for ticket in office.tickets()] == ["Good."]


def test_the_same_mail_twice_is_one_message(office: PostOffice) -> None:
    first, second = office.keep(raw_mail()), office.keep(b"Received: by another\r\n" + raw_mail())
    assert failed(handler(batch(first, second, first), None)) == []
    assert len(office.tickets()) == 1
    assert office.tickets()[0].message_count == 1


def test_a_long_mail_is_kept_whole(office: PostOffice) -> None:
    text = "Every word counts. " * 5000
    handler(batch(office.keep(raw_mail(text))), None)
    assert office.messages(office.tickets()[0])[0].text == text.strip()


def test_two_mails_with_one_message_id_are_both_kept(office: PostOffice) -> None:
    handler(batch(office.keep(raw_mail("One.")), office.keep(raw_mail("Two."))), None)
    assert [office.messages(ticket)[0].text for ticket in office.tickets()] == ["One.", "Two."]


def test_quarantine_and_replay(office: PostOffice) -> None:
    unreadable = office.keep(b" \r\n")
    handler(batch(unreadable, unreadable, office.keep(raw_mail(), spam="FAIL")), None)
    admin = agent(Role.ADMIN, office.org_id)
    quarantine = office.services.quarantine(office.org_id)
    page = quarantine.list_quarantined(admin, 1, None)
    rest = quarantine.list_quarantined(admin, 10, page.next_cursor)
    assert {mail.reason for mail in (*page.items, *rest.items)} == {
        "The mail is empty.",
        "The mail server takes it for spam.",
    }
    assert len(page.items) + len(rest.items) == 2

    spam = next(mail for mail in (*page.items, *rest.items) if "spam" in mail.reason)
    assert quarantine.replay_quarantined(admin, spam.id).replayed_at is not None
    (notification,) = waiting_on_queue()
    assert failed(handler(batch(notification), None)) == []
    assert [ticket.subject for ticket in office.tickets()] == ["Printer"]
    kept = next(mail for mail in quarantine.list_quarantined(admin, 10, None).items if mail.id == spam.id)
    assert kept.replayed_at is not None


def test_a_mail_for_nobody_is_kept_for_the_operator(office: PostOffice) -> None:
    notification = office.keep(
        raw_lines("From: a@example.com", "Subject: Who?", "", "x"), recipients=("nobody@acme.test",)
    )
    assert failed(handler(batch(notification), None)) == []
    assert office.tickets() == []


def test_what_fails_again_and_again_is_seen_in_quarantine(office: PostOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*arguments: Any) -> None:
        raise RuntimeError("a fault")

    notification = office.keep(raw_mail())
    quarantine, admin = office.services.quarantine(office.org_id), agent(Role.ADMIN, office.org_id)
    with monkeypatch.context() as patch:
        patch.setattr("tessera.ticketing.service.TicketService.accept", broken)
        assert failed(handler(batch(notification), None)) == ["m0"]
        assert quarantine.list_quarantined(admin, 10, None).items == []
        last = batch(notification, receive_count=ATTEMPTS)
        assert failed(handler(last, None)) == ["m0"], "it becomes a dead letter too"
    (mail,) = quarantine.list_quarantined(admin, 10, None).items
    assert "a fault" in mail.reason
    handler(batch(notification), None)
    assert len(office.tickets()) == 1
