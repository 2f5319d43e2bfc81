"""Reading mails: what the sender meant, whatever is wrong with the mail."""

import base64
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

from tessera.channels.mail.headers import parse_addresses
from tessera.channels.mail.model import Address, Unreadable
from tessera.channels.mail.parse import parse
from tests.factories.mails import make_mail, raw_lines, raw_mail


def body(*lines: str | bytes, kind: str = "text/plain", extra: tuple[str, ...] = ()) -> bytes:
    return raw_lines("From: a@example.com", "Subject: x", f"Content-Type: {kind}", *extra, "", *lines)


class TestHeaders:
    def test_a_plain_mail(self) -> None:
        mail = parse(
            raw_mail(cc="Bob <bob@example.com>, carl@example.com", in_reply_to="<a@b>", references="<z@b> <a@b>")
        )
        assert mail.from_ == Address("Grace Hopper", "grace@example.com")
        assert [address.email for address in mail.cc] == ["bob@example.com", "carl@example.com"]
        assert (mail.message_id, mail.in_reply_to, mail.references) == ("first@example.com", ("a@b",), ("z@b", "a@b"))
        assert mail.date == datetime(2026, 11, 2, 9, tzinfo=UTC)
        assert mail.text == "The printer is on fire."
        assert mail.html is None
        assert mail.automatic is None
        assert mail.bounce is None

    @pytest.mark.parametrize(
        ("value", "subject"),
        [
            ("=?utf-8?q?Gr=C3=BC=C3=9Fe?=", "Grüße"),
            ("=?ISO-8859-1?Q?a?= =?ISO-8859-1?Q?b?=", "ab"),
            ("=?utf-8?B?4pg=?= =?utf-8?B?gw==?=", "☃"),  # one character cut in two
            ("=?utf-8*de?Q?Hallo?= Welt", "Hallo Welt"),
            ("=?unknown-8bit?q?caf=E9?=", "café"),
            ("=?iso-2022-jp?B?GyRCJF4kXyRgGyhC?=", "まみむ"),
            ("=?gb2312?B?xOO6ww==?=", "你好"),
            ("=?utf-8?q?not closed", "=?utf-8?q?not closed"),
            ("Two\r\n lines", "Two lines"),
            ("=?utf-8?q?a=0D=0ABcc:_x@example.com?=", "a Bcc: x@example.com"),
        ],
    )
    def test_subjects(self, value: str, subject: str) -> None:
        assert parse(raw_lines("From: a@example.com", f"Subject: {value}", "", "x")).subject == subject

    def test_bare_8_bit_headers_are_read_in_the_charset_of_the_text(self) -> None:
        raw = raw_lines(
            "From: a@b.example",
            b"Subject: \xd0\xd2\xc9\xd7\xc5\xd4",
            "Content-Type: text/plain; charset=koi8-r",
            "",
            "x",
        )
        assert parse(raw).subject == "привет"
        assert parse(raw_lines("Subject: Grüße", "", "x")).subject == "Grüße"
        assert parse(raw_lines(b"Subject: Gr\xfc\xdfe", "", "x")).subject == "Grüße"

    @pytest.mark.parametrize(
        ("value", "addresses"),
        [
            ("a@example.com", [("", "a@example.com")]),
            (
                '"Doe, Jane" <j@example.com>, B <b@example.com>',
                [("Doe, Jane", "j@example.com"), ("B", "b@example.com")],
            ),
            ("=?utf-8?q?Doe=2C_J?= <j@example.com>", [("Doe, J", "j@example.com")]),
            ("j@example.com (Jane (the one) Doe)", [("Jane (the one) Doe", "j@example.com")]),
            (
                "Team: a@example.com, B <b@example.com>; c@example.com",
                [("", "a@example.com"), ("B", "b@example.com"), ("", "c@example.com")],
            ),
            ("undisclosed-recipients:;", []),
            ("A <a@example.com> B <b@example.com>", [("A", "a@example.com"), ("B", "b@example.com")]),
            ("<@relay.example:user@example.com>", [("", "user@example.com")]),
            ("mailto:a@example.com", [("", "a@example.com")]),
            ("jürgen@exämple.de", [("", "jürgen@exämple.de")]),
            ('"unclosed <a@example.com>', [("unclosed", "a@example.com")]),
            ('"Plain <b>" <u@example.com>', [("Plain <b>", "u@example.com")]),
            ('"<Jo>" <j@example.com>', [("Jo", "j@example.com")]),
            ("nobody at all", []),
            ("a@example.com; b@example.com", [("", "a@example.com"), ("", "b@example.com")]),
            ("'A' <'a@example.com'>", [("A", "a@example.com")]),
        ],
    )
    def test_addresses(self, value: str, addresses: list[tuple[str, str]]) -> None:
        assert [(address.name, address.email) for address in parse_addresses(value)] == addresses

    @pytest.mark.parametrize(
        "date", ["", "yesterday", "Mon, 99 Foo 2026 25:61:00 +0000", "Mon, 1 Jan 99999 00:00:00 +0000"]
    )
    def test_a_date_that_is_none(self, date: str) -> None:
        assert parse(raw_mail(date=None)).date is None
        assert parse(raw_lines(f"Date: {date}", "From: a@example.com", "", "x")).date is None

    def test_message_ids_with_blanks_and_without_brackets(self) -> None:
        mail = parse(raw_lines("Message-ID: < a b@c >", "In-Reply-To: plain@c", "References: <x@y><z@y>", "", "x"))
        assert (mail.message_id, mail.in_reply_to, mail.references) == ("ab@c", ("plain@c",), ("x@y", "z@y"))

    def test_header_lines_that_are_none(self) -> None:
        mail = parse(
            raw_lines(
                "a stray line", "From  : a@example.com", "Subject: x", "Date: none", "another", "To: b@c", "", "text"
            )
        )
        assert mail.from_ == Address("", "a@example.com")
        assert (mail.subject, mail.text) == ("x", "text")


