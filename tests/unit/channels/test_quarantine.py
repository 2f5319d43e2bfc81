"""Looking at quarantined mails, and letting them out."""

from typing import Any

import pytest

from schemas.vocabulary import EventType, Role
from tessera.kernel.errors import Forbidden, NotFound
from tests.factories.identity import ORG
from tests.factories.mail_room import Workplace
from tests.factories.mails import raw_mail
from tests.factories.tickets import agent

ADMIN = agent(Role.ADMIN)


@pytest.fixture
def case() -> Workplace:
    case = Workplace()
    case.receive(raw_mail(), spam="FAIL")
    return case


def replay(case: Workplace) -> Any:
    """Let the one quarantined mail out, and receive what is on the queue then."""
    (mail,) = case.quarantine().list_quarantined(ADMIN, 50, None).items
    case.quarantine().replay_quarantined(ADMIN, mail.id)
    return case.redeliver(dict(case.queue.waiting.pop()))[0]


def test_a_released_mail_becomes_a_ticket(case: Workplace) -> None:
    assert replay(case).result == "ticket"
    assert case.messages()[0].text == "The printer is on fire."
    (mail,) = case.quarantines[ORG].mails.values()
    assert mail.replayed_at == case.now
    assert case.quarantines[ORG].events[-1].type is EventType.MAIL_REPLAYED


def test_releasing_it_again_makes_no_second_ticket(case: Workplace) -> None:
    replay(case)
    assert replay(case).result == "duplicate"


def test_what_fails_again_says_why_now() -> None:
    case = Workplace()
    case.receive(raw_mail(), virus="FAIL")
    assert replay(case).result == "quarantined"
    (mail,) = case.quarantines[ORG].mails.values()
    assert mail.replayed_at is None


def test_only_for_administrators(case: Workplace) -> None:
    for role in (Role.SUPERVISOR, Role.AGENT, Role.VIEWER):
        with pytest.raises(Forbidden):
            case.quarantine().list_quarantined(agent(role), 50, None)
        with pytest.raises(Forbidden):
            case.quarantine().replay_quarantined(agent(role), "x")


def test_there_is_no_such_mail(case: Workplace) -> None:
    with pytest.raises(NotFound):
        case.quarantine().replay_quarantined(ADMIN, "x")
