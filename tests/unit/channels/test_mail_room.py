"""What becomes of a mail: exactly one message, or a place in quarantine with its reason."""

from typing import Any

import pytest

from schemas.vocabulary import ActorType, Channel, EventType, MessageKind, SenderCheck, TicketStatus
from tessera.channels.mail.signed import loop_mark, message_id, reply_address
from tessera.channels.model import UNROUTED
from tessera.channels.service import MOST_MAILS
from tessera.ticketing import changes
from tests.factories.identity import ORG, OTHER_ORG, make_mailbox
from tests.factories.mail_room import SECRET, Workplace
from tests.factories.mails import NEW, OLD, make_mail, raw_lines, raw_mail, receipt_notification
from tests.factories.tickets import agent


@pytest.fixture
def case() -> Workplace:
    return Workplace()


class TestNewTickets:
    def test_a_mail_is_a_ticket(self, case: Workplace) -> None:
        (outcome,) = case.receive(raw_mail(cc="Bob <bob@example.com>"))
        ticket, (message,) = case.ticket(), case.messages()
        assert (outcome.result, outcome.ticket_id, outcome.message_id) == ("ticket", ticket.id, message.id)
        assert (ticket.subject, ticket.channel, ticket.mailbox) == ("Printer", Channel.EMAIL, "support@acme.test")
        assert (ticket.requester.name, ticket.requester.email) == ("Grace Hopper", "grace@example.com")
        assert [person.email for person in ticket.participants] == ["bob@example.com"]
        assert (message.text, message.kind, message.author_type) == (
            "The printer is on fire.", MessageKind.REPLY, ActorType.CUSTOMER,
        )  # fmt: skip
        assert (message.mail_id, message.raw_key) == ("first@example.com", "inbound/1")
        assert message.sender_check is SenderCheck.PASSED
        assert message.author_id == ticket.requester.id
        assert [event.type for event in case.kept().events] == [EventType.TICKET_CREATED, EventType.MESSAGE_ADDED]
        assert {event.actor.id for event in case.kept().events} == {ticket.requester.id}

    def test_takes_nobody_into_copy_whom_no_answer_could_go_to(self, case: Workplace) -> None:
        head = ("From: grace@example.com", "Cc: jörg@example.com, bob@example.com", "Message-ID: <a@example.com>")
        case.receive(raw_lines(*head, "", "Hello"))
        assert [person.email for person in case.ticket().participants] == ["bob@example.com"]

    def test_of_a_known_customer(self, case: Workplace) -> None:
        case.receive(raw_mail())
        case.receive(raw_mail("Another thing.", message_id="<second@example.com>", subject="Other"))
        assert case.ticket(1).requester.id == case.ticket(2).requester.id

    def test_goes_to_the_mailbox_s_team(self, case: Workplace) -> None:
        case.directory.add_mailbox(make_mailbox(address="sales@acme.test", team_id="team-1"))
        case.kept().people["team", "team-1"] = True
        case.receive(raw_mail(to="Nobody in particular <x@example.org>"), recipients=("sales@acme.test",))
        assert (case.ticket().team_id, case.ticket().mailbox) == ("team-1", "sales@acme.test")

    def test_to_an_address_with_something_behind_a_plus(self, case: Workplace) -> None:
        for address in ("support+orders@acme.test", "Support+tdamaged@ACME.test"):
            case.receive(raw_mail(address), recipients=(address,))
        assert [case.ticket(number).mailbox for number in (1, 2)] == ["support@acme.test"] * 2

    def test_without_a_subject(self, case: Workplace) -> None:
        case.receive(raw_mail(subject=None))
        assert case.ticket().subject == "(no subject)"

    def test_with_nothing_but_a_file(self, case: Workplace) -> None:
        message = make_mail("", subject=None)
        message.add_attachment(b"%PDF", "application", "pdf", filename="scan.pdf")
        case.receive(message.as_bytes())
        (kept,) = case.messages()
        (file,) = kept.files
        assert (file.filename, file.size, case.files.get(file.key)) == ("scan.pdf", 4, b"%PDF")
        assert file.key.startswith(f"{ORG}/files/")

    def test_without_from_it_is_the_envelope_s_sender(self, case: Workplace) -> None:
        case.receive(raw_lines("Subject: x", "", "Text without From."))
        assert case.ticket().requester.email == "grace@example.com"

    def test_from_a_machine(self, case: Workplace) -> None:
        case.receive(raw_mail(auto_submitted="auto-generated"))
        assert case.messages()[0].automatic

    def test_an_agent_s_own_ticket_is_a_customer_s(self, case: Workplace) -> None:
        case.add_agent(email="grace@example.com")
        case.receive(raw_mail())
        assert case.messages()[0].author_type is ActorType.CUSTOMER

    def test_the_pictures_in_the_text_are_marked(self, case: Workplace) -> None:
        case.receive(raw_mail("x", '<p>Look: <img src="data:image/png;base64,iVBORw0KGgo="></p>'))
        (message,) = case.messages()
        assert f"cid:{message.files[0].content_id}" in (message.html or "")

    def test_a_text_too_long_for_an_answer_is_cut_and_said_so(self, case: Workplace) -> None:
        case.receive(raw_mail("word " * 60_000, "<p>" + "word " * 90_000 + "</p>"))
        (message,) = case.messages()
        assert len(message.text) < 201_000
        assert message.text.endswith("is in the original mail.]")
        assert message.html is None


