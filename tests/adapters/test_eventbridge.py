import json
from collections.abc import Sequence
from typing import Any

import boto3

from tessera.adapters.eventbridge import EventBus, connect_events
from tessera.insight.relay import Outgoing
from tests.adapters.tables import cloud

EVENTS = [Outgoing(str(place), "ticket.created", json.dumps({"n": place})) for place in range(3)]


def test_events_arrive_on_the_bus() -> None:
    with cloud():
        events, queues = boto3.client("events"), boto3.client("sqs")
        events.create_event_bus(Name="tessera")
        events.put_rule(Name="all", EventBusName="tessera", EventPattern='{"source": ["tessera"]}')
        url = queues.create_queue(QueueName="q")["QueueUrl"]
        arn = queues.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
        events.put_targets(Rule="all", EventBusName="tessera", Targets=[{"Id": "1", "Arn": arn}])

        assert EventBus("tessera", connect_events()).put(EVENTS) == []
        messages = queues.receive_message(QueueUrl=url, MaxNumberOfMessages=10)["Messages"]
        bodies = [json.loads(message["Body"]) for message in messages]
        assert sorted(body["detail"]["n"] for body in bodies) == [0, 1, 2]
        assert {(body["source"], body["detail-type"]) for body in bodies} == {("tessera", "ticket.created")}


def test_entries_that_fail_inside_a_call_that_succeeds_are_named() -> None:
    class Client:
        def put_events(self, *, Entries: Sequence[dict[str, str]]) -> dict[str, Any]:  # noqa: N803 - boto's own
            results = [{"EventId": "1"}, {"ErrorCode": "ThrottlingException", "ErrorMessage": "x"}, {"EventId": "3"}]
            return {"FailedEntryCount": 1, "Entries": results}

    assert EventBus("tessera", Client()).put(EVENTS) == [EVENTS[1]]
