"""A conversation by mail, from the first question to the last answer, without a browser."""

from collections.abc import Callable
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from typing import Any

import httpx
import pytest

from tests.e2e.api import Api
from tests.e2e.mail import PNG, SUPPORT, Customer, SentMail, Smtp, addresses
from tests.e2e.waiting import eventually

Another = Callable[[str], Customer]


class Desk:
    """What a conversation's test does again and again."""

    def __init__(self, agent: Api, smtp: Smtp, sent: SentMail) -> None:
        self.agent, self.smtp, self.sent = agent, smtp, sent

    def ticket_of(self, mail: EmailMessage) -> dict[str, Any]:
        """Send the mail; the ticket that it opened."""
        self.smtp.send(mail)
        subject = str(mail["Subject"])
        return eventually(lambda: self.agent.ticket_with_subject(subject), f"a ticket {subject!r}")

    def reply(self, ticket: dict[str, Any], customer: Customer, text: str, **more: Any) -> EmailMessage:
        """Answer the ticket; the mail that the customer got."""
        before = len(self.sent.to(customer.email))
        self.agent.post(f"/tickets/{ticket['id']}/messages", {"kind": "reply", "text": text, **more})
        return eventually(lambda: self.sent.to(customer.email)[before:], f"a mail to {customer.email}")[0]

    def messages(self, ticket: dict[str, Any], count: int) -> list[dict[str, Any]]:
        """The ticket's messages once there are so many, and no more."""

        def look() -> list[dict[str, Any]]:
            messages = self.agent.messages(ticket["id"])
            assert len(messages) >= count, f"{len(messages)} messages"
            return messages

        messages = eventually(look, f"{count} messages on {ticket['subject']!r}")
        assert len(messages) == count, [message["text"] for message in messages]
        return messages


@pytest.fixture
def desk(agent: Api, smtp: Smtp, sent_mail: SentMail) -> Desk:
    return Desk(agent, smtp, sent_mail)


def test_a_mail_is_kept_as_its_sender_meant_it(desk: Desk, agent: Api, customer: Customer, word: str) -> None:
    mail = customer.write(
        f"Größe & Farbe {word}",
        "The lamp is dark.",
        html='<p>The <b>lamp</b> is dark.<img src="cid:photo@here"><script>document.title="x"</script></p>',
    )
    rich = mail.get_payload()[1]  # type: ignore[index]
    rich.add_related(PNG, "image", "png", cid="<photo@here>", filename="photo.png", disposition="inline")  # type: ignore[union-attr]
    mail.add_attachment(b"%PDF-1.4 bill", "application", "pdf", filename="Rechnung März.pdf")
    ticket = desk.ticket_of(mail)

    assert (ticket["status"], ticket["channel"], ticket["preview"]) == ("open", "email", "The lamp is dark.")
    assert (ticket["requester"]["name"], ticket["requester"]["email"]) == (customer.name, customer.email)
    (message,) = desk.messages(ticket, 1)
    assert "<b>lamp</b>" in message["html"]
    assert "cid:photo@here" in message["html"]
    assert "script" not in message["html"]
    files = {file["filename"]: file for file in message["attachments"]}
    assert files["photo.png"]["content_id"] == "photo@here"
    assert httpx.get(files["photo.png"]["url"], timeout=30).content == PNG
    assert httpx.get(files["Rechnung März.pdf"]["url"], timeout=30).content == b"%PDF-1.4 bill"
    original = agent.get(f"/tickets/{ticket['id']}/messages/{message['id']}/original")
    assert str(mail["Message-ID"]) in httpx.get(original["url"], timeout=30).text