class TestReplies:
    def test_the_customer_s_answer_joins_and_opens_again(self, case: Workplace) -> None:
        ticket = case.open_ticket()
        case.kept().tickets[ticket.id], _ = changes.edit(ticket, {"status": TicketStatus.CLOSED}, agent(), case.now)
        address = reply_address(SECRET, "support@acme.test", ORG, ticket.id)
        text = f"{NEW}\n\nOn Mon, 2 Nov 2026 at 09:00, Ada <support@acme.test> wrote:\n> {OLD}\n"
        answer = raw_mail(text, message_id="<2@example.com>", subject="Re: Printer")
        (outcome,) = case.receive(answer, recipients=(address,))
        assert (outcome.result, outcome.ticket_id) == ("threaded", ticket.id)
        assert case.ticket().status is TicketStatus.OPEN
        reply = case.messages()[1]
        assert reply.text == NEW
        assert OLD in (reply.quoted_text or "")

    def test_by_the_message_id_of_another_mail_of_the_thread(self, case: Workplace) -> None:
        ticket = case.open_ticket(message_id="<Mixed@Example.com>")
        answer = raw_mail("And?", message_id="<2@example.com>", in_reply_to="<mixed@example.com>", subject="x")
        (outcome,) = case.receive(answer)
        assert (outcome.result, outcome.ticket_id) == ("threaded", ticket.id)

    def test_somebody_in_copy_may_answer_and_brings_others(self, case: Workplace) -> None:
        case.open_ticket(cc="bob@example.com")
        case.receive(
            raw_mail("Me too.", from_="bob@example.com", subject="[#1]", message_id="<2@b>", cc="eve@example.com")
        )
        assert len(case.messages()) == 2
        assert {person.email for person in case.ticket().participants} == {"bob@example.com", "eve@example.com"}

    def test_a_stranger_s_answer_is_a_ticket_of_its_own(self, case: Workplace) -> None:
        ticket = case.open_ticket()
        address = reply_address(SECRET, "support@acme.test", ORG, ticket.id)
        answer = raw_mail("Hm.", from_="mallory@example.net", message_id="<2@m>")
        (outcome,) = case.receive(answer, recipients=(address,))
        assert outcome.result == "ticket"
        assert case.ticket(2).metadata == {"referred_ticket_id": ticket.id, "referred_ticket_number": 1}
        assert len(case.messages(1)) == 1

    def test_an_agent_s_answer_by_mail_is_a_note(self, case: Workplace) -> None:
        ada = case.add_agent(email="ada@acme.test")
        case.open_ticket()
        case.receive(raw_mail("I know that printer.", from_="ada@acme.test", subject="[#1]", message_id="<2@a>"))
        note = case.messages()[1]
        assert (note.kind, note.author_type, note.author_id) == (MessageKind.NOTE, ActorType.AGENT, ada.id)

    @pytest.mark.parametrize("agent_fields", [{"active": False}, {"org_id": OTHER_ORG}])
    def test_others_who_sign_in_are_strangers(self, case: Workplace, agent_fields: dict[str, object]) -> None:
        case.add_agent(email="ada@acme.test", **agent_fields)
        case.open_ticket()
        (outcome,) = case.receive(raw_mail("Hi", from_="ada@acme.test", subject="[#1]", message_id="<2@a>"))
        assert outcome.result == "ticket"

    def test_a_forged_agent_is_a_stranger(self, case: Workplace) -> None:
        case.add_agent(email="ada@acme.test")
        ticket = case.open_ticket()
        address = reply_address(SECRET, "support@acme.test", ORG, ticket.id)
        forged = raw_mail("Close it.", from_="ada@acme.test", message_id="<2@a>")
        case.receive(forged, recipients=(address,), dmarc="FAIL")
        assert case.messages(2)[0].sender_check is SenderCheck.FAILED
        assert case.messages(2)[0].author_type is ActorType.CUSTOMER

    def test_a_machine_s_answer_joins_but_opens_nothing(self, case: Workplace) -> None:
        ticket = case.open_ticket()
        case.kept().tickets[ticket.id], _ = changes.edit(ticket, {"status": TicketStatus.PENDING}, agent(), case.now)
        case.receive(raw_mail("I am away.", subject="Re: [#1]", message_id="<2@g>", auto_submitted="auto-replied"))
        assert len(case.messages()) == 2
        assert case.ticket().status is TicketStatus.PENDING

    def test_our_own_mailboxes_do_not_take_part(self, case: Workplace) -> None:
        case.directory.add_mailbox(make_mailbox(address="sales@acme.test"))
        ticket = case.open_ticket(cc="sales@acme.test, bob@example.com")
        address = reply_address(SECRET, "support@acme.test", ORG, ticket.id)
        case.receive(raw_mail("x", message_id="<2@g>", to=address, cc="sales@acme.test"), recipients=(address,))
        assert [person.email for person in case.ticket().participants] == ["bob@example.com"]

    def test_a_bounce_joins_the_ticket_and_marks_the_message(self, case: Workplace) -> None:
        ticket, (message,) = case.open_ticket(), case.messages()
        ours = message_id(SECRET, ORG, ticket.id, message.id, "acme.test")
        raw = raw_lines(
            "From: MAILER-DAEMON@mx.example", "Subject: Undeliverable", "Content-Type: multipart/report; "
            "boundary=b", "",
            "--b", "", "No such user.", "--b", "Content-Type: message/delivery-status", "",
            "Final-Recipient: rfc822; g@example.com", "Action: failed", "Status: 5.1.1", "Diagnostic-Code: "
            "smtp; 550 gone", "",
            "--b", "Content-Type: text/rfc822-headers", "",
            "Message-ID: <0102@email.amazonses.com>", f"References: <{ours}>", "--b--",
        )  # fmt: skip
        (outcome,) = case.receive(raw, source="")
        assert (outcome.result, outcome.ticket_id) == ("threaded", ticket.id)
        assert case.messages()[1].automatic
        assert (case.messages()[0].delivery, case.messages()[0].delivery_detail) == ("bounced", "550 gone")


