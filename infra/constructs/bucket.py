"""A private bucket, and the rights a function needs on its objects."""

from collections.abc import Sequence

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from constructs import Construct

from infra.constructs.python_function import PythonFunction
from infra.constructs.table import use_key
from infra.exceptions import accept, finding
from infra.stages import Stage

NO_ACCESS_LOG = (
    "Objects are reached only by our functions' roles and by presigned URLs that our API writes an audit record for; "
    "CloudTrail data events can be turned on where a regulator asks for more."
)


ANY_OBJECT = "Object keys are made at run time, so the right is on every object of this one bucket."


class Bucket(Construct):
    """Encrypted, never public, TLS only, versioned unless told; named after stage, account and region, so it is free"""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        stage: Stage,
        key: kms.IKey | None = None,
        rules: Sequence[s3.LifecycleRule] = (),
        cors: Sequence[s3.CorsRule] = (),
        versioned: bool = True,
    ) -> None:
        super().__init__(scope, construct_id)
        self.key = key
        stack = cdk.Stack.of(self)
        self.name = f"{stage.prefix}-{_slug(construct_id)}-{stack.account}-{stack.region}"
        abandoned = s3.LifecycleRule(
            id="abandoned",
            abort_incomplete_multipart_upload_after=cdk.Duration.days(1),
            noncurrent_version_expiration=cdk.Duration.days(30) if versioned else None,
        )
        self.bucket = s3.Bucket(
            self,
            "Bucket",
            bucket_name=self.name,
            encryption=s3.BucketEncryption.KMS if key else s3.BucketEncryption.S3_MANAGED,
            encryption_key=key,
            bucket_key_enabled=True if key else None,
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            object_ownership=s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
            enforce_ssl=True,
            minimum_tls_version=1.2,
            versioned=versioned,
            lifecycle_rules=[abandoned, *rules],
            cors=list(cors) or None,
            removal_policy=cdk.RemovalPolicy.RETAIN if stage.keep_data else cdk.RemovalPolicy.DESTROY,
        )
        accept(self, "S1", NO_ACCESS_LOG)

    def grant_read(self, grantee: PythonFunction) -> None:
        self._grant(grantee, ["s3:GetObject"])

    def grant_read_tags(self, grantee: PythonFunction) -> None:
        """What a scanner notes on an object."""
        self._grant(grantee, ["s3:GetObjectTagging"])

    def grant_write(self, grantee: PythonFunction) -> None:
        self._grant(grantee, ["s3:PutObject"])

    def grant_read_write(self, grantee: PythonFunction) -> None:
        self._grant(grantee, ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"])

    def grant_list(self, grantee: PythonFunction) -> None:
        """So that S3 says of what is missing that it is; else it says that it is forbidden.
        https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html
        """
        bucket = f"arn:{cdk.Aws.PARTITION}:s3:::{self.name}"
        statement = iam.PolicyStatement(actions=["s3:ListBucket"], resources=[bucket])
        grantee.grant_principal.add_to_principal_policy(statement)

    def grant_erase(self, grantee: PythonFunction) -> None:
        """Every version of an object goes, for good."""
        self._grant(grantee, ["s3:DeleteObjectVersion"])
        bucket = f"arn:{cdk.Aws.PARTITION}:s3:::{self.name}"
        statement = iam.PolicyStatement(actions=["s3:ListBucketVersions"], resources=[bucket])
        grantee.grant_principal.add_to_principal_policy(statement)

    def _grant(self, grantee: PythonFunction, actions: list[str]) -> None:
        objects = f"arn:{cdk.Aws.PARTITION}:s3:::{self.name}/*"
        grantee.grant_principal.add_to_principal_policy(iam.PolicyStatement(actions=actions, resources=[objects]))
        accept(grantee, f"IAM5[Resource::{finding(objects)}]", ANY_OBJECT)
        if self.key:
            use_key(grantee, self.key, "s3")


def _slug(name: str) -> str:
    """`RawMail` -> `raw-mail`."""
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name).strip("-")
