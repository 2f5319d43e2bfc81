"""What happens at a time: replies that wait, tickets that sleep, agents who are away. Nothing polls and nothing bills
while they do."""

import aws_cdk as cdk
from aws_cdk import aws_events as events
from constructs import Construct

from infra.constructs.alarm_clock import give_alarm_clock
from infra.constructs.event_consumer import Consumer, QueueConsumer
from infra.constructs.python_function import Layers, PythonFunction
from infra.stacks.data import Data
from infra.stacks.events import SOURCE, Events
from infra.stages import Stage

ANY_TEXT = [{"prefix": ""}]
#: CDK drops a plain `None` and would leave a pattern that nothing matches.
NOTHING = events.Match.null_value()


class Timers(cdk.NestedStack):
    """`timers` behind its queue: events that name a time come from the bus, and back from the queue's own delay or,
    after more than 15 minutes, from a schedule of their own."""

    def __init__(self, scope: Construct, stage: Stage, *, layers: Layers, data: Data, bus: Events) -> None:
        super().__init__(scope, "Timers")
        function = PythonFunction(
            self, "timers", stage=stage, layers=layers, environment={"CORE_TABLE": data.core.name}
        )
        data.core.grant_read_write(function)
        self.consumer = QueueConsumer(self, "Alarms", stage=stage, function=function, batch_size=10)
        give_alarm_clock(self, self.consumer, stage.prefix)
        scheduled = events.EventPattern(source=[SOURCE], detail_type=["message.scheduled"])
        snoozed = events.EventPattern(source=[SOURCE], detail={"changes": {"snoozed_until": {"to": ANY_TEXT}}})
        self.consumer.on_event(bus.bus, "Scheduled", scheduled)
        self.consumer.on_event(bus.bus, "Snoozed", snoozed)
        away = events.EventPattern(source=[SOURCE], detail={"changes": {"away_until": {"to": ANY_TEXT}}})
        self.consumer.on_event(bus.bus, "Away", away)
        self.consumers: list[Consumer] = [self.consumer]
