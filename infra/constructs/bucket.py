"""A private bucket, and the rights a function needs on its objects."""

from collections.abc import Sequence

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from constructs import Construct

from infra.constructs.table import use_key
from infra.exceptions import accept
from infra.stages import Stage

NO_ACCESS_LOG = (
    "Objects are reached only by our functions' roles and by presigned URLs that our API writes an audit record for; "
    "CloudTrail data events can be turned on where a regulator asks for more."
)


class Bucket(Construct):
    """Encrypted, versioned, never public, TLS only."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        stage: Stage,
        key: kms.IKey | None = None,
        rules: Sequence[s3.LifecycleRule] = (),
        cors: Sequence[s3.CorsRule] = (),
    ) -> None:
        super().__init__(scope, construct_id)
        self.key = key
        abandoned = s3.LifecycleRule(
            id="abandoned",
            abort_incomplete_multipart_upload_after=cdk.Duration.days(1),
            noncurrent_version_expiration=cdk.Duration.days(30),
        )
        self.bucket = s3.Bucket(
            self,
            "Bucket",
            encryption=s3.BucketEncryption.KMS if key else s3.BucketEncryption.S3_MANAGED,
            encryption_key=key,
            bucket_key_enabled=True if key else None,
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            object_ownership=s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
            enforce_ssl=True,
            minimum_tls_version=1.2,
            versioned=True,
            lifecycle_rules=[abandoned, *rules],
            cors=list(cors) or None,
            removal_policy=cdk.RemovalPolicy.RETAIN if stage.keep_data else cdk.RemovalPolicy.DESTROY,
        )
        accept(self, "S1", NO_ACCESS_LOG)

    @property
    def name(self) -> str:
        return self.bucket.bucket_name

    def grant_read(self, grantee: iam.IGrantable) -> None:
        self._grant(grantee, ["s3:GetObject"])

    def grant_write(self, grantee: iam.IGrantable) -> None:
        self._grant(grantee, ["s3:PutObject"])

    def grant_read_write(self, grantee: iam.IGrantable) -> None:
        self._grant(grantee, ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"])

    def _grant(self, grantee: iam.IGrantable, actions: list[str]) -> None:
        statement = iam.PolicyStatement(actions=actions, resources=[self.bucket.arn_for_objects("*")])
        grantee.grant_principal.add_to_principal_policy(statement)
        if self.key:
            use_key(grantee, self.key, "s3")