class TestText:
    @pytest.mark.parametrize(
        ("data", "label", "text"),
        [
            ("Grüße".encode(), "utf-8", "Grüße"),
            ("Grüße".encode(), "us-ascii", "Grüße"),
            ("Grüße".encode(), "iso-8859-1", "Grüße"),
            ("Grüße".encode("latin-1"), "utf-8", "Grüße"),
            ("Grüße".encode("latin-1"), None, "Grüße"),
            ("“dash” – €".encode("cp1252"), "iso-8859-1", "“dash” – €"),
            ("Привет, как дела?".encode("koi8-r"), "koi8-r", "Привет, как дела?"),
            ("こんにちは".encode("iso-2022-jp"), "iso-2022-jp", "こんにちは"),
            ("こんにちは".encode("cp932"), "x-sjis", "こんにちは"),
            ("こんにちは、お元気ですか".encode(), "shift_jis", "こんにちは、お元気ですか"),
            ("你好吗".encode("gbk"), "gb2312", "你好吗"),
            ("안녕하세요".encode("cp949"), "ks_c_5601-1987", "안녕하세요"),
            ("Grüße".encode(), "no-such-charset", "Grüße"),
            ("Grüße".encode(), '"utf-8"', "Grüße"),
            ("cut off Gr\u00fc".encode()[:-1], "utf-8", None),
        ],
    )
    def test_charsets(self, data: bytes, label: str | None, text: str | None) -> None:
        kind = "text/plain" + (f"; charset={label}" if label else "")
        read = parse(body(data, kind=kind)).text.strip()
        assert read == text if text is not None else read.startswith("cut off Gr")

    def test_a_charset_named_only_in_the_html(self) -> None:
        data = '<html><meta charset="windows-1251"><p>Привет</p></html>'.encode("cp1251")
        assert "Привет" in (parse(body(data, kind="text/html")).html or "")

    def test_transfer_encodings(self) -> None:
        encoded = base64.b64encode("Grüße".encode()).decode()
        assert (
            parse(
                body(
                    f"!{encoded[:3]}\n {encoded[3:]}",
                    kind="text/plain; charset=utf-8",
                    extra=("Content-Transfer-Encoding: base64",),
                )
            ).text
            == "Grüße"
        )
        assert (
            parse(
                body(
                    "Gr=C3=BC=\r\n=C3=9Fe =ZZ",
                    kind="text/plain; charset=utf-8",
                    extra=("Content-Transfer-Encoding: quoted-printable",),
                )
            ).text.strip()
            == "Grüße =ZZ"
        )
        assert (
            parse(
                body("This, clearly, is no base64 at all.", extra=("Content-Transfer-Encoding: base64",))
            ).text.strip()
            == "This, clearly, is no base64 at all."
        )
        assert (
            parse(body("begin 644 x", "#0V%T", "`", "end", extra=("Content-Transfer-Encoding: x-uuencode",))).text
            == "Cat"
        )

    def test_soft_line_breaks_are_joined(self) -> None:
        mail = parse(
            body(
                "One sentence ",
                "in two lines.",
                "> quoted ",
                "> text",
                "-- ",
                "Grace",
                kind="text/plain; format=flowed",
            )
        )
        assert mail.text == "One sentence in two lines.\n> quoted text\n-- \nGrace"

    def test_alternatives_are_one_text(self) -> None:
        mail = parse(raw_mail("plain", "<p>rich</p>"))
        assert mail.text.strip() == "plain"
        assert "rich" in (mail.html or "")

    def test_text_after_an_attachment_is_not_lost(self) -> None:
        raw = raw_lines(
            "From: a@example.com", "Content-Type: multipart/mixed; boundary=b", "",
            "--b", "Content-Type: text/plain", "", "before",
            "--b", "Content-Type: application/pdf; name=x.pdf", "Content-Transfer-Encoding: base64", "", "AAAA",
            "--b", "Content-Type: text/html", "", "<p>after</p>", "--b--",
        )  # fmt: skip
        mail = parse(raw)
        assert mail.html is not None
        assert "before" in mail.html
        assert "after" in mail.html
        assert mail.text == "", "it has to be made from the whole HTML"
        assert [attachment.filename for attachment in mail.attachments] == ["x.pdf"]

    def test_an_invitation_without_text_is_put_into_words(self) -> None:
        calendar = (
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Review\\, part 2\n"
            "DTSTART;TZID=Europe/Berlin:20261102T090000\nLOCATION:Room\n  4\nEND:VEVENT\nEND:VCALENDAR"
        )
        mail = parse(body(calendar, kind="text/calendar; charset=utf-8; method=REQUEST"))
        assert mail.text == "Invitation: Review, part 2\nStarts: 2026-11-02 09:00 (Europe/Berlin)\nWhere: Room 4"
        assert [(a.filename, a.content_type) for a in mail.attachments] == [("invite.ics", "text/calendar")]


