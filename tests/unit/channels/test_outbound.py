"""A reply on its way out."""

from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as default_policy
from typing import Any

import pytest

from schemas.vocabulary import ActorType, Channel, Delivery, EventType, MessageKind, ScanState
from tessera.channels.mail.body import read_body
from tessera.channels.mail.parse import parse
from tessera.channels.mail.signed import known_as, read_message_id, read_reply_address
from tessera.kernel.clock import to_ms
from tessera.kernel.ids import new_id
from tessera.kernel.person import Person
from tessera.ticketing import changes
from tessera.ticketing.model import FileRef, Message, Ticket
from tests.factories.identity import ORG, make_customer, make_team
from tests.factories.mail_room import SECRET, Workplace
from tests.factories.mails import raw_mail
from tests.factories.tickets import agent

ADA = agent(name="Ada")


@pytest.fixture
def case() -> Workplace:
    return Workplace()


def reply(case: Workplace, ticket: Ticket, **fields: Any) -> dict[str, Any]:
    """Ada's reply on the ticket, queued; the event that says so, as it is on the bus."""
    message = Message(
        **{
            "id": new_id(to_ms(case.now)),
            "kind": MessageKind.REPLY,
            "channel": Channel.EMAIL,
            "author_type": ActorType.AGENT,
            "author_id": ADA.id,
            "author_name": "Ada",
            "author_email": None,
            "text": "Switch it off.",
            "created_at": case.now,
            "to": (ticket.requester,),
            "delivery": Delivery.QUEUED,
        }
        | fields
    )
    grown, events = changes.add_message(case.tickets().get(ticket.id) or ticket, message, ADA, case.now)
    case.kept().tickets[ticket.id] = grown
    case.kept().entries.setdefault(ticket.id, {})[message.id] = message
    case.clock.forward(minutes=1)
    return events[0].to_json()


def test_a_reply_goes_out_and_its_answer_finds_back(case: Workplace) -> None:
    ticket = case.open_ticket()
    assert case.dispatch.send_reply(reply(case, ticket)) == "sent"
    (sent,) = case.sender.sent
    mail = parse(sent.raw)
    message = case.messages()[1]
    assert (sent.sender, sent.recipients) == ("support@acme.test", ("grace@example.com",))
    assert sent.tags == {"org_id": ORG, "ticket_id": ticket.id, "message_id": message.id}
    assert mail.subject == "Re: Printer [#1]"
    assert mail.from_ is not None
    assert mail.from_.name == "Ada (Acme)"
    assert mail.in_reply_to == ("first@example.com",)
    assert read_reply_address(SECRET, mail.reply_to[0].email, ORG) == ticket.id
    assert read_message_id(SECRET, mail.references[-1], ORG) == (ticket.id, message.id)
    body = read_body(mail)
    assert body.text == "Switch it off."
    assert "The printer is on fire." in (body.quoted_text or "")
    assert message.delivery is Delivery.SENT
    assert case.kept().events[-1].type is EventType.MESSAGE_DELIVERY_CHANGED
    answer = raw_mail("Better.", in_reply_to="<0102-1@eu-west-1.amazonses.com>", subject="x", message_id="<a@g>")
    assert case.receive(answer)[0].result == "threaded"


def test_the_chain_holds_every_mail_of_the_thread(case: Workplace) -> None:
    ticket = case.open_ticket()
    case.dispatch.send_reply(reply(case, ticket))
    case.receive(raw_mail("And now?", subject="[#1]", message_id="<2@g>"))
    case.clock.forward(minutes=1)
    case.dispatch.send_reply(reply(case, ticket))
    first, last = (parse(sent.raw) for sent in case.sender.sent)
    assert last.references == ("first@example.com", first.message_id, "2@g", last.message_id)
    assert last.in_reply_to == ("2@g",)
    assert "And now?" in last.text


def test_twice_is_once(case: Workplace) -> None:
    event = reply(case, case.open_ticket())
    assert [case.dispatch.send_reply(event) for _ in range(2)] == ["sent", "skipped"]
    assert len(case.sender.sent) == 1


def test_its_files_go_along(case: Workplace) -> None:
    case.files.put("k", b"%PDF", "application/pdf")
    file = FileRef("f", "manual.pdf", "application/pdf", 4, "k")
    case.dispatch.send_reply(reply(case, case.open_ticket(), files=(file,)))
    assert [(a.filename, a.content) for a in parse(case.sender.sent[0].raw).attachments] == [("manual.pdf", b"%PDF")]


def test_a_final_refusal_is_noted_with_its_reason(case: Workplace) -> None:
    case.sender.refuses = "The address is on the suppression list."
    assert case.dispatch.send_reply(reply(case, case.open_ticket())) == "failed"
    message = case.messages()[1]
    assert (message.delivery, message.delivery_detail) == (Delivery.FAILED, "The address is on the suppression list.")


