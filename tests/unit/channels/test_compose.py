"""Our own mails: well-formed, threaded, and nothing in them can add a header."""

from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tessera.channels.mail.body import read_body
from tessera.channels.mail.compose import OutgoingMail, Quoted, compose, reply_subject
from tessera.channels.mail.model import Address, Attachment, Undeliverable
from tessera.channels.mail.parse import parse

AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)


def outgoing(**fields: Any) -> OutgoingMail:
    known: dict[str, Any] = {
        "sender_name": "Ada Lovelace",
        "organization": "Acme",
        "mailbox": "support@acme.test",
        "reply_to": "support+tx@acme.test",
        "to": (Address("Grace", "grace@example.com"),),
        "cc": (),
        "subject": "Printer",
        "ticket_number": 7,
        "message_id": "ours@acme.test",
        "in_reply_to": "theirs@example.com",
        "references": ("first@example.com", "theirs@example.com"),
        "sent_at": AT,
        "text": "Switch it off.",
        "html": None,
        "loop_mark": "mark",
    }
    return OutgoingMail(**known | fields)


def test_headers() -> None:
    mail = parse(compose(outgoing(cc=(Address("", "bob@example.com"),))))
    assert mail.from_ == Address("Ada Lovelace (Acme)", "support@acme.test")
    assert mail.to == (Address("Grace", "grace@example.com"),)
    assert mail.cc == (Address("", "bob@example.com"),)
    assert mail.reply_to == (Address("Acme", "support+tx@acme.test"),)
    assert (mail.subject, mail.date) == ("Re: Printer [#7]", AT)
    assert (mail.message_id, mail.in_reply_to) == ("ours@acme.test", ("theirs@example.com",))
    assert mail.references == ("first@example.com", "theirs@example.com", "ours@acme.test")
    assert mail.loop_marks == ("mark",)
    assert mail.automatic is None, "a person wrote it"


def test_a_machine_says_that_it_is_one() -> None:
    assert parse(compose(outgoing(automatic=True))).automatic == "Auto-Submitted: auto-generated"


def test_text_and_html_with_the_quote_below_each() -> None:
    line = "On 2 November 2026 at 09:30, Grace <g> wrote:"
    quoted = Quoted(line, "It burns.\n> said before", '<p>It <b>burns</b>.<img src="cid:x"></p>')
    mail = parse(compose(outgoing(html="<p>Switch it <i>off</i>.</p><script>x</script>", quoted=quoted)))
    body = read_body(mail)
    assert body.text == "Switch it off."
    assert body.html == "<p>Switch it <i>off</i>.</p><br>"
    assert body.quoted_text == f"{line}\n> It burns.\n>> said before"
    assert "<p>It <b>burns</b>.</p>" in (body.quoted_html or "")


def test_html_alone_gets_a_text() -> None:
    assert parse(compose(outgoing(text="", html="<p>One</p><ul><li>two</li></ul>"))).text.strip() == "One\n\n- two"


def test_attachments_and_pictures_in_the_text() -> None:
    picture = Attachment("shot.png", "image/png", b"\x89PNG", "shot@acme")
    files = (
        picture,
        Attachment("über ☃.txt", "text/plain", b"caf\xe9\r\n"),
        Attachment("a.eml", "message/rfc822", b"x"),
    )
    raw = compose(outgoing(html='<p><img src="cid:shot@acme"></p>', attachments=files))
    mail = parse(raw)
    assert [(a.filename, a.content, a.inline) for a in mail.attachments] == [
        ("shot.png", b"\x89PNG", True),
        ("über ☃.txt", b"caf\xe9\r\n", False),
        ("a.eml", b"x", False),
    ]
    structure = message_from_bytes(raw, policy=policy.default)
    assert [part.get_content_type() for part in structure.walk()] == [
        "multipart/mixed", "multipart/alternative", "text/plain", "multipart/related", "text/html", "image/png",
        "text/plain", "application/octet-stream",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("Printer", "Re: Printer [#7]"),
        ("Re: AW: Re[2]: Printer [#7]", "Re: Printer [#7]"),
        ("Report", "Re: Report [#7]"),
        ("a\r\nBcc: x@example.com", "Re: a Bcc: x@example.com [#7]"),
        ("", "Re: [#7]"),
        ("[#8] other", "Re: [#8] other [#7]"),
    ],
)
def test_subjects(subject: str, expected: str) -> None:
    assert reply_subject(subject, 7) == expected


def test_a_long_chain_keeps_its_beginning_and_its_end() -> None:
    chain = tuple(f"{index}-{'x' * 60}@example.com" for index in range(60))
    raw = compose(outgoing(references=chain, in_reply_to=chain[-1]))
    references = parse(raw).references
    assert (references[0], references[-2:]) == (chain[0], (chain[-1], "ours@acme.test"))
    assert len(references) == 20
    assert max(len(line) for line in raw.split(b"\r\n")) < 998