class TestAttachments:
    @pytest.mark.parametrize(
        ("disposition", "filename"),
        [
            ('attachment; filename="report.pdf"', "report.pdf"),
            ("attachment; filename*=utf-8''%C3%BCber%20alles.pdf", "über alles.pdf"),
            ("attachment; filename*0*=utf-8''%C3%BC; filename*1=ber.pdf", "über.pdf"),
            ('attachment; filename="=?utf-8?Q?=C3=BCber.pdf?="', "über.pdf"),
            ("attachment; filename=utf-8''%C3%BCber.pdf", "über.pdf"),
            ("attachment; filename=\"über.pdf\"", "über.pdf"),
            ('attachment; filename="..\\\\..\\\\evil/../x.pdf"', "x.pdf"),
            ('attachment; filename="a\x00b|c.pdf"', "ab_c.pdf"),
            ("attachment; filename=two words.pdf", "two words.pdf"),
            ("attachment", "part-1.pdf"),
        ],
    )  # fmt: skip
    def test_file_names(self, disposition: str, filename: str) -> None:
        raw = body(
            "JVBERg==",
            kind="application/pdf",
            extra=("Content-Transfer-Encoding: base64", f"Content-Disposition: {disposition}"),
        )
        (attachment,) = parse(raw).attachments
        assert (attachment.filename, attachment.content) == (filename, b"%PDF")

    def test_a_file_name_in_another_charset(self) -> None:
        raw = raw_lines(
            "Content-Type: application/pdf", b'Content-Disposition: attachment; filename="\xfcber.pdf"', "", "x"
        )
        assert parse(raw).attachments[0].filename == "über.pdf"

    def test_inline_pictures_are_those_that_the_html_shows(self) -> None:
        message = make_mail("x", '<p><img src="cid:shown%40x"></p>')
        rich = message.get_payload()[1]  # type: ignore[index]
        assert isinstance(rich, EmailMessage)
        rich.add_related(b"1", "image", "png", cid="<shown@x>", filename="a.png", disposition="attachment")
        rich.add_related(b"2", "image", "png", cid="<other@x>", filename="b.png")
        assert [(a.filename, a.inline) for a in parse(message.as_bytes()).attachments] == [
            ("a.png", True),
            ("b.png", False),
        ]

    def test_pictures_written_into_the_html_become_files(self) -> None:
        data = base64.b64encode(b"\x89PNG picture").decode()
        mail = parse(
            raw_mail(
                "x",
                f'<p><img alt=a src="data:image/png;base64,{data}"></p><p><img src="data:image/png;base64,{data}"></p>',
            )
        )
        (picture,) = mail.attachments
        assert picture.content == b"\x89PNG picture"
        assert picture.inline
        assert (mail.html or "").count(f'src="cid:{picture.content_id}"') == 2

    def test_a_forwarded_mail_is_a_file(self) -> None:
        message = make_mail("See below.")
        message.add_attachment(make_mail("inner text", subject="The original"))
        mail = parse(message.as_bytes())
        (inner,) = mail.attachments
        assert (inner.filename, inner.content_type) == ("The original.eml", "message/rfc822")
        assert b"inner text" in inner.content
        assert mail.text.strip() == "See below."
        assert parse(inner.content).subject == "The original"

    def test_a_mail_that_is_only_a_file(self) -> None:
        mail = parse(body("AAAA", kind="image/png", extra=("Content-Transfer-Encoding: base64",)))
        assert mail.text == ""
        assert len(mail.attachments) == 1
        assert not mail.says_nothing


