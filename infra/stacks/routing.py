"""Giving a team's tickets to its agents: `router` behind the events after which somebody may be chosen."""

import aws_cdk as cdk
from aws_cdk import aws_events as events
from constructs import Construct

from infra.constructs.alarm_clock import give_alarm_clock
from infra.constructs.event_consumer import QueueConsumer
from infra.constructs.python_function import Layers, PythonFunction
from infra.stacks.data import Data
from infra.stacks.events import SOURCE, Events
from infra.stacks.timers import ANY_TEXT, NOTHING
from infra.stages import Stage

ALWAYS = ["ticket.created", "ticket.restored", "agent.updated"]
CHANGED = ["ticket.updated", "ticket.assigned", "ticket.status_changed"]
#: A ticket came to a team; the system took one from somebody who went away or left; one was opened again, or done,
#: which makes room.
CHANGES: dict[str, dict[str, object]] = {
    "Moved": {"changes": {"team_id": {"to": ANY_TEXT}}},
    "HandedBack": {"changes": {"assignee_id": {"to": NOTHING}}, "actor": {"type": ["system"]}},
    "Status": {"changes": {"status": {"to": ANY_TEXT}}},
}


class Routing(cdk.NestedStack):
    def __init__(self, scope: Construct, stage: Stage, *, layers: Layers, data: Data, bus: Events) -> None:
        super().__init__(scope, "Routing")
        function = PythonFunction(
            self, "router", stage=stage, layers=layers, environment={"CORE_TABLE": data.core.name}
        )
        data.core.grant_read_write(function)
        self.consumer = QueueConsumer(self, "Waiting", stage=stage, function=function, batch_size=10)
        give_alarm_clock(self, self.consumer, f"{stage.prefix}-router")
        happened = events.EventPattern(source=[SOURCE], detail_type=ALWAYS)
        self.consumer.on_event(bus.bus, "Happened", happened)
        for name, detail in CHANGES.items():
            pattern = events.EventPattern(source=[SOURCE], detail_type=CHANGED, detail=detail)
            self.consumer.on_event(bus.bus, name, pattern)
