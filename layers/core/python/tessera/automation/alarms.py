"""What has to happen at a time, and who is told to wait for it.

An alarm is an event that names a time. Whoever finds it early sets the clock and looks again; whoever finds it late
acts at once. Acting twice is harmless: the use cases behind it look whether the time still stands.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol

from schemas.vocabulary import EventType
from tessera.kernel.actor import Actor, system_actor
from tessera.kernel.clock import Clock, from_text
from tessera.kernel.errors import TesseraError
from tessera.kernel.ids import OrgId
from tessera.ticketing.scheduling import SchedulingService

#: Said of what no person can do anything about; the log knows more.
FAILED = "Sending failed again and again. Send it once more, or write it anew."


class AlarmClock(Protocol):
    def ring(self, event: Mapping[str, Any], at: datetime, now: datetime) -> None:
        """Bring this event back at that time. Setting the same alarm twice is harmless."""
        ...


class Scheduling(Protocol):
    """The use cases that wait for a time, of an organization."""

    def __call__(self, org_id: OrgId) -> SchedulingService: ...


class Colleagues(Protocol):
    def come_back(self, actor: Actor, agent_id: str, until: datetime) -> None:
        """An agent's time away is over, if it is still this one."""
        ...


@dataclass(frozen=True)
class Alarm:
    what: Literal["send", "wake", "return"]
    at: datetime


def alarm_in(event: Mapping[str, Any]) -> Alarm | None:
    """The time that an event (`schemas.events.envelope.Event`) sets, if it sets one."""
    if event["type"] == EventType.MESSAGE_SCHEDULED:
        return Alarm("send", from_text(event["data"]["send_at"]))
    changes = event["changes"]
    if until := changes.get("away_until", {}).get("to"):
        return Alarm("return", from_text(until))
    until = changes.get("snoozed_until", {}).get("to")
    return Alarm("wake", from_text(until)) if until else None


class Alarms:
    def __init__(
        self,
        scheduling: Scheduling,
        colleagues: Callable[[OrgId], Colleagues],
        alarm_clock: AlarmClock,
        clock: Clock,
    ) -> None:
        self._scheduling = scheduling
        self._colleagues = colleagues
        self._alarm_clock = alarm_clock
        self._clock = clock

    def hear(self, event: Mapping[str, Any], last_try: bool = False) -> str:
        """Act on the alarm in an event, or set the clock for it. Gives what was done, for the log. A reply that fails
        at the `last_try` too is given up, and what went wrong is raised."""
        alarm, now = alarm_in(event), self._clock()
        if alarm is None:
            return "nothing"
        if now < alarm.at:
            self._alarm_clock.ring(event, alarm.at, now)
            return "set"
        org_id, subject = OrgId(event["org_id"]), event["subject"]["id"]
        actor = system_actor(org_id, event["correlation_id"], causation_id=event["id"])
        match alarm.what:
            case "send":
                self._send(self._scheduling(org_id), actor, (subject, event["data"]["message_id"], alarm.at), last_try)
            case "wake":
                self._scheduling(org_id).wake(actor, subject, alarm.at)
            case "return":
                self._colleagues(org_id).come_back(actor, subject, alarm.at)
        return alarm.what

    def _send(
        self, scheduling: SchedulingService, actor: Actor, reply: tuple[str, str, datetime], last_try: bool
    ) -> None:
        try:
            scheduling.release(actor, *reply)
        except Exception as error:
            if last_try:
                reason = error.message if isinstance(error, TesseraError) else FAILED
                scheduling.give_up(actor, *reply, reason)
            raise
