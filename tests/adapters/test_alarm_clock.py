"""Alarms within a quarter of an hour wait in the queue, later ones in the scheduler."""

import json
from datetime import timedelta

import boto3
import pytest
from moto import mock_aws

from tessera.adapters.alarm_clock import QueueAlarmClock
from tests.factories.tickets import later

EVENT = {"id": "01930000-0000-7000-8000-000000000001", "org_id": "o"}
ROLE = "arn:aws:iam::123456789012:role/scheduler"


@pytest.fixture
def queue(monkeypatch: pytest.MonkeyPatch) -> str:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-1")
    return "timers"


@mock_aws
def test_minutes_wait_in_the_queue(queue: str) -> None:
    url = boto3.client("sqs").create_queue(QueueName=queue)["QueueUrl"]

    QueueAlarmClock(url, "arn", ROLE, "default").ring(EVENT, later(0), later(0))

    body = boto3.client("sqs").receive_message(QueueUrl=url)["Messages"][0]["Body"]
    assert json.loads(body) == {"detail": EVENT}
    QueueAlarmClock(url, "arn", ROLE, "default").ring(EVENT, later(0) + timedelta(seconds=14.2), later(0))
    attributes = boto3.client("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
    assert attributes["ApproximateNumberOfMessagesDelayed"] == "1"


@mock_aws
def test_days_wait_in_the_scheduler_once(queue: str) -> None:
    arn = f"arn:aws:sqs:eu-west-1:123456789012:{queue}"
    scheduler = boto3.client("scheduler")
    scheduler.create_schedule_group(Name="tessera")
    alarm_clock = QueueAlarmClock("url", arn, ROLE, "tessera")

    for _ in range(2):
        alarm_clock.ring(EVENT, later(0) + timedelta(days=3), later(0))

    schedule = scheduler.get_schedule(Name=EVENT["id"], GroupName="tessera")
    due = later(0) + timedelta(days=3, minutes=-2)
    assert schedule["ScheduleExpression"] == f"at({due:%Y-%m-%dT%H:%M:%S})"
    assert schedule["ActionAfterCompletion"] == "DELETE"
    assert (schedule["Target"]["Arn"], json.loads(schedule["Target"]["Input"])) == (arn, {"detail": EVENT})
