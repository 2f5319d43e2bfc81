"""Bringing an event back at its time: by the queue's own delay for minutes, by a schedule of its own for longer.

SQS delays at most 15 minutes, to the second; EventBridge Scheduler takes any time, to the minute. Nothing polls, and
nothing bills while it waits.
https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-timers.html
https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-one-time.html
"""

import json
import math
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

import boto3

if TYPE_CHECKING:
    from mypy_boto3_scheduler import EventBridgeSchedulerClient
    from mypy_boto3_sqs import SQSClient

LONGEST_DELAY = timedelta(minutes=15)


class QueueAlarmClock:
    """`tessera.automation.alarms.AlarmClock`. `queue` is the URL, `queue_arn` and `role_arn` are for the scheduler."""

    def __init__(self, queue: str, queue_arn: str, role_arn: str, group: str) -> None:
        self._queue = queue
        self._queue_arn = queue_arn
        self._role_arn = role_arn
        self._group = group

    @cached_property
    def _sqs(self) -> "SQSClient":
        return boto3.client("sqs")

    @cached_property
    def _scheduler(self) -> "EventBridgeSchedulerClient":
        return boto3.client("scheduler")

    def ring(self, event: Mapping[str, Any], at: datetime, now: datetime) -> None:
        body = json.dumps({"detail": event}, ensure_ascii=False)
        if at - now <= LONGEST_DELAY:
            delay = max(0, math.ceil((at - now).total_seconds()))
            self._sqs.send_message(QueueUrl=self._queue, MessageBody=body, DelaySeconds=delay)
            return
        try:
            self._scheduler.create_schedule(
                Name=event["id"],
                GroupName=self._group,
                ScheduleExpression=f"at({at - timedelta(minutes=2):%Y-%m-%dT%H:%M:%S})",
                ScheduleExpressionTimezone="UTC",
                FlexibleTimeWindow={"Mode": "OFF"},
                ActionAfterCompletion="DELETE",
                Target={"Arn": self._queue_arn, "RoleArn": self._role_arn, "Input": body},
            )
        except self._scheduler.exceptions.ConflictException:
            return  # the same alarm was set before
