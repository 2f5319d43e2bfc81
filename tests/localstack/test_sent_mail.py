"""What was sent is kept as its reader gets it."""

import base64
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from localstack.engine.mail_capture import is_sending, keep
from localstack.sent_mail import SentMail, as_ses_sends

AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
RAW = (
    b"Message-ID: <own@acme.test>\r\nFrom: Support <support@acme.test>\r\nTo: anna@x.org, bob@x.org\r\n"
    b"Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\nDate: Mon, 01 Jan 2024 00:00:00 +0000\r\n"
    b"References: <1@x.org>\r\n <2@x.org>\r\n\r\nDate: not a header\r\n"
)


@pytest.fixture
def sent(tmp_path: Path) -> SentMail:
    return SentMail(tmp_path)


def test_ses_puts_its_own_id_and_date_and_leaves_the_rest() -> None:
    made = as_ses_sends(RAW, "0100-abc", AT)
    assert made.startswith(
        b"Message-ID: <0100-abc@email.amazonses.com>\r\nDate: Fri, 02 Jan 2026 03:04:05 +0000\r\nFrom: Support"
    )
    assert b"own@acme.test" not in made
    assert made.endswith(b"References: <1@x.org>\r\n <2@x.org>\r\n\r\nDate: not a header\r\n")


def test_the_newest_is_first_and_read_as_a_person_would(sent: SentMail) -> None:
    sent.keep("1", "support@acme.test", ["anna@x.org"], RAW, AT)
    sent.keep("2", "support@acme.test", ["anna@x.org"], RAW, AT.replace(minute=5))
    newest = sent.items()[0]
    assert (newest["id"], newest["subject"], newest["to"]) == ("2", "Grüße", ["anna@x.org", "bob@x.org"])
    assert newest["message_id"] == "<2@email.amazonses.com>"
    assert newest["text"] == "Date: not a header\r\n"
    assert newest["html"] is None


def test_a_restart_finds_it_again(sent: SentMail) -> None:
    sent.keep("1", "support@acme.test", ["anna@x.org"], RAW, AT)
    assert [item["id"] for item in SentMail(sent.folder).items()] == ["1"]


def test_only_sending_is_kept() -> None:
    assert is_sending("POST", "/v2/email/outbound-emails")
    assert not is_sending("POST", "/v2/email/identities")
    assert not is_sending("GET", "/v2/email/outbound-emails")


def test_the_answer_has_the_id_as_ses_gives_it(sent: SentMail) -> None:
    asked = {"FromEmailAddress": "support@acme.test", "Content": {"Raw": {"Data": base64.b64encode(RAW).decode()}}}
    answer = keep(sent, json.dumps(asked).encode(), b'{"MessageId": "1a2b@email.amazonses.com"}')
    assert json.loads(answer) == {"MessageId": "1a2b"}
    assert sent.items()[0]["message_id"] == "<1a2b@email.amazonses.com>"
