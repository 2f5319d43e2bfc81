"""What has to happen at a time, and who is told to wait for it.

An alarm is an event that names a time. Whoever finds it early sets the clock and looks again; whoever finds it late
acts at once. Acting twice is harmless: the use cases behind it look whether the time still stands.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol

from schemas.vocabulary import EventType
from tessera.kernel.actor import system_actor
from tessera.kernel.clock import Clock, from_text
from tessera.kernel.ids import OrgId
from tessera.ticketing.scheduling import SchedulingService


class AlarmClock(Protocol):
    def ring(self, event: Mapping[str, Any], at: datetime, now: datetime) -> None:
        """Bring this event back at that time. Setting the same alarm twice is harmless."""
        ...


class Scheduling(Protocol):
    """The use cases that wait for a time, of an organization."""

    def __call__(self, org_id: OrgId) -> SchedulingService: ...


@dataclass(frozen=True)
class Alarm:
    what: Literal["send", "wake"]
    at: datetime


def alarm_in(event: Mapping[str, Any]) -> Alarm | None:
    """The time that an event (`schemas.events.envelope.Event`) sets, if it sets one."""
    if event["type"] == EventType.MESSAGE_SCHEDULED:
        return Alarm("send", from_text(event["data"]["send_at"]))
    until = event["changes"].get("snoozed_until", {}).get("to")
    return Alarm("wake", from_text(until)) if until else None


class Alarms:
    def __init__(self, scheduling: Scheduling, alarm_clock: AlarmClock, clock: Clock) -> None:
        self._scheduling = scheduling
        self._alarm_clock = alarm_clock
        self._clock = clock

    def hear(self, event: Mapping[str, Any]) -> str:
        """Act on the alarm in an event, or set the clock for it. Gives what was done, for the log."""
        alarm, now = alarm_in(event), self._clock()
        if alarm is None:
            return "nothing"
        if now < alarm.at:
            self._alarm_clock.ring(event, alarm.at, now)
            return "set"
        org_id, ticket_id = OrgId(event["org_id"]), event["subject"]["id"]
        actor = system_actor(org_id, event["correlation_id"], causation_id=event["id"])
        scheduling = self._scheduling(org_id)
        if alarm.what == "send":
            scheduling.release(actor, ticket_id, event["data"]["message_id"], alarm.at)
        else:
            scheduling.wake(actor, ticket_id, alarm.at)
        return alarm.what
