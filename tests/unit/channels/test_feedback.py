"""What SES tells of sent mails."""

import json
from typing import Any

import pytest

from schemas.vocabulary import Delivery
from tessera.channels.feedback import read_feedback
from tessera.channels.receipt import read_receipt
from tessera.kernel.errors import Invalid
from tessera.ticketing.ports import DeliveryReport
from tests.factories.identity import ORG
from tests.factories.mail_room import Workplace
from tests.factories.mails import receipt_notification

BOUNCE = {
    "bounceType": "Permanent",
    "bounceSubType": "General",
    "bouncedRecipients": [{"emailAddress": "grace@example.com", "diagnosticCode": "smtp; 550 5.1.1 no such user"}],
}
DELIVERY = {"recipients": ["grace@example.com"]}


class Case(Workplace):
    def __init__(self) -> None:
        super().__init__()
        self.opened = self.open_ticket()
        self.message = self.messages()[0]
        self.log().note(self.opened.id, self.message, DeliveryReport(Delivery.SENT, None, ("x@y",)), "c")

    def tell(self, kind: str, content: dict[str, Any], **tags: str) -> str:
        known = {"org_id": ORG, "ticket_id": self.opened.id, "message_id": self.message.id} | tags
        body = {
            "eventType": kind,
            "mail": {"messageId": "0102", "tags": {name: [value] for name, value in known.items()}},
            kind.lower(): content,
        }
        return self.feedback.record_feedback(read_feedback(json.dumps(body)))

    @property
    def state(self) -> tuple[Delivery | None, str | None]:
        return self.messages()[0].delivery, self.messages()[0].delivery_detail


@pytest.fixture
def case() -> Case:
    return Case()


def test_a_bounce(case: Case) -> None:
    assert case.tell("Bounce", BOUNCE) == "noted"
    assert case.state == (Delivery.BOUNCED, "grace@example.com: smtp; 550 5.1.1 no such user")
    assert case.tell("Bounce", BOUNCE) == "nothing new"


def test_a_bounce_outlasts_what_other_recipients_report(case: Case) -> None:
    case.tell("Bounce", BOUNCE)
    assert case.tell("Delivery", DELIVERY) == "nothing new"
    assert case.state[0] is Delivery.BOUNCED


def test_a_delivery_and_a_complaint(case: Case) -> None:
    assert case.tell("Delivery", DELIVERY) == "noted"
    assert case.state == (Delivery.SENT, "Delivered to grace@example.com.")
    case.tell("Complaint", {"complainedRecipients": [{"emailAddress": "grace@example.com"}]})
    assert case.state == (Delivery.SENT, "grace@example.com marked this mail as spam.")
    assert case.tell("Open", {}) == "nothing new"


def test_mails_that_are_none_of_ours(case: Case) -> None:
    assert case.tell("Bounce", BOUNCE, message_id="nothing") == "unknown message"
    assert case.feedback.record_feedback({"eventType": "Bounce", "mail": {}, "bounce": BOUNCE}) == "not ours"


@pytest.mark.parametrize("body", ["", "{}", "[]", "null", '{"mail": 1}', '{"Message": "x"}'])
def test_other_messages_are_refused(body: str) -> None:
    with pytest.raises(Invalid):
        read_feedback(body)
    with pytest.raises(Invalid):
        read_receipt(body)


def test_sns_s_envelope_is_taken_off() -> None:
    notification = receipt_notification("inbound/1", dmarc="GRAY", spf="FAIL", dkim="FAIL")
    receipt = read_receipt(json.dumps({"Type": "Notification", "Message": json.dumps(notification)}))
    assert (receipt.raw_key, receipt.recipients) == ("inbound/1", ("support@acme.test",))


@pytest.mark.parametrize(
    ("verdicts", "check"),
    [
        ({"dmarc": "PASS"}, "passed"),
        ({"dmarc": "FAIL"}, "failed"),
        ({"dmarc": "GRAY"}, "unknown"),
        ({"dmarc": "GRAY", "spf": "FAIL"}, "unknown"),
        ({"dmarc": "GRAY", "spf": "FAIL", "dkim": "FAIL"}, "failed"),
        ({"dmarc": "PROCESSING_FAILED"}, "unknown"),
    ],
)
def test_the_sender_check(verdicts: dict[str, Any], check: str) -> None:
    assert read_receipt(json.dumps(receipt_notification("k", **verdicts))).sender_check == check
