"""The bus: every change goes from the outbox onto it, and from there to whoever listens."""

import aws_cdk as cdk
from aws_cdk import aws_events as events
from constructs import Construct

from infra.constructs.event_consumer import Consumer, QueueConsumer, StreamConsumer
from infra.constructs.python_function import Layers, PythonFunction
from infra.stacks.data import Data
from infra.stages import Stage

SOURCE = "tessera"
IMPORTS = "tessera.imports"  # tickets that came with their history: only search hears of them


class Events(cdk.NestedStack):
    """The bus, `event_relay` from the outbox onto it, `audit_writer` behind every event."""

    def __init__(self, scope: Construct, stage: Stage, *, layers: Layers, data: Data) -> None:
        super().__init__(scope, "Events")
        self.bus = events.EventBus(self, "Bus", event_bus_name=stage.prefix)
        self.relay = StreamConsumer(
            self,
            "Relay",
            stage=stage,
            function=self._relay(stage, layers),
            table=data.core,
            patterns=[
                {"eventName": ["INSERT"], "dynamodb": {"NewImage": {"kind": {"S": ["event"]}}}},
                {
                    "eventName": ["INSERT"],
                    "dynamodb": {"NewImage": {"kind": {"S": ["ticket"]}, "imported": {"BOOL": [True]}}},
                },
            ],
        )
        self.audit = QueueConsumer(
            self, "Audit", stage=stage, function=self._audit_writer(stage, layers, data), batch_size=10
        )
        self.audit.on_event(self.bus, "EveryEvent", events.EventPattern(source=[SOURCE]))
        self.consumers: list[Consumer] = [self.relay, self.audit]

    def _relay(self, stage: Stage, layers: Layers) -> PythonFunction:
        function = PythonFunction(
            self, "event_relay", stage=stage, layers=layers, environment={"EVENT_BUS": self.bus.event_bus_name}
        )
        function.allow(["events:PutEvents"], [self.bus.event_bus_arn])
        return function

    def _audit_writer(self, stage: Stage, layers: Layers, data: Data) -> PythonFunction:
        function = PythonFunction(
            self, "audit_writer", stage=stage, layers=layers, environment={"AUDIT_TABLE": data.audit.name}
        )
        data.audit.grant_read_write(function)
        return function
