"""`python -m tools.audit`, on a table in moto."""

import boto3
import pytest

from tessera.adapters.dynamodb.audit import DynamoAuditLog
from tessera.insight.service import AuditTrail
from tests.adapters.tables import plain_table
from tests.factories.events import make_envelope
from tests.factories.identity import ORG
from tools.audit import main


def test_it_says_whether_and_where_a_record_is_broken(capsys: pytest.CaptureFixture[str]) -> None:
    with plain_table("audit") as table:
        AuditTrail(DynamoAuditLog(table, ORG)).write([make_envelope() for _ in range(5)])
        assert main(["--table", "audit", "--org", ORG]) == 0
        assert capsys.readouterr().out == "Intact: 5 entries.\n"

        boto3.resource("dynamodb").Table("audit").delete_item(Key={"pk": f"O#{ORG}", "sk": "R#000000000003"})
        assert main(["--table", "audit", "--org", ORG]) == 1
        assert capsys.readouterr().out.startswith("Broken at entry 3, after 2 good ones")
