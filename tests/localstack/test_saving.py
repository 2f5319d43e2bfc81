"""Which requests make the state worth saving."""

import pytest

from localstack.engine.saving import changes


@pytest.mark.parametrize(
    ("service", "method", "target", "kind"),
    [
        ("dynamodb", "POST", "Query", None),
        ("dynamodb", "POST", "BatchGetItem", None),
        ("dynamodb", "POST", "BatchWriteItem", "often"),
        ("dynamodb", "POST", "TransactWriteItems", "often"),
        ("sqs", "POST", "SendMessage", "often"),
        ("s3", "GET", "", None),
        ("s3", "PUT", "", "often"),
        ("cloudformation", "POST", "", "rarely"),
        ("secretsmanager", "POST", "GetSecretValue", None),
        ("secretsmanager", "POST", "CreateSecret", "rarely"),
    ],
)
def test_reads_change_nothing_and_deployments_everything(
    service: str, method: str, target: str, kind: str | None
) -> None:
    assert changes(service, method, target) == kind
