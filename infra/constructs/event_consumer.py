"""Asynchronous consumers: a queue or a table's stream, with dead letters, before a function."""

from collections.abc import Mapping, Sequence

import aws_cdk as cdk
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_lambda_event_sources as sources
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from infra.constructs.python_function import PythonFunction
from infra.constructs.table import Table
from infra.exceptions import accept
from infra.stages import Stage

KEEP_DEAD_LETTERS = cdk.Duration.days(14)


def dead_letters(scope: Construct, stage: Stage, name: str) -> sqs.Queue:
    """The queue `<prefix>-<name>-dlq`; `make replay QUEUE=<name>` moves its messages back."""
    queue = sqs.Queue(
        scope,
        "DeadLetters",
        queue_name=f"{stage.prefix}-{name.replace('_', '-')}-dlq",
        encryption=sqs.QueueEncryption.SQS_MANAGED,
        enforce_ssl=True,
        retention_period=KEEP_DEAD_LETTERS,
    )
    accept(queue, "SQS3", "This queue is itself the dead-letter queue of a consumer.")
    return queue


class QueueConsumer(Construct):
    """Queue -> function. A message that fails `stage.attempts` times goes to the dead letters, and an alarm rings.

    The queue hides a message for six times the function's timeout, as Lambda asks for.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        stage: Stage,
        function: PythonFunction,
        batch_size: int = 1,
        window: int = 0,
    ) -> None:
        """`window`: seconds to wait for a batch to fill; batches of more than ten need one."""
        super().__init__(scope, construct_id)
        self.function = function
        self.dead_letters = dead_letters(self, stage, function.name)
        timeout = function.function.timeout or cdk.Duration.seconds(3)
        self.queue = sqs.Queue(
            self,
            "Queue",
            queue_name=f"{stage.prefix}-{function.name.replace('_', '-')}",
            encryption=sqs.QueueEncryption.SQS_MANAGED,
            enforce_ssl=True,
            visibility_timeout=cdk.Duration.seconds(stage.retry_after or timeout.to_seconds() * 6),
            dead_letter_queue=sqs.DeadLetterQueue(queue=self.dead_letters, max_receive_count=stage.attempts),
        )
        function.function.add_event_source_mapping(
            "Source",
            event_source_arn=self.queue.queue_arn,
            batch_size=batch_size,
            max_batching_window=cdk.Duration.seconds(window) if window else None,
            report_batch_item_failures=True,
            max_concurrency=stage.consumer_concurrency,
        )
        function.allow(
            ["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"],
            [self.queue.queue_arn],
        )

    def on_event(self, bus: events.IEventBus, construct_id: str, pattern: events.EventPattern) -> None:
        """Let the bus put matching events into the queue; what it cannot deliver goes to the dead letters too."""
        target = targets.SqsQueue(self.queue, dead_letter_queue=self.dead_letters)
        events.Rule(self, construct_id, event_bus=bus, event_pattern=pattern, targets=[target])


class StreamConsumer(Construct):
    """Table stream -> function, for records that match one of the `patterns`.

    A failing batch is halved and retried as often; what still fails goes, as its position, to the dead letters.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        stage: Stage,
        function: PythonFunction,
        table: Table,
        patterns: Sequence[Mapping[str, object]],
    ) -> None:
        super().__init__(scope, construct_id)
        self.function = function
        self.dead_letters = dead_letters(self, stage, function.name)
        table.grant_stream(function)
        function.allow(["sqs:SendMessage"], [self.dead_letters.queue_arn])
        function.function.add_event_source_mapping(
            "Source",
            event_source_arn=table.table.table_stream_arn,
            starting_position=lambda_.StartingPosition.TRIM_HORIZON,
            batch_size=100,
            bisect_batch_on_error=True,
            retry_attempts=stage.attempts,
            max_record_age=cdk.Duration.seconds(stage.stream_max_age),
            report_batch_item_failures=True,
            on_failure=sources.SqsDlq(self.dead_letters),
            filters=[lambda_.FilterCriteria.filter(dict(pattern)) for pattern in patterns],
        )


Consumer = QueueConsumer | StreamConsumer
