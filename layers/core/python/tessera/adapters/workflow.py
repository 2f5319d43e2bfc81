"""The workflow that does the steps of a job in the background: AWS Step Functions.

https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
"""

import json
from functools import cached_property
from typing import TYPE_CHECKING, cast

import botocore.session

if TYPE_CHECKING:
    from mypy_boto3_stepfunctions import SFNClient

    from tessera.jobs.model import Job


class StepFunctions:
    """`tessera.jobs.ports.Machine`. `machine` is the ARN of the state machine, and the client made at the first use."""

    def __init__(self, machine: str) -> None:
        self._machine = machine

    @cached_property
    def _client(self) -> "SFNClient":
        return cast("SFNClient", botocore.session.get_session().create_client("stepfunctions"))

    def start(self, job: "Job", manifest: str) -> None:
        given = {"org_id": job.org_id, "job_id": job.id, "manifest": manifest}
        try:
            self._client.start_execution(stateMachineArn=self._machine, name=job.execution, input=json.dumps(given))
        except self._client.exceptions.ExecutionAlreadyExists:
            return

    def is_running(self, job: "Job") -> bool:
        arn = f"{self._machine.replace(':stateMachine:', ':execution:')}:{job.execution}"
        try:
            return self._client.describe_execution(executionArn=arn)["status"] == "RUNNING"
        except self._client.exceptions.ExecutionDoesNotExist:
            return False