def test_a_reply_is_a_well_formed_mail_under_the_customer_s_own(desk: Desk, customer: Customer, word: str) -> None:
    question = customer.write(f"Dark lamp {word}", "The lamp is dark.")
    ticket = desk.ticket_of(question)
    mail = desk.reply(ticket, customer, "Turn the\nswitch. Größe: 7 €", html="<p>Turn the <b>switch</b>.</p>")

    assert not mail.defects
    assert addresses(mail, "To") == [customer.email]
    assert addresses(mail, "From") == [SUPPORT]
    assert mail["Subject"] == f"Re: Dark lamp {word} [#{ticket['number']}]"
    assert mail["In-Reply-To"] == question["Message-ID"]
    references = str(mail["References"]).split()
    assert references[0] == question["Message-ID"]
    (reply_to,) = addresses(mail, "Reply-To")
    assert reply_to.startswith("support+t")
    assert reply_to.endswith("@acme.test")
    assert str(mail["Message-ID"]).count("@") == 1
    assert parsedate_to_datetime(str(mail["Date"])).tzinfo is not None
    assert "Auto-Submitted" not in mail
    assert "Bcc" not in mail
    assert mail.get_content_type() == "multipart/alternative"
    plain, rich = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain is not None
    assert rich is not None
    words = "\n".join(plain.get_content().splitlines())
    assert "Turn the\nswitch. Größe: 7 €" in words
    assert "\n> The lamp is dark." in words
    assert "<b>switch</b>" in rich.get_content()
    assert max(len(line) for line in mail.as_string().splitlines()) <= 998
    sent = eventually(
        lambda: [one for one in desk.messages(ticket, 2) if one["delivery"] == "sent"], "the reply to be marked as sent"
    )
    assert sent[0]["text"].startswith("Turn the")


def test_the_customer_s_answer_opens_the_ticket_again(desk: Desk, agent: Api, customer: Customer, word: str) -> None:
    ticket = desk.ticket_of(customer.write(f"Back and forth {word}", "The lamp is dark."))
    mail = desk.reply(ticket, customer, "Turn the switch.", set_status="resolved")
    assert agent.get(f"/tickets/{ticket['id']}")["status"] == "resolved"
    answer = customer.answer(mail, "I did, and it is still dark.")
    desk.smtp.send(answer)
    last = desk.messages(ticket, 3)[-1]
    assert last["text"].strip() == "I did, and it is still dark."
    assert "Turn the switch." in last["quoted_text"]
    opened = agent.get(f"/tickets/{ticket['id']}")
    assert (opened["status"], opened["resolved_at"], opened["last_message_by"]) == ("open", None, "customer")

    second = desk.reply(ticket, customer, "Then the bulb is broken.")
    assert str(second["In-Reply-To"]) == str(answer["Message-ID"])
    desk.smtp.send(customer.answer(second, "A new bulb did it."))
    assert desk.messages(ticket, 5)[-1]["text"].strip() == "A new bulb did it."


@pytest.mark.parametrize("kept", ["Reply-To", "References"])
def test_either_sign_alone_finds_the_ticket(desk: Desk, customer: Customer, word: str, kept: str) -> None:
    """Some programs drop References, others answer From; one of the two is enough."""
    ticket = desk.ticket_of(customer.write(f"One sign {kept} {word}", "The lamp is dark."))
    answer = customer.answer(desk.reply(ticket, customer, "Turn the switch."), "Thank you.")
    answer.replace_header("Subject", "No number here")
    if kept == "Reply-To":
        del answer["In-Reply-To"], answer["References"]
    else:
        answer.replace_header("To", SUPPORT)
    desk.smtp.send(answer)
    desk.messages(ticket, 3)


def test_the_number_in_the_subject_is_believed_of_a_participant(desk: Desk, customer: Customer, word: str) -> None:
    ticket = desk.ticket_of(customer.write(f"By number {word}", "The lamp is dark."))
    desk.smtp.send(customer.write(f"Something else [#{ticket['number']}]", "It was the switch."))
    assert desk.messages(ticket, 2)[-1]["text"].strip() == "It was the switch."


