"""One SQS queue, to put things on."""

import json
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, cast

import botocore.session

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient


class Queue:
    """`tessera.channels.ports.InboundQueue`. The client is made at the first use."""

    def __init__(self, url: str) -> None:
        self._url = url

    @cached_property
    def _client(self) -> "SQSClient":
        return cast("SQSClient", botocore.session.get_session().create_client("sqs"))

    def put(self, notification: Mapping[str, object]) -> None:
        self._client.send_message(QueueUrl=self._url, MessageBody=json.dumps(notification))
