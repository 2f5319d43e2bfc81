"""A DynamoDB table keyed `pk`, `sk`, and the rights a function needs on it."""

from collections.abc import Sequence

import aws_cdk as cdk
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from constructs import Construct

from infra.stages import Stage

READ = ("dynamodb:BatchGetItem", "dynamodb:ConditionCheckItem", "dynamodb:GetItem", "dynamodb:Query")
WRITE = ("dynamodb:BatchWriteItem", "dynamodb:DeleteItem", "dynamodb:PutItem", "dynamodb:UpdateItem")
STREAM = ("dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator")


def _string(name: str) -> dynamodb.Attribute:
    return dynamodb.Attribute(name=name, type=dynamodb.AttributeType.STRING)


class Table(Construct):
    """On-demand, encrypted, with point-in-time recovery; kept at deletion where the stage keeps its data.

    `indexes` are names: each index hashes on the attribute of its own name, ranges on `gsk`, and holds whole items.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        stage: Stage,
        key: kms.IKey | None,
        hash_key: str = "pk",
        range_key: str | None = "sk",
        ttl: str | None = None,
        stream: bool = False,
        indexes: Sequence[str] = (),
    ) -> None:
        super().__init__(scope, construct_id)
        self.key = key
        self.indexes = tuple(indexes)
        self.table = dynamodb.Table(
            self,
            "Table",
            table_name=f"{stage.prefix}-{construct_id.lower()}",
            partition_key=_string(hash_key),
            sort_key=_string(range_key) if range_key else None,
            billing_mode=dynamodb.BillingMode.PAY_PER_REQUEST,
            encryption=dynamodb.TableEncryption.CUSTOMER_MANAGED if key else dynamodb.TableEncryption.AWS_MANAGED,
            encryption_key=key,
            point_in_time_recovery_specification=dynamodb.PointInTimeRecoverySpecification(
                point_in_time_recovery_enabled=True
            ),
            time_to_live_attribute=ttl,
            stream=dynamodb.StreamViewType.NEW_AND_OLD_IMAGES if stream else None,
            deletion_protection=stage.keep_data,
            removal_policy=cdk.RemovalPolicy.RETAIN if stage.keep_data else cdk.RemovalPolicy.DESTROY,
        )
        for index in indexes:
            self.table.add_global_secondary_index(
                index_name=index, partition_key=_string(index), sort_key=_string("gsk")
            )

    @property
    def name(self) -> str:
        return self.table.table_name

    def grant_read(self, grantee: iam.IGrantable) -> None:
        self._grant(grantee, READ)

    def grant_write(self, grantee: iam.IGrantable) -> None:
        self._grant(grantee, WRITE)

    def grant_read_write(self, grantee: iam.IGrantable) -> None:
        self._grant(grantee, (*READ, *WRITE))

    def grant_stream(self, grantee: iam.IGrantable) -> None:
        stream = self.table.table_stream_arn
        if stream is None:
            raise ValueError(f"The table {self.node.id} has no stream.")
        _allow(grantee, STREAM, [stream])
        # Lambda lists a stream before it polls it; the action takes no narrower resource.
        _allow(grantee, ("dynamodb:ListStreams",), ["*"])
        if self.key:
            use_key(grantee, self.key, "dynamodb")

    def _grant(self, grantee: iam.IGrantable, actions: Sequence[str]) -> None:
        arn = self.table.table_arn
        _allow(grantee, actions, [arn, *(f"{arn}/index/{index}" for index in self.indexes)])
        if self.key:
            use_key(grantee, self.key, "dynamodb")


def use_key(grantee: iam.IGrantable, key: kms.IKey, service: str) -> None:
    """Let `grantee` use `key`, only through `service` (`s3`, `dynamodb`, `sqs`, `secretsmanager`, `sns`)."""
    via = {"kms:ViaService": f"{service}.{cdk.Stack.of(key).region}.amazonaws.com"}
    grantee.grant_principal.add_to_principal_policy(
        iam.PolicyStatement(
            actions=["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey"],
            resources=[key.key_arn],
            conditions={"StringEquals": via},
        )
    )


def _allow(grantee: iam.IGrantable, actions: Sequence[str], resources: Sequence[str]) -> None:
    statement = iam.PolicyStatement(actions=list(actions), resources=list(resources))
    grantee.grant_principal.add_to_principal_policy(statement)
