"""The power fails in the middle of the morning's mail."""

import smtplib
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from email.message import EmailMessage

from localstack.settings import Settings
from tests.chaos.conftest import Machine
from tests.e2e.api import Api, sign_in
from tests.e2e.conftest import AGENT
from tests.e2e.mail import Customer, Smtp
from tests.e2e.waiting import eventually

COUNT = 30
SOME = 8


def subjects(api: Api, word: str) -> Counter[str]:
    found = [ticket["subject"] for ticket in api.pages("/tickets", status="all", limit=100)]
    return Counter(subject for subject in found if subject.startswith(word))


def deliver(smtp: Smtp, mail: EmailMessage) -> None:
    """As a mail server does: what was not accepted is sent again later."""

    def accepted() -> bool:
        try:
            smtp.send(mail)
        except (OSError, smtplib.SMTPException):
            return False
        return True

    eventually(accepted, f"{mail['Subject']} to be accepted", 150)


def test_no_mail_is_lost_or_doubled(cloud: Settings, smtp: Smtp, machine: Machine, word: str) -> None:
    mails = [
        Customer(f"Sender {place}", f"sender{place}@{word}.example").write(f"{word} {place}", f"Mail {place}.")
        for place in range(COUNT)
    ]
    with sign_in(cloud.web, AGENT) as before, ThreadPoolExecutor(3) as senders:
        deliveries = [senders.submit(deliver, smtp, mail) for mail in mails]
        eventually(lambda: subjects(before, word).total() >= SOME, f"the first {SOME} tickets", 60)
        machine.pull_the_plug()
        machine.start()
        for delivery in deliveries:
            delivery.result()

    with sign_in(cloud.web, AGENT) as after:

        def complete() -> bool:
            found = subjects(after, word)
            assert len(found) == COUNT, f"{len(found)} of {COUNT} mails are tickets"
            return True

        eventually(complete, "a ticket for every mail", 90)
        assert subjects(after, word) == Counter(f"{word} {place}" for place in range(COUNT))
        for ticket in after.pages("/tickets", status="all", limit=100):
            if ticket["subject"].startswith(word):
                assert ticket["message_count"] == 1