def test_what_may_pass_is_tried_again_and_noted_at_the_end(case: Workplace) -> None:
    event = reply(case, case.open_ticket())
    case.sender.breaks = TimeoutError("SES is busy")
    with pytest.raises(TimeoutError):
        case.dispatch.send_reply(event)
    assert case.messages()[1].delivery is Delivery.QUEUED
    with pytest.raises(TimeoutError):
        case.dispatch.send_reply(event, last_try=True)
    assert case.messages()[1].delivery is Delivery.FAILED
    assert "SES is busy" in (case.messages()[1].delivery_detail or "")


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"files": (FileRef("f", "big.iso", "x/y", 26 * 1024 * 1024, "k"),)}, "larger than 25 MB"),
        ({"to": ()}, "addressed to nobody"),
        ({"files": (FileRef("f", "x.exe", "x/y", 4, "k", scan=ScanState.INFECTED),)}, "x.exe is harmful"),
    ],
)
def test_what_cannot_be_sent(case: Workplace, fields: dict[str, Any], reason: str) -> None:
    assert case.dispatch.send_reply(reply(case, case.open_ticket(), **fields)) == "failed"
    assert reason in (case.messages()[1].delivery_detail or "")


def test_a_ticket_that_came_otherwise_is_answered_from_the_default_mailbox(case: Workplace) -> None:
    ticket = case.open_ticket()
    case.kept().tickets[ticket.id] = replace(ticket, mailbox=None)
    assert case.dispatch.send_reply(reply(case, ticket)) == "sent"
    assert case.sender.sent[0].sender == "support@acme.test"
    case.mailboxes.address = None
    assert case.dispatch.send_reply(reply(case, ticket)) == "failed"


def test_a_ticket_whose_address_was_removed_is_answered_from_one_that_is_read(case: Workplace) -> None:
    ticket = case.open_ticket()
    for mailbox, sender in (("sales@acme.test", "sales@acme.test"), ("gone@acme.test", "support@acme.test")):
        case.mailboxes.others = ("sales@acme.test",)
        case.kept().tickets[ticket.id] = replace(ticket, mailbox=mailbox)
        assert case.dispatch.send_reply(reply(case, ticket)) == "sent"
        assert case.sender.sent[-1].sender == sender


def test_the_organization_s_words_stand_around_the_mail(case: Workplace) -> None:
    known = case.store.organizations[ORG]
    case.store.organizations[ORG] = replace(known, mail_header="<p>#{{ticket.number}}</p>", mail_footer="<p>Ltd</p>")
    ticket = case.open_ticket()
    case.dispatch.send_reply(reply(case, ticket))
    text = read_body(parse(case.sender.sent[0].raw)).text
    assert text.startswith(f"#{ticket.number}\n")
    assert "\nLtd" in text


def test_both_its_names_are_remembered(case: Workplace) -> None:
    ticket = case.open_ticket()
    case.dispatch.send_reply(reply(case, ticket))
    ours = parse(case.sender.sent[0].raw).message_id or ""
    for name in (ours, "0102-1@amazonses.com"):
        claim = case.tickets().find_claim("mail-id", known_as(name))
        assert claim is not None
        assert claim.ticket_id == ticket.id


def test_the_team_s_signature_is_filled_in_for_whoever_wrote(case: Workplace) -> None:
    team = make_team(signature="<p>{{agent.name}} of Repairs, about #{{ticket.number}}</p>")
    case.store.teams[ORG, team.id] = team
    ticket = replace(case.open_ticket(), team_id=team.id)
    case.kept().tickets[ticket.id] = ticket
    assert case.dispatch.send_reply(reply(case, ticket)) == "sent"
    assert "Ada of Repairs, about #1" in parts_of(case.sender.sent[-1].raw)
    assert case.messages()[1].text == "Switch it off."


