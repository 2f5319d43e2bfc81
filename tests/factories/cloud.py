"""The tables and buckets that functions find, as small as the tests need them. tests/infra holds the real ones."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import AttributeDefinitionTypeDef, KeySchemaElementTypeDef
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_secretsmanager import SecretsManagerClient
    from mypy_boto3_sesv2 import SESV2Client
    from mypy_boto3_sqs import SQSClient

CORE, LIVE, AUDIT, IDEMPOTENCY = "test-core", "test-live", "test-audit", "test-idempotency"
FILES, RAW_MAIL = "test-files", "test-raw-mail"
PUSH_SECRET = "test-push-secret"
MAIL_SECRET, INBOUND, MAIL_DOMAIN = "test-mail-secret", "test-inbound", "acme.test"
SEARCH, JOBS = "test-search", "test-jobs"
INDEXES = ("gs1", "gs2", "gs3", "gs4", "gs5")

ENVIRONMENT = {
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_EC2_METADATA_DISABLED": "true",
    "TESSERA_STAGE": "test",
    "TESSERA_CORE_TABLE": CORE,
    "TESSERA_LIVE_TABLE": LIVE,
    "TESSERA_AUDIT_TABLE": AUDIT,
    "TESSERA_IDEMPOTENCY_TABLE": IDEMPOTENCY,
    "TESSERA_FILES_BUCKET": FILES,
    "TESSERA_RAW_MAIL_BUCKET": RAW_MAIL,
    "TESSERA_MAIL_SECRET": MAIL_SECRET,
    "TESSERA_INBOUND_QUEUE": f"https://sqs.us-east-1.amazonaws.com/123456789012/{INBOUND}",
    "TESSERA_PUSH_SECRET": PUSH_SECRET,
    "TESSERA_PUSH_HOSTS": "fcm.googleapis.com localhost",
    "TESSERA_REALTIME_ENDPOINT": "https://realtime.example.test/prod",
    "TESSERA_WEB_ORIGIN": "https://desk.example.test",
    "TESSERA_SEARCH_ENGINE": "tantivy",
    "TESSERA_SEARCH_BUCKET": SEARCH,
    "TESSERA_JOB_MACHINE": f"arn:aws:states:us-east-1:123456789012:stateMachine:{JOBS}",
    "TESSERA_SEARCH_QUEUE": f"https://sqs.us-east-1.amazonaws.com/123456789012/{SEARCH}",
}


def create_tables(client: "DynamoDBClient") -> None:
    client.create_table(
        TableName=CORE,
        AttributeDefinitions=_text("pk", "sk", "gsk", *INDEXES),
        KeySchema=_keys("pk", "sk"),
        BillingMode="PAY_PER_REQUEST",
        GlobalSecondaryIndexes=[
            {"IndexName": index, "KeySchema": _keys(index, "gsk"), "Projection": {"ProjectionType": "ALL"}}
            for index in INDEXES
        ],
    )
    for name in (LIVE, AUDIT):
        client.create_table(
            TableName=name,
            AttributeDefinitions=_text("pk", "sk"),
            KeySchema=_keys("pk", "sk"),
            BillingMode="PAY_PER_REQUEST",
        )


def create_mail(ses: "SESV2Client", sqs: "SQSClient", secrets: "SecretsManagerClient") -> None:
    """What sending and receiving need beside tables and buckets."""
    ses.create_email_identity(EmailIdentity=MAIL_DOMAIN)
    sqs.create_queue(QueueName=INBOUND)
    secrets.create_secret(Name=MAIL_SECRET, SecretString="a secret for tests")
    secrets.create_secret(Name=PUSH_SECRET, SecretString="another secret for tests")


def create_buckets(client: "S3Client") -> None:
    for name in (FILES, RAW_MAIL, SEARCH):
        client.create_bucket(Bucket=name)


def create_idempotency(client: "DynamoDBClient") -> None:
    client.create_table(
        TableName=IDEMPOTENCY,
        AttributeDefinitions=_text("id"),
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        BillingMode="PAY_PER_REQUEST",
    )


def _text(*names: str) -> "list[AttributeDefinitionTypeDef]":
    return [{"AttributeName": name, "AttributeType": "S"} for name in names]


def _keys(hash_key: str, range_key: str) -> "list[KeySchemaElementTypeDef]":
    return [{"AttributeName": hash_key, "KeyType": "HASH"}, {"AttributeName": range_key, "KeyType": "RANGE"}]
