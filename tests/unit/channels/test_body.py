"""What of a mail is shown as new, and what as history."""

from tessera.channels.mail.body import Body, read_body
from tessera.channels.mail.parse import parse
from tests.factories.mails import NEW, OLD, REPLIES_HTML, REPLIES_TEXT, raw_mail

FORM = "A visitor wrote to you:\n\nFrom: Jo <jo@example.com>\nDate: 2 Nov 2026\nSubject: Offer\n\nPlease send me one.\n"


def body_of(text: str | None, html: str | None = None, **headers: str) -> Body:
    return read_body(parse(raw_mail(text, html, **headers)))


def test_an_answer_s_history_is_told_apart_in_text_and_html() -> None:
    body = body_of(REPLIES_TEXT["gmail"], REPLIES_HTML["gmail"], in_reply_to="<a@acme.test>")
    assert NEW in body.text
    assert OLD not in body.text
    assert NEW in (body.html or "")
    assert OLD not in (body.html or "")
    assert OLD in (body.quoted_text or "")
    assert OLD in (body.quoted_html or "")


def test_html_alone_gets_its_text_from_both_parts() -> None:
    body = body_of(None, REPLIES_HTML["outlook"], subject="AW: Printer")
    assert body.text == NEW
    assert (body.quoted_text or "").startswith("From: Ada (Acme)")


def test_a_mail_that_answers_nothing_stays_whole() -> None:
    assert body_of(FORM) == Body(FORM.strip(), None, None, None)
    assert body_of(FORM, references="<a@b>").quoted_text is not None


def test_what_a_mail_server_writes_stays_whole() -> None:
    body = body_of(FORM, references="<a@b>", from_="MAILER-DAEMON@example.com")
    assert body.quoted_text is None
