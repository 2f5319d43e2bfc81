"""Mail of people who have several addresses, and of those who are not to be heard."""

import pytest

from schemas.vocabulary import ActorType
from tessera.channels.mail.signed import reply_address
from tessera.kernel.person import Person
from tests.factories.identity import ORG
from tests.factories.mail_room import SECRET, Workplace
from tests.factories.mails import raw_mail


@pytest.fixture
def case() -> Workplace:
    return Workplace()


def also_at(case: Workplace, email: str, of: str = "grace@example.com") -> None:
    """The person at `of` has another address."""
    known = case.kept().customers[of]
    case.kept().customers[email] = Person(known.id, known.name, email)


def test_mail_from_a_second_address_is_the_same_person_s(case: Workplace) -> None:
    first = case.open_ticket()
    also_at(case, "grace@home.test")
    case.receive(raw_mail("Another thing.", from_="Grace <grace@home.test>", message_id="<2@home.test>", subject="New"))
    second = case.ticket(2)
    assert (second.requester.id, second.requester.email) == (first.requester.id, "grace@home.test")


def test_an_answer_from_a_second_address_joins_the_conversation(case: Workplace) -> None:
    ticket = case.open_ticket()
    also_at(case, "grace@home.test")
    address = reply_address(SECRET, "support@acme.test", ORG, ticket.id)
    answer = raw_mail("From home.", from_="Grace <grace@home.test>", message_id="<2@home.test>", subject="Re: Printer")
    (outcome,) = case.receive(answer, recipients=(address,))
    assert (outcome.result, outcome.ticket_id) == ("threaded", ticket.id)
    message = case.messages()[1]
    assert (message.author_type, message.author_id) == (ActorType.CUSTOMER, ticket.requester.id)


def test_somebody_in_copy_answers_from_another_address_of_theirs(case: Workplace) -> None:
    case.receive(raw_mail(from_="Carl <carl@work.test>", message_id="<0@work.test>", subject="Hello"))
    also_at(case, "carl@home.test", of="carl@work.test")
    ticket = case.open_ticket(cc="Carl <carl@work.test>")
    address = reply_address(SECRET, "support@acme.test", ORG, ticket.id)
    answer = raw_mail("Me too.", from_="carl@home.test", message_id="<2@home.test>", subject="Re: Printer")
    assert case.receive(answer, recipients=(address,))[0].result == "threaded"


def test_a_stranger_s_answer_is_a_ticket_of_its_own(case: Workplace) -> None:
    ticket = case.open_ticket()
    case.receive(raw_mail(from_="Eve <eve@x.test>", message_id="<0@x.test>", subject="Mine"))
    address = reply_address(SECRET, "support@acme.test", ORG, ticket.id)
    answer = raw_mail("Let me in.", from_="Eve <eve@x.test>", message_id="<2@x.test>", subject="Re: Printer")
    assert case.receive(answer, recipients=(address,))[0].result == "ticket"


def test_mail_of_a_blocked_person_waits_in_quarantine_with_the_reason(case: Workplace) -> None:
    case.kept().blocked["grace@example.com"] = "Sends advertisements."
    (outcome,) = case.receive(raw_mail())
    assert outcome.result == "quarantined"
    assert case.reasons == ["grace@example.com is blocked: Sends advertisements."]
    assert case.kept().tickets == {}


def test_letting_it_out_helps_only_once_they_are_not_blocked_any_more(case: Workplace) -> None:
    case.kept().blocked["grace@example.com"] = ""
    assert case.receive(raw_mail(), released=True)[0].result == "quarantined"
    assert case.reasons == ["grace@example.com is blocked."]
    case.kept().blocked.clear()
    assert case.receive(raw_mail(), released=True)[0].result == "ticket"
