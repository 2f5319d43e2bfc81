"""The engine, as the hand-over of mail sees it."""

import urllib.request
from functools import cached_property
from typing import Any

import boto3
from botocore.config import Config

from localstack.outputs import Outputs
from localstack.settings import REGION, Settings

FAST = Config(connect_timeout=2, read_timeout=30, retries={"total_max_attempts": 1})
COUNTS = [
    "ApproximateNumberOfMessages",
    "ApproximateNumberOfMessagesNotVisible",
    "ApproximateNumberOfMessagesDelayed",
]


class Engine:
    """Clients are made at the first use, names are read when they are needed: a redeployment may change them."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.outputs = Outputs(settings.outputs)

    @property
    def bucket(self) -> str:
        return self.outputs["RawMailBucket"]

    @property
    def topic(self) -> str:
        return self.outputs["MailReceivedTopic"]

    def keep(self, key: str, raw: bytes) -> None:
        self._s3.put_object(Bucket=self.bucket, Key=key, Body=raw)

    def announce(self, message: str) -> None:
        self._sns.publish(TopicArn=self.topic, Subject="Amazon SES Email Receipt Notification", Message=message)

    def queue_length(self) -> int:
        queue = self.outputs["InboundQueue"]
        counts = self._sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=COUNTS)["Attributes"]
        return sum(int(value) for value in counts.values())

    def save(self) -> None:
        request = urllib.request.Request(f"{self.settings.engine}/_tessera/save", method="POST")
        with urllib.request.urlopen(request, timeout=30):
            return

    def _client(self, service: str) -> Any:
        return boto3.client(  # type: ignore[call-overload]  # the service is a variable
            service,
            endpoint_url=self.settings.engine,
            region_name=REGION,
            aws_access_key_id="test",
            aws_secret_access_key="test",
            config=FAST,
        )

    @cached_property
    def _s3(self) -> Any:
        return self._client("s3")

    @cached_property
    def _sns(self) -> Any:
        return self._client("sns")

    @cached_property
    def _sqs(self) -> Any:
        return self._client("sqs")