def test_a_message_is_forwarded_and_the_answer_is_for_agents(case: Workplace) -> None:
    ticket = case.open_ticket()
    plan = FileRef(new_id(), "plan.txt", "text/plain", 4, "plan")
    case.files.put("plan", b"plan", "text/plain")
    asked = replace(case.messages()[0], files=(plan,), cc=(Person(None, "Jo", "jo@example.com"),))
    case.kept().entries[ticket.id][asked.id] = asked
    bob = Person(None, "Bob", "bob@repairs.example")
    note = {"kind": MessageKind.NOTE, "text": "What do you think?", "to": (bob,), "forward_of": asked.id}
    note["forward_files"] = (plan.id,)
    assert case.dispatch.send_reply(reply(case, ticket, **note)) == "sent"
    (sent,) = case.sender.sent
    mail = parse(sent.raw)
    assert sent.recipients == (bob.email,)
    assert (mail.subject, mail.in_reply_to) == ("Fwd: Printer [#1]", ())
    assert len(mail.references) == 1
    shown = parts_of(sent.raw)
    assert shown.index("What do you think?") < shown.index("From: Grace Hopper <grace@example.com>")
    assert "Cc: Jo <jo@example.com>\r\n" in shown
    assert "The printer is on fire." in shown
    assert [file.filename for file in mail.attachments] == ["plan.txt"]

    back = raw_mail(
        "It is the fuser.",
        from_="Bob <bob@repairs.example>",
        to=mail.reply_to[0].email,
        in_reply_to=f"<{mail.references[0]}>",
        message_id="<b@repairs.example>",
    )
    assert case.receive(back, (mail.reply_to[0].email,))[0].result == "threaded"
    answer = case.messages()[-1]
    assert (answer.kind, answer.author_type, answer.text) == (MessageKind.NOTE, ActorType.CUSTOMER, "It is the fuser.")

    case.clock.forward(minutes=1)
    assert case.dispatch.send_reply(reply(case, ticket)) == "sent"
    to_grace = case.sender.sent[-1]
    assert to_grace.recipients == ("grace@example.com",)
    assert "fuser" not in parts_of(to_grace.raw)
    assert "bob@" not in to_grace.raw.decode().lower()
    assert "The printer is on fire." in parts_of(to_grace.raw)


def test_a_harmful_file_is_not_forwarded_either(case: Workplace) -> None:
    ticket = case.open_ticket()
    asked = replace(case.messages()[0], files=(FileRef("f", "x.exe", "x/y", 4, "k", scan=ScanState.INFECTED),))
    case.kept().entries[ticket.id][asked.id] = asked
    note = {"kind": MessageKind.NOTE, "forward_of": asked.id, "forward_files": ("f",)}
    assert case.dispatch.send_reply(reply(case, ticket, **note)) == "failed"
    assert case.messages()[1].delivery_detail == "x.exe is harmful: a scanner found malware in it."


def test_what_was_to_be_forwarded_may_be_gone(case: Workplace) -> None:
    note = {"kind": MessageKind.NOTE, "forward_of": new_id()}
    assert case.dispatch.send_reply(reply(case, case.open_ticket(), **note)) == "failed"
    assert "gone" in (case.messages()[1].delivery_detail or "")


def parts_of(raw: bytes) -> str:
    message = message_from_bytes(raw, EmailMessage, policy=default_policy)
    return "".join(str(part.get_content()) for part in message.walk() if part.get_content_maintype() == "text")


def test_who_is_in_blind_copy_is_seen_by_agents_alone_and_answers_them(case: Workplace) -> None:
    ticket = case.open_ticket()
    bob, eve = Person(None, "Bob", "bob@partner.example"), Person(None, "", "eve@elsewhere.example")
    copies = {"cc": (eve,), "bcc": (bob, eve)}
    assert case.dispatch.send_reply(reply(case, ticket, **copies)) == "sent"
    (sent,) = case.sender.sent
    assert sent.recipients == ("grace@example.com", eve.email, bob.email)
    assert "bob@" not in sent.raw.decode().lower()
    back = raw_mail(
        "Between us: it is broken.",
        from_="Bob <bob@partner.example>",
        to=parse(sent.raw).reply_to[0].email,
        message_id="<b@partner.example>",
    )
    assert case.receive(back, (parse(sent.raw).reply_to[0].email,))[0].result == "threaded"
    assert case.messages()[-1].kind is MessageKind.NOTE
    case.clock.forward(minutes=1)
    assert case.dispatch.send_reply(reply(case, ticket)) == "sent"
    assert "Between us" not in parts_of(case.sender.sent[-1].raw)
    assert [person.email for person in case.tickets().get(ticket.id).participants] == [eve.email]  # type: ignore[union-attr]


def test_the_line_over_the_quote_is_in_the_reader_s_language_and_time(case: Workplace) -> None:
    ticket = case.open_ticket()
    grace = make_customer(email=ticket.requester.email, language="de", time_zone="Asia/Tokyo")
    case.store.customers[ORG, grace.id] = grace
    case.kept().tickets[ticket.id] = ticket = replace(ticket, requester=replace(ticket.requester, id=grace.id))
    case.dispatch.send_reply(reply(case, ticket))
    case.store.organizations[ORG] = replace(case.store.organizations[ORG], language="fr")
    case.store.customers[ORG, grace.id] = replace(grace, language=None, time_zone=None)
    case.dispatch.send_reply(reply(case, ticket))
    theirs, usual = (read_body(parse(sent.raw)).quoted_text or "" for sent in case.sender.sent)
    assert theirs.startswith("Am 2. November 2026 um 18:"), theirs
    assert usual.startswith("Le 2 novembre 2026 à 09:"), usual
    assert "UTC" not in theirs
    assert "UTC" in usual