def test_foreign_domains_and_addresses_that_cannot_be_written_to() -> None:
    assert parse(compose(outgoing(to=(Address("", "jo@exämple.de"),)))).to[0].email == "jo@xn--exmple-cua.de"
    assert parse(compose(outgoing(to=(Address("", "jo@straße.de"),)))).to[0].email == "jo@xn--strae-oqa.de"
    for email in ("jö@example.com", "no address", "a b@example.com", "@example.com", "a@", "a@b\r\nBcc: c@d"):
        with pytest.raises(Undeliverable):
            compose(outgoing(to=(Address("", email),)))


_text = st.text(max_size=80)


@example("", "text/x-amp-html", "", "", "")  # an attached file is one, also where such a part is usually a rendering
@given(_text, _text, _text, _text, st.text(max_size=30))
def test_nothing_adds_a_header_or_breaks_the_mail(
    name: str, subject: str, text: str, quote: str, filename: str
) -> None:
    mail = outgoing(
        sender_name=name,
        organization=name,
        to=(Address(name, "grace@example.com"),),
        subject=subject,
        in_reply_to=subject,
        references=(subject, quote),
        text=text,
        loop_mark=name,
        quoted=Quoted(name, quote, f"<p>{quote}</p>"),
        attachments=(Attachment(filename, subject, b"x"),),
    )
    raw = compose(mail)
    assert raw.isascii()
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert b"\r" not in raw.replace(b"\r\n", b"")
    message = message_from_bytes(raw, policy=policy.SMTP)
    assert isinstance(message, EmailMessage)
    allowed = {"from", "to", "reply-to", "subject", "date", "message-id", "in-reply-to", "references", "x-tessera-loop"}
    assert {header.lower() for header in message.keys()} <= allowed | {"mime-version", "content-type"}  # noqa: SIM118
    read = parse(raw)
    assert [address.email for address in (*read.to, *read.reply_to)] == ["grace@example.com", "support+tx@acme.test"]
    assert read.from_ is not None
    assert read.from_.email == "support@acme.test"
    assert len(read.attachments) == 1
    words = "".join(character if character.isprintable() else " " for character in text).split()
    assert all(word in read.text for word in words if word.isascii())


def text_of(raw: bytes) -> str:
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def test_a_signature_stands_between_the_answer_and_the_quote() -> None:
    signature = '<p>Your <b>Support</b></p><script>x</script><p><a href="https://acme.test">acme.test</a></p>'
    quoted = Quoted("On 2 November 2026 at 09:30, Grace wrote:", "It burns.", None)
    body = read_body(parse(compose(outgoing(html="<p>Switch it off.</p>", signature=signature, quoted=quoted))))
    assert "Switch it off.\n\n-- \nYour Support" in text_of(compose(outgoing(signature=signature)))
    assert body.html is not None
    assert body.html.index("Switch it off") < body.html.index("<b>Support</b>")
    assert "script" not in body.html
    assert "It burns." in (body.quoted_text or "")


def test_what_every_mail_begins_and_ends_with_stands_around_answer_and_signature() -> None:
    around = {"header": "<h2>Acme</h2>", "signature": "<p>Ada</p>", "footer": "<p>Acme Ltd<script>x</script></p>"}
    quoted = Quoted("On 2 November 2026 at 09:30, Grace wrote:", "It burns.", None)
    raw = compose(outgoing(html="<p>Switch it off.</p>", text="Switch it off.", quoted=quoted, **around))
    assert text_of(raw).startswith("Acme\n\nSwitch it off.\n\n-- \nAda\n\nAcme Ltd\n\nOn ")
    shown = read_body(parse(raw)).html or ""
    places = [shown.index(words) for words in ("<h2>Acme</h2>", "Switch it off", "Ada", "Acme Ltd")]
    assert places == sorted(places)
    assert "script" not in shown
    assert "It burns." in (read_body(parse(raw)).quoted_text or "")


@pytest.mark.parametrize("empty", ["", "<p></p>", "<p>&nbsp;</p>"])
def test_an_empty_signature_is_none(empty: str) -> None:
    assert "-- " not in text_of(compose(outgoing(signature=empty)))


def test_the_plain_part_has_the_marks_of_a_list_and_where_links_lead() -> None:
    html = '<p>Please:</p><ul><li><p>Off</p></li><li><p>See <a href="https://acme.test/s">status</a></p></li></ul>'
    told = text_of(compose(outgoing(html=html, text="")))
    assert told.startswith("Please:\n\n- Off\n- See status (https://acme.test/s)\n")
