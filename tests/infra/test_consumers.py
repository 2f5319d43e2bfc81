"""Nothing asynchronous fails in silence: dead letters behind every consumer, an alarm on each."""

import json
from typing import Any

import pytest

from tests.infra.conftest import Synthesised

pytestmark = pytest.mark.xdist_group("infra")


def dead_letter_queues(stage: Synthesised) -> set[str]:
    """Logical ids of the queues that others name as theirs."""
    queues = stage.of_type("AWS::SQS::Queue")
    redrives = (queue["Properties"].get("RedrivePolicy") for queue in queues.values())
    named = {redrive["deadLetterTargetArn"]["Fn::GetAtt"][0] for redrive in redrives if redrive}
    mappings = stage.of_type("AWS::Lambda::EventSourceMapping").values()
    on_failure = (mapping["Properties"].get("DestinationConfig", {}).get("OnFailure") for mapping in mappings)
    return named | {target["Destination"]["Fn::GetAtt"][0] for target in on_failure if target}


def source_of(mapping: dict[str, Any]) -> str:
    return str(mapping["Properties"]["EventSourceArn"])


def test_every_consumed_queue_has_dead_letters(either: Synthesised) -> None:
    queues = either.of_type("AWS::SQS::Queue")
    consumed = [
        mapping["Properties"]["EventSourceArn"]["Fn::GetAtt"][0]
        for mapping in either.of_type("AWS::Lambda::EventSourceMapping").values()
        if "Fn::GetAtt" in mapping["Properties"]["EventSourceArn"]
    ]
    assert len(consumed) == 9
    for name in consumed:
        assert queues[name]["Properties"]["RedrivePolicy"]["maxReceiveCount"] >= 3


def test_every_stream_reader_gives_up_into_dead_letters(either: Synthesised) -> None:
    readers = [
        mapping["Properties"]
        for mapping in either.of_type("AWS::Lambda::EventSourceMapping").values()
        if "StartingPosition" in mapping["Properties"]
    ]
    assert len(readers) == 2
    for reader in readers:
        assert reader["MaximumRetryAttempts"] > 0
        assert reader["MaximumRecordAgeInSeconds"] > 0
        assert reader["BisectBatchOnFunctionError"]
        assert reader["DestinationConfig"]["OnFailure"]["Destination"]


def test_every_consumer_reports_single_failures(either: Synthesised) -> None:
    for mapping in either.of_type("AWS::Lambda::EventSourceMapping").values():
        assert mapping["Properties"]["FunctionResponseTypes"] == ["ReportBatchItemFailures"]


def test_every_rule_and_subscription_has_dead_letters(either: Synthesised) -> None:
    for rule in either.of_type("AWS::Events::Rule").values():
        for target in rule["Properties"]["Targets"]:
            assert target["DeadLetterConfig"]["Arn"]
    for subscription in either.of_type("AWS::SNS::Subscription").values():
        assert subscription["Properties"]["RedrivePolicy"]["deadLetterTargetArn"]
        assert subscription["Properties"]["RawMessageDelivery"]


def test_an_alarm_rings_for_every_dead_letter_and_every_failing_function(either: Synthesised) -> None:
    alarms = [alarm["Properties"] for alarm in either.of_type("AWS::CloudWatch::Alarm").values()]
    watched = [(alarm["Namespace"], alarm["MetricName"]) for alarm in alarms]
    assert watched.count(("AWS/SQS", "ApproximateNumberOfMessagesVisible")) == len(dead_letter_queues(either))
    assert watched.count(("AWS/Lambda", "Errors")) == len(either.functions())
    assert all(alarm["AlarmActions"] for alarm in alarms)


def test_only_agents_replies_by_mail_leave_by_mail(either: Synthesised) -> None:
    patterns = [rule["Properties"]["EventPattern"] for rule in either.of_type("AWS::Events::Rule").values()]
    assert {
        "source": ["tessera"],
        "detail-type": ["message.added"],
        "detail": {"data": {"kind": ["reply"], "channel": ["email"], "author_type": ["agent"]}},
    } in patterns


def test_no_rule_waits_for_one_of_nothing(either: Synthesised) -> None:
    """A `None` in a pattern is dropped without a word; EventBridge refuses the empty list that is left."""
    patterns = [rule["Properties"]["EventPattern"] for rule in either.of_type("AWS::Events::Rule").values()]
    assert "[]" not in json.dumps(patterns)
    assert {"changes": {"snoozed_until": {"from": [{"prefix": ""}], "to": [None]}}} in [
        pattern.get("detail") for pattern in patterns
    ]
