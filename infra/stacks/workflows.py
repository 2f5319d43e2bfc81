"""Work on many things: one workflow for every kind of job, whose steps `workflow_tasks` does."""

import aws_cdk as cdk
from aws_cdk import aws_logs as logs
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_stepfunctions as sfn
from aws_cdk import aws_stepfunctions_tasks as tasks
from constructs import Construct

from infra.constructs.python_function import Layers, PythonFunction, retention
from infra.constructs.table import use_key
from infra.exceptions import accept, finding
from infra.stacks.api import Api
from infra.stacks.data import Data
from infra.stacks.search import Search
from infra.stages import Stage

STEP_SECONDS = 600
ATTEMPTS = 5
LONGEST = cdk.Duration.days(2)


class Workflows(cdk.NestedStack):
    """freeze (again and again, until the selection is whole) -> work (a distributed map over its pages) -> finish.

    A step that dies is tried again; every step comes to the same when it is done twice. What cannot be done after all
    tries is told to the job by `fail`, and can be continued from there.
    """

    def __init__(self, scope: Construct, stage: Stage, *, layers: Layers, data: Data, search: Search, api: Api) -> None:
        super().__init__(scope, "Workflows")
        self.stage = stage
        self.files = s3.Bucket.from_bucket_name(self, "Files", data.files.name)
        self.tasks = self._function(layers, data, search)
        self.machine = self._machine()
        self._let_read_pages(data)
        self._let_start(api)

    def _function(self, layers: Layers, data: Data, search: Search) -> PythonFunction:
        function = search.function(
            self, "workflow_tasks", timeout=STEP_SECONDS, JOB_MACHINE=machine_arn(self, self.stage)
        )
        data.core.grant_write(function)
        data.files.grant_write(function)
        search.indexes.grant_read(function)
        return function

    def _machine(self) -> sfn.StateMachine:
        freeze, finish = self._step("Freeze", "freeze", "$.step"), self._step("Finish", "finish", None)
        work = sfn.DistributedMap(
            self,
            "Pages",
            label="pages",
            item_reader=sfn.S3JsonItemReader(bucket=self.files, key=sfn.JsonPath.string_at("$.manifest")),
            item_selector={
                "org_id": sfn.JsonPath.string_at("$.org_id"),
                "job_id": sfn.JsonPath.string_at("$.job_id"),
                "page": sfn.JsonPath.object_at("$$.Map.Item.Value"),
            },
            max_concurrency=self.stage.job_tasks,
            map_execution_type=sfn.StateMachineType.STANDARD,
            result_path=sfn.JsonPath.DISCARD,
        )
        work.item_processor(self._step("Work", "work", "$", page=sfn.JsonPath.object_at("$.page")))
        fail = self._step("Fail", "fail", None)
        for step in (freeze, work, finish):
            step.add_catch(fail, result_path=sfn.JsonPath.DISCARD)
        which = sfn.Choice(self, "Next")
        which.when(sfn.Condition.string_equals("$.step.next", "freeze"), freeze)
        which.when(sfn.Condition.string_equals("$.step.next", "work"), work)
        which.otherwise(finish)
        freeze.next(which)
        work.next(finish)
        return sfn.StateMachine(
            self,
            "Jobs",
            state_machine_name=f"{self.stage.prefix}-jobs",
            definition_body=sfn.DefinitionBody.from_chainable(freeze),
            timeout=LONGEST,
            tracing_enabled=True,
            logs=sfn.LogOptions(destination=self._log(), level=sfn.LogLevel.ALL, include_execution_data=False),
        )

    def _step(self, name: str, step: str, result: str | None, **more: object) -> tasks.LambdaInvoke:
        given = {"org_id": sfn.JsonPath.string_at("$.org_id"), "job_id": sfn.JsonPath.string_at("$.job_id")}
        invoke = tasks.LambdaInvoke(
            self,
            name,
            lambda_function=self.tasks.function,
            payload=sfn.TaskInput.from_object({"step": step, **given, **more}),
            payload_response_only=True,
            retry_on_service_exceptions=False,
            result_path=result or sfn.JsonPath.DISCARD,
        )
        invoke.add_retry(
            errors=["States.ALL"],
            interval=cdk.Duration.seconds(2),
            backoff_rate=3,
            max_attempts=ATTEMPTS,
            jitter_strategy=sfn.JitterType.FULL,
        )
        return invoke

    def _log(self) -> logs.LogGroup:
        return logs.LogGroup(
            self,
            "Log",
            log_group_name=f"/aws/vendedlogs/states/{self.stage.prefix}-jobs",
            retention=retention(self.stage),
            removal_policy=cdk.RemovalPolicy.DESTROY,
        )

    def _let_read_pages(self, data: Data) -> None:
        """CDK gives the machine its rights on the bucket, the function and its own runs; the key is ours to give."""
        if data.key:
            use_key(self.machine, data.key, "s3")
        made = f'{{"Fn::Select":[6,{{"Fn::Split":[":",{{"Ref":"{self._name_of(self.machine)}"}}]}}]}}'
        runs = f"arn:{cdk.Aws.PARTITION}:states:{self.region}:{cdk.Aws.ACCOUNT_ID}:execution:{made}"
        wide = {
            "*": "Delivery of logs and traces takes no narrower resource.",
            f"<{self._name_of(self.tasks.function)}.Arn>:*": "Versions of the one function that does the steps.",
            f"arn:{cdk.Aws.PARTITION}:s3:::{data.files.name}/*": "Each job has lists of its own.",
            f"{runs}:*": "The machine's own runs, to go on with a map.",
            f"{runs}/pages:*": "The machine's own runs, to go on with a map.",
        }
        for resource, why in wide.items():
            accept(self.machine, f"IAM5[Resource::{finding(resource)}]", why)

    def _name_of(self, construct: Construct) -> str:
        """The logical id of what a construct makes."""
        made = construct.node.default_child
        if not isinstance(made, cdk.CfnElement):
            raise TypeError(f"{construct.node.path} makes no resource.")
        return str(self.resolve(made.logical_id))

    def _let_start(self, api: Api) -> None:
        """By its name, which is known before it is made: the API's stack does not wait for this one."""
        arn = machine_arn(self, self.stage)
        runs = f"{arn.replace(':stateMachine:', ':execution:')}:*"
        for function in (api.agent,):
            function.tell("JOB_MACHINE", arn)
            function.allow(["states:StartExecution"], [arn])
            function.allow(["states:DescribeExecution"], [runs])
            accept(function, f"IAM5[Resource::{finding(runs)}]", "A run is named after its job.")


def machine_arn(scope: Construct, stage: Stage) -> str:
    stack = cdk.Stack.of(scope)
    return f"arn:{stack.partition}:states:{stack.region}:{stack.account}:stateMachine:{stage.prefix}-jobs"
