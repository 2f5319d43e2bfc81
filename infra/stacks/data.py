"""What outlives everything else: key, tables, buckets, secrets."""

import aws_cdk as cdk
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_secretsmanager as secretsmanager
from constructs import Construct

from infra.constructs.bucket import Bucket
from infra.constructs.python_function import PythonFunction
from infra.constructs.table import Table, use_key
from infra.exceptions import accept
from infra.stages import Stage


class Secret(Construct):
    """A generated secret of 64 characters; whoever may read it is granted that one by one."""

    def __init__(
        self, scope: Construct, construct_id: str, *, stage: Stage, key: kms.IKey | None, purpose: str
    ) -> None:
        super().__init__(scope, construct_id)
        self.key = key
        self.secret = secretsmanager.Secret(
            self,
            "Secret",
            secret_name=f"{stage.prefix}-{construct_id.lower()}",
            description=purpose,
            encryption_key=key,
            generate_secret_string=secretsmanager.SecretStringGenerator(password_length=64, exclude_punctuation=True),
            removal_policy=cdk.RemovalPolicy.RETAIN if stage.keep_data else cdk.RemovalPolicy.DESTROY,
        )
        accept(
            self,
            "SMG4",
            "Rotating it signs everybody out and orphans reply addresses, so an operator does it on purpose.",
        )

    @property
    def name(self) -> str:
        return self.secret.secret_arn

    def grant_read(self, function: PythonFunction) -> None:
        function.allow(["secretsmanager:GetSecretValue"], [self.secret.secret_arn])
        if self.key:
            use_key(function, self.key, "secretsmanager")


class Data(cdk.NestedStack):
    """Tables `core`, `live`, `audit`, `idempotency`; buckets for raw mail and files; the three secrets."""

    def __init__(self, scope: Construct, stage: Stage) -> None:
        super().__init__(scope, "Data")
        self.key = self._key(stage) if stage.key_for_data else None
        self._tables(stage)
        self.raw_mail = Bucket(
            self,
            "RawMail",
            stage=stage,
            key=self.key,
            cors=[_browser_reads(stage)],
            rules=[
                s3.LifecycleRule(
                    id="cold",
                    transitions=[
                        s3.Transition(
                            storage_class=s3.StorageClass.GLACIER_INSTANT_RETRIEVAL,
                            transition_after=cdk.Duration.days(90),
                        )
                    ],
                )
            ],
        )
        forgotten = [
            s3.LifecycleRule(id="jobs", prefix="jobs/", expiration=cdk.Duration.days(32)),
            s3.LifecycleRule(id="uploads", prefix="uploads/", expiration=cdk.Duration.days(30)),
        ]
        self.files = Bucket(self, "Files", stage=stage, key=self.key, cors=[_browser_uploads(stage)], rules=forgotten)
        self.signing_secret = Secret(self, "Signing", stage=stage, key=self.key, purpose="Signs access tokens")
        self.mail_secret = Secret(
            self, "Mail", stage=stage, key=self.key, purpose="Signs reply addresses and Message-IDs"
        )
        self.push_secret = Secret(
            self, "Push", stage=stage, key=self.key, purpose="The keys by which browsers know our messages (VAPID)"
        )

    def _key(self, stage: Stage) -> kms.Key:
        return kms.Key(
            self,
            "Key",
            alias=f"{stage.prefix}-data",
            description="Encrypts Tessera's tables, buckets and secrets",
            enable_key_rotation=True,
            removal_policy=cdk.RemovalPolicy.RETAIN if stage.keep_data else cdk.RemovalPolicy.DESTROY,
        )

    def _tables(self, stage: Stage) -> None:
        key = self.key
        self.core = Table(
            self, "Core", stage=stage, key=key, ttl="ttl", stream=True, indexes=("gs1", "gs2", "gs3", "gs4", "gs5")
        )
        self.live = Table(self, "Live", stage=stage, key=key, ttl="ttl")
        self.audit = Table(self, "Audit", stage=stage, key=key)
        self.idempotency = Table(
            self, "Idempotency", stage=stage, key=key, hash_key="id", range_key=None, ttl="expiration"
        )


def _browser_uploads(stage: Stage) -> s3.CorsRule:
    """Presigned uploads and downloads come from the screens' origin.

    Where that is CloudFront's own domain it is not known before the bucket is; any origin is then allowed, which opens
    nothing: the signature in the address is the right, and no cookie is ever sent to this bucket.
    """
    return s3.CorsRule(
        allowed_methods=[s3.HttpMethods.GET, s3.HttpMethods.HEAD, s3.HttpMethods.POST, s3.HttpMethods.PUT],
        allowed_origins=[stage.web_origin or "*"],
        allowed_headers=["*"],
        exposed_headers=["ETag"],
        max_age=3600,
    )


def _browser_reads(stage: Stage) -> s3.CorsRule:
    """The screens show a mail's source, by a presigned address; nobody sends anything to this bucket."""
    return s3.CorsRule(
        allowed_methods=[s3.HttpMethods.GET, s3.HttpMethods.HEAD],
        allowed_origins=[stage.web_origin or "*"],
        max_age=3600,
    )
