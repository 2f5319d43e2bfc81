"""What files really are: `file_inspector` behind every message that brings some, and behind a malware scanner. It also
erases what was redacted or purged, so that a broken-off removal is tried again.

The scanner is Malware Protection for S3, which an operator turns on for the files' bucket (docs/guides/deploy.md): it
bills by what it scans, and until then nothing ever comes to its rule.
"""

import aws_cdk as cdk
from aws_cdk import aws_events as events
from constructs import Construct

from infra.constructs.event_consumer import QueueConsumer
from infra.constructs.python_function import Layers, PythonFunction
from infra.stacks.data import Data
from infra.stacks.events import SOURCE, Events
from infra.stages import Stage

WITH_FILES = {"data": {"files": [{"exists": True}]}}
MEMORY = 1769  # MB; what makes one whole processor, and room for a picture of 50 million pixels


class Files(cdk.NestedStack):
    def __init__(self, scope: Construct, stage: Stage, *, layers: Layers, data: Data, bus: Events) -> None:
        super().__init__(scope, "Files")
        function = PythonFunction(
            self,
            "file_inspector",
            stage=stage,
            layers=layers,
            more_layers=[layers.files],
            environment={
                "CORE_TABLE": data.core.name,
                "LIVE_TABLE": data.live.name,
                "FILES_BUCKET": data.files.name,
                "RAW_MAIL_BUCKET": data.raw_mail.name,
            },
            timeout=60,
            memory=MEMORY,
        )
        data.core.grant_read_write(function)
        data.live.grant_read_write(function)
        data.files.grant_read(function)
        data.files.grant_write(function)
        data.files.grant_read_tags(function)
        data.files.grant_list(function)
        data.files.grant_erase(function)
        data.raw_mail.grant_erase(function)
        self.consumer = QueueConsumer(self, "Messages", stage=stage, function=function)
        added = events.EventPattern(source=[SOURCE], detail_type=["message.added"], detail=WITH_FILES)
        self.consumer.on_event(bus.bus, "WithFiles", added)
        redacted = events.EventPattern(source=[SOURCE], detail_type=["message.redacted"])
        self.consumer.on_event(bus.bus, "Redacted", redacted)
        purged = events.EventPattern(source=[SOURCE], detail_type=["ticket.purged"])
        self.consumer.on_event(bus.bus, "Purged", purged)
        default = events.EventBus.from_event_bus_name(self, "Default", "default")
        scanned = events.EventPattern(
            source=["aws.guardduty"],
            detail_type=["GuardDuty Malware Protection Object Scan Result"],
            detail={"s3ObjectDetails": {"bucketName": [data.files.name]}},
        )
        self.consumer.on_event(default, "Scanned", scanned)
