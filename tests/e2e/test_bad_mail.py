"""Mail as it really comes: broken, huge, empty, by machines, in circles. All of it is somewhere, with a reason."""

import os
import smtplib
from collections.abc import Callable
from email.message import EmailMessage
from typing import Any

import httpx
import pytest

from tests.e2e.api import Api, problem
from tests.e2e.mail import SUPPORT, Customer, SentMail, Smtp
from tests.e2e.waiting import eventually

Find = Callable[[str], dict[str, Any]]


@pytest.fixture
def ticket_named(agent: Api) -> Find:
    """The ticket of this subject, once it is there."""
    return lambda subject: eventually(lambda: agent.ticket_with_subject(subject), f"a ticket {subject!r}", 40)


@pytest.fixture
def quarantined(admin: Api) -> Find:
    """The quarantined mail of this sender, once it is there."""

    def find(sender: str) -> dict[str, Any]:
        def look() -> dict[str, Any] | None:
            entries = admin.get("/admin/quarantine", limit=100)["items"]
            return next((entry for entry in entries if entry["sender"] == sender), None)

        return eventually(look, f"a mail of {sender} in quarantine", 40)

    return find


def raw(*headers: str, body: bytes = b"Hello.\r\n") -> bytes:
    return "\r\n".join(headers).encode() + b"\r\n\r\n" + body


def test_without_date_and_message_id(smtp: Smtp, ticket_named: Find, agent: Api, customer: Customer, word: str) -> None:
    mail = raw(f"From: {customer.email}", f"Subject: Bare {word}")
    for _ in range(2):
        smtp.send_raw(mail, customer.email, [SUPPORT])
    ticket = ticket_named(f"Bare {word}")
    smtp.send_raw(raw(f"From: {customer.email}", f"Subject: Later {word}"), customer.email, [SUPPORT])
    ticket_named(f"Later {word}")
    assert len(agent.messages(ticket["id"])) == 1
    assert len([*agent.pages("/tickets", requester=ticket["requester"]["id"])]) == 2


def test_without_from_the_envelope_says_who_wrote(
    smtp: Smtp, ticket_named: Find, customer: Customer, word: str
) -> None:
    smtp.send_raw(raw(f"Subject: Unsigned {word}"), customer.email, [SUPPORT])
    assert ticket_named(f"Unsigned {word}")["requester"]["email"] == customer.email


def test_from_nobody_at_all(smtp: Smtp, admin: Api, word: str) -> None:
    smtp.send_raw(raw(f"Subject: Nobody {word}", "From: not an address"), "", [SUPPORT])

    def look() -> dict[str, Any] | None:
        entries = admin.get("/admin/quarantine", limit=100)["items"]
        return next((entry for entry in entries if entry["subject"] == f"Nobody {word}"), None)

    entry = eventually(look, "the mail in quarantine")
    assert "no sender" in entry["reason"]


BOUNDARY = 'Content-Type: multipart/mixed; boundary="b"'


@pytest.mark.parametrize(
    ("headers", "body", "expected"),
    [
        ([BOUNDARY], b"--b\r\nContent-Type: text/plain\r\n\r\nNever closed", "Never closed"),
        ([BOUNDARY], b"The boundary never comes.\r\n", "The boundary never comes."),
        (["Content-Type: multipart/mixed"], b"No boundary at all.\r\n", "No boundary at all."),
        (["Content-Type: text/plain; charset=klingon-8"], "Grüße".encode(), "Grüße"),
        (["Content-Type: text/plain; charset=us-ascii"], "Grüße".encode("cp1252"), "Grüße"),
        (["Content-Type: text/plain", "Content-Transfer-Encoding: base64"], b"R3L8w59l*", ""),
        (["Content-Type: text/plain", "Content-Transfer-Encoding: base65"], b"As it is.", "As it is."),
        (["Content-Type: ///"], b"A type of its own.", "A type of its own."),
        (["Content-Type: text/html"], b"<p>Half <b>open<table><tr><td>cell", "Half"),
        (["MIME-Version 1.0", "Broken header line"], b"Still read.", "Still read."),
        (["Content-Type: text/plain"], b"\x00\x01nul\r\n", "nul"),
    ],
)
def test_broken_mime_is_read_as_well_as_can_be(
    smtp: Smtp,
    ticket_named: Find,
    agent: Api,
    customer: Customer,
    word: str,
    headers: list[str],
    body: bytes,
    expected: str,
) -> None:
    smtp.send_raw(
        raw(f"From: {customer.email}", f"Subject: Broken {word}", *headers, body=body), customer.email, [SUPPORT]
    )
    (message,) = agent.messages(ticket_named(f"Broken {word}")["id"])
    assert expected in message["text"]