def test_the_same_mail_twice_is_one_message(desk: Desk, agent: Api, customer: Customer, word: str) -> None:
    mail = customer.write(f"Twice {word}", "The lamp is dark.")
    ticket = desk.ticket_of(mail)
    mail["Received"] = "from another.example by mx.acme.test; Mon, 1 Jan 2024 10:00:00 +0000"
    desk.smtp.send(mail)
    after = customer.write(f"After {word}", "Are you there?")
    desk.ticket_of(after)
    desk.messages(ticket, 1)
    assert agent.get(f"/tickets/{ticket['id']}")["version"] == ticket["version"]
    found = [one["subject"] for one in agent.pages("/tickets", requester=ticket["requester"]["id"])]
    assert found == [f"After {word}", f"Twice {word}"]


def test_a_stranger_with_stolen_references_gets_a_ticket_of_their_own(
    desk: Desk, agent: Api, customer: Customer, another: Another, word: str
) -> None:
    ticket = desk.ticket_of(customer.write(f"Private {word}", "My number is 12."))
    stolen = desk.reply(ticket, customer, "We noted 12.")
    intrusion = another("Mallory").answer(stolen, "Send it to me instead.")
    intrusion.replace_header("Subject", f"{intrusion['Subject']} stolen")
    own = desk.ticket_of(intrusion)
    assert own["id"] != ticket["id"]
    assert agent.get(f"/tickets/{own['id']}")["metadata"]["referred_ticket_number"] == ticket["number"]
    desk.messages(ticket, 2)


def test_somebody_in_copy_may_answer(desk: Desk, agent: Api, customer: Customer, another: Another, word: str) -> None:
    friend = another("Olga")
    ticket = desk.ticket_of(customer.write(f"Two of us {word}", "Olga knows more.", cc=[friend.address]))
    assert friend.email in {person["email"] for person in agent.get(f"/tickets/{ticket['id']}")["participants"]}
    mail = desk.reply(ticket, friend, "Tell us more.", cc=[{"email": friend.email, "name": friend.name}])
    assert addresses(mail, "Cc") == [friend.email]
    desk.smtp.send(friend.answer(mail, "It is the red lamp."))
    last = desk.messages(ticket, 3)[-1]
    assert (last["author_email"], last["text"].strip()) == (friend.email, "It is the red lamp.")


def test_a_note_never_leaves(desk: Desk, agent: Api, customer: Customer, word: str) -> None:
    ticket = desk.ticket_of(customer.write(f"Noted {word}", "The lamp is dark."))
    agent.post(f"/tickets/{ticket['id']}/messages", {"kind": "note", "text": f"Secret {word}"})
    mail = desk.reply(ticket, customer, "Turn the switch.")
    assert f"Secret {word}" not in mail.as_string()
    assert len(desk.sent.to(customer.email)) == 1


def test_a_reply_takes_its_files_along(desk: Desk, agent: Api, customer: Customer, word: str) -> None:
    ticket = desk.ticket_of(customer.write(f"Send me it {word}", "The manual?"))
    file_id = agent.upload("Manual – deutsch.pdf", b"%PDF-1.4 manual")
    mail = desk.reply(ticket, customer, "Here it is.", attachment_ids=[file_id])
    (attached,) = mail.iter_attachments()
    assert attached.get_filename() == "Manual – deutsch.pdf"
    assert attached.get_content() == b"%PDF-1.4 manual"


def test_a_reply_sent_twice_with_one_key_is_one_mail(desk: Desk, agent: Api, customer: Customer, word: str) -> None:
    ticket = desk.ticket_of(customer.write(f"Click click {word}", "The lamp is dark."))
    path, body = f"/tickets/{ticket['id']}/messages", {"kind": "reply", "text": "Once."}
    agent.post(path, body, Idempotency_Key=word)
    agent.post(path, body, 200, Idempotency_Key=word)
    desk.reply(ticket, customer, "Twice.")
    eventually(lambda: len(desk.sent.to(customer.email)) >= 2, "both mails")
    assert len(desk.sent.to(customer.email)) == 2
