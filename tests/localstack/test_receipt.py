"""The notification has the shape of SES's, whatever the mail looks like."""

import json

import pytest

from localstack.gateway.receipt import HEADER_BYTES, notification
from localstack.gateway.spool import Received

MAIL = Received("5f0c", "2026-01-02T03:04:05.678Z", "bounce@x.org", ["support@acme.test"])


def of(raw: bytes) -> dict[str, dict[str, object]]:
    made = notification(MAIL, raw, "raw-mail", "arn:topic")
    parsed: dict[str, dict[str, object]] = json.loads(json.dumps(made))
    return parsed


def test_it_says_where_the_mail_is() -> None:
    receipt = of(b"Subject: hi\r\n\r\n")["receipt"]
    assert receipt["action"] == {
        "type": "S3",
        "topicArn": "arn:topic",
        "bucketName": "raw-mail",
        "objectKeyPrefix": "inbound/",
        "objectKey": "inbound/5f0c",
    }
    assert receipt["recipients"] == ["support@acme.test"]


def test_nothing_was_verified_and_it_says_so() -> None:
    receipt = of(b"\r\n")["receipt"]
    assert {receipt[f"{name}Verdict"]["status"] for name in ("spf", "dkim", "dmarc")} == {"GRAY"}  # type: ignore[index]
    assert {receipt[f"{name}Verdict"]["status"] for name in ("spam", "virus")} == {"PASS"}  # type: ignore[index]


def test_the_envelope_is_not_the_header() -> None:
    mail = of(b"From: Anna <anna@x.org>\r\nTo: other@acme.test\r\nMessage-ID: <1@x.org>\r\n\r\n")["mail"]
    assert (mail["source"], mail["destination"]) == ("bounce@x.org", ["support@acme.test"])
    assert mail["commonHeaders"] == {
        "returnPath": "bounce@x.org",
        "from": ["anna@x.org"],
        "to": ["other@acme.test"],
        "messageId": "<1@x.org>",
    }


def test_headers_are_cut_at_ten_kilobytes() -> None:
    mail = of(b"Subject: hi\r\nX-Long: " + b"x" * HEADER_BYTES + b"\r\n\r\n")["mail"]
    assert mail["headersTruncated"] is True
    assert mail["headers"] == [{"name": "Subject", "value": "hi"}]


@pytest.mark.parametrize(
    "raw", [b"", b"\x00\xff\xfe", b"Subject: \xe4\xf6\r\n\r\n", b": no name\r\n\r\n", b"From: <\r\n\r\n"]
)
def test_no_mail_is_too_broken(raw: bytes) -> None:
    assert of(raw)["mail"]["messageId"] == "5f0c"
