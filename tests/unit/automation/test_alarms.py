"""Alarms: early ones are set, due ones are acted on, others are none."""

from datetime import datetime
from typing import Any

import pytest

from schemas.vocabulary import EventType
from tessera.automation.alarms import Alarms
from tessera.kernel.actor import Actor
from tessera.kernel.clock import to_text
from tessera.kernel.events import make_event
from tests.factories.tickets import agent, later
from tests.fakes.alarms import FakeAlarmClock
from tests.fakes.identity import FakeClock


class FakeScheduling:
    """Notes what was asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[Any, ...]] = []

    def release(self, actor: Actor, ticket_id: str, message_id: str, send_at: datetime) -> None:
        self.asked.append(("send", actor.org_id, ticket_id, message_id, send_at))

    def wake(self, actor: Actor, ticket_id: str, until: datetime) -> None:
        self.asked.append(("wake", actor.org_id, ticket_id, until))


class FakeColleagues:
    def __init__(self, asked: list[tuple[Any, ...]]) -> None:
        self._asked = asked

    def come_back(self, actor: Actor, agent_id: str, until: datetime) -> None:
        self._asked.append(("return", actor.org_id, agent_id, until))


AUTHOR = agent()
SCHEDULED = make_event(
    EventType.MESSAGE_SCHEDULED,
    AUTHOR,
    later(0),
    ("ticket", "t"),
    data={"message_id": "m", "send_at": to_text(later(30))},
).to_json()
SNOOZED = make_event(
    EventType.TICKET_UPDATED, AUTHOR, later(0), ("ticket", "t"), {"snoozed_until": (None, to_text(later(30)))}
).to_json()
WOKEN = make_event(
    EventType.TICKET_UPDATED, AUTHOR, later(0), ("ticket", "t"), {"snoozed_until": (to_text(later(30)), None)}
).to_json()

AWAY = make_event(
    EventType.AGENT_UPDATED, AUTHOR, later(0), ("agent", "a"), {"away_until": (None, to_text(later(30)))}
).to_json()
BACK = make_event(
    EventType.AGENT_UPDATED, AUTHOR, later(0), ("agent", "a"), {"away_until": (to_text(later(30)), None)}
).to_json()


@pytest.mark.parametrize(
    ("event", "minutes", "done", "asked"),
    [
        (SCHEDULED, 0, "set", []),
        (SCHEDULED, 30, "send", [("send", AUTHOR.org_id, "t", "m", later(30))]),
        (SCHEDULED, 99, "send", [("send", AUTHOR.org_id, "t", "m", later(30))]),
        (SNOOZED, 29.9, "set", []),
        (SNOOZED, 30, "wake", [("wake", AUTHOR.org_id, "t", later(30))]),
        (WOKEN, 99, "nothing", []),
        (AWAY, 0, "set", []),
        (AWAY, 30, "return", [("return", AUTHOR.org_id, "a", later(30))]),
        (BACK, 99, "nothing", []),
    ],
)
def test_an_alarm_is_set_until_its_time_and_then_acted_on(
    event: dict[str, Any], minutes: float, done: str, asked: list[tuple[Any, ...]]
) -> None:
    alarm_clock, scheduling = FakeAlarmClock(), FakeScheduling()
    colleagues = FakeColleagues(scheduling.asked)
    alarms = Alarms(
        lambda _: scheduling,  # type: ignore[arg-type]
        lambda _: colleagues,
        alarm_clock,
        FakeClock(later(minutes)),
    )

    assert alarms.hear(event) == done
    assert scheduling.asked == asked
    assert alarm_clock.set == ([(event["id"], later(30))] if done == "set" else [])