class TestMachines:
    @pytest.mark.parametrize(
        "header",
        [
            "Auto-Submitted: auto-replied",
            "X-Auto-Response-Suppress: DR, OOF, AutoReply",
            "Precedence: bulk",
            "X-Autoreply: yes",
            "X-Autorespond: out of office",
            "Return-Path: <>",
            "List-Id: <news.example.com>",
            "From: MAILER-DAEMON@example.com",
        ],
    )
    def test_signs_of_a_machine(self, header: str) -> None:
        assert parse(raw_lines(header, "Subject: x", "", "text")).automatic is not None

    @pytest.mark.parametrize(
        "header", ["Auto-Submitted: no", "Precedence: normal", "Return-Path: <a@example.com>", "X-Autoreply: no"]
    )
    def test_no_signs_of_a_machine(self, header: str) -> None:
        assert parse(raw_lines(header, "From: a@example.com", "", "text")).automatic is None

    def test_a_bounce(self) -> None:
        raw = raw_lines(
            "From: MAILER-DAEMON@mx.example", "Content-Type: multipart/report; report-type=delivery-status; "
            "boundary=b", "",
            "--b", "", "It did not arrive.",
            "--b", "Content-Type: message/delivery-status", "", "Reporting-MTA: dns; mx.example", "",
            "Final-Recipient: rfc822; Grace@Example.com", "Action: failed", "Status: 5.1.1",
            "Diagnostic-Code: smtp; 550 5.1.1 no such user", "",
            "--b", "Content-Type: text/rfc822-headers", "", "Message-ID: <ours@acme.test>", "References: "
            "<a@b> <c@d>", "--b--",
        )  # fmt: skip
        mail = parse(raw)
        assert mail.bounce is not None
        assert mail.bounce.failed
        assert mail.bounce.recipients == ("grace@example.com",)
        assert (mail.bounce.status, mail.bounce.diagnostic) == ("5.1.1", "550 5.1.1 no such user")
        assert (mail.bounce.original_message_id, mail.bounce.original_references) == ("ours@acme.test", ("a@b", "c@d"))
        assert mail.automatic == "delivery report"


class TestUnreadable:
    def test_nothing(self) -> None:
        for raw in (b"", b" \r\n\r\n", b"\n"):
            with pytest.raises(Unreadable, match="empty"):
                parse(raw)

    def test_no_mail_but_a_file(self) -> None:
        with pytest.raises(Unreadable, match="no mail"):
            parse(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00\x00\x00 an Outlook .msg file")

    def test_parts_without_end(self) -> None:
        deep = "".join(f"Content-Type: multipart/mixed; boundary=b{i}\r\n\r\n--b{i}\r\n" for i in range(2000))
        with pytest.raises(Unreadable, match="deep"):
            parse(("From: a@example.com\r\n" + deep).encode())
        many = "--b\r\n\r\nx\r\n" * 1100
        with pytest.raises(Unreadable, match="parts"):
            parse(f"Content-Type: multipart/mixed; boundary=b\r\n\r\n{many}--b--".encode())

    def test_a_mail_without_from_or_anything(self) -> None:
        mail = parse(raw_lines("X-Nothing: here", "", ""))
        assert mail.from_ is None
        assert mail.says_nothing
