"""Telling agents what concerns them: `notifier` behind the events that concern somebody."""

import aws_cdk as cdk
from aws_cdk import aws_events as events
from constructs import Construct

from infra.constructs.event_consumer import QueueConsumer
from infra.constructs.python_function import Layers, PythonFunction
from infra.stacks.data import Data
from infra.stacks.email import Email
from infra.stacks.events import SOURCE, Events
from infra.stacks.timers import ANY_TEXT, NOTHING
from infra.stacks.web import Web
from infra.stages import Stage

#: By type, and by what changed: most changes of a ticket concern nobody but who made them.
TYPES = [
    "ticket.created",
    "ticket.status_kept",
    "message.added",
    "message.edited",
    "message.delivery_changed",
    "message.unsent",
    "job.finished",
]
CHANGES = {
    "Assigned": {"assignee_id": {"to": ANY_TEXT}},
    "Moved": {"team_id": {"to": ANY_TEXT}},
    "Woke": {"snoozed_until": {"from": ANY_TEXT, "to": NOTHING}},
}


class Notices(cdk.NestedStack):
    def __init__(
        self, scope: Construct, stage: Stage, *, layers: Layers, data: Data, bus: Events, email: Email, web: Web
    ) -> None:
        super().__init__(scope, "Notices")
        function = PythonFunction(
            self,
            "notifier",
            stage=stage,
            layers=layers,
            more_layers=[layers.push],
            environment={
                "CORE_TABLE": data.core.name,
                "LIVE_TABLE": data.live.name,
                "IDEMPOTENCY_TABLE": data.idempotency.name,
                "REALTIME_ENDPOINT": web.realtime_endpoint(stage),
                "WEB_ORIGIN": web.origin(stage),
                "PUSH_SECRET": data.push_secret.name,
            },
        )
        data.push_secret.grant_read(function)
        data.core.grant_read(function)
        data.live.grant_read_write(function)
        data.idempotency.grant_read_write(function)
        function.role.add_managed_policy(web.push)
        email.grant_send(function)
        self.consumer = QueueConsumer(self, "Concerns", stage=stage, function=function, batch_size=10)
        self.consumer.on_event(bus.bus, "Happened", events.EventPattern(source=[SOURCE], detail_type=TYPES))
        for name, changes in CHANGES.items():
            pattern = events.EventPattern(source=[SOURCE], detail_type=_CHANGED, detail={"changes": changes})
            self.consumer.on_event(bus.bus, name, pattern)


_CHANGED = ["ticket.updated", "ticket.assigned", "ticket.status_changed"]