class TestExactlyOnce:
    def test_the_same_mail_twice(self, case: Workplace) -> None:
        case.receive(raw_mail())
        (again,) = case.receive(raw_lines("Received: by another way", "X-Copy: 2").rstrip() + b"\r\n" + raw_mail())
        assert (again.result, again.ticket_id) == ("duplicate", case.ticket().id)
        assert len(case.messages()) == 1

    def test_the_same_notification_twice(self, case: Workplace) -> None:
        case.receive(raw_mail())
        case.redeliver(receipt_notification("inbound/1"))
        assert (len(case.kept().tickets), len(case.messages())) == (1, 1)

    def test_to_two_mailboxes_of_one_organization(self, case: Workplace) -> None:
        case.directory.add_mailbox(make_mailbox(address="sales@acme.test"))
        assert len(case.receive(raw_mail(), recipients=("support@acme.test", "sales@acme.test"))) == 1
        assert case.receive(raw_mail(), recipients=("sales@acme.test",))[0].result == "duplicate"
        assert len(case.kept().tickets) == 1

    def test_to_two_organizations(self, case: Workplace) -> None:
        case.directory.add_mailbox(make_mailbox(address="help@other.test", org_id=OTHER_ORG))
        outcomes = case.receive(raw_mail(), recipients=("support@acme.test", "help@other.test"))
        assert {outcome.org_id for outcome in outcomes} == {ORG, OTHER_ORG}
        assert len(case.kept(OTHER_ORG).tickets) == 1

    def test_what_fails_for_one_organization_holds_up_no_other(self, case: Workplace) -> None:
        def broken() -> None:
            raise RuntimeError("a fault")

        case.directory.add_mailbox(make_mailbox(address="help@other.test", org_id=OTHER_ORG))
        case.kept().before_commit = broken
        with pytest.raises(ExceptionGroup, match="not taken in"):
            case.receive(raw_mail(), recipients=("support@acme.test", "help@other.test"), raw_key="inbound/k")
        assert len(case.kept(OTHER_ORG).tickets) == 1
        again = case.redeliver(receipt_notification("inbound/k", ("support@acme.test", "help@other.test")))
        assert {outcome.result for outcome in again} == {"ticket", "duplicate"}

    def test_two_mails_with_one_message_id_are_both_kept(self, case: Workplace) -> None:
        case.receive(raw_mail("One."))
        case.receive(raw_mail("Another."))
        assert [case.messages(number)[0].text for number in (1, 2)] == ["One.", "Another."]

    def test_two_at_the_same_moment(self, case: Workplace) -> None:
        """Both looked for the claims before either had written them."""
        case.kept().before_commit = lambda: case.receive(raw_mail("One."))
        case.receive(raw_mail("Another."))
        texts = {case.messages(ticket.number)[0].text for ticket in case.kept().tickets.values()}
        assert texts == {"Another.", "One."}
        case.kept().before_commit = lambda: case.receive(raw_mail("Same."))
        assert case.receive(raw_mail("Same."))[0].result == "duplicate"
        assert len(case.kept().tickets) == 3

    def test_without_message_id_and_date(self, case: Workplace) -> None:
        for _ in range(2):
            case.receive(raw_mail(message_id=None, date=None))
        assert len(case.messages()) == 1

    def test_two_texts_without_any_header_are_both_kept(self, case: Workplace) -> None:
        outcomes = [case.receive(text)[0].result for text in (b"\r\nOne.\r\n", b"Another.\r\n", b"Another.\r\n")]
        assert outcomes == ["ticket", "ticket", "duplicate"]


