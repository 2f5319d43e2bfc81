"""The workflow of jobs, as the stack defines it, in process: its steps are those of `workflow_tasks`."""

import contextlib
import itertools
import json
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

import boto3

from functions.workflow_tasks.handler import handler
from tessera.adapters.dynamodb.tickets import TicketTable
from tests.factories import cloud


def make_machine() -> None:
    """moto keeps what is started, and runs nothing."""
    definition = json.dumps({"StartAt": "End", "States": {"End": {"Type": "Succeed"}}})
    role = "arn:aws:iam::123456789012:role/jobs"
    boto3.client("stepfunctions").create_state_machine(name=cloud.JOBS, definition=definition, roleArn=role)


def started() -> list[dict[str, Any]]:
    """What the executions were given, the oldest first."""
    client = boto3.client("stepfunctions")
    machine = cloud.ENVIRONMENT["TESSERA_JOB_MACHINE"]
    runs = client.list_executions(stateMachineArn=machine)["executions"]
    given = [client.describe_execution(executionArn=run["executionArn"])["input"] for run in reversed(runs)]
    return [json.loads(text) for text in given]


def run(given: dict[str, Any]) -> None:
    """All steps of one execution."""
    while (step := handler({"step": "freeze", **given}, None)["next"]) == "freeze":
        pass
    if step == "work":
        bucket = boto3.client("s3").get_object(Bucket=cloud.FILES, Key=given["manifest"])
        for page in json.loads(bucket["Body"].read()):
            handler({"step": "work", "page": page, **given}, None)
    handler({"step": "finish", **given}, None)


def run_until(given: dict[str, Any], ticket: int, happens: Callable[[], object]) -> None:
    """All steps of one execution. Something happens just before the so manyth ticket is imported."""
    imported, counted = TicketTable.import_conversation, itertools.count(1)

    def watched(*these: Any) -> None:
        if next(counted) == ticket:
            happens()
        imported(*these)

    with patch.object(TicketTable, "import_conversation", watched):
        run(given)


def killed_while_working(given: dict[str, Any]) -> None:
    """The work of the first page is done, but the function dies before it can say so."""
    while handler({"step": "freeze", **given}, None)["next"] == "freeze":
        pass
    dying = patch("tessera.adapters.dynamodb.jobs.JobTable.count_page", side_effect=RuntimeError("killed"))
    with dying, contextlib.suppress(RuntimeError):
        handler({"step": "work", "page": 0, **given}, None)
