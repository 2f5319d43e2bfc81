"""Lets a consumer bring an event back into its own queue at a time (`tessera.adapters.alarm_clock`)."""

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_scheduler as scheduler

from infra.constructs.event_consumer import QueueConsumer
from infra.exceptions import accept, finding


def give_alarm_clock(scope: cdk.Stack, consumer: QueueConsumer, group: str) -> None:
    """`group` holds the consumer's schedules. They are named after the event they bring back, so two consumers of one
    event need a group each."""
    function, queue = consumer.function, consumer.queue.queue_arn
    scheduler.CfnScheduleGroup(scope, "Group", name=group)
    ringer = iam.Role(scope, "Ringer", assumed_by=iam.ServicePrincipal("scheduler.amazonaws.com"))
    ringer.add_to_policy(iam.PolicyStatement(actions=["sqs:SendMessage"], resources=[queue]))
    function.tell("SCHEDULER_ROLE", ringer.role_arn)
    function.tell("SCHEDULE_GROUP", group)
    function.tell("TIMER_QUEUE", consumer.queue.queue_url)
    function.tell("TIMER_QUEUE_ARN", queue)
    function.allow(["sqs:SendMessage"], [queue])
    function.allow(["iam:PassRole"], [ringer.role_arn])
    schedules = scope.format_arn(service="scheduler", resource="schedule", resource_name=f"{group}/*")
    function.allow(["scheduler:CreateSchedule"], [schedules])
    accept(function, f"IAM5[Resource::{finding(schedules)}]", "A schedule is named after the event it brings back.")