def test_a_mail_of_25_mb(smtp: Smtp, ticket_named: Find, agent: Api, customer: Customer, word: str) -> None:
    content = os.urandom(18 * 1024 * 1024)
    mail = customer.write(f"Heavy {word}", "See the film.")
    mail.add_attachment(content, "video", "mp4", filename="film.mp4")
    assert len(mail.as_bytes()) > 25_000_000
    smtp.send(mail)
    (message,) = agent.messages(ticket_named(f"Heavy {word}")["id"])
    (film,) = message["attachments"]
    assert film["size"] == len(content)
    assert httpx.get(film["url"], timeout=60).content == content


def test_an_empty_mail(smtp: Smtp, quarantined: Find, customer: Customer) -> None:
    smtp.send_raw(raw(f"From: {customer.email}", body=b""), customer.email, [SUPPORT])
    assert "empty" in quarantined(customer.email)["reason"]


def test_nothing_but_a_body(smtp: Smtp, agent: Api, customer: Customer, word: str) -> None:
    smtp.send_raw(f"\r\nJust this {word}\r\n".encode(), customer.email, [SUPPORT])

    def look() -> dict[str, Any] | None:
        tickets = agent.get("/tickets", status="open", limit=100)["items"]
        return next((ticket for ticket in tickets if ticket["requester"]["email"] == customer.email), None)

    ticket = eventually(look, "the ticket")
    assert word in ticket["preview"]


@pytest.mark.parametrize(
    "sign", [("Auto-Submitted", "auto-replied"), ("X-Auto-Response-Suppress", "All"), ("Precedence", "auto_reply")]
)
def test_an_automatic_answer_opens_nothing_again(
    smtp: Smtp,
    ticket_named: Find,
    agent: Api,
    sent_mail: SentMail,
    customer: Customer,
    word: str,
    sign: tuple[str, str],
) -> None:
    smtp.send(customer.write(f"Away {word}", "The lamp is dark."))
    ticket = ticket_named(f"Away {word}")
    path = f"/tickets/{ticket['id']}"
    agent.post(f"{path}/messages", {"kind": "reply", "text": "Turn it.", "set_status": "resolved"})
    mail = eventually(lambda: sent_mail.to(customer.email), "the reply")[0]
    out_of_office = customer.answer(mail, "I am away until Monday.")
    out_of_office[sign[0]] = sign[1]
    smtp.send(out_of_office)
    messages = eventually(
        lambda: found if len(found := agent.messages(ticket["id"])) == 3 else None, "the third message"
    )
    assert messages[-1]["automatic"] is True
    assert agent.get(path)["status"] == "resolved"
    assert len(sent_mail.to(customer.email)) == 1


def bounce_of(mail: EmailMessage, recipient: str) -> bytes:
    """The report (RFC 3464) that a mail server sends when it cannot deliver `mail`."""
    domain = recipient.partition("@")[2]
    head = "".join(f"{name}: {value}\r\n" for name, value in mail.items())
    return (
        f"From: Mail Delivery System <MAILER-DAEMON@{domain}>\r\nTo: {SUPPORT}\r\n"
        f"Subject: Undelivered Mail Returned to Sender\r\nMessage-ID: <bounce.{os.urandom(8).hex()}@{domain}>\r\n"
        "Auto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="r"\r\n\r\n'
        "--r\r\nContent-Type: text/plain\r\n\r\nI could not deliver your mail.\r\n"
        "--r\r\nContent-Type: message/delivery-status\r\n\r\n"
        f"Reporting-MTA: dns; mx.{domain}\r\n\r\n"
        f"Final-Recipient: rfc822; {recipient}\r\nAction: failed\r\nStatus: 5.1.1\r\n"
        f"Diagnostic-Code: smtp; 550 5.1.1 <{recipient}> User unknown\r\n\r\n"
        f"--r\r\nContent-Type: text/rfc822-headers\r\n\r\n{head}\r\n--r--\r\n"
    ).encode()


