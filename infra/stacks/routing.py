"""Giving a team's tickets to its agents: `router` behind the events after which somebody may be chosen."""

import aws_cdk as cdk
from aws_cdk import aws_events as events
from constructs import Construct

from infra.constructs.alarm_clock import give_alarm_clock
from infra.constructs.event_consumer import QueueConsumer
from infra.constructs.python_function import Layers, PythonFunction
from infra.stacks.data import Data
from infra.stacks.events import SOURCE, Events
from infra.stacks.timers import ANY_TEXT
from infra.stages import Stage

#: After each of these a ticket may wait, or somebody have room. One rule for all changes of a ticket, so that an event
#: with several of them comes once.
PATTERNS: dict[str, tuple[list[str], dict[str, object] | None]] = {
    "Happened": (["ticket.created", "agent.created", "agent.updated"], None),
    "Changed": (
        [
            "ticket.updated",
            "ticket.assigned",
            "ticket.status_changed",
            "ticket.merged",
            "ticket.unmerged",
            "ticket.restored",
            "ticket.split",
        ],
        {
            "$or": [
                {"changes": {"team_id": {"to": ANY_TEXT}}},
                {"changes": {"assignee_id": {"from": ANY_TEXT}}},
                {"changes": {"status": {"to": ANY_TEXT}}},
                {"changes": {"deleted_at": {"from": ANY_TEXT}}},
            ]
        },
    ),
    "Deleted": (["ticket.deleted", "ticket.rejoined"], {"data": {"assignee_id": ANY_TEXT}}),
    "Served": (["team.updated"], {"changes": {"routing": {"to": ["round_robin", "least_loaded"]}}}),
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
        for name, (types, detail) in PATTERNS.items():
            pattern = events.EventPattern(source=[SOURCE], detail_type=types, detail=detail)
            self.consumer.on_event(bus.bus, name, pattern)