class TestQuarantine:
    @pytest.mark.parametrize(
        ("raw", "fields", "reason"),
        [
            (b" \r\n", {}, "The mail is empty."),
            (b"\xd0\xcf\x11\xe0\x00\x00\x00", {}, "The file is no mail"),
            (raw_lines("Subject: x", "", "text"), {"source": ""}, "It names no sender"),
            (raw_lines("From: a@example.com", "", " "), {}, "It is empty"),
            (raw_mail(), {"virus": "FAIL"}, "virus"),
            (raw_mail(), {"spam": "FAIL"}, "spam"),
            (raw_mail(from_="support@acme.test"), {}, "our own address"),
            (raw_mail(x_tessera_loop=loop_mark(SECRET, ORG)), {}, "our own mails came back"),
        ],
    )
    def test_reasons(self, case: Workplace, raw: bytes, fields: dict[str, Any], reason: str) -> None:
        (outcome,) = case.receive(raw, **fields)
        assert (outcome.result, outcome.org_id) == ("quarantined", ORG)
        assert reason in case.reasons[0] == outcome.reason
        assert case.kept().tickets == {}

    def test_for_no_mailbox(self, case: Workplace) -> None:
        (outcome,) = case.receive(raw_mail(), recipients=("nobody@acme.test",))
        assert outcome.org_id == ORG
        assert case.reasons == ["No mailbox of ours has the address nobody@acme.test."]

    def test_for_nobody_we_know(self, case: Workplace) -> None:
        (outcome,) = case.receive(raw_mail(), recipients=("nobody@elsewhere.test",))
        assert outcome.org_id == UNROUTED

    def test_another_organization_s_mark_means_nothing(self, case: Workplace) -> None:
        assert case.receive(raw_mail(x_tessera_loop=loop_mark(SECRET, OTHER_ORG)))[0].result == "ticket"

    def test_too_many_from_one_sender(self, case: Workplace) -> None:
        results = [case.receive(raw_mail(f"Mail {index}"))[0].result for index in range(MOST_MAILS + 1)]
        assert results == ["ticket"] * MOST_MAILS + ["quarantined"]
        assert case.receive(raw_mail("Hi", from_="bob@example.com"))[0].result == "ticket"

    def test_twice_makes_one_entry(self, case: Workplace) -> None:
        for _ in range(2):
            case.receive(b" ", raw_key="inbound/same")
        assert len(case.reasons) == 1
        assert [event.type for event in case.quarantines[ORG].events] == [EventType.MAIL_QUARANTINED]

    def test_what_can_be_read_is_shown(self, case: Workplace) -> None:
        case.receive(raw_mail(subject="Buy now"), spam="FAIL")
        (mail,) = case.quarantines[ORG].mails.values()
        assert (mail.sender, mail.subject, mail.recipients) == ("grace@example.com", "Buy now", ("support@acme.test",))