def test_a_bounce_marks_the_reply(smtp: Smtp, ticket_named: Find, agent: Api, sent_mail: SentMail, word: str) -> None:
    gone = Customer("Gone", f"gone@{word}.example")
    smtp.send(gone.write(f"Gone {word}", "Write to me."))
    ticket = ticket_named(f"Gone {word}")
    agent.post(f"/tickets/{ticket['id']}/messages", {"kind": "reply", "text": "Hello?", "set_status": "pending"})
    mail = eventually(lambda: sent_mail.to(gone.email), "the reply")[0]
    smtp.send_raw(bounce_of(mail, gone.email), "", [SUPPORT])

    def look() -> dict[str, Any] | None:
        replies = [one for one in agent.messages(ticket["id"]) if one["author_type"] == "agent"]
        return replies[0] if replies[0]["delivery"] == "bounced" else None

    assert "User unknown" in eventually(look, "the reply to be marked as bounced")["delivery_detail"]
    assert agent.get(f"/tickets/{ticket['id']}")["status"] == "pending"


def test_a_storm_from_one_sender_is_held_up_and_nothing_of_it_lost(
    smtp: Smtp, agent: Api, admin: Api, word: str
) -> None:
    robot = Customer("Robot", f"robot@{word}.example")
    count = 25
    for place in range(count):
        smtp.send(robot.write(f"Storm {place} {word}", f"Again, {place}."))

    def held() -> list[dict[str, Any]]:
        entries = admin.get("/admin/quarantine", limit=100)["items"]
        return [entry for entry in entries if entry["sender"] == robot.email]

    def arrived() -> list[dict[str, Any]]:
        tickets = agent.get("/tickets", status="open", limit=100)["items"]
        return [ticket for ticket in tickets if ticket["requester"]["email"] == robot.email]

    def complete() -> bool:
        assert len(arrived()) + len(held()) == count, f"{len(arrived())} tickets, {len(held())} held"
        return True

    eventually(complete, "every mail of the storm to be somewhere", 60)
    assert held()
    assert all("20 mails" in entry["reason"] for entry in held())


def test_a_held_mail_comes_through_when_it_is_let_out(
    smtp: Smtp, quarantined: Find, ticket_named: Find, admin: Api, agent: Api, word: str
) -> None:
    """A mail that claims to come from our own address is held; an administrator knows better."""
    mail = Customer("Us", SUPPORT).write(f"From ourselves {word}", "A test of our own form.")
    del mail["Reply-To"]
    smtp.send(mail, sender=f"form@{word}.example")

    def look() -> dict[str, Any] | None:
        entries = admin.get("/admin/quarantine", limit=100)["items"]
        return next((entry for entry in entries if entry["subject"] == f"From ourselves {word}"), None)

    entry = eventually(look, "the mail in quarantine")
    assert "our own address" in entry["reason"]
    assert entry["replayed_at"] is None
    replay = admin.http.post(f"/admin/quarantine/{entry['id']}/replay")
    assert replay.status_code in (200, 202, 204), replay.text
    ticket = ticket_named(f"From ourselves {word}")
    assert agent.messages(ticket["id"])[0]["text"].strip() == "A test of our own form."
    again = look()
    assert again is not None
    assert again["replayed_at"] is not None


def test_only_what_is_held_can_be_let_out(admin: Api) -> None:
    problem(admin.http.post("/admin/quarantine/0199d0c0-0000-7000-8000-000000000000/replay"), 404, "not-found")


def test_an_address_of_ours_that_nobody_reads(smtp: Smtp, admin: Api, customer: Customer, word: str) -> None:
    """Kept for the operator, not for an organization: nobody knows whose it is."""
    mail = customer.write(f"Astray {word}", "Anybody?")
    smtp.send(mail, to=[f"{word}@acme.test"])
    readable = customer.write(f"Next {word}", "After it.")
    smtp.send(readable)
    eventually(lambda: admin.ticket_with_subject(f"Next {word}"), "the next mail")
    assert admin.ticket_with_subject(f"Astray {word}") is None


def test_a_mail_for_somebody_else_is_refused_at_the_door(smtp: Smtp, customer: Customer) -> None:
    with pytest.raises(smtplib.SMTPRecipientsRefused):
        smtp.send(customer.write("Elsewhere", "x"), to=["somebody@elsewhere.example"])
