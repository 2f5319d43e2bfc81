"""A Lambda function whose code is the folder `functions/<name>` and whose dependencies are the two layers."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from constructs import Construct

from infra.exceptions import accept
from infra.stages import Stage

BUILD = Path(__file__).resolve().parents[2] / "build"

NO_NARROWER = "xray:PutTraceSegments and dynamodb:ListStreams take no narrower resource."
RUNTIME = "The runtime is the newest that every vendored wheel is built for; stages.py names it once."


def runtime(stage: Stage) -> lambda_.Runtime:
    return lambda_.Runtime(f"python{stage.python}", lambda_.RuntimeFamily.PYTHON)


def architecture(stage: Stage) -> lambda_.Architecture:
    return lambda_.Architecture.ARM_64 if stage.architecture == "arm64" else lambda_.Architecture.X86_64


def retention(stage: Stage) -> logs.RetentionDays:
    days = {1: logs.RetentionDays.ONE_DAY, 30: logs.RetentionDays.ONE_MONTH, 365: logs.RetentionDays.ONE_YEAR}
    return days[stage.log_retention]


class Layers(Construct):
    """What every function of a stack shares: vendored libraries and the product itself; and what some need more."""

    def __init__(self, scope: Construct, stage: Stage) -> None:
        super().__init__(scope, "Layers")
        self.versions = [self._layer(stage, name) for name in ("vendor-core", "tessera-core")]
        self.search = self._layer(stage, "vendor-search")
        self.files = self._layer(stage, "vendor-files")
        self.push = self._layer(stage, "vendor-push")

    def _layer(self, stage: Stage, name: str) -> lambda_.LayerVersion:
        return lambda_.LayerVersion(
            self,
            name,
            layer_version_name=f"{stage.prefix}-{name}",
            code=lambda_.Code.from_asset(str(BUILD / stage.build / "layers" / name)),
            compatible_runtimes=[runtime(stage)],
            compatible_architectures=[architecture(stage)],
        )


class PythonFunction(Construct):
    """One function with its own role and log group; rights are added by whoever owns the resource.

    `environment` maps setting names without their prefix (`CORE_TABLE`) to values. `memory` and `disk` (`/tmp`) are in
    MB.
    """

    def __init__(
        self,
        scope: Construct,
        name: str,
        *,
        stage: Stage,
        layers: Layers,
        environment: Mapping[str, str],
        timeout: int = 15,
        memory: int = 1024,
        disk: int = 512,
        more_layers: Sequence[lambda_.LayerVersion] = (),
    ) -> None:
        super().__init__(scope, name)
        self.name = name
        physical = f"{stage.prefix}-{name.replace('_', '-')}"
        log_group = logs.LogGroup(
            self,
            "Logs",
            log_group_name=f"/aws/lambda/{physical}",
            retention=retention(stage),
            removal_policy=cdk.RemovalPolicy.DESTROY,
        )
        self.role = iam.Role(self, "Role", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"))
        self.role.add_to_policy(
            iam.PolicyStatement(
                actions=["logs:CreateLogStream", "logs:PutLogEvents"], resources=[log_group.log_group_arn]
            )
        )
        self.function = lambda_.Function(
            self,
            "Function",
            function_name=physical,
            runtime=runtime(stage),
            architecture=architecture(stage),
            handler=f"functions.{name}.handler.handler",
            code=lambda_.Code.from_asset(str(BUILD / stage.build / "functions" / name)),
            layers=[*layers.versions, *more_layers],
            role=self.role,
            log_group=log_group,
            timeout=cdk.Duration.seconds(min(timeout, stage.longest_run or timeout)),
            memory_size=memory,
            ephemeral_storage_size=cdk.Size.mebibytes(disk) if disk != 512 else None,
            tracing=lambda_.Tracing.ACTIVE,
            environment={
                "TESSERA_STAGE": stage.name,
                "POWERTOOLS_SERVICE_NAME": name,
                **{f"TESSERA_{key}": value for key, value in environment.items()},
            },
        )
        accept(self, "IAM5[Resource::*]", NO_NARROWER)
        accept(self, "L1", RUNTIME)

    @property
    def grant_principal(self) -> iam.IPrincipal:
        return self.function.grant_principal

    def tell(self, name: str, value: str) -> None:
        """One more setting, for what is made after the function."""
        self.function.add_environment(f"TESSERA_{name}", value)

    def allow(self, actions: list[str], resources: list[str]) -> None:
        self.function.add_to_role_policy(iam.PolicyStatement(actions=actions, resources=resources))
