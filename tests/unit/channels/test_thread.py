"""To which ticket a mail belongs."""

from dataclasses import replace

import pytest

from schemas.vocabulary import SenderCheck
from tessera.channels.mail.parse import parse
from tessera.channels.mail.signed import message_id, reply_address
from tessera.channels.thread import Thread, find_clues, find_thread
from tessera.kernel.ids import new_id
from tessera.ticketing.model import Claim, Ticket
from tests.factories.identity import ORG
from tests.factories.mails import raw_mail
from tests.factories.tickets import make_message, make_ticket
from tests.fakes.identity import START
from tests.fakes.tickets import FakeDesk, FakeTickets

SECRET = b"secret"


class Threading:
    def __init__(self) -> None:
        self.desk = FakeDesk()
        self.tickets = FakeTickets(self.desk, ORG)
        self.ticket = self.keep(make_ticket(number=7))

    def keep(self, ticket: Ticket) -> Ticket:
        self.desk.tickets[ticket.id] = ticket
        return ticket

    def knows(self, mail_id: str, ticket: Ticket) -> None:
        self.desk.claims["mail-id", mail_id] = Claim("mail-id", mail_id, ticket.id)

    def thread(
        self,
        recipient: str = "support@acme.test",
        check: SenderCheck = SenderCheck.PASSED,
        entitled: bool = True,
        **headers: str,
    ) -> Thread:
        clues = find_clues(parse(raw_mail(**headers)), (recipient,), ORG, SECRET)
        return find_thread(clues, self.tickets, check, lambda ticket: entitled)


@pytest.fixture
def case() -> Threading:
    return Threading()


def test_a_mail_that_names_nothing_is_new(case: Threading) -> None:
    assert case.thread() == Thread(None)
    assert case.thread(in_reply_to="<unknown@example.com>", subject="Re: [#99]") == Thread(None)


def test_our_reply_address(case: Threading) -> None:
    address = reply_address(SECRET, "support@acme.test", ORG, case.ticket.id)
    assert case.thread(recipient=address.upper()).ticket == case.ticket
    assert case.thread(to=f"Acme <{address}>").ticket == case.ticket, "in a header, when somebody forwarded the mail"
    assert case.thread(recipient=reply_address(b"forged", "support@acme.test", ORG, case.ticket.id)).ticket is None


def test_our_message_id(case: Threading) -> None:
    ours = message_id(SECRET, ORG, case.ticket.id, new_id(), "acme.test")
    assert case.thread(in_reply_to=f"<{ours}>").ticket == case.ticket
    assert case.thread(references=f"<a@b> <{ours}> <c@d>").ticket == case.ticket


def test_a_known_message_id(case: Threading) -> None:
    case.knows("0102@amazonses.com", case.ticket)
    assert case.thread(in_reply_to="<0102@eu-west-1.amazonses.com>").ticket == case.ticket
    assert case.thread(references="<0102@email.amazonses.com> <x@y>").ticket == case.ticket
    long = "".join(f"<{index}@example.com> " for index in range(30))
    assert case.thread(references="<0102@email.amazonses.com> " + long).ticket == case.ticket, (
        "the oldest is looked up too"
    )


def test_an_answer_to_a_message_that_was_split_off_goes_where_that_is_shown(case: Threading) -> None:
    made = case.keep(make_ticket(number=8))
    given, kept = (make_message(shown_on=shown_on) for shown_on in (made.id, None))
    case.desk.entries[case.ticket.id] = {given.id: given, kept.id: kept}
    for message, expected in ((given, made), (kept, case.ticket)):
        ours = message_id(SECRET, ORG, case.ticket.id, message.id, "acme.test")
        case.desk.claims["mail-id", "theirs@x"] = Claim("mail-id", "theirs@x", case.ticket.id, message.id)
        address = reply_address(SECRET, "support@acme.test", ORG, case.ticket.id)
        assert case.thread(recipient=address, in_reply_to=f"<{ours}>").ticket == expected
        assert case.thread(in_reply_to="<theirs@x>").ticket == expected


def test_the_number_in_the_subject(case: Threading) -> None:
    assert case.thread(subject="Re: [#1] Printer [#7]").ticket == case.ticket
    assert case.thread(subject="Printer #7").ticket is None


def test_a_forged_sender_is_not_believed_by_the_subject(case: Threading) -> None:
    assert case.thread(subject="Re: [#7]", check=SenderCheck.FAILED) == Thread(None)
    ours = message_id(SECRET, ORG, case.ticket.id, new_id(), "acme.test")
    assert case.thread(in_reply_to=f"<{ours}>", check=SenderCheck.FAILED).ticket == case.ticket


def test_somebody_who_is_not_entitled_gets_a_new_ticket_that_refers_to_the_other(case: Threading) -> None:
    assert case.thread(subject="Re: [#7]", entitled=False) == Thread(None, case.ticket)
    address = reply_address(SECRET, "support@acme.test", ORG, case.ticket.id)
    assert case.thread(recipient=address, entitled=False) == Thread(None, case.ticket)


def test_the_proven_clue_comes_first(case: Threading) -> None:
    other = case.keep(make_ticket(number=8))
    case.knows("x@example.com", other)
    ours = message_id(SECRET, ORG, case.ticket.id, new_id(), "acme.test")
    assert case.thread(in_reply_to="<x@example.com>", references=f"<{ours}>", subject="[#8]").ticket == case.ticket
    assert case.thread(in_reply_to="<x@example.com>", subject="[#7]").ticket == other


def test_a_deleted_ticket_takes_no_mail(case: Threading) -> None:
    gone = case.keep(replace(case.ticket, deleted_at=START))
    assert case.thread(subject="[#7]") == Thread(None, gone)
