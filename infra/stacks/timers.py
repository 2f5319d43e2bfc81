"""What happens at a time: replies that wait, tickets that sleep, agents who are away. Nothing polls and nothing bills
while they do."""

import aws_cdk as cdk
from aws_cdk import aws_events as events
from aws_cdk import aws_iam as iam
from aws_cdk import aws_scheduler as scheduler
from constructs import Construct

from infra.constructs.event_consumer import Consumer, QueueConsumer
from infra.constructs.python_function import Layers, PythonFunction
from infra.exceptions import accept, finding
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
        self.group = scheduler.CfnScheduleGroup(self, "Group", name=stage.prefix)
        self.ringer = iam.Role(self, "Ringer", assumed_by=iam.ServicePrincipal("scheduler.amazonaws.com"))
        function = self._function(stage, layers, data)
        self.consumer = QueueConsumer(self, "Alarms", stage=stage, function=function, batch_size=10)
        self._let_alarms_ring(stage, function)
        scheduled = events.EventPattern(source=[SOURCE], detail_type=["message.scheduled"])
        snoozed = events.EventPattern(source=[SOURCE], detail={"changes": {"snoozed_until": {"to": ANY_TEXT}}})
        self.consumer.on_event(bus.bus, "Scheduled", scheduled)
        self.consumer.on_event(bus.bus, "Snoozed", snoozed)
        away = events.EventPattern(source=[SOURCE], detail={"changes": {"away_until": {"to": ANY_TEXT}}})
        self.consumer.on_event(bus.bus, "Away", away)
        self.consumers: list[Consumer] = [self.consumer]

    def _function(self, stage: Stage, layers: Layers, data: Data) -> PythonFunction:
        function = PythonFunction(
            self,
            "timers",
            stage=stage,
            layers=layers,
            environment={
                "CORE_TABLE": data.core.name,
                "SCHEDULER_ROLE": self.ringer.role_arn,
                "SCHEDULE_GROUP": stage.prefix,
            },
        )
        data.core.grant_read_write(function)
        return function

    def _let_alarms_ring(self, stage: Stage, function: PythonFunction) -> None:
        queue = self.consumer.queue.queue_arn
        function.tell("TIMER_QUEUE", self.consumer.queue.queue_url)
        function.tell("TIMER_QUEUE_ARN", queue)
        self.ringer.add_to_policy(iam.PolicyStatement(actions=["sqs:SendMessage"], resources=[queue]))
        function.allow(["sqs:SendMessage"], [queue])
        function.allow(["iam:PassRole"], [self.ringer.role_arn])
        schedules = self.format_arn(service="scheduler", resource="schedule", resource_name=f"{stage.prefix}/*")
        function.allow(["scheduler:CreateSchedule"], [schedules])
        accept(function, f"IAM5[Resource::{finding(schedules)}]", "A schedule is named after the event it brings back.")
